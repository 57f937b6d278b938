"""Rules typed with characters: rows of hyphens, underscores or equals signs, as typewriters and terminals draw them.

Here: taking them out of a page's words and in among its borders. Not here: dots that lead to a number (`segments`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.reading.layout.geometry import Rule, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.layout.geometry import Page, Word

_STROKES = frozenset("-_=\u2013\u2014\u2500\u2550")
# So many of them in a row are a rule.
FEWEST = 5


def with_typed_rules(page: Page, words: Sequence[Word]) -> tuple[Page, list[Word]]:
    """Return a page with the rules that are typed on lines of their own among its own, and the other words.

    Strokes beside a text are a place to write on.
    """
    if not any(_is_stroke(word) for word in words):
        return page, list(words)
    typed = [word for line in lines_of(words) if all(map(_is_stroke, line.words)) for word in line.words]
    rules = tuple(_rule(word) for word in typed)
    taken = frozenset(typed)
    return replace(page, rules=(*page.rules, *rules)), [word for word in words if word not in taken]


def _is_stroke(word: Word) -> bool:
    text = word.text
    return len(text) >= FEWEST and text[0] in _STROKES and text == text[0] * len(text)


def _rule(word: Word) -> Rule:
    middle = (word.top + word.bottom) / 2
    return Rule(word.x0, middle, word.x1, middle)
