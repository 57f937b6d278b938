"""Ctrl-C while a build or a query runs: known for certain, whatever becomes of the exception that Python makes of it.

Not everybody lets an exception pass. DuckDB makes another one of it, and one that is raised while Python lets go of an
object is dropped, with a traceback for whoever watches. The system's own word is kept here, apart from all handlers.
Not here: what it means for a command (`build`, `sql`).
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What asks a command to end; Dagster makes an interruption of both.
_ASKS = {signal.SIGINT, signal.SIGTERM}


class CtrlC:
    """Whether the process was asked to end since `listening` began."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._heard = False

    @property
    def heard(self) -> bool:
        """Whether it was, until now."""
        with contextlib.suppress(BlockingIOError):  # nothing new
            self._heard |= not _ASKS.isdisjoint(os.read(self._pipe, 4096))
        return self._heard


@contextmanager
def listening() -> Iterator[CtrlC]:
    """Keep the numbers of the signals that come, beside their handlers; exceptions dropped after one are not told."""
    ours, theirs = os.pipe()
    for end in (ours, theirs):
        os.set_blocking(end, False)
    before = signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    told, ctrl_c = sys.unraisablehook, CtrlC(ours)
    sys.unraisablehook = lambda dropped: None if ctrl_c.heard else told(dropped)
    try:
        yield ctrl_c
    finally:
        sys.unraisablehook = told
        signal.set_wakeup_fd(before)
        os.close(theirs)
        os.close(ours)


@contextmanager
def unheard() -> Iterator[None]:
    """Let nobody hear Ctrl-C meanwhile: what was decided is told to its end."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
