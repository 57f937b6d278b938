"""Periods of the calendar: years, months, spans of months, and whether a period is one.

Here: what follows from the days of a period alone. Not here: how periods are printed (`words.periods`), or which one a
figure is of (`resolution`).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.records import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# The same few hundred periods are asked for in thousands of answers.
_remembered = lru_cache(maxsize=10_000)


@_remembered
def year_period(year: int) -> Period:
    """Return the whole calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


@_remembered
def month_period(year: int, month: int) -> Period:
    """Return one calendar month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def span_of_months(year: int, first: int, last: int) -> Period | None:
    """Return the months of a year from `first` to `last`, None when they are in the wrong order."""
    if first > last:
        return None
    return Period(month_period(year, first).start, month_period(year, last).end)


def spans_within(period: Period, months: int = 1) -> Iterator[Period]:
    """Yield the spans of so many calendar months that a period touches, counted from its first month."""
    start = period.start.replace(day=1)
    while start <= period.end:
        years, month = divmod(start.month - 1 + months, 12)
        following = date(start.year + years, month + 1, 1)
        yield Period(start, following - timedelta(days=1))
        start = following


def school_year(first: int) -> Period:
    """Return the school year that begins in `first`."""
    return Period(date(first, 9, 1), date(first + 1, 8, 31))


def hull(periods: Collection[Period]) -> Period:
    """Return the shortest period that covers all of `periods` (at least one)."""
    return Period(min(p.start for p in periods), max(p.end for p in periods))


def is_year(period: Period) -> bool:
    """Whether `period` is one whole calendar year."""
    return period == year_period(period.start.year)


def is_month(period: Period) -> bool:
    """Whether `period` is one whole calendar month."""
    return period == month_period(period.start.year, period.start.month)


def may_be_school_year(period: Period) -> bool:
    """Whether `period` is two calendar years, as which '2021-2022' reads, though it may be one school year."""
    return period == Period(year_period(period.start.year).start, year_period(period.start.year + 1).end)
