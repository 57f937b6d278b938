"""Captions in their places: above a table, beside it or below; and what sentences say of a table by its number.

Here: which texts belong to which table. Not here: what a caption announces (`subjects`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.flow import TableBlock, TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.reading.flow import Block

# The kind and number of a table, figure or annex: ('tabel', 2).
_Number = tuple[str, int]

_KINDS = r"tabel|table|overzicht|figuur|grafiek|bijlage"
_NUMBERED = re.compile(rf"(?:{_KINDS})\s*\d{{1,2}}\b")
_REFERENCE = re.compile(rf"\b({_KINDS})\s*(\d{{1,2}})\b", re.IGNORECASE)
_ENDS_AS_SENTENCE = (".", "!", "?", ":", ";")
# 'In tabel 1 staat het aantal gesprekken': this many words may stand before a reference that begins what it is of.
_WORDS_BEFORE = 2

# What a caption may say of a table: which indicator, which time.
Says = Callable[[str], frozenset[str]]


class Captions(Struct, frozen=True, dict=True):
    """The texts that may announce each table or list of an answer. `says` tells what a text says that one needs."""

    blocks: Sequence[Block]
    says: Says

    @cached_property
    def below(self) -> dict[int, int]:
        """By the number of a table's block, the block of its caption below it; without those that stand above."""
        numbered, runs = _numbered_below(self.blocks), self._runs()
        return {**{table: caption for run in runs for table, caption in self._run_below(run).items()}, **numbered}

    def of(self, position: int) -> Iterator[str]:
        """Yield the sentences that may announce a block, nearest first.

        Its caption below, those above in its item, and where one is but the number of the table ('Tabel 2'), what any
        sentence says of the table with that number. A sentence about tables with other numbers is not about it.
        """
        number, own = self._number(position), list(self._around(position))
        for text in own:
            part = _about(text, number)
            if part is not None:
                yield part
        if number is not None and own and _is_bare(own[0], number):
            yield from self._references(number)

    def _around(self, position: int) -> Iterator[str]:
        block = self.blocks[position]
        below = self.below.get(position)
        if below is not None and isinstance(caption := self.blocks[below], TextBlock):
            yield from reversed([sentence.text for sentence in caption.body.sentences])
        for number in range(position - 1, -1, -1):
            above = self.blocks[number]
            if number in self.below.values():
                continue
            beside = is_beside(self.blocks, number, position)
            if above.item != block.item or (isinstance(above, TableBlock) and not beside):
                return
            if isinstance(above, TextBlock) and above.kind != "footnote" and not beside:
                yield from reversed([sentence.text for sentence in above.body.sentences])

    def _number(self, position: int) -> _Number | None:
        """Return the number that the nearest text gives a table, or else its own among the tables."""
        if not isinstance(self.blocks[position], TableBlock):
            return None
        nearest = next(self._around(position), "")
        if match := _NUMBERED.match(fold(nearest)):
            return _named(match[0])[0]
        tables = [index for index, block in enumerate(self.blocks) if isinstance(block, TableBlock)]
        return "tabel", tables.index(position) + 1

    def _references(self, number: _Number) -> Iterator[str]:
        """Yield what the sentences of the answer say of a numbered table."""
        for block in self.blocks:
            for sentence in block.body.sentences if isinstance(block, TextBlock) else ():
                said = _about(sentence.text, number)
                if said and number in _named(sentence.text) and not _is_bare(sentence.text, number):
                    yield said

    def _runs(self) -> list[list[int]]:
        """The tables of each item, by their blocks."""
        runs: dict[int | None, list[int]] = {}
        for index, block in enumerate(self.blocks):
            if isinstance(block, TableBlock):
                runs.setdefault(block.item, []).append(index)
        return list(runs.values())

    def _run_below(self, tables: list[int]) -> dict[int, int]:
        """The captions of an item's tables, where each has one below that says what no text above the first says."""
        item = self.blocks[tables[0]].item
        above = [block for block in self.blocks[: tables[0]] if isinstance(block, TextBlock) and block.item == item]
        said = frozenset().union(*(self.says(block.body.text) for block in above))
        captions = {table: table + 1 for table in tables if self._is_caption(table + 1, item)}
        told = [self.says(self._text(caption)) - said for caption in captions.values()]
        return captions if len(captions) == len(tables) and all(told) else {}

    def _is_caption(self, index: int, item: int | None) -> bool:
        """Whether a block is a line of its own, no sentence, with a table or nothing of its item behind it."""
        if index >= len(self.blocks) or self.blocks[index].item != item:
            return False
        text, behind = self._text(index), self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        is_line = bool(text) and not text.endswith(_ENDS_AS_SENTENCE)
        return is_line and (behind is None or behind.item != item or isinstance(behind, TableBlock))

    def _text(self, index: int) -> str:
        block = self.blocks[index]
        return block.body.text if isinstance(block, TextBlock) and block.kind == "paragraph" else ""


def _numbers(text: str) -> list[tuple[_Number, int, int]]:
    """Return the numbered tables, figures and annexes that a text names, each with its place."""
    return [((match[1].lower(), int(match[2])), match.start(), match.end()) for match in _REFERENCE.finditer(text)]


def _named(text: str) -> list[_Number]:
    return [number for number, _, _ in _numbers(text)]


def _is_bare(text: str, number: _Number) -> bool:
    """Whether a text is the number of a table and nothing more."""
    return _named(text) == [number] and len(text.split()) == len(number)


def _about(text: str, number: _Number | None) -> str | None:
    """Return what a text says of the table with this number: all of it when it names none; None when only others."""
    named = _numbers(text)
    if number is None or all(found == number for found, _, _ in named):
        return text
    if all(found != number for found, _, _ in named):
        return None
    begins = len(text[: named[0][1]].split()) <= _WORDS_BEFORE
    if begins:  # 'tabel 1 geeft ..., tabel 2 ...'
        stops = [start for _, start, _ in named[1:]] + [len(text)]
        parts = [text[start:stop] for (_, start, _), stop in zip(named, stops, strict=True)]
    else:  # '... (tabel 1) en ... (tabel 2)'
        starts = [0] + [end for _, _, end in named[:-1]]
        parts = [text[start:end] for start, (_, _, end) in zip(starts, named, strict=True)]
    return " ".join(part for part, (found, _, _) in zip(parts, named, strict=True) if found == number)


def _numbered_below(blocks: Sequence[Block]) -> dict[int, int]:
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
