"""Charts: where a page is drawn on rather than written, so that the texts of a chart are not taken for a table.

Here: bars, lines and slices, told from the shades of a table's rows and cells by what stands in them. Not here: reading
charts; their numbers are nowhere but in the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.reading.layout.geometry import Rule, bounds, is_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.reading.layout.geometry import Bounds, Page, Word

# All in units of the type size. A bar is at least this thick; what is this many times as long as thick is a border.
THINNEST, LONGEST = 0.5, 60.0
# An empty cell of a shaded row or column begins and ends where a shade with words does, to this much.
SAME_EDGE = 0.4
# Parts of one chart are no further apart than this.
NEAR = 4.0
# The labels of an axis, and values at bars' ends, stand this close around a chart.
AROUND = 2.2
# An axis is no further from the bars or lines than this, and as long as this share of them.
AXIS_NEAR, AXIS_SHARE = 1.2, 0.6
# More shapes than this are a picture of which no part is text.
MOST_SHAPES = 800


def without_charts(page: Page, words: Sequence[Word]) -> list[Word]:
    """Return the words that are not part of a chart."""
    areas = charts(page)
    return [word for word in words if not any(is_within(word, area) for area in areas)] if areas else list(words)


def charts(page: Page) -> list[Bounds]:
    """Return the areas of the charts on a page, the labels around them included."""
    size = page.text_size
    if not (page.slants or page.shades) or len(page.shades) + len(page.slants) > MOST_SHAPES:
        return []
    shapes = [*_bars(page), *page.slants]
    found: list[Bounds] = []
    for group in _clusters(shapes, NEAR * size):
        if _is_drawn(group, page):
            x0, top, x1, bottom = _with_axes(bounds(group), page)
            around = AROUND * size
            found.append((x0 - around, top - around, x1 + around, bottom + around))
    return found


def _with_axes(box: Bounds, page: Page) -> Bounds:
    """Return the area of a chart with the axes that run along it, as long as most of it and right beside it."""
    x0, top, x1, bottom = box
    near = AXIS_NEAR * page.text_size
    axes = [
        rule
        for rule in page.rules
        if rule.x0 <= x1 + near and x0 - near <= rule.x1 and rule.top <= bottom + near and top - near <= rule.bottom
        if max((rule.x1 - rule.x0) / max(x1 - x0, 1.0), (rule.bottom - rule.top) / max(bottom - top, 1.0)) >= AXIS_SHARE
    ]
    return bounds([Rule(*box), *axes])


def _bars(page: Page) -> list[Rule]:
    """Return the shaded areas without words that are neither cells nor borders."""
    size = page.text_size
    areas = [area for area in page.shades if _is_thick(area, size)]
    worded = [area for area in areas if any(is_within(w, bounds([area])) for w in page.words)]
    return [area for area in areas if area not in worded and not any(_is_cell(area, other, size) for other in worded)]


def _is_thick(area: Rule, size: float) -> bool:
    sides = sorted((area.x1 - area.x0, area.bottom - area.top))
    return sides[0] >= THINNEST * size and sides[1] <= LONGEST * sides[0]


def _is_cell(area: Rule, other: Rule, size: float) -> bool:
    """Whether an area is in one row or column with another."""
    near = SAME_EDGE * size
    row = abs(area.top - other.top) <= near and abs(area.bottom - other.bottom) <= near
    return row or (abs(area.x0 - other.x0) <= near and abs(area.x1 - other.x1) <= near)


def _is_drawn(group: Sequence[Rule], page: Page) -> bool:
    """Whether shapes that stand together are a chart: something aslant, or bars of several lengths."""
    if any(shape in page.slants for shape in group):
        return True
    near = SAME_EDGE * page.text_size
    lengths = sorted(max(shape.x1 - shape.x0, shape.bottom - shape.top) for shape in group)
    return len(group) > 2 and lengths[-1] - lengths[0] > near


def _clusters(shapes: Iterable[Rule], near: float) -> list[list[Rule]]:
    """Group shapes that are no further apart than `near`."""
    groups: list[list[Rule]] = []
    for shape in shapes:
        close = [group for group in groups if any(_are_close(shape, other, near) for other in group)]
        groups = [group for group in groups if group not in close]
        groups.append([shape, *(other for group in close for other in group)])
    return groups


def _are_close(one: Rule, other: Rule, near: float) -> bool:
    across = max(one.x0, other.x0) - min(one.x1, other.x1)
    return across <= near and max(one.top, other.top) - min(one.bottom, other.bottom) <= near
