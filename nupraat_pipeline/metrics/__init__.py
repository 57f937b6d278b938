"""The metric tables: one SQL file a table, run over the core tables.

Here: finding the files, their descriptions and running them. The SQL holds the definitions; columns and their texts
are in `nupraat_pipeline.model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def names() -> tuple[str, ...]:
    """Return the metric tables, 'monthly_activity', in alphabetical order."""
    raise NotImplementedError


def sql(name: str) -> str:
    """Return the SELECT that defines a metric table; its first comment is the description."""
    raise NotImplementedError


def compute(tables: dict[str, pd.DataFrame], only: tuple[str, ...] | None = None) -> dict[str, pd.DataFrame]:
    """Return the metric tables ('metrics.monthly_activity') computed from the raw and core tables given."""
    raise NotImplementedError
