"""The sections by year: totals with their change, the share of calls that were answered, and the key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import caveats, charts, timeline, wording
from nupraat_pipeline.report.blocks import Chart, Figure, KeyFigure, Section, Table
from nupraat_pipeline.report.facts import SERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.report.blocks import Cell
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Number, Provenance

_YEAR = Text("Year", "Jaar")
_EVENTS_NOT_PEOPLE = Text(
    "A ratio of events, not of young people: one person may press often, and some who miss a conversation chat later.",
    "Een verhouding van gebeurtenissen, niet van jongeren: één persoon kan vaak drukken, en wie een gesprek mist, chat "
    "soms later.",
)
_HOLLOW = Text(
    "Hollow, with a broken edge: disputed. The answer's own figures contradict this total.",
    "Hol, met een onderbroken rand: betwist. De eigen cijfers van het antwoord spreken dit totaal tegen.",
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
    name = wording.short_name(facts, indicator)
    values = {year: row["annual_value"] for year, row in rows.items() if row["annual_value"] is not None}
    found = [
        finding
        for finding in facts.findings_about([indicator, f"{indicator}_growth"])
        if finding["rule"] not in {"value_revised", "months_complete"} and _is_whole_year(finding)
    ]
    return Figure(
        title=name,
        charts=(
            Chart(
                f"totals-{indicator}",
                lambda language: charts.by_year(
                    _bars(values, {year for year in values if rows[year]["is_disputed"]}, "count", language),
                    list(range(min(values), max(values) + 1)),
                ),
                years_told(name, values),
            ),
        ),
        table=_totals_table(provenance, name, rows),
        files=("metrics.yearly_summary",),
        notes=[_HOLLOW] if any(rows[year]["is_disputed"] for year in values) else [],
        caveats=caveats.told(facts, provenance, found),
    )


def _is_whole_year(finding: Record) -> bool:
    start, end = finding["period_start"], finding["period_end"]
    return start is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)


def _bars(values: dict[int, float], disputed: set[int], unit: str, language: str) -> charts.Rows:
    rows = []
    for year, value in sorted(values.items()):
        label = wording.of(wording.amount(round(value, 1), unit), language)
        doubt = f" ({wording.of(wording.DISPUTED, language)})" if year in disputed else ""
        rows.append(
            {
                "year": year,
                "value": value,
                "label": label,
                "text": f"{year}: {label}{doubt}",
                "disputed": year in disputed,
            }
        )
    return rows


def years_told(name: Text, values: dict[int, float], unit: str = "count") -> Text:
    """Return what bars by year show, in a sentence; of many, the first, the last, the highest and the lowest."""
    if len(values) > _MOST_TOLD:
        years = range(min(values), max(values) + 1)
        return timeline.series_told(name, [(wording.same(str(year)), values.get(year)) for year in years], unit)
    shown = {year: wording.amount(round(value, 1), unit) for year, value in sorted(values.items())}
    missing = [wording.same(str(year)) for year in range(min(values), max(values) + 1) if year not in values]
    listed = wording.listed([Text(f"{text.en} in {year}", f"{text.nl} in {year}") for year, text in shown.items()])
    gaps = wording.listed(missing)
    return Text(
        f"{name.en}: {listed.en}." + (f" No value for {gaps.en}." if missing else ""),
        f"{name.nl}: {listed.nl}." + (f" Geen waarde voor {gaps.nl}." if missing else ""),
    )


def _totals_table(provenance: Provenance, name: Text, rows: dict[int, Record]) -> Table:
    head = [
        _YEAR,
        Text("Total", "Totaal"),
        Text("Change", "Evolutie"),
        Text("In %", "In %"),
        Text("Sum of months", "Som maanden"),
    ]
    return Table(
        Text(f"{name.en} by year", f"{name.nl} per jaar"),
        head,
        [_totals_row(provenance, row) for _, row in sorted(rows.items())],
    )


def _totals_row(provenance: Provenance, row: Record) -> list[Cell]:
    indicator, year = row["indicator"], row["year"]
    months = provenance.months(indicator, year)
    cells: list[Cell] = [wording.same(str(year)), annual(provenance, row)]
    if row["change"] is None:
        cells += [wording.NO_VALUE, wording.NO_VALUE]
    else:
        behind = provenance.annual(indicator, year) + provenance.annual(indicator, year - 1)
        how = Text("The difference with the year before.", "Het verschil met het jaar ervoor.")
        share = Text("The change per 100 of the year before.", "De evolutie per 100 van het jaar ervoor.")
        cells.append(provenance.derived(wording.signed(wording.number(row["change"]), row["change"]), behind, how))
        if row["change_pct"] is None:
            cells.append(wording.NO_VALUE)
        else:
            text = wording.signed(wording.percent(row["change_pct"]), row["change_pct"])
            cells.append(provenance.derived(text, behind, share))
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
    mark = wording.DISPUTED if row["is_disputed"] else None
    text = wording.exact(row["annual_value"])
    if row["value_basis"] == "stated":
        return provenance.printed(text, behind[0] if behind else None, mark)
    how = Text(
        "No answer states this total: it is the sum of twelve months.",
        "Geen antwoord vermeldt dit totaal: het is de som van twaalf maanden.",
    )
    return provenance.derived(text, behind, how, mark or Text("summed", "opgeteld"))


# The answered share


def answered_section(facts: Facts, provenance: Provenance) -> Section:
    """Conversations per 100 conversations and missed presses together: by month, and apart from it of the totals."""
    figures = []
    if any(row["answered_ratio_pct"] is not None for row in facts.rows["activity"]):
        figures.append(_answered_months(facts, provenance))
    if any(row["answered_ratio_of_totals_pct"] is not None for row in _held(facts).values()):
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


def _held(facts: Facts) -> dict[int, Record]:
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
    rows = [row for _, row in sorted(_held(facts).items()) if row["answered_ratio_pct"] is not None]
    return Figure(
        title=title,
        charts=(
            Chart(
                "answered-months",
                lambda language: charts.by_month(timeline.of_shares(values, breaks, language), is_share=True),
                timeline.series_told(
                    Text("Answered share", "Beantwoord aandeel"),
                    [(wording.month(*month), value) for month, value in values],
                    "percent",
                ),
            ),
        ),
        table=Table(
            Text("Over the months that have both figures", "Over de maanden met beide cijfers"),
            [
                _YEAR,
                Text("Answered", "Beantwoord"),
                Text("Conversations", "Gesprekken"),
                Text("Conversations and missed", "Gesprekken en gemiste"),
                Text("Months", "Maanden"),
            ],
            [_answered_row(provenance, row) for row in rows],
        ),
        files=("metrics.monthly_activity", "metrics.yearly_summary"),
        notes=[_EVENTS_NOT_PEOPLE, *timeline.breaks_told(breaks)],
    )


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
    rows = {year: row for year, row in sorted(_held(facts).items()) if row["answered_ratio_of_totals_pct"] is not None}
    values = {year: row["answered_ratio_of_totals_pct"] for year, row in rows.items()}
    disputed = {year for year, row in rows.items() if row["answered_ratio_of_totals_is_disputed"]}
    title = Text("From the totals of the year", "Uit de totalen van het jaar")
    return Figure(
        title=title,
        charts=(
            Chart(
                "answered-totals",
                lambda language: charts.by_year(
                    _bars(values, disputed, "percent", language),
                    list(range(min(values), max(values) + 1)),
                    is_share=True,
                ),
                years_told(
                    Text("Answered share of the totals", "Beantwoord aandeel van de totalen"), values, "percent"
                ),
            ),
        ),
        table=Table(
            title,
            [_YEAR, Text("Answered", "Beantwoord"), Text("Conversations", "Gesprekken"), Text("Missed", "Gemist")],
            [_of_totals_row(facts, provenance, row) for row in rows.values()],
        ),
        files=("metrics.yearly_summary",),
        notes=[
            Text(
                "Not comparable with the share by month: the totals also count months printed without a value.",
                "Niet te vergelijken met het aandeel per maand: de totalen tellen ook maanden zonder waarde mee.",
            ),
            *([_HOLLOW] if disputed else []),
        ],
    )


def _of_totals_row(facts: Facts, provenance: Provenance, row: Record) -> list[Cell]:
    return [
        wording.same(str(row["year"])),
        _of_totals(provenance, row),
        annual(provenance, row),
        annual(provenance, facts.years["missed_in_opening_hours"][row["year"]]),
    ]


def _of_totals(provenance: Provenance, row: Record) -> Number:
    behind = [
        one for name in ("conversations", "missed_in_opening_hours") for one in provenance.annual(name, row["year"])
    ]
    how = Text(
        "Conversations per 100 conversations and missed presses together, from the totals of the year.",
        "Gesprekken per 100 gesprekken en gemiste drukken samen, uit de totalen van het jaar.",
    )
    mark = wording.DISPUTED if row["answered_ratio_of_totals_is_disputed"] else None
    return provenance.derived(wording.percent(row["answered_ratio_of_totals_pct"]), behind, how, mark)


# The key figures

_MINDS = {
    "conversations": Text("One person may have several.", "Eén persoon kan er meerdere voeren."),
    "new_chat_callers": Text(
        "People who came to the chat for the first time.", "Mensen die voor het eerst op de chat kwamen."
    ),
    "missed_in_opening_hours": Text(
        "Presses, not people; missed is not unhelped: some chat later.",
        "Drukken, geen mensen; gemist is niet ongeholpen: sommigen chatten later.",
    ),
}
_SHORT = {
    "conversations": Text("conversations", "gesprekken"),
    "new_chat_callers": Text("new callers on the chat", "nieuwe chatoproepers"),
    "missed_in_opening_hours": Text("missed in opening hours", "gemist tijdens de openingsuren"),
}


def key_figures(facts: Facts, provenance: Provenance) -> list[KeyFigure]:
    """Return the newest year's value of each series, and of the share that was answered."""
    found = [figure for indicator in SERIES if (figure := _newest(facts, provenance, indicator)) is not None]
    shares = [row for _, row in sorted(_held(facts).items()) if row["answered_ratio_of_totals_pct"] is not None]
    if shares:
        found.append(
            KeyFigure(
                Text("answered, of conversations and missed presses", "beantwoord, van gesprekken en gemiste drukken"),
                _of_totals(provenance, shares[-1]),
                shares[-1]["year"],
                None,
                Text(
                    "A ratio of events, from the year's totals.",
                    "Een verhouding van gebeurtenissen, uit de jaartotalen.",
                ),
            )
        )
    return found


def _newest(facts: Facts, provenance: Provenance, indicator: str) -> KeyFigure | None:
    rows: Sequence[Record] = [
        row for _, row in sorted(facts.years.get(indicator, {}).items()) if row["annual_value"] is not None
    ]
    if not rows:
        return None
    row = rows[-1]
    _, number, _, change, *_ = _totals_row(provenance, row)
    return KeyFigure(
        _SHORT[indicator],
        number if not isinstance(number, Text) else provenance.printed(number, None),
        row["year"],
        None if isinstance(change, Text) else change,
        _MINDS[indicator],
    )
