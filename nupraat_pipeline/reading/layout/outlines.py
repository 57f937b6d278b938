"""Letters that are drawn as shapes: who converts text to curves prints it, and leaves no text.

Here: where so many of them stand together that they are text. Not here: which letters they are; nobody knows.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.layout.geometry import Rule, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

# A letter is this high and wide at most, and at least, in units of the text's size.
_LARGEST, _SMALLEST = 2.0, 0.2
# Lines of one text are nearer than this many sizes.
_APART = 3.0
# Fewer shapes are an icon or a logo.
_LEAST = 40


def outlined(shapes: Iterable[Rule], size: float) -> list[Rule]:
    """Return the boxes around texts that are drawn as shapes; `shapes` are the boxes of filled paths with curves."""
    letters = [each for each in shapes if _SMALLEST * size < max(each.x1 - each.x0, each.bottom - each.top)]
    letters = [each for each in letters if max(each.x1 - each.x0, each.bottom - each.top) < _LARGEST * size]
    texts: list[list[Rule]] = []
    for letter in sorted(letters, key=attrgetter("top")):
        if not texts or letter.top - texts[-1][-1].top > _APART * size:
            texts.append([])
        texts[-1].append(letter)
    return [Rule(*bounds(text)) for text in texts if len(text) >= _LEAST]
