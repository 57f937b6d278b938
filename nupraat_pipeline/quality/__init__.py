"""The arithmetic an answer must satisfy, and what answers say about each other: `quality.findings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import FileReading


def find(
    readings: Sequence[FileReading], observations: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """Return `quality.findings`: one row for every evaluation of every rule, passed or not.

    `observations` is `core.observations` of the same readings.
    """
    raise NotImplementedError
