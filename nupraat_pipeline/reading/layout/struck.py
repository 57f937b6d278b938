"""Words that a line is drawn through, or that an annotation strikes out: whoever wrote the page took them back.

Here: which words those are. Not here: drawn borders, which no text stands on (`grids`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.reading.layout.geometry import Rule, Word

# The line runs this near to the middle of its words, in units of their height; above and below are other lines' places.
MIDDLE = 0.22
# It goes no further than its words, in units of their size: a border goes on to the next.
BEYOND = 0.2
# It runs through this much of a word at least; a border that touches one does not.
LEAST = 0.3


def struck_out(words: Sequence[Word], rules: Iterable[Rule]) -> dict[Word, Rule]:
    """Return the upright words that a line is drawn through, in whole or in part, with that line."""
    upright = sorted((word for word in words if word.turn == 0), key=_middle)
    middles = [_middle(word) for word in upright]
    reach = MIDDLE * max((word.bottom - word.top for word in upright), default=0.0)
    struck: dict[Word, Rule] = {}
    for rule in rules:
        if not rule.horizontal:
            continue
        y = _middle(rule)
        near = upright[bisect_left(middles, y - reach) : bisect_right(middles, y + reach)]
        through = [word for word in near if _runs_through(rule, word)]
        if through and _ends_with(rule, through):
            struck |= dict.fromkeys(through, rule)
    return struck


def struck_by_annotation(words: Iterable[Word], areas: Sequence[Rule]) -> dict[Word, Rule]:
    """Return the words that an annotation strikes out, in whole or in part; `areas` are the places it names."""
    return {word: area for word in words for area in areas if _lies_on(area, word)}


def _lies_on(area: Rule, word: Word) -> bool:
    is_level = area.top < _middle(word) < area.bottom
    return is_level and min(area.x1, word.x1) - max(area.x0, word.x0) >= LEAST * word.size


def _middle(area: Word | Rule) -> float:
    return (area.top + area.bottom) / 2


def _runs_through(rule: Rule, word: Word) -> bool:
    is_in_the_middle = abs(_middle(rule) - _middle(word)) <= MIDDLE * (word.bottom - word.top)
    return is_in_the_middle and min(rule.x1, word.x1) - max(rule.x0, word.x0) >= LEAST * word.size


def _ends_with(rule: Rule, words: Sequence[Word]) -> bool:
    beyond = BEYOND * max(word.size for word in words)
    return min(word.x0 for word in words) - beyond <= rule.x0 and rule.x1 <= max(word.x1 for word in words) + beyond
