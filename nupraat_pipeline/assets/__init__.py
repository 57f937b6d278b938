"""Dagster's view of the pipeline: the thin skin. Everything it calls works without Dagster.

Here: the assets (`steps`), which table each holds (`homes`), how one hands over to the next (`handover`), what
Dagster's pages show (`shown`, `charts`, `markdown`), and what was built outside Dagster (`outside`).
"""

from __future__ import annotations

from nupraat_pipeline.assets.handover import StagingIOManager
from nupraat_pipeline.assets.outside import materializations
from nupraat_pipeline.assets.steps import ASSETS, Answers, answers, made_anew

__all__ = ["ASSETS", "Answers", "StagingIOManager", "answers", "made_anew", "materializations"]
