"""Words, rules, lines and pages: plain geometry in the frame in which a page's text stands upright.

Here: the records and what follows from places alone. Not here: how they are read from a PDF (`page`), what returns
on every page (`running`), or what belongs together in a table (`grids`).
"""

from __future__ import annotations

import math
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec import Struct

from nupraat_pipeline.reading.records import Box

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.layout.structure import TaggedTable

# The direction in which text runs, in degrees counter-clockwise.
Turn = Literal[0, 90, 180, 270]
# x0, top, x1, bottom.
Bounds = tuple[float, float, float, float]

# Text in a smaller or larger type stands on a line when the two share half of the lower one's height, which a
# superscript does and the next line, however tight the leading, does not.
LINE_OVERLAP = 0.5
# Beyond this ratio of heights two words beside each other are not one line: a drop cap or a large figure.
LINE_SIZE_RATIO = 2.2
# When a page has no text, the size that rules are measured against.
DEFAULT_SIZE = 10.0


class Word(Struct, frozen=True):
    """A run of characters without a space, in the frame in which the page's text reads upright.

    `size` is the type size in points. `turn` is 0, or the degrees that this word is turned against the rest of its
    page. `mcid` is the number of the marked content that it belongs to in a tagged PDF. `parted` words end in a hyphen
    that is there only because the line ends (a soft one; a hard one may be either).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    mcid: int | None = None
    turn: int = 0
    parted: bool = False


class Rule(Struct, frozen=True):
    """A drawn straight line or a rectangle as thin as one; `horizontal` when it is wider than high."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether the rule runs along the lines of text."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Note(Struct, frozen=True):
    """A text that an annotation prints on a page: a note, a stamp, the value of a form field."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Line(Struct, frozen=True):
    """Words that stand on one line, left to right."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        """The words, a space between each two."""
        return " ".join(word.text for word in self.words)


class Page(Struct, frozen=True):
    """What is drawn on one page, upright. `width` and `height` are those of the upright frame, in points.

    `turn` is how far the page as displayed was turned to read upright, `origin` where pdfplumber puts its displayed
    top left corner. `shades` are areas filled with a colour, outermost coordinates only; `slants` are the boxes of
    paths that run aslant, `pictures` those of images and of text drawn as shapes. `tables` are the tables that the
    PDF's own tags announce. No part of `words` are those that run neither along nor across the page, `oblique` as a
    watermark, those that are `struck` out, and those that are drawn but `unseen`. `inked_fonts` show letters where the
    file says that there is a blank; `notes` are printed by annotations.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    turn: Turn = 0
    origin: tuple[float, float] = (0.0, 0.0)
    shades: tuple[Rule, ...] = ()
    slants: tuple[Rule, ...] = ()
    pictures: tuple[Rule, ...] = ()
    tables: tuple[TaggedTable, ...] = ()
    oblique: tuple[Word, ...] = ()
    struck: tuple[Word, ...] = ()
    unseen: tuple[Word, ...] = ()
    inked_fonts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    text_size: float = DEFAULT_SIZE

    def box(self, words: Iterable[Area]) -> Box:
        """Return the box around words, or cells, on the page as displayed. Raises ValueError when there are none."""
        x0, top, x1, bottom = bounds(words)
        back: Turn = OPPOSITE[self.turn]
        shown = turned((x0, top, x1, bottom), back, across=self.width, down=self.height)
        left, upper = self.origin
        return Box(self.number, shown[0] + left, shown[1] + upper, shown[2] + left, shown[3] + upper)


_LEFT_TO_RIGHT = attrgetter("x0", "x1")
OPPOSITE: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}


class Area(Protocol):
    """Anything that takes up a rectangle on a page."""

    @property
    def x0(self) -> float:
        """Where it begins from the left."""

    @property
    def top(self) -> float:
        """Where it begins from above."""

    @property
    def x1(self) -> float:
        """Where it ends."""

    @property
    def bottom(self) -> float:
        """Where it ends below."""


def turned(box: Bounds, turn: Turn, *, across: float, down: float) -> Bounds:
    """Return where a box stands after its page, `across` wide and `down` high, is turned.

    `turn` is the direction that text runs in before, in degrees counter-clockwise, so the page is turned clockwise by
    as much and that text stands upright.
    """
    x0, top, x1, bottom = box
    if turn == 90:
        return down - bottom, x0, down - top, x1
    if turn == 180:
        return across - x1, down - bottom, across - x0, down - top
    if turn == 270:
        return top, across - x1, bottom, across - x0
    return box


def bounds(things: Iterable[Area]) -> Bounds:
    """Return x0, top, x1, bottom around things on a page. Raises ValueError when there are none."""
    x0 = top = math.inf
    x1 = bottom = -math.inf
    for thing in things:
        x0 = min(x0, thing.x0)
        top = min(top, thing.top)
        x1 = max(x1, thing.x1)
        bottom = max(bottom, thing.bottom)
    if x0 == math.inf:
        raise ValueError("no words, so no box around them")
    return x0, top, x1, bottom


def is_within(word: Word, box: Bounds) -> bool:
    """Whether the middle of a word is in a box (x0, top, x1, bottom)."""
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom


def median_size(words: Iterable[Word]) -> float:
    """Return the type size of the middle character of these words, in points."""
    sizes = sorted((word.size, len(word.text)) for word in words)
    middle = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        middle -= count
        if middle <= 0:
            return size or DEFAULT_SIZE
    return DEFAULT_SIZE


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Put words that stand beside each other on lines, from top to bottom, each from left to right.

    Independent of the order of the words. Words turned against their page make lines of their own.
    """
    lines: list[list[Word]] = []
    anchors: list[Word] = []
    for word in sorted(words, key=lambda each: (each.top + each.bottom, each.x0)):
        for index in range(len(lines) - 1, max(-1, len(lines) - 4), -1):
            if word.top <= anchors[index].bottom and _beside(anchors[index], word):
                lines[index].append(word)
                if word.bottom - word.top > anchors[index].bottom - anchors[index].top:
                    anchors[index] = word
                break
        else:
            lines.append([word])
            anchors.append(word)
    return [line_of(line) for line in lines]


def line_of(words: Iterable[Word]) -> Line:
    """Return the line that these words make together."""
    ordered = tuple(sorted(words, key=_LEFT_TO_RIGHT))
    return Line(ordered, *bounds(ordered))


def _beside(anchor: Word, word: Word) -> bool:
    low, high = sorted((anchor.bottom - anchor.top, word.bottom - word.top))
    if anchor.turn != word.turn or word.turn in {90, 270} or high > LINE_SIZE_RATIO * low:
        return False
    shared = min(anchor.bottom, word.bottom) - max(anchor.top, word.top)
    return shared >= LINE_OVERLAP * low
