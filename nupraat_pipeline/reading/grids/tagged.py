"""Tables that the PDF's own tags announce.

Here: putting the words of a page into the tagged cells, and judging whether the tags can be believed. Not here: the
structure tree itself (`reading.layout.structure`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.reading.grids.cells import GridCell
from nupraat_pipeline.reading.grids.columns import Column
from nupraat_pipeline.reading.grids.pieces import Piece
from nupraat_pipeline.reading.layout.geometry import Page, Word, bounds, is_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nupraat_pipeline.reading.layout.structure import TaggedCell, TaggedTable

# Tags are believed when this share of neighbouring cells stands in the order that they say.
ORDERLY_SHARE = 0.95


def tagged_pieces(page: Page, words: Sequence[Word]) -> list[Piece]:
    """Return the pieces of tagged tables on this page, those whose words stand where the tags say."""
    by_content: dict[int, list[Word]] = {}
    for word in words:
        if word.mcid is not None:
            by_content.setdefault(word.mcid, []).append(word)
    pieces = (_piece(page, table, by_content) for table in page.tables)
    return [piece for piece in pieces if piece is not None and not _misses(piece, words)]


def _misses(piece: Piece, words: Sequence[Word]) -> bool:
    """Whether text stands among the cells that no tag puts into one."""
    inside = piece.words
    return any(word not in inside and is_within(word, piece.box) for word in words)


def _piece(page: Page, table: TaggedTable, by_content: Mapping[int, Sequence[Word]]) -> Piece | None:
    n_columns = max(cell.column + cell.column_span for cell in table.cells)
    n_rows = max(cell.row + cell.row_span for cell in table.cells)
    placed = [
        (cell, words)
        for cell in table.cells
        if (words := tuple(word for mcid in cell.mcids for word in by_content.get(mcid, ())))
    ]
    if not placed or n_columns < 2 or n_rows < 2 or not _orderly(placed):
        return None
    complete = _complete_rows(table.cells, n_columns)
    columns = _columns([(cell, words) for cell, words in placed if cell.row in complete], n_columns)
    moved = {cell for cell, _ in placed if cell.row not in complete}
    if moved and not all(column.x0 < column.x1 for column in columns):
        return None
    placed = [(_moved(cell, words, columns) if cell in moved else cell, words) for cell, words in placed]
    if len({(cell.row, cell.column) for cell, _ in placed}) < len(placed):
        return None
    first, last = min(cell.row for cell, _ in placed), max(cell.row for cell, _ in placed)
    heights = _heights(placed)
    cells = [
        GridCell(
            cell.row - first,
            cell.column,
            min(cell.row_span, last + 1 - cell.row),
            cell.column_span,
            page.number,
            words,
            *bounds(words),
        )
        for cell, words in placed
    ]
    cells.extend(_empty_cells(page.number, cells, columns, [heights.get(row) for row in range(first, last + 1)]))
    box = bounds(word for _, words in placed for word in words)
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return Piece(page.number, tuple(ordered), columns, box, "tags", table.key)


def _complete_rows(cells: Sequence[TaggedCell], n_columns: int) -> set[int]:
    """Return the rows whose cells fill every column; a browser leaves out empty cells, and the others move up."""
    filled: dict[int, int] = {}
    for cell in cells:
        for row in range(cell.row, cell.row + cell.row_span):
            filled[row] = filled.get(row, 0) + cell.column_span
    return {row for row, count in filled.items() if count == n_columns}


def _moved(cell: TaggedCell, words: Sequence[Word], columns: Sequence[Column]) -> TaggedCell:
    """Return a cell of a row with cells left out in the column that its words stand nearest to."""
    x0, _, x1, _ = bounds(words)
    gaps = [max(column.x0 - x1, x0 - column.x1) for column in columns]
    return replace(cell, column=gaps.index(min(gaps)), column_span=1)


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
    """Return how broad the texts of each column are; one without any on this page has no breadth."""
    columns: list[Column] = []
    for number in range(n_columns):
        areas = [bounds(words) for cell, words in placed if cell.column == number and cell.column_span == 1]
        after = columns[-1].x1 if columns else 0.0
        x0, x1 = min((area[0] for area in areas), default=after), max((area[2] for area in areas), default=after)
        columns.append(Column(x0, x1))
    return tuple(columns)


def _heights(placed: Sequence[tuple[TaggedCell, tuple[Word, ...]]]) -> dict[int, tuple[float, float]]:
    """Return from where to where each row with words reaches."""
    heights: dict[int, tuple[float, float]] = {}
    for cell, words in placed:
        _, top, _, bottom = bounds(words)
        low, high = heights.get(cell.row, (top, bottom))
        heights[cell.row] = (min(low, top), max(high, bottom))
    return heights


def _empty_cells(
    page: int,
    cells: Sequence[GridCell],
    columns: Sequence[Column],
    heights: Sequence[tuple[float, float] | None],
) -> list[GridCell]:
    """Return cells for the places that no cell with words covers; a row without words is as thin as a line."""
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    empty: list[GridCell] = []
    above = min(cell.top for cell in cells)
    for row, reach in enumerate(heights):
        top, bottom = reach or (above, above)
        above = bottom
        empty.extend(
            GridCell(row, number, 1, 1, page, (), column.x0, top, column.x1, bottom)
            for number, column in enumerate(columns)
            if (row, number) not in taken
        )
    return empty
