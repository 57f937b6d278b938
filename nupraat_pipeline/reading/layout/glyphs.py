"""Characters as drawn, and the words they make.

Here: which way a character is turned, what it stands for in plain text, and where one word ends and the next begins.
Not here: anything that looks beyond one word (`page`).

Independent of the order of drawing where it can be: characters that follow each other in the file and on the page
stay together (so that texts that overlap are not shuffled), and the runs so made are then put in order by place.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from nupraat_pipeline.reading.layout.geometry import Bounds, Turn, turned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.reading.layout.drawn import Char

WordParts = tuple[str, Bounds, float, bool, int | None, bool]

# All gaps and shifts are in units of the type size.
# A gap from here on parts words: spaces are 0.25 to 0.35, kerning within a word stays under 0.1.
WORD_GAP = 0.18
# A space that takes no more room than this parts no words.
UNSEEN = 0.05
# Text set with wide letter spacing: nothing but single letters, parted by gaps narrower than a letter is wide.
TRACKED_LETTERS = 4
WIDEST_TRACKING = 0.5
# A character may be kerned back this far under the one before it.
KERN_BACK = 0.35
# Baselines closer than this are one.
BASELINE_SHIFT = 0.15
# The same character drawn again this close is the same ink, thickened.
OVERPRINT = 0.2
# A character that is smaller by this ratio and raised or lowered is a superscript or subscript, a word of its own.
SCRIPT_RATIO = 0.8
SCRIPT_SHIFT = 0.1
# A text goes on within this distance along its line, or on a line within this distance below.
NEXT_WORD, NEXT_LINE = 0.8, 1.8
# Text within this slope of a quarter turn is scanned a little askew, not oblique.
ASKEW = 0.2

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u2010": "-",
    "\u2011": "-",
}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
SOFT_HYPHEN = "\u00ad"
# Characters that are never seen but, unlike a space, do not part words; all read as the first.
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


class Glyph(NamedTuple):
    """A drawn character in the frame in which it stands upright; `turn` is None when it stands in none.

    Also a run of those that follow each other both in the file and on the page; empty text for a space.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    mcid: int | None
    turn: Turn | None


def glyph_of(char: Char, width: float, height: float) -> Glyph:
    """Read a character of the layout of a page of this width and height as displayed."""
    a, b, c, d, e, f = char.matrix
    turn = _turn(a, b, c, d)
    x0, top, x1, bottom = char.x0, height - char.y1, char.x1, height - char.y0
    if turn == 0 or turn is None:
        baseline = height - f
    else:
        x0, top, x1, bottom = turned((x0, top, x1, bottom), turn, across=width, down=height)
        baseline = turned((e, height - f, e, height - f), turn, across=width, down=height)[1]
    text = _plain(char.text)
    if text == SOFT_HYPHEN and x1 <= x0:
        text = _INVISIBLE[0]
    return Glyph(text, x0, top, x1, bottom, baseline, bottom - top, _is_bold(char.fontname), char.mcid, turn)


def follows(before: Glyph, glyph: Glyph) -> bool:
    """Whether a character may go on the same text: right after, or at the start of a line further down."""
    if before.turn != glyph.turn:
        return False
    if abs(glyph.baseline - before.baseline) <= BASELINE_SHIFT * before.size:
        return -KERN_BACK * before.size <= glyph.x0 - before.x1 <= NEXT_WORD * before.size
    return 0 < glyph.baseline - before.baseline <= NEXT_LINE * before.size and glyph.x0 <= before.x1


@lru_cache(maxsize=256)
def _turn(a: float, b: float, c: float, d: float) -> Turn | None:
    """Return the direction that text runs in under this matrix; None when it is oblique."""
    if abs(b) <= ASKEW * abs(a):
        return 180 if a < 0 and d < 0 else 0
    if abs(a) <= ASKEW * abs(b):
        return 90 if b > 0 else 270
    return None if c or b else 0


@lru_cache(maxsize=256)
def _is_bold(font: str) -> bool:
    name = str(font).casefold()
    return any(mark in name for mark in ("bold", "black", "heavy", "demi"))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return a character as plain text: NFC, ligatures taken apart, every kind of space as '' (the mark of a gap)."""
    if text.startswith("(cid:"):  # a shape that the file gives no letter, a bullet mostly; its number is not printed
        return UNKNOWN
    text = "".join([_LIGATURES.get(each, each) for each in text])
    if text and text in _INVISIBLE:
        return _INVISIBLE[0]
    if len(text) > 1:  # a place to hyphenate that was not used hides behind a letter
        text = text.replace(SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", text).strip()


def words_of(glyphs: list[Glyph]) -> Iterator[WordParts]:
    """Yield the words that upright characters make.

    Of each: text, box, size, bold, number of the marked content, and whether it ends in a hyphen that only parts it.
    """
    for line in _baselines(_runs(glyphs)):
        words = list(_line_words(line, WORD_GAP))
        letters = [word for word in words if len(word[0]) == 1 and word[0].isalpha()]
        if len(letters) >= TRACKED_LETTERS and 2 * len(letters) > len(words):
            tracking = _tracking(letters)
            if tracking < WIDEST_TRACKING:
                words = list(_line_words(line, WORD_GAP + tracking))
        yield from words


def _runs(glyphs: list[Glyph]) -> Iterator[Glyph]:
    """Join characters that follow each other both in the file and on the page."""
    run: list[Glyph] = []
    for index, glyph in enumerate(glyphs):
        if run and not glyph.text and index + 1 < len(glyphs) and _takes_no_room(run[-1], glyphs[index + 1]):
            continue
        if run and not _continues(run[-1], glyph):
            yield _run(run)
            run = []
        run.append(glyph)
    if run:
        yield _run(run)


def _takes_no_room(last: Glyph, after: Glyph) -> bool:
    """Whether a space between two characters is not seen: browsers draw one for a soft hyphen that is not used."""
    beside = -KERN_BACK * last.size <= after.x0 - last.x1 <= UNSEEN * last.size
    return (
        bool(last.text and after.text) and beside and abs(after.baseline - last.baseline) <= BASELINE_SHIFT * last.size
    )


def _continues(last: Glyph, glyph: Glyph) -> bool:
    if not last.text or not glyph.text:
        return False
    gap = glyph.x0 - last.x1
    size = last.size
    return (
        -KERN_BACK * size <= gap <= WORD_GAP * size
        and abs(glyph.baseline - last.baseline) <= BASELINE_SHIFT * size
        and glyph.x0 - last.x0 > min(OVERPRINT * size, (last.x1 - last.x0) / 2)
        and (glyph.size == size or not _script(last, glyph))
    )


def _script(one: Glyph, other: Glyph) -> bool:
    """Whether one of two neighbours is a superscript or subscript of the other."""
    small, large = (one, other) if one.size <= other.size else (other, one)
    shifted = abs(small.bottom - large.bottom) > SCRIPT_SHIFT * large.size
    return small.size < SCRIPT_RATIO * large.size and shifted


def _run(glyphs: list[Glyph]) -> Glyph:
    """Make one of characters that follow each other."""
    first = glyphs[0]
    return Glyph(
        "".join([glyph.text for glyph in glyphs]),
        min([glyph.x0 for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
        first.baseline,
        first.size,
        first.bold,
        first.mcid,
        first.turn,
    )


def _baselines(runs: Iterator[Glyph]) -> Iterator[list[Glyph]]:
    """Group runs by the baseline they stand on."""
    line: list[Glyph] = []
    for run in sorted(runs, key=attrgetter("baseline")):
        if line and run.baseline - line[0].baseline > BASELINE_SHIFT * min(run.size, line[0].size):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _line_words(line: list[Glyph], gap: float) -> Iterator[WordParts]:
    """Join the runs of one baseline to words, left to right."""
    word: list[Glyph] = []
    for run in sorted(line, key=attrgetter("x0")):
        if word and _overprints(word[-1], run):
            continue
        if word and (not run.text or not _joins(word[-1], run, gap)):
            yield from _word(word)
            word = []
        if run.text:
            word.append(run)
    if word:
        yield from _word(word)


def _overprints(last: Glyph, run: Glyph) -> bool:
    near = OVERPRINT * last.size
    return last.text == run.text and abs(last.x0 - run.x0) <= near and abs(last.x1 - run.x1) <= near


def _joins(last: Glyph, run: Glyph, gap: float) -> bool:
    return -KERN_BACK * last.size <= run.x0 - last.x1 <= gap * last.size and not _script(last, run)


def _word(runs: list[Glyph]) -> Iterator[WordParts]:
    """Yield the word of these runs, or nothing when nothing but invisible characters is in it."""
    drawn = "".join([run.text for run in runs]).replace(_INVISIBLE[0], "")
    text = _without_soft_hyphens(drawn)
    if not text:
        return
    first = runs[0]
    box = (
        first.x0,
        min([run.top for run in runs]),
        max([run.x1 for run in runs]),
        max([run.bottom for run in runs]),
    )
    parted = drawn.endswith(SOFT_HYPHEN)
    yield unicodedata.normalize("NFC", text), box, first.size, first.bold, first.mcid, parted


def _without_soft_hyphens(text: str) -> str:
    """Take out the soft hyphens within a word; one at its end, or beside a capital or a digit, is a printed hyphen."""
    if SOFT_HYPHEN not in text:
        return text
    last = len(text) - 1
    kept = []
    for index, each in enumerate(text):
        if each != SOFT_HYPHEN:
            kept.append(each)
        elif index == last or not (text[index - 1].islower() and text[index + 1].islower()):
            kept.append("-")
    return "".join(kept)


def _tracking(words: list[WordParts]) -> float:
    """Return the middle gap between words, in units of their size: what letter spacing adds to each letter."""
    boxes = [(word[1], word[2]) for word in words]
    gaps = [(after[0][0] - before[0][2]) / before[1] for before, after in pairwise(boxes)]
    return max(0.0, sorted(gaps, key=float)[len(gaps) // 2])
