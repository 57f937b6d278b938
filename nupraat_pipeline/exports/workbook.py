"""The Excel workbook: a sheet of notes, and one for each table.

Here: how the tables look in Excel. Above `MOST_ROWS` rows in all, a workbook opens too slowly to be of use and is left
out; the CSV and Parquet files remain.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from nupraat_pipeline.exports.tables import harmless, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from nupraat_pipeline.exports.package import Description
    from nupraat_pipeline.exports.tables import Rows
    from nupraat_pipeline.model import Column, Table

WORKBOOK = "nupraat.xlsx"
NOTES = "notes"

# The 2022 answer makes some 1500 rows; a hundred of them still fit.
MOST_ROWS = 250_000

# What Excel holds in a cell; a longer text is cut, and says where it is whole.
_LONGEST = 32_767
_CUT = " [... cut: whole in the CSV file]"

_WIDTHS = (8, 60)
_LOOKED_AT = 200

_FORMATS = {
    "head": {"bold": True, "bottom": 1},
    "title": {"bold": True, "font_size": 14},
    "day": {"num_format": "yyyy-mm-dd"},
    "plain": {},
    "whole": {"num_format": "#,##0"},
    "fraction": {"num_format": "#,##0.00"},
}

# Units of numbers that tell what they are as they stand: 2022 is no 2,022.
_UNFORMATTED = {"year", "month", "number"}

# Units that are shown with decimals throughout, so that a column of them lines up; whole ones of others are without.
_RATIOS = {"percent", "percent of before", "percent of average", "conversations per caller", "pt"}

Formats = dict[str, Any]
Filled = Sequence[tuple["Table", "Rows"]]


def fits(rows: int) -> bool:
    """Return whether a workbook of so many rows is of use."""
    return rows <= MOST_ROWS


def write(tables: Filled, described: Description, directory: Path) -> None:
    """Write the workbook of these tables; `described` is the description of the build."""
    from xlsxwriter import Workbook  # used here alone

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as book:
        # Excel stores the moment of writing; ours is that of the build, so that the same build gives the same bytes.
        created = datetime.fromisoformat(described["created"])
        book.set_properties({"title": described["title"], "comments": described["build_id"], "created": created})
        formats = {name: book.add_format(options) for name, options in _FORMATS.items()}
        _notes(book.add_worksheet(NOTES), tables, described, formats)
        for table, rows in sorted(tables, key=_place):
            _sheet(book.add_worksheet(table.full_name), table, rows, formats)
    (directory / WORKBOOK).write_bytes(content.getvalue())


def _place(filled: tuple[Table, Rows]) -> int:
    """Ready answers first, then what holds now and the doubts about it, then all that is behind it."""
    table, _ = filled
    first = ("metrics", "core.current", "quality")
    places = [place for place, start in enumerate(first) if table.full_name.startswith(start)]
    return min(places, default=len(first))


def _notes(sheet: Worksheet, tables: Filled, described: Description, formats: Formats) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 120)
    sheet.write_string(0, 0, described["title"], formats["title"])
    for number, (about, note) in enumerate(_lines(tables, described), start=2):
        if about:
            sheet.write_string(number, 0, about, formats["head"] if note is None else None)
        if note is not None:
            sheet.write_string(number, 1, _cut(harmless(note)))


def _lines(tables: Filled, described: Description) -> Iterator[tuple[str, str | None]]:
    """Yield what the sheet of notes says: what it is about and the note, None for a heading."""
    yield "What this is", described["description"]
    yield "Wat dit is", described["description_nl"]
    yield "Empty cells", "No value is known. The columns obs_status, *_status and missing_reason beside it say why."
    yield "Lege cellen", "Er is geen waarde bekend. De kolommen obs_status, *_status en missing_reason zeggen waarom."
    yield "Build", f"{described['build_id']}, made {described['created']} by nupraat_pipeline {described['version']}"
    yield "Licence", ", ".join(licence["title"] for licence in described["licenses"])
    yield "How to cite", None
    for citation in described["citation"]:
        yield "", citation
    yield "Sources", None
    yield "Pages", described["pages"]
    yield "Bladzijden", described["pages_nl"]
    for source in described["sources"]:
        yield source["document_id"], f"{source['file_name']}, SHA-256 {source['sha256']}"
    yield "Findings that failed: look before use", None
    for finding in described["findings"]:
        yield f"{finding['severity']} {finding['rule']}", f"{finding['document_id']}: {finding['message']}"
    yield "Sheets (columns: sheet meta.columns; codes: sheet meta.codes)", None
    for table, _ in sorted(tables, key=_place):
        yield table.full_name, table.text.comment


def _sheet(sheet: Worksheet, table: Table, rows: Rows, formats: Formats) -> None:
    widths = [len(name) for name in table.column_names]
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.name, formats["head"])
    row_number = 0
    for row_number, row in enumerate(rows, start=1):
        for column_number, value in enumerate(row):
            shown = _write(sheet, (row_number, column_number), value, formats, table.columns[column_number])
            if row_number <= _LOOKED_AT:
                widths[column_number] = max(widths[column_number], shown)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, min(max(width + 2, _WIDTHS[0]), _WIDTHS[1]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row_number, len(table.columns) - 1)


def _write(sheet: Worksheet, at: tuple[int, int], value: Any, formats: Formats, column: Column) -> int:
    """Write one cell, none where there is no value; returns about how many characters it shows."""
    match value:
        case None:
            return 0
        case bool():
            sheet.write_boolean(*at, value)
        case int() | float():
            sheet.write_number(*at, value, formats[_number_format(value, column)])
            return len(f"{value:,.2f}")
        case date() if not isinstance(value, datetime):
            sheet.write_datetime(*at, value, formats["day"])
        case _:
            shown = _shown(value)
            sheet.write_string(*at, _cut(shown))
            return len(shown)
    return len(text(value))


def _number_format(value: float, column: Column) -> str:
    """Return the name of the format in which a number is shown; the cell keeps all its digits."""
    if column.unit in _UNFORMATTED:
        return "plain"
    return "fraction" if column.unit in _RATIOS or not float(value).is_integer() else "whole"


def _shown(value: Any) -> str:
    """Return a text, a moment or a list as a reader wants it: lists of records alone stay JSON."""
    if isinstance(value, list) and not any(isinstance(item, dict) for item in value):
        return harmless(", ".join(map(str, value)))
    return text(value)


def _cut(shown: str) -> str:
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - len(_CUT)] + _CUT
