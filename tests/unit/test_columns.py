"""Text in two columns: read down the left one, then down the right one; what only looks like it, across."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drawn_pages import Drawing

from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.reading.layout.columns import zones_of
from nupraat_pipeline.reading.layout.geometry import lines_of

if TYPE_CHECKING:
    from pathlib import Path

LEFT, RIGHT = 62.0, 307.0
MONTHS = ("januari: 48", "februari: 75", "maart: 55", "april: 74", "mei: 79", "juni: 69")


def answered(left: list[str], right: list[str], folder: Path) -> list[tuple[str, str | None, int | None, float | None]]:
    """What is read of an invented answer in two columns: indicator, category, month and value of each figure."""
    drawing = Drawing()
    drawing.text(72, 30, "Verzonnen testdocument: alle cijfers zijn verzonnen.", size=7)
    drawing.prose(60, ["ANTWOORD", "op vraag nr. 9 van 27 februari 2026", "van PROEF VERZONNEN"])
    drawing.text(72, 110, "Nupraatikerover.be", size=12)
    drawing.prose(140, left, x=LEFT)
    drawing.prose(140, right, x=RIGHT)
    path = folder / "answer.pdf"
    path.write_bytes(drawing.pdf())
    figures = read_answer(path).figures
    return [
        (each.indicator, each.category, each.period.start.month if each.role == "part" else None, each.value)
        for each in figures
    ]


def test_lists_beside_each_other_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = ["1. Hieronder het aantal nieuwe chatoproepers", "per maand in 2025:", *(f"- {month}" for month in MONTHS)]
    right = ["2. Geslacht van de oproepers in 2025:", "- meisjes: 80 %", "- jongens: 20 %"]

    assert answered(left, right, tmp_path) == [
        *(("new_chat_callers", None, month, value) for month, value in enumerate((48, 75, 55, 74, 79, 69), start=1)),
        *(("caller_gender_share", category, 1, value) for category, value in (("female", 80), ("male", 20))),
    ]


def test_a_sentence_goes_on_at_the_top_of_the_next_column(tmp_path: Path) -> None:
    left = [
        "In 2025 werden 1.011 gesprekken gevoerd.",
        "De chat is open van maandag tot en met",
        "donderdag. In 2024",
    ]
    right = [
        "werden er 988 gesprekken gevoerd, zoals al",
        "gezegd in een vorig antwoord op een vraag",
        "over hetzelfde.",
    ]

    assert answered(left, right, tmp_path) == [("conversations", None, None, 1011), ("conversations", None, None, 988)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ["Vraagsteller:", "Datum:", "Minister:"],
            ["Vera Voorbeeld uit Verzonnen", "27 februari van dit jaar", "van Welzijn en Gezin"],
        ),
        (
            ["- januari van dat jaar", "- februari van dat jaar", "- maart van dat jaar"],
            ["48 gesprekken", "75 gesprekken", "55 gesprekken"],
        ),
        (["Een eerste regel van deze tekst"], ["en wat er rechts van staat"]),
    ],
    ids=["labels of a heading", "values", "a single line"],
)
def test_what_belongs_to_what_stands_left_of_it_is_no_column(left: list[str], right: list[str]) -> None:
    drawing = Drawing()
    drawing.prose(140, left, x=LEFT)
    drawing.prose(140, right, x=RIGHT)
    (page,) = drawing.pages()

    assert zones_of(lines_of(page.words)) == []
