"""The rest of a table on the next page, read in the columns that the table has on the page before.

A few rows at the top of a page show no columns of their own: a last month without a value for every year, a single
total. Read in the columns of the table that ended the page before, they are plain.

Here: which lines at the top of a page fit those columns. Not here: tables that show themselves (`aligned`, `ruled`),
nor dropping what a continued table repeats (`continued`).
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.reading.grids.columns import place
from nupraat_pipeline.reading.grids.pieces import piece_of_rows
from nupraat_pipeline.reading.grids.regions import within_breadth
from nupraat_pipeline.reading.grids.rows import CLOSER, rows_of, table_line
from nupraat_pipeline.reading.grids.segments import is_note, is_year
from nupraat_pipeline.reading.layout.geometry import lines_of, median_size

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nupraat_pipeline.reading.grids.pieces import Piece
    from nupraat_pipeline.reading.grids.rows import TableLine
    from nupraat_pipeline.reading.grids.style import Segments, Style
    from nupraat_pipeline.reading.layout.geometry import Word

# Rows further apart than this many times the rows on the page before are no longer of that table.
ROW_GAP = 1.6
# Where the page before has but one row: in type sizes, from the top of a line to that of the next.
LONE_ROW_GAP = 2.6
# The lines of a wrapped label, where nothing shows how far rows are apart, in type sizes.
LEADING = 1.45
# Most of a table's rows have a value in at least this share of the columns of values.
FILLED_SHARE = 0.5


def overleaf_piece(page: int, words: Sequence[Word], last: Piece, heads: Collection[str], style: Style) -> Piece | None:
    """Return the rows at the top of a page that go on a table; None when nothing there fits its columns.

    `last` is the table's piece that ends the page before, `heads` are the texts of its heading and above it, which may
    be drawn again.
    """
    upright = [word for word in words if word.turn == 0]
    if not upright or last.key is not None:
        return None
    style = replace(style, size=median_size(last.words))
    lines = [style.segments(line.words) for line in lines_of(upright)]
    while lines and " ".join(part.text for part in lines[0]) in heads:
        lines.pop(0)
    fitting = _fitting(lines, last, style)
    if not any(_holds_row(line, len(last.columns)) for line in fitting):
        return None
    rows = rows_of(fitting, last.columns, (), style.size)
    return piece_of_rows(page, rows, last.columns, last.evidence)


def _fitting(lines: Sequence[Segments], last: Piece, style: Style) -> list[TableLine]:
    """Return the lines, from the first on, that stand in the columns of a table as its rows do."""
    pitch = _pitch(last)
    limit = ROW_GAP * pitch if pitch else LONE_ROW_GAP * style.size
    fitting: list[TableLine] = []
    standing = list(takewhile(lambda line: _fits(line, table_line(place(line, last.columns, style))), lines))
    for line in within_breadth(standing):
        placed = table_line(place(line, last.columns, style))
        if fitting and placed.top - fitting[-1].top > limit:
            break
        fitting.append(placed)
    near = CLOSER * pitch if pitch else LEADING * style.size
    while fitting and not fitting[-1].value_columns - {0}:
        if len(fitting) > 1 and _is_wrapped(fitting[-2], fitting[-1], near):
            break
        fitting.pop()
    return fitting


def _pitch(piece: Piece) -> float | None:
    """Return the usual distance from row to row; None with one row."""
    tops = sorted({cell.row: cell.top for cell in piece.cells if cell.words}.items())
    distances = sorted(below - above for (_, above), (_, below) in pairwise(tops))
    return distances[len(distances) // 2] if distances else None


def _fits(parts: Segments, line: TableLine) -> bool:
    """Whether each text of a line is in one column, behind the labels only values, and no heading of years.

    A value that would come into one column with a text shows that the line has columns of its own; a note ends a table.
    """
    if len(parts) == 1 and is_note(parts[0]):
        return False
    if len(parts) > 1 and all(is_year(part.text) for part in parts):
        return False
    if sum(part.is_value for part in parts) > sum(each.segment.is_value for each in line.placed):
        return False
    values = [each.segment for each in line.placed if each.first > 0]
    has_label = any(each.first == 0 for each in line.placed)
    return (
        not line.has_span
        and all(part.is_value for part in values)
        and (has_label or not all(is_year(part.text) for part in values))
    )


def _holds_row(line: TableLine, n_columns: int) -> bool:
    return len(line.value_columns - {0}) >= FILLED_SHARE * (n_columns - 1)


def _is_wrapped(above: TableLine, below: TableLine, near: float) -> bool:
    """Whether a line of words only goes on the label of the row above it."""
    starts_lower = below.placed[0].segment.text[:1].islower()
    return starts_lower and 0 < below.top - above.top <= near
