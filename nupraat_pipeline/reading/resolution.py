"""From drafts to figures: what only the whole answer can tell.

Here: the period of a figure whose table or sentence prints none, how far an unfinished year reaches, the meaning of
signs, and the role of a value. Not here: reading tables and sentences (`recognition`, `statements`).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.asked import Asked
from nupraat_pipeline.reading.calendar import is_month, is_year, month_period, span_of_months, year_period
from nupraat_pipeline.reading.records import Box, Doubt, Figure, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nupraat_pipeline.reading.drafts import Draft
    from nupraat_pipeline.reading.footnotes import Footnotes

# Answers are given some weeks after the question, and may hold figures up to then.
_ANSWERED_WITHIN = timedelta(days=92)

NOT_KNOWN = Asked()

_UNTOLD = "neither its table or sentence nor anything before it names its period"
_SEVERAL = "it is of a part of a year, and its item names several years"
_OF_ANOTHER_TIME = "its item of the question asks about another time than the answer as a whole"
_NOT_ASKED = "{} is the only year that its item names, which the question does not ask about"


class _Dated(Struct, frozen=True):
    """A draft whose period is known."""

    draft: Draft
    period: Period


def resolve(
    drafts: Sequence[Draft],
    question_date: date,
    footnotes: Footnotes,
    box_of: Callable[[Draft], Box],
    asked: Asked = NOT_KNOWN,
) -> tuple[tuple[Figure, ...], tuple[Doubt, ...]]:
    """Finish all drafts of an answer; one whose period nothing tells becomes a doubt instead of a figure.

    `asked` are the years that the question asks about.
    """
    answer_year = _answer_year(drafts, question_date, asked)
    dated: list[_Dated] = []
    doubts: list[Doubt] = []
    for draft in drafts:
        found = _dated(draft, answer_year)
        if found is None:
            doubts.append(_undated(draft, box_of(draft), _why_undated(draft)))
        elif found.draft.basis == "item" and not asked.covers(found.period):
            doubts.append(_undated(draft, box_of(draft), _NOT_ASKED.format(found.period.end.year)))
        else:
            dated.append(found)
    last_months = _last_months(dated)
    early = [each for each in dated if _is_early(each, question_date, last_months)]
    doubts.extend(_still_to_come(each, question_date, box_of(each.draft)) for each in early)
    dated = [each for each in dated if each not in early]
    figures = [_figure(_cut_short(each, question_date, last_months), footnotes, box_of(each.draft)) for each in dated]
    return tuple(figures), tuple(doubts)


def _answer_year(drafts: Sequence[Draft], question_date: date, asked: Asked) -> int | None:
    """Return the year that the answer is about: the latest that it prints figures for, up to the question's date.

    Without one, the latest that was asked about and is over; None when a later one was asked about than is printed, or
    only parts of years were.
    """
    if asked.is_of_parts:
        return None
    own = [draft for draft in drafts if draft.period and not (draft.base_period or draft.is_compared)]
    printed = max((d.period.end.year for d in own if d.period and d.period.start <= question_date), default=None)
    latest = max((year for year in asked.years if year < question_date.year), default=None)
    if printed is None or latest is None:
        return printed or latest
    return printed if printed >= latest else None


def _is_of_several_years(draft: Draft) -> bool:
    """Whether a month has no year where its item names several: in a table too it may be of any of these."""
    return draft.period is None and draft.part is not None and len(_named_under_item(draft)) > 1


def _named_under_item(draft: Draft) -> set[Period]:
    """Return the periods named earlier under a draft's item; for growth, those after the one it is measured from."""
    base = draft.base_period
    return {each for each in draft.item_periods if base is None or each.start > base.end}


def _dated(draft: Draft, answer_year: int | None) -> _Dated | None:
    """Give a draft its period: printed, named earlier under its item, asked about by it, or the answer's year."""
    if draft.period is not None:
        period = draft.period
    else:
        base, named = draft.base_period, _named_under_item(draft)
        if len(named) == 1:
            draft, period = replace(draft, basis="item"), named.pop()
        elif _is_of_several_years(draft):
            return None
        elif _asks_about_another_time(draft, answer_year):
            asked = next(iter(draft.asked)) if len(draft.asked) == 1 else None
            if asked is None or asked.start.year != asked.end.year or draft.is_asked_vaguely or base is not None:
                return None
            draft, period = replace(draft, basis="item"), asked
        elif answer_year is not None and (base is None or answer_year > base.end.year):
            draft, period = replace(draft, basis="answer"), year_period(answer_year)
        else:
            return None
    if draft.part is not None:
        within = _part_within(period, *draft.part)
        if within is None:
            return None
        period = within
    if draft.base_is_year_before:
        draft = replace(draft, base_period=_year_earlier(period))
    return _Dated(draft, period)


def _asks_about_another_time(draft: Draft, answer_year: int | None) -> bool:
    """Whether a draft's item of the question names a time, but not the year that the answer is about.

    A month may be of any of the years that it names.
    """
    if answer_year is None or not (draft.asked or draft.is_asked_vaguely):
        return False
    is_of_either = draft.part is not None and len(draft.asked) > 1
    return is_of_either or year_period(answer_year) not in draft.asked


def _why_undated(draft: Draft) -> str:
    if _is_of_several_years(draft):
        return _SEVERAL
    return _OF_ANOTHER_TIME if draft.asked or draft.is_asked_vaguely else _UNTOLD


def _part_within(period: Period, first: int, last: int) -> Period | None:
    """Return the months `first` to `last` in a period; in a part of a year, those of that year, but none before it.

    'In december 2022 ..., in januari ...' goes on in 2023, which is not said.
    """
    spans = [span_of_months(year, first, last) for year in range(period.start.year, period.end.year + 1)]
    inside = [each for each in spans if each and period.start <= each.start and each.end <= period.end]
    if len(inside) == 1:
        return inside[0]
    return spans[0] if len(spans) == 1 and spans[0] and spans[0].start >= period.start else None


def _year_earlier(period: Period) -> Period:
    """Return the same days a year before; what ends with a month, February too, ends with that month then."""
    start, end = period.start, period.end
    first, last = month_period(start.year - 1, start.month), month_period(end.year - 1, end.month)
    ends_month = end == month_period(end.year, end.month).end
    return Period(
        first.start.replace(day=min(start.day, first.end.day)),
        last.end if ends_month else last.end.replace(day=min(end.day, last.end.day)),
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
    standing = footnotes.standing(value, draft.marks, draft.position)
    is_called_so = draft.is_provisional or any(
        each.start <= dated.period.start and dated.period.end <= each.end for each in draft.provisional
    )
    is_provisional = is_called_so and value.number is not None and standing.status == "A"
    lower, upper = value.bounds(is_count=draft.unit == "count")
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
        lower_bound=lower,
        upper_bound=upper,
        obs_status="P" if is_provisional else standing.status,
        missing_reason=standing.reason,
        is_approximate=draft.is_approximate or value.is_approximate,
        cell=draft.cell,
        statement_number=draft.statement,
    )


def _undated(draft: Draft, box: Box, reason: str) -> Doubt:
    return Doubt(
        "unaccounted_number",
        f"{draft.printed_text!r} on page {box.page} reads as {draft.indicator}, but {reason}. Look at the page; "
        "no value was taken.",
        page=box.page,
        indicator=draft.indicator,
        category=draft.category,
        boxes=(box,),
    )


def _is_early(each: _Dated, question_date: date, months: dict[tuple[str | None, int], set[int]]) -> bool:
    """Whether a count is of a time that the answer cannot know: only a plan or an expectation can be about it.

    An answer follows its question within some weeks. Of a whole year that was not over by then there is no count
    either, unless its months are printed: they tell how far it goes.
    """
    value = each.draft.value
    if each.draft.unit != "count" or (value.number is None and value.upper is None and value.lower is None):
        return False
    if each.period.start > question_date + _ANSWERED_WITHIN:
        return True
    year = each.period.start.year
    is_unfinished = is_year(each.period) and each.period.end > question_date + _ANSWERED_WITHIN
    return is_unfinished and not (months.get((each.draft.indicator, year)) or months.get((None, year)))


def _still_to_come(dated: _Dated, question_date: date, box: Box) -> Doubt:
    draft, period = dated.draft, dated.period
    return Doubt(
        "unaccounted_number",
        f"{draft.printed_text!r} on page {box.page} reads as {draft.indicator} from {period.start} to {period.end}, of "
        f"which the answer to a question of {question_date} can hold only a part, a plan or an expectation. Look at "
        "the page; no value was taken.",
        page=box.page,
        indicator=draft.indicator,
        category=draft.category,
        boxes=(box,),
    )
