"""The data dictionary: `meta.columns`, `meta.codes` and `meta.schemas` as frames.

Here: the descriptions turned into rows, nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model import SCHEMAS, TABLES
from nupraat_pipeline.model.frames import conform
from nupraat_pipeline.model.meta import CODES, COLUMNS
from nupraat_pipeline.model.meta import SCHEMAS as SCHEMAS_TABLE

if TYPE_CHECKING:
    import pandas as pd


def dictionary() -> dict[str, pd.DataFrame]:
    """Return the three dictionary tables by full name."""
    return {
        COLUMNS.full_name: conform(COLUMNS, _columns()),
        CODES.full_name: conform(CODES, _codes()),
        SCHEMAS_TABLE.full_name: conform(SCHEMAS_TABLE, [(name, text.en, text.nl) for name, text in SCHEMAS.items()]),
    }


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
            column.unit,
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
