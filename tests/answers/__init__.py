"""Synthetic answers: what they say (`spec`), how they look (`layout`), the PDF and the figures in it (`typeset`).

Every page says that it is an invented test document and names nobody who exists.
"""

from __future__ import annotations

from . import in_browser, in_office, in_typst, on_canvas
from .compose import compose
from .layout import Layout
from .manuscript import Expected
from .setting import Typeset, turned
from .spec import AnswerSpec

PRODUCERS = {
    "reportlab": on_canvas.typeset,
    "typst": in_typst.typeset,
    "browser": in_browser.typeset,
    "office": in_office.typeset,
}


def typeset(spec: AnswerSpec, layout: Layout) -> Typeset:
    """The answer as a PDF in that layout, with the figures that must be read and where they stand."""
    manuscript = compose(spec, layout)
    return turned(PRODUCERS[layout.producer](manuscript, layout), *layout.turn)


__all__ = ["AnswerSpec", "Expected", "Layout", "Typeset", "typeset"]
