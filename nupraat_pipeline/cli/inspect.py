"""`nupraat inspect`: one PDF read as a build reads it, shown, and stored nowhere.

Here: the two forms in which a reading is shown. Not here: how it is read (`nupraat_pipeline.reading`), or made into
rows (`observations`, `quality`): both are the build's own functions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nupraat_pipeline import cli
from nupraat_pipeline.cli.terminal import console, printable, table
from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.reading.records import AnswerReading, FileReading, Rejection

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from nupraat_pipeline.reading.records import Figure

_ROWS = {
    "observations": "core.observations",
    "findings": "quality.findings",
    "cells": "raw.cells",
    "statements": "raw.statements",
}


def inspect(path: Path, *, as_json: bool) -> int:
    """Show what is understood of the PDF; returns the exit code of the contract."""
    (reading,) = read_answers([path])
    tables = _tables(reading)
    if as_json:
        print(json.dumps(_as_object(tables), indent=2))
    elif isinstance(reading.outcome, Rejection):
        console(stderr=True).print(f"Rejected ({reading.outcome.reason}): {printable(reading.outcome.message)}")
    else:
        _show(path, reading.outcome, tables["quality.findings"])
    return cli.REJECTED if isinstance(reading.outcome, Rejection) else 0


def _tables(reading: FileReading) -> dict[str, pd.DataFrame]:
    """The tables a build of this file alone would publish."""
    from nupraat_pipeline import observations, quality
    from nupraat_pipeline.catalogue import load_catalogue

    catalogue = load_catalogue()
    tables = observations.raw_tables([reading]) | observations.core_tables([reading], catalogue)
    tables["quality.findings"] = quality.find([reading], tables["core.observations"], catalogue)
    return tables


def _as_object(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    (document,) = _records(tables["raw.documents"])
    described = {key: document[key] for key in ("status", "reason", "message")}
    rows = {key: _records(tables[name]) for key, name in _ROWS.items()}
    return {**described, "document": document, **rows}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values: None for what is missing, ISO texts for dates."""
    import pandas as pd

    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {
            str(name): value.date().isoformat() if isinstance(value, pd.Timestamp) else value
            for name, value in row.items()
        }
        for row in plain.to_dict("records")
    ]


# The plain form


def _show(path: Path, answer: AnswerReading, findings: pd.DataFrame) -> None:
    facts = answer.document
    out = console()
    out.print(
        f"{printable(path.name)}: answer to question {facts.question_number} of {facts.question_date} "
        f"by {printable(facts.author)}, {facts.page_count} pages"
    )
    _show_tables(answer)
    _show_prose(answer)
    failed = findings[~findings["passed"].astype(bool)]
    out.print(f"\nFindings: {len(findings)} evaluated, {len(failed)} failed")
    for row in failed.itertuples():
        out.print(f"  {row.severity} {row.rule}: {printable(row.message)}")


def _show_tables(answer: AnswerReading) -> None:
    """Each table as read, under what it was recognised as."""
    out = console()
    for number in sorted({cell.table_number for cell in answer.cells}):
        cells = [cell for cell in answer.cells if cell.table_number == number]
        figures = [figure for figure in answer.figures if figure.cell and figure.cell[0] == number]
        out.print(f"\nTable {number}, {_pages({cell.box.page for cell in cells})}: {_recognised(figures)}")
        rows: dict[int, dict[int, str]] = {}
        for cell in cells:
            rows.setdefault(cell.row_number, {})[cell.column_number] = cell.text
        width = max(cell.column_number for cell in cells)
        grid = [[row.get(column, "") for column in range(1, width + 1)] for _, row in sorted(rows.items())]
        out.print(table([""] * width, grid))


def _pages(pages: set[int]) -> str:
    first, last = min(pages), max(pages)
    return f"page {first}" if first == last else f"pages {first}-{last}"


def _recognised(figures: list[Figure]) -> str:
    if not figures:
        return "not recognised"
    indicators = ", ".join(sorted({figure.indicator for figure in figures}))
    years = sorted({figure.period.start.year for figure in figures} | {figure.period.end.year for figure in figures})
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"
    bases = ", ".join(sorted({figure.period_basis for figure in figures}))
    return f"{indicators}, {span} (period: {bases}), {len(figures)} values"


def _show_prose(answer: AnswerReading) -> None:
    """The figures in prose, with the sentence that has them."""
    out = console()
    sentences = {statement.statement_number: statement.sentence for statement in answer.statements}
    figures = [figure for figure in answer.figures if figure.statement_number is not None]
    out.print(f"\nIn prose: {len(figures)} figures")
    out.print(
        table(
            ["page", "printed", "indicator", "category", "from", "to", "sentence"],
            (
                [
                    figure.box.page,
                    f"{'± ' if figure.is_approximate else ''}{figure.printed_text}",
                    figure.indicator,
                    figure.category,
                    figure.period.start,
                    figure.period.end,
                    sentences.get(figure.statement_number or 0),
                ]
                for figure in figures
            ),
        )
    )
