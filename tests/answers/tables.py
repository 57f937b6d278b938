"""The two tables that every answer has, drawn at random: months of years, and categories.

Here: series and breakdowns that a layout may turn or write as lists. Not here: tables of another arrangement
(`arrangements`), their wordings (`words`).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from .pen import Pen
from .spec import Breakdown, Column, Series, Value, month_of
from .words import ANNOUNCEMENTS, HEADERS, LABELS, TITLES, TOTALS, UNKNOWN_LABELS


def series(pen: Pen, indicator: str) -> Series:
    """Months of one to four years; some values missing or flagged."""
    columns = _columns(pen)
    n_months = 11 if pen.partial and len(columns) == 1 else 12
    values, notes = pen.marked(tuple(tuple(pen.count(400) for _ in columns) for _ in range(n_months)), pen.marker())
    values = tuple(
        tuple(_within(value, column, month) for value, column in zip(row, columns, strict=True))
        for month, row in enumerate(values, 1)
    )
    totals = tuple(pen.total([row[index] for row in values]) for index in range(len(columns)))
    header = len(columns) > 1 or pen.partial or pen.often()
    title = pen.pick(TITLES[indicator])
    return Series(
        indicator,
        title if header else f"{title} in {pen.year}",
        columns,
        pen.month_labels(),
        values,
        totals if pen.often() else None,
        pen.pick(TOTALS),
        corner=pen.pick(("", "Maand", TITLES[indicator][0])),
        header=header,
        announcement=pen.pick((None, *ANNOUNCEMENTS[indicator])),
        notes=notes,
    )


def _columns(pen: Pen) -> tuple[Column, ...]:
    years = [Column.of_year(pen.year - back) for back in range(pen.pick((3, 2, 1, 0)), -1, -1)]
    if pen.partial:
        end = date(pen.year, 11, 30)
        years[-1] = Column(f"{pen.year} (t.e.m. november)", date(pen.year, 1, 1), end)
    return tuple(years)


def _within(value: Value, column: Column, month: int) -> Value:
    """The value, or an empty cell for a month after the column's period."""
    return value if month_of(column, month)[1] <= column.end else Value("", None, "O", "blank")


def breakdown(pen: Pen, indicator: str, unit: Literal["count", "percent"]) -> Breakdown:
    """Categories in one year, as a rule, or in two."""
    labels = labels_of(pen, indicator)
    columns: tuple[Column, ...] = (Column.of_year(pen.year),)
    if pen.seldom():
        columns = (Column.of_year(pen.year - 1), *columns)
    value = pen.share if unit == "percent" else pen.few
    values, notes = pen.marked(tuple(tuple(value() for _ in columns) for _ in labels), pen.marker())
    dated = pen.often()
    title = pen.pick(TITLES[indicator])
    totals = unit == "count" and pen.seldom()
    return Breakdown(
        indicator,
        f"{title} in {pen.year}" if dated and len(columns) == 1 else title,
        columns,
        labels,
        values,
        unit,
        tuple(pen.total([row[index] for row in values]) for index in range(len(columns))) if totals else None,
        pen.pick(TOTALS),
        header=pen.pick((None, *HEADERS[indicator])),
        announcement=pen.pick((None, *ANNOUNCEMENTS[indicator])),
        notes=notes,
        basis="printed" if dated or len(columns) > 1 else "answer",
    )


def labels_of(pen: Pen, indicator: str) -> tuple[tuple[str, str], ...]:
    """Most of the categories, each in one of its spellings, and now and then one that nobody knows."""
    known = [(category, pen.pick(words)) for category, words in LABELS[indicator].items() if pen.often()]
    if len(known) < 2:
        known = [(category, words[0]) for category, words in LABELS[indicator].items()]
    names = [category for category, _ in known]
    known = [label for label in known if not (label[0] == "25+" and "24+" in names)]  # an answer prints one of them
    unknown = UNKNOWN_LABELS.get(indicator)
    if unknown and pen.seldom():
        category = pen.pick(sorted(unknown))
        known.insert(len(known) - 1, (category, unknown[category]))
    return tuple(known)
