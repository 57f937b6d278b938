"""Periods as Dutch prints them: years, months of a year, parts of years, and spans of them.

Here: one printed text -> `Period`. Not here: months and parts of a year without the year (`months`, `parts`), or which
period a table or sentence means when none is printed (`resolution`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import month_period, school_year, span_of_months, year_period
from nupraat_pipeline.reading.records import Period
from nupraat_pipeline.reading.words.months import month_number, month_pattern
from nupraat_pipeline.reading.words.parts import (
    COUNT,
    HALF,
    OUTER_MONTH,
    QUARTER,
    UNTIL,
    Part,
    first_months,
    from_to,
    half,
    last_months,
    next_start,
    outer_month,
    quarter,
    until,
)
from nupraat_pipeline.reading.words.phrases import UP_TO

YEAR = r"(?:19|20)\d\d"
_SCHOOL_YEARS = r"(?:school|werk|academie)ja(?:ar|ren)"
BETWEEN = rf"(?:{UP_TO}|tot|en|-)"
_DIGIT = re.compile(r"\d")


class Span(Struct, frozen=True):
    """A stretch of text that prints a period, with its place in the text."""

    start: int
    end: int
    period: Period


def names_several_times(text: str) -> bool:
    """Whether a label names two periods, each for itself."""
    return len({span.period for span in find_periods(fold(text))}) > 1


def names_school_year(text: str) -> bool:
    """Whether a folded text says that the years it speaks of run from September to August."""
    return re.search(rf"\b{_SCHOOL_YEARS}", text) is not None


def parse_period(text: str) -> Period | None:
    """Read a label that is a period and nothing else; None for anything else, months without a year included."""
    plain = fold(text).strip(" .:;")
    found = find_periods(plain)
    if len(found) == 1:
        rest = plain[: found[0].start] + plain[found[0].end :]
        if not re.sub(r"\b(jaar|het|in|werkjaar|kalenderjaar|periode|voor|cijfers)\b", "", rest).strip(" .:;()*"):
            return found[0].period
    return None


@lru_cache(maxsize=2048)
def find_periods(text: str) -> tuple[Span, ...]:
    """Return the periods that a folded text prints, left to right and not overlapping; the longest reading wins.

    Two-digit years count only after a month, with a sign between them ('jan-22', "jan. '22"). Exact days ('30 januari
    2023') are dates, not periods, except as the end of one ('tot 15 december 2020').
    """
    spans: list[Span] = []
    position = 0 if _DIGIT.search(text) else len(text)
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
            position = next_start(text, position)
    return tuple(spans)


def _until_day(day: str, month: str, year: str) -> Period | None:
    end = _day(day, month, year)
    return Period(date(int(year), 1, 1), end) if end else None


def _day_to_day(match: re.Match[str]) -> Period | None:
    """Read 'van 15 maart tot en met 30 juni 2024'; the first day may leave out its month and year."""
    first_day, first_month, first_year, day, month, year = match.groups()
    end = _day(day, month, year)
    start = _day(first_day, first_month or month, first_year or year)
    return Period(start, end) if start and end and start < end else None


def _day(day: str, month: str, year: str) -> date | None:
    within = month_period(int(year), month_number(month))
    return within.start.replace(day=int(day)) if 1 <= int(day) <= within.end.day else None


def _month_to_month(match: re.Match[str]) -> Period | None:
    start = month_period(int(match[2]), month_number(match[1])).start
    end = month_period(int(match[4]), month_number(match[3])).end
    return Period(start, end) if start < end else None


def _school_year(match: re.Match[str]) -> Period | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    return school_year(first) if last == first + 1 else None


def _month_year(match: re.Match[str]) -> Period | None:
    year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
    return month_period(year, month_number(match[1]))


def _years(match: re.Match[str]) -> Period | None:
    first, last = int(match[1]), int(match[2])
    return Period(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _year(match: re.Match[str]) -> Period | None:
    return year_period(int(match[1]))


def _of_year(year: str, part: Part | None) -> Period | None:
    return span_of_months(int(year), *part) if part else None


@cache
def _period_patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...]:
    month, year = month_pattern(), f"({YEAR})"
    joint = r"[\s(,:-]*"
    day = r"(\d{1,2})(?:ste|e|de)?"
    of_year = rf"(?:\s+(?:van|in))?(?:\s+het\s+jaar)?\s*\(?{year}\)?"
    entries: list[tuple[str, Callable[[re.Match[str]], Period | None]]] = [
        (
            rf"(?:van\s+|tussen\s+)?{day}(?:\s+({month})(?:\s*{year})?)?\s*{BETWEEN}\s*{day}\s+({month})\s*{year}",
            _day_to_day,
        ),
        (rf"(?:van\s+|tussen\s+)?({month})\s*{year}\s*{BETWEEN}\s*({month})\s*{year}", _month_to_month),
        (rf"tussen\s+({month})\s+en\s+({month}){of_year}", lambda m: _of_year(m[3], from_to(m[1], m[2]))),
        (rf"(?:{UP_TO}|tot\s+eind)\s+({month})\s*{year}", lambda m: _of_year(m[2], until(m[1]))),
        (rf"eerste\s+{COUNT}\s+maanden{of_year}", lambda m: _of_year(m[2], first_months(m[1]))),
        (rf"laatste\s+{COUNT}\s+maanden{of_year}", lambda m: _of_year(m[2], last_months(m[1]))),
        (rf"{OUTER_MONTH}{of_year}", lambda m: _of_year(m[2], outer_month(m[1]))),
        (rf"{year}{joint}{UNTIL}\s*({month})\s*(?:{YEAR})?\s*\)?", lambda m: _of_year(m[1], until(m[2]))),
        (rf"{year}{joint}({month})\s*{UNTIL}\s*({month})\s*\)?", lambda m: _of_year(m[1], from_to(m[2], m[3]))),
        (rf"(?:van\s+)?({month})\s*{UNTIL}\s*({month}){of_year}", lambda m: _of_year(m[3], from_to(m[1], m[2]))),
        (rf"{UNTIL}\s*(\d{{1,2}})\s+({month})\s*{year}", lambda m: _until_day(m[1], m[2], m[3])),
        (
            rf"{year}{joint}{UNTIL}\s*(\d{{1,2}})\s+({month})\s*(?:{YEAR})?\s*\)?",
            lambda m: _until_day(m[2], m[3], m[1]),
        ),
        (rf"{_SCHOOL_YEARS}\s*{year}\s*[-/]\s*(\d{{4}}|\d\d)\b", _school_year),
        (rf"({month})\s*(?:van\s+)?[-/']?\s*({YEAR})(?!\d)", _month_year),
        (rf"({month})(?:[-/]|\s*')\s?([0-5]\d)(?![\d%])", _month_year),
        (rf"(0?[1-9]|1[0-2])[/-]{year}(?!\d)", lambda m: month_period(int(m[2]), int(m[1]))),
        (rf"{year}-(0[1-9]|1[0-2])(?![\d-])", lambda m: month_period(int(m[1]), int(m[2]))),
        (
            rf"{QUARTER}\s*[-/(,]?\s*(?:(?:van|in)\s+)?(?:het\s+jaar\s+)?{year}\)?",
            lambda m: _of_year(m[3], quarter(m[1] or m[2])),
        ),
        (rf"{year}\s*[-/ (,]?\s*{QUARTER}(?!\w)\)?", lambda m: _of_year(m[1], quarter(m[2] or m[3]))),
        (
            rf"{HALF}\s*[(,]?\s*(?:(?:van|in)\s+)?(?:het\s+jaar\s+)?{year}\)?",
            lambda m: _of_year(m[3], half(m[1] or m[2])),
        ),
        (rf"{year}\s*[-/ (,]?\s*{HALF}(?!\w)\)?", lambda m: _of_year(m[1], half(m[2] or m[3]))),
        (rf"{year}\s*(?:-|{UP_TO})\s*{year}(?!\d)", _years),
        (rf"{year}(?!\d|[.,]\d)", _year),
    ]
    return tuple((re.compile(rf"(?<![\w]){pattern}"), reader) for pattern, reader in entries)
