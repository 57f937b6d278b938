"""Figures in running text: what each number of a sentence is a number of.

Here: a sentence cut into clauses with one number each, and what a clause says of its number. A number that is not
understood is left over, never guessed. Not here: tables and lists (`recognition`), and periods that only the rest of
the answer can tell (`resolution`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.drafts import Draft, Surroundings
from nupraat_pipeline.reading.identities import Identity, find_identities
from nupraat_pipeline.reading.labels import age_band, category_of
from nupraat_pipeline.reading.periods import is_year, month_pattern, month_words
from nupraat_pipeline.reading.values import MARK, NUMBER, Value, parse_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Period, Unit
    from nupraat_pipeline.reading.text import PlacedText

_FIGURE = re.compile(
    rf"(?<![\w.,])(?P<sign>[<>≤≥]=?\s?)?(?P<number>{NUMBER})(?:\s?(?P<percent>%|procent\b|percent\b|pct\b))?(?:(?P<mark>{MARK}))?"
)
_SEPARATOR = re.compile(
    r"[;,:(]|\)|\s-\s|\b(?:en|tegenover|versus|terwijl|waarvan|naar|ten opzichte van|in vergelijking met|maar|dan)\b"
)
_ABOUT_REACH = 24
_LIMITS = (
    (re.compile(r"\b(?:meer dan|boven de|ruim boven)\s*(?:de\s+)?$"), "meer dan"),
    (re.compile(r"\b(?:minder dan|onder de|nog geen)\s*(?:de\s+)?$"), "minder dan"),
    (re.compile(r"\b(?:minstens|ten minste|tenminste|minimaal|op zijn minst)\s*$"), "minstens"),
    (re.compile(r"\b(?:hoogstens|ten hoogste|maximaal|maximum)\s*$"), "hoogstens"),
)
# A difference, not a level: '151 meer', 'een stijging met 151', 'steeg van 923' (without 'naar').
_DIFFERENCE_AFTER = re.compile(r"^\s*(?:\w+\s+){0,2}(?:meer|minder|extra|hoger|lager|bijkomende?)\b")
_DIFFERENCE_BEFORE = re.compile(r"\b(?:met|van)\s+(?:\w+\s+)?$")
_YEAR_BEFORE = re.compile(
    r"\b(?:vorige?|voorgaande?|voorafgaande?|voorbije?) (?:kalender)?jaar\b|\been jaar (?:eerder|voordien)\b"
)
# A stray line of a table ('Totaal 1 551') is no sentence, and goes on about nothing.
_IS_SENTENCE = re.compile(r"[.;:!?)]$")
# Shorter labels ('X', 'ma'), and some others, are also words; they count only right before a figure.
_SHORTEST_SYNONYM = 3
_BESIDE_FIGURE = r"(?=\s*[:(]\s*\d)"
_SUBSET = re.compile(r"\b(?:waarvan|daarvan|onder wie|onder hen|van hen|hiervan|waaronder)\b")


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A number that no reading explains."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class SentenceReading:
    """What one sentence says: its identities, drafts with the stretch of each figure, and numbers left over."""

    identities: list[Identity] = field(default_factory=list)
    figures: list[tuple[int, int, list[Draft]]] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    announced: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    """A category or a month that a sentence names."""

    start: int
    end: int
    label: str
    dimension: str | None = None
    category: str | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a sentence with one number in it."""

    start: int
    end: int
    number: re.Match[str]
    text: str


def read_sentence(  # noqa: PLR0913
    sentence: PlacedText,
    around: Surroundings,
    catalogue: Catalogue,
    *,
    before: str | None,
    is_bullet: bool = False,
) -> SentenceReading:
    """Read one sentence. `before` is the indicator that the sentence before it spoke of, for 'dit aantal' and the like."""
    return _Sentence(sentence, around, catalogue, before, is_bullet=is_bullet).read()


class _Sentence:
    """Reads one sentence."""

    def __init__(
        self, sentence: PlacedText, around: Surroundings, catalogue: Catalogue, before: str | None, *, is_bullet: bool
    ) -> None:
        self.sentence = sentence
        self.plain = sentence.plain
        self.around = around
        self.catalogue = catalogue
        self.before = before
        self.is_bullet = is_bullet
        self.identities = find_identities(sentence, catalogue)
        self.tokens = self._tokens()
        self.run_together: set[int] = set()
        self.result = SentenceReading(identities=self.identities)

    def read(self) -> SentenceReading:
        """Go through the clauses in order; a clause may lean on the one before it."""
        previous: tuple[str | None, Period | None] = (self.before, None)
        concepts = self.catalogue.concepts_in(self.plain)
        whole = self._announced(concepts)
        barred = sorted(concepts & self.catalogue.never_about)
        for clause in self._clauses():
            if clause.number.start() in self.run_together:
                self._leave(clause, "nothing stands between it and the next number")
                continue
            indicator, reason = self._indicator(clause, previous[0], whole)
            clause_barred = sorted(self.catalogue.concepts_in(clause.text) & self.catalogue.never_about)
            if clause_barred or (barred and indicator is None):
                self._leave(
                    clause, f"it is about something no indicator stands for ({', '.join(clause_barred or barred)})"
                )
                continue
            if indicator is None:
                self._leave(clause, reason)
                continue
            period = self._period(clause, previous[1])
            drafts, reason = self._drafts(clause, indicator, period)
            if drafts:
                self.result.figures.append((*self._span(clause), drafts))
                previous = (indicator.removesuffix("_growth"), period)
            else:
                self._leave(clause, reason)
        self.result.announced = previous[0] if previous[0] != self.before else (whole or self.before)
        return self.result

    # Numbers and clauses

    def _numbers(self) -> list[re.Match[str]]:
        masked = list(self.plain)
        for each in self.identities:
            masked[each.start : each.end] = "\x00" * (each.end - each.start)
        return list(_FIGURE.finditer("".join(masked)))

    def _clauses(self) -> list[_Clause]:
        """Cut the sentence between its numbers: behind the first where labels lead, before the next where they follow."""
        numbers = self._numbers()
        labels = [t.start for t in self.tokens] + [i.start for i in self.identities if i.period and not i.is_base]
        leads = bool(labels and numbers and min(labels) < numbers[0].start())
        cuts = [0]
        for left, right in zip(numbers, numbers[1:], strict=False):
            places = [
                match.start()
                for match in _SEPARATOR.finditer(self.plain, left.end(), right.start())
                if not self._inside_label(match.start())
            ]
            if not places:
                self.run_together.update((left.start(), right.start()))
            cuts.append((places[0] if leads else places[-1]) if places else left.end())
        cuts.append(len(self.plain))
        return [
            _Clause(start, end, number, self.plain[start:end])
            for number, start, end in zip(numbers, cuts, cuts[1:], strict=False)
        ]

    def _inside_label(self, place: int) -> bool:
        stretches = [*((t.start, t.end) for t in self.tokens), *((i.start, i.end) for i in self.identities)]
        return any(start <= place < end for start, end in stretches)

    def _tokens(self) -> list[_Token]:
        """Find the categories and months that the sentence names; the longest label wins where several overlap."""
        found = [
            _Token(m.start(), m.end(), self.sentence.text[m.start() : m.end()], month=month_words()[m[0].rstrip(".")])
            for m in re.finditer(rf"(?<!\w){month_pattern()}", self.plain)
            if not any(i.start <= m.start() < i.end for i in self.identities)
        ]
        for dimension in self.catalogue.dimensions:
            for synonym, category in self.catalogue.synonyms(dimension).items():
                pattern = re.sub(r"\\?([/,-])", r"\\s*\1\\s*", re.escape(synonym))
                if len(synonym) < _SHORTEST_SYNONYM or synonym in self.catalogue.words.weak_labels:
                    pattern += _BESIDE_FIGURE
                for m in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", self.plain):
                    found.append(
                        _Token(m.start(), m.end(), self.sentence.text[m.start() : m.end()], dimension, category)
                    )
        for each in self.identities:
            text = self.sentence.text[each.start : each.end].strip()
            if each.period is None and age_band(text) and (category := category_of(text, "age", self.catalogue)):
                found.append(_Token(each.start, each.end, text, "age", category))
        found.sort(key=lambda t: (t.start - t.end, t.start))
        kept: list[_Token] = []
        for token in found:
            clash = [t for t in kept if t.start < token.end and token.start < t.end]
            if token not in kept and all((t.start, t.end) == (token.start, token.end) for t in clash):
                kept.append(token)
        return sorted(kept, key=lambda t: t.start)

    # What a clause is about

    def _announced(self, concepts: frozenset[str]) -> str | None:
        found = self.catalogue.announced(concepts)
        return next(iter(found)) if len(found) == 1 else None

    def _in(self, clause: _Clause) -> list[_Token]:
        return [token for token in self.tokens if clause.start <= token.start < clause.end]

    def _indicator(self, clause: _Clause, previous: str | None, whole: str | None) -> tuple[str | None, str]:
        """Return the indicator of a clause's number, or None and the reason."""
        if other := self._other_service(clause):
            return None, f"it speaks of another service ({other!r})"
        concepts = self.catalogue.concepts_in(clause.text)
        change = {"growth", "decline"} & concepts
        unit = self._unit(clause)
        if change and unit == "percent":
            return self._growth(clause, concepts, previous, whole)
        if self._is_difference(clause, bool(change)):
            return None, "it is a difference, and only differences in per cent have an indicator"
        categories = [token for token in self._in(clause) if token.dimension]
        if categories:
            return self._of_categories(categories, unit, concepts, previous, whole)
        found = self.catalogue.announced(concepts)
        if len(found) > 1:
            return None, f"it fits {' and '.join(sorted(found))} equally well"
        indicator = next(iter(found)) if found else self._inherited(clause, concepts, previous, whole)
        if indicator is None:
            return None, "nothing in its sentence says what it counts"
        entry = self.catalogue.indicators[indicator]
        if entry.dimension and indicator != "referrals":
            return None, f"{indicator} is announced, but no category of it is named"
        if entry.unit != unit:
            return None, f"it is a {unit}, and {indicator} is published as a {entry.unit}"
        return indicator, ""

    def _other_service(self, clause: _Clause) -> str | None:
        concepts = self.catalogue.concepts_in(self.plain)
        if "referral" in concepts or self.catalogue.names_service(self.plain):
            return None
        if any(token.dimension == "helpline" for token in self._in(clause)) and self.before == "referrals":
            return None
        return self.catalogue.names_other_service(self.plain)

    def _growth(
        self, clause: _Clause, concepts: frozenset[str], previous: str | None, whole: str | None
    ) -> tuple[str | None, str]:
        grown = self._announced(concepts - {"growth", "decline"}) or whole or previous
        name = f"{grown}_growth"
        if {"growth", "decline"} <= concepts:
            return None, "it may be growth or decline"
        if grown is None or self.catalogue.indicators[grown].growth_of:
            return (grown, "") if grown else (None, "nothing in its sentence says what grew")
        return name, ""

    def _of_categories(
        self,
        categories: Sequence[_Token],
        unit: Unit,
        concepts: frozenset[str],
        previous: str | None,
        whole: str | None,
    ) -> tuple[str | None, str]:
        """A number beside a category: the indicator of that breakdown, when unit and announcement agree."""
        dimensions = {token.dimension for token in categories}
        for token in categories:
            same_place = {t.dimension for t in categories if (t.start, t.end) == (token.start, token.end)}
            if len(same_place) == 1:
                dimensions &= same_place
        known = {self.catalogue.indicators[name].dimension for name in (previous, whole) if name}
        if len(dimensions) > 1:
            dimensions &= known
        if len(dimensions) != 1:
            return None, "it names categories of different breakdowns"
        dimension = dimensions.pop()
        fitting = [n for n, e in self.catalogue.indicators.items() if e.dimension == dimension and e.unit == unit]
        if len(fitting) != 1:
            return None, f"no indicator counts {dimension} as a {unit}"
        if unit == "count" and fitting[0] not in {self._announced(concepts), whole, previous}:
            return None, f"a number beside a {dimension}, but {fitting[0]} is not announced"
        return fitting[0], ""

    def _inherited(
        self, clause: _Clause, concepts: frozenset[str], previous: str | None, whole: str | None
    ) -> str | None:
        """A clause that says nothing of its own ('in 2021 923') goes on about what came before it."""
        if _SUBSET.search(clause.text) or not (self.is_bullet or _IS_SENTENCE.search(self.plain)):
            return None
        subject = previous or whole
        if subject is None:
            return None
        entry = self.catalogue.indicators[subject]
        allowed = entry.along_with.union(*entry.announced_by) | {"growth", "decline"}
        if not concepts <= allowed or entry.dimension:
            return None
        rest = self._rest(clause)
        unexplained = [word for word in rest.split() if not self.catalogue.concepts_in(word) & allowed]
        return subject if not unexplained else None

    def _rest(self, clause: _Clause) -> str:
        """Return the words of a clause that are no number, identity, label or small word."""
        masked = list(self.plain)
        stretches = [
            clause.number.span(),
            *((i.start, i.end) for i in self.identities),
            *((t.start, t.end) for t in self.tokens),
        ]
        for start, end in stretches:
            masked[start:end] = " " * (end - start)
        words = re.findall(r"[^\s().,:;/\"'!?-]+", "".join(masked)[clause.start : clause.end])
        return " ".join(
            word for word in words if word not in self.catalogue.words.light | set(self.catalogue.words.approximate)
        )

    def _is_difference(self, clause: _Clause, change: bool) -> bool:
        behind = self.plain[clause.number.end() : clause.end]
        if _DIFFERENCE_AFTER.match(behind):
            return True
        ahead = self.plain[clause.start : clause.number.start()]
        return (
            change
            and bool(_DIFFERENCE_BEFORE.search(ahead))
            and not re.search(r"\b(?:naar|tot)\b", self.plain[clause.number.end() :])
        )

    # What a clause says of its number

    def _span(self, clause: _Clause) -> tuple[int, int]:
        return clause.number.start(), clause.number.end()

    def _unit(self, clause: _Clause) -> Unit:
        if clause.number["percent"]:
            return "percent"
        later = self.plain[clause.number.end() :]
        joined = re.match(rf"\s*(?:,|en|tot|-)\s*{NUMBER}\s?(?:%|procent)", later)
        return "percent" if joined else "count"

    def _value(self, clause: _Clause) -> Value | None:
        text = self.sentence.text[clause.number.start("number") : clause.number.end("number")]
        ahead = self.plain[: clause.number.start()]
        limit = next(
            (word for pattern, word in _LIMITS if pattern.search(ahead)), (clause.number["sign"] or "").strip()
        )
        value = parse_value(f"{limit} {text}{clause.number['mark'] or ''}".strip())
        if value is None:
            return None
        if "decline" in self.catalogue.concepts_in(clause.text) and value.number is not None and self._grows(clause):
            return Value(-value.number, value.decimals, value.is_percent, value.is_approximate, marker=value.marker)
        return value

    def _grows(self, clause: _Clause) -> bool:
        return self._unit(clause) == "percent" and not [t for t in self._in(clause) if t.dimension]

    def _is_about(self, clause: _Clause) -> bool:
        ahead = self.plain[max(clause.start, clause.number.start() - _ABOUT_REACH) : clause.number.start()]
        words = sorted(self.catalogue.words.approximate, key=len, reverse=True)
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", ahead) for word in words)

    def _period(self, clause: _Clause, previous: Period | None) -> Period | None:
        """Return the period that a clause prints: its own, the sentence's only one, or that of the clause before it."""
        own = self._periods(clause.start, clause.end)
        if len(own) == 1:
            return own[0]
        if own:
            return None
        all_periods = self._periods(0, len(self.plain))
        if len(set(all_periods)) == 1:
            return all_periods[0]
        return previous

    def _periods(self, start: int, end: int) -> list[Period]:
        return [i.period for i in self.identities if i.period and not i.is_base and start <= i.start < end]

    def _bases(self, clause: _Clause) -> list[Period]:
        own = [i.period for i in self.identities if i.period and i.is_base and clause.start <= i.start < clause.end]
        return own or [i.period for i in self.identities if i.period and i.is_base]

    def _drafts(self, clause: _Clause, indicator: str, period: Period | None) -> tuple[list[Draft], str]:
        """Make the drafts of a clause: one, or one a category where a value is said of several."""
        value = self._value(clause)
        if value is None:
            return [], "it is no number in Dutch notation"
        if self._periods(clause.start, clause.end) and period is None:
            return [], "it may be of several periods"
        entry = self.catalogue.indicators.get(indicator)
        named = [t for t in self._in(clause) if t.dimension and entry and t.dimension == entry.dimension]
        if len(named) > 1 and not self._is_distributed(clause):
            return [], "it may be of several categories"
        months = [t for t in self._in(clause) if t.month]
        if len(months) > 1:
            return [], "it may be of several months"
        growth = indicator.endswith("_growth")
        bases = self._bases(clause) if growth else []
        if growth and len(set(bases)) > 1:
            return [], "it may compare with several periods"
        common = Draft(
            indicator=indicator,
            value=value,
            unit=self._unit(clause),
            source="prose",
            printed_text=self.sentence.text[clause.number.start() : clause.number.end()].strip(),
            words=self.sentence.words(*clause.number.span()),
            position=self.around.position,
            period=period,
            month=months[0].month if months else None,
            base_period=bases[0] if bases else None,
            base_is_year_before=growth and not bases and bool(_YEAR_BEFORE.search(self.plain)),
            is_approximate=self._is_about(clause),
            mark=value.marker,
            item_years=self.around.item_years,
        )
        return [_with_category(common, token) for token in named] or [common], ""

    def _is_distributed(self, clause: _Clause) -> bool:
        return any(re.search(rf"\b{word}\b", clause.text) for word in self.catalogue.words.distributive)

    def _leave(self, clause: _Clause, reason: str) -> None:
        self.result.left_over.append(LeftOver(*self._span(clause), reason))


def _with_category(draft: Draft, token: _Token) -> Draft:
    return replace(draft, category=token.category, category_label=token.label)


def years_in(reading: SentenceReading) -> list[int]:
    """Return the calendar years that a sentence names as its own, in order."""
    return [i.period.start.year for i in reading.identities if i.period and not i.is_base and is_year(i.period)]
