"""Small raised numbers: the marks that point to footnotes, as word processors set them.

Here: which small words are such marks, and which characters of a font, written as superscript digits, so that '101'
with a raised 1 is not 1011. Not here: what a footnote says (`footnotes`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pdfminer.pdffont import PDFFont

    from nupraat_pipeline.reading.layout.geometry import Word

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# A raised mark is smaller than its text by this ratio and ends this much higher, in units of the text's size.
SMALLER, RAISED = 0.88, 0.1
# Raised so far it need not be that much smaller: no column is set so, whatever stands beside it.
CLEARLY_RAISED = 0.3
# Its foot is at least so far below the head of its word, in units of the text's size.
LOWEST = 0.3
# It stands right behind its word, in units of the text's size; before the text of its footnote a space may follow it.
BEHIND, BEFORE = 0.2, 1.6
# Footnotes are numbered so far at most.
LONGEST = 2
# Footnotes are set in a type smaller than the text by this ratio.
FOOTNOTE_RATIO = 0.95
# A font's raised form of a digit (OpenType's feature `sups`) is narrower than the digit itself by this ratio.
NARROWER = 0.75
# No digit is wider than this, in units of its size; what is wider is made for East Asian text.
WIDEST_DIGIT = 0.75

_DIGITS = "0123456789"
_RAISE = str.maketrans(_DIGITS, SUPERSCRIPTS)


def raised_forms(font: PDFFont) -> dict[int, str]:
    """Return the characters of a font that are its raised digits, with the superscript that each is.

    Such a form stands on the line and has the size of its text; the file gives it the same letter as the digit
    itself. What shows it is that the font has that digit a second time, wider. Where a second form of any digit is
    about as wide as the first, the forms are old-style, proportional or tabular figures, and none is raised.
    """
    letters = getattr(getattr(font, "unicode_map", None), "cid2unichr", {})
    forms: dict[str, dict[int, float]] = defaultdict(dict)
    for cid, letter in letters.items():
        if len(letter) == 1 and letter in _DIGITS and 0 < (width := font.char_width(cid)) <= WIDEST_DIGIT:
            forms[letter][cid] = width
    raised: dict[int, str] = {}
    for digit, widths in forms.items():
        widest = max(widths.values())
        others = {cid: width for cid, width in widths.items() if width < widest}
        if any(width >= NARROWER * widest for width in others.values()):
            return {}
        raised |= dict.fromkeys(others, digit.translate(_RAISE))
    return raised


def with_marks(words: Sequence[Word], text_size: float) -> list[Word]:
    """Return the words of a page, its raised numbers as superscripts: joined to their word, or before a footnote."""
    small = [word for word in words if _may_be_mark(word) and word.size < text_size]
    if not small:
        return list(words)
    joined: dict[Word, Word] = {}
    marks: set[Word] = set()
    for mark in small:
        home = next((word for word in words if word is not mark and _is_raised_behind(mark, word)), None)
        if home is not None:
            before = joined.get(home, home)
            joined[home] = replace(before, text=before.text + mark.text.translate(_RAISE), x1=max(before.x1, mark.x1))
            marks.add(mark)
    known = {mark.text for mark in marks}
    raised = {
        mark: replace(mark, text=mark.text.translate(_RAISE))
        for mark in small
        if mark not in marks and _opens_footnote(mark, words, known, text_size)
    }
    return [raised.get(word, joined.get(word, word)) for word in words if word not in marks]


def _may_be_mark(word: Word) -> bool:
    return word.text.isdecimal() and len(word.text) <= LONGEST and word.turn == 0


def _is_raised_behind(mark: Word, word: Word) -> bool:
    return word.turn == 0 and -BEHIND * word.size <= mark.x0 - word.x1 <= BEHIND * word.size and _is_raised(mark, word)


def _is_raised(mark: Word, word: Word) -> bool:
    reaches_down = mark.bottom > word.top + LOWEST * word.size
    shares_line = reaches_down and (word.top + word.bottom) / 2 > mark.top - word.size / 2
    raised = (word.bottom - mark.bottom) / word.size
    is_mark = (mark.size < SMALLER * word.size and raised > RAISED) or (
        mark.size <= word.size and raised > CLEARLY_RAISED
    )
    return is_mark and shares_line


def _opens_footnote(mark: Word, words: Iterable[Word], known: set[str], text_size: float) -> bool:
    """Whether a small number begins a footnote: raised before its text, or one of the page's marks in small type."""
    line = [word for word in words if word is not mark and min(word.bottom, mark.bottom) > max(word.top, mark.top)]
    if any(word.x0 < mark.x0 for word in line):
        return False
    after = min(line, key=lambda word: word.x0, default=None)
    if after is None or after.text[:1].isdigit() or after.x0 - mark.x1 > BEFORE * after.size:
        return False
    return _is_raised(mark, after) or (mark.text in known and after.size < FOOTNOTE_RATIO * text_size)
