"""Pictures on the pages of an answer: told where figures are due, passed over where they only adorn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drawn_pages import HEIGHT
from PIL import Image
from test_body import begun, reading_of, said

if TYPE_CHECKING:
    from pathlib import Path

    from drawn_pages import Drawing

ROWS = [("Januari", "91", "101"), ("Februari", "106", "97"), ("Maart", "110", "118")]


def picture(drawing: Drawing, x: float, top: float, width: float, height: float, *, in_form: bool = False) -> None:
    if in_form:
        drawing.canvas.beginForm("pasted")
    drawing.canvas.drawInlineImage(Image.new("RGB", (8, 8), "grey"), x, HEIGHT - top - height, width, height)
    if in_form:
        drawing.canvas.endForm()
        drawing.canvas.doForm("pasted")


@pytest.mark.parametrize("in_form", [True, False])
@pytest.mark.parametrize(
    ("lead", "size", "is_told"),
    [
        ("1. Aantal gesprekken per maand:", (300, 200), True),
        ("1. De tabel hieronder geeft het aantal gesprekken per maand.", (300, 200), True),
        ("1. Aantal gesprekken per maand:", (60, 40), False),  # a logo
        ("1. In 2024 werden 1.099 gesprekken gevoerd.", (300, 200), False),
    ],
)
def test_a_picture_below_what_announces_figures(
    lead: str, size: tuple[int, int], is_told: bool, in_form: bool, tmp_path: Path
) -> None:
    drawing = begun()
    drawing.text(72, 140, lead)
    picture(drawing, 72, 160, *size, in_form=in_form)
    drawing.prose(400, ["2. In 2024 drukten 7.412 unieke oproepers op de chatknop."])
    doubts = [(each.rule, each.page, "300 x 200" in each.message) for each in reading_of(drawing, tmp_path).doubts]
    assert doubts == ([("unrecognised_table", 1, True)] if is_told else [])


@pytest.mark.parametrize("pages", [1, 2])
def test_a_picture_alone_on_a_page_is_told_and_a_letterhead_is_not(pages: int, tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 140, "1. In 2024 werden 1.099 gesprekken gevoerd. Zie bijlage.")
    for _ in range(pages):
        drawing.next_page()
        picture(drawing, 72, 60, 300, 200)
    assert [each.page for each in reading_of(drawing, tmp_path).doubts] == ([2] if pages == 1 else [])


def test_a_cell_with_a_picture_is_no_hole(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 140, "1. Aantal gesprekken per maand:")
    head = [("Maand", "2023", "2024")]
    drawing.rows([72, 250, 320], 170, [*head, *((month, first, "") for month, first, _ in ROWS)])
    for row in range(len(ROWS)):
        picture(drawing, 290, 177 + 16 * row, 30, 11)
    reading = reading_of(drawing, tmp_path)
    assert {year for _, year, *_ in said(reading)} == {2023}
    assert ["3 cells" in each.message for each in reading.doubts] == [True]


def test_text_drawn_as_shapes_is_a_picture(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 140, "1. Aantal gesprekken per maand:")
    for number in range(60):
        x, y = 80 + 20 * (number % 10), HEIGHT - 180 - 16 * (number // 10)
        letter = drawing.canvas.beginPath()
        letter.moveTo(x, y)
        for right, up in ((6, 0), (6, 1), (4, 1), (4, 7), (2, 7), (2, 1), (0, 1)):
            letter.lineTo(x + right, y + up)
        letter.close()
        drawing.canvas.drawPath(letter, stroke=0, fill=1)
    drawing.prose(400, ["2. In 2024 drukten 7.412 unieke oproepers op de chatknop."])
    assert [(each.rule, each.page) for each in reading_of(drawing, tmp_path).doubts] == [("unrecognised_table", 1)]
