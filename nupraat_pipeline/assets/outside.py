"""What was published by a build that Dagster did not run (`make`, `nupraat build`), told to it as materialisations.

Here: the published file read back, so that whoever opens Dagster's pages sees what there is now instead of assets that
were never made. Not here: when it is looked at (`nupraat_pipeline.sensors`), or what a run itself tells (`steps`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from nupraat_pipeline import report, warehouse
from nupraat_pipeline.assets import homes, shown
from nupraat_pipeline.assets.steps import exported, key, published, reported
from nupraat_pipeline.exports.package import build_of
from nupraat_pipeline.model.frames import conform

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from nupraat_pipeline.model import Table
    from nupraat_pipeline.settings import Settings

_TOLD = "Made by a build outside Dagster, and read back from the published file."


def materializations(instance: dg.DagsterInstance, settings: Settings) -> list[dg.AssetMaterialization]:
    """What is published and this instance has not heard of; nothing when it has, or when nothing can be read."""
    import duckdb  # costs a second

    try:
        build_id = warehouse.query("SELECT build_id FROM meta.builds", settings)["build_id"].item()
        if build_id in _known(instance):
            return []
        return list(_all(build_id, settings))
    except (warehouse.NotPublishedError, duckdb.Error):
        return []


def _known(instance: dg.DagsterInstance) -> set[object]:
    event = instance.get_latest_materialization_event(published.key)
    materialization = event.asset_materialization if event else None
    return {materialization.metadata["build_id"].value} if materialization else set()


def _all(build_id: str, settings: Settings) -> Iterator[dg.AssetMaterialization]:
    for asset in homes.assets_of("raw", "core", "quality", "metrics"):
        tables = {table.full_name: _published(table, settings) for table in homes.tables_of(asset)}
        yield _made(key(asset), build_id, shown.tables(asset, tables))
    builds = {"meta.builds": warehouse.query("FROM meta.builds", settings)}
    told = shown.published(builds, settings)
    yield _made(published.key, build_id, {**told, "path": dg.MetadataValue.path(settings.database)})
    if settings.exports_dir.is_dir() and build_of(settings.exports_dir) == build_id:
        written = sorted(settings.exports_dir.iterdir())
        yield _made(exported.key, build_id, shown.exported(settings.exports_dir, written))
    if settings.report.is_file() and report.build_of(settings.report) == build_id:
        yield _made(reported.key, build_id, shown.reported(settings.report))


def _published(table: Table, settings: Settings) -> pd.DataFrame:
    """A table as a step would hand it over; DuckDB refuses when another version of the code published it otherwise."""
    return conform(table, warehouse.query(f"SELECT {', '.join(table.column_names)} FROM {table.full_name}", settings))  # noqa: S608 - our own names


def _made(asset: dg.AssetKey, build_id: str, metadata: shown.Metadata) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(asset, description=_TOLD, metadata={**metadata, "build_id": build_id})
