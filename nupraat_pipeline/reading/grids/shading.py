"""Shaded areas as a hint: a row drawn on grey, or a cell of it, shows where rows and columns part.

Here: what the edges of filled areas say about words between them. Not here: borders (`lattice`); shading alone makes
no table and a table with every other row shaded has as many rows again without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.layout.geometry import Bounds, Line, Rule

# A shaded row is at most this high, in type sizes; higher areas are backgrounds.
HIGHEST = 7.0
# An area lies over a table when this share of the narrower of the two is shared.
MOST = 0.8
# More areas than this are a picture.
MOST_AREAS = 3000


class Shading(Struct, frozen=True):
    """The shaded areas of a page that may be rows or cells."""

    areas: tuple[Rule, ...] = ()

    @classmethod
    def of(cls, areas: Sequence[Rule], size: float) -> Shading:
        """Keep the areas that are as high as rows of text of this size."""
        rows = tuple(area for area in areas if area.bottom - area.top <= HIGHEST * size)
        return cls(rows if len(rows) <= MOST_AREAS else ())

    def edges(self, middle: float) -> list[float]:
        """Return where areas begin and end along a line of this height."""
        return [edge for area in self.areas if area.top <= middle <= area.bottom for edge in (area.x0, area.x1)]

    def heights(self, box: Bounds) -> list[float]:
        """Return where areas begin and end within the height of a box, areas that lie over it for the most part."""
        x0, top, x1, bottom = box
        shared: dict[float, float] = {}
        for area in self.areas:
            overlap = min(area.x1, x1) - max(area.x0, x0)
            if overlap > MOST * min(area.x1 - area.x0, x1 - x0):
                for edge in (area.top, area.bottom):
                    shared[edge] = shared.get(edge, 0.0) + overlap
        return sorted(edge for edge, width in shared.items() if top < edge < bottom and width > MOST * (x1 - x0))

    def under(self, line: Line) -> Rule | None:
        """Return the widest area that a line stands on, None when it stands on none."""
        middle = (line.top + line.bottom) / 2
        areas = [
            area
            for area in self.areas
            if area.top <= middle <= area.bottom and area.x0 <= line.x0 and line.x1 <= area.x1
        ]
        return max(areas, key=lambda area: area.x1 - area.x0, default=None)
