"""A reading in plain form, for who judges a new year's answer: what is doubtful first, then all that was read.

Here: what `nupraat inspect` prints, and in which order. Not here: the words for a figure (`meanings`) or the form of a
table (`side_by_side`). Everything printed in the PDF is made harmless and wrapped to the terminal.
"""

from __future__ import annotations

import shlex
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.text import Text

from nupraat_pipeline.cli import meanings, side_by_side
from nupraat_pipeline.cli.terminal import console, paragraph, plural, printable
from nupraat_pipeline.quality.alike import once_each
from nupraat_pipeline.quality.doubts import NOT_UNDERSTOOD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from nupraat_pipeline.reading.records import AnswerReading, Figure, Rejection

_STYLES = {"error": "bold red", "warning": "yellow", "info": ""}

# Characters of a table where no terminal sets them; sentences and findings stay lines of their own there, for grep.
_WIDEST = 120

# A label that is new to the catalogue: its figures are kept.
_NEW_LABEL = "unknown_category"


def show(path: Path, answer: AnswerReading, findings: Sequence[Any]) -> None:
    """Print all that is understood of an answer: doubts on top, what to do next at the end.

    `findings` are the records of `quality.findings`.
    """
    facts = answer.document
    out = console()
    about = f"answer to question {facts.question_number} of {facts.question_date} by {printable(facts.author)}"
    out.print(f"{printable(path.name)}: {about}, {plural(facts.page_count, 'page')}")
    if facts.title:
        out.print(printable(facts.title))
    failed = once_each(finding for finding in findings if not finding.passed)
    to_look_at = [finding for finding in failed if not _is_remark(finding)]
    _show_findings(to_look_at, f"To look at ({len(findings)} checks evaluated)")
    _show_tables(answer)
    _show_prose(answer)
    _show_findings([finding for finding in failed if _is_remark(finding)], "Remarks")
    _show_verdict(path, answer, [finding.rule for finding in failed])


def show_rejection(rejection: Rejection) -> None:
    """Print why a file was rejected, and what to do, to standard error."""
    console(stderr=True).print(f"Rejected ({rejection.reason}): {printable(rejection.message)}")


def _is_remark(finding: Any) -> bool:
    """Whether it is worth knowing and mostly no fault."""
    return bool(finding.severity == "info") and finding.rule not in NOT_UNDERSTOOD


def _show_findings(failed: Sequence[Any], title: str) -> None:
    """Print failed findings, the worst first."""
    out = console()
    rows = [row for severity in _STYLES for row in failed if row.severity == severity]
    out.print(Text(f"\n{title}: {len(rows) or 'nothing'}", style="bold"))
    for row in rows:
        told = paragraph(row.message, first=f"  {row.severity} {row.rule}: ", indent=4)
        out.print(Text(told, style=_STYLES[str(row.severity)]))


def _show_tables(answer: AnswerReading) -> None:
    """Print each table as read, and beside it what it was recognised as."""
    out = console()
    doubted = frozenset(box for doubt in answer.doubts for box in doubt.boxes)
    for number in sorted({cell.table_number for cell in answer.cells}):
        cells = [cell for cell in answer.cells if cell.table_number == number]
        figures = [figure for figure in answer.figures if figure.cell and figure.cell[0] == number]
        out.print()
        out.print(side_by_side.heading(number, cells, figures))
        width = min(out.width, _WIDEST)
        out.print(side_by_side.rows(cells, figures, doubted, width), width=width)


def _show_prose(answer: AnswerReading) -> None:
    """Print each sentence with figures, and under it what they are."""
    out = console()
    figures = [figure for figure in answer.figures if figure.source == "prose"]
    sentences = {statement.statement_number: statement.sentence for statement in answer.statements}
    out.print(Text(f"\nIn prose: {plural(len(figures), 'figure')}", style="bold"))
    for (page, sentence), said in groupby(
        figures, key=lambda figure: (figure.box.page, sentences.get(figure.statement_number or 0, ""))
    ):
        out.print(f"\n{paragraph(sentence, first=f'page {page}: ', indent=2)}")
        for figure in said:
            out.print(f"    {_printed(figure)} = {meanings.in_prose(figure)}")


def _printed(figure: Figure) -> str:
    return f"{'about ' if figure.is_approximate else ''}{printable(figure.printed_text)}"


def _show_verdict(path: Path, answer: AnswerReading, failed: Sequence[str]) -> None:
    out = console()
    tables = len({cell.table_number for cell in answer.cells})
    out.print(
        f"\nRead {plural(len(answer.figures), 'figure')} from {plural(tables, 'table')} and "
        f"{plural(len(answer.statements), 'place')} in prose."
    )
    _show_gaps(failed)
    out.print(
        "Next: compare with the pages, then put the file in raw/ and run make. What was read is outlined on them by"
    )
    out.print(f"  nupraat inspect {printable(shlex.quote(str(path)))} --annotate pages.pdf")


def _show_gaps(failed: Sequence[str]) -> None:
    """Say which numbers were lost and which labels are new, and where to mend that; `failed` are the rules."""
    out = console()
    lost = [rule for rule in failed if rule in NOT_UNDERSTOOD and rule != _NEW_LABEL]
    if lost:
        told = f"NOT UNDERSTOOD: {plural(len(lost), 'place')}, see {', '.join(dict.fromkeys(lost))} above."
        out.print(Text(told, style=_STYLES["error"]))
    else:
        out.print("Every number of the answer is accounted for.")
    if _NEW_LABEL in failed:
        out.print(f"Some labels are new to the catalogue and are kept as printed, see {_NEW_LABEL} above.")
    if lost or _NEW_LABEL in failed:
        out.print(
            "What to do: CONTRIBUTING.md says where to teach a new word, label or layout. A build keeps the rest."
        )
