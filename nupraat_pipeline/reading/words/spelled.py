"""Numbers that a text spells in words: 'tachtig procent', 'acht op de tien oproepers', 'de helft van de gesprekken'.

They are not read, but told: what is printed without digits must not get lost without a word. Here: where they stand.
"""

from __future__ import annotations

import re

_ONES = r"twee|drie|vier|vijf|zes|zeven|acht|negen"
_TENS = r"twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_NUMBER = (
    rf"(?:(?:een|{_ONES})?-?(?:honderd|duizend)(?:tal)?|(?:(?:een|{_ONES})en)?(?:{_TENS})(?:tal)?|tien(?:tal)?"
    rf"|(?:der|veer|vijf|zes|zeven|acht|negen)tien(?:tal)?|elf|twaalf|{_ONES})"
)
_COUNTED = r"(?:procent|percent|\w*oproep\w*|\w*gesprek\w*|jongeren|kinderen|doorverwijzingen)"
_PART = r"(?:de helft|een derde|twee derde|een kwart|drie ?kwart|een vijfde)"
_SPELLED = re.compile(
    rf"\b{_NUMBER}\s+(?:\w+e\s+)?{_COUNTED}\b|\b(?:een|{_NUMBER})\s+op\s+(?:de\s+)?(?:tien|vijf|vier|drie|honderd)\b"
    rf"|\b{_PART}\s+van\s+(?:de|alle)\s+(?:\w+e\s+)?{_COUNTED}\b"
)


def spelled_numbers(plain: str) -> list[tuple[int, int]]:
    """Return where a folded text spells a number of callers, conversations or per cent in words."""
    return [match.span() for match in _SPELLED.finditer(plain)]
