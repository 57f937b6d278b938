"""The heading of an answer: who asked what when, and where the answer begins.

Here: the ANTWOORD block and the title of the question. Not here: the answer's content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.geometry import lines_of
from nupraat_pipeline.reading.periods import YEAR, month_pattern, month_words
from nupraat_pipeline.reading.records import RejectedError, RejectionReason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nupraat_pipeline.reading.geometry import Line, Page, Word

_ANSWER = re.compile(
    r"^\W*(?:(?:gecoordineerd|aanvullend|bijkomend|voorlopig|definitief|schriftelijk|verbeterd|gewijzigd)\s+){0,2}"
    r"antwoord\b(?!en)"
)
_NUMBER = re.compile(r"\bvraag\b.{0,40}?\b(?:nr|nummer|n°)\.?\s*(\d{1,4})\b")
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:ste|e|de)?\s+({month_pattern()})\s*({YEAR})|\b(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({YEAR})"
)
_ASKER = re.compile(
    r"^(?:van|gesteld door|vraagsteller:?)\s+(?:(?:de heer|mevrouw|mevr\.|dhr\.)\s+)?(?P<name>\D{2,}?)\s*$", re.I
)
_TITLES = re.compile(r"^(?:de heer|mevrouw|mevr\.|dhr\.)\s+", re.IGNORECASE)
# The heading of an answer takes a few short lines; further down, 'vraag nr.' refers to other questions.
_HEADING_LINES = 9


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and the number of its page."""

    page: int
    line: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading says. `last` is its last line: what stands below it, or on later pages, is the answer."""

    question_number: int
    question_date: date
    author: str
    title: str | None
    first: PlacedLine
    last: PlacedLine


def read_heading(pages: Sequence[Page], running: Mapping[int, frozenset[Word]]) -> Heading:
    """Find the ANTWOORD block and read it; raises RejectedError (not_this_answer) when there is none.

    A running header may repeat it on every page, the question's too, so `running` words count only when nothing else
    is such a block.
    """
    nothing: Mapping[int, frozenset[Word]] = {}
    for outside in (running, nothing):
        lines = [
            PlacedLine(page.number, line)
            for page in pages
            for line in lines_of(word for word in page.words if word not in outside.get(page.number, ()))
        ]
        for start, placed in enumerate(lines):
            if _ANSWER.match(_untracked(fold(placed.line.text))) and (heading := _read_block(lines, start)):
                return heading
    raise RejectedError(
        RejectionReason.NOT_THIS_ANSWER,
        "No heading 'ANTWOORD op vraag nr. ... van <day month year> van <name>' was found, so this is no answer to a "
        "written question. If it is one, look at it with `nupraat inspect` and report how its heading is printed.",
    )


def _untracked(text: str) -> str:
    """Return a text set letter by letter ('a n t w o o r d') as words."""
    return re.sub(r"\b(?:\w ){3,}\w\b", lambda match: match[0].replace(" ", ""), text)


def _read_block(lines: list[PlacedLine], start: int) -> Heading | None:
    """Read number, date and asker from the lines at `start`, in whatever lines they are spread over."""
    number: int | None = None
    day: date | None = None
    text = ""
    for index in range(start, min(start + _HEADING_LINES, len(lines))):
        printed = lines[index].line.text
        text = f"{text} {fold(printed)}".strip()
        number = number or _first_number(text)
        day = day or read_date(text)
        if number and day and (asker := _asker(lines, start, index)):
            name, last = asker
            return Heading(number, day, name, _title(lines[:start]), lines[start], lines[last])
    return None


def _first_number(text: str) -> int | None:
    match = _NUMBER.search(text)
    return int(match[1]) if match else None


def read_date(text: str) -> date | None:
    """Return the first full date in a folded text, None without one or when there is no such day."""
    match = _DATE.search(text)
    if not match:
        return None
    try:
        if match[1]:
            return date(int(match[3]), month_words()[match[2].rstrip(". ")], int(match[1]))
        return date(int(match[6]), int(match[5]), int(match[4]))
    except ValueError:
        return None


def _asker(lines: list[PlacedLine], start: int, index: int) -> tuple[str, int] | None:
    """Return the asker's name and the line on which it ends: a line of its own, or behind the date."""
    for position in range(start, min(index + 3, len(lines))):
        printed = lines[position].line.text
        if fold(printed).endswith(" van") and position + 1 < len(lines):
            return _TITLES.sub("", lines[position + 1].line.text.strip(" .,:")), max(position + 1, index)
        behind_date = re.search(rf"{YEAR}\s+van\s+(?P<name>\D{{2,}}?)\s*$", printed, re.IGNORECASE)
        match = _ASKER.match(printed) or behind_date
        if match and not re.search(r"\d", match["name"]):
            return _TITLES.sub("", match["name"].strip(" .,:")), max(position, index)
    return None


def _title(question: list[PlacedLine]) -> str | None:
    """Return the title of the question: the bold or larger line between the addressee and the question's text."""
    after_addressee = False
    for index, placed in enumerate(question):
        text = placed.line.text.strip()
        if re.match(r"(aan\b|gericht aan\b)", fold(text)):
            after_addressee = True
        elif after_addressee and (all(word.bold for word in placed.line.words) or _is_larger(question, index)):
            return text
    return None


def _is_larger(lines: list[PlacedLine], index: int) -> bool:
    sizes = sorted(word.size for placed in lines for word in placed.line.words)
    return min(word.size for word in lines[index].line.words) > sizes[len(sizes) // 2] * 1.1
