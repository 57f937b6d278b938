"""What each metric is made from, read from its SQL: the tables it reads, and the columns behind each of its columns.

Here: reading SQL, for columns with sqlglot. Not here: running it, or showing what was found
(`nupraat_pipeline.assets`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nupraat_pipeline import metrics, model
from nupraat_pipeline.model import ddl

if TYPE_CHECKING:
    from sqlglot import exp
    from sqlglot.lineage import Node

_DIALECT = "duckdb"

# In our own SQL only tables and views have a schema: each build asks for them, and parsing takes a tenth of a second.
_NAMED = re.compile(rf"\b(?:{'|'.join(model.SCHEMAS)})\.\w+")
_COMMENT = re.compile(r"--.*")

# A table and a column of it: ('core.observations', 'value').
ColumnOfTable = tuple[str, str]


@cache
def tables(name: str) -> tuple[str, ...]:
    """Return the stored tables that a metric reads, itself or through a view, in alphabetical order."""
    return tuple(sorted(_stored(metrics.sql(name))))


def inputs() -> tuple[str, ...]:
    """Return the tables that the metrics read and are none of them, in alphabetical order."""
    made = {f"metrics.{name}" for name in metrics.names()}
    return tuple(sorted({table for name in metrics.names() for table in tables(name)} - made))


def _stored(sql: str) -> set[str]:
    views = ddl.view_queries()
    return {table for name in named(sql) for table in (_stored(views[name]) if name in views else {name})}


def named(sql: str) -> set[str]:
    """Return the tables and views that a query names; what it defines itself (WITH) has no schema."""
    return set(_NAMED.findall(_COMMENT.sub("", sql)))


@cache
def columns(name: str) -> dict[str, tuple[ColumnOfTable, ...]]:
    """Return the columns of stored tables behind each column of a metric; none behind a constant.

    A column counts when its value goes into the result, not when it only decides which rows do.
    """
    from sqlglot import exp  # costs a third of a second
    from sqlglot.lineage import lineage
    from sqlglot.optimizer import build_scope, qualify

    query = exp.expand(_parsed(metrics.sql(name)), {view: _parsed(sql) for view, sql in ddl.view_queries().items()})
    qualified = qualify.qualify(query, schema=_schema(), dialect=_DIALECT)
    found = lineage(None, qualified, _schema(), scope=build_scope(qualified), dialect=_DIALECT)
    return {column: _leaves(found[column]) for column in model.table(f"metrics.{name}").column_names}


def _leaves(result: Node) -> tuple[ColumnOfTable, ...]:
    from sqlglot import exp

    found = {
        (f"{node.source.db}.{node.source.name}", exp.to_column(node.name).name)
        for node in result.walk()
        if isinstance(node.source, exp.Table) and node.source.db
    }
    return tuple(sorted(found))


def _parsed(sql: str) -> exp.Query:
    import sqlglot
    from sqlglot import exp

    return sqlglot.parse_one(sql, dialect=_DIALECT, into=exp.Select)


@cache
def _schema() -> dict[str, object]:
    """The columns and types of the stored tables, as sqlglot wants them."""
    schema: dict[str, dict[str, object]] = {}
    for table in model.STORED:
        schema.setdefault(table.schema, {})[table.name] = {column.name: column.sql_type for column in table.columns}
    return dict(schema)
