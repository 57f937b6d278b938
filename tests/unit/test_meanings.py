"""What a figure was understood as, in words."""

from __future__ import annotations

from datetime import date

import pytest

from nupraat_pipeline.cli.meanings import days
from nupraat_pipeline.reading.records import Period


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2020, 1, 1), date(2022, 12, 31), "2020-2022"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01 to 2024-02-28"),
        (date(2021, 9, 1), date(2022, 8, 31), "2021-09-01 to 2022-08-31"),
    ],
)
def test_a_period_is_named_as_briefly_as_it_allows(start: date, end: date, told: str) -> None:
    assert days(Period(start, end)) == told
