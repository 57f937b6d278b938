"""Pages that draw far less than the file declares for them: what is missing was there when the file was made.

Two declarations are heard. A page's entry in the tree of parents (ISO 32000-1, 14.7.4.4) lists each piece of marked
content that it draws. And a page has fonts of its own in order to write. Here: comparing them with the content. Not
here: whether the content itself is sound (`content`, `integrity`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from nupraat_pipeline.reading.soundness.forms import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfplumber.page import Page

# Programs that edit a page leave some of its pieces declared; a page that lost a quarter of them, and several, was cut.
_MISSING_SHARE = 0.25
_SEVERAL = 4

_MARK = re.compile(rb"/MCID[\x00\t\n\f\r ]*(\d+)")
_BLANK = b"\x00\t\n\f\r "


def missing_content(pages: Sequence[Page]) -> list[str]:
    """One sentence (no full stop) for each page that draws far less than is declared for it."""
    uses = Counter(_font_list(page) for page in pages)
    found = (_missing(page, has_fonts=uses[_font_list(page)] == 1) for page in pages)
    return [problem for problem in found if problem]


def _font_list(page: Page) -> tuple[object, ...] | None:
    """What tells a page's own list of fonts from those that it shares with others or inherits; None without one."""
    number = page.page_obj.pageid
    own = resolve1(page.pdf.doc.getobj(number)) if isinstance(number, int) else None
    listed = own.get("Resources") if isinstance(own, dict) else None
    resources = resolve1(listed)
    fonts = resources.get("Font") if isinstance(resources, dict) else None
    if not resolve1(fonts):
        return None
    references = [each.objid for each in (fonts, listed) if isinstance(each, PDFObjRef)]
    return ("shared", references[0]) if references else ("own", page.page_number)


def _missing(page: Page, *, has_fonts: bool) -> str | None:
    content = b"\n".join(_contents(page))
    if has_fonts and _font_list(page) and not content.strip(_BLANK):
        return f"page {page.page_number} has fonts of its own but draws nothing at all"
    declared = _declared(page)
    if not declared:
        return None
    resources = resolve1(page.page_obj.resources)
    resources = resources if isinstance(resources, dict) else {}
    drawn = {int(number) for number in _MARK.findall(content)} | set(_named(resources))
    missing = declared - drawn
    has_forms = any(True for _ in forms_of(resources))  # which have marks of their own
    if has_forms or len(missing) < max(_SEVERAL, _MISSING_SHARE * len(declared)):
        return None
    return f"page {page.page_number} draws {len(declared) - len(missing)} of the {len(declared)} pieces it declares"


def _contents(page: Page) -> Iterator[bytes]:
    for part in page.page_obj.contents:
        stream = resolve1(part)
        if isinstance(stream, PDFStream):
            yield stream.get_data()


def _declared(page: Page) -> set[int]:
    """The numbers of the marked content that the tree of parents has for a page; empty where it has none."""
    root = resolve1(page.pdf.doc.catalog.get("StructTreeRoot"))
    key = resolve1(page.page_obj.attrs.get("StructParents"))
    if not isinstance(root, dict) or not isinstance(key, int):
        return set()
    entry = _entry(root.get("ParentTree"), key)
    return {number for number, parent in enumerate(entry) if parent is not None} if isinstance(entry, list) else set()


def _entry(root: Any, key: int) -> Any:
    """The value of a key in a number tree (ISO 32000-1, 7.9.7); None where there is none."""
    waiting, seen = [resolve1(root)], set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, dict) or id(node) in seen:  # a tree that leads back into itself is walked once
            continue
        seen.add(id(node))
        numbers = resolve1(node.get("Nums")) or []
        for number, value in zip(numbers[::2], numbers[1::2], strict=False):
            if resolve1(number) == key:
                return resolve1(value)
        waiting += map(resolve1, resolve1(node.get("Kids")) or [])
    return None


def _named(resources: dict[str, Any]) -> Iterator[int]:
    """The numbers of marked content that is declared by name, in the properties of a page."""
    properties = resolve1(resources.get("Properties"))
    for value in properties.values() if isinstance(properties, dict) else ():
        listed = resolve1(value)
        number = resolve1(listed.get("MCID")) if isinstance(listed, dict) else None
        if isinstance(number, int):
            yield number
