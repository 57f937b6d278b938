"""Of whom a percentage beside a category is a share: of all whom the indicator is about, or of others.

Here: '12 % van de meisjes', '40 % van de gemiste oproepen', '55 % van de oproepers bij X'. Not here: which indicator a
category belongs to (`about`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Catalogue, Indicator
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence

# '12 % van de meisjes', 'bij de meisjes was 12 %': not 'het aandeel van de meisjes'.
_OF = re.compile(
    r"(?:\b(?P<part>aandeel|percentage|deel|dat|die)\s+)?\b(?:van|bij|onder)\s+(?:(?:de|alle|die|deze|onze|het)\s+)?$"
)
# '88% van deze oproepers': of those just spoken of.
_OF_THESE = re.compile(r"\bvan\s+(?:hen\b|(?:deze|die)\s+(?:\w*oproep|jonger|\w*gesprek|kinder|chatter))")
_NAME = re.compile(r"(?<=[^\W_]\s)[^\W\d_a-z][^\W\d_]{2,}")


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
    if name := unknown_name(sentence, clause, catalogue):
        return f"it may be a share of somebody else's ({name!r})"
    return None


def unknown_name(sentence: Sentence, clause: Clause, catalogue: Catalogue) -> str | None:
    """Return the first name in a clause, told by its capital, that is nobody's whom the catalogue knows."""
    named = [*((i.start, i.end) for i in sentence.identities), *((t.start, t.end) for t in sentence.tokens)]
    for match in _NAME.finditer(sentence.text.text, clause.start, clause.end):
        word = sentence.plain[slice(*match.span())]
        is_small = word in catalogue.words.light or word in catalogue.words.held or word in catalogue.words.particles
        is_named = any(start <= match.start() < end for start, end in named) or catalogue.names_service(word)
        if not (is_small or is_named or catalogue.concepts_in(word)):
            return match[0]
    return None
