"""Frames that fit their table: canonical dtypes, and validation with pandera before anything is loaded.

Here: what a description means for a pandas DataFrame. Missing is NaN, NA or NaT, whatever the dtype calls it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    import pandera.pandas as pa

    from nupraat_pipeline.model.schema import Column, Table

# One dtype a DuckDB type. Whole numbers are nullable integers: a float would turn page 3 into 3.0.
DTYPES: dict[str, str] = {
    "VARCHAR": "str",
    "BIGINT": "Int64",
    "DOUBLE": "float64",
    "BOOLEAN": "boolean",
    "DATE": "datetime64[us]",
    "TIMESTAMP": "datetime64[us]",
    "VARCHAR[]": "object",
    "BIGINT[]": "object",
    "INPUTS": "object",
    "CHANGES": "object",
}


_WRONG_STEP = "The reading or the step that made the table is wrong; nothing is published."


class InvalidTableError(ValueError):
    """A frame does not fit its table; the message lists what does not, with the first rows concerned."""


def conform(table: Table, rows: Sequence[Sequence[object]] | pd.DataFrame) -> pd.DataFrame:
    """Return rows (in the order of the columns) or a frame as a frame with the table's columns and dtypes.

    Texts become `clean`, wherever they come from.
    """
    import pandas as pd  # costs a second, and the DDL needs none of it

    if isinstance(rows, pd.DataFrame):
        frame = rows.reset_index(drop=True)
    else:
        # As objects: guessing types would fail on texts that are not yet clean.
        frame = pd.DataFrame(cast("Any", list(rows)), columns=table.column_names, dtype="object")
    return pd.DataFrame({column.name: _typed(frame[column.name], column) for column in table.columns})


class FrameBuilder:
    """The rows of one table, taken up in pieces: as tuples, all of them at once would need several times the memory."""

    # Pieces large enough that joining them costs next to nothing.
    _PIECE = 20_000

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows: list[Sequence[object]] = []
        self._pieces: list[pd.DataFrame] = []

    def add(self, rows: Iterable[Sequence[object]]) -> None:
        """Take up rows, in the order of the table's columns."""
        for row in rows:
            self._rows.append(row)
            if len(self._rows) >= self._PIECE:
                self._conform()

    def _conform(self) -> None:
        self._pieces.append(conform(self._table, self._rows))
        self._rows = []

    def built(self) -> pd.DataFrame:
        """Return all rows as one frame, as `conform` does."""
        import pandas as pd  # costs a second, and the DDL needs none of it

        if self._rows or not self._pieces:
            self._conform()
        return self._pieces[0] if len(self._pieces) == 1 else pd.concat(self._pieces, ignore_index=True)


def _typed(values: pd.Series[Any], column: Column) -> pd.Series[Any]:
    """Return values in the dtype of their column, texts cleaned and lists plain."""
    import pandas as pd

    dtype = DTYPES[column.type]
    if dtype == "str":
        values = values.map(clean, na_action="ignore")
    if dtype == "object":
        values = pd.Series([_plain_list(value) for value in values], dtype="object")
    return values.astype(cast("Any", dtype))


def clean(text: str) -> str:
    """Return a text as the warehouse keeps it: NFC, and without halves of characters, which no UTF-8 can hold."""
    if text.isascii():  # the same object, so that a text that stands in many rows is there once
        return text
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))


def _plain_list(value: Any) -> list[Any] | None:
    """Return a list as a list: DuckDB gives arrays, and NA for none."""
    if isinstance(value, list):
        return value
    return value.tolist() if hasattr(value, "tolist") else None


def require_shape(table: Table, frame: pd.DataFrame) -> None:
    """Raise InvalidTableError unless the frame has the table's columns, in their order and with their dtypes."""
    described = [(column.name, DTYPES[column.type]) for column in table.columns]
    found = [(str(name), str(dtype)) for name, dtype in frame.dtypes.items()]
    if found != described:
        raise InvalidTableError(f"{table.full_name} has the columns {found}, described are {described}. {_WRONG_STEP}")


def validate(table: Table, frame: pd.DataFrame) -> None:
    """Raise InvalidTableError unless the frame fits the table: columns, dtypes, empty values, codes and key."""
    from pandera.errors import SchemaErrors  # costs seconds

    try:
        schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        shown = "; ".join(
            f"{case.column or 'row'}: {case.check} ({case.failure_case!r} in row {case.index})"
            for case in cases.head(5).itertuples()
        )
        raise InvalidTableError(
            f"{table.full_name} does not fit its description in {len(cases)} places: {shown}. {_WRONG_STEP}"
        ) from errors


def schema(table: Table) -> pa.DataFrameSchema:
    """Return the pandera schema of a table."""
    import pandera.pandas as pa  # costs seconds

    return pa.DataFrameSchema(
        {column.name: _column(column) for column in table.columns},
        unique=list(table.key) or None,
        strict=True,
        ordered=True,
        name=table.full_name,
    )


def _column(column: Column) -> pa.Column:
    import pandera.pandas as pa  # costs seconds

    checks = [] if column.codes is None else [pa.Check.isin(list(column.codes.codes))]
    return pa.Column(DTYPES[column.type], checks=checks, nullable=column.nullable)
