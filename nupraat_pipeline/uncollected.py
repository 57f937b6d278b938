"""Work in which looking for cyclic garbage finds nothing: reading a page, importing libraries.

Here: why and how the collector waits. Not here: the limits on a reading's memory (`limited`), which hold all the same.

A page as pdfminer lays it out is tens of thousands of small objects that live until the page is read, and what a
library defines lives to the end. The collector goes through them again and again as they are made: a tenth of the time
of a reading, a fifth of that of an import.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector of cyclic garbage wait until the end; without effect where it is switched off anyhow."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
