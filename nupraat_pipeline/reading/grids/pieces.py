"""The part of a table that stands on one page, before parts are joined over page breaks.

Here: the record, and making cells of rows. Not here: finding either.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.grids.cells import Evidence, GridCell
from nupraat_pipeline.reading.layout.geometry import bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.grids.columns import Column
    from nupraat_pipeline.reading.grids.rows import TableLine
    from nupraat_pipeline.reading.layout.geometry import Bounds, Word


class Piece(Struct, frozen=True, dict=True):
    """Cells of one page in their own zero-based rows and columns; `box` is the area that the piece takes up.

    `key` names the tagged table that it is part of, None without tags. A `fragment` is no table unless it goes on one.
    """

    page: int
    cells: tuple[GridCell, ...]
    columns: tuple[Column, ...]
    box: Bounds
    evidence: Evidence
    key: int | None = None
    fragment: bool = False

    @property
    def n_rows(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.row_span for cell in self.cells)

    @cached_property
    def words(self) -> frozenset[Word]:
        """All words in its cells."""
        return frozenset(word for cell in self.cells for word in cell.words)


def piece_of_rows(
    page: int, rows: Sequence[Sequence[TableLine]], columns: Sequence[Column], evidence: Evidence
) -> Piece:
    """Return the piece that rows of lines in these columns make."""
    cells: list[GridCell] = []
    for number, row in enumerate(rows):
        cells.extend(_row_cells(page, number, row, columns))
    box = bounds(word for cell in cells for word in cell.words)
    return Piece(page, tuple(cells), tuple(columns), box, evidence)


def _row_cells(page: int, number: int, row: Sequence[TableLine], columns: Sequence[Column]) -> list[GridCell]:
    top, bottom = min(line.top for line in row), max(line.bottom for line in row)
    cells: list[GridCell] = []
    column = 0
    while column < len(columns):
        parts = [each for line in row for each in line.placed if each.first == column]
        last = max((each.last for each in parts), default=column)
        words = tuple(word for each in parts for word in each.words)
        box = bounds(words) if words else (columns[column].x0, top, columns[column].x1, bottom)
        cells.append(GridCell(number, column, 1, last - column + 1, page, words, *box))
        column = last + 1
    return cells
