"""The lattice that drawn borders make: which borders belong together, and the cells between them.

Here: rules only. Not here: words (`ruled` puts them into cells).
"""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.layout.geometry import Rule, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.reading.layout.geometry import Bounds

# All in units of the type size. Borders this close are one (double lines, the borders of neighbouring cells).
SAME_BORDER = 0.3
# A border drawn in pieces, cell by cell or dashed, may have holes as long as this.
HOLE = 0.45
# A border may end this far short of the one it meets.
REACH = 0.45
# What stands out beyond the outermost border by more than this is open on that side.
OPEN_SIDE = 1.0
# A border parts two cells when it runs along this share of their common side.
PARTING_SHARE = 0.5
# More borders than this on one page are a drawing or a map.
MAX_RULES = 6000
MAX_MEETINGS = 400_000

# First row, first column, last row, last column: both ends included.
Cell = tuple[int, int, int, int]


class Lattice(Struct, frozen=True):
    """Connected borders: heights `ys` of the rows' borders and places `xs` of the columns', and the cells between."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def box(self) -> Bounds:
        """The area within the outermost borders."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def area(self, cell: Cell) -> Bounds:
        """Return the area of a cell."""
        top, left, bottom, right = cell
        return self.xs[left], self.ys[top], self.xs[right + 1], self.ys[bottom + 1]


def merged_rules(rules: Sequence[Rule], size: float) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical borders, those drawn in pieces or twice made one."""
    if len(rules) > MAX_RULES:
        return [], []
    level = [rule for rule in rules if rule.horizontal]
    upright = [_flipped(rule) for rule in rules if not rule.horizontal]
    return _merged(level, size), [_flipped(rule) for rule in _merged(upright, size)]


def _flipped(rule: Rule) -> Rule:
    """Swap the two directions."""
    return Rule(rule.top, rule.x0, rule.bottom, rule.x1)


def _merged(rules: Iterable[Rule], size: float) -> list[Rule]:
    merged: list[Rule] = []
    for group in _by_height(rules, SAME_BORDER * size):
        top, bottom = min(rule.top for rule in group), max(rule.bottom for rule in group)
        start = end = None
        for rule in sorted(group, key=lambda each: each.x0):
            if start is None or end is None:
                start, end = rule.x0, rule.x1
            elif rule.x0 <= end + HOLE * size:
                end = max(end, rule.x1)
            else:
                merged.append(Rule(start, top, end, bottom))
                start, end = rule.x0, rule.x1
        if start is not None and end is not None:
            merged.append(Rule(start, top, end, bottom))
    return [rule for rule in merged if rule.x1 - rule.x0 > size / 2]


def _by_height(rules: Iterable[Rule], near: float) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda each: each.top + each.bottom):
        if group and _height(rule) - _height(group[0]) > near:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _height(rule: Rule) -> float:
    return (rule.top + rule.bottom) / 2


def _place(rule: Rule) -> float:
    return (rule.x0 + rule.x1) / 2


def connected(level: Sequence[Rule], upright: Sequence[Rule], size: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Group borders that meet: horizontal and vertical ones of each group."""
    if len(level) * len(upright) > MAX_MEETINGS:
        return []
    reach = REACH * size
    parents = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for number, across in enumerate(level):
        for other, down in enumerate(upright, len(level)):
            if (
                across.x0 - reach <= _place(down) <= across.x1 + reach
                and down.top - reach <= _height(across) <= down.bottom + reach
            ):
                parents[root(number)] = root(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(parents)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(level):
            group[0].append(level[index])
        else:
            group[1].append(upright[index - len(level)])
    return _with_interrupted(list(groups.values()))


def _with_interrupted(groups: Sequence[tuple[list[Rule], list[Rule]]]) -> list[tuple[list[Rule], list[Rule]]]:
    """Give each group of crossing borders the loose vertical ones within it: a heading of a section parts these."""
    frames = [group for group in groups if len(group[0]) > 1 and len(group[1]) > 2]
    boxes = [bounds([*level, *upright]) for level, upright in frames]
    kept = [group for group in groups if group not in frames]
    for level, upright in [group for group in kept if not group[0]]:
        for (_, others), (x0, top, x1, bottom) in zip(frames, boxes, strict=True):
            if all(x0 <= rule.x0 and rule.x1 <= x1 and top <= rule.top and rule.bottom <= bottom for rule in upright):
                others.extend(upright)
                kept.remove((level, upright))
                break
    return [*frames, *kept]


def lattice_of(level: Sequence[Rule], upright: Sequence[Rule], size: float) -> Lattice | None:
    """Return the lattice of connected borders; None when they enclose no two cells.

    A side on which borders stick out without one that closes them is closed at their ends.
    """
    ys = _borders([_height(rule) for rule in level], [end for rule in upright for end in (rule.top, rule.bottom)], size)
    xs = _borders([_place(rule) for rule in upright], [end for rule in level for end in (rule.x0, rule.x1)], size)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_RULES:
        return None
    below = _parted(ys, xs, level, size)
    by_column = _parted(xs, ys, [_flipped(rule) for rule in upright], size)
    right = [list(row) for row in zip(*by_column, strict=True)]
    return Lattice(tuple(xs), tuple(ys), tuple(_cells(xs, ys, below, right)))


def _borders(places: list[float], ends: list[float], size: float) -> list[float]:
    """Return where borders are, with one at either end that sticks out."""
    borders: list[float] = []
    for place in sorted(places):
        if not borders or place - borders[-1] > REACH * size:
            borders.append(place)
    first, last = min(ends, default=0.0), max(ends, default=0.0)
    if not borders or borders[0] - first > OPEN_SIDE * size:
        borders.insert(0, first)
    if last - borders[-1] > OPEN_SIDE * size:
        borders.append(last)
    return borders


def _cells(
    xs: Sequence[float], ys: Sequence[float], below: list[list[bool]], right: list[list[bool]]
) -> Iterator[Cell]:
    """Yield the cells: fields of the lattice, joined where no border is below or to the right of them."""
    taken: set[tuple[int, int]] = set()
    for row, column in product(range(len(ys) - 1), range(len(xs) - 1)):
        if (row, column) in taken:
            continue
        last_column = column
        while last_column + 2 < len(xs) and not right[row][last_column] and (row, last_column + 1) not in taken:
            last_column += 1
        last_row = row
        while last_row + 2 < len(ys) and _row_open(below, right, last_row, column, last_column):
            last_row += 1
        taken.update(product(range(row, last_row + 1), range(column, last_column + 1)))
        yield row, column, last_row, last_column


def _row_open(below: list[list[bool]], right: list[list[bool]], row: int, first: int, last: int) -> bool:
    """Whether a cell of these columns goes on below this row: no border under it, none within the next row."""
    return not any(below[row][first : last + 1]) and not any(right[row + 1][first:last])


def _parted(across: Sequence[float], along: Sequence[float], rules: Sequence[Rule], size: float) -> list[list[bool]]:
    """Return, for each stretch of `across` and each of `along`, whether a horizontal border ends it at its far side."""
    return [
        [_covered(((rule.x0, rule.x1) for rule in near), start, end) for start, end in pairwise(along)]
        for far in across[1:]
        for near in [[rule for rule in rules if abs(_height(rule) - far) <= REACH * size]]
    ]


def _covered(stretches: Iterable[tuple[float, float]], start: float, end: float) -> bool:
    """Whether most of a side is covered; stretches of one border do not overlap, and a heading may interrupt it."""
    return sum(max(min(high, end) - max(low, start), 0) for low, high in stretches) >= PARTING_SHARE * (end - start)
