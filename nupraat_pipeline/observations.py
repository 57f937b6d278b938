"""Readings as tidy tables: schemas `raw` and `core`.

Here: the rows of `raw.*` and `core.*`, one a file, cell, statement and published value, as frames or as whatever a
builder of tables makes of them. Not here: which file of several is read, and what a document is called (`vintages`);
the catalogue's own tables (`nomenclature`); arithmetic on the values (`quality`); what holds now (`model/current.sql`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Protocol, TypeVar

from nupraat_pipeline import nomenclature
from nupraat_pipeline.model import core, raw
from nupraat_pipeline.model.frames import FrameBuilder, clean
from nupraat_pipeline.reading.calendar import is_month
from nupraat_pipeline.vintages import answers, editions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.model.schema import Table
    from nupraat_pipeline.reading.records import (
        AnswerReading,
        Box,
        DocumentFacts,
        Figure,
        Notes,
        Period,
        ReadFile,
    )
    from nupraat_pipeline.vintages import Answer, Edition

    # Frames by the name of their table, 'core.observations'.
    Tables = dict[str, pd.DataFrame]

Row = tuple[object, ...]
_Made_co = TypeVar("_Made_co", covariant=True)


class Builder(Protocol[_Made_co]):
    """What takes up the rows of a table and makes something of them: a frame, or records."""

    def add(self, rows: Iterable[Row]) -> None:
        """Take up rows, in the order of the table's columns."""

    def built(self) -> _Made_co:
        """Return what all rows together make."""


# Long enough that two values of a century of answers do not meet, short enough to be quoted in a mail.
_ID_DIGITS = 16


def raw_tables(readings: Sequence[ReadFile]) -> Tables:
    """Return `raw.documents`, `raw.cells` and `raw.statements` of these readings, in whatever order they come.

    Cells and statements of a duplicate are left out, those of a superseded file are kept.
    """
    return build_raw(readings, FrameBuilder)


def build_raw(readings: Sequence[ReadFile], builder: Callable[[Table], Builder[_Made_co]]) -> dict[str, _Made_co]:
    """Return the tables of `raw` as such builders make them."""
    found = editions(readings)
    documents, cells, statements = (builder(table) for table in (raw.DOCUMENTS, raw.CELLS, raw.STATEMENTS))
    documents.add(_documents(found))
    for document_id, file in _kept(found):
        reading = file.reading
        if reading is not None:
            cells.add(_cells(document_id, reading))
            statements.add(_statements(document_id, reading))
    return {
        raw.DOCUMENTS.full_name: documents.built(),
        raw.CELLS.full_name: cells.built(),
        raw.STATEMENTS.full_name: statements.built(),
    }


def core_tables(readings: Sequence[ReadFile], catalogue: Catalogue) -> Tables:
    """Return the stored tables of `core` that say what these readings publish, and the catalogue's."""
    return build_core(readings, catalogue, FrameBuilder)


def build_core(
    readings: Sequence[ReadFile], catalogue: Catalogue, builder: Callable[[Table], Builder[_Made_co]]
) -> dict[str, _Made_co]:
    """Return the stored tables of `core` as such builders make them."""
    observed, places, notes = (builder(table) for table in (core.OBSERVATIONS, core.PLACES, core.NOTES))
    indicators, categories, events = (builder(table) for table in (core.INDICATORS, core.CATEGORIES, core.EVENTS))
    named: dict[tuple[str, str | None], Figure] = {}
    told: dict[str, nomenclature.Told] = {}
    for answer in answers(editions(readings)):
        reading = answer.reading
        identified = list(_identified(answer.document_id, reading.figures))
        observed.add(_observed(answer, identified))
        places.add(_places(reading, identified))
        notes.add(_notes(answer.document_id, reading.notes))
        for figure in reading.figures:
            named.setdefault((figure.indicator, figure.category), figure)
        for event, telling in _told(answer, reading.notes):
            told.setdefault(event, telling)
    indicators.add(nomenclature.indicator_rows(catalogue))
    categories.add(nomenclature.category_rows(list(named.values()), catalogue))
    events.add(nomenclature.event_rows(told, catalogue))
    return {
        core.OBSERVATIONS.full_name: observed.built(),
        core.PLACES.full_name: places.built(),
        core.NOTES.full_name: notes.built(),
        core.INDICATORS.full_name: indicators.built(),
        core.CATEGORIES.full_name: categories.built(),
        core.EVENTS.full_name: events.built(),
    }


def _kept(found: Iterable[Edition]) -> list[tuple[str, ReadFile]]:
    """Return document id and file of what is kept in `raw`, each content once, in a fixed order."""
    kept = {
        (edition.document_id, edition.document.sha256): edition.file
        for edition in found
        if edition.status in {"read", "superseded"} and edition.document_id and edition.document
    }
    return [(document_id, file) for (document_id, _), file in sorted(kept.items(), key=lambda item: item[0])]


def _documents(found: Iterable[Edition]) -> Iterator[Row]:
    names: set[str] = set()
    for edition in found:
        name = _file_name(edition.file_name, names)
        end = (edition.status, edition.reason, edition.message)
        if (facts := edition.document) is not None:
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
        elif (rejection := edition.file.rejection) is not None:
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


def _observed(answer: Answer, identified: Iterable[tuple[str, Figure]]) -> Iterator[Row]:
    """Yield the rows of one answer in reading order."""
    for identity, figure in identified:
        period, base = figure.period, figure.base_period
        yield (
            identity,
            answer.document_id,
            answer.document.question_date,
            figure.indicator,
            period.start,
            period.end,
            period.start.year,
            period.start.month if is_month(period) else None,
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


def _places(reading: AnswerReading, identified: Iterable[tuple[str, Figure]]) -> Iterator[Row]:
    entries = {each.statement_number for each in reading.statements if each.is_entry}
    for position, (identity, figure) in enumerate(identified, start=1):
        cell, statement = figure.cell or (None, None, None), figure.statement_number
        yield identity, reading.document.sha256, *cell, statement, position, statement in entries


def _identified(document_id: str, figures: Iterable[Figure]) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of one answer in reading order, each with the id of its observation."""
    seen: Counter[Row] = Counter()
    for figure in figures:
        coordinates = _coordinates(document_id, figure)
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


def _days(period: Period | None) -> tuple[str, str]:
    return ("", "") if period is None else (period.start.isoformat(), period.end.isoformat())


def _identity(parts: Iterable[object]) -> str:
    """Return a hash of the parts; a separator that no part holds keeps ('a', 'bc') and ('ab', 'c') apart."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS]


def _told(answer: Answer, notes: Notes) -> Iterator[tuple[str, nomenclature.Told]]:
    """Yield where the answer tells of events. Of several answers the oldest counts, which no later one changes."""
    for mention in notes.events:
        citation = _citation(answer.document)
        yield mention.event, nomenclature.Told(answer.document_id, mention.page, mention.sentence, citation)


def _notes(document_id: str, notes: Notes) -> Iterator[Row]:
    for indicator, base in sorted(dict(notes.bases).items()):
        yield document_id, indicator, "base", base
    for indicator in sorted(set(notes.lower_bounds)):
        yield document_id, indicator, "lower_bound", None
    for indicator in sorted(set(notes.multiple_answers)):
        yield document_id, indicator, "multiple_answers", None
