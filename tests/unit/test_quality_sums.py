"""Totals, shares and parts: passing, failing, and the false alarms they must not raise."""

from __future__ import annotations

from datetime import date

import pytest
from findings import MONTHS, evaluations, of, outcomes
from readings import figure, month, months, prose, shares, year

from nupraat_pipeline.reading.records import Notes, Period

# total_equals_sum


def test_a_total_that_is_its_months_passes_in_table_and_prose():
    figures = [*months("conversations", 2022, MONTHS), figure("conversations", year(2022), 1074)]
    assert outcomes("total_equals_sum", of([*figures, prose("conversations", year(2022), 1074)])) == [True, True]


def test_a_month_that_is_printed_twice_counts_as_in_the_table():
    stray = prose("conversations", month(1, 2022), 19)
    figures = [stray, *months("conversations", 2022, MONTHS), figure("conversations", year(2022), 1074)]
    assert outcomes("total_equals_sum", of(figures)) == [True]


def test_a_wrong_total_fails_with_the_difference():
    figures = [*months("conversations", 2022, MONTHS), figure("conversations", year(2022), 1080)]
    row = evaluations("total_equals_sum", of(figures)).iloc[0]
    assert (row["passed"], row["stated"], row["computed"], row["difference"]) == (False, 1080, 1074, 6)


@pytest.mark.parametrize(("stated", "passes"), [(2615, True), (2614, False), (9000, True)])
def test_with_holes_a_sum_is_a_bound(stated, passes):
    missed = [110, 258, 539, 113, 304, 291, None, None, 236, 296, 271, 197]
    figures = [*months("missed_in_opening_hours", 2022, missed), prose("missed_in_opening_hours", year(2022), stated)]
    rows = evaluations("total_equals_sum", of(figures))
    assert rows[["passed", "parts_used", "parts_missing"]].values.tolist() == [[passes, 10, 2]]


@pytest.mark.parametrize(("stated", "passes"), [(104, True), (99, False), (105, False)])
def test_holes_with_printed_limits_bound_the_sum_on_both_sides(stated, passes):
    small = figure("conversations", month(12, 2022), None, lower_bound=0, upper_bound=4, missing_reason="suppressed")
    figures = [*months("conversations", 2022, [10] * 10 + [0]), small, figure("conversations", year(2022), stated)]
    assert outcomes("total_equals_sum", of(figures)) == [passes]


def test_a_partial_year_is_compared_with_its_own_months():
    until_november = Period(date(2020, 1, 1), date(2020, 11, 30))
    figures = [*months("conversations", 2020, [10] * 11), figure("conversations", until_november, 110)]
    assert evaluations("total_equals_sum", of(figures))[["passed", "parts_used", "parts_missing"]].values.tolist() == [
        [True, 11, 0]
    ]


def test_a_school_year_takes_months_of_two_years():
    school_year = Period(date(2021, 9, 1), date(2022, 8, 31))
    parts = [figure("conversations", month(m, 2021), 10) for m in range(9, 13)] + months("conversations", 2022, [5] * 8)
    assert outcomes("total_equals_sum", of([*parts, figure("conversations", school_year, 80)])) == [True]
    assert outcomes("total_equals_sum", of([*parts, figure("conversations", school_year, 81)])) == [False]


def test_quarters_serve_where_no_months_are_printed():
    quarters = [
        figure(
            "conversations", Period(date(2023, m, 1), date(2023, m + 2, 31 if m in {1, 10} else 30)), 10, role="part"
        )
        for m in (1, 4, 7, 10)
    ]
    stated = figure("conversations", year(2023), 41)
    row = evaluations("total_equals_sum", of([*quarters, stated])).iloc[0]
    assert (row["passed"], row["computed"], row["parts_used"]) == (False, 40, 4)


@pytest.mark.parametrize(("total", "passes"), [(74, True), (75, False)])
def test_the_total_of_a_category_table(total, passes):
    helplines = {"1712": 31, "awel": 22, "clb_chat": 10, "1813": 7, "tele_onthaal": 4}
    figures = [figure("referrals", year(2022), value, category=name) for name, value in helplines.items()]
    assert outcomes("total_equals_sum", of([*figures, figure("referrals", year(2022), total)])) == [passes]


@pytest.mark.parametrize(("total", "passes"), [(20, True), (6, False)])
def test_categories_named_in_a_sentence_need_not_be_all_of_them(total, passes):
    lone = prose("referrals", year(2022), 7, category="awel")
    rows = evaluations("total_equals_sum", of([lone, prose("referrals", year(2022), total)]))
    assert rows[["passed", "parts_missing"]].values.tolist() == [[passes, 0]]
    assert rows["message"].str.endswith("(1 with a value).").all()


@pytest.mark.parametrize(("total", "passes"), [(100, True), (101, True), (103, False)])
def test_the_printed_sum_of_rounded_shares(total, passes):
    figures = shares("caller_gender_share", year(2022), female=81, male=14, x_y=3, unknown=2)
    stated = figure("caller_gender_share", year(2022), total, printed_text=f"{total}%")
    assert outcomes("total_equals_sum", of([*figures, stated])) == [passes]


@pytest.mark.parametrize(("total", "passes"), [(60, True), (100, True), (121, False), (9, False)])
def test_distinct_callers_of_two_months_may_be_one_of_the_year(total, passes):
    figures = [
        *months("unique_chat_button_callers", 2022, [10] * 12),
        figure("unique_chat_button_callers", year(2022), total),
    ]
    assert outcomes("total_equals_sum", of(figures)) == [passes]


def test_an_approximate_total_is_held_to_its_own_rounding():
    parts = months("conversations", 2022, MONTHS)
    about = [prose("conversations", year(2022), value, is_approximate=True) for value in (1100, 1070, 1200)]
    assert sorted(evaluations("total_equals_sum", of([*parts, *about])).query("passed")["stated"]) == [1070, 1100]


# shares_sum_to_100


@pytest.mark.parametrize(("last", "passes"), [(2, True), (1, True), (4, True), (0, True), (5, False), (-1, False)])
def test_exhaustive_shares_make_100_but_for_rounding(last, passes):
    figures = shares("caller_gender_share", year(2022), female=81, male=14, x_y=3, unknown=last)
    assert outcomes("shares_sum_to_100", of(figures)) == [passes]


def test_printed_decimals_leave_less_room():
    figures = shares("caller_gender_share", year(2022), female=81.4, male=14.1, x_y=3.1, unknown=2.4)
    assert outcomes("shares_sum_to_100", of(figures)) == [False]


def test_shares_that_need_not_be_all_fail_only_above_100():
    days = {"monday": 20, "tuesday": 20, "wednesday": 32, "thursday": 20}
    assert outcomes("shares_sum_to_100", of(shares("weekday_share", year(2022), **days))) == [True]
    assert outcomes("shares_sum_to_100", of(shares("weekday_share", year(2022), **days, friday=20))) == [False]


def test_shares_named_in_a_sentence_need_not_be_all_of_them():
    lone = prose("caller_gender_share", year(2022), 81, category="female")
    assert outcomes("shares_sum_to_100", of([lone])) == [True]


def test_where_more_answers_are_possible_shares_need_not_make_100():
    figures = shares("reported_problem_share", year(2022), sexual_abuse=60, coping_problems=70)
    notes = Notes(multiple_answers=("reported_problem_share",))
    assert outcomes("shares_sum_to_100", of(figures)) == [False]
    assert outcomes("shares_sum_to_100", of(figures, notes=notes)) == [True]


def test_a_hole_among_shares_leaves_room_below():
    figures = [
        *shares("caller_gender_share", year(2022), female=81, male=14),
        figure("caller_gender_share", year(2022), None, category="x_y"),
    ]
    assert outcomes("shares_sum_to_100", of(figures)) == [True]


# parts_equal_whole, new_callers_within_conversations, persons_within_pressers


@pytest.mark.parametrize(("mail", "passes"), [(59, True), (60, False)])
def test_chat_and_mail_callers_make_all_who_were_answered(mail, passes):
    figures = [
        prose("answered_callers_chat_and_mail", year(2022), 747),
        prose("chat_callers", year(2022), 688),
        prose("mail_only_callers", year(2022), mail),
    ]
    assert outcomes("parts_equal_whole", of(figures)) == [passes]
    assert outcomes("parts_equal_whole", of(figures[:2])) == []


@pytest.mark.parametrize(("new", "passes"), [(91, True), (92, False)])
def test_new_callers_within_conversations(new, passes):
    figures = [figure("conversations", month(1, 2022), 91), figure("new_chat_callers", month(1, 2022), new)]
    assert outcomes("new_callers_within_conversations", of(figures)) == [passes]


@pytest.mark.parametrize(("presses", "passes"), [(7038, True), (10166, False)])
def test_persons_within_pressers(presses, passes):
    figures = [
        prose("unique_chat_button_callers", year(2022), 7038),
        prose("missed_outside_opening_hours", year(2022), presses),
    ]
    assert outcomes("persons_within_pressers", of(figures)) == [passes]
