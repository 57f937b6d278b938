"""A finding: what came of evaluating one rule once, and how it is put in words.

Here: the record, and the small texts that messages share. Not here: rules, or frames.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.quality.evidence import PERIODS
from nupraat_pipeline.reading.calendar import is_month, is_year

if TYPE_CHECKING:
    from nupraat_pipeline.quality.evidence import Observed
    from nupraat_pipeline.reading.records import Period


class Finding(Struct, frozen=True, kw_only=True):
    """One evaluation of a rule; the rule's name and severity are added where the rules are listed.

    `stated` is what is printed, `computed` what it should be by the other figures.
    """

    passed: bool
    document_id: str
    message: str
    other_document_id: str | None = None
    indicator: str | None = None
    period: Period | None = None
    category: str | None = None
    stated: float | None = None
    computed: float | None = None
    parts_used: int | None = None
    parts_missing: int | None = None
    page: int | None = None

    @property
    def difference(self) -> float | None:
        """`stated` - `computed`, None without either."""
        return None if self.stated is None or self.computed is None else self.stated - self.computed


def number(value: float | None) -> str:
    """Return a value as messages print it: '2608', '40.5', 'no value'."""
    if value is None:
        return "no value"
    return f"{value:.4f}".rstrip("0").rstrip(".")


@lru_cache(PERIODS)
def days(period: Period) -> str:
    """Return a period in words: '2022', 'July 2022', '2020-01-01 to 2020-11-30'."""
    if is_year(period):
        return str(period.start.year)
    if is_month(period):
        return f"{period.start:%B %Y}"
    return f"{period.start} to {period.end}"


def subject(row: Observed) -> str:
    """Return what an observation is about: 'caller_age_share 12-14 in 2022'."""
    category = f" {row.category}" if row.category else ""
    return f"{row.indicator}{category} in {days(row.period)}"


def where(row: Observed) -> str:
    """Return where an observation stands: "the table on page 4 ('33%')"."""
    place = "the table" if row.source == "table" else "the text"
    return f"{place} on page {row.page} ({row.printed_text!r})"
