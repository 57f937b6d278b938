"""The title of a question, wherever it stands above the answer."""

from __future__ import annotations

import pytest
from drawn_pages import Drawing

from nupraat_pipeline.reading.heading import read_heading

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
