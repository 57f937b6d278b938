"""What a question asks about: which years, the last of which is that of an answer without one, and which service.

Here: the sentences of a question that ask, the years they name, and the items about another service. Not here: which
of these years a figure is of (`resolution`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import year_period
from nupraat_pipeline.reading.flow import TextBlock
from nupraat_pipeline.reading.words.identities import find_identities
from nupraat_pipeline.reading.words.services import service_below
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.flow import Block
    from nupraat_pipeline.reading.records import Period

_ASKS = re.compile(
    r"\?\W*$|\b(?:graag(?! \w+ (?:ik|wij|we) u\b)|gelieve|hoeveel|verneem ik|vernam ik|wens ik|wil ik)\b"
)

_OURS = frozenset({"conversation", "caller"})
_OTHERS = frozenset({"other_people", "website", "staff"})
_OPEN = re.compile(
    r"\b(?:sinds|sedert|vanaf|evolutie|evolueer\w*|jaarlijks\w*|per jaar|elk jaar|ieder jaar|"
    r"(?:voorbije|afgelopen|laatste|voorgaande|vorige|recente) (?:\w+ )?jaren)\b"
)


class Asked(Struct, frozen=True):
    """The years that a question names; `is_open` when it asks about more than those: 'sinds 2019', 'jaarlijks'.

    `is_of_parts` when it names parts of years, and no whole one: 'de eerste zes maanden van 2023'.
    """

    years: frozenset[int] = frozenset()
    is_open: bool = False
    is_of_parts: bool = False

    def covers(self, period: Period) -> bool:
        """Whether a period may be asked about: no question names years, or one of these, or asks about more."""
        years = range(period.start.year, period.end.year + 1)
        return not self.years or self.is_open or not self.years.isdisjoint(years)


class AskedItem(Struct, frozen=True):
    """What one item of a question asks about.

    `other_service`: another one and not ours. `is_onward`: callers who are referred from here. `periods`: the times it
    names; `is_vague`: it names one that is not said exactly, too ('sinds de start', 'begin 2024').
    """

    other_service: str | None = None
    is_onward: bool = False
    periods: frozenset[Period] = frozenset()
    is_vague: bool = False


def asked_years(title: str | None, blocks: Sequence[Block], catalogue: Catalogue) -> Asked:
    """Return the years that the title or the questions name.

    Left out are dates, years from which on something is asked, and those of the story that questions are put after.
    """
    texts = [PlacedText(title, ())] if title else []
    texts += _asking(block for block in blocks if isinstance(block, TextBlock))
    named = (each for text in texts for each in find_identities(text, catalogue))
    periods = [each.period for each in named if each.period and not (each.is_base or each.narrowed)]
    years = {year for period in periods for year in range(period.start.year, period.end.year + 1)}
    return Asked(
        frozenset(years),
        is_open=any(_OPEN.search(fold(text.text)) for text in texts),
        is_of_parts=bool(periods) and not any(map(_is_of_whole_years, periods)),
    )


def _is_of_whole_years(period: Period) -> bool:
    return period.start == year_period(period.start.year).start and period.end == year_period(period.end.year).end


def asked_by_item(blocks: Sequence[Block], catalogue: Catalogue) -> dict[int, AskedItem]:
    """Return what each numbered item of a question asks about."""
    texts: defaultdict[int, list[PlacedText]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, TextBlock) and block.item is not None:
            texts[block.item].extend(_asking([block]))
    return {item: _asked_item(asking, catalogue) for item, asking in texts.items()}


def _asked_item(asking: Sequence[PlacedText], catalogue: Catalogue) -> AskedItem:
    plain = " ".join(text.plain for text in asking)
    concepts = catalogue.concepts_in(plain)
    others = {service for text in asking if (service := service_below(text, catalogue, None, is_heading=True))}
    is_ours = catalogue.names_service(plain) or "referral" in concepts
    if not (is_ours or concepts & _OURS or others):
        others = {word for word in plain.split() if catalogue.concepts_in(word) & _OTHERS}
    named = [each for text in asking for each in find_identities(text, catalogue) if each.period and not each.is_base]
    return AskedItem(
        other_service=None if is_ours else next(iter(sorted(others)), None),
        is_onward="onward" in concepts,
        periods=frozenset(each.period for each in named if each.period and not each.narrowed),
        is_vague=any(each.narrowed for each in named) or "cumulative" in concepts,
    )


def asks(sentence: PlacedText) -> bool:
    """Whether a sentence asks: 'Hoeveel ...?', 'Graag een opdeling.'; 'Graag bezorg ik u ...' answers."""
    return _ASKS.search(fold(sentence.text)) is not None


def _asking(blocks: Iterable[TextBlock]) -> Iterator[PlacedText]:
    """Yield the sentences that ask; of an item without any, all of them ('1. De cijfers van 2023.')."""
    for block in blocks:
        asking = [sentence for sentence in block.body.sentences if asks(sentence)]
        yield from asking or (block.body.sentences if block.mark_end else [])
