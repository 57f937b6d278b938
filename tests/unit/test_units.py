"""Whether the numbers of a table are counts or percentages, and what says so."""

from __future__ import annotations

import pytest
from tables import recognised, said

AGES = ["Leeftijd|2025", "9-11j|5", "12-14j|40,5", "onbekend|54,5"]


@pytest.mark.parametrize(
    "captions",
    [
        ["Leeftijd van de oproepers (in procent)"],
        ["Aantal oproepers naar leeftijd (in %)"],
        ["Percentages per leeftijd"],
        ["Leeftijdsverdeling, in percenten uitgedrukt"],
        ["Onderstaande tabel geeft de verdeling.", "Leeftijd van de oproepers (%)"],
    ],
)
def test_a_caption_gives_the_unit_of_bare_numbers(captions: list[str]) -> None:
    found = recognised(AGES, *captions)
    assert [(d.unit, d.value.number) for d in found.drafts] == [("percent", 5), ("percent", 40.5), ("percent", 54.5)]


def test_numbers_and_shares_side_by_side_under_every_year() -> None:
    rows = ["Leeftijd|2024|2024|2025|2025", "|Aantal|%|Aantal|%", "9-11j|41|5|44|6", "12-14j|99|12|98|13"]
    found = recognised(rows, "Aantal en aandeel oproepers naar leeftijd")
    assert [(said(d)[1], d.value.number) for d in found.drafts] == [(2024, 5), (2025, 6), (2024, 12), (2025, 13)]
    assert [refusal.message[:18] for refusal in found.refusals] == ["counts stand there"]


@pytest.mark.parametrize(
    ("heading", "caption", "reason"),
    [
        ("2025", "In 2025 was 81% van de oproepers vrouw. Geslacht in de tabel:", "nothing says that these are perc"),
        ("2025", "Aantal en aandeel oproepers naar geslacht", "nothing says that these are percentages"),
        ("Aantal", "Geslacht van de oproepers in 2025 (in %)", "counts stand there"),
        ("2025", "Geslacht van de oproepers: aantallen", "counts stand there"),
    ],
)
def test_numbers_that_may_be_counts_are_no_shares(heading: str, caption: str, reason: str) -> None:
    found = recognised([f"Geslacht|{heading}", "Vrouw|81", "Man|19"], caption)
    assert found.drafts == []
    assert reason in found.refusals[0].message


def test_parts_of_one_are_no_percentages() -> None:
    found = recognised(["Geslacht|Aandeel", "Vrouw|0,79", "Man|0,21"], "Geslacht van de oproepers")
    assert found.drafts == []
    assert "parts of one" in found.refusals[0].message


def test_a_number_above_a_hundred_belies_a_caption_in_per_cent() -> None:
    found = recognised(["Geslacht|2025", "Vrouw|540", "Man|19"], "Geslacht van de oproepers (in %)")
    assert found.drafts == []
