"""The Dagster definitions: wiring only."""

from __future__ import annotations

from functools import partial

import dagster as dg

from nupraat_pipeline.assets import ASSETS, StagingIOManager, made_anew
from nupraat_pipeline.checks import CHECKS
from nupraat_pipeline.sensors import BUILD, new_answers
from nupraat_pipeline.settings import Settings


def definitions(settings: Settings) -> dg.Definitions:
    """Wire the pipeline to directories and limits."""
    return dg.Definitions(
        assets=ASSETS,
        asset_checks=CHECKS,
        jobs=[BUILD],
        sensors=[new_answers],
        resources={"settings": settings, "io_manager": StagingIOManager(partial(made_anew, settings))},
        executor=dg.in_process_executor,
    )


defs = definitions(Settings.load())
