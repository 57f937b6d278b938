"""Any number of invented answers of about three pages and 118 figures each, for measuring what many of them cost.

Here: the answers, each about another year or asked on another day, which mostly repeat and sometimes revise each other.
Not here: variety of wording and layout (`corpus`, `strategies`): what is measured is their number.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from .compose import compose
from .corpus import Example
from .layout import Layout
from .on_canvas import typeset
from .phrases import NAMING, SENTENCES
from .spec import AnswerSpec, Breakdown, Column, Content, Item, Series, Value, figure, number, sentence
from .words import ASKERS, LABELS, MONTH_STYLES, TITLES

FIRST_YEAR, YEARS = 2000, 25
REVISED = 0.02  # the share of figures that an answer gives otherwise than the others do

OUTSIDE = "In {year} waren er {v} oproepers die buiten de openingsuren op de chatknop drukten en geen gesprek kregen."

# Low pages, so that an answer takes three.
LAYOUT = Layout("reportlab", page_height=700)


def crowd(count: int) -> Iterator[Example]:
    """So many answers; each year's are asked day after day of the year that follows, and two never share a day."""
    for order in range(count):
        year, day = FIRST_YEAR + order % YEARS, order // YEARS
        yield Example(f"answer {order:05d}", _Author(order, year).answer(date(year + 1, 1, 1) + timedelta(day)), LAYOUT)


def put_crowd(directory: Path, count: int) -> list[Path]:
    """Write so many answers as PDFs; returns their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for example in crowd(count):
        path = directory / f"{example.name.replace(' ', '_')}.pdf"
        path.write_bytes(typeset(compose(example.spec, example.layout), example.layout).pdf)
        paths.append(path)
    return paths


class _Author:
    """Writes one answer about a year and the two before it."""

    def __init__(self, order: int, year: int) -> None:
        self.order = order
        self.year = year
        self.chance = random.Random(order)  # noqa: S311 - invented figures, always the same

    def answer(self, asked: date) -> AnswerSpec:
        """Everything that answers usually have, in six items."""
        shares = ("caller_gender_share", "caller_age_share", "reported_problem_share")
        items: list[Sequence[Content]] = [
            [self.stated("In {year} waren er {v} chatgesprekken.", "conversations"), self.series("conversations", 3)],
            [self.referrals()],
            [self.series("new_chat_callers", 2)],
            [self.shares(indicator) for indicator in shares],
            [
                self.series("missed_in_opening_hours", 2),
                *(self.stated(SENTENCES[name][0], name) for name in ("unique_chat_button_callers", "chat_callers")),
                self.stated(OUTSIDE, "missed_outside_opening_hours"),
            ],
        ]
        numbered = tuple(Item(position, tuple(contents)) for position, contents in enumerate(items, 1))
        asker = ASKERS[self.order % len(ASKERS)]
        return AnswerSpec(100 + self.order % 900, asked, asker, self.year, numbered, closing=NAMING[1])

    def held(self, indicator: str, year: int, part: object) -> int:
        """The count that all answers give, but for the few figures that one revises."""
        value = random.Random(f"{indicator} {year} {part}").randint(40, 110)  # noqa: S311
        return value + self.chance.randint(1, 9) if self.chance.random() < REVISED else value

    def months(self, indicator: str, year: int) -> list[int]:
        return [self.held(indicator, year, month) for month in range(1, 13)]

    def stated(self, template: str, indicator: str) -> Content:
        value = self.held(indicator, self.year, "year") * 12
        return sentence(template, figure(indicator, self.year, number(value)), year=self.year)

    def series(self, indicator: str, years: int) -> Content:
        columns = tuple(Column.of_year(year) for year in range(self.year - years + 1, self.year + 1))
        printed = [self.months(indicator, column.start.year) for column in columns]
        rows = tuple(tuple(number(value) for value in row) for row in zip(*printed, strict=True))
        sums = tuple(number(sum(column)) for column in printed)
        return Series(indicator, TITLES[indicator][0], columns, MONTH_STYLES["capital"], rows, sums, corner="Maand")

    def shares(self, indicator: str) -> Content:
        labels = tuple((category, words[0]) for category, words in LABELS[indicator].items())
        drawn = [self.held(indicator, self.year, category) for category, _ in labels]
        shares = [100 * value // sum(drawn) for value in drawn]
        shares[0] += 100 - sum(shares)
        values = tuple((Value(f"{share}%", float(share)),) for share in shares)
        columns = (Column.of_year(self.year),)
        return Breakdown(indicator, TITLES[indicator][0], columns, labels, values, "percent")

    def referrals(self) -> Content:
        labels = tuple((category, words[0]) for category, words in LABELS["referrals"].items())
        values = tuple((number(self.held("referrals", self.year, category)),) for category, _ in labels)
        columns = (Column.of_year(self.year),)
        header = ("Hulplijn", "Aantal doorverwijzingen")
        return Breakdown("referrals", TITLES["referrals"][0], columns, labels, values, "count", header=header)
