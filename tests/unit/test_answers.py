"""The synthetic answers themselves: what is typeset is what is expected, and the judge sees every difference."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
from answers import Typeset, typeset
from answers.corpus import Example, corpus
from answers.in_browser import browser
from answers.judge import Tally, differences, judge
from answers.layout import Layout
from answers.manuscript import Expected
from answers.spec import AnswerSpec, Column, Item, Series, Value, number
from answers.strategies import drawn
from msgspec.structs import replace

from nupraat_pipeline.reading.records import (
    AnswerReading,
    Box,
    Cell,
    DocumentFacts,
    Doubt,
    Figure,
    Period,
    RejectedError,
    RejectionReason,
)

if TYPE_CHECKING:
    from collections.abc import Collection

# Less than half the narrowest glyph, so that a comma beside a figure is not taken for part of it.
CROP_MARGIN_PT = 0.5
HERE = [example for example in corpus() if example.layout.producer != "browser" or browser()]


Chars = list[dict[str, Any]]


def spaceless(text: str) -> str:
    return "".join(text.split())


def characters(setting: Typeset) -> list[Chars]:
    """The characters of each page, as they follow each other in its stream."""
    with pdfplumber.open(io.BytesIO(setting.pdf)) as pdf:
        return [page.chars for page in pdf.pages]


def printed_at(box: Box, pages: list[Chars]) -> str:
    """The characters whose middle stands inside a box."""

    def within(char: dict[str, Any]) -> bool:
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        beside = box.x0 - CROP_MARGIN_PT <= across <= box.x1 + CROP_MARGIN_PT
        return beside and box.top - CROP_MARGIN_PT <= down <= box.bottom + CROP_MARGIN_PT

    return spaceless("".join(char["text"] for char in pages[box.page - 1] if within(char)))


def assert_every_mark_is_where_it_says(setting: Typeset, pages: list[Chars]) -> None:
    for mark, place in setting.placed():
        if mark.text:
            assert place is not None, f"{mark.text!r} came to stand nowhere"
            assert printed_at(place, pages) == spaceless(mark.text)


@pytest.mark.parametrize("example", HERE, ids=lambda example: example.name)
def test_the_corpus_says_on_every_page_that_it_is_invented_and_prints_every_figure(example: Example) -> None:
    setting = typeset(example.spec, example.layout)
    pages = characters(setting)
    for page in pages:
        assert "Verzonnentestdocument" in spaceless("".join(char["text"] for char in page))
    assert_every_mark_is_where_it_says(setting, pages)


@pytest.mark.parametrize("number_", range(1000, 1040))
def test_every_drawn_figure_is_printed_where_its_box_says(number_: int) -> None:
    layout, spec = drawn(number_)
    setting = typeset(spec, layout)
    assert_every_mark_is_where_it_says(setting, characters(setting))


def test_the_same_number_draws_the_same_answer_and_another_one_another() -> None:
    assert drawn(7) == drawn(7)
    assert len({repr(drawn(number_)) for number_ in range(50)}) == 50


@pytest.mark.parametrize("producer", ["reportlab", "typst"])
def test_typesetting_is_the_same_every_time(producer: str) -> None:
    spec = corpus()[2].spec
    layout = Layout(producer=producer, turn=(1, 0))  # type: ignore[arg-type]
    assert typeset(spec, layout).pdf == typeset(spec, layout).pdf


@pytest.mark.parametrize(
    ("value", "decimals", "thousands", "printed"),
    [(1187, 0, ".", "1.187"), (1187, 0, " ", "1 187"), (40.5, 1, "", "40,5"), (1234.5, 2, ".", "1.234,50")],
)
def test_numbers_are_printed_as_dutch_does(value: float, decimals: int, thousands: str, printed: str) -> None:
    assert number(value, decimals, thousands).text == printed


# The judge

EXPECTED = Expected("conversations", date(2021, 1, 1), date(2021, 1, 31), 95, "95")
PLACE = Box(1, 100, 100, 120, 110)
FIGURE = Figure(
    "conversations",
    Period(date(2021, 1, 1), date(2021, 1, 31)),
    "printed",
    None,
    None,
    "part",
    95.0,
    "count",
    "table",
    "95",
    Box(1, 98, 99, 122, 111),
)
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({}, []),
        ({"indicator": "referrals"}, ["indicator"]),
        ({"value": 96.0}, ["value"]),
        ({"value": None}, ["value"]),
        ({"period": YEAR}, ["period"]),
        ({"base_period": YEAR}, ["base_period"]),
        ({"category": "awel"}, ["category"]),
        ({"role": "total"}, ["role"]),
        ({"unit": "percent"}, ["unit"]),
        ({"source": "prose"}, ["source"]),
        ({"obs_status": "P"}, ["obs_status"]),
        ({"missing_reason": "blank"}, ["missing_reason"]),
        ({"upper_bound": 4.0}, ["upper_bound"]),
        ({"is_approximate": True}, ["is_approximate"]),
        ({"printed_text": "59"}, ["printed_text"]),
        ({"period_basis": "answer"}, ["period_basis"]),
        ({"box": Box(2, 98, 99, 122, 111)}, ["box"]),
        ({"box": Box(1, 98, 120, 122, 130)}, ["box"]),
    ],
)
def test_the_judge_sees_every_difference(changed: dict[str, object], named: list[str]) -> None:
    assert differences(replace(FIGURE, **changed), EXPECTED, PLACE) == named  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def setting() -> Typeset:
    (example,) = (example for example in corpus() if example.name == "growth and approximate shares")
    return typeset(example.spec, example.layout)


def as_read(setting: Typeset, *doubts: Doubt, without: Collection[str] = ()) -> AnswerReading:
    """A reading with every figure of the answer but for those printed so, and all of them as cells of one table."""
    figures = [
        Figure(
            expected.indicator,
            Period(expected.start, expected.end),
            expected.period_basis,  # type: ignore[arg-type]
            expected.category,
            expected.category_label,
            expected.role,  # type: ignore[arg-type]
            expected.value,
            expected.unit,  # type: ignore[arg-type]
            expected.source,
            expected.printed_text,
            place,
            base_period=Period(expected.base_start, expected.base_end)
            if expected.base_start and expected.base_end
            else None,
            is_approximate=expected.is_approximate,
        )
        for mark, place in setting.placed()
        for expected in mark.figures
        if place and expected.printed_text not in without
    ]
    facts = DocumentFacts("0" * 64, 1, 1, 290, date(2025, 1, 24), "VERA VOORBEELD", None, None)
    cells = (
        Cell(1, row, 1, mark.text, place) for row, (mark, place) in enumerate(setting.placed(), 1) if place is not None
    )
    return AnswerReading(facts, tuple(cells), (), tuple(figures), doubts)


def test_a_complete_reading_is_right(setting: Typeset) -> None:
    assert judge(setting, as_read(setting)).outcome == "right"


def test_a_silently_missing_figure_is_wrong(setting: Typeset) -> None:
    verdict = judge(setting, as_read(setting, without=["31%"]))
    assert verdict.outcome == "wrong"
    assert "'31%' = 31.0 (weekday_share wednesday 2024-01-01..2024-12-31 part prose, page 1)" in verdict.wrong[0]


def test_a_missing_figure_that_a_doubt_prints_is_a_refusal(setting: Typeset) -> None:
    doubt = Doubt("unaccounted_number", "page 1: nobody knows what 31% is", page=1)
    assert judge(setting, as_read(setting, doubt, without=["31%"])).outcome == "refused"
    elsewhere = replace(doubt, page=2)
    assert judge(setting, as_read(setting, elsewhere, without=["31%"])).outcome == "wrong"


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("In table 1 on page 1, 2 cells were not understood: no label", "refused"),
        ("In table 1 on page 1, 1 cells were not understood: no label", "wrong"),
        ("In table 2 on page 1, 2 cells were not understood: no label", "wrong"),
        ("Table 1 on page 1 was not understood: it crosses two breakdowns", "refused"),
        ("131% on page 1 was not understood", "wrong"),
        ("'16%' on page 1 was not understood. It stands in: 'Van 31% naar 16%'", "wrong"),
    ],
)
def test_a_doubt_excuses_as_many_figures_of_its_table_as_it_is_about(
    setting: Typeset, message: str, outcome: str
) -> None:
    doubt = Doubt("unrecognised_table" if "able" in message else "unaccounted_number", message, page=1)
    assert judge(setting, as_read(setting, doubt, without=["31%", "16%"])).outcome == outcome


def test_a_figure_that_was_never_printed_is_wrong(setting: Typeset) -> None:
    reading = as_read(setting)
    twice = replace(reading, figures=(*reading.figures, reading.figures[0]))
    assert judge(setting, twice).outcome == "wrong"


def test_an_empty_cell_is_missed_unless_its_table_is_refused() -> None:
    values = ((number(95),), (number(101),), (Value("", None, "O", "blank"),))
    months = ("januari", "februari", "maart")
    series = Series("conversations", "Aantal gesprekken", (Column.of_year(2021),), months, values)
    spec = AnswerSpec(290, date(2022, 1, 24), "VERA VOORBEELD", 2021, (Item(1, (series,)),))
    setting = typeset(spec, Layout())
    assert judge(setting, as_read(setting)).wrong == [
        "missing '' = None (conversations 2021-03-01..2021-03-31 part table, no place)"
    ]
    refusal = Doubt("unrecognised_table", "Table 1 on page 1 was not understood: no labels", page=1)
    assert judge(setting, as_read(setting, refusal, without=["95", "101"])).outcome == "refused"


def test_a_rejected_file_is_told_apart(setting: Typeset) -> None:
    refusal = RejectedError(RejectionReason.INCOMPLETE_TEXT, "page 1: the numbers have run together")
    assert judge(setting, refusal).outcome == "rejected"


def test_a_number_that_means_nothing_known_must_be_reported() -> None:
    (example,) = (example for example in corpus() if example.name == "a number that means nothing known")
    setting = typeset(example.spec, example.layout)
    assert judge(setting, as_read(setting)).outcome == "wrong"
    doubt = Doubt("unaccounted_number", "page 1: '48.213' in 'De website ...' means nothing known", page=1)
    assert judge(setting, as_read(setting, doubt)).outcome == "right"


def test_refusals_are_counted_by_trait() -> None:
    tally = Tally()
    tally.add(["rules=grid"], "right")
    tally.add(["rules=none"], "refused")
    assert [line.split() for line in tally.lines()] == [
        ["all", "2", "right", "50.0%", "refused", "50.0%", "rejected", "0.0%", "wrong", "0.0%"],
        ["rules=grid", "1", "right", "100.0%", "refused", "0.0%", "rejected", "0.0%", "wrong", "0.0%"],
        ["rules=none", "1", "right", "0.0%", "refused", "100.0%", "rejected", "0.0%", "wrong", "0.0%"],
    ]
