"""Text in two columns: where on a page it stands, and thus in which order its lines are read.

Here: the space between two columns, from the lines of a page alone. Not here: what reads in that order (`flow`), or
columns of tables (`grids`).
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.layout.geometry import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.reading.layout.geometry import Line, Word

# Narrower than this many sizes is a space between words, however the line is justified.
_LEAST_GAP = 0.9
# So many lines with text on both sides make columns; fewer are chance, or a heading with something beside it, unless
# both sides begin with an item ('1. Hieronder ...   2. Geslacht ...').
_LEAST_LINES = 3
_ITEM = re.compile(r"(?:[Vv]raag )?\d{1,2} ?[.)] +[A-Z]")
# Lines of a column that begin below each other are no further off than this many sizes.
_ALIGNED = 0.3
# A column of text has as many words a line; a label and its value have fewer.
_WORDS_A_LINE = 3.0
# Both columns together are not wider than this many times the narrower one.
_MOST_UNEVEN = 4.0


class Zone(Struct, frozen=True):
    """A part of a page where two columns of text stand side by side, parted at `x`."""

    top: float
    bottom: float
    x: float

    def holds(self, y: float) -> bool:
        """Whether what stands at a height of the page is in the zone."""
        return self.top <= y <= self.bottom

    def parts(self, line: Line) -> list[Line]:
        """Split a line of the zone into what is left and right of its middle."""
        sides = ([word for word in line.words if (word.x0 < self.x) is is_left] for is_left in (True, False))
        return [line_of(words) for words in sides if words]


def zones_of(lines: Sequence[Line]) -> list[Zone]:
    """Return where the lines of a page, from top to bottom and none of a table, are of two columns."""
    found: list[Zone] = []
    for zone in sorted(_possible(lines), key=lambda zone: zone.top - zone.bottom):
        if not any(zone.top <= other.bottom and other.top <= zone.bottom for other in found):
            found.append(zone)
    return found


def _possible(lines: Sequence[Line]) -> Iterator[Zone]:
    for x in sorted({(left.x1 + right.x0) / 2 for line in lines for left, right in _gaps(line)}):
        for is_crossed, run in groupby(lines, key=lambda line: any(word.x0 < x < word.x1 for word in line.words)):
            if not is_crossed and (zone := _zone(list(run), x)):
                yield zone


def _gaps(line: Line) -> Iterator[tuple[Word, Word]]:
    """Yield the words of a line between which a column may end."""
    for left, right in pairwise(line.words):
        if right.x0 - left.x1 >= _LEAST_GAP * max(left.size, right.size):
            yield left, right


def _zone(run: Sequence[Line], x: float) -> Zone | None:
    """Return the zone of lines that no word crosses at `x`, when they are two columns of text."""
    split = [
        ([word for word in line.words if word.x0 < x], [word for word in line.words if word.x0 > x]) for line in run
    ]
    both = [(line_of(left), line_of(right)) for left, right in split if left and right]
    if not both:
        return None
    are_items = all(_ITEM.match(line.text) for line in both[0])
    size = max(word.size for left, right in both for word in (left.words[-1], right.words[0]))
    columns = [[line_of(words) for words in side if words] for side in zip(*split, strict=True)]
    gap = min(line.x0 for line in columns[1]) - max(line.x1 for line in columns[0])
    widths = [max(line.x1 for line in column) - min(line.x0 for line in column) for column in columns]
    is_text = all(_is_text([pair[side] for pair in both], columns[side], size) for side in (0, 1))
    is_prose = len(both) >= _LEAST_LINES and is_text
    if gap < _LEAST_GAP * size or sum(widths) > _MOST_UNEVEN * min(widths) or not (are_items or is_prose):
        return None
    return Zone(both[0][0].top, max(line.bottom for line in run), x)


def _is_text(beside: Sequence[Line], column: Sequence[Line], size: float) -> bool:
    """Whether the lines of one side are a column of text: begun below each other, of words, and not of values."""
    starts = sorted(line.x0 for line in column)
    near = [right - left <= _ALIGNED * size for left, right in pairwise(starts)]
    aligned = sum(before or after for before, after in zip([False, *near], [*near, False], strict=True))
    worded = sum(any(sum(map(str.isalpha, word.text)) > 1 for word in line.words) for line in column)
    valued = sum(line.words[0].text[:1].isdigit() and len(line.words) <= _WORDS_A_LINE for line in column)
    words = sum(len(line.words) for line in beside)
    return 2 * aligned > len(column) and 2 * worded > len(column) > 2 * valued and words >= _WORDS_A_LINE * len(beside)
