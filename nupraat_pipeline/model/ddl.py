"""The statements that make an empty warehouse: schemas, tables with constraints, the views and the macro, comments.

Here: SQL text made from the descriptions. Not here: running it (`nupraat_pipeline.warehouse`).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from nupraat_pipeline.model import SCHEMAS, STORED, TABLES, core
from nupraat_pipeline.model.units import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nupraat_pipeline.model.schema import CodeList, Column, Table


def tables(wanted: Iterable[Table] = STORED) -> Iterator[str]:
    """Yield the statements that create the schemas and the tables, with their constraints."""
    for schema in SCHEMAS:
        yield f"CREATE SCHEMA IF NOT EXISTS {schema}"
    for table in wanted:
        yield _create_table(table)


def views(kind: Literal["VIEW", "TABLE"] = "VIEW") -> Iterator[str]:
    """Yield the statements that create the views; they read tables of `raw` and `core` only.

    As tables they hold what the views would give at this moment: for those who ask several times.
    """
    for table, query in view_queries().items():
        yield f"CREATE {kind} {table} AS\n{query}"


def view_queries() -> dict[str, str]:
    """Return the query behind each view by the view's name, each after those it reads."""
    return {
        core.BREAKDOWNS.full_name: _text("breakdowns"),
        core.CURRENT.full_name: _holding(core.OBSERVATIONS.full_name, core.BREAKDOWNS.full_name),
        core.MONTHLY.full_name: _text("monthly"),
    }


def macro() -> str:
    """Return the statement that creates the table macro `core.as_of`."""
    (day,) = core.AS_OF.parameters
    until = f"WHERE vintage_date <= {day}::DATE"
    query = _holding(
        f"(SELECT * FROM core.observations {until})",  # noqa: S608 - our own names
        f"(SELECT * FROM core.breakdowns {until})",  # noqa: S608 - our own names
    )
    return f"CREATE MACRO {core.AS_OF.full_name}({day}) AS TABLE\n{query}"


def comments() -> Iterator[str]:
    """Yield the statements that comment every table, view, macro and column. A macro's columns take none."""
    for table in TABLES:
        kind = {"table": "TABLE", "view": "VIEW", "macro": "MACRO TABLE"}[table.kind]
        yield f"COMMENT ON {kind} {table.full_name} IS {_quoted(table.text.comment)}"
        if table.kind != "macro":
            for column in table.columns:
                yield f"COMMENT ON COLUMN {table.full_name}.{column.name} IS {_quoted(_comment(column))}"


def _holding(known: str, breakdowns: str) -> str:
    """Return the query of what holds, over the given vintages and the breakdowns printed in them."""
    columns = ", ".join(core.OBSERVATIONS.column_names)
    return _text("current").format(known=known, breakdowns=breakdowns, columns=columns)


@cache
def _text(name: str) -> str:
    return files("nupraat_pipeline.model").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def _create_table(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    if table.has_primary_key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    parts.extend(f"CHECK ({check})" for check in table.checks)
    body = ",\n    ".join(parts)
    return f"CREATE TABLE {table.full_name} (\n    {body}\n)"


def _column(column: Column) -> str:
    words = [column.name, column.sql_type]
    if not column.nullable:
        words.append("NOT NULL")
    if column.codes is not None:
        words.append(f"CHECK ({column.name} IN ({_code_texts(column.codes)}))")
    if column.check is not None:
        words.append(f"CHECK ({column.check})")
    return " ".join(words)


def _comment(column: Column) -> str:
    unit = "" if column.unit is None else f" [{unit_of(column).en}]"
    return f"{column.text.comment}{unit}"


def _code_texts(codes: CodeList) -> str:
    return ", ".join(_quoted(code) for code in codes.codes)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
