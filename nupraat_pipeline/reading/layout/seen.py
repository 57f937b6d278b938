"""What of a page is to be seen, by the picture that PDFium paints of it: text may be drawn and yet not show.

White on white, under a bar or a picture, in a layer that is switched off, outside what it is clipped to, transparent,
or far too small: whoever looks at the page does not see it, and whoever made the page may have meant that.
Here: the picture, and the characters of which it shows nothing. Not here: what becomes of them (`page`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
from msgspec import Struct

from nupraat_pipeline.reading.layout.pdfium import pages_by_pdfium

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pdfplumber.page

    from nupraat_pipeline.reading.layout.drawn import Char

# Pixels a point: a digit of 6 points is then 9 pixels high. Where that makes too large a picture, it is smaller.
_SCALE = 1.5
_MOST_PIXELS = 16_000_000
# What is lower than this many pixels cannot be read.
_LEGIBLE = 3
# Of 255 shades of grey, ink stands out from its paper by this many at least; grey of 95 % on white by 12.
_CONTRAST = 24
# The part of a character's height that is looked at: ink is in the middle, and borders are around it.
_FROM, _TO = 0.2, 0.8


def unseen(page: pdfplumber.page.Page, chars: Iterable[Char], crop: tuple[float, float, float, float]) -> list[Char]:
    """Return those of a page's characters of which nothing is to be seen: none where no digit is among them.

    `crop` is the displayed part of the page, from the top left corner of its media box: x0, top, x1, bottom. Numbers
    alone are worth a look; only where one is hidden are letters looked at. Where PDFium cannot paint the page all
    counts as seen.
    """
    shown = [char for char in chars if char.text.isalnum()]
    digits = [char for char in shown if char.text.isdecimal()]
    picture = _picture(page, crop) if digits else None
    if picture is None or all(map(picture.shows, digits)):
        return []
    return [char for char in shown if not picture.shows(char)]


class _Picture(Struct, frozen=True):
    """A page in shades of grey, a byte a pixel; `x` and `y` pixels a point, from the displayed top left corner.

    `left` and `upper` are that corner's place in points from the bottom left of the page.
    """

    pixels: memoryview
    width: int
    height: int
    stride: int
    x: float
    y: float
    left: float
    upper: float

    def shows(self, char: Char) -> bool:
        """Whether anything stands out where a character was drawn."""
        top, height = (self.upper - char.y1) * self.y, (char.y1 - char.y0) * self.y
        left, right = (
            max(round((char.x0 - self.left) * self.x), 0),
            min(round((char.x1 - self.left) * self.x), self.width),
        )
        first, last = max(round(top + _FROM * height), 0), min(round(top + _TO * height), self.height)
        if height < _LEGIBLE or right <= left:
            return False
        darkest, lightest = 255, 0
        for start in range(first * self.stride, last * self.stride, self.stride):
            line = self.pixels[start + left : start + right]
            darkest, lightest = min(darkest, *line), max(lightest, *line)
            if lightest - darkest >= _CONTRAST:
                return True
        return False


def _picture(page: pdfplumber.page.Page, crop: tuple[float, float, float, float]) -> _Picture | None:
    x0, top, x1, bottom = crop
    scale = min(_SCALE, (_MOST_PIXELS / ((x1 - x0) * (bottom - top))) ** 0.5)
    try:
        shown = pages_by_pdfium(page.pdf)[page.page_number - 1]
        painted = shown.render(scale=scale, grayscale=True, may_draw_forms=False)
    except pypdfium2.PdfiumError:
        return None
    return _Picture(
        memoryview(painted.buffer).cast("B"),
        painted.width,
        painted.height,
        painted.stride,
        painted.width / (x1 - x0),
        painted.height / (bottom - top),
        x0,
        float(page.height) - top,
    )
