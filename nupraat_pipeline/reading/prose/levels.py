"""Why a number may be no level of a year: a difference, a rate, a ratio, of a day or week, of each caller, of before.

Here: what the words around one number say of what kind of number it is. Not here: what it counts (`about`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.words.clauses import CHANGE
from nupraat_pipeline.reading.words.months import month_pattern

if TYPE_CHECKING:
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

# A difference, not a level: '151 meer', 'een stijging met 151', 'steeg van 923' (without 'naar').
_DIFFERENCE_AFTER = re.compile(r"^\s*(?:\w+\s+){0,2}(?:meer|minder|extra|hoger|lager|bijkomende?)\b")
_DIFFERENCE_BEFORE = re.compile(r"\b(?P<by>met|van)\s+(?:\w+\s+)?$")
_TO_A_LEVEL = re.compile(r"\b(?:naar|tot|op)\b")
# A rate, not a level: '90 gesprekken per maand'.
_RATE_AFTER = re.compile(r"^\s*(?:\w+\s+){0,2}(?:per\s+(?:maand|jaar|kwartaal)|maandelijks)\b")
_RATE_BEFORE = re.compile(r"\b(?:maandelijks|wekelijks|dagelijks|jaarlijks|op jaarbasis)\b(?! (?:aantal|overzicht))")
_RATE_AHEAD = re.compile(r"\bper\s+(?:maand|jaar|kwartaal|semester)\s+(?:\w+\s+){0,3}$|^\W*per\s+maand\b[^:]*$")
# A ratio: '1 op 3', '9 van de 10'; not 'op 10 februari'.
_EACH = r"(?:de\s+|elke\s+|iedere\s+)?"
_RATIO_BEHIND = re.compile(
    rf"\s*op\s+{_EACH}(?:\d|(?:twee|drie|vier|vijf|tien)\b)(?!\d*(?:ste|e|de)?\s+{month_pattern()})"
    r"|\s*van\s+de\s+(?:\d{1,2}|100)\b"
)
_RATIO_AHEAD = re.compile(
    rf"(?:(?<![\d.])\d{{1,3}}|\b(?:een|twee|drie|vier|negen))\s+op\s+{_EACH}$|\b\d{{1,2}}\s+van\s+de\s+$"
)
_IN_A_WEEK = re.compile(r"\bin (?:de|een|elke|iedere) (?:\w+ )?week\b")
_DAYS_OF_A_WEEK = 7
# Which year is meant depends on when the answer was written, which it does not print.
_RELATIVE = re.compile(
    r"\b(?:vorige?|afgelopen|voorbije?|dit|deze|huidige?|lopende?|komende?|volgende?)\s+(?:kalender)?"
    r"(?:jaar|maand|kwartaal|semester|trimester)\b"
    r"|\b\w+\s+ja(?:ar|ren)\s+(?:eerder|geleden|voordien|later|ervoor|daarvoor|vroeger)\b"
    r"|\bhet\s+jaar\s+(?:voordien|ervoor|daarvoor|nadien|erna|daarna)\b"
)
# '1 Voorlopige cijfers.', without the dot of an item.
_NOTE_MARK = re.compile(r"\s*\d{1,2}\s+[A-Z]")
# What an answer says that was said before, it says to put it right or to compare: it may hold no more.
_TOLD = (
    r"(?:stond(?:en)?|meld\w+|vermeld\w*|meegedeeld|deelden?|gaf|gaven|noemde\w*|gerapporteerd|rapporteerde\w*|opgegeven"
    r"|gecommuniceerd\w*)"
)
_SAID_BEFORE = re.compile(
    rf"\b(?:eerder|destijds|vorig jaar)\s+(?:\w+\s+){{0,2}}{_TOLD}\b"
    r"|\bmeld\w+ (?:ik|we|wij) (?:eerder|destijds|vorig jaar)\b"
    r"|\b(?:in|uit) (?:het|mijn|ons|een) (?:vorige?|eerdere?|vroegere?) antwoord\b"
)
# What is said again is told by the way.
SAYS_AGAIN = re.compile(r"\bzoals\b")
# A day of its own: 'op 12 februari 2024', 'stand op 10 februari'.
_ON_A_DAY = re.compile(rf"\bop\s+(?:\w+dag\s+)?\d{{1,2}}(?:ste|e|de)?\s+{month_pattern()}")
# So few conversations, behind a word for callers, are what each had: '12% van de oproepers had meer dan 3 gesprekken'.
_MOST_EACH = 20
CONVERSATIONS = re.compile(r"(?:of meer\s+)?(?:\w+e\s+)?(?:chat)?(?:gesprek|contact)")


def unlike_a_level(sentence: Sentence, clause: Clause, concepts: frozenset[str]) -> str | None:
    """Say why a clause's number, of which it says `concepts`, is no level of a time that is named."""
    return _of_another_kind(sentence, clause) or _of_another_time(sentence, clause, concepts)


def _of_another_kind(sentence: Sentence, clause: Clause) -> str | None:
    plain, number, behind = sentence.plain, clause.number, sentence.behind(clause)
    if _RATIO_BEHIND.match(plain, number.end) or _RATIO_AHEAD.search(plain[: number.start]):
        return "it is part of a ratio, not a level"
    if _RATE_AFTER.match(behind) or _RATE_BEFORE.search(clause.text) or _is_rate(sentence, clause):
        return "it is a rate, not a level"
    if _NOTE_MARK.match(sentence.text.text) and not plain[: number.start].strip():
        return "it may be the mark of a note"
    is_small = clause.unit == "count" and number.digits.isdigit() and int(number.digits) <= _MOST_EACH
    names_callers = "caller" in sentence.catalogue.concepts_in(plain[: number.start])
    if is_small and names_callers and CONVERSATIONS.match(behind):
        return "it may be how many conversations each of some callers had"
    return None


def _is_rate(sentence: Sentence, clause: Clause) -> bool:
    """Whether 'per maand' stands before a number, and no month that would be its own."""
    names_part = any(token.part for token in sentence.tokens_in(clause))
    return not names_part and bool(_RATE_AHEAD.search(sentence.plain[clause.start : clause.number.start]))


def _of_another_time(sentence: Sentence, clause: Clause, concepts: frozenset[str]) -> str | None:
    is_dated = any((each.end - each.start).days < _DAYS_OF_A_WEEK for each in sentence.periods_in(clause))
    if _IN_A_WEEK.search(clause.text) and not is_dated:
        return "it is of a single week"
    if not (concepts & CHANGE and clause.unit == "percent") and _RELATIVE.search(clause.text):
        return "its year is not named, only how long ago it was"
    if _ON_A_DAY.search(clause.text):
        return "it is of a single day"
    if _SAID_BEFORE.search(sentence.plain[: clause.end]) and not SAYS_AGAIN.search(sentence.plain):
        return "it is what was said before, and may not hold any more"
    return None


def is_difference(sentence: Sentence, clause: Clause, *, is_change: bool) -> bool:
    """Whether a number is how much more or less there is, and not how much."""
    plain = sentence.plain
    if _DIFFERENCE_AFTER.match(plain[clause.number.end : clause.end]):
        return True
    is_by = _DIFFERENCE_BEFORE.search(plain[clause.start : clause.number.start])
    if is_by is None or not is_change:
        return False
    return is_by["by"] == "met" or not _TO_A_LEVEL.search(plain, clause.number.end)
