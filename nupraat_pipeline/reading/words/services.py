"""Of which service a heading, or a sentence without figures, lets what follows it be: ours, another one, or as before.

'2. Awel' above 'Aantal gesprekken: 31.204', 'Awel is er voor kinderen. In 2023 werden er 31.204 gesprekken gevoerd.'
Here: what one text says of those behind it. Not here: a service named beside a number (`about`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold

if TYPE_CHECKING:
    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.words.text import PlacedText

# The subject of a sentence stands at its beginning: 'Awel heeft ...', 'Voor Tele-Onthaal zien we ...'.
_WORDS_BEFORE_SUBJECT = 2


def service_below(text: PlacedText, catalogue: Catalogue, before: str | None, *, is_heading: bool) -> str | None:
    """Return the other service that what follows a text is about, `before` being the one so far; None when ours is.

    Where helplines that refer callers are named, none of them is spoken of; nor those who run the service.
    """
    if catalogue.names_service(text.plain):
        return None
    named = catalogue.names_other_service(text.plain)
    if named is None or "referral" in catalogue.concepts_in(text.plain) or named.startswith(tuple(catalogue.run_by)):
        return before
    words_before = fold(text.plain).partition(named)[0].split()
    return named if is_heading or len(words_before) <= _WORDS_BEFORE_SUBJECT else before
