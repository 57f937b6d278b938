"""Every rule passing and failing, and the false alarms that it must not raise."""

from __future__ import annotations

from datetime import date

import pytest
from readings import answer, figure, file, golden_reading, month, months, prose, shares, year

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.model.frames import validate
from nupraat_pipeline.model.quality import FINDINGS
from nupraat_pipeline.observations import core_tables
from nupraat_pipeline.quality import find, rule_names
from nupraat_pipeline.reading.records import Doubt, Notes, Period

MONTHS = [91, 106, 110, 73, 108, 116, 39, 44, 92, 96, 109, 90]
ASKED = date(2023, 1, 30)


def findings(*readings):
    files = [file(reading, f"{number}.pdf") for number, reading in enumerate(readings)]
    catalogue = load_catalogue()
    return find(files, core_tables(files, catalogue)["core.observations"], catalogue)


def evaluations(rule, *readings):
    """The outcomes of one rule."""
    found = findings(*readings)
    return found[found["rule"] == rule]


def outcomes(rule, *readings):
    return evaluations(rule, *readings)["passed"].tolist()


def of(figures, **changes):
    return answer(list(figures), **changes)


def later(figures, **changes):
    return answer(list(figures), number=99, asked=date(2024, 2, 1), **changes)


# The 2022 answer


def test_in_the_2022_answer_one_warning_fails_2608_against_2615():
    found = findings(golden_reading())
    validate(FINDINGS, found)
    failed = found[~found["passed"] & (found["severity"] != "info")]
    assert failed[
        ["rule", "indicator", "stated", "computed", "difference", "parts_used", "parts_missing", "page"]
    ].values.tolist() == [["total_equals_sum", "missed_in_opening_hours", 2608.0, 2615.0, -7.0, 10, 2, 5]]


def test_in_the_2022_answer_these_things_are_worth_knowing():
    found = findings(golden_reading())
    failed = found[~found["passed"] & (found["severity"] == "info")]
    assert failed["rule"].tolist() == ["categories_disjoint", "months_complete", "persons_within_pressers"]


def test_what_passes_is_shown_too():
    counts = findings(golden_reading()).query("passed")["rule"].value_counts().to_dict()
    assert counts["total_equals_sum"] == 7
    assert counts["prose_equals_table"] == 4
    assert counts["growth_as_stated"] == 1
    assert counts["shares_sum_to_100"] == 4
    assert counts["parts_equal_whole"] == 1
    assert counts["new_callers_within_conversations"] == 39
    assert counts["unaccounted_number"] == 1


# The reader's doubts


@pytest.mark.parametrize("rule", ["unaccounted_number", "unrecognised_table", "unknown_category", "value_in_range"])
def test_a_doubt_of_the_reader_becomes_a_failed_finding(rule):
    doubt = Doubt(rule, "'12 3' on page 2 was not understood.", page=2, indicator="conversations", period=year(2022))
    rows = evaluations(rule, of([figure("conversations", year(2022), 1074)], doubts=[doubt]))
    failed = rows[~rows["passed"]]
    assert failed[["message", "page", "indicator"]].values.tolist() == [[doubt.message, 2, "conversations"]]


def test_an_answer_without_doubts_has_a_passed_row_for_each():
    found = findings(of([figure("conversations", year(2022), 1074)]))
    for rule in ("unaccounted_number", "unrecognised_table", "unknown_category"):
        assert found[found["rule"] == rule]["passed"].tolist() == [True]


def test_a_doubt_under_no_rule_is_refused_and_not_lost():
    with pytest.raises(ValueError, match="'hunch'"):
        findings(of([], doubts=[Doubt("hunch", "odd")]))


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


# total_equals_sum


def test_a_total_that_is_its_months_passes_in_table_and_prose():
    figures = [*months("conversations", 2022, MONTHS), figure("conversations", year(2022), 1074)]
    assert outcomes("total_equals_sum", of([*figures, prose("conversations", year(2022), 1074)])) == [True, True]


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
    assert outcomes("total_equals_sum", of([lone, prose("referrals", year(2022), total)])) == [passes]


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


def test_age_bands_that_share_an_age():
    disjoint = shares("caller_age_share", year(2022), a12_14=33, a15_17=32, unknown=35)
    assert outcomes("categories_disjoint", of(disjoint)) == [True]
    overlapping = [*disjoint, *(figure("caller_age_share", year(2022), 5, category=c) for c in ("21-24", "24+"))]
    row = evaluations("categories_disjoint", of(overlapping)).iloc[0]
    assert (row["passed"], row["message"]) == (
        False,
        "caller_age_share in 2022: these bands share an age: 21-24 and 24+.",
    )


# What answers say of each other


def test_a_revised_value_with_old_new_and_both_answers():
    old, new = of([figure("conversations", year(2022), 1074)]), later([figure("conversations", year(2022), 1080)])
    row = evaluations("value_revised", new, old).iloc[0]
    assert (row["passed"], row["stated"], row["computed"]) == (False, 1080, 1074)
    assert (row["document_id"], row["other_document_id"]) == ("sv99-2024-02-01", "sv363-2023-01-30")


def test_a_confirmed_provisional_value_and_an_approximate_repetition_are_no_revisions():
    provisional = of([figure("conversations", year(2022), 245, obs_status="P")])
    assert outcomes("value_revised", provisional, later([figure("conversations", year(2022), 245)])) == [True]
    about = later([prose("conversations", year(2022), 1100, is_approximate=True)])
    assert outcomes("value_revised", of([figure("conversations", year(2022), 1074)]), about) == [True]
    assert outcomes("value_revised", of([figure("conversations", year(2022), 1274)]), about) == [False]


def test_a_withdrawn_value():
    old = of([figure("conversations", month(7, 2022), 39)])
    row = evaluations("value_withdrawn", old, later([figure("conversations", month(7, 2022), None)])).iloc[0]
    assert (row["passed"], row["computed"]) == (False, 39)
    assert outcomes("value_withdrawn", old, later([figure("conversations", month(7, 2022), 40)])) == [True]


def test_a_filled_hole_and_an_unmentioned_year_raise_nothing():
    old = of([figure("conversations", month(7, 2022), None), figure("conversations", year(2021), 923)])
    new = later([figure("conversations", month(7, 2022), 39)])
    assert outcomes("value_revised", old, new) == []
    assert outcomes("value_withdrawn", old, new) == []


def test_an_older_answer_that_arrives_late_revises_nothing():
    newer = later([figure("conversations", year(2022), 1080)])
    rows = evaluations("value_revised", newer, of([figure("conversations", year(2022), 1074)]))
    assert rows["document_id"].tolist() == ["sv99-2024-02-01"]


def test_two_answers_of_one_day_conflict_and_do_not_revise():
    one = of([figure("conversations", year(2022), 1074)])
    same, other = (answer([figure("conversations", year(2022), value)], number=364) for value in (1074, 1075))
    assert outcomes("conflicting_answers", one, same) == [True]
    assert outcomes("conflicting_answers", one, other) == [False]
    assert outcomes("value_revised", one, other) == []


def test_two_editions_that_differ_name_files_and_values():
    read = of([figure("conversations", year(2022), 1074), figure("chat_callers", year(2022), 688)])
    loser = of([figure("conversations", year(2022), 1075)])
    rows = evaluations("conflicting_editions", read, loser)
    assert rows[["indicator", "passed"]].values.tolist() == [["chat_callers", False], ["conversations", False]]
    assert rows["stated"].fillna(-1).tolist() == [-1, 1075]
    assert rows["computed"].tolist() == [688, 1074]
    assert "1.pdf prints '1075' on page 1; 0.pdf, which is read, prints '1074' on page 1." in rows["message"].iloc[1]
    assert outcomes("conflicting_editions", read, of(read.figures, content="again")) == [True]


def test_the_order_of_arrival_makes_no_difference():
    readings = [
        golden_reading(),
        later(months("conversations", 2022, MONTHS)),
        of([], number=5, asked=date(2021, 1, 1)),
    ]
    assert findings(*readings).equals(findings(*reversed(readings)))


def test_every_rule_is_tested_here():
    text = open(__file__, encoding="utf-8").read()  # noqa: SIM115, PTH123
    assert [name for name in rule_names() if name not in text] == []
