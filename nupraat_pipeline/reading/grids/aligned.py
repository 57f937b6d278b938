"""Tables without a lattice of borders: between horizontal borders, or by the alignment of words alone.

Here: from a page's remaining words to pieces of tables. Not here: each step of it (`prose`, `regions`, `columns`,
`rows`, `judged`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.reading.grids.columns import columns_of, place
from nupraat_pipeline.reading.grids.horizontal import Surroundings, ruled_areas
from nupraat_pipeline.reading.grids.judged import is_fragment, is_table
from nupraat_pipeline.reading.grids.pieces import Piece, piece_of_rows
from nupraat_pipeline.reading.grids.prose import prose_words
from nupraat_pipeline.reading.grids.regions import composed, regions
from nupraat_pipeline.reading.grids.rows import rows_of, table_line
from nupraat_pipeline.reading.grids.segments import is_caption
from nupraat_pipeline.reading.grids.spans import spanned
from nupraat_pipeline.reading.layout.geometry import bounds, lines_of, median_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.reading.grids.cells import Evidence
    from nupraat_pipeline.reading.grids.style import Segments, Style
    from nupraat_pipeline.reading.layout.geometry import Line, Word


# So many edges of shaded areas within a table, all as broad as it, show its rows as borders would.
SHADED_ROWS = 3


def aligned_pieces(page: int, words: Iterable[Word], style: Style) -> list[Piece]:
    """Return the tables among words that no lattice holds.

    Pieces of a single row are for joining over a page break only.
    """
    lines = lines_of([word for word in words if word.turn == 0])
    prose = prose_words(lines, style.space)
    pieces: list[Piece] = []
    for area in ruled_areas(style.borders.level, Surroundings(lines, prose, style)):
        segments = composed([style.segments(line.words) for line in lines_of(area.words)])
        piece = _piece(page, segments, area.heights, style, "rules")
        if piece is not None and all(piece.words.isdisjoint(other.words) for other in pieces):
            pieces.append(piece)
    taken = frozenset(word for piece in pieces for word in piece.words)
    rest = [[word for word in line.words if word not in taken] for line in lines]
    pieces.extend(_borderless_pieces(page, rest, style))
    return pieces


def _borderless_pieces(page: int, lines: Iterable[Sequence[Word]], style: Style) -> list[Piece]:
    kept = [line for words in lines for line in lines_of(words)]
    found = [
        _piece(page, region, (), style, "alignment")
        for block in _between_prose(kept, style)
        for region in regions(block, style)
    ]
    return [piece for piece in found if piece is not None]


def _between_prose(lines: Sequence[Line], style: Style) -> list[list[Segments]]:
    """Return what is not running text, in blocks that no line of nothing but running text, nor a caption, parts."""
    prose = prose_words(lines, style.space)
    blocks: list[list[Segments]] = [[]]
    for line in lines:
        left = [word for word in line.words if word not in prose]
        if left and not is_caption(left):
            blocks[-1].append(style.segments(left))
        else:
            blocks.append([])
    return [composed(block) for block in blocks if block]


def _piece(
    page: int, lines: Sequence[Segments], heights: Sequence[float], style: Style, evidence: Evidence
) -> Piece | None:
    """Return the table that these lines make, None when they make none."""
    words = [word for line in lines for part in line for word in part.words]
    style = replace(style, size=median_size(words))
    columns = columns_of(lines, style.size)
    if len(columns) < 2:
        return None
    shaded = style.shading.heights(bounds(words))
    breaks = sorted([*heights, *shaded])
    placed = [table_line(place(line, columns, style)) for line in lines]
    rows = rows_of(spanned(placed, columns, style.borders, style.size), columns, breaks, style.size)
    whole = is_table(rows, columns, style.size, ruled=evidence == "rules" or len(shaded) >= SHADED_ROWS)
    if not whole and not is_fragment(rows, columns):
        return None
    return replace(piece_of_rows(page, rows, columns, evidence), fragment=not whole)
