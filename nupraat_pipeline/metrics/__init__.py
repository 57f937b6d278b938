"""The metric tables: one SQL file a table, run over the core tables.

Here: finding the files, their descriptions and running them. The SQL holds the definitions; columns and their texts
are in `nupraat_pipeline.model.metrics`.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from nupraat_pipeline import model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb
    import pandas as pd

_SCHEMA = "metrics"


def names() -> tuple[str, ...]:
    """Return the metric tables, 'monthly_activity', in the order in which they are described."""
    return tuple(table.name for table in model.STORED if table.schema == _SCHEMA)


def sql(name: str) -> str:
    """Return the SELECT that defines a metric table; its first comment is the description."""
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")


def description(name: str) -> str:
    """Return what a metric table holds, from the first comment of its SQL."""
    first, _, _ = sql(name).partition("\n")
    return first.removeprefix("--").strip()


def compute(tables: Mapping[str, pd.DataFrame], only: Sequence[str] | None = None) -> dict[str, pd.DataFrame]:
    """Return the metric tables ('metrics.monthly_activity') computed from the other tables, by full name.

    `tables` holds `raw.*` and `core.*`. `only` names the wanted metrics, by default all.
    """
    import duckdb  # costs a second

    from nupraat_pipeline.model.frames import conform
    from nupraat_pipeline.model.load import fill

    # One thread adds in one order: rebuilding gives the same last bits.
    with duckdb.connect(config={"threads": 1}) as connection:
        fill(connection, {name: frame for name, frame in tables.items() if name.startswith(("raw.", "core."))})
        return {
            f"{_SCHEMA}.{name}": conform(model.table(f"{_SCHEMA}.{name}"), _run(connection, name))
            for name in only or names()
        }


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    return connection.execute(sql(name)).df()
