"""Figures given more than once, and growth: passing, failing, and no false alarms."""

from __future__ import annotations

import pytest
from findings import MONTHS, evaluations, later, of, outcomes
from readings import figure, month, months, prose, year

# prose_equals_table, conflicting_within_answer


def test_prose_that_repeats_a_table():
    table = figure("conversations", year(2022), 1074)
    assert outcomes("prose_equals_table", of([table, prose("conversations", year(2022), 1074)])) == [True]
    row = evaluations("prose_equals_table", of([table, prose("conversations", year(2022), 1047)])).iloc[0]
    assert (row["passed"], row["stated"], row["computed"], row["difference"]) == (False, 1047, 1074, -27)


@pytest.mark.parametrize(("about", "passes"), [(1100, True), (1000, True), (1070, True), (1080, False), (1200, False)])
def test_approximate_prose_is_compared_at_its_own_rounding(about, passes):
    figures = [
        figure("conversations", year(2022), 1074),
        prose("conversations", year(2022), about, is_approximate=True),
    ]
    assert outcomes("prose_equals_table", of(figures)) == [passes]


@pytest.mark.parametrize(("printed", "passes"), [(33, True), (32, False)])
def test_a_share_may_be_repeated_with_fewer_decimals(printed, passes):
    table = figure("caller_age_share", year(2022), 32.6, category="12-14")
    lone = prose("caller_age_share", year(2022), printed, category="12-14")
    assert outcomes("prose_equals_table", of([table, lone])) == [passes]


def test_a_month_in_a_sentence_is_the_month_of_the_series():
    lone = prose("conversations", month(1, 2022), 92, role="total")
    assert outcomes("prose_equals_table", of([*months("conversations", 2022, MONTHS), lone])) == [False]


def test_conflicting_within_answer():
    one, other = (prose("conversations", year(2022), value) for value in (1074, 1075))
    assert outcomes("conflicting_within_answer", of([one, one])) == [True]
    assert outcomes("conflicting_within_answer", of([one, other])) == [False]
    assert outcomes("conflicting_within_answer", of([one, figure("conversations", year(2022), 1075)])) == []


def test_growth_on_two_years_is_no_conflict():
    growth = [
        prose("conversations_growth", year(2022), value, base_period=year(base))
        for value, base in ((16, 2021), (18, 2020))
    ]
    assert outcomes("conflicting_within_answer", of(growth)) == []


# growth_as_stated


def grown(stated, new=1074, old=923, **changes):
    growth = prose("conversations_growth", year(2022), stated, base_period=year(2021), **changes)
    return of([figure("conversations", year(2022), new), figure("conversations", year(2021), old), growth])


@pytest.mark.parametrize(
    ("stated", "printed", "passes"),
    [(16, "16%", True), (17, "17%", False), (16.4, "16,4%", True), (16.3, "16,3%", False), (16.36, "16,36%", True)],
)
def test_growth_is_compared_at_the_printed_precision(stated, printed, passes):
    assert outcomes("growth_as_stated", grown(stated, printed_text=printed)) == [passes]


@pytest.mark.parametrize("stated", [16, 17])
def test_growth_of_16_5_may_be_printed_as_16_or_17(stated):
    assert outcomes("growth_as_stated", grown(stated, new=233, old=200)) == [True]


def test_a_decrease_and_approximate_growth():
    assert outcomes("growth_as_stated", grown(-14, new=923, old=1074)) == [True]
    assert outcomes("growth_as_stated", grown(14, new=923, old=1074)) == [False]
    assert outcomes("growth_as_stated", grown(20, is_approximate=True)) == [True]


def test_growth_on_an_earlier_answers_figure():
    growth = prose("conversations_growth", year(2023), 20, base_period=year(2022))
    new = figure("conversations", year(2023), 1289)
    row = evaluations("growth_as_stated", of([figure("conversations", year(2022), 1074)]), later([new, growth])).iloc[0]
    assert (row["passed"], row["other_document_id"]) == (True, "sv363-2023-01-30")


def test_growth_without_figures_or_on_nothing_is_not_judged():
    assert outcomes("growth_as_stated", grown(16, old=0)) == []
    assert outcomes("growth_as_stated", grown(16, old=None)) == []
