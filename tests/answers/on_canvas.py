"""The producer that draws every word itself, with reportlab: any rules, any order of the text stream.

Here: placing of blocks on pages. Not here: what stands in them (`compose`), wrapping and measuring.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never

from reportlab.pdfgen.canvas import Canvas

from nupraat_pipeline.reading.records import Box

from .layout import Layout
from .manuscript import Beside, Block, Bullets, Cell, Manuscript, Mark, PageBreak, Paragraph, Table, Text
from .measuring import CELL_PADDING, LEADING, Measured, measure, rules, type_of
from .setting import Typeset
from .words import DISCLAIMER
from .wrapping import FONTS, Line, Type, register_vera, shown

PAGE_WIDTH = 595.0
MARGIN = 62.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
FOOTER_SIZE = 6.5
BAND_GREY = 0.88
NOTE_SIZE = 0.8  # in sizes
ASCENT, DESCENT = 0.75, 0.22  # of a line's ink, in sizes
ROW_ASCENT = 1.1  # from a row's top to its first baseline, in sizes
AFTER = {"body": 1.0, "note": 1.0, "title": 0.3, "caption": 0.3}  # space below a paragraph, in sizes

Draw = Callable[[Canvas], None]


def typeset(manuscript: Manuscript, layout: Layout) -> Typeset:
    """Draw the manuscript."""
    if layout.font == "vera":
        register_vera()
    sheet = _Sheet(layout, manuscript.running)
    for block in manuscript.blocks:
        sheet.put(block)
    pdf = sheet.finish()
    return Typeset(pdf, manuscript, tuple(sheet.places.get(id(mark)) for mark in manuscript.marks()))


@dataclass(slots=True)
class _Sheet:
    """Pages under construction. `y` is the distance from the top of what comes next."""

    layout: Layout
    running: str
    pages: list[list[Draw]] = field(default_factory=lambda: [[]])
    bands: dict[int, list[Draw]] = field(default_factory=dict)  # by page, under all ink whatever its order
    y: float = MARGIN
    places: dict[int, Box] = field(default_factory=dict)

    # Ink

    def ink_line(self, line: Line, x: float, baseline: float, type_: Type) -> None:
        """Draw a line of words from x on, and note where its marks stand."""
        so_far = ""
        for word in line:
            if self.layout.shuffled:
                self.ink_text(shown(word), x + type_.width(so_far), baseline, type_)
            for text, mark in word:
                left = x + type_.width(so_far)
                so_far += text.replace("\u00ad", "")
                if mark and text:
                    top, bottom = baseline - ASCENT * type_.size, baseline + DESCENT * type_.size
                    self.places[id(mark)] = Box(len(self.pages), left, top, x + type_.width(so_far), bottom)
            so_far += " "
        if line and not self.layout.shuffled:
            self.ink_text(so_far[:-1], x, baseline, type_)

    def ink_text(self, text: str, x: float, baseline: float, type_: Type) -> None:
        y = self.layout.page_height - baseline

        def draw(canvas: Canvas) -> None:
            canvas.setFont(type_.font, type_.size)
            canvas.drawString(x, y, text)

        self.pages[-1].append(draw)

    def ink_rule(self, x0: float, top: float, x1: float, bottom: float, weight: float) -> None:
        height, filled = self.layout.page_height, self.layout.rules == "filled"

        def draw(canvas: Canvas) -> None:
            if filled:
                across, down = x1 - x0 or weight, bottom - top or weight
                canvas.rect(x0, height - bottom, across, down, stroke=0, fill=1)
            else:
                canvas.setLineWidth(weight)
                canvas.line(x0, height - top, x1, height - bottom)

        self.pages[-1].append(draw)

    def ink_band(self, x0: float, top: float, x1: float, bottom: float) -> None:
        height = self.layout.page_height

        def draw(canvas: Canvas) -> None:
            canvas.setFillGray(BAND_GREY)
            canvas.rect(x0, height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
            canvas.setFillGray(0)

        self.bands.setdefault(len(self.pages), []).append(draw)

    # Pages

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

    # Blocks

    def put(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.put_paragraph(block)
            case Bullets(items=items, sign=sign):
                for item in items:
                    self.put_text((f"{sign} ", *item), type_of(self.layout), indent=2 * self.layout.size)
                self.y += self.layout.size
            case Table():
                self.put_table(measure(block, self.layout, TEXT_WIDTH))
            case Beside(left=left, right=right):
                self.put_beside(left, right)
            case PageBreak(foot=foot):
                self.put_foot(foot)
                self.new_page()
            case _ as never:
                assert_never(never)

    def paragraph_type(self, block: Paragraph) -> Type:
        size = self.layout.size * (NOTE_SIZE if block.kind == "note" else 1)
        return type_of(self.layout, bold=block.kind in {"title", "caption"}, size=size)

    def put_paragraph(self, block: Paragraph) -> None:
        self.put_text(block.text, self.paragraph_type(block))
        self.y += self.layout.size * AFTER[block.kind]

    def put_text(self, text: Text, type_: Type, indent: float = 0) -> None:
        for line in type_.wrap(text, TEXT_WIDTH - indent):
            self.room(LEADING * type_.size)
            self.ink_line(line, MARGIN + indent, self.y + type_.size, type_)
            self.y += LEADING * type_.size

    def put_foot(self, foot: tuple[Paragraph, ...]) -> None:
        """Put paragraphs at the very bottom of the page."""
        height = 0.0
        for block in foot:
            type_ = self.paragraph_type(block)
            height += len(type_.wrap(block.text, TEXT_WIDTH)) * LEADING * type_.size
            height += self.layout.size * AFTER[block.kind]
        self.room(height)
        self.y = max(self.y, self.floor - height)
        for block in foot:
            self.put_paragraph(block)

    def put_table(self, measured: Measured) -> None:
        """Draw rows until the page is full, and go on with the next."""
        header = measured.table.header_rows
        repeated = list(range(header)) if self.layout.repeat_header else []
        self.room(sum(measured.heights[: header + 1]))
        segment: list[int] = []
        height = 0.0
        for row, row_height in enumerate(measured.heights):
            if self.y + height + row_height > self.floor and segment:
                self.put_rows(measured, segment, MARGIN)
                self.new_page()
                segment = list(repeated) if row >= header else []
                height = sum(measured.heights[index] for index in segment)
            segment.append(row)
            height += row_height
        self.y += self.put_rows(measured, segment, MARGIN) + self.layout.size

    def put_beside(self, left: Table, right: Table) -> None:
        gap = 2 * self.layout.size
        half = (TEXT_WIDTH - gap) / 2
        tables = [measure(table, self.layout, half) for table in (left, right)]
        self.room(max(sum(table.heights) for table in tables))
        heights = [
            self.put_rows(table, list(range(len(table.heights))), MARGIN + index * (half + gap))
            for index, table in enumerate(tables)
        ]
        self.y += max(heights) + self.layout.size

    # Rows

    def put_rows(self, measured: Measured, rows: list[int], left: float) -> float:
        """Draw these rows from the current height on; returns their height."""
        edges = [self.y]
        for row in rows:
            self.put_row(measured, row, left, edges[-1])
            edges.append(edges[-1] + measured.heights[row])
        for segment in rules(self.layout.rules, measured, rows, left, edges):
            self.ink_rule(*segment)
        if self.layout.rules == "bands":
            for row, top, bottom in zip(rows, edges, edges[1:], strict=False):
                if row % 2 == 0:
                    self.ink_band(left, top, left + sum(measured.widths), bottom)
        return edges[-1] - self.y

    def put_row(self, measured: Measured, row: int, left: float, top: float) -> None:
        tallest = max(map(len, measured.lines[row]))
        column = 0
        for cell, lines in zip(measured.table.rows[row], measured.lines[row], strict=True):
            free = tallest - len(lines)
            skipped = {"first": 0.0, "last": float(free), "centre": free / 2}[self.layout.value_line]
            down = skipped * LEADING * measured.size if column else 0.0
            x0 = left + sum(measured.widths[:column])
            x1 = x0 + sum(measured.widths[column : column + cell.span])
            self.put_cell((cell, column), lines, (x0, x1), top + down, measured.size)
            column += cell.span

    def alignment(self, cell: Cell, column: int) -> str:
        """How a cell's lines stand: over several columns in the middle, else as the layout wants labels or values."""
        if cell.span > 1:
            return "centre"
        if not column:
            return self.layout.label_align
        return self.layout.align if any(isinstance(run, Mark) for run in cell.text) else "left"

    def put_cell(
        self, placed: tuple[Cell, int], lines: list[Line], edges: tuple[float, float], top: float, size: float
    ) -> None:
        cell, align = placed[0], self.alignment(*placed)
        type_, padding = type_of(self.layout, bold=cell.bold, size=size), CELL_PADDING * size
        for number, line in enumerate(lines):
            free = edges[1] - edges[0] - 2 * padding - type_.line_width(line)
            shift = {"left": 0.0, "right": free, "centre": free / 2}[align]
            self.ink_line(line, edges[0] + padding + shift, top + size * (ROW_ASCENT + number * LEADING), type_)

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
            for draw in (*self.bands.get(number, []), *ink):
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
        printed = _page_number(self.layout, number, len(self.pages))
        canvas.drawRightString(PAGE_WIDTH - MARGIN, MARGIN / 2, printed)


def _page_number(layout: Layout, number: int, pages: int) -> str:
    styles = {"none": "", "plain": f"{number}", "dashes": f"- {number} -", "pagina": f"Pagina {number} van {pages}"}
    return styles[layout.page_numbers]
