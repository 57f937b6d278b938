"""'Dezelfde periode van 2024': the part of a year that was spoken of last, in another year."""

from __future__ import annotations

from datetime import date

import pytest

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.reading.drafts import Surroundings
from nupraat_pipeline.reading.prose.about import Talk
from nupraat_pipeline.reading.records import Period
from nupraat_pipeline.reading.statements import read_sentence
from nupraat_pipeline.reading.words.text import PlacedText

CATALOGUE = load_catalogue()


def spans(sentence: str, before: Period | None = None) -> list[tuple[object, ...]]:
    """(value, first and last month, first and last month compared with) of each figure."""
    found = read_sentence(PlacedText(sentence, ()), Surroundings(), CATALOGUE, Talk("conversations", period=before))
    return [(d.value.number, _months(d.period), _months(d.base_period)) for drafts in found.figures for d in drafts]


def _months(period: Period | None) -> tuple[str, str] | None:
    return period and (f"{period.start:%Y-%m}", f"{period.end:%Y-%m}")


HALF = Period(date(2025, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In de eerste helft van 2025 waren er 46 gesprekken, tegenover 39 in dezelfde periode van 2024.",
            [(46, ("2025-01", "2025-06"), None), (39, ("2024-01", "2024-06"), None)],
        ),
        (
            "In het tweede kwartaal van 2025 stegen de gesprekken met 10% ten opzichte van dezelfde periode in 2024.",
            [(10, ("2025-04", "2025-06"), ("2024-04", "2024-06"))],
        ),
        (
            "In de eerste negen maanden van 2025 waren er 633 gesprekken, 10% meer dan in dezelfde periode van 2024.",
            [(633, ("2025-01", "2025-09"), None), (10, ("2025-01", "2025-09"), ("2024-01", "2024-09"))],
        ),
        ("In dezelfde periode van 2024 waren dat er 39.", [(39, ("2024-01", "2024-06"), None)]),
        (
            "In 2025 waren er 46 gesprekken, tegenover 39 in dezelfde periode van 2024.",
            [(46, ("2025-01", "2025-12"), None)],
        ),
    ],
)
def test_the_same_part_of_another_year(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert spans(sentence, HALF) == expected


def test_the_same_part_of_another_year_is_not_that_of_a_part_without_a_year() -> None:
    sentence = "In het eerste semester waren er 46 gesprekken, in dezelfde periode van 2024 39."
    found = read_sentence(PlacedText(sentence, ()), Surroundings(), CATALOGUE, Talk()).figures
    assert [(d.value.number, d.period and d.period.end, d.is_compared) for (d,) in found] == [
        (46, None, False),
        (39, date(2024, 6, 30), True),
    ]
