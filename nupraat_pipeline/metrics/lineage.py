"""What each metric is made from, read from its SQL: the tables it reads, and the columns behind each of its columns.

Here: reading SQL with sqlglot. Not here: running it, or showing what was found (`nupraat_pipeline.assets`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage
from sqlglot.optimizer import build_scope, qualify

from nupraat_pipeline import metrics, model
from nupraat_pipeline.model import ddl

if TYPE_CHECKING:
    from sqlglot.lineage import Node

_DIALECT = "duckdb"

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


@cache  # several metrics read the same views
def _stored(sql: str) -> frozenset[str]:
    views = ddl.view_queries()
    read = _named(_parsed(sql))
    return frozenset(table for name in read for table in (_stored(views[name]) if name in views else {name}))


def _named(query: exp.Query) -> set[str]:
    """The tables and views that a query names; what it defines itself (WITH) has no schema."""
    return {f"{table.db}.{table.name}" for table in query.find_all(exp.Table) if table.db}


@cache
def columns(name: str) -> dict[str, tuple[ColumnOfTable, ...]]:
    """Return the columns of stored tables behind each column of a metric; none behind a constant.

    A column counts when its value goes into the result, not when it only decides which rows do.
    """
    query = exp.expand(_parsed(metrics.sql(name)), {view: _parsed(sql) for view, sql in ddl.view_queries().items()})
    qualified = qualify.qualify(query, schema=_schema(), dialect=_DIALECT)
    found = lineage(None, qualified, _schema(), scope=build_scope(qualified), dialect=_DIALECT)
    return {column: _leaves(found[column]) for column in model.table(f"metrics.{name}").column_names}


def _leaves(result: Node) -> tuple[ColumnOfTable, ...]:
    found = {
        (f"{node.source.db}.{node.source.name}", exp.to_column(node.name).name)
        for node in result.walk()
        if isinstance(node.source, exp.Table) and node.source.db
    }
    return tuple(sorted(found))


def _parsed(sql: str) -> exp.Query:
    return sqlglot.parse_one(sql, dialect=_DIALECT, into=exp.Select)


@cache
def _schema() -> dict[str, object]:
    """The columns and types of the stored tables, as sqlglot wants them."""
    schema: dict[str, dict[str, object]] = {}
    for table in model.STORED:
        schema.setdefault(table.schema, {})[table.name] = {column.name: column.sql_type for column in table.columns}
    return dict(schema)
