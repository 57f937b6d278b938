"""Words, rules, lines and running headers of pages drawn for the purpose."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pdfplumber
import pikepdf
import pytest
import reportlab
import typst
from drawn_pages import HEIGHT, WIDTH, Drawing, pages_of
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from nupraat_pipeline.reading.layout.superscripts import raised_forms
from nupraat_pipeline.reading.page import Word, lines_of, read_page, running_words


def words_of(drawing: Drawing) -> list[str]:
    return [word.text for line in lines_of(drawing.pages()[0].words) for word in line.words]


@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_spaces_of_every_kind_part_words(space: str) -> None:
    drawing = Drawing()
    drawing.text(72, 100, f"Aantal{space}gesprekken{space}1{space}187")
    assert words_of(drawing) == ["Aantal", "gesprekken", "1", "187"]


def test_a_gap_parts_words_without_any_space() -> None:
    drawing = Drawing()
    drawing.text(72, 100, "Juli")
    drawing.text(96, 100, "***")
    assert words_of(drawing) == ["Juli", "***"]


def test_words_do_not_depend_on_the_order_of_drawing() -> None:
    drawing = Drawing(font="Courier")
    letters = [(72 + 6 * place, letter) for place, letter in enumerate("Totaal 914")]
    for x, letter in sorted(letters, key=lambda each: (each[1], -each[0])):
        drawing.text(x, 100, letter)
    assert words_of(drawing) == ["Totaal", "914"]


def test_texts_that_overlap_are_not_shuffled() -> None:
    drawing = Drawing()
    drawing.text(72, 100, "verwaarlozing")
    drawing.text(124, 100, "16%")
    assert sorted(words_of(drawing)) == ["16%", "verwaarlozing"]


def test_ink_drawn_twice_is_read_once() -> None:
    drawing = Drawing()
    for shift in (0, 0.3):
        drawing.text(72 + shift, 100, "1074")
    assert words_of(drawing) == ["1074"]


def test_letter_spaced_text_is_one_word_and_single_figures_are_not() -> None:
    drawing = Drawing()
    for place, letter in enumerate("TOTAAL"):
        drawing.text(72 + 10 * place, 100, letter)
    for place in range(5):
        drawing.text(72 + 10 * place, 130, "0")
    assert words_of(drawing) == ["TOTAAL", "0", "0", "0", "0", "0"]


def test_a_raised_number_is_a_mark_of_its_word_and_before_its_footnote() -> None:
    drawing = Drawing()
    drawing.text(72, 100, "245")
    drawing.text(88.9, 96, "1", size=6)
    drawing.text(120, 100, "gesprekken")
    drawing.text(180, 100, "93")
    drawing.text(180 + drawing.canvas.stringWidth("93", "Helvetica", 10), 96, "1", size=9)
    drawing.prose(120, BODY)
    drawing.text(72, 700, "1", size=8)
    drawing.text(84, 700, "Voorlopig cijfer.", size=8)
    drawing.text(72, 712, "2", size=8)
    drawing.text(84, 712, "keer per week", size=8)
    lines = [line.text for line in lines_of(drawing.pages()[0].words)]
    assert lines[0] == "245¹ gesprekken 93¹"
    assert lines[-2:] == ["¹ Voorlopig cijfer.", "2 keer per week"], "no mark refers to the second"


@pytest.mark.parametrize(("size", "rise"), [(8, 2), (8, 4), (8, 5), (6, 4)])
def test_a_rise_of_text_raises_a_mark(size: float, rise: float) -> None:
    drawing = Drawing()
    text = drawing.canvas.beginText(72, 700)
    for part, part_size, part_rise in (
        ("In 2023 werden 1099", 10, 0),
        ("1", size, rise),
        (" gesprekken gevoerd.", 10, 0),
    ):
        text.setFont("Helvetica", part_size)
        text.setRise(part_rise)
        text.textOut(part)
    drawing.canvas.drawText(text)
    assert words_of(drawing) == ["In", "2023", "werden", "1099¹", "gesprekken", "gevoerd."]


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        ("In 2021 waren er 93#super[1] gesprekken.", "In 2021 waren er 93¹ gesprekken."),
        ('#set text(number-width: "tabular")\n1112 #text(number-width: "proportional")[1112 3]', "1112 1112 3"),
        ('2110 #text(number-type: "old-style")[2110]', "2110 2110"),
        ("#rotate(90deg, reflow: true)[In 2021 waren er 93#super[1] gesprekken.]", "In 2021 waren er 93¹ gesprekken."),
    ],
)
def test_a_fonts_own_raised_digit_is_a_mark_and_its_other_figures_are_none(
    tmp_path: Path, markup: str, printed: str
) -> None:
    (tmp_path / "page.typ").write_text(f'#set text(font: "Libertinus Serif")\n{markup}')
    (page,) = pages_of(typst.compile(str(tmp_path / "page.typ"), font_paths=[], ignore_system_fonts=True))
    assert " ".join(word.text for word in page.words) == printed


def test_what_a_font_gives_no_letter_or_several_says_nothing_of_its_raised_digits() -> None:
    widths = {1: 0.5, 2: 0.3, 3: 0.5, 4: 0.45, 5: 0.9, 6: 0.88}
    letters = {1: "1", 2: "1", 3: "", 4: "", 5: "12", 6: "12"}
    font = SimpleNamespace(unicode_map=SimpleNamespace(cid2unichr=letters), char_width=widths.__getitem__)
    assert raised_forms(font) == {2: "¹"}


def test_ligatures_are_letters_and_soft_hyphens_part_at_a_lines_end_only() -> None:
    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    drawing = Drawing(font="Vera")
    drawing.text(72, 100, "de\ufb01nitief mis\u00adbruik mishan\u00ad")
    words = drawing.pages()[0].words
    assert [word.text for word in words] == ["definitief", "misbruik", "mishan-"]
    assert [word.parted for word in words] == [False, False, True]


def test_bold_and_size_come_with_the_word() -> None:
    drawing = Drawing(size=12, font="Helvetica-Bold")
    drawing.text(72, 100, "ANTWOORD")
    (word,) = drawing.pages()[0].words
    assert word.bold
    assert word.size == pytest.approx(12)
    assert word.x0 == pytest.approx(72)
    assert word.top < 100 < word.bottom


def test_thin_areas_are_rules_and_thick_ones_shade() -> None:
    drawing = Drawing()
    drawing.area(72, 90, 300, 106)
    drawing.area(72, 110, 300, 110.6, grey=0)
    drawing.text(80, 100, "Totaal")
    (page,) = drawing.pages()
    assert [(round(rule.top), rule.horizontal) for rule in page.rules] == [(110, True)]
    assert [(round(shade.top), round(shade.bottom)) for shade in page.shades] == [(90, 106)]


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("by", ["page", "content"])
def test_a_turned_page_reads_upright_and_its_boxes_are_as_displayed(turn: int, by: str) -> None:
    drawing = Drawing()
    drawing.text(72, 100, "Januari 110")
    drawing.text(72, 120, "Februari 258")
    upright = drawing.pages()[0]
    turned = _turned(drawing.out.getvalue(), turn, by)
    (page,) = pages_of(turned)
    assert [line.text for line in lines_of(page.words)] == ["Januari 110", "Februari 258"]
    assert (page.width, page.height) == (upright.width, upright.height)
    box = page.box(page.words[:1])
    with pdfplumber.open(io.BytesIO(turned)) as pdf:
        inside = pdf.pages[0].within_bbox((box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1))
        assert sorted(char["text"] for char in inside.chars) == sorted("Januari")


def _turned(pdf: bytes, turn: int, by: str) -> bytes:
    matrices = {90: (0, -1, 1, 0, 0, WIDTH), 180: (-1, 0, 0, -1, WIDTH, HEIGHT), 270: (0, 1, -1, 0, HEIGHT, 0)}
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        if by == "page":
            page.Rotate = turn
        else:
            page.contents_add(f"q {' '.join(map(str, matrices[turn]))} cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            if turn != 180:
                page.mediabox = [0, 0, HEIGHT, WIDTH]
        opened.save(out)
    return out.getvalue()


def test_text_outside_the_crop_box_is_not_displayed_and_not_read() -> None:
    drawing = Drawing()
    drawing.text(72, 100, "binnen")
    drawing.text(72, 820, "snijteken")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawing.pdf())) as pdf:
        pdf.pages[0].CropBox = [0, 100, WIDTH, HEIGHT]
        pdf.save(out)
    (page,) = pages_of(out.getvalue())
    assert [word.text for word in page.words] == ["binnen"]


def test_an_oblique_watermark_is_kept_apart() -> None:
    drawing = Drawing()
    drawing.text(72, 100, "Totaal 914")
    drawing.canvas.rotate(40)
    drawing.canvas.drawString(300, 100, "ONTWERP")
    (page,) = drawing.pages()
    assert [word.text for word in page.words] == ["Totaal", "914"]
    assert [word.text for word in page.oblique] == ["ONTWERP"]


@pytest.mark.parametrize(
    ("start", "end", "down", "struck"),
    [
        (0.0, 1.0, 96.5, ["150", "155"]),
        (-0.01, 0.45, 96.8, ["150"]),
        (0.02, 0.2, 96.5, ["150"]),
        (0.56, 1.01, 96.5, ["155"]),
        (0.0, 1.0, 101.5, []),
        (0.0, 1.0, 91.5, []),
        (-0.3, 1.3, 96.5, []),
        (0.43, 0.57, 96.5, []),
    ],
)
def test_a_line_that_ends_with_the_words_it_runs_through_strikes_them_out(
    start: float, end: float, down: float, struck: list[str]
) -> None:
    drawing = Drawing()
    drawing.text(72, 88, "Mei")
    drawing.text(72, 100, "150 155")
    width = drawing.canvas.stringWidth("150 155", "Helvetica", 10)
    drawing.line(72 + start * width, down, 72 + end * width, down)
    (page,) = drawing.pages()
    assert [word.text for word in page.struck] == struck
    assert [word.text for word in page.words] == [each for each in ("Mei", "150", "155") if each not in struck]
    assert len(page.rules) == (not struck)


def word(text: str, x0: float, top: float, size: float = 10.0) -> Word:
    return Word(text, x0, top, x0 + 5 * len(text), top + size, size, bold=False)


def test_lines_are_read_top_to_bottom_and_left_to_right_whatever_the_order() -> None:
    words = [word("62", 150, 101), word("Februari", 72, 114), word("Januari", 72, 100), word("60", 130, 99.5)]
    assert [line.text for line in lines_of(words)] == ["Januari 60 62", "Februari"]


def test_tight_leading_keeps_lines_apart() -> None:
    words = [word(str(number), 72, 100 + 9.2 * number) for number in range(5)]
    assert [line.text for line in lines_of(words)] == ["0", "1", "2", "3", "4"]


# Running headers, footers and page numbers

BODY = ["Uit de cijfers blijkt dat het aantal gesprekken in het voorbije jaar is gestegen met 16 procent."] * 6


def running(drawing: Drawing) -> list[str]:
    pages = drawing.pages()
    found = running_words(pages)
    return [" ".join(word.text for word in page.words if word in found[page.number]) for page in pages]


def test_headers_and_footers_that_return_are_running() -> None:
    drawing = Drawing()
    for number in (1, 2, 3):
        drawing.text(72, 40, "Schriftelijke vraag nr. 363")
        drawing.prose(100, BODY)
        drawing.text(280, 810, f"Pagina {number} van 3")
        drawing.next_page()
    assert running(drawing) == [f"Schriftelijke vraag nr. 363 Pagina {number} van 3" for number in (1, 2, 3)]


def test_a_page_number_is_running_even_on_a_single_page() -> None:
    drawing = Drawing()
    drawing.prose(100, BODY)
    drawing.text(290, 810, "- 1 -")
    assert running(drawing) == ["- 1 -"]


def test_a_number_that_ends_a_table_at_the_foot_of_a_page_is_body() -> None:
    drawing = Drawing()
    drawing.rows([72, 200], 720, [("Mei", "46"), ("Juni", "54"), ("Juli", "26"), ("Augustus", "32"), ("", "158")])
    assert running(drawing) == [""]


def test_numbers_that_differ_by_more_than_the_pages_do_are_body() -> None:
    drawing = Drawing()
    for total in ("Totaal 448", "Totaal 574"):
        drawing.prose(100, BODY)
        drawing.text(72, 800, total)
        drawing.next_page()
    assert running(drawing) == ["", ""]


def test_a_tables_header_that_returns_on_every_page_is_body() -> None:
    drawing = Drawing()
    drawing.prose(100, BODY)
    header = ("Maand", "2021", "2022")
    drawing.rows([72, 200, 260], 700, [header, ("Jan", "42", "50"), ("Feb", "67", "60")])
    for month in ("Maart", "April"):
        drawing.next_page()
        drawing.rows([72, 200, 260], 70, [header, (month, "55", "59"), ("Totaal", "97", "110")])
    assert running(drawing) == ["", "", ""]


def test_reading_costs_no_dictionaries(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.prose(100, BODY)
    with pdfplumber.open(io.BytesIO(drawing.pdf())) as pdf:
        read_page(pdf.pages[0])
        assert not hasattr(pdf.pages[0], "_objects")


@pytest.mark.parametrize("alone", ["2018.", "97"])
def test_a_number_alone_at_the_top_of_a_page_is_no_page_number_unless_it_counts_the_pages(alone: str) -> None:
    drawing = Drawing()
    for number in (1, 2):
        drawing.text(72, 30, "Schriftelijke vraag nr. 297")
        if number == 2:
            drawing.text(72, 62, alone)
        drawing.prose(90, ["Er werden gesprekken gevoerd, elke avond van de week.", "Ook op woensdagnamiddag."])
        drawing.next_page()
    running = running_words(drawing.pages())
    assert alone not in {word.text for word in running[2]}


def test_a_caption_at_the_foot_of_two_pages_of_many_is_no_footer() -> None:
    drawing = Drawing()
    for number in range(1, 7):
        drawing.prose(200, ["Er werden gesprekken gevoerd, elke avond van de week.", "Ook op woensdagnamiddag."])
        if number in {2, 5}:
            drawing.text(72, 790, "Gender van de oproepers in 2019")
        drawing.text(72, 815, "Verzonnen testdocument")
        drawing.next_page()
    running = running_words(drawing.pages())
    assert [len(running[number]) for number in range(1, 7)] == [2] * 6
