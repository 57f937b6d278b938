"""What a reading of one answer consists of: plain, frozen, picklable records.

Here: the vocabulary that `reading` hands to the rest of the pipeline. Not here: how any of it is found, and nothing
of the tables that are published from it (`nupraat_pipeline.model`).

Geometry is in PDF points of the page as displayed, origin top left. Pages count from 1.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

from msgspec import Struct

Unit = Literal["count", "percent"]
Role = Literal["total", "part"]
Source = Literal["table", "prose"]
PeriodBasis = Literal["printed", "item", "answer"]
ObsStatus = Literal["A", "P", "U", "O", "Q", "M"]

MissingReason = Literal["not_yet_purified", "suppressed", "not_available", "not_applicable", "blank", "unexplained"]


class RejectionReason(StrEnum):
    """Why a file of `raw/` is not read; the codes of `raw.documents.reason` for rejected files."""

    NOT_A_FILE = "not_a_file"
    OUTSIDE_RAW = "outside_raw"
    UNREADABLE = "unreadable"
    CHANGED_WHILE_READING = "changed_while_reading"
    NOT_A_PDF = "not_a_pdf"
    EMPTY_FILE = "empty_file"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_TEXT_LAYER = "no_text_layer"
    NOT_THIS_ANSWER = "not_this_answer"
    INCOMPLETE_TEXT = "incomplete_text"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"


class Box(Struct, frozen=True):
    """A rectangle on a page as displayed."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Period(Struct, frozen=True):
    """A reference period, both days included."""

    start: date
    end: date


class DocumentFacts(Struct, frozen=True):
    """What identifies an answer: its bytes, and who asked what when.

    `question_number`, `question_date` and `author` come from the answer's own heading ('op vraag nr. 363 van
    30 januari 2023 van ...'); `title` is None when the page with the question is not in the file.
    `modified` is the PDF's own ModDate (or CreationDate), an ISO text, None when absent or malformed.
    """

    sha256: str
    size_bytes: int
    page_count: int
    question_number: int
    question_date: date
    author: str
    title: str | None
    modified: str | None


class Cell(Struct, frozen=True):
    """One cell of a table as printed; empty cells are kept. Numbers count from 1 in reading order.

    A table that goes on over a page break is one table: its cells carry the page they stand on.
    """

    table_number: int
    row_number: int
    column_number: int
    text: str
    box: Box


class Statement(Struct, frozen=True):
    """One figure in prose or in a bullet: the sentence around it, and the box of the printed figure itself.

    `is_entry` says that the sentence is in an entry of a list, whatever marks its entries: signs, drawn dots, letters.
    """

    statement_number: int
    sentence: str
    printed_text: str
    box: Box
    is_entry: bool = False


class Figure(Struct, frozen=True):
    """One published value with all its coordinates; exactly what becomes a row of `core.observations`.

    `value` is None exactly when `missing_reason` is set. `lower_bound` and `upper_bound` are inclusive limits that
    the text itself gives. `cell` is (table_number, row_number, column_number) for a figure of a table and
    `statement_number` is set for one of prose.
    """

    indicator: str
    period: Period
    period_basis: PeriodBasis
    category: str | None
    category_label: str | None
    role: Role
    value: float | None
    unit: Unit
    source: Source
    printed_text: str
    box: Box
    base_period: Period | None = None
    lower_bound: float | None = None
    upper_bound: float | None = None
    obs_status: ObsStatus = "A"
    missing_reason: MissingReason | None = None
    is_approximate: bool = False
    cell: tuple[int, int, int] | None = None
    statement_number: int | None = None


class Doubt(Struct, frozen=True):
    """Something the reader did not understand or finds worth a look; becomes a failed row of `quality.findings`.

    `rule` is one of the rules that only the reader can evaluate: `unaccounted_number`, `unrecognised_table`,
    `unknown_category`, `value_in_range`. `message` names what is printed, where, and what to do. `boxes` are the words
    or cells concerned, as far as they are known.
    """

    rule: str
    message: str
    page: int | None = None
    indicator: str | None = None
    period: Period | None = None
    category: str | None = None
    boxes: tuple[Box, ...] = ()


class Mention(Struct, frozen=True):
    """A sentence, of the answer or of its question, that tells of an event of the catalogue; where it begins."""

    event: str
    page: int
    sentence: str


class Notes(Struct, frozen=True):
    """What the answer says about its figures, as far as a rule or a metric needs it.

    `bases`: for an indicator of shares, what 100 % is ('conversations'), when printed. `lower_bounds`: indicators
    whose figures the answer itself calls a lower bound ('ligt waarschijnlijk hoger'). `multiple_answers`: indicators
    whose categories may overlap ('meerdere antwoorden mogelijk'), so that shares need not make 100 %.
    `events`: what it tells of documented breaks in the series, in reading order. `spans`: for an indicator, the part
    of a year that heads its months ('2020 (t.e.m. november)').
    """

    bases: tuple[tuple[str, str], ...] = ()
    lower_bounds: tuple[str, ...] = ()
    multiple_answers: tuple[str, ...] = ()
    events: tuple[Mention, ...] = ()
    spans: tuple[tuple[str, Period], ...] = ()


class AnswerReading(Struct, frozen=True):
    """All that one answer says. Tuples are in reading order."""

    document: DocumentFacts
    cells: tuple[Cell, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    doubts: tuple[Doubt, ...]
    notes: Notes = Notes()


class RejectedError(Exception):
    """Raised inside `reading` when a file is no readable answer; carries the reason and a sentence for people."""

    def __init__(self, reason: RejectionReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type[RejectedError], tuple[RejectionReason, str]]:
        """Survive the way back from a child process."""
        return type(self), (self.reason, self.message)


class Rejection(Struct, frozen=True):
    """A file that is no readable answer: why, and what to do. Fingerprints are None when the bytes were not read."""

    reason: RejectionReason
    message: str
    sha256: str | None = None
    size_bytes: int | None = None
    page_count: int | None = None


class FileReading(Struct, frozen=True):
    """The outcome for one file of `raw/`: a reading or a rejection, never both, never neither."""

    file_name: str
    outcome: AnswerReading | Rejection

    @property
    def reading(self) -> AnswerReading | None:
        """What the answer says; None for a rejected file."""
        return None if isinstance(self.outcome, Rejection) else self.outcome

    @property
    def rejection(self) -> Rejection | None:
        """Why the file was rejected; None for an answer."""
        return self.outcome if isinstance(self.outcome, Rejection) else None

    @property
    def document(self) -> DocumentFacts | None:
        """What identifies the answer; None for a rejected file."""
        return None if isinstance(self.outcome, Rejection) else self.outcome.document

    @property
    def figure_count(self) -> int:
        """How many values the answer publishes."""
        return 0 if isinstance(self.outcome, Rejection) else len(self.outcome.figures)


class ReadFile(Protocol):
    """The outcome for one file, wherever its reading is: in memory (FileReading), or on disk and read when asked for.

    Asking for `reading` may cost a read from disk each time; the rest is always at hand.
    """

    @property
    def file_name(self) -> str:
        """The name under which the file is published."""

    @property
    def reading(self) -> AnswerReading | None:
        """What the answer says; None for a rejected file."""

    @property
    def rejection(self) -> Rejection | None:
        """Why the file was rejected; None for an answer."""

    @property
    def document(self) -> DocumentFacts | None:
        """What identifies the answer; None for a rejected file."""

    @property
    def figure_count(self) -> int:
        """How many values the answer publishes."""
