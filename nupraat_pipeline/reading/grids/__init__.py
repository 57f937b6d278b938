"""Grids on pages however they are drawn: from the PDF's own tags, from borders, from the alignment of words.

Here: the door, and which kind of evidence goes first. Each kind has its own module: `tagged`, `ruled` (on `lattice`)
and `aligned` (on `prose`, `regions`, `columns`, `rows`, `judged`); `continued` joins tables over page breaks. Not
here: what a grid means (`recognition`); this package reads any table, whatever it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.reading.geometry import Page, Rule, Word, lines_of
from nupraat_pipeline.reading.grids.aligned import aligned_pieces
from nupraat_pipeline.reading.grids.cells import Evidence, Grid, GridCell, text_of
from nupraat_pipeline.reading.grids.continued import joined
from nupraat_pipeline.reading.grids.lattice import connected, lattice_of, merged_rules
from nupraat_pipeline.reading.grids.ruled import ruled_piece
from nupraat_pipeline.reading.grids.segments import space_width
from nupraat_pipeline.reading.grids.shading import Shading
from nupraat_pipeline.reading.grids.style import Style
from nupraat_pipeline.reading.grids.tagged import tagged_pieces
from nupraat_pipeline.reading.running import running_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nupraat_pipeline.reading.glyphs import Bounds
    from nupraat_pipeline.reading.grids.pieces import Piece

__all__ = ["Evidence", "Grid", "GridCell", "find_grids", "grids_of", "text_of"]


def find_grids(path: str | Path) -> list[tuple[int, list[list[str]]]]:
    """Return the tables of any PDF, whatever its subject: the page each starts on, and its rows of texts.

    Rows are of equal length; empty cells, and places that a spanning cell covers, are ''. Raises what pdfplumber
    raises for a file that is missing or is no PDF.
    """
    import pdfplumber

    from nupraat_pipeline.reading.page import read_page

    pages: list[Page] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            pages.append(read_page(page))
            page.close()
    return [(grid.first_page, grid.rows) for grid in grids_of(pages)]


def grids_of(pages: Sequence[Page]) -> list[Grid]:
    """Return the grids of a document's pages in reading order, those that go on over a page break made one."""
    running = running_words(pages)
    body = {page.number: [word for word in page.words if word not in running[page.number]] for page in pages}
    space = space_width(line for words in body.values() for line in lines_of(words))
    pieces = [piece for page in pages for piece in _pieces(page, body[page.number], space)]
    return joined(pieces, {page.number: page for page in pages}, body)


def _pieces(page: Page, words: Sequence[Word], space: float) -> list[Piece]:
    """Return the tables on one page, top to bottom; where kinds of evidence overlap the stronger one holds."""
    tagged = tagged_pieces(page, words)
    pieces = list(tagged)
    words = _outside(words, pieces)
    level, upright = merged_rules(page.rules, page.text_size)
    loose: list[Rule] = []
    for group in connected(level, upright, page.text_size):
        lattice = lattice_of(*group, page.text_size)
        if lattice is not None and any(_overlap(lattice.box, piece.box) for piece in tagged):
            words = _not_within(words, lattice.box)
            continue
        piece = ruled_piece(page.number, lattice, words, page.text_size) if lattice is not None else None
        if piece is None:
            loose.extend(group[0])
        else:
            pieces.append(piece)
            words = _outside(words, [piece])
    style = Style(page.text_size, space_width(lines_of(words), space), Shading.of(page.shades, page.text_size))
    pieces.extend(aligned_pieces(page.number, words, loose, style))
    return sorted(pieces, key=lambda piece: (piece.box[1], piece.box[0]))


def _outside(words: Sequence[Word], pieces: Sequence[Piece]) -> list[Word]:
    """Return the words that are in none of these pieces, nor between their cells."""
    taken = frozenset(word for piece in pieces for word in piece.words)
    left = [word for word in words if word not in taken]
    for piece in pieces:
        left = _not_within(left, piece.box)
    return left


def _not_within(words: Sequence[Word], box: Bounds) -> list[Word]:
    """Return the words whose middle is not in a box."""
    x0, top, x1, bottom = box
    return [
        word
        for word in words
        if not (x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom)
    ]


def _overlap(one: Bounds, other: Bounds) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])
