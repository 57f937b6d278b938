"""Audits of a written file, before anyone sees it: what fails here stops the publication.

Here: types, keys, references, the place of every observation on a page, and that nothing which was read is missing.
Codes and other constraints are checked by DuckDB itself while loading. Not here: whether an answer's figures make sense
(`nupraat_pipeline.quality`), which stops nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from nupraat_pipeline import model
from nupraat_pipeline.model.frames import clean
from nupraat_pipeline.vintages import editions
from nupraat_pipeline.warehouse.errors import AuditProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

    from nupraat_pipeline.reading.records import ReadFile

# Boxes are stored as they are read; a printed number may stick out of its cell by a hair.
_TOLERANCE_PT = 1.0

# The middle of an observation's box is in the box of its own cell or statement, or the other way round.
_UNTRACED = f"""
    SELECT observation.observation_id, observation.document_id, observation.page, observation.printed_text
    FROM core.observations AS observation
    LEFT JOIN raw.documents AS document ON document.document_id = observation.document_id AND document.status = 'read'
    LEFT JOIN core.places AS place
        ON place.observation_id = observation.observation_id AND place.sha256 = document.sha256
    LEFT JOIN (
        SELECT sha256, table_number, row_number, column_number, NULL AS statement_number, page, x0, top, x1, bottom
        FROM raw.cells
        UNION ALL
        SELECT sha256, NULL, NULL, NULL, statement_number, page, x0, top, x1, bottom
        FROM raw.statements
    ) AS printed
        ON printed.sha256 = place.sha256
        AND printed.table_number IS NOT DISTINCT FROM place.table_number
        AND printed.row_number IS NOT DISTINCT FROM place.row_number
        AND printed.column_number IS NOT DISTINCT FROM place.column_number
        AND printed.statement_number IS NOT DISTINCT FROM place.statement_number
    WHERE NOT coalesce(
        printed.page = observation.page
        AND (printed.table_number IS NOT NULL) = (observation.source = 'table')
        AND (
            (observation.x0 + observation.x1) / 2 BETWEEN printed.x0 - {_TOLERANCE_PT} AND printed.x1 + {_TOLERANCE_PT}
            OR (printed.x0 + printed.x1) / 2 BETWEEN observation.x0 AND observation.x1
        )
        AND (
            (observation.top + observation.bottom) / 2
                BETWEEN printed.top - {_TOLERANCE_PT} AND printed.bottom + {_TOLERANCE_PT}
            OR (printed.top + printed.bottom) / 2 BETWEEN observation.top AND observation.bottom
        ),
        false
    )
    ORDER BY observation.document_id, observation.page, observation.observation_id
"""  # noqa: S608 - a constant of our own

# What each table's rows must refer to: table, column, and the rows that must be there.
_REFERENCES = (
    ("core.observations", "document_id", "SELECT document_id FROM raw.documents WHERE status = 'read'"),
    ("core.observations", "indicator", "SELECT indicator FROM core.indicators"),
    ("core.notes", "document_id", "SELECT document_id FROM raw.documents WHERE status = 'read'"),
    ("core.events", "document_id", "SELECT document_id FROM raw.documents WHERE status = 'read'"),
    ("raw.cells", "sha256", "SELECT sha256 FROM raw.documents WHERE status IN ('read', 'superseded')"),
    ("raw.statements", "sha256", "SELECT sha256 FROM raw.documents WHERE status IN ('read', 'superseded')"),
    ("quality.findings", "document_id", "SELECT document_id FROM raw.documents WHERE status = 'read'"),
)


# What is counted of what was read: table, what it is, and numbers by what they are of.
_LOADED = (
    ("raw.documents", "files", "SELECT count(*) FROM raw.documents"),
    ("raw.cells", "cells", "SELECT sha256, count(*) FROM raw.cells GROUP BY ALL"),
    ("raw.statements", "statements", "SELECT sha256, count(*) FROM raw.statements GROUP BY ALL"),
    ("core.observations", "figures", "SELECT document_id, count(*) FROM core.observations GROUP BY ALL"),
    ("core.observations", "values", "SELECT document_id, count(value) FROM core.observations GROUP BY ALL"),
    # In whole thousandths, so that the order of adding makes no difference; cut off, since programs round differently.
    (
        "core.observations",
        "thousandths",
        "SELECT document_id, coalesce(sum(floor(value * 1000)::HUGEINT), 0) FROM core.observations GROUP BY ALL",
    ),
    (
        "quality.findings",
        "doubts",
        # Doubts compare nothing, unlike most other findings.
        "SELECT document_id, message, count(*) FROM quality.findings WHERE NOT passed AND stated IS NULL GROUP BY ALL",
    ),
)


def audit(path: Path, readings: Sequence[ReadFile]) -> list[AuditProblem]:
    """Return what is wrong with a written file, made from these readings; empty when it may be published."""
    import duckdb  # costs a second

    with duckdb.connect(str(path), read_only=True) as connection:
        return [
            *_columns(connection),
            *_keys(connection),
            *_references(connection),
            *_places(connection),
            *_losses(connection, readings),
        ]


def _columns(connection: duckdb.DuckDBPyConnection) -> Iterator[AuditProblem]:
    """Every table and view has the columns and types that are described, in that order."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = connection.execute(
        "SELECT schema_name || '.' || table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY schema_name, table_name, column_index"
    ).fetchall()
    for name, column, data_type in rows:
        # DuckDB quotes field names that are words of its language.
        found.setdefault(name, []).append((column, data_type.replace('"', "")))
    for table in model.TABLES:
        if table.kind == "macro":
            continue
        described = [(column.name, column.sql_type) for column in table.columns]
        if found.get(table.full_name) != described:
            message = f"has the columns {found.get(table.full_name)}, described are {described}."
            yield AuditProblem("columns", table.full_name, message)


def _keys(connection: duckdb.DuckDBPyConnection) -> Iterator[AuditProblem]:
    """No two rows have the same key, empty values included, where no PRIMARY KEY sees to that."""
    for table in model.TABLES:
        if not table.key or table.kind == "macro" or table.has_primary_key:
            continue
        key = ", ".join(table.key)
        repeated = connection.execute(
            f"SELECT {key}, count(*) FROM {table.full_name} GROUP BY {key} HAVING count(*) > 1 ORDER BY ALL"  # noqa: S608
        ).fetchall()
        for row in repeated:
            yield AuditProblem("keys", table.full_name, f"{row[-1]} rows have the key ({key}) = {row[:-1]}.")


def _references(connection: duckdb.DuckDBPyConnection) -> Iterator[AuditProblem]:
    """Rows refer to documents and indicators that are there."""
    for table, column, known in _REFERENCES:
        lost = connection.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} NOT IN ({known}) ORDER BY ALL"  # noqa: S608
        ).fetchall()
        for (value,) in lost:
            yield AuditProblem("references", table, f"{column} {value!r} is not among: {known}.")


def _places(connection: duckdb.DuckDBPyConnection) -> Iterator[AuditProblem]:
    """Every observation stands on a page, in the cell or the statement of its file that core.places names."""
    for identity, document, page, printed in connection.execute(_UNTRACED).fetchall():
        message = f"{identity} ({printed!r}, page {page} of {document}) has no cell or statement of its own there."
        yield AuditProblem("places", "core.observations", message)


def _losses(connection: duckdb.DuckDBPyConnection, readings: Sequence[ReadFile]) -> Iterator[AuditProblem]:
    """Everything that was read is loaded: files, cells, statements, figures with their values, and doubts."""
    read = _read(readings)
    for table, what, sql in _LOADED:
        loaded = {tuple(row[:-1]): row[-1] for row in connection.execute(sql).fetchall()}
        # Doubts are the findings that a reading brings; rules bring more.
        unread = loaded.keys() - read[what].keys() if what != "doubts" else set()
        for key, expected in [*sorted(read[what].items()), *((key, 0) for key in sorted(unread))]:
            there = loaded.get(key, 0)
            if there != expected:
                message = f"{' '.join(key)}: {what}: {expected} were read, {there} are loaded.".removeprefix(": ")
                yield AuditProblem("losses", table, message)


def _read(readings: Sequence[ReadFile]) -> dict[str, Counter[tuple[str, ...]]]:
    """Return what must be loaded of these readings, as `_LOADED` counts it."""
    read: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    found = editions(readings)
    read["files"][()] = len(found)
    for edition in found:
        reading = edition.reading if edition.status in {"read", "superseded"} else None
        if reading is None or edition.document_id is None:
            continue
        # One content under two names is loaded once.
        read["cells"][(reading.document.sha256,)] = len(reading.cells)
        read["statements"][(reading.document.sha256,)] = len(reading.statements)
        if edition.status == "read":
            values = [figure.value for figure in reading.figures if figure.value is not None]
            of_document = (edition.document_id,)
            read["figures"][of_document] = len(reading.figures)
            read["values"][of_document] = len(values)
            read["thousandths"][of_document] = sum(math.floor(value * 1000) for value in values)
            read["doubts"].update((edition.document_id, clean(doubt.message)) for doubt in reading.doubts)
    return read
