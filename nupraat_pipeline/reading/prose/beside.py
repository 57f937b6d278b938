"""Why a number may be another one than it looks like, by what stands right beside it: its digits, signs and brackets.

Here: numbers that go on, limits, references, numbers printed in thousands. Not here: what it counts (`about`), or of
what kind and time it is (`levels`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.values import may_be_thousands
from nupraat_pipeline.reading.words.clauses import CHANGE
from nupraat_pipeline.reading.words.text import JOINT

if TYPE_CHECKING:
    from nupraat_pipeline.reading.values import Value
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

# '10 .166', or '7.' and '412' on two lines: one number that a gap breaks, or two; '150 / 198': one of two.
_ONE_OF_TWO = re.compile(rf"\d\s?(?:/\s?|\(?of\s)$|{JOINT}$")
_GOES_ON = re.compile(rf"\.{JOINT}|\s?[.,]\d|[.,]\s\d{{3}}(?!\d)|\s?/\s?\d+(?=\s[^\W\d])|\s?\(?of\s\d")
# 'tot 1.100 gesprekken' may mean as many or fewer, but not where a number rises to it.
_UP_TO_SO_MANY = re.compile(r"\b(?:op)?tot\s+(?:en met\s+)?$")
_ROUNDED_TO = re.compile(r"\bafgerond\w*\s+(?:op|tot)\s+$")
# 'niet 3% maar 2%'
_DENIED = re.compile(r"\b(?:niet|(?<!net )(?<!nipt )geen)\s+(?:met\s+|van\s+)?$")
# 'hoger dan 1.074': a limit, or what the number is compared with.
_HIGHER_THAN = re.compile(r"\b(?:hoger|groter|lager|kleiner) dan\s+$")
_NOT_IN_FULL = re.compile(r"(?:duizend|miljoen|miljard)\b")
# Numbers below such a limit are withheld, so as to identify nobody.
_WITHHELD_BELOW = 10
# Answers have no more items, notes and tables than this.
_MOST_REFERENCES = 30
_REFERS = re.compile(r"\b(?:zie|cf\.|vgl\.|bron|noot|sub|ad)\s+$")
# What stands before a number that ends a sentence and tells how many there are.
_SAYS_HOW_MANY = re.compile(
    r"(?:[:=(-]|\b(?:bedroeg|bedroegen|bedraagt|bedragen|was|waren|is|zijn|werd|werden|tel(?:t|len|de|den)"
    r"|er|om|op|tot|naar|met|van|dat|dit|aantal|totaal|slechts|maar|amper|en|minstens|hoogstens|ongeveer|circa|ca\.|zowat|bijna))\s*$"
)


def flaw_of_number(sentence: Sentence, clause: Clause, value: Value) -> str | None:
    """Say why a number may be another one than it looks like, by what stands right beside it."""
    plain, number, is_count = sentence.plain, clause.number, clause.unit == "count"
    ahead = plain[: number.start]
    names_part = any(token.dimension or token.part for token in sentence.tokens_in(clause))
    changes = bool(sentence.catalogue.concepts_in(plain) & CHANGE)
    goes_with_another = _GOES_ON.match(plain, number.end) or _ONE_OF_TWO.search(ahead)
    is_limit = _HIGHER_THAN.search(ahead) or (not changes and _UP_TO_SO_MANY.search(ahead))
    names_helpline = re.sub(r"\D", "", number.digits) in sentence.catalogue.numeric_names
    signs = (
        (may_be_thousands(value, is_count=is_count), "it may be thousands or decimals"),
        (
            goes_with_another,
            "another number goes with it ('10 .166', '150 / 198'), and which is meant is not clear",
        ),
        (is_count and value.number and value.number % 1, "it is no whole number, so it counts nothing"),
        (_DENIED.search(ahead), "it is denied"),
        (
            is_count and names_helpline and "referral" in sentence.catalogue.concepts_in(plain),
            "it may be the helpline of that number",
        ),
        (is_limit, "it may be a limit, or what a number is compared with"),
        (_ROUNDED_TO.search(ahead), "it says how numbers are rounded"),
        (is_count and _may_refer(sentence, clause), "it may refer to something that has this number"),
        (
            is_count and not names_part and _is_small_limit(value),
            "it may be the limit below which numbers are not told",
        ),
        (_NOT_IN_FULL.match(sentence.behind(clause)), "it is printed in thousands or millions, not in full"),
    )
    return next((reason for sign, reason in signs if sign), None)


def _may_refer(sentence: Sentence, clause: Clause) -> bool:
    """Whether a small number may be that of an item, a note or a table: 'De 7.', 'zie 3', '[2]', 'in 2023 (4)'."""
    plain, number = sentence.plain, clause.number
    if not number.digits.isdigit() or int(number.digits) > _MOST_REFERENCES:
        return False
    ahead, behind = plain[: number.start], plain[number.end :]
    if _REFERS.search(ahead) or (ahead.endswith("[") and behind.startswith("]")):
        return True
    if ahead.endswith("(") and behind.startswith(")"):
        return not sentence.tokens_in(clause) and not behind[1:].strip(" .")
    return behind == "." and not sentence.tokens_in(clause) and not _SAYS_HOW_MANY.search(ahead)


def _is_small_limit(value: Value) -> bool:
    limits = [limit for limit in (value.lower, value.upper) if limit is not None]
    return value.number is None and bool(limits) and max(limits) <= _WITHHELD_BELOW
