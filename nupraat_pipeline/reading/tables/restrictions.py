"""What in a caption makes the figures below it others than all conversations: some of them, changes, rates.

Here: 'Aantal afgebroken gesprekken', 'Aantal gesprekken met jongens', 'Toename van het aantal gesprekken'. Not here:
what a caption announces (`subjects`), and the same in sentences with figures (`about`).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.footnotes import withheld_in
from nupraat_pipeline.reading.words.clauses import Sentence
from nupraat_pipeline.reading.words.labels import category_of
from nupraat_pipeline.reading.words.parts import find_parts
from nupraat_pipeline.reading.words.periods import YEAR, find_periods
from nupraat_pipeline.reading.words.phrases import A_WORD, COMPARED_WITH, OF_WHICH, YEARS_OLD
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Collection

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.words.labels import Label

_NOUN = re.compile(r"\b\w*(?:gesprek|chatsessie|conversatie)\w*")
_WORD = re.compile(A_WORD)
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
_HOUR = re.compile(r"\d\s?(?:u|uur|h)\b|\d[:.]\d\d")
# What a caption may speak of whatever it announces; and what else makes the callers of a share fewer.
_ALWAYS = frozenset({"caller", "conversation", "reached_chat", "how_many_held", "had_one", "in_hours", "answered"})
_NARROWS_SHARES = frozenset({"new", "in_hours", "answered"})
_PROFILE = frozenset({"gender", "age", "problem"})
_SCALED = re.compile(r"\bper (?:\d|duizend\b|honderd\b)|\bx\s?\d|\b(?:duizend|honderd)tallen\b|\bindex|=\s?100\b")
# What a caption says beside what it announces: that a row or column of changes follows.
_CHANGES_FOLLOW = re.compile(
    r",?\s+(?:en|met|plus|alsook|inclusief)\s+(?:telkens\s+)?(?:de|het|een)\s+(?:procentuele\s+)?"
    rf"(?:evolutie|verschil|verandering|wijziging)\s+(?:{COMPARED_WITH}|met)\s+"
    rf"(?:(?:het\s+)?(?:vorige?|voorgaande)\s+jaar|{YEAR})\b",
    re.IGNORECASE,
)


def without_asides(caption: str) -> str:
    """Return a caption without what says nothing of the numbers below it but which are withheld, or compared."""
    text = PlacedText(caption, ())
    brackets = [span for span in withheld_in(text.plain) if caption[span[0]] == "("]
    for start, end in reversed(brackets):
        caption = caption[:start].rstrip() + caption[end:]
    return _CHANGES_FOLLOW.sub("", caption)


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


def not_understood(
    caption: str, indicators: Collection[str], breakdown: str | None, catalogue: Catalogue
) -> str | None:
    """Return the first word of a caption that nothing here knows: it may narrow what is counted; None without any.

    'Aantal gesprekken (eerste contacten)', 'Nieuwe oproepers per maand, enkel internaat'. Known are the words that
    announce `indicators` or go along with them; of a `breakdown`, words that bound it in place or time are not.
    """
    text = PlacedText(" ".join(caption.split()), ())
    entries = [catalogue.indicators[name] for name in indicators]
    concepts = _ALWAYS.union(*(entry.along_with.union(*entry.announced_by) for entry in entries))
    concepts = (concepts | _PROFILE) - _NARROWS_SHARES if breakdown else concepts
    sentence = Sentence(text, catalogue)
    own = [each for each in sentence.tokens if breakdown and category_of(each.label, breakdown, catalogue)]
    others = (each.label for each in sentence.tokens if breakdown and each.category and each not in own)
    is_of_ages = breakdown is not None and catalogue.dimensions[breakdown].bands
    named = (text.plain[each.start : each.end] for each in sentence.identities if not each.period)
    bounds = (each for each in named if _HOUR.search(each) or (not is_of_ages and _AGE.search(each)))
    if bound := next(chain(others, bounds), None):
        return bound
    left = list(catalogue.without_concepts(text.plain, concepts))
    spans = [(each.start, each.end) for each in own] + [(each.start, each.end) for each in sentence.identities]
    spans += [(each.start, each.end) for each in find_parts(text.plain)]
    spans += [(each.start, each.end) for each in find_periods(text.plain)]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    known = _known(catalogue, is_sentence=text.text.endswith("."), is_breakdown=breakdown is not None)
    words = (match[0] for match in _WORD.finditer("".join(left)))
    return next((word for word in words if not _is_known(word, known, concepts, catalogue)), None)


def not_understood_in_label(label: str, indicators: Collection[str], catalogue: Catalogue) -> str | None:
    """Return the first word of a row's or column's label that may make its numbers others than those of `indicators`.

    'Doel', 'Verschil met 2022', 'Nieuwe chatoproepers in het Frans', 'Aantal met jongens'. Labels that are categories
    are not asked about here. None when all words are understood.
    """
    text = PlacedText(" ".join(label.split()), ())
    entries = [catalogue.indicators[name] for name in indicators]
    concepts = _ALWAYS.union(*(entry.along_with.union(*entry.announced_by) for entry in entries))
    sentence = Sentence(text, catalogue)
    named = (text.plain[each.start : each.end] for each in sentence.identities if not each.period)
    bounds = (
        *(each.label for each in sentence.tokens if each.category),
        *(each for each in named if _HOUR.search(each) or _AGE.search(each)),
        *(found[0] for pattern in (_PER_ONE, _SCALED) for found in pattern.finditer(text.plain)),
        catalogue.names_other_service(text.plain),
    )
    if bound := next(filter(None, bounds), None):
        return bound
    left = list(catalogue.without_concepts(text.plain, concepts))
    spans = [(each.start, each.end) for each in find_parts(text.plain)]
    spans += [(each.start, each.end) for each in find_periods(text.plain)]
    spans += [some.span() for some in [OF_WHICH.match(text.plain)] if some]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    words = catalogue.words
    known = words.light.union(words.held, words.headings) - words.pointing
    said = _WORD.findall("".join(left))
    if not said and not re.search(r"\w|[%#]", text.plain):
        return text.plain  # '+/-'
    return next((word for word in said if not _is_known(word, known, concepts, catalogue)), None)


def pointed_elsewhere(label: Label, catalogue: Catalogue) -> str | None:
    """Return the word by which a label of a time is of another one, or of none: 'Vorig jaar 2023', '2023 (bron)'."""
    plain = list(fold(label.text))
    for each in find_periods(fold(label.text)):
        plain[each.start : each.end] = " " * (each.end - each.start)
    return next((word for word in _WORD.findall("".join(plain)) if word in catalogue.words.pointing), None)


@cache
def _known(catalogue: Catalogue, *, is_sentence: bool, is_breakdown: bool) -> frozenset[str]:
    words = catalogue.words
    known = words.light.union(words.held, words.captions, words.approximate)
    if is_sentence:
        known |= words.particles | words.telling | words.degrees | words.remarks | words.sources
    return known - words.bounding if is_breakdown else known


def _is_known(word: str, known: frozenset[str], concepts: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether a word is known, and is none that announces something else."""
    said = catalogue.concepts_in(word) - catalogue.never_about
    if "-" in word and _is_known(word.replace("-", ""), known, concepts, catalogue):
        return True  # a cell broke it: 'doorver-wijzingen'
    return bool(said & concepts) or (word in known and not said) or catalogue.names_service(word)


def gives_numbers(caption: str, catalogue: Catalogue) -> bool:
    """Whether a caption gives numbers of its own, as the last entry of a list above a table does: 'Awel: 22'."""
    return bool(Sentence(PlacedText(" ".join(caption.split()), ()), catalogue).clauses)


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
