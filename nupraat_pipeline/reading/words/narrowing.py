"""Words beside a period by which another time is meant than all of it: 'begin 2024', 'vanaf september 2024'.

Here: whether all that stands between the preposition and a period is known to leave it whole. Not here: the parts of a
year that are understood exactly (`periods`, `parts`), or what becomes of a number of another time (`prose.vague`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.words.phrases import UP_TO

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Catalogue

# What may stand right before a period, or before 'het jaar', and mean all of it. Any other preposition does not.
_WHOLE = re.compile(
    r"in|tijdens|gedurende|doorheen|over|voor|van|uit|anno|binnen|per|en|of|tegenover|versus|vs|dan|naar|"
    r"met|door|bij|zowel|tussen|als|en/of|evenals|alsook|zoals|dat|wat|die|toen|waarin"
)
_NOT_WHOLE = frozenset({"tot", "na", "op", "onder"})
# Between the preposition and the period these change nothing.
_TRANSPARENT = re.compile(
    r"(?:het|de|dit|deze|die|dat|heel|hele|gans|ganse|geheel|gehele|volledige?|periode|loop|verloop|maand(?:en)?"
    r"|zomermaanden|(?!voor|na|half)\w*jaar|jaren)"
)
_DOCUMENT = re.compile(r"\w*(?:cijfers?|verslag|rapport|overzicht|antwoord|tabel|registraties?|totalen)")
_PORTION = re.compile(
    r"\w*(?:kwartaal|kwartalen|trimesters?|semesters?|helft|deel|gedeelte|maand(?:en)?|week|weken|weekends?|dag(?:en)?"
    r"|begin|einde?|midden|aanvang|start|slot|seizoen|rest)"
)
# 'weekdagen in 2024' are all of them, the 'laatste dagen in 2024' are not.
_SINGLES_OUT = re.compile(r"[^\W\d]+(?:ste|de)|eerste|laatste|begin|einde?|midden")
_EACH = frozenset({"per", "elke", "iedere", "alle", "naar"})
_WHEN = re.compile(r"in|tijdens|gedurende|binnen|op|rond|omstreeks|sinds|vanaf|na|voor|tegen|tot|bij|aan")
_ARTICLES = frozenset({"het", "de", "een", "die", "dat", "deze", "dit"})
_REACH = 4
_UNTIL = re.compile(rf"\b{UP_TO}\s+(?:het\s+jaar\s+)?$")
# Where the words of a phrase end, looking back.
_BREAK = re.compile(r"[,;:!?()/|\"\d]")


def narrowing(plain: str, start: int, catalogue: Catalogue) -> str | None:
    """Return the words before the period at `start` of a folded text that may make it another time; None without any.

    They need not be known: any word there counts that is not known to leave the period whole.
    """
    if plain.startswith(("van ", "tussen "), start):
        return None  # what stands before two ends only names the time between them
    if plain[:start].endswith(("betrekking op ", "slaan op ")):
        return None
    if until := _UNTIL.search(plain[:start]):
        return until[0].strip()
    words = _words_before(plain, start)
    at = len(words)
    while at and _TRANSPARENT.fullmatch(words[at - 1]):
        at -= 1
    if not at:
        return None
    last = words[at - 1]
    if last in {"van", "uit", "in"}:
        return _portion_before(words[: at - 1], last, catalogue)
    is_whole = _WHOLE.fullmatch(last) or (last not in _NOT_WHOLE and _is_known(last, catalogue))
    return None if is_whole else " ".join(words[at - 1 :])


def _portion_before(words: list[str], preposition: str, catalogue: Catalogue) -> str | None:
    """Return the name of a part in '(in) de laatste weken van 2024', or of what a preposition makes one."""
    if not words:
        return None
    before = words[-_REACH:]
    begin = next((at for at in range(len(before) - 1, -1, -1) if _WHEN.fullmatch(before[at])), None)
    if _PORTION.fullmatch(words[-1]):
        names_all = (len(words) > 1 and words[-2] in _EACH) or words[-1].startswith("weekdag")
        is_whole = names_all or (preposition == "in" and not any(map(_SINGLES_OUT.fullmatch, words[-2:])))
        phrase = before[begin + 1 :] if begin is not None else words[-1:]
        return None if is_whole else " ".join([*phrase, preposition])
    if preposition != "van" or begin is None:
        return None
    named = [word for word in before[begin + 1 :] if word not in _ARTICLES and not _TRANSPARENT.fullmatch(word)]
    return None if all(_is_known(word, catalogue) for word in named) else " ".join([*before[begin + 1 :], preposition])


def _words_before(plain: str, start: int) -> list[str]:
    """Return the words before a place, back to the last mark or number."""
    words: list[str] = []
    for word in reversed(plain[:start].split()):
        bare = word.rstrip(".") if word not in {"t.o.v.", "i.p.v."} else word
        if _BREAK.search(word) or (word.endswith(".") and bare == ""):
            break
        words.append(bare)
    return words[::-1]


def _is_known(word: str, catalogue: Catalogue) -> bool:
    """Whether a word says nothing of time: it is small, tells what is counted, or names the service or a document."""
    known = word in catalogue.words.light or word in catalogue.words.held or word in catalogue.words.approximate
    if known or _DOCUMENT.fullmatch(word) or catalogue.names_service(word):
        return True
    return bool(catalogue.concepts_in(word) - catalogue.never_about)
