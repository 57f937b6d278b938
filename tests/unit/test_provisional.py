"""Which figures a caption, or a sentence below a table, calls provisional."""

from __future__ import annotations

from datetime import date

import pytest

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.reading.calendar import month_period, year_period
from nupraat_pipeline.reading.records import Period
from nupraat_pipeline.reading.words.provisional import provisional_times

CATALOGUE = load_catalogue()
ALL: set[Period] = set()


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Aantal gesprekken (voorlopige cijfers)", ALL),
        ("Aantal gesprekken (voorlopig)", ALL),
        ("Het gaat om voorlopige cijfers.", ALL),
        ("De cijfers van 2025 zijn nog voorlopig.", {year_period(2025)}),
        ("Opgelet: de gegevens voor 2025 zijn nog niet definitief.", {year_period(2025)}),
        ("De cijfers van 2025 zijn voorlopig, die van 2024 definitief.", {year_period(2025)}),
        ("Aantal gesprekken in 2024 en 2025 (voorlopig)", {year_period(2025)}),
        ("2024 2025 (voorlopige cijfers)", {year_period(2025)}),
        ("De cijfers van november en december 2025 zijn voorlopig.", {month_period(2025, 11), month_period(2025, 12)}),
        ("De cijfers tot 15 juni 2025 zijn voorlopig.", {Period(date(2025, 1, 1), date(2025, 6, 15))}),
    ],
)
def test_what_is_called_provisional(text: str, periods: set[Period]) -> None:
    assert provisional_times(text, CATALOGUE) == periods


@pytest.mark.parametrize(
    "text",
    [
        "De chat is voorlopig gesloten.",
        "De cijfers zijn niet langer voorlopig.",
        "De cijfers van 2024 zijn definitief.",
        "Aantal gesprekken in 2025",
    ],
)
def test_what_calls_nothing_provisional(text: str) -> None:
    assert provisional_times(text, CATALOGUE) is None
