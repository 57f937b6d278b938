"""Rows: which lines of text make one row of a table.

Here: telling a text that goes on over several lines from rows of their own, by distance first (the lines of a cell
stand closer than rows do) and by wording where the distances are all alike. Not here: columns.

Two lines that have values in the same column are never one row: numbers do not wrap. The rest follows from that.
"""

from __future__ import annotations

import re
from bisect import bisect
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.layout.geometry import bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.grids.columns import Column, Placed

# Lines closer than this part of the distance between rows belong to one row.
CLOSER = 0.93
# Without two rows to measure, lines closer than this part of the usual distance do: a value centred on two lines.
HALF_LINE = 0.7
# Distances this much apart are of two kinds: within a row and between rows.
TWO_KINDS = 1.12
# The lines of a centred text, or one set left or right, stand under each other, to this part of the type size.
SAME_PLACE = 0.5
# The words of a wrapped text follow at a line's distance; further apart they are something else. In type sizes.
WRAP_DISTANCE = 1.8
# Borders part all rows when there are so many rows, values forbidding it in no more than this share of them.
FEWEST_BANDS, MOST_FORBIDDEN = 4, 0.2

# Broken by hand, with room left on their lines, are texts in no more columns than this at once.
MOST_BROKEN = 2

_MARK = re.compile(r"\(\d\)|\([a-z]\)|\*+")
_OPEN_END = re.compile(r"(?:[-,(/&+]|\b(?:en|of|van|de|het|een|door|voor|met|in|op|and|or|of|the|for|to|by))$")


class TableLine(Struct, frozen=True, dict=True):
    """One line of a table, its words put into columns."""

    placed: tuple[Placed, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half the height of the line."""
        return (self.top + self.bottom) / 2

    @cached_property
    def has_span(self) -> bool:
        """Whether a text in it stands over several columns."""
        return any(each.first != each.last for each in self.placed)

    @cached_property
    def value_columns(self) -> frozenset[int]:
        """The columns in which it has nothing but numbers and markers."""
        return frozenset(each.first for each in self.placed if each.segment.is_value)


def table_line(placed: Sequence[Placed]) -> TableLine:
    """Return a line of these placed words."""
    _, top, _, bottom = bounds(word for each in placed for word in each.words)
    return TableLine(tuple(placed), top, bottom)


def rows_of(
    lines: Sequence[TableLine], columns: Sequence[Column], breaks: Sequence[float], size: float
) -> list[list[TableLine]]:
    """Group lines, top to bottom, into rows. `breaks` are the heights of borders, which always part rows."""
    close = _close_distance(lines, size)
    heading = _ruled_heading(lines, breaks)
    body = next((index for index, line in enumerate(lines) if line.value_columns), 0)
    banded = _one_row_a_band(lines, breaks)
    in_lower_case = _labels_in_lower_case(lines)
    rows: list[list[TableLine]] = []
    for index, line in enumerate(lines):
        row = rows[-1] if rows else []
        joining = _under_span(row, line, size)
        if row and _are_marks_below(row[-1], line, size) and not _border_between(row[-1], line, breaks):
            row.append(line)
            continue
        if not row or _border_between(row[-1], line, breaks):
            rows.append([line])
            continue
        if _conflict(row, joining):
            above, below = _parted(row, line, size) if index < body else ([], [line])
            row.extend(above)
            rows.extend([below] if below else [])
            continue
        distance = _distance(row[-1], line, size)
        wraps = distance <= WRAP_DISTANCE * size and (
            _goes_on(row, joining, columns, size, in_lower_case=in_lower_case)
            or (index < body and _wraps_in_heading(row, joining, columns, size))
            or (index < heading and _heading_goes_on(row, joining))
        )
        if distance < close or wraps or banded:
            row.append(joining)
        else:
            rows.append([line])
    return rows


def _one_row_a_band(lines: Sequence[TableLine], breaks: Sequence[float]) -> bool:
    """Whether borders part all rows, so that lines between two borders are of one row unless their values forbid it."""
    bands: dict[int, list[TableLine]] = {}
    for line in lines:
        bands.setdefault(bisect(breaks, line.middle), []).append(line)
    several = [band for band in bands.values() if len(band) > 1]
    if len(bands) < FEWEST_BANDS or not several:
        return False
    forbidden = sum(any(_conflict(band[:index], band[index]) for index in range(1, len(band))) for band in several)
    alike = sum(len({frozenset(_places(line)) for line in band}) == 1 and len(band[0].placed) > 1 for band in several)
    return forbidden <= MOST_FORBIDDEN * len(bands) and 2 * alike <= len(several)


def _distance(above: TableLine, below: TableLine, size: float) -> float:
    """Return how far a line stands below another: the white between them and the height of a line of this size."""
    return below.top - above.bottom + size


def _close_distance(lines: Sequence[TableLine], size: float) -> float:
    """Return the distance under which lines belong to one row."""
    pairs = [(above, below, _distance(above, below, size)) for above, below in pairwise(lines)]
    apart = sorted(distance for above, below, distance in pairs if above.value_columns & below.value_columns)
    if apart:
        return CLOSER * apart[len(apart) // 4]
    distances = sorted(distance for _, _, distance in pairs)
    for small, large in pairwise(distances):
        if large > TWO_KINDS * small and small <= WRAP_DISTANCE * size:
            close = (small + large) / 2
            return close if _are_wrapped(pairs, close) else HALF_LINE * small
    return HALF_LINE * distances[len(distances) // 2] if distances else 0.0


def _are_wrapped(pairs: Sequence[tuple[TableLine, TableLine, float]], close: float) -> bool:
    """Whether lines this close are lines of cells: of wrapped cells most are over before the longest is."""
    near = [(above, below) for above, below, distance in pairs if distance < close]
    return 2 * sum(len(above.placed) != len(below.placed) for above, below in near) >= len(near)


def _border_between(above: TableLine, below: TableLine, breaks: Sequence[float]) -> bool:
    return any(above.middle < y < below.middle for y in breaks)


def _conflict(row: Sequence[TableLine], line: TableLine) -> bool:
    """Whether a line cannot be part of this row."""
    if line.has_span or any(each.has_span for each in row):
        return not _stand_alike(row[-1], line)
    values = {column for each in row for column in each.value_columns}
    return bool(values & line.value_columns)


def _are_marks_below(above: TableLine, line: TableLine, size: float) -> bool:
    """Whether a line holds nothing but marks of footnotes, each under a value that it wrapped from."""
    marked = {each.first for each in line.placed if _MARK.fullmatch(each.segment.text)}
    return (
        len(marked) == len(line.placed)
        and marked <= above.value_columns - {0}
        and not any(_MARK.fullmatch(each.segment.text) for each in above.placed)
        and _distance(above, line, size) <= WRAP_DISTANCE * size
    )


def _stand_alike(above: TableLine, below: TableLine) -> bool:
    """Whether texts of two lines stand over the same columns where they stand over any of the same."""
    pairs = [
        (one.first, one.last) == (other.first, other.last)
        for one in above.placed
        for other in below.placed
        if one.first <= other.last and other.first <= one.last
    ]
    return len(pairs) > 0 and all(pairs)


def _places(line: TableLine) -> list[tuple[int, int]]:
    return [(each.first, each.last) for each in line.placed]


def _under_span(row: Sequence[TableLine], line: TableLine, size: float) -> TableLine:
    """Return a line that stands under a text over several columns, alone as that is, in the same columns."""
    if not row or len(row[-1].placed) != 1 or not row[-1].has_span or len(line.placed) != 1:
        return line
    above, below = row[-1].placed[0].segment, line.placed[0].segment
    offsets = (above.x0 - below.x0, above.x1 - below.x1, (above.x0 + above.x1 - below.x0 - below.x1) / 2)
    if min(abs(offset) for offset in offsets) > SAME_PLACE * size:
        return line
    return replace(line, placed=(replace(row[-1].placed[0], words=line.placed[0].words),))


def _labels_in_lower_case(lines: Sequence[TableLine]) -> bool:
    """Whether most labels beside values begin in lower case, so that it does not show where one goes on."""
    labels = [line.placed[0].segment.text for line in lines if line.value_columns - {0} and line.placed[0].first == 0]
    return 2 * sum(text[:1].islower() for text in labels) > len(labels)


def _goes_on(
    row: Sequence[TableLine], line: TableLine, columns: Sequence[Column], size: float, *, in_lower_case: bool
) -> bool:
    """Whether the words of a line go on what a row says, when distances do not tell."""
    if not line.value_columns:
        pairs = [(_last_in(row, each.first), each) for each in line.placed]
        if in_lower_case and not all(before and _is_wrapped(before, each, columns, size) for before, each in pairs):
            return False
        some_wraps = len(pairs) <= MOST_BROKEN or any(
            before and _is_wrapped(before, each, columns, size) for before, each in pairs
        )
        return some_wraps and all(_follows(before, each, columns, size) for before, each in pairs)
    if any(each.value_columns for each in row) or line.placed[0].first in line.value_columns:
        return False
    label = line.placed[0]
    before = _last_in(row, label.first)
    lowered = label.segment.text[:1].islower()
    return (
        len(row[-1].placed) == 1
        and before is not None
        and (lowered or _ends_open(before))
        and (_is_wrapped if in_lower_case else _filled)(before, label, columns, size)
    )


def _wraps_in_heading(row: Sequence[TableLine], line: TableLine, columns: Sequence[Column], size: float) -> bool:
    """Whether texts above all values go on: those set at its foot begin beside the last line of a longer one.

    Where these begin in lower case, it does not show whether others go on.
    """
    pairs = [(_last_in(row, each.first), each) for each in line.placed]
    return all(
        _follows(before, each, columns, size) if before else not each.segment.text[:1].islower()
        for before, each in pairs
    ) and any(before for before, _ in pairs)


def _parted(row: Sequence[TableLine], line: TableLine, size: float) -> tuple[list[TableLine], list[TableLine]]:
    """Return what of a heading's line goes on a text of the row above that reaches lower than others, and the rest."""
    on = [
        each
        for each in line.placed
        if (before := _last_in(row, each.first)) is not None
        and before.last == each.last
        and each.segment.text[:1].islower()
        and each.segment.top - before.segment.bottom + size <= WRAP_DISTANCE * size
    ]
    rest = [each for each in line.placed if each not in on]
    if any(each.segment.text[:1].islower() for each in rest):
        on, rest = [], list(line.placed)
    return [table_line(on)] if on else [], [table_line(rest)] if rest else []


def _last_in(row: Sequence[TableLine], column: int) -> Placed | None:
    for line in reversed(row):
        for each in line.placed:
            if each.first == column:
                return each
    return None


def _follows(before: Placed | None, after: Placed, columns: Sequence[Column], size: float) -> bool:
    if before is None:
        return False
    first = after.segment.text[:1]
    if before.segment.is_value:
        return first == "("
    return first.islower() or ((first == "(" or _ends_open(before)) and _filled(before, after, columns, size))


def _ends_open(before: Placed) -> bool:
    return _OPEN_END.search(before.segment.text.casefold()) is not None


def _filled(before: Placed, after: Placed, columns: Sequence[Column], size: float) -> bool:
    """Whether the next line's first word had no room left at the end of the line before it."""
    word = after.words[0]
    return before.segment.x1 + (word.x1 - word.x0) + 0.2 * size > columns[before.last].x1


def _is_wrapped(before: Placed, after: Placed, columns: Sequence[Column], size: float) -> bool:
    """Whether a text of several words had no room on one line; two words, one a line, are two labels."""
    return len(before.words) + len(after.words) > 2 and _filled(before, after, columns, size)


def _ruled_heading(lines: Sequence[TableLine], breaks: Sequence[float]) -> int:
    """Return how many lines stand above all values and above a border that closes the heading, else 0."""
    count = next((index for index, line in enumerate(lines) if line.value_columns), 0)
    return count if 0 < count < len(lines) and _border_between(lines[count - 1], lines[count], breaks) else 0


def _heading_goes_on(row: Sequence[TableLine], line: TableLine) -> bool:
    """Whether a line above all values goes on the headings above it: it is more than a label of its own."""
    above = {each.first for each in row[-1].placed}
    below = {each.first for each in line.placed}
    return not line.value_columns and bool(above & below) and above != {0}
