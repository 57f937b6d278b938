"""What is printed, made fit for a terminal: no control characters from a PDF, no markup by accident, tables that fit.

Here: the console and text going to it. Not here: what is said.
"""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from typing import TYPE_CHECKING, NoReturn

from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Wider than any line, in characters.
_UNLIMITED = 100_000

# Controls, invisible marks that reorder or hide text, halves of characters, and the two line ends of Unicode.
_NOT_PRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def printable(text: object) -> str:
    r"""The text on one line, with everything that could steer a terminal written out ('\x1b')."""
    return "".join(_printable(character) for character in " ".join(str(text).split()))


def printable_lines(text: str) -> str:
    """The text with its own lines and spaces, and everything that could steer a terminal written out."""
    return "\n".join("".join(_printable(character) for character in line) for line in text.split("\n"))


def _printable(character: str) -> str:
    if unicodedata.category(character) not in _NOT_PRINTABLE:
        return character
    return character.encode("unicode_escape").decode("ascii")


class _PipedConsole(Console):
    """A console that leaves it to the command what it means when nobody reads on, instead of ending the process."""

    def on_broken_pipe(self) -> NoReturn:
        """Print nothing more, and say so."""
        self.quiet = True
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A console that prints texts as they are: no markup, no emoji names, no colouring of numbers.

    What does not go to a terminal has no width to fit.
    """
    file = sys.stderr if stderr else sys.stdout
    out = _PipedConsole(file=file, markup=False, emoji=False, highlight=False, soft_wrap=True)
    if not out.is_terminal:
        out.width = _UNLIMITED
    return out


def paragraph(text: object, *, first: str, indent: int) -> str:
    """The text after `first`, in lines that fit the terminal, all but the first indented."""
    return textwrap.fill(printable(text), width=console().width, initial_indent=first, subsequent_indent=" " * indent)


def plural(count: int, word: str) -> str:
    """The count with its word: '1 page', '6 pages'."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A plain table; empty for None."""
    grid = Table(*heads, box=box.SIMPLE, show_header=any(heads), pad_edge=False)
    for row in rows:
        grid.add_row(*("" if value is None else printable(value) for value in row))
    return grid
