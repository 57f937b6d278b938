"""The areas that horizontal borders of one breadth enclose, where no vertical ones close them.

Here: which borders belong to one table, judged by what stands between them. Not here: the rows and columns of what
they enclose (`aligned`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.grids.segments import is_caption, is_sentence
from nupraat_pipeline.reading.layout.geometry import bounds, lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from nupraat_pipeline.reading.grids.style import Style
    from nupraat_pipeline.reading.layout.geometry import Line, Rule, Word

# In type sizes. Borders of one table begin and end at the same places, to this much.
SAME_BREADTH = 1.0
# Text that goes on beyond the ends of the borders without a gap as wide as this is no part of the table.
OUTSIDE_GAP = 1.0
# Text on lines of its own, further than this from the border above or below it, stands between two tables.
LOOSE_GAP = 1.2
# And so does what is this much further from them than the table's rows are.
LOOSER = 0.4
# A paragraph takes up this share of the borders' breadth; a cell with as much text in it does not.
BROAD = 0.75


class RuledArea(Struct, frozen=True):
    """Words between horizontal borders, and the heights of those borders."""

    words: tuple[Word, ...]
    heights: tuple[float, ...]


class Surroundings(Struct, frozen=True):
    """What stands on a page: its lines, the words of its paragraphs, and what its text looks like."""

    lines: Sequence[Line]
    prose: Collection[Word]
    style: Style


def ruled_areas(rules: Sequence[Rule], page: Surroundings) -> Iterator[RuledArea]:
    """Yield the areas that may be tables."""
    size = page.style.size
    for group in _of_one_breadth(rules, size):
        runs: list[list[Rule]] = [[group[0]]]
        slack = _usual_slack(group, page.lines, size)
        for above, below in pairwise(group):
            if _may_enclose(above, below, slack, page) and not _crossed(above, below, rules, size):
                runs[-1].append(below)
            else:
                runs.append([below])
        for run in runs:
            words = _between(run[0], run[-1], page.lines, size)
            words += _beyond(run[0], page, upwards=True)
            words += _beyond(run[-1], page, upwards=False)
            if words and len(run) > 1:
                yield RuledArea(tuple(words), tuple((rule.top + rule.bottom) / 2 for rule in run))


def _of_one_breadth(rules: Sequence[Rule], size: float) -> Iterator[list[Rule]]:
    near = SAME_BREADTH * size
    left = sorted((rule for rule in rules if rule.horizontal), key=lambda rule: rule.top)
    while left:
        first = left[0]
        group = [rule for rule in left if abs(rule.x0 - first.x0) <= near and abs(rule.x1 - first.x1) <= near]
        left = [rule for rule in left if rule not in group]
        yield group


def _crossed(above: Rule, below: Rule, rules: Sequence[Rule], size: float) -> bool:
    """Whether a border between two, that reaches further than they do, belongs to another table."""
    near = SAME_BREADTH * size
    return any(
        above.bottom < rule.top < below.top
        and rule.horizontal
        and rule.x0 < above.x1
        and above.x0 < rule.x1
        and (rule.x0 < above.x0 - near or rule.x1 > above.x1 + near)
        for rule in rules
    )


def _between(above: Rule, below: Rule, lines: Sequence[Line], size: float) -> list[Word]:
    """Return the words between two borders, none of those beside them."""
    left, right = above.x0 - SAME_BREADTH * size, above.x1 + SAME_BREADTH * size
    return [
        word
        for line in lines
        if above.top <= (line.top + line.bottom) / 2 <= below.bottom
        for word in line.words
        if left <= (word.x0 + word.x1) / 2 <= right
    ]


def _beyond(rule: Rule, page: Surroundings, *, upwards: bool) -> list[Word]:
    """Return the words of rows next to an outermost border: a heading without a border above it, a last row below.

    What stands there on a line of its own is a caption or a note.
    """
    found: list[Word] = []
    size = page.style.size
    edge = (rule.top + rule.bottom) / 2
    for line in page.lines[::-1] if upwards else page.lines:
        gap = edge - line.bottom if upwards else line.top - edge
        if gap < -size / 2:
            continue
        words = _between(replace(rule, top=line.top), replace(rule, bottom=line.bottom), [line], size)
        if gap > LOOSE_GAP * size or len(page.style.segments(words)) < 2:
            break
        if is_caption(line.words) or any(word in page.prose for word in words) or _runs_out(words, [line], size):
            break
        found += words
        edge = line.top if upwards else line.bottom
    return found


def _usual_slack(group: Sequence[Rule], lines: Sequence[Line], size: float) -> float:
    """Return the usual white between a border and the text next to it."""
    slacks = sorted(
        max(inside[0].top - above.bottom, below.top - inside[-1].bottom)
        for above, below in pairwise(group)
        if (inside := lines_of(_between(above, below, lines, size)))
    )
    return slacks[(len(slacks) - 1) // 2] if slacks else 0.0


def _may_enclose(above: Rule, below: Rule, slack: float, page: Surroundings) -> bool:
    """Whether what stands between two borders may be rows of one table, whose borders are `slack` from its text."""
    size = page.style.size
    words = _between(above, below, page.lines, size)
    if _is_text(words, above, page.prose) or _runs_out(words, page.lines, size):
        return False
    inside = lines_of(words)
    parts = [page.style.segments(line.words) for line in inside]
    if not inside or any(is_caption(line.words) for line in inside):
        return not inside
    if any(len(line) > 1 for line in parts):
        return True
    if any(is_sentence(part, (".",)) for (part,) in parts):
        return False
    loose = min(LOOSE_GAP * size, slack + LOOSER * size)
    return max(inside[0].top - above.bottom, below.top - inside[-1].bottom) <= loose


def _is_text(words: Sequence[Word], rule: Rule, prose: Collection[Word]) -> bool:
    """Whether a paragraph stands between borders, and no mere cell of one: it is as broad as they are."""
    inside = [word for word in words if word in prose]
    if not inside:
        return False
    x0, _, x1, _ = bounds(inside)
    return x1 - x0 >= BROAD * (rule.x1 - rule.x0) or len(inside) == len(words)


def _runs_out(words: Sequence[Word], lines: Sequence[Line], size: float) -> bool:
    """Whether a line goes on beyond the borders' ends."""
    inside = frozenset(words)
    return any(
        (left in inside) != (right in inside) and right.x0 - left.x1 < OUTSIDE_GAP * size
        for line in lines
        for left, right in pairwise(line.words)
    )
