"""The section by year: totals, their change, and what their months make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import GROWTH
from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import caveats, charts, naming, timeline, wording
from nupraat_pipeline.report.blocks import Chart, Figure, Section, Table
from nupraat_pipeline.report.facts import SERIES

if TYPE_CHECKING:
    from nupraat_pipeline.report.blocks import Cell
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Provenance

YEAR = Text("Year", "Jaar")
HOLLOW = Text(
    "Hollow, with a broken edge: disputed. Other printed figures contradict it.",
    "Hol, met een onderbroken rand: betwist. Andere gedrukte cijfers spreken het tegen.",
)


# Values by year that a sentence can tell.
_MOST_TOLD = 8


# Totals


def years_section(facts: Facts, provenance: Provenance) -> Section:
    """Yearly totals of the three series, with their change."""
    figures = [
        _totals(facts, provenance, indicator)
        for indicator in SERIES
        if any(row["annual_value"] is not None for row in facts.years.get(indicator, {}).values())
    ]
    return Section(
        "years",
        Text("Year by year", "Jaar per jaar"),
        Text(
            "The total that an answer states, or else the sum of its twelve months. An incomplete year is no year.",
            "Het totaal dat een antwoord vermeldt, of anders de som van de twaalf maanden. Een onvolledig jaar is geen "
            "jaar.",
        ),
        figures,
    )


def _totals(facts: Facts, provenance: Provenance, indicator: str) -> Figure:
    rows = facts.years[indicator]
    name = naming.short_name(facts, indicator)
    values = {year: row["annual_value"] for year, row in rows.items() if row["annual_value"] is not None}
    marks = {
        year: wording.mark(
            is_disputed=rows[year]["is_disputed"],
            is_approximate=provenance.is_approximate(provenance.annual(indicator, year)),
        )
        for year in values
    }
    found = [
        finding
        for finding in facts.findings_about([indicator, f"{indicator}{GROWTH}"])
        if finding["rule"] not in {"value_revised", "months_complete"}
        and wording.is_whole_year(finding["period_start"], finding["period_end"])
    ]
    return Figure(
        title=name,
        charts=(
            Chart(
                f"totals-{indicator}",
                lambda language: charts.by_year(
                    bars(values, marks, "count", language),
                    list(range(min(values), max(values) + 1)),
                ),
                years_told(name, values, marks),
            ),
        ),
        table=_totals_table(provenance, name, rows),
        files=("metrics.yearly_summary",),
        notes=[HOLLOW] if any(rows[year]["is_disputed"] for year in values) else [],
        caveats=caveats.told(facts, provenance, found),
    )


def bars(values: dict[int, float], marks: dict[int, Text | None], unit: str, language: str) -> charts.Rows:
    """Return the rows of bars by year, with their labels; `marks` say what is to be known of a value."""
    rows = []
    for year, value in sorted(values.items()):
        label = wording.of(wording.amount(round(value, 1), unit), language)
        mark = marks.get(year)
        doubt = f" ({wording.of(mark, language)})" if mark else ""
        rows.append(
            {
                "year": year,
                "value": value,
                "label": label,
                "text": f"{year}: {label}{doubt}",
                "disputed": mark is not None and wording.DISPUTED.en in mark.en,
            }
        )
    return rows


def years_told(name: Text, values: dict[int, float], marks: dict[int, Text | None], unit: str = "count") -> Text:
    """Return what bars by year show, in a sentence; of many, the first, the last, the highest and the lowest."""
    if len(values) > _MOST_TOLD:
        years = range(min(values), max(values) + 1)
        named = [(wording.same(str(year)), values.get(year)) for year in years]
        return timeline.series_told(name, named, unit, [marks.get(year) for year in years])
    shown = {
        year: wording.marked(wording.amount(round(value, 1), unit), marks.get(year))
        for year, value in sorted(values.items())
    }
    missing = [wording.same(str(year)) for year in range(min(values), max(values) + 1) if year not in values]
    listed = wording.listed([Text(f"{text.en} in {year}", f"{text.nl} in {year}") for year, text in shown.items()])
    gaps = wording.listed(missing)
    return Text(
        f"{name.en}: {listed.en}." + (f" No value for {gaps.en}." if missing else ""),
        f"{name.nl}: {listed.nl}." + (f" Geen waarde voor {gaps.nl}." if missing else ""),
    )


def _totals_table(provenance: Provenance, name: Text, rows: dict[int, Record]) -> Table:
    head = [
        YEAR,
        Text("Total", "Totaal"),
        Text("Change", "Evolutie"),
        Text("In %", "In %"),
        Text("Sum of months", "Som maanden"),
    ]
    return Table(
        Text(f"{name.en} by year", f"{name.nl} per jaar"),
        head,
        [totals_row(provenance, row) for _, row in sorted(rows.items())],
    )


def totals_row(provenance: Provenance, row: Record) -> list[Cell]:
    """Return the year, its total, its change, the change in per cent, and the sum of its months."""
    indicator, year = row["indicator"], row["year"]
    months = provenance.months(indicator, year)
    cells: list[Cell] = [wording.same(str(year)), annual(provenance, row)]
    if row["change"] is None:
        cells += [wording.NO_VALUE, wording.NO_VALUE]
    else:
        behind = provenance.annual(indicator, year) + provenance.annual(indicator, year - 1)
        how = Text("The difference with the year before.", "Het verschil met het jaar ervoor.")
        share = Text("The change per 100 of the year before.", "De evolutie per 100 van het jaar ervoor.")
        mark = wording.mark(
            is_disputed=row["is_disputed"] or row["previous_is_disputed"],
            is_approximate=provenance.is_approximate(behind),
        )
        text = wording.signed(wording.number(row["change"]), row["change"])
        cells.append(provenance.derived(text, behind, how, mark))
        if row["change_pct"] is None:
            cells.append(wording.NO_VALUE)
        else:
            text = wording.signed(wording.percent(row["change_pct"]), row["change_pct"])
            cells.append(provenance.derived(text, behind, share, mark))
    if row["summed"] is None:
        return [*cells, wording.NO_VALUE]
    how = Text("The sum of the months that have a value.", "De som van de maanden met een waarde.")
    used = row["months_used"]
    mark = None if used == 12 else Text(f"of {used} months", f"van {used} maanden")
    return [*cells, provenance.derived(wording.exact(row["summed"]), months, how, mark)]


def annual(provenance: Provenance, row: Record) -> Cell:
    """Return the value of a year: stated, or else the sum of its months; marked where it is disputed."""
    if row["annual_value"] is None:
        return wording.NO_VALUE
    behind = provenance.annual(row["indicator"], row["year"])
    mark = wording.mark(is_disputed=row["is_disputed"], is_approximate=provenance.is_approximate(behind))
    text = wording.exact(row["annual_value"])
    if row["value_basis"] == "stated":
        return provenance.printed(text, behind[0] if behind else None, mark)
    how = Text(
        "No answer states this total: it is the sum of twelve months.",
        "Geen antwoord vermeldt dit totaal: het is de som van twaalf maanden.",
    )
    return provenance.derived(text, behind, how, mark or Text("summed", "opgeteld"))
