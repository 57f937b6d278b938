"""One answer, read: the door to this package.

Here: the order in which a file's parts are read and how the parts come together. Not here: any of the reading itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import Catalogue, load_catalogue
from nupraat_pipeline.reading import coverage, lists
from nupraat_pipeline.reading.coverage import Printed
from nupraat_pipeline.reading.document import open_answer
from nupraat_pipeline.reading.drafts import Draft, Recognition, Refusal, Surroundings, Table, TableCell
from nupraat_pipeline.reading.flow import Block, TableBlock, TextBlock, read_flow
from nupraat_pipeline.reading.footnotes import Footnote, Footnotes
from nupraat_pipeline.reading.grids import grids_of
from nupraat_pipeline.reading.heading import Heading, read_heading
from nupraat_pipeline.reading.notes import read_notes
from nupraat_pipeline.reading.page import read_page
from nupraat_pipeline.reading.records import (
    AnswerReading,
    Box,
    Cell,
    DocumentFacts,
    Doubt,
    RejectedError,
    RejectionReason,
    Statement,
)
from nupraat_pipeline.reading.recognition import recognise
from nupraat_pipeline.reading.resolution import resolve
from nupraat_pipeline.reading.running import running_words
from nupraat_pipeline.reading.statements import read_sentence, years_in
from nupraat_pipeline.reading.text import PlacedWord
from nupraat_pipeline.reading.values import parse_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from nupraat_pipeline.reading.geometry import Page, Word
    from nupraat_pipeline.reading.grids import Grid, GridCell
    from nupraat_pipeline.reading.statements import SentenceReading
    from nupraat_pipeline.reading.text import PlacedText

# Page numbers stand in the outer eighth of a page.
MARGIN_ZONE = 1 / 8
# A sentence is printed whole in a message up to this many characters.
_QUOTED = 200


def read_answer(path: Path) -> AnswerReading:
    """Read one answer. Raises RejectedError when the file is no readable answer about this service."""
    catalogue = load_catalogue()
    with open_answer(path) as document:
        pages = [read_page(page) for page in document.pages]
        heading = read_heading(pages)
        facts = DocumentFacts(
            sha256=document.sha256,
            size_bytes=document.size_bytes,
            page_count=document.page_count,
            question_number=heading.question_number,
            question_date=heading.question_date,
            author=heading.author,
            title=heading.title,
            modified=document.modified,
        )
    answer = _answer_pages(pages, heading)
    _check_subject(heading, answer, catalogue)
    return _Reader(facts, answer, running_words(pages), catalogue).read()


def _answer_pages(pages: Sequence[Page], heading: Heading) -> list[Page]:
    """Return the pages of the answer without what stands above the end of its heading."""
    first, last = heading.first.page, heading.last
    kept = [page for page in pages if page.number >= first]
    return [_below(page, last.line.bottom) if page.number == last.page else page for page in kept]


def _below(page: Page, bottom: float) -> Page:
    return replace(page, words=tuple(word for word in page.words if (word.top + word.bottom) / 2 > bottom))


def _check_subject(heading: Heading, pages: Sequence[Page], catalogue: Catalogue) -> None:
    """Refuse an answer about something else: neither its title nor its text is about this service."""
    text = " ".join(word.text for page in pages for word in page.words)
    if catalogue.names_service(heading.title or "") or catalogue.is_about_service(text):
        return
    raise RejectedError(
        RejectionReason.NOT_THIS_ANSWER,
        f"The answer to question {heading.question_number} of {heading.question_date} is about something else: it "
        "does not name Nupraatikerover.be, or names another service more often. If it does belong here, look at it with "
        "`nupraat inspect`.",
    )


@dataclass(slots=True)
class _Item:
    """What was said so far under one numbered item."""

    number: int | None = None
    years: list[int] = field(default_factory=list)
    spoken_of: str | None = None


class _Reader:
    """Reads the blocks of one answer in order and keeps what they say."""

    def __init__(
        self, facts: DocumentFacts, pages: Sequence[Page], running: dict[int, frozenset[Word]], catalogue: Catalogue
    ) -> None:
        self.facts = facts
        self.pages = {page.number: page for page in pages}
        self.running = running
        self.catalogue = catalogue
        self.blocks = read_flow(pages, grids_of(pages), running)
        self.cells: list[Cell] = []
        self.statements: list[Statement] = []
        self.drafts: list[Draft] = []
        self.doubts: list[Doubt] = []
        self.identities: list[Printed] = []
        self.item = _Item()
        self.n_tables = 0

    def read(self) -> AnswerReading:
        """Read all blocks, finish the figures, and count what was left."""
        position = 0
        while position < len(self.blocks):
            block = self.blocks[position]
            if block.item != self.item.number:
                self.item = _Item(block.item)
            if isinstance(block, TableBlock):
                self._table(block, position)
            elif block.kind == "bullet":
                position += self._list(position) - 1
            else:
                self._text(block, position)
            position += 1
        return self._finish()

    def _finish(self) -> AnswerReading:
        notes = tuple(
            Footnote(block.mark, block.body.text, position, block.item)
            for position, block in enumerate(self.blocks)
            if isinstance(block, TextBlock) and block.kind == "footnote"
        )
        figures, undated = resolve(
            self.drafts,
            self.facts.question_date,
            Footnotes(notes, tuple(block.item for block in self.blocks), self.catalogue),
            self._draft_box,
        )
        left = coverage.unclaimed(self._printed(), self._claims())
        return AnswerReading(
            document=self.facts,
            cells=tuple(self.cells),
            statements=tuple(self.statements),
            figures=figures,
            doubts=(*self.doubts, *undated, *coverage.doubts_for(left)),
            notes=read_notes(self.blocks, self.drafts, self.catalogue),
        )

    # Tables and lists

    def _table(self, block: TableBlock, position: int) -> None:
        self.n_tables += 1
        number, grid = self.n_tables, block.grid
        self.cells.extend(
            Cell(number, cell.row + 1, cell.column + 1, cell.text, self._cell_box(cell)) for cell in grid.cells
        )
        for cell in grid.repeated_header:
            if cell.words:
                self.identities.append(Printed(cell.text, self._box(_placed(cell))))
        around = Surroundings(tuple(self._captions(position)), tuple(dict.fromkeys(self.item.years)), position)
        recognition = recognise(_table_of(grid), around, self.catalogue)
        self.drafts.extend(replace(draft, cell=(number, *draft.cell[1:])) for draft in recognition.drafts if draft.cell)
        self._refused(
            recognition, f"table {number} on page {grid.first_page}", grid.first_page, has_values=_holds_values(grid)
        )
        self._remember(recognition)

    def _list(self, position: int) -> int:
        """Read the run of bullets at `position`, as a table when it is one; return how many there are."""
        run: list[TextBlock] = []
        for block in self.blocks[position:]:
            if not (isinstance(block, TextBlock) and block.kind == "bullet"):
                break
            run.append(block)
        table = lists.table_of([block.body for block in run])
        if table is not None:
            around = Surroundings(tuple(self._captions(position)), tuple(dict.fromkeys(self.item.years)), position)
            recognition = recognise(table, around, self.catalogue, "prose")
            if recognition.drafts and not recognition.refusals:
                self._keep_list(run, recognition)
                return len(run)
        for offset, block in enumerate(run):
            self._text(block, position + offset)
        return len(run)

    def _keep_list(self, run: Sequence[TextBlock], recognition: Recognition) -> None:
        for draft in recognition.drafts:
            if draft.cell is None:
                continue
            bullet = run[draft.cell[1] - 1].text
            number = self._state(bullet.text, draft.printed_text, draft.words)
            self.drafts.append(replace(draft, cell=None, statement=number))
        for block in run:
            self.identities.append(Printed(block.text.text, self._box(block.text.words(0, len(block.text.text)))))
        self._refused(recognition, "a list", run[0].text.places[0][2].page, has_values=True)
        self._remember(recognition)

    def _refused(self, recognition: Recognition, place: str, page: int, *, has_values: bool) -> None:
        for refusal in recognition.refusals:
            if has_values:
                self.doubts.append(_refusal_doubt(refusal, place, page))
        for dimension, category, label in recognition.new_categories:
            self.doubts.append(
                Doubt(
                    "unknown_category",
                    f"{label!r} in {place} is no {dimension} that the catalogue knows; it is kept as {category!r}. If it "
                    "is another spelling of a known one, add it to its synonyms in catalogue.yaml.",
                    page=page,
                    category=category,
                )
            )

    def _captions(self, position: int) -> Iterator[str]:
        """Yield the sentences above a block that may announce it, nearest first, within its item and column."""
        block = self.blocks[position]
        for above in reversed(self.blocks[:position]):
            if isinstance(above, TableBlock):
                if above.left < block.right and block.left < above.right:
                    return
                continue
            if above.item != block.item:
                return
            if above.kind != "footnote" and above.left < block.right and block.left < above.right:
                yield from reversed([sentence.text for sentence in above.body.sentences()])

    # Sentences

    def _text(self, block: TextBlock, position: int) -> None:
        if block.mark_end:
            self._identity(block.text, 0, block.mark_end)
        if self._is_page_number(block):
            self._identity(block.text, 0, len(block.text.text))
            return
        if block.is_cut and any(char.isdigit() for char in block.text.text):
            self._refuse_text(
                block, "is part of a line that goes on in what was read as a table, so none of it is believed"
            )
            return
        if self._is_stray_row(block, position):
            self._refuse_text(block, "stands beside a table and holds a sign that may stand for a number")
        years = tuple(dict.fromkeys(self.item.years))
        for sentence in block.body.sentences():
            if self._listing(sentence, years, position):
                continue
            around = Surroundings((), years, position)
            reading = read_sentence(
                sentence, around, self.catalogue, self.item.spoken_of, is_bullet=block.kind == "bullet"
            )
            self._sentence(sentence, reading)
            self.item.years.extend(years_in(reading))
            years = tuple(dict.fromkeys(self.item.years))
            self.item.spoken_of = reading.announced

    def _listing(self, sentence: PlacedText, years: tuple[int, ...], position: int) -> bool:
        """Read a sentence that lists labels with values in brackets; return whether it is one and was understood."""
        found = lists.table_in_sentence(sentence)
        if found is None:
            return False
        intro, table = found
        around = Surroundings((intro, *self._captions(position)), years, position)
        recognition = recognise(table, around, self.catalogue, "prose")
        if not recognition.drafts or recognition.refusals:
            return False
        for draft in recognition.drafts:
            number = self._state(sentence.text, draft.printed_text, draft.words)
            self.drafts.append(replace(draft, cell=None, statement=number))
        self._identity(sentence, 0, len(sentence.text))
        self._refused(recognition, "a list in a sentence", sentence.places[0][2].page, has_values=True)
        self._remember(recognition)
        return True

    def _remember(self, recognition: Recognition) -> None:
        """Keep what was said for the sentences that follow under the same item."""
        self.item.years.extend(sorted({d.period.end.year for d in recognition.drafts if d.period}))
        if indicators := {draft.indicator for draft in recognition.drafts}:
            self.item.spoken_of = indicators.pop() if len(indicators) == 1 else None

    def _refuse_text(self, block: TextBlock, reason: str) -> None:
        page = block.text.places[0][2].page
        self._identity(block.text, 0, len(block.text.text))
        self.doubts.append(
            Doubt("unaccounted_number", f"{block.text.text!r} on page {page} {reason}. Look at the page.", page=page)
        )

    def _is_page_number(self, block: TextBlock) -> bool:
        """Whether a block is nothing but the number of its page, at the page's top or bottom."""
        placed = block.text.places[0][2]
        if re.sub(r"[\s\W]", "", block.text.text) != str(placed.page):
            return False
        page = self.pages[placed.page]
        return placed.word.bottom < page.height * MARGIN_ZONE or placed.word.top > page.height * (1 - MARGIN_ZONE)

    def _is_stray_row(self, block: TextBlock, position: int) -> bool:
        """Whether a text next to a table is no sentence but holds a sign such as '***': a row the table lost."""
        beside = [self.blocks[i] for i in (position - 1, position + 1) if 0 <= i < len(self.blocks)]
        if block.kind == "footnote" or not any(isinstance(each, TableBlock) for each in beside):
            return False
        is_sentence = block.text.text.endswith((".", ":", ";", "?", "!", ")"))
        values = [parse_value(word) for word in block.text.text.split()]
        return not is_sentence and any(value is not None and value.marker is not None for value in values)

    def _sentence(self, sentence: PlacedText, reading: SentenceReading) -> None:
        for identity in reading.identities:
            self._identity(sentence, identity.start, identity.end)
        for drafts in reading.figures:
            number = self._state(sentence.text, drafts[0].printed_text, drafts[0].words)
            self.drafts.extend(replace(draft, statement=number) for draft in drafts)
        for left in reading.left_over:
            self._identity(sentence, left.start, left.end)
            printed = sentence.text[left.start : left.end]
            page = sentence.words(left.start, left.end)[0].page
            self.doubts.append(
                Doubt(
                    "unaccounted_number",
                    f"{printed!r} on page {page} was not understood: {left.reason}. It stands in: "
                    f"{sentence.text[:_QUOTED]!r}",
                    page=page,
                )
            )

    def _state(self, sentence: str, printed: str, words: Sequence[PlacedWord]) -> int:
        number = len(self.statements) + 1
        self.statements.append(Statement(number, sentence, printed, self._box(words)))
        return number

    def _identity(self, text: PlacedText, start: int, end: int) -> None:
        for page in {word.page for word in text.words(start, end)}:
            words = [word for word in text.words(start, end) if word.page == page]
            self.identities.append(Printed(text.text[start:end], self._box(words)))

    # Places

    def _box(self, words: Sequence[PlacedWord]) -> Box:
        page = words[0].page
        return self.pages[page].box([word.word for word in words if word.page == page])

    def _cell_box(self, cell: GridCell) -> Box:
        return self.pages[cell.page].box(cell.words or [cell])

    def _draft_box(self, draft: Draft) -> Box:
        if draft.words:
            return self._box(draft.words)
        return next(
            cell.box for cell in self.cells if draft.cell == (cell.table_number, cell.row_number, cell.column_number)
        )

    def _printed(self) -> Iterator[Printed]:
        for page in self.pages.values():
            for word in page.words:
                yield Printed(word.text, page.box([word]))

    def _claims(self) -> list[Printed]:
        running = [
            Printed(word.text, self.pages[number].box([word]))
            for number, words in self.running.items()
            if number in self.pages
            for word in words
        ]
        cells = [Printed(cell.text, cell.box) for cell in self.cells]
        statements = [Printed(each.printed_text, each.box) for each in self.statements]
        return [*cells, *statements, *self.identities, *running]


def _placed(cell: GridCell) -> tuple[PlacedWord, ...]:
    return tuple(PlacedWord(cell.page, word) for word in cell.words)


def _table_of(grid: Grid) -> Table:
    """Return a grid as recognition sees it: a spanning cell at every position that it covers."""
    rows: list[list[TableCell]] = [[TableCell("", (), (0, 0))] * grid.n_columns for _ in range(grid.n_rows)]
    for cell in grid.cells:
        seen = TableCell(cell.text, _placed(cell), (cell.row + 1, cell.column + 1))
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] = seen
    return Table(tuple(tuple(row) for row in rows))


def _holds_values(grid: Grid) -> bool:
    """Whether a grid holds numbers or signs that stand for one; a table of words alone is none of ours."""
    texts = [cell.text for cell in grid.cells]
    return any(char.isdigit() for text in texts for char in text) or any(
        (value := parse_value(text)) is not None and value.marker is not None for text in texts
    )


def _refusal_doubt(refusal: Refusal, place: str, page: int) -> Doubt:
    what = f"In {place}, {len(refusal.cells)} cells were" if refusal.cells else f"{place[:1].upper()}{place[1:]} was"
    rule = "unaccounted_number" if refusal.is_misprint else "unrecognised_table"
    return Doubt(
        rule,
        f"{what} not understood: {refusal.message}. The cells are in raw.cells; no observation was made of them.",
        page=page,
    )
