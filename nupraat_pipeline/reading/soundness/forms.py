"""Forms, the pieces of page that PDFs draw by reference, and how much drawing they ask for.

Here: files whose forms draw themselves, or each other so often that no reader gets to an end. It is counted before
anything is drawn. Not here: whether what is drawn comes through (`integrity`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFStream, resolve1

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfplumber.page import Page

# A page that a program stamps or imposes draws a handful, a chart some hundreds; PDFium gives in from a million on.
_MOST_DRAWN = 20_000
_DEEPEST = 30

_DRAWN = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do(?=$|[\s/\[\]()<>{}%])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class EndlessDrawingError(ValueError):
    """A page that asks for more drawing than a reader can do; the message says how, and stands behind 'page 3'."""


def require_an_end(pages: Sequence[Page]) -> None:
    """Raise EndlessDrawingError when drawing a page would never end; what pdfminer raises on the way escapes."""
    drawing = _Drawing()
    for page in pages:
        content = b"\n".join(_plain(resolve1(part)) for part in page.page_obj.contents)
        try:
            drawing.count(content, page.page_obj.resources, ())
        except EndlessDrawingError as error:
            raise EndlessDrawingError(f"page {page.page_number} {error}") from error


class _Drawing:
    """How many forms each form draws, its own and theirs; counted once for each form and the resources it uses."""

    def __init__(self) -> None:
        self._counted: dict[tuple[int, int], int] = {}

    def count(self, content: bytes, resources: Any, within: tuple[int, ...]) -> int:
        """Count the forms that a content draws while `within` are being drawn."""
        forms = _forms(resources)
        total = 0
        for name, times in Counter(map(_name, _DRAWN.findall(content))).items():
            if name in forms:
                total += times * (1 + self._count_form(forms[name], resources, within))
        if total > _MOST_DRAWN:
            raise EndlessDrawingError(f"draws more than {_MOST_DRAWN} pieces by reference")
        return total

    def _count_form(self, form: PDFStream, around: Any, within: tuple[int, ...]) -> int:
        """Count what a form draws; one without resources of its own uses those around it, as readers do."""
        if id(form) in within:
            raise EndlessDrawingError("draws a piece that draws itself")
        if len(within) >= _DEEPEST:
            raise EndlessDrawingError(f"draws pieces in pieces, more than {_DEEPEST} deep")
        resources = form.get("Resources") or around
        key = id(form), id(resolve1(resources))
        if key not in self._counted:
            self._counted[key] = self.count(_plain(form), resources, (*within, id(form)))
        return self._counted[key]


def forms_of(resources: Any) -> Iterator[PDFStream]:
    """Yield the forms among the resources of a page or form."""
    yield from _forms(resources).values()


def _forms(resources: Any) -> dict[str, PDFStream]:
    resources = resolve1(resources)
    named = resolve1(resources.get("XObject")) if isinstance(resources, dict) else None
    if not isinstance(named, dict):
        return {}
    streams = {name: resolve1(value) for name, value in named.items()}
    return {name: form for name, form in streams.items() if isinstance(form, PDFStream) and _is_form(form)}


def _is_form(stream: PDFStream) -> bool:
    return getattr(resolve1(stream.get("Subtype")), "name", None) == "Form"


def _plain(stream: Any) -> bytes:
    return stream.get_data() if isinstance(stream, PDFStream) else b""


def _name(printed: bytes) -> str:
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), printed).decode("utf-8", "replace")
