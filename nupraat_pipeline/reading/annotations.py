"""Numbers that annotations print on the pages of an answer: whoever looks at the page sees them, and nobody reads them.

Here: which of them are told. Not here: the annotations themselves (`layout.annotated`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.reading.records import Doubt
from nupraat_pipeline.reading.words.clauses import Sentence
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.layout.geometry import Page


def doubts_of_annotations(pages: Sequence[Page], catalogue: Catalogue) -> Iterator[Doubt]:
    """Yield a doubt for each annotation that prints a number; dates and the like, as stamps have, are none."""
    for page in pages:
        for note in page.notes:
            if any(Sentence(sentence, catalogue).clauses for sentence in PlacedText(note.text, ()).sentences):
                yield Doubt(
                    "unaccounted_number",
                    f"{note.text!r} on page {page.number} stands in a note, stamp or form field on the page, which is "
                    "not read. Look at the page.",
                    page=page.number,
                    boxes=(page.box([note]),),
                )
