"""What a label says: a period, a month, a total, a category, or the words that announce an indicator.

Here: one label at a time, and which dimension a set of labels belongs to. Not here: how labels and values of a table
meet (`recognition`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import Catalogue, fold, label_key
from nupraat_pipeline.reading.values import DIGIT_IN_BRACKETS, SIGNS, STARS
from nupraat_pipeline.reading.words.ages import age_band, names_age
from nupraat_pipeline.reading.words.identities import find_identities
from nupraat_pipeline.reading.words.months import parse_month
from nupraat_pipeline.reading.words.parts import Part, find_parts, parse_part, single_month
from nupraat_pipeline.reading.words.periods import find_periods, parse_period
from nupraat_pipeline.reading.words.phrases import TELEPHONE
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.records import Period

_MARK = re.compile(rf"(?<=\S)\s*({STARS}|{DIGIT_IN_BRACKETS}|(?<=\s)\d\)|(?<=\d\s)\([a-fp]\)|{SIGNS})$")
_TOTAL = re.compile(r"^(?:algemeen |algemene )?(?:eind|jaar)?tota(?:al|len|le)\b|^som\b|^∑$|^total$|^tot\.?$")
_SUBTOTAL = re.compile(r"\bsub-?totaal\b|\btussentotaal\b")
_COUNT = re.compile(r"\b(?:aantal(?:len)?|absolu(?:ut|te))\b|^\(?n\)?$")
_ITEM_MARK = re.compile(r"^\s*\d{1,2}\s?[.)](?=\s|$)")
# '<18' and '-18' mean the same and keep one id.
_SIGNS = {">=": "from ", "≥": "from ", "<=": "up to ", "≤": "up to ", ">": "over ", "+": "plus "}
_EXPLAINED = re.compile(rf"([^(),]+?)\s?(?:\({TELEPHONE}([^()]+)\)|,?\s?{TELEPHONE}(\d{{3}}))")
_KIND = re.compile(r"^(?:hulplijn|de|het)\s|\s?\b(?:vzw|(?:professionele\s)?hulplijn)$")
# Below this share of known labels, a set of labels is not taken for the dimension.
KNOWN_SHARE = 0.5


class Label(Struct, frozen=True):
    """One label, taken apart. `text` is as printed without a footnote's mark; `rest` is what no field explains.

    `part` are the first and last month of a part of a year that prints no year, a single month among them.
    """

    text: str
    mark: str | None = None
    period: Period | None = None
    part: Part | None = None
    is_total: bool = False
    is_percent: bool = False
    is_count: bool = False
    is_provisional: bool = False
    rest: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it places values in time."""
        return self.period is not None or self.part is not None

    @property
    def month(self) -> int | None:
        """The month that `part` is, when it is a single one."""
        return single_month(self.part)


BLANK_LABEL = Label("")


@lru_cache(maxsize=4096)
def read_label(printed: str, catalogue: Catalogue) -> Label:
    """Take one printed label apart."""
    text = " ".join(printed.split())
    if not text:
        return BLANK_LABEL
    mark = _MARK.search(text)
    bare = text[: mark.start()].rstrip() if mark else text
    month = parse_month(bare)
    if month:
        return Label(bare, mark and mark[1], part=(month, month))
    part = parse_part(bare)
    if part:
        return Label(bare, mark and mark[1], part=part)
    plain = fold(bare)
    period, rest = _period_in(plain)
    parts = [] if period else find_parts(rest)
    part = parts[0].part if len(parts) == 1 and single_month(parts[0].part) is None else None
    if part:
        rest = f"{rest[: parts[0].start]} {rest[parts[0].end :]}"
    is_percent = catalogue.says_percent(plain)
    return Label(
        bare,
        mark and mark[1],
        period=period,
        part=part,
        is_total=bool(_TOTAL.match(rest.strip()) and not _SUBTOTAL.search(rest)),
        is_percent=is_percent,
        is_count=not is_percent and says_count(plain),
        is_provisional="voorlopig" in plain,
        rest=without_light_words(rest, catalogue),
    )


def _period_in(plain: str) -> tuple[Period | None, str]:
    """Return the one period in a folded label and what else it says; none when it names several."""
    if whole := parse_period(plain):
        return whole, ""
    spans = find_periods(plain)
    if len(spans) != 1:
        return None, plain
    return spans[0].period, f"{plain[: spans[0].start]} {plain[spans[0].end :]}"


def without_light_words(text: str, catalogue: Catalogue) -> str:
    """Return a folded text without the words that say nothing about what is counted."""
    words = re.findall(r"[^\s().,:;/]+", text)
    return " ".join(word for word in words if word not in catalogue.words.light)


@lru_cache(maxsize=4096)
def unexplained(text: str, catalogue: Catalogue) -> str:
    """Return what is left of a label without periods, ages, names and marks: digits in it may be a figure."""
    label = read_label(text, catalogue)
    if (
        (label.is_time and not label.rest)
        or names_age(label.text)
        or any(category_of(label.text, d, catalogue) for d in catalogue.dimensions)
    ):
        return ""
    left = list(label.text)
    for each in find_identities(PlacedText(label.text, ()), catalogue):
        left[each.start : each.end] = " " * (each.end - each.start)
    return _ITEM_MARK.sub("", "".join(left))


def says_count(plain: str) -> bool:
    """Whether a folded text says that what it is about are numbers, not shares."""
    return _COUNT.search(plain) is not None


def is_subtotal(label: Label) -> bool:
    """Whether a label names a total of only some of the rows above it."""
    return bool(_SUBTOTAL.search(fold(label.text)))


@lru_cache(maxsize=4096)
def category_of(label: str, dimension: str, catalogue: Catalogue) -> str | None:
    """Return the category that a label names in a dimension, None when the catalogue does not know it."""
    known = catalogue.synonyms(dimension).get(label_key(label))
    if known is None and catalogue.dimensions[dimension].bands and (band := age_band(label)):
        return catalogue.bands(dimension).get(band)
    return known or _explained_category(label, dimension, catalogue)


def _explained_category(label: str, dimension: str, catalogue: Catalogue) -> str | None:
    """Return the category of a label that says more of what it names: 'Awel vzw', 'Awel (102)', '1813 (zelfmoordlijn)'.

    What is added must be of that category itself: another name, its telephone number, or the kind of organisation.
    """
    plain = label_key(label)
    match = _EXPLAINED.fullmatch(plain)
    name, *added = (each.strip() for each in match.groups(default="")) if match else (plain,)
    bare = _KIND.sub("", name).strip()
    known = catalogue.synonyms(dimension)
    found = known.get(name) or known.get(bare)
    if found is None or (not match and bare == plain):
        return None
    telephone = catalogue.dimensions[dimension].categories[found].telephone
    is_own = (known.get(each) == found or each == telephone or _KIND.fullmatch(each) for each in added if each)
    return found if all(is_own) else None


def new_category_id(label: str) -> str:
    """Make an id of a label that nobody knew: lower-case ASCII, anything else as '_'.

    Signs before a number that would leave nothing to tell '>18' from '<18' are words: 'over_18' beside '_18'.
    """
    signed = label.strip()
    for sign, word in _SIGNS.items():
        if re.match(rf"{re.escape(sign)}\s*\d", signed):
            signed = word + signed[len(sign) :]
            break
    letters = (char for char in unicodedata.normalize("NFKD", signed) if not unicodedata.combining(char))
    ascii_text = "".join(char if char.isascii() else "_" for char in letters).lower()
    bare = re.sub(r"^[^a-z0-9<>+=-]+|[^a-z0-9<>+=-]+$", "", ascii_text)
    return re.sub(r"[^a-z0-9]+", "_", bare) or "unnamed"


def dimensions_of(labels: Iterable[str], catalogue: Catalogue, at_least: float = KNOWN_SHARE) -> dict[str, int]:
    """Return the dimensions that these labels may belong to, each with the number of labels that it knows.

    A share `at_least` of the labels must be known. An age band that is none of the catalogue's counts as known: it
    is plainly an age. A dimension that knows no label but 'onbekend' is none.
    """
    texts = [label for label in labels if label.strip()]
    found: dict[str, int] = {}
    for name, dimension in catalogue.dimensions.items():
        known = [category_of(text, name, catalogue) for text in texts]
        ages = [dimension.bands and names_age(text) for text in texts]
        hits = sum(1 for each, is_age in zip(known, ages, strict=True) if each or is_age)
        telling = sum(1 for each, is_age in zip(known, ages, strict=True) if each not in {None, "unknown"} or is_age)
        if telling and hits >= at_least * len(texts):
            found[name] = hits
    return found
