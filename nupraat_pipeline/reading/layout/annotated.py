"""What annotations print on a page: they lie over what the page itself draws, and readers of its text pass them over.

Here: the text of notes typed on the page, stamps and form fields, and what annotations strike out, as far as the page
shows them. Not here: links, highlights, and notes that open when one points at them, none of which prints any text; or
what becomes of the numbers (`annotations`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException

from nupraat_pipeline.reading.layout.drawn import Char, drawn_by_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pdfplumber.page

    from nupraat_pipeline.reading.layout.geometry import Bounds

# Flags of an annotation that is not shown (PDF 32000-1, table 165): hidden, no view.
_NOT_SHOWN = 0b100010
_PRINTED = frozenset({"FreeText", "Stamp"})
# Fields into which people type, or of which they choose; the others are buttons and signatures.
_TYPED = frozenset({"Tx", "Ch"})
# A field has its value itself or from a parent, no further up than this.
_GENERATIONS = 8
_CORNERS = 8
# No page is this long, in points; what lies further off is a mistake of the file.
_FARTHEST = 1e6
# Characters further apart than this part of their height are of two words.
_SPACE = 0.15


class Annotated(Struct, frozen=True):
    """Texts that annotations print, with their places, and the places of what they strike out, as displayed."""

    texts: tuple[tuple[str, Bounds], ...] = ()
    struck: tuple[Bounds, ...] = ()


def annotated_on(page: pdfplumber.page.Page) -> Annotated:
    """Return what the annotations of a page print; what of them is malformed prints nothing."""
    texts = []
    struck = []
    for annotation, kind in _shown(page):
        if kind == "StrikeOut":
            struck += [_box(corners, page) for corners in _quads(annotation)]
        elif (text := _text(annotation, kind, page).strip()) and (rect := _numbers(annotation.get("Rect"), 4)):
            texts.append((text, _box(rect, page)))
    return Annotated(tuple(texts), tuple(struck))


def _shown(page: pdfplumber.page.Page) -> Iterator[tuple[dict[str, Any], str]]:
    annotations = _resolved(page.page_obj.annots)
    for each in annotations if isinstance(annotations, list) else []:
        annotation = _resolved(each)
        if isinstance(annotation, dict):
            flags = _resolved(annotation.get("F"))
            if not (isinstance(flags, int) and flags & _NOT_SHOWN):
                yield annotation, _name(annotation.get("Subtype"))


def _text(annotation: dict[str, Any], kind: str, page: pdfplumber.page.Page) -> str:
    if kind == "Widget":
        is_typed = _name(_inherited(annotation, "FT")) in _TYPED
        return _string(_inherited(annotation, "V")) if is_typed else ""
    if kind not in _PRINTED:
        return ""
    looks = _resolved(annotation.get("AP"))
    form = _resolved(looks.get("N")) if isinstance(looks, dict) else None
    try:
        drawn = _words(drawn_by_form(page, form)) if isinstance(form, PDFStream) else ""
    except PdfminerException:
        drawn = ""
    return drawn or _string(annotation.get("Contents"))


def _words(items: Iterable[Any]) -> str:
    text = ""
    before: Char | None = None
    for item in items:
        if isinstance(item, Char):
            size = item.y1 - item.y0
            if before and (item.x0 - before.x1 > _SPACE * size or abs(item.y0 - before.y0) > size / 2):
                text += " "
            text += item.text
            before = item
    return text


def _inherited(field: dict[str, Any], key: str) -> object:
    for _ in range(_GENERATIONS):
        if key in field:
            return _resolved(field[key])
        parent = _resolved(field.get("Parent"))
        if not isinstance(parent, dict):
            break
        field = parent
    return None


def _string(value: object) -> str:
    value = _resolved(value)
    if isinstance(value, list):
        return " ".join(map(_string, value))
    data = value.get_data() if isinstance(value, PDFStream) else value
    return decode_text(data) if isinstance(data, bytes) else ""


def _quads(annotation: dict[str, Any]) -> list[list[float]]:
    corners = _numbers(annotation.get("QuadPoints"))
    quads = [corners[start : start + _CORNERS] for start in range(0, len(corners) - _CORNERS + 1, _CORNERS)]
    return quads or [rect for rect in (_numbers(annotation.get("Rect"), 4),) if rect]


def _numbers(value: object, count: int | None = None) -> list[float]:
    """Return a list of numbers; none when it is something else, or not of this many."""
    values = _resolved(value)
    numbers = [_resolved(each) for each in values] if isinstance(values, list) else []
    if count not in {None, len(numbers)} or not all(_is_place(each) for each in numbers):
        return []
    return [float(each) for each in numbers]


def _is_place(value: object) -> bool:
    return isinstance(value, (int, float)) and abs(value) < _FARTHEST


def _box(corners: list[float], page: pdfplumber.page.Page) -> Bounds:
    """Return the box around corners given from the file's own origin."""
    x0, y0, x1, y1 = (float(each) for each in page.page_obj.mediabox)
    places = [
        {90: (y - y0, x1 - x), 180: (x1 - x, y1 - y), 270: (y1 - y, x - x0)}.get(page.page_obj.rotate, (x - x0, y - y0))
        for x, y in zip(corners[::2], corners[1::2], strict=True)
    ]
    xs, ys = zip(*places, strict=True)
    height = float(page.height)
    return min(xs), height - max(ys), max(xs), height - min(ys)


def _name(value: object) -> str:
    return str(getattr(_resolved(value), "name", ""))


def _resolved(value: object) -> Any:
    try:
        return resolve1(value)
    except PDFException:
        return None
