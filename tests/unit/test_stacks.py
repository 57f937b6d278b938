"""Several tables in one grid: below each other, or side by side."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tables import CATALOGUE, recognised, said, table

from nupraat_pipeline.reading.drafts import Surroundings, Table
from nupraat_pipeline.reading.recognition import recognise


def undrawn(*rows: str) -> Table:
    """A table whose words only stand under each other: an empty place is no cell."""
    cells = (tuple(replace(cell, is_drawn=bool(cell.text)) for cell in row) for row in table(*rows).rows)
    return Table(tuple(cells))


def test_two_tables_beside_each_other_in_one_grid() -> None:
    found = recognised(["Geslacht||Leeftijd|", "Vrouw|81%|12-14j|33%", "Man|19%|15-17j|32%"])
    assert {(d.indicator, d.category) for d in found.drafts} == {
        ("caller_gender_share", "female"),
        ("caller_gender_share", "male"),
        ("caller_age_share", "12-14"),
        ("caller_age_share", "15-17"),
    }


GENDER_ROWS = ["Vrouw|80%|81%", "Man|20%|19%"]
AGE_ROWS = ["9-11j|40%|41%", "12-14j|60%|59%"]


@pytest.mark.parametrize(
    "rows",
    [
        ["Geslacht|2024|2025", *GENDER_ROWS, "Leeftijd|2024|2025", *AGE_ROWS],
        ["|2024|2025", "Geslacht||", *GENDER_ROWS, "Leeftijd||", *AGE_ROWS],
        ["Geslacht|2024|2025", *GENDER_ROWS, "Leeftijd||", "|2024|2025", *AGE_ROWS],
    ],
)
def test_two_tables_that_touch_in_one_grid(rows: list[str]) -> None:
    found = recognised(rows, "Profiel van de oproepers")
    assert found.refusals == []
    assert [(d.indicator, *said(d)[1:4:2]) for d in found.drafts] == [
        *(("caller_gender_share", year, sex) for sex in ("female", "male") for year in (2024, 2025)),
        *(("caller_age_share", year, band) for band in ("9-11", "12-14") for year in (2024, 2025)),
    ]


@pytest.mark.parametrize("heading", ["Bezoeken aan de podcast|2024|2025", "Bezoeken aan de podcast||"])
def test_a_table_about_something_else_below_one_in_the_same_grid(heading: str) -> None:
    rows = ["Gevoerde gesprekken|2024|2025", "Januari|62|98", "Februari|91|99", heading, "Januari|620|980"]
    found = recognised(rows)
    assert [d.value.number for d in found.drafts] == [62, 98, 91, 99]
    assert ["'Bezoeken aan de podcast' names nothing" in each.message for each in found.refusals] == [True]


def test_a_year_over_the_values_of_each_year() -> None:
    rows = ["Aantal gesprekken|", "|2024", "Januari|62", "Februari|91", "|2025", "Januari|98", "Februari|99"]
    found = recognised(rows)
    assert [said(d)[1:3] for d in found.drafts] == [(2024, 1), (2024, 2), (2025, 1), (2025, 2)]
    assert found.refusals == []
    other = recognised(["|2024", "Januari|62", "Februari|91", "|1905", "Januari|98"], "Aantal gesprekken")
    assert "has no label" in " ".join(each.message for each in other.refusals)


def test_headings_that_return_below_values_are_left_out() -> None:
    rows = ["Maand|Aantal", "2024|", "Januari|62", "2025|", "Maand|Aantal", "Januari|98"]
    found = recognised(rows, "Aantal gesprekken")
    assert [said(d)[1:3] for d in found.drafts] == [(2024, 1), (2025, 1)]
    assert found.refusals == []


def test_a_year_in_the_title_of_the_lower_table() -> None:
    upper = ["Oproepers naar geslacht in 2024|", "Geslacht|Percentage", "Vrouw|80%", "Man|20%"]
    found = recognised([*upper, "Leeftijd van de oproepers in 2025|", "Leeftijd|Aandeel", "9-11j|40%", "24+|60%"])
    assert [said(d)[:4:3] + said(d)[1:2] for d in found.drafts] == [
        ("caller_gender_share", "female", 2024),
        ("caller_gender_share", "male", 2024),
        ("caller_age_share", "9-11", 2025),
        ("caller_age_share", "24+", 2025),
    ]


def test_half_a_year_over_the_other_in_one_grid() -> None:
    rows = ["Jaar|Jan|Feb", "2024|62|98", "2025|91|106", "Jaar|Mrt|Apr", "2024|63|99", "2025|92|107"]
    found = recognised(["Aantal gesprekken||", *rows])
    assert found.refusals == []
    assert [said(d)[1:3] for d in found.drafts] == [(y, m) for p in ((1, 2), (3, 4)) for y in (2024, 2025) for m in p]
    alone = recognised(["Jan|Feb|Mrt", "62|98|60", "Apr|Mei|Juni", "63|99|61"], "Aantal gesprekken in 2025")
    assert [said(d)[2] for d in alone.drafts] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("row", ["Drukste maand (gesprekken)|mei|juni", "Drukste maand|mei|juni", "|mei|juni"])
def test_a_row_of_months_under_years_is_no_heading_of_what_follows(row: str) -> None:
    found = recognised(["Maand|2024|2025", "Januari|62|98", row, "Totaal|700|800"], "Aantal gesprekken")
    assert [said(d)[1:] for d in found.drafts][-1] == (2025, None, None, True, 800)
    assert not any(d.part for d in found.drafts if d.is_total)


def test_values_below_a_table_are_not_under_the_headings_that_they_happen_to_be_in_line_with() -> None:
    rows = ["Maand|2021|2022|2023", "Januari|62|91|101", "Februari|98|106|97", "Geslacht oproepers|||", "Vrouw||80%|"]
    around = Surroundings(("Aantal gesprekken",))
    apart = recognise(undrawn(*rows), around, CATALOGUE)
    assert [said(d)[1:4:2] for d in apart.drafts if d.category] == [(None, "female")]
    drawn = recognise(table(*rows), around, CATALOGUE)
    assert [said(d)[1:] for d in drawn.drafts if d.category] == [
        (2021, None, "female", False, None),
        (2022, None, "female", False, 80),
        (2023, None, "female", False, None),
    ]


def test_a_text_beside_a_table_heads_no_column_of_missing_values() -> None:
    rows = ["Maand|2022|In een oogopslag: unieke oproepers op de chatknop in 2023", "Januari|62|", "Februari|98|"]
    found = recognise(undrawn(*rows), Surroundings(("Aantal gesprekken",)), CATALOGUE)
    assert [said(d)[0::5] for d in found.drafts] == [("conversations", 62), ("conversations", 98)]
