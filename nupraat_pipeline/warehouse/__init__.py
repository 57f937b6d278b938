"""The DuckDB file: written aside, audited, published whole; and opened for reading.

In the order of a build: `assemble` (or its steps, `observations.raw_tables`, `observations.core_tables`,
`quality.find`, `metrics.compute`), then `release`: `write`, `audit` and `publish` inside one `staging`, so
that no other build comes between the comparison with the published file and its replacement. `build` is all of it.
Here: that order. Each step is in a module of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.warehouse import store
from nupraat_pipeline.warehouse.audit import audit
from nupraat_pipeline.warehouse.errors import (
    AuditError,
    AuditProblem,
    BuildInProgressError,
    NothingToPublishError,
    NotPublishedError,
    PublishError,
    told,
)
from nupraat_pipeline.warehouse.news import News, Section, news
from nupraat_pipeline.warehouse.publish import flush, publish, published_inputs, query, require_lock, staging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from nupraat_pipeline.reading.records import ReadFile
    from nupraat_pipeline.settings import Settings

__all__ = [
    "AuditError",
    "AuditProblem",
    "BuildInProgressError",
    "News",
    "NotPublishedError",
    "NothingToPublishError",
    "PublishError",
    "Section",
    "assemble",
    "audit",
    "build",
    "flush",
    "news",
    "publish",
    "published_inputs",
    "query",
    "refuse_nothing",
    "release",
    "require_lock",
    "staging",
    "told",
    "write",
]


def assemble(readings: Sequence[ReadFile]) -> dict[str, pd.DataFrame]:
    """Return every published table but `meta.*`, by full name."""
    from nupraat_pipeline import metrics, quality
    from nupraat_pipeline.catalogue import load_catalogue
    from nupraat_pipeline.observations import core_tables, raw_tables

    catalogue = load_catalogue()
    tables = raw_tables(readings) | core_tables(readings, catalogue)
    tables["quality.findings"] = quality.find(readings, tables["core.observations"], catalogue)
    return tables | metrics.compute(tables)


def refuse_nothing(readings: Sequence[ReadFile]) -> None:
    """Raise NothingToPublishError, with what is wrong with each file, when none of them is a readable answer."""
    from nupraat_pipeline.vintages import answers, editions

    found = editions(readings)
    if answers(found):
        return
    wrong = "\n".join(f"- {edition.file_name}: {edition.message}" for edition in found)
    raise NothingToPublishError(
        "None of the files is a readable answer, so there is nothing to publish and the published file stays as it is."
        + (f"\n{wrong}" if wrong else " There are no files at all.")
    )


def write(tables: Mapping[str, pd.DataFrame], path: Path, settings: Settings) -> dict[str, pd.DataFrame]:
    """Write tables to a new DuckDB file, with `meta.*`; returns all of them by full name.

    `meta.builds` says what changes when the file replaces the published one.
    """
    from nupraat_pipeline.model.dictionary import dictionary
    from nupraat_pipeline.model.frames import conform
    from nupraat_pipeline.model.meta import BUILDS
    from nupraat_pipeline.warehouse.builds import record

    written = {**tables, **dictionary(), BUILDS.full_name: conform(BUILDS, [])}
    with store.writing(path) as connection:
        store.write(connection, written)
        return {**written, BUILDS.full_name: record(connection, settings)}


def release(
    tables: Mapping[str, pd.DataFrame], readings: Sequence[ReadFile], settings: Settings
) -> dict[str, pd.DataFrame]:
    """Write, audit and publish tables assembled from readings; returns the published ones by full name.

    Other builds wait meanwhile. Raises NothingToPublishError, AuditError, BuildInProgressError or PublishError; then
    the published file is untouched.
    """
    import duckdb  # costs a second

    refuse_nothing(readings)
    try:
        with staging(settings) as directory:
            path = directory / settings.database.name
            written = write(tables, path, settings)
            problems = audit(path, readings)
            if problems:
                raise AuditError(problems)
            publish(path, settings)
    # The last two: no room for a commit, or for what is written when the file is closed.
    except (OSError, duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        raise PublishError(
            f"The database could not be written: {told(error)}. See that there is room in {settings.warehouse_dir} and "
            "that it may be written, then build again."
        ) from error
    return written


def build(readings: Sequence[ReadFile], settings: Settings) -> dict[str, pd.DataFrame]:
    """Build the warehouse from readings and publish it; returns and raises as `release` does."""
    return release(assemble(readings), readings, settings)
