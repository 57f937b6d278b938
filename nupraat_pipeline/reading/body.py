"""The body of an answer: its blocks read in order, each with what was said before it.

Here: which reader a block goes to, and what it is told of its surroundings. Not here: the readings themselves
(`recognition`, `statements`), how they are kept (`account`), and what only the whole answer can tell (`resolution`).
"""

from __future__ import annotations

import re
from itertools import takewhile, zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.account import Account
from nupraat_pipeline.reading.asked import AskedItem
from nupraat_pipeline.reading.calendar import is_month
from nupraat_pipeline.reading.captions import Captions
from nupraat_pipeline.reading.drafts import Draft, Recognition, Refusal, Surroundings, Table, goes_on
from nupraat_pipeline.reading.flow import TableBlock, TextBlock
from nupraat_pipeline.reading.footnotes import withheld_in
from nupraat_pipeline.reading.prose.about import NOTHING_SAID, Talk
from nupraat_pipeline.reading.recognition import recognise
from nupraat_pipeline.reading.records import Doubt
from nupraat_pipeline.reading.statements import periods_in, read_question, read_sentence, says_of_when_figures_are
from nupraat_pipeline.reading.tables import lists
from nupraat_pipeline.reading.tables.strays import ends_as_sentence, is_lost_row
from nupraat_pipeline.reading.values import parse_value
from nupraat_pipeline.reading.words.clauses import Sentence
from nupraat_pipeline.reading.words.identities import find_identities, periods_named
from nupraat_pipeline.reading.words.labels import unexplained
from nupraat_pipeline.reading.words.services import service_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.flow import Block, Kind
    from nupraat_pipeline.reading.grids import Grid
    from nupraat_pipeline.reading.layout.geometry import Page
    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.statements import SentenceReading
    from nupraat_pipeline.reading.words.parts import Part
    from nupraat_pipeline.reading.words.text import PlacedText

_NOTHING_ASKED = AskedItem()
_NUMBER = re.compile(r"\d+")
# '2022', 'Jaar 2022': a heading that says nothing else.
_WORDS_OF_A_YEAR = 2
_OF_ALL = re.compile(
    r"\b(?:alle|dit antwoord|dit document|(?:ik|we|wij) (?:kan|kunnen|beschik\w*)|(?:kan|kunnen) (?:ik|we|wij))\b"
)
# A sentence is printed in a message up to this many characters.
_QUOTED = 200
# 'aantallen kleiner dan 5 worden niet vrijgegeven'
_LIMIT = re.compile(r"(?:\b(?:kleiner|minder|lager|groter) dan|\bonder(?: de)?|\btot|[<>])\s*$")
# 'Dat cijfer klopt niet.', behind a number.
_DENIES = re.compile(
    r"^(?:(?:na|uit|bij) [\w\s]{1,40}?\b(?:blijkt|bleek|blijken|bleken) )?"
    r"(?:dat|dit|die|deze) (?:(?:cijfers?|aantal(?:len)?|getal(?:len)?|totaal)\s)?(?:\w+\s){0,3}?"
    r"(?:niet (?:correct|juist)|fout(?:ief)?|onjuist|verkeerd|een vergissing|klop(?:t|te|pen|ten) niet|achterhaald)\b"
)
# A question that is repeated above its answer, what is said before it asks included.
_ASKS = re.compile(r"^\s*vraag\s*:|\?\s*$")
_CHANGE = re.compile(r"[-–−+]\s?\d{1,2}")
_OF_WHAT_FOLLOWS = re.compile(r"\b(?:hieronder|onderstaande?|volgende)\b|:\s*$", re.IGNORECASE)


def read_body(
    blocks: Sequence[Block],
    pages: Mapping[int, Page],
    catalogue: Catalogue,
    asked: Mapping[int, AskedItem] = MappingProxyType({}),
) -> Account:
    """Read the blocks of an answer in order; a draft's position is its block's place among them.

    `pages` are its pages by number, `asked` what the items of the question ask about.
    """
    return _Reader(blocks, pages, catalogue, asked).read()


# Where a value stands in a table, but for its year: what it is of, which part of the year and which category.
_Place = tuple[str, "Part | None", str | None]


class _Item(Struct):
    """What was said so far under one numbered item; `is_torn` while what a table lost may go on.

    `other_service` is the one that a heading names, and that all below it is about: in `is_section` more than one item.
    """

    number: int | None = None
    periods: list[Period] = []
    talk: Talk = NOTHING_SAID
    tabled: dict[_Place, float | None] = {}
    is_torn: bool = False
    other_service: str | None = None
    is_section: bool = False
    asked: AskedItem = _NOTHING_ASKED

    def remember(self, recognition: Recognition) -> None:
        """Keep the periods and the indicator of a table or list."""
        named = {draft.period for draft in recognition.drafts if draft.period}
        self.periods.extend(sorted((each for each in named if not is_month(each)), key=lambda each: each.start))
        indicators = {draft.indicator for draft in recognition.drafts}
        self.tabled |= _values(recognition.drafts)
        if indicators:
            self.talk = Talk(indicators.pop() if len(indicators) == 1 else None, self.other_service)

    @property
    def indicators(self) -> set[str]:
        """What tables and lists have told so far."""
        return {indicator for indicator, _, _ in self.tabled}

    def is_told_otherwise(self, recognition: Recognition) -> bool:
        """Whether a table without a time has other values than one before it for the same: it is of something else."""
        undated = _values(draft for draft in recognition.drafts if draft.period is None)
        again = {place: value for place, value in undated.items() if place in self.tabled and place[1:] != (None, None)}
        return any(self.tabled[place] != value for place, value in again.items())


def _values(drafts: Iterable[Draft]) -> dict[_Place, float | None]:
    return {(d.indicator, d.part, d.category): d.value.number for d in drafts}


class _Reader:
    """Reads blocks in order; `item` holds what was said before."""

    def __init__(
        self,
        blocks: Sequence[Block],
        pages: Mapping[int, Page],
        catalogue: Catalogue,
        asked: Mapping[int, AskedItem],
    ) -> None:
        self.asked = asked
        self.periods: list[Period] = []  # of the figures of all items
        self.blocks = blocks
        self.catalogue = catalogue
        self.account = Account(pages)
        self.captions = Captions(self.blocks, self._says)
        self.right = max((block.right for block in self.blocks), default=0.0)
        self.item = _Item()
        self.latest = Recognition()

    def read(self) -> Account:
        """Read all blocks."""
        position = 0
        while position < len(self.blocks):
            block = self.blocks[position]
            if block.item != self.item.number:
                self.item = self._next_item(position)
            if isinstance(block, TableBlock):
                self._table(block, position)
                self.item.is_torn = False
                position += 1
            elif block.kind == "bullet":
                position += self._list(position)
            else:
                self._text(block, position)
                position += 1
        return self.account

    def _next_item(self, position: int) -> _Item:
        """Begin an item; what a heading right above it names, a service or a year, holds until another one does."""
        heading, item = self._heading_above(position), self.item
        if len(heading.split()) <= _WORDS_OF_A_YEAR and (named := periods_named(heading, self.catalogue)):
            self.periods = sorted(named, key=lambda period: period.start)
        is_section = item.other_service is not None and (item.is_section or bool(heading))
        block = self.blocks[position]
        number, mark = block.item, block.mark if isinstance(block, TextBlock) else ""
        is_joint = len(set(_NUMBER.findall(mark))) > 1  # '1-3.' answers several items at once
        asked = _NOTHING_ASKED if is_joint else self.asked.get(number or 0, _NOTHING_ASKED)
        other = item.other_service if is_section else asked.other_service
        return _Item(number, list(self.periods), other_service=other, is_section=is_section, asked=asked)

    def _heading_above(self, position: int) -> str:
        """Return the heading of a section right above an item: a line without a mark, and no sentence."""
        above = self.blocks[position - 1] if position else None
        if not isinstance(above, TextBlock) or above.mark_end or above.kind != "paragraph":
            return ""
        return "" if ends_as_sentence(above.text.text) else above.text.text

    def _around(self, position: int, *captions: str) -> Surroundings:
        above, named = (*captions, *self.captions.of(position)), tuple(dict.fromkeys(self.item.periods))
        return Surroundings(above, named, position, self._notes(position))

    def _notes(self, position: int) -> tuple[str, ...]:
        """Return the sentences of the paragraph right below a block that do not speak of what follows them."""
        below = self.blocks[position + 1] if position + 1 < len(self.blocks) else None
        if not isinstance(below, TextBlock) or below.kind != "paragraph" or below.item != self.blocks[position].item:
            return ()
        texts = (sentence.text for sentence in below.body.sentences)
        return tuple(text for text in texts if not _OF_WHAT_FOLLOWS.search(text))

    def _says(self, text: str) -> frozenset[str]:
        """Return what a text says that a table needs a caption for: an indicator, a time."""
        announces = bool(self.catalogue.announced(self.catalogue.concepts_in(text)))
        dates = bool(periods_named(text, self.catalogue))
        return frozenset([*["indicator"] * announces, *["time"] * dates])

    # Tables and lists

    def _table(self, block: TableBlock, position: int) -> None:
        grid = block.grid
        number = self.account.add_table(grid)
        recognition = self._of_ours(self._recognised(grid, position))
        if self._may_be_rest(recognition, position):
            reason = "no year is printed with it, and it may be the rest of a table above it"
            recognition = Recognition(refusals=[Refusal(reason)])
        elif self.item.is_told_otherwise(recognition):
            reason = "no time is printed with it, and a table above it has other values for the same"
            recognition = Recognition(refusals=[Refusal(reason)])
        self._keep(replace(draft, cell=(number, *draft.cell[1:])) for draft in recognition.drafts if draft.cell)
        if _holds_values(grid, self.catalogue):
            self.account.add_doubts(recognition, f"table {number} on page {grid.first_page}", grid.first_page, number)
        self.item.remember(recognition)

    def _of_ours(self, recognition: Recognition) -> Recognition:
        """Refuse what stands below the name of another service, but for callers whom helplines refer."""
        other = self.item.other_service
        counted = {self.catalogue.indicators[draft.indicator].counts for draft in recognition.drafts}
        if self.item.asked.is_onward and "referral" in counted:
            return Recognition(refusals=[Refusal("its item of the question asks who is referred to others")])
        if other is None or counted <= {"referral"}:
            return recognition
        return Recognition(refusals=[Refusal(f"it stands below {other!r}, or answers a question about it")])

    def _keep(self, drafts: Iterable[Draft]) -> None:
        asked = self.item.asked
        self.account.drafts.extend(
            replace(draft, asked=asked.periods, is_asked_vaguely=asked.is_vague) for draft in drafts
        )

    def _recognised(self, grid: Grid, position: int) -> Recognition:
        """Recognise a table by what stands above it, or by what stands above the table whose other months it has."""
        table = Table.of_grid(grid)
        recognition = recognise(table, self._around(position), self.catalogue)
        before = self.blocks[position - 1] if position else None
        if not recognition.drafts and isinstance(before, TableBlock) and before.item == self.blocks[position].item:
            around = replace(self._around(position - 1), position=position)
            together = recognise(table, around, self.catalogue)
            if goes_on(self.latest, together):
                recognition = together
        self.latest = recognition
        return recognition

    def _may_be_rest(self, recognition: Recognition, position: int) -> bool:
        """Whether a table without a year stands behind what may be its beginning.

        That is a text that looks like a row which a table lost, or with but tables between them one on the page before
        that is about the same.
        """
        block = self.blocks[position]
        if not isinstance(block, TableBlock) or not recognition.drafts or any(d.period for d in recognition.drafts):
            return False
        above = takewhile(lambda each: isinstance(each, TableBlock), reversed(self.blocks[:position]))
        tables = (each for each in above if isinstance(each, TableBlock))
        is_overleaf = any(each.grid.pages[-1] < block.grid.first_page for each in tables)
        return self.item.is_torn or (is_overleaf and {d.indicator for d in recognition.drafts} <= self.item.indicators)

    def _list(self, position: int) -> int:
        """Read the run of bullets at `position`, as a table when it is one; return how many there are."""
        run: list[TextBlock] = []
        for block in self.blocks[position:]:
            if not (isinstance(block, TextBlock) and block.kind == "bullet"):
                break
            run.append(block)
        table = None if self.item.is_torn else lists.table_of([block.body for block in run])
        if table is None or not self._keep_list(table, [block.text for block in run], self._around(position)):
            lead = self._period_of_lead(position)
            narrowed = self._narrowed_lead(position)
            for offset, block in enumerate(run):
                if narrowed and any(char.isdigit() for char in block.body.text):
                    self._refuse(block, f"stands under {narrowed!r}, which does not say from when to when")
                else:
                    self._text(block, position + offset, lead)
        return len(run)

    def _period_of_lead(self, position: int) -> Period | None:
        """Return the one period that the text right above a list names: its entries are of it, unless they say more."""
        lead = self._lead(position)
        named = periods_named(lead.text, self.catalogue) if lead else set()
        return named.pop() if len(named) == 1 else None

    def _narrowed_lead(self, position: int) -> str | None:
        """Return the words by which the text above a list is of another time than the period that it names."""
        lead = self._lead(position)
        named = find_identities(lead, self.catalogue) if lead else []
        return next((f"{e.narrowed} {lead.text[e.start : e.end]}" for e in named if lead and e.narrowed), None)

    def _lead(self, position: int) -> PlacedText | None:
        """Return the sentence right above a list that leads to it."""
        above = self.blocks[position - 1] if position else None
        if not isinstance(above, TextBlock) or above.kind != "paragraph" or not above.text.text.endswith(":"):
            return None
        *_, sentence = above.body.sentences
        return sentence

    def _keep_list(self, table: Table, texts: Sequence[PlacedText], around: Surroundings) -> bool:
        """Keep a list if all of it is understood. Entries are the rows of `table`, in one text or in one each."""
        recognition = self._of_ours(recognise(table, around, self.catalogue, "prose"))
        if not recognition.drafts or not all(refusal.is_half for refusal in recognition.refusals):
            return False
        for draft in recognition.drafts:
            if draft.cell is not None:
                text = texts[draft.cell[1] - 1] if len(texts) > 1 else texts[0]
                is_entry = len(texts) > 1
                number = self.account.add_statement(text.text, draft.printed_text, draft.words, is_entry=is_entry)
                self._keep([replace(draft, cell=None, statement=number)])
        for label, _ in table.rows:
            self.account.add_label(label)
        page = texts[0].places[0][2].page
        self.account.add_doubts(recognition, f"a list on page {page}", page)
        self.item.remember(recognition)
        return True

    # Sentences

    def _text(self, block: TextBlock, position: int, lead: Period | None = None) -> None:
        if block.mark_end:
            self.account.add_identity(block.text, 0, block.mark_end)
        if block.is_cut and any(char.isdigit() for char in block.text.text):
            self._refuse(block, "is part of a line that goes on in what was read as a table; none of it is believed")
            return
        if self._is_lost_row(block, position):
            self._refuse(block, "looks like a row that a table lost")
            self.item.is_torn = True
            return
        self.item.is_torn = self.item.is_torn and not ends_as_sentence(block.text.text)
        if self.item.is_torn and any(char.isdigit() for char in block.body.text):
            self._refuse(block, "stands below what looks like a row that a table lost")
            return
        sentences = block.body.sentences
        if block.kind == "paragraph":
            # Without a heading another service is spoken of within a paragraph.
            self.item.talk = Talk(self.item.talk.indicator, self.item.other_service)
        is_question = bool(_ASKS.search(block.body.plain))
        for sentence, following in zip_longest(sentences, sentences[1:]):
            if block.kind == "paragraph":
                self._heed_service(sentence)
            if following is not None and _DENIES.search(following.plain) and any(map(str.isdigit, sentence.text)):
                self._refuse_text(sentence, f"is called wrong by what follows: {following.text[:_QUOTED]!r}")
            else:
                self._sentence(sentence, position, block.kind, lead, is_question=is_question)

    def _heed_service(self, sentence: PlacedText) -> None:
        """Take from a heading, from what leads to what follows, or from our own name, of which service that is."""
        is_heading = not ends_as_sentence(sentence.text) or bool(_OF_WHAT_FOLLOWS.search(sentence.text))
        if is_heading or self.catalogue.names_service(sentence.plain):
            before = self.item.other_service
            self.item.other_service = service_below(sentence, self.catalogue, before, is_heading=is_heading)
            if self.item.other_service != before:
                self.item.talk = Talk(self.item.talk.indicator, self.item.other_service)

    def _is_lost_row(self, block: TextBlock, position: int) -> bool:
        if block.kind != "paragraph" or block.mark_end:
            return False
        beside = [self.blocks[i] for i in (position - 1, position + 1) if 0 <= i < len(self.blocks)]
        by_table = any(isinstance(each, TableBlock) for each in beside)
        return is_lost_row(block.text, self.catalogue, self.right, beside_table=by_table)

    def _refuse(self, block: TextBlock, reason: str) -> None:
        self._refuse_text(block.text, reason)

    def _refuse_text(self, placed: PlacedText, reason: str) -> None:
        page, text = placed.places[0][2].page, placed.text
        rule = "unaccounted_number" if Sentence(placed, self.catalogue).clauses else "unrecognised_table"
        boxes = self.account.add_identity(placed, 0, len(text))
        self.item.periods.extend(sorted(periods_named(text, self.catalogue), key=lambda each: each.start))
        message = f"{text!r} on page {page} {reason}. Look at the page."
        self.account.doubts.append(Doubt(rule, message, page=page, boxes=boxes))

    def _sentence(
        self, sentence: PlacedText, position: int, kind: Kind, lead: Period | None, *, is_question: bool = False
    ) -> None:
        if listing := lists.table_in_sentence(sentence):
            introduction, table = listing
            if self._keep_list(table, [sentence], self._around(position, introduction)):
                self._sentence(sentence.part(0, len(introduction)), position, kind, lead)
                return
        around = Surroundings((), tuple(dict.fromkeys(self.item.periods)), position)
        before = self.item.talk if kind != "footnote" else NOTHING_SAID
        reading = (
            read_question(sentence, self.catalogue, before)
            if is_question
            else read_sentence(sentence, around, self.catalogue, before, is_bullet=kind == "bullet")
        )
        for identity in reading.identities:
            self.account.add_identity(sentence, identity.start, identity.end)
        for drafts in reading.figures:
            if flaw := next((refusal.message for refusal in self._of_ours(Recognition(drafts)).refusals), None):
                self._refuse_text(sentence, flaw)
                continue
            first, is_entry = drafts[0], kind == "bullet"
            number = self.account.add_statement(sentence.text, first.printed_text, first.words, is_entry=is_entry)
            self._keep(
                replace(draft, statement=number, period=draft.period or (None if draft.base_period else lead))
                for draft in drafts
            )
        self._leave_over(sentence, reading, kind)
        named = periods_in(reading, sentence)
        self.item.periods.extend(named)
        is_of_all = self.item.number is None or _OF_ALL.search(sentence.plain)
        if is_of_all and not reading.figures and says_of_when_figures_are(sentence):
            self.periods.extend(named)
        if kind != "footnote":
            self.item.talk = reading.talk

    def _leave_over(self, sentence: PlacedText, reading: SentenceReading, kind: Kind) -> None:
        for left in reading.left_over:
            boxes = self.account.add_identity(sentence, left.start, left.end)
            in_rule = any(start < left.start < end for start, end in withheld_in(sentence.plain))
            if in_rule or (kind == "footnote" and _LIMIT.search(sentence.plain[: left.start])):
                continue  # it says from where on numbers are withheld
            page = sentence.words(left.start, left.end)[0].page
            self.account.doubts.append(
                Doubt(
                    "unaccounted_number",
                    f"{sentence.text[left.start : left.end]!r} on page {page} was not understood: {left.reason}. It "
                    f"stands in: {sentence.text[:_QUOTED]!r}",
                    page=page,
                    boxes=boxes,
                )
            )


def _holds_values(grid: Grid, catalogue: Catalogue) -> bool:
    """Whether a grid holds numbers or signs that stand for one; a table of words, or of times, is none of ours."""
    texts = [cell.text for cell in grid.cells]
    if any(cell.column and _CHANGE.fullmatch(cell.text) for cell in grid.cells):
        return True  # as an age it would explain itself
    return any(char.isdigit() for text in texts for char in unexplained(text, catalogue)) or any(
        (value := parse_value(text)) is not None and value.marker is not None for text in texts
    )
