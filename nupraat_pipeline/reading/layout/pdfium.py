"""PDFium, a second reader that shares no code with pdfminer, and paints pages too: the file opened with it, once.

Here: its pages. Not here: what its text witnesses (`integrity`), or what its pictures show (`seen`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfplumber.pdf import PDF

_opened: WeakKeyDictionary[PDF, pypdfium2.PdfDocument] = WeakKeyDictionary()
_pages: WeakKeyDictionary[PDF, list[pypdfium2.PdfPage]] = WeakKeyDictionary()


def open_by_pdfium(pdf: PDF) -> pypdfium2.PdfDocument:
    """Open a file that pdfplumber has open. Raises pypdfium2.PdfiumError where PDFium cannot."""
    if pdf not in _opened:
        pdf.stream.seek(0)
        _opened[pdf] = pypdfium2.PdfDocument(pdf.stream.read())
    return _opened[pdf]


def pages_by_pdfium(pdf: PDF) -> Sequence[pypdfium2.PdfPage]:
    """Return the pages of such a file. Raises pypdfium2.PdfiumError where PDFium cannot open it, or read one."""
    if pdf not in _pages:
        _pages[pdf] = list(open_by_pdfium(pdf))
    return _pages[pdf]


def close_pdfium(pdf: PDF) -> None:
    """Give back what PDFium holds of a file, if it was opened; its pages are of no use any more."""
    _pages.pop(pdf, None)
    if document := _opened.pop(pdf, None):
        document.close()
