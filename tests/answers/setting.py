"""What typesetting gives: the PDF, and where each figure came to stand.

Here: the result that all producers share, and turning its pages. Not here: any drawing.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from msgspec.structs import replace

from nupraat_pipeline.reading.records import Box

from .manuscript import Manuscript, Mark

# Content matrices for quarter turns clockwise of a page of width w and height h, in PDF coordinates.
_TURNS = {
    1: lambda w, h: ((0, -1, 1, 0, 0, w), (h, w)),
    2: lambda w, h: ((-1, 0, 0, -1, w, h), (w, h)),
    3: lambda w, h: ((0, 1, -1, 0, h, 0), (h, w)),
}


@dataclass(frozen=True, slots=True)
class Typeset:
    """An answer as a file. `places` has a box for each mark of the manuscript, None where nothing is printed."""

    pdf: bytes
    manuscript: Manuscript
    places: tuple[Box | None, ...]

    def placed(self) -> list[tuple[Mark, Box | None]]:
        """Every mark with its place."""
        return list(zip(self.manuscript.marks(), self.places, strict=True))


def turned(setting: Typeset, content_turns: int, page_turns: int) -> Typeset:
    """The same answer with the content of every page turned, and then the page by /Rotate; boxes are as displayed."""
    if not content_turns and not page_turns:
        return setting
    sizes = []
    with pikepdf.open(io.BytesIO(setting.pdf)) as pdf:
        for page in pdf.pages:
            width, height = (float(edge) for edge in page.mediabox[2:])
            sizes.append((width, height))
            if content_turns:
                matrix, (new_width, new_height) = _TURNS[content_turns](width, height)
                page.contents_add(f"q {' '.join(map(str, matrix))} cm\n".encode(), prepend=True)
                page.contents_add(b"\nQ")
                page.mediabox = [0, 0, new_width, new_height]
                for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                    if name in page:
                        del page[name]
            if page_turns:
                page.Rotate = 90 * page_turns
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    quarters = (content_turns + page_turns) % 4
    places = tuple(box and _turned_box(box, quarters, *sizes[box.page - 1]) for box in setting.places)
    return Typeset(out.getvalue(), setting.manuscript, places)


def _turned_box(box: Box, quarters: int, width: float, height: float) -> Box:
    """The box after so many quarter turns clockwise of a page of that size."""
    for _ in range(quarters):
        box = replace(box, x0=height - box.bottom, top=box.x0, x1=height - box.top, bottom=box.x1)
        width, height = height, width
    return box
