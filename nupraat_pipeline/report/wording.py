"""Numbers, days and labels as the page prints them, in Dutch and in English.

Here: texts of values, each a `Text` of both languages. Not here: what an indicator is called (`naming`), sentences
about findings (`caveats`) or the fixed texts of the page (its template).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.reading.calendar import is_month, is_year
from nupraat_pipeline.reading.records import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

LANGUAGES = ("nl", "en")
LOCALES = {"nl": "nl_BE", "en": "en_GB"}

NO_VALUE = Text("–", "–")
APPROXIMATE = Text("about", "ongeveer")
DISPUTED = Text("disputed", "betwist")

_DIGITS = ("#,##0", "#,##0.0", "#,##0.00")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"

PER_CENT = Text("%", f"{_NO_BREAK}%")


def both(make: Callable[[str], str]) -> Text:
    """Return what a function of the language makes in both."""
    return Text(en=make("en"), nl=make("nl"))


def of(text: Text, language: str) -> str:
    """Return a text in a language, 'nl' or 'en'."""
    return text.nl if language == "nl" else text.en


def same(text: str) -> Text:
    """Return a text that is the same in both languages, such as one that is printed in an answer."""
    return Text(text, text)


def joined(texts: list[Text], separator: str = " ") -> Text:
    """Return several texts as one."""
    return both(lambda language: separator.join(of(text, language) for text in texts))


def listed(texts: list[Text]) -> Text:
    """Return several texts as an enumeration: 'a, b and c'."""
    if len(texts) < 2:
        return joined(texts)
    first, last = joined(texts[:-1], ", "), texts[-1]
    return Text(en=f"{first.en} and {last.en}", nl=f"{first.nl} en {last.nl}")


def years(found: Iterable[int]) -> Text:
    """Return years as an enumeration, in their order: '2020, 2021 and 2022'."""
    return listed([same(str(year)) for year in sorted(set(found))])


@cache
def number(value: float | None, digits: int = 0) -> Text:
    """Return a value with thousands marked, as each language does: 1.187,5 and 1,187.5; a dash without value."""
    if value is None:
        return NO_VALUE
    return both(
        lambda language: format_decimal(value, format=_DIGITS[digits], locale=LOCALES[language]).replace("-", _MINUS)
    )


def exact(value: float | None) -> Text:
    """Return a value with as many decimals as it has, two at most."""
    if value is None:
        return NO_VALUE
    return number(value, next(digits for digits in (0, 1, 2) if digits == 2 or round(value, digits) == value))


def percent(value: float | None, digits: int = 1) -> Text:
    """Return a percentage: 40,5 % and 40.5%."""
    if value is None:
        return NO_VALUE
    text = number(value, digits)
    return joined([text, PER_CENT], "")


def amount(value: float | None, unit: str) -> Text:
    """Return a value in its unit (`count`, `percent`), as exactly as it is printed."""
    text = exact(value)
    if value is None or unit != "percent":
        return text
    return joined([text, PER_CENT], "")


def mark(*, is_disputed: bool | None, is_approximate: bool = False) -> Text | None:
    """Return what is to be known of a number in a word or two; None when there is nothing."""
    words = [word for word, holds in ((DISPUTED, is_disputed), (APPROXIMATE, is_approximate)) if holds]
    return joined(words, ", ") if words else None


def marked(text: Text, said: Text | None) -> Text:
    """Return a number in a sentence, with what is to be known of it: '2.608 (betwist)'."""
    return text if said is None else Text(f"{text.en} ({said.en})", f"{text.nl} ({said.nl})")


def signed(text: Text, value: float | None) -> Text:
    """Return the text of a change with a plus where it is one."""
    return Text(en=f"+{text.en}", nl=f"+{text.nl}") if value is not None and value > 0 else text


@cache
def month_name(month: int, *, short: bool = False) -> Text:
    """Return the name of a calendar month 1-12."""
    width: Literal["abbreviated", "wide"] = "abbreviated" if short else "wide"
    return both(lambda language: get_month_names(width, locale=LOCALES[language])[month].rstrip("."))


def month(year: int, of_year: int) -> Text:
    """Return a month of a year: 'maart 2022'."""
    name = month_name(of_year)
    return Text(en=f"{name.en} {year}", nl=f"{name.nl} {year}")


@cache
def day(value: date) -> Text:
    """Return a day: '30 januari 2023'."""
    return both(lambda language: str(format_date(value, "d MMMM y", locale=LOCALES[language])))


def is_whole_year(start: date | None, end: date | None) -> bool:
    """Whether a period is one whole calendar year."""
    return start is not None and end is not None and is_year(Period(start, end))


def period(start: date, end: date) -> Text:
    """Return a period as briefly as it allows: 2022, maart 2022, or its first and last day."""
    if is_whole_year(start, end):
        return same(str(start.year))
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return same(f"{start.year}–{end.year}")
    if is_month(Period(start, end)):
        return month(start.year, start.month)
    first, last = day(start), day(end)
    return Text(en=f"{first.en} to {last.en}", nl=f"{first.nl} tot {last.nl}")


def label(row: Mapping[str, str]) -> Text:
    """Return the label of an indicator or a category."""
    return Text(en=row["label_en"], nl=row["label_nl"])


def described(row: Mapping[str, str]) -> Text:
    """Return the description of an event, a column or a code."""
    return Text(en=row["description_en"], nl=row["description_nl"])
