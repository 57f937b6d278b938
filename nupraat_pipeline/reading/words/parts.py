"""Parts of a year that name no year: 'tot en met september', 'juli t.e.m. augustus', 'T1', 'eerste jaarhelft'.

Here: one printed text -> first and last month. Not here: periods that print their year (`periods`), nor which year a
part belongs to (`resolution`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.words.periods import (
    COUNT,
    HALF,
    OUTER_MONTH,
    QUARTER,
    UNTIL,
    count_of,
    half_of,
    month_number,
    month_pattern,
    next_start,
    outer_month,
    quarter_of,
)
from nupraat_pipeline.reading.words.phrases import UP_TO

_UNTIL_WORD = rf"(?:{UP_TO}|tot)(?:\s+eind)?"

Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PartSpan:
    """A stretch of text that prints a part of a year, with its place in the text; `part` is its first, last month."""

    start: int
    end: int
    part: Part


def parse_part(text: str) -> Part | None:
    """Read a label that is a part of a year, longer than a month, and nothing else; None for anything else."""
    plain = fold(text).strip(" .:;()")
    if both := re.fullmatch(rf"({month_pattern()})\s*(?:[+/&,]|en)\s*({month_pattern()})", plain):
        part = _from_to(both)
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


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Part | None]], ...]:
    month = month_pattern()
    entries: list[tuple[str, Callable[[re.Match[str]], Part | None]]] = [
        (rf"(?:van\s+)?({month})\s*{UNTIL}\s*({month})", _from_to),
        (rf"tussen\s+({month})\s+en\s+({month})", _from_to),
        (rf"{_UNTIL_WORD}\s+({month})", lambda match: _ordered(1, month_number(match[1]))),
        (rf"eerste\s+{COUNT}\s+maanden", lambda match: _ordered(1, count_of(match[1]))),
        (rf"laatste\s+{COUNT}\s+maanden", lambda match: _ordered(13 - count_of(match[1]), 12)),
        (OUTER_MONTH, lambda match: (outer_month(match[1]), outer_month(match[1]))),
        (QUARTER, _quarter),
        (HALF, _half),
        (rf"({month})", lambda match: (month_number(match[1]), month_number(match[1]))),
    ]
    return tuple((re.compile(rf"(?<!\w){pattern}(?!\w)"), reader) for pattern, reader in entries)


def _from_to(match: re.Match[str]) -> Part | None:
    return _ordered(month_number(match[1]), month_number(match[2]))


def _quarter(match: re.Match[str]) -> Part | None:
    number = quarter_of(match[1] or match[2])
    return 3 * number - 2, 3 * number


def _half(match: re.Match[str]) -> Part | None:
    number = half_of(match[1] or match[2])
    return 6 * number - 5, 6 * number


def _ordered(first: int, last: int) -> Part | None:
    return (first, last) if 1 <= first <= last <= 12 else None
