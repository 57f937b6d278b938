"""Running the quality rules over readings made by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from readings import answer, file

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.observations import core_tables
from nupraat_pipeline.quality import find

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from nupraat_pipeline.reading.records import AnswerReading, Figure

# The conversations of 2022: 1074.
MONTHS = (91, 106, 110, 73, 108, 116, 39, 44, 92, 96, 109, 90)


def findings(*readings: AnswerReading) -> pd.DataFrame:
    """All findings over these answers."""
    files = [file(reading, f"{number}.pdf") for number, reading in enumerate(readings)]
    catalogue = load_catalogue()
    return find(files, core_tables(files, catalogue)["core.observations"], catalogue)


def evaluations(rule: str, *readings: AnswerReading) -> pd.DataFrame:
    """The findings of one rule."""
    found = findings(*readings)
    return found[found["rule"] == rule]


def outcomes(rule: str, *readings: AnswerReading) -> list[bool]:
    """Whether each evaluation of one rule passed."""
    return [bool(passed) for passed in evaluations(rule, *readings)["passed"]]


def of(figures: Iterable[Figure], **changes: Any) -> AnswerReading:
    """The answer of January 2023."""
    return answer(list(figures), **changes)


def later(figures: Iterable[Figure], **changes: Any) -> AnswerReading:
    """An answer of a year after."""
    return answer(list(figures), number=99, asked=date(2024, 2, 1), **changes)
