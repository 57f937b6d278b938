"""The 2022 answer itself: every figure as a person read it from the page, and its box.

The golden file was typed from the rendered pages. When a test fails here, look at the page before the file.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest

from nupraat_pipeline.reading.answer import read_answer

if TYPE_CHECKING:
    from nupraat_pipeline.reading.records import AnswerReading, Figure, Period

ROOT = Path(__file__).parents[2]
PDF = ROOT / "raw" / "2022_sv363.pdf"
GOLDEN = ROOT / "tests" / "golden" / "2022_observations.csv"

# A box is cut out a little wider than the ink, so that a rounding in the last digit loses no glyph.
CROP_MARGIN_PT = 1.0

Row = dict[str, str]


@cache
def reading() -> AnswerReading:
    return read_answer(PDF)


def golden_rows() -> list[Row]:
    with GOLDEN.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def as_row(figure: Figure) -> Row:
    """A figure in the columns and spelling of the golden file."""

    def number(value: float | None) -> str:
        return "" if value is None else f"{value:g}"

    def days(period: Period | None) -> tuple[str, str]:
        return ("", "") if period is None else (period.start.isoformat(), period.end.isoformat())

    start, end = days(figure.period)
    base_start, base_end = days(figure.base_period)
    return {
        "indicator": figure.indicator,
        "period_start": start,
        "period_end": end,
        "category": figure.category or "",
        "category_label": figure.category_label or "",
        "role": figure.role,
        "value": number(figure.value),
        "unit": figure.unit,
        "obs_status": figure.obs_status,
        "missing_reason": figure.missing_reason or "",
        "is_approximate": str(figure.is_approximate).lower(),
        "source": figure.source,
        "page": str(figure.box.page),
        "printed_text": figure.printed_text,
        "period_basis": figure.period_basis,
        "base_period_start": base_start,
        "base_period_end": base_end,
    }


def sort_key(row: Row) -> tuple[str, ...]:
    names = ("indicator", "source", "period_start", "period_end", "role", "category", "printed_text")
    return tuple(row[name] for name in names)


def test_golden_file_holds_the_figures_that_the_answer_prints() -> None:
    rows = golden_rows()
    kinds = [(row["source"], row["role"] == "total") for row in rows]
    assert len(rows) == 128
    assert kinds.count(("table", False)) == 105
    assert kinds.count(("table", True)) == 6
    assert sum(source == "prose" for source, _ in kinds) == 17


def test_every_figure_is_read_as_printed() -> None:
    read = sorted((as_row(figure) for figure in reading().figures), key=sort_key)
    assert read == sorted(golden_rows(), key=sort_key)


def test_every_box_contains_its_printed_text() -> None:
    with pdfplumber.open(PDF) as pdf:
        for figure in reading().figures:
            box, margin = figure.box, CROP_MARGIN_PT
            area = (box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
            text = pdf.pages[box.page - 1].crop(area, strict=False).extract_text()
            assert figure.printed_text in text, f"{figure.indicator} {figure.period}: {box} holds {text!r}"


def test_no_number_of_the_answer_is_left_behind() -> None:
    lost = [doubt.message for doubt in reading().doubts if doubt.rule == "unaccounted_number"]
    assert lost == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("question_number", 363),
        ("author", "KATRIEN SCHRYVERS"),
        ("page_count", 6),
        ("title", "Nupraatikerover - Oproepen"),
    ],
)
def test_the_document_is_identified(field: str, expected: object) -> None:
    assert getattr(reading().document, field) == expected


def test_the_breaks_in_the_series_that_it_tells_of() -> None:
    told = {mention.event: (mention.page, mention.sentence) for mention in reading().notes.events}
    assert {event: page for event, (page, _) in told.items()} == {
        "scope_broadened": 1,  # the question tells of it
        "longer_opening_hours": 3,
        "sexual_violence_chat_merged": 5,
        "corona": 5,
    }
    assert told["corona"][1] == (
        "2020 was een uitzonderlijk jaar voor Nupraatikerover.be gezien de geldende coronamaatregelen."
    )
