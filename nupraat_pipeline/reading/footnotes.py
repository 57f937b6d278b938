"""What the signs of a document mean, by its own footnotes.

Here: the footnote for a sign, and what its words make of the value beside it. Not here: finding footnotes on the page
(`flow`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import Catalogue, MarkerMeaning, fold
from nupraat_pipeline.reading.layout.superscripts import SUPERSCRIPTS
from nupraat_pipeline.reading.values import DIGIT_IN_BRACKETS, FILLERS, NUMBER, SIGNS, STARS, limit_sign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.records import MissingReason, ObsStatus
    from nupraat_pipeline.reading.values import Value

# What is nothing but a number explains no sign: 'X: 5%' is an entry of a list.
FOOTNOTE = re.compile(
    rf"(?P<mark>{STARS}|{DIGIT_IN_BRACKETS}|\([a-z]\)|{SIGNS}|(?:{FILLERS}|<\s?\d+)(?=\s*[=:]))\s*[=:]?\s*"
    rf"(?P<text>(?!(?:{NUMBER})\s?%?\s*\Z)[^\s,;.:=].*)",
    re.IGNORECASE | re.DOTALL,
)

# Within a sentence or behind another: '(n.v.t. = niet van toepassing)', '...; - = geen gegevens'.
_LEGEND = re.compile(
    rf"(?:^|[\s(;,])(?P<mark>\*+|\(\*+\)|{FILLERS})\s*=\s*(?P<text>[^;,()=]*[^\W\d_][^;,()=]*)",
    re.IGNORECASE,
)

# A number before a text that is no item of an answer's where a table above it has that number for a mark.
_NUMBERED = re.compile(r"(?P<mark>\d(?P<point>[.)]?))\s+(?=[^\W\d_a-zà-ÿ])")
# What of a cell is such a mark.
_MARK_OF_CELL = re.compile(rf"(?:{DIGIT_IN_BRACKETS}|\s\d\)|[{SUPERSCRIPTS}]+)$")


# 'Aantallen kleiner dan 5 worden om privacyredenen niet weergegeven': below what, and that it is not told.
_BELOW = re.compile(
    r"\b(?:aantallen|cijfers|waarden|getallen)\s(?:van\s)?(?:(?:kleiner|minder|lager) dan|onder(?: de)?|<)\s?"
    r"(?P<limit>[2-9]|10)\b(?!\s?%)"
)
_BRACKET = re.compile(r"\([^()]*\)")
_SIGN_FOR_FEW = re.compile(r"\(\W*\w{1,3}\W*=\s*(?:kleiner|minder|lager) dan\s\d+\W*\)")  # '(p = kleiner dan 10)'
_NOT_TOLD = re.compile(
    r"\bprivacy|\b(?:weggelaten|onderdrukt)\b"
    r"|\b(?:niet|geen)\b.*?\b(?:weer(?:ge)?geven|vermeld\w*|getoond|mee(?:ge)?deeld|vrijgegeven|gepubliceerd|opgenomen)\b"
)


class Footnote(Struct, frozen=True):
    """A footnote: its sign, its text, the number of its block in the flow, and the item that it stands under."""

    mark: str
    text: str
    position: int
    item: int | None = None


_LOWER = str.maketrans(SUPERSCRIPTS, "0123456789")


class Standing(Struct, frozen=True):
    """The status of a value and, when there is none, the reason."""

    status: ObsStatus
    reason: MissingReason | None


class Footnotes(Struct, frozen=True):
    """All footnotes of an answer; `items` holds the item of each block in the flow."""

    notes: tuple[Footnote, ...]
    items: tuple[int | None, ...]
    catalogue: Catalogue

    def text_for(self, mark: str, position: int) -> str | None:
        """Return the text that explains `mark` at a place: of the next footnote with it, or else the last before.

        A footnote of its own item goes first. Without one, an earlier footnote holds on, unless the earlier ones give
        the sign several meanings.
        """
        item = self.items[position]
        alike = [note for note in self.notes if same_mark(note.mark, mark)]
        same = [note for note in alike if note.item == item]
        after = [note for note in same if note.position >= position]
        if after:
            return after[0].text
        if same:
            return same[-1].text
        earlier = [note for note in alike if note.position < position]
        return earlier[0].text if len({fold(note.text) for note in earlier}) == 1 else None

    def standing(self, value: Value, label_marks: Iterable[str], position: int) -> Standing:
        """Say what a value's sign, or the signs of its labels, make of it. A number beside a sign stays a number."""
        meaning = self._meaning(value, label_marks, position)
        if value.number is not None:
            return Standing(meaning.value_status if meaning else "A", None)
        if meaning and meaning.reason:
            return Standing(meaning.status, meaning.reason)
        return Standing("O", "blank" if value.is_blank else "unexplained")

    def _meaning(self, value: Value, label_marks: Iterable[str], position: int) -> MarkerMeaning | None:
        is_hole = value.number is None
        for mark in (value.marker, limit_sign(value), *label_marks):
            text = self.text_for(mark, position) if mark else None
            if text and (meaning := self._by_words(text, is_hole=is_hole)):
                return meaning
        return self._by_words(value.words, is_hole=is_hole) if value.words else None

    def _by_words(self, text: str, *, is_hole: bool) -> MarkerMeaning | None:
        """Return the first meaning that a text's words have; of a hole it must be the reason."""
        plain = fold(text)
        for meaning in self.catalogue.marker_meanings:
            if is_hole and meaning.reason is None:
                continue
            if any(re.search(rf"(?<!\w)\w*?{word}", plain) for word in meaning.words):
                return meaning
        return None


def legends_in(text: str) -> list[tuple[str, str]]:
    """Return the signs that a text explains by the way, each with what it says of it."""
    return [(match["mark"], match["text"].strip()) for match in _LEGEND.finditer(text)]


def withheld_in(plain: str) -> list[tuple[int, int]]:
    """Return the brackets of a folded text that say which numbers are not printed, and the words that do so without."""
    brackets = [
        each.span() for each in _BRACKET.finditer(plain) if withheld_below(each[0]) or _SIGN_FOR_FEW.match(each[0])
    ]
    said = withheld_below(plain)
    return brackets or ([said.span()] if said else [])


def withheld_below(plain: str) -> re.Match[str] | None:
    """Return where a folded sentence says below which `limit` numbers are not printed; None when it does not."""
    below = _BELOW.search(plain)
    return below if below and _NOT_TOLD.search(plain) else None


def numbered_note(text: str, before: str | None) -> re.Match[str] | None:
    """Return the number that opens a text below a table: '1 Voorlopige cijfers.', '1) Voorlopige cijfers.'.

    Before a capital it is no number of anything. A bare one is 1, or the next after the mark of the footnote `before`.
    """
    match = _NUMBERED.match(text)
    if match is None or match["point"]:
        return match
    return match if int(match["mark"]) == int(_key(before) if before else 0) + 1 else None


def is_mark_in(cells: Iterable[str], mark: str) -> bool:
    """Whether a cell of a table has a number as its mark: '2023 (1)'."""
    return any((found := _MARK_OF_CELL.search(cell)) and same_mark(found[0].strip(), mark) for cell in cells)


def opens_numbered(text: str) -> bool:
    """Whether a line may open a footnote with a bare number."""
    return _NUMBERED.match(text) is not None


def same_mark(first: str, second: str) -> bool:
    """Whether two marks are the same sign: 'n.b.' and 'nb', '*' and '(*)', '¹' and '(1)' and '1)'."""
    return _key(first) == _key(second)


def _key(mark: str) -> str:
    plain = re.sub(r"[\s.]", "", mark.casefold()) or mark
    return re.sub(r"^[(\[]?(\*+|\d+|[a-z])[)\]]?$", r"\1", plain.translate(_LOWER))
