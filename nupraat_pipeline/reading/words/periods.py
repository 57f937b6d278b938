"""Dutch calendar expressions: years, months, parts of years, and spans of them.

Here: one printed text -> months or a `Period`. Not here: which period a table or sentence means when none is printed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from babel.dates import get_month_names

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import month_period, school_year, span_of_months, year_period
from nupraat_pipeline.reading.records import Period
from nupraat_pipeline.reading.words.phrases import UP_TO

YEAR = r"(?:19|20)\d\d"
# Abbreviations in use that are no beginning of the month's name.
_IRREGULAR = {"mrt": 3, "maa": 3}
# Beginnings of months that are other words.
_OTHER_WORDS = frozenset({"maar"})
_SHORTEST = 3
QUARTER = (
    r"(?:(?:q|t|k|kw|kwartaal|trimester)\.?\s?([1-4])"
    r"|([1-4]|eerste|tweede|derde|vierde|laatste)(?:e|ste|de)?\s+(?:kwartaal|trimester))"
)
HALF = r"(?:(?:s|h)\.?([12])|([12]|eerste|tweede|laatste)(?:e|ste|de)?\s+(?:semester|helft(?:\s+van)?|jaarhelft))"
LAST = "laatste"
OUTER_MONTH = rf"(eerste|{LAST})\s+maand"
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_CARDINALS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_SCHOOL_YEARS = r"(?:school|werk|academie)ja(?:ar|ren)"
COUNT = rf"(\d{{1,2}}|{'|'.join(_CARDINALS)})"
BETWEEN = rf"(?:{UP_TO}|tot|en|-)"
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+|\W")
UNTIL = rf"(?:{UP_TO}|tot|-)"


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


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that prints a period, with its place in the text."""

    start: int
    end: int
    period: Period


def names_several_times(text: str) -> bool:
    """Whether a label names two periods, each for itself."""
    return len({span.period for span in find_periods(fold(text))}) > 1


def names_school_year(text: str) -> bool:
    """Whether a folded text says that the years it speaks of run from September to August."""
    return re.search(rf"\b{_SCHOOL_YEARS}", text) is not None


def parse_period(text: str) -> Period | None:
    """Read a label that is a period and nothing else; None for anything else, months without a year included."""
    plain = fold(text).strip(" .:;")
    found = find_periods(plain)
    if len(found) == 1:
        rest = plain[: found[0].start] + plain[found[0].end :]
        if not re.sub(r"\b(jaar|het|in|werkjaar|kalenderjaar|periode|voor|cijfers)\b", "", rest).strip(" .:;()*"):
            return found[0].period
    return None


@lru_cache(maxsize=2048)
def find_periods(text: str) -> tuple[Span, ...]:
    """Return the periods that a folded text prints, left to right and not overlapping; the longest reading wins.

    Two-digit years count only right after a month ('jan 22', "jan. '22"). Exact days ('30 januari 2023') are dates, not
    periods, except as the end of one ('tot 15 december 2020').
    """
    spans: list[Span] = []
    position = 0 if _DIGIT.search(text) else len(text)
    patterns = _period_patterns()
    while position < len(text):
        best: Span | None = None
        for pattern, reader in patterns:
            match = pattern.match(text, position)
            if match and (best is None or match.end() > best.end) and (period := reader(match)):
                best = Span(match.start(), match.end(), period)
        if best:
            spans.append(best)
            position = best.end
        else:
            position = next_start(text, position)
    return tuple(spans)


def next_start(text: str, position: int) -> int:
    """Return where the next word starts, so that no pattern begins in the middle of one."""
    match = _WORD.match(text, position)
    return match.end() if match else len(text)


def count_of(text: str) -> int:
    """Read a small number, in digits or in words: '2', 'tweede', 'negen'."""
    if text in _ORDINALS:
        return _ORDINALS.index(text) + 1
    return _CARDINALS.index(text) + 1 if text in _CARDINALS else int(text)


def quarter_of(text: str) -> int:
    """Read which quarter of a year is meant: '2', 'tweede', 'laatste'."""
    return 4 if text == LAST else count_of(text)


def half_of(text: str) -> int:
    """Read which half of a year is meant: '2', 'tweede', 'laatste'."""
    return 2 if text == LAST else count_of(text)


def outer_month(text: str) -> int:
    """Read which month of a year is meant: the 'eerste' or the 'laatste'."""
    return 12 if text == LAST else 1


def month_number(text: str) -> int:
    """Return the number of a month that `month_pattern` matched."""
    return month_words()[text.rstrip(". ")]


def _year_until_month(match: re.Match[str]) -> Period | None:
    return span_of_months(int(match[1]), 1, month_number(match[2]))


def _year_months(match: re.Match[str]) -> Period | None:
    return span_of_months(int(match[1]), month_number(match[2]), month_number(match[3]))


def _months_year(match: re.Match[str]) -> Period | None:
    return span_of_months(int(match[3]), month_number(match[1]), month_number(match[2]))


def _until_day(match: re.Match[str]) -> Period | None:
    year, month, day = int(match[3]), month_number(match[2]), int(match[1])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Period(date(year, 1, 1), date(year, month, day))


def _year_until_day(match: re.Match[str]) -> Period | None:
    year, month, day = int(match[1]), month_number(match[3]), int(match[2])
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Period(date(year, 1, 1), date(year, month, day))


def _day_to_day(match: re.Match[str]) -> Period | None:
    """Read 'van 15 maart tot en met 30 juni 2024'; the first day may leave out its month and year."""
    first_day, first_month, first_year, day, month, year = match.groups()
    end = _day(day, month, year)
    start = _day(first_day, first_month or month, first_year or year)
    return Period(start, end) if start and end and start < end else None


def _day(day: str, month: str, year: str) -> date | None:
    number, last = month_number(month), monthrange(int(year), month_number(month))[1]
    return date(int(year), number, int(day)) if 1 <= int(day) <= last else None


def _month_to_month(match: re.Match[str]) -> Period | None:
    start = month_period(int(match[2]), month_number(match[1])).start
    end = month_period(int(match[4]), month_number(match[3])).end
    return Period(start, end) if start < end else None


def _until_month(match: re.Match[str]) -> Period | None:
    return span_of_months(int(match[2]), 1, month_number(match[1]))


def _first_months(match: re.Match[str]) -> Period | None:
    count = count_of(match[1])
    return span_of_months(int(match[2]), 1, count) if 1 <= count <= 12 else None


def _last_months(match: re.Match[str]) -> Period | None:
    count = count_of(match[1])
    return span_of_months(int(match[2]), 13 - count, 12) if 1 <= count <= 12 else None


def _school_year(match: re.Match[str]) -> Period | None:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    return school_year(first) if last == first + 1 else None


def _month_year(match: re.Match[str]) -> Period | None:
    year = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
    return month_period(year, month_number(match[1]))


def _numeric_month(match: re.Match[str]) -> Period | None:
    return month_period(int(match[2]), int(match[1]))


def _numeric_month_first_year(match: re.Match[str]) -> Period | None:
    return month_period(int(match[1]), int(match[2]))


def _quarter(match: re.Match[str]) -> Period | None:
    number = quarter_of(match[1] or match[2])
    return span_of_months(int(match[3]), 3 * number - 2, 3 * number)


def _quarter_after(match: re.Match[str]) -> Period | None:
    number = quarter_of(match[2] or match[3])
    return span_of_months(int(match[1]), 3 * number - 2, 3 * number)


def _half(match: re.Match[str]) -> Period | None:
    number = half_of(match[1] or match[2])
    return span_of_months(int(match[3]), 6 * number - 5, 6 * number)


def _half_after(match: re.Match[str]) -> Period | None:
    number = half_of(match[2] or match[3])
    return span_of_months(int(match[1]), 6 * number - 5, 6 * number)


def _outer_month(match: re.Match[str]) -> Period | None:
    return month_period(int(match[2]), outer_month(match[1]))


def _years(match: re.Match[str]) -> Period | None:
    first, last = int(match[1]), int(match[2])
    return Period(date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _year(match: re.Match[str]) -> Period | None:
    return year_period(int(match[1]))


@cache
def _period_patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...]:
    month, year = month_pattern(), f"({YEAR})"
    joint = r"[\s(,:-]*"
    day = r"(\d{1,2})(?:ste|e|de)?"
    of_year = rf"(?:\s+(?:van|in))?(?:\s+het\s+jaar)?\s*\(?{year}\)?"
    entries = [
        (
            rf"(?:van\s+|tussen\s+)?{day}(?:\s+({month})(?:\s*{year})?)?\s*{BETWEEN}\s*{day}\s+({month})\s*{year}",
            _day_to_day,
        ),
        (rf"(?:van\s+|tussen\s+)?({month})\s*{year}\s*{BETWEEN}\s*({month})\s*{year}", _month_to_month),
        (rf"tussen\s+({month})\s+en\s+({month}){of_year}", _months_year),
        (rf"(?:{UP_TO}|tot(?:\s+eind)?)\s+({month})\s*{year}", _until_month),
        (rf"eerste\s+{COUNT}\s+maanden{of_year}", _first_months),
        (rf"laatste\s+{COUNT}\s+maanden{of_year}", _last_months),
        (rf"{OUTER_MONTH}{of_year}", _outer_month),
        (rf"{year}{joint}{UNTIL}\s*({month})\s*(?:{YEAR})?\s*\)?", _year_until_month),
        (rf"{year}{joint}({month})\s*{UNTIL}\s*({month})\s*\)?", _year_months),
        (rf"(?:van\s+)?({month})\s*{UNTIL}\s*({month}){of_year}", _months_year),
        (rf"{UNTIL}\s*(\d{{1,2}})\s+({month})\s*{year}", _until_day),
        (rf"{year}{joint}{UNTIL}\s*(\d{{1,2}})\s+({month})\s*(?:{YEAR})?\s*\)?", _year_until_day),
        (rf"{_SCHOOL_YEARS}\s*{year}\s*[-/]\s*(\d{{4}}|\d\d)\b", _school_year),
        (rf"({month})\s*(?:van\s+)?[-/']?\s*({YEAR})(?!\d)", _month_year),
        (rf"({month})(?:[-/]|\s*')\s?([0-5]\d)(?![\d%])", _month_year),
        (rf"(0?[1-9]|1[0-2])[/-]{year}(?!\d)", _numeric_month),
        (rf"{year}-(0[1-9]|1[0-2])(?![\d-])", _numeric_month_first_year),
        (rf"{QUARTER}\s*[-/(,]?\s*(?:(?:van|in)\s+)?(?:het\s+jaar\s+)?{year}\)?", _quarter),
        (rf"{year}\s*[-/ (,]?\s*{QUARTER}(?!\w)\)?", _quarter_after),
        (rf"{HALF}\s*[(,]?\s*(?:(?:van|in)\s+)?(?:het\s+jaar\s+)?{year}\)?", _half),
        (rf"{year}\s*[-/ (,]?\s*{HALF}(?!\w)\)?", _half_after),
        (rf"{year}\s*(?:-|{UP_TO})\s*{year}(?!\d)", _years),
        (rf"{year}(?!\d|[.,]\d)", _year),
    ]
    return tuple((re.compile(rf"(?<![\w]){pattern}"), reader) for pattern, reader in entries)
