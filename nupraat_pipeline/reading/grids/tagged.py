"""Tables that the PDF's own tags announce.

Here: putting the words of a page into the tagged cells, and judging whether the tags can be believed. Not here: the
structure tree itself (`reading.structure`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.geometry import Page, Word, bounds
from nupraat_pipeline.reading.grids.cells import GridCell
from nupraat_pipeline.reading.grids.columns import Column
from nupraat_pipeline.reading.grids.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nupraat_pipeline.reading.structure import TaggedCell, TaggedTable

# Tags are believed when this share of neighbouring cells stands in the order that they say.
ORDERLY_SHARE = 0.95


def tagged_pieces(page: Page, words: Iterable[Word]) -> list[Piece]:
    """Return the pieces of tagged tables on this page, those whose words stand where the tags say."""
    by_content: dict[int, list[Word]] = {}
    for word in words:
        if word.mcid is not None:
            by_content.setdefault(word.mcid, []).append(word)
    pieces = (_piece(page, table, by_content) for table in page.tables)
    return [piece for piece in pieces if piece is not None]


def _piece(page: Page, table: TaggedTable, by_content: Mapping[int, Sequence[Word]]) -> Piece | None:
    filled = [(cell, tuple(word for mcid in cell.mcids for word in by_content.get(mcid, ()))) for cell in table.cells]
    here = {cell.row for cell, words in filled if words}
    n_columns = max(cell.column + cell.column_span for cell in table.cells)
    n_rows = max(cell.row + cell.row_span for cell in table.cells)
    placed = [(cell, words) for cell, words in filled if words]
    if not here or n_columns < 2 or n_rows < 2 or not _orderly(placed):
        return None
    columns = _columns(placed, n_columns)
    box = bounds(word for _, words in placed for word in words)
    first, last = min(here), max(here)
    rows = {row: number for number, row in enumerate(range(first, last + 1))}
    tops = _tops(placed, box)
    cells = [
        GridCell(
            rows[cell.row],
            cell.column,
            min(cell.row_span, last + 1 - cell.row),
            cell.column_span,
            page.number,
            words,
            *(bounds(words) if words else _empty_area(cell, columns, tops)),
        )
        for cell, words in filled
        if cell.row in rows
    ]
    return Piece(page.number, tuple(cells), columns, box, "tags", table.key)


def _orderly(placed: Sequence[tuple[TaggedCell, tuple[Word, ...]]]) -> bool:
    """Whether cells of one row stand left to right and rows top to bottom, as tags of real tables do."""
    checks: list[bool] = []
    areas = [(cell, bounds(words)) for cell, words in placed]
    for (one, (_, top, x1, _)), (other, (x0, _, _, bottom)) in pairwise(areas):
        if one.row == other.row:
            checks.append(x0 >= x1 - 1 and bottom > top)
        else:
            checks.append(bottom > top)
    return not checks or sum(checks) >= ORDERLY_SHARE * len(checks)


def _columns(placed: Sequence[tuple[TaggedCell, tuple[Word, ...]]], n_columns: int) -> tuple[Column, ...]:
    """Return how broad the texts of each column are; a column without any lies after the one before it."""
    columns: list[Column] = []
    for number in range(n_columns):
        areas = [bounds(words) for cell, words in placed if cell.column == number and cell.column_span == 1]
        after = columns[-1].x1 if columns else 0.0
        x0 = min((area[0] for area in areas), default=after)
        columns.append(Column(x0, max((area[2] for area in areas), default=x0)))
    return tuple(columns)


def _tops(
    placed: Sequence[tuple[TaggedCell, tuple[Word, ...]]], box: tuple[float, float, float, float]
) -> dict[int, tuple[float, float]]:
    """Return from where to where each row with words reaches; under -1 the whole table's heights."""
    heights: dict[int, tuple[float, float]] = {-1: (box[1], box[3])}
    for cell, words in placed:
        _, top, _, bottom = bounds(words)
        low, high = heights.get(cell.row, (top, bottom))
        heights[cell.row] = (min(low, top), max(high, bottom))
    return heights


def _empty_area(
    cell: TaggedCell, columns: Sequence[Column], heights: Mapping[int, tuple[float, float]]
) -> tuple[float, float, float, float]:
    above = [heights[row] for row in heights if 0 <= row <= cell.row]
    top, bottom = heights.get(cell.row) or (max(above)[1], max(above)[1]) if above else heights[-1]
    column = columns[cell.column]
    return column.x0, top, column.x1, bottom
