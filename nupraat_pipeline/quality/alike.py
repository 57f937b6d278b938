"""Failed findings told once where they differ in nothing but what is printed, for whoever reads them one by one.

Here: shortening for people. `quality.findings` keeps them all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from nupraat_pipeline.quality.doubts import NOT_UNDERSTOOD

if TYPE_CHECKING:
    from collections.abc import Iterable

# What varies between findings about one thing: quoted texts, numbers, and how many cells. Not where the thing is.
_VARYING = re.compile(r"""'[^']*'|"[^"]*"|(?<!table )(?<!page )(?<![\w.,])\d[\d.,]*|\bcells? (?:was|were)\b""")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
# After this a sentence is quoted: other sentences are other places.
_SENTENCE = "It stands in: "

_SHOWN = 8


def once_each(findings: Iterable[Any]) -> list[Any]:
    """Return the findings, of those that are alike the first, whose message tells what is printed in the others too.

    They are rows of `quality.findings` as named tuples, of a frame or records. Alike are findings of one rule about one
    answer and page whose messages say the same of other printed texts: of a table whose values are all refused for one
    reason, one is left. Findings that compare figures are never alike.
    """
    groups: dict[object, list[Any]] = {}
    for index, row in enumerate(findings):
        # Of these rules the reader has a finding for each printed text.
        alike = (row.rule, row.document_id, str(row.page), *_said(row.message)) if row.rule in NOT_UNDERSTOOD else index
        groups.setdefault(alike, []).append(row)
    return [
        first._replace(message=first.message + _likewise([other.message for other in others]))
        for first, *others in groups.values()
    ]


def _said(message: str) -> tuple[str, str]:
    """What a message says whatever is printed, and the sentence that it quotes."""
    start, _, sentence = message.partition(_SENTENCE)
    return _VARYING.sub("…", start), sentence


def _likewise(others: list[str]) -> str:
    if not others:
        return ""
    printed = [quoted.group() for other in others if (quoted := _QUOTED.search(other))]
    if len(printed) < len(others):
        return f" The same holds of {len(others)} more."
    more = len(printed) - _SHOWN
    return f" Likewise: {', '.join(printed[:_SHOWN])}{f' and {more} more' if more > 0 else ''}."
