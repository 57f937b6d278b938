"""Rules about wholes and their parts: totals, shares, and callers by chat and by mail.

A sum with holes is a bound, not a value: it fails only when the parts that are there already exceed the whole.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.quality.evidence import EPSILON, slack
from nupraat_pipeline.quality.finding import Finding, days, number, subject, where
from nupraat_pipeline.reading.calendar import spans_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.quality.evidence import Evidence, Observed, Said
    from nupraat_pipeline.reading.records import Period

# The spans in which answers divide a period, in months; the shortest that is printed makes the sum.
_SPANS = (1, 3, 6, 12)


class _Parts(Struct, frozen=True):
    """The parts of a whole: those with a value, how many have none, and between which bounds the whole must be."""

    used: tuple[Observed, ...]
    missing: int
    least: float
    most: float

    @property
    def total(self) -> float:
        return sum(row.value or 0.0 for row in self.used)

    @property
    def page(self) -> int:
        return self.used[0].page


def total_equals_sum(evidence: Evidence) -> Iterator[Finding]:
    """A total that differs from its months, or from its categories, is misprinted, misread or counts something else."""
    for said in evidence.answers:
        for row in said.observed:
            if row.value is None or row.base_period is not None:
                continue
            by_months = _months_of(row, said, evidence.catalogue)
            if by_months is not None:
                yield _compared(row, by_months, "months")
            by_category = _categories_of(row, said)
            if by_category is not None:
                yield _compared(row, by_category, "categories")


def _compared(row: Observed, parts: _Parts, kind: str) -> Finding:
    stated = row.value or 0.0
    tolerance = slack(row) + sum(slack(part) for part in parts.used) + EPSILON
    passed = parts.least - tolerance <= stated <= parts.most + tolerance
    holes = f" and {parts.missing} without" if parts.missing else ""
    verdict = "agrees with" if passed else "contradicts"
    return Finding(
        passed=passed,
        document_id=row.document_id,
        indicator=row.indicator,
        period=row.period,
        category=row.category,
        stated=stated,
        computed=parts.total,
        parts_used=len(parts.used),
        parts_missing=parts.missing,
        page=row.page,
        message=(
            f"{subject(row)}: {number(stated)} in {where(row)} {verdict} its {kind} from page {parts.page}, "
            f"which make {number(parts.total)} ({len(parts.used)} with a value{holes})."
        ),
    )


def _months_of(row: Observed, said: Said, catalogue: Catalogue) -> _Parts | None:
    """Return the months (quarters, half years) that make up a count's period; None when none is printed."""
    if row.unit != "count":
        return None
    for span in _SPANS:
        periods = list(spans_within(row.period, span))
        if len(periods) < 2:
            return None
        parts = [said.best.get((row.indicator, period, None, row.category)) for period in periods]
        if any(part is not None for part in parts):
            return _bounded(parts, additive=_is_additive(row, catalogue))
    return None


def _is_additive(row: Observed, catalogue: Catalogue) -> bool:
    indicator = catalogue.indicators.get(row.indicator)
    return indicator is None or indicator.is_additive


def _categories_of(row: Observed, said: Said) -> _Parts | None:
    """Return the categories that make up a figure without category; None when none is printed or they overlap."""
    if row.category is not None or row.indicator in said.notes.multiple_answers:
        return None
    parts = [
        part
        for part in said.best.values()
        if part.category is not None and (part.indicator, part.period) == (row.indicator, row.period)
    ]
    if not any(part.value is not None for part in parts):
        return None
    printed_whole = all(part.source == "table" for part in parts)
    return _bounded(parts, additive=True, may_be_more=not printed_whole)


def _bounded(parts: Sequence[Observed | None], *, additive: bool, may_be_more: bool = False) -> _Parts | None:
    """Return the parts with the bounds they set; None stands for a part that is not printed.

    Where there may be more parts than are known, they set no upper bound.
    """
    used = tuple(part for part in parts if part is not None and part.value is not None)
    holes = [part for part in parts if part is None or part.value is None]
    if not used:
        return None
    values = [part.value or 0.0 for part in used]
    least = sum(values) + sum((hole.lower or 0.0) for hole in holes if hole is not None)
    most = sum(values) + sum(math.inf if hole is None or hole.upper is None else hole.upper for hole in holes)
    return _Parts(used, len(holes), least if additive else max(values), math.inf if may_be_more else most)


def shares_sum_to_100(evidence: Evidence) -> Iterator[Finding]:
    """Shares of all categories make the whole; where not all are printed they make at most the whole."""
    for said in evidence.answers:
        for (indicator, period), parts in _breakdowns(said).items():
            known = evidence.catalogue.indicators.get(indicator)
            overlap = indicator in said.notes.multiple_answers
            whole = known is not None and known.exhaustive and any(part.source == "table" for part in parts)
            used = [part for part in parts if part.value is not None]
            if not used:
                continue
            total = sum(part.value or 0.0 for part in used)
            tolerance = sum(slack(part) for part in used) + EPSILON
            too_little = whole and len(used) == len(parts) and total < 100 - tolerance
            too_much = total > 100 + tolerance
            yield Finding(
                passed=overlap or not (too_little or too_much),
                document_id=said.document_id,
                indicator=indicator,
                period=period,
                stated=total,
                computed=100.0,
                parts_used=len(used),
                parts_missing=len(parts) - len(used),
                page=used[0].page,
                message=_shares_message(indicator, period, total, tolerance, overlap=overlap, whole=whole),
            )


def _shares_message(  # noqa: PLR0913 - the sentence has that many variants
    indicator: str, period: Period, total: float, tolerance: float, *, overlap: bool, whole: bool
) -> str:
    expected = (
        "more than one answer was possible, so that they need not make 100 %"
        if overlap
        else f"100 % give or take {number(tolerance)} for rounding"
        if whole
        else f"not all categories are printed, so at most 100 % give or take {number(tolerance)}"
    )
    return f"{indicator} in {days(period)}: the shares make {number(total)} %; expected: {expected}."


def _breakdowns(said: Said) -> dict[tuple[str, Period], list[Observed]]:
    """Return the shares by category of one answer, by indicator and period."""
    found: dict[tuple[str, Period], list[Observed]] = defaultdict(list)
    for row in said.best.values():
        if row.unit == "percent" and row.category is not None:
            found[row.indicator, row.period].append(row)
    return found


def parts_equal_whole(evidence: Evidence) -> Iterator[Finding]:
    """Callers who came to the chat and callers by mail only are together all callers who were answered."""
    for said in evidence.answers:
        for whole in said.best.values():
            if whole.indicator != "answered_callers_chat_and_mail" or whole.value is None or whole.category:
                continue
            parts = [said.value(name, whole.period) for name in ("chat_callers", "mail_only_callers")]
            used = [part for part in parts if part is not None]
            if len(used) < len(parts):
                continue
            total = sum(part.value or 0.0 for part in used)
            tolerance = slack(whole) + sum(slack(part) for part in used) + EPSILON
            chat, mail = (number(part.value) for part in used)
            yield Finding(
                passed=abs(whole.value - total) <= tolerance,
                document_id=said.document_id,
                indicator=whole.indicator,
                period=whole.period,
                stated=whole.value,
                computed=total,
                parts_used=len(used),
                parts_missing=0,
                page=whole.page,
                message=(
                    f"{subject(whole)}: {number(whole.value)} in {where(whole)}; "
                    f"by chat {chat} and by mail only {mail} make {number(total)}."
                ),
            )
