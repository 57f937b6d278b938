"""Grids and their cells, as the rest of the pipeline sees them.

Here: the records, and how the words of a cell read as text. Not here: how a grid is found.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.layout.geometry import Line, Word, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Evidence = Literal["tags", "rules", "alignment"]


class GridCell(Struct, frozen=True, dict=True):
    """A cell: zero-based place and spans, its page and words, and its area in the page's upright frame.

    The area is that of the drawn cell when borders show it, else that of the words; an empty cell without borders
    has the area that its row and column leave it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @cached_property
    def text(self) -> str:
        """The words in reading order, words hyphenated at a line's end made whole."""
        return text_of(self.words)


class Grid(Struct, frozen=True, dict=True):
    """A table as printed: its cells cover every position once, a spanning cell at its first.

    `repeated_header` are the cells of header rows that return where the table goes on over a page break; they are no
    rows of the grid.
    """

    cells: tuple[GridCell, ...]
    evidence: Evidence
    repeated_header: tuple[GridCell, ...] = ()

    @cached_property
    def n_rows(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.row_span for cell in self.cells)

    @cached_property
    def n_columns(self) -> int:
        """The number of columns."""
        return max(cell.column + cell.column_span for cell in self.cells)

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that the grid stands on, in order."""
        return tuple(sorted({cell.page for cell in self.cells}))

    @property
    def first_page(self) -> int:
        """The number of the page where the grid starts."""
        return self.pages[0]

    @cached_property
    def rows(self) -> list[list[str]]:
        """The texts as a rectangle; '' for empty cells and for positions that a spanning cell covers."""
        rows = [[""] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text
        return rows

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of all cells, without those of repeated headers."""
        return tuple(word for cell in self.cells for word in cell.words)


def text_of(words: Iterable[Word]) -> str:
    """Return words as text in reading order, whatever order they come in and whichever way they are turned."""
    words = tuple(words)
    if len(words) == 1:
        return words[0].text
    text, parted = "", False
    for line in lines_of([_unturned(word) for word in words]):
        if parted and line.text[:1].islower():
            text = text[:-1] + line.text
        else:
            text = _joined(text, line) if text else line.text
        parted = line.words[-1].parted
    return text


def _joined(text: str, line: Line) -> str:
    """Append a line; a hyphen at the end of the text goes when it parts a word and stays in a compound.

    It parts a word when the next line goes on in lower case and no other hyphen is in the word, as 'mishan-' and
    'deling'; in 'CLB-' and 'chat' capitals before the hyphen show a compound.
    """
    last = text.rsplit(" ", 1)[-1]
    stem, first = last[:-1], line.text[:1]
    if len(stem) < 2 or not last.endswith("-"):
        return f"{text} {line.text}"
    if first.islower() and stem.isalpha() and stem[1:].islower():
        return text[:-1] + line.text
    if first.isalnum() and stem[-1].isalnum():
        return text + line.text
    return f"{text} {line.text}"


def _unturned(word: Word) -> Word:
    """Return a turned word as it would stand upright, so that its lines read in their own order."""
    if word.turn == 90:
        return replace(word, x0=-word.bottom, top=word.x0, x1=-word.top, bottom=word.x1, turn=0)
    if word.turn == 270:
        return replace(word, x0=word.top, top=-word.x1, x1=word.bottom, bottom=-word.x0, turn=0)
    if word.turn == 180:
        return replace(word, x0=-word.x1, top=-word.bottom, x1=-word.x0, bottom=-word.top, turn=0)
    return word
