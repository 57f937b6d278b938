"""Answers and layouts drawn at random, content and looks together.

Here: what may be combined with what. Not here: hand-made answers (`corpus`), the words (`words`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from .layout import Layout
from .manuscript import Mark, Paragraph
from .markers import FLAGS, HOLES, Flag, Hole
from .spec import (
    AnswerSpec,
    Breakdown,
    Column,
    Content,
    Item,
    Series,
    Value,
    fact,
    figure,
    month_of,
    number,
    prose,
    sentence,
    stray,
)
from .words import (
    ANNOUNCEMENTS,
    ASIDES,
    ASKERS,
    GROWTH,
    HEADERS,
    LABELS,
    MONTH_STYLES,
    SENTENCES,
    STRAYS,
    TITLES,
    TOTALS,
    UNKNOWN_LABELS,
)

NO_BREAK_SPACE, THIN_SPACE = "\u00a0", "\u2009"
TURNS = [(0, 0)] * 6 + [(0, 1), (1, 0), (3, 1), (1, 3), (2, 2), (0, 2), (3, 0)]
Draw = Any  # hypothesis gives `draw` no public type


def often(draw: Draw) -> bool:
    """True two times in three."""
    return bool(draw(st.sampled_from([True, True, False])))


def seldom(draw: Draw) -> bool:
    """True one time in six."""
    return bool(draw(st.sampled_from([False] * 5 + [True])))


@st.composite
def layouts(draw: Draw, producers: tuple[str, ...] = ("reportlab", "typst")) -> Layout:
    """A layout that its producer can draw."""
    producer = draw(st.sampled_from(producers))
    on_canvas = producer == "reportlab"
    rules = ["grid", "horizontal", "booktabs", "bands", "none", *(["filled"] if on_canvas else [])]
    font = draw(st.sampled_from(["sans", "serif", "mono", "vera"]))
    return Layout(
        producer=producer,
        rules=draw(st.sampled_from(rules)),
        form=draw(st.sampled_from(["table"] * 5 + ["bullets", "sentences"])),
        caption=draw(st.sampled_from(["paragraph", "row", "paragraph", "row", "page_before"])),
        header=draw(st.sampled_from(["one_line", "two_lines", "spanning"])),
        months=draw(st.sampled_from(["down", "down", "down", "across"])),
        side_by_side=seldom(draw),
        value_line=draw(st.sampled_from(["first", "last", "centre"])),
        narrow_labels=draw(st.booleans()),
        align=draw(st.sampled_from(["left", "right", "centre"])),
        empty_row=seldom(draw),
        repeat_header=draw(st.booleans()),
        page_height=draw(st.sampled_from([842, 842, 842, 600, 420])),
        running_header=seldom(draw),
        page_numbers=draw(st.sampled_from(["none", "plain", "dashes", "pagina"])),
        font=font,
        size=draw(st.sampled_from([10.0, 9.0, 11.0, 12.0])),
        space=draw(st.sampled_from([" ", NO_BREAK_SPACE, " " if on_canvas else THIN_SPACE])),
        ligatures=on_canvas and font == "vera",
        hyphenate=seldom(draw),
        shuffled=on_canvas and seldom(draw),
        turn=draw(st.sampled_from(TURNS)),
        tagged=draw(st.booleans()),
    )


@st.composite
def specs(draw: Draw, layout: Layout) -> AnswerSpec:
    """An answer that can be written in that layout."""
    return _Author(draw, layout).answer()


class _Author:
    """Draws one answer; choices that an author makes once for a whole answer are attributes."""

    def __init__(self, draw: Draw, layout: Layout) -> None:
        self.draw = draw
        self.layout = layout
        self.year: int = draw(st.integers(2013, 2031))
        self.thousands: str = draw(st.sampled_from(["", ".", " "]))
        self.percent: str = draw(st.sampled_from(["%", "%", " %"]))
        self.decimals: int = draw(st.sampled_from([0, 0, 0, 1, 2]))
        self.months: tuple[str, ...] = MONTH_STYLES[self.pick(sorted(MONTH_STYLES))]
        self.partial = seldom(draw)

    def pick(self, choices: Any) -> Any:
        """One of them."""
        return self.draw(st.sampled_from(choices))

    # The whole

    def answer(self) -> AnswerSpec:
        """An answer of a few items."""
        writers = [self.callers, self.missed]
        if not self.partial:  # a breakdown would not say whether it covers the year or its part
            writers += [self.referrals, self.problems, self.profile, self.weekdays]
        chosen = self.draw(st.lists(st.sampled_from(range(len(writers))), max_size=3, unique=True))
        subjects = [self.conversations(), *(writers[index]() for index in sorted(chosen))]
        items = tuple(Item(n, tuple(contents)) for n, contents in enumerate(subjects, 1))
        asked = date(self.year, 12, 10) if self.partial else date(self.year + 1, 1, 8)
        asked += timedelta(days=self.draw(st.integers(0, 20 if self.partial else 80)))
        return AnswerSpec(
            question_number=self.draw(st.integers(1, 999)),
            question_date=asked,
            asker=self.pick(ASKERS),
            year=self.year,
            items=items,
            questions=self.pick(["page", "same_page", "absent", "absent"]),
            heading=self.pick(["block", "block", "line", "letter"]),
        )

    # Items

    def conversations(self) -> list[Content]:
        contents: list[Content] = [self.stated("conversations", self.count())]
        contents.append(self.series("conversations"))
        if seldom(self.draw) and not self.partial:
            contents.append(self.growth())
        return [*contents, *self.asides()]

    def referrals(self) -> list[Content]:
        return [*self.asides(), self.breakdown("referrals", "count")]

    def callers(self) -> list[Content]:
        names = ["unique_chat_button_callers", "answered_callers_chat_and_mail", "chat_callers", "mail_only_callers"]
        stated = [self.stated(name, self.count()) for name in names if often(self.draw)]
        return [*stated, prose(self.pick(ASIDES))]

    def profile(self) -> list[Content]:
        contents: list[Content] = [self.stated("new_chat_callers", self.count())]
        if often(self.draw):
            contents.append(self.series("new_chat_callers"))
        contents.append(self.breakdown("caller_gender_share", "percent"))
        contents.append(self.breakdown("caller_age_share", "percent"))
        if seldom(self.draw):
            contents.append(self.most_callers())
        return contents

    def problems(self) -> list[Content]:
        return [*self.asides(), self.breakdown("reported_problem_share", "percent")]

    def missed(self) -> list[Content]:
        contents: list[Content] = [self.stated("missed_in_opening_hours", self.count())]
        contents.append(self.series("missed_in_opening_hours"))
        if often(self.draw):
            contents.append(self.stated("missed_outside_opening_hours", self.count(20_000)))
        if seldom(self.draw):
            contents.append(stray(self.pick(STRAYS), number(self.draw(st.integers(3000, 99_999)), 0, ".").text))
        return contents

    def weekdays(self) -> list[Content]:
        if often(self.draw):
            return [self.breakdown("weekday_share", "percent")]
        most = self.share_value()
        other = self.share_value()
        most_mark = figure("weekday_share", self.year, most, category="wednesday", label="woensdag", unit="percent")
        days = {"monday": "maandag", "tuesday": "dinsdag", "thursday": "donderdag"}
        others = tuple(
            fact("weekday_share", self.year, other, category=day, label=label, unit="percent", approximate=True)
            for day, label in days.items()
        )
        return [
            sentence(
                "De meeste gesprekken vonden in {year} plaats op woensdag ({v} van het totaal aantal gevoerde "
                "gesprekken). We zien een gelijkmatige verdeling tussen de andere avondmomenten (maandag, dinsdag en "
                "donderdag: steeds ongeveer {v} van het totaal aantal gevoerde gesprekken).",
                most_mark,
                Mark(other.text, others),
                year=self.year,
            )
        ]

    # Sentences

    def asides(self) -> list[Content]:
        return [prose(self.pick(ASIDES))] if often(self.draw) else []

    def stated(self, indicator: str, value: Value) -> Paragraph:
        """A sentence with the year's figure."""
        mark = figure(indicator, self.year, value)
        paragraph = sentence(self.pick(SENTENCES[indicator]), mark, year=self.year)
        return self.until_november(paragraph, mark) if self.partial else paragraph

    def until_november(self, paragraph: Paragraph, mark: Mark) -> Paragraph:
        """The same sentence about the year until November."""
        (whole,) = mark.figures
        part = fact(whole.indicator, self.year, Value(mark.text, whole.value), until=date(self.year, 11, 30))
        words = f"{self.year} (t.e.m. november)"
        runs = (
            r.replace(str(self.year), words) if isinstance(r, str) else Mark(r.text, (part,)) for r in paragraph.text
        )
        return Paragraph(tuple(runs))

    def growth(self) -> Paragraph:
        """How the conversations changed; a fall is a negative growth, printed without a sign."""
        direction = self.pick(["up", "up", "down"])
        printed = number(self.draw(st.integers(1, 90)), 0, suffix=self.percent)
        value = Value(printed.text, printed.value if direction == "up" else -(printed.value or 0))
        mark = figure("conversations_growth", self.year, value, unit="percent", basis="item", base=self.year - 1)
        return sentence(self.pick(GROWTH[direction]), mark, base=self.year - 1)

    def most_callers(self) -> Paragraph:
        """The age and gender of most callers, said again in a sentence."""
        young, older, girls = self.share_value(), self.share_value(), self.share_value()
        facts = {"unit": "percent", "basis": "answer"}
        return sentence(
            "Oproepers bevinden zich vnl. in de leeftijdscategorieën 12-14 jaar ({v}) en 15-17 jaar ({v}). De meeste "
            "oproepers zijn vrouwelijk ({v}).",
            figure("caller_age_share", self.year, young, category="12-14", label="12-14 jaar", **facts),
            figure("caller_age_share", self.year, older, category="15-17", label="15-17 jaar", **facts),
            figure("caller_gender_share", self.year, girls, category="female", label="vrouwelijk", **facts),
        )

    # Tables

    def series(self, indicator: str) -> Series:
        """Months of one to four years; some values missing or flagged."""
        columns = self.columns()
        holes = self.holes()
        values = tuple(tuple(self.count(400) for _ in columns) for _ in range(self.months_printed(columns)))
        values, notes = self.marked(values, holes)
        values = tuple(
            tuple(self.within(value, column, month) for value, column in zip(row, columns, strict=True))
            for month, row in enumerate(values, 1)
        )
        totals = tuple(self.total([row[index] for row in values]) for index in range(len(columns)))
        header = len(columns) > 1 or self.partial or often(self.draw)
        title = self.pick(TITLES[indicator])
        return Series(
            indicator,
            title if header else f"{title} in {self.year}",
            columns,
            self.month_labels(),
            values,
            totals if often(self.draw) else None,
            self.pick(TOTALS),
            corner=self.pick(["", "Maand", TITLES[indicator][0]]),
            header=header,
            announcement=self.pick([None, *ANNOUNCEMENTS[indicator]]),
            notes=notes,
        )

    @staticmethod
    def within(value: Value, column: Column, month: int) -> Value:
        """The value, or an empty cell for a month after the column's period."""
        return value if month_of(column, month)[1] <= column.end else Value("", None, "O", "blank")

    def columns(self) -> tuple[Column, ...]:
        years = [Column.of_year(self.year - back) for back in range(self.pick([3, 2, 1, 0]), -1, -1)]
        if self.partial:
            end = date(self.year, 11, 30)
            years[-1] = Column(f"{self.year} (t.e.m. november)", date(self.year, 1, 1), end)
        return tuple(years)

    def months_printed(self, columns: tuple[Column, ...]) -> int:
        return 11 if self.partial and len(columns) == 1 else 12

    def month_labels(self) -> tuple[str, ...]:
        return MONTH_STYLES["short"] if self.layout.months == "across" else self.months

    def breakdown(self, indicator: str, unit: Any) -> Breakdown:
        """Categories in one year, as a rule, or in two."""
        labels = self.labels(indicator)
        columns: tuple[Column, ...] = (Column.of_year(self.year),)
        if seldom(self.draw):
            columns = (Column.of_year(self.year - 1), *columns)
        value = self.share_value if unit == "percent" else self.few
        values, notes = self.marked(tuple(tuple(value() for _ in columns) for _ in labels), self.holes())
        dated = self.draw(st.booleans())
        title = self.pick(TITLES[indicator])
        totals = unit == "count" and seldom(self.draw)
        return Breakdown(
            indicator,
            f"{title} in {self.year}" if dated and len(columns) == 1 else title,
            columns,
            labels,
            values,
            unit,
            tuple(self.total([row[index] for row in values]) for index in range(len(columns))) if totals else None,
            self.pick(TOTALS),
            header=self.pick([None, *HEADERS[indicator]]),
            announcement=self.pick([None, *ANNOUNCEMENTS[indicator]]),
            notes=notes,
            basis="printed" if dated or len(columns) > 1 else "answer",
        )

    def labels(self, indicator: str) -> tuple[tuple[str, str], ...]:
        known = [(category, self.pick(words)) for category, words in LABELS[indicator].items() if often(self.draw)]
        if len(known) < 2:
            known = [(category, words[0]) for category, words in LABELS[indicator].items()]
        known = self.one_oldest(known)
        unknown = UNKNOWN_LABELS.get(indicator)
        if unknown and seldom(self.draw):
            category = self.pick(sorted(unknown))
            known.insert(len(known) - 1, (category, unknown[category]))
        return tuple(known)

    @staticmethod
    def one_oldest(labels: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """An answer prints either '24+' or '25+'."""
        names = [category for category, _ in labels]
        return [label for label in labels if not (label[0] == "25+" and "24+" in names)]

    # Values

    def count(self, most: int = 3000) -> Value:
        return number(self.draw(st.integers(0, most)), 0, self.thousands)

    def few(self) -> Value:
        return self.count(60)

    def share_value(self) -> Value:
        whole = self.draw(st.integers(0, 10_000)) / 100
        return number(round(whole, self.decimals), self.decimals, suffix=self.percent)

    def total(self, values: list[Value]) -> Value:
        """Their sum, and now and then a wrong one."""
        error = self.draw(st.sampled_from([0] * 8 + [-7, 100]))
        return number(max(sum(value.value or 0 for value in values) + error, 0), 0, self.thousands)

    def holes(self) -> Hole | Flag | None:
        """A marker for this table, or None."""
        if not seldom(self.draw):
            return None
        if self.layout.form == "sentences":  # '(1)' in the brackets of a sentence is no Dutch
            allowed: list[Hole | Flag] = [flag for flag in FLAGS if "(" not in flag.text]
        else:
            allowed = [mark for mark in (*HOLES, *FLAGS) if mark.text or self.layout.form == "table"]
        marker: Hole | Flag = self.pick(allowed)
        return marker

    def marked(
        self, values: tuple[tuple[Value, ...], ...], marker: Hole | Flag | None
    ) -> tuple[tuple[tuple[Value, ...], ...], tuple[str, ...]]:
        """The values with up to three of them marked, and the footnote."""
        if marker is None:
            return values, ()
        places = [(row, column) for row in range(len(values)) for column in range(len(values[0]))]
        chosen = set(self.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3, unique=True)))
        rows = tuple(
            tuple(self.with_marker(value, marker) if (r, c) in chosen else value for c, value in enumerate(row))
            for r, row in enumerate(values)
        )
        return rows, (marker.note,) if marker.note else ()

    @staticmethod
    def with_marker(value: Value, marker: Hole | Flag) -> Value:
        return marker.value() if isinstance(marker, Hole) else marker.beside(value)
