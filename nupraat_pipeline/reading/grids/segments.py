"""Lines of text taken apart where a column may part them.

Here: what a word looks like (a value, a bullet, a leader), how wide a space is, and the segments of a line. Not here:
which segments stand under each other (`columns`), nor what a value means: these are shapes, in any language.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.layout.geometry import Line, Word, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Where a text has too few spaces to learn from, a space is this wide, in units of the type size.
USUAL_SPACE = 0.28
NARROWEST_SPACE, WIDEST_SPACE = 0.2, 0.65
ENOUGH_SPACES = 8
SPACE_QUANTILE = 0.15
# Letters of words this long are as wide on average, to this part, in most words only when the type is monospaced.
LONG_WORD, SAME_WIDTH, MONOSPACED_SHARE = 4, 0.02, 0.6
# A monospaced text that is not justified has spaces as wide as a letter, to this part, most of them; what is
# narrower or wider, but no overlap, is where a cell was set.
SAME_SPACE, EXACT_SHARE, LEAST_GAP = 0.08, 0.6, 0.35
# Gaps that part segments, in spaces. Two numbers side by side are two cells as soon as they are further apart than a
# space; words must be clearly further apart, since justified prose stretches its spaces.
VALUE_GAP = 1.25
MIXED_GAP = 1.4
TEXT_GAP = 1.9
# The sign of a currency may stand at the left edge of its cell, this far from its amount, in type sizes.
CURRENCIES, CURRENCY_GAP = frozenset("$€£¥"), 8.0

# Text may reach over the edge of its cell by this much.
EDGE_SLACK = 0.05

_VALUE = re.compile(
    r"[(<>=≤≥±+\-–−~€$£¥]*\d[\d.,:/'’\u00b7]*[%‰°*†‡§)€+⁰¹²³⁴-⁹]*[a-d]?[%)*]*"  # 1.187 40,5% (12) <5 245* 24+ 12a
    r"|[<>≤≥±~]|%?[*†‡]{1,4}|[-–—−]{1,3}|\.{1,3}|…|/|%"  # markers of a missing value
    r"|:|\((?-i:[A-Z]{1,2})\)"  # what statistical offices print for it
    r"|n\.?[bav]\.?(?:[bvt]\.?)?(?:t\.?)?|n/a|na|nb|nvt",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(
    r"[•◦▪■●○‣⁃∙·*\uf0b7\uf0a7\ufffdo–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?"
)
_LEADER = re.compile(r"(?:[._…·]\s?){4,}")
# A line that begins so is a caption, whatever columns its words happen to stand in.
_CAPTION = re.compile(
    r"(?:tab(?:le|el|elle|leau|la|ela|ella)|tavola|cuadro|quadro|exhibit|overzicht|fig(?:ure|uur|ura)?|chart|graph|"
    r"grafiek|gr[aá]fico|graphique|abb(?:ildung)?|figura)\.? (?:n[.°º]+ ?)?(?:[a-z]{1,2}[.–-]?)?\d.*",
    re.IGNORECASE,
)
# A line of its own with as many words as this and a full stop is a sentence, no label.
SENTENCE_WORDS = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOTE_MARK = re.compile(r"\*+|\(\d\)|\([a-z]\)|[†‡§⁰¹²³⁴-⁹]+")
# Dots with spaces between them are a leader together, from so many on.
_DOTS, FEWEST_DOTS = re.compile(r"[.…·]+"), 4


class Segment(Struct, frozen=True, dict=True):
    """Words of one line that no column parts, so far as their own gaps show."""

    words: tuple[Word, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @cached_property
    def text(self) -> str:
        """The words, a space between each two."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def is_value(self) -> bool:
        """Whether nothing but numbers and markers is in it."""
        return all(is_value(word.text) for word in self.words)


def segment(words: Iterable[Word]) -> Segment:
    """Return these words as one segment, left to right."""
    ordered = tuple(sorted(words, key=lambda word: word.x0))
    return Segment(ordered, *bounds(ordered))


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a word looks like a number or like a marker in the place of one."""
    return _VALUE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_year(text: str) -> bool:
    """Whether a word looks like a year: one heads columns as often as it fills them."""
    return _YEAR.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_enumerator(text: str) -> bool:
    """Whether a word looks like a bullet or the number of an item."""
    return _ENUMERATOR.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_leader(text: str) -> bool:
    """Whether a word is a row of dots that leads the eye."""
    return _LEADER.fullmatch(text) is not None


def is_caption(words: Sequence[Word]) -> bool:
    """Whether a line begins as a numbered caption does: 'Table 3', 'Tabel B.1', 'Exhibit 4'."""
    return _CAPTION.fullmatch(" ".join(word.text for word in words[:3])) is not None


def is_sentence(single: Segment, ends: tuple[str, ...] = (".", ":", "?", "!")) -> bool:
    """Whether a text alone on its line is a sentence or begins an item: no label has so many words."""
    words = single.words
    return len(words) >= SENTENCE_WORDS and (words[-1].text.endswith(ends) or is_enumerator(words[0].text))


def is_note(single: Segment) -> bool:
    """Whether a text alone on its line explains a marker: 'n.b.: not available', '*** withheld', '(1) provisional'."""
    first, *rest = single.words
    marker = first.text.rstrip(":=")
    explains = marker != first.text or (bool(rest) and rest[0].text in {":", "="})
    return bool(rest) and (_NOTE_MARK.fullmatch(marker) is not None or (explains and is_value(marker)))


def _in_leaders(words: Sequence[Word]) -> set[int]:
    """Return which words of a line are leaders or, dot by dot, parts of one."""
    found = {index for index, word in enumerate(words) if is_leader(word.text)}
    run: list[int] = []
    for index, word in enumerate(words):
        run = [*run, index] if _DOTS.fullmatch(word.text) else []
        if len(run) >= FEWEST_DOTS:
            found.update(run)
    return found


def space_width(lines: Iterable[Line], default: float = USUAL_SPACE) -> float:
    """Return the usual gap between words, in units of the type size, as these lines show it, `default` if too few do.

    Gaps beside values may be gaps between columns, and justified text widens its spaces more than it narrows them.
    """
    lines = list(lines)
    letter = _letter_width(word for line in lines for word in line.words)
    if letter is not None:
        return letter
    gaps = sorted(
        (right.x0 - left.x1) / left.size
        for line in lines
        for left, right in pairwise(line.words)
        if 0 < right.x0 - left.x1 < left.size and not (is_value(left.text) or is_value(right.text))
    )
    if len(gaps) < ENOUGH_SPACES:
        return default
    return min(max(gaps[int(SPACE_QUANTILE * len(gaps))], NARROWEST_SPACE), WIDEST_SPACE)


def _letter_width(words: Iterable[Word]) -> float | None:
    """Return how wide every letter is, and so every space, when most words are of a monospaced type."""
    widths = sorted(
        (word.x1 - word.x0) / (len(word.text) * word.size)
        for word in words
        if len(word.text) >= LONG_WORD and word.text.isalpha() and word.size > 0
    )
    if len(widths) < ENOUGH_SPACES:
        return None
    middle = widths[len(widths) // 2]
    alike = sum(abs(width - middle) < SAME_WIDTH * middle for width in widths)
    return middle if alike > MONOSPACED_SHARE * len(widths) else None


def exact_space(lines: Iterable[Line]) -> float | None:
    """Return the width of every space, in units of the type size, of a monospaced text that is not justified.

    None for any other text: its spaces may be of any width.
    """
    lines = list(lines)
    letter = _letter_width(word for line in lines for word in line.words)
    if letter is None:
        return None
    spaces = [
        (right.x0 - left.x1) / (letter * left.size)
        for line in lines
        for left, right in pairwise(line.words)
        if not (is_value(left.text) or is_value(right.text))
    ]
    near = [space for space in spaces if space < 2]
    exact = sum(abs(space - 1) <= SAME_SPACE for space in near)
    return letter if near and exact >= EXACT_SHARE * len(near) else None


def is_no_space(left: Word, right: Word, exact: float | None) -> bool:
    """Whether the gap between two words is not one that their text has, where all its spaces are `exact`ly so wide."""
    if exact is None or left.size != right.size:
        return False
    spaces = (right.x0 - left.x1) / (exact * left.size)
    return spaces > LEAST_GAP and abs(spaces - round(spaces)) > SAME_SPACE


def segments_of(
    words: Sequence[Word], space: float, edges: Sequence[float] = (), exact: float | None = None
) -> list[Segment]:
    """Take a line apart at gaps that may part columns, and at `edges` of shaded areas. `words` stand left to right.

    `space` is as of `space_width`, `exact` as of `exact_space`.
    """
    parts: list[list[Word]] = []
    leaders = _in_leaders(words)
    for index, word in enumerate(words):
        if index in leaders and index:
            parts.append([])
            continue
        if not parts or (
            parts[-1]
            and (
                _edge_between(parts[-1][-1], word, edges)
                or _parts(parts[-1], word, space)
                or is_no_space(parts[-1][-1], word, exact)
            )
        ):
            parts.append([])
        parts[-1].append(word)
    return [segment(part) for part in parts if part]


def _edge_between(left: Word, right: Word, edges: Sequence[float]) -> bool:
    slack = EDGE_SLACK * left.size
    return any(left.x1 - slack <= edge <= right.x0 + slack for edge in edges)


def _parts(before: list[Word], word: Word, space: float) -> bool:
    last = before[-1]
    gap = (word.x0 - last.x1) / max(last.size, word.size, 1.0)
    if len(before) == 1 and is_enumerator(last.text) and not is_value(word.text) and gap < 4 * MIXED_GAP * space:
        return False
    if len(before) == 1 and last.text in CURRENCIES and is_value(word.text) and gap < CURRENCY_GAP:
        return False
    values = is_value(last.text) + is_value(word.text)
    if values == 2:
        return gap > VALUE_GAP * space
    return gap > (MIXED_GAP if values else TEXT_GAP) * space
