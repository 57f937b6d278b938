"""Numbered captions ('Tabel 2: ...'): whether a document sets them above its tables or below.

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


def _is_numbered(block: Block) -> bool:
    return not isinstance(block, TableBlock) and _NUMBERED.match(fold(block.text.text)) is not None
