"""The proof that no number was left behind: every number on the answer's pages, against all that was read.

Here: a count that knows nothing of how things were read; it compares what is printed with what is returned. Not here:
deciding what a number means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.records import Box, Doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DIGITS = re.compile(r"\d+")

# Why a number was not read.
IN_NOTHING = "is in nothing that was read: no table cell, no sentence, no heading."
STRUCK = "is struck out, so it was not read."
UNSEEN = "is in the file but not to be seen on the page (covered, the colour of the paper, hidden), so it was not read."
OBLIQUE = "runs aslant, as watermarks do, and was not read."


class Printed(Struct, frozen=True):
    """A text printed at a place: a word of the page, or something that was read and claims the words in its box."""

    text: str
    box: Box


def unclaimed(printed: Iterable[Printed], claims: Sequence[Printed]) -> list[Printed]:
    """Return the printed words with digits that no claim contains.

    A claim contains a word when the word's middle lies in its box and each run of digits of the word stands in its
    text; several claims may share a word ('jaar(33%)').
    """
    by_page: dict[int, list[Printed]] = {}
    for claim in claims:
        by_page.setdefault(claim.box.page, []).append(claim)
    return [
        word for word in printed if _DIGITS.search(word.text) and not _is_claimed(word, by_page.get(word.box.page, []))
    ]


def _is_claimed(word: Printed, claims: Sequence[Printed]) -> bool:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    around = [c for c in claims if c.box.x0 <= x <= c.box.x1 and c.box.top <= y <= c.box.bottom]
    text = "\n".join(claim.text for claim in around)
    return all(run in text for run in _DIGITS.findall(word.text))


def doubts_for(words: Iterable[Printed], why: str) -> tuple[Doubt, ...]:
    """Return a doubt for each of these words: it was not read, and why."""
    return tuple(
        Doubt(
            "unaccounted_number",
            f"{word.text!r} on page {word.box.page} {why} Look at the page.",
            page=word.box.page,
            boxes=(word.box,),
        )
        for word in words
    )
