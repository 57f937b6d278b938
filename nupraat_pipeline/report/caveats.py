"""Findings in plain words, for people who have never seen the database.

Here: a sentence in both languages for each rule, from the columns of the finding. A rule without a sentence here is
told in its own message, so that a new rule is never silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import naming, wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Number, Provenance

# Of these the details (which months, which label, which number) stand in the message alone, which is in English.
_WITH_MESSAGE = frozenset({"unaccounted_number", "unrecognised_table", "equal_columns", "unknown_category"})

SENTENCES = {
    "unaccounted_number": Text(
        "A number on page {page} was not understood, so it is not on this page.",
        "Een getal op bladzijde {page} is niet begrepen en staat dus niet op deze pagina.",
    ),
    "unrecognised_table": Text(
        "A table on page {page} was not understood, so its figures are not on this page.",
        "Een tabel op bladzijde {page} is niet begrepen; de cijfers daaruit staan dus niet op deze pagina.",
    ),
    "value_in_range": Text(
        "The figure {stated} cannot be right: look at the page before using it.",
        "Het cijfer {stated} kan niet juist zijn: kijk op de bladzijde voor u het gebruikt.",
    ),
    "total_equals_sum": Text(
        "The answer states {stated}, but the parts it prints make {computed}: a difference of {size}.",
        "Het antwoord vermeldt {stated}, maar de delen die het drukt, zijn samen {computed}: een verschil van {size}.",
    ),
    "prose_equals_table": Text(
        "The text of the answer says {stated}, its table says {computed}.",
        "De tekst van het antwoord zegt {stated}, de tabel zegt {computed}.",
    ),
    "growth_as_stated": Text(
        "The answer states a change of {stated}; its figures make that {computed}.",
        "Het antwoord vermeldt een evolutie van {stated}; uit de cijfers volgt {computed}.",
    ),
    "shares_sum_to_100": Text(
        "The printed shares make {stated} together, which rounding does not explain.",
        "De gedrukte aandelen zijn samen {stated}, en dat is niet door afronding te verklaren.",
    ),
    "parts_equal_whole": Text(
        "The answer states {stated} callers answered; by chat and by mail only make {computed} together.",
        "Het antwoord vermeldt {stated} beantwoorde oproepers; via chat en enkel via mail zijn er samen {computed}.",
    ),
    "new_callers_within_conversations": Text(
        "There are more new callers ({stated}) than conversations ({computed}), which cannot be.",
        "Er zijn meer nieuwe oproepers ({stated}) dan gesprekken ({computed}), en dat kan niet.",
    ),
    "equal_columns": Text(
        "Two years have the same number in {stated} months; one may be printed twice.",
        "Twee jaren hebben in {stated} maanden hetzelfde getal; misschien is er een twee keer gedrukt.",
    ),
    "magnitude_jump": Text(
        "{stated} is far from the rest of the series, which is around {computed}; look at the page before using it.",
        "{stated} ligt ver van de rest van de reeks, rond {computed}; kijk op de bladzijde voor u het gebruikt.",
    ),
    "conflicting_within_answer": Text(
        "One answer gives two values: {stated} and {computed}.",
        "Eén antwoord geeft twee waarden: {stated} en {computed}.",
    ),
    "conflicting_editions": Text(
        "Two files of the same answer differ; the other one says {stated}, the one that is used {computed}.",
        "Twee bestanden van hetzelfde antwoord verschillen: het andere zegt {stated}, het gebruikte {computed}.",
    ),
    "conflicting_answers": Text(
        "Two answers of the same day differ: {stated} and {computed}.",
        "Twee antwoorden van dezelfde dag verschillen: {stated} en {computed}.",
    ),
    "value_withdrawn": Text(
        "A later answer no longer gives this figure; the earlier one, {computed}, is shown.",
        "Een later antwoord geeft dit cijfer niet meer; hier staat het vroegere, {computed}.",
    ),
    "value_revised": Text(
        "A later answer changed this figure from {computed} to {stated}.",
        "Een later antwoord wijzigde dit cijfer van {computed} naar {stated}.",
    ),
    "unknown_category": Text(
        "An answer uses a category that was not known before; it is shown as printed.",
        "Een antwoord gebruikt een categorie die nog niet bekend was; ze staat hier zoals gedrukt.",
    ),
    "categories_disjoint": Text(
        "Some age bands share an age ({bands}), so it is not clear where it was counted.",
        "Sommige leeftijdsgroepen delen een leeftijd ({bands}); waar die geteld is, is niet duidelijk.",
    ),
    "months_complete": Text(
        "Only {computed} of {stated} months have a value. A month without a value is not zero.",
        "Maar {computed} van de {stated} maanden hebben een waarde. Een maand zonder waarde is geen nul.",
    ),
    "persons_within_pressers": Text(
        "The button was pressed more often ({stated}) than there were people who pressed it ({computed}): "
        "presses are not people.",
        "Er is vaker op de knop gedrukt ({stated}) dan er mensen op drukten ({computed}): drukken zijn geen mensen.",
    ),
}

# What is to be known of `total_equals_sum` with parts that have no value.
_HOLES = Text(
    " And {missing} of these parts have no value, so the real difference is larger still.",
    " Bovendien hebben {missing} van die delen geen waarde, dus is het werkelijke verschil nog groter.",
)
_A_HOLE = Text(
    " And one of these parts has no value, so the real difference is larger still.",
    " Bovendien heeft een van die delen geen waarde, dus is het werkelijke verschil nog groter.",
)

_COLUMNS = {"missing": "parts_missing", "page": "page"}
_NAMES = ("stated", "computed", "size", "bands", *_COLUMNS)
_OLDEST = 1_000

# Counts of months and the like, whatever the unit of the indicator.
_OF_COUNTS = frozenset({"months_complete", "equal_columns"})


class Caveat(Struct, frozen=True):
    """A finding that failed, as the page tells it; `shown` opens the pages where one sees it, if any."""

    severity: str
    rule: str
    about: Text
    said_by: Text
    text: Text
    message: str | None
    shown: Number


def told(facts: Facts, provenance: Provenance, findings: Iterable[Record]) -> list[Caveat]:
    """Return the caveats of findings that failed, in their order."""
    return [_told(facts, provenance, finding) for finding in findings]


def beside(facts: Facts, provenance: Provenance, indicators: Iterable[str]) -> list[Caveat]:
    """Return what to tell beside a figure of these indicators.

    Not revisions, of which there may be dozens: they are told once, at the end of the page.
    """
    found = [finding for finding in facts.findings_about(indicators) if finding["rule"] != "value_revised"]
    return told(facts, provenance, found)


def _told(facts: Facts, provenance: Provenance, finding: Record) -> Caveat:
    rule = finding["rule"]
    meaning = facts.codes.get(("rule", rule))
    in_short = wording.described(meaning) if meaning else wording.same(rule)
    sentence = _sentence(facts, finding)
    return Caveat(
        severity=finding["severity"],
        rule=rule,
        about=_about(facts, finding),
        said_by=_said_by(facts, finding),
        text=in_short if sentence is None else sentence,
        message=finding["message"] if rule in _WITH_MESSAGE or sentence is None else None,
        shown=provenance.derived(
            Text("Where it is printed", "Waar het gedrukt staat"), provenance.of_finding(finding), in_short
        ),
    )


def _about(facts: Facts, finding: Record) -> Text:
    """Name what a finding is about; of what was not understood, the file."""
    subject = naming.subject(facts, finding, named=naming.short_name)
    if subject.en:
        return subject
    return wording.same(facts.files.get(finding["document_id"], ""))


def _said_by(facts: Facts, finding: Record) -> Text:
    """Name the answers that a finding is about, and say when a later answer gives another figure instead."""
    both = [one for one in (finding["document_id"], finding["other_document_id"]) if one]
    if len(facts.files) < 2 or not both:
        return Text("", "")
    named = wording.listed([facts.short_names.get(one, wording.same(one)) for one in dict.fromkeys(both)])
    # A count of months is of the series, whose months may hold although its total was replaced.
    if len(set(both)) > 1 or finding["rule"] in _OF_COUNTS or not facts.is_replaced(finding):
        return named
    return Text(f"{named.en}; a later answer replaced it", f"{named.nl}; een later antwoord verving het")


def _sentence(facts: Facts, finding: Record) -> Text | None:
    """Return the sentence with the figures of the finding; None without a sentence, or when it lacks a figure."""
    sentence = SENTENCES.get(finding["rule"])
    if sentence is None:
        return None
    rule, difference, missing = finding["rule"], finding["difference"], finding["parts_missing"]
    if rule == "total_equals_sum" and missing and difference is not None and difference < 0:
        holes = _A_HOLE if missing == 1 else _HOLES
        sentence = Text(sentence.en + holes.en, sentence.nl + holes.nl)
    unit = (facts.indicators.get(finding["indicator"]) or {}).get("unit", "count")
    unit = "count" if rule in _OF_COUNTS else unit
    known = {
        "stated": finding["stated"],
        "computed": finding["computed"],
        "size": None if difference is None else abs(difference),
    }
    amounts = {name: wording.amount(value, unit) for name, value in known.items() if value is not None}
    amounts |= {
        name: wording.number(finding[column]) for name, column in _COLUMNS.items() if finding[column] is not None
    }
    if rule == "categories_disjoint":
        amounts["bands"] = wording.listed(_overlapping(facts, finding))
    if any(f"{{{name}}}" in sentence.en and name not in amounts for name in _NAMES):
        return None
    return wording.both(
        lambda language: wording.of(sentence, language).format(
            **{name: wording.of(text, language) for name, text in amounts.items()}
        )
    )


def _overlapping(facts: Facts, finding: Record) -> list[Text]:
    """Return the age bands of the finding's breakdown that share an age with another of them."""
    dimension = str((facts.indicators.get(finding["indicator"]) or {}).get("dimension"))
    bands = {
        row["category"]: facts.categories[dimension, row["category"]]
        for row in facts.said((finding["document_id"],), finding["indicator"])
        if row["period_start"] == finding["period_start"] and (dimension, row["category"]) in facts.categories
    }
    known = [band for band in bands.values() if band["age_from"] is not None]
    return [
        wording.label(band)
        for band in sorted(known, key=lambda band: band["age_from"])
        if any(_share_an_age(band, other) for other in known if other is not band)
    ]


def _share_an_age(one: Record, other: Record) -> bool:
    oldest = [_OLDEST if band["age_to"] is None else band["age_to"] for band in (one, other)]
    return bool(one["age_from"] <= oldest[1] and other["age_from"] <= oldest[0])
