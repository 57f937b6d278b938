"""Running headers, footers and page numbers: what stands in the margins of pages and is no part of the text.

Here: telling the margins from the body by what returns from page to page. Not here: what the body says.

A table's own header may also return at the top of every page. It stands close to the rows below it or between drawn
borders, and on its first page usually in the body, so it is not taken for a running header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from nupraat_pipeline.reading.layout.geometry import Line, Page, Word, lines_of

# Running lines stand within this part of the page's height from its edge.
MARGIN_ZONE = 0.14
# White between running lines and the body, in units of the line's height: well above what parts two paragraphs.
BODY_GAP = 0.9
# A bare number is a page number only at this distance from the text, being the sole evidence there is.
LONE_NUMBER_GAP = 1.4
# The same line of two pages may differ this much in height, in units of its own height.
SAME_PLACE = 0.75

# A number that counts up with the pages is a page number when it has no more digits; years count up too.
PAGE_NUMBER_DIGITS = 3
# Left and right pages may have headers of their own, which return on every second page.
ALTERNATE_PAGES = 2

_NUMBER = re.compile(r"\d+")
_PAGE_WORDS = r"(?:pagina|pag|page|bladzijde|blz|p)\.?"
_NAMED_PAGE_NUMBER = re.compile(
    rf"(?:\W*{_PAGE_WORDS}\s*\d{{1,4}}(?:\s*(?:/|van|of|-)\s*\d{{1,4}})?\W*"
    r"|\W*\d{1,4}\s*(?:/|van|of)\s*\d{1,4}\W*)",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(rf"[\W_]*(\d{{1,{PAGE_NUMBER_DIGITS}}})[\W_]*")


class _Edge(Struct, frozen=True):
    """The lines near one edge of a page, from the edge inwards, and the first line beyond them if there is one."""

    page: Page
    lines: tuple[Line, ...]
    at_top: bool

    def distance(self, line: Line) -> float:
        """Return how far a line is from the page's edge."""
        return line.top if self.at_top else self.page.height - line.bottom


def running_words(pages: Sequence[Page]) -> dict[int, frozenset[Word]]:
    """Return, for every page number, the words of running headers, footers and page numbers.

    A line counts when it returns at the same place of another page, its numbers equal or counting up with the pages,
    or when it can only be a page number. Works on one page, on some of a document's pages, and in any order.
    """
    lines = {page.number: lines_of(page.words) for page in pages}
    found: dict[int, set[Word]] = {page.number: set() for page in pages}
    for at_top in (True, False):
        edges = [_edge(page, lines[page.number], at_top=at_top) for page in pages]
        for edge in edges:
            others = [other for other in edges if other.page.number != edge.page.number]
            for line in _running_lines(edge, others, lines):
                found[edge.page.number].update(line.words)
    return {number: frozenset(words) for number, words in found.items()}


def _edge(page: Page, lines: list[Line], *, at_top: bool) -> _Edge:
    ordered = sorted(lines, key=lambda line: line.top if at_top else -line.bottom)
    return _Edge(page, tuple(ordered), at_top)


def _in_zone(edge: _Edge, line: Line) -> bool:
    far = line.bottom if edge.at_top else edge.page.height - line.top
    return far <= MARGIN_ZONE * edge.page.height


def _running_lines(edge: _Edge, others: list[_Edge], lines: dict[int, list[Line]]) -> list[Line]:
    """Return the running lines at one edge of a page: the outermost ones, as far as the white before the body."""
    running: list[Line] = []
    last_kept = 0
    for line, inner in pairwise((*edge.lines, None)):
        if line is None or not _in_zone(edge, line) or _between_borders(edge.page, line):
            break
        gap = _white(line, inner) / max(line.bottom - line.top, 1.0)
        returns = _is_regular(edge, [other for other in others if _returns(edge, line, other)], others, bool(running))
        named = _NAMED_PAGE_NUMBER.fullmatch(line.text) is not None
        lone = _counts_page(edge, line, alone=not others) and (gap >= LONE_NUMBER_GAP or bool(running))
        if not (named or lone or (returns and not _in_a_body(edge, line, lines))):
            break
        running.append(line)
        if gap >= BODY_GAP or named:
            last_kept = len(running)
    return running[:last_kept]


def _counts_page(edge: _Edge, line: Line, *, alone: bool) -> bool:
    """Whether a line is nothing but the number of its page; of a page that stands `alone` any number may be."""
    match = _LONE_NUMBER.fullmatch(line.text)
    return match is not None and (alone or int(match[1]) == edge.page.number)


def _is_regular(edge: _Edge, same: Sequence[_Edge], others: Sequence[_Edge], is_inner: bool) -> bool:
    """Whether a line that returns on some pages does so as running lines do: on the next page, or the next but one.

    Further in than another running line, on at least half of the pages: captions too may return at the foot of a page.
    """
    is_near = any(abs(other.page.number - edge.page.number) <= ALTERNATE_PAGES for other in same)
    return is_near and (not is_inner or 2 * len(same) >= len(others) - 1)


def _white(line: Line, inner: Line | None) -> float:
    if inner is None:
        return float("inf")
    return max(inner.top - line.bottom, line.top - inner.bottom)


def _between_borders(page: Page, line: Line) -> bool:
    """Whether a drawn vertical border passes this line within its height: it is a row of a table."""
    middle = (line.top + line.bottom) / 2
    return any(
        not rule.horizontal and rule.top <= middle <= rule.bottom and line.x0 - page.text_size <= rule.x0
        for rule in page.rules
    )


def _returns(edge: _Edge, line: Line, other: _Edge) -> bool:
    """Whether another page has this line at the same place, its numbers equal or counting up with the pages."""
    height = line.bottom - line.top
    step = other.page.number - edge.page.number
    return any(
        abs(edge.distance(line) - other.distance(candidate)) <= SAME_PLACE * height
        and _same_but_counted(line.text, candidate.text, step)
        for candidate in other.lines
        if _in_zone(other, candidate)
    )


def _same_but_counted(one: str, other: str, step: int) -> bool:
    if _NUMBER.sub("#", one) != _NUMBER.sub("#", other):
        return False
    numbers = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=True)
    return all(a == b or (int(b) - int(a) == step and len(a) <= PAGE_NUMBER_DIGITS) for a, b in numbers)


def _in_a_body(edge: _Edge, line: Line, lines: dict[int, list[Line]]) -> bool:
    """Whether the same line also stands in the body of a page, as a table's header does on its first page."""
    zone = MARGIN_ZONE * edge.page.height
    return any(
        candidate.text == line.text and candidate.top > zone and candidate.bottom < edge.page.height - zone
        for page_lines in lines.values()
        for candidate in page_lines
    )
