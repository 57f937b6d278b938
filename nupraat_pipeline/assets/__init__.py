"""Dagster's view of the pipeline: the assets (`steps`) and how one hands over to the next (`handover`).

Here: the thin skin. Everything it calls works without Dagster.
"""

from __future__ import annotations

from nupraat_pipeline.assets.handover import StagingIOManager
from nupraat_pipeline.assets.steps import ASSETS, answers, made_anew

__all__ = ["ASSETS", "StagingIOManager", "answers", "made_anew"]
