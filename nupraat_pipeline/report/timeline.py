"""What series over time have in common: their span, the stretches without value, the breaks, and a sentence on them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import charts, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.report.facts import Facts, Record

# Year and month 1-12.
Month = tuple[int, int]

_HALF_A_MONTH = timedelta(days=15)

_SUMMED_UP = Text(
    "{name}: from {first} to {last}. Highest: {high}, lowest: {low}.",
    "{name}: van {first} tot {last}. Hoogste: {high}, laagste: {low}.",
)
_STRIP = Text(
    "The strip above the chart is when a break may have begun, or lasted.",
    "De strook boven de grafiek is wanneer een breuk begonnen kan zijn, of duurde.",
)
_ALL_KNOWN = Text("None is without a value.", "Geen enkele zonder waarde.")


def spanned(months: list[Month]) -> list[Month]:
    """Return all months from the first to the last."""
    if not months:
        return []
    (first_year, first), (last_year, last) = min(months), max(months)
    return [(n // 12, n % 12 + 1) for n in range(first_year * 12 + first - 1, last_year * 12 + last)]


def iso(month: Month) -> str:
    """Return the first day of a month: '2022-07-01'."""
    return date(*month, 1).isoformat()


def _after(month: Month) -> Month:
    return (month[0] + month[1] // 12, month[1] % 12 + 1)


def gaps(rows: charts.Rows) -> charts.Rows:
    """Return the stretches of months without a value, with half a month to either side."""
    found = []
    for is_empty, stretch in groupby(rows, key=lambda row: row["value"] is None):
        months = list(stretch)
        if is_empty:
            start = date.fromisoformat(months[0]["month"]) - _HALF_A_MONTH
            end = date.fromisoformat(months[-1]["month"]) + _HALF_A_MONTH
            said = months[0]["text"] if len(months) == 1 else f"{months[0]['text']} – {months[-1]['text']}"
            found.append({"start": start.isoformat(), "end": end.isoformat(), "text": said})
    return found


def of_shares(values: Sequence[tuple[Month, float | None]], breaks: list[Record], language: str) -> charts.Timeline:
    """Return a series of percentages as it is drawn; it has no holes, for nothing of it is printed."""
    rows = [
        {
            "month": iso(month),
            "value": value,
            "text": f"{wording.of(wording.month(*month), language)}: {wording.of(wording.percent(value), language)}",
        }
        for month, value in values
    ]
    return charts.Timeline(rows, [], gaps(rows), ruled(breaks, language))


def breaks_within(facts: Facts, span: Sequence[Month]) -> list[Record]:
    """Return the dated breaks that began within a series, or before it and lasted into it."""
    if not span:
        return []
    first, last = date(*span[0], 1), date(*_after(span[-1]), 1)
    return [
        event
        for event in facts.rows["events"]
        if event["start_date"] is not None and event["start_date"] < last and first <= _until(event)
    ]


def _until(event: Record) -> date:
    """The last day on which a break lasted, or may have begun."""
    until: date = event["end_date"] or event["start_latest"] or event["start_date"]
    return until


def _amount(value: float, unit: str, mark: Text | None) -> Text:
    amount = wording.amount(round(value, 1), unit)
    return amount if mark is None else wording.joined([amount, mark], ", ")


def ruled(breaks: list[Record], language: str) -> charts.Rows:
    """Return the rows of the breaks that a chart marks."""
    return [
        {
            "number": str(position),
            "start": event["start_date"].isoformat(),
            "end": (event["end_date"] or event["start_latest"]).isoformat(),
            "text": wording.of(wording.described(event), language),
        }
        for position, event in enumerate(breaks, 1)
    ]


def breaks_told(breaks: list[Record]) -> list[Text]:
    """Return the breaks in words, with the number by which a chart marks them."""
    told = [wording.described(event) for event in breaks]
    numbered = [Text(f"Break {n}: {text.en}", f"Breuk {n}: {text.nl}") for n, text in enumerate(told, 1)]
    return [*numbered, _STRIP] if numbered else []


def series_told(
    name: Text,
    values: Sequence[tuple[Text, float | None]],
    unit: str = "count",
    marks: Sequence[Text | None] = (),
    holes: int | None = None,
) -> Text:
    """Return what a series shows, in a sentence: first and last, highest and lowest, and how many have no value.

    `values` are by the names of their months or years, in the order of time; `marks`, where given, say what is to be
    known of each; `holes` how many of those without a value are printed so (None: all).
    """
    said_of = dict(zip((when for when, _ in values), marks, strict=bool(marks)))
    known = [(when, value) for when, value in values if value is not None]
    if not known:
        return name
    by_value = sorted(known, key=lambda point: point[1])
    points = {"first": known[0], "last": known[-1], "low": by_value[0], "high": by_value[-1]}
    missing = len(values) - len(known)

    def told(language: str) -> str:
        said = {
            key: f"{wording.of(when, language)} ({wording.of(_amount(value, unit, said_of.get(when)), language)})"
            for key, (when, value) in points.items()
        }
        return wording.of(_SUMMED_UP, language).format(name=wording.of(name, language), **said)

    printed = missing if holes is None else holes
    without = [Text(f"{printed} without a value.", f"{printed} zonder waarde.")] if printed else []
    if missing > printed:
        absent = missing - printed
        without.append(Text(f"{absent} that no answer gives.", f"{absent} die geen antwoord vermeldt."))
    return wording.joined([wording.both(told), *(without or [_ALL_KNOWN])])
