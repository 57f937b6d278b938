"""Tables without a lattice of borders: where lines of text stand in columns.

Here: finding the lines that make one table, by alignment alone or between horizontal borders, and judging whether
they do. Not here: finding columns (`columns`) and rows (`rows`) among lines once they are known to belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.geometry import Rule, lines_of, median_size
from nupraat_pipeline.reading.grids.columns import Column, columns_of, place
from nupraat_pipeline.reading.grids.pieces import Piece, piece_of_rows
from nupraat_pipeline.reading.grids.prose import prose_words
from nupraat_pipeline.reading.grids.rows import TableLine, rows_of, table_line
from nupraat_pipeline.reading.grids.segments import Segment, is_enumerator, segments_of, space_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.geometry import Word
    from nupraat_pipeline.reading.grids.cells import Evidence

# Distances from line to line, in type sizes or in units of the usual distance of the table's lines.
# The first line under a heading may be this far off.
FIRST_GAP = 3.4
# One empty row makes a gap of two; more is the end of the table.
ROW_GAP = 2.6
# A line of its own this far below the table, and closer to what follows it, is the caption of another one.
CAPTION_GAP = 1.4
# Lines of their own between two rows: wrapped labels and headings of sections.
MOST_SINGLES = 3
# A line of its own with more words than this is a sentence.
MOST_LABEL_WORDS = 12
# Columns of a table without borders are this far apart, in type sizes, when only two or three rows show it.
CLEAR_GUTTER = 1.2
# This share of a table's cells are filled, at least.
FILLED_SHARE = 0.4
# Two columns side by side this much further apart than others make two tables.
APART = 2.0
WIDE_GUTTER = 2.5

Segments = list[Segment]


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of a page as segments, and the usual space and type size they were taken apart with."""

    page: int
    lines: list[Segments]
    space: float
    size: float


def aligned_pieces(page: int, words: Iterable[Word], rules: Sequence[Rule]) -> list[Piece]:
    """Return the tables among words that no lattice holds, by horizontal borders first, then by alignment alone."""
    words = list(words)
    lines = lines_of([word for word in words if word.turn == 0])
    space, size = space_width(lines), median_size(words)
    pieces: list[Piece] = []
    for box, heights in _ruled_areas(rules, size):
        area = [word for line in lines for word in line.words if _within(word, box)]
        piece = _ruled_area_piece(page, area, heights, space)
        if piece is not None and not any(_share(piece, other) for other in pieces):
            pieces.append(piece)
    taken = frozenset(word for piece in pieces for word in piece.words)
    rest = [word for line in lines for word in line.words if word not in taken]
    pieces.extend(_borderless_pieces(page, rest, space, size))
    return pieces


def _share(one: Piece, other: Piece) -> bool:
    return not one.words.isdisjoint(other.words)


def _within(word: Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


# --- between horizontal borders ---------------------------------------------------------------------------------


def _ruled_areas(rules: Sequence[Rule], size: float) -> list[tuple[tuple[float, float, float, float], list[float]]]:
    """Return the areas between horizontal borders of the same breadth, and the heights of all borders in each."""
    areas = []
    left = sorted((rule for rule in rules if rule.horizontal), key=lambda rule: rule.top)
    while left:
        first = left[0]
        group = [rule for rule in left if abs(rule.x0 - first.x0) <= size and abs(rule.x1 - first.x1) <= size]
        left = [rule for rule in left if rule not in group]
        if len(group) > 1:
            box = (first.x0 - size, group[0].top, first.x1 + size, group[-1].bottom)
            areas.append((box, [(rule.top + rule.bottom) / 2 for rule in group]))
    return areas


def _ruled_area_piece(page: int, words: Sequence[Word], heights: Sequence[float], space: float) -> Piece | None:
    lines = lines_of(words)
    if prose_words(lines, space):
        return None
    size = median_size(words)
    text = Text(page, [segments_of(line.words, space) for line in lines], space, size)
    return _piece(text, heights, "rules")


# --- without any border -----------------------------------------------------------------------------------------


def _borderless_pieces(page: int, words: Sequence[Word], space: float, size: float) -> list[Piece]:
    lines = lines_of(words)
    prose = prose_words(lines, space)
    blocks: list[list[Segments]] = [[]]
    for line in lines:
        left = [word for word in line.words if word not in prose]
        if len(left) < len(line.words) and not left:
            blocks.append([])
        elif left:
            blocks[-1].append(segments_of(left, space))
    pieces: list[Piece] = []
    for block in blocks:
        for region in _regions(block, size):
            for part in _side_by_side(region, size):
                text = Text(page, part, space, median_size(_words(part)))
                piece = _piece(text, (), "alignment")
                if piece is not None:
                    pieces.append(piece)
    return pieces


def _words(lines: Iterable[Segments]) -> list[Word]:
    return [word for line in lines for part in line for word in part.words]


def _middle(line: Segments) -> float:
    return (min(part.top for part in line) + max(part.bottom for part in line)) / 2


def _regions(lines: Sequence[Segments], size: float) -> list[list[Segments]]:
    """Return the stretches of lines that may each be a table: lines of several segments, and what is between."""
    regions: list[list[Segments]] = []
    current: list[Segments] = []
    singles: list[Segments] = []
    for index, line in enumerate(lines):
        if len(line) == 1:
            singles.append(line)
            continue
        if current and _goes_on(current, singles, line, size):
            current.extend([*singles, line])
        else:
            if current:
                regions.append(_with_tail(current, singles, size))
            current = [*_head(lines, index, size), line]
        singles = []
    if current:
        regions.append(_with_tail(current, singles, size))
    return regions


def _pitch(lines: Sequence[Segments]) -> float | None:
    """Return the usual distance between lines, None when there is none."""
    several = [line for line in lines if len(line) > 1]
    distances = sorted(_middle(below) - _middle(above) for above, below in pairwise(several))
    return distances[len(distances) // 2] if distances else None


def _goes_on(current: Sequence[Segments], singles: Sequence[Segments], line: Segments, size: float) -> bool:
    """Whether a table goes on with this line, after some lines of a single segment."""
    pitch = _pitch(current)
    limit = FIRST_GAP * size if pitch is None else max(ROW_GAP * pitch, FIRST_GAP * size / 2)
    chain = [current[-1], *singles, line]
    distances = [_middle(below) - _middle(above) for above, below in pairwise(chain)]
    if len(singles) > MOST_SINGLES or max(distances) > limit:
        return False
    if any(len(single[0].words) > MOST_LABEL_WORDS for single in singles):
        return False
    usual = pitch if pitch is not None else distances[-1]
    return not singles or distances[0] <= CAPTION_GAP * usual


def _head(lines: Sequence[Segments], index: int, size: float) -> list[Segments]:
    """Return the single line above the first row when it is part of that row: a label or heading that wraps."""
    if index == 0 or len(lines[index - 1]) != 1:
        return []
    above, first = lines[index - 1][0], lines[index]
    distance = _middle(first) - _middle([above])
    if distance > 1.5 * size or len(above.words) > MOST_LABEL_WORDS:
        return []
    under = [part for part in first if min(part.x1, above.x1) > max(part.x0, above.x0)]
    half_line = distance < 0.8 * size
    heads_column = len(under) == 1 and under[0] is not first[0] and not under[0].is_value
    wraps = len(under) == 1 and under[0] is first[0] and first[0].text[:1].islower()
    alone = not under and half_line
    return [[above]] if (half_line and len(under) <= 1) or heads_column or wraps or alone else []


def _with_tail(current: list[Segments], singles: Sequence[Segments], size: float) -> list[Segments]:
    """Add the single line below the last row when it goes on that row."""
    if not singles:
        return current
    last, tail = current[-1], singles[0][0]
    distance = _middle([tail]) - _middle(last)
    pitch = _pitch(current) or 1.5 * size
    label = last[0]
    wraps = (
        abs(tail.x0 - label.x0) <= size
        and tail.text[:1].islower()
        and distance <= min(pitch, 1.8 * size)
        and tail.x1 <= max(part.x1 for part in label_column(current)) + 0.5 * size
    )
    return [*current, [tail]] if wraps or distance < 0.8 * size else current


def label_column(lines: Sequence[Segments]) -> list[Segment]:
    """Return the first segment of every line of several."""
    return [line[0] for line in lines if len(line) > 1]


def _side_by_side(lines: list[Segments], size: float) -> list[list[Segments]]:
    """Take apart two tables that stand beside each other: each with its own labels, a wide gap between."""
    columns = columns_of(lines, size)
    gutters = [right.x0 - left.x1 for left, right in pairwise(columns)]
    for index in sorted(range(1, len(gutters) - 1), key=lambda each: -gutters[each]):
        others = [gutter for other, gutter in enumerate(gutters) if other != index]
        if gutters[index] < WIDE_GUTTER * size or gutters[index] < APART * max(others):
            break
        middle = (columns[index].x1 + columns[index + 1].x0) / 2
        sides = [[[part for part in line if (part.x0 < middle) == left] for line in lines] for left in (True, False)]
        if _has_labels([line for line in sides[1] if line], columns[index + 1]):
            return [part for side in sides for part in _regions([line for line in side if line], size)]
    return [lines]


def _has_labels(lines: Sequence[Segments], column: Column) -> bool:
    """Whether a column holds words rather than values."""
    parts = [part for line in lines for part in line if part.x0 < column.x1 and part.x1 > column.x0]
    return 2 * sum(not part.is_value for part in parts) > len(parts)


# --- one table ----------------------------------------------------------------------------------------------------


def _piece(text: Text, breaks: Sequence[float], evidence: Evidence) -> Piece | None:
    """Return the table that these lines make, None when they make none."""
    columns = columns_of(text.lines, text.size)
    if len(columns) < 2:
        return None
    lines = [table_line(place(line, columns, text.space, text.size)) for line in text.lines]
    rows = rows_of(lines, columns, breaks, text.size)
    if not is_table(text, rows, columns, ruled=evidence == "rules"):
        return None
    return piece_of_rows(text.page, rows, columns, evidence)


def is_table(text: Text, rows: Sequence[Sequence[TableLine]], columns: Sequence[Column], *, ruled: bool) -> bool:
    """Judge whether rows and columns of aligned text are a table, rather than a list, a letterhead or a contents."""
    full = [row for row in rows if len({each.first for line in row for each in line.placed}) > 1]
    filled = sum(len({each.first for line in row for each in line.placed}) for row in rows)
    if len(full) < 2 or filled < FILLED_SHARE * len(rows) * len(columns):
        return False
    if _is_list(rows) or _is_contents(rows):
        return False
    values = [_value_share(rows, column) for column in range(len(columns))]
    if ruled:
        return True
    clear = min(right.x0 - left.x1 for left, right in pairwise(columns)) >= CLEAR_GUTTER * text.size
    if any(share >= 0.5 for share in values[1:]):
        return clear or len(full) > 3 or len(columns) > 2
    return len(columns) > 2 and len(full) > 2 and clear and len(full) >= 0.7 * len(rows)


def _texts(rows: Sequence[Sequence[TableLine]], column: int) -> list[str]:
    return [
        each.segment.text for row in rows for line in row for each in line.placed if each.first == column == each.last
    ]


def _value_share(rows: Sequence[Sequence[TableLine]], column: int) -> float:
    parts = [each.segment for row in rows for line in row for each in line.placed if each.first == column == each.last]
    return sum(part.is_value for part in parts) / len(parts) if parts else 0.0


def _is_list(rows: Sequence[Sequence[TableLine]]) -> bool:
    """Whether the first column is nothing but bullets or the numbers of items."""
    firsts = _texts(rows, 0)
    return len(firsts) > 0 and all(is_enumerator(text) for text in firsts)


def _is_contents(rows: Sequence[Sequence[TableLine]]) -> bool:
    """Whether this is a table of contents: two columns, the last of page numbers that only go up, led by dots."""
    width = max(each.last for row in rows for line in row for each in line.placed)
    numbers = _texts(rows, width)
    if width != 1 or len(numbers) < 3 or not all(text.isdigit() for text in numbers):
        return False
    pages = [int(text) for text in numbers]
    items = sum(is_enumerator(text.split(" ", 1)[0]) for text in _texts(rows, 0))
    return pages == sorted(pages) and 2 * items >= len(numbers)
