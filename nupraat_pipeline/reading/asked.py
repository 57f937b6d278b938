"""What a question asks about: which years, the last of which is that of an answer without one, and which service.

Here: the sentences of a question that ask, the years they name, and the items about another service. Not here: which
of these years a figure is of (`resolution`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.flow import TextBlock
from nupraat_pipeline.reading.words.identities import find_identities
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.flow import Block
    from nupraat_pipeline.reading.records import Period

_ASKS = re.compile(r"\?\W*$|\b(?:graag|gelieve|hoeveel|verneem ik|vernam ik|wens ik|wil ik)\b")

_OPEN = re.compile(
    r"\b(?:sinds|sedert|vanaf|evolutie|evolueer\w*|jaarlijks\w*|per jaar|elk jaar|ieder jaar|"
    r"(?:voorbije|afgelopen|laatste|voorgaande|vorige|recente) (?:\w+ )?jaren)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The years that a question names; `is_open` when it asks about more than those: 'sinds 2019', 'jaarlijks'."""

    years: frozenset[int] = frozenset()
    is_open: bool = False

    def covers(self, period: Period) -> bool:
        """Whether a period may be asked about: no question names years, or one of these, or asks about more."""
        years = range(period.start.year, period.end.year + 1)
        return not self.years or self.is_open or not self.years.isdisjoint(years)


def asked_years(title: str | None, blocks: Sequence[Block], catalogue: Catalogue) -> Asked:
    """Return the years that the title or the questions name.

    Left out are dates, years from which on something is asked, and those of the story that questions are put after.
    """
    texts = [PlacedText(title, ())] if title else []
    texts += _asking(block for block in blocks if isinstance(block, TextBlock))
    named = (each for text in texts for each in find_identities(text, catalogue))
    periods = [each.period for each in named if each.period and not (each.is_base or each.narrowed)]
    years = {year for period in periods for year in range(period.start.year, period.end.year + 1)}
    return Asked(frozenset(years), any(_OPEN.search(fold(text.text)) for text in texts))


def asked_of_others(blocks: Sequence[Block], catalogue: Catalogue) -> dict[int, str]:
    """Return the other services that items of a question ask about, by item; not where they refer callers to ours."""
    texts: defaultdict[int, list[str]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, TextBlock) and block.item is not None:
            texts[block.item].append(block.body.text)
    named = {item: catalogue.names_other_service(" ".join(said)) for item, said in texts.items()}
    return {
        item: other
        for item, other in named.items()
        if other
        and not other.startswith(tuple(catalogue.run_by))
        and not catalogue.names_service(" ".join(texts[item]))
        and "referral" not in catalogue.concepts_in(" ".join(texts[item]))
    }


def _asking(blocks: Iterable[TextBlock]) -> Iterator[PlacedText]:
    """Yield the sentences that ask; of an item without any, all of them ('1. De cijfers van 2023.')."""
    for block in blocks:
        asking = [sentence for sentence in block.body.sentences if _ASKS.search(fold(sentence.text))]
        yield from asking or (block.body.sentences if block.mark_end else [])
