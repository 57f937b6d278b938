"""Failed findings told once where they differ in nothing but what is printed, for whoever reads them one by one.

Here: shortening for people. `quality.findings` keeps them all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# What varies between findings about one thing: quoted texts, numbers, and how many cells. Not where the thing is.
_VARYING = re.compile(r"""'[^']*'|"[^"]*"|(?<!table )(?<!page )(?<![\w.,])\d[\d.,]*|\bcells? (?:was|were)\b""")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
# After this a sentence is quoted: other sentences are other places.
_SENTENCE = "It stands in: "

# Rules of which the reader has a finding for each printed text.
_DOUBTS = {"unaccounted_number", "unrecognised_table", "unknown_category"}

_SHOWN = 8


def once_each(findings: pd.DataFrame) -> pd.DataFrame:
    """Return the findings, of those that are alike the first, whose message tells what is printed in the others too.

    Alike are findings of one rule about one answer and page whose messages say the same of other printed texts: of
    a table whose values are all refused for one reason, one is left. Findings that compare figures are never alike.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    columns = ("rule", "document_id", "page", "message")
    rows = zip(*(findings[column] for column in columns), strict=True)
    for index, (rule, document, page, message) in enumerate(rows):
        is_doubt = rule in _DOUBTS
        groups.setdefault((rule, document, str(page), *_said(message)) if is_doubt else (index,), []).append(index)
    messages = list(findings["message"])
    for first, *others in groups.values():
        messages[first] += _likewise([messages[index] for index in others])
    return findings.assign(message=messages).iloc[[indices[0] for indices in groups.values()]]


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
