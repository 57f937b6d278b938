"""Tables drawn with borders.

Here: words put into the cells of a lattice, and the lines of text within drawn rows told apart where the borders do
not. Not here: the lattice itself (`lattice`), and tables with horizontal borders only (`regions`, by alignment).
"""

from __future__ import annotations

import re
from bisect import bisect
from itertools import pairwise, product
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.grids.cells import GridCell
from nupraat_pipeline.reading.grids.columns import Column, Placed, columns_of, place
from nupraat_pipeline.reading.grids.lattice import Cell, Lattice
from nupraat_pipeline.reading.grids.pieces import Piece
from nupraat_pipeline.reading.grids.rows import rows_of, table_line
from nupraat_pipeline.reading.grids.segments import is_value
from nupraat_pipeline.reading.layout.geometry import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.reading.grids.rows import TableLine
    from nupraat_pipeline.reading.grids.style import Style
    from nupraat_pipeline.reading.layout.geometry import Word

WordsByCell = dict[Cell, list["Word"]]

# A drawing has a lattice too, with next to nothing in it.
FILLED_SHARE = 0.2
# Rows drawn this few may hold many rows of text each: a heading, a body, a total.
FEW_BANDS = 3
# So many rows of words, this share of them full, are rows although no border parts them.
MANY_ROWS, FULL_SHARE = 3, 0.8
# A drawn column holds several when so many rows, this share of all, have several values in it, most of them this far
# apart in type sizes.
ROWS_OF_SEVERAL, SEVERAL_SHARE, CLEAR_GUTTER = 3, 0.6, 1.0
# The share of the number on the line above it, and the beginning of a number whose last digits had no room.
_SHARE = re.compile(r"\(\d{1,3}(?:,\d+)?\s?%\)")
_GROUPED = re.compile(r"\d{1,3}\.(?:\d{1,2})?")
_DIGITS = 3
# A row or column thinner than this part of the type size, without words, is the gap of a double border.
THINNEST = 0.6


def ruled_piece(page: int, lattice: Lattice, words: Iterable[Word], size: float) -> Piece | None:
    """Return the words within a lattice as cells; None when it is a drawing or a frame rather than a table."""
    inside = _by_cell(lattice, words)
    lattice, inside = _without_slivers(lattice, inside, size)
    filled = [cell for cell in lattice.cells if inside[cell]]
    if len(lattice.xs) < 3 or len(lattice.ys) < 2 or len(filled) < max(2, FILLED_SHARE * len(lattice.cells)):
        return None
    cells: list[GridCell] = []
    row = 0
    for number in range(len(lattice.ys) - 1):
        rows = _split_band(lattice, number, inside, size)
        if rows is None:
            cells.extend(_drawn_cells(page, lattice, number, row, inside))
            row += 1
        else:
            cells.extend(_text_cells(page, lattice, number, row, rows))
            row += len(rows)
    columns = tuple(Column(x0, x1) for x0, x1 in pairwise(lattice.xs))
    return Piece(page, tuple(cells), columns, lattice.box, "rules")


def holds_columns(lattice: Lattice, words: Iterable[Word], style: Style) -> bool:
    """Whether a drawn column holds several columns of text, so that alignment tells more than the borders do."""
    inside = _by_cell(lattice, words)
    if any(_split_band(lattice, number, inside, style.size) for number in range(len(lattice.ys) - 1)):
        return True
    return any(_holds_several(lattice, number, inside, style) for number in range(len(lattice.xs) - 1))


def _holds_several(lattice: Lattice, number: int, inside: WordsByCell, style: Style) -> bool:
    words = [word for cell in lattice.cells if cell[1] == number == cell[3] for word in inside[cell]]
    lines = [style.segments(line.words) for line in lines_of(words)]
    values = [line for line in lines if all(part.is_value for part in line)]
    columns = columns_of(values, style.size)
    several = [line for line in values if len(columns) > 1 and len(place(line, columns, style)) > 1]
    gaps = sorted(right.x0 - left.x1 for line in several for left, right in pairwise(line)) or [0.0]
    return (
        len(several) >= max(ROWS_OF_SEVERAL, SEVERAL_SHARE * len(lines))
        and gaps[len(gaps) // 2] >= CLEAR_GUTTER * style.size
    )


def _by_cell(lattice: Lattice, words: Iterable[Word]) -> WordsByCell:
    inside: WordsByCell = {cell: [] for cell in lattice.cells}
    at = {
        field: cell
        for cell in lattice.cells
        for field in product(range(cell[0], cell[2] + 1), range(cell[1], cell[3] + 1))
    }
    for word in words:
        row = bisect(lattice.ys, (word.top + word.bottom) / 2) - 1
        column = bisect(lattice.xs, (word.x0 + word.x1) / 2) - 1
        cell = at.get((row, column))
        if cell is not None:
            inside[cell].append(word)
    return inside


def _without_slivers(lattice: Lattice, inside: WordsByCell, size: float) -> tuple[Lattice, WordsByCell]:
    """Leave out rows and columns that are no more than the gap between two borders."""
    thin_rows = _thin(lattice.ys, THINNEST * size, {(cell[0], cell[2]) for cell in lattice.cells if inside[cell]})
    thin_columns = _thin(lattice.xs, THINNEST * size, {(cell[1], cell[3]) for cell in lattice.cells if inside[cell]})
    if not thin_rows and not thin_columns:
        return lattice, inside
    kept: WordsByCell = {}
    for cell, words in inside.items():
        top, left, bottom, right = cell
        rows = [row for row in range(top, bottom + 1) if row not in thin_rows]
        columns = [column for column in range(left, right + 1) if column not in thin_columns]
        if rows and columns:
            place = (
                rows[0] - sum(each < rows[0] for each in thin_rows),
                columns[0] - sum(each < columns[0] for each in thin_columns),
                rows[-1] - sum(each < rows[-1] for each in thin_rows),
                columns[-1] - sum(each < columns[-1] for each in thin_columns),
            )
            kept[place] = words
    xs = tuple(x for index, x in enumerate(lattice.xs) if index - 1 not in thin_columns)
    ys = tuple(y for index, y in enumerate(lattice.ys) if index - 1 not in thin_rows)
    return Lattice(xs, ys, tuple(kept)), kept


def _thin(borders: Sequence[float], thinnest: float, filled: set[tuple[int, int]]) -> set[int]:
    return {
        index
        for index in range(len(borders) - 1)
        if borders[index + 1] - borders[index] < thinnest and (index, index) not in filled
    }


def _split_band(lattice: Lattice, number: int, inside: WordsByCell, size: float) -> list[list[TableLine]] | None:
    """Return the rows of text in one drawn row, when they are several; None when it is one row.

    Numbers do not wrap: a drawn row with several lines of numbers in one column is several rows whose borders were
    not drawn. Where nearly every row is drawn, a cell with two numbers is just that.
    """
    cells = [cell for cell in lattice.cells if cell[0] <= number <= cell[2]]
    if any(cell[0] != cell[2] for cell in cells):
        return None
    if _is_one_row([inside[cell] for cell in cells]):
        return None
    words = {word: cell for cell in cells for word in inside[cell]}
    least = 2 if len(lattice.ys) - 1 <= FEW_BANDS else 3
    if len(words) < least or len(text_lines := lines_of(words)) < least:
        return None
    lines = [_line_in_cells(line.words, words) for line in text_lines]
    columns = [Column(x0, x1) for x0, x1 in pairwise(lattice.xs)]
    rows = rows_of(lines, columns, (), size)
    few = len(lattice.ys) - 1 <= FEW_BANDS
    return rows if _repeats_values(lines) or (few and _are_full(rows, len(columns))) else None


def _is_one_row(cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a drawn row with several lines of numbers holds one number a cell, each broken in a narrow column.

    What goes on is the share of a number ('480' / '(81%)'), or the rest of one ('1.10' / '3') beside a single line.
    """
    texts = [[line.text for line in lines_of(words)] for words in cells]
    below = [(above, text) for each in texts for above, text in pairwise(each) if is_value(text) or _SHARE.match(text)]
    if not below or not texts[0]:
        return False
    shares = all(_SHARE.fullmatch(text) for _, text in below)
    rests = all(text.isdigit() and _GROUPED.fullmatch(above) and len(text) < _DIGITS for above, text in below)
    return shares or (rests and len(texts[0]) == 1)


def _repeats_values(lines: Sequence[TableLine]) -> bool:
    """Whether most lines have numbers, and in columns where another line has some too."""
    with_values = [line.value_columns for line in lines if line.value_columns]
    columns = {column for each in with_values for column in each}
    repeated = sum(sum(column in each for each in with_values) > 1 for column in columns)
    return 2 * repeated > len(columns) > 0 and 2 * len(with_values) >= len(lines)


def _are_full(rows: Sequence[Sequence[TableLine]], n_columns: int) -> bool:
    """Whether nearly all of many rows fill all columns: words in columns, drawn with vertical borders only."""
    full = sum(len({each.first for line in row for each in line.placed}) == n_columns for row in rows)
    return len(rows) >= MANY_ROWS and full >= FULL_SHARE * len(rows)


def _line_in_cells(line: Iterable[Word], cells: dict[Word, Cell]) -> TableLine:
    parts: dict[tuple[int, int], list[Word]] = {}
    for word in line:
        _, first, _, last = cells[word]
        parts.setdefault((first, last), []).append(word)
    return table_line([Placed(first, last, tuple(words)) for (first, last), words in sorted(parts.items())])


def _drawn_cells(
    page: int,
    lattice: Lattice,
    number: int,
    row: int,
    inside: WordsByCell,
) -> list[GridCell]:
    """Return the cells that start in one drawn row."""
    return [
        GridCell(
            row,
            cell[1],
            cell[2] - cell[0] + 1,
            cell[3] - cell[1] + 1,
            page,
            tuple(inside[cell]),
            *lattice.area(cell),
        )
        for cell in lattice.cells
        if cell[0] == number
    ]


def _text_cells(
    page: int, lattice: Lattice, number: int, row: int, rows: Sequence[Sequence[TableLine]]
) -> list[GridCell]:
    """Return the cells of rows of text within one drawn row; each reaches halfway to its neighbours."""
    edges = [lattice.ys[number]]
    for above, below in pairwise(rows):
        edges.append((max(line.bottom for line in above) + min(line.top for line in below)) / 2)
    edges.append(lattice.ys[number + 1])
    cells: list[GridCell] = []
    for index, lines in enumerate(rows):
        for drawn in (cell for cell in lattice.cells if cell[0] == number):
            words = tuple(
                word for line in lines for each in line.placed if each.first == drawn[1] for word in each.words
            )
            area = (lattice.xs[drawn[1]], edges[index], lattice.xs[drawn[3] + 1], edges[index + 1])
            cells.append(GridCell(row + index, drawn[1], 1, drawn[3] - drawn[1] + 1, page, words, *area))
    return cells
