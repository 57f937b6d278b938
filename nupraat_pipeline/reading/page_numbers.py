"""Page numbers that only the flow of reading shows: blocks alone in the margin of a page.

Here: telling them from figures, once lines are blocks. Not here: what returns from page to page (`layout.running`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.coverage import Printed
from nupraat_pipeline.reading.flow import TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nupraat_pipeline.reading.flow import Block
    from nupraat_pipeline.reading.layout.geometry import Page

# Page numbers stand in the outer eighth of a page.
_MARGIN_ZONE = 1 / 8
_BARE_NUMBER = re.compile(r"\W*?(?P<dash>[-–—]\s?)?(?P<number>\d{1,3})(?(dash)\s?[-–—])\W*?")
# A footer of words without digits, a sign that parts, and the page's number.
_ENDS_WITH_NUMBER = re.compile(
    r"[^\d]{4,}?(?:[-–—|·•/]|\b(?:pagina|pag\.?|p\.|blz\.?|page))\s?(?P<number>\d{1,3})"
    r"(?:\s?(?:/|van|of)\s?\d{1,3})?\W*",
    re.IGNORECASE,
)


def without_page_numbers(blocks: Iterable[Block], pages: Mapping[int, Page]) -> tuple[list[Block], list[Printed]]:
    """Return the blocks that are no page numbers, and the texts of those that are. `pages` are the pages by number."""
    kept: list[Block] = []
    numbers: list[Printed] = []
    for block in blocks:
        if isinstance(block, TextBlock) and _is_page_number(block, pages):
            for number, page in pages.items():
                if words := [placed.word for _, _, placed in block.text.places if placed.page == number]:
                    numbers.append(Printed(block.text.text, page.box(words)))
        else:
            kept.append(block)
    return kept, numbers


def _is_page_number(block: TextBlock, pages: Mapping[int, Page]) -> bool:
    """Whether a block is a page's footer: its number, alone or in dashes ('- 1 -'), or words that end with it."""
    match = _BARE_NUMBER.fullmatch(block.text.text) or _ENDS_WITH_NUMBER.fullmatch(block.text.text)
    if match is None:
        return False
    placed = block.text.places[0][2]
    height = pages[placed.page].height
    is_marginal = placed.word.bottom < height * _MARGIN_ZONE or placed.word.top > height * (1 - _MARGIN_ZONE)
    return is_marginal and bool(match.groupdict().get("dash") or int(match["number"]) == placed.page)
