"""Tables of contents and indexes: titles led by dots to a page number, so that they are not taken for tables.

Here: lines with leaders. Not here: lists of contents without leaders (`judged`), nor tables whose labels are led by
dots to several values, which are tables.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.grids.segments import is_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.layout.geometry import Line, Word

_ENTRY = re.compile(r"(?P<title>.*?)(?:[._…·]\s?){4,}(?P<page>\d{1,4}|[ivxlc]{1,6})(?:,\s*\d{1,4})*", re.DOTALL)
# Contents have at least so many entries, and in order: pages by number or titles by the alphabet, this share of them.
FEWEST = 3
IN_ORDER_SHARE = 0.8


def contents_words(stretches: Sequence[Sequence[Line]]) -> frozenset[Word]:
    """Return the words of entries of contents. `stretches` are a page's lines, each taken apart at its wide gaps."""
    entries = [
        (part, match)
        for line in stretches
        if not any(all(is_value(word.text) for word in part.words) for part in line)
        for part in line
        if (match := _ENTRY.fullmatch(part.text)) is not None
    ]
    if len(entries) < FEWEST or not (_pages_in_order(entries) or _titles_in_order(entries)):
        return frozenset()
    return frozenset(word for part, _ in entries for word in part.words)


def _pages_in_order(entries: Sequence[tuple[Line, re.Match[str]]]) -> bool:
    pages = [int(match["page"]) for _, match in entries if match["page"].isdecimal()]
    return _share_in_order([one <= other for one, other in pairwise(pages)]) >= IN_ORDER_SHARE


def _titles_in_order(entries: Sequence[tuple[Line, re.Match[str]]]) -> bool:
    ordered = sorted(entries, key=lambda entry: (entry[0].x0, entry[0].top))
    titles = [match["title"].casefold() for _, match in ordered]
    return _share_in_order([one <= other for one, other in pairwise(titles)]) >= IN_ORDER_SHARE


def _share_in_order(in_order: Sequence[bool]) -> float:
    return sum(in_order) / len(in_order) if in_order else 0.0
