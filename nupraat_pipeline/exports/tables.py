"""Tables as CSV and Parquet files, named after the table: `core.observations.csv`.

CSV: UTF-8, comma, a header, nothing where there is no value, lists as JSON. Text that a spreadsheet would run as a
formula is made harmless, see `harmless`. Parquet holds everything exactly as DuckDB does, and the build id.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

    from nupraat_pipeline.model import Table

Rows = Iterable[tuple[Any, ...]]

# Rows taken up at a time: as Python values, all of a large table would take gigabytes.
_PIECE = 10_000

# What spreadsheets take for the beginning of a formula (OWASP, 'CSV Injection'), behind spaces or our own mark too.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")

# Whole numbers up to here are written without '.0'; above, doubles no longer hold every whole number.
_EXACT = 2**53


def rows(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a published table in their order; ask nothing else of the connection meanwhile."""
    result = connection.execute(f"FROM {table.full_name}")
    while piece := result.fetchmany(_PIECE):
        yield from piece


def count(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    """Return how many rows a published table has."""
    (number,) = connection.execute(f"SELECT count(*) FROM {table.full_name}").fetchall()[0]  # noqa: S608 - our own names
    return int(number)


def write_parquet(connection: duckdb.DuckDBPyConnection, table: Table, directory: Path, build_id: str) -> None:
    """Write a published table as a Parquet file that carries the build id as metadata."""
    path = str(directory / f"{table.full_name}.parquet").replace("'", "''")
    connection.execute(
        f"COPY (FROM {table.full_name}) TO '{path}' "
        f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{build_id: '{build_id}'}})"
    )


def write_csv(table: Table, values: Rows, directory: Path) -> None:
    """Write the rows of a published table as a CSV file."""
    with (directory / f"{table.full_name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(map(_texts, values))


def _texts(row: Sequence[Any]) -> list[str]:
    return [text(value) for value in row]


def text(value: Any) -> str:
    """Return a value as a CSV file has it."""
    match value:
        case None:
            shown = ""
        case bool():
            shown = "true" if value else "false"
        case float() if value.is_integer() and abs(value) < _EXACT:
            shown = str(int(value))
        case datetime():
            shown = f"{value.isoformat(timespec='seconds')}Z"
        case date():
            shown = value.isoformat()
        case str():
            shown = harmless(value)
        case list() | dict():
            shown = json.dumps(value, ensure_ascii=False, default=str)
        case _:
            shown = str(value)
    return shown


def harmless(printed: str) -> str:
    """Return a text that no spreadsheet runs as a formula: with an apostrophe before what looks like one.

    Nothing is lost: a text that begins with apostrophes and then looks like a formula has one more than it had.
    """
    return f"'{printed}" if _FORMULA.match(printed) else printed
