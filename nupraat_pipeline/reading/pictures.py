"""Pictures where figures of an answer are due: whoever pastes a table as a picture prints numbers that nobody reads.

Here: which pictures are told, and which empty places of a table are none because a picture stands there. Not here:
pages that are a picture whole (`soundness.integrity`), or charts that are drawn (`grids.charts`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.flow import TableBlock, TextBlock
from nupraat_pipeline.reading.layout.geometry import Rule
from nupraat_pipeline.reading.records import Box, Doubt
from nupraat_pipeline.reading.words.clauses import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.drafts import Draft
    from nupraat_pipeline.reading.flow import Block
    from nupraat_pipeline.reading.layout.geometry import Page, Word

# A picture of a table is this large at least, in points: two columns and a few lines. Logos and signatures are smaller.
_WIDTH, _HEIGHT = 150.0, 60.0
# Pieces that one picture was cut into touch within this many points.
_SEAM = 1.0
_REFERS = re.compile(r"\b(?:hieronder|onderstaande?|volgende|bijgevoegde?|tabel|grafiek|figuur|diagram|overzicht)\b")


def doubts_of_pictures(
    blocks: Sequence[Block], pages: Sequence[Page], running: Mapping[int, frozenset[Word]], catalogue: Catalogue
) -> Iterator[Doubt]:
    """Yield a doubt for each picture that fills a page by itself, or stands where the text announces figures of ours.

    What returns at the same place of several pages is a letterhead, and what text is printed on a background.
    """
    uses = Counter(picture for page in pages for picture in page.pictures)
    for page in pages:
        has_text = any(word not in running.get(page.number, frozenset()) for word in page.words)
        for picture in _whole(picture for picture in page.pictures if uses[picture] == 1):
            width, height = picture.x1 - picture.x0, picture.bottom - picture.top
            if width < _WIDTH or height < _HEIGHT or _is_behind_text(picture, page):
                continue
            if not has_text or _is_announced(picture, page, blocks, catalogue):
                yield Doubt(
                    "unrecognised_table",
                    f"Page {page.number} holds a picture of {width:.0f} x {height:.0f} points; what it shows is not "
                    "read. Look at the page.",
                    page=page.number,
                    boxes=(page.box([picture]),),
                )


def without_pictured_holes(
    drafts: Sequence[Draft], box_of: Callable[[Draft], Box], pages: Iterable[Page]
) -> tuple[list[Draft], list[Doubt]]:
    """Return the drafts but for missing values in whose place a picture stands, and a doubt for each page with any."""
    pictures = [page.box([each]) for page in pages for each in page.pictures if not _is_behind_text(each, page)]
    kept: list[Draft] = []
    covered: defaultdict[int, list[Box]] = defaultdict(list)
    for draft in drafts:
        box = box_of(draft) if pictures and not draft.printed_text else None
        if box is not None and any(_holds(picture, box) for picture in pictures):
            covered[box.page].append(box)
        else:
            kept.append(draft)
    return kept, [
        Doubt(
            "unrecognised_table",
            f"Pictures stand in {len(boxes)} cells of a table on page {page}; what they show is not read. Look at the "
            "page.",
            page=page,
            boxes=tuple(boxes),
        )
        for page, boxes in covered.items()
    ]


def _holds(picture: Box, box: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return picture.page == box.page and picture.x0 <= x <= picture.x1 and picture.top <= y <= picture.bottom


def _whole(pictures: Iterable[Rule]) -> list[Rule]:
    """Put pictures together that were cut into strips, one below the other."""
    whole: list[Rule] = []
    for each in sorted(pictures, key=lambda picture: (picture.x0, picture.x1, picture.top)):
        above = whole[-1] if whole else None
        is_as_wide = above is not None and max(abs(above.x0 - each.x0), abs(above.x1 - each.x1)) <= _SEAM
        if above is not None and is_as_wide and abs(each.top - above.bottom) <= _SEAM:
            whole[-1] = Rule(above.x0, above.top, above.x1, each.bottom)
        else:
            whole.append(each)
    return whole


def _is_behind_text(picture: Rule, page: Page) -> bool:
    return any(
        picture.x0 <= (word.x0 + word.x1) / 2 <= picture.x1
        and picture.top <= (word.top + word.bottom) / 2 <= picture.bottom
        for word in page.words
    )


def _is_announced(picture: Rule, page: Page, blocks: Sequence[Block], catalogue: Catalogue) -> bool:
    """Whether the text right above a picture leads to figures of ours, and nothing else below it has them."""
    place = page.number, picture.top
    above = [index for index, block in enumerate(blocks) if _end(block) < place]
    if not above:
        return False
    index = max(above, key=lambda each: _end(blocks[each]))
    block, below = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(below, TableBlock) or not isinstance(block, TextBlock):
        return False
    *_, last = block.body.sentences or (block.text,)
    sentence = Sentence(last, catalogue)
    names = catalogue.announced(catalogue.concepts_in(sentence.plain))
    return bool(_REFERS.search(sentence.plain) or (names and not sentence.clauses))


def _end(block: Block) -> tuple[int, float]:
    """Return the page on which a block ends, and how far down."""
    if isinstance(block, TableBlock):
        last = block.grid.pages[-1]
        return last, max(cell.bottom for cell in block.grid.cells if cell.page == last)
    return max((placed.page, placed.word.top) for _, _, placed in block.text.places)
