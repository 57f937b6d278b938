"""A table -> column widths, row heights and the rules between them; all in points.

Here: the arithmetic of a table on a canvas. Not here: drawing it (`on_canvas`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .layout import Layout, Rules
from .manuscript import Table
from .wrapping import FONTS, Line, Type

LEADING = 1.25  # line distance in sizes, as word processors set it
CELL_PADDING = 0.45  # in sizes
COLUMN_GAP = 1.4  # extra width of a column, in sizes, so that columns without rules stand apart
SMALLEST_SIZE = 5.5
NARROW_LABELS = 0.55  # of the longest label, so that it wraps

Segment = tuple[float, float, float, float, float]  # x0, top, x1, bottom, line width


@dataclass(frozen=True, slots=True)
class Measured:
    """A table with the widths and heights that it will have, and every cell's lines."""

    table: Table
    size: float
    widths: list[float]
    heights: list[float]
    lines: list[list[list[Line]]]


def type_of(layout: Layout, *, bold: bool = False, size: float | None = None) -> Type:
    """The layout's font."""
    return Type(FONTS[layout.font][bold], size or layout.size)


def measure(table: Table, layout: Layout, available: float) -> Measured:
    """The table within a width; the type shrinks when even the longest words do not fit."""
    size = layout.size
    narrowest, natural = _column_widths(table, layout, size)
    while sum(narrowest) > available and size > SMALLEST_SIZE:
        size -= 0.5
        narrowest, natural = _column_widths(table, layout, size)
    wish = sum(natural) - sum(narrowest)
    share = min(max(available - sum(narrowest), 0) / wish, 1) if wish else 0
    widths = [low + (high - low) * share for low, high in zip(narrowest, natural, strict=True)]
    lines = _wrapped_cells(table, layout, widths, size)
    heights = [max(map(len, cells)) * LEADING * size + CELL_PADDING * size for cells in lines]
    return Measured(table, size, widths, heights, lines)


def _wrapped_cells(table: Table, layout: Layout, widths: list[float], size: float) -> list[list[list[Line]]]:
    rows = []
    for row in table.rows:
        cells, column = [], 0
        for cell in row:
            inner = sum(widths[column : column + cell.span]) - 2 * CELL_PADDING * size + 0.01
            cells.append(type_of(layout, bold=cell.bold, size=size).wrap(cell.text, inner))
            column += cell.span
        rows.append(cells)
    return rows


def _column_widths(table: Table, layout: Layout, size: float) -> tuple[list[float], list[float]]:
    """For each column the width of its longest word and of its longest text, with padding."""
    padding, gap = 2 * CELL_PADDING * size, COLUMN_GAP * size
    narrowest, natural = [padding + gap] * table.width, [padding + gap] * table.width
    for row in table.rows:
        column = 0
        for cell in row:
            if cell.span == 1 and cell.text:
                type_ = type_of(layout, bold=cell.bold, size=size)
                low, high = type_.longest_word(cell.text), type_.natural_width(cell.text)
                if layout.narrow_labels and column == 0:
                    high = max(low, NARROW_LABELS * high)
                narrowest[column] = max(narrowest[column], low + padding)
                natural[column] = max(natural[column], high + padding + gap)
            column += cell.span
    natural = [max(pair) for pair in zip(narrowest, natural, strict=True)]
    across = [cell for row in table.rows for cell in row if cell.span == table.width > 1]
    titles = [type_of(layout, bold=cell.bold, size=size).natural_width(cell.text) for cell in across]
    natural[-1] += max(0.0, max(titles, default=0.0) + padding + gap - sum(natural))
    return narrowest, natural


def rules(style: Rules, measured: Measured, rows: list[int], left: float, edges: list[float]) -> Iterator[Segment]:
    """The lines of these rows, whose edges are given from the top."""
    right = left + sum(measured.widths)
    if style in {"grid", "filled", "horizontal"}:
        yield from ((left, edge, right, edge, 0.5) for edge in edges)
    if style in {"grid", "filled"}:
        yield from _uprights(measured, rows, left, edges)
    if style == "booktabs":
        yield (left, edges[0], right, edges[0], 1.0)
        yield (left, edges[-1], right, edges[-1], 1.0)
        last_header = measured.table.header_rows - 1
        below = (edge for row, edge in zip(rows, edges[1:], strict=True) if row == last_header)
        yield from ((left, edge, right, edge, 0.5) for edge in below)


def _uprights(measured: Measured, rows: list[int], left: float, edges: list[float]) -> Iterator[Segment]:
    for row, top, bottom in zip(rows, edges, edges[1:], strict=False):
        column, x = 0, left
        yield (left, top, left, bottom, 0.5)
        for cell in measured.table.rows[row]:
            x += sum(measured.widths[column : column + cell.span])
            column += cell.span
            yield (x, top, x, bottom, 0.5)
