"""Frames into DuckDB: the described tables created and filled on a connection, with the views over them.

Here: loading, nothing else. Which file a connection writes, and whether the frames are right, is the caller's concern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from nupraat_pipeline import model
from nupraat_pipeline.model import ddl
from nupraat_pipeline.model.frames import require_shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pandas as pd


def fill(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pd.DataFrame], views: Literal["VIEW", "TABLE"] = "VIEW"
) -> None:
    """Create the given tables and the views on a connection, and load the rows in their order.

    Tables of `raw` and `core` that are not given are there and empty: the views read them. `views` says whether they
    are to be views, or tables that hold what the views give.
    """
    for statement in ddl.tables(
        table for table in model.STORED if table.full_name in tables or table.schema in {"raw", "core"}
    ):
        connection.execute(statement)
    for name, frame in tables.items():
        load(connection, model.table(name), frame)
    for statement in ddl.views(views):
        connection.execute(statement)


def load(connection: duckdb.DuckDBPyConnection, table: model.Table, frame: pd.DataFrame) -> None:
    """Load the rows of a frame into a table that is there.

    Raises InvalidTableError when the frame has not the table's columns and dtypes, which DuckDB would fill up or cast;
    duckdb.ConstraintException when a row has an empty value, a code or a key that the table does not take.
    """
    require_shape(table, frame)
    connection.register("incoming", frame)
    connection.execute(f"INSERT INTO {table.full_name} SELECT * FROM incoming")  # noqa: S608 - our own names
    connection.unregister("incoming")
