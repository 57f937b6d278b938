"""What answers say about their figures in words: several answers possible, and breaks in the series. On real pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from answers import AnswerSpec, Layout, typeset
from answers.phrases import NAMING
from answers.spec import Breakdown, Column, Item, prose
from answers.spec import number as printed
from answers.succession import succession
from answers.survey import read

from nupraat_pipeline.reading.records import AnswerReading

if TYPE_CHECKING:
    from answers.spec import Content

PROBLEMS = Breakdown(
    "reported_problem_share",
    "Gemelde problematieken in 2022",
    (Column.of_year(2022),),
    (("sexual_abuse", "Seksueel misbruik"), ("coping_problems", "Verwerkingsproblematiek")),
    ((printed(71, suffix="%"),), (printed(46, suffix="%"),)),
    "percent",
    basis="printed",
)


def reading(*contents: Content, layout: Layout | None = None) -> AnswerReading:
    spec = AnswerSpec(
        177, date(2023, 1, 12), "JAN VAN TESTMANS", 2022, (Item(1, contents),), questions="page", closing=NAMING[1]
    )
    found = read(typeset(spec, layout or Layout("reportlab")))
    assert isinstance(found, AnswerReading)
    assert len(found.figures) == 2
    return found


@pytest.mark.parametrize(
    "remark",
    [
        "Meerdere antwoorden waren mogelijk.",
        "Een oproeper kan meer dan één problematiek melden.",
        "Oproepers kunnen in een gesprek verschillende problematieken aanhalen.",
        "Per oproeper konden meerdere thema's worden aangeduid.",
    ],
)
def test_shares_of_which_more_than_one_may_be_chosen(remark: str) -> None:
    assert reading(PROBLEMS, prose(remark)).notes.multiple_answers == ("reported_problem_share",)


@pytest.mark.parametrize("caption", ["paragraph", "row"])
def test_the_remark_may_stand_in_a_caption(caption) -> None:
    titled = replace(PROBLEMS, title=f"{PROBLEMS.title} (meerdere antwoorden mogelijk)")
    found = reading(titled, layout=Layout("reportlab", caption=caption))
    assert found.notes.multiple_answers == ("reported_problem_share",)


def test_without_such_a_remark_there_is_none() -> None:
    assert reading(PROBLEMS, prose("De verschillende problematieken staan hierboven.")).notes.multiple_answers == ()


def test_events_are_found_in_other_wordings_and_layouts() -> None:
    found = [read(typeset(example.spec, example.layout)).notes.events for example in succession()]
    assert [[(mention.event, mention.page) for mention in mentions] for mentions in found] == [
        [("scope_broadened", 1)],
        [("corona", 1)],
        [],
        [],
    ]
    assert found[1][0].sentence == "2020 was door de lockdown een bijzonder jaar voor de chat."


def test_the_page_of_an_event_is_where_its_sentence_begins_behind_the_question() -> None:
    (mention,) = reading(PROBLEMS, prose("Sinds 2021 is de chat langer open.")).notes.events
    assert (mention.event, mention.page) == ("longer_opening_hours", 2)
