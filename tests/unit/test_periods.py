"""Dutch calendar expressions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import hull, month_period, year_period
from nupraat_pipeline.reading.records import Period
from nupraat_pipeline.reading.words.months import parse_month
from nupraat_pipeline.reading.words.periods import find_periods, parse_period


@pytest.mark.parametrize(
    ("printed", "month"),
    [
        ("Januari", 1),
        ("Mrt", 3),
        ("maa", 3),
        ("Sept.", 9),
        ("okt", 10),
        ("MEI", 5),
        ("febr.", 2),
        ("aug:", 8),
        ("juni", 6),
    ],
)
def test_a_month_in_any_spelling(printed: str, month: int) -> None:
    assert parse_month(printed) == month


@pytest.mark.parametrize("printed", ["ma", "Maandag", "ju", "j", "", "2022", "januari 2022", "Totaal"])
def test_what_is_no_month(printed: str) -> None:
    assert parse_month(printed) is None


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("Jaar 2021", "2021-01-01", "2021-12-31"),
        ("2020 (t.e.m. november)", "2020-01-01", "2020-11-30"),
        ("2020 (tot en met november)", "2020-01-01", "2020-11-30"),
        ("2020 (januari t.e.m. november)", "2020-01-01", "2020-11-30"),
        ("jan-nov 2020", "2020-01-01", "2020-11-30"),
        ("2022 t.e.m. juni", "2022-01-01", "2022-06-30"),
        ("tot 15 december 2020", "2020-01-01", "2020-12-15"),
        ("2020 (tot 15 december)", "2020-01-01", "2020-12-15"),
        ("schooljaar 2021-2022", "2021-09-01", "2022-08-31"),
        ("schooljaar 2021-22", "2021-09-01", "2022-08-31"),
        ("T1 2023", "2023-01-01", "2023-03-31"),
        ("Q3 2021", "2021-07-01", "2021-09-30"),
        ("1e kwartaal 2023", "2023-01-01", "2023-03-31"),
        ("eerste helft van 2022", "2022-01-01", "2022-06-30"),
        ("januari 2022", "2022-01-01", "2022-01-31"),
        ("jan. '22", "2022-01-01", "2022-01-31"),
        ("01/2022", "2022-01-01", "2022-01-31"),
        ("februari 2020", "2020-02-01", "2020-02-29"),
        ("2020-2022", "2020-01-01", "2022-12-31"),
    ],
)
def test_a_label_that_is_a_period(printed: str, start: str, end: str) -> None:
    assert parse_period(printed) == Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "printed",
    ["2020, 2021 en 2022", "30 januari 2023", "Aantal gesprekken 2022", "schooljaar 2021-2023", "1074", "19u"],
)
def test_what_is_no_single_period(printed: str) -> None:
    assert parse_period(printed) is None


def test_a_year_right_before_a_number_is_not_part_of_it() -> None:
    assert [(s.start, s.end) for s in find_periods("in 2022 10.166 oproepers")] == [(3, 7)]


@given(st.integers(1950, 2090), st.integers(1, 12))
def test_months_of_a_year_make_the_year(year: int, month: int) -> None:
    assert month_period(year, month).start.month == month
    assert hull([month_period(year, m) for m in range(1, 13)]) == year_period(year)


@given(st.text(max_size=60))
def test_no_text_breaks_the_search_and_spans_lie_in_it(text: str) -> None:
    plain = fold(text)
    spans = find_periods(plain)
    assert all(0 <= s.start < s.end <= len(plain) and s.period.start <= s.period.end for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
