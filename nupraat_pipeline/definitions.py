"""The Dagster definitions: wiring only."""

from __future__ import annotations

from functools import partial

import dagster as dg

from nupraat_pipeline.assets import ASSETS, StagingIOManager, made_anew
from nupraat_pipeline.assets.shown import Show
from nupraat_pipeline.checks import CHECKS
from nupraat_pipeline.sensors import BUILD, new_answers
from nupraat_pipeline.settings import Settings


def definitions(settings: Settings, *, is_watched: bool = True) -> dg.Definitions:
    """Wire the pipeline to directories and limits.

    With `is_watched`, runs tell what Dagster's pages show, and the result of `execute_in_process` has the values of all
    assets; without, they take less time and memory.
    """
    staging = StagingIOManager(partial(made_anew, settings), empties=not is_watched)
    return dg.Definitions(
        assets=ASSETS,
        asset_checks=CHECKS,
        jobs=[BUILD],
        sensors=[new_answers],
        resources={"settings": settings, "show": Show(is_watched), "io_manager": staging},
        executor=dg.in_process_executor,
    )


defs = definitions(Settings.load())
