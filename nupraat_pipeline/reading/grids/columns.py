"""Columns: what stands under each other over many lines.

Here: finding the columns that segments make, and putting the segments of a line into them. Not here: which lines
belong to one table (`regions`) and which make one row (`rows`).
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.grids.segments import Segment, is_no_space, is_year, segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.grids.style import Style
    from nupraat_pipeline.reading.layout.geometry import Word

# Segments that share less than this of the type size do not stand under each other: italics and kerning overhang.
TOUCH = 0.15
# Words of one segment over two columns are two cells when further apart than a space, in spaces.
CELL_GAP = 1.3
# Two parts of one column (a heading set left, its numbers set right) are no further apart than this, unless one is
# wholly above the other and no more lines than a heading has.
SAME_COLUMN_GAP = 4.0
MOST_HEADING_LINES = 3
# Single words of one segment in so many columns, one each and standing as the columns do, are cells whatever the gaps.
MANY_GROUPS = 4
# A value stands at its column's edge or in its middle, to this part of the type size.
SAME_PLACE = 0.4


class Column(Struct, frozen=True):
    """The breadth that a column's texts take up."""

    x0: float
    x1: float


class Placed(Struct, frozen=True, dict=True):
    """Words of one line in the columns `first` to `last`, both included."""

    first: int
    last: int
    words: tuple[Word, ...]

    @cached_property
    def segment(self) -> Segment:
        """The words as a segment."""
        return segment(self.words)


def columns_of(lines: Sequence[Sequence[Segment]], size: float) -> list[Column]:
    """Return the columns that these lines' segments make, left to right.

    A segment that stands over two or more separate segments of most other lines spans columns, and so does a text over
    two columns of values; it does not say where they are.
    """
    table_lines = [line for line in lines if len(line) > 1]
    plain = [
        part
        for index, line in enumerate(table_lines)
        for part in line
        if not _spans(part, [*table_lines[:index], *table_lines[index + 1 :]], size)
    ]
    for is_core in (_is_count, _is_any_value):
        found = _clusters([part for part in plain if is_core(part)], TOUCH * size)
        of_core = [[part for part in line if is_core(part)] for line in table_lines]
        plain = [part for part in plain if is_core(part) or not _spans_filled(part, found, of_core, size)]
    plain = list(_without_group_headings(plain, table_lines, size))
    columns = _without_halves(_clusters(plain, TOUCH * size), table_lines, size)
    alone = [line[0] for line in lines if len(line) == 1]
    for part in sorted(alone, key=lambda each: each.x0 - each.x1):
        columns = _widened(columns, part, size)
    for block in _stacked(lines, size):
        columns = _widened_by_heading(columns, block, size)
    return columns


def _stacked(lines: Sequence[Sequence[Segment]], size: float) -> list[Column]:
    """Return how broad the texts are that make the first lines, each alone on its line and all set from one place."""
    heading = list(takewhile(lambda line: len(line) == 1, lines))
    parts = [line[0] for line in heading]
    if len(parts) < 2 or any(abs(part.x0 - parts[0].x0) > SAME_PLACE * size for part in parts):
        return []
    return [Column(min(part.x0 for part in parts), max(part.x1 for part in parts))]


def _widened_by_heading(columns: list[Column], block: Column, size: float) -> list[Column]:
    """Make the column of values that a heading of several lines stands nearest to as broad as that heading."""
    gaps = [max(column.x0 - block.x1, block.x0 - column.x1) for column in columns]
    nearest = min(range(len(columns)), key=lambda index: gaps[index], default=0)
    others = [index for index, gap in enumerate(gaps) if index != nearest and gap < TOUCH * size]
    if nearest == 0 or others:
        return columns
    column = columns[nearest]
    widened = Column(min(column.x0, block.x0), max(column.x1, block.x1))
    return [*columns[:nearest], widened, *columns[nearest + 1 :]]


def _widened(columns: list[Column], part: Segment, size: float) -> list[Column]:
    """Make the one column that a text alone on its line stands over as broad as that text."""
    over = _over(part, columns, size)
    if len(over) != 1:
        return columns
    index = over[0]
    column = columns[index]
    return [*columns[:index], Column(min(column.x0, part.x0), max(column.x1, part.x1)), *columns[index + 1 :]]


def _overlap(one: Segment | Column | Word, other: Segment | Column) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _spans(part: Segment, others: Sequence[Sequence[Segment]], size: float) -> bool:
    """Whether most of the other lines have two or more segments where this one stands; a lone value never does so."""
    if len(part.words) == 1 and part.is_value:
        return False
    counts = [sum(_overlap(part, each) > TOUCH * size for each in line) for line in others]
    several = sum(count > 1 for count in counts)
    return several > sum(count == 1 for count in counts)


def _is_any_value(part: Segment) -> bool:
    return part.is_value


def _is_count(part: Segment) -> bool:
    """Whether a value is no year."""
    return part.is_value and not is_year(part.text)


def _spans_filled(part: Segment, stretches: Sequence[Column], lines: Sequence[Sequence[Segment]], size: float) -> bool:
    """Whether a text stands over two or more stretches of which some line fills two, so that they are two columns."""
    over = [each for each in stretches if _overlap(part, each) > 0]
    return len(over) > 1 and any(sum(_fills(line, each, size) for each in over) > 1 for line in lines)


def _without_group_headings(
    plain: Sequence[Segment], lines: Sequence[Sequence[Segment]], size: float
) -> Sequence[Segment]:
    """Leave out the texts of a heading that stand over two headings of columns below them."""
    heading = list(takewhile(lambda line: not any(_is_count(part) for part in line), lines))[:MOST_HEADING_LINES]
    over_several = {
        part
        for index, line in enumerate(heading)
        for part in line
        if any(sum(_overlap(part, each) > TOUCH * size for each in below) > 1 for below in heading[index + 1 :])
    }
    return [part for part in plain if part not in over_several]


def _clusters(parts: Sequence[Segment], touch: float) -> list[Column]:
    """Return the stretches that segments cover without a gap."""
    events = sorted(
        event for part in parts for event in ((part.x0 + touch / 2, 1), (max(part.x1 - touch / 2, part.x0 + touch), -1))
    )
    stretches: list[tuple[float, float]] = []
    cover, start = 0, None
    for x, change in events:
        cover += change
        if cover > 0 and start is None:
            start = x
        elif cover == 0 and start is not None:
            stretches.append((start - touch / 2, x + touch / 2))
            start = None
    return [Column(x0, x1) for x0, x1 in stretches]


def _without_halves(columns: list[Column], lines: Sequence[Sequence[Segment]], size: float) -> list[Column]:
    """Join neighbouring columns that no line fills both of: a heading and numbers set apart.

    Where headings stand left of their numbers they all do, so the side on which more do goes first; then the closest.
    """
    joined = list(columns)
    while True:
        halves = {
            index: side
            for index in range(1, len(joined))
            if (side := _halves(joined[index - 1], joined[index], lines, size)) is not None
        }
        if not halves:
            return joined
        sides = list(halves.values())
        index = min(halves, key=lambda each: (-sides.count(halves[each]), joined[each].x0 - joined[each - 1].x1))
        joined[index - 1 : index + 1] = [Column(joined[index - 1].x0, joined[index].x1)]


def _halves(left: Column, right: Column, lines: Sequence[Sequence[Segment]], size: float) -> bool | None:
    """Whether, of two stretches that are one column, the left one is the upper; None when they are not one column.

    They are when they are never filled together, and close by or one of them above the other.
    """
    in_left = [index for index, line in enumerate(lines) if _fills(line, left, size)]
    in_right = [index for index, line in enumerate(lines) if _fills(line, right, size)]
    if not in_left or not in_right or set(in_left) & set(in_right):
        return None
    upper, lower = (in_left, in_right) if in_left[0] < in_right[0] else (in_right, in_left)
    close = right.x0 - left.x1 <= SAME_COLUMN_GAP * size
    above = upper[-1] < lower[0] and len(upper) <= MOST_HEADING_LINES
    return upper is in_left if close or above else None


def _fills(line: Sequence[Segment], column: Column, size: float) -> bool:
    return any(_overlap(part, column) > TOUCH * size for part in line)


def place(line: Sequence[Segment], columns: Sequence[Column], style: Style) -> list[Placed]:
    """Put the segments of a line into columns; a segment over several is taken apart where its words allow it."""
    placed: dict[int, Placed] = {}
    for part in line:
        for each in _place_segment(part, columns, style, alone=len(line) == 1):
            other = placed.get(each.first)
            if other is None:
                placed[each.first] = each
            else:
                last = max(other.last, each.last)
                placed[each.first] = Placed(each.first, last, (*other.words, *each.words))
    firsts = sorted(placed)
    return [
        replace(placed[first], last=min(placed[first].last, after - 1))
        for first, after in zip(firsts, [*firsts[1:], len(columns)], strict=True)
    ]


def _place_segment(part: Segment, columns: Sequence[Column], style: Style, *, alone: bool) -> list[Placed]:
    over = _over(part, columns, style.size)
    if len(over) < 2:
        nearest = over[0] if over else _nearest(part, columns)
        return [Placed(nearest, nearest, part.words)]
    groups = words_by_column(part.words, columns, style.size)
    single = len(groups) >= MANY_GROUPS and all(len(group.words) == 1 and group.first == group.last for group in groups)
    if single and sum(_stands_in(each.segment, columns[each.first], style.size) for each in groups) >= len(groups) - 1:
        return groups
    apart = all(_may_part(left, right, style) for left, right in pairwise(groups))
    if apart and not (alone and _is_caption(groups, columns, style.size)):
        return groups
    return [Placed(over[0], over[-1], part.words)]


def _is_caption(groups: Sequence[Placed], columns: Sequence[Column], size: float) -> bool:
    """Whether words alone on their line only happen to be over several columns: no value stands as its column does.

    A year ends many a caption, so one counts only when no word before it stands between the columns.
    """
    values = [
        group.segment
        for group in groups[1:]
        if group.segment.is_value and _stands_in(group.segment, columns[group.first], size)
    ]
    between = any(not _over(word, columns, size) for group in groups for word in group.words)
    return not values or (between and all(is_year(value.text) for value in values))


def _stands_in(part: Segment, column: Column, size: float) -> bool:
    offsets = (part.x0 - column.x0, part.x1 - column.x1, (part.x0 + part.x1 - column.x0 - column.x1) / 2)
    return any(abs(offset) <= SAME_PLACE * size for offset in offsets)


def words_by_column(words: Sequence[Word], columns: Sequence[Column], size: float) -> list[Placed]:
    """Group words of one line, left to right, by the columns they stand over; between columns, with the word before."""
    groups: list[Placed] = []
    for word in words:
        over = _over(word, columns, size)
        if groups and (not over or over[0] <= groups[-1].last):
            last = max(over[-1] if over else 0, groups[-1].last)
            groups[-1] = Placed(groups[-1].first, last, (*groups[-1].words, word))
        else:
            first, last = (over[0], over[-1]) if over else (_nearest(word, columns),) * 2
            groups.append(Placed(first, last, (word,)))
    return groups


def _may_part(left: Placed, right: Placed, style: Style) -> bool:
    """Whether two neighbours of one segment are two cells: a value beside something else, or well apart."""
    if left.segment.is_value or right.segment.is_value:
        return True
    before, after = left.words[-1], right.words[0]
    if is_no_space(before, after, style.exact):
        return True
    return after.x0 - before.x1 > CELL_GAP * style.space * max(before.size, after.size)


def _over(part: Segment | Word, columns: Sequence[Column], size: float) -> list[int]:
    """Return the columns that something stands over, left to right."""
    return [index for index, column in enumerate(columns) if _overlap(part, column) > TOUCH * size]


def _nearest(part: Segment | Word, columns: Sequence[Column]) -> int:
    middle = (part.x0 + part.x1) / 2
    return min(range(len(columns)), key=lambda index: max(columns[index].x0 - middle, middle - columns[index].x1))
