"""Which file of several is read, and what each answer is called.

Here: a status for every file of `raw/` and a document id for every answer, decided over all files at once, so that
neither names nor the order of arrival matter. Not here: frames (`nupraat_pipeline.observations`) and what holds now
(`model/current.sql`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from nupraat_pipeline.reading.records import AnswerReading, Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from nupraat_pipeline.reading.records import DocumentFacts, Figure, FileReading

Status = Literal["read", "duplicate", "superseded", "rejected"]

# Number and date of a question, and who asked: what makes two files two editions of one answer.
Question = tuple["date", int, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """One file of `raw/` and what is done with it.

    `document_id` is None for a rejected file; `reading` is None for it too. `instead` is the name of the file that is
    read in its place, for a duplicate and a superseded file.
    """

    file_name: str
    status: Status
    reason: str | None
    message: str | None
    document_id: str | None = None
    reading: AnswerReading | None = None
    rejection: Rejection | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that is read: its document id and its reading."""

    document_id: str
    reading: AnswerReading


def editions(readings: Iterable[FileReading]) -> tuple[Edition, ...]:
    """Return what is done with each file, in the order of the file names."""
    files = sorted(readings, key=lambda file: file.file_name)
    found: list[Edition] = []
    of_question: dict[Question, list[tuple[str, AnswerReading]]] = defaultdict(list)
    for file in files:
        if isinstance(file.outcome, Rejection):
            rejection = file.outcome
            found.append(
                Edition(file.file_name, "rejected", rejection.reason.value, rejection.message, rejection=rejection)
            )
        else:
            of_question[_question(file.outcome.document)].append((file.file_name, file.outcome))
    names = _document_ids(of_question)
    for question, same in of_question.items():
        found.extend(_settle(names[question], same))
    return tuple(sorted(found, key=lambda edition: edition.file_name))


def answers(found: Iterable[Edition]) -> tuple[Answer, ...]:
    """Return the answers that are read, oldest question first."""
    read = [
        Answer(edition.document_id, edition.reading)
        for edition in found
        if edition.status == "read" and edition.document_id is not None and edition.reading is not None
    ]
    return tuple(sorted(read, key=lambda answer: (answer.reading.document.question_date, answer.document_id)))


def _settle(document_id: str, same: Sequence[tuple[str, AnswerReading]]) -> list[Edition]:
    """Choose among the files of one answer; `same` is in the order of the file names."""
    first_of_bytes: dict[str, str] = {}
    for name, reading in same:
        first_of_bytes.setdefault(reading.document.sha256, name)
    distinct = [(name, reading) for name, reading in same if first_of_bytes[reading.document.sha256] == name]
    chosen_name, chosen = max(distinct, key=lambda file: _preference(file[1]))
    settled = []
    for name, reading in same:
        first = first_of_bytes[reading.document.sha256]
        status: Status = "read"
        reason = message = None
        instead = chosen_name
        if name != first:
            status, reason, instead = "duplicate", "same_bytes", first
            message = f"Has the same bytes as {first}. One of the two can go."
        elif name != chosen_name and _values(reading) == _values(chosen):
            status, reason = "duplicate", "same_answer"
            message = f"Is the same answer as {chosen_name} and gives the same values. One of the two can go."
        elif name != chosen_name:
            status, reason = "superseded", "conflicting_editions"
            message = (
                f"Is the same answer as {chosen_name}, which is read, but gives other values; "
                "quality.findings lists them (rule conflicting_editions). Compare the two and keep the right one."
            )
        settled.append(
            Edition(name, status, reason, message, document_id, reading, None, None if status == "read" else instead)
        )
    return settled


def _preference(reading: AnswerReading) -> tuple[int, datetime, int]:
    """Order editions: more observations, then the later ModDate, then the smaller sha256."""
    facts = reading.document
    return len(reading.figures), _moment(facts.modified), -int(facts.sha256, 16)


def _moment(modified: str | None) -> datetime:
    """Return a ModDate as a moment; one without a time zone counts as UTC, an absent or strange one as the oldest."""
    try:
        moment = datetime.fromisoformat(modified or "")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _values(reading: AnswerReading) -> frozenset[tuple[object, ...]]:
    """Return what an answer says, however it is laid out: without labels, places, printed texts and empty cells."""
    said = (figure for figure in reading.figures if figure.missing_reason != "blank")
    return frozenset(thing_of(figure) + value_of(figure) for figure in said)


def thing_of(figure: Figure) -> tuple[object, ...]:
    """Return of what a figure is the value: indicator, period, base period, category and role."""
    return figure.indicator, figure.period, figure.base_period, figure.category, figure.role


def value_of(figure: Figure) -> tuple[object, ...]:
    """Return all that a figure says about its thing."""
    return (
        figure.value,
        figure.unit,
        figure.lower_bound,
        figure.upper_bound,
        figure.obs_status,
        figure.missing_reason,
        figure.is_approximate,
    )


def _question(facts: DocumentFacts) -> Question:
    return facts.question_date, facts.question_number, slug(facts.author)


def _document_ids(questions: Iterable[Question]) -> dict[Question, str]:
    """Name each question by number and date, and by the asker too where two askers share those."""
    askers: dict[tuple[date, int], set[str]] = defaultdict(set)
    known = list(questions)
    for day, number, asker in known:
        askers[day, number].add(asker)
    return {
        (day, number, asker): f"sv{number}-{day.isoformat()}"
        + (f"-{asker or 'unnamed'}" if len(askers[day, number]) > 1 else "")
        for day, number, asker in known
    }


def slug(text: str) -> str:
    """Return a text in lower-case ASCII letters and digits, with one hyphen for anything between them."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
