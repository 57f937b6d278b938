"""The chances and habits of one invented author: how numbers are printed, which marks stand beside them.

Here: what is chosen once for a whole answer, and single values. Not here: tables (`tables`, `arrangements`), whole
answers (`author`).

Every choice is made by a `random.Random`: a seeded one gives independent draws, hypothesis' own gives draws that
shrink. The first of several choices is the plainest, because that is where hypothesis shrinks to.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

from .layout import Layout
from .markers import FLAGS, HOLES, Flag, Hole
from .spec import Value, number
from .words import MONTH_STYLES

T = TypeVar("T")
Rows = tuple[tuple[Value, ...], ...]


def often(chance: random.Random) -> bool:
    """True two times in three."""
    return chance.randrange(3) < 2


def seldom(chance: random.Random) -> bool:
    """True one time in six."""
    return chance.randrange(6) == 5


class Pen:
    """Draws values for one answer; its attributes are the author's habits."""

    def __init__(self, chance: random.Random, layout: Layout) -> None:
        self.chance = chance
        self.layout = layout
        self.year = chance.randint(2013, 2031)
        self.thousands = self.pick(("", ".", " "))
        self.percent = self.pick(("%", "%", " %"))
        self.decimals = self.pick((0, 0, 0, 1, 2))
        self.months = MONTH_STYLES[self.pick(sorted(MONTH_STYLES))]
        self.partial = self.seldom()
        self.used_marks: set[str] = set()
        self.explained_marks: set[str] = set()

    def pick(self, choices: Sequence[T]) -> T:
        """One of them."""
        return self.chance.choice(choices)

    def often(self) -> bool:
        """True two times in three."""
        return often(self.chance)

    def seldom(self) -> bool:
        """True one time in six."""
        return seldom(self.chance)

    def month_labels(self) -> tuple[str, ...]:
        """The months as this author spells them; short over columns."""
        return MONTH_STYLES["short"] if self.layout.months == "across" else self.months

    # Values

    def count(self, most: int = 3000) -> Value:
        """A count."""
        return number(self.chance.randint(0, most), 0, self.thousands)

    def few(self) -> Value:
        """A small count."""
        return self.count(60)

    def share(self) -> Value:
        """A percentage."""
        return number(round(self.chance.randint(0, 10_000) / 100, self.decimals), self.decimals, suffix=self.percent)

    def total(self, values: Sequence[Value]) -> Value:
        """Their sum, and now and then a wrong one."""
        error = self.pick((*[0] * 8, -7, 100))
        return number(max(sum(value.value or 0 for value in values) + error, 0), 0, self.thousands)

    # Marks

    def new_item(self) -> None:
        """In another item a mark may return with a footnote of its own; without one it means what it did before."""
        self.used_marks.clear()

    def marker(self) -> Hole | Flag | None:
        """A mark for a table, or None; no two tables of an item share one, or a footnote would have to explain both."""
        if not self.seldom():
            return None
        if self.layout.form == "sentences":  # '(1)' in the brackets of a sentence is no Dutch
            allowed: list[Hole | Flag] = [flag for flag in FLAGS if "(" not in flag.text]
        else:
            allowed = [mark for mark in (*HOLES, *FLAGS) if mark.text or self.layout.form == "table"]
        free = [
            mark
            for mark in allowed
            if mark.text.strip() not in self.used_marks and (mark.note or mark.text.strip() not in self.explained_marks)
        ]
        if not free:
            return None
        chosen = self.pick(free)
        self.used_marks.add(chosen.text.strip())
        if chosen.note:
            self.explained_marks.add(chosen.text.strip())
        return chosen

    def marked(self, values: Rows, marker: Hole | Flag | None) -> tuple[Rows, tuple[str, ...]]:
        """The values with up to three of them marked, and the footnote."""
        if marker is None:
            return values, ()
        places = [(row, column) for row in range(len(values)) for column in range(len(values[0]))]
        chosen = self.chance.sample(places, min(self.chance.randint(1, 3), len(places)))
        rows = tuple(
            tuple(_with_marker(value, marker) if (r, c) in chosen else value for c, value in enumerate(row))
            for r, row in enumerate(values)
        )
        return rows, (marker.note,) if marker.note else ()


def _with_marker(value: Value, marker: Hole | Flag) -> Value:
    return marker.value() if isinstance(marker, Hole) else marker.beside(value)
