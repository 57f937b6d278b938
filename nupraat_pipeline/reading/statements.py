"""Figures in running text: what each number of a sentence is a number of.

Here: what a clause says of its number. A number that is not understood is left over, never guessed. Not here: the
cutting of sentences (`clauses`), tables and lists (`recognition`), and periods that only the rest of the answer can
tell (`resolution`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.clauses import Clause, Sentence, Token
from nupraat_pipeline.reading.drafts import Draft, Surroundings
from nupraat_pipeline.reading.periods import is_month
from nupraat_pipeline.reading.subjects import Subject
from nupraat_pipeline.reading.values import Value, parse_value

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.identities import Identity
    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.text import PlacedText

# 'ongeveer' and the like stand at most this many characters before their number.
_ABOUT_REACH = 24
_LIMITS = (
    (re.compile(r"\b(?:meer dan|boven de)\s*(?:de\s+)?$"), "meer dan"),
    (re.compile(r"\b(?:minder dan|onder de|nog geen)\s*(?:de\s+)?$"), "minder dan"),
    (re.compile(r"\b(?:minstens|ten minste|tenminste|minimaal|op zijn minst)\s*$"), "minstens"),
    (re.compile(r"\b(?:hoogstens|ten hoogste|maximaal|maximum)\s*$"), "hoogstens"),
)
# A difference, not a level: '151 meer', 'een stijging met 151', 'steeg van 923' (without 'naar').
_DIFFERENCE_AFTER = re.compile(r"^\s*(?:\w+\s+){0,2}(?:meer|minder|extra|hoger|lager|bijkomende?)\b")
_DIFFERENCE_BEFORE = re.compile(r"\b(?:met|van)\s+(?:\w+\s+)?$")
_TO_A_LEVEL = re.compile(r"\b(?:naar|tot)\b")
_SUBSET = re.compile(r"\b(?:waarvan|daarvan|onder wie|onder hen|van hen|hiervan|waaronder)\b")
_RESPECTIVELY = re.compile(r"\b(?:respectievelijk|resp\.)")
_YEAR_BEFORE = re.compile(
    r"\b(?:vorige?|voorgaande?|voorafgaande?|voorbije?) (?:kalender)?jaar\b|\been jaar (?:eerder|voordien)\b"
)
# A stray line of a table ('Totaal 1 551') is no sentence, and goes on about nothing.
_IS_SENTENCE = re.compile(r"[.;:!?)]$")
# What is counted; a clause without one goes on counting the callers of the clause before ('... van wie er 39 ...').
_NOUNS = frozenset({"caller", "conversation"})
_CHANGE = frozenset({"growth", "decline"})


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A number that no reading explains, with the reason."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class SentenceReading:
    """What one sentence says: its identities, the drafts of each figure, and the numbers left over.

    `announced` is the indicator that it spoke of last, for a sentence that goes on about 'dit aantal'.
    """

    identities: list[Identity] = field(default_factory=list)
    figures: list[list[Draft]] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    announced: str | None = None


def read_sentence(
    text: PlacedText, around: Surroundings, catalogue: Catalogue, before: str | None, *, is_bullet: bool = False
) -> SentenceReading:
    """Read one sentence. `before` is the indicator that the sentence before it spoke of."""
    return _Reader(Sentence(text, catalogue), around, catalogue, before, is_bullet=is_bullet).read()


def periods_in(reading: SentenceReading) -> list[Period]:
    """Return the years, or parts of one longer than a month, that a sentence names as its own, in order."""
    own = [identity.period for identity in reading.identities if identity.period and not identity.is_base]
    return [period for period in own if period.start.year == period.end.year and not is_month(period)]


class _Reader:
    """Reads the clauses of one sentence in order; a clause may lean on the one before it."""

    def __init__(
        self, sentence: Sentence, around: Surroundings, catalogue: Catalogue, before: str | None, *, is_bullet: bool
    ) -> None:
        self.sentence = sentence
        self.around = around
        self.catalogue = catalogue
        self.before = before
        self.may_go_on = is_bullet or bool(_IS_SENTENCE.search(sentence.plain))
        self.concepts = catalogue.concepts_in(sentence.plain)
        self.whole = self._announced(self.concepts)
        self.previous = before
        self.previous_period: Period | None = None

    def read(self) -> SentenceReading:
        """Read all clauses."""
        reading = SentenceReading(identities=self.sentence.identities)
        for clause in self.sentence.clauses:
            subject = self._subject(clause)
            drafts, reason = self._drafts(clause, subject.indicator) if subject.indicator else ([], subject.reason)
            if drafts:
                reading.figures.append(drafts)
                self.previous, self.previous_period = drafts[0].indicator.removesuffix("_growth"), drafts[0].period
            else:
                reading.left_over.append(LeftOver(*clause.span, reason))
        reading.left_over += [LeftOver(*run, "it is part of no number") for run in self.sentence.stray_digits]
        reading.announced = self.previous if self.previous != self.before else (self.whole or self.before)
        return reading

    # What a clause is about

    def _announced(self, concepts: frozenset[str]) -> str | None:
        found = self.catalogue.announced(concepts)
        return next(iter(found)) if len(found) == 1 else None

    def _subject(self, clause: Clause) -> Subject:
        """Return the indicator of a clause's number, or the reason why there is none."""
        if clause.runs_together:
            return Subject(reason="nothing stands between it and the next number")
        if other := self._other_service(clause):
            return Subject(reason=f"it speaks of another service ({other!r})")
        concepts = self.catalogue.concepts_in(clause.text)
        if barred := self._barred(clause, concepts):
            return Subject(reason=f"it is about something no indicator stands for ({', '.join(barred)})")
        if not concepts & _NOUNS and "caller" in self.catalogue.concepts_in(self.sentence.plain[: clause.start]):
            concepts |= {"caller"}
        return self._in_clause(clause, concepts)

    def _barred(self, clause: Clause, concepts: frozenset[str]) -> list[str]:
        """Return the concepts said that no indicator stands for.

        They bar a clause that they stand in or before; one that announces nothing itself also from behind
        ('77 en 90 gesprekken per week').
        """
        reach = clause.end if self._announced(concepts) else len(self.sentence.plain)
        return sorted(self.catalogue.concepts_in(self.sentence.plain[:reach]) & self.catalogue.never_about)

    def _in_clause(self, clause: Clause, concepts: frozenset[str]) -> Subject:
        if concepts & _CHANGE and clause.unit == "percent":
            return self._growth(concepts)
        if self._is_difference(clause, is_change=bool(concepts & _CHANGE)):
            return Subject(reason="it is a difference, and only differences in per cent have an indicator")
        if categories := [token for token in self.sentence.tokens_in(clause) if token.dimension]:
            return self._of_categories(categories, clause, concepts)
        return self._of_whole(clause, concepts)

    def _other_service(self, clause: Clause) -> str | None:
        if "referral" in self.concepts or self.catalogue.names_service(self.sentence.plain):
            return None
        if self.before == "referrals" and any(t.dimension == "helpline" for t in self.sentence.tokens_in(clause)):
            return None
        return self.catalogue.names_other_service(self.sentence.names)

    def _growth(self, concepts: frozenset[str]) -> Subject:
        if concepts >= _CHANGE:
            return Subject(reason="it may be growth or decline")
        grown = self._announced(concepts - _CHANGE) or self.whole or self.previous
        if grown is None or f"{grown}_growth" not in self.catalogue.indicators:
            return Subject(reason="nothing in its sentence says what grew")
        return Subject(f"{grown}_growth")

    def _is_difference(self, clause: Clause, *, is_change: bool) -> bool:
        plain = self.sentence.plain
        if _DIFFERENCE_AFTER.match(plain[clause.number.end() : clause.end]):
            return True
        is_by = _DIFFERENCE_BEFORE.search(plain[clause.start : clause.number.start()])
        return is_change and bool(is_by) and not _TO_A_LEVEL.search(plain, clause.number.end())

    def _of_categories(self, categories: list[Token], clause: Clause, concepts: frozenset[str]) -> Subject:
        """A number beside a category: the indicator of that breakdown, when unit and announcement agree."""
        entries = self.catalogue.indicators
        possible = _common_dimensions(categories)
        if len(possible) > 1:
            possible &= {entries[name].dimension for name in (self.previous, self.whole) if name}
        if len(possible) != 1:
            return Subject(reason="it names categories of different breakdowns")
        dimension = possible.pop()
        fitting = [n for n, e in entries.items() if e.dimension == dimension and e.unit == clause.unit]
        if len(fitting) != 1:
            return Subject(reason=f"no indicator counts {dimension} as a {clause.unit}")
        if clause.unit == "count" and fitting[0] not in {self._announced(concepts), self.whole, self.previous}:
            return Subject(reason=f"a number beside a {dimension}, but {fitting[0]} is not announced")
        return Subject(fitting[0])

    def _of_whole(self, clause: Clause, concepts: frozenset[str]) -> Subject:
        """A number without a category: what its clause announces, or what the clause before it spoke of."""
        found = self.catalogue.announced(concepts)
        if len(found) > 1:
            return Subject(reason=f"it fits {' and '.join(sorted(found))} equally well")
        indicator = next(iter(found)) if found else self._inherited(clause, concepts)
        if indicator is None:
            return Subject(reason="nothing in its sentence says what it counts")
        entry = self.catalogue.indicators[indicator]
        if entry.dimension and entry.unit == "percent":
            return Subject(reason=f"{indicator} is announced, but no category of it is named")
        if entry.unit != clause.unit:
            return Subject(reason=f"it is a {clause.unit}, and {indicator} is published as a {entry.unit}")
        return Subject(indicator)

    def _inherited(self, clause: Clause, concepts: frozenset[str]) -> str | None:
        """A clause that says nothing of its own ('in 2021 923') goes on about what came before it."""
        subject = self._shared_noun(clause) or self.previous
        has_words = re.search(r"[^\W\d_]", clause.text)
        if subject is None or not has_words or not self.may_go_on or _SUBSET.search(clause.text):
            return None
        entry = self.catalogue.indicators[subject]
        allowed = entry.along_with.union(*entry.announced_by) | _CHANGE
        if not concepts <= allowed or (entry.dimension and entry.unit == "percent"):
            return None
        words = self.sentence.content_words(clause)
        return subject if all(self.catalogue.concepts_in(word) & allowed for word in words) else None

    def _shared_noun(self, clause: Clause) -> str | None:
        """In '90 en 77 gesprekken' the noun behind the last number is that of all; a number alone waits for it."""
        following = self.sentence.clauses[self.sentence.clauses.index(clause) :]
        for each in following:
            announced = self._announced(self.catalogue.concepts_in(each.text))
            if announced or self.sentence.behind(each):
                return announced
        return None

    # What a clause says of its number

    def _drafts(self, clause: Clause, indicator: str) -> tuple[list[Draft], str]:
        """Make the drafts of a clause: one, or one a category where a value is said of several; or say why none."""
        value = self._value(clause, indicator)
        if value is None:
            return [], "it is no number in Dutch notation"
        period, is_clear = self._period(clause)
        tokens = self.sentence.tokens_in(clause)
        dimension = self.catalogue.indicators[indicator].dimension
        named = [token for token in tokens if dimension and token.dimension == dimension]
        months = {token.month for token in tokens if token.month}
        is_growth = indicator.endswith("_growth")
        bases = set(self.sentence.bases_in(clause)) if is_growth else set()
        if not is_clear or len(months) > 1:
            return [], "it may be of several periods"
        if len(named) > 1 and not self._is_distributed(clause):
            return [], "it may be of several categories"
        if len(bases) > 1:
            return [], "it may compare with several periods"
        base = next(iter(bases), None)
        common = Draft(
            indicator=indicator,
            value=value,
            unit=clause.unit,
            source="prose",
            printed_text=self.sentence.text.text[slice(*clause.span)].strip(),
            words=self.sentence.text.words(*clause.span),
            position=self.around.position,
            period=period,
            month=next(iter(months), None),
            base_period=base,
            base_is_year_before=is_growth and base is None and bool(_YEAR_BEFORE.search(self.sentence.plain)),
            is_approximate=self._is_about(clause),
            mark=value.marker,
            item_periods=self.around.item_periods,
        )
        each = [replace(common, category=token.category, category_label=token.label) for token in named]
        return each or [common], ""

    def _period(self, clause: Clause) -> tuple[Period | None, bool]:
        """Return a clause's period and whether it is clear: its own, the sentence's only one, or the one before it."""
        if _RESPECTIVELY.search(self.sentence.plain):
            return self._respective_period(clause)
        own = self.sentence.periods_in(clause)
        if own:
            return own[0], len(set(own)) == 1
        named = set(self.sentence.periods_in())
        if len(named) == 1:
            return named.pop(), True
        return self.previous_period, not named or self.previous_period is not None

    def _respective_period(self, clause: Clause) -> tuple[Period | None, bool]:
        """In 'in 2021 en 2022 respectievelijk 923 en 1074', the periods go with the numbers in order."""
        periods, clauses = self.sentence.periods_in(), self.sentence.clauses
        if len(periods) == len(clauses):
            return periods[clauses.index(clause)], True
        return (periods[0] if periods else None), len(periods) <= 1

    def _value(self, clause: Clause, indicator: str) -> Value | None:
        text = self.sentence.text.text[slice(*clause.number.span("number"))]
        ahead = self.sentence.plain[: clause.number.start()]
        said = next((word for pattern, word in _LIMITS if pattern.search(ahead)), None)
        limit = said or (clause.number["sign"] or "").strip()
        value = parse_value(f"{limit} {text}{clause.number['mark'] or ''}".strip())
        falls = indicator.endswith("_growth") and "decline" in self.catalogue.concepts_in(clause.text)
        if value and value.number is not None and falls:
            return replace(value, number=-value.number)
        return value

    def _is_about(self, clause: Clause) -> bool:
        ahead = self.sentence.plain[max(clause.start, clause.number.start() - _ABOUT_REACH) : clause.number.start()]
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", ahead) for word in self.catalogue.words.approximate)

    def _is_distributed(self, clause: Clause) -> bool:
        return any(re.search(rf"\b{word}\b", clause.text) for word in self.catalogue.words.distributive)


def _common_dimensions(categories: list[Token]) -> set[str | None]:
    """Return the dimensions that every label named may belong to; 'onbekend' belongs to several."""
    places = {(token.start, token.end) for token in categories}
    possible = [{t.dimension for t in categories if (t.start, t.end) == place} for place in places]
    return set.intersection(*possible)
