"""Rules about what can and cannot be: ranges, missing months, people and presses, columns and magnitudes."""

from __future__ import annotations

from bisect import bisect_left
from calendar import month_name
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import GROWTH
from nupraat_pipeline.nomenclature import ages_of
from nupraat_pipeline.quality.doubts import doubts_of
from nupraat_pipeline.quality.finding import Finding, days, number, subject, where
from nupraat_pipeline.reading.calendar import is_month, is_year, year_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.quality.evidence import Evidence, Observed, Said
    from nupraat_pipeline.reading.records import Period

    Series = dict[tuple[str, str | None], list[Observed]]

# Two series of small numbers share a month by chance, a third of a year's months only by copying; one month is chance.
_EQUAL_MONTHS_SHARE = 1 / 3
_EQUAL_MONTHS_LEAST = 2

# A dropped or doubled digit changes a number tenfold; a year, which averages out its months, never moved fivefold.
_MONTH_FACTOR = 10
_YEAR_FACTOR = 5
# Below this many, chance alone makes one month several times another.
_SMALL_NUMBER = 20

_PRESSES = ("missed_in_opening_hours", "missed_outside_opening_hours")
_PRESSERS = "unique_chat_button_callers"


def value_in_range(evidence: Evidence) -> Iterator[Finding]:
    """A count is whole and not negative, a share is between 0 and 100; anything else is misread."""
    yield from doubts_of("value_in_range", evidence)
    for said in evidence.answers:
        checked: dict[str, list[Observed]] = defaultdict(list)
        for row in said.observed:
            if row.value is not None:
                checked[row.indicator].append(row)
        for indicator, rows in sorted(checked.items()):
            outside = [row for row in rows if not _in_range(row)]
            yield from (_out_of_range(row) for row in outside)
            if not outside:
                yield Finding(
                    passed=True,
                    document_id=said.document_id,
                    indicator=indicator,
                    parts_used=len(rows),
                    message=f"{indicator}: all {len(rows)} values can be.",
                )


def _in_range(row: Observed) -> bool:
    value = row.value or 0.0
    if row.unit == "count":
        return value >= 0 and value.is_integer()
    # Growth may be anything, and the printed sum of rounded shares may be 101 %.
    is_share = row.category is not None and not row.indicator.endswith(GROWTH)
    return not is_share or 0 <= value <= 100


def _out_of_range(row: Observed) -> Finding:
    allowed = "a count is a whole number from 0" if row.unit == "count" else "a share is from 0 to 100 %"
    return Finding(
        passed=False,
        document_id=row.document_id,
        indicator=row.indicator,
        period=row.period,
        category=row.category,
        stated=row.value,
        page=row.page,
        message=f"{subject(row)}: {number(row.value)} in {where(row)} cannot be, {allowed}; look at the page.",
    )


def months_complete(evidence: Evidence) -> Iterator[Finding]:
    """A year of a monthly series has a value for each month, or for those that the answer says it is about."""
    for said in evidence.answers:
        for (indicator, category), rows in sorted(_monthly(said.best.values()).items(), key=str):
            for year in _years_of_series(said, rows[0]):
                printed = [row for row in rows if row.period.start.year == year]
                used = {row.period.start.month for row in printed if row.value is not None}
                expected = _expected_months(said, printed[0], used) | used
                missing = sorted(expected - used)
                names = ", ".join(month_name[month] for month in missing)
                yield Finding(
                    passed=not missing,
                    document_id=said.document_id,
                    indicator=indicator,
                    period=year_period(year),
                    category=category,
                    stated=float(len(expected)),
                    computed=float(len(used)),
                    parts_used=len(used),
                    parts_missing=len(missing),
                    page=printed[0].page,
                    message=f"{indicator} in {year}: {len(used)} of {len(expected)} months have a value"
                    + (f"; without: {names}." if missing else "."),
                )


def _years_of_series(said: Said, month: Observed) -> list[int]:
    """Return the years of which months are printed as a series; a sentence or a breakdown of one month is none."""
    parts = (row for row in said.observed if row.role == "part" and is_month(row.period))
    same = {row.period.start for row in parts if (row.indicator, row.category) == (month.indicator, month.category)}
    months = Counter(start.year for start in same)
    return sorted(year for year, count in months.items() if month.category is None or count > 1)


def _expected_months(said: Said, month: Observed, used: set[int]) -> set[int]:
    """Return the months of a year to expect: those of longer periods printed of the same thing, else what was over.

    A partial year or a school year says which months it is about, when none with a value is outside.
    """
    whole = year_period(month.period.start.year)
    expected: set[int] = set()
    for period in _longer_periods(said, month):
        if period.start <= whole.end and period.end >= whole.start:
            first = period.start.month if period.start > whole.start else 1
            last = period.end.month if period.end < whole.end else 12
            if used <= set(range(first, last + 1)):
                expected |= set(range(first, last + 1))
    return expected or set(range(1, _months_over(said, whole) + 1))


def _longer_periods(said: Said, month: Observed) -> Iterator[Period]:
    """Yield the periods longer than a month for which the answer gives the same thing, or that head its months."""
    for row in said.observed:
        same = (row.indicator, row.category, row.base_period) == (month.indicator, month.category, None)
        if same and not is_month(row.period):
            yield row.period
    yield from (period for indicator, period in said.notes.spans if indicator == month.indicator)


def _months_over(said: Said, whole: Period) -> int:
    """Return how many months of a year were over on the question's date."""
    if said.vintage > whole.end:
        return 12
    return said.vintage.month - 1 if said.vintage.year == whole.start.year else 0


def _monthly(rows: Iterable[Observed]) -> Series:
    """Return the months of the series of counts, in the order of time."""
    found: Series = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.period.start):
        if row.unit == "count" and row.base_period is None and is_month(row.period):
            found[row.indicator, row.category].append(row)
    return found


def new_callers_within_conversations(evidence: Evidence) -> Iterator[Finding]:
    """Each new caller has at least one conversation."""
    for said in evidence.answers:
        for new in said.best.values():
            if new.indicator == "new_chat_callers" and new.category is None and new.value is not None:
                held = said.value("conversations", new.period)
                if held is not None and held.value is not None:
                    yield _not_above(new, held, "each new caller has at least one conversation")


def persons_within_pressers(evidence: Evidence) -> Iterator[Finding]:
    """Presses of the button exceed the people who pressed it: presses are not people."""
    for said in evidence.answers:
        for presses in said.best.values():
            if presses.indicator in _PRESSES and presses.category is None and presses.value is not None:
                people = said.value(_PRESSERS, presses.period)
                if people is not None:
                    yield _not_above(presses, people, "where it is more, people pressed more than once")


def _not_above(row: Observed, limit: Observed, reason: str) -> Finding:
    stated, most = row.value or 0.0, limit.value or 0.0
    return Finding(
        passed=stated <= most,
        document_id=row.document_id,
        indicator=row.indicator,
        period=row.period,
        stated=stated,
        computed=most,
        parts_used=1,
        parts_missing=0,
        page=row.page,
        message=f"{subject(row)}: {number(stated)}, against {number(most)} for {limit.indicator}; {reason}.",
    )


def equal_columns(evidence: Evidence) -> Iterator[Finding]:
    """Two years that agree in many months are likely one column, printed or read twice."""
    for said in evidence.answers:
        for (indicator, category), rows in sorted(_monthly(said.best.values()).items(), key=str):
            years: dict[int, dict[int, float]] = defaultdict(dict)
            for row in rows:
                if row.value is not None:
                    years[row.period.start.year][row.period.start.month] = row.value
            for one, other in combinations(sorted(years), 2):
                shared = years[one].keys() & years[other].keys()
                equal = [month for month in sorted(shared) if years[one][month] == years[other][month]]
                if not shared:
                    continue
                alike = len(equal) >= max(_EQUAL_MONTHS_LEAST, _EQUAL_MONTHS_SHARE * len(shared))
                yield Finding(
                    passed=not alike,
                    document_id=said.document_id,
                    indicator=indicator,
                    period=year_period(other),
                    category=category,
                    stated=float(len(equal)),
                    parts_used=len(shared),
                    page=rows[0].page,
                    message=f"{indicator}: {one} and {other} agree in {len(equal)} of {len(shared)} months.",
                )


def magnitude_jump(evidence: Evidence) -> Iterator[Finding]:
    """A year or month that is many times the rest of its series, or a small part of it, is likely misread."""
    for said, earlier in evidence.after_earlier():
        for factor, kind in ((_YEAR_FACTOR, _yearly), (_MONTH_FACTOR, _monthly)):
            for key, rows in sorted(kind(said.best.values()).items(), key=str):
                own = {row.thing: row for row in rows}
                series = kind((earlier.series(*key) | own).values())[key]
                values = sorted(row.value for row in series if row.value is not None)
                for row in rows:
                    # A printed 0 is said on purpose.
                    if row.value and len(values) > 1 and (typical := _median_without(row.value, values)):
                        yield _jump(row, typical, len(values) - 1, factor)


def _median_without(value: float, values: Sequence[float]) -> float:
    """Return the median of the other values, of at least two in order of size."""
    place, others = bisect_left(values, value), len(values) - 1
    middle = [at + (at >= place) for at in ((others - 1) // 2, others // 2)]
    return (values[middle[0]] + values[middle[1]]) / 2


def _yearly(rows: Iterable[Observed]) -> Series:
    found: Series = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.period.start):
        if row.unit == "count" and row.base_period is None and is_year(row.period):
            found[row.indicator, row.category].append(row)
    return found


def _jump(row: Observed, typical: float, others: int, factor: int) -> Finding:
    value = row.value or 0.0
    larger, smaller = max(value, typical), min(value, typical)
    return Finding(
        passed=larger < factor * smaller or larger < _SMALL_NUMBER,
        document_id=row.document_id,
        indicator=row.indicator,
        period=row.period,
        category=row.category,
        stated=value,
        computed=typical,
        parts_used=others,
        page=row.page,
        message=f"{subject(row)}: {number(value)} in {where(row)}; the rest of the series is around {number(typical)}.",
    )


def categories_disjoint(evidence: Evidence) -> Iterator[Finding]:
    """Age bands that share an age ('21-24' and '24+') leave open where that age is counted."""
    for said in evidence.answers:
        bands: dict[tuple[str, Period], dict[str, tuple[int, int | None]]] = defaultdict(dict)
        pages: dict[tuple[str, Period], int] = {}
        for row in said.best.values():
            if row.category is None:
                continue
            ages = ages_of(row.category, row.category_label, row.indicator, evidence.catalogue)
            if ages is not None:
                bands[row.indicator, row.period][row.category] = ages
                pages.setdefault((row.indicator, row.period), row.page)
        for key, of_key in bands.items():
            shared = [
                f"{one} and {other}"
                for (one, a), (other, b) in combinations(sorted(of_key.items(), key=lambda band: band[1][0]), 2)
                if a[1] is None or b[0] <= a[1]
            ]
            if len(of_key) > 1:
                indicator, period = key
                yield Finding(
                    passed=not shared,
                    document_id=said.document_id,
                    indicator=indicator,
                    period=period,
                    parts_used=len(of_key),
                    page=pages[key],
                    message=f"{indicator} in {days(period)}: "
                    + (f"these bands share an age: {'; '.join(shared)}." if shared else "no two bands share an age."),
                )
