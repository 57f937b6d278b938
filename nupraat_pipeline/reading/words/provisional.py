"""Which figures a text calls provisional: '(voorlopige cijfers)', 'de cijfers van 2025 zijn nog voorlopig'.

Here: one caption, or one sentence below a table. Not here: labels (`labels`), signs and their footnotes (`footnotes`),
numbers that a sentence itself gives (`statements`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import is_year, span_of_months
from nupraat_pipeline.reading.words.identities import periods_named
from nupraat_pipeline.reading.words.parts import find_parts
from nupraat_pipeline.reading.words.periods import YEAR, find_periods

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.records import Period

_FIGURES = r"(?:cijfers|cijfer|cijfermateriaal|gegevens|resultaten|aantallen|data|totalen|totaal|tabel)"
_NOT_FINAL = r"(?:voorlopige?|(?:nog )?niet[ -]definitie(?:f|ve)|onder voorbehoud)"
_SAID = re.compile(
    rf"\b{_NOT_FINAL}\s+(?:\w+\s+)?{_FIGURES}\b|\b{_FIGURES}\b.*\b{_NOT_FINAL}\b|\(\s*{_NOT_FINAL}\s*\)|^{_NOT_FINAL}$"
)
_PROVISIONAL = re.compile(rf"\b{_NOT_FINAL}\b")
_DENIED = re.compile(r"\bniet (?:meer |langer )?voorlopig|\b(?<!niet )(?<!niet-)definitie(?:f|ve)\b")
# 'in 2024 en 2025 (voorlopig)': the bracket is about the year that it stands behind.
_ONE_YEAR = re.compile(rf"\b({YEAR})\s*\(\s*{_NOT_FINAL}(?:\s+{_FIGURES})?\s*\)")
_PARTS_OF_SENTENCE = re.compile(r"[;,]|\b(?:maar|terwijl)\b")


def is_called_provisional(plain: str) -> bool:
    """Whether a folded stretch of a sentence calls its number provisional."""
    return _PROVISIONAL.search(plain) is not None and _DENIED.search(plain) is None


def provisional_times(text: str, catalogue: Catalogue) -> frozenset[Period] | None:
    """Return the periods whose figures a text calls provisional, none when it means all; None when it says nothing."""
    saying = [each for each in _PARTS_OF_SENTENCE.split(fold(text)) if _SAID.search(each) and not _DENIED.search(each)]
    if not saying:
        return None
    (said, *others) = saying
    if others:
        return None
    if (one := _ONE_YEAR.search(said)) and len(re.findall(rf"\b{YEAR}\b", said)) > 1:
        said = one[1]
    named = periods_named(said, catalogue)
    years = {period.start.year for period in named if period.start.year == period.end.year}
    dated = [(span.start, span.end) for span in find_periods(said)]
    months = [each.part for each in find_parts(said) if not any(start <= each.start < end for start, end in dated)]
    if not months or len(years) != 1:
        return frozenset(named)
    within = {span_of_months(min(years), *part) for part in months}
    return frozenset({*(each for each in within if each), *(each for each in named if not is_year(each))})
