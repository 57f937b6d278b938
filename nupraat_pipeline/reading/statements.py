"""Figures in running text: what each number of a sentence is a number of.

Here: the value, period and category that a clause gives its number. A number that is not understood is left over,
never guessed. Not here: what it counts (`about`), the cutting of sentences (`clauses`), tables and lists
(`recognition`), and periods that only the rest of the answer can tell (`resolution`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.catalogue import GROWTH
from nupraat_pipeline.reading.calendar import is_month, is_year, year_period
from nupraat_pipeline.reading.drafts import Draft, Surroundings
from nupraat_pipeline.reading.prose.about import NOTHING_SAID, Talk, Topic
from nupraat_pipeline.reading.prose.beside import flaw_of_number
from nupraat_pipeline.reading.prose.carried import carried
from nupraat_pipeline.reading.prose.levels import SAYS_AGAIN
from nupraat_pipeline.reading.prose.respective import pairings
from nupraat_pipeline.reading.prose.timing import REFERS_BACK, Times, Unclear
from nupraat_pipeline.reading.prose.understood import unknown_word
from nupraat_pipeline.reading.values import Value, parse_value
from nupraat_pipeline.reading.words.clauses import CHANGE, Clause, Sentence, Token
from nupraat_pipeline.reading.words.periods import YEAR
from nupraat_pipeline.reading.words.provisional import is_called_provisional
from nupraat_pipeline.reading.words.spelled import spelled_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.words.identities import Identity
    from nupraat_pipeline.reading.words.text import PlacedText

# 'ongeveer' and the like stand at most this many characters before their number.
_ABOUT_REACH = 24
# '1.200 gesprekken (afgerond)', or ', ongeveer.' at the end of the sentence.
_REMARK_BEHIND = re.compile(r"[^,;:()\d]*(?:\(([^()\d]{2,25})\)|,\s*([^,;()\d]{2,25}?)\s*[.;]?\s*$)")
# 'meer dan de 1.187 van 2024', and what stands behind a number ('16 meer dan'), compares and limits nothing.
_LIMITS = (
    (re.compile(r"\bniet meer dan\s*$"), "hoogstens"),
    (re.compile(r"\bniet minder dan\s*$"), "minstens"),
    (re.compile(r"(?<![\d%]\s)\b(?:meer dan|boven de)\s*$"), "meer dan"),
    (re.compile(r"(?<![\d%]\s)\b(?:minder dan|onder de|nog geen)\s*$"), "minder dan"),
    (re.compile(r"\b(?:minstens|ten minste|tenminste|minimaal|op zijn minst)\s*$"), "minstens"),
    (re.compile(r"\b(?:hoogstens|ten hoogste|hooguit|maximaal|maximum)\s*$"), "hoogstens"),
)
_YEAR_BEFORE = re.compile(
    r"\b(?:vorige?|voorgaande?|voorafgaande?|voorbije?) (?:kalender)?jaar\b|\been jaar (?:eerder|voordien)\b"
)
_PROVISIONAL_LEAD = re.compile(r"\bvoorlopig[^:]*:")
_SIGN_IN_BRACKET = re.compile(r"\(\s*(?P<sign>[+-])\s?$")
_YEARS_IN_BRACKET = re.compile(
    rf"\(\s*(?:(?:in\s+)?{YEAR}\s*[:=]\s*[^():=]*(?:[;,/]|\ben\b)\s*)*(?:(?:in\s+)?{YEAR}\s*[:=]\s*[^():=]*|[^()]*\bin\s+{YEAR}\s*)\)$"
)
# 'De cijfers in dit antwoord gaan over 2022.', 'Ik kan enkel cijfers tot en met september geven.'
_OF_WHEN_FIGURES_ARE = re.compile(
    r"\b(?:cijfers|gegevens|aantallen)\b[^.;]*"
    r"\b(?:gaan over|hebben betrekking op|betreffen|slaan op|dateren van)\b[^.,;]*"
    r"|\b(?:enkel|alleen|slechts)\s+(?:over\s+)?(?:\w+e\s+)?(?:cijfers|gegevens)\b[^.,;]*"
)
_DENIED_ANYWHERE = re.compile(r"\b(?:geen|niet)\b")
# A heading, or what points to a table: '... in 2024:', 'De tabel hieronder ...'.
_LEADS_ON = re.compile(r"[^.?!]\s*$|\b(?:hieronder|onderstaande?|volgende|tabel(?:len)?|overzicht|grafiek|figuur)\b")
# A sentence that tells of something has a verb; a heading ('Gemiste oproepen in 2024.') has none.
_TELLS = re.compile(
    r"^\W*(?:in|tijdens|voor|zoals)\b|\b(?:is|zijn|was|waren|werd(?:en)?|word(?:t|en)|heeft|hebben|had(?:den)?|kon(?:den)?"
    r"|kan|kunnen|zal|zullen|ging(?:en)?|kwam(?:en)?|kreeg|kregen|begon(?:nen)?|startte(?:n)?|vind(?:t|en)|vond(?:en)?"
    r"|st(?:aat|aan|ond|onden)|steeg|stegen|daalde(?:n)?|ble(?:ef|ven)|drukte(?:n)?|verwees|verwezen)\b"
)


class LeftOver(Struct, frozen=True):
    """A number that no reading explains, with the reason."""

    start: int
    end: int
    reason: str


class SentenceReading(Struct):
    """What one sentence says: its identities, the drafts of each figure, and the numbers left over.

    `compared` are the periods that it only compares with. `announces` says that it names an indicator. `talk` is what
    it spoke of last, for a sentence that goes on about 'dit aantal'.
    """

    identities: list[Identity] = []
    figures: list[list[Draft]] = []
    compared: frozenset[Identity] = frozenset()
    left_over: list[LeftOver] = []
    announces: bool = False
    talk: Talk = NOTHING_SAID


def read_sentence(
    text: PlacedText, around: Surroundings, catalogue: Catalogue, before: Talk, *, is_bullet: bool = False
) -> SentenceReading:
    """Read one sentence. `before` is what the one before it spoke of. A question states nothing."""
    if text.plain.endswith("?"):
        return read_question(text, catalogue, before)
    return _Reader(Sentence(text, catalogue, before.period), around, catalogue, before, is_bullet=is_bullet).read()


def read_question(text: PlacedText, catalogue: Catalogue, before: Talk) -> SentenceReading:
    """Read a question, or what is said before it asks: none of its numbers is a figure."""
    sentence = Sentence(text, catalogue, before.period)
    left = [LeftOver(*clause.span, "it stands in a question") for clause in sentence.clauses]
    return SentenceReading(identities=sentence.identities, left_over=left, talk=before)


def says_of_when_figures_are(sentence: PlacedText) -> tuple[int, int] | None:
    """Return the stretch of a sentence that says of when the figures around it are; None without one."""
    saying = _OF_WHEN_FIGURES_ARE.search(sentence.plain)
    return None if saying is None or _DENIED_ANYWHERE.search(saying[0]) else saying.span()


def periods_in(reading: SentenceReading, sentence: PlacedText) -> list[Period]:
    """Return the years, or beginnings of one longer than a month, that a sentence gives to what follows it, in order.

    It says of when the figures are, gives the years of its own, or leads to what follows with others; a year told in
    passing dates nothing.
    """
    named = [each for each in reading.identities if not (each.is_base or each.narrowed or each in reading.compared)]
    own = [each.period for each in named if each.period]
    begun = [period for period in own if period.start == year_period(period.start.year).start]
    years = [period for period in begun if period.start.year == period.end.year and not is_month(period)]
    if not reading.figures and (saying := says_of_when_figures_are(sentence)):
        return [each.period for each in named if each.period and saying[0] <= each.start < saying[1]]
    is_heading = reading.announces and not _TELLS.search(sentence.plain)
    if is_heading or _LEADS_ON.search(sentence.plain):
        return years
    if SAYS_AGAIN.search(sentence.plain) or REFERS_BACK.match(sentence.plain):
        return []
    dated = {draft.period for drafts in reading.figures for draft in drafts}
    return [period for period in years if period in dated]


class _Reader:
    """Reads the clauses of one sentence in order; a clause may lean on the one before it."""

    def __init__(
        self, sentence: Sentence, around: Surroundings, catalogue: Catalogue, before: Talk, *, is_bullet: bool
    ) -> None:
        self.sentence = sentence
        self.around = around
        self.catalogue = catalogue
        self.topic = Topic(sentence, catalogue, before, is_bullet=is_bullet)
        self.pairings = pairings(sentence)
        self.times = Times(sentence)
        self.understood: Clause | None = None
        self.told: list[Draft] = []  # what it says

    def read(self) -> SentenceReading:
        """Read all clauses."""
        reading = SentenceReading(
            identities=self.sentence.identities,
            compared=self.times.compared,
            announces=self.topic.whole is not None,
        )
        for clause in self.sentence.clauses:
            try:
                if beside := self._other_year_in_brackets(clause):
                    reading.figures.append([replace(draft, is_compared=True) for draft in beside])
                    continue
                drafts = self._change_in_brackets(clause, reading.figures) or self._drafts(clause)
            except Unclear as unclear:
                reading.left_over.append(LeftOver(*clause.span, str(unclear)))
                if unclear.indicator or self.catalogue.concepts_in(clause.text) - CHANGE:
                    self.topic.previous = (
                        unclear.indicator
                    )  # what follows goes on about this, not about what was before
                self.times.not_understood(clause)
                continue
            if self.times.is_of_compared(clause, drafts[0].period):
                drafts = [replace(draft, is_compared=True) for draft in drafts]
            self._part_from_earlier(clause, drafts, reading)
            reading.figures.append(drafts)
            self.topic.previous = drafts[0].indicator.removesuffix(GROWTH)
            self.times.understood(clause, drafts[0].period, drafts[0].part)
            self.understood, self.told = clause, drafts
        reading.left_over += [LeftOver(*run, "it is part of no number") for run in self.sentence.stray_digits]
        spelled = spelled_numbers(self.sentence.plain)
        reading.left_over += [LeftOver(*span, "numbers in words are not read") for span in spelled]
        own = [each.period for each in self.sentence.identities if each.period and not each.is_base]
        period = own[0] if len(own) == 1 and reading.figures else None
        reading.talk = replace(self.topic.talk(gave_figures=bool(reading.figures)), period=period)
        return reading

    def _part_from_earlier(self, clause: Clause, drafts: Sequence[Draft], reading: SentenceReading) -> None:
        """Take back a figure that borrowed the period of this clause: in '1.203 gesprekken, in 2023 1.219' it has none.

        Nobody says the same of the same time twice in a sentence, with two values.
        """
        before, own = self.understood, self.sentence.periods_in(clause)
        is_last = bool(reading.figures) and reading.figures[-1] is self.told
        if before is None or not is_last or not own or self.sentence.periods_in(before):
            return
        pairs = ((one, other) for one in self.told for other in drafts)
        if any(_thing(one) == _thing(other) and one.value.number != other.value.number for one, other in pairs):
            reading.figures.pop()
            reason = "the time that its sentence names is that of the number behind it"
            reading.left_over.append(LeftOver(*before.span, reason))

    def _drafts(self, clause: Clause) -> list[Draft]:
        """Make the drafts of a clause: one, or one a category where a value is said of several.

        Raises Unclear with the reason when it cannot tell what its number is.
        """
        pairing = self.pairings.get(clause.span[0])
        if pairing is not None and not pairing.is_clear:
            raise Unclear("which label goes with it is not clear")
        text = self.sentence.plain[pairing.start : pairing.end] if pairing else ""
        tokens = (pairing.tokens if pairing else ()) or carried(self.sentence, clause)
        subject = self.topic.of(clause, f"{clause.text} {text}", tokens)
        if subject.indicator is None:
            raise Unclear(subject.reason, subject.spoken_of)
        indicator = subject.indicator
        value = self._value(clause, indicator)
        if value is None:
            raise Unclear("it is no number in Dutch notation")
        if flaw := flaw_of_number(self.sentence, clause, value):
            raise Unclear(flaw)
        is_growth = indicator.endswith(GROWTH)
        try:
            when = self.times.of(clause, pairing, is_growth=is_growth)
        except Unclear as unclear:
            unclear.indicator = indicator.removesuffix(GROWTH)
            raise
        if word := unknown_word(self.sentence, clause, self.catalogue):
            raise Unclear(f"{word!r} is not understood, and may make it another number, or somebody else's")
        common = Draft(
            indicator=indicator,
            value=value,
            unit=clause.unit,
            source="prose",
            printed_text=self.sentence.text.text[slice(*clause.span)].strip(),
            words=self.sentence.text.words(*clause.span),
            position=self.around.position,
            period=when.period,
            part=when.part,
            base_period=when.base,
            base_is_year_before=is_growth and when.base is None and bool(_YEAR_BEFORE.search(self.sentence.plain)),
            is_approximate=self._is_about(clause),
            is_provisional=_is_provisional(self.sentence, clause),
            item_periods=self.around.item_periods,
        )
        named = self._categories(clause, tokens or self.sentence.tokens_in(clause), indicator)
        return [replace(common, category=token.category, category_label=token.label) for token in named] or [common]

    def _change_in_brackets(self, clause: Clause, figures: Sequence[list[Draft]]) -> list[Draft]:
        """Read the growth in 'van 923 in 2021 naar 1074 in 2022 (+16,4%)' or '1074 in 2022 (+16,4% t.o.v. 2021)'."""
        ahead = _SIGN_IN_BRACKET.search(self.sentence.plain[: clause.number.start])
        if ahead is None or clause.unit != "percent" or not figures or self._gap_before(clause):
            return []
        grown = figures[-1][0]
        base = self._base_of_change(clause, figures)
        value = parse_value(clause.number.digits)
        if base is None or grown.period is None or base.end >= grown.period.start:
            return []
        if value is None or value.number is None or f"{grown.indicator}{GROWTH}" not in self.catalogue.indicators:
            return []
        return [
            replace(
                grown,
                indicator=f"{grown.indicator}{GROWTH}",
                value=replace(value, number=-value.number if ahead["sign"] != "+" else value.number),
                unit="percent",
                printed_text=self.sentence.text.text[slice(*clause.span)].strip(),
                words=self.sentence.text.words(*clause.span),
                base_period=base,
                is_approximate=self._is_about(clause),
            )
        ]

    def _base_of_change(self, clause: Clause, figures: Sequence[list[Draft]]) -> Period | None:
        """Return what a change in brackets compares with: the period named in them, or that of the figure before."""
        named = [i.period for i in self.sentence.identities if i.is_base and clause.start <= i.start < clause.end]
        if named or len(figures) < 2:
            return named[0] if len(named) == 1 else None
        first, second = figures[-2][0], figures[-1][0]
        is_alike = first.indicator == second.indicator and first.category == second.category
        return first.period if is_alike else None

    def _other_year_in_brackets(self, clause: Clause) -> list[Draft]:
        """In 'in 2024 ... 79% ... een meisje (2023: 80%; 2022: 81%)' the bracket says the same of other years.

        Raises Unclear where the number before such a bracket was not understood.
        """
        bracket = next((each for each in self.sentence.bracketed if each[0] < clause.number.start < each[1]), None)
        if bracket is None or not _YEARS_IN_BRACKET.match(self.sentence.plain, *bracket):
            return []
        inside = [each for each in self.sentence.clauses if bracket[0] < each.number.start < bracket[1]]
        named = [i.period for i in self.sentence.identities if i.period and bracket[0] < i.start < bracket[1]]
        place = self.sentence.clauses.index(inside[0])
        if place == 0:
            return []
        before = self.sentence.clauses[place - 1]
        if _SIGN_IN_BRACKET.search(self.sentence.plain[: clause.number.start]) or before.unit != clause.unit:
            return []  # that is how much it changed, or a share
        if len(inside) != len(named) or any(each.unit != clause.unit for each in inside):
            raise Unclear("which year of its bracket it is of, is not clear")
        if before is not self.understood:
            raise Unclear("it belongs to the number before its bracket, which was not understood")
        if any(draft.base_period or (draft.period and not is_year(draft.period)) for draft in self.told):
            raise Unclear("whether it is of a whole year, or of a part as the number before its bracket, is not said")
        value = parse_value(f"{clause.number.sign} {clause.number.digits}{clause.number.mark}".strip())
        if value is None:
            return []
        return [
            replace(
                draft,
                value=value,
                printed_text=self.sentence.text.text[slice(*clause.span)].strip(),
                words=self.sentence.text.words(*clause.span),
                period=named[inside.index(clause)],
                is_approximate=self._is_about(clause),
                is_provisional=_is_provisional(self.sentence, clause),
            )
            for draft in self.told
        ]

    def _gap_before(self, clause: Clause) -> bool:
        """Whether another number stands between a clause and the figure read last: a bracket speaks of that one."""
        index = self.sentence.clauses.index(clause)
        return index == 0 or self.sentence.clauses[index - 1] is not self.understood

    def _categories(self, clause: Clause, tokens: Sequence[Token], indicator: str) -> list[Token]:
        dimension = self.catalogue.indicators[indicator].dimension
        of_dimension = [token for token in tokens if dimension and token.dimension == dimension]
        named = list({token.category: token for token in of_dimension}.values())
        if len(named) > 1 and not self._is_distributed(clause):
            raise Unclear("it may be of several categories")
        entries = self.catalogue.dimensions[dimension].categories if dimension else {}
        if any(
            entries[token.category or ""].telephone == clause.number.digits and self._stands_alone_behind(token, clause)
            for token in named
        ):
            raise Unclear(f"it may be the telephone number of {named[0].label!r}")
        return named

    def _stands_alone_behind(self, label: Token, clause: Clause) -> bool:
        """Whether a number stands right behind a label, and no word for what is counted behind it."""
        is_right_behind = re.fullmatch(r"[\s(:,]*", self.sentence.plain[label.end : clause.number.start]) is not None
        return is_right_behind and not self.catalogue.concepts_in(self.sentence.behind(clause))

    # The value

    def _value(self, clause: Clause, indicator: str) -> Value | None:
        number = clause.number
        if number.upto is not None:
            return _range(parse_value(number.digits), parse_value(number.upto))
        ahead = self.sentence.plain[: number.start]
        said = next((word for pattern, word in _LIMITS if pattern.search(ahead)), None)
        is_growth, is_signed = indicator.endswith(GROWTH), number.sign in {"-", "+"}
        if is_signed and not is_growth:
            raise Unclear(f"{number.sign!r} before it may make it a difference, or part it from its label")
        value = parse_value(f"{said or (number.sign if not is_signed else '')} {number.digits}{number.mark}".strip())
        falls = is_growth and (number.sign == "-" or "decline" in self.catalogue.concepts_in(clause.text))
        if value and value.number is not None and falls:
            return replace(value, number=-value.number)
        return value

    def _is_about(self, clause: Clause) -> bool:
        ahead = self.sentence.plain[max(clause.start, clause.number.start - _ABOUT_REACH) : clause.number.start]
        behind = _REMARK_BEHIND.match(self.sentence.plain, clause.number.end)
        said = behind and (behind[1] or behind[2]).strip()
        return self.catalogue.says_about(ahead) or said in self.catalogue.words.approximate

    def _is_distributed(self, clause: Clause) -> bool:
        return any(re.search(rf"\b{word}\b", clause.text) for word in self.catalogue.words.distributive)


def _thing(draft: Draft) -> tuple[object, ...]:
    return draft.indicator, draft.category, draft.period, draft.part, draft.base_period


def _is_provisional(sentence: Sentence, clause: Clause) -> bool:
    """Whether a number is called provisional: in its clause, or ahead of all numbers ('Voorlopige cijfers: ...')."""
    lead = sentence.plain[: sentence.clauses[0].number.start]
    return is_called_provisional(clause.text) or bool(_PROVISIONAL_LEAD.search(lead))


def _range(first: Value | None, second: Value | None) -> Value | None:
    """Return 'tussen de 1.100 en de 1.200' as bounds; None when these are not two numbers that go up."""
    if first is None or second is None or first.number is None or second.number is None:
        return None
    if first.number >= second.number:
        return None
    return replace(first, number=None, lower=first.number, upper=second.number)
