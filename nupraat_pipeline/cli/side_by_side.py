"""A table as printed and, beside each of its rows, what the row was understood as.

Here: one table of an answer on a terminal. Not here: the words (`meanings`) or the rest of the answer (`plain`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nupraat_pipeline.cli import meanings
from nupraat_pipeline.cli.terminal import plural, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.records import Box, Cell, Figure

NOT_UNDERSTOOD = "not understood"
_DOUBTED = "bold red"

# Between two columns, and the narrowest column in which the figures of a row can be read.
_GAP = "   "
_NARROWEST = 24


def heading(number: int, cells: Sequence[Cell], figures: Sequence[Figure]) -> Text:
    """Where a table stands, and in one line what it is about; red when nothing of it was recognised."""
    pages = {cell.box.page for cell in cells}
    where = f"page {min(pages)}" if len(pages) == 1 else f"pages {min(pages)}-{max(pages)}"
    text = Text(f"Table {number}, {where}: ", style="bold")
    if not figures:
        return text.append("NOT RECOGNISED", style=_DOUBTED)
    indicators = ", ".join(dict.fromkeys(figure.indicator for figure in figures))
    holes = sum(figure.value is None for figure in figures)
    without = f", {holes} of them without a value" if holes else ""
    period = f"{meanings.years(figures)}{meanings.unless_printed(figures)}"
    return text.append(f"{indicators}, {period}, {plural(len(figures), 'figure')}{without}")


def rows(cells: Sequence[Cell], figures: Sequence[Figure], doubted: frozenset[Box], width: int) -> Table | Text:
    """The cells as printed, and row by row the figures; cells in `doubted` boxes are told as not understood.

    Beside each other, or where the terminal (`width` characters) is too narrow for it, below each other.
    """
    columns = max(cell.column_number for cell in cells)
    printed: dict[int, dict[int, Cell]] = {}
    for cell in cells:
        printed.setdefault(cell.row_number, {})[cell.column_number] = cell
    understood = {row: _understood(row, list(printed[row].values()), figures, doubted) for row in sorted(printed)}
    longest = [
        max((cell_len(printable(cell.text)) for cell in cells if cell.column_number == n + 1), default=0)
        for n in range(columns)
    ]
    if sum(longest) + len(_GAP) * columns + _NARROWEST > width:
        return _below(printed, understood, doubted, width)
    grid = Table(box=box.MINIMAL, pad_edge=False, show_edge=False)  # its line stands beside all lines of a row
    grid.add_column("as printed", no_wrap=True)
    grid.add_column("understood as", overflow="fold")
    for row, told in understood.items():
        shown = [_shown(printed[row].get(column + 1), doubted) for column in range(columns)]
        for text, wide in zip(shown, longest, strict=True):
            text.pad_right(wide - text.cell_len)
        grid.add_row(Text("  ").join(shown), told)
    return grid


def _below(
    printed: dict[int, dict[int, Cell]], understood: dict[int, Text], doubted: frozenset[Box], width: int
) -> Text:
    lines = []
    for row, told in understood.items():
        shown = [_shown(cell, doubted) for _, cell in sorted(printed[row].items())]
        lines.append(_wrapped(Text(" | ").join(shown), "  ", width))
        if told:
            lines.append(_wrapped(told, "    = ", width))
    return Text("\n").join(lines)


def _wrapped(text: Text, indent: str, width: int) -> Text:
    lines = text.wrap(Console(width=width), max(width - len(indent), 1))
    return Text("\n").join(
        Text(indent if number == 0 else " " * len(indent)) + line for number, line in enumerate(lines)
    )


def _understood(row: int, cells: Sequence[Cell], figures: Sequence[Figure], doubted: frozenset[Box]) -> Text:
    """The figures of a row in words, and how many of its cells were not understood."""
    differing = _Differing.of(figures)
    said = [differing.words(figure) for figure in figures if figure.cell and figure.cell[1] == row]
    text = Text(", ".join(said))
    if lost := sum(cell.box in doubted for cell in cells):
        told = f"{plural(lost, 'cell')} {NOT_UNDERSTOOD}"
        text.append(f", {told}" if said else told, style=_DOUBTED)
    return text


def _shown(cell: Cell | None, doubted: frozenset[Box]) -> Text:
    if cell is None:
        return Text()
    return Text(printable(cell.text), style=_DOUBTED if cell.box in doubted else "")


class _Differing(Struct, frozen=True):
    """What is not the same for all figures of a table, and so must be said of each."""

    indicator: bool
    period: bool
    role: bool

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> _Differing:
        return cls(
            len({figure.indicator for figure in figures}) > 1,
            len({figure.period for figure in figures}) > 1,
            len({figure.role for figure in figures}) > 1,
        )

    def words(self, figure: Figure) -> str:
        parts = (
            figure.indicator if self.indicator else "",
            meanings.days(figure.period) if self.period or not figure.category else "",
            printable(figure.category) if figure.category else "",
            "total" if self.role and figure.role == "total" else "",
        )
        return f"{' '.join(part for part in parts if part)}: {meanings.value(figure)}"
