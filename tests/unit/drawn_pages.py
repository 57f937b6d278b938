"""Small pages drawn for the tests of reading pages and grids: words and lines where a test wants them.

Coordinates are from the top left, as the reader gives them. Not here: whole answers (`answers`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pdfplumber
from reportlab.pdfgen.canvas import Canvas

from nupraat_pipeline.reading.grids import Grid, grids_of
from nupraat_pipeline.reading.page import Page, read_page, running_words

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Drawing:
    """Pages in the making. `down` is a height from the top of the page, to the baseline for text."""

    size: float = 10.0
    font: str = "Helvetica"
    out: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), invariant=True)

    def text(self, x: float, down: float, text: str, align: str = "left", size: float | None = None) -> None:
        self.canvas.setFont(self.font, size or self.size)
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString}
        draw.get(align, self.canvas.drawCentredString)(x, HEIGHT - down, text)

    def prose(self, down: float, lines: Sequence[str], x: float = 72.0, leading: float = 12.0) -> float:
        for line in lines:
            self.text(x, down, line)
            down += leading
        return down

    def rows(self, xs: Sequence[float], down: float, rows: Iterable[Sequence[str]], pitch: float = 16.0) -> float:
        """Rows of a table: the first column set left, the others right, to the places `xs`."""
        for row in rows:
            for index, (x, text) in enumerate(zip(xs, row, strict=False)):
                if text:
                    self.text(x, down, text, "right" if index else "left")
            down += pitch
        return down

    def line(self, x0: float, down0: float, x1: float, down1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, HEIGHT - down0, x1, HEIGHT - down1)

    def area(self, x0: float, top: float, x1: float, bottom: float, grey: float = 0.85) -> None:
        """A filled area without a border; draw it before the text on it."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def next_page(self) -> None:
        self.canvas.showPage()

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()

    def pages(self) -> list[Page]:
        return list(pages_of(self.pdf()))

    def grids(self) -> list[Grid]:
        return grids_in(self.pdf())

    def tables(self) -> list[list[list[str]]]:
        return [grid.rows for grid in self.grids()]


def pages_of(pdf: bytes) -> Iterator[Page]:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        yield from [read_page(page) for page in opened.pages]


def grids_in(pdf: bytes) -> list[Grid]:
    pages = list(pages_of(pdf))
    return grids_of(pages, running_words(pages))
