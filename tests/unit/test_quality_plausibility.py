"""Ranges, months, columns, magnitudes and bands: passing, failing, and no false alarms."""

from __future__ import annotations

from datetime import date

import pytest
from findings import MONTHS, evaluations, later, of, outcomes
from readings import figure, month, months, prose, shares, year

from nupraat_pipeline.reading.records import Notes, Period

# value_in_range


@pytest.mark.parametrize(
    ("indicator", "value", "category", "passes"),
    [
        ("conversations", 0, None, True),
        ("conversations", -1, None, False),
        ("conversations", 10.5, None, False),
        ("caller_gender_share", 100, "female", True),
        ("caller_gender_share", 101, "female", False),
        ("caller_gender_share", 101, None, True),
        ("conversations_growth", 250, None, True),
        ("conversations_growth", -16, None, True),
    ],
)
def test_value_in_range(indicator, value, category, passes):
    assert outcomes("value_in_range", of([figure(indicator, year(2022), value, category=category)])) == [passes]


# equal_columns, magnitude_jump


@pytest.mark.parametrize(("equal", "passes"), [(0, True), (3, True), (4, False), (12, False)])
def test_two_years_that_agree_in_a_third_of_their_months(equal, passes):
    other = [value if number < equal else value + 7 for number, value in enumerate(MONTHS)]
    figures = [*months("conversations", 2021, MONTHS), *months("conversations", 2022, other)]
    assert outcomes("equal_columns", of(figures)) == [passes]


def test_one_equal_month_of_a_short_year_is_chance():
    figures = [*months("conversations", 2021, MONTHS), *months("conversations", 2022, [91, 1])]
    assert outcomes("equal_columns", of(figures)) == [True]


@pytest.mark.parametrize(("value", "passes"), [(1074, True), (4600, True), (5000, False), (107, False)])
def test_a_year_against_the_series(value, passes):
    figures = [figure("conversations", year(y), v) for y, v in ((2020, 914), (2021, 923), (2022, value), (2023, 1000))]
    rows = evaluations("magnitude_jump", of(figures))
    assert rows[rows["stated"] == value]["passed"].tolist() == [passes]
    assert rows[rows["stated"] != value]["passed"].all()


@pytest.mark.parametrize(("value", "passes"), [(39, True), (9, False), (1000, False), (0, True)])
def test_a_month_against_the_series(value, passes):
    figures = months("conversations", 2022, [*MONTHS[:11], value])
    assert evaluations("magnitude_jump", of(figures))["passed"].all() == passes


def test_small_months_differ_by_chance():
    assert evaluations("magnitude_jump", of(months("conversations", 2022, [1, 12, 14, 19, 13])))["passed"].all()


def test_a_jump_is_seen_against_earlier_answers():
    new = later([figure("conversations", year(2023), 12000)])
    rows = evaluations("magnitude_jump", of([figure("conversations", year(2022), 1074)]), new)
    assert rows[["document_id", "passed", "computed"]].values.tolist() == [["sv99-2024-02-01", False, 1074.0]]


# months_complete, categories_disjoint


def test_months_without_a_value_are_named():
    row = evaluations(
        "months_complete", of(months("conversations", 2022, [*MONTHS[:6], None, None, *MONTHS[8:]]))
    ).iloc[0]
    assert (row["passed"], row["parts_used"], row["parts_missing"]) == (False, 10, 2)
    assert row["message"] == "conversations in 2022: 10 of 12 months have a value; without: July, August."


def test_months_to_come_and_after_a_printed_partial_year_are_not_missing():
    assert outcomes("months_complete", of(months("conversations", 2022, MONTHS[:8]), asked=date(2022, 9, 15))) == [True]
    assert outcomes("months_complete", of(months("conversations", 2022, MONTHS[:7]), asked=date(2022, 9, 15))) == [
        False
    ]
    until_november = figure("conversations", Period(date(2020, 1, 1), date(2020, 11, 30)), 110)
    assert outcomes("months_complete", of([*months("conversations", 2020, [10] * 11), until_november])) == [True]
    assert outcomes("months_complete", of([*months("conversations", 2020, [10] * 10), until_november])) == [False]


def test_months_under_a_partial_year_without_a_total_are_those_of_that_part():
    until_november = Notes(spans=(("conversations", Period(date(2020, 1, 1), date(2020, 11, 30))),))
    figures = months("conversations", 2020, [10] * 11)
    assert outcomes("months_complete", of(figures, asked=date(2021, 1, 12))) == [False]
    assert outcomes("months_complete", of(figures, asked=date(2021, 1, 12), notes=until_november)) == [True]
    assert outcomes("months_complete", of(figures[:10], asked=date(2021, 1, 12), notes=until_november)) == [False]


def test_a_sentence_about_one_month_is_no_series():
    assert outcomes("months_complete", of([prose("conversations", month(7, 2022), 39, role="total")])) == []
    assert outcomes("months_complete", of([figure("referrals", month(7, 2022), 3, category="awel")])) == []


def test_a_school_year_has_months_of_two_years():
    school_year = figure("conversations", Period(date(2021, 9, 1), date(2022, 8, 31)), 120)
    parts = [figure("conversations", month(m, 2021), 10) for m in range(9, 13)]
    assert outcomes("months_complete", of([*parts, *months("conversations", 2022, [10] * 8), school_year])) == [
        True,
        True,
    ]
    assert outcomes("months_complete", of([*parts[1:], *months("conversations", 2022, [10] * 7), school_year])) == [
        False,
        False,
    ]


def test_a_first_half_year_in_a_sentence_does_not_excuse_a_hole_in_december():
    half = prose("conversations", Period(date(2022, 1, 1), date(2022, 6, 30)), 604)
    row = evaluations("months_complete", of([*months("conversations", 2022, [*MONTHS[:11], None]), half])).iloc[0]
    assert (row["passed"], row["message"]) == (
        False,
        "conversations in 2022: 11 of 12 months have a value; without: December.",
    )


def test_age_bands_that_share_an_age():
    disjoint = shares("caller_age_share", year(2022), a12_14=33, a15_17=32, unknown=35)
    assert outcomes("categories_disjoint", of(disjoint)) == [True]
    overlapping = [*disjoint, *(figure("caller_age_share", year(2022), 5, category=c) for c in ("21-24", "24+"))]
    row = evaluations("categories_disjoint", of(overlapping)).iloc[0]
    assert (row["passed"], row["message"]) == (
        False,
        "caller_age_share in 2022: these bands share an age: 21-24 and 24+.",
    )
    new = figure("caller_age_share", year(2022), 5, category="14_16_jaar", category_label="14 - 16 jaar")
    assert outcomes("categories_disjoint", of([*disjoint, new])) == [False]
