"""Why a number may be no level of a year: a difference, a rate, a ratio, of a day or week, of each caller, of before.

Here: what the words around one number say of what kind of number it is. Not here: what it counts (`about`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.words.clauses import CHANGE
from nupraat_pipeline.reading.words.months import month_pattern
from nupraat_pipeline.reading.words.phrases import COMPARED_WITH

if TYPE_CHECKING:
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

# A difference, not a level: '151 meer', 'een stijging met 151', 'steeg van 923' (without 'naar').
_DIFFERENCE_AFTER = re.compile(r"^\s*(?:\w+\s+){0,2}(?:meer|minder|extra|hoger|lager|bijkomende?)\b")
_DIFFERENCE_BEFORE = re.compile(r"\b(?P<by>met|van)\s+(?:\w+\s+)?$")
_AGAINST = re.compile(rf"\b{COMPARED_WITH}\s+(?:\w+\s+)?$")
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
_ONE_CALLER = re.compile(r"\b(?:een|eenzelfde|dezelfde)\s+(?:enkele\s+)?(?:jongere|kind|oproeper|oproepster|persoon)\b")
_IN_A_WEEK = re.compile(r"\bin (?:de|een|elke|iedere) (?:\w+ )?week\b")
_DAYS_OF_A_WEEK = 7
# Which year is meant depends on when the answer was written, which it does not print.
_RELATIVE = re.compile(
    r"\b(?:vorige?|afgelopen|voorbije?|dit|deze|huidige?|lopende?|komende?|volgende?)\s+(?:kalender)?"
    r"(?:jaar|maand|kwartaal|semester|trimester)\b"
    r"|\b\w+\s+ja(?:ar|ren)\s+(?:eerder|geleden|voordien|later|ervoor|daarvoor|vroeger)\b"
    r"|\b(?:laatste|afgelopen|voorbije|voorgaande|vorige)\s+\w+\s+(?:jaar|jaren|kalenderjaren)\b"
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
# 'tussen 14 en 17 uur', '19u', '20:30', without the opening hours that may be told with a number of missed calls.
_HOURS = re.compile(r"(?<![\d.,])\d{1,2}(?:\s?(?:u|uur)\b|[u:]\d{2}\b)")
_OPENING = frozenset({"in_hours", "out_of_hours"})
# '61 oproepers, goed voor 177 mails', 'doorverwijzingen door 5 hulplijnen', 'op 44 avonden'
_OTHER_NOUN = re.compile(
    r"\s*(?:andere\s+)?(?:(?:e-?)?mail(?:s|tjes)|hulplijn(?:en)?|hulpdiensten|categorie\w*|\w*groep(?:en)?|avond(?:en)?"
    r"|dag(?:en)?|week|weken|maand(?:en)?|kwartalen|momenten|jaren|tabel(?:len)?|figuren|grafieken|bijlagen|pagina\w*)\b"
)
# 'Over vier jaar steeg ...': from which year on, is not named.
_OVER_YEARS = re.compile(
    r"\b(?:over|in|op|na|binnen)\s+(?:de\s+)?(?:twee|drie|vier|vijf|zes|zeven|acht|tien|\d{1,2})\s+jaar\b"
)
# So few conversations, behind a word for callers, are what each had: '12% van de oproepers had meer dan 3 gesprekken'.
_MOST_EACH = 20
CONVERSATIONS = re.compile(r"(?:of meer\s+)?(?:\w+e\s+)?(?:chat)?(?:gesprek|contact)")
_OF_EACH = re.compile(rf"{CONVERSATIONS.pattern}|(?:of meer\s+)?(?:keer|maal)\b")


def unlike_a_level(sentence: Sentence, clause: Clause, concepts: frozenset[str]) -> str | None:
    """Say why a clause's number, of which it says `concepts`, is no level of a time that is named."""
    return _of_another_kind(sentence, clause) or _of_another_time(sentence, clause, concepts)


def _of_another_kind(sentence: Sentence, clause: Clause) -> str | None:
    plain, number, behind = sentence.plain, clause.number, sentence.behind(clause)
    is_count = clause.unit == "count"
    signs = (
        (_RATIO_BEHIND.match(plain, number.end), "it is part of a ratio, not a level"),
        (_RATIO_AHEAD.search(plain[: number.start]), "it is part of a ratio, not a level"),
        (_RATE_AFTER.match(behind) or _RATE_BEFORE.search(clause.text), "it is a rate, not a level"),
        (_is_rate(sentence, clause), "it is a rate, not a level"),
        (_OTHER_NOUN.match(plain, number.end), "it counts something else, which stands behind it"),
        (is_count and _ONE_CALLER.search(plain, clause.start, number.start), "it is of a single caller"),
        (
            _NOTE_MARK.match(sentence.text.text) and not plain[: number.start].strip(),
            "it may be the mark of a note",
        ),
        (_is_of_each(sentence, clause), "it may be how many conversations each of some callers had"),
    )
    return next((reason for sign, reason in signs if sign), None)


def _is_of_each(sentence: Sentence, clause: Clause) -> bool:
    digits = clause.number.digits
    is_small = clause.unit == "count" and digits.isdigit() and int(digits) <= _MOST_EACH
    if not is_small or _OF_EACH.match(sentence.behind(clause)) is None:
        return False
    return "caller" in sentence.catalogue.concepts_in(sentence.plain[: clause.number.start])


def _is_rate(sentence: Sentence, clause: Clause) -> bool:
    """Whether 'per maand' stands before a number, and no month that would be its own."""
    names_part = any(token.part for token in sentence.tokens_in(clause))
    return not names_part and bool(_RATE_AHEAD.search(sentence.plain[clause.start : clause.number.start]))


def _of_another_time(sentence: Sentence, clause: Clause, concepts: frozenset[str]) -> str | None:
    is_dated = any((each.end - each.start).days < _DAYS_OF_A_WEEK for each in sentence.periods_in(clause))
    is_growth = bool(concepts & CHANGE) and clause.unit == "percent"
    ahead, names_hours = sentence.plain[: clause.end], sentence.catalogue.concepts_in(sentence.plain) & _OPENING
    signs = (
        (not is_dated and _IN_A_WEEK.search(clause.text), "it is of a single week"),
        (_OVER_YEARS.search(clause.text), "it is of several years, which are not named"),
        (not is_growth and _RELATIVE.search(clause.text), "its year is not named, only how long ago it was"),
        (not names_hours and _HOURS.search(ahead), "it is of some hours of the day"),
        (_ON_A_DAY.search(clause.text), "it is of a single day"),
        (
            _SAID_BEFORE.search(ahead) and not SAYS_AGAIN.search(sentence.plain),
            "it is what was said before, and may not hold any more",
        ),
    )
    return next((reason for sign, reason in signs if sign), None)


def is_difference(sentence: Sentence, clause: Clause, *, is_change: bool) -> bool:
    """Whether a number is how much more or less there is, and not how much."""
    plain = sentence.plain
    if _DIFFERENCE_AFTER.match(plain[clause.number.end : clause.end]):
        return True
    ahead = plain[clause.start : clause.number.start]
    is_by = _DIFFERENCE_BEFORE.search(ahead)
    if is_by is None or not is_change or _AGAINST.search(ahead):
        return False
    return is_by["by"] == "met" or not _TO_A_LEVEL.search(plain, clause.number.end)
