"""Tables of any report: headings over groups of columns, borders that part only some, charts and contents beside them.

Every page is drawn for its test; what stands on it is invented.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import typst
from drawn_pages import Drawing, grids_in

XS = (72, 250, 310, 370, 430)
REGIONS = [
    ("Noord", "1.204", "35", "1.310", "41"),
    ("Oost", "998", "(X)", "1.022", "33"),
    ("Zuid", "1.450", "28", "1.503", ":"),
    ("West", "760", "19", "771", "22"),
]
HEADED = [
    ["", "2011", "", "2012", ""],
    ["Regio", "Aanvragen", "Afgewezen", "Aanvragen", "Afgewezen"],
    *[list(row) for row in REGIONS],
]


def under_two_headings(drawing: Drawing) -> None:
    """Two years, each centred on two columns; both narrower than those."""
    drawing.text(252, 200, "2011", "centre")
    drawing.text(372, 200, "2012", "centre")
    drawing.rows(XS, 214, HEADED[1:])


def test_a_heading_stands_over_the_columns_that_it_is_centred_on() -> None:
    drawing = Drawing(size=8)
    under_two_headings(drawing)
    (table,) = drawing.tables()
    assert table == HEADED


def test_a_heading_stands_over_the_columns_that_a_border_under_it_runs_along() -> None:
    drawing = Drawing(size=8)
    drawing.line(66, 190, 436, 190)
    drawing.line(206, 203, 312, 203)
    drawing.line(320, 203, 432, 203)
    drawing.text(208, 200, "2011")
    drawing.text(322, 200, "2012")
    drawing.rows(XS, 214, HEADED[1:])
    drawing.line(66, 280, 436, 280)
    (table,) = drawing.tables()
    assert table == HEADED


def test_borders_between_groups_of_columns_leave_the_columns_to_alignment() -> None:
    drawing = Drawing(size=8)
    under_two_headings(drawing)
    for height in (190, 218, 280):
        drawing.line(66, height, 436, height)
    for x in (190, 316):
        drawing.line(x, 190, x, 280)
    (table,) = drawing.tables()
    assert table == HEADED


def test_a_heading_of_one_column_that_wraps_is_no_heading_of_several() -> None:
    drawing = Drawing(size=8)
    drawing.text(310, 200, "Aanvragen", "right")
    drawing.rows(XS, 209.5, [("Regio", "2011", "afgewezen", "2012", "2013")])
    drawing.rows(XS, 226, REGIONS)
    (table,) = drawing.tables()
    assert table[0] == ["Regio", "2011", "Aanvragen afgewezen", "2012", "2013"]


@pytest.mark.parametrize(("middle", "column"), [(251, 0), (320, 1)], ids=["whole table", "its values"])
def test_a_heading_of_a_section_in_the_middle_spans_what_it_is_centred_on(middle: float, column: int) -> None:
    drawing = Drawing(size=8)
    header = [("Regio", "2010", "2011", "2012", "2013")]
    drawing.rows(XS, 200, [*header, *REGIONS[:2]])
    drawing.text(middle, 248, "Duizenden personen", "centre")
    drawing.rows(XS, 264, REGIONS[2:])
    (table,) = drawing.tables()
    assert table[3] == ["Duizenden personen" if index == column else "" for index in range(5)]
    assert len(table) == 6


def test_lines_between_two_borders_are_one_row_where_borders_part_all_rows() -> None:
    drawing = Drawing(size=8)
    cells = [
        (("Thema",), ("Stand van zaken",), ("Planning",)),
        (("Bossen",), ("Het plan ligt ter", "inzage tot de zomer"), ("Najaar",)),
        (("Water en", "bodem"), ("Er is een akkoord",), ("Voorjaar",)),
        (("Lucht",), ("Metingen zijn begonnen", "In twee gemeenten", "en een haven"), ("Winter",)),
    ]
    down = 200.0
    for row in cells:
        drawing.line(66, down - 9, 380, down - 9)
        height = 10.0 * max(len(cell) for cell in row)
        for x, cell in zip((72, 150, 300), row, strict=True):
            for number, text in enumerate(cell):
                drawing.text(x, down + 10 * number + (height - 10 * len(cell)) / 2, text)
        down += height + 3
    drawing.line(66, down - 9, 380, down - 9)
    (table,) = drawing.tables()
    assert table == [[" ".join(cell) for cell in row] for row in cells]


@pytest.mark.parametrize(
    ("above", "below", "texts"),
    [
        ("480", "(81%)", [["Meisje", "480 (81%)"]]),
        ("1.10", "3", [["Meisje", "1.10 3"]]),
        ("480", "90", [["Meisje", "480"], ["", "90"]]),
    ],
    ids=["with its share", "grouped digits", "two numbers"],
)
def test_a_number_that_goes_on_below_itself_between_borders_is_one_row(
    above: str, below: str, texts: list[list[str]]
) -> None:
    drawing = Drawing()
    for down in (200, 230, 260, 290):
        drawing.line(66, down, 200, down)
    for x in (66, 140, 200):
        drawing.line(x, 200, x, 290)
    drawing.rows((72, 190), 218, [("Geslacht", "2024")])
    drawing.text(190, 241, above, "right")
    drawing.text(72, 247, "Meisje")
    drawing.text(190, 253, below, "right")
    drawing.rows((72, 190), 278, [("X", "24")])
    (table,) = drawing.tables()
    assert table == [["Geslacht", "2024"], *texts, ["X", "24"]]


def test_dots_with_spaces_between_them_lead_the_eye_and_are_no_text() -> None:
    drawing = Drawing(size=8)
    drawing.rows(
        (72, 250, 310),
        200,
        [("Post", "2010", "2011"), *((f"{name} . . . . . . . .", a, b) for name, a, b, *_ in REGIONS)],
    )
    (table,) = drawing.tables()
    assert [row[0] for row in table] == ["Post", "Noord", "Oost", "Zuid", "West"]


def bars(drawing: Drawing) -> None:
    for number, height in enumerate((60, 84, 43, 71)):
        drawing.area(100 + 40 * number, 300 - height, 124 + 40 * number, 300, grey=0.4)
        drawing.text(112 + 40 * number, 296 - height, str(height), "centre")
        drawing.text(112 + 40 * number, 311, str(2010 + number), "centre")
    for number in range(5):
        drawing.text(90, 303 - 20 * number, str(20 * number), "right")


def lying_bars(drawing: Drawing) -> None:
    for number, (name, *_) in enumerate(REGIONS):
        length = 40 + 37 * number
        drawing.text(150, 208 + 16 * number, name, "right")
        drawing.area(156, 200 + 16 * number, 156 + length, 210 + 16 * number, grey=0.4)
        drawing.text(160 + length, 208 + 16 * number, str(length))


def lines_of_a_chart(drawing: Drawing) -> None:
    places = [(100, 290), (140, 240), (180, 262), (220, 205)]
    for (x0, down0), (x1, down1) in pairwise(places):
        drawing.line(x0, down0, x1, down1)
    for number, (x, down) in enumerate(places):
        drawing.text(x, down - 4, str(300 - down), "centre")
        drawing.text(x, 303, str(2010 + number), "centre")
        drawing.text(x, 314, f"{number + 1}", "centre")


def contents_without_leaders(drawing: Drawing) -> None:
    entries = [
        ("1", "Inleiding", "3"),
        ("2", "Werkwijze", "5"),
        ("3", "Uitkomsten per regio", "9"),
        ("4", "Besluit", "14"),
    ]
    drawing.rows((72, 92, 480), 200, [])
    for number, (item, title, page) in enumerate(entries):
        drawing.text(72, 200 + 14 * number, item)
        drawing.text(92, 200 + 14 * number, title)
        drawing.text(480, 200 + 14 * number, page, "right")


def addresses(drawing: Drawing) -> None:
    for number, row in enumerate(
        [
            ("Hoofdkantoor", "Bijkantoor", "Meldpunt"),
            ("Voorbeeldlaan 12", "Modelweg 7", "Verzonnen plein"),
            ("Nergenshuizen", "Elders", "Daarginds"),
        ]
    ):
        for x, text in zip((72, 220, 370), row, strict=True):
            drawing.text(x, 200 + 12 * number, text)


def equations(drawing: Drawing) -> None:
    for number, text in enumerate(("y = a + b", "z = 2 y + c", "w = z / n")):
        drawing.text(180, 200 + 20 * number, text)
        drawing.text(480, 200 + 20 * number, f"({number + 1})", "right")


@pytest.mark.parametrize("page", [bars, lying_bars, lines_of_a_chart, contents_without_leaders, addresses, equations])
def test_charts_contents_and_the_like_are_no_tables(page: Callable[[Drawing], None]) -> None:
    drawing = Drawing(size=8)
    page(drawing)
    assert drawing.tables() == []


def test_rows_of_a_table_may_be_shaded_where_cells_are_empty() -> None:
    drawing = Drawing(size=8)
    rows = [("Regio", "2010", "2011", "2012", "2013"), *REGIONS, ("Overig", "", "12", "", "9")]
    for number in range(len(rows)):
        for x0, x1 in ((66, 200), (202, 254), (256, 314), (316, 374), (376, 434)):
            drawing.area(x0, 190 + 16 * number, x1, 204 + 16 * number)
    drawing.rows(XS, 200, rows)
    (table,) = drawing.tables()
    assert table == [list(row) for row in rows]


def test_headings_set_left_belong_to_the_numbers_set_right_below_them() -> None:
    drawing = Drawing(size=8)
    drawing.rows((72,), 200, [("Regio",)])
    for x, year in zip((180, 260, 340), ("2011", "2012", "2013"), strict=True):
        drawing.text(x, 200, year)
    rows = [(name, *values[:3]) for name, *values in REGIONS]
    drawing.rows((72, 245, 325, 405), 214, rows)
    (table,) = drawing.tables()
    assert table == [["Regio", "2011", "2012", "2013"], *[list(row) for row in rows]]


def test_a_currency_at_the_edge_of_its_cell_stays_with_its_amount() -> None:
    drawing = Drawing(size=8)
    drawing.rows((72, 250, 340), 200, [("Post", "2011", "2012"), ("Lonen", "1,204", "998"), ("Huur", "310", "305")])
    drawing.text(222, 216, "$")
    drawing.text(312, 216, "$")
    (table,) = drawing.tables()
    assert table[1] == ["Lonen", "$ 1,204", "$ 998"]


def test_text_in_a_column_beside_a_table_is_no_part_of_it() -> None:
    drawing = Drawing(size=8)
    lines = [
        "In dit verzonnen verslag staat hoe de aanvragen",
        "over de regio's zijn verdeeld en welke daarvan de",
        "commissie heeft afgewezen, zoals eerder gemeld is.",
        "De cijfers in de tabel hiernaast zijn voorlopig en",
        "worden in het najaar aangevuld met wat er tot dan",
    ]
    drawing.prose(200, [*lines, *lines], leading=10)
    drawing.prose(200, lines, x=310, leading=10)
    drawing.rows((310, 430, 490), 252, [("Regio", "2011", "2012"), *[(row[0], row[1], row[3]) for row in REGIONS]], 10)
    (table,) = drawing.tables()
    assert table == [["Regio", "2011", "2012"], *[[row[0], row[1], row[3]] for row in REGIONS]]


def test_paragraphs_in_cells_between_borders_are_cells() -> None:
    drawing = Drawing(size=8)
    cells = [
        ("Thema", ["Stand van zaken"]),
        (
            "Bossen",
            [
                "Het plan ligt tot het einde van de zomer ter inzage bij",
                "alle gemeenten en wordt daarna besproken in de raad.",
            ],
        ),
        (
            "Water",
            [
                "Er is een akkoord gesloten met de besturen van de drie",
                "betrokken polders, dat elk jaar opnieuw bezien wordt.",
            ],
        ),
        (
            "Lucht",
            [
                "De metingen zijn begonnen in twee gemeenten en in een",
                "haven; de uitkomsten worden in het najaar verwacht.",
            ],
        ),
    ]
    down = 200.0
    for label, lines in cells:
        drawing.line(66, down - 10, 370, down - 10)
        drawing.text(72, down, label)
        drawing.prose(down, lines, x=150, leading=10)
        down += 10 * len(lines) + 4
    drawing.line(66, down - 10, 370, down - 10)
    (table,) = drawing.tables()
    assert table == [[label, " ".join(lines)] for label, lines in cells]


def test_a_frame_with_one_text_a_row_is_no_table() -> None:
    drawing = Drawing(size=8)
    for height in (190, 206, 222):
        drawing.line(66, height, 400, height)
    for x, start in ((66, 190), (200, 190), (260, 190), (400, 190)):
        drawing.line(x, start, x, 206)
    for x in (66, 400):
        drawing.line(x, 206, x, 222)
    drawing.text(210, 200, "Opdracht")
    drawing.text(72, 216, "maak een lijst van alle namen")
    assert drawing.tables() == []


def test_numbers_of_rows_are_no_footnotes_although_a_mark_on_the_page_has_the_same_number() -> None:
    drawing = Drawing(size=10)
    end = drawing.prose(120, ["Dit verzonnen verslag telt alle aanvragen en zegt niets over", "de tijd die ze namen"])
    drawing.text(72 + drawing.canvas.stringWidth("de tijd die ze namen", "Helvetica", 10), end - 16, "2", size=6)
    drawing.size = 8
    rows = [("Nr.", "Regio", "2011"), ("1", "Noord", "35"), ("2", "Oost", "41"), ("3", "Zuid", "28")]
    for number, (item, name, count) in enumerate(rows):
        drawing.text(72, 200 + 14 * number, item)
        drawing.text(110, 200 + 14 * number, name)
        drawing.text(250, 200 + 14 * number, count, "right")
    (table,) = drawing.tables()
    assert table == [list(row) for row in rows]


def test_a_numbered_caption_is_no_row_although_its_words_stand_in_columns() -> None:
    drawing = Drawing(size=8)
    drawing.text(72, 186, "Tabel 2 Aanvragen en uitgaven per regio")
    drawing.text(225, 186, "1.000)")
    rows = [("Regio", "2011", "2012"), *[(row[0], row[1], row[3]) for row in REGIONS]]
    drawing.rows((72, 250, 320), 198, rows, pitch=12)
    (table,) = drawing.tables()
    assert table == [list(row) for row in rows]


def test_an_empty_cell_is_as_broad_as_its_column_on_the_page_before(tmp_path: Path) -> None:
    rows = [("Jaar", "Nov", "Dec"), ("2028", "338", "334"), ("2029", "225", "122"), ("2030", "368", "")]
    cells = ", ".join(f"[{text}]" for row in rows for text in row)
    source = f'#set text(lang: "nl")\n#set page(height: 105pt, margin: 20pt)\n#table(columns: (60pt,) * 3, {cells})'
    (tmp_path / "page.typ").write_text(source, encoding="utf-8")
    (grid,) = grids_in(bytes(typst.compile(str(tmp_path / "page.typ"))))
    empty = next(cell for cell in grid.cells if not cell.words)
    above = next(cell for cell in grid.cells if cell.text == "122")
    assert (empty.page, above.page) == (2, 1)
    assert (empty.x0, empty.x1) == pytest.approx((above.x0, above.x1), abs=3)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_table_that_stands_in_some_columns_of_another_is_a_table_of_its_own(*, is_first: bool) -> None:
    wide = [("Maand", "2021", "2022", "2023"), ("januari", "62", "91", "101"), ("februari", "98", "106", "97")]
    narrow = [("Meisje", "", "80%"), ("Jongen", "", "15%"), ("Onbekend", "", "5%")]
    drawing = Drawing()
    xs = [72, 220, 320, 420]
    above, below = (narrow, wide) if is_first else (wide, narrow)
    down = drawing.rows(xs, 200, above)
    drawing.text(72, down, "Iets anders")
    drawing.rows(xs, down + 16, below)
    short = [[row[0], row[2]] for row in narrow]
    assert drawing.tables() == ([short, [*map(list, wide)]] if is_first else [[*map(list, wide)], short])
