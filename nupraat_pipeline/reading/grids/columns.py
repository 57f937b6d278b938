"""Columns: what stands under each other over many lines.

Here: finding the columns that segments make, and putting the segments of a line into them. Not here: which lines
belong to one table (`regions`) and which make one row (`rows`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.grids.segments import Segment, segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.geometry import Word

# Segments that share less than this of the type size do not stand under each other: italics and kerning overhang.
TOUCH = 0.15
# One line in so many may run over a gutter without closing it.
STRAY_SHARE = 0.1
# Two parts of one column (a heading set left, its numbers set right) are no further apart than this.
SAME_COLUMN_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Column:
    """The breadth that a column's texts take up."""

    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Words of one line in the columns `first` to `last`, both included."""

    first: int
    last: int
    words: tuple[Word, ...]

    @property
    def segment(self) -> Segment:
        """The words as a segment."""
        return segment(self.words)


def columns_of(lines: Sequence[Sequence[Segment]], size: float) -> list[Column]:
    """Return the columns that these lines' segments make, left to right.

    A segment that stands over two or more separate segments of most other lines spans columns, and does not say
    where they are.
    """
    table_lines = [line for line in lines if len(line) > 1]
    plain = [
        part
        for index, line in enumerate(table_lines)
        for part in line
        if not _spans(part, [*table_lines[:index], *table_lines[index + 1 :]], size)
    ]
    strays = int(STRAY_SHARE * len(table_lines))
    columns = _clusters(plain, strays, TOUCH * size)
    return _without_halves(columns, table_lines, size)


def _overlap(one: Segment | Column, other: Segment | Column) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _spans(part: Segment, others: Sequence[Sequence[Segment]], size: float) -> bool:
    """Whether most of the other lines have two or more segments where this one stands."""
    counts = [sum(_overlap(part, each) > TOUCH * size for each in line) for line in others]
    several = sum(count > 1 for count in counts)
    return several > sum(count == 1 for count in counts)


def _clusters(parts: Sequence[Segment], strays: int, touch: float) -> list[Column]:
    """Return the stretches that more than `strays` segments cover, each as broad as the segments in it."""
    events = sorted(
        event for part in parts for event in ((part.x0 + touch / 2, 1), (max(part.x1 - touch / 2, part.x0 + touch), -1))
    )
    stretches: list[tuple[float, float]] = []
    cover, start = 0, None
    for x, change in events:
        cover += change
        if cover > strays and start is None:
            start = x
        elif cover <= strays and start is not None:
            stretches.append((start - touch / 2, x + touch / 2))
            start = None
    return [Column(x0, x1) for x0, x1 in stretches]


def _without_halves(columns: list[Column], lines: Sequence[Sequence[Segment]], size: float) -> list[Column]:
    """Join neighbouring columns that no line fills both of: a heading set left over numbers set right."""
    joined: list[Column] = []
    for column in columns:
        last = joined[-1] if joined else None
        if (
            last is not None
            and column.x0 - last.x1 <= SAME_COLUMN_GAP * size
            and not any(_fills(line, last) and _fills(line, column) for line in lines)
        ):
            joined[-1] = Column(last.x0, column.x1)
        else:
            joined.append(column)
    return joined


def _fills(line: Sequence[Segment], column: Column) -> bool:
    return any(_overlap(part, column) > 0 for part in line)


def place(line: Sequence[Segment], columns: Sequence[Column], space: float, size: float) -> list[Placed]:
    """Put the segments of a line into columns; a segment over several is taken apart where its words allow it."""
    placed: dict[int, Placed] = {}
    for part in line:
        for each in _place_segment(part, columns, space, size):
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


def _place_segment(part: Segment, columns: Sequence[Column], space: float, size: float) -> list[Placed]:
    first, last = _reach(part, columns, size)
    if first == last:
        return [Placed(first, last, part.words)]
    groups: list[Placed] = []
    for word in part.words:
        low, high = _reach(word, columns, size)
        if groups and low <= groups[-1].last:
            groups[-1] = Placed(groups[-1].first, max(high, groups[-1].last), (*groups[-1].words, word))
        else:
            groups.append(Placed(low, high, (word,)))
    if all(_may_part(left, right, space) for left, right in pairwise(groups)):
        return groups
    return [Placed(first, last, part.words)]


def _may_part(left: Placed, right: Placed, space: float) -> bool:
    """Whether two neighbours of one segment are two cells: a value beside something else, or well apart."""
    if left.segment.is_value or right.segment.is_value:
        return True
    before, after = left.words[-1], right.words[0]
    return after.x0 - before.x1 > 1.3 * space * max(before.size, after.size)


def _reach(part: Segment | Word, columns: Sequence[Column], size: float) -> tuple[int, int]:
    """Return the first and last column that something stands over; the nearest one when it stands over none."""
    over = [
        index
        for index, column in enumerate(columns)
        if min(part.x1, column.x1) - max(part.x0, column.x0) > TOUCH * size
    ]
    if over:
        return over[0], over[-1]
    middle = (part.x0 + part.x1) / 2
    nearest = min(
        range(len(columns)),
        key=lambda index: max(columns[index].x0 - middle, middle - columns[index].x1),
    )
    return nearest, nearest
