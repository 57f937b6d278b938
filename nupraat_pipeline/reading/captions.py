"""Captions in their places: above a table or beside it; whether numbered ones ('Tabel 2: ...') stand above or below.

Here: which caption belongs to which table. Not here: what a caption announces (`subjects`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.flow import TableBlock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.flow import Block

_NUMBERED = re.compile(r"(?:tabel|table|overzicht|figuur|grafiek)\s*\d{1,2}\b")


def captions_below(blocks: Sequence[Block]) -> dict[int, int]:
    """Return, by the number of a table's block, the block of the caption below it; {} where captions stand above.

    A caption between two tables may be of either, so the document as a whole decides: where more captions follow a
    table than stand before one, they stand below.
    """
    captions = [index for index, block in enumerate(blocks) if _is_numbered(block)]
    below = [index for index in captions if index and isinstance(blocks[index - 1], TableBlock)]
    above = [index for index in captions if index + 1 < len(blocks) and isinstance(blocks[index + 1], TableBlock)]
    return {index - 1: index for index in below} if len(below) > len(above) else {}


def is_beside(blocks: Sequence[Block], above: int, position: int) -> bool:
    """Whether a block stands beside the one at `position`, and not above it; `above` comes first in reading order.

    A line at the margin stands above a table in the middle of the page when nothing stands beside that line, and no
    other table comes first.
    """
    first, block = blocks[above], blocks[position]
    if first.left < block.right and block.left < first.right:
        return False
    if any(isinstance(each, TableBlock) for each in blocks[above:position]):
        return True
    own, page, top = _lines(first), *_first_line(block)
    is_lower = any(number == page and bottom > top for number, _, bottom in own)
    others = (each for each in blocks if each is not first)
    return is_lower or any(_share_a_height(own, _lines(each)) for each in others if not _is_one_column(first, each))


def _is_one_column(first: Block, second: Block) -> bool:
    return first.left < second.right and second.left < first.right


def _lines(block: Block) -> list[tuple[int, float, float]]:
    """Return the page, top and bottom of every word, or cell, of a block."""
    if isinstance(block, TableBlock):
        return [(cell.page, cell.top, cell.bottom) for cell in block.grid.cells]
    return [(placed.page, placed.word.top, placed.word.bottom) for _, _, placed in block.text.places]


def _first_line(block: Block) -> tuple[int, float]:
    page, top, _ = min(_lines(block))
    return page, top


def _share_a_height(first: Sequence[tuple[int, float, float]], second: Sequence[tuple[int, float, float]]) -> bool:
    return any(p == q and top < end and start < bottom for p, top, bottom in first for q, start, end in second)


def _is_numbered(block: Block) -> bool:
    return not isinstance(block, TableBlock) and _NUMBERED.match(fold(block.text.text)) is not None
