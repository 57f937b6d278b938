"""The words of the catalogue as patterns in a folded text.

Here: what a word of `catalogue.yaml` finds. Not here: which words there are, and what they mean (`catalogue`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def has_word(word: str, plain: str) -> bool:
    """Whether a text has a word that begins as this pattern says."""
    return letters_in_all(word) in plain and beginning(word).search(plain) is not None


def spans_of(word: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has a word that begins as this pattern says, to its end, without what any word may fill."""
    if letters_in_all(word) not in plain:
        return
    has_gap = _GAP.search(word) is not None
    for match in (_with_gaps if has_gap else beginning)(word).finditer(plain):
        rest = re.compile(r"[\w-]*").match(plain, match.end())
        gaps = match.regs[1:] if has_gap else ()
        edges = [match.start(), *(edge for gap in gaps if gap[0] < gap[1] for edge in gap)]
        edges.append(rest.end() if rest else match.end())
        yield from zip(edges[::2], edges[1::2], strict=True)


# '(\w+ ){0,2}' in 'aantal (\w+ ){0,2}gesprek': any words.
_GAP = re.compile(r"(\((?:\\w\+e?|\[a-z\]\+|\[\\w\.-?\]\+) \)(?:\?|\{\d,\d+\}\??)|\[\^\.;\]\{\d,\d+\})")


@cache
def _with_gaps(word: str) -> re.Pattern[str]:
    """Return the pattern of words with a group for each part of it that any words may fill, and no other group."""
    parts = [re.sub(r"(?<!\\)\((?!\?)", "(?:", part) for part in _GAP.split(word)]
    parts[1::2] = [f"({part})" for part in parts[1::2]]
    return re.compile(rf"(?<!\w)(?:{''.join(parts)})")


@cache
def beginning(word: str) -> re.Pattern[str]:
    """Return the pattern of words that begin so; raises `re.error` for what is no regular expression."""
    return re.compile(rf"(?<!\w)(?:{word})")


@cache
def letters_in_all(pattern: str) -> str:
    """Return the longest run of plain letters that every match of a regular expression holds; '' when unsure.

    To look for these letters costs a tenth of a search for the pattern, and most words are in no given text.
    """
    bare, before = pattern, ""
    while bare != before:
        bare, before = re.sub(r"\([^()]*\)(?:[?*+]|\{[\d,]*\})?", "\n", bare), bare
    if set("|()") & set(bare):
        return ""
    loose = r"(?:\\.|\[[^]]*\]|.)(?:[?*]|\{[\d,]*\})|\\.|\[[^]]*\]|[^\w '-]"
    return max(re.sub(loose, "\n", bare).split("\n"), key=len)


def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of these words as they are, whole."""
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
