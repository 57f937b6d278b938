"""Parts of a year that name no year: 'tot en met september', 'juli t.e.m. augustus', 'T1', 'eerste jaarhelft'.

Here: one printed text -> first and last month. Not here: periods that print their year (`periods`), nor which year a
part belongs to (`resolution`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from msgspec import Struct

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.words.months import month_number, month_pattern
from nupraat_pipeline.reading.words.phrases import UP_TO

QUARTER = (
    r"(?:(?:q|t|k|kw|kwartaal|trimester)\.?\s?([1-4])"
    r"|([1-4]|eerste|tweede|derde|vierde|laatste)(?:e|ste|de)?\s+(?:kwartaal|trimester))"
)
HALF = r"(?:(?:s|h)\.?([12])|([12]|eerste|tweede|laatste)(?:e|ste|de)?\s+(?:semester|helft(?:\s+van)?|jaarhelft))"
LAST = "laatste"
OUTER_MONTH = rf"(eerste|{LAST})\s+maand"
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_CARDINALS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
COUNT = rf"(\d{{1,2}}|{'|'.join(_CARDINALS)})"
UNTIL = rf"(?:{UP_TO}|tot|-)"
_UNTIL_WORD = rf"(?:{UP_TO}|tot)(?:\s+eind)?"
_WORD = re.compile(r"\w+|\W")

Part = tuple[int, int]


class PartSpan(Struct, frozen=True):
    """A stretch of text that prints a part of a year, with its place in the text; `part` is its first, last month."""

    start: int
    end: int
    part: Part


def parse_part(text: str) -> Part | None:
    """Read a label that is a part of a year, longer than a month, and nothing else; None for anything else."""
    plain = fold(text).strip(" .:;()")
    if both := re.fullmatch(rf"({month_pattern()})\s*(?:[+/&,]|en)\s*({month_pattern()})", plain):
        part = from_to(both[1], both[2])
        return part if part and part[1] == part[0] + 1 else None
    found = find_parts(plain)
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(plain))
    return found[0].part if whole and single_month(found[0].part) is None else None


@lru_cache(maxsize=2048)
def find_parts(text: str) -> tuple[PartSpan, ...]:
    """Return the parts of a year that a folded text prints, left to right; the longest reading of a place wins."""
    spans: list[PartSpan] = []
    position = 0
    while position < len(text):
        matches = [(match, reader) for pattern, reader in _patterns() if (match := pattern.match(text, position))]
        read = [PartSpan(match.start(), match.end(), part) for match, reader in matches if (part := reader(match))]
        best = max(read, key=lambda span: span.end, default=None)
        if best is not None:
            spans.append(best)
        position = best.end if best else next_start(text, position)
    return tuple(spans)


def single_month(part: Part | None) -> int | None:
    """Return the month that a part of a year is, None when it is longer or there is none."""
    return part[0] if part and part[0] == part[1] else None


def next_start(text: str, position: int) -> int:
    """Return where the next word starts, so that no pattern begins in the middle of one."""
    match = _WORD.match(text, position)
    return match.end() if match else len(text)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Part | None]], ...]:
    month = month_pattern()
    entries: list[tuple[str, Callable[[re.Match[str]], Part | None]]] = [
        (rf"(?:van\s+)?({month})\s*{UNTIL}\s*({month})", lambda match: from_to(match[1], match[2])),
        (rf"tussen\s+({month})\s+en\s+({month})", lambda match: from_to(match[1], match[2])),
        (rf"{_UNTIL_WORD}\s+({month})", lambda match: until(match[1])),
        (rf"eerste\s+{COUNT}\s+maanden", lambda match: first_months(match[1])),
        (rf"laatste\s+{COUNT}\s+maanden", lambda match: last_months(match[1])),
        (OUTER_MONTH, lambda match: outer_month(match[1])),
        (QUARTER, lambda match: quarter(match[1] or match[2])),
        (HALF, lambda match: half(match[1] or match[2])),
        (rf"({month})", lambda match: from_to(match[1], match[1])),
    ]
    return tuple((re.compile(rf"(?<!\w){pattern}(?!\w)"), reader) for pattern, reader in entries)


# What the groups of these patterns mean, for patterns with a year as well


def from_to(first: str, last: str) -> Part | None:
    """Read two names of months, which `month_pattern` matched; None in the wrong order."""
    return _ordered(month_number(first), month_number(last))


def until(month: str) -> Part | None:
    """Read the last month of a part that begins with the year."""
    return _ordered(1, month_number(month))


def first_months(count: str) -> Part | None:
    """Read how many months from the first on: '2', 'negen'."""
    return _ordered(1, _number(count))


def last_months(count: str) -> Part | None:
    """Read how many months up to the last: '2', 'negen'."""
    return _ordered(13 - _number(count), 12)


def outer_month(text: str) -> Part:
    """Read which month of a year is meant: the 'eerste' or the 'laatste'."""
    return (12, 12) if text == LAST else (1, 1)


def quarter(text: str) -> Part:
    """Read which quarter of a year is meant: '2', 'tweede', 'laatste'."""
    number = 4 if text == LAST else _number(text)
    return 3 * number - 2, 3 * number


def half(text: str) -> Part:
    """Read which half of a year is meant: '2', 'tweede', 'laatste'."""
    number = 2 if text == LAST else _number(text)
    return 6 * number - 5, 6 * number


def _number(text: str) -> int:
    """Read a small number, in digits or in words: '2', 'tweede', 'negen'."""
    if text in _ORDINALS:
        return _ORDINALS.index(text) + 1
    return _CARDINALS.index(text) + 1 if text in _CARDINALS else int(text)


def _ordered(first: int, last: int) -> Part | None:
    return (first, last) if 1 <= first <= last <= 12 else None
