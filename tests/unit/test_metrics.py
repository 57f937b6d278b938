"""The metric tables of the 2022 answer, and what they do with holes, partial years and revisions."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from readings import answer, figure, file, golden_reading, month, months, prose, shares, year

from nupraat_pipeline import metrics
from nupraat_pipeline.model import table
from nupraat_pipeline.model.frames import validate
from nupraat_pipeline.reading.records import Notes, Period
from nupraat_pipeline.warehouse import assemble

MONTHS = [91, 106, 110, 73, 108, 116, 39, 44, 92, 96, 109, 90]


@cache
def golden():
    return assemble([file(golden_reading())])


def computed(figures, **changes):
    return assemble([file(answer(list(figures), **changes))])


def row(tables, name, **key):
    found = tables[f"metrics.{name}"]
    for column, value in key.items():
        found = found[found[column] == value]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize("name", metrics.names())
def test_every_metric_fits_its_description_and_its_sql_opens_with_what_it_is(name):
    validate(table(f"metrics.{name}"), golden()[f"metrics.{name}"])
    assert metrics.sql(name).startswith(f"-- {table(f'metrics.{name}').text.en}\n")


def test_without_anything_to_compute_every_metric_is_empty():
    tables = computed([prose("weekday_share", month(1, 2022), 32, category="wednesday")])
    assert {name: len(tables[f"metrics.{name}"]) for name in metrics.names()} == dict.fromkeys(metrics.names(), 0)


# monthly_activity


def test_a_month_has_its_value_status_year_before_and_twelve_months():
    found = row(golden(), "monthly_activity", month="2022-06-01")
    assert found["conversations"] == 116
    assert found["conversations_previous"] == 87
    assert found["conversations_yoy_pct"] == pytest.approx(100 * 29 / 87)
    assert found["conversations_12m"] == 51 + 62 + 86 + 74 + 84 + 98 + 91 + 106 + 110 + 73 + 108 + 116
    assert found["answered_ratio_pct"] == pytest.approx(100 * 116 / (116 + 291))
    assert (found["missed_in_opening_hours_status"], found["missed_in_opening_hours_document_id"]) == (
        "A",
        "sv363-2023-01-30",
    )


def test_a_printed_hole_and_a_month_that_no_answer_prints_differ():
    hole = row(golden(), "monthly_activity", month="2022-07-01")
    assert (hole["missed_in_opening_hours_status"], hole["conversations"]) == ("O", 39)
    unprinted = row(golden(), "monthly_activity", month="2021-07-01")
    assert unprinted[["missed_in_opening_hours_status", "missed_in_opening_hours"]].isna().all()
    for month_row in (hole, unprinted):
        assert month_row[["answered_ratio_pct", "answered_ratio_pct_num", "missed_in_opening_hours_12m"]].isna().all()


def test_twelve_months_need_all_twelve():
    tables = computed([*months("conversations", 2021, MONTHS[:11]), *months("conversations", 2022, MONTHS)])
    assert row(tables, "monthly_activity", month="2022-12-01")["conversations_12m"] == 1074
    assert row(tables, "monthly_activity", month="2022-11-01")["conversations_12m"] != 1074
    assert tables["metrics.monthly_activity"]["conversations_12m"].notna().sum() == 1


def test_a_month_in_a_series_and_in_a_sentence_counts_once():
    lone = prose("conversations", month(1, 2022), 91, role="total")
    tables = computed([*months("conversations", 2022, MONTHS), lone])
    assert len(tables["metrics.monthly_activity"]) == 12
    assert row(tables, "yearly_summary", year=2022)["summed"] == 1074


# yearly_summary


def yearly(tables, indicator, of):
    return row(tables, "yearly_summary", indicator=indicator, year=of)


def test_conversations_of_2022():
    found = yearly(golden(), "conversations", 2022)
    assert (found["stated"], found["stated_source"], found["summed"], found["months_used"]) == (1074, "table", 1074, 12)
    assert (found["annual_value"], found["value_basis"], found["is_disputed"]) == (1074, "stated", False)
    assert (found["previous_value"], found["change"]) == (923, 151)
    assert found["change_pct"] == pytest.approx(16.36, abs=0.005)
    assert (found["peak_months"], found["trough_months"]) == ([6], [7])
    assert found["summer_pct"] == pytest.approx(100 * 83 / 1074)


def test_missed_calls_of_2022_are_disputed():
    found = yearly(golden(), "missed_in_opening_hours", 2022)
    assert (found["stated"], found["summed"], found["months_used"], found["stated_minus_summed"]) == (
        2608,
        2615,
        10,
        -7,
    )
    assert (found["annual_value"], found["is_disputed"]) == (2608, True)
    assert found["change_pct"] == pytest.approx(61.19, abs=0.005)
    assert found[["summer_pct", "answered_ratio_pct"]].isna().all()


def test_nothing_else_of_2022_is_disputed():
    assert golden()["metrics.yearly_summary"]["is_disputed"].sum() == 1


@pytest.mark.parametrize(
    ("of", "of_totals", "per_caller"), [(2020, 27.75, 2.04), (2021, 36.32, 1.61), (2022, 29.17, 1.56)]
)
def test_the_ratios_of_conversations(of, of_totals, per_caller):
    found = yearly(golden(), "conversations", of)
    assert found["answered_ratio_of_totals_pct"] == pytest.approx(of_totals, abs=0.005)
    assert found["conversations_per_new_chat_caller"] == pytest.approx(per_caller, abs=0.005)


def test_the_answered_ratio_is_over_the_months_that_have_both():
    found = yearly(golden(), "conversations", 2022)
    assert found["answered_ratio_pct"] == pytest.approx(27.48, abs=0.005)
    assert (found["answered_ratio_pct_num"], found["answered_ratio_pct_den"]) == (991, 3606)
    assert found["answered_months_used"] == 10
    for of in (2020, 2021):
        assert yearly(golden(), "conversations", of)[["answered_ratio_pct", "answered_ratio_pct_num"]].isna().all()


def test_ties_are_listed():
    assert yearly(golden(), "conversations", 2021)["peak_months"] == [2, 12]


def test_an_incomplete_year_never_poses_as_a_year():
    until_november = figure("conversations", Period(date(2022, 1, 1), date(2022, 11, 30)), 984)
    tables = computed([*months("conversations", 2022, MONTHS[:11]), until_november])
    found = yearly(tables, "conversations", 2022)
    assert (found["summed"], found["months_used"]) == (984, 11)
    assert found[["stated", "annual_value", "value_basis", "peak_months", "summer_pct"]].isna().all()


def test_twelve_months_make_a_year_that_is_not_stated():
    found = yearly(computed(months("conversations", 2022, MONTHS)), "conversations", 2022)
    assert (found["annual_value"], found["value_basis"], found["is_disputed"]) == (1074, "summed", False)


def test_months_of_distinct_callers_make_no_year():
    found = yearly(computed(months("chat_callers", 2022, MONTHS)), "chat_callers", 2022)
    assert found[["summed", "annual_value", "summer_pct"]].isna().all()
    assert (found["months_used"], found["peak_months"]) == (12, [6])


def test_prose_that_contradicts_the_table_makes_a_total_disputed():
    figures = [figure("conversations", year(2022), 1074), prose("conversations", year(2022), 1047)]
    assert yearly(computed(figures), "conversations", 2022)["is_disputed"]


def test_months_of_a_later_answer_may_exceed_an_earlier_total():
    stating = answer([figure("conversations", year(2022), 1000)])
    detailing = answer(months("conversations", 2022, MONTHS[:11]), number=9, asked=date(2024, 1, 1))
    found = yearly(assemble([file(stating, "a.pdf"), file(detailing, "b.pdf")]), "conversations", 2022)
    assert (found["stated"], found["summed"], found["is_disputed"]) == (1000, 984, False)
    more = answer(months("conversations", 2022, [*MONTHS[:10], 126]), number=9, asked=date(2024, 1, 1))
    found = yearly(assemble([file(stating, "a.pdf"), file(more, "b.pdf")]), "conversations", 2022)
    assert (found["summed"], found["months_used"], found["is_disputed"]) == (1001, 11, True)


def test_an_approximate_total_near_its_months_is_not_disputed():
    figures = [*months("conversations", 2022, MONTHS), prose("conversations", year(2022), 1100, is_approximate=True)]
    assert not yearly(computed(figures), "conversations", 2022)["is_disputed"]


def test_an_approximate_total_beyond_its_rounding_from_the_months_of_a_later_answer_is_disputed():
    about = answer([prose("conversations", year(2022), 1200, is_approximate=True)])
    detailing = answer(months("conversations", 2022, MONTHS), number=9, asked=date(2024, 1, 1))
    found = yearly(assemble([file(about, "a.pdf"), file(detailing, "b.pdf")]), "conversations", 2022)
    assert (found["stated"], found["summed"], found["is_disputed"]) == (1200, 1074, True)


# seasonality, referrals, caller_profile, reach


def test_seasonality_of_july():
    found = row(golden(), "seasonality", indicator="conversations", calendar_month=7)
    assert found["index_pct"] == pytest.approx(56.3, abs=0.05)
    assert found["index_min"] == pytest.approx(100 * 39 / (1074 / 12))
    assert (found["years_used"], found["years"], found["includes_break"]) == (3, [2020, 2021, 2022], True)


def test_one_complete_year_makes_no_season():
    found = row(computed(months("conversations", 2022, MONTHS)), "seasonality", calendar_month=7)
    assert (found["years_used"], found["years"], found["includes_break"]) == (1, [2022], False)
    assert found[["index_pct", "index_min", "index_max"]].isna().all()


def test_referrals_as_reported():
    found = row(golden(), "referrals", helpline="1712")
    assert (found["referrals"], found["reported_total"], found["period_basis"]) == (31, 74, "answer")
    assert found["share_of_reported_pct"] == pytest.approx(100 * 31 / 74)
    assert found["is_lower_bound"]


def test_a_missing_helpline_leaves_no_total():
    figures = [figure("referrals", year(2022), value, category=name) for name, value in (("awel", 22), ("1712", None))]
    found = row(computed(figures), "referrals", helpline="awel")
    ratio = ["share_of_reported_pct", "share_of_reported_pct_num", "share_of_reported_pct_den"]
    assert found[["reported_total", *ratio]].isna().all()
    assert not found["is_lower_bound"]


def profile(tables, breakdown, category):
    return row(tables, "caller_profile", breakdown=breakdown, category=category)


def test_shares_of_the_known():
    found = profile(golden(), "gender", "female")
    assert (found["known_pct"], found["share_of_known_pct_num"], found["share_of_known_pct_den"]) == (98, 81, 98)
    assert found["share_of_known_pct"] == pytest.approx(82.65, abs=0.005)
    assert profile(golden(), "gender", "unknown")[["share_of_known_pct", "count_low", "count_high"]].isna().all()


def test_counts_are_given_only_where_the_base_is_printed():
    found = profile(golden(), "weekday", "wednesday")
    assert (found["base"], found["base_value"], found["count_low"], found["count_high"]) == (
        "conversations",
        1074,
        339,
        349,
    )
    assert profile(golden(), "weekday", "monday")[["count_low", "count_high"]].isna().all()
    assert profile(golden(), "problem", "sexual_abuse")[["base", "base_value", "count_low", "count_high"]].isna().all()


def test_under_18_is_derived():
    found = profile(golden(), "age", "under_18")
    assert (found["share_pct"], found["is_derived"]) == (68, True)
    assert found["share_of_known_pct"] == pytest.approx(71.58, abs=0.005)
    overlapping = golden()["metrics.caller_profile"].query("band_overlaps")["category"]
    assert overlapping.tolist() == ["21-24", "24+"]


def test_under_18_is_not_derived_across_a_band_or_from_some_of_them():
    straddling = shares("caller_age_share", year(2022), a12_14=33, a15_20=60, unknown=7)
    assert row(computed(straddling), "caller_profile", category="under_18")[["share_pct"]].isna().all()
    unseen = [
        *shares("caller_age_share", year(2022), a9_11=4, unknown=3),
        figure("caller_age_share", year(2022), 29, category="25+"),
        figure("caller_age_share", year(2022), 64, category="12_17_jaar", category_label="12-17 jaar"),
    ]
    assert row(computed(unseen), "caller_profile", category="under_18")["share_pct"] == 68
    unclear = [*unseen[:3], figure("caller_age_share", year(2022), 64, category="jong", category_label="Jong")]
    assert row(computed(unclear), "caller_profile", category="under_18")[["share_pct"]].isna().all()
    some = computed([prose("caller_age_share", year(2022), 33, category="12-14")])
    assert some["metrics.caller_profile"]["category"].tolist() == ["12-14"]


def test_under_18_has_no_value_where_a_band_has_none_or_has_unknown_ages():
    printed = shares("caller_age_share", year(2022), a12_14=33, a18_20=60)
    hole = figure("caller_age_share", year(2022), None, category="9-11")
    assert row(computed([*printed, hole]), "caller_profile", category="under_18")[["share_pct"]].isna().all()
    ageless = figure("caller_age_share", year(2022), 7, category="kinderen")
    assert row(computed([*printed, ageless]), "caller_profile", category="under_18")[["share_pct"]].isna().all()


def test_a_hole_above_18_leaves_those_under_18_known():
    printed = shares("caller_age_share", year(2022), a9_11=3, a12_14=33, unknown=5)
    hole = figure("caller_age_share", year(2022), None, category="18-20")
    found = row(computed([*printed, hole]), "caller_profile", category="under_18")
    assert (found["share_pct"], found["share_of_known_pct_den"]) == (36, 95)


def test_without_the_unknown_there_is_no_share_of_the_known():
    tables = computed(shares("caller_gender_share", year(2022), female=81, male=19))
    ratio = ["known_pct", "share_of_known_pct", "share_of_known_pct_num", "share_of_known_pct_den"]
    assert row(tables, "caller_profile", category="female")[ratio].isna().all()


def test_a_base_that_the_answer_prints_goes_before_the_catalogue():
    figures = [*shares("caller_gender_share", year(2022), female=81, male=19), prose("chat_callers", year(2022), 688)]
    tables = computed(figures, notes=Notes(bases=(("caller_gender_share", "chat_callers"),)))
    found = profile(tables, "gender", "female")
    assert (found["base"], found["count_low"], found["count_high"]) == ("chat_callers", 554, 560)


def test_reach_of_2022():
    found = row(golden(), "reach", year=2022)
    assert found["reach_chat_pct"] == pytest.approx(9.78, abs=0.005)
    assert found["reach_with_mail_pct"] == pytest.approx(10.61, abs=0.005)
    assert (found["missed_in_opening_hours"], found["presses_outside_opening_hours"]) == (2608, 10166)
    assert (found["reach_chat_is_disputed"], found["missed_is_disputed"]) == (False, True)
    assert row(golden(), "reach", year=2021)[["reach_chat_pct", "unique_button_callers"]].isna().all()


def test_what_is_made_of_a_disputed_total_says_so():
    figures = [
        *months("conversations", 2022, MONTHS),
        prose("conversations", year(2022), 1075),
        prose("conversations", year(2023), 1200),
        prose("new_chat_callers", year(2022), 600),
        prose("missed_in_opening_hours", year(2023), 2000),
    ]
    tables = computed(figures)
    found = row(tables, "yearly_summary", indicator="conversations", year=2022)
    assert found["conversations_per_new_chat_caller_is_disputed"]
    assert found[["previous_is_disputed", "answered_ratio_of_totals_is_disputed"]].isna().all()
    after = row(tables, "yearly_summary", indicator="conversations", year=2023)
    assert (after["is_disputed"], after["previous_is_disputed"]) == (False, True)
    assert after["answered_ratio_of_totals_is_disputed"] == False  # noqa: E712 - not empty either


def test_reach_takes_the_year_as_the_yearly_summary_has_it():
    figures = [
        prose("unique_chat_button_callers", year(2022), 7038),
        *months("missed_in_opening_hours", 2022, MONTHS),
        *months("missed_in_opening_hours", 2021, MONTHS[:11]),
    ]
    tables = computed(figures)
    found = row(tables, "reach", year=2022)
    assert (found["unique_button_callers"], found["missed_in_opening_hours"]) == (7038, 1074)
    assert found[["reach_chat_pct", "reach_chat_pct_num", "reach_chat_pct_den"]].isna().all()
    assert tables["metrics.reach"]["year"].tolist() == [2022]


def test_a_later_breakdown_gives_one_line_a_category_and_replaces_those_it_drops():
    older = answer(shares("caller_age_share", year(2022), a9_11=10, a12_14=40, a18_20=50))
    newer = answer(shares("caller_age_share", year(2022), a9_14=45, a18_20=55), number=9, asked=date(2024, 1, 1))
    found = assemble([file(older, "a.pdf"), file(newer, "b.pdf")])["metrics.caller_profile"]
    assert found[["category", "share_pct"]].values.tolist() == [["18-20", 55], ["9-14", 45], ["under_18", 45]]
