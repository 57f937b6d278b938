"""Texts beside tables that are no sentences: rows that a table lost, with or without values.

Here: by what a text shows that it is one. Not here: where tables end (`grids`), what is told of a lost row (`body`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.values import NUMBER, parse_value
from nupraat_pipeline.reading.words.clauses import Sentence
from nupraat_pipeline.reading.words.labels import category_of, read_label
from nupraat_pipeline.reading.words.months import month_pattern, parse_month
from nupraat_pipeline.reading.words.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.words.text import PlacedText, PlacedWord

_MONTH_WORD = re.compile(rf"(?<!\w){month_pattern()}")
_DIGIT = re.compile(r"\d")
# A footnote's mark at the end; and a month, a total or a heading's year with a number right behind it, which is a row
# of a table and no sentence.
_TRAILING_MARK = re.compile(r"\s*(?:\(\d\)|\*+)$")
_ENDS_AS_ROW = re.compile(
    rf"(?:(?<!\w)(?:{month_pattern()}(?!\s+{YEAR})|(?:eind)?totaal|som|{YEAR}(?!\s+{YEAR}\b))|\))\s+(?:{NUMBER})\s?%?\W*$"
)
# A label without a space before its share: 'Seksueel misbruik41%'.
_GLUED = re.compile(r"[^\W\d_]{3}\d{1,3}(?:,\d+)?\s?%$")
_ENDS_AS_SENTENCE = (".", ":", ";", "?", "!", ")")
# '480 (81%)': a cell with a share, and no bracket that ends a sentence.
_ENDS_AS_CELL = re.compile(r"\d\s?\(\s?\d[\d.,]*\s?%?\s?\)$")


def ends_as_sentence(text: str) -> bool:
    """Whether a text ends as sentences and lists do."""
    return text.endswith(_ENDS_AS_SENTENCE) and not _ENDS_AS_CELL.search(text)


def is_lost_row(text: PlacedText, catalogue: Catalogue, right: float, *, beside_table: bool) -> bool:
    """Whether a paragraph is no sentence but holds figures, signs or labels as the rows do that a table lost.

    `right` is where the lines of the text around it end, at most.
    """
    bare = _TRAILING_MARK.sub("", text.text)
    if ends_as_sentence(bare):
        return False
    return (
        bool(_ENDS_AS_ROW.search(text.plain) or _GLUED.search(bare))
        or _names_several(text.sentences[-1], catalogue)
        or _holds_labels(text, catalogue, right, beside_table=beside_table)
        or (beside_table and _ends_with_value(text, catalogue))
    )


def _names_several(text: PlacedText, catalogue: Catalogue) -> bool:
    """Whether a text names months or categories, and figures."""
    if len(_MONTH_WORD.findall(text.plain)) > 1 and _DIGIT.search(text.plain):
        return True
    sentence = Sentence(text, catalogue)
    return bool(sentence.clauses) and any(token.category for token in sentence.tokens)


def _ends_with_value(text: PlacedText, catalogue: Catalogue) -> bool:
    last = parse_value(text.text.split()[-1])
    ends_with_sign = last is not None and last.marker is not None
    return ends_with_sign or bool(Sentence(text, catalogue).clauses) or parse_month(text.text) is not None


def _holds_labels(text: PlacedText, catalogue: Catalogue, right: float, *, beside_table: bool) -> bool:
    """Whether lines of a text are labels and nothing else: under a table, under what announces one, or several.

    A label that had no room on the line above may be the end of that.
    """
    lines = _lines(text)
    labels = [
        words
        for above, words in zip([None, *lines], lines, strict=False)
        if (above is None or _had_room(above, words[0], right)) and _is_label(words, catalogue)
    ]
    announces = bool(catalogue.announced(catalogue.concepts_in(text.text))) and len(lines) > 1
    return bool(labels) and (beside_table or announces or len(labels) > 1)


def _lines(text: PlacedText) -> list[list[PlacedWord]]:
    """Return the words of a text line by line."""
    lines: list[list[PlacedWord]] = []
    for _, _, placed in text.places:
        last = lines[-1][-1] if lines else None
        if last is None or last.page != placed.page or placed.word.top > (last.word.top + last.word.bottom) / 2:
            lines.append([placed])
        else:
            lines[-1].append(placed)
    return lines


def _had_room(line: Sequence[PlacedWord], following: PlacedWord, right: float) -> bool:
    """Whether the word that follows would have fitted on this line."""
    last, word = line[-1].word, following.word
    return last.x1 + (word.x1 - word.x0) + word.size / 4 < right


def _is_label(words: Sequence[PlacedWord], catalogue: Catalogue) -> bool:
    """Whether these words are a month, a total or a category."""
    label = read_label(" ".join(each.word.text for each in words), catalogue)
    names_category = any(category_of(label.text, name, catalogue) for name in catalogue.dimensions)
    return names_category or label.month is not None or (label.is_total and len(words) == 1)
