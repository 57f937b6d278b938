"""What was read of an answer, each thing with its place: the account that `coverage` holds the pages against.

Here: keeping cells, statements, drafts, doubts, and texts that only name something. Not here: reading them (`body`), or
looking for what is missing (`coverage`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.coverage import Printed
from nupraat_pipeline.reading.records import Box, Cell, Doubt, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nupraat_pipeline.reading.drafts import Draft, Recognition, Refusal, TableCell
    from nupraat_pipeline.reading.grids import Grid, GridCell
    from nupraat_pipeline.reading.layout.geometry import Page
    from nupraat_pipeline.reading.words.text import PlacedText, PlacedWord


class Account(Struct):
    """What the blocks of an answer say; `identities` are texts that only name something, with their places.

    `pages` are those of the answer, by number.
    """

    pages: Mapping[int, Page]
    cells: list[Cell] = []
    statements: list[Statement] = []
    drafts: list[Draft] = []
    doubts: list[Doubt] = []
    identities: list[Printed] = []
    n_tables: int = 0

    def add_table(self, grid: Grid) -> int:
        """Keep the cells of a table, and return its number; headings drawn again only name something."""
        self.n_tables += 1
        self.cells.extend(
            Cell(self.n_tables, cell.row + 1, cell.column + 1, cell.text, self._cell_box(cell)) for cell in grid.cells
        )
        self.identities.extend(Printed(cell.text, self._cell_box(cell)) for cell in grid.repeated_header if cell.words)
        return self.n_tables

    def add_statement(self, sentence: str, printed: str, words: Sequence[PlacedWord], *, is_entry: bool) -> int:
        """Keep a figure of a sentence, or of an entry of a list, and return its number."""
        number = len(self.statements) + 1
        self.statements.append(Statement(number, sentence, printed, self._box(words), is_entry))
        return number

    def add_label(self, label: TableCell) -> None:
        """Account for the label of an entry of a list."""
        self.identities.append(Printed(label.text, self._box(label.words)))

    def add_identity(self, text: PlacedText, start: int, end: int) -> tuple[Box, ...]:
        """Account for a part of a text that is no figure, and return where it stands, page by page."""
        words = text.words(start, end)
        boxes = [self._box([word for word in words if word.page == page]) for page in {word.page for word in words}]
        self.identities.extend(Printed(text.text[start:end], box) for box in boxes)
        return tuple(boxes)

    def add_doubts(self, recognition: Recognition, place: str, page: int, table: int | None = None) -> None:
        """Keep what was not understood of a list, or of the table with this number; messages call it `place`."""
        cells = [cell for cell in self.cells if cell.table_number == table]
        self.doubts.extend(_refusal(refusal, place, page, cells) for refusal in recognition.refusals)
        self.doubts.extend(
            Doubt(
                "unknown_category",
                f"{label!r} in {place} is no {dimension} that the catalogue knows; it is kept as {category!r}. If it "
                "is another spelling of a known one, add it to its synonyms in catalogue.yaml.",
                page=page,
                category=category,
            )
            for dimension, category, label in recognition.new_categories
        )

    def box_of(self, draft: Draft) -> Box:
        """Return where a draft's figure stands; an empty cell has the box of its place in the table."""
        if draft.cell is not None:
            return next(
                each.box
                for each in self.cells
                if draft.cell == (each.table_number, each.row_number, each.column_number)
            )
        return next(each.box for each in self.statements if each.statement_number == draft.statement)

    def claims(self) -> list[Printed]:
        """Return everything that was read, with its place, for the count of what was left behind."""
        cells = [Printed(cell.text, cell.box) for cell in self.cells]
        statements = [Printed(each.printed_text, each.box) for each in self.statements]
        return [*cells, *statements, *self.identities]

    def _box(self, words: Sequence[PlacedWord]) -> Box:
        """Return where words stand, those on the page of the first."""
        page = words[0].page
        return self.pages[page].box([word.word for word in words if word.page == page])

    def _cell_box(self, cell: GridCell) -> Box:
        return self.pages[cell.page].box(cell.words or [cell])


def _refusal(refusal: Refusal, place: str, page: int, cells: Sequence[Cell]) -> Doubt:
    """Return the doubt for what was refused; `cells` are those of the table that it is part of."""
    keys = set(refusal.cells)
    concerned = [cell for cell in cells if cell.text and (not keys or (cell.row_number, cell.column_number) in keys)]
    if not refusal.cells:
        what = f"{place[:1].upper()}{place[1:]} was"
    else:
        what = f"In {place}, {len(refusal.cells)} {'cell was' if len(refusal.cells) == 1 else 'cells were'}"
    if refusal.is_half:
        message = f"{what} read by half: {refusal.message}; no observation was made of these."
    else:
        message = (
            f"{what} not understood: {refusal.message}. The cells are in raw.cells; no observation was made of them."
        )
    return Doubt(
        "unaccounted_number" if refusal.is_misprint else "unrecognised_table",
        message,
        page=page,
        boxes=tuple(cell.box for cell in concerned),
    )
