"""Everything that a page draws, one thing after the other, as pdfminer lays it out.

Here: laying out a page, with objects found faster than pdfminer finds them (`objects`), and the walk over a layout.
pdfplumber makes dictionaries of the same things at twice the cost. Not here: what becomes of them (`page`,
`integrity`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pdfminer.layout import LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psparser import PSKeyword, keyword_name
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from nupraat_pipeline.reading.objects import objects_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType

_layouts: WeakKeyDictionary[Page, Any] = WeakKeyDictionary()


def drawn_on(page: Page) -> Iterator[Any]:
    """Yield everything drawn on a page, that of its forms too. Raises PdfminerException for what is malformed."""
    if page not in _layouts:
        device = PDFPageAggregatorWithMarkedContent(page.pdf.rsrcmgr, pageno=page.page_number)
        with _Failing():
            _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
        _layouts[page] = device.get_result()
    return leaves(_layouts[page])


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
