"""Every wording of a figure in prose, each in an item of its own: one small answer for each indicator.

Here: all sentences of `phrases`, one after the other, so that none is left to chance. Not here: what a reader makes of
them.
"""

from __future__ import annotations

from datetime import date

from .manuscript import Mark, Paragraph
from .phrases import ANSWERED, BEFORE, GROWTH, MOST_CALLERS, NAMING, SENTENCES, WEEKDAYS
from .spec import AnswerSpec, Content, Item, Value, fact, figure, number, sentence

YEAR = 2024
OTHER_DAYS = {"monday": "maandag", "tuesday": "dinsdag", "thursday": "donderdag"}
STATED = sentence("In 2024 werden {v} gesprekken gevoerd.", figure("conversations", YEAR, number(1187, thousands=".")))


def wordings() -> dict[str, AnswerSpec]:
    """By what they state, answers with every wording of it."""
    answers = {name: _answer([[_one(name, phrase)] for phrase in phrases]) for name, phrases in SENTENCES.items()}
    answers |= {f"growth {way}": _answer([[STATED, _growth(way, p)] for p in GROWTH[way]]) for way in GROWTH}
    answers["missed in the years before"] = _answer([[_missed(), _before(phrase)] for phrase in BEFORE])
    answers["answered, by chat and by mail"] = _answer([[STATED, _answered(p.template, p.basis)] for p in ANSWERED])
    answers["age and gender of most callers"] = _answer([[STATED, _most(p.template, p.basis)] for p in MOST_CALLERS])
    answers["busiest days"] = _answer([[STATED, _days(p.template, p.basis)] for p in WEEKDAYS])
    return answers


def _answer(items: list[list[Content]]) -> AnswerSpec:
    numbered = tuple(Item(number_, tuple(contents)) for number_, contents in enumerate(items, 1))
    return AnswerSpec(290, date(YEAR + 1, 1, 24), "VERA VOORBEELD", YEAR, numbered, closing=NAMING[1])


def _one(indicator: str, template: str) -> Paragraph:
    return sentence(template, figure(indicator, YEAR, number(2608)), year=YEAR)


def _missed() -> Paragraph:
    template = "In {year} waren er {v} gemiste gesprekken tijdens de openingsuren."
    return sentence(template, figure("missed_in_opening_hours", YEAR, number(2608)), year=YEAR)


def _growth(way: str, template: str) -> Paragraph:
    value = Value("16%", 16 if way == "up" else -16)
    mark = figure("conversations_growth", YEAR, value, unit="percent", basis="item", base=YEAR - 1)
    return sentence(template, mark, base=YEAR - 1)


def _before(template: str) -> Paragraph:
    values = {YEAR - 1: number(1618), YEAR - 2: number(2380)}
    marks = [figure("missed_in_opening_hours", year, value) for year, value in values.items()]
    return sentence(template, *marks, before=YEAR - 1, earlier=YEAR - 2)


def _answered(template: str, basis: str) -> Paragraph:
    values = {"answered_callers_chat_and_mail": 747, "chat_callers": 688, "mail_only_callers": 59}
    marks = [figure(name, YEAR, number(value), basis=basis) for name, value in values.items()]
    return sentence(template, *marks, year=YEAR)


def _most(template: str, basis: str) -> Paragraph:
    values = (
        ("caller_age_share", "12-14", 33),
        ("caller_age_share", "15-17", 32),
        ("caller_gender_share", "female", 81),
    )
    marks = [
        figure(name, YEAR, number(v, suffix="%"), category=category, unit="percent", basis=basis)
        for name, category, v in values
    ]
    return sentence(template, *marks, year=YEAR)


def _days(template: str, basis: str) -> Paragraph:
    most, other = number(32, suffix="%"), number(20, suffix="%")
    wednesday = figure("weekday_share", YEAR, most, category="wednesday", unit="percent", basis=basis)
    others = tuple(
        fact("weekday_share", YEAR, other, category=day, label=label, unit="percent", approximate=True, basis=basis)
        for day, label in OTHER_DAYS.items()
    )
    return sentence(template, wednesday, Mark(other.text, others), year=YEAR)
