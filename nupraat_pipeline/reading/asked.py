"""Which years a question asks about: an answer that prints no year is about the last of them.

Here: the sentences of a question that ask, and the years they name. Not here: which of these years a figure is of
(`resolution`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.flow import TextBlock
from nupraat_pipeline.reading.words.identities import find_identities
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.flow import Block

_ASKS = re.compile(r"\?\W*$|\b(?:graag|gelieve|hoeveel|verneem ik|vernam ik|wens ik|wil ik)\b")


def asked_years(title: str | None, blocks: Sequence[Block], catalogue: Catalogue) -> set[int]:
    """Return the years that the title or the questions name.

    Left out are dates, years from which on something is asked, and those of the story that questions are put after.
    """
    texts = [PlacedText(title, ())] if title else []
    texts += _asking(block for block in blocks if isinstance(block, TextBlock))
    named = (each for text in texts for each in find_identities(text, catalogue))
    return {each.period.end.year for each in named if each.period and not (each.is_base or each.narrowed)}


def _asking(blocks: Iterable[TextBlock]) -> Iterator[PlacedText]:
    """Yield the sentences that ask; of an item without any, all of them ('1. De cijfers van 2023.')."""
    for block in blocks:
        asking = [sentence for sentence in block.body.sentences if _ASKS.search(fold(sentence.text))]
        yield from asking or (block.body.sentences if block.mark_end else [])
