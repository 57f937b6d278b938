"""Whose numbers a sentence gives: ours, or those of somebody whom nobody here knows.

Other services cannot all be listed. So whoever is said to have held conversations, or by or at whom they were held,
must be known to be ours: the helpline, its chat, those who answer there, or 'we'.
Here: who that is in one sentence. Not here: the services that are listed (`about`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

# Somebody does it: 'X voerde ... gesprekken', 'In 2024 voerde X ... gesprekken'.
_DOES = re.compile(
    r"\b(?:voer(?:de|den|t|en)|had(?:den)?|heeft|hebben|tel(?:de|den|t|len)|beantwoord(?:de|den|t|en)|kreeg|kregen|krijgt|krijgen"
    r"|registreer(?:de|den)|noteer(?:de|den)|ontving(?:en)?|haal(?:de|den)|deed|deden|hield(?:en)?|bereik(?:te|ten|t|en)"
    r"|verwerk(?:te|ten)|behandel(?:de|den)|ken(?:de|den|t|nen)|hielp(?:en)?)\b"
)
_BY = re.compile(r"\b(?:bij|via|door|vanuit|namens|samen met|volgens)\s+(?P<who>(?:[\w&-]+\s*){1,4})")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Helplines in general are not this one.
_OTHERS = frozenset({"helpline", "other_people"})


def unknown_actor(sentence: Sentence, clause: Clause, catalogue: Catalogue) -> str | None:
    """Return the first word for somebody who is not known to be ours and to whom a clause's number may belong."""
    ahead = _without_names(sentence, clause)
    who = [ahead] if _DOES.search(ahead) else [match["who"] for match in _BY.finditer(ahead)]
    words = (word for part in who for word in _WORD.findall(part))
    return next((word for word in words if not _is_known(word, catalogue)), None)


def _without_names(sentence: Sentence, clause: Clause) -> str:
    """Return what a sentence says up to a number, without its periods, numbers and categories."""
    masked = list(sentence.plain[: clause.number.start])
    named = [*((i.start, i.end) for i in sentence.identities), *((t.start, t.end) for t in sentence.tokens)]
    for start, end in named:
        masked[start:end] = " " * (min(end, len(masked)) - start)
    return "".join(masked)


def _is_known(word: str, catalogue: Catalogue) -> bool:
    words, concepts = catalogue.words, catalogue.concepts_in(word)
    if concepts:
        return bool(concepts - _OTHERS)
    is_small = word in words.particles or word in words.light or word in words.approximate
    is_ours = word in words.held | words.captions | words.sources or catalogue.names_service(word)
    return is_small or is_ours or _DOES.fullmatch(word) is not None
