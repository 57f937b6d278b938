"""The Dagster definitions: wiring only."""

from __future__ import annotations

from functools import partial

import dagster as dg

from nupraat_pipeline.assets import ASSETS, StagingIOManager, made_anew
from nupraat_pipeline.checks import CHECKS
from nupraat_pipeline.sensors import BUILD, new_answers
from nupraat_pipeline.settings import Settings


def definitions(settings: Settings, *, keeps_outputs: bool = True) -> dg.Definitions:
    """Wire the pipeline to directories and limits.

    With `keeps_outputs`, the result of `execute_in_process` has the values of all assets; without, a run takes less
    memory.
    """
    staging = StagingIOManager(partial(made_anew, settings), empties=not keeps_outputs)
    return dg.Definitions(
        assets=ASSETS,
        asset_checks=CHECKS,
        jobs=[BUILD],
        sensors=[new_answers],
        resources={"settings": settings, "io_manager": staging},
        executor=dg.in_process_executor,
    )


defs = definitions(Settings.load())
