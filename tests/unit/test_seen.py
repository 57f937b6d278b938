"""What a page draws and does not show: it is no word of the page, and what shows is never taken for hidden."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from drawn_pages import HEIGHT, Drawing, pages_of
from PIL import Image
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from nupraat_pipeline.reading.page import Page

TEXT = "In 2022 waren er 7.038."
X, DOWN = 72.0, 200.0
Draw = Callable[[Canvas], None]


def drawn(canvas: Canvas, size: float = 10.0) -> None:
    canvas.setFont("Helvetica", size)
    canvas.drawString(X, HEIGHT - DOWN, TEXT)


def box(canvas: Canvas, grey: float, alpha: float = 1.0) -> None:
    canvas.setFillColor(Color(grey, grey, grey, alpha=alpha))
    canvas.rect(X - 5, HEIGHT - DOWN - 4, 200, 14, stroke=0, fill=1)
    canvas.setFillColor(Color(0, 0, 0, alpha=1))


def in_grey(grey: float, alpha: float = 1.0) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(Color(grey, grey, grey, alpha=alpha))
        drawn(canvas)

    return draw


def under(grey: float, alpha: float = 1.0) -> Draw:
    def draw(canvas: Canvas) -> None:
        drawn(canvas)
        box(canvas, grey, alpha)

    return draw


def on(grey: float, ink: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        box(canvas, grey)
        in_grey(ink)(canvas)

    return draw


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(X, HEIGHT - 400, 100, 50)
    canvas.clipPath(path, stroke=0)
    drawn(canvas)


def without_ink(canvas: Canvas) -> None:
    text = canvas.beginText(X, HEIGHT - DOWN)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(3)
    text.textLine(TEXT)
    canvas.drawText(text)


def only_page(draw: Draw, turn: int = 0, crop: tuple[float, ...] | None = None) -> Page:
    drawing = Drawing()
    drawing.text(X, 100, "Er waren 12 andere.")
    draw(drawing.canvas)
    with pikepdf.open(io.BytesIO(drawing.pdf())) as pdf:
        pdf.pages[0].Rotate = turn
        if crop:
            pdf.pages[0].CropBox = pikepdf.Array(crop)
        out = io.BytesIO()
        pdf.save(out)
    (page,) = pages_of(out.getvalue())
    return page


@pytest.mark.parametrize(
    "draw",
    [
        in_grey(1.0),
        in_grey(0.97),
        in_grey(0.0, alpha=0.02),
        under(1.0),
        under(0.0),
        on(0.0, ink=0.0),
        clipped,
        without_ink,
        lambda canvas: drawn(canvas, size=1.0),
    ],
    ids=[
        "white",
        "nearly white",
        "transparent",
        "white box",
        "black bar",
        "black on black",
        "clipped",
        "no ink",
        "tiny",
    ],
)
@pytest.mark.parametrize(("turn", "crop"), [(0, None), (90, None), (0, (50.0, 400.0, 500.0, 800.0))])
def test_what_does_not_show_is_no_word_of_the_page(draw: Draw, turn: int, crop: tuple[float, ...] | None) -> None:
    page = only_page(draw, turn, crop)
    assert [word.text for word in page.words] == ["Er", "waren", "12", "andere."]
    assert sorted(word.text for word in page.unseen) == sorted(TEXT.split())


@pytest.mark.parametrize(
    "draw",
    [
        drawn,
        in_grey(0.7),
        on(0.0, ink=1.0),
        on(0.9, ink=0.0),
        under(1.0, alpha=0.3),
        lambda canvas: drawn(canvas, size=4.0),
    ],
    ids=["black", "grey", "white on black", "on a band", "behind glass", "small"],
)
@pytest.mark.parametrize(
    ("turn", "crop"),
    [(0, None), (180, None), *((turn, (50.0, 400.0, 500.0, 800.0)) for turn in (0, 90, 180, 270))],
)
def test_what_shows_is_read(draw: Draw, turn: int, crop: tuple[float, ...] | None) -> None:
    page = only_page(draw, turn, crop)
    assert page.unseen == ()
    assert sorted(word.text for word in page.words) == sorted([*TEXT.split(), "Er", "waren", "12", "andere."])


def test_a_number_of_which_a_digit_is_covered_is_not_read() -> None:
    def half(canvas: Canvas) -> None:
        drawn(canvas)
        canvas.setFillGray(1)
        canvas.rect(
            X + canvas.stringWidth("In 2022 waren er 7.0", "Helvetica", 10), HEIGHT - DOWN - 4, 30, 14, stroke=0, fill=1
        )
        canvas.setFillGray(0)

    page = only_page(half)
    assert [word.text for word in page.unseen] == ["7.038."]
    assert "7.038." not in [word.text for word in page.words]


def test_a_blank_under_other_text_is_no_letter_that_is_lost() -> None:
    drawing = Drawing(font="Courier")
    drawing.text(X, DOWN, "Verwerkingsproblematiek")
    drawing.text(X + 60, DOWN, "11 %")
    (page,) = drawing.pages()
    assert page.inked_fonts == ()


def test_a_blank_on_a_picture_is_no_letter_that_is_lost() -> None:
    """So is the text that was read from a scan: it lies, unseen itself, on the picture of what it says."""
    picture = Image.effect_noise((200, 60), 200).convert("RGB")
    drawing = Drawing(font="Courier")
    drawing.canvas.drawInlineImage(picture, X - 10, HEIGHT - DOWN - 20, 200, 60)
    drawing.text(X, DOWN, TEXT)
    (page,) = drawing.pages()
    assert page.inked_fonts == ()
    assert sorted(word.text for word in page.words) == sorted(TEXT.split())
