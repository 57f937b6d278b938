"""Times that a sentence names and does not tell exactly: 'begin 2024', 'in de drukste maand', 'het laatste kwartaal'.

Here: why the time of a number is not clear. Not here: the words that narrow a period (`words.narrowing`), or the time
of a number where it is (`timing`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.calendar import is_year
from nupraat_pipeline.reading.words.narrowing import narrowing
from nupraat_pipeline.reading.words.parts import LAST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.words.clauses import Clause, Sentence, Token
    from nupraat_pipeline.reading.words.identities import Identity

# 'in de drukste maand', 'op het einde': a part of the time that the sentence is of.
_UNREAD = re.compile(
    r"\b(?:in|tijdens|gedurende|op|vanaf|na|voor|tegen|binnen|aan|tot|sinds)\s+"
    r"(?:(?!per\b|elke\b|iedere\b|alle\b)[^\W\d]+\s+){0,3}?"
    r"(?:kwartaal|kwartalen|trimesters?|semesters?|halfjaar|(?:jaar)?helft|maand(?:en)?|weken|dagen|begin|einde?|midden)\b"
)

# Folded, it could also be 'for'.
_BEFORE_NOT_FOR = re.compile(r"\bvóór\s+(?:het jaar )?$", re.IGNORECASE)


def unclear_periods(sentence: Sentence, periods: Iterable[Identity]) -> str | None:
    """Say which of the periods that a number may be of is not all that is printed of it."""
    for each in periods:
        before = _BEFORE_NOT_FOR.search(sentence.text.text[: each.start])
        if narrowed := each.narrowed or (before and before[0].strip()):
            return _unclear(narrowed, sentence.text.text[each.start : each.end])
    return None


def unclear_parts(sentence: Sentence, parts: Iterable[Token]) -> str | None:
    """Say which part of a year, of those that a clause names, does not tell from when to when it is."""
    year_is_named = bool(sentence.periods_in()) or (sentence.before is not None and is_year(sentence.before))
    for each in parts:
        if narrowed := narrowing(sentence.plain, each.start, sentence.catalogue):
            return _unclear(narrowed, each.label)
        if each.label.lower().startswith(LAST) and not year_is_named:
            return f"{each.label!r} may be the last before the answer or that of a year, which is not named"
    return None


def unread_part(sentence: Sentence, clause: Clause) -> str | None:
    """Say what a clause about a year, or no time of its own, names as a part of it, where none was read in it."""
    found = _UNREAD.search(sentence.without_labels(clause))
    if found is None or any(token.dimension for token in sentence.tokens_in(clause)):
        return None
    return f"{found[0]!r} is a part of the time that it is of, and does not say from when to when"


def _unclear(narrowed: str, printed: str) -> str:
    return f"from when to when {f'{narrowed} {printed}'!r} is, is not said exactly"
