"""Whether every word that a number is told with is understood: any other may make it another number.

What may stand in the way of a number cannot be listed: 'het streefdoel bedroeg', 'het contract voorziet in', 'van de
minderjarige oproepers'. What tells one plainly can (catalogue.yaml, `words`). Here: the words of one clause, and of
what leads to all numbers of its sentence. Not here: what the words that are known mean (`about`, `levels`).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.reading.words.phrases import A_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

_WORD = re.compile(A_WORD)
# 'Met 991 gesprekken was 2024 een recordjaar.'
_SUCH_A_YEAR = re.compile(r"(?!half|voor|na|werk|school)\w+jaar")
# Why something is so says nothing of what is counted; that callers were new, the words around 'keer' have said.
_ASIDE = re.compile(r"\b(?:omdat|doordat|aangezien|vermits)\b[^,;.]*|\beerste (?:keer|maal|plaats)\b")
# The label of the first entry of a list leads to that one alone.
_LABEL_AHEAD = re.compile(r"[^,:;()]*[:=(]\s*$")
# What is counted, and before it what may single out some: a word between an article, or a number, and the noun.
_NOUN = re.compile(
    r"\w*(?:gesprek|oproep|oproeper|oproepster|doorverwijzing|chatsessie|conversatie|contact|jongere|persoon|bezoeker|kinder|chatter)(?:ken|en|s|n)?"
)


@cache
def _known(catalogue: Catalogue) -> frozenset[str]:
    words = catalogue.words
    about = frozenset(word for phrase in words.approximate for word in phrase.split())
    return _plain(catalogue) | about | words.sources | words.remarks | words.telling | words.degrees


@cache
def _plain(catalogue: Catalogue) -> frozenset[str]:
    """The words that single out nothing, not even right before the noun of what is counted."""
    words = catalogue.words
    return words.light | words.held | words.particles


def unknown_word(sentence: Sentence, clause: Clause, catalogue: Catalogue) -> str | None:
    """Return the first word with which a clause's number is told that is not understood; None when all are."""
    first = sentence.clauses[0]
    label = _LABEL_AHEAD.search(sentence.plain, 0, first.number.start)
    lead = replace(first, end=label.start() if label else first.number.start)
    parts = [clause] if clause is first else [lead, clause]
    known, strict = _known(catalogue), _plain(catalogue)
    if any(token.dimension or token.part for part in parts for token in sentence.tokens_in(part)):
        known, strict = known | catalogue.words.singling, strict | catalogue.words.singling
    return next((word for part in parts for word in _unknown(sentence, part, known, strict)), None)


def _unknown(sentence: Sentence, part: Clause, known: frozenset[str], strict: frozenset[str]) -> Iterator[str]:
    """Yield the words of a stretch that are not `known`, or not `strict` right before the noun of what is counted."""
    catalogue = sentence.catalogue
    told = _ASIDE.sub(lambda aside: " " * len(aside[0]), sentence.without_labels(part))
    words = list(_WORD.finditer(told))
    for match, behind in zip_longest(words, words[1:]):
        word = match[0]
        between = sentence.plain[part.start + match.end() : part.start + behind.start()] if behind else ""
        is_before_noun = bool(behind and _NOUN.fullmatch(behind[0]) and between.isspace())
        fits = word in (strict if is_before_noun else known) or _SUCH_A_YEAR.fullmatch(word)
        if not (fits or catalogue.concepts_in(word) or catalogue.names_service(word)):
            yield word
