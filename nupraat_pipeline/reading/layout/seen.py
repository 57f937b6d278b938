"""What of a page is to be seen, by the picture that PDFium paints of it: text may be drawn and yet not show.

White on white, under a bar or a picture, in a layer that is switched off, outside what it is clipped to, transparent,
or far too small: whoever looks at the page does not see it, and whoever made the page may have meant that. And what the
file calls a space may show a digit.
Here: the picture, the characters of which it shows nothing, and those that are nothing but show. Not here: what becomes
of them (`page`).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pypdfium2
from msgspec import Struct

from nupraat_pipeline.reading.layout.pdfium import pages_by_pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pdfplumber.page

    from nupraat_pipeline.reading.layout.drawn import Char

# Pixels a point: a digit of 6 points is then 9 pixels high. Where that makes too large a picture, it is smaller.
_SCALE = 1.5
_MOST_PIXELS = 16_000_000
# What is lower than this many pixels cannot be read.
_LEGIBLE = 3
# In a picture that is reduced, what is lower than this many may be too faint.
_CLEAR = 8
# Of 255 shades of grey, ink stands out from its paper by this many at least; grey of 95 % on white by 12.
_CONTRAST = 24
# The part of a character's height that is looked at: ink is in the middle, and borders are around it.
_FROM, _TO = 0.2, 0.8
# A blank this wide, in units of its size, may be a digit: spaces are narrower, but for those of a typewriter's type.
_WIDE = 0.4
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"  # which is drawn where a word breaks
# Beside a blank stand others, whose edges the picture blurs: this part of its width is not looked at on either side.
_MARGIN = 0.2
# Kerned letters reach over the edge of a blank by less of its width than this.
_OVER = 0.3


class Look(Struct, frozen=True):
    """What a look at a page told: characters that are `unseen`, and `inked` ones that are blank but show."""

    unseen: Sequence[Char] = ()
    inked: Sequence[Char] = ()


def look_at(page: pdfplumber.page.Page, chars: Sequence[Char], crop: tuple[float, float, float, float]) -> Look:
    """Tell which of a page's characters are not to be seen, and which are though they are blank.

    `crop` is the displayed part of the page, from the top left corner of its media box: x0, top, x1, bottom. Numbers
    alone are worth a look; only where one is hidden are letters looked at. So are blanks as wide as a digit. Where
    PDFium cannot paint the page all is as the file says.
    """
    shown = [char for char in chars if char.text.isalnum()]
    digits = [char for char in shown if char.text.isdecimal()]
    blanks = [char for char in chars if _is_wide_blank(char)]
    picture = _picture(page, crop) if digits or blanks else None
    if picture is None:
        return Look()
    is_all_seen = all(map(picture.shows, digits))
    return Look(
        unseen=[] if is_all_seen else [char for char in shown if not picture.shows(char)],
        inked=[char for char in blanks if picture.shows_a_letter(char) and not _is_drawn_over(char, chars)],
    )


def _is_drawn_over(blank: Char, chars: Sequence[Char]) -> bool:
    """Whether other text lies over a blank, as where a label runs into the next cell: the ink is that one's."""
    width = _OVER * (blank.x1 - blank.x0)
    return any(
        min(char.x1, blank.x1) - max(char.x0, blank.x0) > width and char.y0 < blank.y1 and blank.y0 < char.y1
        for char in chars
        if not char.text.isspace() and char is not blank
    )


def _is_wide_blank(char: Char) -> bool:
    """Whether a character is a space, or none at all, and upright and as wide as a digit."""
    if not all(each.isspace() or (unicodedata.category(each) == "Cf" and each != _SOFT_HYPHEN) for each in char.text):
        return False
    return char.matrix[1] == char.matrix[2] == 0 and char.x1 - char.x0 >= _WIDE * (char.y1 - char.y0) > 0


class _Picture(Struct, frozen=True):
    """A page in shades of grey, a byte a pixel; `x` and `y` pixels a point, from the displayed top left corner.

    `left` and `upper` are that corner's place in points from the bottom left of the page. A page too large to be
    painted in full `is_reduced`: what is small in its picture may be legible on the page.
    """

    pixels: memoryview
    width: int
    height: int
    stride: int
    x: float
    y: float
    left: float
    upper: float
    is_reduced: bool

    def shows(self, char: Char) -> bool:
        """Whether anything stands out where a character was drawn."""
        top, height = (self.upper - char.y1) * self.y, (char.y1 - char.y0) * self.y
        left, right = (
            max(round((char.x0 - self.left) * self.x), 0),
            min(round((char.x1 - self.left) * self.x), self.width),
        )
        first, last = max(round(top + _FROM * height), 0), min(round(top + _TO * height), self.height)
        if height < (_CLEAR if self.is_reduced else _LEGIBLE) or right <= left:
            return self.is_reduced
        darkest, lightest = 255, 0
        for start in range(first * self.stride, last * self.stride, self.stride):
            line = self.pixels[start + left : start + right]
            darkest, lightest = min(darkest, *line), max(lightest, *line)
            if lightest - darkest >= _CONTRAST:
                return True
        return False

    def shows_a_letter(self, char: Char) -> bool:
        """Whether ink stands within a character's place; what runs on across it or down is a line or a border."""
        left, right = ((x - self.left) * self.x for x in (char.x0, char.x1))
        first, last = round((self.upper - char.y1) * self.y), round((self.upper - char.y0) * self.y)
        margin = _MARGIN * (right - left)
        inner = slice(max(round(left + margin), 0), min(round(right - margin), self.width))
        rows = [
            bytes(self.pixels[row * self.stride : row * self.stride + self.width][inner])
            for row in range(max(first, 0), min(last, self.height))
        ]
        if not rows or not rows[0]:
            return False
        columns = list(zip(*rows, strict=True))
        return all(any(max(each) - min(each) >= _CONTRAST for each in lines) for lines in (rows, columns))


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
        is_reduced=scale < _SCALE,
    )
