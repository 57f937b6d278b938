"""One invented author who writes a whole answer: items with sentences and tables, drawn at random.

Here: what may be said together. Not here: values (`pen`), tables (`tables`, `arrangements`), the words (`phrases`).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from . import arrangements, tables
from .layout import Layout
from .manuscript import Mark, Paragraph
from .pen import Pen
from .phrases import ANSWERED, BEFORE, GROWTH, MOST_CALLERS, NAMING, SENTENCES, TITLES_NAMING, WEEKDAYS, Phrase
from .spec import AnswerSpec, Content, Item, Value, fact, figure, number, prose, sentence, stray
from .words import ASIDES, ASKERS, STRAYS

Writer = Callable[[], list[Content]]
AROUND_THE_MIDDLE = {"monday": "maandag", "tuesday": "dinsdag", "thursday": "donderdag"}


def write(chance: random.Random, layout: Layout) -> AnswerSpec:
    """An answer that can be written in that layout."""
    return _Author(Pen(chance, layout)).answer()


class _Author:
    """Writes one answer."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.year = pen.year

    def answer(self) -> AnswerSpec:
        """An answer of a few items, which names the service at least once."""
        pen = self.pen
        writers: list[Writer] = [self.callers, self.missed]
        if not pen.partial:  # the others would not say whether they cover the year or its part
            writers += [self.referrals, self.problems, self.profile, self.weekdays, self.arranged]
        chosen = sorted(pen.chance.sample(range(len(writers)), pen.chance.randint(0, min(3, len(writers)))))
        questions: Any = pen.pick(("absent", "absent", "page", "same_page"))
        named = pen.pick(("closing", "opening", "title" if questions != "absent" else "closing"))
        asked = date(self.year, 12, 10) if pen.partial else date(self.year + 1, 1, 8)
        asked += timedelta(days=pen.chance.randint(0, 20 if pen.partial else 80))
        return AnswerSpec(
            question_number=pen.chance.randint(1, 999),
            question_date=asked,
            asker=pen.pick(ASKERS),
            year=self.year,
            items=self._numbered([self.conversations, *(writers[index] for index in chosen)]),
            questions=questions,
            heading=pen.pick(("block", "block", "line", "letter")),
            title=pen.pick(TITLES_NAMING),
            opening=pen.pick(NAMING) if named == "opening" else None,
            closing=pen.pick(NAMING) if named == "closing" else None,
        )

    def _numbered(self, writers: list[Writer]) -> tuple[Item, ...]:
        """The items; in some answers under '1a.', '1b.', '2a.', ..."""
        lettered = self.pen.seldom()
        items = []
        for number_, writer in enumerate(writers, 1):
            self.pen.new_item()
            name = f"{(number_ + 1) // 2}{'ba'[number_ % 2]}" if lettered else number_
            items.append(Item(name, tuple(writer())))
        return tuple(items)

    # Items

    def conversations(self) -> list[Content]:
        contents: list[Content] = [
            self.stated("conversations", self.pen.count()),
            tables.series(self.pen, "conversations"),
        ]
        if self.pen.seldom() and not self.pen.partial:
            contents.append(self.growth())
        return [*contents, *self.asides()]

    def referrals(self) -> list[Content]:
        return [*self.asides(), tables.breakdown(self.pen, "referrals", "count")]

    def callers(self) -> list[Content]:
        names = ["unique_chat_button_callers", "answered_callers_chat_and_mail", "chat_callers", "mail_only_callers"]
        if self.pen.seldom() and not self.pen.partial:
            return [self.stated(names[0], self.pen.count()), self.answered()]
        stated = [self.stated(name, self.pen.count()) for name in names if self.pen.often()]
        return [*stated, prose(self.pen.pick(ASIDES))]

    def profile(self) -> list[Content]:
        contents: list[Content] = [self.stated("new_chat_callers", self.pen.count())]
        if self.pen.often():
            contents.append(tables.series(self.pen, "new_chat_callers"))
        contents.append(tables.breakdown(self.pen, "caller_gender_share", "percent"))
        contents.append(tables.breakdown(self.pen, "caller_age_share", "percent"))
        if self.pen.seldom():
            contents.append(self.most_callers())
        return contents

    def problems(self) -> list[Content]:
        return [*self.asides(), tables.breakdown(self.pen, "reported_problem_share", "percent")]

    def missed(self) -> list[Content]:
        contents: list[Content] = [self.stated("missed_in_opening_hours", self.pen.count())]
        if self.pen.seldom() and not self.pen.partial:
            contents.append(self.years_before())
        contents.append(tables.series(self.pen, "missed_in_opening_hours"))
        if self.pen.often():
            contents.append(self.stated("missed_outside_opening_hours", self.pen.count(20_000)))
        if self.pen.seldom():
            contents.append(stray(self.pen.pick(STRAYS), number(self.pen.chance.randint(3000, 99_999), 0, ".").text))
        return contents

    def weekdays(self) -> list[Content]:
        if self.pen.often():
            return [tables.breakdown(self.pen, "weekday_share", "percent")]
        return [self.busiest_days()]

    def arranged(self) -> list[Content]:
        """A table of another arrangement than the layout's."""
        return [*self.asides(), self.pen.pick(arrangements.ALL)(self.pen)]

    # Sentences

    def asides(self) -> list[Content]:
        return [prose(self.pen.pick(ASIDES))] if self.pen.often() else []

    def stated(self, indicator: str, value: Value) -> Paragraph:
        """A sentence with the year's figure."""
        mark = figure(indicator, self.year, value)
        paragraph = sentence(self.pen.pick(SENTENCES[indicator]), mark, year=self.year)
        return self.until_november(paragraph, mark) if self.pen.partial else paragraph

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
        direction = self.pen.pick(("up", "up", "down"))
        printed = number(self.pen.chance.randint(1, 90), 0, suffix=self.pen.percent)
        value = Value(printed.text, printed.value if direction == "up" else -(printed.value or 0))
        mark = figure("conversations_growth", self.year, value, unit="percent", basis="item", base=self.year - 1)
        return sentence(self.pen.pick(GROWTH[direction]), mark, base=self.year - 1)

    def answered(self) -> Paragraph:
        """All callers who were answered, those on the chat, and those by mail."""
        chat, mail = self.pen.count(900), self.pen.count(90)
        values = (self.pen.total([chat, mail]), chat, mail)
        names = ("answered_callers_chat_and_mail", "chat_callers", "mail_only_callers")
        phrase = self.pen.pick(ANSWERED)
        marks = [figure(name, self.year, v, basis=phrase.basis) for name, v in zip(names, values, strict=True)]
        return sentence(phrase.template, *marks, year=self.year)

    def years_before(self) -> Paragraph:
        """The missed calls of the two years before, in a sentence that leans on the one before it."""
        before, earlier = self.year - 1, self.year - 2
        marks = [figure("missed_in_opening_hours", year, self.pen.count()) for year in (before, earlier)]
        return sentence(self.pen.pick(BEFORE), *marks, before=before, earlier=earlier)

    def most_callers(self) -> Paragraph:
        """The age and gender of most callers, said again in a sentence."""
        phrase = self.pen.pick(MOST_CALLERS)
        places = (("caller_age_share", "12-14"), ("caller_age_share", "15-17"), ("caller_gender_share", "female"))
        marks = [
            figure(name, self.year, self.pen.share(), category=category, unit="percent", basis=phrase.basis)
            for name, category in places
        ]
        return sentence(phrase.template, *marks, year=self.year)

    def busiest_days(self) -> Paragraph:
        """Wednesday's share, and one approximate share of three other days."""
        phrase: Phrase = self.pen.pick(WEEKDAYS)
        most, other = self.pen.share(), self.pen.share()
        said = {"unit": "percent", "basis": phrase.basis}
        others = tuple(
            fact("weekday_share", self.year, other, category=day, label=label, approximate=True, **said)  # type: ignore[arg-type]
            for day, label in AROUND_THE_MIDDLE.items()
        )
        wednesday = figure("weekday_share", self.year, most, category="wednesday", label="woensdag", **said)
        return sentence(phrase.template, wednesday, Mark(other.text, others), year=self.year)
