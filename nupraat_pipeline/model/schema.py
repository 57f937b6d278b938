"""The vocabulary in which tables are described: columns, keys, code lists and texts in two languages.

Here: frozen descriptions without any content. The tables themselves are in the other modules of this package; what is
made of them (DDL, validation, dictionary) is in `ddl`, `frames` and `dictionary`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

ColumnType = Literal[
    "VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "VARCHAR[]", "BIGINT[]", "INPUTS", "CHANGES"
]
Kind = Literal["table", "view", "macro"]

# How DuckDB spells the types that have a name of their own here.
SPELLED: dict[str, str] = {
    "INPUTS": "STRUCT(file_name VARCHAR, sha256 VARCHAR)[]",
    "CHANGES": (
        "STRUCT(change VARCHAR, indicator VARCHAR, period_start DATE, period_end DATE, category VARCHAR, "
        "role VARCHAR, old_value DOUBLE, new_value DOUBLE)[]"
    ),
}


class Text(Struct, frozen=True):
    """A sentence in English and in Dutch."""

    en: str
    nl: str

    @property
    def comment(self) -> str:
        """Both languages in one line, as COMMENTs carry them."""
        return f"{self.en} / NL: {self.nl}"


class CodeList(Struct, frozen=True):
    """The codes a column may hold and what each means."""

    name: str
    codes: dict[str, Text]


class Column(Struct, frozen=True):
    """One column: its name, DuckDB type, meaning, unit (a name of `units`; None: that of the type) and codes.

    `nullable` columns may be empty; their text says what that means. `check` is an SQL condition on the column.
    """

    name: str
    type: ColumnType
    text: Text
    nullable: bool = False
    unit: str | None = None
    codes: CodeList | None = None
    check: str | None = None

    @property
    def sql_type(self) -> str:
        """The type as DuckDB spells it."""
        return SPELLED.get(self.type, self.type)


class Table(Struct, frozen=True):
    """One published table, view or table macro, with its columns in order.

    `key` names the columns that identify a row; `nullable_key` says that some may be empty, so that the audit and not
    a PRIMARY KEY guards them. `checks` are SQL conditions over several columns. `parameters` are a macro's.
    """

    schema: str
    name: str
    text: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    nullable_key: bool = False
    checks: tuple[str, ...] = ()
    kind: Kind = "table"
    parameters: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name with its schema, 'core.observations'."""
        return f"{self.schema}.{self.name}"

    @property
    def has_primary_key(self) -> bool:
        """Whether DuckDB itself guards the key: views have none, nor have keys with empty values."""
        return bool(self.key) and self.kind == "table" and not self.nullable_key

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in the order of the table."""
        return [column.name for column in self.columns]


def col(  # noqa: PLR0913 - one keyword a property of a column keeps the definitions on a line
    name: str,
    kind: ColumnType,
    en: str,
    nl: str,
    *,
    null: bool = False,
    unit: str | None = None,
    codes: CodeList | None = None,
    check: str | None = None,
) -> Column:
    """Describe a column; short because there are two hundred of them."""
    return Column(name, kind, Text(en, nl), null, unit, codes, check)
