"""Which file of several is read, and what each answer is called.

Here: a status for every file of `raw/` and a document id for every answer, decided over all files at once, so that
neither names nor the order of arrival matter. Not here: frames (`nupraat_pipeline.observations`) and what holds now
(`model/current.sql`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from nupraat_pipeline.reading.records import AnswerReading, DocumentFacts, Figure, ReadFile

Status = Literal["read", "duplicate", "superseded", "rejected"]

# Number and date of a question, and who asked: what makes two files two editions of one answer.
Question = tuple["date", int, str]


class Edition(Struct, frozen=True):
    """One file of `raw/` and what is done with it.

    `document_id` is None for a rejected file. `instead` is the name of the file that is read in its place, for a
    duplicate and a superseded file.
    """

    file: ReadFile
    status: Status
    reason: str | None
    message: str | None
    document_id: str | None = None
    instead: str | None = None

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return self.file.file_name

    @property
    def document(self) -> DocumentFacts | None:
        """What identifies the answer; None for a rejected file."""
        return self.file.document

    @property
    def reading(self) -> AnswerReading | None:
        """What the answer says; None for a rejected file. May be read from disk each time: ask once."""
        return self.file.reading


class Answer(Struct, frozen=True):
    """One answer that is read: its document id, and the file it is in."""

    document_id: str
    document: DocumentFacts
    file: ReadFile

    @property
    def reading(self) -> AnswerReading:
        """What the answer says. May be read from disk each time: ask once."""
        reading = self.file.reading
        if reading is None:
            raise ValueError(f"{self.file.file_name} was read, and is not any more.")
        return reading


def editions(readings: Iterable[ReadFile]) -> tuple[Edition, ...]:
    """Return what is done with each file, in the order of the file names."""
    found: list[Edition] = []
    of_question: dict[Question, list[ReadFile]] = defaultdict(list)
    for file in sorted(readings, key=lambda file: file.file_name):
        if file.document is not None:
            of_question[_question(file.document)].append(file)
        elif file.rejection is not None:
            found.append(Edition(file, "rejected", file.rejection.reason.value, file.rejection.message))
    names = _document_ids(of_question)
    for question, same in of_question.items():
        found.extend(_settle(names[question], same))
    return tuple(sorted(found, key=lambda edition: edition.file_name))


def answers(found: Iterable[Edition]) -> tuple[Answer, ...]:
    """Return the answers that are read, oldest question first."""
    read = [
        Answer(edition.document_id, edition.document, edition.file)
        for edition in found
        if edition.status == "read" and edition.document_id is not None and edition.document is not None
    ]
    return tuple(sorted(read, key=lambda answer: (answer.document.question_date, answer.document_id)))


def _settle(document_id: str, same: Sequence[ReadFile]) -> list[Edition]:
    """Choose among the files of one answer; `same` is in the order of the file names."""
    if len(same) == 1:
        return [Edition(same[0], "read", None, None, document_id)]
    first_of_bytes: dict[str | None, str] = {}
    for file in same:
        first_of_bytes.setdefault(_sha256(file), file.file_name)
    chosen = max((file for file in same if first_of_bytes[_sha256(file)] == file.file_name), key=_preference)
    said = _values(chosen.reading)
    settled = []
    for file in same:
        first = first_of_bytes[_sha256(file)]
        status: Status = "read"
        reason = message = instead = None
        if file.file_name != first:
            status, reason, instead = "duplicate", "same_bytes", first
            message = f"Has the same bytes as {first}. One of the two can go."
        elif file is not chosen and _values(file.reading) == said:
            status, reason, instead = "duplicate", "same_answer", chosen.file_name
            message = f"Is the same answer as {instead} and gives the same values. One of the two can go."
        elif file is not chosen:
            status, reason, instead = "superseded", "conflicting_editions", chosen.file_name
            message = (
                f"Is the same answer as {instead}, which is read, but gives other values; "
                "quality.findings lists them (rule conflicting_editions). Compare the two and keep the right one."
            )
        settled.append(Edition(file, status, reason, message, document_id, instead))
    return settled


def _sha256(file: ReadFile) -> str | None:
    return None if file.document is None else file.document.sha256


def _preference(file: ReadFile) -> tuple[int, datetime, int]:
    """Order editions: more observations, then the later ModDate, then the smaller sha256."""
    modified = None if file.document is None else file.document.modified
    return file.figure_count, _moment(modified), -int(_sha256(file) or "0", 16)


def _moment(modified: str | None) -> datetime:
    """Return a ModDate as a moment; one without a time zone counts as UTC, an absent or strange one as the oldest."""
    try:
        moment = datetime.fromisoformat(modified or "")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _values(reading: AnswerReading | None) -> frozenset[tuple[object, ...]]:
    """Return what an answer says, however it is laid out: without labels, places, printed texts and empty cells."""
    figures = () if reading is None else reading.figures
    said = (figure for figure in figures if figure.missing_reason != "blank")
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
