"""The order of reading: an answer's pages as one flow of paragraphs, bullets, footnotes and tables.

Here: which lines make a paragraph and which numbered item it stands under. Not here: where the tables are (`grids`),
where the answer begins (`heading`) and what anything means (`recognition`, `statements`).
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.footnotes import FOOTNOTE, is_mark_in, numbered_note, opens_numbered, same_mark
from nupraat_pipeline.reading.grids import Grid
from nupraat_pipeline.reading.layout.columns import zones_of
from nupraat_pipeline.reading.layout.geometry import line_of, lines_of
from nupraat_pipeline.reading.values import MARK, NUMBER
from nupraat_pipeline.reading.words.phrases import UP_TO
from nupraat_pipeline.reading.words.text import PlacedText, PlacedWord, breaks_number, is_abbreviated, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nupraat_pipeline.reading.layout.columns import Zone
    from nupraat_pipeline.reading.layout.geometry import Line, Page, Word

# Words on one line that are further apart than this many sizes stand in different columns: no space is that wide.
COLUMN_GAP = 2.5
# Words on one line that are nearer than this many sizes belong to one run of text.
CUT_GAP = 0.7
# Lines further apart than this many sizes, from bottom to top, do not belong to one paragraph.
PARAGRAPH_GAP = 0.85
# Lines of one paragraph are closer than this; further down, an item may start even when the line above it ends
# without a point.
ITEM_GAP = 0.55
# Text that differs in size by more than this part is of another paragraph (a heading, a footnote).
SIZE_TOLERANCE = 0.12
# An answer may skip or join a few of the question's items, no more.
ITEMS_SKIPPED = 4

_TO_ITEM = rf"(?:[-–,&]|en|{UP_TO})"
_ANSWER_TO = r"(?:antwoord\s+)?(?:op\s+)?(?:deel)?"
_ITEM = re.compile(
    # '3.', '3)', '2.1.', 'Ad 3.', 'Vraag 3:', '3 en 4.'
    rf"(?:ad\s+|{_ANSWER_TO}vra(?:ag|gen)\s+)?"
    rf"(?P<first>\d{{1,2}})(?:\.\d(?=\.\s))?(?:\.?\s?{_TO_ITEM}\s?(?P<last>\d{{1,2}}))?"
    r"\s?(?:[a-z]\s?)?[.):°/]+(?=\s|$)"
    # 'Antwoord op vraag 3', 'Deelvragen 3 en 4'
    rf"|{_ANSWER_TO}vraag\s+(?P<only>\d{{1,2}})\b"
    rf"|{_ANSWER_TO}vragen\s+\d{{1,2}}\s?{_TO_ITEM}\s?(?P<both>\d{{1,2}})\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-–—•·▪◦●○‣→\uf0b7\uf0a7\uf02d\ufffd]|o(?= )|\*(?= ))\s+(?=\S)")
# A range that is broken over two lines: '18 / - 20 jaar'.
_REST_OF_RANGE = re.compile(r"[-–]\s?\d")

# No sentence, and no caption, ends so.
_OPEN_END = re.compile(r"(?:,|\b(?:en|of|van|de|het|een|door|voor|met|in|op|te|tot|naar|uit|aan|om|dat|die))$")
# A line that is an entry of a list by itself: a label, a colon or dots that lead on, a value.
_ENTRY = re.compile(rf"(?P<label>[^:;]{{1,60}}?)(?:\s?:|\s?\.{{4,}})\s*(?:{NUMBER})\s?%?(?:{MARK})?[.;,]?")
# Dots that lead from a label to its value across a table.
_LEADER = re.compile(r"[.…·_\s]{3,}")

Kind = Literal["paragraph", "bullet", "footnote"]


class TextBlock(Struct, frozen=True, dict=True):
    """A paragraph, one bullet of a list, or a footnote, with the number of the item it stands under.

    `mark_end` is where the mark of an item, bullet or footnote ends in `text`; 0 without one. `is_cut` says that a
    line of it goes on in a grid: either was misread, and what the rest seems to say cannot be trusted.
    """

    kind: Kind
    text: PlacedText
    left: float
    right: float
    item: int | None = None
    mark_end: int = 0
    is_cut: bool = False

    @property
    def mark(self) -> str:
        """The mark as printed, without the space behind it."""
        return self.text.text[: self.mark_end].strip(" =:")

    @cached_property
    def body(self) -> PlacedText:
        """The text behind the mark."""
        return self.text.part(self.mark_end, len(self.text.text))


class TableBlock(Struct, frozen=True):
    """A grid in its place in the flow; `left` and `right` are its extent, to tell which text stands above it."""

    grid: Grid
    left: float
    right: float
    item: int | None = None


Block = TextBlock | TableBlock


class _Row(Struct, frozen=True):
    """A stretch of a line without a column's gap in it."""

    page: int
    line: Line
    size: float
    is_cut: bool = False


def read_flow(pages: Sequence[Page], grids: Sequence[Grid], running: Mapping[int, frozenset[Word]]) -> list[Block]:
    """Bring the words of `pages` outside `running` and the `grids` into blocks in reading order."""
    in_grid: dict[int, set[Word]] = {}
    for grid in grids:
        for cell in (*grid.cells, *grid.repeated_header):
            in_grid.setdefault(cell.page, set()).update(cell.words)
    groups: list[list[_Row] | Grid] = []
    for page in pages:
        taken = in_grid.get(page.number, set()) | running.get(page.number, frozenset())
        lines = lines_of(word for word in page.words if word not in taken)
        zones = zones_of(lines)
        rows = [row for part in _parted(lines, zones) for row in _rows(page.number, part)]
        rows = [replace(row, is_cut=_is_cut(row, in_grid.get(page.number, set()))) for row in rows]
        rows = [row for row in rows if not (row.is_cut and _LEADER.fullmatch(row.line.text))]
        starting = [grid for grid in grids if grid.first_page == page.number]
        groups.extend(_in_order(_paragraphs(rows), starting, zones))
    return list(_numbered(_bulleted(_block(group) for group in _over_page_breaks(groups))))


def _parted(lines: Iterable[Line], zones: Sequence[Zone]) -> Iterator[Line]:
    """Give lines as they stand in their columns of text."""
    for line in lines:
        zone = next((zone for zone in zones if zone.holds((line.top + line.bottom) / 2)), None)
        yield from [line] if zone is None else zone.parts(line)


def _rows(page: int, line: Line) -> Iterator[_Row]:
    """Split a line where a column's gap shows, except behind the mark of an item or bullet."""
    start = 0
    for index, (left, right) in enumerate(pairwise(line.words), start=1):
        behind_mark = index == start + 1 and _is_mark(left.text)
        if right.x0 - left.x1 > COLUMN_GAP * max(left.size, right.size) and not behind_mark:
            yield _row(page, line.words[start:index])
            start = index
    yield _row(page, line.words[start:])


def _is_mark(text: str) -> bool:
    return bool(_ITEM.fullmatch(text) or _BULLET.fullmatch(text + " x", 0, len(text) + 1))


def _row(page: int, words: Sequence[Word]) -> _Row:
    sizes = sorted(word.size for word in words)
    return _Row(page, line_of(words), sizes[len(sizes) // 2])


def _is_cut(row: _Row, in_grid: set[Word]) -> bool:
    """Whether a word of a grid stands on the same line, no further than a word's space away."""
    return any(
        -CUT_GAP * row.size < max(word.x0 - row.line.x1, row.line.x0 - word.x1) < CUT_GAP * row.size
        and min(word.bottom, row.line.bottom) - max(word.top, row.line.top) > (word.bottom - word.top) / 2
        for word in in_grid
    )


def _paragraphs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Group rows of one page: a row continues the paragraph right above it unless it opens one of its own."""
    paragraphs: list[list[_Row]] = []
    for row in rows:
        above = next((p for p in reversed(paragraphs) if _continues(p[-1], row)), None)
        if above is None or _opens(above[-1], row) or _leaves_bullet(above[0], row) or _leaves_entry(above[-1], row):
            paragraphs.append([row])
        else:
            above.append(row)
    return paragraphs


def _continues(above: _Row, row: _Row) -> bool:
    size = max(above.size, row.size)
    gap = row.line.top - above.line.bottom
    return (
        -size < gap <= PARAGRAPH_GAP * size
        and row.line.top > above.line.top
        and abs(above.size - row.size) <= SIZE_TOLERANCE * size
        and min(above.line.x1, row.line.x1) > max(above.line.x0, row.line.x0)
    )


def _leaves_bullet(first: _Row, row: _Row) -> bool:
    """Whether a row under a bullet is no more of it: it stands as far left as the bullet's mark and starts anew."""
    is_hanging = row.line.x0 > first.line.x0 + row.size / 4
    return bool(_BULLET.match(first.line.text)) and not is_hanging and not row.line.text[:1].islower()


def _leaves_entry(above: _Row, row: _Row) -> bool:
    """Whether two rows are parts of a list whose bullets are drawn, not written: '2022: 1.077', or a heading of it."""
    parts = [_ENTRY.fullmatch(each.line.text) or each.line.text.endswith(":") for each in (above, row)]
    return all(parts)


def _opens(above: _Row | None, row: _Row) -> bool:
    """Whether a row starts a bullet, a footnote or an item; a number amid a sentence ('in december / 28.') does not."""
    text = row.line.text
    if above is not None and above.line.text[-1:].isdigit() and _REST_OF_RANGE.match(text):
        return False
    if above is not None and text.startswith("(") and above.line.text[-1:].isalnum() and _is_close(above, row):
        return False  # '... CLB-chat (19), 1813' / '(8) en Tele-onthaal (33)'
    if _BULLET.match(text) or FOOTNOTE.match(text):
        return True
    if opens_numbered(text) and (above is None or above.line.text.endswith(".")):
        return True
    item = _ITEM.match(text)
    if item is None:
        return False
    in_sentence = above is not None and not above.line.text.endswith((".", ":", ";", "?", "!", ")"))
    return not (in_sentence and above is not None and _is_close(above, row)) or _item_number(item) == 1


def _is_close(above: _Row, row: _Row) -> bool:
    return row.line.top - above.line.bottom <= ITEM_GAP * row.size


def _item_number(match: re.Match[str]) -> int:
    return int(match["last"] or match["first"] or match["only"] or match["both"])


def _in_order(paragraphs: list[list[_Row]], grids: list[Grid], zones: Sequence[Zone]) -> list[list[_Row] | Grid]:
    """Order what stands on one page from top to bottom, beside each other from left to right.

    Of two columns of text the left one comes first.
    """
    placed: list[tuple[float, float, list[_Row] | Grid]] = [(p[0].line.top, p[0].line.x0, p) for p in paragraphs]
    placed += [(*_top_left(grid), grid) for grid in grids]

    def order(place: tuple[float, float, object]) -> tuple[float, bool, float, float]:
        top, left, _ = place
        zone = next((zone for zone in zones if zone.holds(top)), None)
        return (top, False, top, left) if zone is None else (zone.top, left > zone.x, top, left)

    return [thing for _, _, thing in sorted(placed, key=order)]


def _top_left(grid: Grid) -> tuple[float, float]:
    cells = [cell for cell in grid.cells if cell.page == grid.first_page]
    return min(cell.top for cell in cells), min(cell.x0 for cell in cells)


def _over_page_breaks(groups: list[list[_Row] | Grid]) -> list[list[_Row] | Grid]:
    """Join a paragraph that ends a page, or a column, in the middle of a sentence with the one that opens the next."""
    joined: list[list[_Row] | Grid] = []
    for group in groups:
        before = joined[-1] if joined else None
        if isinstance(before, list) and isinstance(group, list) and _goes_on(before[-1], group[0]):
            joined[-1] = before + group
        else:
            joined.append(group)
    return joined


def _goes_on(last: _Row, first: _Row) -> bool:
    """Whether a row that opens a page or column goes on the sentence of the row that ends the one before."""
    above, below = last.line.text.rstrip(), first.line.text
    is_beside = first.page == last.page and first.line.x0 > last.line.x1 and first.line.bottom < last.line.top
    is_next = is_beside or first.page == last.page + 1
    is_next = is_next and abs(last.size - first.size) <= SIZE_TOLERANCE * first.size
    if is_next and breaks_number(above, below):
        return True
    goes_on = above.endswith(".") and is_abbreviated(above)
    if not is_next or (above.endswith((".", "?", "!")) and not goes_on) or _opens(None, first):
        return False
    if above.endswith(":"):
        return below[:1].islower() and not _ENTRY.fullmatch(below)
    if _is_whole_entry(last) and below[:1].isdigit():
        return False
    return below[:1].islower() or below[:1].isdigit() or below[:1] in '("“‘' or bool(_OPEN_END.search(above))


def _is_whole_entry(row: _Row) -> bool:
    """Whether a row is a bullet with a label and its value, which no number goes on."""
    return _ENTRY.fullmatch(_BULLET.sub("", row.line.text, count=1)) is not None


def _block(group: list[_Row] | Grid) -> Block:
    if isinstance(group, Grid):
        return TableBlock(group, min(cell.x0 for cell in group.cells), max(cell.x1 for cell in group.cells))
    text = join_words([PlacedWord(row.page, word) for word in row.line.words] for row in group)
    left, right = min(row.line.x0 for row in group), max(row.line.x1 for row in group)
    is_cut = any(row.is_cut for row in group)
    if match := FOOTNOTE.match(text.text):
        return TextBlock("footnote", text, left, right, mark_end=match.start("text"), is_cut=is_cut)
    if match := _BULLET.match(text.text):
        return TextBlock("bullet", text, left, right, mark_end=match.end(), is_cut=is_cut)
    if len(group) == 1 and _ENTRY.fullmatch(text.text) and not _ITEM.match(text.text):
        return TextBlock("bullet", text, left, right, is_cut=is_cut)
    return TextBlock("paragraph", text, left, right, is_cut=is_cut)


def _bulleted(blocks: Iterable[Block]) -> list[Block]:
    """Tell a list of '* ...' (bullets) from footnotes, which have a mark of their own each."""
    result = list(blocks)
    starred = [i for i, b in enumerate(result) if isinstance(b, TextBlock) and b.kind == "footnote" and b.mark == "*"]
    for index in starred:
        block = result[index]
        if isinstance(block, TextBlock) and {index - 1, index + 1} & set(starred):
            result[index] = replace(block, kind="bullet")
    result = _with_numbered_notes(result)
    for index in _numbered_entries(result):
        block = result[index]
        if isinstance(block, TextBlock) and (match := _ITEM.match(block.text.text)):
            result[index] = replace(block, kind="bullet", mark_end=match.end())
    return result


def _with_numbered_notes(blocks: Sequence[Block]) -> list[Block]:
    """Tell the footnotes right under a table that have a number for a mark.

    A bare number that no cell of the table has for its mark counts nothing either, but what stands behind it is said of
    all of the table.
    """
    result: list[Block] = []
    cells: list[str] = []
    before: str | None = None
    told: set[str] = set()
    for block in blocks:
        noted = block
        if isinstance(block, TableBlock):
            cells, before, told = [cell.text for cell in block.grid.cells], None, set()
        elif block.kind == "footnote":
            told.add(block.mark)
        elif cells and (match := numbered_note(block.text.text, before)) and _may_be_note(block, match, told):
            before = match["mark"]
            if is_mark_in(cells, before):
                noted = replace(block, kind="footnote", mark_end=match.end())
            elif not match["point"]:
                noted = replace(block, mark_end=match.end())
        else:
            cells = []
        result.append(noted)
    return result


def _may_be_note(block: TextBlock, match: re.Match[str], told: Iterable[str]) -> bool:
    """Whether a text may explain the number that opens it: no bullet does, nor what another note has explained."""
    return block.kind == "paragraph" and not any(same_mark(mark, match["mark"]) for mark in told)


def _numbered_entries(blocks: Sequence[Block]) -> list[int]:
    """Return which blocks are entries of a list whose bullets are numbers: '1. januari: 95', '2. februari: 101'."""
    entries = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, TextBlock)
        and block.kind == "paragraph"
        and (match := _ITEM.match(block.text.text))
        and _ENTRY.fullmatch(block.text.text, match.end())
    ]
    return [index for index in entries if {index - 1, index + 1} & set(entries)]


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give each block the number of the item it stands under; items count up, so a stray '32.' starts none."""
    item: int | None = None
    for block in blocks:
        if isinstance(block, TextBlock) and block.kind == "paragraph" and (match := _ITEM.match(block.text.text)):
            number = _item_number(match)
            if max(item or 0, 1) <= number <= (item or 0) + ITEMS_SKIPPED:
                item = number
                yield replace(block, item=item, mark_end=match.end())
                continue
            if block.text.text[match.end() :].lstrip()[:1].isupper():  # a number before a text, but of no known item
                yield replace(block, item=item, mark_end=match.end())
                continue
        yield replace(block, item=item)
