"""A reading in plain form, for who judges a new year's answer: its tables, its figures in prose, and what is doubtful.

Here: what `nupraat inspect` prints. Everything printed in the PDF is made harmless and wrapped to the terminal.
"""

from __future__ import annotations

import calendar
from itertools import groupby
from typing import TYPE_CHECKING

from nupraat_pipeline.cli.terminal import console, paragraph, plural, printable, table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from nupraat_pipeline.reading.records import AnswerReading, Figure, Period

_CHECKS = ("error", "warning", "info")


def show(path: Path, answer: AnswerReading, findings: pd.DataFrame) -> None:
    """Print all that is understood of an answer; a verdict comes last, where one looks first."""
    facts = answer.document
    out = console()
    out.print(
        f"{printable(path.name)}: answer to question {facts.question_number} of {facts.question_date} "
        f"by {printable(facts.author)}, {plural(facts.page_count, 'page')}"
    )
    if facts.title:
        out.print(printable(facts.title))
    _show_tables(answer)
    _show_prose(answer)
    failed = findings[~findings["passed"].astype(bool)]
    _show_findings(failed, len(findings))
    _show_verdict(answer, failed)


def _show_tables(answer: AnswerReading) -> None:
    """Print each table as read, under what it was recognised as."""
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
        out.print(table([""] * width, grid), end="")


def _pages(pages: set[int]) -> str:
    first, last = min(pages), max(pages)
    return f"page {first}" if first == last else f"pages {first}-{last}"


def _recognised(figures: list[Figure]) -> str:
    if not figures:
        return "NOT RECOGNISED"
    indicators = ", ".join(sorted({figure.indicator for figure in figures}))
    years = sorted({figure.period.start.year for figure in figures} | {figure.period.end.year for figure in figures})
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"
    holes = sum(figure.value is None for figure in figures)
    without = f", {holes} of them without a value" if holes else ""
    return f"{indicators}, {span}{_unless_printed(figures)}, {plural(len(figures), 'figure')}{without}"


def _unless_printed(figures: Iterable[Figure]) -> str:
    """Say where a period comes from, unless it is printed with the figures."""
    sources = {"item": "named earlier in the item", "answer": "the year the answer is about"}
    told = sorted({sources[figure.period_basis] for figure in figures if figure.period_basis in sources})
    return f" ({', '.join(told)})" if told else ""


def _show_prose(answer: AnswerReading) -> None:
    """Print each sentence with figures, and under it what they are."""
    out = console()
    figures = [figure for figure in answer.figures if figure.source == "prose"]
    sentences = {statement.statement_number: statement.sentence for statement in answer.statements}
    out.print(f"\nIn prose: {plural(len(figures), 'figure')}")
    for (page, sentence), said in groupby(
        figures, key=lambda figure: (figure.box.page, sentences.get(figure.statement_number or 0, ""))
    ):
        out.print(f"\n{paragraph(sentence, first=f'page {page}: ', indent=2)}")
        for figure in said:
            out.print(f"    {_printed(figure)} = {_meaning(figure)}")


def _printed(figure: Figure) -> str:
    return f"{'about ' if figure.is_approximate else ''}{printable(figure.printed_text)}"


def _meaning(figure: Figure) -> str:
    category = f" {printable(figure.category)}" if figure.category else ""
    base = f", compared with {_days(figure.base_period)}" if figure.base_period else ""
    return f"{figure.indicator}{category}, {_days(figure.period)}{_unless_printed([figure])}{base}"


def _days(period: Period) -> str:
    """Name a period as briefly as it allows: 2022, 2022-07, or its first and last day."""
    start, end = period.start, period.end
    if (start.month, start.day, end.month, end.day, end.year) == (1, 1, 12, 31, start.year):
        return str(start.year)
    if start.day == 1 and end == start.replace(day=calendar.monthrange(start.year, start.month)[1]):
        return f"{start:%Y-%m}"
    return f"{start} to {end}"


def _show_findings(failed: pd.DataFrame, evaluated: int) -> None:
    """Print the findings that failed, the worst first."""
    out = console()
    out.print(f"\nFindings: {evaluated} evaluated, {len(failed)} failed")
    for severity in _CHECKS:
        for row in failed[failed["severity"] == severity].itertuples():
            out.print(paragraph(row.message, first=f"  {severity} {row.rule}: ", indent=4))


def _show_verdict(answer: AnswerReading, failed: pd.DataFrame) -> None:
    tables = len({cell.table_number for cell in answer.cells})
    out = console()
    out.print(
        f"\nRead {plural(len(answer.figures), 'figure')} from {plural(tables, 'table')} and "
        f"{plural(len(answer.statements), 'place')} in prose."
    )
    from nupraat_pipeline.warehouse.news import NOT_UNDERSTOOD

    lost = failed["rule"].isin(NOT_UNDERSTOOD).sum()
    if lost:
        out.print(f"NOT UNDERSTOOD: {plural(int(lost), 'place')}, see {', '.join(NOT_UNDERSTOOD)} above.")
    else:
        out.print("Every number of the answer is accounted for.")
