"""What the number of a clause is a number of: an indicator, or the reason why none can be named.

Here: announcements, categories, other services and everything that bars a clause. Not here: the value, period and
category of the number (`statements`), tables (`subjects`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import GROWTH
from nupraat_pipeline.reading.drafts import Subject
from nupraat_pipeline.reading.prose.carried import speaks_of_all
from nupraat_pipeline.reading.prose.comparisons import is_level
from nupraat_pipeline.reading.prose.levels import CONVERSATIONS, is_difference, unlike_a_level
from nupraat_pipeline.reading.prose.shares import other_whole
from nupraat_pipeline.reading.words.clauses import CHANGE
from nupraat_pipeline.reading.words.labels import category_of
from nupraat_pipeline.reading.words.services import service_below

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Period, Unit
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence, Token

_SUBSET = re.compile(r"\b(?:waarvan|daarvan|van wie|onder wie|onder hen|van hen|hiervan|waaronder)\b")
_DIFFERENCE: Mapping[Unit, str] = {
    "count": "it is a difference, and only differences in per cent have an indicator",
    "percent": "it is a difference, and what it is compared with is not said with it",
}
_ONWARD = "who is referred to another service is not referred here"
_IN_BRACKET = re.compile(r"\([^()\w]*$")
# 'Huisarts: 35', 'Huisarts (35)': a few words, and the number alone.
_LABEL_AHEAD = re.compile(r"(?:.*(?:[,;:.)]|\ben\b))?(?P<label>[^,;:.()]*)(?:[:=]\s*|\(|\s-\s+)$")
# 'slechts 41' is a number that the writer finds small.
_ONLY_SO_MANY = re.compile(r"\bslechts\s+(?=\d)")
_NOT = re.compile(r"\bniet\b(?! (?:alleen|enkel|meegerekend|inbegrepen))")
_SOME_OF = re.compile(r"\s*van\s+(?:de|die|deze|alle)\b")
# '(ging) 41 % van de gesprekken over', and so '16 % over' behind it.
_WENT_ABOUT = re.compile(r"(?:\b(?:ging|gingen|gaat|gaan)\b.*|\d\s?%\s+)\b(?P<over>over)\s+$")
# '24 naar Awel': referred to it; '145.000 voor alle hulplijnen samen'.
_TO_WHOM = re.compile(r"\bnaar\s+(?:de\s+|het\s+)?$")
_HERE = re.compile(r"\bnaar\s+(?:nu ?praat|de chat\b|onze\b|ons\b)")
_HELPLINES = re.compile(r"\b(?:hulplijnen|hulpdiensten|chatdiensten)\b")
_PARTED = re.compile(r"[,;:]|\b(?:en|terwijl|maar)\b")
# Why something is so says nothing of what is counted.
_WHY = re.compile(r"\b(?:omdat|doordat|aangezien|vermits)\b[^,;.]*")
# A stray line of a table ('Totaal 1 551') is no sentence, and goes on about nothing.
_IS_SENTENCE = re.compile(r"[.;:!?)]$")
# Our own people, as those who held the conversations.
_OWN = r"(?:de|onze) (?:chat)?(?:hulpverleners|beantwoorders|medewerkers)(?: van (?:de|onze) chat)?"
_OUR_OWN = re.compile(rf"\b{_OWN} (?=voer|beantwoord)|(?<=\bvoerden ){_OWN}\b")
# What is counted; a clause without one goes on counting the callers of the clause before ('... van wie er 39 ...').
_WORDS_OF_A_NOUN = 3
_MISSED = frozenset({"missed"})
_HOURS = (frozenset({"in_hours"}), frozenset({"out_of_hours"}))
_NOUNS = frozenset({"caller", "conversation"})
# Of whom some may be the callers that an indicator is about: 'van de 762 beantwoorde oproepers kwamen er 701 ...'.
_ALL_OF_THEM = frozenset({"unique", "caller", "conversation", "answered", "mail"})


class Talk(Struct, frozen=True):
    """What was spoken of last: an indicator, another service whose figures were none of ours, the period of figures.

    `is_of_category` says that one category alone was spoken of ('doorverwezen door 1712').
    """

    indicator: str | None = None
    other_service: str | None = None
    period: Period | None = None
    is_of_category: bool = False


NOTHING_SAID = Talk()


class Topic:
    """Says what the clauses of one sentence are about. `previous` is what the clause, or sentence, before spoke of."""

    def __init__(self, sentence: Sentence, catalogue: Catalogue, before: Talk, *, is_bullet: bool) -> None:
        self.sentence = sentence
        self.catalogue = catalogue
        self.before = before
        self.concepts = catalogue.concepts_in(sentence.plain)
        self.known = self._still(before.indicator)
        self.previous = self.known
        self.may_go_on = is_bullet or bool(_IS_SENTENCE.search(sentence.plain))
        self.whole = self._announced(self.concepts)

    def _still(self, indicator: str | None) -> str | None:
        """Return what was spoken of before, unless what is said now cannot be about it."""
        return None if indicator is None or self.catalogue.indicators[indicator].unless & self.concepts else indicator

    def _announced(self, concepts: frozenset[str]) -> str | None:
        found = self.catalogue.announced(concepts)
        return next(iter(found)) if len(found) == 1 else None

    def talk(self, *, gave_figures: bool) -> Talk:
        """Return what the sentence spoke of last."""
        if gave_figures or self.catalogue.names_service(self.sentence.plain):
            spoken_of = self.previous if self.previous != self.known else (self.whole or self.known)
            categories = {(token.dimension, token.category) for token in self.sentence.tokens if token.dimension}
            still = None if self.catalogue.names_service(self.sentence.plain) else self.before.other_service
            return Talk(spoken_of, still, is_of_category=len(categories) == 1)
        other = next(filter(None, (self.other_service(clause) for clause in self.sentence.clauses)), None)
        other = other or service_below(
            self.sentence.text, self.catalogue, self.before.other_service, is_heading=not self.may_go_on
        )
        return Talk(None if other else self.whole or self.known, other)

    def of(self, clause: Clause, text: str, tokens: Sequence[Token] | None = None) -> Subject:
        """Return the indicator of a clause's number.

        `text` is the clause, or all of a row of numbers with it; `tokens` are its categories where order tells them.
        """
        if other := self._of_others(clause):
            return Subject(reason=other)
        concepts = self.catalogue.concepts_in(text)
        if barred := self._barred(clause, concepts):
            return Subject(reason=f"it is about something no indicator stands for ({', '.join(barred)})")
        if clause.runs_together:
            return Subject(reason="which words go with it, and which with the number beside it, is not clear")
        if reason := unlike_a_level(self.sentence, clause, concepts):
            return Subject(reason=reason)
        is_of_callers = "reached_chat" in concepts and not CONVERSATIONS.match(self.sentence.behind(clause))
        if (is_of_callers or not concepts & _NOUNS) and self._goes_on_about_callers(clause):
            concepts |= {"caller"}
        return self._in_clause(clause, concepts, tokens)

    def _goes_on_about_callers(self, clause: Clause) -> bool:
        """Whether callers were spoken of before: in the sentence, or in the one before where this says 'daarvan'."""
        if "caller" in self.catalogue.concepts_in(self.sentence.plain[: clause.start]):
            return True
        before = self.catalogue.indicators[self.previous] if self.previous else None
        return before is not None and before.counts == "caller" and bool(_SUBSET.search(self.sentence.plain))

    def _barred(self, clause: Clause, concepts: frozenset[str]) -> list[str]:
        """Return the concepts said that no indicator stands for.

        They bar a clause that they stand in or before; one that announces nothing itself also from behind
        ('77 en 90 gesprekken per week').
        """
        reach = clause.end if self._announced(concepts) else len(self.sentence.plain)
        said = _OUR_OWN.sub(" ", _WHY.sub(" ", _without_themes(self.sentence)[:reach]))
        return sorted(self.catalogue.concepts_in(said) & self.catalogue.never_about)

    def _in_clause(self, clause: Clause, concepts: frozenset[str], tokens: Sequence[Token] | None) -> Subject:
        categories = [token for token in tokens or self.sentence.tokens_in(clause) if token.dimension]
        if concepts & CHANGE and clause.unit == "percent" and not (categories and is_level(self.sentence, clause)):
            if categories:
                return Subject(reason="it is the change of a share or of one category, and no indicator states that")
            return self._growth(clause, concepts)
        if is_difference(self.sentence, clause, is_change=bool(concepts & CHANGE)):
            spoken_of = self._announced(concepts - CHANGE) or self.previous
            return Subject(reason=_DIFFERENCE[clause.unit], spoken_of=spoken_of)
        if categories:
            return self._of_categories(categories, clause, concepts)
        return self._of_whole(clause, concepts)

    def other_service(self, clause: Clause) -> str | None:
        """Return the other service that a clause speaks of, named in its sentence or in the one before it."""
        if "referral" in self.concepts or self.catalogue.names_service(self.sentence.plain):
            return None
        if self.before.indicator == "referrals" and any(
            token.dimension == "helpline" for token in self.sentence.tokens_in(clause)
        ):
            return None
        return self.catalogue.names_other_service(self.sentence.names[: clause.end]) or self.before.other_service

    def _of_others(self, clause: Clause) -> str | None:
        """Say why a number is of another service: it is spoken of, several are, or callers are referred to it."""
        if other := self.other_service(clause):
            return f"it speaks of another service ({other!r})"
        sentence = self.sentence
        if "referral" not in self.concepts:
            several = _HELPLINES.search(sentence.plain[: clause.end])
            return several and f"it may be a number of somebody else's ({several[0]!r})"
        helplines = (token for token in sentence.tokens if token.dimension == "helpline")
        if any(_TO_WHOM.search(sentence.plain[: token.start]) for token in helplines):
            return _ONWARD
        here = [each for each in sentence.clauses if _HERE.search(each.text)]
        return "how many of them were referred here, another number says" if here and clause not in here else None

    def _growth(self, clause: Clause, concepts: frozenset[str]) -> Subject:
        if concepts >= CHANGE:
            return Subject(reason="it may be growth or decline")
        if _SOME_OF.match(self.sentence.behind(clause)):
            return Subject(reason="it is a share of those who are named behind it, and no growth")
        own = self._announced(concepts - CHANGE)
        place = self.sentence.clauses.index(clause)
        before = self.sentence.tokens_in(self.sentence.clauses[place - 1]) if place else []
        if own is None and any(token.dimension for token in before):
            return Subject(reason="it may be the change of the category before it, and no indicator states that")
        grown = own or self.whole or self.previous
        if grown is None or f"{grown}{GROWTH}" not in self.catalogue.indicators:
            return Subject(reason="neither its sentence nor the one before says clearly what grew")
        return Subject(f"{grown}{GROWTH}")

    def _of_categories(self, categories: list[Token], clause: Clause, concepts: frozenset[str]) -> Subject:
        """A number beside a category: the indicator of that breakdown, when unit and announcement agree."""
        entries = self.catalogue.indicators
        ahead = self.sentence.plain[: clause.number.start]
        is_led = self._label_ahead(clause) is not None
        if (is_led or not ahead.strip()) and all(
            token.start > clause.number.start and self.sentence.leads_another(token, in_bracket=is_led)
            for token in categories
        ):
            return Subject(reason="the label before it is not known, and the one behind it is of the next number")
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
            return Subject(reason=self._why_not_announced(fitting[0], categories[0]))
        if clause.unit == "percent" and (
            other := self._of_a_part(clause, dimension) or other_whole(self.sentence, clause, entries[fitting[0]])
        ):
            return Subject(reason=other)
        return Subject(fitting[0])

    def _of_a_part(self, clause: Clause, dimension: str | None) -> str | None:
        """Say why a share is one of a part: 'van de 352 gesprekken op woensdag', 'bij oproepers jonger dan 18 jaar'."""
        first = self.sentence.clauses[0]
        of_some = any(each.dimension for each in self.sentence.tokens_in(first))
        if clause is not first and of_some and self.sentence.counts_out_of(first):
            return f"it is a part of the {self.sentence.text.text[slice(*first.span)]} before it"
        if self._is_crossed(clause, dimension):
            return "it may be of those of another breakdown that is named before it"
        ages = [text for start, _, text in self.sentence.ages if clause.start <= start < clause.end]
        return f"it may be of those of {ages[0]!r} alone" if ages and dimension != "age" else None

    def _is_crossed(self, clause: Clause, dimension: str | None) -> bool:
        """Whether a category of another breakdown leads to this one: 'Seksueel misbruik wordt gemeld door meisjes'."""
        tokens = [token for token in self.sentence.tokens if token.dimension]
        own = next((token for token in tokens if token.dimension == dimension and token.start >= clause.start), None)
        if own is None:
            return False
        before = [token.end for token in tokens if token.end <= own.start and token.dimension != dimension]
        return bool(before) and not _PARTED.search(self.sentence.plain[before[-1] : own.start])

    def _why_not_announced(self, indicator: str, category: Token) -> str:
        if "onward" in self.concepts:
            return _ONWARD
        if category.dimension == "helpline":
            return f"it may be a number of {category.label!r} itself, and not of referrals by it"
        return f"a number beside a {category.dimension}, but {indicator} is not announced"

    def _of_whole(self, clause: Clause, concepts: frozenset[str]) -> Subject:
        """A number without a category: what its clause announces, or what the clause before it spoke of."""
        found = self.catalogue.announced(concepts) or self.catalogue.announced(self._of_other_hours(concepts))
        if len(found) > 1:
            return Subject(reason=f"it fits {' and '.join(sorted(found))} equally well")
        indicator = next(iter(found)) if found else self._inherited(clause, concepts)
        if indicator is None:
            return Subject(reason=self._unknown_age(clause) or self._why_unknown(clause))
        reason = (
            self._of_some(clause, indicator)
            or self._of_all_missed(clause, indicator)
            or self._unlike_the_whole(indicator, clause)
        )
        return Subject(reason=reason) if reason else Subject(indicator)

    def _of_other_hours(self, concepts: frozenset[str]) -> frozenset[str]:
        """In '2.744 gemist tijdens de openingsuren, buiten de openingsuren 9.874' both numbers are of missed calls."""
        named = self.previous or self.before.indicator
        is_of_missed = named is not None and self.catalogue.indicators[named].needs_any(_MISSED)
        return concepts | _MISSED if is_of_missed and concepts - {"caller"} in _HOURS else frozenset()

    def _unlike_the_whole(self, indicator: str, clause: Clause) -> str | None:
        """Say why a number is not all of an indicator: of somebody else, of some, of one category that went before."""
        entry = self.catalogue.indicators[indicator]
        if entry.counts == "conversation" and (reason := self._unlike_all_conversations(clause)):
            return reason
        if entry.dimension and entry.unit == "percent":
            return f"{indicator} is announced, but no category of it is named"
        if entry.unit != clause.unit:
            return f"it is a {clause.unit}, and {indicator} is published as a {entry.unit}"
        named = next((token.label for token in self.sentence.tokens if token.dimension == entry.dimension), None)
        is_inherited = indicator not in self.catalogue.announced(self.catalogue.concepts_in(clause.text))
        if is_inherited and entry.dimension and (named or self.before.is_of_category):
            return f"it may be of {named or 'the category'} named before, or of all"
        return None

    def _of_some(self, clause: Clause, indicator: str) -> str | None:
        """Say why a number is one of some: 'van de 500 nieuwe oproepers kregen er 300 een gesprek'."""
        first, *others = self.sentence.clauses
        if clause not in others or not self.sentence.counts_out_of(first):
            return None
        told = self.catalogue.concepts_in(first.text)
        named = any(token.dimension for token in self.sentence.tokens_in(first))
        words = [word for word in self.sentence.content_words(first) if not self.catalogue.concepts_in(word)]
        is_all = not named and self.catalogue.words.held.issuperset(words) and told <= _ALL_OF_THEM
        if any(token.part for token in self.sentence.tokens_in(clause)):
            return None if indicator == self._announced(told) else "it is a part of what the number before it counts"
        concepts = self.catalogue.concepts_in(clause.text)
        if is_all and "new" not in concepts - told and indicator in self.catalogue.announced(concepts | {"caller"}):
            return None
        return f"it is a part of the {self.sentence.text.text[slice(*first.span)]} before it"

    def _of_all_missed(self, clause: Clause, indicator: str) -> str | None:
        """Say why a number of missed calls may be of those outside the hours too: it names none, what follows does."""
        if indicator == "missed_in_opening_hours" and _SUBSET.search(clause.text[: clause.number.start - clause.start]):
            return "it is a part of the callers before it"
        told = self.catalogue.concepts_in(self.sentence.plain[: clause.end])
        hours = self.concepts & {"in_hours", "out_of_hours"}
        if indicator == "missed_in_opening_hours" and "missed" in told and hours and not told & {"in_hours", "at_once"}:
            return "it may be of missed calls in the opening hours and outside them together"
        return None

    def _label_ahead(self, clause: Clause) -> re.Match[str] | None:
        """Match what a number is led by: words behind the number before it, and a colon or a bracket."""
        place = self.sentence.clauses.index(clause)
        start = self.sentence.clauses[place - 1].number.end if place else 0
        return _LABEL_AHEAD.match(self.sentence.plain, start, clause.number.start)

    def _why_unknown(self, clause: Clause) -> str:
        """Say why a number is of no indicator, as far as its sentence tells."""
        place = self.sentence.clauses.index(clause)
        if place and _IN_BRACKET.search(self.sentence.plain[: clause.number.start]):
            before = self.sentence.clauses[place - 1].span
            printed = self.sentence.text.text[slice(*before)].strip()
            return f"it belongs to {printed!r} before its bracket, and nothing else says what it counts"
        if self.concepts - self.catalogue.never_about or self.sentence.tokens_in(clause):
            return "its sentence does not say clearly which of the things that it names this number counts"
        return "nothing in its sentence says what it counts"

    def _unknown_age(self, clause: Clause) -> str | None:
        """Say which ages a clause names that are no category; None when it names none."""
        labels = (text.strip() for start, _, text in self.sentence.ages if clause.start <= start < clause.end)
        unknown = next((text for text in labels if category_of(text, "age", self.catalogue) is None), None)
        return unknown and f"{unknown!r} is no age band that the catalogue knows"

    def _unlike_all_conversations(self, clause: Clause) -> str | None:
        if word := self._counted_caller(clause):
            return f"it is a number of {word!r}, not of conversations"
        if _NOT.search(self.sentence.behind(clause)):
            return "it is what was not done with some conversations"
        some = _SOME_OF.match(self.sentence.behind(clause))
        return some and f"it may be only some of the conversations ({some[0].strip()!r})"

    def _counted_caller(self, clause: Clause) -> str | None:
        """Return the word for callers right behind a number ('met 702 jongeren werden gesprekken gevoerd'), if any."""
        for word in re.findall(r"[^\W\d]+", self.sentence.behind(clause))[:_WORDS_OF_A_NOUN]:
            if found := self.catalogue.concepts_in(word) & _NOUNS:
                return word if found == {"caller"} else None
        return None

    def _inherited(self, clause: Clause, concepts: frozenset[str]) -> str | None:
        """A clause that says nothing of its own ('in 2021 923') goes on about what came before it."""
        subject = self._shared_noun(clause) or self.previous
        if self._totals_more(clause):
            return None
        has_words = re.search(r"[^\W\d_]", clause.text) or self.sentence.periods_in(clause)
        if subject is None or not has_words or not self.may_go_on or _SUBSET.search(clause.text):
            return None
        entry = self.catalogue.indicators[subject]
        if "only" not in self.catalogue.concepts_in(_ONLY_SO_MANY.sub("", clause.text)):
            concepts -= {"only"}
        allowed = entry.along_with.union(*entry.announced_by) | CHANGE
        if not concepts <= allowed or (entry.dimension and entry.unit == "percent"):
            return None
        words = self.sentence.content_words(clause)
        known = self.catalogue.words.remarks | self.catalogue.words.degrees
        return subject if all(word in known or self.catalogue.concepts_in(word) & allowed for word in words) else None

    def _totals_more(self, clause: Clause) -> bool:
        """Whether '..., in totaal 702' may count more than the clause before it: it is no total of months or years."""
        place = self.sentence.clauses.index(clause)
        if not place or not speaks_of_all(clause.text) or self.sentence.periods_in(clause):
            return False
        return not any(token.part for token in self.sentence.tokens_in(self.sentence.clauses[place - 1]))

    def _shared_noun(self, clause: Clause) -> str | None:
        """In '90 en 77 gesprekken' the noun behind the last number is that of all; a number alone waits for it."""
        following = self.sentence.clauses[self.sentence.clauses.index(clause) :]
        for each in following:
            announced = self._announced(self.catalogue.concepts_in(each.text))
            behind = self.sentence.without_labels(each)[each.number.end - each.start :]
            if announced or re.search(r"\w", behind):
                return announced
        return None


def _without_themes(sentence: Sentence) -> str:
    """Return a sentence without 'over' where conversations went about a problem: that singles none of them out."""
    left = list(sentence.plain)
    for clause in sentence.clauses:
        for token in sentence.tokens_in(clause):
            over = _WENT_ABOUT.search(sentence.plain[clause.start : token.start])
            behind = sentence.without_labels(clause)[token.end - clause.start :]
            if token.dimension == "problem" and over and not re.search(r"[^\W\d]{4,}", behind):
                start = clause.start + over.start("over")
                left[start : start + len("over")] = " " * len("over")
    return "".join(left)


def _common_dimensions(categories: list[Token]) -> set[str | None]:
    """Return the dimensions that every label named may belong to; 'onbekend' belongs to several."""
    places = {(token.start, token.end) for token in categories}
    possible = [{t.dimension for t in categories if (t.start, t.end) == place} for place in places]
    return set.intersection(*possible)
