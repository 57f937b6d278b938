"""Which places of an answer's pages are outlined, in which colour and under which letter.

Here: from a reading to outlines and the lines of a legend, in words. Not here: how they are drawn (`annotate`).

Colours repeat when an answer has many indicators, and not everybody sees them alike: so each outline carries the
letter of its indicator too, and what was not understood a number of its own.
"""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.cli.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.reading.records import AnswerReading, Box, Doubt, Figure

Colour = tuple[int, int, int]

# Colours that stay apart for people who see few (after Okabe and Ito, https://jfly.uni-koeln.de/color/), darkened where
# they would be lost on white; their vermilion is left out, because red is for what was not understood.
PALETTE: tuple[Colour, ...] = (
    (0, 114, 178),
    (0, 158, 115),
    (204, 121, 167),
    (222, 143, 5),
    (86, 180, 233),
    (117, 84, 160),
    (0, 0, 0),
)
RED: Colour = (214, 0, 0)
GREY: Colour = (130, 130, 130)

# Remarks about labels are no numbers left over.
_NOT_LEFT_OVER = {"unknown_category"}


class Outline(Struct, frozen=True):
    """A rectangle to draw: `tag` stands at its corner when not empty; `weight` is the width of its line in points."""

    box: Box
    colour: Colour
    tag: str = ""
    weight: float = 1.0
    dashed: bool = False


class LegendLine(Struct, frozen=True):
    """What the outlines of one colour and tag on a page are."""

    tag: str
    colour: Colour
    text: str


class Marks(Struct, frozen=True):
    """All that is drawn on the pages of one answer."""

    outlines: tuple[Outline, ...]
    legends: dict[int, tuple[LegendLine, ...]]


def marks_of(answer: AnswerReading) -> Marks:
    """Return the outlines of all cells, figures in prose and doubts, and for each page what they mean."""
    indicators = list(dict.fromkeys(figure.indicator for figure in answer.figures))
    looks = {name: (_letter(index), PALETTE[index % len(PALETTE)]) for index, name in enumerate(indicators)}
    doubts = [doubt for doubt in answer.doubts if doubt.rule not in _NOT_LEFT_OVER]
    outlines = (
        *_labels(answer, looks),
        *dict.fromkeys(_outline(figure, looks) for figure in answer.figures),
        *(Outline(box, RED, f"!{number}", 1.6) for number, doubt in enumerate(doubts, 1) for box in doubt.boxes),
    )
    pages = range(1, answer.document.page_count + 1)
    return Marks(outlines, {page: tuple(_legend(page, answer.figures, looks, doubts)) for page in pages})


def _letter(index: int) -> str:
    """A to Z, then A1, B1, ..."""
    round_, position = divmod(index, len(ascii_uppercase))
    return ascii_uppercase[position] + (str(round_) if round_ else "")


def _outline(figure: Figure, looks: dict[str, tuple[str, Colour]]) -> Outline:
    letter, colour = looks[figure.indicator]
    return Outline(figure.box, colour, letter, dashed=figure.value is None)


def _labels(answer: AnswerReading, looks: dict[str, tuple[str, Colour]]) -> Iterator[Outline]:
    """Cells that are no figure themselves: thin, in the colour of their table when it is about one indicator."""
    figures = {figure.cell for figure in answer.figures if figure.cell}
    about: dict[int, set[str]] = {}
    for figure in answer.figures:
        if figure.cell:
            about.setdefault(figure.cell[0], set()).add(figure.indicator)
    for cell in answer.cells:
        if not cell.text or (cell.table_number, cell.row_number, cell.column_number) in figures:
            continue
        names = about.get(cell.table_number, set())
        colour = looks[next(iter(names))][1] if len(names) == 1 else GREY
        yield Outline(cell.box, colour, weight=0.4)


def _legend(
    page: int, figures: Sequence[Figure], looks: dict[str, tuple[str, Colour]], doubts: Sequence[Doubt]
) -> Iterator[LegendLine]:
    here = [figure for figure in figures if figure.box.page == page]
    for name, (letter, colour) in looks.items():
        own = [figure for figure in here if figure.indicator == name]
        if own:
            holes = sum(figure.value is None for figure in own)
            without = f", {holes} without a value (dashed)" if holes else ""
            yield LegendLine(letter, colour, f"{name}: {len(own)} {'figure' if len(own) == 1 else 'figures'}{without}")
    for number, doubt in enumerate(doubts, 1):
        if doubt.page == page or any(box.page == page for box in doubt.boxes):
            yield LegendLine(f"!{number}", RED, printable(doubt.message))
