"""Letters that a file calls others than it shows: unknown ones, and blanks."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
import reportlab
from files import rewrite
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from test_body import begun

from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.reading.records import RejectedError, RejectionReason


@pytest.mark.parametrize(
    ("letter", "lines"), [("FFFD", ["1099"]), ("0000", ["91", "101"]), ("0020", ["101"]), ("200B", ["1"])]
)
def test_digits_that_the_file_calls_unknown_or_blank(letter: str, lines: list[str], tmp_path: Path) -> None:
    error = unreadable_digits(tmp_path, letter, lines)

    assert error is not None
    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert "on page 1 cannot be read" in error.message


@pytest.mark.parametrize("lines", [["1 Een opsomming", "1 Nog een"], ["Eén 1"]])
def test_a_bullet_that_the_file_calls_unknown_is_none_of_its_digits(lines: list[str], tmp_path: Path) -> None:
    assert unreadable_digits(tmp_path, "FFFD", lines) is None


def unreadable_digits(folder: Path, letter: str, lines: list[str]) -> RejectedError | None:
    """Why an answer is refused in which some lines are set in a font that calls its '0' and '1' another letter."""
    drawing = begun()
    drawing.text(72, 140, "1. In 2024 werden 1.099 gesprekken gevoerd.")
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    drawing.font = "Vera"
    drawing.prose(170, lines)

    def rename(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            if "/ToUnicode" in font:
                named = re.sub(rb"<003[01]>", b"<%s>" % letter.encode(), font.ToUnicode.read_bytes())
                font.ToUnicode = pdf.make_stream(named)

    (folder / "named.pdf").write_bytes(drawing.pdf())
    try:
        read_answer(rewrite(folder / "named.pdf", folder / "renamed.pdf", rename))
    except RejectedError as error:
        return error
    return None


def test_spaces_as_wide_as_digits_are_spaces_under_lines_and_borders(tmp_path: Path) -> None:
    drawing = begun()
    drawing.font = "Courier"
    drawing.text(72, 140, "1. In 2024 werden 1 099 gesprekken gevoerd.")
    drawing.line(72, 137, 300, 137)
    drawing.line(183, 100, 183, 200)
    (tmp_path / "spaces.pdf").write_bytes(drawing.pdf())
    assert read_answer(tmp_path / "spaces.pdf").document.question_number == 9
