"""Readings as tidy tables: schemas `raw` and `core`.

Here: the frames of `raw.*` and `core.*`, one row a file, cell, statement and published value. Which file of several
is read, and what a document is called, is decided in `nupraat_pipeline.vintages`; the catalogue's own tables are in
`nupraat_pipeline.nomenclature`. Not here: arithmetic on the values (`nupraat_pipeline.quality`), and what holds now
(`model/current.sql`).
"""

from __future__ import annotations

import calendar
import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from nupraat_pipeline import nomenclature
from nupraat_pipeline.model import core, raw
from nupraat_pipeline.model.frames import clean, conform
from nupraat_pipeline.vintages import answers, editions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import AnswerReading, Box, DocumentFacts, Figure, FileReading, Period
    from nupraat_pipeline.vintages import Answer, Edition

    # Frames by the name of their table, 'core.observations'.
    Tables = dict[str, pd.DataFrame]

Row = tuple[object, ...]

# Long enough that two values of a century of answers do not meet, short enough to be quoted in a mail.
_ID_DIGITS = 16


def raw_tables(readings: Sequence[FileReading]) -> Tables:
    """Return `raw.documents`, `raw.cells` and `raw.statements` of these readings, in whatever order they come.

    Cells and statements of a duplicate are left out, those of a superseded file are kept.
    """
    found = editions(readings)
    kept = _kept(found)
    return {
        raw.DOCUMENTS.full_name: conform(raw.DOCUMENTS, list(_documents(found))),
        raw.CELLS.full_name: conform(raw.CELLS, [row for kind in kept for row in _cells(*kind)]),
        raw.STATEMENTS.full_name: conform(raw.STATEMENTS, [row for kind in kept for row in _statements(*kind)]),
    }


def core_tables(readings: Sequence[FileReading], catalogue: Catalogue) -> Tables:
    """Return the stored tables of `core` that say what these readings publish, and the catalogue's."""
    read = answers(editions(readings))
    figures = [figure for answer in read for figure in answer.reading.figures]
    return {
        core.OBSERVATIONS.full_name: conform(core.OBSERVATIONS, [row for answer in read for row in _observed(answer)]),
        core.PLACES.full_name: conform(core.PLACES, [row for answer in read for row in _places(answer)]),
        core.NOTES.full_name: conform(core.NOTES, [row for answer in read for row in _notes(answer)]),
        core.INDICATORS.full_name: conform(core.INDICATORS, nomenclature.indicator_rows(figures, catalogue)),
        core.CATEGORIES.full_name: conform(core.CATEGORIES, nomenclature.category_rows(figures, catalogue)),
        core.EVENTS.full_name: conform(core.EVENTS, nomenclature.event_rows(_told(read), catalogue)),
    }


def _kept(found: Iterable[Edition]) -> list[tuple[str, AnswerReading]]:
    """Return document id and reading of the files whose raw rows are kept, each content once, in a fixed order."""
    kept = {
        (edition.document_id, edition.reading.document.sha256): edition.reading
        for edition in found
        if edition.status in {"read", "superseded"} and edition.document_id and edition.reading
    }
    return [(document_id, reading) for (document_id, _), reading in sorted(kept.items(), key=lambda item: item[0])]


def _documents(found: Iterable[Edition]) -> Iterator[Row]:
    names: set[str] = set()
    for edition in found:
        name = _file_name(edition.file_name, names)
        end = (edition.status, edition.reason, edition.message)
        if edition.reading is not None:
            facts = edition.reading.document
            yield (
                name,
                facts.sha256,
                facts.size_bytes,
                facts.page_count,
                edition.document_id,
                facts.question_number,
                facts.question_date,
                facts.author,
                facts.title,
                _citation(facts),
                *end,
            )
        elif (rejection := edition.rejection) is not None:
            yield name, rejection.sha256, rejection.size_bytes, rejection.page_count, *(None,) * 6, *end


def _file_name(name: str, taken: set[str]) -> str:
    """Return a file name as text, unlike those taken: names that are no text, or alike as text, are spelled out."""
    readable = clean(name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
    if readable in taken:
        readable = name.encode("ascii", "backslashreplace").decode("ascii")
    taken.add(readable)
    return readable


def _citation(facts: DocumentFacts) -> str:
    from babel.dates import format_date  # loads its own data files

    day = format_date(facts.question_date, "d MMMM y", locale="nl_BE")
    question = f"schriftelijke vraag nr. {facts.question_number} van {day} van {facts.author}"
    title = f", '{facts.title}'" if facts.title else ""
    return f"Vlaams Parlement, antwoord op {question}{title}"


def _cells(document_id: str, reading: AnswerReading) -> Iterator[Row]:
    for cell in reading.cells:
        yield (
            reading.document.sha256,
            document_id,
            cell.table_number,
            cell.box.page,
            cell.row_number,
            cell.column_number,
            cell.text,
            *_edges(cell.box),
        )


def _statements(document_id: str, reading: AnswerReading) -> Iterator[Row]:
    for statement in reading.statements:
        yield (
            reading.document.sha256,
            document_id,
            statement.statement_number,
            statement.box.page,
            statement.sentence,
            statement.printed_text,
            *_edges(statement.box),
        )


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


def _observed(answer: Answer) -> Iterator[Row]:
    """Yield the rows of one answer in reading order."""
    for identity, figure in _identified(answer):
        period, base = figure.period, figure.base_period
        yield (
            identity,
            answer.document_id,
            answer.reading.document.question_date,
            figure.indicator,
            period.start,
            period.end,
            period.start.year,
            _single_month(period),
            figure.period_basis,
            None if base is None else base.start,
            None if base is None else base.end,
            figure.category,
            figure.category_label,
            figure.role,
            figure.value,
            figure.unit,
            figure.lower_bound,
            figure.upper_bound,
            figure.obs_status,
            figure.missing_reason,
            figure.is_approximate,
            figure.source,
            figure.box.page,
            *_edges(figure.box),
            figure.printed_text,
        )


def _places(answer: Answer) -> Iterator[Row]:
    for identity, figure in _identified(answer):
        cell = figure.cell or (None, None, None)
        yield identity, answer.reading.document.sha256, *cell, figure.statement_number


def _identified(answer: Answer) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of one answer in reading order, each with the id of its observation."""
    seen: Counter[Row] = Counter()
    for figure in answer.reading.figures:
        coordinates = _coordinates(answer.document_id, figure)
        seen[coordinates] += 1
        yield _identity((*coordinates, seen[coordinates])), figure


def _coordinates(document_id: str, figure: Figure) -> Row:
    return (
        document_id,
        figure.indicator,
        *_days(figure.period),
        *_days(figure.base_period),
        figure.category,
        figure.role,
        figure.source,
    )


def _single_month(period: Period) -> int | None:
    """Return the month that a period is, None for any other period."""
    start, end = period.start, period.end
    last = calendar.monthrange(start.year, start.month)[1]
    is_month = (start.day, end) == (1, start.replace(day=last))
    return start.month if is_month else None


def _days(period: Period | None) -> tuple[str, str]:
    return ("", "") if period is None else (period.start.isoformat(), period.end.isoformat())


def _identity(parts: Iterable[object]) -> str:
    """Return a hash of the parts; a separator that no part holds keeps ('a', 'bc') and ('ab', 'c') apart."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS]


def _told(read: Iterable[Answer]) -> dict[str, nomenclature.Told]:
    """Return where each event is told of: in the oldest answer that does, which no later one changes."""
    told: dict[str, nomenclature.Told] = {}
    for answer in read:
        citation = _citation(answer.reading.document)
        for mention in answer.reading.notes.events:
            said = nomenclature.Told(answer.document_id, mention.page, mention.sentence, citation)
            told.setdefault(mention.event, said)
    return told


def _notes(answer: Answer) -> Iterator[Row]:
    notes = answer.reading.notes
    for indicator, base in sorted(dict(notes.bases).items()):
        yield answer.document_id, indicator, "base", base
    for indicator in sorted(set(notes.lower_bounds)):
        yield answer.document_id, indicator, "lower_bound", None
    for indicator in sorted(set(notes.multiple_answers)):
        yield answer.document_id, indicator, "multiple_answers", None
