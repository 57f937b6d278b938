"""Lists of labels and values ('- januari: 95') as tables, so that both are recognised alike.

Here: bullets that each hold one label and one value. Not here: what they mean (`recognition`), and bullets that are
sentences (`statements`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.drafts import Table, TableCell
from nupraat_pipeline.reading.values import parse_value, without_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.words.text import PlacedText

# Between label and value stands a sign, or only space; behind the value at most a word for what is counted.
_ENTRY = re.compile(r"^(?P<label>.*?\S)(?:\s*(?:[:=→]|\s[-–—](?=\s)|\.{3,})\s*|\s+(?=[\d<>±~*(]))(?P<value>[^:=→]+)$")

_BRACKETED = re.compile(
    r"\s*(?:,|;|[/|]\s|\b(?:en|of)\b(?:\s+(?:ook|tot slot|ten ?slotte)\b)?)?\s*"
    r"(?P<label>[^(),;:]*(?:,\s[^(),;:]*)?[^(),;:\s])\s\((?P<value>[^()]*(?:\(\d\))?)\)"
)


def table_of(bullets: Sequence[PlacedText]) -> Table | None:
    """Return a list as a table of two columns; None when an entry is no label with a value."""
    rows = [entry(bullet, number) for number, bullet in enumerate(bullets, start=1)]
    if len(rows) < 2 or any(row is None for row in rows):
        return None
    return Table(tuple(row for row in rows if row is not None))


def table_in_sentence(sentence: PlacedText) -> tuple[str, Table] | None:
    """Return the introduction and the entries of 'Leeftijd: 9-11j (3%), 12-14j (33%) en onbekend (5%).' as a table.

    None unless all that follows the colon is labels, each with its value in brackets.
    """
    start = sentence.text.find(":") + 1
    rest = sentence.text[start:]
    if not start or "(" not in rest:
        return None
    entries = list(_BRACKETED.finditer(rest))
    if len(entries) < 2 or _BRACKETED.sub("", rest).strip(" ."):
        return None
    rows = []
    for number, found in enumerate(entries, start=1):
        if parse_value(found["value"]) is None:
            return None
        rows.append(
            tuple(
                TableCell(
                    found[name], sentence.words(start + found.start(name), start + found.end(name)), (number, column)
                )
                for column, name in enumerate(("label", "value"), start=1)
            )
        )
    return sentence.text[:start], Table(tuple(rows))


def entry(bullet: PlacedText, number: int = 1) -> tuple[TableCell, TableCell] | None:
    """Return a text that is one label and one value as a row of two cells; None for any other text."""
    match = _ENTRY.match(bullet.text)
    if not match:
        return None
    start = match.start("value")
    value = without_noun(match["value"].strip())
    if parse_value(value) is None:
        value = value.rstrip(".;, ")
        if parse_value(value) is None:
            return None
    label = TableCell(match["label"].strip(" :"), bullet.words(*match.span("label")), (number, 1))
    return label, TableCell(value, bullet.words(start, start + len(value)), (number, 2))
