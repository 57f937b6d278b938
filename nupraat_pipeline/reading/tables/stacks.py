"""Several tables in one grid: below each other, or side by side.

Here: where in a grid another table begins, and which headings it shares with the one above. Not here: the shape of a
single table (`axes`), where grids are on a page (`grids`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.drafts import Table, TableCell
from nupraat_pipeline.reading.footnotes import FOOTNOTE
from nupraat_pipeline.reading.values import parse_value
from nupraat_pipeline.reading.words.labels import category_of, read_label, unexplained
from nupraat_pipeline.reading.words.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.catalogue import Catalogue

Row = tuple[TableCell, ...]


def tables_in(table: Table, captions: Sequence[str], catalogue: Catalogue) -> list[Table]:
    """Return the tables that a grid holds, from top to bottom and left to right; most hold one."""
    once = _without_repeats(_without_footnotes(table), captions, catalogue)
    return [part for each in _stacked(once, catalogue) for part in _side_by_side(each, catalogue)]


def _without_footnotes(table: Table) -> Table:
    """Leave out the rows that are but a footnote to a sign in the table."""
    return Table(tuple(row for row in table.rows if footnote_in(row, table.rows) is None))


def footnote_in(row: Row, rows: Sequence[Row]) -> re.Match[str] | None:
    """Return the mark and text of a row that is one text and explains a sign in other rows; None for any other row."""
    cells = distinct(cell for cell in row if cell.text.strip())
    match = FOOTNOTE.fullmatch(cells[0].text) if len(cells) == 1 else None
    others = (cell.text for each in rows for cell in each if cell.key != cells[0].key) if match else ()
    return match if match and any(text.endswith(match["mark"]) for text in others) else None


def _without_repeats(table: Table, captions: Sequence[str], catalogue: Catalogue) -> Table:
    """Leave out a title or headings that return below values, as they do where a table goes on on the next page."""
    known = {fold(caption).strip(" .:") for caption in captions}
    rows: list[Row] = []
    for row in table.rows:
        cells = distinct(cell for cell in row if cell.text.strip())
        text = fold(cells[0].text).strip(" .:") if len(cells) == 1 else ""
        returns = any(text and text in title for title in known)
        if returns and len(text.split()) > 1 and any(map(is_value, (cell for each in rows for cell in each[1:]))):
            continue
        heads = [each for each in rows if _are_headings(each[1:], catalogue) and _repeats(each, row)]
        if any(fold(each[0].text) == fold(row[0].text) for each in heads) and not _announces(row[0], catalogue):
            continue
        if text:
            known.add(text)
        rows.append(row)
    return Table(tuple(rows))


def _stacked(table: Table, catalogue: Catalogue) -> list[Table]:
    """Split a grid where, under values, a title that announces something or another row of headings begins a table.

    Under such a title the headings above go on to hold; other months of what is titled above have its titles.
    """
    starts = [0]
    for index in range(1, table.n_rows):
        row, above = table.rows[index], table.rows[starts[-1] : index]
        if not _holds_values(above, catalogue):
            continue
        restarts = _restarts(table, index, above)
        if _is_title(row, catalogue) or (restarts and _is_text(row, catalogue)):
            starts.append(index)
        elif _heads_anew(row, above, catalogue) or (
            restarts and (_heads_again(row, above, catalogue) or _goes_on_with_a_year(row, above))
        ):
            starts.append(index - _texts_at_end(above, catalogue))
    parts = [table.rows[start:end] for start, end in zip(starts, [*starts[1:], table.n_rows], strict=True)]
    top = _top(parts[0], catalogue) if len(parts) > 1 else []
    return [Table(parts[0]), *(Table(_completed(part, top, catalogue)) for part in parts[1:])]


def _texts_at_end(rows: Sequence[Row], catalogue: Catalogue) -> int:
    """Count the last rows that are but a text which labels no values: it is about what comes next."""
    for count, row in enumerate(reversed(rows)):
        cells = distinct(cell for cell in row if cell.text.strip())
        if len(cells) != 1 or names_row(cells[0], catalogue) or read_label(cells[0].text, catalogue).is_total:
            return count
    return 0


def _holds_values(rows: Sequence[Row], catalogue: Catalogue) -> bool:
    """Whether rows hold values, and not only years over the columns."""
    return any(is_value(cell) and not _is_time(cell, catalogue) for row in rows for cell in row[1:])


def _is_title(row: Row, catalogue: Catalogue) -> bool:
    """Whether a row is one text that announces something."""
    return _is_text(row, catalogue) and any(_announces(cell, catalogue) for cell in row)


def _is_text(row: Row, catalogue: Catalogue) -> bool:
    """Whether a row is one text that labels no values."""
    cells = distinct(cell for cell in row if cell.text.strip())
    if len(cells) != 1 or any(char.isdigit() for char in unexplained(cells[0].text, catalogue)):
        return False
    label = read_label(cells[0].text, catalogue)
    is_time = label.is_time and not label.rest
    return not (is_time or label.is_total or is_value(cells[0]) or names_row(cells[0], catalogue))


def _restarts(table: Table, index: int, above: Sequence[Row]) -> bool:
    """Whether the first row of values below a place has a label that already stands above it."""
    labels = {fold(row[0].text) for row in above if any(map(is_value, row[1:]))} - {""}
    below = next((row for row in table.rows[index + 1 :] if any(map(is_value, row[1:]))), None)
    return below is not None and fold(below[0].text) in labels


def _heads_again(row: Row, above: Sequence[Row], catalogue: Catalogue) -> bool:
    """Whether a row has the headings of a row above it, behind another text."""
    heads = [each for each in above if _are_headings(each[1:], catalogue)]
    return bool(read_label(row[0].text, catalogue).rest) and any(_repeats(row, each) for each in heads)


def _goes_on_with_a_year(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row is but a year over the values, next to the year in such a row above ('2024', then '2025')."""
    alone = [_only_year(each) for each in (*above, row)]
    earlier = [each for each in alone[:-1] if each]
    if not earlier or alone[-1] is None:
        return False
    (column, year), (before, last) = alone[-1], earlier[-1]
    return column == before and abs(year - last) == 1


def _only_year(row: Row) -> tuple[int, int] | None:
    """Return the column and the year of a row that is nothing but a year over values."""
    cells = [(column, cell) for column, cell in enumerate(row) if cell.text.strip()]
    if len(cells) != 1 or cells[0][0] == 0 or not re.fullmatch(YEAR, cells[0][1].text.strip()):
        return None
    return cells[0][0], int(cells[0][1].text)


def _heads_anew(row: Row, above: Sequence[Row], catalogue: Catalogue) -> bool:
    """Whether a row among values heads the columns anew.

    It has the headings of `above` again, or others of their kind that are no values ('juli' where 'januari' stood), and
    begins with what announces something or with the word at the head ('Jaar'); all months it is where that is so too.
    """
    heads = next((each for each in above if _are_headings(each[1:], catalogue)), None)
    if heads is None or not _are_headings(row[1:], catalogue):
        return False
    if not _repeats(row, heads) and not _are_others(row, heads, catalogue):
        return False
    first, at_head = read_label(row[0].text, catalogue), read_label(heads[0].text, catalogue)
    if first.part or at_head.part:
        return first.part is not None and at_head.part is not None
    return _announces(row[0], catalogue) or (not _repeats(row, heads) and fold(first.text) == fold(at_head.text))


def _are_headings(cells: Sequence[TableCell], catalogue: Catalogue) -> bool:
    """Whether cells are the headings of columns: times, totals, units, and nothing else; the last may be empty."""
    labels = [read_label(cell.text, catalogue) for cell in cells if cell.text.strip()]
    return bool(labels) and all(
        (label.is_time or label.is_total or label.is_percent or label.is_count) and not label.rest for label in labels
    )


def _repeats(row: Row, heads: Row) -> bool:
    return [fold(cell.text) for cell in row[1:]] == [fold(cell.text) for cell in heads[1:]]


def _are_others(row: Row, heads: Row, catalogue: Catalogue) -> bool:
    """Whether a row has other months than the one above, or other words for the same kind of numbers, and no values."""
    if any(is_value(cell) for cell in row[1:]):
        return False
    new, old = ([read_label(cell.text, catalogue) for cell in each[1:] if cell.text.strip()] for each in (row, heads))
    parts, known = ({label.part for label in each if label.part} for each in (new, old))
    if parts or known:
        return bool(parts and known) and parts.isdisjoint(known)
    return not any(label.is_time for label in (*new, *old))


def _announces(cell: TableCell, catalogue: Catalogue) -> bool:
    return bool(catalogue.announced(catalogue.concepts_in(cell.text)))


def _top(rows: Sequence[Row], catalogue: Catalogue) -> list[Row]:
    """Return the titles and headings above the first values of a table."""
    top: list[Row] = []
    for row in rows:
        if _holds_values([row], catalogue):
            break
        top.append(row)
    return top


def _completed(rows: Sequence[Row], top: Sequence[Row], catalogue: Catalogue) -> tuple[Row, ...]:
    """Return a table below another one with what it shares with that: the headings, or the titles above them."""
    first, *below = rows
    apart = _without_empty_columns(rows)
    if len(apart[0]) < len(first):
        return apart
    if _are_headings(first[1:], catalogue):
        titles = [row for row in top if row[0].text.strip() and len(distinct(c for c in row if c.text.strip())) == 1]
        return tuple(rows) if _announces(first[0], catalogue) else (*titles, *rows)
    headings = [row for row in top if _are_headings(row[1:], catalogue)]
    if not (below and _holds_values(below[:1], catalogue) and _labels_part(below[0][0], catalogue)):
        return tuple(rows)
    return (first, *((replace(row[0], text="", words=()), *row[1:]) for row in headings), *below)


def _without_empty_columns(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return a table below another one without the columns of that which it leaves empty, where nothing is drawn.

    It only stands below the other: its values are not under the headings that they happen to be in line with.
    """
    values = [row for row in rows if len(distinct(cell for cell in row if cell.text.strip())) > 1]
    kept = [
        column
        for column in range(len(rows[0]))
        if column == 0 or any(row[column].is_drawn and row[column].key != row[0].key for row in values)
    ]
    return tuple(tuple(row[column] for column in kept) for row in rows) if values else tuple(rows)


def _side_by_side(table: Table, catalogue: Catalogue) -> list[Table]:
    """Split a table that is several beside each other: behind columns of values, a column of labels begins another."""
    if table.n_columns < 4:
        return [table]
    starts = [0]
    for column in range(2, table.n_columns - 1):
        cells = [row[column] for row in table.rows if row[column].text.strip() and row[column].key != row[0].key]
        naming = sum(names_row(cell, catalogue) for cell in cells)
        before = [row[column - 1] for row in table.rows if row[column - 1].text.strip()]
        if naming >= 2 and 2 * naming > len(cells) and 2 * sum(map(is_value, before)) > len(before):
            starts.append(column)
    ends = [*starts[1:], table.n_columns]
    return [Table(tuple(row[start:end] for row in table.rows)) for start, end in zip(starts, ends, strict=True)]


def names_row(cell: TableCell, catalogue: Catalogue) -> bool:
    """Whether a cell is a month or a category."""
    label = read_label(cell.text, catalogue)
    return label.month is not None or any(category_of(label.text, name, catalogue) for name in catalogue.dimensions)


def _labels_part(cell: TableCell, catalogue: Catalogue) -> bool:
    return names_row(cell, catalogue) or _is_time(cell, catalogue)


def is_value(cell: TableCell) -> bool:
    """Whether a cell holds a number, or a sign in the place of one."""
    value = parse_value(cell.text)
    return value is not None and not value.is_blank


def _is_time(cell: TableCell, catalogue: Catalogue) -> bool:
    return read_label(cell.text, catalogue).is_time


def distinct(cells: Iterable[TableCell]) -> list[TableCell]:
    """Return cells without those that are the same one, at another position that it covers."""
    seen: dict[tuple[int, int], TableCell] = {}
    for cell in cells:
        seen.setdefault(cell.key, cell)
    return list(seen.values())
