"""Parts of a year that name no year."""

from __future__ import annotations

import pytest

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.words.parts import Part, find_parts, parse_part, single_month


@pytest.mark.parametrize(
    ("printed", "part"),
    [
        ("tot en met september", (1, 9)),
        ("t/m eind juni", (1, 6)),
        ("Juli t.e.m. augustus", (7, 8)),
        ("tussen maart en mei", (3, 5)),
        ("T1", (1, 3)),
        ("2e kwartaal", (4, 6)),
        ("Eerste jaarhelft", (1, 6)),
        ("H2", (7, 12)),
        ("laatste drie maanden", (10, 12)),
        ("eerste 9 maanden", (1, 9)),
    ],
)
def test_a_label_that_is_a_part_of_a_year(printed: str, part: Part) -> None:
    assert parse_part(printed) == part


@pytest.mark.parametrize(
    "printed", ["januari", "april-juni 2024", "eerste 13 maanden", "december tot maart", "H3", "maar", "Totaal", ""]
)
def test_what_is_no_part_longer_than_a_month(printed: str) -> None:
    assert parse_part(printed) is None


def test_parts_in_a_sentence_stand_where_they_are_printed() -> None:
    plain = fold("In juli waren er 85 gesprekken, van september tot november 240.")
    assert [(plain[each.start : each.end], each.part) for each in find_parts(plain)] == [
        ("juli", (7, 7)),
        ("van september tot november", (9, 11)),
    ]


def test_a_single_month_is_told_from_a_longer_part() -> None:
    assert [single_month(part) for part in ((7, 7), (7, 8), None)] == [7, None, None]
