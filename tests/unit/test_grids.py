"""Grids on pages drawn for the purpose: the same table in every dress, and what is no table."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import typst
from drawn_pages import Drawing, grids_in

from nupraat_pipeline.reading.grids import find_grids

ROWS = [
    ("Maand", "2020", "2021", "2022"),
    ("Januari", "60", "62", "91"),
    ("Februari", "60", "98", "106"),
    ("Maart", "89", "", "1 110"),
    ("Juli", "***", "51", "-"),
    ("Totaal", "209", "211", "1.307"),
]
EXPECTED = [list(row) for row in ROWS]
XS = (72, 200, 260, 330)
TOP, PITCH = 200.0, 16.0
LEFT, RIGHT = 66.0, 336.0
# Where borders go: above each row, and below the last.
HEIGHTS = [TOP - 11 + PITCH * number for number in range(len(ROWS) + 1)]
VERTICALS = [LEFT, 150.0, 206.0, 266.0, RIGHT]
ABOVE = [
    "1. In 2022 werden 1307 gesprekken gevoerd met de hulplijn. De tabel hieronder geeft een overzicht",
    "van het aantal gesprekken, opgedeeld per maand, voor de jaren 2020, 2021 en 2022, zoals gevraagd.",
]
BELOW = [
    "We zien een stijging met 16% in het aantal gesprekken in vergelijking met 2021. Met de extra middelen",
    "die de hulplijn sinds 2021 ontvangt werden de openingsuren opnieuw uitgebreid naar de woensdag.",
]


def no_borders(_: Drawing) -> None:
    """Nothing but the alignment of words."""


def full_grid(drawing: Drawing) -> None:
    for height in HEIGHTS:
        drawing.line(LEFT, height, RIGHT, height)
    for x in VERTICALS:
        drawing.line(x, HEIGHTS[0], x, HEIGHTS[-1])


def filled_borders(drawing: Drawing) -> None:
    for height in HEIGHTS:
        drawing.area(LEFT, height - 0.3, RIGHT, height + 0.3, grey=0)
    for x in VERTICALS:
        drawing.area(x - 0.3, HEIGHTS[0], x + 0.3, HEIGHTS[-1], grey=0)


def cell_by_cell(drawing: Drawing) -> None:
    drawing.canvas.setLineWidth(0.5)
    for upper in HEIGHTS[:-1]:
        for x0, x1 in pairwise(VERTICALS):
            drawing.canvas.rect(x0, 842 - upper - PITCH, x1 - x0, PITCH, stroke=1, fill=0)


def horizontal_only(drawing: Drawing) -> None:
    for height in HEIGHTS:
        drawing.line(LEFT, height, RIGHT, height)


def under_rows_only(drawing: Drawing) -> None:
    for height in HEIGHTS[1:]:
        drawing.line(LEFT, height, RIGHT, height)


def booktabs(drawing: Drawing) -> None:
    for height in (HEIGHTS[0], HEIGHTS[1], HEIGHTS[-1]):
        drawing.line(LEFT, height, RIGHT, height)


def frame_only(drawing: Drawing) -> None:
    drawing.canvas.rect(LEFT, 842 - HEIGHTS[-1], RIGHT - LEFT, HEIGHTS[-1] - HEIGHTS[0], stroke=1, fill=0)


def vertical_only(drawing: Drawing) -> None:
    drawing.line(LEFT, HEIGHTS[1], RIGHT, HEIGHTS[1])
    for x in VERTICALS[1:-1]:
        drawing.line(x, HEIGHTS[0], x, HEIGHTS[-1])


def zebra(drawing: Drawing) -> None:
    for upper in HEIGHTS[0:-1:2]:
        drawing.area(LEFT, upper, RIGHT, upper + PITCH)


def shaded_cells(drawing: Drawing) -> None:
    for upper in HEIGHTS[:-1]:
        for x0, x1 in pairwise(VERTICALS):
            drawing.area(x0 + 0.5, upper + 0.5, x1 - 0.5, upper + PITCH - 0.5)


DRESSES = [
    no_borders,
    full_grid,
    filled_borders,
    cell_by_cell,
    horizontal_only,
    under_rows_only,
    booktabs,
    frame_only,
    vertical_only,
    zebra,
    shaded_cells,
]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Courier"])
def test_a_table_reads_alike_in_every_dress(dress: Callable[[Drawing], None], font: str) -> None:
    drawing = Drawing(font=font)
    dress(drawing)
    drawing.prose(120, ABOVE)
    drawing.text(66, 170, "Gesprekken per maand")
    end = drawing.rows(XS, TOP, ROWS, PITCH)
    drawing.text(66, end + 6, "*** De cijfers van juli moeten nog verder uitgezuiverd worden.", size=8)
    drawing.prose(end + 40, BELOW)
    assert drawing.tables() == [EXPECTED]


@pytest.mark.parametrize("size", [6.0, 9.0, 14.0])
def test_lengths_count_in_units_of_the_type(size: float) -> None:
    scale = size / 10
    drawing = Drawing(size=size)
    drawing.rows([72 + (x - 72) * scale for x in XS], TOP, ROWS, PITCH * scale)
    assert drawing.tables() == [EXPECTED]


@pytest.mark.parametrize("evidence", ["rules", "alignment"])
def test_cells_know_their_words_their_page_and_their_evidence(evidence: str) -> None:
    drawing = Drawing()
    drawing.prose(100, ABOVE)
    drawing.next_page()
    if evidence == "rules":
        full_grid(drawing)
    drawing.rows(XS, TOP, ROWS, PITCH)
    (grid,) = drawing.grids()
    assert (grid.evidence, grid.first_page, grid.n_rows, grid.n_columns) == (evidence, 2, 6, 4)
    cell = next(cell for cell in grid.cells if (cell.row, cell.column) == (3, 3))
    assert [word.text for word in cell.words] == ["1", "110"]
    assert cell.x0 <= cell.words[0].x0
    assert cell.top <= TOP + 3 * PITCH <= cell.bottom
    assert sorted((cell.row, cell.column) for cell in grid.cells) == [(r, c) for r in range(6) for c in range(4)]


def test_a_list_of_labels_and_numbers_is_a_grid_from_two_rows_on() -> None:
    drawing = Drawing()
    drawing.text(72, 150, "Onmiddellijk een gesprek kregen:")
    drawing.rows([72, 200], 180, [("Januari", "110"), ("Februari", "258")])
    assert drawing.tables() == [[["Januari", "110"], ["Februari", "258"]]]


def test_dense_columns_of_months_stay_apart_and_thousands_together() -> None:
    months = ["Jan", "Feb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"]
    rows = [("Jaar", *months), ("2021", *["1 187"] * 12), ("2022", *[str(95 + number) for number in range(12)])]
    drawing = Drawing(size=8)
    drawing.prose(100, ABOVE)
    drawing.rows([72, *[125 + 27 * number for number in range(12)]], 200, rows, 13)
    assert drawing.tables() == [[list(row) for row in rows]]


# Labels that wrap


@pytest.mark.parametrize(("value_at", "dress"), [(0, "none"), (12, "none"), (6, "none"), (0, "rules"), (6, "rules")])
def test_a_label_that_wraps_makes_one_row(value_at: float, dress: str) -> None:
    drawing = Drawing()
    heights = [189.0, 206.0, 235.0, 252.0]
    if dress == "rules":
        for height in heights:
            drawing.line(66, height, 310, height)
    drawing.rows([72, 300], 200, [("Seksueel misbruik", "41%")])
    drawing.text(72, 217, "Lichamelijke mishandeling en")
    drawing.text(72, 229, "verwaarlozing")
    drawing.text(300, 217 + value_at, "16%", "right")
    drawing.rows([72, 300], 246, [("Verwerkingsproblematiek", "8%")])
    assert drawing.tables() == [
        [
            ["Seksueel misbruik", "41%"],
            ["Lichamelijke mishandeling en verwaarlozing", "16%"],
            ["Verwerkingsproblematiek", "8%"],
        ]
    ]


def test_a_heading_over_two_lines_is_one_row_and_a_spanning_cell_reaches_over_its_columns() -> None:
    drawing = Drawing()
    drawing.text(72, 188, "Aantal")
    drawing.rows(XS, 199, [("gesprekken", "2020", "2021", "2022")])
    drawing.rows(XS, 216, [("Januari", "60", "62", "91"), ("Februari", "60", "98", "106"), ("Mei", "4", "5", "6")])
    (plain,) = drawing.tables()
    assert plain[0] == ["Aantal gesprekken", "2020", "2021", "2022"]

    drawing = Drawing()
    drawing.text(258, 184, "Aantal gevoerde gesprekken", "centre")
    drawing.rows(XS, 200, ROWS, PITCH)
    (grid,) = drawing.grids()
    over = next(cell for cell in grid.cells if cell.text == "Aantal gevoerde gesprekken")
    assert (over.row, over.column, over.column_span) == (0, 1, 3)
    assert grid.rows[1:] == EXPECTED


@pytest.mark.parametrize("middle", [False, True])
def test_what_a_heading_wraps_into_is_over_no_other_column(middle: bool) -> None:
    drawing = Drawing()
    xs = (72, 155, 238, 321, 404)
    tops = {
        "2022": 180,
        "2023": 180,
        "Gesprekken": 208 if middle else 200,
        "Nieuwe": 200,
        "chatoproepers": 216 if middle else 212,
    }
    places = {
        "2022": (155,),
        "2023": (321,),
        "Gesprekken": (155, 321),
        "Nieuwe": (238, 404),
        "chatoproepers": (238, 404),
    }
    drawing.text(72, 180, "Maand")
    for text, down in tops.items():
        for x in places[text]:
            drawing.text(x, down, text)
    for number, row in enumerate(
        [("Mei", "108", "69", "95", "52"), ("Juni", "116", "81", "121", "66"), ("Juli", "39", "26", "52", "31")]
    ):
        for x, text in zip(xs, row, strict=True):
            drawing.text(x, 236 + 20 * number, text)
    (rows,) = drawing.tables()
    assert rows[:2] == [["Maand", "2022", "", "2023", ""], ["", *["Gesprekken", "Nieuwe chatoproepers"] * 2]]


def test_a_merged_first_row_spans_the_table() -> None:
    drawing = Drawing()
    drawing.line(LEFT, HEIGHTS[0] - PITCH, RIGHT, HEIGHTS[0] - PITCH)
    for x in (LEFT, RIGHT):
        drawing.line(x, HEIGHTS[0] - PITCH, x, HEIGHTS[0])
    full_grid(drawing)
    drawing.text(72, TOP - PITCH, "Aantal nieuwe chatoproepers")
    drawing.rows(XS, TOP, ROWS, PITCH)
    (grid,) = drawing.grids()
    assert (grid.cells[0].text, grid.cells[0].column_span) == ("Aantal nieuwe chatoproepers", 4)
    assert grid.rows == [["Aantal nieuwe chatoproepers", "", "", ""], *EXPECTED]


def test_an_empty_drawn_row_stays_a_row() -> None:
    drawing = Drawing()
    full_grid(drawing)
    drawing.rows(XS, TOP, [*ROWS[:4], ("", "", "", ""), ROWS[5]], PITCH)
    assert drawing.tables() == [[*EXPECTED[:4], ["", "", "", ""], EXPECTED[5]]]


def test_tables_beside_each_other_are_two() -> None:
    drawing = Drawing()
    drawing.rows([72, 180], 200, [("Meisje/Vrouw", "81%"), ("Jongen/Man", "14%"), ("X/Y", "5%")])
    drawing.rows([300, 400], 200, [("9-11j", "3%"), ("12-14j", "33%"), ("15-17j", "32%"), ("18-20j", "32%")])
    assert drawing.tables() == [
        [["Meisje/Vrouw", "81%"], ["Jongen/Man", "14%"], ["X/Y", "5%"]],
        [["9-11j", "3%"], ["12-14j", "33%"], ["15-17j", "32%"], ["18-20j", "32%"]],
    ]


def test_tables_below_each_other_are_two() -> None:
    drawing = Drawing()
    drawing.text(66, 185, "Geslacht oproepers")
    end = drawing.rows([72, 180], 205, [("Meisje/Vrouw", "81%"), ("Jongen/Man", "14%"), ("X/Y", "5%")])
    drawing.text(66, end + 14, "Leeftijd oproepers")
    drawing.rows([72, 180], end + 34, [("9-11j", "3%"), ("12-14j", "33%"), ("15-17j", "64%")])
    assert [len(rows) for rows in drawing.tables()] == [3, 3]


# Page breaks


def split(header_again: bool, dress: str) -> Drawing:
    """A table of which two rows stand on the next page, running lines between."""
    drawing = Drawing()
    first, second = ROWS[:4], ([ROWS[0]] if header_again else []) + ROWS[4:]
    for number, (rows, top) in enumerate(((first, 740.0), (second, 90.0)), 1):
        drawing.text(72, 40, "Schriftelijke vraag nr. 363")
        drawing.text(290, 825, f"- {number} -")
        if number == 1:
            drawing.prose(100, ABOVE)
        drawing.rows(XS, top, rows, PITCH)
        if dress == "rules":
            for row in range(len(rows) + 1):
                drawing.line(LEFT, top - 11 + PITCH * row, RIGHT, top - 11 + PITCH * row)
            for x in VERTICALS:
                drawing.line(x, top - 11, x, top - 11 + PITCH * len(rows))
        if number == 2:
            drawing.prose(top + 80, BELOW)
        drawing.next_page()
    return drawing


@pytest.mark.parametrize("header_again", [True, False])
@pytest.mark.parametrize("dress", ["rules", "none"])
def test_a_table_goes_on_over_a_page_break(header_again: bool, dress: str) -> None:
    (grid,) = split(header_again, dress).grids()
    assert grid.rows == EXPECTED
    assert grid.pages == (1, 2)
    assert [cell.page for cell in grid.cells if cell.column == 0] == [1, 1, 1, 1, 2, 2]
    again = ["Maand", "2020", "2021", "2022"] if header_again else []
    assert [word.text for cell in grid.repeated_header for word in cell.words] == again


def test_a_single_last_row_on_the_next_page_belongs_to_the_table() -> None:
    drawing = Drawing()
    drawing.rows(XS, 720, ROWS[:5], PITCH)
    drawing.next_page()
    drawing.rows(XS, 80, ROWS[5:], PITCH)
    drawing.prose(130, BELOW)
    assert drawing.tables() == [EXPECTED]


def test_a_caption_drawn_again_as_a_row_is_no_row_of_the_table() -> None:
    drawing = Drawing()
    drawing.text(72, 690, "Aantal gemiste gesprekken")
    drawing.rows(XS, 720, ROWS[:4], PITCH)
    drawing.next_page()
    drawing.area(66, 69, 460, 83)
    drawing.text(200, 80, "Aantal gemiste gesprekken")
    drawing.rows(XS, 80 + PITCH, ROWS[4:], PITCH)
    (grid,) = drawing.grids()
    assert grid.rows == EXPECTED
    assert [word.text for cell in grid.repeated_header for word in cell.words] == ["Aantal", "gemiste", "gesprekken"]


def test_tables_under_borders_of_one_breadth_are_parted_by_a_caption_or_a_broader_border() -> None:
    for between in ("Tabel 2: Gesprekken", ""):
        drawing = Drawing()
        for top in (200.0, 330.0):
            drawing.rows(XS, top, ROWS, PITCH)
            for height in (top - 11, top + 5, top + 85):
                drawing.line(LEFT, height, RIGHT, height)
        if between:
            drawing.text(LEFT, 312, between)
        else:
            drawing.line(LEFT, 302, RIGHT + 80, 302)
        assert [grid.rows for grid in grids_in(drawing.pdf())] == [EXPECTED, EXPECTED]


def test_strokes_that_are_characters_are_borders() -> None:
    drawing = Drawing()
    drawing.rows(XS, TOP, ROWS, 24)
    for down in (TOP + 12, TOP + 136):
        drawing.text(LEFT, down, "-" * 70)
    assert [grid.rows for grid in grids_in(drawing.pdf())] == [EXPECTED]


def test_text_between_two_tables_keeps_them_apart() -> None:
    drawing = Drawing()
    drawing.rows(XS, 700, ROWS[:4], PITCH)
    drawing.next_page()
    drawing.text(72, 80, "Gemiste gesprekken")
    drawing.rows(XS, 110, ROWS[:4], PITCH)
    assert drawing.tables() == [EXPECTED[:4], EXPECTED[:4]]


# What is no table

PROSE = ABOVE + BELOW


def two_columns(drawing: Drawing) -> None:
    lines = ["Jongeren die vragen hebben over of het", "slachtoffer zijn van misbruik kunnen er", "terecht voor een"]
    for x in (60, 310):
        drawing.prose(100, lines * 5, x=x)


def letterhead(drawing: Drawing) -> None:
    left = ["Vlaams Parlement", "Leuvenseweg 86", "1000 Brussel"]
    right = ["Uw kenmerk: SV 363", "Ons kenmerk: 2023/12", "Datum: 3 mei 2023"]
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        drawing.text(72, 80 + 13 * number, one)
        drawing.text(400, 80 + 13 * number, other)
    drawing.prose(160, PROSE)


def memo(drawing: Drawing) -> None:
    for number, (key, text) in enumerate(
        [("Van:", "Jan Peeters"), ("Aan:", "Els Maes"), ("Datum:", "3 mei 2023"), ("Vraag:", "363")]
    ):
        drawing.text(72, 80 + 13 * number, key)
        drawing.text(140, 80 + 13 * number, text)
    drawing.prose(160, PROSE)


def contents(drawing: Drawing) -> None:
    for number in range(1, 9):
        drawing.text(72, 90 + 14 * number, f"{number}. Hoofdstuk over de cijfers " + "." * (60 - number))
        drawing.text(500, 90 + 14 * number, str(3 * number), "right")


def bullets(drawing: Drawing) -> None:
    for number, item in enumerate(["januari: 95", "februari: 101", "maart: 88", "april: 77"]):
        drawing.text(72, 100 + 14 * number, "-")
        drawing.text(90, 100 + 14 * number, item)


def numbered(drawing: Drawing) -> None:
    down = 100.0
    for number in range(1, 6):
        drawing.text(72, down, f"{number}.")
        down = drawing.prose(down, ["Hoeveel chatgesprekken werden in 2022 gevoerd met de hulplijn?"], x=96) + 8


def framed_note(drawing: Drawing) -> None:
    drawing.canvas.rect(60, 700, 480, 60, stroke=1, fill=0)
    drawing.prose(100, PROSE[:3])


def ruled_margins(drawing: Drawing) -> None:
    for height in (60, 780):
        drawing.line(60, height, 535, height)
    drawing.prose(100, PROSE * 4)


def justified(drawing: Drawing) -> None:
    for number, line in enumerate(PROSE * 3):
        words = line.split()
        widths = [drawing.canvas.stringWidth(word, "Helvetica", 10) for word in words]
        gap = (475 - sum(widths)) / (len(words) - 1)
        x = 60.0
        for word, width in zip(words, widths, strict=True):
            drawing.text(x, 100 + 12 * number, word)
            x += width + gap


def signatures(drawing: Drawing) -> None:
    drawing.prose(100, PROSE)
    for down, left, right in ((200, "De voorzitter,", "De secretaris,"), (250, "Jan Peeters", "Els Maes")):
        drawing.text(100, down, left)
        drawing.text(380, down, right)


def contents_without_numbers(drawing: Drawing) -> None:
    for number, page in enumerate((3, 7, 7, 12, 19, 24, 31, 40)):
        drawing.text(
            72,
            100 + 16 * number,
            ["Inleiding", "Werkwijze", "Bereik", "Cijfers", "Doorverwijzing", "Beleid", "Besluit", "Bronnen"][number],
        )
        drawing.text(480, 100 + 16 * number, str(page))


@pytest.mark.parametrize(
    "page",
    [
        two_columns,
        letterhead,
        memo,
        contents,
        contents_without_numbers,
        bullets,
        numbered,
        framed_note,
        ruled_margins,
        justified,
        signatures,
    ],
)
def test_what_is_no_table_is_not_taken_for_one(page: Callable[[Drawing], None]) -> None:
    drawing = Drawing()
    page(drawing)
    assert drawing.tables() == []


# Tags


def typeset(source: str, folder: str) -> bytes:
    path = Path(folder) / "page.typ"
    path.write_text(source, encoding="utf-8")
    return bytes(typst.compile(str(path)))


def test_tags_tell_rows_that_nothing_drawn_tells() -> None:
    cells = ", ".join(f"[{text}]" for row in ROWS for text in row).replace("*", "\\*")
    source = f"#set text(lang: 'nl')\n#table(columns: 4, stroke: none, row-gutter: 0pt, inset: 2pt, {cells})"
    with tempfile.TemporaryDirectory() as folder:
        pdf = typeset(source.replace("'", '"'), folder)
    (grid,) = grids_in(pdf)
    assert grid.evidence == "tags"
    assert grid.rows == EXPECTED


def test_a_tagged_header_drawn_again_may_be_broader_than_the_rows_below_it() -> None:
    caption = "Nieuwe oproepers op de chat van alle dagen"
    rows = "".join(f"[{month}], [{number}], " for number, month in enumerate(["jan.", "febr.", "mrt.", "apr."], 61))
    source = (
        "#set text(lang: 'nl')\n#set page(height: 140pt, margin: 20pt)\n"
        "#table(columns: 2, stroke: none, align: center, "
        f"table.header(table.cell(colspan: 2)[{caption}], [Maand], [2020]), {rows})"
    )
    with tempfile.TemporaryDirectory() as folder:
        pdf = typeset(source.replace("'", '"'), folder)
    (grid,) = grids_in(pdf)
    assert (grid.evidence, grid.pages) == ("tags", (1, 2))
    assert [word.text for cell in grid.repeated_header for word in cell.words] == [*caption.split(), "Maand", "2020"]


def test_tags_that_leave_out_empty_cells_do_not_shift_a_row() -> None:
    drawing = Drawing()
    drawing.rows(XS, TOP, ROWS, PITCH)
    pdf = tagged(drawing.pdf(), [[text for text in row if text] for row in ROWS])
    (grid,) = grids_in(pdf)
    assert grid.evidence == "tags"
    assert grid.rows == EXPECTED


def test_tags_in_an_order_that_the_page_belies_are_not_believed() -> None:
    drawing = Drawing()
    drawing.rows(XS, TOP, ROWS, PITCH)
    backwards = [list(row) for row in reversed(ROWS)]
    pdf = tagged(drawing.pdf(), [[text for text in row if text] for row in ROWS], shown=backwards)
    assert [grid.evidence for grid in grids_in(pdf)] == ["alignment"]


def tagged(pdf: bytes, rows: Sequence[Sequence[str]], shown: Sequence[Sequence[str]] = ()) -> bytes:
    """Tag the texts of a drawn table, in the order of drawing, as cells of rows of these lengths."""
    lengths = [sum(bool(text) for text in row) for row in (shown or rows)]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page, marked, number = opened.pages[0], [], 0
        block: list[tuple[list[object], object]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            block.append((operands, operator))
            if str(operator) == "ET" and any(str(each) == "Tj" for _, each in block):
                content = [pikepdf.Name.TD, pikepdf.Dictionary(MCID=number)]
                marked += [(content, pikepdf.Operator("BDC")), *block, ([], pikepdf.Operator("EMC"))]
                number += 1
                block = []
        marked += block
        page.Contents = opened.make_stream(pikepdf.unparse_content_stream(marked))
        order = list(range(number))
        if shown:
            order.reverse()
        numbers = iter(order)
        table = [
            pikepdf.Dictionary(
                S=pikepdf.Name.TR,
                K=[pikepdf.Dictionary(S=pikepdf.Name.TD, Pg=page.obj, K=next(numbers)) for _ in range(length)],
            )
            for length in lengths
        ]
        opened.Root.StructTreeRoot = opened.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=[pikepdf.Dictionary(S=pikepdf.Name.Table, K=table)])
        )
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def test_any_pdf_gives_pages_and_rows(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.prose(100, ABOVE)
    drawing.next_page()
    full_grid(drawing)
    drawing.rows(XS, TOP, ROWS, PITCH)
    path = tmp_path / "any.pdf"
    path.write_bytes(drawing.pdf())
    assert find_grids(path) == [(2, EXPECTED)]
