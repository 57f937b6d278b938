"""Pictures of the pages that numbers were read from, made of the files in `raw/` that are still those that were read.

Here: drawing pages, each file in a child process that is limited in time and memory, as reading is. A file that is
gone, changed, or cannot be drawn has no pictures, and costs only itself.
"""

from __future__ import annotations

import hashlib
import io
import logging
import math
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.many.local import limited_processes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from pathlib import Path

    import pypdfium2

    from nupraat_pipeline.settings import Limits

_log = logging.getLogger(__name__)

# Sharp enough to read a cell on a phone, and some 40 kB a page.
_PIXELS_WIDE = 1190
_PIXELS_MOST = 4_000_000
# Sixteen greys keep letters smooth at a third of the size of 256.
_GREYS = [round(grey / 17) * 17 for grey in range(256)]


class Picture(Struct, frozen=True):
    """A page as displayed: its size in points, and a WebP picture of all of it."""

    width: float
    height: float
    webp: bytes


class Wanted(Struct, frozen=True):
    """The pages of one file to draw, and the checksum it must have."""

    path: Path
    sha256: str
    pages: tuple[int, ...]


def draw(wanted: Iterable[Wanted], workers: int, limits: Limits) -> dict[str, dict[int, Picture]]:
    """Return the pictures of pages by the file's checksum and page number, as far as they can be drawn."""
    wanted = list(wanted)
    if not wanted:
        return {}
    with limited_processes(min(workers, len(wanted)), limits) as pool:
        futures = {one.sha256: pool.schedule(draw_pages, args=(one,), timeout=limits.seconds) for one in wanted}
        return {sha256: _outcome(future) for sha256, future in futures.items()}


def _outcome(future: Future[dict[int, Picture]]) -> dict[int, Picture]:
    """The child's pictures; none when it failed, whatever the reason: they are an aid, the numbers hold without."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool) or not isinstance(error, Exception):
        raise error
    _log.info("a file could not be drawn", exc_info=error)
    return {}


# In the child process


def draw_pages(wanted: Wanted) -> dict[int, Picture]:
    """Return the pictures of pages of a file; none when it is gone or is not the one that was read."""
    import pypdfium2

    try:
        content = wanted.path.read_bytes()
    except OSError:
        return {}
    if hashlib.sha256(content).hexdigest() != wanted.sha256:
        return {}
    document = pypdfium2.PdfDocument(content)
    return {page: _drawn(document, page - 1) for page in wanted.pages if page <= len(document)}


def _drawn(document: pypdfium2.PdfDocument, index: int) -> Picture:
    """Draw a page whole: boxes count from the media box, which a crop box may cut; so it is set aside."""
    page = document[index]
    page.set_cropbox(*page.get_mediabox())
    page.close()
    page = document[index]
    width, height = page.get_size()
    scale = min(_PIXELS_WIDE / width, math.sqrt(_PIXELS_MOST / (width * height)))
    image = page.render(scale=scale, grayscale=True).to_pil().convert("L").point(_GREYS)
    saved = io.BytesIO()
    image.save(saved, "WEBP", lossless=True, quality=40, method=2)
    return Picture(width, height, saved.getvalue())
