"""A sentence cut into clauses with one number each, and the labels that its clauses name.

Here: where numbers, categories and parts of years stand in a sentence, and where it may be cut between its numbers.
Not here: what a clause says of its number (`statements`).
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.values import MARK, NUMBER, PER_CENT
from nupraat_pipeline.reading.words.ages import names_age
from nupraat_pipeline.reading.words.identities import Identity, find_identities
from nupraat_pipeline.reading.words.labels import category_of
from nupraat_pipeline.reading.words.parts import find_parts, quarter
from nupraat_pipeline.reading.words.periods import YEAR
from nupraat_pipeline.reading.words.phrases import COMPARED_WITH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Period, Unit
    from nupraat_pipeline.reading.words.parts import Part
    from nupraat_pipeline.reading.words.text import PlacedText

_FIGURE = re.compile(
    rf"(?<![\w.,])(?P<sign>[<>≤≥]=?\s?|(?<=[\s:])[-+])?(?P<number>{NUMBER})(?:\s?(?P<percent>{PER_CENT}))?(?:(?P<mark>{MARK}))?"
)
# 'in 12 en 14 %': the sign behind the last number of a series holds for all of it.
_SHARED_PERCENT = re.compile(rf"\s*(?:,|en|tot|naar|-)\s*(?:{NUMBER})\s?{PER_CENT}")
# Where a sentence may be cut, the stronger marks first.
_SEPARATORS = (
    re.compile(rf"\((?=\s*(?:in\s+)?{YEAR}\s*:|[^()]*\bin\s+{YEAR}\s*\))"),
    re.compile(r";"),
    re.compile(r"[,:)|]|\s[-/]\s"),
    re.compile(
        rf"\(|\b(?:en|terwijl|waarvan|maar|{COMPARED_WITH})(?!\w)"
        r"|(?:(?<=\bmeer dan)|(?<=\bminder dan)|(?<=\bhoger dan)|(?<=\blager dan))(?!\w)"
        r"|(?<!\bmeer )(?<!\bminder )(?<!\bhoger )(?<!\blager )\bdan(?!\w)"
        r"|\b(?:naar|tot|op|met)(?=\s+(?:\w+\s+)?$)"
    ),
)
# Between the label and the number of an entry, and between an entry of a list and the label of the next.
_SIGN = re.compile(r"\s*(?P<sign>[:=(])\s*|\s+(?P<dash>-)\s+|(?P<comma>,)\s+")
_NEXT_ENTRY = re.compile(
    r"\s*(?:,|;|/|\||\ben\b|\bof\b)\s*(?:(?:en|ook|tot slot|ten ?slotte|in|door|via|bij|op|de|het|een)\s+)*"
)
_COMPARES = re.compile(rf"\b{COMPARED_WITH}(?!\w)")
# '2,3 % meer dan | in 2022 (1.074)': what a number is compared with may begin the next clause.
_BEFORE_BASE = re.compile(rf"\s*(?:{COMPARED_WITH}\s+)?(?:(?:in|het|jaar)\s+)*")
# 'Van de 1.199 gesprekken | waren er 372 op woensdag': the verb ends what the second number is some of.
_OUT_OF = re.compile(r"\W*van\s+(?:de|het|alle|die|deze|onze)\s+(?:\w+\s+)?")
_VERB = re.compile(
    r"\b(?:was|waren|is|zijn|werd(?:en)?|word(?:t|en)|kwam(?:en)?|ging(?:en)?|kreeg|kregen|kon(?:den)?|had(?:den)?|vond(?:en)?)\b"
)
# '316 in het eerste kwartaal, 300 in het tweede en 296 in het derde'.
_QUARTERS = re.compile(r"\b(?:eerste|tweede|derde|vierde)\s+(?:kwartaal|trimester)\b")
_ELLIPTIC_QUARTER = re.compile(
    r"\bin\s+het\s+(?P<which>eerste|tweede|derde|vierde)\b(?=\s*(?:[,;.:()]|\d|en\b|waren\b|werden\b|$))"
)
# Shorter labels ('X', 'ma'), and some others, are also words; they count only right before a figure.
_SHORTEST_SYNONYM = 3
# 'Dat cijfer is nog niet gekend' is said of a figure, not of callers.
_NOT_KNOWN = ("gekend", "bekend")
CHANGE = frozenset({"growth", "decline"})
# 'steeg van 1.117 tot 1.203', 'met 86 tot 1.203': two numbers, and no range.
_CHANGES = re.compile(r"\b(?:van|met)\s+(?:de\s+)?$")
_LIMIT_OF_AGE = re.compile(r"\b(?:jonger dan|ouder dan|onder(?: de)?|boven(?: de)?|vanaf(?: de)?)\s+$")
_BESIDE_FIGURE = r"(?=\s*[:(]\s*\d)"


@cache
def _category_patterns(catalogue: Catalogue) -> tuple[tuple[str, str, str, str], ...]:
    """Return a pattern for every label of every category, behind letters that all its matches hold."""
    entries = []
    for dimension in catalogue.dimensions:
        for synonym, category in catalogue.synonyms(dimension).items():
            letters = max(re.split(r"[\s/,-]", synonym), key=len)
            pattern = re.sub(r"\\?([/,-])", r"\\s*\1\\s*", re.escape(synonym))
            if synonym.endswith(_NOT_KNOWN):
                pattern = rf"(?<!\bnog ){pattern}"
            if len(synonym) < _SHORTEST_SYNONYM or synonym in catalogue.words.weak_labels:
                pattern = rf"(?:(?<=%\s){pattern}|{pattern}{_BESIDE_FIGURE})"
            entries.append((letters, rf"(?<![\w-]){pattern}(?![\w-])", dimension, category))
    return tuple(entries)


_compiled = cache(re.compile)  # most of those many patterns are asked of no answer


class Token(Struct, frozen=True):
    """A category, or a part of a year without the year, that a sentence names."""

    start: int
    end: int
    label: str
    dimension: str | None = None
    category: str | None = None
    part: Part | None = None


class Number(Struct, frozen=True):
    """A number where a sentence prints it: its digits, and the sign, percent sign and mark beside it.

    `upto` are the digits of the other end where it is a range ('tussen de 1.100 en de 1.200').
    """

    start: int
    end: int
    digits: str
    sign: str = ""
    is_percent: bool = False
    mark: str = ""
    upto: str | None = None


class _Entry(Struct, frozen=True):
    """A number of a list with the label that leads it: where it begins and ends, and the sign between them."""

    start: int
    number: Number
    sign: str
    end: int


class Clause(Struct, frozen=True):
    """A stretch of a sentence with one number in it. `runs_together`: nothing stands between it and another number."""

    start: int
    end: int
    number: Number
    text: str
    unit: Unit
    runs_together: bool

    @property
    def span(self) -> tuple[int, int]:
        """Where the number stands in the sentence, its percent sign and mark included."""
        return self.number.start, self.number.end


class Sentence(Struct, frozen=True, dict=True):
    """A sentence and what stands in it; `before` is the period that was spoken of last before it."""

    text: PlacedText
    catalogue: Catalogue
    before: Period | None = None

    @property
    def plain(self) -> str:
        """The sentence folded for matching, character for character."""
        return self.text.plain

    @cached_property
    def identities(self) -> list[Identity]:
        """What only names something: dates, years, ages, times and the like."""
        return find_identities(self.text, self.catalogue, self.before)

    @cached_property
    def clauses(self) -> list[Clause]:
        """Cut the sentence between its numbers: soon after the first where labels lead, else late before the next."""
        numbers = self._numbers()
        cuts = [0]
        crowded: set[int] = set()
        for left, right in pairwise(numbers):
            label = self._label_leading(right)
            places = self._places_to_cut(left.end, right.start if label is None else label)
            if not places and label is None:
                crowded.update((left.start, right.start))
            first = self._labels_lead(numbers[0]) and label is None
            cuts.append((places[0] if first else places[-1]) if places else label or left.end)
        cuts.append(len(self.plain))
        return (
            [
                Clause(start, end, number, self.plain[start:end], self._unit(number), number.start in crowded)
                for number, (start, end) in zip(numbers, pairwise(cuts), strict=True)
            ]
            if numbers
            else []
        )

    @cached_property
    def names(self) -> str:
        """The folded sentence without its numbers: what it names ('1712 gesprekken' does not name a helpline)."""
        named = list(self.plain)
        for clause in self.clauses:
            start, end = clause.span
            named[start:end] = " " * (end - start)
        return "".join(named)

    @cached_property
    def stray_digits(self) -> list[tuple[int, int]]:
        """Where digits stand that are neither in a number nor in an identity."""
        taken = [*(clause.span for clause in self.clauses), *((i.start, i.end) for i in self.identities)]
        runs = [match.span() for match in re.finditer(r"\d+", self.plain)]
        return [run for run in runs if not any(start <= run[0] and run[1] <= end for start, end in taken)]

    def _numbers(self) -> list[Number]:
        masked = list(self.plain)
        for each in self.identities:
            masked[each.start : each.end] = "\x00" * (each.end - each.start)
        numbers: list[Number] = []
        for match in _FIGURE.finditer("".join(masked)):
            number = Number(
                *match.span(),
                self.text.text[slice(*match.span("number"))],
                (match["sign"] or "").strip(),
                match["percent"] is not None,
                self.text.text[slice(*match.span("mark"))] if match["mark"] else "",
            )
            if numbers and self._is_range(numbers[-1], number):
                first = numbers.pop()
                number = replace(number, start=first.start, digits=first.digits, upto=number.digits)
            numbers.append(number)
        return numbers

    def _is_range(self, first: Number, second: Number) -> bool:
        """Whether two numbers are the ends of a range: 'tussen de 1.100 en de 1.200', '1.100 a 1.200'."""
        between = self.plain[first.end : second.start]
        if first.is_percent and not second.is_percent:
            return False
        ahead = self.plain[: first.start]
        if not second.is_percent and _CHANGES.search(ahead) and self.catalogue.concepts_in(ahead) & CHANGE:
            return False
        if re.fullmatch(r"\s*(?:a|tot)\s*(?:de\s+)?|\s?-\s?", between):
            return True
        leads = re.search(r"\btussen\s+(?:de\s+)?$", self.plain[: first.start])
        return bool(leads and re.fullmatch(r"\s*en\s+(?:de\s+)?", between))

    def _unit(self, number: Number) -> Unit:
        if number.is_percent or _SHARED_PERCENT.match(self.plain, number.end):
            return "percent"
        return "count"

    def _labels_lead(self, first: Number) -> bool:
        labels = [t.start for t in self.tokens] + [i.start for i in self.identities if i.period and not i.is_base]
        return bool(labels) and min(labels) < first.start

    def _label_leading(self, number: Number) -> int | None:
        """Return where the label begins that a number of a list follows; None for any other number."""
        return self._listed.get(number.start)

    @cached_property
    def _listed(self) -> dict[int, int]:
        """Where the labels of '1712 (35), Awel (24)' and '2021: 923 / 2022: 1.074' begin, by where a number does."""
        entries: list[_Entry] = []
        for number in self._numbers():
            for start, end in self._labels:
                if sign := self._sign_between(end, number):
                    closing = re.compile(r"\s*\)").match(self.plain, number.end)
                    entries.append(_Entry(start, number, sign, closing.end() if closing else number.end))
        listed: dict[int, int] = {}
        for one, other in pairwise(entries):
            between = self.plain[one.end : other.start]
            is_next = _NEXT_ENTRY.fullmatch(between) or (one.sign in {":", "="} and between.isspace())
            if one.sign == other.sign and is_next:
                listed |= {one.number.start: one.start, other.number.start: other.start}
        return listed

    @cached_property
    def _labels(self) -> list[tuple[int, int]]:
        """Where categories, parts of years and periods stand."""
        periods = {(each.start, each.end) for each in self.identities if each.period and not each.is_base}
        return sorted({(token.start, token.end) for token in self.tokens} | periods)

    def _sign_between(self, end: int, number: Number) -> str | None:
        """Return the sign that parts a label from the number that it leads: a bracket holds nothing but the number."""
        match = _SIGN.fullmatch(self.plain[end : number.start])
        sign = match and next(filter(None, match.groups()))
        if sign == "(" and not self.plain[number.end :].lstrip().startswith(")"):
            return None
        return sign

    def leads_another(self, label: Token, *, in_bracket: bool) -> bool:
        """Whether a label stands before a colon and a number ('onbekend: 5 %'), or right before one in a bracket."""
        if re.match(r"\s*(?:[:=]|(?<=\s)-(?=\s))\s*(?=\d|$)", self.plain[label.end :]):
            return True
        return in_bracket and any(self._sign_between(label.end, clause.number) == "(" for clause in self.clauses)

    def counts_out_of(self, clause: Clause) -> bool:
        """Whether a sentence begins with a number of which it then counts some: 'van de 1.199 gesprekken waren ...'."""
        return clause.start == 0 and _OUT_OF.fullmatch(self.plain, 0, clause.number.start) is not None

    def _places_to_cut(self, start: int, end: int) -> list[int]:
        whole = [*((t.start, t.end) for t in self.tokens), *((i.start, i.end) for i in self.identities)]
        first = self._numbers()[0]
        opens = start == first.end and _OUT_OF.fullmatch(self.plain, 0, first.start) is not None
        for separator in (*_SEPARATORS, *([_VERB] if opens else [])):
            found = [match.start() for match in separator.finditer(self.plain, start, end)]
            places = [place for place in found if not any(begin <= place < last for begin, last in whole)]
            if places:
                return places
        return []

    @cached_property
    def tokens(self) -> list[Token]:
        """The categories and parts of years that the sentence names, in order; of those that overlap the longest."""
        found = sorted(
            {*self._parts_of_years(), *self._categories(), *self._ages()},
            key=lambda t: (t.start - t.end, t.start, t.category or ""),
        )
        numbers = [(number.start, number.end) for number in self._numbers()]
        kept: list[Token] = []
        for token in found:
            if any(start < token.end and token.start < end for start, end in numbers):
                continue
            clashing = [t for t in kept if t.start < token.end and token.start < t.end]
            if all((t.start, t.end) == (token.start, token.end) for t in clashing):
                kept.append(token)
        return sorted(kept, key=lambda t: (t.start, t.dimension or ""))

    def _token(self, start: int, end: int, dimension: str | None, category: str | None) -> Token:
        return Token(start, end, self.text.text[start:end].strip(), dimension, category)

    def _parts_of_years(self) -> Iterator[Token]:
        for found in find_parts(self.plain):
            clashing = [each for each in self.identities if each.start < found.end and found.start < each.end]
            if all(each.period is None and found.start <= each.start and each.end <= found.end for each in clashing):
                yield Token(found.start, found.end, self.text.text[found.start : found.end], part=found.part)

        for match in _ELLIPTIC_QUARTER.finditer(self.plain) if _QUARTERS.search(self.plain) else ():
            printed = self.text.text[slice(*match.span("which"))]
            yield Token(*match.span("which"), printed, part=quarter(match["which"]))

    def _categories(self) -> Iterator[Token]:
        for letters, pattern, dimension, category in _category_patterns(self.catalogue):
            if letters in self.plain:
                for match in _compiled(pattern).finditer(self.plain):
                    yield self._token(*match.span(), dimension, category)

    def _ages(self) -> Iterator[Token]:
        for start, end, label in self.ages:
            if category := category_of(label, "age", self.catalogue):
                yield self._token(start, end, "age", category)

    @cached_property
    def ages(self) -> list[tuple[int, int, str]]:
        """Where ages stand, with the words before them that say on which side of one, and their text."""
        found = []
        for each in self.identities:
            lead = _LIMIT_OF_AGE.search(self.plain, 0, each.start)
            start = lead.start() if lead else each.start
            label = self.text.text[start : each.end].strip()
            if each.period is None and names_age(label):
                found.append((start, each.end, label))
        return found

    # What a clause names

    def tokens_in(self, clause: Clause) -> list[Token]:
        """Return the categories and parts of years that a clause names."""
        return [token for token in self.tokens if clause.start <= token.start < clause.end]

    def periods_in(self, clause: Clause | None = None) -> list[Period]:
        """Return the periods that a clause (or the whole sentence) names as its own, not to compare with."""
        return self._periods(clause, is_base=False)

    def bases_in(self, clause: Clause) -> list[Period]:
        """Return the periods that a clause compares with, in it or right behind it, or else those of its sentence."""
        behind = [i.period for i in self.identities if i.period and i.is_base and self._goes_on_with(clause, i)]
        return self._periods(clause, is_base=True) or behind or self._periods(None, is_base=True)

    def _goes_on_with(self, clause: Clause, identity: Identity) -> bool:
        between = self.plain[clause.end : identity.start]
        return identity.start >= clause.end and _BEFORE_BASE.fullmatch(between) is not None

    def _periods(self, clause: Clause | None, *, is_base: bool) -> list[Period]:
        start, end = (clause.start, clause.end) if clause else (0, len(self.plain))
        return [i.period for i in self.identities if i.period and i.is_base == is_base and start <= i.start < end]

    @cached_property
    def bracketed(self) -> list[tuple[int, int]]:
        """Where brackets with a number in them begin and end."""
        places = [match.span() for match in re.finditer(r"\([^()]*\)", self.plain)]
        return [place for place in places if any(place[0] < each.number.start < place[1] for each in self.clauses)]

    def bracket_of(self, identity: Identity) -> tuple[int, int] | None:
        """Return the bracket with a number in which something stands, None without one."""
        return next((place for place in self.bracketed if place[0] < identity.start < place[1]), None)

    def is_compared(self, identity: Identity) -> bool:
        """Whether a period is one that the sentence compares with: '1.203 (1.050 in 2024)', 'tegenover 923 in 2021'."""
        if identity.period is None or identity.is_same:
            return identity.is_same
        ahead = re.split(r";", self.plain[: identity.start])[-1]
        return self.bracket_of(identity) is not None or _COMPARES.search(ahead) is not None

    def behind(self, clause: Clause) -> str:
        """Return what a clause says behind its number."""
        return self.plain[clause.number.end : clause.end].strip()

    def without_labels(self, clause: Clause) -> str:
        """Return what a clause says beside numbers, identities and labels, in whose place spaces stand."""
        masked = list(self.plain)
        named = [clause.span, *((i.start, i.end) for i in self.identities), *((t.start, t.end) for t in self.tokens)]
        for start, end in named:
            masked[start:end] = " " * (end - start)
        return "".join(masked)[clause.start : clause.end]

    def content_words(self, clause: Clause) -> list[str]:
        """Return the words of a clause that are no number, identity, label or small word."""
        words = re.findall(r"[^\s().,:;/|=\"'!?-]+", self.without_labels(clause))
        small = self.catalogue.words.light | set(self.catalogue.words.approximate)
        return [word for word in words if word not in small]
