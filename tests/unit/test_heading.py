"""The heading of an answer, and the title of its question, wherever they stand."""

from __future__ import annotations

from datetime import date

import pytest
from drawn_pages import Drawing

from nupraat_pipeline.reading.heading import read_heading
from nupraat_pipeline.reading.records import RejectedError

TITLE = ["Nupraatikerover.be - Evolutie van het", "aantal oproepen"]


@pytest.mark.parametrize(
    ("addressee", "lines", "font"),
    [
        (["aan de Vlaamse minister van Welzijn"], TITLE, "Helvetica-Bold"),
        ([], TITLE, "Helvetica-Bold"),
        ([], TITLE[:1], "Helvetica"),
    ],
)
def test_the_title_of_a_question(addressee: list[str], lines: list[str], font: str) -> None:
    drawing = Drawing()
    drawing.text(72, 30, "Verzonnen testdocument: alle cijfers zijn verzonnen.", size=7)
    asked = ["SCHRIFTELIJKE VRAAG", "nr. 9", "van PROEF VERZONNEN", "datum: 27 februari 2025", *addressee]
    down = drawing.prose(60, asked)
    drawing.font = font
    down = drawing.prose(down + 12, lines)
    drawing.font = "Helvetica"
    down = drawing.prose(down + 12, ["Een inleiding in volle zinnen staat eronder.", "1. Hoeveel gesprekken waren er?"])
    drawing.prose(down + 40, ["ANTWOORD", "op vraag nr. 9 van 27 februari 2025", "van PROEF VERZONNEN"])

    assert read_heading(drawing.pages(), {}).title == " ".join(lines)


@pytest.mark.parametrize(
    "heading",
    [
        ["ANTWOORD"],
        ["Antwoord", "op vraag nr. 9 van 27 februari 2025"],
        ["ANTWOORD op vraag nr. 9 van 27 februari 2025"],
        ["Antwoord", "op vraag nr. 9 van 27 februari 2025 gesteld door PROEF VERZONNEN"],
        ["Antwoord", "op vraag nr. 9 van PROEF VERZONNEN van 27 februari 2025"],
    ],
)
def test_what_an_answer_leaves_out_stands_above_its_question(heading: list[str]) -> None:
    drawing = Drawing()
    down = drawing.prose(40, ["SCHRIFTELIJKE VRAAG", "nr. 9", "van PROEF VERZONNEN", "datum: 27 februari 2025"])
    down = drawing.prose(down + 12, ["Verzonnen testdocument.", "1. Hoeveel gesprekken waren er in 2024?"])
    down = drawing.prose(down + 20, heading)
    drawing.prose(down + 12, ["1. In 2024 waren er 1.187 gesprekken."])
    found = read_heading(drawing.pages(), {})
    assert (found.question_number, found.question_date, found.author) == (9, date(2025, 2, 27), "PROEF VERZONNEN")
    assert found.last.line.text == heading[-1]


@pytest.mark.parametrize("heading", [["ANTWOORD", "op vraag nr. 8"], ["Antwoord van de dienst"], ["Antwoorden"]])
def test_a_heading_of_another_answer_is_not_completed(heading: list[str]) -> None:
    drawing = Drawing()
    down = drawing.prose(40, ["SCHRIFTELIJKE VRAAG", "nr. 9", "van PROEF VERZONNEN", "datum: 27 februari 2025"])
    drawing.prose(down + 20, ["Verzonnen testdocument.", *heading, "1. In 2024 waren er 1.187 gesprekken."])
    with pytest.raises(RejectedError):
        read_heading(drawing.pages(), {})
