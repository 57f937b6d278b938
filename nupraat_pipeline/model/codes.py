"""Every code list of the published tables: the codes and what they mean.

Here: codes as data. The CHECK constraints, the validation and `meta.codes` are made from these. The indicators and
categories are no code lists: they are tables (`core.indicators`, `core.categories`).
"""

from __future__ import annotations

from nupraat_pipeline.model.schema import CodeList, Text

DOCUMENT_STATUS = CodeList(
    "document_status",
    {
        "read": Text("Read: its values are in core.observations", "Gelezen: de waarden staan in core.observations"),
        "duplicate": Text("Says the same as another file", "Zegt hetzelfde als een ander bestand"),
        "superseded": Text(
            "Another file of the same answer, with other values, is read instead",
            "Een ander bestand van hetzelfde antwoord, met andere waarden, is in de plaats gelezen",
        ),
        "rejected": Text("No readable answer", "Geen leesbaar antwoord"),
    },
)

DOCUMENT_REASON = CodeList(
    "document_reason",
    {
        "same_bytes": Text("The same bytes under another name", "Dezelfde bytes onder een andere naam"),
        "same_answer": Text(
            "The same question, other bytes, same values", "Zelfde vraag, andere bytes, zelfde waarden"
        ),
        "conflicting_editions": Text("The same question, other values", "Zelfde vraag, andere waarden"),
        "not_a_file": Text("Not a regular file", "Geen gewoon bestand"),
        "outside_raw": Text("A link that leaves the directory", "Een verwijzing buiten de map"),
        "unreadable": Text("The system refuses to open it", "Het systeem weigert het te openen"),
        "changed_while_reading": Text("Changed while it was read", "Gewijzigd tijdens het lezen"),
        "not_a_pdf": Text("Not a PDF", "Geen PDF"),
        "empty_file": Text("Without any bytes", "Zonder bytes"),
        "damaged": Text("A PDF that cannot be parsed", "Een PDF die niet te ontleden is"),
        "encrypted": Text("Opens only with a password", "Opent enkel met een wachtwoord"),
        "no_text_layer": Text("Pages without text, such as a scan", "Bladzijden zonder tekst, zoals een scan"),
        "not_this_answer": Text(
            "Another document than an answer about Nupraatikerover.be",
            "Een ander document dan een antwoord over Nupraatikerover.be",
        ),
        "incomplete_text": Text("Text that cannot be relied on", "Tekst waarop niet te rekenen valt"),
        "too_large": Text(
            "More bytes, pages or memory than allowed", "Meer bytes, bladzijden of geheugen dan toegelaten"
        ),
        "too_slow": Text("Took longer than allowed", "Duurde langer dan toegelaten"),
    },
)

UNIT = CodeList(
    "unit",
    {"count": Text("A number of things", "Een aantal"), "percent": Text("Per cent, 0-100", "Procent, 0-100")},
)

ROLE = CodeList(
    "role",
    {
        "total": Text(
            "Without category, covering the whole period it states",
            "Zonder categorie, over de hele vermelde periode",
        ),
        "part": Text("A month of a series, or a category", "Een maand uit een reeks, of een categorie"),
    },
)

SOURCE = CodeList(
    "source",
    {
        "table": Text("A cell of a table", "Een cel van een tabel"),
        "prose": Text("A sentence or an item of a list", "Een zin of een punt van een opsomming"),
    },
)

PERIOD_BASIS = CodeList(
    "period_basis",
    {
        "printed": Text("In the table, its caption or its sentence", "In de tabel, het opschrift of de zin"),
        "item": Text("Named earlier under the same numbered item", "Eerder genoemd onder hetzelfde nummer"),
        "answer": Text("The year the answer is about", "Het jaar waarover het antwoord gaat"),
    },
)

OBS_STATUS = CodeList(
    "obs_status",
    {
        "A": Text("Normal", "Normaal"),
        "P": Text("Provisional", "Voorlopig"),
        "U": Text("Low reliability", "Weinig betrouwbaar"),
        "O": Text("Missing", "Ontbreekt"),
        "Q": Text("Missing because suppressed", "Ontbreekt, want onderdrukt"),
        "M": Text("Cannot exist", "Kan niet bestaan"),
    },
)

MISSING_REASON = CodeList(
    "missing_reason",
    {
        "not_yet_purified": Text(
            "Still to be cleaned, says the answer", "Moet nog uitgezuiverd worden, zegt het antwoord"
        ),
        "suppressed": Text("Held back, for instance for privacy", "Achtergehouden, bijvoorbeeld om privacy"),
        "not_available": Text("Not available, says the answer", "Niet beschikbaar, zegt het antwoord"),
        "not_applicable": Text("Does not apply", "Niet van toepassing"),
        "blank": Text("An empty cell", "Een lege cel"),
        "unexplained": Text("A marker without explanation", "Een teken zonder uitleg"),
    },
)

COUNTS = CodeList(
    "counts",
    {
        "conversation": Text("Conversations", "Gesprekken"),
        "caller": Text("Callers, that is persons", "Oproepers, dus personen"),
        "press": Text("Presses of the button, not persons", "Drukken op de knop, geen personen"),
        "referral": Text("Referrals that callers reported", "Doorverwijzingen die oproepers meldden"),
        "unclear": Text("The answers do not say", "De antwoorden zeggen het niet"),
    },
)

NOTE = CodeList(
    "note",
    {
        "base": Text("What 100 % is: the indicator in `detail`", "Wat 100 % is: de indicator in `detail`"),
        "lower_bound": Text("The real number is probably higher", "Het echte aantal ligt waarschijnlijk hoger"),
        "multiple_answers": Text("The categories may overlap", "De categorieën kunnen overlappen"),
    },
)

SEVERITY = CodeList(
    "severity",
    {
        "error": Text(
            "Probably misread or not understood; look before use",
            "Waarschijnlijk fout gelezen of niet begrepen; kijk voor gebruik",
        ),
        "warning": Text("An answer contradicts itself or another", "Een antwoord spreekt zichzelf of een ander tegen"),
        "info": Text("Worth knowing", "Goed om te weten"),
    },
)

VALUE_BASIS = CodeList(
    "value_basis",
    {
        "stated": Text("The total that an answer prints", "Het totaal dat een antwoord vermeldt"),
        "summed": Text("The sum of twelve months", "De som van twaalf maanden"),
    },
)

KIND = CodeList(
    "kind",
    {
        "table": Text("Stored rows", "Opgeslagen rijen"),
        "view": Text("A query by name, always up to date", "Een query met een naam, altijd actueel"),
        "macro": Text("A query with a parameter", "Een query met een parameter"),
    },
)

BREAKDOWN = CodeList(
    "breakdown",
    {
        "gender": Text("By gender", "Naar geslacht"),
        "age": Text("By age", "Naar leeftijd"),
        "problem": Text("By reported problem", "Naar gemelde problematiek"),
        "weekday": Text("By day of the week", "Naar weekdag"),
    },
)
