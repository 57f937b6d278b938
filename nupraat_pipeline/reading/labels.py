"""What a label says: a period, a month, a total, a category, or the words that announce an indicator.

Here: one label at a time, and which dimension a set of labels belongs to. Not here: how labels and values of a table
meet (`recognition`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import Catalogue, fold, label_key
from nupraat_pipeline.reading.identities import find_identities
from nupraat_pipeline.reading.parts import Part, find_parts, parse_part, single_month
from nupraat_pipeline.reading.periods import find_periods, parse_month, parse_period
from nupraat_pipeline.reading.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.records import Period

_MARK = re.compile(r"(?<=\S)\s*(\*+|\(\d\)|[†‡§⁰¹²³⁴-⁹]+)$")
_TOTAL = re.compile(r"^(?:algemeen |algemene )?(?:eind|jaar)?tota(?:al|len|le)\b|^som\b|^∑$|^total$|^tot\.?$")
_SUBTOTAL = re.compile(r"\bsub-?totaal\b|\btussentotaal\b")
_JAAR = r"(?:\s*-?\s*(?:jaar|jarigen?|j)\b\.?)?"
_AGE_BAND = re.compile(
    rf"^(?:van |tussen (?:de )?)?(\d{{1,2}}){_JAAR}\s*(?:-|tot en met|t\.?e\.?m\.?|t/m|tot|en)\s*(\d{{1,2}}){_JAAR}$"
)
_AGE_FROM = re.compile(
    rf"^(?:(?:vanaf|>=|≥)\s*(\d{{1,2}}){_JAAR}"
    rf"|(\d{{1,2}})\s*{_JAAR}\s*(?:\+|plus|en ouder|of ouder|en meer)\s*{_JAAR})$"
)
_AGE_OVER = re.compile(rf"^(?:>|ouder dan|meer dan)\s*(\d{{1,2}}){_JAAR}$")
_AGE_UNDER = re.compile(rf"^(?:<|-|jonger dan|minder dan|onder(?: de)?|tot)\s*(\d{{1,2}}){_JAAR}$")
_ITEM_MARK = re.compile(r"^\s*\d{1,2}\s?[.)](?=\s|$)")
# Below this share of known labels, a set of labels is not taken for the dimension.
KNOWN_SHARE = 0.5

AgeBand = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Label:
    """One label, taken apart. `text` is as printed without a footnote's mark; `rest` is what no field explains.

    `part` are the first and last month of a part of a year that prints no year, a single month among them.
    """

    text: str
    mark: str | None = None
    period: Period | None = None
    part: Part | None = None
    is_total: bool = False
    is_percent: bool = False
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
    return Label(
        bare,
        mark and mark[1],
        period=period,
        part=part,
        is_total=bool(_TOTAL.match(rest.strip()) and not _SUBTOTAL.search(rest)),
        is_percent=catalogue.says_percent(plain),
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
        or age_band(label.text)
        or any(category_of(label.text, d, catalogue) for d in catalogue.dimensions)
    ):
        return ""
    left = list(label.text)
    for each in find_identities(PlacedText(label.text, ()), catalogue):
        left[each.start : each.end] = " " * (each.end - each.start)
    return _ITEM_MARK.sub("", "".join(left))


def is_subtotal(label: Label) -> bool:
    """Whether a label names a total of only some of the rows above it."""
    return bool(_SUBTOTAL.search(fold(label.text)))


@lru_cache(maxsize=4096)
def age_band(label: str) -> AgeBand | None:
    """Read an age band as its first and last age, both included; None as last is open. None for anything else."""
    plain = fold(label).strip(" .:;()")
    if match := _AGE_BAND.match(plain):
        first, last = int(match[1]), int(match[2])
        return (first, last) if first <= last else None
    if match := _AGE_FROM.match(plain):
        return int(match[1] or match[2]), None
    if match := _AGE_OVER.match(plain):
        return int(match[1]) + 1, None
    if match := _AGE_UNDER.match(plain):
        return 0, int(match[1]) - 1
    return None


@lru_cache(maxsize=4096)
def category_of(label: str, dimension: str, catalogue: Catalogue) -> str | None:
    """Return the category that a label names in a dimension, None when the catalogue does not know it."""
    known = catalogue.synonyms(dimension).get(label_key(label))
    if known is None and catalogue.dimensions[dimension].bands and (band := age_band(label)):
        return catalogue.bands(dimension).get(band)
    return known


def new_category_id(label: str) -> str:
    """Make an id of a label that nobody knew: lower-case ASCII, anything else as '_'."""
    ascii_text = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
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
        bands = [age_band(text) for text in texts] if dimension.bands else []
        hits = sum(1 for i, each in enumerate(known) if each or (bands and bands[i]))
        telling = sum(1 for i, each in enumerate(known) if each not in {None, "unknown"} or (bands and bands[i]))
        if telling and hits >= at_least * len(texts):
            found[name] = hits
    return found
