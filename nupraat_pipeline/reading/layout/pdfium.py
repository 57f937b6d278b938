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

_opened: WeakKeyDictionary[PDF, tuple[pypdfium2.PdfDocument, list[pypdfium2.PdfPage]]] = WeakKeyDictionary()


def pages_by_pdfium(pdf: PDF) -> Sequence[pypdfium2.PdfPage]:
    """Return the pages of a file that pdfplumber has open. Raises pypdfium2.PdfiumError where PDFium cannot read it."""
    if pdf not in _opened:
        pdf.stream.seek(0)
        document = pypdfium2.PdfDocument(pdf.stream.read())
        _opened[pdf] = document, list(document)
    return _opened[pdf][1]


def close_pdfium(pdf: PDF) -> None:
    """Give back what PDFium holds of a file, if it was opened; its pages are of no use any more."""
    document, _ = _opened.pop(pdf, (None, None))
    if document is not None:
        document.close()
