"""Numbers that count nothing: dates, years, times, question and item numbers, names of helplines, ages, addresses.

Here: the stretches of a text that are the identity of something. Not here: figures (`statements`), nor what becomes of
a number that is neither (`coverage`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.calendar import is_year, span_of_months
from nupraat_pipeline.reading.values import PER_CENT
from nupraat_pipeline.reading.words.months import month_pattern, parse_month
from nupraat_pipeline.reading.words.narrowing import narrowing
from nupraat_pipeline.reading.words.parts import find_parts
from nupraat_pipeline.reading.words.periods import YEAR, find_periods
from nupraat_pipeline.reading.words.phrases import COMPARED_WITH, TELEPHONE, UP_TO, YEARS_OLD
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.words.periods import Span

_HOUR = r"(?:[01]?\d|2[0-4])"
_TIME = rf"{_HOUR}(?:\s?(?:u|uur|h)(?:[0-5]\d\b|\b\.?)|[:.][0-5]\d\s?(?:u|uur|h)\b|:[0-5]\d(?!\d))"
_JAAR = rf"(?:\s?-?\s?{YEARS_OLD})"
_TO = rf"(?:-|{UP_TO}|tot|en)"
_MORE_NUMBERS = r"(?:\s*(?:,|en|&)\s*(?:nrs?\.?\s*)?\d+(?=\s*(?:[.,;)]|$|en\b|&|van\b|uit\b|over\b)))*"
_NUMBERED = r"punt|deelvraag|item|bijlage|tabel|figuur|grafiek|artikel|art\.|pagina|blz\.|p\.|voetnoot|deel"
# A number of four digits right before one of these counts them, unless a word before it makes it a year or a name.
_COUNTED = (
    r"(?:[^\W\d]+e ){0,2}?"
    r"(?:\w*-?gesprek|\w*-?oproep|jongeren|chat|keer|kinderen|personen|bezoekers|doorverw|\w*conversatie)"
)
_CHANGED = r"(?:steeg|stegen|stijgt|daalde|daalden|daalt|groeide|groeiden|nam|namen|klom|zakte|evolueerde|ging)"
# What stands before a count, whatever it looks like.
_COUNT_AHEAD = (
    r"(?:totaal|\bsom)\s*[(:]\s*$",
    r"\b(?:bedroeg|bedroegen|bedraagt|bedragen|telde|telden|om|er|namelijk|nl\.|nml\.|zijnde|ofwel)\s+$",
    r"(?<!\bbetrekking )(?<!\bslaan )(?<!\b20\d\d )\bop\s+$",
    rf"\b{YEAR}\b.*\brespectievelijk\s+(?:\d[^.;:]*)?$",
)
_NAMES_A_YEAR = r"(?:\b(?:in|jaar|jaren|sinds|vanaf|tot|tijdens|sedert|en|eind|begin)\s|\()$"
_BY_A_HELPLINE = r"\b(?:hulplijn|zelfmoordlijn|door|via|vanuit|vanwege|nummer)\s$"
_NAMES_A_HELPLINE = r"(?:\b(?:hulplijn|zelfmoordlijn|door|via|bij|naar|nummer|en|de|of)\s|\()$"


class Identity(Struct, frozen=True):
    """A stretch of a text that names something; `period` when it is a period, and whether it is only compared with.

    `is_same`: it is 'dezelfde periode van 2024', and `period` is None where nothing before it tells which months.
    `narrowed` are the words before a period that may make it another time than all of it: 'begin 2024'.
    """

    start: int
    end: int
    period: Period | None = None
    is_base: bool = False
    is_same: bool = False
    narrowed: str | None = None


# The only names that may do without a digit.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:be|eu|org|com|nl)\b(?:[-/]\S*)?")


# '9-11: 3 %', '24 en ouder (10 %)': ages by their place, where age is spoken of.
_BARE_AGE = re.compile(
    rf"(?<![\w.,])(?:\d{{1,2}}\s?(?:[-/]|{UP_TO}|tot)\s?\d{{1,2}}|[<>+]\s?\d{{1,2}}"
    rf"|\d{{1,2}}\s?(?:\+|(?:en|of) (?:ouder|jonger)))(?=\s*[:=(-]\s*\d{{1,2}}(?:,\d+)?\s?{PER_CENT})"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:ste|e|de)?"
    return tuple(
        re.compile(pattern)
        for pattern in (
            # Days: '15 tot 30 juni 2024', '30 januari 2023', '30/1/2023'.
            rf"\b{day}(?:\s+{month_pattern()})?\s*{_TO}\s*{day}\s+{month_pattern()}(?:\s*{YEAR})?",
            rf"\b{day}\s+{month_pattern()}(?:\s*{YEAR})?",
            rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{YEAR}|\d\d)\b",
            # Questions and numbered things: 'vraag nr. 363', 'nrs. 3 en 4', 'tabel 2'.
            rf"\b(?:vra(?:ag|gen)|svs?|vou)\s*(?:nrs?\.?|nummers?|n°)?\s*\d+(?:[/-]\d+)?{_MORE_NUMBERS}",
            rf"\b(?:nrs?\.|nummers?|n°)\s*\d+{_MORE_NUMBERS}",
            rf"\b(?:{_NUMBERED})\s*\d+[a-z]?\b",
            # Times of day: 'tussen 18 en 21 uur', '18-21u', '18.30 uur', '24/7'.
            rf"\b(?:tussen|van)\s+{_HOUR}(?:[.:]\d\d)?\s*(?:en|tot|-)\s*{_TIME}",
            rf"\b{_HOUR}(?:[.:]\d\d)?\s*-\s*{_TIME}",
            rf"(?<![\w.,]){_TIME}",
            r"\b24\s?/\s?(?:24|7)\b|\b7\s?/\s?7\b|\b7 op 7\b|\b24 op 24\b",
            # Ages: 'van 12 tot 14 jaar', '<9 jaar', '24 jaar en ouder', '24+', '+12-jarigen'.
            rf"\b(?:(?:tussen|van)\s+)?\d{{1,2}}(?:{_JAAR}|-)?\s*{_TO}\s*\d{{1,2}}{_JAAR}",
            rf"(?:(?<![\w])[<>+-]\s?|(?<![\w.,]))\d{{1,2}}{_JAAR}(?:\s+(?:en|of)\s+ouder|\s*\+)?",
            rf"(?<![\w.,])\d{{1,2}}\s?\+{_JAAR}?(?!\w)|\+\s?\d{{1,2}}(?=-jarig)",
            # Pages, 'covid-19', ranks ('de 3de'), telephone numbers.
            r"\bpagina\s+\d+\s*(?:van|/)\s*\d+\b",
            r"\bcovid-?\s?19\b",
            r"\b\d{1,2}(?:ste|de|e)\b",
            r"(?<![\w.,])0\d{2,3}[ /.-]?\d{2,3}(?:[ .]?\d{2,3}){1,3}\b|\+32[ \d]{8,}",
        )
    )


# 'teleblok2', 'F-16': a name with a number in it.
_NAME = re.compile(r"(?<![\w-])(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)-?\d+\w*")
# 'januari: 10 februari: 12': a number right behind a month is that month's, and begins no date.
_MONTH_AHEAD = re.compile(rf"(?<!\w){month_pattern()}\s*[:=-]?\s*$")

# Before a period that something is compared with: 'tegenover ', 'dan in het jaar ', 'net als in de voorgaande jaren '.
_BASE = re.compile(
    rf"(?:{COMPARED_WITH}|dan|(?:net )?(?:zo)?als(?: ook)?|evenals)"
    r"\s+(?:in\s+|het\s+jaar\s+|het\s+|\d{4}(?:\s*,|\s+en)\s+)*(?:(?:de|het)?\s*(?:jaren?|voorgaande|vorige?|vorig)\s+)*\(?$"
)

# Before a year whose same part is meant: 'dezelfde periode van '.
_SAME = re.compile(
    r"\b(?:(?:de|die|het|dat)?zelfde|overeenkomstige|overeenstemmende)\s+(?:periode|maand(?:en)?|kwartaal|semester|tijd\w*)"
    r"\s+(?:(?:van|in|uit|over|voor)\s+)?(?:het\s+jaar\s+)?$"
)


def find_identities(text: PlacedText, catalogue: Catalogue, before: Period | None = None) -> list[Identity]:
    """Return the identities in a text, in order and not overlapping; on a clash the one that starts first is kept.

    `before` is the period that was spoken of last, for a text that goes on about 'dezelfde periode van 2024'.
    """
    found = _identities(text.plain, catalogue)
    return _resolved(text.plain, found, before) if any(each.is_same for each in found) else list(found)


def _resolved(plain: str, found: Iterable[Identity], before: Period | None) -> list[Identity]:
    """Give every 'same period' of another year the months of the period, or part of a year, named last before it."""
    resolved: list[Identity] = []
    place, latest = 0, before
    for each in found:
        own = each
        if each.is_same and each.period is not None:
            parts = find_parts(plain[place : each.start])
            year = each.period.start.year
            own = replace(each, period=span_of_months(year, *parts[-1].part) if parts else _shifted(latest, year))
        if own.period is not None:
            place, latest = each.end, own.period
        resolved.append(own)
    return resolved


def _shifted(period: Period | None, year: int) -> Period | None:
    """Return whole months of one year in another year; None for a whole year, of which a part may be meant."""
    if period is None or is_year(period) or period.start.year != period.end.year:
        return None
    months = span_of_months(period.start.year, period.start.month, period.end.month)
    return span_of_months(year, period.start.month, period.end.month) if months == period else None


@lru_cache(maxsize=2048)
def _identities(plain: str, catalogue: Catalogue) -> tuple[Identity, ...]:
    patterns = (_ADDRESS, *_patterns()) if re.search(r"\d", plain) else (_ADDRESS,)
    if "leeftijd" in plain:
        patterns = (*patterns, _BARE_AGE)
    found = [
        Identity(m.start(), m.end())
        for p in patterns
        for m in p.finditer(plain)
        if not (m[0][:1].isdigit() and _MONTH_AHEAD.search(plain[: m.start()]))
    ]
    found += [
        Identity(m.start(), m.end())
        for m in _NAME.finditer(plain)
        if not _is_label(m["word"], plain[m.end() :], catalogue)
    ]
    found += [
        Identity(each.start, each.end) for each in find_parts(plain) if re.search(r"\d", plain[each.start : each.end])
    ]
    found += [
        Identity(m.start(), m.end())
        for m in _helplines(catalogue).finditer(plain)
        if re.search(_BY_A_HELPLINE, plain[: m.start()])
        or not _counts_something(plain, m.start(), m.end(), _NAMES_A_HELPLINE)
    ]
    found += [Identity(*m.span("number")) for p in _telephones(catalogue) for m in p.finditer(plain)]
    dated = sorted(found, key=lambda each: (each.start, -each.end))
    periods = [
        _named(plain, span, catalogue)
        for span in find_periods(plain)
        if not _counts_something(plain, span.start, span.end, _NAMES_A_YEAR)
        and not _is_no_year(plain, span.start, span.end)
    ]
    dates = [each for each in dated if re.match(r"\d", plain[each.start : each.start + 1])]
    periods = [p for p in periods if not any(d.start < p.end and p.start < d.end and d.start < p.start for d in dates)]
    return tuple(_disjoint(periods, dated))


def _is_label(word: str, behind: str, catalogue: Catalogue) -> bool:
    """Whether a word before a number, without a space between, says what that is: 'januari-95', 'Awel22', 'ma-20%'."""
    if behind.lstrip().startswith("%") or parse_month(word) or word.startswith("totaal"):
        return True
    is_category = any(word in catalogue.synonyms(dimension) for dimension in catalogue.dimensions)
    return is_category or bool(catalogue.concepts_in(word))


def _named(plain: str, span: Span, catalogue: Catalogue) -> Identity:
    """Return a period with what makes it another one: a word for comparing before it, or 'dezelfde periode van'."""
    same = _SAME.search(plain[: span.start]) if is_year(span.period) else None
    start = same.start() if same else span.start
    is_base = bool(_BASE.search(plain[:start]))
    narrowed = None if same or is_base else narrowing(plain, start, catalogue)
    return Identity(start, span.end, span.period, is_base, same is not None, narrowed)


def periods_named(text: str, catalogue: Catalogue) -> set[Period]:
    """Return the periods that a text names as its own: no dates, and none that it only compares with."""
    found = find_identities(PlacedText(text, ()), catalogue)
    return {each.period for each in found if each.period and not each.is_base}


def _counts_something(plain: str, start: int, end: int, naming: str) -> bool:
    """Whether what looks like a year or a helpline's name is the number of something ('er werden 1712 gesprekken')."""
    if not plain[start:end].isdigit():
        return False
    ahead, behind = plain[:start], plain[end:]
    if any(re.search(sign, ahead) for sign in _COUNT_AHEAD) or re.match(rf"\s+in\s+(?:het jaar\s+)?{YEAR}\b", behind):
        return True
    if re.search(naming, ahead):
        return False
    return bool(re.match(rf"\s+{_COUNTED}", behind))


def _is_no_year(plain: str, start: int, end: int) -> bool:
    """Whether four digits that look like a year are a count by what stands around them ('in 2024: 1905')."""
    if not plain[start:end].isdigit():
        return False
    ahead, behind = plain[:start], plain[end:]
    year_ahead = re.search(rf"\b({YEAR})\)?\s*(?P<sign>[:=]?)\s+$", ahead)
    if year_ahead and (year_ahead["sign"] or abs(int(year_ahead[1]) - int(plain[start:end])) > 1):
        return True
    if re.search(r"\bvan\s+20\d\d\s+(?:naar|op|tot)\s+$", ahead):
        return False  # 'steeg van 2023 naar 2024'
    if re.search(rf"\b{YEAR}\b", ahead) and re.search(rf"\b{_CHANGED}\b.*\b(?:tot|naar|op)\s+$", ahead):
        return True
    if re.search(_NAMES_A_YEAR, ahead):
        return False
    is_before_all_years = plain[start:end].startswith("19")  # there was no chat then
    return is_before_all_years or re.match(r"\s+van\s+(?:de|alle)\b", behind) is not None


@cache
def _helplines(catalogue: Catalogue) -> re.Pattern[str]:
    names = [name for name in catalogue.other_services if re.search(r"\d", name)]
    return re.compile("|".join(rf"(?<![\w.,]){name}(?![\w]|[.,]\d)" for name in names))


@cache
def _telephones(catalogue: Catalogue) -> tuple[re.Pattern[str], ...]:
    """Return patterns for a helpline's telephone number behind its name, where another number is what is counted."""
    lines = [each for dimension in catalogue.dimensions.values() for each in dimension.categories.values()]
    named = [(rf"(?:{'|'.join(map(re.escape, each.synonyms))})", each.telephone) for each in lines if each.telephone]
    return tuple(
        re.compile(pattern)
        for name, number in named
        for pattern in (
            rf"\b{name}\s?(?:\(|,\s?)?{TELEPHONE}(?P<number>{number})\)?(?=\s?[:(]\s?\d)",
            rf"(?<=\d)\s(?:\w+\s){{0,3}}{name}\s?\({TELEPHONE}(?P<number>{number})\)",
        )
    )


def _disjoint(first: list[Identity], then: list[Identity]) -> list[Identity]:
    kept: list[Identity] = []
    for each in (*first, *then):
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
