"""Texts that stand over several columns: which ones.

Here: headings over groups of columns, and headings of sections set in the middle of the table, told by the borders
under and beside them and by what they are centred on. Not here: which column any other text stands in (`columns`).

A heading over a group is usually narrower than its group, so the columns that it touches are too few.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.reading.grids.columns import Column, Placed
    from nupraat_pipeline.reading.grids.rows import TableLine
    from nupraat_pipeline.reading.grids.style import Borders
    from nupraat_pipeline.reading.layout.geometry import Rule

# A heading has at most so many lines.
MOST_HEAD_LINES = 8
# A text is centred on columns when its middle is theirs to this part of the type size; numbers set right leave white
# before the first column of a group, so its middle may lie further left by half of that.
CENTRED = 0.5
# A border belongs to the line above it when it is no further below, in type sizes.
UNDER = 0.9
# Where centres allow several ways to group columns, the one with the most even groups holds, of so many looked at.
MOST_TILINGS = 64
# A section's heading in the middle of a column of values: at least this share of it are values.
VALUE_SHARE = 0.5

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d{2,4})?")


def spanned(lines: Sequence[TableLine], columns: Sequence[Column], borders: Borders, size: float) -> list[TableLine]:
    """Return the lines of a table, top to bottom, with the headings of groups and sections over all their columns."""
    if len(columns) < 3:
        return list(lines)
    table = _Table(columns, size)
    body = _body_start(lines)
    found = list(lines)
    for index, line in enumerate(lines):
        if index < body:
            spans = _head_spans(line, lines[:index], lines[index + 1 : body + 1], table, borders)
            if (
                spans is None
                and len(line.placed) == 1
                and line.placed[0].first > 0
                and _is_full(lines[:index], columns)
            ):
                spans = table.centred_alone(line.placed[0])
            found[index] = _with(line, spans)
        elif len(line.placed) == 1 and _is_section(line, lines[body:]):
            found[index] = _with(line, table.centred_alone(line.placed[0]))
    return found


def _is_full(lines: Sequence[TableLine], columns: Sequence[Column]) -> bool:
    """Whether every column of values has a heading above: what stands below alone is a unit or heads a section."""
    return set(range(1, len(columns))) <= {each.first for line in lines for each in line.placed}


def _with(line: TableLine, spans: Sequence[Placed] | None) -> TableLine:
    return line if spans is None else replace(line, placed=tuple(spans))


def _body_start(lines: Sequence[TableLine]) -> int:
    """Return the first line with a label and values beside it that are not years: the heading ends above it."""
    for index, line in enumerate(lines[:MOST_HEAD_LINES]):
        values = [each.segment.text for each in line.placed if each.first > 0 and each.segment.is_value]
        labelled = line.placed[0].first == 0 and not line.placed[0].segment.is_value
        if values and not all(_YEAR.fullmatch(text) for text in values) and (labelled or index > 0):
            return index
    return 0


def _is_section(line: TableLine, body: Sequence[TableLine]) -> bool:
    """Whether a text alone on its line heads a section: it is no value, and stands in columns of values."""
    only = line.placed[0]
    if only.segment.is_value or only.last == 0:
        return False
    others = [each.segment.is_value for other in body for each in other.placed if each.first == max(only.first, 1)]
    return sum(others) >= VALUE_SHARE * len(others) > 0


def _head_spans(
    line: TableLine, above: Sequence[TableLine], below: Sequence[TableLine], table: _Table, borders: Borders
) -> Sequence[Placed] | None:
    """Return the texts of a line of the heading over all their columns; None when nothing tells them."""
    for tells, rules in (
        (_under_border, borders.level),
        (_between_borders, borders.uprights),
        (_on_fill, borders.fills),
    ):
        drawn = [tells(each, line, table, rules) for each in line.placed]
        if any(drawn):
            found = [over or each for over, each in zip(drawn, line.placed, strict=True)]
            if all(one.last < other.first for one, other in pairwise(found)):
                return found
    groups = _centred(line, below, table)
    return None if groups is None or _may_head_one_column(groups, line, above, below, table) else groups


def _may_head_one_column(
    groups: Sequence[Placed], line: TableLine, above: Sequence[TableLine], below: Sequence[TableLine], table: _Table
) -> bool:
    """Whether texts of a line only happen to be centred on groups: each may be a line of what heads its own column.

    That is so where several columns of a group have texts of their own above, where the line below begins beside this
    one, or where groups are of unequal size and a text stands as the column in their middle does.
    """
    headed = {each.first for other in above for each in other.placed if each.first == each.last}
    if any(len(headed & set(range(each.first, each.last + 1))) > 1 for each in groups):
        return True
    if below and below[0].top < line.bottom - table.size / 4:
        return True
    own = [each for each in line.placed if each.first > 0]
    spans = {each.last - each.first for each in groups if each.first > 0}
    return len(spans) > 1 and any(
        before.first == before.last and each.first != each.last and not table.stands_between(before)
        for before, each in zip(own, groups[-len(own) :], strict=True)
    )


def _under_border(each: Placed, line: TableLine, table: _Table, rules: Sequence[Rule]) -> Placed | None:
    """Return a text over the columns that a border right under it runs along."""
    part = each.segment
    middle = (part.x0 + part.x1) / 2
    for rule in rules:
        near = -table.size / 3 <= rule.top - line.bottom <= UNDER * table.size
        if near and rule.x0 <= middle <= rule.x1:
            over = table.within(rule.x0, rule.x1)
            if len(over) > 1 and over[0] > 0 and _is_alone(each, line, over):
                return replace(each, first=over[0], last=over[-1])
    return None


def _between_borders(each: Placed, line: TableLine, table: _Table, uprights: Sequence[Rule]) -> Placed | None:
    """Return a text over the columns between the vertical borders beside it, when it is alone between them."""
    part = each.segment
    places = [(rule.x0 + rule.x1) / 2 for rule in uprights if rule.top <= line.middle <= rule.bottom]
    left = max((x for x in places if x <= part.x0 + table.size / 4), default=None)
    right = min((x for x in places if x >= part.x1 - table.size / 4), default=None)
    if left is None and right is None:
        return None
    x0 = table.columns[0].x0 if left is None else left
    x1 = table.columns[-1].x1 if right is None else right
    over = table.within(x0, x1)
    if len(over) < 2 or over[0] == 0 or not _is_alone(each, line, over):
        return None
    return replace(each, first=over[0], last=over[-1]) if table.is_centred(each, over[0], over[-1]) else None


def _on_fill(each: Placed, line: TableLine, table: _Table, fills: Sequence[Rule]) -> Placed | None:
    """Return a text over the columns of the shaded cell that it stands on; the shade of a whole row is none."""
    part = each.segment
    for fill in fills:
        if fill.top <= line.middle <= fill.bottom and fill.x0 <= part.x0 and part.x1 <= fill.x1:
            over = table.within(fill.x0, fill.x1)
            if 1 < len(over) < len(table.columns) - 1 and over[0] > 0 and _is_alone(each, line, over):
                return replace(each, first=over[0], last=over[-1])
    return None


def _is_alone(each: Placed, line: TableLine, over: Sequence[int]) -> bool:
    """Whether no other text of its line stands over these columns."""
    return all(other is each or other.last < over[0] or other.first > over[-1] for other in line.placed)


def _centred(line: TableLine, below: Sequence[TableLine], table: _Table) -> Sequence[Placed] | None:
    """Return texts, each centred on its own group, when the groups are all the columns behind the labels."""
    texts = [each for each in line.placed if each.first > 0]
    labels = [each for each in line.placed if each.first == 0]
    last = len(table.columns) - 1
    filled = {each.first for other in below for each in other.placed if each.first == each.last}
    if not texts or len(texts) >= last or not set(range(1, last + 1)) <= filled or any(each.last for each in labels):
        return None
    if len(texts) == 1 and not table.stands_between(texts[0]):
        return None
    ways = islice(table.tilings(texts, 1), MOST_TILINGS)
    groups = min(ways, key=lambda way: len({each.last - each.first for each in way}), default=None)
    return None if groups is None else [*labels, *groups]


class _Table(Struct, frozen=True):
    """The columns of a table, in a type of this size."""

    columns: Sequence[Column]
    size: float

    def within(self, x0: float, x1: float) -> list[int]:
        """Return the columns whose middle is in a stretch."""
        return [index for index, each in enumerate(self.columns) if x0 <= (each.x0 + each.x1) / 2 <= x1]

    def tilings(self, texts: Sequence[Placed], first: int) -> Iterator[list[Placed]]:
        """Yield the ways to give each text a group of columns that it is centred on, all from `first` on in one."""
        text, rest = texts[0], texts[1:]
        end = len(self.columns) - 1
        for last in range(max(first, text.last), (rest[0].first if rest else end + 1)):
            if text.first < first or not self.is_centred(text, first, last) or (not rest and last != end):
                continue
            group = replace(text, first=first, last=last)
            if not rest:
                yield [group]
            else:
                yield from ([group, *others] for others in self.tilings(rest, last + 1))

    def is_centred(self, text: Placed, first: int, last: int) -> bool:
        """Whether a text is centred on the columns from `first` to `last`, or on those and the white before them."""
        part = text.segment
        left, right = self.columns[first], self.columns[last]
        before = self.columns[first - 1].x1 if first else left.x0
        after = self.columns[last + 1].x0 if last + 1 < len(self.columns) else right.x1
        middle = part.x0 + part.x1
        slack = 2 * CENTRED * self.size
        return before + right.x1 - slack <= middle <= left.x0 + after + slack

    def stands_between(self, text: Placed) -> bool:
        """Whether a text stands over several columns or over the white between two."""
        if text.first != text.last:
            return True
        part, column = text.segment, self.columns[text.first]
        return part.x0 > column.x1 or part.x1 < column.x0

    def centred_alone(self, text: Placed) -> list[Placed] | None:
        """Return a section's heading over all columns, or all but the labels, whichever it is centred on."""
        part = text.segment
        end = len(self.columns) - 1
        offset = part.x0 + part.x1 - self.columns[0].x0 - self.columns[end].x1
        if abs(offset) <= 4 * CENTRED * self.size:
            return [replace(text, first=0, last=end)]
        return [replace(text, first=1, last=end)] if self.is_centred(text, 1, end) else None
