"""Running text that remembers where each of its characters stands.

Here: words joined to a text with a place for every stretch of it, the same text folded for matching, and its
sentences. Not here: what the sentences say (`statements`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import PLAIN_MARKS
from nupraat_pipeline.reading.words.months import month_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nupraat_pipeline.reading.layout.geometry import Word

# A point after one of these ends no sentence.
_ABBREVIATION = re.compile(
    r"nl|vnl|bv|bijv|o\.[am]|t\.e\.m|i\.p\.v|t\.o\.v|ca|nrs?|resp|m\.a\.w|d\.w\.z|enz|incl|excl|m\.b\.t|i\.v\.m|a\.h\.v|max"
    r"|min|gem|t\.g\.v|i\.s\.m|p|art|afd|st|tel|blz|pag|vs|c|mevr|dhr|dr|prof"
)
# What opens with a number in brackets ('(33%), 15-17 j.') is no sentence of its own.
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]*[A-ZÀ-Þ]|[\"“‘]*[0-9])")
# A point after one of these ends no sentence before a number: 'tot 11 jr. 3%'.
_BEFORE_NUMBERS = re.compile(r"(?:\d\s?(?:j|jr|jrs)|\bonb|\bong)\.$", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"[^\W\d_]{2,}-$")
# Between the ends of lines that may be one number, or two.
JOINT = "\N{WORD JOINER}"
_ENDS_IN_THOUSANDS = re.compile(r"(?<![\d.,])(?<!\d )\d{1,3}\.$")
_BEGINS_WITH_THREE = re.compile(r"\d{3}(?!\d)")
_ENDS_IN_COMMA = re.compile(r"\d,$")
_BEGINS_WITH_SHARE = re.compile(r"\d{1,2}\s?%")


class PlacedWord(Struct, frozen=True):
    """A word and the number of the page on which it stands."""

    page: int
    word: Word


class PlacedText(Struct, frozen=True, dict=True):
    """A text made of words, with the stretch of it that each word covers.

    `plain` is `text` folded for matching, character for character, so that a match in one is a place in the other.
    """

    text: str
    places: tuple[tuple[int, int, PlacedWord], ...]

    @cached_property
    def plain(self) -> str:
        """Lower case, without accents, typographic marks as plain ones; as long as `text`."""
        return fold_in_place(self.text)

    def words(self, start: int, end: int) -> tuple[PlacedWord, ...]:
        """Return the words of which any part lies in the stretch from `start` to `end`."""
        return tuple(word for first, last, word in self.places if first < end and last > start)

    def part(self, start: int, end: int) -> PlacedText:
        """Return a stretch as a text of its own, without spaces at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        places = tuple(
            (max(first, start) - start, min(last, end) - start, word)
            for first, last, word in self.places
            if first < end and last > start
        )
        return PlacedText(self.text[start:end], places)

    @cached_property
    def sentences(self) -> tuple[PlacedText, ...]:
        """The sentences in order."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[PlacedText]:
        start = 0
        for match in _SENTENCE_END.finditer(self.text):
            before = self.text[start : match.start()]
            is_beside_number = self.text[match.end()].isdigit() and _BEFORE_NUMBERS.search(before)
            if is_beside_number or (before.endswith(".") and is_abbreviated(before)):
                continue
            yield self.part(start, match.start())
            start = match.end()
        if self.text[start:].strip():
            yield self.part(start, len(self.text))


def is_abbreviated(text: str) -> bool:
    """Whether a text ends with an abbreviation, whose point ends no sentence."""
    word = text.rsplit(None, 1)[-1].strip('("“‘”’)').rstrip(".").lower()
    return word in month_words() or _ABBREVIATION.fullmatch(word) is not None


def fold_in_place(text: str) -> str:
    """Fold a text as `catalogue.fold` does, but character for character: the result is as long as `text`."""
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """Every character folded, by its code as `str.translate` asks for it; remembered when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", char.translate(PLAIN_MARKS) or " ")[:1].casefold()
    return plain if len(plain) == 1 else char


_FOLDED = _Folded()


def join_words(lines: Iterable[Iterable[PlacedWord]]) -> PlacedText:
    """Join the words of lines to one text; a word broken with a hyphen at a line's end becomes whole again."""
    text = ""
    places: list[tuple[int, int, PlacedWord]] = []
    for line in lines:
        starts_line = True
        for word in line:
            broken = starts_line and _BROKEN_WORD.search(text) and word.word.text[:1].islower()
            if starts_line and breaks_number(text, word.word.text):
                text += JOINT if text.endswith(".") else ""
            elif broken and not _joins_compounds(word.word.text):
                text = text[:-1]
                first, last, before = places[-1]
                places[-1] = (first, last - 1, before)
            elif text and not broken:
                text += " "
            places.append((len(text), len(text) + len(word.word.text), word))
            text += word.word.text
            starts_line = False
    return PlacedText(text, tuple(places))


def breaks_number(text: str, following: str) -> bool:
    """Whether a line ends, and the next begins, in what may be the middle of a number: '7.' and '412', '80,' and '5%'.

    The first may also be the ends of two sentences, so a `JOINT` is put there.
    """
    is_thousands = _ENDS_IN_THOUSANDS.search(text) and _BEGINS_WITH_THREE.match(following)
    is_decimal = _ENDS_IN_COMMA.search(text) and _BEGINS_WITH_SHARE.match(following)
    return bool(is_thousands or is_decimal)


def _joins_compounds(word: str) -> bool:
    """Whether a word after a hyphen shows that the hyphen stands for a shared part ('chat- en mailoproepers')."""
    return word in {"en", "of", "als", "tot"}
