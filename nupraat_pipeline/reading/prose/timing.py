"""When a number of a sentence is of: its own period, one that its sentence shares, or why that is not clear.

Here: the period, or part of a year, of one clause after the other, and what growth is measured from. Not here: what
the number counts (`about`), and periods that only the rest of the answer can tell (`resolution`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.calendar import hull, is_year, may_be_school_year, month_period
from nupraat_pipeline.reading.prose.comparisons import unnamed_time
from nupraat_pipeline.reading.prose.vague import unclear_parts, unclear_periods, unread_part
from nupraat_pipeline.reading.words.periods import YEAR
from nupraat_pipeline.reading.words.phrases import COMPARED_WITH

if TYPE_CHECKING:
    from nupraat_pipeline.reading.prose.respective import Pairing
    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence
    from nupraat_pipeline.reading.words.identities import Identity
    from nupraat_pipeline.reading.words.parts import Part

_THEN = re.compile(r"\s*[,;]?\s*(?:\(|\b(?:toen|waarin|in dat jaar|dat jaar)\b)")
_COMPARED = re.compile(rf"[\s,(]*{COMPARED_WITH}(?!\w)")
# '..., in 2022 was dat 81 %' says of another year what went before.
REFERS_BACK = re.compile(rf"\b(?:in|voor|over)\s+{YEAR}\s+(?:was|waren|bedroeg|ging|lag|is)\s+(?:dat|dit|het|deze)\b")
# 'In totaal waren er ...', behind the figure of a month, is of the year.
_OF_A_YEAR = re.compile(r"\b(?:totaal|totale|jaar\w*)\b")
# 'in heel 2023', behind the figure of a part of another year; 'in totaal' may be of the same part, when compared.
_WHOLE_YEAR = re.compile(r"\b(?:(?:heel|gans)(?=\s+\d{4})|(?:hele|ganse|volledige)\s+jaar)\b")
_TOTAL = re.compile(r"\b(?:totaal|totale)\b")
# 'tussen 2020 en 2022 steeg het aantal': from the first to the second.
_SPAN_OF_GROWTH = re.compile(r"\b(?:tussen|van|sinds|vanaf)\s+(?:het jaar\s+)?$")
# What tells of a time, where it is no period: 'het eerste werkingsjaar', 'de voorbije twaalf maanden', 'elk jaar'.
_TIME = re.compile(
    r"\b(?:[^\W\d_]*jaar|jaren|kwartaal|kwartalen|semesters?|trimesters?|maand|maanden|weken|jaarlijks|maandelijks)\b"
)
_DAYS = re.compile(r"\b(?:moment|dag|dagen|avond|week)\b")
_BY_THE_WAY = re.compile(r"\bzoals\b[^,;.]*|\bper (?:maand|jaar|kwartaal|week|dag)\b|\bdag(?:en)? van de week\b")
# 'juli en augustus samen': one number for both.
_TOGETHER = re.compile(r"\b(?:samen|opgeteld|gezamenlijk|tezamen)\b")


class Unclear(Exception):  # noqa: N818 - it is caught where it is raised, and says why a number is left over
    """A clause does not tell something of its number; the text says what. `indicator` is what it counts, if known."""

    def __init__(self, reason: str, indicator: str | None = None) -> None:
        super().__init__(reason)
        self.indicator = indicator


class When(Struct, frozen=True):
    """The period, or part of a year, of a number, and the period that growth is measured from."""

    period: Period | None = None
    part: Part | None = None
    base: Period | None = None


class Times:
    """Says of which time the clauses of one sentence are, in order: one may lean on what was understood before it."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.compared = frozenset(each for each in sentence.identities if sentence.is_compared(each))
        self.previous: Period | None = None
        self.part: Part | None = None  # of `previous`
        self.doubt: str | None = None  # why `previous` need not be the period of what follows

    def is_compared(self, clause: Clause) -> bool:
        """Whether a clause names a period that its sentence only compares with."""
        return any(clause.start <= each.start < clause.end for each in self.compared)

    def is_of_compared(self, clause: Clause, period: Period | None) -> bool:
        """Whether the number of a clause is of a period that its sentence only compares with."""
        within = [each for each in self.compared if clause.start <= each.start < clause.end]
        return period is not None and any(each.is_same or each.period == period for each in within)

    def understood(self, clause: Clause, period: Period | None, part: Part | None) -> None:
        """Remember the period of a clause, for those that follow and name none."""
        self.previous, self.part = period, part
        is_other = "it may be of the period before it, or of the one that is compared with that"
        self.doubt = is_other if self.is_compared(clause) else None

    def not_understood(self, clause: Clause) -> None:
        """Remember that a clause with a period of its own was passed over."""
        if self.sentence.periods_in(clause):
            self.doubt = "it may be of the period of the number before it, which was not understood"

    def of(self, clause: Clause, pairing: Pairing | None, *, is_growth: bool) -> When:
        """Return when a clause's number is of; raises Unclear where its sentence does not tell."""
        within = [each for each in self.sentence.identities if clause.start <= each.start < clause.end]
        if any(each.is_same and each.period is None for each in within):
            raise Unclear("it is of the same part of another year, and no months are named")
        if pairing and (pairing.period or pairing.part):
            return When(pairing.period or self._only_year(), pairing.part)
        if is_growth and (span := self._span_of_growth(clause) or self._latest_growth(clause)):
            return span
        if not is_growth and (then := self._back_then(clause)):
            return When(then, self._part(clause))
        if not is_growth and (unnamed := unnamed_time(self.sentence, clause)):
            raise Unclear(unnamed)
        bases = set(self.sentence.bases_in(clause)) if is_growth else set()
        if len(bases) > 1:
            raise Unclear("it may compare with several periods")
        part = self._part(clause)
        own = [each for each in within if each.period and not each.is_base]
        if part is None and (flaw := unclear_periods(self.sentence, own or self._shared_periods(clause))):
            raise Unclear(flaw)
        period = self._period(clause)
        if part is None:
            self._check(clause, period)
        base = next(iter(bases), None)
        if part is None or period is None or _holds(period, part):
            return When(period, part, base)
        return self._months_together(clause, period, part)

    def _check(self, clause: Clause, period: Period | None) -> None:
        """Raise Unclear when a number may be of another time than the one that its clause names or takes over."""
        if period is None or is_year(period):
            self._check_whole(clause, period)
        elif not self.sentence.periods_in(clause) and self._totals_others(clause, period):
            raise Unclear("it may be of the part of a year before it, or of all that were named")

    def _check_whole(self, clause: Clause, period: Period | None) -> None:
        """Raise Unclear when a number of a year, or of no time of its own, may be of a part of a year."""
        if flaw := unread_part(self.sentence, clause):
            raise Unclear(flaw)
        if self._may_be_of_a_part(clause, period):
            raise Unclear("it may be of the same part of that year as the number before it is of its own")
        before = self.sentence.before
        if period is None and self._names_unread_time(clause):
            raise Unclear("it says of when it is in words that are not understood")
        if period is None and before and not is_year(before) and not _OF_A_YEAR.search(self.sentence.plain):
            raise Unclear("the sentence before is of a part of a year, and whether this one is too is not said")

    def _totals_others(self, clause: Clause, period: Period) -> bool:
        """Whether a total stands behind the number of a part of a year: '95 in januari 2024, in totaal 196'.

        One behind months of that part is theirs: '2024 (t.e.m. november): in januari 95, ..., in totaal 1.103'.
        """
        is_of_months = self.part is not None and _holds(period, self.part)
        is_first = clause is self.sentence.clauses[0]
        return (
            not (is_first or is_of_months) and _TOTAL.search(self.sentence.plain[clause.start : clause.end]) is not None
        )

    def _may_be_of_a_part(self, clause: Clause, period: Period | None) -> bool:
        """Whether the year that a clause names stands beside a part of another: '600 in juni 2024, 580 in 2023'."""
        said, before = self.sentence.plain[clause.start : clause.end], self.previous
        if self.part and REFERS_BACK.search(said):
            return True
        if period is None or not self.sentence.periods_in(clause) or _WHOLE_YEAR.search(said):
            return False
        is_compared = self.is_compared(clause)
        if _TOTAL.search(said) and not is_compared:
            return False
        is_part = before is not None and before.start.year == before.end.year and not is_year(before)
        is_other = before is None or before.start.year != period.start.year
        return is_other and (is_part or (self.part is not None and is_compared))

    def _names_unread_time(self, clause: Clause) -> bool:
        """Whether a clause without a period speaks of a time all the same, and not to compare with it."""
        said = _BY_THE_WAY.sub(" ", self.sentence.without_labels(clause))
        names_days = any(token.dimension == "weekday" for token in self.sentence.tokens_in(clause))
        return bool(_TIME.search(said) or (not names_days and _DAYS.search(said)))

    def _part(self, clause: Clause) -> Part | None:
        tokens = [token for token in self.sentence.tokens_in(clause) if token.part]
        parts = [token.part for token in tokens]
        if len(set(parts)) > 1:
            raise Unclear("it may be of several periods")
        if flaw := unclear_parts(self.sentence, tokens):
            raise Unclear(flaw)
        return parts[0] if parts else None

    def _months_together(self, clause: Clause, period: Period, part: Part) -> When:
        """In 'in januari 2022 ..., in februari 101' the year is shared; 'juli en augustus 2023 samen' is one period."""
        if not self.sentence.periods_in(clause):
            return When(period, part)
        first = month_period(period.start.year, part[0])
        follow_each_other = part[0] == part[1] == period.start.month - 1
        if follow_each_other and _TOGETHER.search(self.sentence.plain[clause.start : clause.end]):
            return When(hull([first, period]))
        raise Unclear("it may be of several periods")

    def _period(self, clause: Clause) -> Period | None:
        """Return a clause's period: its own, the sentence's only one, or else the one of the clause before it."""
        own = self.sentence.periods_in(clause)
        if len(set(own)) > 1:
            raise Unclear("it may be of several periods")
        if own and may_be_school_year(own[0]):
            raise Unclear("its period may be one school year or two calendar years")
        if own:
            return own[0]
        named = {each.period for each in self._shared_periods(clause)}
        if self._is_compared_with_others(clause):
            return self.previous
        if len(named) == 1:
            return named.pop()
        if named and self.previous is None:
            raise Unclear("it may be of several periods")
        if named and self.doubt:
            return self._main_period(clause, self.doubt)
        return self.previous

    def _main_period(self, clause: Clause, doubt: str) -> Period:
        """In 'meisjes 80% in 2024 tegenover 79% in 2023, jongens 15%' a label that leads begins again with 2024.

        Raises Unclear with the `doubt` where no label does.
        """
        main = {each.period for each in self._shared_periods(clause) if not self.sentence.is_compared(each)}
        leading = [t for t in self.sentence.tokens_in(clause) if t.dimension and t.start < clause.number.start]
        told = [t.category for t in self.sentence.tokens if t.dimension]
        begins_again = bool(leading) and all(told.count(t.category) == 1 for t in leading)
        period = main.pop() if len(main) == 1 else None
        if period is None or not begins_again:
            raise Unclear(doubt)
        return period

    def _shared_periods(self, clause: Clause) -> list[Identity]:
        """Return the periods of the sentence but those in a bracket with another number: '40% (38,5% in 2023)'."""
        own = [each for each in self.sentence.identities if each.period and not (each.is_base or each.is_same)]
        within = [each for each in self.sentence.bracketed if each[0] < clause.number.start < each[1]]
        back = [match.span() for match in REFERS_BACK.finditer(self.sentence.plain, clause.end)]
        own = [each for each in own if not any(start <= each.start < end for start, end in back)]
        return [each for each in own if self.sentence.bracket_of(each) in {None, *within}]

    def _is_compared_with_others(self, clause: Clause) -> bool:
        """Whether a clause without a period comes before those it is compared with ('..., tegenover 923 in 2021')."""
        others = [each for each in self.sentence.identities if each.period]
        comes_first = bool(others) and all(each.start >= clause.end for each in others)
        return comes_first and bool(_COMPARED.match(self.sentence.plain[clause.end :]))

    def _only_year(self) -> Period | None:
        named = set(self.sentence.periods_in())
        return named.pop() if len(named) == 1 else None

    def _span_of_growth(self, clause: Clause) -> When | None:
        """In 'tussen 2020 en 2022 steeg het aantal met 17,5%' growth is that of the second year on the first."""
        inside = [each for each in self.sentence.identities if clause.start <= each.start < clause.end]
        own = [each for each in inside if each.period and not each.is_base]
        if len(own) != 2 or not _SPAN_OF_GROWTH.search(self.sentence.plain[: own[0].start]):
            return None
        first, second = own[0].period, own[1].period
        if first is None or second is None or first.end >= second.start:
            return None
        return When(second, base=first)

    def _latest_growth(self, clause: Clause) -> When | None:
        """In '1905 in 2024, tegenover 1151 in 2023 (een stijging met 65,5%)' growth is that of the later year."""
        named = set(self.sentence.periods_in())
        if self.sentence.periods_in(clause) or self.sentence.bases_in(clause) or len(named) != 2:
            return None
        first, second = sorted(named, key=lambda period: period.start)
        return When(second, base=first) if first.end < second.start else None

    def _back_then(self, clause: Clause) -> Period | None:
        """In 'ten opzichte van 2019, toen 649 gesprekken werden gevoerd' the number is of the year compared with."""
        if self.sentence.periods_in(clause):
            return None
        before = [each for each in self.sentence.identities if each.period and each.end <= clause.number.start]
        if not before or not before[-1].is_base:
            return None
        between = self.sentence.plain[before[-1].end : clause.number.start]
        return before[-1].period if _THEN.match(between) else None


def _holds(period: Period, part: Part) -> bool:
    """Whether the months of a part of a year are some of those of a period: '2024 (t.e.m. november): in januari 10'."""
    is_longer = period.start.year < period.end.year
    return is_longer or period.start.month <= part[0] <= part[1] <= period.end.month
