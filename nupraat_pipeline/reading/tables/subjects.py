"""What a table, a row or a column is about: an indicator, or the reason why none can be named.

Here: announcements in titles, captions and labels, and how they agree with the breakdown that the labels show. Not
here: values and periods (`recognition`), single labels (`labels`).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.drafts import Subject
from nupraat_pipeline.reading.tables.axes import Axis, Shape, naming_texts
from nupraat_pipeline.reading.tables.restrictions import (
    gives_numbers,
    not_all_conversations,
    not_understood,
    not_understood_in_label,
    only_some_callers,
    others_than_callers,
    pointed_elsewhere,
)
from nupraat_pipeline.reading.words.ages import says_years
from nupraat_pipeline.reading.words.identities import find_identities, periods_named
from nupraat_pipeline.reading.words.labels import dimensions_of, is_subtotal, without_light_words
from nupraat_pipeline.reading.words.months import month_pattern
from nupraat_pipeline.reading.words.periods import find_periods
from nupraat_pipeline.reading.words.phrases import OF_WHICH
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.words.labels import Label

# A sentence above a table that has one of these, or ends with a colon, speaks of the table.
_CAPTION = re.compile(
    r"\b(?:tabel|tabellen|overzicht|opdeling|opgedeeld|verdeling|cijfers|hieronder|onderstaande?|volgende)\b|:$"
)
_COME_FROM = re.compile(
    r"\b(?:komen uit|afkomstig|bron|aangeleverd|bezorgd|verkregen|gebaseerd|volgens|steunen|verzameld|op basis van)\b"
)
_HOURS = r"(?:de |onze )?(?:chat)?opening\w+"
# What a caption says when the columns tell one from the other.
_BOTH_HOURS = re.compile(
    rf"\b(?:zowel )?(?:(?:tijdens|binnen)(?: {_HOURS})? (?:en|of|als|alsook) (?:[a-z]+ ){{0,2}}?buiten"
    rf"|buiten(?: {_HOURS})? (?:en|of|als|alsook) (?:[a-z]+ ){{0,2}}?(?:tijdens|binnen)) {_HOURS}"
)
_BY_NUMBER = re.compile(r"\btabel \d")
_CHANGE_LABEL = re.compile(
    r"(?:%\s*)?(?:procentuele |jaarlijkse )?"
    r"(?:evolutie|verschil|groei|toename|afname|stijging|daling|wijziging|verandering)"
    r"(?:\s*\(?(?:%|in %|in procent|t\.?\s?o\.?\s?v\b.*|ten opzichte van .*)\)?)?"
)
_THESE_FIGURES = re.compile(
    r"deze (?:\w+ ){0,2}?(?:cijfers|percentages|aantallen|gegevens|getallen|tabel|aandelen|verdeling)\b"
)
# 'In tegenstelling tot het aantal nieuwe oproepers steeg ...'
_ONLY_COMPARED = re.compile(
    r"\b(?:in tegenstelling tot|anders dan|net (?:zo)?als|evenals|(?:in vergelijking|vergeleken) met|los van|naast)\b"
    r".*?(?=[,.;:()]|\b(?:is|was|zijn|waren|steeg|stegen|daalde|daalden|nam|namen|bleef|bleven|werd|werden|geeft|toont)\b|$)"
)
# 'het aantal gesprekken en het aantal nieuwe oproepers'
_AND_THE_NUMBER = re.compile(
    r"(?:[,;]|\b(?:en|alsook|evenals|dan))\s+(?=(?:[a-z]+ )?(?:het |de )?(?:totale? )?aantal\b)"
)


class RefusedError(Exception):
    """The whole table cannot be understood; the text says why."""


class Announcer(Struct, frozen=True, dict=True):
    """Says what a table and its parts are about.

    `captions` are the texts that may announce it, nearest first, `notes` the sentences right below it.
    """

    shape: Shape
    captions: tuple[str, ...]
    catalogue: Catalogue
    notes: tuple[str, ...] = ()

    @cached_property
    def title(self) -> str:
        """The texts inside the table that speak of all of it."""
        return " ".join(self.shape.titles)

    @cached_property
    def breakdown(self) -> tuple[str | None, bool]:
        """The dimension that the labels are categories of, and whether they stand along the rows.

        Raises RefusedError when they are of two dimensions.
        """
        rows, columns = self.shape.rows.dimensions, self.shape.columns.dimensions
        if rows and columns:
            raise RefusedError(f"it crosses two breakdowns ({', '.join(rows)} with {', '.join(columns)})")
        if not rows and not columns:
            return self._announced_breakdown()
        found = rows or columns
        best = [name for name, hits in found.items() if hits == max(found.values())]
        if len(best) > 1:
            raise RefusedError(f"its labels fit two breakdowns equally well ({', '.join(best)})")
        return best[0], bool(rows)

    def _announced_breakdown(self) -> tuple[str | None, bool]:
        """Where most labels are new, the breakdown that a text announces is taken when it knows at least one."""
        for text in (self.title, *self.captions):
            for name in self.catalogue.announced(self.catalogue.concepts_in(text)):
                dimension = self.catalogue.indicators[name].dimension
                for axis in (self.shape.rows, self.shape.columns):
                    if dimension and dimension in dimensions_of(naming_texts(axis.labels), self.catalogue, at_least=0):
                        return dimension, axis is self.shape.rows
        return None, False

    def of_table(self) -> Subject:
        """Decide by the title, or else by the nearest caption that announces something.

        A title or caption that speaks of something else ends the search: what stands further away is not about this
        table. Raises RefusedError when another service is spoken of.
        """
        carried: frozenset[str] = frozenset()  # the nearest caption may say half of it: 'Tijdens de openingsuren:'
        for text in (self.title, *self.captions):
            self._check_service(text)
            subject = self.said_by(text, carried)
            if subject and (subject.indicator or text == self.title or self._is_caption(text)):
                return self._with_breakdown(subject)
            known = self.catalogue.concepts_in(text)
            if self._speaks_of_something_else(text) and not (known and self._is_caption(text)):
                return self._with_breakdown(Subject(reason=f"{text!r} names nothing that the catalogue knows"))
            if text and self._is_caption(text):
                carried = carried or known
        return self._with_breakdown(Subject())

    def contradiction(self, indicator: str) -> str | None:
        """Say what in the title or the nearest caption keeps values from being of `indicator`, which labels announce.

        'Geslacht van de plegers' over a column 'Geslacht', 'doorverwezen naar andere diensten' over 'Doorverwijzingen'.
        """
        for text in (self.title, *self._nearest_captions()):
            if not text:
                continue
            concepts = self.catalogue.concepts_in(_BOTH_HOURS.sub(" ", fold(text)))
            barred = (concepts & self.catalogue.never_about) - self._shown_by_the_table
            announced = self.catalogue.announced(concepts)
            if not announced:
                barred |= concepts & self.catalogue.indicators[indicator].unless
            if barred:
                return f"{text!r} is about something no indicator stands for ({', '.join(sorted(barred))})"
            word = self._restriction(text, indicator) if indicator in announced else None
            if self._may_narrow(text, indicator, announced):
                others = frozenset[str]() if self.breakdown[0] else announced | self._enumerated_in(fold(text))
                word = word or not_understood(text, {indicator} | others, self.breakdown[0], self.catalogue)
            if word:
                return f"{text!r} may be about other figures than {indicator} ({word!r})"
        return None

    def _may_narrow(self, text: str, indicator: str, announced: frozenset[str]) -> bool:
        """Whether a caption is about the values: it announces any of them, or over a breakdown nothing else."""
        if not self.breakdown[0]:
            return bool(announced)
        concepts = self.catalogue.concepts_in(text)
        names_it = any(need <= concepts for need in self.catalogue.indicators[indicator].announced_by)
        # What a sentence says of something else may lead to no table, unless it names this one by its number.
        is_sentence = text.endswith(".") and not _BY_NUMBER.search(fold(text))
        return (names_it or not (announced or is_sentence)) and not gives_numbers(text, self.catalogue)

    def _nearest_captions(self) -> Iterator[str]:
        """Yield the nearest text if it is a caption, and the next where it says no more than 'Tabel 2' or 'In 2024'."""
        for text in self.captions:
            if not self._is_caption(text):
                return
            yield text
            if self._telling_words(text):
                return

    @cached_property
    def _shown_by_the_table(self) -> frozenset[str]:
        """What a caption may say of a table whose labels show otherwise: years since some year, a row of averages."""
        labels = [label for axis in (self.shape.rows, self.shape.columns) for each in axis.labels for label in each]
        named = frozenset().union(*(self.catalogue.concepts_in(label.text) for label in labels))
        years = {"cumulative"} if any(label.period for label in labels) else set()
        return (named & {"average", "cumulative", "running"}) | years

    def _check_service(self, text: str) -> None:
        concepts = self.catalogue.concepts_in(text)
        if self.catalogue.names_service(text) or "referral" in concepts:
            return
        if self._is_remark(text) and not self.catalogue.names_others_than_its_own(text):
            return
        other = self.catalogue.names_other_service(text)
        if other and (self.catalogue.announced(concepts) or self._is_caption(text) or text == self.title):
            raise RefusedError(f"{text!r} speaks of another service ({other!r})")

    def _is_caption(self, text: str) -> bool:
        """Whether a text above the table is about it: it says so, or it is no full sentence."""
        plain = fold(text)
        return bool(_CAPTION.search(plain)) or not plain.endswith((".", "!", "?"))

    def _speaks_of_something_else(self, text: str) -> bool:
        if self.breakdown[0] or not (text == self.title or self._is_caption(text)):
            return False
        return bool(self._telling_words(text)) and not self._is_remark(text)

    def _is_remark(self, text: str) -> bool:
        """Whether a sentence says of figures only where they come from or how firm they are, not what they count."""
        words = self._telling_words(text)
        known = self.catalogue.words.remarks
        if _COME_FROM.search(fold(text)):
            known |= self.catalogue.words.sources
        return text.endswith(".") and bool(words) and known.issuperset(words)

    def _telling_words(self, text: str) -> list[str]:
        """Return the words of a text that may say what it is about: neither times nor light words."""
        plain = fold(text)
        for span in reversed(find_periods(plain)):
            plain = f"{plain[: span.start]} {plain[span.end :]}"
        plain = re.sub(rf"\b{month_pattern()}", " ", plain)
        return re.findall(r"[^\W\d_]{2,}", without_light_words(plain, self.catalogue))

    def period_for(self, indicator: str) -> Period | None:
        """Return the one period that the title or the caption of a table about `indicator` names.

        The caption reaches up to the first text that announces the indicator, or that is no caption at all: further
        away, a year is not printed with the table but named earlier. Where it names none, a sentence below the table
        may that is about 'these figures'. None when none or several are named.
        """
        for text in self.texts_about(indicator):
            periods = set() if self._is_remark(text) else periods_named(text, self.catalogue)
            if periods:
                return periods.pop() if len(periods) == 1 else None
        below = [periods_named(text, self.catalogue) for text in self.notes if _THESE_FIGURES.match(fold(text))]
        return below[0].pop() if len(below) == 1 and len(below[0]) == 1 else None

    def narrowed_for(self, indicator: str) -> str | None:
        """Return the period in the title or caption as printed, where words make it another one: 'begin 2024'."""
        for text in self.texts_about(indicator):
            found = [each for each in find_identities(PlacedText(text, ()), self.catalogue) if each.period]
            if narrowed := next((each for each in found if each.narrowed and not each.is_base), None):
                return f"{narrowed.narrowed} {text[narrowed.start : narrowed.end]}"
            if found:
                return None
        return None

    def texts_about(self, indicator: str | None = None) -> Iterator[str]:
        """Yield the title and the captions of a table, nearest first, up to the first that announces an indicator.

        One that announces another than `indicator`, if that is given, is about something else, unless another label of
        the table announces that: then it stands over both.
        """
        for text in (self.title, *self.captions):
            announced = self.catalogue.announced(self.catalogue.concepts_in(text))
            if text != self.title:
                is_other = bool(announced) and indicator is not None and indicator not in announced
                is_other = is_other and not announced & self._announced_by_labels(text)
                if is_other or not (announced or self._is_caption(text)):
                    return
            yield text
            if announced and text != self.title:
                return

    def _announced_by_labels(self, caption: str) -> frozenset[str]:
        """Return what the labels of the table announce, or complete of what a caption says."""
        said = self.catalogue.concepts_in(caption)
        labels = {
            label.text for axis in (self.shape.rows, self.shape.columns) for each in axis.labels for label in each
        }
        named = [concepts for label in labels if (concepts := self.catalogue.concepts_in(label))]
        alone = [self.catalogue.announced(concepts) for concepts in named]
        completed = [
            frozenset(
                each for each in self.catalogue.announced(said | own) if self.catalogue.indicators[each].needs_any(own)
            )
            for own in named
        ]
        return frozenset().union(*alone, *completed)

    def may_be_about(self, indicator: str, text: str) -> bool:
        """Whether a text announces an indicator, or none at all."""
        announced = self.catalogue.announced(self.catalogue.concepts_in(text))
        return not announced or indicator in announced

    def said_by(self, text: str, carried: frozenset[str] = frozenset()) -> Subject:
        """Return what one text announces; several indicators, or words that bar them all, are a reason.

        `carried` are concepts that a text nearer to the table has already named.
        """
        plain = _ONLY_COMPARED.sub(" ", fold(text))
        concepts = self.catalogue.concepts_in(plain) | carried
        found = sorted(self._enumerated_in(plain) or self.catalogue.announced(concepts))
        if barred := (concepts & self.catalogue.never_about) - self._allowed_in(text):
            return Subject(reason=f"{text!r} is about something no indicator stands for ({', '.join(sorted(barred))})")
        if self.breakdown[0]:
            fitting = [name for name in found if self.catalogue.indicators[name].dimension == self.breakdown[0]]
            found = fitting or found
        if len(found) > 1:
            return Subject(reason=f"{text!r} fits {' and '.join(found)} equally well")
        if not found:
            return Subject()
        if word := self._restriction(text, found[0]):
            return Subject(reason=f"{text!r} may be about other figures than {found[0]} ({word!r})")
        return Subject(found[0])

    def _enumerated_in(self, plain: str) -> frozenset[str]:
        """Return what the numbers are of that a text enumerates; nothing when it names but one."""
        parts = _AND_THE_NUMBER.split(plain)
        if len(parts) == 1:
            return frozenset()
        return frozenset().union(*(self.catalogue.announced(self.catalogue.concepts_in(part)) for part in parts))

    def _restriction(self, text: str, indicator: str) -> str | None:
        entry = self.catalogue.indicators[indicator]
        is_caption = text == self.title or text in self.captions
        is_about_it = self.breakdown[0] in {None, entry.dimension}
        unknown = (
            not_understood(text, {indicator} | self._enumerated_in(fold(text)), self.breakdown[0], self.catalogue)
            if is_caption and is_about_it
            else None
        )
        if self.breakdown[0]:
            is_of_callers = entry.counts == "caller" and entry.unit == "percent"
            return (others_than_callers(text, self.catalogue) if is_of_callers else None) or unknown
        unlike = not_all_conversations if entry.counts == "conversation" else only_some_callers
        word = unlike(text, self.catalogue) if entry.unit == "count" and not entry.dimension else None
        return word or unknown

    def _allowed_in(self, text: str) -> frozenset[str]:
        """Return the concepts that do not bar a caption, though they would bar a label or a sentence."""
        return self._shown_by_the_table if text in self.captions or text == self.title else frozenset()

    def _with_caption(self, label: str) -> Subject:
        """Return what a label says together with the caption: 'Tijdens de openingsuren' under 'Op de knop gedrukt'."""
        concepts = self.catalogue.concepts_in(label)
        for text in (self.title, *self.captions[:1]):
            if concepts and text and self._is_caption(text):
                said = self.said_by(_BOTH_HOURS.sub(" ", fold(text)), concepts)
                if said.indicator and self.catalogue.indicators[said.indicator].needs_any(concepts):
                    return said
        return Subject()

    def _with_breakdown(self, subject: Subject) -> Subject:
        """Bring what was announced together with the breakdown that the labels show."""
        dimension = self.breakdown[0]
        entries = self.catalogue.indicators
        announced = entries[subject.indicator] if subject.indicator else None
        if dimension is None:
            if announced and announced.dimension:
                return Subject(reason=f"{subject.indicator} was announced, but no label is one of its categories")
            return subject
        fitting = [name for name, entry in entries.items() if entry.dimension == dimension]
        if subject.reason or subject.indicator in fitting:
            return subject
        if self.catalogue.dimensions[dimension].bands and not self._says_years():
            return Subject(reason="its labels may be ages or numbers of something else, and no text says which")
        needs_word = len(fitting) != 1 or entries[fitting[0]].unit == "count"
        unless = entries[fitting[0]].unless if fitting else frozenset()
        of_others = announced and (announced.dimension or any(need & unless for need in announced.announced_by))
        if needs_word or of_others:
            said = subject.indicator or "nothing"
            return Subject(reason=f"its labels are of the breakdown {dimension!r}, but {said} was announced")
        return Subject(fitting[0])

    def _says_years(self) -> bool:
        labels = (*self.shape.rows.labels, *self.shape.columns.labels)
        return any(says_years(text) for text in naming_texts(labels))

    def along(self, axis: Axis, table: Subject) -> list[Subject]:
        """Return what the labels of each row (or column) say for themselves; `table` is what they leave it to.

        'Waarvan beantwoord' counts some of what the label before it counts, and a total what its parts count: when
        that is not understood, neither is this. Some conversations are never all of them.
        """
        said = [self.of_part(labels, axis, table) for labels in axis.labels]
        whole = Subject(reason="nothing stands before it")
        for index, labels in enumerate(axis.labels):
            own = said[index] or table
            if not any(OF_WHICH.match(fold(label.text)) for label in labels):
                whole = own
            elif own.indicator and (
                whole.indicator is None or self.catalogue.indicators[own.indicator].counts == "conversation"
            ):
                text = " ".join(label.text for label in labels)
                said[index] = Subject(reason=f"{text!r} is only some of what the label before it counts")
        is_total = [any(label.is_total for label in labels) for labels in axis.labels]
        if flaw := self._flaw_of_total([own for own, total in zip(said, is_total, strict=True) if not total]):
            said = [
                Subject(reason=flaw) if total and not own else own for own, total in zip(said, is_total, strict=True)
            ]
        return said

    def _flaw_of_total(self, parts: Sequence[Subject]) -> str | None:
        """Say why the total of rows (or columns) that each say something for themselves is no total of the table's."""
        if not parts or not all(parts):
            return None
        reasons = [part.reason for part in parts if part.reason]
        if len(reasons) == len(parts):
            return f"it is a total of parts that were not understood: {reasons[0]}"
        several = len({part.indicator for part in parts}) > 1
        return "it is a total of things that are counted apart" if several else None

    def _is_change(self, label: Label, axis: Axis) -> bool:
        """Whether a label is but a word for change, and not that of the whole table ('Evolutie')."""
        is_of_all = all(label in labels for labels in axis.labels)
        return not is_of_all and _CHANGE_LABEL.fullmatch(fold(label.text)) is not None

    def of_part(self, labels: Sequence[Label], axis: Axis, table: Subject) -> Subject:
        """Return what the labels of one row or column say for themselves; nothing when they leave it to the `table`."""
        dimension, on_rows = self.breakdown
        carries_categories = dimension is not None and (axis is self.shape.rows) == on_rows
        telling = [label for label in labels if not carries_categories or label.is_time or label.is_total]
        text = " ".join(label.text for label in telling if label.rest or not label.is_time)
        if any(self._is_change(label, axis) for label in labels):
            return Subject(reason=f"{text!r} is a change of the others, not a number of its own")
        if any(is_subtotal(label) for label in labels):
            return Subject(reason=f"{text!r} is a total of only some of the others")
        subject = Subject()
        if any(label.rest for label in telling):
            subject = self.said_by(text) or self._with_caption(text)
            if not subject and len(axis.labels) > 1:
                return Subject(reason=f"the label {text!r} names nothing that the catalogue knows")
        own = {subject.indicator or table.indicator} | self._enumerated_in(fold(text))
        word = not_understood_in_label(text, {name for name in own if name}, self.catalogue) if text else None
        word = word or next(filter(None, (pointed_elsewhere(label, self.catalogue) for label in telling)), None)
        if word and not subject.reason:
            return Subject(reason=f"the label {text!r} may make it other figures ({word!r} is not understood)")
        return self._with_breakdown(subject) if subject else subject


def most_specific(row: Subject, column: Subject, table: Subject) -> Subject:
    """What row and column say goes before what the table says; when both say something it must be the same."""
    if row and column and row.indicator != column.indicator:
        refused = next((each for each in (row, column) if each.reason), None)
        return refused or Subject(reason="row and column announce different things")
    return row or column or table
