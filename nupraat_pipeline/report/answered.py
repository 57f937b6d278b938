"""The section on the share that was answered: by month, and apart from it of the totals of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import caveats, charts, timeline, wording
from nupraat_pipeline.report.blocks import Chart, Figure, Section, Table
from nupraat_pipeline.report.yearly import HOLLOW, YEAR, annual, bars, years_told

if TYPE_CHECKING:
    from nupraat_pipeline.report.blocks import Cell
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Number, Provenance

_MADE_OF = ("conversations", "missed_in_opening_hours")

_EVENTS_NOT_PEOPLE = Text(
    "A ratio of events, not of young people: one person may press often, and some who miss a conversation chat later.",
    "Een verhouding van gebeurtenissen, niet van jongeren: één persoon kan vaak drukken, en wie een gesprek mist, chat "
    "soms later.",
)


def answered_section(facts: Facts, provenance: Provenance) -> Section:
    """Conversations per 100 conversations and missed presses together: by month, and apart from it of the totals."""
    figures = []
    if any(row["answered_ratio_pct"] is not None for row in facts.rows["activity"]):
        figures.append(_answered_months(facts, provenance))
    if any(row["answered_ratio_of_totals_pct"] is not None for row in by_year(facts).values()):
        figures.append(_answered_totals(facts, provenance))
    return Section(
        "answered",
        Text("The answered share", "Het beantwoorde aandeel"),
        Text(
            "Of every 100 conversations and missed presses together, how many were conversations.",
            "Van elke 100 gesprekken en gemiste drukken samen: hoeveel waren er gesprekken?",
        ),
        figures,
    )


def by_year(facts: Facts) -> dict[int, Record]:
    """Return the rows of conversations, which carry the shares, by year."""
    return facts.years.get("conversations", {})


def _answered_months(facts: Facts, provenance: Provenance) -> Figure:
    shares = {
        (row["month"].year, row["month"].month): row
        for row in facts.rows["activity"]
        if row["answered_ratio_pct"] is not None
    }
    span = timeline.spanned(list(shares))
    title = Text("By month, where both figures are printed", "Per maand, waar beide cijfers gedrukt staan")
    breaks = timeline.breaks_within(facts, span)
    values = [(month, shares[month]["answered_ratio_pct"] if month in shares else None) for month in span]
    rows = [row for _, row in sorted(by_year(facts).items()) if row["answered_ratio_pct"] is not None]
    return Figure(
        title=title,
        charts=(
            Chart(
                "answered-months",
                lambda language: charts.by_month(
                    timeline.of_shares(values, breaks, language), suffix=wording.of(wording.PER_CENT, language)
                ),
                timeline.series_told(
                    Text("Answered share", "Beantwoord aandeel"),
                    [(wording.month(*month), value) for month, value in values],
                    "percent",
                    holes=sum(_is_hole(facts, month) for month in span),
                ),
            ),
        ),
        table=Table(
            Text("Over the months that have both figures", "Over de maanden met beide cijfers"),
            [
                YEAR,
                Text("Answered", "Beantwoord"),
                Text("Conversations", "Gesprekken"),
                Text("Conversations and missed", "Gesprekken en gemiste"),
                Text("Months", "Maanden"),
            ],
            [_answered_row(provenance, row) for row in rows],
        ),
        files=("metrics.monthly_activity", "metrics.yearly_summary"),
        notes=[_EVENTS_NOT_PEOPLE, *timeline.breaks_told(breaks)],
        caveats=_caveats(facts, provenance),
    )


def _caveats(facts: Facts, provenance: Provenance) -> list[caveats.Caveat]:
    """What contradicts the figures that the share is made of; that months lack a value, the tables say."""
    found = caveats.beside(facts, provenance, _MADE_OF)
    return [caveat for caveat in found if caveat.rule != "months_complete"]


def _is_hole(facts: Facts, month: timeline.Month) -> bool:
    """Whether answers print both figures of a month, one at least without a value."""
    rows = [facts.months.get(indicator, {}).get(month) for indicator in _MADE_OF]
    return all(row is not None for row in rows) and any(row["value"] is None for row in rows if row)


def _answered_row(provenance: Provenance, row: Record) -> list[Cell]:
    year = row["year"]
    missed = provenance.facts.months.get("missed_in_opening_hours", {})
    held = provenance.facts.months.get("conversations", {})
    months = [
        month
        for month in range(1, 13)
        if all((series.get((year, month)) or {}).get("value") is not None for series in (held, missed))
    ]
    of_held = [held[year, month]["observation_id"] for month in months]
    of_missed = [missed[year, month]["observation_id"] for month in months]
    how = Text(
        "Conversations per 100 conversations and missed presses together, over the months that have both figures.",
        "Gesprekken per 100 gesprekken en gemiste drukken samen, over de maanden met beide cijfers.",
    )
    return [
        wording.same(str(year)),
        provenance.derived(wording.percent(row["answered_ratio_pct"]), of_held + of_missed, how),
        provenance.derived(wording.exact(row["answered_ratio_pct_num"]), of_held, how),
        provenance.derived(wording.exact(row["answered_ratio_pct_den"]), of_held + of_missed, how),
        wording.number(row["answered_months_used"]),
    ]


def _answered_totals(facts: Facts, provenance: Provenance) -> Figure:
    rows = {
        year: row for year, row in sorted(by_year(facts).items()) if row["answered_ratio_of_totals_pct"] is not None
    }
    values = {year: row["answered_ratio_of_totals_pct"] for year, row in rows.items()}
    marks = {year: of_totals(provenance, row).mark for year, row in rows.items()}
    title = Text("From the totals of the year", "Uit de totalen van het jaar")
    return Figure(
        title=title,
        charts=(
            Chart(
                "answered-totals",
                lambda language: charts.by_year(
                    bars(values, marks, "percent", language),
                    list(range(min(values), max(values) + 1)),
                    suffix=wording.of(wording.PER_CENT, language),
                ),
                years_told(
                    Text("Answered share of the totals", "Beantwoord aandeel van de totalen"), values, marks, "percent"
                ),
            ),
        ),
        table=Table(
            title,
            [YEAR, Text("Answered", "Beantwoord"), Text("Conversations", "Gesprekken"), Text("Missed", "Gemist")],
            [_of_totals_row(facts, provenance, row) for row in rows.values()],
        ),
        files=("metrics.yearly_summary",),
        notes=[
            Text(
                "Not comparable with the share by month: the totals also count months printed without a value.",
                "Niet te vergelijken met het aandeel per maand: de totalen tellen ook maanden zonder waarde mee.",
            ),
            *([HOLLOW] if any(row["answered_ratio_of_totals_is_disputed"] for row in rows.values()) else []),
        ],
        caveats=_caveats(facts, provenance),
    )


def _of_totals_row(facts: Facts, provenance: Provenance, row: Record) -> list[Cell]:
    return [
        wording.same(str(row["year"])),
        of_totals(provenance, row),
        annual(provenance, row),
        annual(provenance, facts.years["missed_in_opening_hours"][row["year"]]),
    ]


def of_totals(provenance: Provenance, row: Record) -> Number:
    """Return the share that the totals of a year make."""
    behind = [one for name in _MADE_OF for one in provenance.annual(name, row["year"])]
    how = Text(
        "Conversations per 100 conversations and missed presses together, from the totals of the year.",
        "Gesprekken per 100 gesprekken en gemiste drukken samen, uit de totalen van het jaar.",
    )
    mark = wording.mark(
        is_disputed=row["answered_ratio_of_totals_is_disputed"], is_approximate=provenance.is_approximate(behind)
    )
    return provenance.derived(wording.percent(row["answered_ratio_of_totals_pct"]), behind, how, mark)
