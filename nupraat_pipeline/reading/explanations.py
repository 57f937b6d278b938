"""What an answer explains of its signs, wherever it does: in footnotes, within sentences, in rows and under tables.

Here: collecting it from the blocks of an answer. Not here: what a footnote looks like, and what it makes of a value
(`footnotes`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.reading.drafts import Table
from nupraat_pipeline.reading.flow import TableBlock, TextBlock
from nupraat_pipeline.reading.footnotes import Footnote, Footnotes, legends_in, withheld_below
from nupraat_pipeline.reading.tables.stacks import footnote_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.flow import Block


def footnotes_of(blocks: Sequence[Block], catalogue: Catalogue) -> Footnotes:
    """Return all footnotes of an answer, in the order of its blocks."""
    notes = [
        Footnote(block.mark, block.body.text, position, block.item)
        for position, block in enumerate(blocks)
        if isinstance(block, TextBlock) and (block.kind == "footnote" or _explains_sign(blocks, position))
    ]
    for position, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            notes += [Footnote(mark, text, position, block.item) for mark, text in legends_in(block.body.text)]
            rules = [(withheld_below(each.plain), each.text) for each in block.body.sentences]
            notes += [Footnote(f"<{rule['limit']}", text, position, block.item) for rule, text in rules if rule]
        if isinstance(block, TableBlock):
            rows = Table.of_grid(block.grid).rows
            found = filter(None, (footnote_in(row, rows) for row in rows))
            notes += [Footnote(match["mark"], match["text"], position, block.item) for match in found]
    notes.sort(key=lambda note: note.position)
    return Footnotes(tuple(notes), tuple(block.item for block in blocks), catalogue)


def _explains_sign(blocks: Sequence[Block], position: int) -> bool:
    """Whether what looks like a bullet alone under a table explains a sign in it: '- geen gegevens beschikbaar'."""
    around = [blocks[each] if 0 <= each < len(blocks) else None for each in (position - 1, position, position + 1)]
    above, block, below = around
    if not (isinstance(above, TableBlock) and isinstance(block, TextBlock) and block.kind == "bullet"):
        return False
    is_alone = not (isinstance(below, TextBlock) and below.kind == "bullet")
    return is_alone and any(cell.text == block.mark for cell in above.grid.cells)
