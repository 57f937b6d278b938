"""The heading of an answer: who asked what when, and where the answer begins.

Here: the ANTWOORD block and the title of the question. Not here: the answer's content.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.layout.geometry import lines_of
from nupraat_pipeline.reading.records import RejectedError, RejectionReason
from nupraat_pipeline.reading.words.months import month_pattern, month_words
from nupraat_pipeline.reading.words.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nupraat_pipeline.reading.layout.geometry import Line, Page, Word

_ANSWER = re.compile(
    r"^\W*(?:(?:gecoordineerd|aanvullend|bijkomend|voorlopig|definitief|schriftelijk|verbeterd|gewijzigd|gecorrigeerd"
    r"|aangepast|herzien|herwerkt|nieuw)\s+){0,2}"
    r"antwoord\b(?!en)"
)
_NUMBER = re.compile(r"\bvraag\b.{0,40}?\b(?:nr|nummer|n°)\.?\s*(\d{1,4})\b")
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:ste|e|de)?\s+({month_pattern()})\s*({YEAR})|\b(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({YEAR})"
)
_ASKER = re.compile(
    r"^(?:van|gesteld door|vraagsteller:?)\s+(?:(?:de heer|mevrouw|mevr\.|dhr\.)\s+)?(?P<name>\D{2,}?)\s*$", re.I
)
# '... van 15 januari 2024 van X', '... nr. 412 van X van 15 januari 2024'.
_BEHIND_DATE = re.compile(rf"{YEAR}\s+(?:van|gesteld door)\s+(?P<name>\D{{2,}}?)\s*$", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    rf"\bvraag\b.{{0,30}}?\d\s+van\s+(?P<name>\D{{2,}}?)\s+van\s+\d{{1,2}}\s+\w+\s+{YEAR}\s*$", re.IGNORECASE
)
_QUESTION = re.compile(r"\W*schriftelijke vraag\b")
_QUESTION_NUMBER = re.compile(r"\b(?:nr|nummer|n°)\.?\s*(\d{1,4})\b")
_ALONE = re.compile(r"\W*antwoord\W*")
_TITLES = re.compile(r"^(?:de heer|mevrouw|mevr\.|dhr\.)\s+", re.IGNORECASE)
_ADDRESSEE = re.compile(r"(?:aan|gericht aan)\b")
_DATED = re.compile(r"(?:datum|d\.d\.)\b.*\d")
# Lines of one title are closer than this many sizes, from bottom to top.
_TITLE_GAP = 0.55
# The heading of an answer takes a few short lines; further down, 'vraag nr.' refers to other questions.
_HEADING_LINES = 9


class PlacedLine(Struct, frozen=True):
    """A line and the number of its page."""

    page: int
    line: Line


class Heading(Struct, frozen=True):
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
    return _read_with_question(lines, start)


def _read_with_question(lines: list[PlacedLine], start: int) -> Heading | None:
    """Read an ANTWOORD block that leaves out who asked, or all of it, with what the heading of its question says."""
    begin = next((index for index, each in enumerate(lines[:start]) if _QUESTION.match(fold(each.line.text))), start)
    head = [fold(placed.line.text) for placed in lines[begin:start]][:_HEADING_LINES]
    text = " ".join(head)
    number, day = _QUESTION_NUMBER.search(text), read_date(text)
    asker = _asker(lines, begin, min(begin + _HEADING_LINES, start) - 3) if begin < start else None
    if number is None or day is None or asker is None:
        return None
    own = fold(lines[start].line.text)
    last = start
    if start + 1 < len(lines) and _first_number(f"{own} {fold(lines[start + 1].line.text)}"):
        last = start if _first_number(own) else start + 1
        own = " ".join(fold(each.line.text) for each in lines[start : last + 1])
    is_same = _first_number(own) in {None, int(number[1])} and read_date(own) in {None, day}
    if not is_same or (last == start and not _first_number(own) and not _ALONE.fullmatch(own)):
        return None
    return Heading(int(number[1]), day, asker[0], _title(lines[:start]), lines[start], lines[last])


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
        match = _ASKER.match(printed) or _BEHIND_DATE.search(printed) or _BEFORE_DATE.search(printed)
        if match and not re.search(r"\d", match["name"]):
            return _TITLES.sub("", match["name"].strip(" .,:")), max(position, index)
    return None


def _title(question: list[PlacedLine]) -> str | None:
    """Return the title of the question: the bold or larger text between who is asked, or else when, and the question.

    Where neither stands out, a line by itself under the date that does not end as a sentence is the title.
    """
    texts = [fold(placed.line.text) for placed in question]
    heads = [index for index, text in enumerate(texts) if _ADDRESSEE.match(text)]
    heads = heads or [index for index, text in enumerate(texts) if _DATED.match(text)][:1]
    if not heads:
        return None
    first, *rest = [*heads, len(question)]
    for index in range(first + 1, len(question)):
        if index not in heads and _stands_out(question, index):
            return _joined(question, index)
    is_dated = not _ADDRESSEE.match(texts[first])
    return question[first + 1].line.text.strip() if is_dated and rest and _is_alone(question, first + 1) else None


def _stands_out(lines: list[PlacedLine], index: int) -> bool:
    return all(word.bold for word in lines[index].line.words) or _is_larger(lines, index)


def _joined(lines: list[PlacedLine], index: int) -> str:
    """Return a title with the lines that go on with it: as near and as large, and standing out as it does."""
    text = lines[index].line.text.strip()
    for above, below in pairwise(lines[index:]):
        first, second = above.line, below.line
        sizes = [min(word.size for word in line.words) for line in (first, second)]
        is_near = above.page == below.page and second.top - first.bottom < _TITLE_GAP * sizes[0]
        is_bold = all(word.bold for word in first.words) == all(word.bold for word in second.words)
        goes_on = is_near and is_bold and abs(sizes[0] - sizes[1]) < 0.1 and _stands_out(lines, lines.index(below))
        if not goes_on or text.endswith((".", "?", "!")):
            break
        text = f"{text} {second.text.strip()}"
    return text


def _is_alone(lines: list[PlacedLine], index: int) -> bool:
    """Whether a line is a paragraph of its own and no sentence."""
    if index + 1 >= len(lines):
        return False
    line, below = lines[index].line, lines[index + 1].line
    is_apart = lines[index + 1].page != lines[index].page or below.top - line.bottom > _TITLE_GAP * line.words[0].size
    return is_apart and not re.search(r"[.?!:;]$|^\d+\s?[.)]", line.text.strip())


def _is_larger(lines: list[PlacedLine], index: int) -> bool:
    sizes = sorted(word.size for placed in lines for word in placed.line.words)
    return min(word.size for word in lines[index].line.words) > sizes[len(sizes) // 2] * 1.1
