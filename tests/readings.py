"""Readings made by hand: the 2022 answer as a person typed it, and small invented answers.

The invented ones are for tests of everything that comes after the reading; no PDF stands behind them.
"""

from __future__ import annotations

import calendar
import csv
import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from nupraat_pipeline.reading.records import (
    AnswerReading,
    Box,
    Cell,
    DocumentFacts,
    Doubt,
    Figure,
    FileReading,
    Notes,
    Period,
    Rejection,
    RejectionReason,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GOLDEN = Path(__file__).parent / "golden" / "2022_observations.csv"


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def month(number: int, of: int) -> Period:
    return Period(date(of, number, 1), date(of, number, calendar.monthrange(of, number)[1]))


def figure(indicator: str, period: Period, value: float | None, **changes: Any) -> Figure:
    """A figure printed in a table; a month and a category are parts, anything else is a total."""
    category = changes.get("category")
    is_part = category is not None or (period.end - period.start).days < 31
    unit = "percent" if indicator.endswith(("_share", "_growth")) else "count"
    defaults: dict[str, Any] = {
        "period_basis": "printed",
        "category": None,
        "category_label": category,
        "role": "part" if is_part else "total",
        "unit": unit,
        "source": "table",
        "printed_text": "***" if value is None else f"{value:g}".replace(".", ","),
        "box": Box(1, 0.0, 0.0, 1.0, 1.0),
        "obs_status": "O" if value is None else "A",
        "missing_reason": "unexplained" if value is None else None,
    }
    return Figure(indicator=indicator, period=period, value=value, **(defaults | changes))


def prose(indicator: str, period: Period, value: float | None, **changes: Any) -> Figure:
    return figure(indicator, period, value, source="prose", **changes)


def months(indicator: str, of: int, values: Iterable[float | None]) -> list[Figure]:
    """The months of a year from January on."""
    return [figure(indicator, month(number, of), value) for number, value in enumerate(values, start=1)]


def shares(indicator: str, period: Period, **values: float) -> list[Figure]:
    """A table of shares; in a category's name, '_' stays and 'a' before a digit is dropped ('a9_11' is '9-11')."""
    return [figure(indicator, period, value, category=_category(name)) for name, value in values.items()]


def _category(name: str) -> str:
    return name[1:].replace("_", "-") if name[0] == "a" and name[1].isdigit() else name


def answer(
    figures: Sequence[Figure],
    *,
    number: int = 363,
    asked: date = date(2023, 1, 30),
    author: str = "KATRIEN SCHRYVERS",
    content: str = "",
    modified: str | None = None,
    doubts: Sequence[Doubt] = (),
    notes: Notes | None = None,
    sentence: str = "In {year} waren het er {text}.",
) -> AnswerReading:
    """An answer in which each figure stands on a line of its own; `content` makes other bytes of the same figures.

    A `sentence` that begins with '- ' makes entries of a list.
    """
    placed = tuple(_placed(figure, line) for line, figure in enumerate(figures, start=1))
    fingerprint = repr((figures, number, asked, author, content, modified))
    facts = DocumentFacts(
        sha256=hashlib.sha256(fingerprint.encode()).hexdigest(),
        size_bytes=1000,
        page_count=1 + max((figure.box.page for figure in placed), default=1),
        question_number=number,
        question_date=asked,
        author=author,
        title="Nupraatikerover - Oproepen",
        modified=modified,
    )
    return AnswerReading(
        document=facts,
        cells=tuple(
            Cell(*figure.cell, text=figure.printed_text, box=figure.box) for figure in placed if figure.cell is not None
        ),
        statements=tuple(
            Statement(
                figure.statement_number,
                sentence.format(year=figure.period.start.year, text=figure.printed_text),
                figure.printed_text,
                figure.box,
                is_entry=sentence.startswith("- "),
            )
            for figure in placed
            if figure.statement_number is not None
        ),
        figures=placed,
        doubts=tuple(doubts),
        notes=notes or Notes(),
    )


def _placed(figure: Figure, line: int) -> Figure:
    box = replace(figure.box, top=line * 10.0, bottom=line * 10.0 + 9.0)
    if figure.source == "table":
        return replace(figure, box=box, cell=(1, line, 1))
    return replace(figure, box=box, statement_number=line)


def file(reading: AnswerReading, name: str = "antwoord.pdf") -> FileReading:
    return FileReading(name, reading)


def rejected(name: str = "notitie.pdf", reason: RejectionReason = RejectionReason.NOT_A_PDF) -> FileReading:
    return FileReading(name, Rejection(reason, f"{name} does not begin as a PDF does; put another file there."))


def golden_figures() -> list[Figure]:
    """The 128 figures of the 2022 answer, typed from its pages."""
    with GOLDEN.open(newline="", encoding="utf-8") as lines:
        return [_typed(row) for row in csv.DictReader(lines)]


def _typed(row: dict[str, str]) -> Figure:
    base = row["base_period_start"]
    return Figure(
        indicator=row["indicator"],
        period=Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])),
        period_basis=row["period_basis"],  # type: ignore[arg-type]
        category=row["category"] or None,
        category_label=row["category_label"] or None,
        role=row["role"],  # type: ignore[arg-type]
        value=float(row["value"]) if row["value"] else None,
        unit=row["unit"],  # type: ignore[arg-type]
        source=row["source"],  # type: ignore[arg-type]
        printed_text=row["printed_text"],
        box=Box(int(row["page"]), 70.0, 0.0, 100.0, 9.0),
        base_period=Period(date.fromisoformat(base), date.fromisoformat(row["base_period_end"])) if base else None,
        obs_status=row["obs_status"],  # type: ignore[arg-type]
        missing_reason=row["missing_reason"] or None,  # type: ignore[arg-type]
        is_approximate=row["is_approximate"] == "true",
    )


def golden_reading(content: str = "") -> AnswerReading:
    """The 2022 answer as its reader should hand it on."""
    notes = Notes(bases=(("weekday_share", "conversations"),), lower_bounds=("referrals",))
    return answer(golden_figures(), content=content, notes=notes)
