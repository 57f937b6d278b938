"""What in a caption makes the figures below it others than all conversations: some of them, changes, rates.

Here: 'Aantal afgebroken gesprekken', 'Aantal gesprekken met jongens', 'Toename van het aantal gesprekken'. Not here:
what a caption announces (`subjects`), and the same in sentences with figures (`about`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.words.clauses import Sentence
from nupraat_pipeline.reading.words.identities import find_identities
from nupraat_pipeline.reading.words.parts import find_parts
from nupraat_pipeline.reading.words.periods import find_periods
from nupraat_pipeline.reading.words.phrases import YEARS_OLD
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Catalogue

_NOUN = re.compile(r"\b\w*(?:gesprek|chatsessie|conversatie)\w*")
_WORD = re.compile(r"[^\W\d_][\w'-]*(?<=\w\w)")
# Adjectives and participles before a Dutch plural end so; 'maandcijfers gesprekken' holds none.
_ADJECTIVE = re.compile(r"(?<![\w-])((?:niet|geen)\b[\w\s-]{0,24}?|[^\W\d_]+(?:-[^\W\d_]+)*(?:e|en))\s+$")
# Where the phrase of the noun ends.
_PHRASE_END = re.compile(r"[,;:().!?|]|\s[-–]\s|\b(?:en|maar|terwijl|waarbij|per|dan|tegenover)\b")
_NOT_THE_LEVEL = re.compile(
    r"^\W*(?:(?:de|het|een|procentuele|relatieve|jaarlijkse|maandelijkse)\s+)*"
    r"(?:toename|afname|stijging|daling|groei|verandering|verschil|wijziging|verhouding|aandeel|percentage)\b"
)
_COMPARED = re.compile(r"\bt\.?\s?o\.?\s?v\.|\bten opzichte van\b|\b(?:in vergelijking|vergeleken) met\b")
_EXTREME = re.compile(r"\b(?:drukste|rustigste|kalmste|hoogste|laagste|meeste|minste|piek\w*|record\w*)\b")
# Numbers for each of something that is no time are not all that there are.
_PER_ONE = re.compile(
    r"\bper (?!\w*(?:maand|jaar|kwarta|trimester|semester|periode|seizoen)|chat\b|categorie|soort|type)[a-z]\w+"
)
_FIRST = re.compile(r"\b(?:eerste|tweede|derde|vierde|vijfde)\s+(?:chat)?gesprek\w*")
_OF_WHOM = re.compile(r"\bvan\s+(?:de|het|alle|die|deze)\s+((?:[^\W\d_][\w'-]*\s*){1,3})")
_AGE = re.compile(rf"\d\s*-?\s*{YEARS_OLD}$")
_SCALED = re.compile(r"\bper (?:\d|duizend\b|honderd\b)|\bx\s?\d|\b(?:duizend|honderd)tallen\b|\bindex|=\s?100\b")


def not_all_conversations(caption: str, catalogue: Catalogue) -> str | None:
    """Return the words by which a caption's figures are no numbers of all conversations; None without any."""
    sentence = Sentence(PlacedText(" ".join(caption.split()), ()), catalogue)
    plain = sentence.plain
    for pattern in (_NOT_THE_LEVEL, _SCALED, _COMPARED, _EXTREME, _FIRST, _PER_ONE):
        if match := pattern.search(plain):
            return match[0].strip()
    noun = _NOUN.search(plain)
    if noun is None:
        return None
    adjective = _ADJECTIVE.search(plain[: noun.start()])
    if adjective and not _says_no_more(adjective[1], catalogue):
        return adjective[1]
    end = _PHRASE_END.search(plain, noun.end())
    stop = end.start() if end else len(plain)
    if token := next((t for t in sentence.tokens if t.dimension and noun.end() <= t.start < stop), None):
        return token.label
    named = [(each.start, each.end) for each in sentence.identities]
    words = (word for word in _WORD.finditer(plain, noun.end(), stop) if not _is_in(word.start(), named))
    return next((word[0] for word in words if not _says_no_more(word[0], catalogue)), None)


def not_understood(caption: str, catalogue: Catalogue) -> str | None:
    """Return the first word of a caption that is no sentence which nothing here knows: it may narrow what is counted.

    'Aantal gesprekken (eerste contacten)', 'Nieuwe oproepers per maand, enkel internaat'. None when all is understood.
    """
    text = PlacedText(" ".join(caption.split()), ())
    if text.text.endswith("."):
        return None
    left = list(catalogue.without_concepts(text.plain))
    spans = [(each.start, each.end) for each in find_identities(text, catalogue)]
    if age := next((each for each in (text.plain[start:end] for start, end in spans) if _AGE.search(each)), None):
        return age
    spans += [(each.start, each.end) for each in find_parts(text.plain)]
    spans += [(each.start, each.end) for each in find_periods(text.plain)]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return next((word[0] for word in _WORD.finditer("".join(left)) if not _says_no_more(word[0], catalogue)), None)


def only_some_callers(caption: str, catalogue: Catalogue) -> str | None:
    """Return the group of callers, or the day, that a caption which is no sentence restricts its figures to, if any."""
    text = PlacedText(" ".join(caption.split()), ())
    if text.text.endswith((".", ":")):
        return None
    sentence = Sentence(text, catalogue)
    if token := next((each for each in sentence.tokens if each.category and each.dimension != "helpline"), None):
        return token.label
    named = (text.plain[each.start : each.end] for each in sentence.identities if not each.period)
    return next((each for each in named if _AGE.search(each)), None)


def others_than_callers(caption: str, catalogue: Catalogue) -> str | None:
    """Return of whom a caption says to tell the gender or age, where they are no callers: 'van de dossiers'."""
    for found in _OF_WHOM.finditer(fold(caption)):
        words = [word for word in found[1].split() if not _says_no_more(word, catalogue)]
        if words and not any(map(catalogue.concepts_in, found[1].split())):
            return words[0]
    return None


def _says_no_more(word: str, catalogue: Catalogue) -> bool:
    """Whether a word leaves the conversations all that there are."""
    words = catalogue.words
    known = word in words.light or word in words.held or word in words.captions or word in words.approximate
    return known or bool(catalogue.concepts_in(word) - catalogue.never_about) or catalogue.names_service(word)


def _is_in(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
