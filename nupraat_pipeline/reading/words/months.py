"""Names of months as Dutch prints them: 'januari', 'jan.', 'mrt'.

Here: one word -> the number of a month. Not here: parts of a year (`parts`), months with their year (`periods`).
"""

from __future__ import annotations

from functools import cache

from babel.dates import get_month_names

from nupraat_pipeline.catalogue import fold

# Abbreviations in use that are no beginning of the month's name.
_IRREGULAR = {"mrt": 3, "maa": 3}
# Beginnings of months that are other words.
_OTHER_WORDS = frozenset({"maar"})
_SHORTEST = 3


@cache
def month_words() -> dict[str, int]:
    """Return every spelling of a month in Dutch, folded and without a dot, with its number."""
    words = dict(_IRREGULAR)
    for style in ("wide", "abbreviated"):
        for number, name in get_month_names(style, locale="nl_BE").items():
            words[fold(name).rstrip(".")] = number
    for number, name in get_month_names("wide", locale="nl_BE").items():
        words.update({name[:length]: number for length in range(_SHORTEST, len(name))})
    return {word: number for word, number in words.items() if word not in _OTHER_WORDS}


@cache
def month_pattern() -> str:
    """Return a regular expression for any month in folded text, longest spelling first, with its optional dot."""
    return "(?:" + "|".join(sorted(month_words(), key=len, reverse=True)) + r")\b\.?"


def parse_month(text: str) -> int | None:
    """Read a month that stands alone ('Januari', 'mrt', 'Sept.'); None for anything else."""
    return month_words().get(fold(text).rstrip(" .:"))


def month_number(text: str) -> int:
    """Return the number of a month that `month_pattern` matched."""
    return month_words()[text.rstrip(". ")]
