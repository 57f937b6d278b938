"""Every metric of the 2022 answer, and of answers that overlap, computed twice: in SQL, and in plain Python."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import recomputed
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import answer, figure, file, golden_reading, month, year
from recomputed import held

from nupraat_pipeline import model
from nupraat_pipeline.warehouse import assemble

if TYPE_CHECKING:
    from nupraat_pipeline.reading.records import AnswerReading, Figure

# What only repeats core.events.
NOT_RECOMPUTED = {"events", "includes_break"}


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values, None for what is missing."""
    return [{name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return value
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def assert_same(name: str, tables: dict[str, pd.DataFrame], expected: list[dict[str, Any]]) -> None:
    found = plain(tables[f"metrics.{name}"])
    columns = set(model.table(f"metrics.{name}").column_names) - NOT_RECOMPUTED
    key = model.table(f"metrics.{name}").key
    assert [[row[part] for part in key] for row in found] == [[row[part] for part in key] for row in expected]
    for row, other in zip(found, expected, strict=True):
        assert set(other) == columns
        for column in columns:
            same = other[column] if isinstance(other[column], bool | list | str) else pytest.approx(other[column])
            assert row[column] == same, (name, [row[part] for part in key], column)


GOLDEN = held([("sv363-2023-01-30", golden_reading())])

EXPECTED = {
    "monthly_activity": recomputed.monthly_activity(GOLDEN),
    "yearly_summary": recomputed.yearly_summary(GOLDEN),
    "seasonality": recomputed.seasonality(GOLDEN),
    "referrals": recomputed.referrals(GOLDEN, {"sv363-2023-01-30"}),
    "caller_profile": recomputed.caller_profile(GOLDEN, {"weekday_share": "conversations"}),
    "reach": recomputed.reach(GOLDEN),
}


@pytest.fixture(scope="module")
def golden() -> dict[str, pd.DataFrame]:
    return assemble([file(golden_reading())])


@pytest.mark.parametrize("name", EXPECTED)
def test_each_metric_of_the_2022_answer_computed_anew(golden, name):
    assert_same(name, golden, EXPECTED[name])


def test_what_is_computed_anew_is_what_was_promised():
    """The second computation is not trusted either: figures that a person worked out by hand."""
    by_year = {(row["indicator"], row["year"]): row for row in EXPECTED["yearly_summary"]}
    conversations = by_year["conversations", 2022]
    assert round(conversations["change_pct"], 2) == 16.36
    assert round(conversations["answered_ratio_pct"], 2) == 27.48
    assert round(conversations["answered_ratio_of_totals_pct"], 2) == 29.17
    assert round(conversations["conversations_per_new_chat_caller"], 2) == 1.56
    assert by_year["missed_in_opening_hours", 2022]["is_disputed"]
    profile = {row["category"]: row for row in EXPECTED["caller_profile"] if row["breakdown"] != "problem"}
    assert round(profile["under_18"]["share_of_known_pct"], 2) == 71.58
    assert (profile["wednesday"]["count_low"], profile["wednesday"]["count_high"]) == (339, 349)
    assert round(EXPECTED["reach"][-1]["reach_chat_pct"], 2) == 9.78


# Answers that overlap: three years each, months with holes or not printed at all, totals or none.

COUNTS = (*recomputed.MONTHLY, "chat_callers")
# Mostly all twelve months or all but one: where it shows whether an incomplete year poses as a year.
FEW_MONTHS = st.sampled_from([set(), set(), {7}, {12}, {1, 8}, set(range(3, 13))])


@st.composite
def a_year(draw: st.DrawFn, indicator: str, of: int) -> list[Figure]:
    holes, unprinted = draw(FEW_MONTHS), draw(FEW_MONTHS)
    values = {number: draw(st.integers(0, 40)) for number in range(1, 13) if number not in unprinted}
    figures = [figure(indicator, month(number, of), None if number in holes else values[number]) for number in values]
    exact = sum(value for number, value in values.items() if number not in holes)
    total = draw(st.sampled_from([None, None, exact, exact + 1]))
    return figures if total is None else [*figures, figure(indicator, year(of), total)]


@st.composite
def overlapping(draw: st.DrawFn) -> list[tuple[str, AnswerReading]]:
    answers = []
    for asked in draw(st.lists(st.sampled_from([2022, 2023, 2024]), min_size=2, max_size=3, unique=True)):
        names = draw(st.lists(st.sampled_from(COUNTS), min_size=1, max_size=3, unique=True))
        figures = [each for name in names for of in range(asked - 3, asked) for each in draw(a_year(name, of))]
        answers.append((f"sv7-{asked}-02-01", answer(figures, number=7, asked=date(asked, 2, 1))))
    return answers


@settings(max_examples=20, deadline=None)
@given(overlapping())
def test_metrics_of_overlapping_answers_computed_anew(answers):
    tables = assemble([file(reading, f"{name}.pdf") for name, reading in answers])
    found = held(answers)
    for name in ("monthly_activity", "yearly_summary", "seasonality", "reach"):
        assert_same(name, tables, getattr(recomputed, name)(found))


# What must hold whatever the answers say


@settings(max_examples=8, deadline=None)
@given(overlapping())
def test_keys_are_unique_and_ratios_have_both_parts_or_neither(answers):
    tables = assemble([file(reading, f"{name}.pdf") for name, reading in answers])
    for table in model.TABLES:
        if table.schema != "metrics":
            continue
        frame = tables[table.full_name]
        assert not frame.duplicated(list(table.key)).any(), table.full_name
        for name in [name for name in table.column_names if f"{name}_num" in table.column_names]:
            assert (frame[f"{name}_num"].isna() == frame[f"{name}_den"].isna()).all(), name
            assert (frame[name].isna() | frame[f"{name}_num"].notna()).all(), name
    yearly = tables["metrics.yearly_summary"]
    incomplete = yearly[yearly["stated"].isna() & (yearly["months_used"] < 12)]
    of_a_year = ["annual_value", "value_basis", "change", "change_pct", "peak_months", "trough_months", "summer_pct"]
    assert incomplete[of_a_year].isna().all(axis=None)
