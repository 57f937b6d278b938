"""Rows that fit their table as plain values: what is shown of one answer, for which a frame would cost more than it.

Here: a row as a named tuple, with None for what is missing and dates as dates. Not here: frames (`frames`), which hold
the same in the dtypes of pandas.
"""

from __future__ import annotations

from collections import namedtuple
from datetime import date
from typing import TYPE_CHECKING, Any

from nupraat_pipeline.model.frames import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from nupraat_pipeline.model.schema import Table

# What a value of a DuckDB type is in Python. Lists stand in no table that is shown so.
_AS: dict[str, Callable[[Any], Any]] = {
    "VARCHAR": clean,
    "BIGINT": int,
    "DOUBLE": float,
    "BOOLEAN": bool,
    "DATE": lambda value: value,
}


class RecordBuilder:
    """The rows of one table as records: named tuples with the table's columns, in their order."""

    def __init__(self, table: Table) -> None:
        self._record = _record_type(table)
        self._types = [_AS[column.type] for column in table.columns]
        self._rows: list[Any] = []

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Take up rows, in the order of the table's columns."""
        self._rows += [
            self._record._make(
                None if value is None else as_type(value) for value, as_type in zip(row, self._types, strict=True)
            )
            for row in rows
        ]

    def built(self) -> list[Any]:
        """Return the records."""
        return self._rows


def _record_type(table: Table) -> Any:
    return namedtuple(table.name, table.column_names)


def as_json(record: Any) -> dict[str, Any]:
    """Return a record as JSON can hold it: by the names of its columns, dates as ISO texts."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in record._asdict().items()}
