"""Loading: the tables written and the metrics computed as a build does it, beside DuckDB alone on the same rows.

Here: both ways, in turn, in this process. The difference is validation, keys and constraints, comments, and metrics
that add in one order, so that the same answers give the same file.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from benchmarks import growth, results
from benchmarks.running import CommandError
from nupraat_pipeline import metrics, model
from nupraat_pipeline.metrics import lineage
from nupraat_pipeline.model import ddl
from nupraat_pipeline.model.frames import conform
from nupraat_pipeline.warehouse import store

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

_ANSWERS, _ROUNDS = 200, 5

Frames = dict[str, "pd.DataFrame"]


def measure() -> None:
    """Measure and write the section."""
    with duckdb.connect(str(growth.built(_ANSWERS)), read_only=True) as connection:
        frames = {
            table.full_name: conform(table, connection.execute(f"FROM {table.full_name}").df())
            for table in model.STORED
        }
    # What metrics are made from; the views also read other tables, which are there and empty.
    sources = {
        name: frame if name in lineage.inputs() else frame.head(0)
        for name, frame in frames.items()
        if name.startswith(("raw.", "core."))
    }
    made = {name: len(frame) for name, frame in metrics.compute(sources).items()}
    if _bare_metrics(sources) != made:
        raise CommandError(f"DuckDB alone makes other metrics than these: {made}")
    ways: dict[str, Callable[[Path], None]] = {
        "bare DuckDB, tables": lambda path: _bare_load(frames, path),
        "this project, tables": lambda path: _load(frames, path),
        "bare DuckDB, metrics": lambda _: _discard(_bare_metrics(sources)),
        "this project, metrics": lambda _: _discard(metrics.compute(sources)),
    }
    figures = _in_turn(ways)
    rows = []
    for name, (cpu, wall) in figures.items():
        bare_cpu, bare_wall = figures[f"bare DuckDB, {name.rpartition(' ')[2]}"]
        rows.append([name, 1000 * cpu, cpu / bare_cpu, 1000 * wall, wall / bare_wall])
    n_rows = sum(len(frame) for frame in frames.values())
    told = f"{n_rows} rows of {_ANSWERS} invented answers in {len(frames)} tables; medians of {_ROUNDS} runs, in turn."
    heads = ["", "CPU ms", "CPU / bare", "wall ms", "wall / bare"]
    results.put("loading", "Loading and metrics", f"{told}\n\n{results.table(heads, rows)}")


def _load(frames: Frames, path: Path) -> None:
    with store.writing(path) as connection:
        store.write(connection, frames)


def _bare_load(frames: Frames, path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        _create(connection, frames)


def _bare_metrics(sources: Frames) -> dict[str, int]:
    """Make the metrics without checks and constraints; returns how many rows each has, by full name."""
    rows = {}
    with duckdb.connect() as connection:
        _create(connection, sources)
        connection.execute("CREATE SCHEMA IF NOT EXISTS metrics")
        for statement in ddl.views("TABLE"):
            connection.execute(statement)
        for name in metrics.names():
            connection.execute(f"CREATE TABLE metrics.{name} AS\n{metrics.sql(name)}")
            rows[f"metrics.{name}"] = len(connection.execute(f"FROM metrics.{name}").df())
    return rows


def _create(connection: duckdb.DuckDBPyConnection, frames: Frames) -> None:
    for name, frame in frames.items():
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.partition('.')[0]}")
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {name} AS FROM frame")
        connection.unregister("frame")


def _discard(_: object) -> None:
    """Take what a measured call returns."""


def _in_turn(ways: dict[str, Callable[[Path], None]]) -> dict[str, tuple[float, float]]:
    """The medians of processor and wall time of each way."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(_ROUNDS + 1):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as directory:
                cpu, wall = time.process_time(), time.perf_counter()
                way(Path(directory, "bench.duckdb"))
                if number:
                    taken[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    return {
        name: (statistics.median(cpu for cpu, _ in each), statistics.median(wall for _, wall in each))
        for name, each in taken.items()
    }
