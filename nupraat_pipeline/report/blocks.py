"""What a section of the page consists of: figures, each with its chart, table, caveats and files.

Here: plain records that the template prints. Not here: what they hold (a module for each section).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report.provenance import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nupraat_pipeline.report.caveats import Caveat
    from nupraat_pipeline.report.charts import Spec

Cell = Number | Text


class Chart(Struct, frozen=True):
    """A chart: how to draw it in a language, and what it shows in a sentence for those who do not see it.

    Where the sentence says only what the table beside it does, it is for screen readers alone (`is_summed_up` false).
    """

    key: str
    draw: Callable[[str], Spec]
    told: Text
    is_summed_up: bool = True


class Table(Struct, frozen=True):
    """A table: its headings and rows; the first cell of a row is its heading. `caption` says what the numbers are."""

    caption: Text
    head: list[Text]
    rows: list[list[Cell]]

    def numbers(self) -> Iterator[Number]:
        """Give the numbers of the table."""
        return (cell for row in self.rows for cell in row if isinstance(cell, Number))


class Figure(Struct, frozen=True):
    """One chart or more, their table under them, what is to be known of it, and the exports that hold its numbers."""

    title: Text
    charts: tuple[Chart, ...]
    table: Table
    files: tuple[str, ...]
    notes: list[Text] = []
    caveats: list[Caveat] = []


class Section(Struct, frozen=True):
    """A part of the page under a heading; without figures it says that the answers give none."""

    key: str
    title: Text
    lead: Text
    figures: list[Figure]
    notes: list[Text] = []


class KeyFigure(Struct, frozen=True):
    """A number at the top of the page, with what it is, how it changed and what to mind."""

    title: Text
    number: Number
    year: int
    change: Number | None
    mind: Text
