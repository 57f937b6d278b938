"""Readings as tidy tables: schemas `raw` and `core`.

Here: the frames of `raw.*` and `core.*`, one row a file, cell, statement and published value. Which file of several
is read, and what a document is called, is decided in `nupraat_pipeline.vintages`. Not here: arithmetic on the values
(`nupraat_pipeline.quality`), and what holds now (`current.sql`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import FileReading

    # Frames by the name of their table, 'core.observations'.
    Tables = dict[str, pd.DataFrame]


def raw_tables(readings: Sequence[FileReading]) -> Tables:
    """Return `raw.documents`, `raw.cells` and `raw.statements` of these readings, in whatever order they come."""
    raise NotImplementedError


def core_tables(readings: Sequence[FileReading], catalogue: Catalogue) -> Tables:
    """Return `core.observations`, `core.notes`, `core.indicators`, `core.categories` and `core.events`."""
    raise NotImplementedError
