"""The section by month: the three series over time.

Here: which rows are drawn and tabled, with their texts. Not here: marks and colours (`charts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import caveats, charts, naming, wording
from nupraat_pipeline.report.blocks import Chart, Figure, Section, Table
from nupraat_pipeline.report.facts import SERIES
from nupraat_pipeline.report.seasons import years_chart
from nupraat_pipeline.report.timeline import breaks_told, breaks_within, gaps, iso, ruled, series_told, spanned

if TYPE_CHECKING:
    from collections.abc import Callable

    from nupraat_pipeline.report.blocks import Cell
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Provenance
    from nupraat_pipeline.report.timeline import Month

_MONTH = Text("Month", "Maand")
_NOT_GIVEN = Text("no answer gives this month", "geen antwoord vermeldt deze maand")

_MIND = {
    "missed_in_opening_hours": Text(
        "Missed is not unhelped: these are presses of the chat button in opening hours that got no conversation at "
        "once. Presses are not people, and some chat later.",
        "Gemist is niet ongeholpen: dit zijn drukken op de chatknop tijdens de openingsuren die niet onmiddellijk een "
        "gesprek kregen. Drukken zijn geen mensen, en sommigen chatten later alsnog.",
    ),
    "new_chat_callers": Text(
        "Callers who came to the chat for the first time. Others come back: conversations outnumber new callers.",
        "Oproepers die voor het eerst op de chat kwamen. Anderen komen terug: er zijn meer gesprekken dan nieuwe "
        "oproepers.",
    ),
}


def months_section(facts: Facts, provenance: Provenance) -> Section:
    """The three series over time."""
    figures = [
        _series(facts, provenance, indicator)
        for indicator in SERIES
        if any(row["value"] is not None for row in facts.months.get(indicator, {}).values())
    ]
    return Section(
        "months",
        Text("Month by month", "Maand per maand"),
        Text(
            "Each point is a month as an answer prints it. The line breaks where there is no value.",
            "Elk punt is een maand zoals een antwoord die vermeldt. De lijn breekt waar er geen waarde is.",
        ),
        figures,
        _undated(facts),
    )


def _series(facts: Facts, provenance: Provenance, indicator: str) -> Figure:
    held = facts.months[indicator]
    span = spanned(list(held))
    name = naming.short_name(facts, indicator)
    notes = [_MIND[indicator]] if indicator in _MIND else []
    breaks = breaks_within(facts, span)
    over_time = Chart(
        f"months-{indicator}",
        lambda language: charts.by_month(_drawn(provenance, held, span, breaks, language)),
        _told(provenance, name, held, span),
    )
    return Figure(
        title=name,
        charts=(over_time, years_chart(facts, indicator)) if len({year for year, _ in held}) > 1 else (over_time,),
        table=_calendar(name, held, lambda month: _month_cell(provenance, indicator, month)),
        files=("core.monthly", "metrics.monthly_activity"),
        notes=notes + breaks_told(breaks) + _holes_told(facts, held),
        caveats=caveats.beside(facts, provenance, [indicator]),
    )


def _told(provenance: Provenance, name: Text, held: dict[Month, Record], span: list[Month]) -> Text:
    marks = [
        wording.mark(
            is_disputed=False,
            is_approximate=month in held and provenance.is_approximate([held[month]["observation_id"]]),
        )
        for month in span
    ]
    values = [(wording.month(*month), held[month]["value"] if month in held else None) for month in span]
    return series_told(name, values, marks=marks, holes=sum(row["value"] is None for row in held.values()))


def _drawn(
    provenance: Provenance, held: dict[Month, Record], span: list[Month], breaks: list[Record], language: str
) -> charts.Timeline:
    """Return a series as it is drawn; its points open the page that they are printed on."""
    rows, holes = [], []
    for month in span:
        row = held.get(month)
        name = wording.of(wording.month(*month), language)
        value = None if row is None else row["value"]
        said = _value_text(provenance.facts, row)
        if row is not None and value is not None and provenance.is_approximate([row["observation_id"]]):
            said = wording.joined([wording.APPROXIMATE, said])
        shown = wording.of(said, language)
        entry = {"month": iso(month), "value": value, "text": f"{name}: {shown}"}
        if row is not None:
            entry["sources"] = list(provenance.printed(wording.NO_VALUE, row["observation_id"]).sources)
        rows.append(entry)
        if row is not None and value is None:
            holes.append(entry)
    return charts.Timeline(rows, holes, gaps(rows), ruled(breaks, language))


def _value_text(facts: Facts, row: Record | None) -> Text:
    if row is None:
        return _NOT_GIVEN
    if row["value"] is not None:
        return wording.amount(row["value"], row["unit"])
    reason = facts.observations[row["observation_id"]]["missing_reason"]
    said = wording.described(facts.codes["missing_reason", reason])
    return Text(f"no value ({said.en.lower()})", f"geen waarde ({said.nl.lower()})")


def _month_cell(provenance: Provenance, indicator: str, month: Month) -> Cell:
    observation_id = provenance.month(indicator, *month)
    return Text("", "") if observation_id is None else provenance.as_printed(observation_id)


def _calendar(name: Text, held: dict[Month, Record], cell: Callable[[Month], Cell]) -> Table:
    """Return a table of the calendar months by year, the newest first: with many, it is what one sees at once."""
    years = sorted({year for year, _ in held}, reverse=True)
    rows: list[list[Cell]] = [
        [wording.month_name(month), *(cell((year, month)) for year in years)] for month in range(1, 13)
    ]
    return Table(
        Text(f"{name.en} by month", f"{name.nl} per maand"),
        [_MONTH, *(wording.same(str(year)) for year in years)],
        rows,
    )


def _undated(facts: Facts) -> list[Text]:
    """Return the breaks that no chart can mark."""
    told = [wording.described(event) for event in facts.rows["events"] if event["start_date"] is None]
    return [
        Text(f"A break that no chart can mark: {text.en}", f"Een breuk die in geen grafiek staat: {text.nl}")
        for text in told
    ]


def _holes_told(facts: Facts, held: dict[Month, Record]) -> list[Text]:
    """Say which months are printed without a value, and why, by reason."""
    empty = sorted((month, row) for month, row in held.items() if row["value"] is None)
    by_reason: dict[str, list[Text]] = {}
    for month, row in empty:
        reason = facts.observations[row["observation_id"]]["missing_reason"]
        by_reason.setdefault(reason, []).append(wording.month(*month))
    told = []
    for reason, months in by_reason.items():
        names, why = wording.listed(months), wording.described(facts.codes["missing_reason", reason])
        told.append(
            Text(
                f"Without a value (hollow mark): {names.en}. {why.en}.",
                f"Zonder waarde (hol teken): {names.nl}. {why.nl}.",
            )
        )
    return told
