"""Figures that a sentence compares with others: of which time they are, or that it does not say.

Here: what shows that a number is of another time than the one that its sentence names. Not here: the periods themselves
(`statements`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.words.clauses import CHANGE
from nupraat_pipeline.reading.words.phrases import COMPARED_WITH

if TYPE_CHECKING:
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

_ABOUT = r"(?:(?:de|het|ongeveer|circa|ca\.|zo'n|ruim|bijna|amper|nog|slechts)\s+){0,3}"
# 'van 1.187 naar 1.203': the second number may have words of its own before it.
_FROM = re.compile(rf"\bvan\s+{_ABOUT}$")
_TO = re.compile(rf"\b(?:naar|tot|op)\s+{_ABOUT}$")
_COMPARED = re.compile(rf"\b(?:{COMPARED_WITH}|in plaats van)\s+{_ABOUT}$")


def is_compared_with(sentence: Sentence, clause: Clause) -> bool:
    """Whether a number is what another one is compared with, or changed to: 'tegenover 28 in 2023'."""
    ahead = sentence.plain[clause.start : clause.number.start]
    return bool(_COMPARED.search(ahead) or _TO.search(ahead))


def unnamed_time(sentence: Sentence, clause: Clause) -> str | None:
    """Say why the year that a sentence names may not be that of a clause's number: it tells of two times, names one."""
    if _says_when(sentence, clause.number.start, clause.end):
        return None
    ahead = sentence.plain[clause.start : clause.number.start]
    place = sentence.clauses.index(clause)
    if _COMPARED.search(ahead) and not _says_when(sentence, clause.start, clause.end):
        return "it is compared with, and the sentence does not say of when it is"
    if _FROM.search(ahead) and place + 1 < len(sentence.clauses) and _is_level_after(sentence, clause):
        return "it is what a change began from, and the sentence does not say of when it is"
    before = sentence.clauses[place - 1] if place else None
    if before is not None and _TO.search(ahead) and _begins_change(sentence, before):
        own = _says_when(sentence, before.number.end, clause.start)
        if own and not _says_when(sentence, 0, before.number.start):
            return "it is what a change led to, and the sentence does not say of when it is"
    return None


def is_level(sentence: Sentence, clause: Clause) -> bool:
    """Whether a number is what a change began from or led to, and not the change: 'van 41 % naar 43 %', 'tot 80 %'."""
    ahead = sentence.plain[clause.start : clause.number.start]
    place = sentence.clauses.index(clause)
    is_first = _FROM.search(ahead) and place + 1 < len(sentence.clauses) and _is_level_after(sentence, clause)
    return bool(is_first) or leads_to(sentence, clause)


def leads_to(sentence: Sentence, clause: Clause) -> bool:
    """Whether a number is what a change led to: 'steeg met 25 tot 1.099'."""
    ahead = sentence.plain[clause.start : clause.number.start]
    told = sentence.catalogue.concepts_in(sentence.plain[: clause.number.start])
    return _TO.search(ahead) is not None and bool(CHANGE & told)


def _is_level_after(sentence: Sentence, clause: Clause) -> bool:
    following = sentence.clauses[sentence.clauses.index(clause) + 1]
    return _TO.search(sentence.plain[clause.number.end : following.number.start]) is not None


def _begins_change(sentence: Sentence, clause: Clause) -> bool:
    return _FROM.search(sentence.plain[: clause.number.start]) is not None


def _says_when(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a period, or a part of a year, is named between two places."""
    named = [each.start for each in sentence.identities if each.period]
    parts = [token.start for token in sentence.tokens if token.part]
    return any(start <= place < end for place in (*named, *parts))
