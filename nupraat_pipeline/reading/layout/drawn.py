"""Everything that a page draws, one thing after the other, as pdfminer lays it out.

Here: laying out a page, with objects found faster than pdfminer finds them (`objects`), and the walk over a layout.
pdfplumber makes dictionaries of the same things at twice the cost. Not here: what becomes of them (`page`,
`integrity`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import msgspec
from pdfminer.layout import LTContainer
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, dict_value, stream_value
from pdfminer.psparser import PSKeyword, keyword_name
from pdfminer.utils import MATRIX_IDENTITY
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from nupraat_pipeline.reading.layout.objects import objects_of
from nupraat_pipeline.reading.layout.superscripts import raised_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

    from pdfminer.pdffont import PDFFont
    from pdfminer.utils import Matrix


class Char(msgspec.Struct, gc=False):
    """A drawn character: its letter, where it stands in PDF points from the bottom left, and how it is marked.

    It holds of pdfminer's LTChar what is asked for here, at a third of the cost: a page has thousands.
    """

    text: str
    fontname: str
    matrix: Matrix
    x0: float
    y0: float
    x1: float
    y1: float
    mcid: int | None
    tag: str | None


_layouts: WeakKeyDictionary[Page, Any] = WeakKeyDictionary()


def drawn_on(page: Page) -> Iterator[Any]:
    """Yield everything drawn on a page, that of its forms too: a Char for a character, else as pdfminer has it.

    Raises PdfminerException for what is malformed.
    """
    if page not in _layouts:
        device = _Device(page.pdf.rsrcmgr, pageno=page.page_number)
        with _Failing():
            _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
        _layouts[page] = device.get_result()
    return leaves(_layouts[page])


def drawn_by_form(page: Page, form: PDFStream) -> Iterator[Any]:
    """Yield everything that a form draws which is no part of a page's content, in its own coordinates.

    Raises PdfminerException for what is malformed.
    """
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number)
    with _Failing():
        device.begin_page(page.page_obj, MATRIX_IDENTITY)
        _Interpreter(page.pdf.rsrcmgr, device).render_contents(dict_value(form.get("Resources", {})), [form])
        device.end_page(page.page_obj)
    return leaves(device.get_result())


def leaves(container: Iterable[Any]) -> Iterator[Any]:
    """Yield everything drawn, also inside form objects, without recursion however deep they nest."""
    stack = [iter(container)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTContainer):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


class _Failing:
    """Hands on whatever pdfminer raises, which may be anything, as pdfplumber does."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            raise PdfminerException(error) from error


class _Device(PDFPageAggregatorWithMarkedContent):
    """pdfplumber's device, but for the characters."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._letters: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        self._raised: dict[PDFFont, dict[int, str]] = {}

    def render_char(  # noqa: PLR0913, PLR0917 - as pdfminer calls it
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Lay out a character; returns how far it goes. One that does not stand upright is left to pdfminer."""
        drawn: Any = self.cur_item
        a, b, c, d, e, f = matrix
        stands = (a, b, c, d, e + rise * c, f + rise * d) if rise else matrix
        if b or c or font.is_vertical():
            advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
            char = drawn._objs.pop()
            box = char.x0, char.y0, char.x1, char.y1
            drawn.add(Char(self._letter(font, cid)[0], char.fontname, stands, *box, self.cur_mcid, self.cur_tag))
            return float(advance)
        text, width = self._letter(font, cid)
        advance = width * fontsize * scaling
        descent = font.get_descent() * fontsize + rise
        x0, x1 = e, a * advance + e
        y0, y1 = d * descent + f, d * (descent + fontsize) + f
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        drawn.add(Char(text, font.fontname, stands, x0, y0, x1, y1, self.cur_mcid, self.cur_tag))
        return advance

    def _letter(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """Return the letter of a font's character, a superscript for a raised digit, and its width."""
        letters = self._letters.setdefault(font, {})
        if cid not in letters:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = self.handle_undefined_char(font, cid)
            if not isinstance(text, str):
                raise TypeError(f"a letter of font {font.fontname} is {text!r}")
            if text.isdecimal():
                if font not in self._raised:
                    self._raised[font] = raised_forms(font)
                text = self._raised[font].get(cid, text)
            letters[cid] = text, font.char_width(cid)
        return letters[cid]


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter of contents, but for the finding of objects and operators in them."""

    def execute(self, streams: Sequence[object]) -> None:
        """Do what the operators of these streams say, one stream going on where the one before it ends."""
        content = b"\n".join(stream.get_data() for stream in self._to_execute(streams))
        for each in objects_of(content):
            if not isinstance(each, PSKeyword):
                self.argstack.append(each)
                continue
            operate, wanted = _operation(each)
            if not wanted:
                operate(self)
                continue
            operands = self.pop(wanted)
            if len(operands) == wanted:
                operate(self, *operands)

    def _to_execute(self, streams: Sequence[object]) -> Iterator[PDFStream]:
        """Yield the streams, but for those that are being executed already, and would be for ever."""
        self.stream_ids.clear()
        for each in streams:
            stream = stream_value(each)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids:
                self.stream_ids.add(stream.objid)
                yield stream


_operations: dict[PSKeyword, tuple[Callable[..., Any], int]] = {}


def _operation(word: PSKeyword) -> tuple[Callable[..., Any], int]:
    """Return what an operator does and how many operands it takes, as pdfminer has it; nothing, when it knows none."""
    if word not in _operations:
        name = keyword_name(word).replace("*", "_a").replace('"', "_w").replace("'", "_q")
        method = getattr(PDFPageInterpreter, f"do_{name}", None)
        _operations[word] = (_nothing, 0) if method is None else (method, method.__code__.co_argcount - 1)
    return _operations[word]


def _nothing(_: PDFPageInterpreter) -> None:
    """What an operator does that nobody knows."""
