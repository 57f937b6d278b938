"""One file read within limits of time and memory, and what it means for the file when one is met.

Here: what happens in a child process that reads a file, and the rejections that follow from how that ends. Not here:
the processes themselves, for many files (`local`), for one (`alone`), or on a cluster (`cluster`).
"""

from __future__ import annotations

import contextlib
import logging
import re
import resource
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from nupraat_pipeline.reading.many.codec import EncodedOutcome, encode
from nupraat_pipeline.reading.records import AnswerReading, RejectedError, Rejection, RejectionReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.settings import Limits

_log = logging.getLogger(__name__)

Reader = Callable[[Path], AnswerReading]
_Read = TypeVar("_Read")


class EndedError(Exception):
    """The process that read a file has ended, with this exit code, and gave nothing."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__(f"exit code {exit_code}")
        self.exit_code = exit_code


@contextlib.contextmanager
def deaf_from_birth() -> Iterator[None]:
    """Let processes that are started meanwhile not hear Ctrl-C: whoever waits for them hears that."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the child process


def prepare(memory_limit: int) -> None:
    """Make this process one that reads files: silent, and limited in memory beyond what the reader itself takes."""
    import nupraat_pipeline.reading.many.muted

    # pdfminer warns about thousands of harmless oddities; whether text got lost is seen by `integrity`.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    import nupraat_pipeline.reading.answer  # noqa: F401

    _limit_memory(memory_limit)


def _limit_memory(limit: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS knows this limit but refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def read_limited(path: Path, limits: Limits, reader: Reader | None) -> EncodedOutcome:
    """Read one file, within those limits that need no process of their own."""
    from nupraat_pipeline.reading.answer import read_answer

    try:
        return encode(read_whole(path, reader or partial(read_answer, limits=limits)))
    except RejectedError as error:
        return encode(rejected(path, error.reason, error.message, limits))


def read_whole(path: Path, read: Callable[[Path], _Read]) -> _Read:
    """Read a file, and see that it did not change meanwhile: half a copy must not pass for an answer.

    Raises RejectedError with `changed_while_reading`, whatever reading gave or raised.
    """
    before = _state(path)
    try:
        return read(path)
    finally:
        if before is not None and _state(path) != before:
            raise RejectedError(
                RejectionReason.CHANGED_WHILE_READING,
                f"{path.name} changed while it was being read; build again when it has been copied completely.",
            )


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file does; None when it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


# In the process that asked


def failed(path: Path, name: str, error: Exception, limits: Limits) -> EncodedOutcome:
    """Return what it means for a file that its process gave an error: TimeoutError, EndedError, or one of its own."""
    reason, message = _failure(error, limits)
    return replace(encode(rejected(path, reason, f"{name} {message}", limits)), is_lasting=False)


def _failure(error: Exception, limits: Limits) -> tuple[RejectionReason, str]:
    match error:
        case TimeoutError():
            return RejectionReason.TOO_SLOW, (
                f"was not read within {limits.seconds:g} seconds; an answer takes a few, so look at the file first."
            )
        case MemoryError():
            return RejectionReason.TOO_LARGE, (
                f"needs more than {limits.memory_bytes / 1024**2:.0f} MB of memory; an answer never does, "
                "so look at the file first."
            )
        case EndedError():
            return RejectionReason.DAMAGED, (
                f"ended the process that read it (exit code {error.exit_code}); download or export the answer again."
            )
    _log.info("the reader failed", exc_info=error)
    return RejectionReason.DAMAGED, (
        f"made the reader fail ({type(error).__name__}: {error}, {_place(error)}); this should not happen with any "
        "file: please report it and add the file, and meanwhile export the answer to PDF in another way."
    )


def _place(error: Exception) -> str:
    """File and line where the child's exception was raised: the last ones its traceback names."""
    frames = re.findall(r'File ".*?([^/"]+)", line (\d+)', str(error.__cause__ or ""))
    return ":".join(frames[-1]) if frames else "place unknown"


def rejected(path: Path, reason: RejectionReason, message: str, limits: Limits) -> Rejection:
    """Return a rejection with the file's fingerprint, as far as its bytes can be had within the limits."""
    from nupraat_pipeline.reading.many.fingerprints import fingerprint

    if reason is RejectionReason.CHANGED_WHILE_READING:  # which bytes these were, nobody can say
        return Rejection(reason, message)
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            return Rejection(reason, message, size_bytes=size)
        found = fingerprint(path)
    except OSError:
        return Rejection(reason, message)
    return Rejection(reason, message, sha256=found.sha256, size_bytes=found.size_bytes)
