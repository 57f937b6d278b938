"""Dutch calendar expressions: years, months, parts of years, and spans of them.

Here: one printed text -> months or a `Period`. Not here: which period a table or sentence means when none is printed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import get_month_names

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.records import Period

YEAR = r"(?:19|20)\d\d"
# Abbreviations in use that are no beginning of the month's name.
_IRREGULAR = {"mrt": 3, "maa": 3}
_SHORTEST = 3
_QUARTER = (
    r"(?:(?:q|t|k|kw|kwartaal|trimester)\.?\s?([1-4])"
    r"|([1-4]|eerste|tweede|derde|vierde)(?:e|ste|de)?\s+(?:kwartaal|trimester))"
)
_HALF = r"(?:(?:s|h)\.?([12])|([12]|eerste|tweede)(?:e|ste|de)?\s+(?:semester|helft(?:\s+van)?|jaarhelft))"
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_UNTIL = r"(?:t\.?\s?e\.?\s?m\.?|t/m|tot\s+en\s+met|tot|-)"


@cache
def month_words() -> dict[str, int]:
    """Return every spelling of a month in Dutch, folded and without a dot, with its number."""
    words = dict(_IRREGULAR)
    for style in ("wide", "abbreviated"):
        for number, name in get_month_names(style, locale="nl_BE").items():
            words[fold(name).rstrip(".")] = number
    for number, name in get_month_names("wide", locale="nl_BE").items():
        words.update({name[:length]: number for length in range(_SHORTEST, len(name))})
    return words


@cache
def month_pattern() -> str:
    """Return a regular expression for any month in folded text, longest spelling first, with its optional dot."""
    return "(?:" + "|".join(sorted(month_words(), key=len, reverse=True)) + r")\b\.?"


def parse_month(text: str) -> int | None:
    """Read a month that stands alone ('Januari', 'mrt', 'Sept.'); None for anything else."""
    return month_words().get(fold(text).rstrip(" .:"))


def parse_part(text: str) -> tuple[int, int] | None:
    """Read a quarter or half of a year that names no year ('T1', '2e kwartaal'): its first and last month."""
    plain = fold(text).strip(" .:;()")
    if match := re.fullmatch(_QUARTER, plain):
        number = _ordinal(match, 1, 2)
        return 3 * number - 2, 3 * number
    if match := re.fullmatch(_HALF, plain):
        number = _ordinal(match, 1, 2)
        return 6 * number - 5, 6 * number
    return None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that prints a period, with its place in the text."""

    start: int
    end: int
    period: Period


def year_period(year: int) -> Period:
    """Return the whole calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_period(year: int, month: int) -> Period:
    """Return one calendar month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def is_year(period: Period) -> bool:
    """Whether `period` is one whole calendar year."""
    return period == year_period(period.start.year)


def is_month(period: Period) -> bool:
    """Whether `period` is one whole calendar month."""
    return period == month_period(period.start.year, period.start.month)


def hull(periods: list[Period]) -> Period:
    """Return the shortest period that covers all of `periods` (at least one)."""
    return Period(min(p.start for p in periods), max(p.end for p in periods))


def parse_period(text: str) -> Period | None:
    """Read a label that is a period and nothing else; None for anything else, months without a year included."""
    plain = fold(text).strip(" .:;")
    found = find_periods(plain)
    if len(found) == 1:
        rest = plain[: found[0].start] + plain[found[0].end :]
        if not re.sub(r"\b(jaar|het|in|werkjaar|kalenderjaar|periode|voor|cijfers)\b", "", rest).strip(" .:;()*"):
            return found[0].period
    return None


def find_periods(text: str) -> list[Span]:
    """Return the periods that a folded text prints, left to right and not overlapping; the longest reading wins.

    Two-digit years count only right after a month ('jan 22', "jan. '22"). Exact days ('30 januari 2023') are dates, not
    periods, except as the end of one ('tot 15 december 2020').
    """
    spans: list[Span] = []
    position = 0
    patterns = _period_patterns()
    while position < len(text):
        best: Span | None = None
        for pattern, reader in patterns:
            match = pattern.match(text, position)
            if match and (best is None or match.end() > best.end) and (period := reader(match)):
                best = Span(match.start(), match.end(), period)
        if best:
            spans.append(best)
            position = best.end
        else:
            position = _next_start(text, position)
    return spans


def _next_start(text: str, position: int) -> int:
    """Return where the next word starts, so that no pattern begins in the middle of one."""
    match = re.compile(r"\w+|\W").match(text, position)
    return match.end() if match else len(text)


def _ordinal(match: re.Match[str], *groups: int) -> int:
    text = next(match[g] for g in groups if match[g])
    return _ORDINALS.get(text) or int(text)


def span_of_months(year: int, first: int, last: int) -> Period | None:
    """Return the months of a year from `first` to `last`, None when they are in the wrong order."""
    if first > last:
        return None
    return Period(month_period(year, first).start, month_period(year, last).end)


def _month_number(text: str) -> int:
    return month_words()[text.rstrip(". ")]


def _year_until_month(match: re.Match[str]) -> Period | None:
    return span_of_months(int(match[1]), 1, _month_number(match[2]))


def _year_months(match: re.Match[str]) -> Period | None:
    return span_of_months(int(match[1]), _month_number(match[2]), _month_number(match[3]))


def _months_year(match: re.Match[str]) -> Period | None:
    return span_of_months(int(match[3]), _month_number(match[1]), _month_number(match[2]))


def _until_day(match: re.Match[str]) -> Period | None:
    year, month, day = int(match[3]), _month_number(match[2]), int(match[1])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Period(date(year, 1, 1), date(year, month, day))


def _year_until_day(match: re.Match[str]) -> Period | None:
    year, month, day = int(match[1]), _month_number(match[3]), int(match[2])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Period(date(year, 1, 1), date(year, month, day))


def _school_year(match: re.Match[str]) -> Period | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    return Period(date(first, 9, 1), date(last, 8, 31)) if last == first + 1 else None


def _month_year(match: re.Match[str]) -> Period | None:
    year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
    return month_period(year, _month_number(match[1]))


def _numeric_month(match: re.Match[str]) -> Period | None:
    return month_period(int(match[2]), int(match[1]))


def _numeric_month_first_year(match: re.Match[str]) -> Period | None:
    return month_period(int(match[1]), int(match[2]))


def _quarter(match: re.Match[str]) -> Period | None:
    number = _ordinal(match, 1, 2)
    return span_of_months(int(match[3]), 3 * number - 2, 3 * number)


def _quarter_after(match: re.Match[str]) -> Period | None:
    number = _ordinal(match, 2, 3)
    return span_of_months(int(match[1]), 3 * number - 2, 3 * number)


def _half(match: re.Match[str]) -> Period | None:
    number = _ordinal(match, 1, 2)
    return span_of_months(int(match[3]), 6 * number - 5, 6 * number)


def _years(match: re.Match[str]) -> Period | None:
    first, last = int(match[1]), int(match[2])
    return Period(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _year(match: re.Match[str]) -> Period | None:
    return year_period(int(match[1]))


@cache
def _period_patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...]:
    month, year = month_pattern(), f"({YEAR})"
    joint = r"[\s(,:-]*"
    entries = [
        (rf"{year}{joint}{_UNTIL}\s*({month})\s*(?:{YEAR})?\s*\)?", _year_until_month),
        (rf"{year}{joint}({month})\s*{_UNTIL}\s*({month})\s*\)?", _year_months),
        (rf"(?:van\s+)?({month})\s*{_UNTIL}\s*({month})\s*{year}", _months_year),
        (rf"{_UNTIL}\s*(\d{{1,2}})\s+({month})\s*{year}", _until_day),
        (rf"{year}{joint}{_UNTIL}\s*(\d{{1,2}})\s+({month})\s*(?:{YEAR})?\s*\)?", _year_until_day),
        (rf"(?:schooljaar|werkjaar|academiejaar)\s*{year}\s*[-/]\s*(\d{{4}}|\d\d)\b", _school_year),
        (rf"({month})\s*(?:van\s+)?[-/']?\s*({YEAR})(?!\d)", _month_year),
        (rf"({month})\s*[-/']\s*(\d\d)(?!\d)", _month_year),
        (rf"(0?[1-9]|1[0-2])[/-]{year}(?!\d)", _numeric_month),
        (rf"{year}-(0[1-9]|1[0-2])(?![\d-])", _numeric_month_first_year),
        (rf"{_QUARTER}\s*[-/(]?\s*(?:van\s+)?{year}\)?", _quarter),
        (rf"{year}\s*[-/ ]?{_QUARTER}(?!\d)", _quarter_after),
        (rf"{_HALF}\s*(?:van\s+)?{year}", _half),
        (rf"{year}\s*(?:-|t\.?\s?e\.?\s?m\.?|t/m|tot\s+en\s+met)\s*{year}(?!\d)", _years),
        (rf"{year}(?!\d|[.,]\d)", _year),
    ]
    return tuple((re.compile(rf"(?<![\w]){pattern}"), reader) for pattern, reader in entries)
