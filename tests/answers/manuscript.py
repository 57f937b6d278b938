"""What a typesetter receives: blocks of text in order, in which every figure is marked.

Here: the vocabulary between composing an answer and typesetting it, and the figure that a reader must find behind
a mark. Not here: what an answer may say (`spec`), or how anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

# Alternatives that the contract leaves open are written 'a|b'; a reader may print either.
ALTERNATIVE = "|"


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure that must be read; the fields are the columns of the golden file, without page and box.

    `optional`: a reader may leave it out (a total of shares, 'Totaal 100%'), but may not read it otherwise.
    """

    indicator: str
    start: date
    end: date
    value: float | None
    printed_text: str
    category: str | None = None
    category_label: str | None = None
    role: str = "part"
    unit: str = "count"
    obs_status: str = "A"
    missing_reason: str | None = None
    upper_bound: float | None = None
    is_approximate: bool = False
    source: Literal["table", "prose"] = "table"
    period_basis: str = "printed"
    base_start: date | None = None
    base_end: date | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Printed text that carries figures, as a rule one; without any it is a number that no indicator explains."""

    text: str
    figures: tuple[Expected, ...]


Run = str | Mark
Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `title` and `caption` are set bold, `note` small."""

    text: Text
    kind: Literal["body", "title", "caption", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, one item a line, each after the same sign."""

    items: tuple[Text, ...]
    sign: str = "-"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `span` columns wide."""

    text: Text = ()
    span: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first `header_rows` of which may be repeated on a next page."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(sum(cell.span for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two tables next to each other."""

    left: Table
    right: Table


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page; `foot` stands at the very bottom of the page before."""

    foot: tuple[Paragraph, ...] = ()


Block = Paragraph | Bullets | Table | Beside | PageBreak


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole answer, ready to be typeset; `running` is the line above every page, when there is one."""

    blocks: tuple[Block, ...]
    running: str = ""

    def marks(self) -> Iterator[Mark]:
        """Every mark, in reading order."""
        for block in self.blocks:
            for text in texts(block):
                yield from (run for run in text if isinstance(run, Mark))

    def expected(self) -> list[Expected]:
        """Every figure that must be read, in reading order."""
        return [figure for mark in self.marks() for figure in mark.figures]

    def strays(self) -> list[str]:
        """Numbers that mean nothing known; a reader must say that it could not place them."""
        return [mark.text for mark in self.marks() if not mark.figures]


def texts(block: Block) -> Iterator[Text]:
    """Every text of a block, in reading order."""
    match block:
        case Paragraph(text=text):
            yield text
        case Bullets(items=items):
            yield from items
        case Table(rows=rows):
            for row in rows:
                yield from (cell.text for cell in row)
        case Beside(left=left, right=right):
            yield from texts(left)
            yield from texts(right)
        case PageBreak(foot=foot):
            yield from (paragraph.text for paragraph in foot)


def plain(text: Text) -> str:
    """The text as a reader sees it."""
    return "".join(run if isinstance(run, str) else run.text for run in text)
