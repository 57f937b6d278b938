"""Tables that go on over a page break, made one.

Here: telling whether a piece goes on the one before it, and dropping the header it repeats. Not here: finding pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.grids.cells import Grid, GridCell
from nupraat_pipeline.reading.grids.segments import is_value
from nupraat_pipeline.reading.layout.geometry import bounds, lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from nupraat_pipeline.reading.grids.columns import Column
    from nupraat_pipeline.reading.grids.pieces import Piece
    from nupraat_pipeline.reading.layout.geometry import Line, Page, Word

# Columns of two parts of one table start or end this close, in type sizes.
SAME_COLUMN = 1.5
# A header that returns is at most this high, in rows.
MOST_HEADER_ROWS = 4


class _Table(Struct):
    """A table as far as it was read."""

    pieces: list[Piece]
    rows: list[list[GridCell]]
    repeated: list[GridCell] = []

    def grid(self) -> Grid:
        cells = tuple(replace(cell, row=number) for number, row in enumerate(self.rows) for cell in row)
        return Grid(cells, self.pieces[0].evidence, tuple(self.repeated))


def joined(pieces: Iterable[Piece], pages: Mapping[int, Page], body: Mapping[int, Sequence[Word]]) -> list[Grid]:
    """Join pieces, in reading order, to grids. `body` are the words of each page without headers and footers."""
    tables: list[_Table] = []
    for piece in pieces:
        last = next((table for table in reversed(tables) if _goes_on(table, piece, pages, body)), None)
        if last is not None:
            _append(last, piece, body)
        else:
            tables.append(_Table([piece], _rows(piece)))
    return [table.grid() for table in tables if _is_whole(table)]


def goes_on(last: Piece, piece: Piece, pages: Mapping[int, Page], body: Mapping[int, Sequence[Word]]) -> bool:
    """Whether a piece goes on the table whose last piece so far is `last`."""
    return _goes_on(_Table([last], _rows(last)), piece, pages, body)


def ends_page(piece: Piece, body: Mapping[int, Sequence[Word]]) -> bool:
    """Whether nothing of the text stands below a piece on its page."""
    inside = piece.words
    return not any(word.top > piece.box[3] and word not in inside for word in body[piece.page])


def heads_of(piece: Piece, body: Mapping[int, Sequence[Word]]) -> set[str]:
    """Return the texts that may be drawn again where a table goes on: the lines above it, and its first rows."""
    return _heads(_Table([piece], _rows(piece)), body)


def _heads(table: _Table, body: Mapping[int, Sequence[Word]]) -> set[str]:
    return _texts_above(table, body) | {" ".join(filter(None, _texts(row))) for row in table.rows[:MOST_HEADER_ROWS]}


def _rows(piece: Piece) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = [[] for _ in range(piece.n_rows)]
    for cell in sorted(piece.cells, key=lambda each: (each.row, each.column)):
        rows[cell.row].append(cell)
    return rows


def _is_whole(table: _Table) -> bool:
    """Whether this is more than a single row or column, has texts beside each other, and is no lone fragment."""
    if len(table.pieces) == 1 and table.pieces[0].fragment:
        return False
    filled = [row for row in table.rows if any(cell.words for cell in row)]
    columns = {cell.column for row in table.rows for cell in row if cell.words}
    beside = any(sum(bool(cell.words) for cell in row) > 1 for row in filled)
    return len(filled) > 1 and len(columns) > 1 and beside


def _goes_on(table: _Table, piece: Piece, pages: Mapping[int, Page], body: Mapping[int, Sequence[Word]]) -> bool:
    """Whether a piece at the top of a page goes on the table at the foot of the page before it."""
    last = table.pieces[-1]
    if piece.key is not None and piece.key == last.key:
        return True
    if piece.page != last.page + 1 or (piece.key is None) != (last.key is None):
        return False
    size = pages[piece.page].text_size
    return (
        ends_page(last, body)
        and len(piece.columns) == len(last.columns)
        and _same_columns(last, piece, SAME_COLUMN * size)
        and {line.text for line in _above(piece, body)} <= _heads(table, body)
        and not _has_own_header(table, piece, body)
    )


def _above(piece: Piece, body: Mapping[int, Sequence[Word]]) -> list[Line]:
    """Return the lines above a piece on its page, a caption that is drawn again among them."""
    return lines_of(word for word in body[piece.page] if word.bottom <= piece.box[1] and word not in piece.words)


def _same_columns(one: Piece, other: Piece, near: float) -> bool:
    return all(
        abs(left.x0 - right.x0) <= near
        or abs(left.x1 - right.x1) <= near
        or abs(left.x0 + left.x1 - right.x0 - right.x1) <= 2 * near
        for left, right in zip(one.columns, other.columns, strict=True)
    )


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def _repeated_rows(table: _Table, rows: Sequence[Sequence[GridCell]], above: Collection[str]) -> int:
    """Return how many rows at the start of a piece repeat a table's heading: rows of its own, or texts `above` it."""
    captions = 0
    while captions < len(table.rows) and sum(bool(text) for text in _texts(table.rows[captions])) < 2:
        captions += 1
    own = max(_alike(table.rows[start:], rows) for start in range(min(captions, MOST_HEADER_ROWS) + 1))
    again = 0
    while again < min(len(rows), MOST_HEADER_ROWS) and _only_text(rows[again]) in above:
        again += 1
    return max(own, again + _alike(table.rows, rows[again:]) if again else 0)


def _only_text(row: Sequence[GridCell]) -> str | None:
    """Return the text of a row that has but one; None for any other."""
    texts = [text for text in _texts(row) if text]
    return texts[0] if len(texts) == 1 else None


def _texts_above(table: _Table, body: Mapping[int, Sequence[Word]]) -> set[str]:
    """Return the lines above a table on the page that it begins on, its captions among them."""
    return {line.text for line in _above(table.pieces[0], body)}


def _alike(own: Sequence[Sequence[GridCell]], again: Sequence[Sequence[GridCell]]) -> int:
    """Return how many rows are alike before the first that is not."""
    count = 0
    for one, other in zip(own[:MOST_HEADER_ROWS], again, strict=False):
        if _texts(one) != _texts(other) or not any(_texts(one)):
            break
        count += 1
    return count


def _is_header(row: Sequence[GridCell]) -> bool:
    """Whether a row of several texts has no value beside its label."""
    texts = [text for text in _texts(row) if text]
    spanning = any(cell.column_span > 1 for cell in row)
    return spanning or (len(texts) > 1 and not any(is_value(word) for text in texts[1:] for word in text.split()))


def _has_own_header(table: _Table, piece: Piece, body: Mapping[int, Sequence[Word]]) -> bool:
    """Whether a piece begins with headings, or a caption, of its own: then it is another table."""
    rows = _rows(piece)
    if _repeated_rows(table, rows, _texts_above(table, body)):
        return False
    caption = sum(bool(text) for text in _texts(rows[0])) == 1 and len(rows) > 1 and bool(_texts(rows[0])[0])
    return caption or any(_is_header(row) for row in rows[:2])


def _append(table: _Table, piece: Piece, body: Mapping[int, Sequence[Word]]) -> None:
    rows = _rows(piece)
    repeated = _repeated_rows(table, rows, _texts_above(table, body))
    table.repeated.extend(cell for row in rows[:repeated] for cell in row)
    if piece.key is not None:
        table.repeated.extend(_header_above(table, piece, body[piece.page]))
    else:
        table.repeated.extend(_cell(piece, line.words) for line in _above(piece, body))
    table.rows.extend([_broadened(cell, table.pieces[0].columns) for cell in row] for row in rows[repeated:])
    table.pieces.append(piece)


def _broadened(cell: GridCell, columns: Sequence[Column]) -> GridCell:
    """Return an empty cell as broad as its column is on an earlier page, when on its own page the column is empty."""
    if cell.words or cell.x0 < cell.x1 or cell.column >= len(columns):
        return cell
    return replace(cell, x0=columns[cell.column].x0, x1=columns[cell.column].x1)


def _header_above(table: _Table, piece: Piece, body: Sequence[Word]) -> list[GridCell]:
    """Return the header that is drawn again above a tagged piece; tags leave it out, being no new content.

    It may be broader than the rows that stand below it, and is looked for in the breadth of the table so far.
    """
    boxes = [each.box for each in (*table.pieces, piece)]
    x0, x1 = min(box[0] for box in boxes), max(box[2] for box in boxes)
    lines = lines_of(word for word in body if word.bottom <= piece.box[1] and word.x1 > x0 and word.x0 < x1)
    header: list[str] = []
    for row in table.rows[:MOST_HEADER_ROWS]:
        header += [word for text in _texts(row) for word in text.split()]
        for count in range(1, 2 * MOST_HEADER_ROWS):
            words = [word for line in lines[-count:] for word in line.words]
            if sorted(word.text for word in words) == sorted(header):
                return [_cell(piece, words)]
    return []


def _cell(piece: Piece, words: Sequence[Word]) -> GridCell:
    """Return a cell as broad as the table for words drawn again above a piece."""
    return GridCell(0, 0, 1, len(piece.columns), piece.page, tuple(words), *bounds(words))
