"""The producer that draws every word itself, with reportlab: any rules, any order of the text stream.

Here: wrapping, measuring and placing of blocks on pages. Not here: what stands in them (`compose`).
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from nupraat_pipeline.reading.records import Box

from .layout import Layout
from .manuscript import Beside, Block, Bullets, Cell, Manuscript, Mark, PageBreak, Paragraph, Table, Text
from .setting import Typeset
from .words import DISCLAIMER

PAGE_WIDTH = 595.0
MARGIN = 62.0
FOOTER_SIZE = 6.5
LEADING = 1.25  # line distance in sizes, as word processors set it
CELL_PADDING = 0.45  # in sizes
COLUMN_GAP = 1.4  # extra width of a column, in sizes, so that columns without rules stand apart
SMALLEST_SIZE = 5.5
BAND_GREY = 0.88
ASCENT, DESCENT = 0.75, 0.22  # of a line's ink, in sizes

FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold"),
    "serif": ("Times-Roman", "Times-Bold"),
    "mono": ("Courier", "Courier-Bold"),
    "vera": ("Vera", "VeraBd"),
}

Piece = tuple[str, Mark | None]
Word = list[Piece]
Line = list[Word]
Draw = Callable[[Canvas], None]


def typeset(manuscript: Manuscript, layout: Layout) -> Typeset:
    """Draw the manuscript."""
    sheet = _Sheet(layout, manuscript.running)
    for block in manuscript.blocks:
        sheet.put(block)
    pdf = sheet.finish()
    return Typeset(pdf, manuscript, tuple(sheet.places.get(id(mark)) for mark in manuscript.marks()))


@cache
def _register_vera() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in FONTS["vera"]:
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def _words(text: Text) -> list[Line]:
    """The text as lines of words; a word is a run of pieces that stand together."""
    lines: list[Line] = [[[]]]
    for run in text:
        if isinstance(run, Mark):
            lines[-1][-1].append((run.text, run))
            continue
        for token in re.split(r"([ \n])", run):
            if token == "\n":
                lines.append([[]])
            elif token == " ":
                lines[-1].append([])
            elif token:
                lines[-1][-1].append((token, None))
    return [[word for word in line if word] for line in lines]


def _shown(word: Word) -> str:
    return "".join(text for text, _ in word).replace("\u00ad", "")


@dataclass(frozen=True, slots=True)
class _Type:
    """A font in a size, and what fits in a width."""

    font: str
    size: float

    def width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, self.font, self.size))

    def line_width(self, line: Line) -> float:
        return self.width(" ".join(_shown(word) for word in line))

    def longest_word(self, text: Text) -> float:
        return max((self.width(_shown(word)) for line in _words(text) for word in line), default=0.0)

    def natural_width(self, text: Text) -> float:
        return max(self.line_width(line) for line in _words(text))

    def wrap(self, text: Text, width: float) -> list[Line]:
        """The text's lines within a width, broken at spaces and at soft hyphens."""
        lines: list[Line] = []
        for given in _words(text):
            line: Line = []
            for word in given:
                rest = word
                while self.line_width([*line, rest]) > width:
                    head, tail = self._broken(line, rest, width)
                    if head:
                        lines.append([*line, head])
                        line, rest = [], tail
                    elif line:
                        lines.append(line)
                        line = []
                    else:
                        break
                line.append(rest)
            lines.append(line)
        return lines

    def _broken(self, line: Line, word: Word, width: float) -> tuple[Word, Word]:
        """The longest beginning of the word that fits with its hyphen, and the rest; empty when none fits."""
        syllables = word[0][0].split("\u00ad") if len(word) == 1 else []
        for count in range(len(syllables) - 1, 0, -1):
            head: Word = [("".join(syllables[:count]) + "-", None)]
            if self.line_width([*line, head]) <= width:
                return head, [("\u00ad".join(syllables[count:]), None)]
        return [], word


@dataclass(slots=True)
class _Measured:
    """A table with the widths and heights that it will have."""

    table: Table
    size: float
    widths: list[float]
    heights: list[float]
    lines: list[list[list[Line]]]


@dataclass(slots=True)
class _Sheet:
    """Pages under construction. `y` is the distance from the top of what comes next."""

    layout: Layout
    running: str
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])
    y: float = MARGIN
    places: dict[int, Box] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.layout.font == "vera":
            _register_vera()

    # Ink

    def type(self, bold: bool = False, size: float | None = None) -> _Type:
        return _Type(FONTS[self.layout.font][bold], size or self.layout.size)

    @property
    def floor(self) -> float:
        return self.layout.page_height - MARGIN

    def new_page(self) -> None:
        self.pages.append([])
        self.y = MARGIN

    def room(self, height: float) -> None:
        """Start a new page when so much does not fit on this one."""
        if self.y + height > self.floor and self.y > MARGIN:
            self.new_page()

    def ink_line(self, line: Line, x: float, baseline: float, type_: _Type) -> None:
        """Draw a line of words from x on, and note where its marks stand."""
        page, y = len(self.pages), self.layout.page_height - baseline
        so_far = ""
        for word in line:
            start = x + type_.width(so_far)
            if self.layout.shuffled:
                self.ink_text(_shown(word), start, y, type_)
            for text, mark in word:
                left = x + type_.width(so_far)
                so_far += text.replace("\u00ad", "")
                if mark and text:
                    top, bottom = baseline - ASCENT * type_.size, baseline + DESCENT * type_.size
                    self.places[id(mark)] = Box(page, left, top, x + type_.width(so_far), bottom)
            so_far += " "
        if not self.layout.shuffled and line:
            self.ink_text(so_far[:-1], x, y, type_)

    def ink_text(self, text: str, x: float, y: float, type_: _Type) -> None:
        def draw(canvas: Canvas) -> None:
            canvas.setFont(type_.font, type_.size)
            canvas.drawString(x, y, text)

        self.pages[-1].append(draw)

    def ink_rule(self, x0: float, top: float, x1: float, bottom: float, weight: float = 0.5) -> None:
        height, filled = self.layout.page_height, self.layout.rules == "filled"

        def draw(canvas: Canvas) -> None:
            canvas.setLineWidth(weight)
            if filled:
                across = (x1 - x0 or weight, bottom - top or weight)
                canvas.rect(x0, height - bottom, *across, stroke=0, fill=1)
            else:
                canvas.line(x0, height - top, x1, height - bottom)

        self.pages[-1].append(draw)

    def ink_band(self, x0: float, top: float, x1: float, bottom: float) -> None:
        height = self.layout.page_height

        def draw(canvas: Canvas) -> None:
            canvas.setFillGray(BAND_GREY)
            canvas.rect(x0, height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
            canvas.setFillGray(0)

        self.pages[-1].insert(0, draw)

    # Blocks

    def put(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.put_paragraph(block)
            case Bullets(items=items, sign=sign):
                for item in items:
                    self.put_text((f"{sign} ", *item), self.type(), indent=2 * self.layout.size)
                self.y += self.layout.size
            case Table():
                self.put_table(self.measure(block, PAGE_WIDTH - 2 * MARGIN))
            case Beside(left=left, right=right):
                self.put_beside(left, right)
            case PageBreak():
                self.new_page()

    def put_paragraph(self, block: Paragraph) -> None:
        size = self.layout.size * (0.8 if block.kind == "note" else 1)
        self.put_text(block.text, self.type(block.kind in {"title", "caption"}, size))
        self.y += self.layout.size * (0.3 if block.kind in {"caption", "title"} else 1)

    def put_text(self, text: Text, type_: _Type, indent: float = 0) -> None:
        for line in type_.wrap(text, PAGE_WIDTH - 2 * MARGIN - indent):
            self.room(LEADING * type_.size)
            self.ink_line(line, MARGIN + indent, self.y + type_.size, type_)
            self.y += LEADING * type_.size

    def measure(self, table: Table, available: float) -> _Measured:
        """Column widths that fit; the type shrinks when even the longest words do not."""
        size = self.layout.size
        while True:
            narrowest, natural = self._column_widths(table, size)
            if sum(narrowest) <= available or size <= SMALLEST_SIZE:
                break
            size -= 0.5
        slack = max(available - sum(narrowest), 0)
        wish = sum(natural) - sum(narrowest)
        share = min(slack / wish, 1) if wish else 0
        widths = [low + (high - low) * share for low, high in zip(narrowest, natural, strict=True)]
        lines, heights = [], []
        for row in table.rows:
            cells, column = [], 0
            for cell in row:
                inner = sum(widths[column : column + cell.span]) - 2 * CELL_PADDING * size + 0.01
                cells.append(self.type(cell.bold, size).wrap(cell.text, inner))
                column += cell.span
            lines.append(cells)
            heights.append(max(map(len, cells)) * LEADING * size + CELL_PADDING * size)
        return _Measured(table, size, widths, heights, lines)

    def _column_widths(self, table: Table, size: float) -> tuple[list[float], list[float]]:
        """For each column the width of its longest word and of its longest text, with padding."""
        extra = (2 * CELL_PADDING + COLUMN_GAP) * size
        narrowest, natural = [extra] * table.width, [extra] * table.width
        for row in table.rows:
            column = 0
            for cell in row:
                if cell.span == 1 and cell.text:
                    type_ = self.type(cell.bold, size)
                    low, high = type_.longest_word(cell.text), type_.natural_width(cell.text)
                    if self.layout.narrow_labels and column == 0:
                        high = max(low, 0.55 * high)
                    narrowest[column] = max(narrowest[column], low + 2 * CELL_PADDING * size)
                    natural[column] = max(natural[column], high + extra)
                column += cell.span
        natural = [max(pair) for pair in zip(narrowest, natural, strict=True)]
        across = (cell for row in table.rows for cell in row if cell.span == table.width > 1)
        titles = [self.type(cell.bold, size).natural_width(cell.text) for cell in across]
        natural[-1] += max(0.0, max(titles, default=0.0) + extra - sum(natural))
        return narrowest, natural

    def put_table(self, measured: _Measured) -> None:
        """Draw rows until the page is full, and go on with the next."""
        header = measured.table.header_rows
        repeated = list(range(header)) if self.layout.repeat_header else []
        self.room(sum(measured.heights[: header + 1]))
        segment: list[int] = []
        height = 0.0
        for row in range(len(measured.table.rows)):
            if self.y + height + measured.heights[row] > self.floor and segment:
                self.put_rows(measured, segment, MARGIN)
                self.new_page()
                segment = list(repeated) if row >= header else []
                height = sum(measured.heights[index] for index in segment)
            segment.append(row)
            height += measured.heights[row]
        self.y += self.put_rows(measured, segment, MARGIN) + self.layout.size

    def put_beside(self, left: Table, right: Table) -> None:
        half = (PAGE_WIDTH - 2 * MARGIN) / 2 - self.layout.size
        tables = [self.measure(table, half) for table in (left, right)]
        self.room(max(sum(table.heights) for table in tables))
        heights = [
            self.put_rows(table, list(range(len(table.heights))), MARGIN + index * (half + 2 * self.layout.size))
            for index, table in enumerate(tables)
        ]
        self.y += max(heights) + self.layout.size

    def put_rows(self, measured: _Measured, rows: list[int], left: float) -> float:
        """Draw these rows from the current height on; returns their height."""
        top = self.y
        edges = [top]
        for row in rows:
            self.put_row(measured, row, left, edges[-1])
            edges.append(edges[-1] + measured.heights[row])
        self.put_rules(measured, rows, left, edges)
        return edges[-1] - top

    def put_row(self, measured: _Measured, row: int, left: float, top: float) -> None:
        tallest = max(map(len, measured.lines[row]))
        column, size = 0, measured.size
        for cell, lines in zip(measured.table.rows[row], measured.lines[row], strict=True):
            x0 = left + sum(measured.widths[:column])
            width = sum(measured.widths[column : column + cell.span])
            free = tallest - len(lines)
            skipped = {"first": 0.0, "last": float(free), "centre": free / 2}[self.layout.value_line] if column else 0.0
            self.put_cell(cell, lines, x0, width, top + skipped * LEADING * size, size, centred=cell.span > 1)
            column += cell.span

    def put_cell(
        self, cell: Cell, lines: list[Line], x0: float, width: float, top: float, size: float, *, centred: bool
    ) -> None:
        type_, padding = self.type(cell.bold, size), CELL_PADDING * size
        is_value = any(isinstance(run, Mark) for run in cell.text)
        align = "centre" if centred else self.layout.align if is_value else "left"
        for number, line in enumerate(lines):
            free = width - 2 * padding - type_.line_width(line)
            shift = {"left": 0.0, "right": free, "centre": free / 2}[align]
            self.ink_line(line, x0 + padding + shift, top + size * (1.1 + number * LEADING), type_)

    def put_rules(self, measured: _Measured, rows: list[int], left: float, edges: list[float]) -> None:
        style, right = self.layout.rules, left + sum(measured.widths)
        if style in {"grid", "filled"}:
            for edge in edges:
                self.ink_rule(left, edge, right, edge)
            for row, top, bottom in zip(rows, edges, edges[1:], strict=False):
                column, x = 0, left
                self.ink_rule(left, top, left, bottom)
                for cell in measured.table.rows[row]:
                    x += sum(measured.widths[column : column + cell.span])
                    column += cell.span
                    self.ink_rule(x, top, x, bottom)
        elif style == "horizontal":
            for edge in edges:
                self.ink_rule(left, edge, right, edge)
        elif style == "booktabs":
            header = measured.table.header_rows
            below = [edge for row, edge in zip(rows, edges[1:], strict=False) if row == header - 1]
            for edge, weight in [(edges[0], 1.0), *((edge, 0.5) for edge in below), (edges[-1], 1.0)]:
                self.ink_rule(left, edge, right, edge, weight)
        elif style == "bands":
            for row, top, bottom in zip(rows, edges, edges[1:], strict=False):
                if row % 2 == 0:
                    self.ink_band(left, top, right, bottom)

    # The end

    def finish(self) -> bytes:
        """Write every page with its running lines."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(PAGE_WIDTH, self.layout.page_height), invariant=1)
        chance = random.Random(len(self.pages))  # noqa: S311 - a fixed disorder, not a secret
        for number, page in enumerate(self.pages, 1):
            ink = list(page)
            if self.layout.shuffled:
                chance.shuffle(ink)
            for draw in ink:
                draw(canvas)
            self._running_lines(canvas, number)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _running_lines(self, canvas: Canvas, number: int) -> None:
        font = FONTS[self.layout.font][0]
        canvas.setFont(font, FOOTER_SIZE)
        canvas.drawString(MARGIN, MARGIN / 2, DISCLAIMER)
        canvas.setFont(font, self.layout.size * 0.9)
        if self.running:
            canvas.drawString(MARGIN, self.layout.page_height - MARGIN / 2, self.running)
        printed = page_number(self.layout, number, len(self.pages))
        canvas.drawRightString(PAGE_WIDTH - MARGIN, MARGIN / 2, printed)


def page_number(layout: Layout, number: int, pages: int) -> str:
    """A page number as the layout prints it."""
    styles = {"none": "", "plain": f"{number}", "dashes": f"- {number} -", "pagina": f"Pagina {number} van {pages}"}
    return styles[layout.page_numbers]
