"""Rules about one figure that an answer gives more than once: in prose and in a table, twice, or as growth."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import GROWTH
from nupraat_pipeline.quality.evidence import EPSILON, agree, half_step, slack
from nupraat_pipeline.quality.finding import Finding, days, number, subject, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.quality.evidence import Evidence, Observed, Said, Thing


def prose_equals_table(evidence: Evidence) -> Iterator[Finding]:
    """A sentence that repeats a figure of a table gives the same; approximate prose is held to its own rounding."""
    for said in evidence.answers:
        for rows in _repeated(said).values():
            tables = [row for row in rows if row.source == "table"]
            if tables:
                yield from (_pair(row, tables[0]) for row in rows if row.source == "prose")


def conflicting_within_answer(evidence: Evidence) -> Iterator[Finding]:
    """Two tables, or two sentences, of one answer give the same figure for one thing."""
    for said in evidence.answers:
        for rows in _repeated(said).values():
            for source in ("table", "prose"):
                alike = [row for row in rows if row.source == source]
                yield from (_pair(other, alike[0]) for other in alike[1:])


def _repeated(said: Said) -> dict[Thing, list[Observed]]:
    """Return what has a value and is said, by thing, in reading order."""
    rows: dict[Thing, list[Observed]] = defaultdict(list)
    for row in said.observed:
        if row.value is not None:
            rows[row.thing].append(row)
    return rows


def _pair(row: Observed, reference: Observed) -> Finding:
    same = agree(row, reference)
    return Finding(
        passed=same,
        document_id=row.document_id,
        indicator=row.indicator,
        period=row.period,
        category=row.category,
        stated=row.value,
        computed=reference.value,
        parts_used=1,
        parts_missing=0,
        page=row.page,
        message=f"{subject(row)}: {where(row)} {'repeats' if same else 'contradicts'} {where(reference)}.",
    )


def growth_as_stated(evidence: Evidence) -> Iterator[Finding]:
    """Stated growth is that of the figures it is about, at the precision in which it is printed.

    The figures of the answer itself go first; where it does not print them, those of earlier answers serve.
    """
    for said, earlier in evidence.after_earlier():
        for row in said.observed:
            if row.base_period is None or row.value is None or not row.indicator.endswith(GROWTH):
                continue
            indicator = row.indicator.removesuffix(GROWTH)
            new, old = (
                _with_value(said.best, earlier.best, (indicator, period, None, row.category))
                for period in (row.period, row.base_period)
            )
            if new is not None and old is not None and old.value:
                yield _growth(row, new, old)


def _with_value(own: dict[Thing, Observed], earlier: dict[Thing, Observed], thing: Thing) -> Observed | None:
    for held in (own.get(thing), earlier.get(thing)):
        if held is not None and held.value is not None:
            return held
    return None


def _growth(row: Observed, new: Observed, old: Observed) -> Finding:
    stated, value, base = row.value or 0.0, new.value or 0.0, old.value or 1.0
    computed = 100 * (value / base - 1)
    low = 100 * ((value - slack(new)) / (base + slack(old)) - 1)
    # An approximate base may reach down to nothing, and growth on nothing has no upper limit.
    rest = base - slack(old)
    high = 100 * ((value + slack(new)) / rest - 1) if rest > 0 else float("inf")
    tolerance = half_step(row) + EPSILON
    passed = low - tolerance <= stated <= high + tolerance
    return Finding(
        passed=passed,
        document_id=row.document_id,
        other_document_id=_other(row, new, old),
        indicator=row.indicator,
        period=row.period,
        category=row.category,
        stated=stated,
        computed=computed,
        parts_used=2,
        parts_missing=0,
        page=row.page,
        message=(
            f"{subject(row)}: {number(stated)} % in {where(row)}; {number(new.value)} in {days(new.period)} "
            f"after {number(old.value)} in {days(old.period)} is {computed:.2f} %."
        ),
    )


def _other(row: Observed, *used: Observed) -> str | None:
    others = {part.document_id for part in used} - {row.document_id}
    return min(others, default=None)
