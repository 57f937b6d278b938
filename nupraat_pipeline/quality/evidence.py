"""What the rules look at: observations as typed rows, and the small arithmetic of printed numbers.

Here: reading observations into typed records, what an answer says best of one thing, how exact a printed number
is. Not here: any rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nupraat_pipeline.reading.records import Period
from nupraat_pipeline.vintages import answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Doubt, Notes
    from nupraat_pipeline.vintages import Answer, Edition

# To keep what is known of periods: there are the same few hundred in thousands of answers.
PERIODS = 10_000

# What a value is a value of. The role is left out: one thing has one value, whether it stands in a series or alone.
Thing = tuple[str, Period, Period | None, str | None]


class Observed(Struct, frozen=True):
    """A row of `core.observations`, as far as rules need it; `order` is its place in the answer."""

    document_id: str
    vintage: date
    order: int
    indicator: str
    period: Period
    base_period: Period | None
    category: str | None
    category_label: str | None
    role: str
    value: float | None
    unit: str
    lower: float | None
    upper: float | None
    is_approximate: bool
    source: str
    page: int
    printed_text: str

    @property
    def thing(self) -> Thing:
        """What it is a value of."""
        return self.indicator, self.period, self.base_period, self.category


class Said(Struct, frozen=True):
    """One answer: what it says, what it says about that, and what the reader doubts."""

    document_id: str
    vintage: date
    observed: tuple[Observed, ...]
    doubts: tuple[Doubt, ...]
    notes: Notes
    best: dict[Thing, Observed]

    def value(self, indicator: str, period: Period) -> Observed | None:
        """Return what the answer says of an indicator as a whole, None when it says nothing or prints a hole."""
        found = self.best.get((indicator, period, None, None))
        return None if found is None or found.value is None else found


class Evidence(Struct, frozen=True):
    """All answers that are read, oldest first, with the catalogue and the files they were chosen from."""

    answers: tuple[Said, ...]
    editions: tuple[Edition, ...]
    catalogue: Catalogue

    def after_earlier(self) -> Iterator[tuple[Said, Held]]:
        """Yield each answer with what held from the answers of earlier days, oldest first.

        What held is one record that grows from day to day: look at it before asking for the next answer.
        """
        held = Held()
        for _, of_day in groupby(self.answers, key=lambda said: said.vintage):
            answers = list(of_day)
            yield from ((said, held) for said in answers)
            for said in answers:
                held.take_up(said)


class Held:
    """What holds from some answers: the best observation of each thing, and these by series."""

    def __init__(self) -> None:
        self.best: dict[Thing, Observed] = {}
        self._of_series: dict[tuple[str, str | None], dict[Thing, Observed]] = defaultdict(dict)

    def take_up(self, said: Said) -> None:
        """Let an answer revise what holds from those before it (of one day, by document id)."""
        for thing, row in said.best.items():
            known = self.best.get(thing)
            if known is None or _doubtful(row) <= _doubtful(known):
                self.best[thing] = self._of_series[row.indicator, row.category][thing] = row

    def series(self, indicator: str, category: str | None) -> dict[Thing, Observed]:
        """Return what holds of one indicator and category, in all periods."""
        return self._of_series.get((indicator, category), {})


def gather(observations: Iterable[Any], editions: Sequence[Edition], catalogue: Catalogue) -> Evidence:
    """Return the evidence of the rows of `core.observations`, of a frame or records, and the files it is from."""
    rows: dict[str, list[Observed]] = defaultdict(list)
    for order, row in enumerate(observations):
        rows[str(row.document_id)].append(_observed(order, row))
    said = [_said(answer, rows.get(answer.document_id, [])) for answer in answers(editions)]
    return Evidence(tuple(said), tuple(editions), catalogue)


def _said(answer: Answer, observed: Sequence[Observed]) -> Said:
    reading = answer.reading
    return Said(
        document_id=answer.document_id,
        vintage=answer.document.question_date,
        observed=tuple(observed),
        doubts=reading.doubts,
        notes=reading.notes,
        best=best(observed),
    )


def _observed(order: int, row: Any) -> Observed:
    def present(value: Any) -> Any:
        return None if value is None or value != value else value  # noqa: PLR0124 - NaN and NaT differ from themselves

    base_start = present(row.base_period_start)
    return Observed(
        document_id=row.document_id,
        vintage=_day(row.vintage_date),
        order=order,
        indicator=row.indicator,
        period=_period(row.period_start, row.period_end),
        base_period=None if base_start is None else _period(base_start, row.base_period_end),
        category=present(row.category),
        category_label=present(row.category_label),
        role=row.role,
        value=present(row.value),
        unit=row.unit,
        lower=present(row.lower_bound),
        upper=present(row.upper_bound),
        is_approximate=bool(row.is_approximate),
        source=row.source,
        page=int(row.page),
        printed_text=row.printed_text,
    )


@lru_cache(PERIODS)
def _period(start: date, end: date) -> Period:
    return Period(_day(start), _day(end))


def _day(moment: date) -> date:
    """Return a date as a date: in a frame it is a moment, midnight."""
    return moment.date() if isinstance(moment, datetime) else moment


def best(observed: Iterable[Observed]) -> dict[Thing, Observed]:
    """Return for each thing the observation of one answer that counts, by the preference of `core.current`."""
    held: dict[Thing, Observed] = {}
    for row in sorted(observed, key=_preference):
        held.setdefault(row.thing, row)
    return held


def _preference(row: Observed) -> tuple[tuple[bool, bool], bool, int]:
    return _doubtful(row), row.source != "table", row.order


def _doubtful(row: Observed) -> tuple[bool, bool]:
    """Order rows: a value before a hole, an exact value before an approximate one."""
    return row.value is None, row.is_approximate


def half_step(row: Observed) -> float:
    """Return half of the last printed step: 0.5 for '33 %', 0.05 for '40,5', 50 for 'ongeveer 1100'."""
    value = row.value or 0.0
    decimals = _decimals(row.printed_text, value)
    if decimals == 0 and row.is_approximate:
        digits = f"{abs(value):.0f}"
        zeros = len(digits) - len(digits.rstrip("0")) if value else 0
        return 0.5 * 10.0**zeros
    return 0.5 * 10.0**-decimals


def _decimals(printed: str, value: float) -> int:
    """Return how many decimals are printed; the value itself knows all but closing zeros."""
    match = re.search(r"\d,(\d+)", printed)
    _, _, fraction = f"{value:.6f}".rstrip("0").partition(".")
    return max(len(match[1]) if match else 0, len(fraction))


def slack(row: Observed) -> float:
    """Return how far the true value may be from the printed one: shares and approximate numbers are rounded."""
    return half_step(row) if row.is_approximate or row.unit == "percent" else 0.0


# Sums of printed decimals differ from their exact value by the last bits of a binary number.
EPSILON = 1e-9


def agree(one: Observed, other: Observed) -> bool:
    """Return whether two values may be roundings of the same; both must have a value."""
    if one.value is None or other.value is None:
        raise ValueError("Two values are compared; a hole has none.")
    return abs(one.value - other.value) <= max(slack(one), slack(other)) + EPSILON
