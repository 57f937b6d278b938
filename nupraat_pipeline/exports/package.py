"""`datapackage.json`: what the exported files are, for people and programs, as a Frictionless Data Package.

Here: the description of the build (where it comes from, how to cite it, which findings failed), of each file with its
size and checksum, and of each column. Not here: the files themselves.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from nupraat_pipeline.exports.tables import text
from nupraat_pipeline.model.units import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

    from nupraat_pipeline.model import Column, Table

DESCRIPTOR = "datapackage.json"

Description = dict[str, Any]

_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# https://datapackage.org/standard/table-schema/#field-types
_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}

_TITLE = "Nupraatikerover.be: the yearly figures, as the Flemish minister of Welfare answers them"
_ABOUT = (
    "How many conversations the helpline Nupraatikerover.be had with young people, who they are, and how many did not "
    "get a conversation at once: every published figure, traced to its place on a page. Presses of the chat button are "
    "not people; 'missed' is not 'unhelped'; an empty value is not zero. In CSV files, text that a spreadsheet would "
    "run as a formula has an apostrophe before it."
)
_PAGES = (
    "Page numbers and boxes are those of the file in raw/ with this SHA-256, which may be laid out otherwise than the "
    "answer was first published. The README of nupraat_pipeline says what that file is, under 'What is in raw/'."
)
_BLADZIJDEN = (
    "Bladzijden en kaders zijn die van het bestand in raw/ met deze SHA-256, dat anders opgemaakt kan zijn dan het "
    "antwoord eerst verscheen. Wat dat bestand is, staat in de README van nupraat_pipeline, onder 'What is in raw/'."
)
_OVER = (
    "Hoeveel gesprekken de hulplijn Nupraatikerover.be met jongeren voerde, wie zij zijn, en hoeveel er niet "
    "onmiddellijk een gesprek kregen: elk gepubliceerd cijfer, herleidbaar tot zijn plaats op een bladzijde. "
    "Drukken op de chatknop zijn geen mensen; 'gemist' is niet 'ongeholpen'; een lege waarde is geen nul. "
    "In CSV-bestanden staat een apostrof voor tekst die een rekenblad als formule zou uitvoeren."
)

_BUILD = "SELECT build_id, built_at, pipeline_version, git_commit, citation FROM meta.builds"
_SOURCES = """
    SELECT citation AS title, document_id, file_name, sha256 FROM raw.documents WHERE status = 'read' ORDER BY ALL
"""
_FAILED = """
    SELECT severity, rule, document_id, indicator, period_start, period_end, category, page, message
    FROM quality.findings
    WHERE NOT passed
    ORDER BY
        list_position(['error', 'warning', 'info'], severity),
        rule, document_id, indicator, period_start, period_end, category, page, message
"""


def describe(connection: duckdb.DuckDBPyConnection) -> Description:
    """Return the description of a published file, still without resources."""
    (build,) = _records(connection, _BUILD)
    sources = _records(connection, _SOURCES)
    return {
        "name": "nupraatikerover",
        "id": build["build_id"],
        "title": _TITLE,
        "description": _ABOUT,
        "description_nl": _OVER,
        "pages": _PAGES,
        "pages_nl": _BLADZIJDEN,
        "version": build["pipeline_version"],
        "created": build["built_at"],
        "keywords": [
            "Nupraatikerover",
            "Vlaams Parlement",
            "helpline",
            "child abuse",
            "hulplijn",
            "kindermishandeling",
        ],
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
        "sources": sources,
        "citation": [*(source["title"] for source in sources), build["citation"]],
        "build_id": build["build_id"],
        "git_commit": build["git_commit"],
        "findings": _records(connection, _FAILED),
    }


def _records(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Description]:
    result = connection.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, map(_plain, row), strict=True)) for row in result.fetchall()]


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; moments and days as CSV files have them."""
    return value if value is None or isinstance(value, str | int | float | bool) else text(value)


def write(described: Description, tables: Iterable[Table], directory: Path) -> None:
    """Write the descriptor of the files in the directory, each of which is one of these tables or the workbook."""
    by_name = {table.full_name: table for table in tables}
    resources = [_resource(path, by_name.get(path.stem)) for path in sorted(directory.iterdir())]
    content = json.dumps({**described, "resources": resources}, ensure_ascii=False, indent=2)
    (directory / DESCRIPTOR).write_text(f"{content}\n", encoding="utf-8")


def build_of(directory: Path) -> str | None:
    """Return the build id of exports; None when there are none, or their descriptor cannot be read."""
    try:
        described = json.loads((directory / DESCRIPTOR).read_text(encoding="utf-8"))
        return str(described["build_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _resource(path: Path, table: Table | None) -> Description:
    """Return the description of one file. CSV files are tables to programs; the others are files with a checksum."""
    kind = path.suffix.removeprefix(".")
    content = path.read_bytes()
    resource: Description = {
        "name": path.stem if kind == "csv" else path.name,
        "path": path.name,
        "type": "table" if kind == "csv" else "file",
        "format": kind,
        "mediatype": _MEDIA_TYPES[kind],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if table is not None:
        resource |= {"description": table.text.en, "description_nl": table.text.nl}
        if kind == "csv":
            resource |= {"encoding": "utf-8", "schema": _schema(table)}
    return resource


def _schema(table: Table) -> Description:
    schema: Description = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key and not table.nullable_key:
        schema["primaryKey"] = list(table.key)
    return schema


def _field(column: Column) -> Description:
    unit = unit_of(column)
    field: Description = {
        "name": column.name,
        "type": _TYPES.get(column.type, "array"),
        "description": column.text.en,
        "description_nl": column.text.nl,
        "unit": unit.en,
        "unit_nl": unit.nl,
    }
    # A text may be there and be empty, which CSV cannot tell from missing.
    if not column.nullable and (column.type != "VARCHAR" or column.codes is not None):
        field.setdefault("constraints", {})["required"] = True
    if column.codes is not None:
        field.setdefault("constraints", {})["enum"] = list(column.codes.codes)
    return field
