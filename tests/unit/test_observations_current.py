"""What holds now and what held on a date: `core.current` and `core.as_of`."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import duckdb
import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from readings import answer, figure, file, golden_reading, month, months, prose, shares, year

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.model import ddl
from nupraat_pipeline.model.load import fill
from nupraat_pipeline.observations import core_tables, raw_tables
from nupraat_pipeline.reading.records import Box, Period

FIRST, SECOND, THIRD = date(2021, 1, 12), date(2023, 1, 30), date(2024, 2, 1)


def said(figures, asked=SECOND, **changes):
    return answer(list(figures), asked=asked, **changes)


def rows(sql, *readings):
    """The rows of a query over the core tables of these answers."""
    files = [file(reading, f"{number}.pdf") for number, reading in enumerate(readings)]
    with duckdb.connect() as connection:
        fill(connection, raw_tables(files) | core_tables(files, load_catalogue()))
        connection.execute(ddl.macro())
        return connection.execute(sql).fetchall()


def current(*readings, columns="value"):
    found = rows(f"SELECT {columns} FROM core.current", *readings)  # noqa: S608 - columns named below
    return [row[0] if len(row) == 1 else row for row in found]


CONVERSATIONS = figure("conversations", year(2022), 1074)


def test_of_the_2022_answer_124_of_128_figures_hold():
    reading = golden_reading()
    assert len(current(reading)) == 124
    assert current(reading, columns="count(*) FILTER (WHERE value IS NULL)") == [2]
    assert current(reading, columns="count(DISTINCT source)") == [2]


def test_the_latest_vintage_holds_and_earlier_ones_stay_in_as_of():
    old, new = said([CONVERSATIONS]), said([figure("conversations", year(2022), 1080)], THIRD)
    assert current(new, old) == [1080]
    assert rows("SELECT value FROM core.as_of(DATE '2024-01-31')", new, old) == [(1074,)]
    assert rows("SELECT value FROM core.as_of('2024-02-01')", new, old) == [(1080,)]
    assert rows("SELECT value FROM core.as_of('2023-01-29')", new, old) == []


def test_a_value_goes_before_a_later_hole_and_is_withdrawn():
    hole = figure("conversations", year(2022), None)
    assert current(said([CONVERSATIONS]), said([hole], THIRD), columns="value, is_withdrawn") == [(1074, True)]
    assert current(said([hole]), said([CONVERSATIONS], THIRD), columns="value, is_withdrawn") == [(1074, False)]
    assert current(said([hole]), columns="value, is_withdrawn") == [(None, False)]


def test_a_filled_hole_is_filled_now_and_still_a_hole_before():
    hole, filled = figure("conversations", month(7, 2022), None), figure("conversations", month(7, 2022), 39)
    answers = said([hole]), said([filled], THIRD)
    assert current(*answers) == [39]
    assert rows("SELECT value, missing_reason FROM core.as_of('2023-12-31')", *answers) == [(None, "unexplained")]


def test_a_later_approximate_value_does_not_displace_an_exact_one():
    about = prose("conversations", year(2022), 1100, is_approximate=True)
    assert current(said([CONVERSATIONS]), said([about], THIRD)) == [1074]
    assert current(said([about]), said([CONVERSATIONS], THIRD)) == [1074]


def test_within_an_answer_a_table_goes_before_prose_and_then_the_first_read():
    assert current(said([prose("conversations", year(2022), 1075), CONVERSATIONS])) == [1074]
    assert current(said([prose("conversations", year(2022), value) for value in (1075, 1074)])) == [1075]


def test_what_is_read_first_need_not_stand_higher_on_the_page():
    low, high = prose("conversations", year(2022), 1074), prose("conversations", year(2022), 1075)
    reading = said([low, high])
    left, right = (
        replace(each, box=Box(1, x0, top, x0 + 9, top + 9))
        for each, x0, top in zip(reading.figures, (70, 300), (500, 100), strict=True)
    )
    assert current(replace(reading, figures=(left, right))) == [1074]


def test_of_two_answers_of_one_day_the_last_document_holds():
    one, other = (
        said([figure("conversations", year(2022), value)], number=number) for number, value in ((363, 1), (364, 2))
    )
    assert current(other, one, columns="document_id, value, is_withdrawn") == [("sv364-2023-01-30", 2, False)]


def test_total_and_part_and_each_growth_base_stand_side_by_side():
    growth = [
        prose("conversations_growth", year(2022), v, base_period=year(base)) for v, base in ((16, 2021), (18, 2020))
    ]
    lone = prose("conversations", month(1, 2022), 91, role="total")
    series = figure("conversations", month(1, 2022), 91)
    assert len(current(said([*growth, lone, series]))) == 4


OLD_BANDS = shares("caller_age_share", year(2022), a9_11=3, a12_14=33, a15_17=32, unknown=32)
NEW_BANDS = shares("caller_age_share", year(2022), a9_11=4, a12_17=64, unknown=32)


def bands(*readings):
    return dict(current(*readings, columns="category, value"))


def test_a_rebanded_table_replaces_the_older_one_whole():
    expected = {"9-11": 4, "12-17": 64, "unknown": 32}
    assert bands(said(OLD_BANDS), said(NEW_BANDS, THIRD)) == expected
    assert bands(said(OLD_BANDS, THIRD), said(NEW_BANDS)) == {"9-11": 3, "12-14": 33, "15-17": 32, "unknown": 32}


def test_a_rebanded_list_does_too_but_sentences_change_only_their_own_rows():
    told = [prose(f.indicator, f.period, f.value, category=f.category) for f in NEW_BANDS]
    items = said(told, THIRD, sentence="- {text} van de oproepers")
    listed = said([f for f in told if f.category != "unknown"], THIRD, sentence="- {text} was 9-11 of 12-17 jaar.")
    assert bands(said(OLD_BANDS), items) == {"9-11": 4, "12-17": 64, "unknown": 32}
    assert bands(said(OLD_BANDS), listed) == {"9-11": 4, "12-17": 64}
    sentence = said([told[0]], THIRD, sentence="{text} was 9-11 jaar.")
    assert bands(said(OLD_BANDS), sentence) == {"9-11": 4, "12-14": 33, "15-17": 32, "unknown": 32}


def test_one_item_of_a_list_is_a_lone_sentence():
    lone = said([prose("caller_age_share", year(2022), 40, category="9-11")], THIRD, sentence="- {text} was 9-11 jaar.")
    assert bands(said(OLD_BANDS), lone)["12-14"] == 33


def test_a_sentence_after_a_rebanded_table_changes_its_row_again():
    sentence = said([prose("caller_age_share", year(2022), 34, category="12-14")], date(2025, 1, 1))
    held = bands(said(OLD_BANDS), said(NEW_BANDS, THIRD), sentence)
    assert held == {"9-11": 4, "12-17": 64, "unknown": 32, "12-14": 34}


def test_a_breakdown_of_another_period_or_of_holes_replaces_nothing():
    other_year = shares("caller_age_share", year(2023), a12_17=64)
    assert len(bands(said(OLD_BANDS), said(other_year, THIRD))) == 5
    holes = [figure("caller_age_share", year(2022), None, category="12-17")]
    assert bands(said(OLD_BANDS), said(holes, THIRD)) == {
        "9-11": 3,
        "12-14": 33,
        "15-17": 32,
        "unknown": 32,
        "12-17": None,
    }


def test_a_hole_in_the_newer_breakdown_leaves_the_older_value_of_that_category():
    newer = [
        *shares("caller_age_share", year(2022), a12_14=35),
        figure("caller_age_share", year(2022), None, category="9-11"),
    ]
    found = current(said(OLD_BANDS), said(newer, THIRD), columns="category, value, is_withdrawn")
    assert found == [("12-14", 35, False), ("9-11", 3, True)]


ANSWERS = [
    said([*months("conversations", 2020, [60, 60, None]), *OLD_BANDS], FIRST),
    said([*months("conversations", 2020, [60, 61, 89]), CONVERSATIONS, *NEW_BANDS]),
    said(
        [prose("conversations", year(2022), 1100, is_approximate=True), figure("conversations", month(1, 2020), None)],
        THIRD,
    ),
]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_every_order_of_arrival_gives_the_same(order):
    everything = "FROM core.observations"
    held = "FROM core.current"
    arrived = [ANSWERS[number] for number in order]
    assert rows(everything, *arrived) == rows(everything, *ANSWERS)
    assert rows(held, *arrived) == rows(held, *ANSWERS)


@pytest.mark.parametrize("last", [1, 2, 3])
def test_as_of_a_date_is_a_warehouse_of_the_answers_up_to_then(last):
    day = ANSWERS[last - 1].document.question_date
    assert rows(f"FROM core.as_of('{day}')", *ANSWERS) == rows("FROM core.current", *ANSWERS[:last])


THINGS = st.sampled_from(
    [
        ("conversations", year(2022), None),
        ("conversations", Period(date(2022, 1, 1), date(2022, 10, 31)), None),
        ("conversations", month(7, 2022), None),
        ("conversations_growth", year(2022), None),
        *(("referrals", year(2022), category) for category in ("awel", "1712")),
        *(("caller_age_share", year(2022), category) for category in ("12-14", "15-17", "12-17")),
    ]
)


@st.composite
def drawn_figures(draw):
    drawn = []
    for indicator, period, category in draw(st.lists(THINGS, max_size=5)):
        make = draw(st.sampled_from([figure, prose]))
        value = draw(st.sampled_from([None, 10, 20, 30]))
        base = draw(st.sampled_from([year(2021), year(2020)])) if indicator.endswith("_growth") else None
        facts = {"category": category, "base_period": base, "is_approximate": draw(st.booleans())}
        drawn.append(make(indicator, period, value, **facts))
    return drawn


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(drawn_figures(), st.sampled_from(["- {text}", "{text}."])), min_size=1, max_size=4))
def test_as_of_each_date_equals_the_warehouse_up_to_it_whatever_the_answers(drawn):
    # Two answers a day: the even and the odd ones share a date.
    answers = [
        said(figures, date(2023 + number // 2, 1, 1), number=number + 1, sentence=sentence)
        for number, (figures, sentence) in enumerate(drawn)
    ]
    for day in sorted({reading.document.question_date for reading in answers}):
        known = [reading for reading in answers if reading.document.question_date <= day]
        assert rows(f"FROM core.as_of('{day}')", *answers) == rows("FROM core.current", *known)
    assert rows("FROM core.current", *reversed(answers)) == rows("FROM core.current", *answers)
    key = "(indicator, period_start, period_end, base_period_start, category, role)"
    keys = f"SELECT count(*) = count(DISTINCT {key}) FROM core.current"  # noqa: S608 - columns named above
    assert rows(keys, *answers) == [(True,)]
