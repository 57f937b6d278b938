"""The category of a number that names none, but goes on about the one before it: '81 % in 2022 naar 78 % in 2024'.

Here: when a clause is plainly of the same category at another time. Not here: which indicator that makes (`about`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.prose.comparisons import is_compared_with, leads_to
from nupraat_pipeline.reading.words.clauses import CHANGE

if TYPE_CHECKING:
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence, Token

# '... en met 2 % in 2024', '+2 %' are how much it changed.
_CHANGED_BY = re.compile(r"\b(?:met|om)\s+(?:\w+\s+)?$|[+-]\s?$")
# '... daalde met 1 procentpunt, van 81 % in 2022 naar 80 % in 2023' goes on in per cent.
_POINTS = re.compile(r"\s?(?:procentpunt|percentpunt|%-?punt)")
# How callers are said to be of a category; what comes back, or rises, is of another kind.
_SAID = frozenset({"meldden", "melden", "gaf", "gaven", "betrof", "betroffen"})
_CHANGES = re.compile(r"\bterug\b|\b(?:meer|minder|tot|naar)\b")
# What speaks of more than the one category.
_OF_ALL = re.compile(r"\b(?:totaal|totale|samen|som|alle|algemeen|algemene|hele|heel|volledige?|rest|overige)\b")


def speaks_of_all(text: str) -> bool:
    """Whether a clause speaks of a total: of more than what the clause before it was of."""
    return _OF_ALL.search(text) is not None


def carried(sentence: Sentence, clause: Clause) -> tuple[Token, ...]:
    """Return the category of the clause before, where this one says of it another time or what it changed to."""
    place = sentence.clauses.index(clause)
    if not place or _of_dimensions(sentence, clause) or speaks_of_all(clause.text):
        return ()
    before = sentence.clauses[place - 1]
    tokens = _of_dimensions(sentence, before) or (carried(sentence, before) if _names_time(sentence, clause) else ())
    is_one = len({token.category for token in tokens}) == 1 and len({token.dimension for token in tokens}) == 1
    if is_one and _is_its_share(sentence, clause, before, tokens[0]):
        return tokens
    if not is_one or _says_more(sentence, clause):
        return ()
    return tokens if leads_to(sentence, clause) or _is_same_at_another_time(sentence, clause, before, tokens) else ()


def _is_same_at_another_time(sentence: Sentence, clause: Clause, before: Clause, tokens: tuple[Token, ...]) -> bool:
    """A number of another time, alike; a count may be of all, unless it is compared or its label leads the row."""
    is_alike = before.unit == clause.unit or _POINTS.match(sentence.plain, before.number.end) is not None
    if not is_alike or not _names_time(sentence, clause):
        return False
    first = next(each for each in sentence.clauses if each.start <= tokens[0].start < each.end)
    is_leading = tokens[0].end <= first.number.start
    return clause.unit == "percent" or is_leading or is_compared_with(sentence, clause)


def _is_its_share(sentence: Sentence, clause: Clause, before: Clause, label: Token) -> bool:
    """Whether a clause is '(80 %)' alone behind '561 meisjes', 'op woensdag 340 gesprekken', and these say no more."""
    number, catalogue = clause.number, sentence.catalogue
    ahead, behind = sentence.plain[before.number.end : number.start], sentence.plain[number.end :]
    is_alone = re.search(r"[^()]\(\s*$", ahead) is not None and re.match(r"\s*\)", behind) is not None
    if not is_alone or (before.unit, clause.unit) != ("count", "percent") or _CHANGES.search(before.text):
        return False
    shares = [e for e in catalogue.indicators.values() if e.dimension == label.dimension and e.unit == "percent"]
    allowed = {"caller", "conversation", "unique", "new"}.union(*(e.along_with.union(*e.announced_by) for e in shares))
    if not shares or catalogue.concepts_in(before.text) - allowed:
        return False
    known = catalogue.words.held | _SAID
    return all(word in known or catalogue.concepts_in(word) for word in sentence.content_words(before))


def _of_dimensions(sentence: Sentence, clause: Clause) -> tuple[Token, ...]:
    return tuple(token for token in sentence.tokens_in(clause) if token.dimension)


def _names_time(sentence: Sentence, clause: Clause) -> bool:
    return bool(sentence.periods_in(clause)) or any(token.part for token in sentence.tokens_in(clause))


def _says_more(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says anything but when, and how it changed."""
    catalogue = sentence.catalogue
    is_change = _CHANGED_BY.search(sentence.plain[: clause.number.start])
    if is_change or catalogue.concepts_in(clause.text) - CHANGE:
        return True
    words = sentence.content_words(clause)
    return any(word not in catalogue.words.remarks and not catalogue.concepts_in(word) & CHANGE for word in words)
