"""What answers can report, as data: the types of `catalogue.yaml`.

Here: the shape of the catalogue, its validation, and look-ups by word. Not here: the decision which indicator a table
or a sentence is about (`reading.recognition`, `reading.statements`).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import yaml

from nupraat_pipeline.patterns import any_of, beginning, has_word, letters_in_all, spans_of
from nupraat_pipeline.reading.records import MissingReason, ObsStatus, Unit

Counts = Literal["conversation", "caller", "press", "referral", "unclear"]
# A year, or a month of one, as ISO 8601 writes them: '2021', '2016-04'.
YearOrMonth = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]

# How the indicator is called that states the growth of another: its name, and this.
GROWTH = "_growth"

# What is read here, for people to edit.
SOURCE = Path(__file__).with_name("catalogue.yaml")


class CatalogueError(ValueError):
    """The catalogue cannot be used; the text says which entry of which file is wrong, for whoever edited it."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the types of the catalogue share: nothing in it is left unread."""


class Bilingual(_Part, frozen=True):
    """A text in Dutch and English."""

    nl: str
    en: str


class Indicator(_Part, frozen=True):
    """One thing that answers count or take a share of.

    `counts` says of what the figure is a number (or, for a share, what the parts are). `dimension` is the breakdown
    whose categories the figures carry; `exhaustive` says whether its categories make the whole; `base` is the
    indicator that is 100 %, None when answers do not print it. `growth_of` names the indicator whose change a
    growth figure states. `months_add_up` is false where what two months count may be one and the same in the year.
    """

    unit: Unit
    counts: Counts
    label: Bilingual
    description: Bilingual
    dimension: str | None = None
    exhaustive: bool = False
    base: str | None = None
    growth_of: str | None = None
    months_add_up: bool = True
    announced_by: tuple[frozenset[str], ...] = ()
    along_with: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()

    def needs_any(self, concepts: frozenset[str]) -> bool:
        """Whether one of `concepts` is among those that announce it."""
        return any(need & concepts for need in self.announced_by)

    @property
    def is_additive(self) -> bool:
        """Whether its months add up to its year; shares never do."""
        return self.unit == "count" and self.months_add_up


class Event(_Part, frozen=True):
    """A documented break in the series: what changed at the helpline, so that a jump is not taken for a trend.

    `began` and `ended` are as exact as the sources: None when they give no date, or when it lasts. A sentence tells of
    the event when all of `words` are found in it, none of `unless`, and the year in which it began. `source` is where
    it is documented.
    """

    description: Bilingual
    words: tuple[str, ...]
    source: str
    unless: tuple[str, ...] = ()
    began: YearOrMonth | None = None
    ended: YearOrMonth | None = None

    @property
    def start(self) -> tuple[date, date] | None:
        """The first and the last day on which it may have begun; None when no source says."""
        return None if self.began is None else _days(self.began)

    @property
    def end(self) -> date | None:
        """Its last day; None while it lasts or when no source says."""
        return None if self.ended is None else _days(self.ended)[1]

    def is_told_in(self, plain: str) -> bool:
        """Whether a sentence, as `fold` folds it, tells of this event."""
        needed = [*self.words, *([rf"{self.began[:4]}(?!\d)"] if self.began else [])]
        return all(has_word(word, plain) for word in needed) and not any(has_word(word, plain) for word in self.unless)


def _days(period: str) -> tuple[date, date]:
    """Return the first and the last day of a year or a month."""
    year, _, month = period.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    return date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])


class Category(_Part, frozen=True):
    """One category of a dimension, with the labels under which answers print it.

    `telephone` is the number of a helpline that its own name does not hold: 'Awel (102)' counts nothing.
    """

    nl: str
    en: str
    synonyms: tuple[str, ...] = ()
    ages: tuple[int, int | None] | None = None
    telephone: str | None = None


class Dimension(_Part, frozen=True):
    """A way of breaking a figure down. With `bands`, labels are age bands and are compared by their ages."""

    label: Bilingual
    categories: dict[str, Category]
    bands: bool = False


class MarkerMeaning(_Part, frozen=True):
    """What the words of a footnote make of the cells that carry its marker."""

    words: tuple[str, ...]
    status: ObsStatus = "O"
    reason: MissingReason | None = None
    value_status: ObsStatus = "A"


class Words(_Part, frozen=True):
    """Small words that steer the reading of labels and sentences."""

    approximate: tuple[str, ...]
    percent: tuple[str, ...]
    distributive: tuple[str, ...]
    light: frozenset[str]
    held: frozenset[str]
    captions: frozenset[str]
    bounding: frozenset[str]
    remarks: frozenset[str]
    sources: frozenset[str]
    particles: frozenset[str]
    telling: frozenset[str]
    degrees: frozenset[str]
    singling: frozenset[str]
    pointing: frozenset[str]
    headings: frozenset[str]
    weak_labels: frozenset[str]


class Catalogue(_Part, frozen=True, eq=False, dict=True):
    """The whole catalogue. Use `load_catalogue`, which reads it once.

    A catalogue equals only itself, so that what follows from it and a text can be remembered with `lru_cache`.
    """

    concepts: dict[str, tuple[str, ...]]
    never_about: frozenset[str]
    indicators: dict[str, Indicator]
    dimensions: dict[str, Dimension]
    events: dict[str, Event]
    service: tuple[str, ...]
    other_services: tuple[str, ...]
    run_by: frozenset[str]
    words: Words
    marker_meanings: tuple[MarkerMeaning, ...]

    def __post_init__(self) -> None:
        """Raise ValueError when it uses a name that it does not define, or a pattern or synonym that cannot be used."""
        self._check_names()
        self._check_patterns()
        _ = self._synonyms  # which refuses a label of two categories

    def _check_names(self) -> None:
        if unknown := sorted(self.never_about - self.concepts.keys()):
            raise ValueError(f"never_about uses the concept {unknown[0]!r}, which is not defined")
        if unknown := sorted(self.run_by.difference(self.other_services)):
            raise ValueError(f"run_by names {unknown[0]!r}, which is none of other_services")
        for name, indicator in self.indicators.items():
            used = indicator.unless.union(indicator.along_with, *indicator.announced_by)
            for concept in sorted(used):
                if concept not in self.concepts:
                    raise ValueError(f"indicator {name!r} uses the concept {concept!r}, which is not defined")
            if indicator.dimension is not None and indicator.dimension not in self.dimensions:
                raise ValueError(f"indicator {name!r} has the unknown dimension {indicator.dimension!r}")
            for other in (indicator.base, indicator.growth_of):
                if other is not None and other not in self.indicators:
                    raise ValueError(f"indicator {name!r} refers to the unknown indicator {other!r}")

    def _check_patterns(self) -> None:
        """Raise ValueError for a word that is no regular expression, where words are."""
        events = ((f"event {name!r}", (*entry.words, *entry.unless)) for name, entry in self.events.items())
        meanings = (("marker_meanings", meaning.words) for meaning in self.marker_meanings)
        concepts = ((f"concept {name!r}", words) for name, words in self.concepts.items())
        others = (("other_services", self.other_services), ("distributive", self.words.distributive))
        for place, words in (*concepts, *events, *meanings, *others):
            for word in words:
                try:
                    beginning(word)
                except re.error as error:
                    raise ValueError(f"{place} has {word!r}, which is no regular expression: {error}") from error

    def concepts_in(self, text: str) -> frozenset[str]:
        """Return the concepts whose words occur in `text`."""
        return _concepts_in(self, text)

    @cached_property
    def letters_of_concepts(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The words of each concept, with the letters without which a text cannot have them."""
        return {name: tuple((letters_in_all(word), word) for word in words) for name, words in self.concepts.items()}

    def without_concepts(self, plain: str, concepts: frozenset[str]) -> str:
        """Return a folded text with spaces where the words of these concepts stand."""
        spans = [span for name in concepts for word in self.concepts[name] for span in spans_of(word, plain)]
        left = list(plain)
        for start, end in spans:
            left[start:end] = " " * (end - start)
        return "".join(left)

    def announced(self, concepts: frozenset[str]) -> frozenset[str]:
        """Return the indicators that `concepts` announce: none, the one that says most, or several that tie."""
        return _announced(self, concepts)

    def names_service(self, text: str) -> bool:
        """Whether a text names the service that the answers are about."""
        letters = re.sub(r"[^a-z]", "", fold(text))
        return any(name in letters for name in self.service)

    def is_about_service(self, text: str) -> bool:
        """Whether a long text names this service, and no other one so much oftener that it must be the subject.

        Short answers name the helplines that refer callers a few times each, so those may outnumber it somewhat. Those
        who run the service may be named as often as they like.
        """
        letters = re.sub(r"[^a-z]", "", fold(text))
        own = sum(letters.count(name) for name in self.service)
        plain = fold(text)
        rivals = [name for name in self.other_services if name not in self.run_by]
        others = [len(re.findall(rf"(?<!\w){name}", plain)) for name in rivals]
        return own > 0 and max(others, default=0) <= 3 * own + 2

    def names_others_than_its_own(self, text: str) -> bool:
        """Whether a text names other services than those who run this one."""
        found = {match[0] for match in self._other_services.finditer(fold(text))}
        return any(not any(re.match(name, each) for name in self.run_by) for each in found)

    def names_other_service(self, text: str) -> str | None:
        """Return the first other service that a text names, as printed in the text; None without one."""
        match = self._other_services.search(fold(text))
        return match[0] if match else None

    @cached_property
    def _other_services(self) -> re.Pattern[str]:
        return re.compile("|".join(rf"(?<!\w){name}" for name in self.other_services))

    @cached_property
    def numeric_names(self) -> frozenset[str]:
        """The numbers by which helplines are called: '1712'."""
        entries = (entry for dimension in self.dimensions.values() for entry in dimension.categories.values())
        return frozenset(name for entry in entries for name in (entry.nl, *entry.synonyms) if name.isdigit())

    def says_percent(self, plain: str) -> bool:
        """Whether a folded text says that what it is about are shares."""
        return self._percent.search(plain) is not None

    @cached_property
    def _percent(self) -> re.Pattern[str]:
        return any_of(self.words.percent)

    def says_about(self, plain: str) -> bool:
        """Whether a folded text says that a number is not exact."""
        return self._approximate.search(plain) is not None

    @cached_property
    def _approximate(self) -> re.Pattern[str]:
        return any_of(self.words.approximate)

    def events_in(self, sentence: str) -> list[str]:
        """Return the documented events that a sentence tells of; one about another service, or a question, of none."""
        plain = fold(sentence)
        if plain.endswith("?") or (self.names_other_service(sentence) and not self.names_service(sentence)):
            return []
        return [name for name, event in self.events.items() if event.is_told_in(plain)]

    @cached_property
    def _synonyms(self) -> dict[str, dict[str, str]]:
        tables: dict[str, dict[str, str]] = {}
        for name, dimension in self.dimensions.items():
            table = tables.setdefault(name, {})
            for category, entry in dimension.categories.items():
                for label in (*entry.synonyms, entry.nl):
                    key = label_key(label)
                    if table.setdefault(key, category) != category:
                        raise ValueError(f"{label!r} names both {table[key]!r} and {category!r} in {name!r}")
        return tables

    def bands(self, dimension: str) -> dict[tuple[int, int | None], str]:
        """Return the age bands of a dimension, as first and last age, with their category ids."""
        return {
            entry.ages: name for name, entry in self.dimensions[dimension].categories.items() if entry.ages is not None
        }

    def synonyms(self, dimension: str) -> dict[str, str]:
        """Return every known label of a dimension (as `label_key` folds it) with its category id."""
        return self._synonyms[dimension]


@lru_cache(maxsize=4096)
def _concepts_in(catalogue: Catalogue, text: str) -> frozenset[str]:
    plain = fold(text)
    return frozenset(
        name
        for name, words in catalogue.letters_of_concepts.items()
        if any(letters in plain and beginning(word).search(plain) for letters, word in words)
    )


@lru_cache(maxsize=4096)
def _announced(catalogue: Catalogue, concepts: frozenset[str]) -> frozenset[str]:
    said = {
        name: max(strengths, key=len)
        for name, entry in catalogue.indicators.items()
        if not entry.unless & concepts
        and (strengths := [need | (entry.along_with & concepts) for need in entry.announced_by if need <= concepts])
    }
    return frozenset(name for name, strength in said.items() if not any(strength < other for other in said.values()))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` in lower case, without accents, with runs of spaces as one and typographic marks as plain ones."""
    plain = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN_MARKS)).casefold()
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.split())


def label_key(label: str) -> str:
    """Return the form of a label in which synonyms are compared: folded, separators without spaces around."""
    return re.sub(r"\s*([/,–-])\s*", r"\1", fold(label)).strip(" :;.")


# Raised digits are marks of footnotes and part of no number.
PLAIN_MARKS = str.maketrans(
    {
        **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", "*"),
        **dict.fromkeys("–—‐‑−", "-"),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("“”", '"'),
        "\u00ad": None,
    }
)


# It leaves all scalars texts, so that a label may be 1712 or no; the fields say what is a number or a truth value. The
# same in C, where PyYAML was built with it, takes a tenth of the time.
_Loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def load_catalogue() -> Catalogue:
    """Read `catalogue.yaml` once; raises CatalogueError when it cannot be read or contradicts itself."""
    try:
        plain = yaml.load(SOURCE.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - it makes nothing but texts
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{SOURCE} is no YAML in UTF-8: {' '.join(str(error).split())}") from error
    try:
        return _with_growth(msgspec.convert(plain, Catalogue, strict=False))
    except msgspec.ValidationError as error:
        raise CatalogueError(f"{SOURCE} has an entry that cannot be used: {_at_fault(plain) or error}") from error


def _at_fault(plain: object) -> str | None:
    """Return which entry of a section has the wrong form, and in what; None when it is not one alone."""
    sections = plain if isinstance(plain, dict) else {}
    for section, kind in (("indicators", Indicator), ("dimensions", Dimension), ("events", Event)):
        entries = sections.get(section)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            try:
                msgspec.convert(entry, kind, strict=False)
            except msgspec.ValidationError as error:
                return f"{section}, {name!r}: {error}"
    return None


def _with_growth(catalogue: Catalogue) -> Catalogue:
    """Give every counted indicator the one that states its growth, where the catalogue does not describe it itself."""
    grown = {entry.growth_of for entry in catalogue.indicators.values()}
    derived = {
        f"{name}{GROWTH}": Indicator(
            unit="percent",
            counts=entry.counts,
            growth_of=name,
            label=Bilingual(nl=f"Evolutie: {entry.label.nl}", en=f"Growth: {entry.label.en}"),
            description=Bilingual(
                nl=f"Evolutie tegenover een eerdere periode, zoals het antwoord ze vermeldt. {entry.description.nl}",
                en=f"Growth on an earlier period, as the answer states it. {entry.description.en}",
            ),
        )
        for name, entry in catalogue.indicators.items()
        if entry.unit == "count" and name not in grown
    }
    return msgspec.structs.replace(catalogue, indicators=catalogue.indicators | derived)
