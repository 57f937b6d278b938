"""What stands before the heading of an answer: told where it is ours and no part of the question, else passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drawn_pages import Drawing

from nupraat_pipeline.reading.answer import read_answer

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = [
    *("SCHRIFTELIJKE VRAAG", "nr. 9 van PROEF VERZONNEN", "datum: 27 februari 2025", "aan de minister van Welzijn", ""),
    *("Nupraatikerover", "", "In 2023 werden 1.074 gesprekken gevoerd. Graag een update.", ""),
    *("1. Hoeveel gesprekken werden in 2024 gevoerd? In januari waren het er 91.", ""),
    *("2. Een opdeling per maand, en wat er werd gemeld:", "- de 5 vaakst gemelde soorten seksueel misbruik;", ""),
]
HEADING = ["ANTWOORD", "op vraag nr. 9 van 27 februari 2025", "van PROEF VERZONNEN"]
ROWS = [("Januari", "91", "101"), ("Februari", "106", "97"), ("Maart", "110", "118"), ("Totaal", "307", "316")]


def told(drawing: Drawing, folder: Path) -> list[tuple[int | None, str, int]]:
    """Page, printed text and number of boxes of each doubt."""
    path = folder / "answer.pdf"
    path.write_bytes(drawing.pdf())
    doubts = read_answer(path).doubts
    return [(doubt.page, doubt.message.split("'")[1], len(doubt.boxes)) for doubt in doubts]


def answer(drawing: Drawing, down: float) -> None:
    drawing.prose(down, [*HEADING, "", "Nupraatikerover.be", "", "1. In 2024 werden 1.099 gesprekken gevoerd."])


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (
            [
                "Kabinet van de minister, Verzonnenlaan 35 bus 10, 1030 Brussel, tel. 02 552 00 00",
                "Brussel, 3 maart 2025",
            ],
            [],
        ),
        (
            ["Graag bezorg ik u de cijfers. In 2024 drukten 7.412 unieke", "oproepers op de chatknop."],
            [(2, "In 2024 drukten 7.412 unieke oproepers op de chatknop.", 1)],
        ),
        (
            ["1. In 2024 waren er 41 nieuwe oproepers.", "", "3. De campagne loopt verder."],
            [(2, "In 2024 waren er 41 nieuwe oproepers.", 1)],
        ),
    ],
)
def test_sentences_between_the_question_and_the_heading(
    between: list[str], expected: list[tuple[int, str, int]], tmp_path: Path
) -> None:
    drawing = Drawing()
    drawing.prose(60, QUESTION)
    drawing.next_page()
    answer(drawing, drawing.prose(60, between) + 20)
    assert told(drawing, tmp_path) == expected


@pytest.mark.parametrize("is_first", [True, False])
def test_a_table_above_the_heading_or_in_front_of_the_question(is_first: bool, tmp_path: Path) -> None:
    drawing = Drawing()
    if not is_first:
        drawing.prose(60, QUESTION)
        drawing.next_page()
    down = drawing.prose(60, ["Aantal gesprekken per maand:", ""])
    down = drawing.rows([72, 250, 320], down, [("Maand", "2023", "2024"), *ROWS])
    if is_first:
        drawing.next_page()
        drawing.prose(60, QUESTION)
        drawing.next_page()
    answer(drawing, 60 if is_first else down + 30)
    assert told(drawing, tmp_path) == [(1 if is_first else 2, " ".join(row), 2) for row in ROWS]


def test_a_table_among_the_questions_is_the_askers(tmp_path: Path) -> None:
    drawing = Drawing()
    down = drawing.rows([72, 250, 320], drawing.prose(60, QUESTION), ROWS)
    answer(drawing, drawing.prose(down, ["", "3. Hoeveel gesprekken waren er in december?"]) + 20)
    assert told(drawing, tmp_path) == []
