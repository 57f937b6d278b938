"""What an answer says, whatever its layout: items with series, breakdowns and sentences, and their values.

Here: plain descriptions and the small constructors that keep them short. Not here: how they become blocks
(`compose`), how they are drawn at random (`strategies`) or by hand (`corpus`).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from .manuscript import Expected, Mark, Paragraph, Table, Text


@dataclass(frozen=True, slots=True)
class Value:
    """One printed value and what it means; `value` is None exactly when `reason` is set."""

    text: str
    value: float | None
    status: str = "A"
    reason: str | None = None
    upper_bound: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A period as a header prints it: '2021', '2020 (t.e.m. november)', 'T1 2023'."""

    label: str
    start: date
    end: date

    @classmethod
    def of_year(cls, year: int) -> Column:
        """A whole calendar year, printed as its number."""
        return cls(str(year), date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Series:
    """Monthly values of one indicator: `values[month][column]`, January first.

    `title` names the indicator; when `header` is False it names the year too. `announcement` is a sentence that may
    stand before the table. `notes` are footnotes below it.
    """

    indicator: str
    title: str
    columns: tuple[Column, ...]
    month_labels: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    totals: tuple[Value, ...] | None = None
    total_label: str = "Totaal"
    corner: str = ""
    header: bool = True
    announcement: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Values of one indicator by category: `values[label][column]`.

    `labels` are (category id, printed label). `header` names the label and value columns, or is None; several
    columns print their periods instead. `basis` says where the period comes from.
    """

    indicator: str
    title: str
    columns: tuple[Column, ...]
    labels: tuple[tuple[str, str], ...]
    values: tuple[tuple[Value, ...], ...]
    unit: Literal["count", "percent"]
    totals: tuple[Value, ...] | None = None
    total_label: str = "Totaal"
    header: tuple[str, str] | None = None
    announcement: str | None = None
    notes: tuple[str, ...] = ()
    basis: Literal["printed", "item", "answer"] = "answer"


@dataclass(frozen=True, slots=True)
class PeriodList:
    """A table with one value a period, the periods down: years, quarters, school years."""

    indicator: str
    title: str
    columns: tuple[Column, ...]
    values: tuple[Value, ...]
    header: tuple[str, str] = ("Periode", "Aantal")
    role: str = "total"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A table that no indicator explains, or that crosses two dimensions; it must be refused, never flattened."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A table that its author arranged, marks and all; the layout only decides how it is drawn."""

    title: str
    table: Table
    notes: tuple[str, ...] = ()


Content = Paragraph | Series | Breakdown | PeriodList | Foreign | Given


@dataclass(frozen=True, slots=True)
class Item:
    """What is said under one number of the question, or a part of it ('1a')."""

    number: int | str | None
    contents: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """One whole answer. `year` is the year it is about.

    An answer must name the service: in a sentence before (`opening`) or behind (`closing`) its items, in one of them,
    or in the `title` of its question page.
    """

    question_number: int
    question_date: date
    asker: str
    year: int
    items: tuple[Item, ...]
    questions: Literal["page", "same_page", "absent"] = "absent"
    heading: Literal["block", "line", "letter"] = "block"
    title: str = "Nupraatikerover - Oproepen"
    opening: str | None = None
    closing: str | None = None


def month_of(column: Column, month: int) -> tuple[date, date]:
    """The first and last day of a month of the column's year."""
    year = column.start.year
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def whole_year(year: int) -> tuple[date, date]:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def number(value: float, decimals: int = 0, thousands: str = "", suffix: str = "") -> Value:
    """A plain number as Dutch prints it: '1.187', '40,5%'."""
    text = f"{value:,.{decimals}f}".replace(",", "\0").replace(".", ",").replace("\0", thousands)
    return Value(text + suffix, round(float(value), decimals))


def figure(indicator: str, year: int, value: Value, **facts: Any) -> Mark:
    """A figure in a sentence about a whole year; `facts` as in `fact`."""
    return Mark(value.text, (fact(indicator, year, value, **facts),))


def fact(  # one parameter for each column that a sentence may decide
    indicator: str,
    year: int,
    value: Value,
    *,
    category: str | None = None,
    label: str | None = None,
    unit: str = "count",
    basis: str = "printed",
    approximate: bool = False,
    base: int | None = None,
    until: date | None = None,
) -> Expected:
    """What a reader must find behind a figure in a sentence about a year, or the part of it until a day."""
    start, end = whole_year(year)
    base_start, base_end = whole_year(base) if base else (None, None)
    return Expected(
        indicator=indicator,
        start=start,
        end=until or end,
        value=value.value,
        printed_text=value.text,
        category=category,
        category_label=label,
        role="part" if category else "total",
        unit=unit,
        obs_status=value.status,
        missing_reason=value.reason,
        upper_bound=value.upper_bound,
        is_approximate=approximate,
        source="prose",
        period_basis=basis,
        base_start=base_start,
        base_end=base_end,
    )


def sentence(template: str, *marks: Mark, **words: object) -> Paragraph:
    """A paragraph from a template in which `{v}` stands, in turn, for each mark and other names for words."""
    pieces = template.split("{v}")
    if len(pieces) != len(marks) + 1:
        raise ValueError(f"{template!r} has {len(pieces) - 1} places for {len(marks)} figures")
    text: list[str | Mark] = [pieces[0].format(**words)]
    for mark, piece in zip(marks, pieces[1:], strict=True):
        text += [mark, piece.format(**words)]
    return Paragraph(tuple(text))


def stray(template: str, text: str) -> Paragraph:
    """A sentence whose number means nothing known."""
    return sentence(template, Mark(text, ()))


def prose(text: str) -> Paragraph:
    """A sentence without figures."""
    runs: Text = (text,)
    return Paragraph(runs)
