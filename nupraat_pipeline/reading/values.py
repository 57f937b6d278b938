"""Dutch numbers and what may stand in their place: percentages, limits, markers, blanks.

Here: one printed text -> one `Value`. Not here: calendar expressions (`periods`) and what a value is a value of
(`recognition`, `statements`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from babel.numbers import NumberFormatError, parse_decimal
from msgspec import Struct
from msgspec.structs import replace

LOCALE = "nl_BE"
SPACES = " \u00a0\u2007\u2009\u202f"

# A number as Dutch prints it: '1074', '10.166', '1 187', '40,5'. A group of thousands never follows another digit.
NUMBER = rf"\d{{1,3}}(?:[.{SPACES}]\d{{3}})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?(?!\d)"
PER_CENT = r"(?:%|(?:procent|percent|pct)\b)"
# The marks with which a table fills a cell instead of a number, or which point from a number to a footnote.
STARS, DIGIT_IN_BRACKETS, SIGNS = r"\*+|\(\*+\)", r"\(\d\)|\[\d\]", r"[†‡§°⁰¹²³⁴-⁹]+"
MARK = rf"{STARS}|{DIGIT_IN_BRACKETS}|\([a-z]\)|(?<=\s)\d\)|{SIGNS}"
FILLERS = r"[-–—−]+|/|\.{1,3}|…|[xX?]|n\.?\s?b\.?|n\.?\s?v\.?\s?t\.?|n\.?\s?g\.?|nvt|nb|n/?a"

_VALUE = re.compile(
    rf"""^(?:(?P<about>ca\.?|circa|ongeveer|±|~|\+/-)\s*)?
         (?P<limit><=?|>=?|≤|≥|minder\ dan|meer\ dan|hoogstens|minstens|maximaal|minimaal)?\s*
         (?P<minus>[-−–+]\s?(?=\d))?
         (?P<number>{NUMBER})\s*
         (?P<percent>{PER_CENT}\.?)?\s*
         (?P<mark>{MARK})?$""",
    re.VERBOSE | re.IGNORECASE,
)
# 'n.b.*': the mark behind the sign is what a footnote explains.
_MARKER = re.compile(rf"^(?:(?:{FILLERS})\s?(?P<mark>{MARK})|{MARK}|{FILLERS})$", re.IGNORECASE)
_WORDS_FOR_MISSING = re.compile(
    r"^(niet (beschikbaar|bekend|gekend|van toepassing)|onbekend|geen (cijfers?|gegevens|data)|ontbreekt)$",
    re.IGNORECASE,
)


_STRICT = frozenset({"<", "minder dan", ">", "meer dan"})
_MOST = frozenset({"<", "minder dan", "<=", "≤", "hoogstens", "maximaal"})
_LEAST = frozenset({">", "meer dan", ">=", "≥", "minstens", "minimaal"})

_GROUP = 3
# A word behind a number for what is counted: '1.077 gesprekken', '12 keer'.
_NOUN = r"\w*(?:gesprek(?:ken)?|oproepers?|oproepen|keer|doorverwijzing(?:en)?|jongeren?|personen|melding(?:en)?)"
_COUNTED = re.compile(rf"\s+\(?{_NOUN}\)?$")
_SHARE = r"\d{1,3}(?:,\d+)?\s?%"
# A number with its share: '480 (81%)', '81% (480)'.
_WITH_SHARE = re.compile(
    rf"(?P<count>{NUMBER})(?:\s{_NOUN})?\s?(?:\(|/)\s?(?P<share>{_SHARE})\s?\)?"
    rf"|(?P<first>{_SHARE})\s?(?:\(|/)\s?(?:n\s?=\s?)?(?P<second>{NUMBER})(?:\s{_NOUN})?\s?\)?"
)


class Value(Struct, frozen=True):
    """What one printed text says.

    `number` is None when no exact number is printed. `decimals` counts the printed decimals. `marker` is the sign
    that a footnote may explain, printed alone or beside the number. `words` is a printed reason ('niet beschikbaar').
    `share` is the percentage that is printed with a number ('480 (81%)'). A blank has none of them. `lower` and
    `upper` are limits as printed, outside the value when `is_strict` ('<5').
    """

    number: float | None = None
    decimals: int = 0
    is_percent: bool = False
    is_approximate: bool = False
    lower: float | None = None
    upper: float | None = None
    is_strict: bool = False
    marker: str | None = None
    words: str | None = None
    share: Value | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is printed."""
        return self == BLANK

    def bounds(self, *, is_count: bool) -> tuple[float | None, float | None]:
        """Return inclusive limits: a count '<5' is 4 at most; a share '<5%' may be anything up to 5."""
        step = 1.0 if is_count and self.is_strict else 0.0
        return (
            None if self.lower is None else self.lower + step,
            None if self.upper is None else self.upper - step,
        )


BLANK = Value()


@lru_cache(maxsize=4096)
def parse_number(text: str) -> tuple[float, int] | None:
    """Read one Dutch number and how many decimals it prints; None for anything else or when grouped wrongly.

    Points and narrow spaces group thousands, a comma separates decimals. Refused are '1.18', which is no Dutch number,
    and '099', which lost a digit before its nought.
    """
    compact = re.sub(rf"[{SPACES}]", ".", text.strip(SPACES))
    if not re.fullmatch(r"(?!0\d)\d+(\.\d+)*(,\d+)?", compact):
        return None
    try:
        number = parse_decimal(compact, locale=LOCALE, strict=True)
    except NumberFormatError:
        return None
    return float(number), len(compact.partition(",")[2])


@lru_cache(maxsize=4096)
def parse_value(text: str) -> Value | None:
    """Read the text of a cell, or of a figure in prose; None when it is neither a value nor a sign for one.

    A text in which numbers have run together ('6 3105 5103 693') is None: refused, not guessed.
    """
    plain = " ".join(text.split())
    if not plain:
        return BLANK
    if match := _VALUE.match(plain):
        return _from_match(match)
    if match := _WITH_SHARE.fullmatch(plain):
        return _with_share(match["count"] or match["second"], match["share"] or match["first"])
    if sign := _MARKER.match(plain):
        return Value(marker=sign["mark"] or plain)
    if _WORDS_FOR_MISSING.match(plain):
        return Value(words=plain)
    return None


def may_be_thousands(value: Value, *, is_count: bool) -> bool:
    """Whether a count with three decimals may be thousands in another notation: '1,187' is 1187 in English."""
    return is_count and value.number is not None and value.decimals == _GROUP


def limit_sign(value: Value) -> str | None:
    """Return a printed limit as the sign that a footnote may explain: '<5'."""
    if value.upper is not None:
        return f"{'<' if value.is_strict else '≤'}{value.upper:g}"
    return None if value.lower is None else f"{'>' if value.is_strict else '≥'}{value.lower:g}"


def without_noun(text: str) -> str:
    """Return a text without the word at its end for what is counted."""
    return _COUNTED.sub("", text)


def _from_match(match: re.Match[str]) -> Value | None:
    parsed = parse_number(match["number"])
    if parsed is None:
        return None
    number, decimals = parsed
    if match["minus"] and match["minus"].strip() != "+":
        number = -number
    sign = (match["limit"] or "").lower()
    return Value(
        number=None if match["limit"] else number,
        decimals=decimals,
        is_percent=match["percent"] is not None,
        is_approximate=match["about"] is not None,
        lower=number if sign in _LEAST else None,
        upper=number if sign in _MOST else None,
        is_strict=sign in _STRICT,
        marker=match["mark"],
    )


def _with_share(count: str, share: str) -> Value | None:
    number, percentage = parse_value(count), parse_value(share)
    return replace(number, share=percentage) if number and percentage else None
