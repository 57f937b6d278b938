"""The metric tables: one SQL file a table, run over the core tables.

Here: finding the files and running them. The SQL holds the definitions; columns and their texts are in
`nupraat_pipeline.model.metrics`. What a metric reads is in the SQL too, and read from there (`lineage`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupraat_pipeline import model

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pandas as pd

_SCHEMA = "metrics"


def names() -> tuple[str, ...]:
    """Return the metric tables, 'monthly_activity', each after those that it reads."""
    return tuple(table.name for table in model.STORED if table.schema == _SCHEMA)


def sql(name: str) -> str:
    """Return the SELECT that defines a metric table; its first comment is the description."""
    return path(name).read_text(encoding="utf-8")


def path(name: str) -> Path:
    """Return the file that defines a metric table."""
    return Path(__file__).with_name(f"{name}.sql")


def compute(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the metric tables ('metrics.monthly_activity') computed from `raw.*` and `core.*`, by full name."""
    import duckdb  # costs a second

    from nupraat_pipeline.metrics import lineage
    from nupraat_pipeline.model.frames import conform
    from nupraat_pipeline.model.load import fill

    # One thread adds in one order: rebuilding gives the same last bits.
    with duckdb.connect(config={"threads": 1}) as connection:
        fill(connection, {name: tables[name] for name in lineage.inputs()}, views="TABLE")
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {_SCHEMA}")
        return {
            f"{_SCHEMA}.{name}": conform(model.table(f"{_SCHEMA}.{name}"), _run(connection, name)) for name in names()
        }


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    """Compute a metric and leave it on the connection, for those that read it."""
    connection.execute(f"CREATE TABLE {_SCHEMA}.{name} AS\n{sql(name)}")
    return connection.execute(f"FROM {_SCHEMA}.{name}").df()
