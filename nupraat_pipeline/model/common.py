"""Columns that several tables share: the same quantity has the same name and text everywhere.

Here: shared columns only. A column that stands in one table is described there.
"""

from __future__ import annotations

from msgspec.structs import replace

from nupraat_pipeline.model.schema import Column, Text, col

SHA256 = col(
    "sha256",
    "VARCHAR",
    "SHA-256 of the file's bytes, hexadecimal.",
    "SHA-256 van de bytes van het bestand, hexadecimaal.",
)
DOCUMENT_ID = col(
    "document_id",
    "VARCHAR",
    "The answer: question number and date, with the asker when two share them.",
    "Het antwoord: nummer en datum van de vraag, met de vraagsteller als twee die delen.",
)
INDICATOR = col(
    "indicator",
    "VARCHAR",
    "What is counted or shared out; see core.indicators.",
    "Wat geteld of verdeeld wordt; zie core.indicators.",
)
CATEGORY = col(
    "category",
    "VARCHAR",
    "Category of the breakdown, see core.categories; empty when the figure is not broken down.",
    "Categorie van de opdeling, zie core.categories; leeg als het cijfer niet is opgedeeld.",
    null=True,
)
PERIOD_START = col("period_start", "DATE", "First day of the reference period.", "Eerste dag van de referentieperiode.")
PERIOD_END = col("period_end", "DATE", "Last day of the reference period.", "Laatste dag van de referentieperiode.")
MONTH = col("month", "DATE", "First day of the month.", "Eerste dag van de maand.")
YEAR = col("year", "BIGINT", "Calendar year.", "Kalenderjaar.", unit="year")
PAGE = col(
    "page",
    "BIGINT",
    "Page in the file, from 1.",
    "Bladzijde in het bestand, vanaf 1.",
    unit="number",
    check="page >= 1",
)
TABLE_NUMBER = col(
    "table_number",
    "BIGINT",
    "Table in the answer, from 1 in reading order.",
    "Tabel in het antwoord, vanaf 1 in leesvolgorde.",
    unit="number",
)
ROW_NUMBER = col("row_number", "BIGINT", "Row of the table, from 1.", "Rij van de tabel, vanaf 1.", unit="number")
COLUMN_NUMBER = col(
    "column_number", "BIGINT", "Column of the table, from 1.", "Kolom van de tabel, vanaf 1.", unit="number"
)
STATEMENT_NUMBER = col(
    "statement_number",
    "BIGINT",
    "Figure in prose, from 1 in reading order.",
    "Cijfer in lopende tekst, vanaf 1 in leesvolgorde.",
    unit="number",
)


def _edge(name: str, en: str, nl: str) -> Column:
    return col(
        name,
        "DOUBLE",
        f"{en} edge of the box on the page as displayed, from the top left.",
        f"{nl} van het kader op de bladzijde zoals getoond, vanaf linksboven.",
        unit="pt",
    )


BOX = (
    _edge("x0", "Left", "Linkerrand"),
    _edge("top", "Upper", "Bovenrand"),
    _edge("x1", "Right", "Rechterrand"),
    _edge("bottom", "Lower", "Onderrand"),
)
BOX_CHECKS = ("x0 <= x1", "top <= bottom")


def optional(column: Column, en: str, nl: str) -> Column:
    """Return the column as one that may be empty; the texts say what empty means."""
    text = Text(f"{column.text.en} {en}", f"{column.text.nl} {nl}")
    return replace(column, nullable=True, text=text)
