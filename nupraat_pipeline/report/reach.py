"""The sections on referrals by other helplines, and on how many of those who press the button are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import caveats, naming, wording
from nupraat_pipeline.report.blocks import Figure, Section, Table
from nupraat_pipeline.report.categories import Breakdown, Value, chart, table
from nupraat_pipeline.report.yearly import annual

if TYPE_CHECKING:
    from nupraat_pipeline.report.blocks import Cell
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Provenance

# The columns of metrics.reach, and the indicators they are of.
_PEOPLE = {
    "unique_button_callers": "unique_chat_button_callers",
    "answered_callers": "answered_callers_chat_and_mail",
    "chat_callers": "chat_callers",
    "mail_only_callers": "mail_only_callers",
}
_PRESSES = {
    "missed_in_opening_hours": "missed_in_opening_hours",
    "presses_outside_opening_hours": "missed_outside_opening_hours",
}
# Each ratio, the people it counts, and the column that says whether one of its figures is disputed.
_RATIOS = {
    "reach_chat_pct": ("chat_callers", "reach_chat_is_disputed"),
    "reach_with_mail_pct": ("answered_callers_chat_and_mail", "reach_with_mail_is_disputed"),
}
_RATIO_NAMES = {
    "reach_chat_pct": Text("Came to the chat, per 100 on the button", "Kwamen naar de chat, per 100 op de knop"),
    "reach_with_mail_pct": Text(
        "Answered by chat or mail, per 100 on the button", "Beantwoord via chat of mail, per 100 op de knop"
    ),
}


# Referrals


def referrals_section(facts: Facts, provenance: Provenance) -> Section:
    """Referrals by other helplines."""
    rows = facts.rows["referrals"]
    return Section(
        "referrals",
        Text("Referred by other helplines", "Doorverwezen door andere hulplijnen"),
        Text(
            "Which helpline sent callers on, as far as they said so themselves in the conversation.",
            "Welke hulplijn oproepers doorverwees, voor zover zij dat zelf zeiden in het gesprek.",
        ),
        [_referrals(facts, provenance, rows)] if any(row["referrals"] is not None for row in rows) else [],
    )


def _referrals(facts: Facts, provenance: Provenance, rows: list[Record]) -> Figure:
    by_key = {(row["helpline"], row["year"]): row for row in rows}
    newest = max(row["year"] for row in rows)
    order = sorted(rows, key=lambda row: (row["year"] != newest, -(row["referrals"] or 0), row["helpline"]))
    breakdown = Breakdown(
        naming.short_name(facts, "referrals"),
        "count",
        {row["helpline"]: naming.category_name(facts, "referrals", row["helpline"]) for row in order},
        {
            (helpline, year): Value(
                row["referrals"],
                is_approximate=provenance.is_approximate(_behind(provenance, year, [row])),
                is_disputed=facts.is_disputed("referrals", year, helpline),
            )
            for (helpline, year), row in by_key.items()
        },
    )
    share = Text("share", "aandeel")
    tabled = table(
        breakdown,
        lambda helpline, year: provenance.of_value(
            "referrals",
            year,
            helpline,
            wording.mark(
                is_disputed=facts.is_disputed("referrals", year, helpline),
                is_approximate=provenance.is_approximate(_behind(provenance, year, [by_key[helpline, year]])),
            ),
        ),
        (share, lambda helpline, year: _share(provenance, by_key[helpline, year], rows)),
    )
    notes = []
    lower = wording.years(row["year"] for row in rows if row["is_lower_bound"])
    if lower.en:
        notes.append(
            Text(
                f"{lower.en}: the answer itself says that the real numbers are probably higher; not every "
                "caller tells.",
                f"{lower.nl}: het antwoord zegt zelf dat de echte aantallen waarschijnlijk hoger zijn; niet elke "
                "oproeper zegt het.",
            )
        )
    return Figure(
        title=breakdown.title,
        charts=(chart("referrals", breakdown),),
        table=Table(tabled.caption, tabled.head, [*tabled.rows, _together(provenance, breakdown.years, rows)]),
        files=("metrics.referrals",),
        notes=notes,
        caveats=caveats.beside(facts, provenance, ["referrals"]),
    )


def _share(provenance: Provenance, row: Record, rows: list[Record]) -> Cell:
    if row["share_of_reported_pct"] is None:
        return wording.NO_VALUE
    how = Text("Share of the reported referrals of the year.", "Aandeel van de gemelde doorverwijzingen van het jaar.")
    return provenance.derived(
        wording.percent(row["share_of_reported_pct"]), _behind(provenance, row["year"], rows, row["helpline"]), how
    )


def _together(provenance: Provenance, years: list[int], rows: list[Record]) -> list[Cell]:
    totals = {row["year"]: row["reported_total"] for row in rows}
    how = Text(
        "The sum over the helplines; the answer does not print it.",
        "De som over de hulplijnen; het antwoord drukt ze niet.",
    )
    row: list[Cell] = [Text("Together (computed)", "Samen (berekend)")]
    for year in years:
        behind = _behind(provenance, year, rows)
        row.append(
            wording.NO_VALUE if totals[year] is None else provenance.derived(wording.exact(totals[year]), behind, how)
        )
    return [*row, Text("", "")]


def _behind(provenance: Provenance, year: int, rows: list[Record], first: str | None = None) -> list[str]:
    """The referrals of a year, those of one helpline first."""
    helplines = sorted({row["helpline"] for row in rows if row["year"] == year}, key=lambda name: (name != first, name))
    return [one for name in helplines if (one := provenance.of_year("referrals", year, name))]


# Reach


def reach_section(facts: Facts, provenance: Provenance) -> Section:
    """People on the button and people reached; and, apart from them, presses."""
    people = Text("People", "Mensen")
    presses = Text("Presses without a conversation at once", "Drukken zonder onmiddellijk gesprek")
    never_added = Text(
        "Presses are not people, and these two are never to be added up.",
        "Drukken zijn geen mensen, en deze twee mogen nooit opgeteld worden.",
    )
    figures = []
    if _has(facts, _PEOPLE):
        figures.append(_reached(facts, provenance, "people", people, _PEOPLE, []))
    if _has(facts, _PRESSES):
        figures.append(_reached(facts, provenance, "presses", presses, _PRESSES, [never_added]))
    return Section(
        "reach",
        Text("How many are reached", "Hoeveel er bereikt worden"),
        Text(
            "Those who pressed the chat button, and those who came to a conversation. The rest is not 'unhelped': "
            "some mail, some come back, some call another helpline.",
            "Wie op de chatknop drukte, en wie tot een gesprek kwam. De rest is niet 'ongeholpen': sommigen mailen, "
            "komen terug of bellen een andere hulplijn.",
        ),
        figures,
    )


def _has(facts: Facts, columns: dict[str, str]) -> bool:
    return any(row[column] is not None for row in facts.rows["reach"] for column in columns)


def _reached(  # noqa: PLR0913, PLR0917 - two figures alike but for what they count
    facts: Facts, provenance: Provenance, key: str, title: Text, columns: dict[str, str], notes: list[Text]
) -> Figure:
    values = {
        (indicator, row["year"]): Value(
            row[column],
            is_approximate=provenance.is_approximate(provenance.annual(indicator, row["year"])),
            is_disputed=_is_disputed(facts, indicator, row["year"]),
        )
        for row in facts.rows["reach"]
        for column, indicator in columns.items()
        if row[column] is not None
    }
    given = {indicator for indicator, _ in values}
    breakdown = Breakdown(
        title,
        "count",
        {name: naming.short_name(facts, name) for name in columns.values() if name in given},
        values,
    )
    tabled = table(breakdown, lambda indicator, year: annual(provenance, facts.years[indicator][year]))
    ratios = _ratios(facts, provenance, breakdown.years) if columns is _PEOPLE else []
    return Figure(
        title=title,
        charts=(chart(f"reach-{key}", breakdown),),
        table=Table(title, tabled.head, [*tabled.rows, *ratios]),
        files=("metrics.reach",),
        notes=notes,
        caveats=caveats.beside(facts, provenance, columns.values()),
    )


def _is_disputed(facts: Facts, indicator: str, year: int) -> bool:
    return bool(facts.years[indicator][year]["is_disputed"])


def _ratios(facts: Facts, provenance: Provenance, years: list[int]) -> list[list[Cell]]:
    """Return a row for each ratio that some year has: callers reached per 100 on the button."""
    by_year = {row["year"]: row for row in facts.rows["reach"]}
    return [
        [_RATIO_NAMES[column], *(_ratio(provenance, column, by_year[year]) for year in years)]
        for column in _RATIOS
        if any(by_year[year][column] is not None for year in years)
    ]


def _ratio(provenance: Provenance, column: str, row: Record) -> Cell:
    if row[column] is None:
        return wording.NO_VALUE
    counted, disputed = _RATIOS[column]
    behind = [one for name in (counted, "unique_chat_button_callers") for one in provenance.annual(name, row["year"])]
    mark = wording.mark(is_disputed=row[disputed], is_approximate=provenance.is_approximate(behind))
    how = wording.described(provenance.facts.columns[f"metrics.reach.{column}"])
    return provenance.derived(wording.percent(row[column]), behind, how, mark)
