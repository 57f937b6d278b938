"""What an answer says about its figures: bases of shares, lower bounds, several answers a caller, breaks in a series.

Here: the remarks that a rule or a metric needs. Not here: the figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import is_year
from nupraat_pipeline.reading.flow import Block, TableBlock
from nupraat_pipeline.reading.records import Mention, Notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.drafts import Draft

_LOWER_BOUND = re.compile(
    r"\b(?:waarschijnlijk|vermoedelijk|wellicht|allicht)\b.{0,20}\bhoger\b|\bonderschatting\b|\bondergrens\b"
)
_CHOICES = r"(?:antwoorden|antwoordmogelijkheden|keuzes|opties|problematieken|categorieen|thema'?s|redenen)\b"
_SEVERAL = re.compile(
    rf"\bmeerdere {_CHOICES}|\bmeer dan een (?:problematiek|thema|antwoord|categorie|keuze)\b"
    # 'De verschillende problematieken' alone are those of the table.
    rf"|\b(?:kan|kon|kunnen|konden|mogelijk)\b.{{0,40}}\bverschillende {_CHOICES}"
    rf"|\bverschillende {_CHOICES}.{{0,40}}\bmogelijk\b"
)
_BASE = re.compile(r"%\s+van (?:het totaal aantal |het aantal |alle |de )?(?:gevoerde )?(?:chat)?gesprekken\b")


def read_notes(blocks: Sequence[Block], drafts: Sequence[Draft], catalogue: Catalogue) -> Notes:
    """Return the remarks of an answer, each with the indicators that it concerns."""
    lower: set[str] = set()
    several: set[str] = set()
    bases: set[tuple[str, str]] = set()
    for position, block in enumerate(blocks):
        if isinstance(block, TableBlock):
            if any(_SEVERAL.search(fold(cell.text)) for cell in block.grid.cells):
                several |= _near(blocks, position, [draft for draft in drafts if draft.position == position])
            continue
        for sentence in block.body.sentences:
            if _LOWER_BOUND.search(sentence.plain):
                lower |= catalogue.announced(catalogue.concepts_in(sentence.plain))
            if _SEVERAL.search(sentence.plain):
                several |= _near(blocks, position, drafts)
            if _BASE.search(sentence.plain):
                bases |= {(d.indicator, "conversations") for d in drafts if d.position == position and d.category}
    spans = {(d.indicator, d.period) for d in drafts if d.month and d.period and not is_year(d.period)}
    return Notes(
        tuple(sorted(bases)),
        tuple(sorted(lower)),
        tuple(sorted(several)),
        spans=tuple(sorted(spans, key=lambda span: (span[0], span[1].start, span[1].end))),
    )


def read_events(blocks: Sequence[Block], catalogue: Catalogue) -> tuple[Mention, ...]:
    """Return the sentences that tell of a documented event, in reading order."""
    return tuple(
        Mention(event, sentence.places[0][2].page, sentence.text)
        for block in blocks
        if not isinstance(block, TableBlock)
        for sentence in block.body.sentences
        for event in catalogue.events_in(sentence.text)
    )


def _near(blocks: Sequence[Block], position: int, drafts: Sequence[Draft]) -> set[str]:
    """Return the indicators with categories under the item of a remark; without items, those of the nearest table."""
    item = blocks[position].item
    same = {d.indicator for d in drafts if d.category and item is not None and blocks[d.position].item == item}
    if same:
        return same
    near = sorted((abs(d.position - position), d.indicator) for d in drafts if d.category)
    return {indicator for distance, indicator in near if distance == near[0][0]}
