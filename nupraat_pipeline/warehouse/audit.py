"""Audits of a written file, before anyone sees it: what fails here stops the publication.

Here: types, keys, references, the place of every observation on a page, and that nothing which was read is missing.
Codes and other constraints are checked by DuckDB itself while loading. Not here: whether an answer's figures make sense
(`nupraat_pipeline.quality`), which stops nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline import model
from nupraat_pipeline.model.frames import clean
from nupraat_pipeline.vintages import editions
from nupraat_pipeline.warehouse.errors import AuditProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import duckdb

    from nupraat_pipeline.reading.records import AnswerReading, FileReading

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


def audit(path: Path, readings: Sequence[FileReading]) -> list[AuditProblem]:
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
    """No two rows of a table or view have the same key, empty values included."""
    for table in model.TABLES:
        if not table.key or table.kind == "macro":
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


def _losses(connection: duckdb.DuckDBPyConnection, readings: Sequence[FileReading]) -> Iterator[AuditProblem]:
    """Everything that was read is loaded: files, cells, statements, figures with their values, and doubts."""
    found = editions(readings)
    yield from _counted(connection, "raw.documents", "SELECT count(*) FROM raw.documents", [], len(found))
    kept: dict[str, AnswerReading] = {}
    for edition in found:
        reading = edition.reading
        if reading is None or edition.document_id is None:
            continue
        if edition.status in {"read", "superseded"}:
            kept[reading.document.sha256] = reading
        if edition.status == "read":
            yield from _lost_figures(connection, edition.document_id, reading)
    for sha256, reading in sorted(kept.items()):
        for table, rows in (("raw.cells", reading.cells), ("raw.statements", reading.statements)):
            sql = f"SELECT count(*) FROM {table} WHERE sha256 = ?"  # noqa: S608 - our own names
            yield from _counted(connection, table, sql, [sha256], len(rows))


def _lost_figures(
    connection: duckdb.DuckDBPyConnection, document_id: str, reading: AnswerReading
) -> Iterator[AuditProblem]:
    values = [figure.value for figure in reading.figures if figure.value is not None]
    where = "FROM core.observations WHERE document_id = ?"
    expected = (
        (f"SELECT count(*) {where}", len(reading.figures)),
        (f"SELECT count(value) {where}", len(values)),
        # In thousandths, so that the order of adding makes no difference.
        (
            f"SELECT coalesce(sum(round(value * 1000)::HUGEINT), 0) {where}",
            sum(round(value * 1000) for value in values),
        ),
    )
    for sql, number in expected:
        yield from _counted(connection, "core.observations", sql, [document_id], number)
    sql = "SELECT count(*) FROM quality.findings WHERE document_id = ? AND NOT passed AND message = ?"
    for message, times in _repeated(clean(doubt.message) for doubt in reading.doubts):
        yield from _counted(connection, "quality.findings", sql, [document_id, message], times)


def _repeated(messages: Iterable[str]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for message in messages:
        counts[message] = counts.get(message, 0) + 1
    return sorted(counts.items())


def _counted(
    connection: duckdb.DuckDBPyConnection, table: str, sql: str, parameters: list[str], expected: int
) -> Iterator[AuditProblem]:
    found = connection.execute(sql, parameters).fetchall()[0][0]
    if found != expected:
        message = f"{sql} gives {found} for {parameters}, but {expected} were read."
        yield AuditProblem("losses", table, message)
