"""What is put together, named or left out before a table's shape is read."""

from __future__ import annotations

import pytest
from tables import CATALOGUE, recognised, said, table

from nupraat_pipeline.reading.drafts import Recognition, Surroundings, Table, TableCell
from nupraat_pipeline.reading.layout.geometry import Word
from nupraat_pipeline.reading.recognition import recognise
from nupraat_pipeline.reading.words.text import PlacedWord


def test_a_label_on_two_rows_is_put_together() -> None:
    rows = ["Gemelde problematieken|%", "Seksueel misbruik|41%", "Lichamelijke mishandeling en|16%", "verwaarlozing|"]
    found = recognised(rows)
    assert [d.category for d in found.drafts] == ["sexual_abuse", "physical_abuse_and_neglect"]
    assert found.refusals == []


def test_months_that_are_numbers_under_a_heading_that_says_so() -> None:
    found = recognised(["Maand|Gesprekken", "1|95", "2|101", "3|87", "Totaal|283"], "Gesprekken in 2024")
    assert [d.month for d in found.drafts] == [1, 2, 3, None]
    other = recognised(["Maand|Gesprekken", "1|95", "3|101", "Totaal|196"], "Gesprekken in 2024")
    assert other.drafts == []


def test_a_word_that_is_broken_over_two_lines_of_a_cell_is_one_word() -> None:
    broken = Table(
        (
            table("Dag|Aandeel gesprekken in 2024").rows[0],
            (_broken("Donderda", "g"), TableCell("19%", (), (2, 2))),
            (TableCell("Vrijdag", (), (3, 1)), TableCell("21%", (), (3, 2))),
        )
    )
    found = recognise(broken, Surroundings(("Gesprekken per weekdag",)), CATALOGUE)
    assert [(d.category, d.category_label) for d in found.drafts] == [("thursday", "Donderdag"), ("friday", "Vrijdag")]
    assert found.new_categories == []


def _broken(*lines: str, key: tuple[int, int] = (2, 1)) -> TableCell:
    words = [Word(text, 0, 12 * n, 40, 12 * n + 10, 10, False) for n, text in enumerate(lines)]
    return TableCell(" ".join(lines), tuple(PlacedWord(1, word) for word in words), key)


@pytest.mark.parametrize(
    ("lines", "number"), [(("1.10", "3"), 1103), (("11.4", "00"), 11400), (("10", "3"), None), (("62", "103"), None)]
)
def test_a_number_that_its_cell_broke_is_one_where_it_was_none_before_the_break(
    lines: tuple[str, str], number: int | None
) -> None:
    head, january = table("Maand|2024", "Januari|").rows
    cells = Table((head, (january[0], _broken(*lines, key=(2, 2)))))
    found = recognise(cells, Surroundings(("Gesprekken",)), CATALOGUE)
    assert [d.value.number for d in found.drafts] == ([number] if number else [])


def _under_broken_years(*years: tuple[str, str]) -> Recognition:
    head = [_broken(*year, key=(1, number)) for number, year in enumerate(years, start=2)]
    values = "|".join(str(90 + number) for number in range(len(years)))
    top = (TableCell("Maand", (), (1, 1)), *head)
    return recognise(Table((top, *table("-", f"Januari|{values}").rows[1:])), Surroundings(("Gesprekken",)), CATALOGUE)


def test_years_that_narrow_columns_broke_are_put_together_where_they_follow_each_other() -> None:
    found = _under_broken_years(("202", "3"), ("20", "24"), ("202", "5"))
    assert [said(d)[1:] for d in found.drafts] == [
        (y, 1, None, False, v) for y, v in ((2023, 90), (2024, 91), (2025, 92))
    ]


@pytest.mark.parametrize("years", [[("20", "22"), ("20", "24")], [("202", "5")]])
def test_broken_years_that_may_be_two_numbers_are_refused_as_such(years: list[tuple[str, str]]) -> None:
    found = _under_broken_years(*years)
    assert found.drafts == []
    assert "may be a year that its narrow column broke" in found.refusals[0].message


def test_a_title_of_all_columns_that_stands_in_the_heading_of_one() -> None:
    rows = ["Maand|Gesprekken|Cijfers per maand in 2018 Nieuwe oproepers", "Januari|62|41", "Februari|91|55"]
    found = recognised(rows)
    assert [said(d)[:3] for d in found.drafts] == [
        (indicator, 2018, month) for month in (1, 2) for indicator in ("conversations", "new_chat_callers")
    ]


def test_a_column_that_ranks_the_rows() -> None:
    found = recognised(["Rang|Problematiek|%", "1|Seksueel misbruik|38%", "2|Verwerking|9%"])
    assert [said(d)[3] for d in found.drafts] == ["sexual_abuse", "coping_problems"]
    assert found.refusals == []
