"""A copy of an answer's pages with outlines and a legend under each, as a PDF or as pictures.

Here: drawing with PDFium, in a child process that is limited in time and memory, as reading is. Not here: what is
outlined (`outlines`). The file itself is only read, and only when it is still the one whose figures are outlined.

Boxes are on the page as displayed, origin top left; PDF draws on the page as it was made, origin bottom left, which
`Rotate` turns and whose corner need not be at zero. `_Paper` is the one place that knows both.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import logging
import math
import os
import textwrap
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct
from pebble import ProcessExpired

from nupraat_pipeline.cli.outlines import RED
from nupraat_pipeline.reading.many.local import limited_processes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nupraat_pipeline.cli.outlines import Colour, LegendLine, Marks, Outline
    from nupraat_pipeline.settings import Limits

_log = logging.getLogger(__name__)

# All in points.
_ROOM = 1.0  # between a text and its outline
_TAG_SIZE = 4.0  # beside its outline, where a table has room and a sentence a space
_LEGEND_SIZE = 8.0
_LEADING = 12.0
_MARGIN = 24.0

# How wide a letter of a legend is, of its size, rather too much; and how many a line has on however narrow a page.
_LETTER = 0.55
_FEWEST = 40

# Pictures: pixels a point, so that a page is about as wide as a screen; but never more pixels than eight such pages.
_SCALE = 2.0
_PIXELS_MOST = 16_000_000

_HEADLINE = (
    "As read by nupraat inspect. Each outline has the letter of its indicator; red with a number: not understood."
)
_NOTHING = "No figures were read on this page."


class AnnotateError(Exception):
    """The annotated copy could not be made; the message says why and what to do."""


class _Paper(Struct, frozen=True):
    """A page's media box (left, bottom, right, top) and how far it is turned clockwise when displayed."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page as displayed (a corner of a Box) is in the page's own coordinates."""
        across, down = (self.bottom, -self.left) if self.turn in {90, 270} else (self.left, -self.bottom)
        dx, dy = x - across, y - down
        return {
            0: (self.left + dx, self.top - dy),
            90: (self.left + dy, self.bottom + dx),
            180: (self.right - dx, self.bottom + dy),
            270: (self.right - dy, self.top - dx),
        }[self.turn]

    def area(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """A displayed rectangle as left, bottom, width and height."""
        (ax, ay), (bx, by) = self.at(x0, top), self.at(x1, bottom)
        return min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)

    def shown(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of the page's own (its crop box) as displayed: x0, top, x1, bottom."""
        corner_x, corner_y = (self.bottom, -self.left) if self.turn in {90, 270} else (self.left, -self.bottom)
        left, bottom, right, top = box
        x0, y0, x1, y1 = {
            0: (left - self.left, self.top - top, right - self.left, self.top - bottom),
            90: (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left),
            180: (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom),
            270: (self.top - top, self.right - right, self.top - bottom, self.right - left),
        }[self.turn]
        return x0 + corner_x, y0 + corner_y, x1 + corner_x, y1 + corner_y


def annotate(source: Path, sha256: str, marks: Marks, target: Path, limits: Limits) -> list[Path]:
    """Write a copy of the pages with outlines to `target`; returns the files.

    `sha256` is the checksum of the file that `marks` were made of. A `.png` gives a picture for each page, 'out-1.png'
    and so on. Raises AnnotateError when that cannot be done.
    """
    in_pictures = target.suffix.lower() == ".png"
    with limited_processes(1, limits) as pool:
        drawing = pool.schedule(draw, args=(source, sha256, marks, in_pictures), timeout=limits.seconds)
        error = drawing.exception()
    if error is not None:
        raise _told(error, source, limits) from error
    contents: list[bytes] = drawing.result()
    files = [target]
    if in_pictures:
        files = [target.with_name(f"{target.stem}-{page}{target.suffix}") for page in range(1, len(contents) + 1)]
    for file, content in zip(files, contents, strict=True):
        _write(file, content)
    return files


def _told(error: BaseException, source: Path, limits: Limits) -> BaseException:
    """What the child's failure means for the file; a pool that cannot start any process is no file's fault."""
    match error:
        case AnnotateError():
            return error
        case TimeoutError():
            why = f"drawing takes more than {limits.seconds:g} seconds"
        case MemoryError():
            why = f"drawing takes more than {limits.memory_bytes / 1024**2:.0f} MB of memory"
        case ProcessExpired():
            why = f"drawing ended its process, exit code {error.exitcode}"
        case BrokenProcessPool():
            return error
        case Exception():
            _log.info("a file could not be drawn on", exc_info=error)
            why = f"{type(error).__name__}: {error}"
        case _:
            return error
    return AnnotateError(f"The pages of {source.name} cannot be drawn on ({why}); the rest is as shown.")


def _write(file: Path, content: bytes) -> None:
    aside = file.with_name(f".{file.name}.part")
    try:
        aside.write_bytes(content)
        os.replace(aside, file)  # noqa: PTH105 - half a file helps nobody
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise AnnotateError(f"{file} cannot be written: {error.strerror}. Name another place.") from error


# In the child process


def draw(source: Path, sha256: str, marks: Marks, in_pictures: bool) -> list[bytes]:
    """Return the pages with outlines, as one PDF or as a PNG for each.

    Raises AnnotateError when the file is not the one that was read, and what PDFium raises.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise AnnotateError(f"{source.name} cannot be read any more: {error.strerror}.") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise AnnotateError(f"{source.name} changed after it was read; inspect it again.")
    with pypdfium2.PdfDocument(content) as document:
        for number in range(1, len(document) + 1):
            outlines = [outline for outline in marks.outlines if outline.box.page == number]
            _draw(document, document[number - 1], outlines, marks.legends.get(number, ()))
        return list(_pictures(document) if in_pictures else _copy(document))


def _copy(document: pypdfium2.PdfDocument) -> Iterator[bytes]:
    saved = io.BytesIO()
    document.save(saved)
    yield saved.getvalue()


def _pictures(document: pypdfium2.PdfDocument) -> Iterator[bytes]:
    for page in document:
        width, height = page.get_size()
        scale = min(_SCALE, math.sqrt(_PIXELS_MOST / (width * height)))
        saved = io.BytesIO()
        page.render(scale=scale).to_pil().save(saved, "PNG", optimize=True)
        yield saved.getvalue()


def _draw(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, outlines: list[Outline], legend: tuple[LegendLine, ...]
) -> None:
    left, bottom, right, top = page.get_mediabox()
    paper = _Paper(left, bottom, right, top, page.get_rotation())
    pen = _Pen(document, page, paper)
    for outline in outlines:
        box = outline.box
        area = (box.x0 - _ROOM, box.top - _ROOM, box.x1 + _ROOM, box.bottom + _ROOM)
        pen.rectangle(area, outline.colour, outline.weight, dashed=outline.dashed)
    for outline in outlines:  # over the lines of all others
        if outline.tag:
            middle = (outline.box.top + outline.box.bottom) / 2
            pen.tag(outline.tag, outline.box.x0 - _ROOM - _wide(outline.tag, _TAG_SIZE), middle, outline.colour)
    _write_legend(page, paper, pen, legend)
    page.gen_content()


def _write_legend(page: pypdfium2.PdfPage, paper: _Paper, pen: _Pen, legend: tuple[LegendLine, ...]) -> None:
    """Lengthen the page as displayed by a strip, so that nothing printed is covered, and write the legend there."""
    x0, _, x1, bottom = paper.shown(page.get_cropbox())
    letters = max(int((x1 - x0 - 3 * _MARGIN) / (_LETTER * _LEGEND_SIZE)), _FEWEST)
    lines = [(line, textwrap.wrap(line.text, letters)) for line in legend]
    height = _LEADING * (sum(len(wrapped) for _, wrapped in lines) + 2.5)
    strip = paper.area(x0, bottom, x1, bottom + height)
    page.set_mediabox(*_around(page.get_mediabox(), strip))
    page.set_cropbox(*_around(page.get_cropbox(), strip))
    pen.rectangle((x0, bottom, x1, bottom + height), (255, 255, 255), 0, filled=True)
    pen.rectangle((x0, bottom, x1, bottom), (0, 0, 0), 0.5)
    y = bottom + 1.4 * _LEADING
    pen.write(_HEADLINE if legend else _NOTHING, x0 + _MARGIN, y, (0, 0, 0), _LEGEND_SIZE)
    for line, wrapped in lines:
        pen.tag(line.tag, x0 + _MARGIN, y + _LEADING, line.colour, _LEGEND_SIZE)
        ink = RED if line.colour == RED else (0, 0, 0)
        for text in wrapped:
            y += _LEADING
            pen.write(text, x0 + 2 * _MARGIN, y, ink, _LEGEND_SIZE)


def _around(
    box: tuple[float, float, float, float], area: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    left, bottom, width, height = area
    return min(box[0], left), min(box[1], bottom), max(box[2], left + width), max(box[3], bottom + height)


def _wide(tag: str, size: float) -> float:
    """How wide a tag is: its letters, which are rarely wider than this, and a little room."""
    return size * (0.45 + 0.62 * len(tag))


class _Pen(Struct, frozen=True):
    """Draws on one page at places of the page as displayed."""

    document: pypdfium2.PdfDocument
    page: pypdfium2.PdfPage
    paper: _Paper

    def rectangle(
        self,
        area: tuple[float, float, float, float],
        colour: Colour,
        weight: float,
        *,
        dashed: bool = False,
        filled: bool = False,
    ) -> None:
        """Draw a rectangle (x0, top, x1, bottom): its border, or all of it."""
        path = pdfium.FPDFPageObj_CreateNewRect(*self.paper.area(*area))
        pdfium.FPDFPageObj_SetStrokeColor(path, *colour, 255)
        pdfium.FPDFPageObj_SetFillColor(path, *colour, 255)
        pdfium.FPDFPageObj_SetStrokeWidth(path, weight)
        if dashed:
            pdfium.FPDFPageObj_SetDashArray(path, (ctypes.c_float * 2)(2, 1.5), 2, 0)
        mode = pdfium.FPDF_FILLMODE_WINDING if filled else pdfium.FPDF_FILLMODE_NONE
        pdfium.FPDFPath_SetDrawMode(path, mode, not filled)
        pdfium.FPDFPage_InsertObject(self.page, path)

    def write(self, text: str, x: float, y: float, colour: Colour, size: float) -> float:
        """Write a line whose foot begins at a point, upright as displayed; returns how long it is."""
        written = pdfium.FPDFPageObj_NewTextObj(self.document, b"Helvetica", size)
        plain = text.encode("latin-1", "replace").decode("latin-1")  # all that the built-in letters can show
        letters = (ctypes.c_ushort * (len(plain) + 1))(*map(ord, plain), 0)
        pdfium.FPDFText_SetText(written, letters)
        pdfium.FPDFPageObj_SetFillColor(written, *colour, 255)
        bounds = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(written, *bounds)
        (ox, oy), (rx, ry), (ux, uy) = self.paper.at(x, y), self.paper.at(x + 1, y), self.paper.at(x, y - 1)
        pdfium.FPDFPageObj_Transform(written, rx - ox, ry - oy, ux - ox, uy - oy, ox, oy)
        pdfium.FPDFPage_InsertObject(self.page, written)
        return bounds[2].value - bounds[0].value

    def tag(self, text: str, x: float, y: float, colour: Colour, size: float = _TAG_SIZE) -> None:
        """Write a letter in white on its colour, its foot at a point."""
        area = (x, y - 0.8 * size, x + _wide(text, size), y + 0.2 * size)
        self.rectangle(area, colour, 0, filled=True)
        self.write(text, x + 0.2 * size, y, (255, 255, 255), size)
