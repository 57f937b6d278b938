"""Whether the numbers of a table are counts or percentages, and what says so.

Here: a number's own sign, the labels over and beside it, and the titles and captions of its table. Not here: the unit
in which an indicator is published (`catalogue`), what a caption announces (`subjects`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.values import NUMBER, PER_CENT
from nupraat_pipeline.reading.words.labels import says_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Unit
    from nupraat_pipeline.reading.values import Value
    from nupraat_pipeline.reading.words.labels import Label

# A share that a caption tells ('81% is vrouw') says nothing of the numbers below it; '100 % = 688 oproepers' does.
_SHARE = re.compile(rf"(?!100\b)(?:{NUMBER})\s?{PER_CENT}")
# 'Aantal oproepers naar leeftijd (in %)': how numbers are written, whatever is counted.
_WRITTEN = re.compile(r"%|\bin\s+(?:\w+\s+)?(?:procent|percent|pct|percentages?)")
# No share is larger, even where the parts of a total were rounded.
_WHOLE = 101.0
_PLURAL = {"count": "counts", "percent": "percentages"}


class Units:
    """Says of what unit the numbers of a table are.

    `numbers` are those of the table with their labels, `texts` its titles and captions, nearest first: the first that
    speaks of a unit decides for the numbers whose own sign and labels do not. A number above a whole belies a caption
    that speaks of percentages.
    """

    def __init__(
        self, numbers: Iterable[tuple[Value, Sequence[Label]]], texts: Iterable[str], catalogue: Catalogue
    ) -> None:
        listed = [(value, labels) for value, labels in numbers if value.number is not None]
        self._declared: Unit | None = next(filter(None, (_declared(fold(text), catalogue) for text in texts)), None)
        bare = [value.number or 0 for value, labels in listed if self._own(value, labels) is None]
        if self._declared == "percent" and max(bare, default=0) > _WHOLE:
            self._declared = None
        worded = [value for value, labels in listed if not value.is_percent and self._of(value, labels) == "percent"]
        has_decimals = any(value.decimals for value in worded)
        self._is_of_one = len(worded) > 1 and has_decimals and all((value.number or 0) <= 1 for value in worded)
        self._found = {self._of(value, labels) for value, labels in listed}

    def flaw(self, value: Value, labels: Sequence[Label], indicator: str, wanted: Unit) -> str | None:
        """Say why a value cannot be one of an indicator published in the unit `wanted`; None when it can."""
        said = {"percent" if label.is_percent else "count" for label in labels if label.is_percent or label.is_count}
        if len(said) > 1 and not value.is_percent:
            return "its labels speak of numbers and of percentages"
        unit = self._of(value, labels)
        if unit is None and (value.number is None or wanted == "count"):
            unit = wanted if not self._found or self._found & {wanted, None} else next(iter(self._found))
        if unit is None:
            return f"nothing says that these are percentages, and {indicator} is published as a {wanted}"
        if unit == wanted == "percent" and self._is_of_one and not value.is_percent:
            return "none of its numbers is above 1, so they may be parts of one and no percentages"
        return None if unit == wanted else f"{_PLURAL[unit]} stand there, and {indicator} is published as a {wanted}"

    def _of(self, value: Value, labels: Sequence[Label]) -> Unit | None:
        return self._own(value, labels) or (self._declared if value.number is not None else None)

    @staticmethod
    def _own(value: Value, labels: Sequence[Label]) -> Unit | None:
        if value.is_percent or any(label.is_percent for label in labels):
            return "percent"
        return "count" if any(label.is_count for label in labels) else None


def _declared(plain: str, catalogue: Catalogue) -> Unit | None:
    """Return the unit that a title or caption speaks of; None for none, or for both ('aantal en aandeel')."""
    bare = _SHARE.sub(" ", plain)
    says_percent = catalogue.says_percent(bare)
    if says_count(bare):
        if not says_percent:
            return "count"
        return "percent" if _WRITTEN.search(bare) else None
    return "percent" if says_percent else None
