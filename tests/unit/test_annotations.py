"""What annotations print on the pages of an answer: told, since it is seen but is no part of the page's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from drawn_pages import HEIGHT
from files import rewrite
from pikepdf import Array, Dictionary, Name, String
from test_body import begun, not_understood

from nupraat_pipeline.reading.answer import read_answer

if TYPE_CHECKING:
    from pathlib import Path

    from nupraat_pipeline.reading.records import AnswerReading

# Fields that no form of the file holds are shown all the same.
pytestmark = pytest.mark.filterwarnings("ignore:This document has . form widget")

SENTENCE = "In 2024 drukten 7.412 unieke oproepers op de chatknop."
AREA = [180.0, HEIGHT - 205, 300.0, HEIGHT - 192]


def annotated(folder: Path, kind: str, *, turn: int = 0, **entries: object) -> AnswerReading:
    """An answer with 'Maart 118' under a table's heading, and one annotation over the number."""
    drawing = begun()
    drawing.text(72, 140, "1. Aantal gesprekken in 2024:")
    drawing.rows([72, 250], 170, [("Maand", "2024"), ("Februari", "97"), ("Maart", "118"), ("April", "84")])
    (folder / "plain.pdf").write_bytes(drawing.pdf())

    def annotate(pdf: pikepdf.Pdf) -> None:
        if "AP" in entries:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            form = pdf.make_stream(f"BT /F 10 Tf ({entries['AP']}) Tj ET".encode())
            form.update({"/Subtype": Name.Form, "/Resources": Dictionary(Font=Dictionary(F=font))})
            form.Type, form.BBox = Name.XObject, Array([0, 0, 400, 12])
            entries["AP"] = Dictionary(N=form)
        note = Dictionary(**{"Type": Name.Annot, "Subtype": Name("/" + kind), "Rect": Array(AREA), **entries})
        pdf.pages[0].Rotate = turn
        pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))

    return read_answer(rewrite(folder / "plain.pdf", folder / "answer.pdf", annotate))


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("FreeText", {"Contents": String(SENTENCE), "F": 4}),
        ("Stamp", {"AP": SENTENCE, "F": 4}),
        ("Widget", {"FT": Name.Tx, "V": String("7412"), "F": 4}),
        ("Widget", {"Parent": Dictionary(FT=Name.Ch, V=String("7412"))}),
    ],
)
def test_numbers_that_annotations_print_are_told(kind: str, entries: dict[str, object], tmp_path: Path) -> None:
    (doubt,) = annotated(tmp_path, kind, **entries).doubts
    assert (doubt.rule, doubt.page) == ("unaccounted_number", 1)
    assert "7.412" in doubt.message or "7412" in doubt.message
    (box,) = doubt.boxes
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((180, 192, 300, 205))


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("FreeText", {"Contents": String(SENTENCE), "F": 2}),
        ("Stamp", {"AP": "Ontvangen op 3 maart 2025", "F": 4}),
        ("Text", {"Contents": String(SENTENCE)}),
        ("Popup", {"Contents": String(SENTENCE)}),
        ("Highlight", {"Contents": String(SENTENCE)}),
        ("Link", {"Contents": String(SENTENCE)}),
        ("Widget", {"FT": Name.Sig, "V": Dictionary(Name=String("7412"))}),
        ("FreeText", {"Contents": Array([1]), "AP": "", "F": Name.None_}),
        ("StrikeOut", {"QuadPoints": Array([10**18] * 8), "Rect": Array([1, 2])}),
    ],
)
def test_what_annotations_do_not_print_is_passed_over(kind: str, entries: dict[str, object], tmp_path: Path) -> None:
    assert annotated(tmp_path, kind, **entries).doubts == ()


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_what_an_annotation_strikes_out_is_not_read(turn: int, tmp_path: Path) -> None:
    x0, y0, x1, y1 = AREA
    reading = annotated(tmp_path, "StrikeOut", turn=turn, QuadPoints=Array([x0, y1, x1, y1, x0, y0, x1, y0]))
    assert 118 not in [figure.value for figure in reading.figures]
    assert any("'118' on page 1 is struck out" in message for message in not_understood(reading))
