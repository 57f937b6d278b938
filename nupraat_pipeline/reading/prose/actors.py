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
    r"\b(?:voer(?:de|den|t|en)|had(?:den)?|heeft|hebben|tel(?:de|den|t|len)|beantwoord(?:de|den|t|en)"
    r"|kreeg|kregen|krijgt|krijgen"
    r"|registreer(?:de|den)|noteer(?:de|den)|ontving(?:en)?|haal(?:de|den)|deed|deden|hield(?:en)?|bereik(?:te|ten|t|en)"
    r"|verwerk(?:te|ten)|behandel(?:de|den)|ken(?:de|den|t|nen)|hielp(?:en)?)\b"
)
_BY = re.compile(
    r"\b(?:bij|via|door|vanuit|namens|samen met|volgens)\s+(?:(?:een |de )?medewerkers? (?:van|bij)\s+)?"
    r"(?=(?P<who>(?:[\w&-]+\s*){1,4}))"
)
_HELPLINES = re.compile(r"\b(?:andere? )?(?:hulplijn(?:en)?|hulpdiensten?|chatdiensten?)\b")
# Our own people, as those who held the conversations.
_OWN = r"(?:de|onze) (?:chat)?(?:hulpverleners|beantwoorders|medewerkers)(?: van (?:de|onze) chat)?"
OUR_OWN = re.compile(rf"\b{_OWN} (?=voer|beantwoord)|(?<=\bvoerden ){_OWN}\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
# Helplines in general are not this one.
_OTHERS = frozenset({"helpline", "other_people"})


def unknown_actor(sentence: Sentence, clause: Clause, catalogue: Catalogue, *, referred: bool = False) -> str | None:
    """Return the first word for somebody who is not known to be ours and to whom a clause's number may belong.

    Those `referred` may come by way of helplines, which have no need of a name.
    """
    plain = OUR_OWN.sub(_blank, _without_names(sentence))
    ahead, behind = plain[: clause.number.start], plain[clause.number.end : clause.end]
    who = [ahead] if _DOES.search(ahead) else [match["who"] for match in _BY.finditer(ahead)]
    who += [match["who"] for match in _BY.finditer(behind)]
    words = (word for part in who for word in _WORD.findall(_HELPLINES.sub(" ", part) if referred else part))
    return next((word for word in words if not _is_known(word, catalogue)), None)


def _without_names(sentence: Sentence) -> str:
    """Return what a sentence says without its periods, numbers and categories, in whose place spaces stand."""
    masked = list(sentence.plain)
    named = [*((i.start, i.end) for i in sentence.identities), *((t.start, t.end) for t in sentence.tokens)]
    for start, end in named:
        masked[start:end] = " " * (end - start)
    return "".join(masked)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_known(word: str, catalogue: Catalogue) -> bool:
    words, concepts = catalogue.words, catalogue.concepts_in(word)
    if concepts:
        return bool(concepts - _OTHERS)
    is_small = word in words.particles or word in words.light or word in words.approximate
    is_ours = word in words.held | words.captions | words.sources or catalogue.names_service(word)
    return is_small or is_ours or _DOES.fullmatch(word) is not None
