"""The data dictionary as frames: `meta.schemas`, `meta.tables`, `meta.columns` and `meta.codes`.

Here: the descriptions turned into rows, nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model import SCHEMAS, TABLES
from nupraat_pipeline.model.frames import conform
from nupraat_pipeline.model.meta import CODES, COLUMNS, TABLES_TABLE
from nupraat_pipeline.model.meta import SCHEMAS as SCHEMAS_TABLE
from nupraat_pipeline.model.units import unit_of

if TYPE_CHECKING:
    import pandas as pd


def dictionary() -> dict[str, pd.DataFrame]:
    """Return the four dictionary tables by full name."""
    return {
        TABLES_TABLE.full_name: conform(TABLES_TABLE, _tables()),
        COLUMNS.full_name: conform(COLUMNS, _columns()),
        CODES.full_name: conform(CODES, _codes()),
        SCHEMAS_TABLE.full_name: conform(SCHEMAS_TABLE, [(name, text.en, text.nl) for name, text in SCHEMAS.items()]),
    }


def _tables() -> list[tuple[object, ...]]:
    return [(table.schema, table.name, table.kind, list(table.key), table.text.en, table.text.nl) for table in TABLES]


def _columns() -> list[tuple[object, ...]]:
    return [
        (
            table.schema,
            table.name,
            column.name,
            position,
            column.sql_type,
            column.nullable,
            column.name in table.key,
            unit_of(column).en,
            unit_of(column).nl,
            None if column.codes is None else column.codes.name,
            column.text.en,
            column.text.nl,
        )
        for table in TABLES
        for position, column in enumerate(table.columns, start=1)
    ]


def _codes() -> list[tuple[object, ...]]:
    lists = {
        column.codes.name: column.codes for table in TABLES for column in table.columns if column.codes is not None
    }
    return [
        (name, code, text.en, text.nl) for name, codes in sorted(lists.items()) for code, text in codes.codes.items()
    ]
