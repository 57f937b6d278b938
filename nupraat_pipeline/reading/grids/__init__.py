"""Grids on pages however they are drawn: from the PDF's own tags, from borders, from the alignment of words.

Here: the door, and which kind of evidence goes first. Each kind has its own module: `tagged`, `ruled` (on `lattice`)
and `aligned` (on `prose`, `regions`, `columns`, `spans`, `rows`, `judged`), on pages without their `charts`.
`typed` finds rules that are characters, `overleaf` the last rows of a table on the next page, `continued` joins tables
over page breaks. Not here: what a grid means (`recognition`); this package reads any table, whatever it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.reading.grids.aligned import aligned_pieces
from nupraat_pipeline.reading.grids.cells import Evidence, Grid, GridCell, text_of
from nupraat_pipeline.reading.grids.charts import without_charts
from nupraat_pipeline.reading.grids.continued import ends_page, goes_on, heads_of, joined
from nupraat_pipeline.reading.grids.lattice import connected, lattice_of, merged_rules
from nupraat_pipeline.reading.grids.overleaf import overleaf_piece
from nupraat_pipeline.reading.grids.ruled import holds_columns, ruled_piece
from nupraat_pipeline.reading.grids.segments import exact_space, space_width
from nupraat_pipeline.reading.grids.shading import Shading
from nupraat_pipeline.reading.grids.style import Borders, Style
from nupraat_pipeline.reading.grids.tagged import tagged_pieces
from nupraat_pipeline.reading.grids.typed import with_typed_rules
from nupraat_pipeline.reading.layout.geometry import Page, Rule, Word, is_within, lines_of
from nupraat_pipeline.reading.layout.running import running_words
from nupraat_pipeline.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from nupraat_pipeline.reading.grids.pieces import Piece
    from nupraat_pipeline.reading.layout.geometry import Bounds

__all__ = ["Evidence", "Grid", "GridCell", "find_grids", "grids_of", "text_of"]


@uncollected()
def find_grids(path: str | Path) -> list[tuple[int, list[list[str]]]]:
    """Return the tables of any PDF, whatever its subject: the page each starts on, and its rows of texts.

    Rows are of equal length; empty cells, and places that a spanning cell covers, are ''. The texts are as printed: a
    raised mark of a footnote is a word of its own, and what is struck out is in no cell. Raises what pdfplumber raises
    for a file that is missing or no PDF.
    """
    import pdfplumber

    from nupraat_pipeline.reading.page import read_page

    pages: list[Page] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            pages.append(read_page(page, raised_as_marks=False))
            page.close()
    return [(grid.first_page, grid.rows) for grid in grids_of(pages, running_words(pages))]


def grids_of(pages: Sequence[Page], running: Mapping[int, frozenset[Word]]) -> list[Grid]:
    """Return the grids of a document's pages in reading order, those that go on over a page break made one.

    `running` are the words of headers and footers by page number, as of `running_words`: found in the whole document,
    even where `pages` are but a part of it.
    """
    pages, body = _bodies(pages, running)
    lines = [line for words in body.values() for line in lines_of(words)]
    space, exact = space_width(lines), exact_space(lines)
    by_number = {page.number: page for page in pages}
    pieces: list[Piece] = []
    for page in pages:
        words = body[page.number]
        style = _style(page, words, space, exact)
        found = _pieces(page, words, style)
        last = pieces[-1] if pieces else None
        if last is not None and last.page == page.number - 1 and ends_page(last, body):
            rest = overleaf_piece(page.number, words, last, heads_of(last, body), style)
            again = next((piece for piece in found if goes_on(last, piece, by_number, body)), None)
            if rest is not None and (again is None or rest.words - again.words):
                found = [rest, *_pieces(page, _outside(words, [rest]), style)]
        pieces.extend(found)
    return joined(pieces, by_number, body)


def _bodies(
    pages: Sequence[Page], running: Mapping[int, frozenset[Word]]
) -> tuple[list[Page], dict[int, Sequence[Word]]]:
    """Return pages with their typed rules among their borders, and the words of each that are neither these nor run."""
    ruled: list[Page] = []
    body: dict[int, Sequence[Word]] = {}
    for page in pages:
        words = [word for word in page.words if word not in running[page.number]]
        page_ruled, body[page.number] = with_typed_rules(page, words)
        ruled.append(page_ruled)
    return ruled, body


def _style(page: Page, words: Sequence[Word], space: float, exact: float | None) -> Style:
    shading = Shading.of(page.shades, page.text_size)
    return Style(page.text_size, space_width(lines_of(words), space), shading, exact)


def _pieces(page: Page, words: Sequence[Word], style: Style) -> list[Piece]:
    """Return the tables on one page, top to bottom; where kinds of evidence overlap the stronger one holds."""
    tagged = tagged_pieces(page, words)
    pieces = list(tagged)
    words = _outside(words, pieces)
    level, upright = merged_rules(page.rules, page.text_size)
    loose: list[Rule] = []
    uprights: list[Rule] = []
    for group in connected(level, upright, page.text_size):
        lattice = lattice_of(*group, page.text_size)
        if lattice is not None and any(_overlap(lattice.box, piece.box) for piece in tagged):
            words = _not_within(words, lattice.box)
            continue
        if lattice is not None and holds_columns(lattice, words, style):
            loose.extend(group[0])
            uprights.extend(group[1])
            continue
        piece = ruled_piece(page.number, lattice, words, page.text_size) if lattice is not None else None
        if piece is None:
            loose.extend(group[0])
        else:
            pieces.append(piece)
            words = _outside(words, [piece])
    words = without_charts(page, words)
    borders = Borders(tuple(loose), tuple(uprights), style.shading.areas)
    pieces.extend(aligned_pieces(page.number, words, replace(style, borders=borders)))
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
    return [word for word in words if not is_within(word, box)]


def _overlap(one: Bounds, other: Bounds) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])
