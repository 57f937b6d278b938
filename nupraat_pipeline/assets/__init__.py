"""Dagster's view of the pipeline: the thin skin. Everything it calls works without Dagster.

Here: the assets (`steps`), how one hands over to the next (`handover`), and what Dagster's pages show (`shown`).
"""

from __future__ import annotations

from nupraat_pipeline.assets.handover import StagingIOManager
from nupraat_pipeline.assets.steps import ASSETS, Answers, answers, made_anew

__all__ = ["ASSETS", "Answers", "StagingIOManager", "answers", "made_anew"]
