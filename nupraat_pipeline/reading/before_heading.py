"""What stands before the heading of an answer and yet is no part of its question: told, never read.

An annex in front, a letter that comes with the answer, a table or a box above the heading, a column beginning above it.
Here: where the question ends, and which numbers outside it seem to be ours. Not here: what the question asks (`asked`),
or where the heading is (`heading`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.asked import asks
from nupraat_pipeline.reading.flow import TextBlock
from nupraat_pipeline.reading.layout.geometry import lines_of
from nupraat_pipeline.reading.records import Doubt
from nupraat_pipeline.reading.values import parse_value
from nupraat_pipeline.reading.words.clauses import Sentence
from nupraat_pipeline.reading.words.months import parse_month
from nupraat_pipeline.reading.words.periods import YEAR
from nupraat_pipeline.reading.words.text import PlacedWord, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.flow import Block
    from nupraat_pipeline.reading.layout.geometry import Line, Page, Word
    from nupraat_pipeline.reading.words.text import PlacedText

_QUESTION = re.compile(r"\W*schriftelijke vraag\b")
_ITEM = re.compile(r"\d{1,2}\s?[.):]\s|[-–•]\s")
_TOTAL = re.compile(r"(?:algemeen )?totaal\b")
_YEAR = re.compile(YEAR)
# Months with numbers on as many lines as this are a table: a sentence breaks its lines elsewhere.
_ROWS_OF_A_TABLE = 3


def doubts_before_heading(blocks: Sequence[Block], pages: Mapping[int, Page], catalogue: Catalogue) -> list[Doubt]:
    """Return a doubt for each sentence or row with numbers of ours outside the question, in order.

    `blocks` are all that stands before the end of the heading, `pages` their pages by number. What the asker tells
    before the last question is the asker's.
    """
    texts = [block for block in blocks if isinstance(block, TextBlock)]
    asking = _asking(texts, catalogue)
    outside = _outside_question(texts, asking)
    sentences = [sentence for block in outside for sentence in block.body.sentences]
    ours = [each for each in (*sentences, *_rows(_words(outside))) if _is_ours(each, catalogue)]
    questions = _words(texts[index] for index in asking)
    inside = _words(block for block in texts if block not in outside)
    months = [row for row in _months(inside) if not any(_stands_above(row, word) for word in questions)]
    told: set[PlacedWord] = set()
    doubts = []
    for text in (*_months(_words(outside)), *months, *ours):
        numbers = _numbers(text, catalogue)
        if not told.issuperset(numbers):
            told.update(numbers)
            doubts.append(_doubt(text, numbers, pages))
    return doubts


def _words(blocks: Iterable[TextBlock]) -> list[PlacedWord]:
    return [word for block in blocks for _, _, word in block.body.places]


def _stands_above(row: PlacedText, below: PlacedWord) -> bool:
    """Whether a row stands above a word in its column of text, or on a page before."""
    first, last = row.places[0][2], row.places[-1][2]
    in_its_column = first.word.x0 < below.word.x1 and below.word.x0 < last.word.x1
    return first.page < below.page or (first.page == below.page and in_its_column and first.word.top < below.word.top)


def _numbers(text: PlacedText, catalogue: Catalogue) -> list[PlacedWord]:
    """Return the words with the numbers of a text that are no dates, items and the like."""
    return [word for clause in Sentence(text, catalogue).clauses for word in text.words(*clause.span)]


def _doubt(text: PlacedText, numbers: Sequence[PlacedWord], pages: Mapping[int, Page]) -> Doubt:
    page = numbers[0].page
    return Doubt(
        "unaccounted_number",
        f"{text.text!r} on page {page} stands before the heading of the answer, so it was not read. Look at the page.",
        page=page,
        boxes=tuple(pages[page].box([word.word]) for word in numbers if word.page == page),
    )


def _outside_question(blocks: Sequence[TextBlock], asking: Sequence[int]) -> list[TextBlock]:
    """Return the blocks before the question's own heading, and those behind the last that asks and its bullets."""
    start = next((index for index, each in enumerate(blocks) if _QUESTION.match(fold(each.text.text))), None)
    if start is not None and not any(index > start for index in asking):
        return list(blocks[:start])
    end = max(asking, default=-1) + 1
    while 0 < end < len(blocks) and blocks[end].kind == "bullet":
        end += 1
    return [*blocks[: start or 0], *blocks[end:]]


def _asking(blocks: Sequence[TextBlock], catalogue: Catalogue) -> list[int]:
    """Return which blocks ask, or are items of a question that say only what about: no item before tells a number."""
    asking = [index for index, each in enumerate(blocks) if any(map(asks, each.body.sentences))]
    items = [index for index, each in enumerate(blocks) if index not in asking and _ITEM.match(each.text.text)]
    telling = [index for index in items if Sentence(blocks[index].body, catalogue).clauses]
    return sorted([*asking, *(index for index in items if index < min(telling, default=len(blocks)))])


def _is_ours(text: PlacedText, catalogue: Catalogue) -> bool:
    """Whether a text has a number and names something that answers report."""
    sentence = Sentence(text, catalogue)
    if not sentence.clauses:
        return False
    names = catalogue.announced(catalogue.concepts_in(sentence.names)) or sentence.tokens
    return bool(names or _TOTAL.match(sentence.plain))


def _rows(words: Sequence[PlacedWord]) -> Iterator[PlacedText]:
    """Yield the lines that words stand on, across the columns of a table."""
    for page, line in _lines(words):
        yield _text(page, line.words)


def _months(words: Sequence[PlacedWord]) -> list[PlacedText]:
    """Return the rows of a table of months, its total's too: a label and the numbers right behind it; none of few."""
    rows = []
    for page, line in _lines(words):
        for start, word in enumerate(line.words):
            is_date = start > 0 and line.words[start - 1].text.rstrip(".").isdecimal()
            is_label = parse_month(word.text) is not None or _TOTAL.match(fold(word.text))
            if is_date or not is_label:
                continue
            end = start + 1
            while end < len(line.words) and _is_number(line.words[end]):
                end += 1
            if end > start + 1:
                rows.append(_text(page, line.words[start:end]))
    return rows if len(rows) >= _ROWS_OF_A_TABLE else []


def _is_number(word: Word) -> bool:
    return not _YEAR.fullmatch(word.text) and word.text[-1:].isdecimal() and parse_value(word.text) is not None


def _lines(words: Sequence[PlacedWord]) -> Iterator[tuple[int, Line]]:
    for page in sorted({word.page for word in words}):
        for line in lines_of(word.word for word in words if word.page == page):
            yield page, line


def _text(page: int, words: Sequence[Word]) -> PlacedText:
    return join_words([[PlacedWord(page, word) for word in words]])
