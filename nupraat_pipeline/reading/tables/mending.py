"""A table as it was meant: words and years that narrow columns broke, labels on two rows, numbers that name months.

Here: what is put together, named or left out before a table's shape is read. Not here: the shape (`axes`), several
tables in one grid (`stacks`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from babel.dates import get_month_names
from msgspec.structs import replace

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.drafts import Table, TableCell
from nupraat_pipeline.reading.layout.geometry import lines_of
from nupraat_pipeline.reading.tables.stacks import distinct, is_value, names_row
from nupraat_pipeline.reading.values import LOCALE, NUMBER, parse_number
from nupraat_pipeline.reading.words.labels import category_of, read_label, without_light_words
from nupraat_pipeline.reading.words.months import parse_month
from nupraat_pipeline.reading.words.periods import YEAR, find_periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.layout.geometry import Line

_MONTH = frozenset({"maand", "maanden"})
_RANK = frozenset({"rang", "plaats", "positie", "volgnummer", "nr", "nr.", "#"})


def mended(table: Table, catalogue: Catalogue) -> Table:
    """Put labels together that are known only together: a word broken over lines, a label on two rows."""
    rows = [_with_whole_years(tuple(_unbroken(cell, catalogue) for cell in row)) for row in table.rows]
    rows = _with_title_of_all(rows, catalogue)
    rows = _without_ranks(_with_named_months(rows, catalogue), catalogue)
    index = 0
    while index < len(rows):
        row = rows[index]
        is_loose = row[0].text.strip() and not any(cell.text.strip() for cell in row[1:])
        for other in (index - 1, index + 1) if is_loose else ():
            if 0 <= other < len(rows) and (whole := _joined(rows, min(index, other), catalogue)):
                rows[other] = (whole, *rows[other][1:])
                del rows[index]
                index = max(index - 2, -1)
                break
        index += 1
    return Table(tuple(rows))


def _with_title_of_all(rows: list[tuple[TableCell, ...]], catalogue: Catalogue) -> list[tuple[TableCell, ...]]:
    """Take the title of all columns out of the heading of the one that it stands above ('Cijfers in 2018 Oproepers').

    It is one where a heading goes on behind a year, has nothing that is counted before it, and no other names a year.
    """
    head = rows[0] if rows else ()
    dated = [cell for cell in distinct(head[1:]) if find_periods(fold(cell.text))]
    if len(dated) != 1 or len(distinct(head[1:])) < 2 or not all(cell.text.strip() for cell in head[1:]):
        return rows
    (cell,) = dated
    plain = fold(cell.text)
    (span, *others) = find_periods(plain)
    title, rest = cell.text[: span.end].strip(), cell.text[span.end :].strip()
    is_light = not without_light_words(plain[: span.start], catalogue) and bool(plain[: span.start].strip())
    announces = bool(catalogue.announced(catalogue.concepts_in(rest)))
    if others or len(plain) != len(cell.text) or not (is_light and announces):
        return rows
    above = TableCell(title, cell.words, (0, 1))
    return [tuple(above for _ in head), tuple(replace(c, text=rest) if c is cell else c for c in head), *rows[1:]]


def _with_named_months(rows: list[tuple[TableCell, ...]], catalogue: Catalogue) -> list[tuple[TableCell, ...]]:
    """Name the months that are numbers, below a heading 'Maand'."""
    names = get_month_names(locale=LOCALE)
    named = {cell.key: names[n] for n, cell in enumerate(_counted_below(rows, _MONTH, catalogue), 1) if n in names}
    return [(replace(row[0], text=named.get(row[0].key, row[0].text)), *row[1:]) for row in rows]


def _without_ranks(rows: list[tuple[TableCell, ...]], catalogue: Catalogue) -> list[tuple[TableCell, ...]]:
    """Leave out a first column that only numbers the rows, below a heading 'Rang'."""
    return [row[1:] for row in rows] if _counted_below(rows, _RANK, catalogue) else rows


def _counted_below(
    rows: Sequence[tuple[TableCell, ...]], headings: frozenset[str], catalogue: Catalogue
) -> list[TableCell]:
    """Return the cells below one of these headings when they are 1, 2, 3, ... in every row of values but the totals."""
    head = next((index for index, row in enumerate(rows) if fold(row[0].text) in headings), len(rows))
    below = [row[0] for row in rows[head + 1 :] if any(cell.text.strip() for cell in row[1:])]
    numbered = [cell for cell in below if not read_label(cell.text, catalogue).is_total]
    counts = len(numbered) > 1 and [cell.text.strip(" .") for cell in numbered] == [
        str(n + 1) for n in range(len(numbered))
    ]
    return numbered if counts else []


def _with_whole_years(row: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
    """Put the lines of years together that narrow columns broke ('202' / '5'), where all follow each other only so."""
    whole = {cell.key: "".join(cell.text.split()) for cell in row[1:] if len(_lines(cell)) > 1}
    texts = [whole.get(cell.key, cell.text) for cell in distinct(row[1:]) if cell.text.strip()]
    if not whole or len(texts) < 2 or not all(re.fullmatch(YEAR, text) for text in texts):
        return row
    if {int(after) - int(before) for before, after in pairwise(texts)} not in ({1}, {-1}):
        return row
    return (row[0], *(replace(cell, text=whole.get(cell.key, cell.text)) for cell in row[1:]))


def _lines(cell: TableCell) -> list[Line]:
    return lines_of([placed.word for placed in cell.words]) if len(cell.words) > 1 else []


def _unbroken(cell: TableCell, catalogue: Catalogue) -> TableCell:
    """Put the lines of a cell together without a space when only so they are known ('Donderda' / 'g'), or a number.

    '1.10' / '3' is 1.103, as '1.10' is no number; '10' / '3' may be two.
    """
    lines = _lines(cell)
    glued = "".join(line.text for line in lines)
    if len(lines) < 2 or _is_known(cell.text, catalogue):
        return cell
    is_number = re.fullmatch(NUMBER, glued) and "." in lines[0].text and parse_number(lines[0].text) is None
    return replace(cell, text=glued) if is_number or _is_known(glued, catalogue) else cell


def _is_known(text: str, catalogue: Catalogue) -> bool:
    if parse_month(text) is not None or read_label(text, catalogue).is_total or fold(text) in catalogue.words.light:
        return True
    return any(category_of(text, name, catalogue) for name in catalogue.dimensions)


def with_label_column(table: Table, catalogue: Catalogue) -> Table:
    """Put an empty column of labels before a table that has none: headings, and one row of values under them."""
    if table.n_rows < 2 or table.n_columns < 3:
        return table
    header, values = ([cell for cell in row if cell.text.strip()] for row in table.rows[-2:])
    if len(header) < table.n_columns or not all(map(is_value, values)) or not is_value(table.rows[-1][0]):
        return table
    labels = [read_label(cell.text, catalogue) for cell in header]
    naming = [
        label.is_time or label.is_total or names_row(cell, catalogue)
        for label, cell in zip(labels, header, strict=True)
    ]
    if not all(naming):
        return table
    return Table(tuple((TableCell("", (), (number, 0)), *row) for number, row in enumerate(table.rows, start=1)))


def _joined(rows: Sequence[Sequence[TableCell]], upper: int, catalogue: Catalogue) -> TableCell | None:
    first, second = rows[upper][0], rows[upper + 1][0]
    text = f"{first.text} {second.text}"
    known = any(category_of(text, name, catalogue) for name in catalogue.dimensions)
    parts_known = any(category_of(first.text, name, catalogue) for name in catalogue.dimensions)
    if not known or parts_known or not first.text.strip():
        return None
    return TableCell(text, (*first.words, *second.words), first.key)
