"""Whether all text that a PDF's pages draw came through: pdfminer skips what it cannot read, and says nothing.

Here: the checks that turn such a silence into a sentence. Not here: what the text means, or what becomes of the
file (`document` refuses it).

Independent witnesses are heard. The streams that make up a page's text must decode to their very end, checksum
included, and say nothing that readers pass over (`content`). The characters must be readable ones, and not a picture of
text. A page must draw what the file declares for it (`declared`). And a second reader, PDFium, which shares no code
with pdfminer, must not see more of them.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pypdfium2
from msgspec import Struct
from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.layout import LTImage
from pdfminer.lzw import lzwdecode
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    resolve1,
)
from pdfminer.runlength import rldecode

from nupraat_pipeline.reading.layout.drawn import Char, drawn_on
from nupraat_pipeline.reading.layout.pdfium import open_by_pdfium, pages_by_pdfium
from nupraat_pipeline.reading.soundness.content import first_mistake
from nupraat_pipeline.reading.soundness.declared import missing_content
from nupraat_pipeline.reading.soundness.forms import forms_of, require_an_end
from nupraat_pipeline.reading.soundness.inflating import Inflater

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfplumber.page import Page

# A page that is a picture: an image over at least half of it, beside at most a scanner's stamp or a page number.
_PICTURE_SHARE = 0.5
_STAMP_CHARACTERS = 100

# Symbol fonts draw bullets and ticks without saying which letters they are; a font of text needs more shapes.
_SYMBOL_SHAPES = 4

# What a file calls a letter that it does not know. One may be a bullet or a sign of money; two in numbers are digits.
_NAMELESS = frozenset({"\N{REPLACEMENT CHARACTER}", "\0"})
_NAMELESS_FIGURES = 2
# Characters of one number are nearer than this part of their height.
_TOUCHING = 0.2

# PDFium draws a few characters that pdfminer has as one (ligatures, hyphens at a line's end), so a shortage of text
# counts from one in fifty; a shortage of digits counts from one.
_TOLERATED_SHORTAGE = 0.02

_PLAIN_DECODERS = (
    (LITERALS_ASCII85_DECODE, ascii85decode),
    (LITERALS_ASCIIHEX_DECODE, asciihexdecode),
    (LITERALS_LZW_DECODE, lzwdecode),
    (LITERALS_RUNLENGTH_DECODE, rldecode),
)


class Losses(Struct, frozen=True):
    """What could not be read: `has_no_text` when nothing can, else one sentence (no full stop) for each problem."""

    has_no_text: bool
    problems: tuple[str, ...]


class DamagedError(ValueError):
    """The file as a whole makes no sense; the message says how."""


class _BrokenStreamError(ValueError):
    """A stream that does not decode to its end; the message says how."""


def find_losses(pages: Sequence[Page]) -> Losses:
    """What of the text of `pages`, all those of a PDF, does not come through.

    The streams are looked at before pdfplumber decodes them, so `pages` must not have been read yet. What pdfminer
    raises on malformed objects escapes, and so does `DamagedError` for what no reader can make sense of.
    """
    problems = _broken_streams(pages)
    require_an_end(pages)
    drawn = [_draw(page) for page in pages]
    pictures = _picture_pages(drawn)
    if not problems and not any(each.chars for each in drawn if each not in pictures):
        return Losses(has_no_text=True, problems=())
    problems += [f"page {each.number} is a picture without a text layer" for each in pictures]
    problems += [problem for each in drawn for problem in _unreadable_fonts(each)]
    problems += missing_content(pages)
    if not problems:
        problems += _missed_text(drawn, pages)
    return Losses(has_no_text=False, problems=tuple(problems))


# Streams


def _broken_streams(pages: Sequence[Page]) -> list[str]:
    """Streams of the pages' text that do not decode to their end, or end in the middle of a text."""
    problems = []
    seen: set[int] = set()
    for page in pages:
        try:
            parts = [_decoded(stream) for stream in _content_streams(page)]
            _require_whole_text(b"\n".join(parts))
            _require_sound_resources(page.page_obj.resources, seen)
        except _BrokenStreamError as error:
            problems.append(f"the content of page {page.page_number} {error}")
    return problems


def _content_streams(page: Page) -> Iterator[PDFStream]:
    for reference in page.page_obj.contents:
        stream = resolve1(reference)
        if not isinstance(stream, PDFStream):
            raise _BrokenStreamError("is not in the file")
        yield stream


def _require_sound_resources(resources: Any, seen: set[int]) -> None:
    """See that the fonts' letter tables decode, and the forms (pieces of page drawn by reference, nested at will)."""
    resources = resolve1(resources) or {}
    for font in _values(resources.get("Font")):
        table = resolve1(font.get("ToUnicode")) if isinstance(font, dict) else None
        if isinstance(table, PDFStream) and id(table) not in seen:
            seen.add(id(table))
            _decoded(table)
    for form in forms_of(resources):
        if id(form) not in seen:
            seen.add(id(form))
            _require_whole_text(_decoded(form))
            _require_sound_resources(form.get("Resources"), seen)


def _values(dictionary: Any) -> Iterator[Any]:
    dictionary = resolve1(dictionary)
    if isinstance(dictionary, dict):
        yield from (resolve1(value) for value in dictionary.values())


def _decoded(stream: PDFStream) -> bytes:
    """The stream's bytes, decoded strictly; a filter that is not for text leaves them as they are."""
    data = stream.get_rawdata()
    if data is None:
        return stream.get_data()
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    for name, _ in stream.get_filters():
        if name in LITERALS_FLATE_DECODE:
            data = _inflate(data)
        for names, decode in _PLAIN_DECODERS:
            if name in names:
                data = decode(data)
    return data


def _inflate(data: bytes) -> bytes:
    """Inflate to the end mark of the compressed data; only its checksum may be missing, never be wrong."""
    inflater = Inflater()
    try:
        plain = inflater.decompress(data)
    except zlib.error as error:
        raise _BrokenStreamError(f"is corrupt ({error})") from error
    if inflater.eof or _ends_before_its_checksum(data):
        return plain
    raise _BrokenStreamError("is cut off")


def _ends_before_its_checksum(data: bytes) -> bool:
    """Some producers count a stream's length without the four bytes of checksum behind the compressed data."""
    without_header = Inflater(wbits=-zlib.MAX_WBITS)
    without_header.decompress(data[2:])
    return without_header.eof


def _require_whole_text(content: bytes) -> None:
    """The content says nothing that readers pass over, and ends what it begins."""
    if mistake := first_mistake(content):
        raise _BrokenStreamError(mistake)


# Characters


class _Drawn(Struct, frozen=True):
    """What a page draws: its characters with their fonts, and its images by stream with their share of the page.

    `nameless` are the fonts of characters that the file calls unknown, each as often as some of its stand in a number,
    or together.
    """

    number: int
    chars: tuple[tuple[str, str], ...]
    nameless: Counter[str]
    images: tuple[tuple[int, float], ...]


def _draw(page: Page) -> _Drawn:
    chars: list[tuple[str, str]] = []
    images: list[tuple[int, float]] = []
    nameless: Counter[str] = Counter()
    before: Char | None = None
    for item in drawn_on(page):
        if isinstance(item, Char):
            chars.append((item.text, item.fontname))
            if before is not None and (item.text in _NAMELESS or before.text in _NAMELESS):
                nameless[item.fontname] += _is_of_number(before, item)
            before = item
        elif isinstance(item, LTImage):
            images.append((id(item.stream), _share_of_page(item, page)))
    return _Drawn(page.page_number, tuple(chars), nameless, tuple(images))


def _picture_pages(pages: Sequence[_Drawn]) -> list[_Drawn]:
    """Pages that are scans: covered by an image of their own (a letterhead is shared) and next to no text."""
    uses = Counter(stream for page in pages for stream, _ in page.images)
    return [
        page
        for page in pages
        if len(page.chars) <= _STAMP_CHARACTERS
        and any(share >= _PICTURE_SHARE and uses[stream] == 1 for stream, share in page.images)
    ]


def _share_of_page(image: LTImage, page: Page) -> float:
    width = min(image.x1, page.width) - max(image.x0, 0)
    height = min(image.y1, page.height) - max(image.y0, 0)
    return float(max(width, 0) * max(height, 0) / (page.width * page.height))


def _unreadable_fonts(page: _Drawn) -> list[str]:
    """Fonts of the page that draw text but do not say which letters their shapes are."""
    shapes: defaultdict[str, set[str]] = defaultdict(set)
    for text, font in set(page.chars):
        if not _is_readable(text):
            shapes[font].add(text)
    unreadable = {font for font, texts in shapes.items() if len(texts) >= _SYMBOL_SHAPES}
    unreadable |= {font for font, times in page.nameless.items() if times >= _NAMELESS_FIGURES}
    return [
        f"the letters of font {font} on page {page.number} cannot be read (the file does not say which they are)"
        for font in sorted(unreadable)
    ]


def _is_of_number(left: Char, right: Char) -> bool:
    """Whether two characters touch, and each is a digit or unknown; a bullet stands alone."""
    size = right.y1 - right.y0
    is_beside = abs(left.y0 - right.y0) < _TOUCHING * size and abs(right.x0 - left.x1) < _TOUCHING * size
    return is_beside and all(each.text in _NAMELESS or each.text.isdecimal() for each in (left, right))


def _is_readable(text: str) -> bool:
    if text.startswith("(cid:"):
        return False
    return not any(
        character == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}
        for character in text
        if not character.isspace()
    )


# The second reader


def _missed_text(drawn: Sequence[_Drawn], pages: Sequence[Page]) -> list[str]:
    """Pages of which PDFium reads more digits, or clearly more text, than pdfminer did."""
    problems = []
    for page, text in zip(drawn, _texts_by_pdfium(pages), strict=True):
        ours = _visible("".join(text for text, _ in page.chars))
        theirs = _visible(text)
        missed = theirs.total() - ours.total()
        missed_digits = sum((theirs - ours)[digit] for digit in "0123456789")
        if missed_digits > 0 or missed > _TOLERATED_SHORTAGE * theirs.total():
            problems.append(
                f"page {page.number} draws {theirs.total()} characters, of which "
                f"{max(missed, missed_digits)} do not come through"
            )
    return problems


def _texts_by_pdfium(pages: Sequence[Page]) -> list[str]:
    """The text of each page as PDFium reads it; raises DamagedError where it cannot, or finds not as many pages."""
    try:
        count = len(open_by_pdfium(pages[0].pdf))
    except pypdfium2.PdfiumError as error:
        raise DamagedError("PDFium, a second reader, cannot open it") from error
    if count != len(pages):
        raise DamagedError(f"PDFium, a second reader, finds {count} pages in it instead of {len(pages)}")
    try:
        return [page.get_textpage().get_text_range() for page in pages_by_pdfium(pages[0].pdf)]
    except pypdfium2.PdfiumError as error:
        raise DamagedError(f"PDFium, a second reader, cannot read its pages: {error}") from error


def _visible(text: str) -> Counter[str]:
    """The letters, digits and signs of a text, ligatures as their letters.

    Marks that draw nothing do not count, nor do hyphens, which fonts confuse with soft ones.
    """
    drawn = Counter(unicodedata.normalize("NFKC", text))
    return Counter(
        {
            character: count
            for character, count in drawn.items()
            if not character.isspace() and unicodedata.category(character) not in {"Cf", "Cn", "Cc", "Pd"}
        }
    )
