"""What text looks like where a table is looked for: its size, its spaces, what is shaded behind it.

Here: the record that the steps of finding aligned tables share. Not here: any step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.grids.segments import Segment, segments_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.geometry import Word
    from nupraat_pipeline.reading.grids.shading import Shading

Segments = list[Segment]


@dataclass(frozen=True, slots=True)
class Style:
    """The usual type size, the usual space in units of it, and what is shaded behind the text.

    `exact` is the width of every space where all are of one width (see `segments.exact_space`), else None.
    """

    size: float
    space: float
    shading: Shading
    exact: float | None = None

    def segments(self, words: Sequence[Word]) -> Segments:
        """Take a line apart where columns may part it."""
        edges = self.shading.edges((words[0].top + words[0].bottom) / 2) if words else ()
        return segments_of(words, self.space, edges, self.exact)
