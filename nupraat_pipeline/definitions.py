"""The Dagster definitions: wiring only."""

from __future__ import annotations

from functools import partial

import dagster as dg

from nupraat_pipeline.assets import ASSETS, StagingIOManager, made_anew
from nupraat_pipeline.checks import CHECKS
from nupraat_pipeline.settings import Settings

# One process for all steps: at this size, starting one for each would cost more than the steps themselves.
BUILD = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Reads every PDF in raw/ and publishes the warehouse, when every check holds.",
)


def definitions(settings: Settings) -> dg.Definitions:
    """Wire the pipeline to directories and limits."""
    return dg.Definitions(
        assets=ASSETS,
        asset_checks=CHECKS,
        jobs=[BUILD],
        resources={"settings": settings, "io_manager": StagingIOManager(partial(made_anew, settings))},
        executor=dg.in_process_executor,
    )


defs = definitions(Settings.load())
