"""A DuckDB file from frames: schemas, tables with their constraints, rows, the views, the macro and the comments.

Here: writing a new file. Not here: whether the file is right (`audit`) or published (`publish`).
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from nupraat_pipeline import model
from nupraat_pipeline.model import ddl
from nupraat_pipeline.model.load import fill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb
    import pandas as pd

Config = dict[str, bool | float | int | list[str] | str]

# What is loaded goes to the file as it comes: left alone, DuckDB would keep hundreds of megabytes of it in memory.
MODEST: Config = {"memory_limit": "512MB", "threads": 1}

# DuckDB clients from 1.4 on can open the file. Its tables are small, so the smallest blocks keep it a tenth the size.
_FORMAT: Config = {"storage_compatibility_version": "v1.4.0", "default_block_size": "16384"}


@contextlib.contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that writes a new file, whole when it is closed.

    Raises FileExistsError when there is a file already.
    """
    import duckdb  # costs a second

    if path.exists():
        raise FileExistsError(f"{path} exists already; a build is written to a new file.")
    with duckdb.connect(str(path), config={**MODEST, **_FORMAT}) as connection:
        yield connection
        connection.execute("CHECKPOINT")


def write(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write the tables, all of `model.STORED`, with the views, the macro and the comments.

    Raises InvalidTableError when a frame has not the columns and dtypes of its table, KeyError when a table is missing,
    duckdb.ConstraintException when a row does not fit: empty values, codes and keys are held to by the tables.
    """
    connection.begin()  # hundreds of comments, each else written to disk on its own
    fill(connection, {table.full_name: tables[table.full_name] for table in model.STORED})
    connection.execute(ddl.macro())
    for statement in ddl.comments():
        connection.execute(statement)
    connection.commit()
