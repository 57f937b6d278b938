"""From drafts to figures: what only the whole answer can tell.

Here: the period of a figure whose table or sentence prints none, how far an unfinished year reaches, the meaning of
signs, and the role of a value. Not here: reading tables and sentences (`recognition`, `statements`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.periods import is_month, is_year, month_period, year_period
from nupraat_pipeline.reading.records import Box, Doubt, Figure, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nupraat_pipeline.reading.drafts import Draft
    from nupraat_pipeline.reading.footnotes import Footnotes


@dataclass(frozen=True, slots=True)
class _Dated:
    """A draft whose period is known."""

    draft: Draft
    period: Period


def resolve(
    drafts: Sequence[Draft],
    question_date: date,
    footnotes: Footnotes,
    box_of: Callable[[Draft], Box],
) -> tuple[tuple[Figure, ...], tuple[Doubt, ...]]:
    """Finish all drafts of an answer; one whose period nothing tells becomes a doubt instead of a figure."""
    answer_year = _answer_year(drafts, question_date)
    dated: list[_Dated] = []
    doubts: list[Doubt] = []
    for draft in drafts:
        found = _dated(draft, answer_year)
        if found:
            dated.append(found)
        else:
            doubts.append(_undated(draft, box_of(draft)))
    last_months = _last_months(dated)
    figures = [_figure(_cut_short(each, question_date, last_months), footnotes, box_of(each.draft)) for each in dated]
    return tuple(figures), tuple(doubts)


def _answer_year(drafts: Sequence[Draft], question_date: date) -> int | None:
    """Return the year that the answer is about: the latest that it prints figures for, up to the question's date."""
    years = [d.period.end.year for d in drafts if d.period and d.period.start <= question_date and not d.base_period]
    return max(years, default=None)


def _dated(draft: Draft, answer_year: int | None) -> _Dated | None:
    """Give a draft its period: printed, or the year named earlier under its item, or the year of the answer."""
    if draft.period is not None:
        period = draft.period
    else:
        base = draft.base_period
        named = {each for each in draft.item_periods if base is None or each.start > base.end}
        if len(named) == 1:
            draft, period = replace(draft, basis="item"), named.pop()
        elif answer_year is not None and (base is None or answer_year > base.end.year):
            draft, period = replace(draft, basis="answer"), year_period(answer_year)
        else:
            return None
    if draft.month is not None:
        within = _month_within(period, draft.month)
        if within is None:
            return None
        period = within
    if draft.base_is_year_before:
        draft = replace(draft, base_period=_year_earlier(period))
    return _Dated(draft, period)


def _month_within(period: Period, month: int) -> Period | None:
    """Return the month of that number in a period; in a part of a year, the month of that year."""
    years = range(period.start.year, period.end.year + 1)
    months = [month_period(year, month) for year in years]
    inside = [each for each in months if period.start <= each.start and each.end <= period.end]
    if len(inside) == 1:
        return inside[0]
    return months[0] if len(months) == 1 else None


def _year_earlier(period: Period) -> Period:
    if is_month(period):
        return month_period(period.start.year - 1, period.start.month)
    if is_year(period):
        return year_period(period.start.year - 1)
    start, end = period.start, period.end
    last = month_period(end.year - 1, end.month).end.day
    return Period(
        date(start.year - 1, start.month, min(start.day, 28)), date(end.year - 1, end.month, min(end.day, last))
    )


def _last_months(dated: Sequence[_Dated]) -> dict[tuple[str | None, int], set[int]]:
    """Return, by indicator and year (and for any indicator under None), the months that have a value."""
    months: dict[tuple[str | None, int], set[int]] = defaultdict(set)
    for each in dated:
        value = each.draft.value
        if is_month(each.period) and (value.number is not None or value.upper is not None):
            for name in (each.draft.indicator, None):
                months[name, each.period.start.year].add(each.period.start.month)
    return months


def _cut_short(each: _Dated, question_date: date, months: dict[tuple[str | None, int], set[int]]) -> _Dated:
    """End a year that was not over on the question's date with the last month that has a value."""
    year = each.period.end.year
    if not is_year(each.period) or each.period.end < question_date:
        return each
    printed = months.get((each.draft.indicator, year)) or months.get((None, year))
    if not printed or len(printed) == 12:
        return each
    return replace(each, period=Period(each.period.start, month_period(year, max(printed)).end))


def _figure(dated: _Dated, footnotes: Footnotes, box: Box) -> Figure:
    draft, value = dated.draft, dated.draft.value
    standing = footnotes.standing(value, draft.mark, draft.position)
    is_provisional = draft.is_provisional and value.number is not None and standing.status == "A"
    is_part = draft.category is not None or is_month(dated.period) or draft.is_series
    return Figure(
        indicator=draft.indicator,
        period=dated.period,
        period_basis=draft.basis,
        category=draft.category,
        category_label=draft.category_label,
        role="part" if is_part else "total",
        value=value.number,
        unit=draft.unit,
        source=draft.source,
        printed_text=draft.printed_text,
        box=box,
        base_period=draft.base_period,
        lower_bound=value.lower,
        upper_bound=value.upper,
        obs_status="P" if is_provisional else standing.status,
        missing_reason=standing.reason,
        is_approximate=draft.is_approximate or value.is_approximate,
        cell=draft.cell,
        statement_number=draft.statement,
    )


def _undated(draft: Draft, box: Box) -> Doubt:
    return Doubt(
        "unaccounted_number",
        f"{draft.printed_text!r} on page {box.page} reads as {draft.indicator}, but neither its table or sentence nor "
        "anything before it names its period. Look at the page; no value was taken.",
        page=box.page,
        indicator=draft.indicator,
        category=draft.category,
    )
