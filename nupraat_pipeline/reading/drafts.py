"""A figure on its way: all that its table or sentence says of it, before what only the whole answer can tell.

Here: the draft of a figure, what it counts, the table as recognition sees it, and the years that its surroundings name.
Not here: how drafts are made (`recognition`, `statements`) or finished (`resolution`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.words.parts import single_month
from nupraat_pipeline.reading.words.text import PlacedWord

if TYPE_CHECKING:
    from nupraat_pipeline.reading.grids import Grid
    from nupraat_pipeline.reading.records import Period, PeriodBasis, Source, Unit
    from nupraat_pipeline.reading.values import Value
    from nupraat_pipeline.reading.words.parts import Part

CellKey = tuple[int, int]


class TableCell(Struct, frozen=True):
    """A cell of a table or of a list read as one; `key` is its row and column, from 1, also where it spans more.

    `is_drawn` is false for an empty place between words that only stand under each other: nothing says that a value
    is missing there.
    """

    text: str
    words: tuple[PlacedWord, ...]
    key: CellKey
    is_drawn: bool = True


class Table(Struct, frozen=True):
    """Rows of cells, all of one length. A spanning cell stands at every position that it covers."""

    rows: tuple[tuple[TableCell, ...], ...]

    @classmethod
    def of_grid(cls, grid: Grid) -> Table:
        """Return a grid as a table."""
        rows: list[list[TableCell]] = [[TableCell("", (), (0, 0))] * grid.n_columns for _ in range(grid.n_rows)]
        for cell in grid.cells:
            placed = tuple(PlacedWord(cell.page, word) for word in cell.words)
            is_drawn = bool(cell.words) or grid.evidence != "alignment"
            seen = TableCell(cell.text, placed, (cell.row + 1, cell.column + 1), is_drawn)
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    rows[row][column] = seen
        return cls(tuple(map(tuple, rows)))

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def n_columns(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


class Subject(Struct, frozen=True):
    """An indicator, or the reason why none can be named; neither when nothing was said.

    `spoken_of` is an indicator of which something is said that is no value of it, as how much it changed.
    """

    indicator: str | None = None
    reason: str = ""
    spoken_of: str | None = None

    def __bool__(self) -> bool:
        """Whether anything was said, understood or not."""
        return bool(self.indicator or self.reason)


class Draft(Struct, frozen=True):
    """A figure as its table or sentence states it.

    `period` is None when neither prints one; `part` is set when months are named without a year (first and last; they
    are of the year of `period`, or of the period itself when it is a year or longer).
    `item_periods` are the years, or parts of one, named earlier under the same item. `marks` are the footnote marks of
    its labels.
    `is_provisional` says that it is called so, and `provisional` of which periods all figures beside it are.
    `is_compared` says that its period is only what the sentence compares with, and not what the answer is about.
    `asked` are the times that its item of the question names, `is_asked_vaguely` that it names one that is not exact.
    `position` is the number of its block in the flow, for finding the nearest footnote.
    """

    indicator: str
    value: Value
    unit: Unit
    source: Source
    printed_text: str
    words: tuple[PlacedWord, ...]
    position: int = 0
    period: Period | None = None
    part: Part | None = None
    basis: PeriodBasis = "printed"
    base_period: Period | None = None
    base_is_year_before: bool = False
    category: str | None = None
    category_label: str | None = None
    is_total: bool = False
    is_series: bool = False
    is_approximate: bool = False
    is_provisional: bool = False
    provisional: frozenset[Period] = frozenset()
    is_compared: bool = False
    marks: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None
    statement: int | None = None
    item_periods: tuple[Period, ...] = ()
    asked: frozenset[Period] = frozenset()
    is_asked_vaguely: bool = False

    @property
    def month(self) -> int | None:
        """The month that `part` is, when it is a single one."""
        return single_month(self.part)


class Surroundings(Struct, frozen=True):
    """What stands around a table or a sentence.

    `captions` are texts that may announce it, nearest first, `notes` the sentences right below a table, `item_periods`
    the years named before.
    """

    captions: tuple[str, ...] = ()
    item_periods: tuple[Period, ...] = ()
    position: int = 0
    notes: tuple[str, ...] = ()


class Refusal(Struct, frozen=True):
    """Why something was not understood; `cells` are the ones concerned, all of the table when empty.

    `is_misprint`: the text of the cells itself is at fault, not what they are about. `is_half`: only one of the two
    values in the cells is concerned, the other was read.
    """

    message: str
    cells: tuple[CellKey, ...] = ()
    is_misprint: bool = False
    is_half: bool = False


class Recognition(Struct):
    """What a table was recognised as: drafts of its figures, and what of it was not understood."""

    drafts: list[Draft] = []
    refusals: list[Refusal] = []
    new_categories: list[tuple[str, str, str]] = []


def goes_on(first: Recognition, second: Recognition) -> bool:
    """Whether a table has the later months of the very years that the table before it is about, and nothing else."""
    if second.refusals or not (first.drafts and second.drafts):
        return False
    earlier, later = ({draft.month for draft in each.drafts if draft.month} for each in (first, second))
    follows = bool(earlier and later) and max(earlier) + 1 == min(later)
    others = [draft for draft in second.drafts if not (draft.month or draft.is_total)]
    series = [{(draft.indicator, draft.period, draft.category) for draft in each.drafts} for each in (first, second)]
    return follows and not others and series[0] == series[1]
