"""Schema `quality`: what came of checking the answers, and the rules by name."""

from __future__ import annotations

from nupraat_pipeline.model import codes, common
from nupraat_pipeline.model.schema import CodeList, Table, Text, col

RULE = CodeList(
    "rule",
    {
        "unaccounted_number": Text("A number was not understood.", "Een getal is niet begrepen."),
        "unrecognised_table": Text("A table was not understood.", "Een tabel is niet begrepen."),
        "value_in_range": Text(
            "A count is negative or broken, or a share is outside 0-100.",
            "Een aantal is negatief of gebroken, of een aandeel valt buiten 0-100.",
        ),
        "total_equals_sum": Text("A total differs from its parts.", "Een totaal verschilt van zijn delen."),
        "prose_equals_table": Text(
            "The text and the table give another figure.", "De tekst en de tabel geven een ander cijfer."
        ),
        "growth_as_stated": Text(
            "The stated growth is not that of the figures.", "De vermelde groei is niet die van de cijfers."
        ),
        "shares_sum_to_100": Text("Shares do not make 100 %.", "Aandelen maken geen 100 %."),
        "parts_equal_whole": Text(
            "Chat and mail callers do not make all callers answered.",
            "Chat- en mailoproepers zijn samen niet alle beantwoorde oproepers.",
        ),
        "new_callers_within_conversations": Text(
            "More new callers than conversations.", "Meer nieuwe oproepers dan gesprekken."
        ),
        "equal_columns": Text(
            "Two years agree in a third of their months or more.",
            "Twee jaren zijn gelijk in een derde van de maanden of meer.",
        ),
        "magnitude_jump": Text(
            "A year x5 or a month x10 against the series.", "Een jaar x5 of een maand x10 tegenover de reeks."
        ),
        "conflicting_within_answer": Text(
            "One answer gives two values for one thing.", "Eén antwoord geeft twee waarden voor hetzelfde."
        ),
        "conflicting_editions": Text(
            "Two files of one answer give two values.", "Twee bestanden van één antwoord geven twee waarden."
        ),
        "conflicting_answers": Text(
            "Two answers of one day give two values.", "Twee antwoorden van één dag geven twee waarden."
        ),
        "value_withdrawn": Text(
            "A later answer prints a hole where there was a value.",
            "Een later antwoord drukt een leemte waar een waarde stond.",
        ),
        "value_revised": Text("A later answer prints another value.", "Een later antwoord geeft een andere waarde."),
        "unknown_category": Text("A label nobody had seen before.", "Een nog nooit gezien label."),
        "categories_disjoint": Text("Two age bands share an age.", "Twee leeftijdsgroepen delen een leeftijd."),
        "months_complete": Text("Months without a value.", "Maanden zonder waarde."),
        "persons_within_pressers": Text("More presses than people.", "Meer drukken dan mensen."),
    },
)

FINDINGS = Table(
    "quality",
    "findings",
    Text("Every evaluation of every rule, passed or not.", "Elke toetsing van elke regel, geslaagd of niet."),
    (
        col(
            "rule",
            "VARCHAR",
            "The rule; its meaning is in meta.codes.",
            "De regel; de betekenis staat in meta.codes.",
            codes=RULE,
        ),
        col(
            "severity",
            "VARCHAR",
            "How much a failure matters.",
            "Hoe zwaar een mislukking weegt.",
            codes=codes.SEVERITY,
        ),
        col("passed", "BOOLEAN", "Whether the answer satisfies the rule.", "Of het antwoord aan de regel voldoet."),
        common.DOCUMENT_ID,
        col(
            "other_document_id",
            "VARCHAR",
            "The other answer, where two are compared.",
            "Het andere antwoord, als er twee vergeleken worden.",
            null=True,
        ),
        common.optional(common.INDICATOR, "Empty when the rule is about none.", "Leeg als de regel over geen gaat."),
        common.optional(common.PERIOD_START, "Empty without a period.", "Leeg zonder periode."),
        common.optional(common.PERIOD_END, "Empty without a period.", "Leeg zonder periode."),
        common.CATEGORY,
        col("stated", "DOUBLE", "What is printed.", "Wat gedrukt staat.", null=True, unit="indicator"),
        col(
            "computed",
            "DOUBLE",
            "What it should be, from the other figures.",
            "Wat het moet zijn, uit de andere cijfers.",
            null=True,
            unit="indicator",
        ),
        col("difference", "DOUBLE", "stated - computed.", "stated - computed.", null=True, unit="indicator"),
        col(
            "parts_used",
            "BIGINT",
            "Values that went into `computed`.",
            "Waarden waaruit `computed` bestaat.",
            null=True,
            unit="count",
        ),
        col("parts_missing", "BIGINT", "Parts without a value.", "Delen zonder waarde.", null=True, unit="count"),
        common.optional(common.PAGE, "Empty when on no page.", "Leeg als op geen bladzijde."),
        col("message", "VARCHAR", "The outcome in a sentence.", "De uitkomst in een zin."),
    ),
)

TABLES = (FINDINGS,)
