"""Lists of labels and values ('- januari: 95') as tables, so that both are recognised alike.

Here: bullets that each hold one label and one value. Not here: what they mean (`recognition`), and bullets that are
sentences (`statements`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.drafts import Table, TableCell
from nupraat_pipeline.reading.values import parse_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.reading.text import PlacedText

# Between label and value stands a sign, or nothing but space; behind the value at most what is counted.
_ENTRY = re.compile(
    r"^(?P<label>.*?\S)\s*(?:(?P<sign>[:=→]|\s[-–—]|\.{2,})\s*|\s+)"
    r"(?P<value>(?:ca\.?\s|circa\s|ongeveer\s|[<>±~]\s?)?(?:\d[\d.,\u00a0\u2009\u202f ]*\s?(?:%|procent)?\s?(?:\*+|\(\d\))?|\*+|n\.?[bv]\.?t?\.?|[-–/]))"
    r"\s*(?:\(?(?:chat)?(?:gesprek(?:ken)?|oproepe?rs?|oproepen|keer|doorverwijzing(?:en)?|jongeren?|personen|meldingen)\)?)?\s*[.;,]?$",
    re.IGNORECASE,
)


def table_of(bullets: Sequence[PlacedText]) -> Table | None:
    """Return a list as a table of two columns; None when an entry is no label with a value."""
    rows = [_row(number, bullet) for number, bullet in enumerate(bullets, start=1)]
    if len(rows) < 2 or any(row is None for row in rows):
        return None
    return Table(tuple(row for row in rows if row is not None))


def _row(number: int, bullet: PlacedText) -> tuple[TableCell, TableCell] | None:
    match = _ENTRY.match(bullet.text)
    if not match or parse_value(match["value"]) is None:
        return None
    return tuple(  # type: ignore[return-value]
        TableCell(match[group].strip(" :"), bullet.words(*match.span(group)), (number, column))
        for column, group in enumerate(("label", "value"), start=1)
    )
