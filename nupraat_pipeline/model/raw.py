"""Schema `raw`: the files of `raw/` and what is printed in them, uninterpreted."""

from __future__ import annotations

from nupraat_pipeline.model import codes, common
from nupraat_pipeline.model.schema import Table, Text, col

_FROM_HEADING = ("Empty when the file is rejected.", "Leeg als het bestand geweigerd is.")

DOCUMENTS = Table(
    "raw",
    "documents",
    Text("Every file of raw/, read or not, and why.", "Elk bestand van raw/, gelezen of niet, en waarom."),
    (
        col("file_name", "VARCHAR", "Name of the file in raw/.", "Naam van het bestand in raw/."),
        common.optional(common.SHA256, "Empty when it was not read.", "Leeg als het niet gelezen is."),
        col(
            "size_bytes",
            "BIGINT",
            "Size of the file; empty when unknown.",
            "Grootte; leeg als onbekend.",
            null=True,
            unit="byte",
        ),
        col(
            "page_count",
            "BIGINT",
            "Number of pages; empty when unknown.",
            "Aantal bladzijden; leeg als onbekend.",
            null=True,
            unit="count",
        ),
        common.optional(common.DOCUMENT_ID, *_FROM_HEADING),
        col(
            "question_number",
            "BIGINT",
            "Number of the written question.",
            "Nummer van de schriftelijke vraag.",
            null=True,
            unit="number",
        ),
        col(
            "question_date",
            "DATE",
            "Date of the written question; the answer's own date is not printed.",
            "Datum van de schriftelijke vraag; de datum van het antwoord staat er niet.",
            null=True,
        ),
        col("author", "VARCHAR", "Who asked, as printed.", "Wie de vraag stelde, zoals gedrukt.", null=True),
        col(
            "title",
            "VARCHAR",
            "Title of the question; empty when its page is not in the file.",
            "Titel van de vraag; leeg als die bladzijde ontbreekt.",
            null=True,
        ),
        col("citation", "VARCHAR", "How to cite the answer, in Dutch.", "Hoe het antwoord te citeren.", null=True),
        col(
            "status",
            "VARCHAR",
            "What was done with the file.",
            "Wat er met het bestand gebeurd is.",
            codes=codes.DOCUMENT_STATUS,
        ),
        col(
            "reason",
            "VARCHAR",
            "Why it was not read; empty when it was.",
            "Waarom het niet gelezen is; leeg als dat wel zo is.",
            null=True,
            codes=codes.DOCUMENT_REASON,
        ),
        col(
            "message",
            "VARCHAR",
            "The reason in a sentence, with what to do.",
            "De reden in een zin, met wat te doen.",
            null=True,
        ),
    ),
    key=("file_name",),
    checks=("(status = 'read') = (reason IS NULL)", "(status = 'rejected') = (document_id IS NULL)"),
)

CELLS = Table(
    "raw",
    "cells",
    Text("Every cell of every table as printed.", "Elke cel van elke tabel zoals gedrukt."),
    (
        common.SHA256,
        common.DOCUMENT_ID,
        common.TABLE_NUMBER,
        common.PAGE,
        common.ROW_NUMBER,
        common.COLUMN_NUMBER,
        col("text", "VARCHAR", "What is printed in the cell.", "Wat er in de cel gedrukt staat."),
        *common.BOX,
    ),
    key=("sha256", "table_number", "row_number", "column_number"),
    checks=common.BOX_CHECKS,
)

STATEMENTS = Table(
    "raw",
    "statements",
    Text("Every figure in prose, with its sentence.", "Elk cijfer in lopende tekst, met de zin."),
    (
        common.SHA256,
        common.DOCUMENT_ID,
        common.STATEMENT_NUMBER,
        common.PAGE,
        col(
            "sentence",
            "VARCHAR",
            "The sentence or item of a list around it.",
            "De zin of het punt van een opsomming errond.",
        ),
        col("printed_text", "VARCHAR", "The figure as printed.", "Het cijfer zoals gedrukt."),
        *common.BOX,
    ),
    key=("sha256", "statement_number"),
    checks=common.BOX_CHECKS,
)

TABLES = (DOCUMENTS, CELLS, STATEMENTS)
