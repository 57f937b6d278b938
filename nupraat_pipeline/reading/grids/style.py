"""What text looks like where a table is looked for: its size, its spaces, the borders and shades around it.

Here: the record that the steps of finding aligned tables share. Not here: any step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.grids.segments import Segment, segments_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.grids.shading import Shading
    from nupraat_pipeline.reading.layout.geometry import Rule, Word

Segments = list[Segment]


class Borders(Struct, frozen=True):
    """The horizontal and vertical borders that make no lattice of cells, and the shaded areas that may be cells."""

    level: tuple[Rule, ...] = ()
    uprights: tuple[Rule, ...] = ()
    fills: tuple[Rule, ...] = ()


class Style(Struct, frozen=True):
    """The usual type size, the usual space in units of it, and what is drawn around and behind the text.

    `exact` is the width of every space where all are of one width (see `segments.exact_space`), else None.
    """

    size: float
    space: float
    shading: Shading
    exact: float | None = None
    borders: Borders = Borders()

    def segments(self, words: Sequence[Word]) -> Segments:
        """Take a line apart where columns may part it."""
        if not words:
            return []
        middle = (words[0].top + words[0].bottom) / 2
        edges = self.shading.edges(middle)
        edges += [(rule.x0 + rule.x1) / 2 for rule in self.borders.uprights if rule.top <= middle <= rule.bottom]
        return segments_of(words, self.space, edges, self.exact)
