"""The section on seasons: the years over each other, and how each calendar month compares with an average one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import caveats, charts, naming, wording
from nupraat_pipeline.report.blocks import Chart, Figure, Section, Table
from nupraat_pipeline.report.facts import SERIES

if TYPE_CHECKING:
    from nupraat_pipeline.report.blocks import Cell
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Provenance

_MONTH = Text("Month", "Maand")
_NAMES = range(1, 13)


def seasons_section(facts: Facts, provenance: Provenance) -> Section:
    """How the months of the year differ."""
    indices = {
        indicator: [row for row in facts.rows["seasonality"] if row["indicator"] == indicator] for indicator in SERIES
    }
    figures = [
        _season(facts, provenance, indicator, rows)
        for indicator, rows in indices.items()
        if any(row["index_pct"] is not None for row in rows)
    ]
    return Section(
        "seasons",
        Text("The seasons", "De seizoenen"),
        Text(
            "Each calendar month against an average month of its year, which is 100.",
            "Elke maand tegenover een gemiddelde maand van haar jaar; die is 100.",
        ),
        figures,
    )


def years_chart(facts: Facts, indicator: str) -> Chart:
    """The years of a series over each other."""
    held = facts.months[indicator]
    years = sorted({year for year, _ in held}, reverse=True)
    newest = [str(year) for year in years[: charts.MOST_YEARS]]
    name = naming.short_name(facts, indicator)

    def shown(year: int, month: int) -> Text:
        row = held.get((year, month))
        return wording.NO_VALUE if row is None else wording.amount(row["value"], row["unit"])

    def draw(language: str) -> charts.Spec:
        """Draw a line for each year over the calendar months."""
        months = [wording.of(wording.month_name(month, short=True), language) for month in _NAMES]
        rows = [
            {
                "month": months[month - 1],
                "year": str(year),
                # A month that no answer prints has a row too, or the line would run on over it.
                "value": held[year, month]["value"] if (year, month) in held else None,
                "text": f"{wording.of(wording.month(year, month), language)}: "
                f"{wording.of(shown(year, month), language)}",
            }
            for year in reversed(years)
            for month in _NAMES
        ]
        return charts.years_over_each_other(rows, months, newest)

    older = wording.years(years[charts.MOST_YEARS :])
    span = wording.years(years[: charts.MOST_YEARS])
    grey = Text(f", thin and grey {older.en}", f", dun en grijs {older.nl}") if older.en else Text("", "")
    return Chart(
        f"years-{indicator}",
        draw,
        Text(
            f"{name.en} by calendar month, a line for each year: {span.en}{grey.en}; the numbers are in the table.",
            f"{name.nl} per kalendermaand, een lijn per jaar: {span.nl}{grey.nl}; de cijfers staan in de tabel.",
        ),
    )


def _season(facts: Facts, provenance: Provenance, indicator: str, rows: list[Record]) -> Figure:
    name = naming.short_name(facts, indicator)
    years = rows[0]["years"]
    return Figure(
        title=name,
        charts=(Chart(f"season-{indicator}", lambda language: _drawn(rows, language), _told(name, rows)),),
        table=_table(facts, provenance, indicator, rows),
        files=("metrics.seasonality",),
        notes=_notes(facts, rows, years),
        caveats=caveats.told(
            facts, provenance, [row for row in facts.disputing([indicator]) if row["period_start"].year in years]
        ),
    )


def _drawn(rows: list[Record], language: str) -> charts.Spec:
    months = [wording.of(wording.month_name(month, short=True), language) for month in _NAMES]
    drawn = [
        {
            "month": months[row["calendar_month"] - 1],
            "value": row["index_pct"],
            "low": row["index_min"],
            "high": row["index_max"],
            "text": f"{wording.of(wording.month_name(row['calendar_month']), language)}: "
            f"{wording.of(wording.number(row['index_pct'], 1), language)} "
            f"({wording.of(wording.number(row['index_min'], 1), language)}–"
            f"{wording.of(wording.number(row['index_max'], 1), language)})",
        }
        for row in rows
    ]
    return charts.season(drawn, months)


def _told(name: Text, rows: list[Record]) -> Text:
    high, low = (pick(rows, key=lambda row: row["index_pct"]) for pick in (max, min))
    return Text(
        f"{name.en}: on average {wording.month_name(high['calendar_month']).en} is the busiest month "
        f"({wording.number(high['index_pct'], 1).en}) and {wording.month_name(low['calendar_month']).en} the quietest "
        f"({wording.number(low['index_pct'], 1).en}), where 100 is an average month.",
        f"{name.nl}: gemiddeld is {wording.month_name(high['calendar_month']).nl} de drukste maand "
        f"({wording.number(high['index_pct'], 1).nl}) en {wording.month_name(low['calendar_month']).nl} de rustigste "
        f"({wording.number(low['index_pct'], 1).nl}), waarbij 100 een gemiddelde maand is.",
    )


def _table(facts: Facts, provenance: Provenance, indicator: str, rows: list[Record]) -> Table:
    described = {
        column: wording.described(facts.columns[f"metrics.seasonality.{column}"])
        for column in ("index_pct", "index_min", "index_max")
    }
    cells: list[list[Cell]] = []
    for row in rows:
        month = row["calendar_month"]
        ids = [one for year in row["years"] if (one := provenance.month(indicator, year, month))]
        cells.append(
            [
                wording.month_name(month),
                *(provenance.derived(wording.number(row[column], 1), ids, text) for column, text in described.items()),
            ]
        )
    return Table(
        Text("100 is an average month of its year", "100 is een gemiddelde maand van het jaar"),
        [_MONTH, Text("Mean", "Gemiddelde"), Text("Lowest year", "Laagste jaar"), Text("Highest year", "Hoogste jaar")],
        cells,
    )


def _notes(facts: Facts, rows: list[Record], years: list[int]) -> list[Text]:
    named = wording.listed([wording.same(str(year)) for year in years])
    notes = [
        Text(
            f"The mean (point) and the lowest and highest year (bar) of the complete years {named.en}.",
            f"Het gemiddelde (punt) en het laagste en hoogste jaar (balk) van de volledige jaren {named.nl}.",
        )
    ]
    by_id = {event["event_id"]: event for event in facts.rows["events"]}
    for event in rows[0]["events"]:
        text = wording.described(by_id[event])
        notes.append(Text(f"A break falls within these years: {text.en}", f"In die jaren valt een breuk: {text.nl}"))
    return notes
