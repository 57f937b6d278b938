"""Prose: paragraphs, so that their words are not taken for cells.

Here: telling running text from tables by how its lines are filled. Not here: what the text says.

A line of running text ends where the next word would not have fit; the lines of a column of labels end anywhere.
And however wide justified text draws its spaces, no gap runs through all its lines.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.grids.contents import contents_words
from nupraat_pipeline.reading.grids.segments import is_enumerator, is_leader, is_value
from nupraat_pipeline.reading.layout.geometry import Line, Word, line_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

# All lengths in units of the type size.
# Gaps that part two columns of prose, or prose from what stands beside it; justified spaces stay below.
COLUMN_GAP = 1.3
# Prose is set at least this wide; newspapers' columns are 15, a table's text cells mostly narrower.
NARROWEST = 14.0
# Lines of a paragraph start at one place, but for the first line's indent or an item's number.
SAME_START, INDENT = 0.5, 4.0
# Paragraphs of one column end at one place when justified, and not much before it when not.
SAME_END = 2.0
# Lines of a paragraph follow each other at this distance at most, and always at the same, to this share.
LEADING = 2.0
SAME_LEADING = 0.15
# Fewer lines than this are a paragraph only when they are as wide as text is, hold as many words, and end where the
# page's text does.
FEW_LINES, WIDE, MANY_WORDS = 4, 22.0, 7
# At most this share of a paragraph's lines has a short text beside it: the last word of a paragraph in the next column.
TABULAR_SHARE = 0.2
# At least this share of a paragraph's lines are full to the end.
FULL_SHARE = 0.5
# Running text has at most this share of numbers among its words.
VALUE_SHARE = 0.34
# A gap through all lines of a block, as wide as this in spaces (twice that for two lines), makes columns.
GUTTER = 1.25


class _Block(Struct, frozen=True):
    """Stretches of text that stand under each other, each on its own line, `tabular` of them beside something short."""

    lines: tuple[Line, ...]
    tabular: int = 0

    @property
    def right(self) -> float:
        return max(line.x1 for line in self.lines)


def prose_words(lines: Sequence[Line], space: float) -> frozenset[Word]:
    """Return the words of paragraphs of two lines or more, and of contents; `space` as of `space_width`."""
    stretches = [[line_of(part) for part in _stretches(line)] for line in lines]
    edge = max((line.x1 for line in lines if len(line.words) >= MANY_WORDS), default=0.0)
    beside = {stretch for line in stretches if _has_short(line) for stretch in line}
    blocks = _blocks(stretches, beside)
    prose = [block for block in blocks if _is_prose(block, space, edge)]
    alone = (_Block(tuple(line for line in block.lines if line not in beside)) for block in blocks if block.tabular)
    columns = [block for block in (*prose, *alone) if len(block.lines) >= FEW_LINES and _is_prose(block, space, edge)]
    prose += [block for block in blocks if block not in prose and _is_in_column(block, columns, space)]
    return contents_words(stretches) | frozenset(word for block in prose for line in block.lines for word in line.words)


def _stretches(line: Line) -> Iterator[list[Word]]:
    """Take a line apart at gaps wider than any space."""
    part: list[Word] = []
    for word in line.words:
        gap = word.x0 - part[-1].x1 if part else 0.0
        if part and gap > COLUMN_GAP * word.size and not (len(part) == 1 and is_enumerator(part[0].text)):
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _has_short(line: Sequence[Line]) -> bool:
    """Whether something on a line of several stretches is too short for a column of prose: a cell."""
    return len(line) > 1 and any(part.x1 - part.x0 < NARROWEST / 2 * part.words[0].size for part in line)


def _blocks(stretches: Sequence[Sequence[Line]], beside: Collection[Line]) -> list[_Block]:
    """Chain stretches to those right under them that start at the same place."""
    open_blocks: list[list[Line]] = []
    closed: list[list[Line]] = []
    for line in stretches:
        for stretch in line:
            size = stretch.words[0].size
            home = next((block for block in open_blocks if _under(block, stretch, size)), None)
            if home is None:
                above = next((block[-1] for block in open_blocks if _under(block[-1:], stretch, size)), None)
                open_blocks.append([stretch] if above is None else [above, stretch])
            else:
                home.append(stretch)
        height = min((part.top for part in line), default=0.0)
        ended = [block for block in open_blocks if height - block[-1].bottom > LEADING * block[-1].words[0].size]
        closed.extend(ended)
        open_blocks = [block for block in open_blocks if block not in ended]
    return [_Block(tuple(block), sum(line in beside for line in block)) for block in (*closed, *open_blocks)]


def _under(block: list[Line], stretch: Line, size: float) -> bool:
    last = block[-1]
    if not last.top < stretch.top or stretch.top - last.top > LEADING * size:
        return False
    if len(block) > 1:
        leading = last.bottom - block[-2].bottom
        if abs(stretch.bottom - last.bottom - leading) > SAME_LEADING * leading:
            return False
    shift = stretch.x0 - last.x0
    first_shift = INDENT * size if len(block) == 1 else SAME_START * size
    starts_together = abs(shift) <= (first_shift if shift < 0 else SAME_START * size)
    text_start = last.words[1].x0 if len(last.words) > 1 and is_enumerator(last.words[0].text) else last.x0
    return starts_together or abs(stretch.x0 - text_start) <= SAME_START * size


def _is_prose(block: _Block, space: float, edge: float) -> bool:
    lines = block.lines
    right = block.right if len(lines) >= FEW_LINES else edge
    size = lines[0].words[0].size
    gutter = (GUTTER if len(lines) > 2 else 2 * GUTTER) * space * size
    return (
        _is_wide(block, size)
        and block.tabular <= TABULAR_SHARE * len(lines)
        and _fills_lines(block, right, space, gutter)
    )


def _fills_lines(block: _Block, right: float, space: float, gutter: float) -> bool:
    """Whether a block of several lines is filled as running text is: words up to `right`, no gap through all lines."""
    lines = block.lines
    return (
        len(lines) > 1
        and _is_wordy([word for line in lines for word in line.words])
        and sum(_is_full(above, below, right, space) for above, below in pairwise(lines))
        >= FULL_SHARE * (len(lines) - 1)
        and not _has_gutter(lines, gutter)
    )


def _is_in_column(block: _Block, columns: Sequence[_Block], space: float) -> bool:
    """Whether a block is as broad as a paragraph of the page, in its place: text beside a table in another column."""
    if block.tabular and len(block.lines) < FEW_LINES:
        return False
    size = block.lines[0].words[0].size
    home = next(
        (
            column
            for column in columns
            if abs(block.lines[-1].x0 - column.lines[-1].x0) <= SAME_START * size
            and abs(block.right - column.right) <= SAME_END * size
        ),
        None,
    )
    return home is not None and _fills_lines(block, home.right, space, GUTTER * space * size)


def _is_wide(block: _Block, size: float) -> bool:
    """Whether a block is as wide as running text is; wider when it has few lines to show it."""
    width = block.right - min(line.x0 for line in block.lines)
    if len(block.lines) >= FEW_LINES:
        return width >= NARROWEST * size
    first, last = block.lines[0], block.lines[-1]
    ends = len(last.words) > 2 or last.words[-1].text.endswith((".", ",", ";", ":", "?", "!", ")"))
    return width >= WIDE * size and len(first.words) >= MANY_WORDS and ends


def _is_wordy(words: Sequence[Word]) -> bool:
    """Whether these are words for the most part, rather than numbers, and no dots lead to a page number."""
    return not any(is_leader(word.text) for word in words) and (
        sum(is_value(word.text) for word in words) <= VALUE_SHARE * len(words)
    )


def _is_full(line: Line, below: Line, right: float, space: float) -> bool:
    """Whether the next line's first word had no room left on this line."""
    word = below.words[0]
    return line.x1 + space * word.size + (word.x1 - word.x0) > right - 0.1 * word.size


def _has_gutter(lines: Sequence[Line], width: float) -> bool:
    """Whether a gap of this width runs through all of these lines that reach as far."""
    gaps = [
        [(left.x1, right.x0) for left, right in pairwise(line.words) if right.x0 - left.x1 >= width] for line in lines
    ]
    return any(
        sum(_meets(gap, other, width) for other in gaps) >= max(2, 0.8 * len(lines))
        for gap in gaps[0] + gaps[min(1, len(gaps) - 1)]
    )


def _meets(gap: tuple[float, float], others: Sequence[tuple[float, float]], width: float) -> bool:
    return any(min(gap[1], other[1]) - max(gap[0], other[0]) >= 0.7 * width for other in others)
