"""Stretches of lines that may each be a table without borders.

Here: which lines stand in columns together, from the first heading to the last wrapped label, and what is a caption,
a note or the next table. Not here: the columns and rows themselves, nor whether they are a table (`aligned`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.grids.columns import columns_of, place
from nupraat_pipeline.reading.grids.rows import CLOSER
from nupraat_pipeline.reading.grids.segments import Segment, is_note, is_sentence, is_year, segment
from nupraat_pipeline.reading.grids.style import Segments, Style
from nupraat_pipeline.reading.layout.geometry import Line, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.reading.grids.columns import Column
    from nupraat_pipeline.reading.grids.shading import Shading

# Distances from line to line in type sizes, while the table's own are not known: its second line, any other.
FIRST_GAP = 3.4
LEAST_LIMIT = 1.7
# Rows are at least this far apart; the lines of a heading, which may be all there is to measure, are closer.
LEAST_PITCH = 1.4
# The others are in units of the usual distance of the table's lines.
# One empty row makes a gap of two; more is the end of the table.
ROW_GAP = 2.6
# A line of its own this far from the rows around it is the caption of another table.
CAPTION_GAP = 1.25
# The heading of a section, when it runs over the values, stands as close as rows do.
SECTION_GAP = 1.25
# A heading stands at most this far above what it heads.
HEADING_GAP = 1.35
# Lines closer than this many type sizes stand half a line apart: a value centred on the two lines of its label.
HALF_LINE = 0.8
# The lines of a cell follow each other within this many type sizes.
LEADING = 1.8
# A label below the last row is a row of its own, without values, when it is as far from it as the rows are from each
# other, to this part, and starts, ends or is centred where the labels above it are, to this part of the type size.
SAME_PITCH, EVEN, ROWS_THAT_SHOW = 0.06, 0.2, 3
# Lines of their own between two rows: wrapped labels and headings of sections.
MOST_SINGLES = 3
# A line of its own with more words than this is no label.
MOST_LABEL_WORDS = 12
# Two tables side by side are further apart than their columns, by this ratio and this many type sizes.
APART = 1.25
WIDE_GUTTER = 1.5


def regions(lines: Sequence[Segments], style: Style) -> list[list[Segments]]:
    """Return the stretches of lines that may each be a table."""
    found: list[list[Segments]] = []
    current: list[Segments] = []
    above: list[Segments] = []
    singles: list[Segments] = []
    for line in lines:
        if len(line) == 1:
            singles.append(line)
            continue
        if current and _goes_on(current, singles, line, style.size):
            current.extend([*singles, line])
        else:
            if current:
                found.extend(_finished(current, above, singles, style))
            above, current = singles, [line]
        singles = []
    if current:
        found.extend(_finished(current, above, singles, style))
    return [part for region in found for part in _side_by_side(region, style)]


def _finished(
    lines: list[Segments], above: list[Segments], below: list[Segments], style: Style
) -> Iterator[list[Segments]]:
    """Yield the tables that these lines make, with those of the lines above and below that belong to them.

    A line of its own heads another table where all lines below it have fewer cells than all above it, or more: a table
    of shares under one of years that stands in its columns. Nobody leaves columns empty from a heading to the end.
    """
    first = within_breadth(lines)
    if len(first) == len(lines):
        yield _with_heading(_with_tail(lines, below, style), above, style)
    else:
        yield _with_heading(first, above, style)
        yield from _finished(lines[len(first) + 1 :], [lines[len(first)]], below, style)


def within_breadth(lines: list[Segments]) -> list[Segments]:
    """Return the lines before one that heads another table, all of them where none does."""
    for index, line in enumerate(lines):
        if len(line) == 1 and _changes_breadth(lines[:index], lines[index + 1 :]):
            return lines[:index]
    return lines


def _changes_breadth(above: Sequence[Segments], below: Sequence[Segments]) -> bool:
    """Whether all rows of one side have more cells than all rows of the other; the first may be a heading of fewer."""
    before, after = ([line for line in side if len(line) > 1] for side in (above, below))
    if not any(part.is_value and not is_year(part.text) for line in before for part in line):
        return False
    if len(after) < 2 or len(below[0]) == 1:
        return False
    counts = sorted(len(line) for line in (before[1:] if len(before) > ROWS_THAT_SHOW else before))
    others = sorted(len(line) for line in after)
    return counts[0] > others[-1] or counts[-1] < others[0]


def composed(lines: Sequence[Segments]) -> list[Segments]:
    """Put lines that stand half a line apart on one: the two lines of a label, and the value centred on them."""
    found: list[Segments] = []
    last: Segments = []
    height = 1
    for line in lines:
        near = last and _middle(line) - _middle(last) < HALF_LINE * _smallest([*last, *line])
        if near and _complement(found[-1], line) and (height == 1 or _meet(found[-1], line)):
            found[-1] = _composed(found[-1], line)
            height += 1
        else:
            found.append(line)
            height = 1
        last = line
    return found


def _meet(above: Segments, below: Segments) -> bool:
    """Whether texts stand over each other: the last line of a label goes on the first, a third line else is a row."""
    return any(_stand_over(one, other) for one in above for other in below)


def _stand_over(one: Segment, other: Segment) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _complement(above: Segments, below: Segments) -> bool:
    """Whether of two lines one holds words only: not rows of two tables beside each other, which hold both.

    A value never goes on a text, so none stands over or under another.
    """
    return any(not any(part.is_value for part in line) for line in (above, below)) and not any(
        (one.is_value or other.is_value) and _stand_over(one, other) for one in above for other in below
    )


def _composed(above: Segments, below: Segments) -> Segments:
    """Put the segments of two lines on one; those that stand over each other become one."""
    parts = list(above)
    for part in below:
        over = [each for each in parts if _stand_over(each, part)]
        parts = [each for each in parts if each not in over]
        parts.append(segment(word for each in (*over, part) for word in each.words))
    return sorted(parts, key=lambda part: part.x0)


def _smallest(parts: Iterable[Segment]) -> float:
    """Return the smallest type size of the first words of these parts: a table's may be smaller than its page's."""
    return min(part.words[0].size for part in parts)


def _middle(line: Iterable[Segment]) -> float:
    _, top, _, bottom = bounds(line)
    return (top + bottom) / 2


def _distance(above: Segments, below: Segments, size: float) -> float:
    """Return how far a line stands below another: the white between them and the height of a line of this size."""
    return bounds(below)[1] - bounds(above)[3] + size


def _pitch(lines: Sequence[Segments], size: float) -> float | None:
    """Return the usual distance between lines, None when there is none."""
    distances = sorted(
        _distance(above, below, size) for above, below in pairwise(lines) if min(len(above), len(below)) > 1
    )
    return distances[(len(distances) - 1) // 2] if distances else None


def _goes_on(current: Sequence[Segments], singles: Sequence[Segments], line: Segments, size: float) -> bool:
    """Whether a table goes on with this line, after some lines of a single segment."""
    pitch = None if _begins_values(current, line) else _pitch(current, size)
    limit = FIRST_GAP * size if pitch is None else max(ROW_GAP * pitch, LEAST_LIMIT * size)
    above = current[-1]
    while singles and _goes_on_cell(singles[0][0], above, current, size):
        above, *singles = singles
    distances = [_distance(above, below, size) for above, below in pairwise([above, *singles, line])]
    apart = any(is_sentence(single[0]) or is_note(single[0]) for single in singles)
    if len(singles) > MOST_SINGLES or max(distances) > limit or apart:
        return False
    usual = max(distances[-1] if pitch is None else pitch, LEAST_PITCH * size)
    if singles and max(distances[1:]) < CLOSER * usual and all(_is_label(single[0], current) for single in singles):
        singles, distances = [], distances[:1]  # they are the first lines of this row's label
        usual = usual if pitch else max(usual, distances[0])
    if not singles:
        return max(distances) <= CAPTION_GAP * usual or _is_row(line, columns_of(current, size))
    return max(distances) <= CAPTION_GAP * usual and all(
        _is_label(single[0], current) or max(before, after) <= SECTION_GAP * usual
        for single, before, after in zip(singles, distances, distances[1:], strict=False)
    )


def _goes_on_cell(part: Segment, above: Segments, region: Sequence[Segments], size: float) -> bool:
    """Whether a text alone on its line goes on the one it stands under, a text that is no label."""
    starts = [line[1].x0 for line in region if len(line) > 1]
    return part.x0 >= min(starts) and _distance(above, [part], size) <= LEADING * size and _under_one(part, above, size)


def _begins_values(current: Sequence[Segments], line: Segments) -> bool:
    """Whether a line is the first with values, below lines of a heading: these do not show how far rows are apart."""
    return (
        len(current) <= MOST_SINGLES
        and not any(part.is_value for each in current for part in each)
        and sum(part.is_value for part in line) >= min(map(len, current)) - 1 > 0
    )


def _is_row(line: Segments, columns: Sequence[Column]) -> bool:
    """Whether a line after some white has a value, and every text of it over a column: a total, not a new heading."""
    return any(part.is_value for part in line) and all(
        any(part.x0 < column.x1 and column.x0 < part.x1 for column in columns) for part in line
    )


def _is_label(single: Segment, region: Sequence[Segments]) -> bool:
    """Whether a text alone on its line stands over the labels only."""
    values = [line[1].x0 for line in region if len(line) > 1]
    return single.x1 <= min(values) and len(single.words) <= MOST_LABEL_WORDS


def _with_heading(lines: Sequence[Segments], above: Sequence[Segments], style: Style) -> list[Segments]:
    """Add the single lines above a region that belong to it: headings over its values, a label that wraps.

    `above` are the lines before it, from top to bottom. What starts where the labels start is a caption, unless its
    words stand in all the columns or on the same shade.
    """
    pitch = _pitch(lines, style.size) or LEAST_LIMIT * style.size
    columns = columns_of(lines, style.size)
    if len(columns) < 2:
        return list(lines)
    region = list(lines)
    for line in reversed(above):
        if is_note(line[0]):
            break
        distance = _distance(line, region[0], style.size)
        near = distance <= HEADING_GAP * pitch and (
            line[0].x0 >= columns[0].x1
            or len(place(line, columns, style)) == len(columns)
            or _on_shade(line[0], columns, style.shading)
        )
        room = columns[1].x0 if distance >= CLOSER * pitch else 0.0
        wraps = distance <= LEADING * style.size and _wraps(line[0], region[0][0], columns[1], room)
        if not (near or wraps):
            break
        region.insert(0, line)
    return region


def _on_shade(part: Segment, columns: Sequence[Column], shading: Shading) -> bool:
    """Whether a text stands on a shade that reaches from the first column to the last."""
    shade = shading.under(Line(part.words, part.x0, part.top, part.x1, part.bottom))
    return shade is not None and shade.x0 <= columns[0].x0 and columns[-1].x1 <= shade.x1


def _wraps(above: Segment, label: Segment, values: Column, room: float) -> bool:
    """Whether a label before `values` goes on from the line above it, its first word having no room there."""
    first = label.words[0]
    together = above.x0 <= label.x1 and label.x0 <= above.x1 <= values.x0
    goes_on = label.text[:1].islower() or label.text.startswith("(")
    return together and goes_on and above.x1 + (first.x1 - first.x0) > room - label.words[0].size / 2


def _with_tail(current: list[Segments], singles: Sequence[Segments], style: Style) -> list[Segments]:
    """Add the single lines below the last row that go on that row, are rows without values, or stand in all columns."""
    pitch = _pitch(current, style.size) or LEADING * style.size
    columns = columns_of(current, style.size)
    region = list(current)
    for line in singles:
        distance = _distance(region[-1], line, style.size)
        label = region[-1][0]
        wraps = (
            distance <= min(pitch, LEADING * style.size)
            and len(columns) > 1
            and label.x0 <= line[0].x1
            and _wraps(label, line[0], columns[1], 0.0)
        )
        in_cell = distance < CLOSER * pitch and _under_one(line[0], region[-1], style.size)
        is_row = distance <= SECTION_GAP * pitch and len(place(line, columns, style)) == len(columns) > 1
        is_empty_row = abs(distance - pitch) <= SAME_PITCH * pitch and _is_alike(line[0], region, columns, style.size)
        if is_note(line[0]) or not (wraps or in_cell or is_row or is_empty_row):
            break
        region.append(line)
    return region


def _is_alike(part: Segment, region: Sequence[Segments], columns: Sequence[Column], size: float) -> bool:
    """Whether a text alone under the last row is a label as the table's others are: no longer, and set like them."""
    labels = [line[0] for line in region if len(line) > 1 and line[0].x1 <= columns[0].x1]
    widest = max((label.x1 - label.x0 for label in labels), default=0.0)
    if len(labels) < ROWS_THAT_SHOW or part.x1 - part.x0 > widest or part.text.endswith((".", ":", ";", "?", "!")):
        return False
    last = labels[-ROWS_THAT_SHOW:]
    apart = [
        [part.x0 - label.x0 for label in last],
        [part.x1 - label.x1 for label in last],
        [(part.x0 + part.x1 - label.x0 - label.x1) / 2 for label in last],
    ]
    return any(max(map(abs, offsets)) <= EVEN * size for offsets in apart)


def _under_one(part: Segment, line: Segments, size: float) -> bool:
    """Whether a text begins under one text of the line above, no value, and ends before the next."""
    above = [each for each in line if _stand_over(each, part)]
    return len(above) == 1 and not above[0].is_value and abs(above[0].x0 - part.x0) <= size / 2


def _side_by_side(lines: list[Segments], style: Style) -> list[list[Segments]]:
    """Take apart two tables that stand beside each other: each with its own labels, a wide gap between."""
    columns = columns_of(lines, style.size)
    gutters = [right.x0 - left.x1 for left, right in pairwise(columns)]
    for index in sorted(range(1, len(gutters) - 1), key=lambda each: -gutters[each]):
        others = [gutter for other, gutter in enumerate(gutters) if other != index]
        if gutters[index] < WIDE_GUTTER * style.size or gutters[index] < APART * max(others):
            break
        middle = (columns[index].x1 + columns[index + 1].x0) / 2
        left = [[part for part in line if part.x0 < middle] for line in lines]
        right = [[part for part in line if part.x0 >= middle] for line in lines]
        if _has_labels(right, columns[index + 1]) and not _has_labels(left, columns[index]):
            return [part for side in (left, right) for part in regions([line for line in side if line], style)]
    return [lines]


def _has_labels(lines: Sequence[Segments], column: Column) -> bool:
    """Whether a column holds words rather than values."""
    parts = [part for line in lines for part in line if part.x0 < column.x1 and part.x1 > column.x0]
    return 2 * sum(not part.is_value for part in parts) > len(parts)
