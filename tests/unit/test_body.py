"""The body of an answer as it is drawn: lists, captions, footers, footnotes, tables that go on; from page to figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drawn_pages import Drawing

from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.reading.flow import read_flow

if TYPE_CHECKING:
    from pathlib import Path

    from nupraat_pipeline.reading.records import AnswerReading

MONTHS = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]


def begun() -> Drawing:
    """An invented answer of February 2025, its heading drawn; what it says is the test's."""
    drawing = Drawing()
    drawing.text(72, 30, "Verzonnen testdocument: alle cijfers zijn verzonnen.", size=7)
    drawing.prose(60, ["ANTWOORD", "op vraag nr. 9 van 27 februari 2025", "van PROEF VERZONNEN"])
    drawing.text(72, 110, "Nupraatikerover.be", size=12)
    return drawing


def reading_of(drawing: Drawing, folder: Path) -> AnswerReading:
    path = folder / "answer.pdf"
    path.write_bytes(drawing.pdf())
    return read_answer(path)


def said(reading: AnswerReading) -> list[tuple[object, ...]]:
    """(indicator, year, category or month, value) of each figure."""
    return [
        (
            each.indicator,
            each.period.start.year,
            each.category or (each.period.start.month if each.role == "part" else None),
            each.value,
        )
        for each in reading.figures
    ]


def not_understood(reading: AnswerReading) -> list[str]:
    return [doubt.message for doubt in reading.doubts if doubt.rule != "unknown_category"]


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (["1. Begin 2024:", "- er werden 505 gesprekken gevoerd;", "- 41 oproepers waren nieuw."], []),
        (["1. In het derde kwartaal van 2024 werden 260 gesprekken gevoerd. Er waren 41 nieuwe oproepers."], [260]),
    ],
)
def test_what_goes_on_about_a_part_of_a_year_is_not_of_the_year(
    tmp_path: Path, lines: list[str], values: list[int]
) -> None:
    drawing = begun()
    drawing.prose(140, lines)
    reading = reading_of(drawing, tmp_path)
    assert [each.value for each in reading.figures] == values
    assert all((each.period.end - each.period.start).days < 100 for each in reading.figures)
    assert any("41" in message for message in not_understood(reading))


@pytest.mark.parametrize(
    ("lines", "is_list"),
    [
        (["Meisjes: 86%", "Jongens: 14%"], True),
        (["a) 86% van de oproepers was een meisje.", "b) 14% was een jongen."], False),
        (["- 86% van de oproepers was een meisje.", "- 14% was een jongen."], True),
        (["Meisjes: 86%, jongens: 14%."], False),
    ],
)
def test_what_is_an_entry_of_a_list_is_known_whatever_marks_it(
    tmp_path: Path, lines: list[str], *, is_list: bool
) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Verdeling van de oproepers naar geslacht in 2023:", *lines])
    reading = reading_of(drawing, tmp_path)
    assert [each.is_entry for each in reading.statements] == [is_list] * 2


def test_the_number_before_a_list_in_brackets_is_read(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 waren er 46 doorverwijzingen door hulplijnen: 1712 (35) en CLB-chat (11)."])
    reading = reading_of(drawing, tmp_path)
    assert {value for *_, value in said(reading)} == {46, 35, 11}
    assert not_understood(reading) == []


def test_a_number_that_the_next_sentence_calls_wrong_is_none(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 werden 1.187 gesprekken gevoerd. Dat cijfer klopt niet."])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == []
    assert ["1.187" in message for message in not_understood(reading)] == [True]


@pytest.mark.parametrize(
    ("question", "year"),
    [
        (["In 2012 begon de chat.", "", "1. Hoeveel gesprekken waren er in 2024?"], 2024),
        (["In 2012 begon de chat.", "", "1. De gesprekken in 2023 en 2024, per dag."], 2024),
        (["In 2012 begon de chat.", "", "1. Hoeveel gesprekken waren er?"], None),
        (["In 2023 waren er 9 gesprekken.", "", "1. Hoeveel gesprekken waren er vorig jaar?"], None),
        (["1. Hoeveel gesprekken waren er jaarlijks sinds 2020?"], None),
    ],
)
def test_the_year_that_is_asked_about_is_one_that_a_question_names(
    tmp_path: Path, question: list[str], year: int | None
) -> None:
    drawing = Drawing()
    down = drawing.prose(40, ["Verzonnen testdocument over Nupraatikerover.be.", "", *question])
    down = drawing.prose(down + 20, ["ANTWOORD", "op vraag nr. 9 van 27 februari 2025", "van PROEF VERZONNEN"])
    drawing.prose(down + 20, ["1. Op woensdag werd 32% van de gesprekken gevoerd."])
    reading = reading_of(drawing, tmp_path)
    assert [each.period.start.year for each in reading.figures] == ([] if year is None else [year])
    assert bool(reading.doubts) == (year is None)


@pytest.mark.parametrize(
    ("before", "year"),
    [
        ("In 2023 werden 41 jongeren doorverwezen.", 2023),
        ("De tabel hieronder is van 2023.", 2023),
        ("Nieuwe chatoproepers in 2023.", 2023),
        ("De leeftijd van oproepers werd in 2023 anders opgedeeld.", 2024),
        ("In 2021 begon de samenwerking met 1712.", 2024),
        ("De cijfers van 2022 staan in het vorige antwoord.", 2024),
        ("Zoals in 2023 kwamen de meesten via 1712.", 2024),
        ("Er waren 41 doorverwijzingen. In 2023 waren dat er 39.", 2024),
    ],
)
def test_the_year_of_an_item_is_one_that_dates_its_figures(tmp_path: Path, before: str, year: int) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 werden 1.187 gesprekken gevoerd.", "", f"2. {before}"])
    drawing.prose(190, ["De meeste oproepers zijn vrouwelijk (80%)."])
    shares = [each for each in reading_of(drawing, tmp_path).figures if each.unit == "percent"]
    assert [each.period.start.year for each in shares] == [year]


@pytest.mark.parametrize("mark", ["Ad 1.", "1/", "1.1.", "Vraag 1:"])
def test_the_number_of_an_item_is_no_figure(tmp_path: Path, mark: str) -> None:
    drawing = begun()
    drawing.prose(140, [f"{mark} In 2024 werden 1.187 gesprekken gevoerd."])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, None, 1187)]
    assert not_understood(reading) == []


@pytest.mark.parametrize("between", [": ", "..........", " .......... "])
def test_entries_of_a_list_without_written_bullets(tmp_path: Path, between: str) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal gesprekken per jaar:"])
    drawing.prose(156, [f"2022{between}1.077", f"2023{between}1.099", f"2024{between}1.187"], x=90)
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", year, None, n) for year, n in ((2022, 1077), (2023, 1099), (2024, 1187))]
    assert not_understood(reading) == []


def test_a_short_caption_at_the_margin_is_of_the_table_in_the_middle_below_it(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal gesprekken"])
    drawing.rows([300, 380], 170, [["Maand", "2024"], *([month, str(90 + n)] for n, month in enumerate(MONTHS))])
    assert [value for *_, value in said(reading_of(drawing, tmp_path))] == [90 + n for n in range(12)]


def test_the_heading_of_a_list_and_the_sentence_above_say_together_what_it_counts(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal keer dat op de chatknop werd gedrukt zonder gesprek:"])
    drawing.prose(156, ["Tijdens de openingsuren:"], x=90)
    drawing.prose(168, ["2023: 2.530", "2024: 3.105"], x=100)
    drawing.prose(192, ["Buiten de openingsuren:"], x=90)
    drawing.prose(204, ["2023: 10.987", "2024: 11.411"], x=100)
    assert said(reading_of(drawing, tmp_path)) == [
        ("missed_in_opening_hours", 2023, None, 2530),
        ("missed_in_opening_hours", 2024, None, 3105),
        ("missed_outside_opening_hours", 2023, None, 10987),
        ("missed_outside_opening_hours", 2024, None, 11411),
    ]


def test_the_numbers_of_a_numbered_list_are_no_values(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["Aantal gesprekken per maand in 2024:"])
    drawing.prose(156, ["1. januari: 95", "2. februari: 101", "3. maart: 88"], x=90)
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, month, n) for month, n in ((1, 95), (2, 101), (3, 88))]


def test_one_short_line_is_an_item_and_no_list(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Totaal aantal gesprekken in 2024: 2012"])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, None, 2012)]
    assert not_understood(reading) == []


@pytest.mark.parametrize(
    "footer",
    ["Alle namen zijn verzonnen - 1", "Vlaams Parlement | pagina 1 van 1", "- 1 -", "Kabinet Welzijn - Brussel"],
)
def test_a_footer_below_a_table_is_no_row_of_it(footer: str, tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 700, "Aantal gesprekken in 2024, per maand:")
    drawing.rows([72, 200], 716, [(month, str(90 + n)) for n, month in enumerate(MONTHS[:5])], pitch=14)
    drawing.text(72, 820, footer, size=8)
    reading = reading_of(drawing, tmp_path)
    assert [value for *_, value in said(reading)] == [90, 91, 92, 93, 94]
    assert not_understood(reading) == []


@pytest.mark.parametrize(
    ("sign", "notes", "status", "reason"),
    [
        ("?", ["? = niet beschikbaar"], "O", "not_available"),
        ("n/a", ["n/a: niet van toepassing"], "M", "not_applicable"),
        ("…", ["… = niet beschikbaar"], "O", "not_available"),
        ("<5", ["Aantallen kleiner dan 5 worden niet weergegeven om privacyredenen."], "Q", "suppressed"),
        ("<5", ["Om privacyredenen vermelden we geen cijfers lager dan 5."], "Q", "suppressed"),
    ],
)
def test_what_a_sign_means_is_said_below_its_table(
    tmp_path: Path, sign: str, notes: list[str], status: str, reason: str
) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal gesprekken per maand in 2024:"])
    drawing.rows([90, 220], 160, [["Maand", "Aantal"], ["Januari", "95"], ["Februari", sign], ["Maart", "99"]])
    drawing.prose(240, notes)
    reading = reading_of(drawing, tmp_path)
    (hole,) = (each for each in reading.figures if each.value is None)
    assert (hole.obs_status, hole.missing_reason, hole.period.start.month) == (status, reason, 2)
    assert not_understood(reading) == []


def test_a_gender_of_one_letter_is_an_entry_and_no_footnote(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Verdeling van de oproepers naar geslacht in 2024:", "Meisje: 81%", "Jongen: 14%", "X: 5%"])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [
        ("caller_gender_share", 2024, "female", 81),
        ("caller_gender_share", 2024, "male", 14),
        ("caller_gender_share", 2024, "x_y", 5),
    ]
    assert not_understood(reading) == []


@pytest.mark.parametrize(("number", "item"), [(2, 2), (5, 5), (12, 1), (32, 1)])
def test_an_item_skips_a_few_of_the_questions_and_no_more(number: int, item: int) -> None:
    drawing = Drawing()
    drawing.prose(140, ["1. Ja.", f"{number}. Neen."], leading=30)
    assert [block.item for block in read_flow(drawing.pages(), [], {})] == [1, item]


def test_a_heading_of_another_size_is_no_beginning_of_the_text_below_it() -> None:
    drawing = Drawing()
    drawing.text(72, 140, "Aantal gesprekken", size=13)
    drawing.text(72, 153, "zoals in 2024 gevoerd.")
    assert len(read_flow(drawing.pages(), [], {})) == 2


def test_nothing_is_believed_of_a_line_that_a_table_cuts(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal gesprekken in 2024:"])
    for down in (156, 172, 188, 204):
        drawing.line(90, down, 300, down)
    for x in (90, 200, 300):
        drawing.line(x, 156, x, 204)
    drawing.rows([94, 290], 168, [["Januari", "95"], ["Februari", "101"], ["Maart"]])
    drawing.text(224, 200, "Er waren 99 gesprekken in maart en 12 nieuwe oproepers.")
    reading = reading_of(drawing, tmp_path)
    assert "new_chat_callers" not in {figure.indicator for figure in reading.figures}
    assert any("is part of a line that goes on in what was read as a table" in each for each in not_understood(reading))


def test_captions_below_their_tables(tmp_path: Path) -> None:
    drawing = begun()
    for number, (name, top) in enumerate((("gesprekken", 160), ("nieuwe chatoproepers", 400)), 1):
        drawing.rows(
            [72, 200], top, [("Maand", "2024"), *((m, str(10 * number + n)) for n, m in enumerate(MONTHS))], 14
        )
        drawing.text(72, top + 13 * 14 + 4, f"Tabel {number}: aantal {name} per maand")
    reading = reading_of(drawing, tmp_path)
    assert [(name, value) for name, _, _, value in said(reading)] == [
        *(("conversations", 10 + n) for n in range(12)),
        *(("new_chat_callers", 20 + n) for n in range(12)),
    ]


def test_raised_marks_of_footnotes_are_no_figures(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 140, "In 2023 drukten 7311")
    drawing.text(72 + drawing.canvas.stringWidth("In 2023 drukten 7311", "Helvetica", 10), 136, "1", size=6)
    drawing.text(190, 140, "unieke oproepers op de chatknop.")
    drawing.text(72, 760, "1", size=7)
    drawing.text(80, 760, "Voorlopig cijfer.", size=7)
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("unique_chat_button_callers", 2023, None, 7311)]
    assert [figure.obs_status for figure in reading.figures] == ["P"]
    assert not_understood(reading) == []


def test_the_last_row_of_a_table_alone_on_the_next_page(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(500, ["Aantal gesprekken per maand in 2024 en in 2023 (t.e.m. november):"])
    rows = [("Maand", "2024", "2023 (t.e.m. november)"), *((m, str(50 + n), str(70 + n)) for n, m in enumerate(MONTHS))]
    drawing.rows([72, 200, 360], 530, rows[:12], pitch=16)
    drawing.next_page()
    drawing.text(72, 30, "Verzonnen testdocument: alle cijfers zijn verzonnen.", size=7)
    drawing.rows([72, 200], 72, [("december", "61")])
    drawing.prose(
        120, ["Jongeren kunnen voor een anoniem gesprek terecht bij Nupraatikerover, elke avond van de week."]
    )
    reading = reading_of(drawing, tmp_path)
    assert ("conversations", 2024, 12, 61) in said(reading)
    assert len([figure for figure in reading.figures if figure.value is not None]) == 23
    assert not_understood(reading) == []


def test_single_spaces_between_the_columns_of_a_monospaced_table(tmp_path: Path) -> None:
    drawing = begun()
    drawing.font = "Courier"
    drawing.prose(140, ["Hieronder staat het aantal gesprekken dat in 2024 met jongeren werd gevoerd, per maand:"])
    for number, month in enumerate(MONTHS):
        drawing.text(150, 170 + 15 * number, month, "right")
        drawing.text(154.5, 170 + 15 * number, str(100 + number))
    assert [value for *_, value in said(reading_of(drawing, tmp_path))] == [100 + n for n in range(12)]


def test_rows_without_values_between_rows_in_lower_case_stay_rows(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Aantal gesprekken in 2024, per maand:")
    values = ["97", "88", "90", "70", "99", "81", "", "", "95", "91", "90", "60"]
    drawing.rows([72, 200], 170, zip(MONTHS, values, strict=True), pitch=13)
    reading = reading_of(drawing, tmp_path)
    assert [(f.period.start.month, f.value, f.missing_reason) for f in reading.figures][5:9] == [
        (6, 81, None),
        (7, None, "blank"),
        (8, None, "blank"),
        (9, 95, None),
    ]


def test_a_source_with_a_date_below_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Aantal gesprekken in 2024, per maand:")
    drawing.rows([72, 200], 170, [(month, str(90 + n)) for n, month in enumerate(MONTHS)], pitch=14)
    drawing.text(72, 356, "Bron: registratie, geraadpleegd op 15 januari 2025")
    assert not_understood(reading_of(drawing, tmp_path)) == []


def test_labels_without_values_beside_a_table_that_lost_them_are_told(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Gemelde problematieken in 2024:")
    drawing.rows([72, 260], 170, [("Seksueel misbruik", "41%"), ("Psychische mishandeling", "8%")], pitch=14)
    drawing.prose(198, ["Verwerkingsproblematiek", "Andere, onduidelijk"], leading=14)
    messages = not_understood(reading_of(drawing, tmp_path))
    assert len(messages) == 1
    assert "'Verwerkingsproblematiek Andere, onduidelijk' on page 1" in messages[0]


def test_a_table_of_nothing_but_labels_is_told(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Aantal doorverwijzingen per hulplijn in 2024")
    rows = [("Hulplijn", "Aantal"), ("1712", ""), ("Via de school", ""), ("Tele-onthaal", "")]
    drawing.rows([72, 300], 164, rows, pitch=14)
    drawing.prose(240, ["2. Sinds september 2014 organiseren de vertrouwenscentra kindermishandeling de chatbox."])
    (doubt,) = (each for each in reading_of(drawing, tmp_path).doubts)
    assert doubt.rule == "unrecognised_table"
    assert "Tele-onthaal" in doubt.message


def test_a_heading_or_a_wrapped_sentence_that_ends_in_a_label_is_no_row(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 140, "Seksueel misbruik")
    drawing.prose(160, ["Jongeren kunnen elke avond van de week terecht op de chat, ook wie daar nog nooit kwam."])
    drawing.prose(190, ["Een overzicht van de doorverwijzingen door hulplijnen in 2024, vooral die door Awel en door"])
    drawing.text(72, 202, "1712")
    drawing.rows([72, 260], 220, [("1712", "41"), ("Awel", "8"), ("Tele-onthaal", "3")], pitch=14)
    assert not_understood(reading_of(drawing, tmp_path)) == []


def test_a_list_at_the_end_of_a_page_is_not_gone_on_with_by_a_number(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(740, ["Aantal gesprekken per jaar:"])
    drawing.prose(756, ["- 2022: 1.077", "- 2023: 1.099"])
    drawing.next_page()
    drawing.prose(72, ["8.762 oproepers drukten in 2023 buiten de openingsuren op de chatknop en kregen geen gesprek."])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [
        ("conversations", 2022, None, 1077),
        ("conversations", 2023, None, 1099),
        ("missed_outside_opening_hours", 2023, None, 8762),
    ]
    assert not_understood(reading) == []


def test_entries_of_a_list_that_is_no_table_are_of_the_year_that_announces_them(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 werden 1.187 gesprekken gevoerd."])
    for top, year in ((160, 2023), (220, 2024)):
        drawing.prose(top, [f"Gevoerde gesprekken in {year}:"])
        drawing.prose(top + 14, ["- januari: 95", "- februari: 101", "- maart: geen idee, wellicht 88 of 98"])
    reading = reading_of(drawing, tmp_path)
    assert said(reading)[1:] == [("conversations", year, m, n) for year in (2023, 2024) for m, n in ((1, 95), (2, 101))]
    assert {figure.period_basis for figure in reading.figures} == {"printed"}


def test_a_note_below_a_table_is_no_row_of_the_next(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Aantal gesprekken in 2024")
    drawing.rows([72, 260], 164, [("januari", "n.b."), ("februari", "97"), ("maart", "88"), ("april", "90")], pitch=14)
    drawing.text(72, 220, "n.b.: niet beschikbaar")
    drawing.text(72, 234, "Geslacht van de oproepers in 2024")
    drawing.rows([72, 260], 248, [("Vrouw", "81%"), ("Man", "19%")], pitch=14)
    reading = reading_of(drawing, tmp_path)
    assert said(reading)[:2] == [("conversations", 2024, 1, None), ("conversations", 2024, 2, 97)]
    assert reading.figures[0].missing_reason == "not_available"
    assert said(reading)[4:] == [("caller_gender_share", 2024, c, n) for c, n in (("female", 81), ("male", 19))]


def test_marks_that_wrap_below_their_values_are_of_the_same_row(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Aantal gesprekken per maand")
    rows = [("Maand", "2023", "2024"), ("januari", "80", "95"), ("februari", "81", "101")]
    top = drawing.rows([72, 200, 300], 170, rows, pitch=24)
    drawing.rows([72, 200, 300], top - 12, [("", "(1)", "(1)")])
    drawing.rows([72, 200, 300], top + 6, [("maart", "82", "88"), ("april", "83", "89")], pitch=24)
    drawing.text(72, 320, "(1) Dit cijfer is nog voorlopig.", size=8)
    reading = reading_of(drawing, tmp_path)
    assert [(f.value, f.obs_status) for f in reading.figures[2:4]] == [(81, "P"), (101, "P")]
    assert not_understood(reading) == []


def test_the_rest_of_a_table_without_a_year_is_not_dated_by_the_answer(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 werden 1.187 gesprekken gevoerd."])
    drawing.text(72, 700, "Leeftijd van de oproepers in 2023")
    drawing.rows([72, 200], 716, [("9-11 jaar", "13%"), ("12-14 jaar", "30%"), ("15-17 jaar", "41%")], pitch=14)
    drawing.next_page()
    drawing.rows([250, 420], 72, [("18-20 jaar", "10%"), ("21-24 jaar", "5%"), ("24+", "1%")], pitch=20)
    reading = reading_of(drawing, tmp_path)
    assert {figure.period.start.year for figure in reading.figures[1:]} == {2023}
    assert "rest of a table" in " ".join(not_understood(reading))


def test_a_table_without_a_time_below_one_with_other_values_for_the_same_is_refused(tmp_path: Path) -> None:
    drawing = begun()
    rows = [("Meisje", "66%"), ("Jongen", "34%")], [("Meisje", "70%"), ("Jongen", "30%")]
    for down, caption, shares in zip(
        (140, 200), ("Geslacht van de oproepers in 2023:", "Vorig jaar was dat:"), rows, strict=True
    ):
        drawing.text(72, down, caption)
        drawing.rows([72, 260], down + 16, shares, pitch=14)
    reading = reading_of(drawing, tmp_path)
    assert [figure.value for figure in reading.figures] == [66, 34]
    assert "other values for the same" in reading.doubts[0].message


def test_a_table_below_a_row_that_was_lost_is_not_dated_by_the_answer(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 werden 1.187 gesprekken gevoerd."])
    drawing.text(72, 740, "Geslacht van de oproepers in 2023")
    drawing.text(72, 770, "Geslacht Aandeel Meisje/Vrouw 24 % Jongen/Man 70 %")
    drawing.next_page()
    drawing.rows([250, 420], 72, [("X/Y", "4 %"), ("Onbekend", "2 %")])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, None, 1187)]
    assert "rest of a table" in " ".join(not_understood(reading))


def test_entries_of_a_list_in_brackets_are_parted_by_strokes_too(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. De leeftijd van de oproepers in 2024: 12-14 jaar (33%) / 15-17 jaar (32%)."])
    assert said(reading_of(drawing, tmp_path)) == [
        ("caller_age_share", 2024, "12-14", 33),
        ("caller_age_share", 2024, "15-17", 32),
    ]


@pytest.mark.parametrize(("heading", "holes"), [("2024", 3), ("Al 7.412 oproepers drukten in 2024 op de chatknop", 0)])
def test_under_a_bare_year_all_values_may_be_missing(heading: str, holes: int, tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Aantal gesprekken per maand")
    rows = [("Maand", "2023", heading), ("januari", "80"), ("februari", "81"), ("maart", "82")]
    drawing.rows([72, 200, 520], 170, rows)
    found = reading_of(drawing, tmp_path)
    assert [each for each in said(found) if each[-1] is not None] == [
        ("conversations", 2023, m, n) for m, n in ((1, 80), (2, 81), (3, 82))
    ]
    assert [each[:2] for each in said(found) if each[-1] is None] == [("conversations", 2024)] * holes
    assert bool(not_understood(found)) is not bool(holes)


def test_a_list_in_brackets_goes_on_on_the_next_page(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Gemelde problematieken in 2023: Seksueel misbruik (58 %) en Verwerking (9 %)."])
    drawing.prose(776, ["Gemelde problematieken in 2024: Seksueel misbruik (90 %),"])
    drawing.next_page()
    drawing.prose(72, ["Lichamelijke mishandeling en verwaarlozing (7 %) en Verwerking (3 %)."])
    assert said(reading_of(drawing, tmp_path)) == [
        ("reported_problem_share", 2023, "sexual_abuse", 58),
        ("reported_problem_share", 2023, "coping_problems", 9),
        ("reported_problem_share", 2024, "sexual_abuse", 90),
        ("reported_problem_share", 2024, "physical_abuse_and_neglect", 7),
        ("reported_problem_share", 2024, "coping_problems", 3),
    ]


def test_a_number_in_brackets_that_opens_the_next_page_is_no_mark_of_a_footnote(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(776, ["Doorverwezen door in 2024: Hulplijn 1712 (10), Zelfmoordlijn 1813"])
    drawing.next_page()
    drawing.prose(72, ["(0), Child Focus (41) en Tele-onthaal (30)."])
    assert [value for *_, value in said(reading_of(drawing, tmp_path))] == [10, 0, 41, 30]


def test_a_sentence_goes_on_on_the_next_page_behind_a_colon(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(776, ["Aantal gevoerde gesprekken in 2023:"])
    drawing.next_page()
    drawing.prose(72, ["in januari 78, in februari 96 en in maart 29."])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2023, month, n) for month, n in ((1, 78), (2, 96), (3, 29))]
    assert {figure.period_basis for figure in reading.figures} == {"printed"}


def test_a_sentence_goes_on_on_the_next_page_behind_a_word_that_ends_none(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(776, ["Gemelde problematieken in 2024: Seksueel misbruik (90 %) en"])
    drawing.next_page()
    drawing.prose(72, ["Verwerking (3 %)."])
    assert [value for *_, value in said(reading_of(drawing, tmp_path))] == [90, 3]


def test_a_sentence_goes_on_on_the_next_page_behind_an_abbreviation(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(776, ["Aantal gevoerde gesprekken in 2023: in sept. 78, in okt."])
    drawing.next_page()
    drawing.prose(72, ["303, in nov. 340 en in dec. 72."])
    reading = reading_of(drawing, tmp_path)
    assert [each[1:] for each in said(reading)] == [(2023, 9, 78), (2023, 10, 303), (2023, 11, 340), (2023, 12, 72)]


def test_a_month_without_a_year_behind_several_years_is_of_none_of_them(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 werden 1.187 gesprekken gevoerd, in 2023 waren dat er 1.099."])
    drawing.prose(160, ["In november werden er 140 gesprekken gevoerd."])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, None, 1187), ("conversations", 2023, None, 1099)]
    assert "its item names several years" in " ".join(not_understood(reading))


def test_shares_in_brackets_do_not_end_a_row_that_a_table_lost(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 140, "Aantal doorverwijzingen per hulplijn in 2024")
    drawing.prose(176, ["Hulplijn", "1712", "Awel", "CLB-chat"])
    drawing.prose(250, ["Aantal", "473 (31 %)", "253 (17 %)", "365 (24 %)"])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == []
    assert any("473 (31 %)" in message for message in not_understood(reading))


def test_a_bullet_below_a_row_that_a_table_lost_is_the_rest_of_it(tmp_path: Path) -> None:
    """Dashes that stand for missing numbers look like bullets once their table is torn."""
    drawing = begun()
    drawing.prose(140, ["1. Oproepers werden in 2024 doorverwezen door volgende hulplijnen:"])
    drawing.prose(164, ["Doorverwezen door", "1712", "Awel", "CLB-chat"])
    drawing.prose(218, ["- - 12 Tele-Onthaal -"])
    drawing.prose(242, ["2. In 2024 waren er 95 gesprekken."])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, None, 95)]
    assert any("'- - 12 Tele-Onthaal -'" in message for message in not_understood(reading))


def ruled(drawing: Drawing, top: float, rows: list[list[str]]) -> None:
    """A table with all its lines, six columns of numbers wide."""
    lefts = [72.0, *range(130, 490, 60)]
    for down in range(0, 16 * len(rows) + 1, 16):
        drawing.line(72, top + down, 490, top + down)
    for x in (*lefts, 490):
        drawing.line(x, top, x, top + 16 * len(rows))
    for line, row in enumerate(rows):
        for x, text in zip(lefts, row, strict=False):
            drawing.text(x + 3, top + 16 * line + 12, text, size=9)


def test_the_rest_of_the_months_in_a_table_of_its_own(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal gesprekken per maand"])
    for top, first in ((156, 0), (230, 6)):
        ruled(drawing, top, [["Jaar", *MONTHS[first : first + 6]], ["2024", *map(str, range(91 + first, 97 + first))]])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, month, 90 + month) for month in range(1, 13)]
    assert not_understood(reading) == []


@pytest.mark.parametrize(
    ("caption", "below", "statuses"),
    [
        ("(voorlopige cijfers)", "De chat is voorlopig gesloten.", "PP"),
        ("", "Dat is meer dan verwacht. De cijfers van 2024 zijn voorlopig.", "AP"),
        ("", "De cijfers over nieuwe oproepers van 2024 zijn voorlopig.", "AA"),
        ("", "De onderstaande cijfers zijn voorlopig.", "AA"),
    ],
)
def test_what_stands_above_or_below_a_table_calls_its_figures_provisional(
    caption: str, below: str, statuses: str, tmp_path: Path
) -> None:
    drawing = begun()
    drawing.prose(140, [f"1. Aantal gesprekken {caption}"])
    ruled(drawing, 156, [["Jaar", *MONTHS[:6]], ["2023", *map(str, range(90, 96))], ["2024", *map(str, range(80, 86))]])
    drawing.prose(230, [below])
    figures = reading_of(drawing, tmp_path).figures
    assert [each.obs_status for each in figures] == [*statuses[0] * 6, *statuses[1] * 6]


def test_a_footnote_in_the_last_row_of_a_table(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal gesprekken"])
    values = [*map(str, range(90, 95)), "95*"]
    ruled(drawing, 156, [["Jaar", *MONTHS[:6]], ["2024", *values], ["* voorlopig"]])
    reading = reading_of(drawing, tmp_path)
    assert [each.obs_status for each in reading.figures] == [*"AAAAAP"]
    assert not_understood(reading) == []


def test_an_item_below_the_footnotes_of_a_table_is_none_of_them(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 140, "1. Aantal gesprekken:")
    drawing.rows([72, 260], 156, [("Maand", "2024"), ("Juli¹", "52"), ("Augustus²", "47")], pitch=14)
    drawing.prose(206, ["¹ Beperkte openingsuren.", "² Nog beperktere openingsuren."], leading=18)
    drawing.text(72, 252, "2. Aantal nieuwe chatoproepers:")
    drawing.rows([72, 260], 268, [("Maand", "2024"), ("Juli", "31"), ("Augustus", "29")], pitch=14)
    told = [(each.indicator, each.value) for each in reading_of(drawing, tmp_path).figures]
    assert told == [("conversations", 52), ("conversations", 47), ("new_chat_callers", 31), ("new_chat_callers", 29)]


@pytest.mark.parametrize(
    ("mark", "note", "statuses"),
    [
        ("1)", "1) Voorlopige cijfers.", "AP"),
        ("[1]", "[1] Voorlopige cijfers.", "AP"),
        ("(1)", "1 Voorlopige cijfers.", "AP"),
        ("", "1 Deze cijfers zijn voorlopig.", "PP"),
    ],
)
def test_the_number_of_a_footnote_below_a_table_counts_nothing(
    mark: str, note: str, statuses: str, tmp_path: Path
) -> None:
    drawing = begun()
    drawing.prose(140, ["1. Aantal gesprekken"])
    years = ("2023", f"2024 {mark}")
    ruled(drawing, 156, [["Jaar", *MONTHS[:6]], *([year, *map(str, range(90, 96))] for year in years)])
    drawing.prose(230, [note])
    reading = reading_of(drawing, tmp_path)
    assert [each.obs_status for each in reading.figures] == [*statuses[0] * 6, *statuses[1] * 6]
    assert not_understood(reading) == []


def test_a_share_glued_to_its_label_below_a_table_is_told(tmp_path: Path) -> None:
    drawing = begun()
    drawing.text(72, 150, "Gemelde problematieken in 2024:")
    drawing.rows([72, 260], 170, [("Seksueel misbruik", "41%"), ("Psychische mishandeling", "8%")], pitch=14)
    drawing.text(72, 198, "Verwerkingsproblematiek92%")
    (message,) = not_understood(reading_of(drawing, tmp_path))
    assert "'Verwerkingsproblematiek92%' on page 1 looks like a row that a table lost" in message


BOTH = [("conversations", 2024, None, 1011), ("new_chat_callers", 2024, None, 655)]
GENDER = [
    ("caller_gender_share", y, c, n) for y, n in ((2023, 81), (2024, 80)) for c, n in (("female", n), ("male", 100 - n))
]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["1. De cijfers:", 1011, "Aantal gesprekken", 655, "Aantal nieuwe chatoproepers"], BOTH),
        (["1. De cijfers:", "Aantal gesprekken", 1011, "Aantal nieuwe chatoproepers", 655], BOTH),
        (
            ["1. Tabel 1 geeft het aantal gesprekken, tabel 2 de nieuwe oproepers.", "Tabel 1", 1011, "Tabel 2", 655],
            BOTH,
        ),
        (["1. Aantal gesprekken (tabel 1) en nieuwe oproepers (tabel 2).", "Tabel 1", 1011, "Tabel 2", 655], BOTH),
        (
            ["1. Tabel 1 gaat over gesprekken.", "2. Tabel 2 over nieuwe oproepers.", "Tabel 1", 1011, "Tabel 2", 655],
            BOTH,
        ),
        (["1. Tabel 2 gaat over nieuwe oproepers.", "Tabel 1", 1011], []),
        (["1. Aantal gesprekken", 1011, "Anders dan het aantal nieuwe oproepers steeg dat.", 2655], BOTH[:1]),
        (["1. Geslacht van de oproepers", 81, "(cijfers 2023)", 80, "(cijfers 2024)"], GENDER),
        (["1. Geslacht van de oproepers", 81, "Deze percentages gelden voor 2023. Later is niets bekend."], GENDER[:2]),
    ],
)
def test_which_text_is_about_which_table(
    parts: list[str | int], expected: list[tuple[object, ...]], tmp_path: Path
) -> None:
    drawing, top = begun(), 140.0
    for part in parts:
        if isinstance(part, str):
            drawing.prose(top, [part])
            top += 20
        else:
            shares = [("Vrouw", f"{part}%"), ("Man", f"{100 - part}%")]
            drawing.rows([72, 260], top, shares if part < 100 else [("2024", str(part)), ("2025", "n.b.")], pitch=14)
            top += 40
    assert [each for each in said(reading_of(drawing, tmp_path)) if each[-1] is not None] == expected


def test_what_is_struck_out_or_runs_aslant_is_told_and_not_read(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 werden 1150 1198 gesprekken gevoerd."])
    before = drawing.canvas.stringWidth("1. In 2024 werden ", "Helvetica", 10)
    drawing.line(72 + before, 136.6, 72 + before + drawing.canvas.stringWidth("1150", "Helvetica", 10), 136.6)
    drawing.canvas.rotate(30)
    drawing.canvas.drawString(500, 200, "CONCEPT 31")
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("conversations", 2024, None, 1198)]
    struck, aslant = not_understood(reading)
    assert "'1150' on page 1 is struck out" in struck
    assert "'31' on page 1 runs aslant" in aslant


def test_a_number_that_a_line_breaks_is_whole_or_told(tmp_path: Path) -> None:
    drawing = begun()
    drawing.prose(140, ["1. In 2024 drukten 7.", "412 unieke oproepers op de chatknop."])
    drawing.prose(180, ["2. In 2024 was 80,", "5% van de oproepers een meisje."])
    reading = reading_of(drawing, tmp_path)
    assert said(reading) == [("caller_gender_share", 2024, "female", 80.5)]
    assert [number for number in ("7", "412") if any(f"'{number}'" in each for each in not_understood(reading))] == [
        "7",
        "412",
    ]
