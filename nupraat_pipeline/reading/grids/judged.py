"""Whether aligned text is a table at all.

Here: telling tables without borders from lists, letterheads and contents. Not here: finding them (`regions`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.grids.segments import is_enumerator, is_year
from nupraat_pipeline.reading.words.months import month_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.grids.columns import Column
    from nupraat_pipeline.reading.grids.rows import TableLine
    from nupraat_pipeline.reading.grids.segments import Segment

    Rows = Sequence[Sequence[TableLine]]
# Columns of a table of few rows are this far apart, in type sizes: clearly more than a space.
CLEAR_GUTTER = 1.2
LEAST_GUTTER = 0.3
# Edges this close, in type sizes, are one.
EVEN = 0.1
# This share of a table's cells are filled, at least.
FILLED_SHARE = 0.4
# A table of words only, without borders, has this share of its rows filled.
FULL_ROWS_SHARE = 0.7
# Rows that show their columns beyond doubt.
MANY_ROWS = 4
# So many titles, each with a number that is no lower than the one above it, and no heading: contents.
MANY_PAGES = 8
# A column of values has no more words than this share.
VALUE_SHARE = 0.5
# This share of texts with the signs of formulas makes formulas of them all.
FORMULA_SHARE = 0.2
# And values in no fewer than this share of the rows that are full.
FEWEST_VALUES = 0.25
# Cells of tables hold few words; this many in the middle one are text set in columns.
MOST_WORDS = 9

# The number of a section: its page may stand far from it, where no dots lead to it.
_ITEM = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?|\(?(?:[a-zA-Z]|[ivxIVX]{1,5})[.)]")
# A lone bracket, an equals sign, a letter of mathematics or the piece of a large bracket.
_FORMULA = re.compile(r"(?:^|\s)[()\[\]{}=](?:\s|$)|[\U0001d400-\U0001d7ff\ufffd\u239b-\u23ad]")
_TIME = re.compile(rf"{month_pattern()}|\d{{4}}\b")
_ROMAN = re.compile(r"[ivxl]+", re.IGNORECASE)
# What stands over the page numbers of contents.
_PAGE = re.compile(r"p(?:age|agina|ágina)?\.?|blz\.?|seite|pag\.?", re.IGNORECASE)
_INDEX_ENTRY = re.compile(r"[^\W\d].* \d{1,4}(?:[,–-] ?\d{1,4})*,?")
_BULLET = re.compile(r"[•◦▪■●○‣⁃·\uf0b7\uf0a7–—-](?:\s|$)")
_EQUATION_NUMBER = re.compile(r"\(\d{1,2}(?:\.\d{1,2})?[a-z]?\)")


def is_table(rows: Rows, columns: Sequence[Column], size: float, *, ruled: bool) -> bool:
    """Judge whether rows of aligned text, in a type of this size, are a table; `ruled` with borders or shaded rows."""
    full = [row for row in rows if len(_filled(row)) > 1]
    filled = sum(len(_filled(row)) for row in rows)
    if len(full) < 2 or filled < FILLED_SHARE * len(rows) * len(columns):
        return False
    if any(looks(rows, len(columns)) for looks in _NO_TABLES):
        return False
    shares = [_value_share(rows, column, len(full)) for column in range(len(columns))]
    with_values = sum(share > 0 for share in shares[1:])
    scattered = 2 * len(full) < len(rows) or (len(full) == 2 and 2 * with_values < len(columns) - 1)
    if not ruled and (scattered or _is_axis(rows, len(columns))):
        return False
    clear = _are_clear(rows, size)
    if any(share >= VALUE_SHARE for share in shares[1:]):
        return ruled or clear or len(full) >= MANY_ROWS or len(columns) > 2 or _face_each_other(full, size)
    if ruled:
        return True
    enough = len(columns) > 2 and len(full) > MANY_ROWS and len(full) >= FULL_ROWS_SHARE * len(rows)
    return enough and clear


def _are_clear(rows: Rows, size: float) -> bool:
    """Whether neighbouring cells are clearly apart, in the middle row further than a space can be wide."""
    gaps = sorted(
        right.segment.x0 - left.segment.x1 for row in rows for line in row for left, right in pairwise(line.placed)
    )
    return len(gaps) > 0 and gaps[0] >= LEAST_GUTTER * size and gaps[len(gaps) // 2] >= CLEAR_GUTTER * size


def _face_each_other(rows: Rows, size: float) -> bool:
    """Whether labels all end at one place and values all begin at one, in each of several rows: no text does so."""
    lines = [line for row in rows for line in row if len(line.placed) > 1]
    ends = [line.placed[0].segment.x1 for line in lines]
    starts = [line.placed[1].segment.x0 for line in lines]
    return len(lines) > 2 and max(ends) - min(ends) <= EVEN * size and max(starts) - min(starts) <= EVEN * size


def is_fragment(rows: Rows, columns: Sequence[Column]) -> bool:
    """Whether this may be the one row of a table that stands on the other side of a page break."""
    parts = _parts(rows, len(columns) - 1)
    return len(rows) <= 2 and any(part.is_value for part in parts) and not _is_list(rows)


def _filled(row: Sequence[TableLine]) -> set[int]:
    return {each.first for line in row for each in line.placed}


def _parts(rows: Rows, column: int) -> list[Segment]:
    """Return the texts that stand in one column only, line by line."""
    return [each.segment for row in rows for line in row for each in line.placed if each.first == column == each.last]


def _value_share(rows: Rows, column: int, n_full: int) -> float:
    """Return which share of a column's texts are values, 0 where they are too few of the full rows to make one."""
    parts = _parts(rows, column)
    values = sum(part.is_value for part in parts)
    return values / len(parts) if values and values >= FEWEST_VALUES * n_full else 0.0


def _is_list(rows: Rows, _n_columns: int = 0) -> bool:
    """Whether the first column is nothing but bullets, numbers of items, or labels behind bullets or before colons."""
    firsts = [part.text for part in _parts(rows, 0)]
    if firsts and all(_BULLET.match(text) for text in firsts):
        return True
    colons = sum(text.endswith(":") for text in firsts)
    return len(firsts) > 0 and (all(is_enumerator(text) for text in firsts) or 2 * colons > len(firsts))


def _is_contents(rows: Rows, n_columns: int) -> bool:
    """Whether this is a table of contents: titles, numbered or very many, and page numbers that only go up.

    Months or years beside figures that only go up are none.
    """
    numbers = [part.text.lstrip(".") for part in _parts(rows, n_columns - 1)]
    is_dated = any(_TIME.match(fold(part.text)) for part in _parts(rows, 0))
    if n_columns == 2 and not is_dated and _are_pages(numbers, len(rows)):
        return True
    if len(numbers) < 3 or not all(text.isdecimal() for text in numbers):
        return False
    pages = [int(text) for text in numbers]
    others = [part for column in range(n_columns - 1) for part in _parts(rows, column)]
    items = sum(_ITEM.fullmatch(row[0].placed[0].words[0].text) is not None for row in rows)
    titles = [part for part in others if not part.is_value]
    only_items = all(_ITEM.fullmatch(part.text) for part in others if part.is_value)
    return pages == sorted(pages) and 2 * items >= len(numbers) and only_items and len(titles) > 0


def _are_pages(texts: Sequence[str], n_rows: int) -> bool:
    """Whether the texts of a last column are page numbers: Roman ones, then others that only go up, none lower."""
    if texts and _PAGE.fullmatch(texts[0]):
        texts = texts[1:]
    pages = [int(text) for text in texts if text.isdecimal()]
    return (
        len(pages) >= max(MANY_PAGES, FULL_ROWS_SHARE * n_rows)
        and pages == sorted(pages)
        and all(text.isdecimal() or _ROMAN.fullmatch(text) for text in texts)
    )


def _is_index(rows: Rows, _n_columns: int) -> bool:
    """Whether most texts, in all columns, are terms with the pages they stand on."""
    parts = [each.segment.text for row in rows for line in row for each in line.placed]
    return sum(_INDEX_ENTRY.fullmatch(text) is not None for text in parts) >= FULL_ROWS_SHARE * len(parts)


def _is_equations(rows: Rows, n_columns: int) -> bool:
    """Whether these are formulas: many signs of them, or a last column of nothing but their numbers."""
    parts = [each.segment for row in rows for line in row for each in line.placed]
    if sum(_FORMULA.search(part.text) is not None for part in parts) >= FORMULA_SHARE * len(parts):
        return True
    numbers = [part.text for part in _parts(rows, n_columns - 1)]
    return len(numbers) > 0 and all(_EQUATION_NUMBER.fullmatch(text) for text in numbers)


def _is_axis(rows: Rows, n_columns: int) -> bool:
    """Whether years are all the values there are, in more than a heading: the axes of charts."""
    values = [part.text for column in range(n_columns) for part in _parts(rows, column) if part.is_value]
    return len(values) > 1 and all(is_year(text) for text in values) and n_columns > 2


def _is_running_text(rows: Rows, _n_columns: int = 0) -> bool:
    """Whether most lines hold as many words as running text does."""
    counts = sorted(len(each.words) for row in rows for line in row for each in line.placed)
    return counts[len(counts) // 2] > MOST_WORDS


_NO_TABLES = (_is_list, _is_contents, _is_index, _is_running_text, _is_equations)
