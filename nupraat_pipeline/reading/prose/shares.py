"""Of whom a percentage beside a category is a share: of all whom the indicator is about, or of others.

Here: '12 % van de meisjes', '40 % van de gemiste oproepen', '55 % van de oproepers bij X'. Not here: which indicator a
category belongs to (`about`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Indicator
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

# '12 % van de meisjes', 'bij de meisjes was 12 %': not 'het aandeel van de meisjes'.
_OF = re.compile(
    r"(?:\b(?P<part>aandeel|percentage|deel|dat|die)\s+)?\b(?:van|bij|onder)\s+(?:(?:de|alle|die|deze|onze|het)\s+)?$"
)
# '88% van deze oproepers': of those just spoken of.
_OF_THESE = re.compile(r"\bvan\s+(?:hen\b|(?:deze|die)\s+(?:\w*oproep|jonger|\w*gesprek|kinder|chatter))")


def other_whole(sentence: Sentence, clause: Clause, entry: Indicator) -> str | None:
    """Say why the percentage of a clause, beside a category of `entry`, is a share of others than that is of."""
    catalogue = sentence.catalogue
    for token in sentence.tokens_in(clause):
        of = _OF.search(sentence.plain[clause.start : token.start]) if token.dimension else None
        if of and not of["part"]:
            return f"it is a share of {token.label!r}, not of all"
    if _OF_THESE.search(clause.text):
        return "it is a share of those just spoken of"
    if others := sorted(catalogue.concepts_in(clause.text) & entry.unless):
        return f"it is a share of others than those of that indicator ({', '.join(others)})"
    return None
