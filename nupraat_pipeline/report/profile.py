"""The section on who makes contact: shares by gender, age, problem and weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import caveats, naming, wording
from nupraat_pipeline.report.blocks import Figure, Section
from nupraat_pipeline.report.categories import Breakdown, Value, chart, table

if TYPE_CHECKING:
    from nupraat_pipeline.report.blocks import Cell
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Provenance

_INDICATORS = {
    "gender": "caller_gender_share",
    "age": "caller_age_share",
    "problem": "reported_problem_share",
    "weekday": "weekday_share",
}

# The derived category of metrics.caller_profile.
_UNDER_18 = "under_18"
_UNDER_18_NAME = Text("Under 18 (computed)", "Jonger dan 18 (berekend)")


def profile_section(facts: Facts, provenance: Provenance) -> Section:
    """Shares by gender, age, problem and weekday."""
    figures = []
    for breakdown in _INDICATORS:
        rows = [row for row in facts.rows["profile"] if row["breakdown"] == breakdown]
        if any(row["share_pct"] is not None and not row["is_derived"] for row in rows):
            figures.append(_profile(facts, provenance, breakdown, rows))
    return Section(
        "profile",
        Text("Who makes contact, and about what", "Wie contact zoekt, en waarover"),
        Text(
            "Shares as the answers print them, rounded to whole per cents as a rule.",
            "Aandelen zoals de antwoorden ze drukken, meestal afgerond op hele procenten.",
        ),
        figures,
    )


def _profile(facts: Facts, provenance: Provenance, breakdown: str, rows: list[Record]) -> Figure:
    indicator = _INDICATORS[breakdown]
    by_key = {(row["category"], row["year"]): row for row in rows}
    names = _names(facts, indicator, breakdown, rows)
    shown = Breakdown(
        naming.indicator_name(facts, indicator),
        "percent",
        names,
        {
            (category, year): Value(
                row["share_pct"], row["is_approximate"], facts.is_disputed(indicator, year, category)
            )
            for (category, year), row in by_key.items()
        },
    )
    printed = Breakdown(
        shown.title,
        shown.unit,
        {category: name for category, name in names.items() if category != _UNDER_18},
        {key: value for key, value in shown.values.items() if not by_key[key]["is_derived"]},
    )
    with_known = any(row["share_of_known_pct"] is not None for row in rows if row["year"] == shown.years[0])
    of_known = (
        Text("of the known", "van gekend"),
        lambda category, year: _of_known(provenance, indicator, by_key[category, year]),
    )
    return Figure(
        title=shown.title,
        charts=(chart(f"profile-{breakdown}", printed),),
        table=table(
            shown,
            lambda category, year: _share(provenance, indicator, by_key[category, year]),
            of_known if with_known else None,
        ),
        files=("metrics.caller_profile",),
        notes=_notes(facts, indicator, rows),
        caveats=caveats.beside(facts, provenance, [indicator]),
    )


def _names(facts: Facts, indicator: str, breakdown: str, rows: list[Record]) -> dict[str, Text]:
    """Return the names of the categories in the order of the catalogue, what is computed last."""
    order = {row["category"]: row["position"] for row in facts.rows["categories"] if row["dimension"] == breakdown}
    ordered = sorted(rows, key=lambda row: (row["is_derived"], order.get(row["category"], len(order)), row["category"]))
    return {
        row["category"]: _UNDER_18_NAME
        if row["is_derived"]
        else naming.category_name(facts, indicator, row["category"])
        for row in ordered
    }


def _share(provenance: Provenance, indicator: str, row: Record) -> Cell:
    mark = _mark(provenance.facts, indicator, row)
    if not row["is_derived"]:
        return provenance.of_value(indicator, row["year"], row["category"], mark)
    if row["share_pct"] is None:
        return wording.NO_VALUE
    how = Text("The sum of the age bands below 18.", "De som van de leeftijdsgroepen onder 18.")
    return provenance.derived(
        wording.amount(row["share_pct"], "percent"), _bands_under_18(provenance, indicator, row["year"]), how, mark
    )


def _of_known(provenance: Provenance, indicator: str, row: Record) -> Cell:
    if row["share_of_known_pct"] is None:
        return wording.NO_VALUE
    own = (
        _bands_under_18(provenance, indicator, row["year"])
        if row["is_derived"]
        else [provenance.of_year(indicator, row["year"], row["category"])]
    )
    behind = [one for one in (*own, provenance.of_year(indicator, row["year"], "unknown")) if one]
    how = Text(
        "The share among those of whom it is known: 100 × share / (100 − unknown).",
        "Het aandeel onder wie het gekend is: 100 × aandeel / (100 − onbekend).",
    )
    return provenance.derived(
        wording.percent(row["share_of_known_pct"]), behind, how, _mark(provenance.facts, indicator, row)
    )


def _mark(facts: Facts, indicator: str, row: Record) -> Text | None:
    return wording.mark(
        is_disputed=facts.is_disputed(indicator, row["year"], row["category"]), is_approximate=row["is_approximate"]
    )


def _bands_under_18(provenance: Provenance, indicator: str, year: int) -> list[str]:
    bands = [
        row["category"]
        for row in provenance.facts.rows["categories"]
        if row["dimension"] == "age" and row["age_to"] is not None and row["age_to"] < 18
    ]
    return [one for band in bands if (one := provenance.of_year(indicator, year, band))]


def _notes(facts: Facts, indicator: str, rows: list[Record]) -> list[Text]:
    notes = []
    for base in sorted({row["base"] for row in rows}, key=lambda base: base or ""):
        of = wording.years(row["year"] for row in rows if row["base"] == base)
        name = Text("not said by the answer", "niet vermeld in het antwoord")
        if base is not None:
            name = naming.indicator_name(facts, base)
        notes.append(Text(f"{of.en}: 100 % is {name.en}.", f"{of.nl}: 100 % is {name.nl}."))
    newest = max(row["year"] for row in rows)
    for row in rows:
        if row["year"] == newest and row["count_low"] is not None and row["count_high"] is not None:
            name = naming.category_name(facts, indicator, row["category"])
            low, high, base = (wording.number(row[column]) for column in ("count_low", "count_high", "base_value"))
            notes.append(
                Text(
                    f"{name.en} {newest}: a rounded share, so {low.en} to {high.en} of {base.en}.",
                    f"{name.nl} {newest}: een afgerond aandeel, dus {low.nl} tot {high.nl} van {base.nl}.",
                )
            )
    return notes
