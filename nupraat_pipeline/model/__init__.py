"""Every published table, once: columns, types, keys, code lists and texts.

The DDL with its comments (`ddl`), the validation of frames (`frames`) and the data dictionary (`dictionary`) are all
made from these descriptions, so that they cannot disagree. Not here: what fills the tables.
"""

from __future__ import annotations

from nupraat_pipeline.model import core, meta, metrics, quality, raw
from nupraat_pipeline.model.schema import CodeList, Column, Table, Text

SCHEMAS: dict[str, Text] = meta.SCHEMAS_TEXT
TABLES: tuple[Table, ...] = (*raw.TABLES, *core.TABLES, *quality.TABLES, *metrics.TABLES, *meta.TABLES)
STORED: tuple[Table, ...] = tuple(table for table in TABLES if table.kind == "table")

_BY_NAME = {table.full_name: table for table in TABLES}

__all__ = ["SCHEMAS", "STORED", "TABLES", "CodeList", "Column", "Table", "Text", "table"]


def table(full_name: str) -> Table:
    """Return the description of a published table by its full name, 'core.observations'."""
    return _BY_NAME[full_name]
