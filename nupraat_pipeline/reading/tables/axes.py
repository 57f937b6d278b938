"""The shape of a table: which rows and columns are labels, what the labels say, where the values stand.

Here: heads, sections and dimensions of a table, from the kinds of its cells. Not here: which indicator the values are
of (`recognition`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import is_year
from nupraat_pipeline.reading.drafts import Table, TableCell
from nupraat_pipeline.reading.tables.stacks import distinct, is_value
from nupraat_pipeline.reading.words.labels import BLANK_LABEL, Label, category_of, dimensions_of, read_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.catalogue import Catalogue

# 'Maand (2024)' stands over months, and is none.
_HEADS_PARTS = re.compile(r"(?:maand|kwartaal|trimester|semester|week)(?:en)?\b")


class Axis(Struct, frozen=True):
    """The labels along one side of the values: for each row (or column) its labels, outermost first."""

    labels: tuple[tuple[Label, ...], ...]
    dimensions: dict[str, int]


class Shape(Struct, frozen=True):
    """A table taken apart. `titles` are texts inside it that speak of all of it; rows and columns are indices.

    `sections` holds, for each body row, the label of the section that it stands under; `loose_rows` are the rows that
    are but a text beside empty values.
    """

    titles: tuple[str, ...]
    body_rows: tuple[int, ...]
    body_columns: tuple[int, ...]
    rows: Axis
    columns: Axis
    sections: tuple[Label, ...]
    loose_rows: frozenset[int]


def read_shape(table: Table, catalogue: Catalogue) -> Shape | None:
    """Take a table apart; None when no values with labels beside them can be told."""
    if table.n_columns < 2 or table.n_rows < 1:
        return None
    head_columns = _head_columns(table, catalogue)
    head_rows = _head_rows(table, head_columns, catalogue)
    if head_columns >= table.n_columns or head_rows >= table.n_rows:
        return None
    columns = tuple(range(head_columns, table.n_columns))
    body, sections = _body(table, head_rows, head_columns, catalogue)
    if not body:
        return None
    titles, header = _titles(table, head_rows, head_columns)
    heads = _over_groups([table.rows[row][head_columns:] for row in header])
    column_labels = tuple(
        tuple(read_label(cell.text, catalogue) for cell in distinct(row[index] for row in heads))
        for index in range(len(columns))
    )
    row_labels = _row_labels(table, body, head_columns, catalogue)
    return Shape(
        titles,
        body,
        columns,
        _axis(row_labels, catalogue),
        _axis(column_labels, catalogue),
        sections,
        _loose_rows(table, head_columns, catalogue),
    )


def _over_groups(heads: Sequence[Sequence[TableCell]]) -> list[list[TableCell]]:
    """Return the rows of headings with each text over its group of columns where it stands over but one of them.

    The headings below show the groups: they are the same in each ('Gesprekken | Nieuwe | Gesprekken | Nieuwe' under
    '2023 | | 2024 |'), and each group has one text, at the same place of it.
    """
    rows = [list(row) for row in heads]
    for index, row in enumerate(rows):
        texts = [place for place, cell in enumerate(row) if cell.text.strip()]
        below = rows[index + 1 :]
        breadth = len(row) // len(texts) if len(texts) > 1 else 0
        if breadth < 2 or texts != list(range(texts[0], len(row), breadth)) or len(texts) * breadth != len(row):
            continue
        headed = [tuple(fold(each[place].text) for each in below) for place in range(len(row))]
        groups = [headed[start : start + breadth] for start in range(0, len(row), breadth)]
        if len(set(map(tuple, groups))) == 1 and len(set(groups[0])) == breadth and all(map(any, groups[0])):
            rows[index] = [row[texts[place // breadth]] for place in range(len(row))]
    return rows


def _axis(labels: tuple[tuple[Label, ...], ...], catalogue: Catalogue) -> Axis:
    return Axis(labels, dimensions_of(naming_texts(labels), catalogue))


def naming_texts(labels: Iterable[Sequence[Label]]) -> list[str]:
    """Return the texts of labels that are neither a time nor a total, so may be categories."""
    return [label.text for each in labels for label in each if not (label.is_time or label.is_total)]


def _is_year(cell: TableCell, catalogue: Catalogue) -> bool:
    period = read_label(cell.text, catalogue).period
    return period is not None and is_year(period) and cell.text.strip()[:4].isdigit()


def _head_columns(table: Table, catalogue: Catalogue) -> int:
    """Count the leading columns of labels: the first, and those after it with more words or months than values."""
    count = 1
    while count < table.n_columns - 1:
        cells = [row[count] for row in table.rows[1:] if row[count].text.strip()]
        labels = [cell for cell in cells if not is_value(cell) or read_label(cell.text, catalogue).month]
        if not cells or 2 * len(labels) <= len(cells):
            break
        count += 1
    return count


def _head_rows(table: Table, head_columns: int, catalogue: Catalogue) -> int:
    """Count the leading rows of labels: titles, years, measures and categories over the columns of values."""
    count = 0
    years_seen = False
    while count < table.n_rows:
        row = table.rows[count]
        cells = [cell for cell in row[head_columns:] if cell.text.strip()]
        is_dated_heading = count == 0 and _is_heading_with_a_year(row, cells, catalogue)
        if cells and not (
            is_dated_heading or _heads_columns(row, cells, head_columns, catalogue, years_seen=years_seen)
        ):
            break
        if not cells and _labels_data(row, head_columns, catalogue):
            break
        years_seen = years_seen or (bool(cells) and all(_is_year(cell, catalogue) for cell in cells))
        count += 1
    return count


def _is_heading_with_a_year(row: Sequence[TableCell], cells: Sequence[TableCell], catalogue: Catalogue) -> bool:
    """Whether a first row is a year at the corner and nothing but words over the values."""
    is_text = all(not is_value(cell) and not any(map(str.isdigit, cell.text)) for cell in cells)
    return is_text and bool(cells) and _is_year(row[0], catalogue)


def _heads_columns(
    row: Sequence[TableCell], cells: list[TableCell], head_columns: int, catalogue: Catalogue, *, years_seen: bool
) -> bool:
    is_alone = len({cell.key for cell in row if cell.text.strip()}) == 1
    if is_alone and row[head_columns - 1].key == row[head_columns].key:
        return True
    if read_label(row[0].text, catalogue).is_total and all(is_value(cell) for cell in cells):
        return False  # a total may look like a year ('Totaal | 1905')
    if any(not is_value(cell) and not any(c.isdigit() for c in cell.text) for cell in cells) and not _labels_data(
        row, head_columns, catalogue
    ):
        return True
    if _labels_data(row, head_columns, catalogue):
        return False
    labels = [read_label(cell.text, catalogue) for cell in cells]
    if all(
        label.is_time or label.is_total or (label.is_percent and not is_value(cell))
        for label, cell in zip(labels, cells, strict=True)
    ):
        return not years_seen or not all(_is_year(cell, catalogue) for cell in cells)
    return not all(is_value(cell) for cell in cells)


def _labels_data(row: Sequence[TableCell], head_columns: int, catalogue: Catalogue) -> bool:
    """Whether a row's label is one that stands beside values: a month, a year, a total or a known category."""
    label = read_label(row[head_columns - 1].text, catalogue)
    known = any(category_of(label.text, name, catalogue) for name in catalogue.dimensions)
    heads = label.period is not None and is_year(label.period) and _HEADS_PARTS.match(fold(label.text))
    return (label.is_time and not label.rest and not heads) or known


def _loose_rows(table: Table, head_columns: int, catalogue: Catalogue) -> frozenset[int]:
    """Return the rows with nothing but a text that is no label of values by itself."""
    return frozenset(
        index
        for index, row in enumerate(table.rows)
        if any(cell.text.strip() for cell in row[:head_columns])
        and not any(cell.text.strip() for cell in row[head_columns:])
        and not _labels_data(row, head_columns, catalogue)
    )


def _body(
    table: Table, head_rows: int, head_columns: int, catalogue: Catalogue
) -> tuple[tuple[int, ...], tuple[Label, ...]]:
    """Return the rows of values, and for each the section's label above it; empty rows and section rows are neither."""
    rows: list[int] = []
    sections: list[Label] = []
    section = BLANK_LABEL
    for index in range(head_rows, table.n_rows):
        row = table.rows[index]
        heads = {cell.key for cell in row[:head_columns]}
        has_values = any(cell.text.strip() and cell.key not in heads for cell in row[head_columns:])
        if not any(cell.text.strip() for cell in row):
            continue
        label = read_label(row[0].text, catalogue)
        if (
            not has_values
            and (label.period is not None or not _labels_data(row, head_columns, catalogue))
            and not label.is_total
        ):
            section = label
            continue
        rows.append(index)
        sections.append(section)
    return tuple(rows), tuple(sections)


def _titles(table: Table, head_rows: int, head_columns: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Tell titles (one text over the whole table, or the corner) from the rows that label the columns."""
    titles: list[str] = []
    header: list[int] = []
    for index in range(head_rows):
        cells = distinct(cell for cell in table.rows[index] if cell.text.strip())
        in_head = any(cell.key == cells[0].key for cell in table.rows[index][:head_columns]) if cells else True
        heads_the_only_column = table.n_columns - head_columns == 1 and not in_head
        if len(cells) == 1 and not heads_the_only_column:
            titles.append(cells[0].text)
        else:
            header.append(index)
            titles.extend(cell.text for cell in distinct(table.rows[index][:head_columns]) if cell.text.strip())
    return tuple(titles), tuple(header)


def _row_labels(
    table: Table, body: tuple[int, ...], head_columns: int, catalogue: Catalogue
) -> tuple[tuple[Label, ...], ...]:
    """Read the labels of each row; a period in an outer column holds until the next one."""
    carried: dict[int, Label] = {}
    labels: list[tuple[Label, ...]] = []
    for index in body:
        row: list[Label] = []
        for column in range(head_columns):
            label = read_label(table.rows[index][column].text, catalogue)
            if column < head_columns - 1:
                label = carried.setdefault(column, label) if label == BLANK_LABEL else label
                carried[column] = label
            row.append(label)
        labels.append(tuple(row))
    return tuple(labels)
