"""Ages in labels: '12-14j', 'tussen 12 en 14 jaar', 'jonger dan 12', '25 jaar en ouder', '18 plus', '<9'.

Here: the grammar of one label, whatever its numbers. Not here: which category a band is (`labels`), ages in sentences
(`identities`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.words.phrases import UP_TO, YEARS_OLD

AgeBand = tuple[int, int | None]

_YEARS = rf"(?:\s*-?\s*{YEARS_OLD}\.?)?"
_AGE = rf"(\d{{1,2}}){_YEARS}"
_AT_LEAST = r"minstens|ten\s?minste|minimaal|minimum"
_AT_MOST = r"hoogstens|ten\s?hoogste|maximaal|maximum|max\.?"
_WHO = r"(?:(?:leeftijd|leeftijdsgroep|oproepers|jongeren|kinderen|personen)\s+)?"

_BAND = re.compile(rf"(?:van |vanaf |tussen (?:de )?)?{_AGE}\s*-?\s*(?:-|/|{UP_TO}|tot|en)\s*(?:de )?{_AGE}")
_UNDER = re.compile(
    rf"(?:<|-|min-|jonger dan|minder dan|onder(?: de)?|beneden(?: de)?|tot)\s*{_AGE}|min (\d{{1,2}})\s?-\s?jarigen?"
)
_AND_UNDER = re.compile(rf"(?:<=|≤|{UP_TO}|{_AT_MOST})\s*{_AGE}|{_AGE}\s*(?:en|of) (?:jonger|minder)")
_OVER = re.compile(rf"(?:>|ouder dan|meer dan|boven(?: de)?)\s*{_AGE}")
_AND_OVER = re.compile(
    rf"(?:vanaf(?: de)?|>=|≥|\+|plus|{_AT_LEAST})\s*{_AGE}(?:\s*(?:en|of) ouder)?"
    rf"|{_AGE}\s*-?(?:\+|plus(?:sers?)?\b|en ouder|of ouder|en meer|of meer){_YEARS}"
)
_SINGLE = re.compile(rf"(\d{{1,2}})\s*-?\s*{YEARS_OLD}\.?")
_LIMITS: tuple[tuple[re.Pattern[str], Callable[[int], AgeBand]], ...] = (
    (_AND_UNDER, lambda age: (0, age)),
    (_UNDER, lambda age: (0, age - 1)),
    (_AND_OVER, lambda age: (age, None)),
    (_OVER, lambda age: (age + 1, None)),
    (_SINGLE, lambda age: (age, age)),
)
# 'min 12' may be under 12 or at least 12.
_UNCLEAR = re.compile(rf"min\.? ?{_AGE}")
_SAYS_YEARS = re.compile(rf"\d\s*-?\s*{YEARS_OLD}|\b(?:ouder|jonger)\b")


@lru_cache(maxsize=4096)
def age_band(label: str) -> AgeBand | None:
    """Read an age band as its first and last age, both included; None as last is open. None for anything else."""
    plain = _bare(label)
    if match := _BAND.fullmatch(plain):
        first, last = int(match[1]), int(match[2])
        return (first, last) if first <= last else None
    for pattern, band in _LIMITS:
        if match := pattern.fullmatch(plain):
            return band(int(next(filter(None, match.groups()))))
    return None


def names_age(label: str) -> bool:
    """Whether a label is one of ages, be it one of which the band is not clear."""
    return age_band(label) is not None or _UNCLEAR.fullmatch(_bare(label)) is not None


def says_years(label: str) -> bool:
    """Whether a label says that its numbers are years of age; '2-4' may be of anything."""
    return _SAYS_YEARS.search(fold(label)) is not None


def _bare(label: str) -> str:
    return re.sub(rf"^{_WHO}", "", fold(label).strip(" .:;()"))
