"""How much of what answers print in tables a tool gives back.

Here: the one definition. Right are the cells of a row of figures that comes back intact: some grid of the tool has a
row with the same texts in the same order and nothing else; empty cells, white space, hyphens and the forms of letters
do not count. So a label that was torn from its figures, two cells that ran together, or half a wrapped text are wrong,
whatever is right beside them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Dashes, and characters that draw nothing.
_LEFT_OUT = {"Pd", "Cf"}


def right_cells(expected: Iterable[Sequence[str]], grids: Iterable[Sequence[Sequence[str]]]) -> tuple[int, int]:
    """How many cells of the expected rows came back right, and how many there are."""
    found = Counter(_bare(row) for grid in grids for row in grid)
    right = total = 0
    for row in map(_bare, expected):
        total += len(row)
        if found[row] > 0:
            found[row] -= 1
            right += len(row)
    return right, total


def _bare(row: Sequence[str]) -> tuple[str, ...]:
    texts = (unicodedata.normalize("NFKC", text or "") for text in row)
    bare = ("".join(c for c in text if not c.isspace() and unicodedata.category(c) not in _LEFT_OUT) for text in texts)
    return tuple(text for text in bare if text)
