"""Marked text in a font -> lines that fit a width.

Here: words, their widths, and where they may break. Not here: where lines are placed (`on_canvas`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .manuscript import Mark, Text

SOFT_HYPHEN = "\u00ad"
# Regular and bold. Vera comes with reportlab and has ligatures; the others are in every PDF viewer.
FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold"),
    "serif": ("Times-Roman", "Times-Bold"),
    "mono": ("Courier", "Courier-Bold"),
    "vera": ("Vera", "VeraBd"),
}

Piece = tuple[str, Mark | None]
Word = list[Piece]
Line = list[Word]


@cache
def register_vera() -> None:
    """Make Vera known to reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in FONTS["vera"]:
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def words(text: Text) -> list[Line]:
    """The text as given lines of words; a word is a run of pieces that stand together, a mark never breaks."""
    lines: list[Line] = [[[]]]
    for run in text:
        if isinstance(run, Mark):
            lines[-1][-1].append((run.text, run))
            continue
        for part in re.split(r"([ \n])", run):
            if part == "\n":
                lines.append([[]])
            elif part == " ":
                lines[-1].append([])
            elif part:
                lines[-1][-1].append((part, None))
    return [[word for word in line if word] for line in lines]


def shown(word: Word) -> str:
    """The word as printed."""
    return "".join(text for text, _ in word).replace(SOFT_HYPHEN, "")


@dataclass(frozen=True, slots=True)
class Type:
    """A font in a size, and what fits in a width. All widths are in points."""

    font: str
    size: float

    def width(self, text: str) -> float:
        """How wide the text is."""
        return float(pdfmetrics.stringWidth(text, self.font, self.size))

    def line_width(self, line: Line) -> float:
        """How wide a line of words is."""
        return self.width(" ".join(shown(word) for word in line))

    def longest_word(self, text: Text) -> float:
        """The width below which the text cannot be wrapped."""
        return max((self.width(shown(word)) for line in words(text) for word in line), default=0.0)

    def natural_width(self, text: Text) -> float:
        """The width of the text when nothing is wrapped."""
        return max(self.line_width(line) for line in words(text))

    def wrap(self, text: Text, width: float) -> list[Line]:
        """The text's lines within a width, broken at spaces and at soft hyphens."""
        return [line for given in words(text) for line in self._wrapped(given, width)]

    def _wrapped(self, given: Line, width: float) -> list[Line]:
        lines: list[Line] = []
        line: Line = []
        for word in given:
            rest = word
            while self.line_width([*line, rest]) > width:
                head, tail = self._broken(line, rest, width)
                if not head and not line:
                    break  # one word wider than the line: it sticks out, as on a real page
                lines.append([*line, head] if head else line)
                line, rest = [], tail
            line.append(rest)
        return [*lines, line]

    def _broken(self, line: Line, word: Word, width: float) -> tuple[Word, Word]:
        """The longest beginning of the word that fits with its hyphen, and the rest; empty when none fits."""
        syllables = word[0][0].split(SOFT_HYPHEN) if len(word) == 1 else []
        for count in range(len(syllables) - 1, 0, -1):
            head: Word = [("".join(syllables[:count]) + "-", None)]
            if self.line_width([*line, head]) <= width:
                return head, [(SOFT_HYPHEN.join(syllables[count:]), None)]
        return [], word
