"""Where a producer that keeps its layout to itself has put each figure: told by links.

Such a producer typesets the manuscript twice, once with every figure a link and once without; links take no room, so
what the first pass says holds for the second. The second is what a reader gets.
"""

from __future__ import annotations

import io

import pikepdf

from nupraat_pipeline.reading.records import Box

from .manuscript import Manuscript

LINK = "https://verzonnen.invalid/"


class Numbering:
    """The marks of a manuscript, numbered by identity: equal figures stand in several places."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._numbers = {id(mark): number for number, mark in enumerate(manuscript.marks())}

    def link(self, mark: object) -> str:
        """The address that stands for this mark."""
        return f"{LINK}{self._numbers[id(mark)]}"

    def __len__(self) -> int:
        return len(self._numbers)


def places(pdf_with_links: bytes, count: int) -> tuple[Box | None, ...]:
    """The box of each link, by its number; None for those that are not on the pages."""
    found: list[Box | None] = [None] * count
    with pikepdf.open(io.BytesIO(pdf_with_links)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            height = float(page.mediabox[3])
            for annotation in page.get("/Annots", []):
                address = str(annotation.get("/A", {}).get("/URI", ""))
                if address.startswith(LINK):
                    x0, y0, x1, y1 = (float(edge) for edge in annotation.Rect)
                    box = Box(number, min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))
                    found[int(address.removeprefix(LINK))] = box
    return tuple(found)
