"""Many answers read side by side, each in a child process that is limited in time and memory.

Here: what one hostile or hopeless file may cost, which is itself and nothing else. Not here: which files there are
(`raw_files`) or how one is read (`answer`).
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import re
import resource
import signal
from collections.abc import Callable
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from pebble import ProcessExpired, ProcessPool

from nupraat_pipeline.reading.cache import ReadingCache
from nupraat_pipeline.reading.codec import EncodedOutcome, encode
from nupraat_pipeline.reading.document import fingerprint
from nupraat_pipeline.reading.raw_files import RawFile
from nupraat_pipeline.reading.records import AnswerReading, FileReading, RejectedError, Rejection, RejectionReason
from nupraat_pipeline.reading.stream import Done, Readers, read_files
from nupraat_pipeline.reading.version import reader_version
from nupraat_pipeline.settings import Limits, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

_log = logging.getLogger(__name__)

Reader = Callable[[Path], AnswerReading]
# Where the processes come from: a clean server process, whatever the caller has done; or the caller itself, at a third
# of the cost where one file is read, if it has no threads.
Start = Literal["forkserver", "fork"]
_Read = TypeVar("_Read")

# A fresh process now and then keeps what pdfminer caches from adding up.
_FILES_PER_PROCESS = 50

# A pool that breaks with one file alone, time after time, breaks without it too.
_TRIES_ALONE = 3


def read_answers(
    files: Sequence[RawFile | Path | str],
    workers: int = 1,
    limits: Limits | None = None,
    reader: Reader | None = None,
    start: Start = "forkserver",
) -> Iterator[FileReading]:
    """Read the files and give the outcome of each as soon as it and those before it are there, in the order given.

    `workers` processes read side by side and are used again. A file that takes too long (`too_slow`), too much memory
    (`too_large`), ends its process or makes the reader fail (`damaged`) costs itself; the rest goes on. Entries that
    already carry a rejection are passed through. Closing the iterator, or Ctrl-C, ends the processes at once. Another
    `reader` than `answer.read_answer` must be importable by name.
    """
    limits = limits or Limits()
    entries = [file if isinstance(file, RawFile) else RawFile(Path(file), Path(file).name) for file in files]
    with local_readers(min(workers, len(entries)), limits, reader, start) as readers:
        for done in read_files(entries, readers, limits):
            yield FileReading(done.file.name, done.outcome.decoded())


def read_raw(files: Sequence[RawFile], settings: Settings) -> Iterator[Done]:
    """Read the files as these settings say, in the order given, but for those that an earlier build read.

    When all are read, the cache forgets what is not among them.
    """
    cache = ReadingCache(settings.cache_dir / "readings", f"{reader_version()}-{settings.limits.fingerprint}")
    with _readers(settings, len(files)) as readers:
        yield from read_files(files, readers, settings.limits, cache)
    cache.sweep()


def _readers(settings: Settings, files: int) -> contextlib.AbstractContextManager[Readers]:
    if settings.cluster is None:
        return local_readers(min(settings.workers, files), settings.limits)
    from nupraat_pipeline.reading.cluster import cluster_readers  # of use to those who have one

    return cluster_readers(settings.cluster, settings.limits)


@contextlib.contextmanager
def local_readers(
    workers: int, limits: Limits, reader: Reader | None = None, start: Start = "forkserver"
) -> Iterator[LocalReaders]:
    """Give readers on this machine; no process is started before the first file. In the end they are ended at once."""
    readers = LocalReaders(max(workers, 1), limits, reader, start)
    with readers.pools:
        yield readers


class LocalReaders:
    """Processes of this machine that read files, one each at a time.

    A process that ends as soon as it is given a file can take its whole pool along. Then there is another pool, and the
    files that were under way are read again, each alone.
    """

    def __init__(self, workers: int, limits: Limits, reader: Reader | None, start: Start) -> None:
        self.workers = workers
        self.limits = limits
        self.reader = reader
        self.start = start
        self.pools = contextlib.ExitStack()
        self.processes = self.pools.enter_context(limited_processes(workers, limits, start))

    @property
    def slots(self) -> int:
        """Files to have under way: some are waiting when a process is done."""
        return 4 * self.workers

    def submit(self, file: RawFile) -> Future[EncodedOutcome]:
        """Have a file read in a process of the pool."""
        try:
            return self._scheduled(self.processes, file)
        except RuntimeError:  # pebble's word for a pool that is broken
            self.processes = self.pools.enter_context(limited_processes(self.workers, self.limits, self.start))
            return self._scheduled(self.processes, file)

    def _scheduled(self, pool: ProcessPool, file: RawFile) -> Future[EncodedOutcome]:
        arguments = (file.path, self.limits, self.reader)
        with _deaf_from_birth(self.start):
            future: Future[EncodedOutcome] = pool.schedule(read_limited, args=arguments, timeout=self.limits.seconds)
        return future

    def outcome(self, file: RawFile, future: Future[EncodedOutcome]) -> EncodedOutcome:
        """Return the process's result, or what its failure means for the file.

        That no process can be started is no file's fault: `BrokenProcessPool` escapes.
        """
        for _ in range(_TRIES_ALONE):
            if not isinstance(future.exception(), BrokenProcessPool):
                break
            with limited_processes(1, self.limits, self.start) as alone:
                future = self._scheduled(alone, file)
                wait([future])
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, BrokenProcessPool) or not isinstance(error, Exception):
            raise error
        reason, message = _failure(error, self.limits)
        return replace(encode(rejected(file.path, reason, f"{file.name} {message}", self.limits)), is_lasting=False)


@contextlib.contextmanager
def _deaf_from_birth(start: Start) -> Iterator[None]:
    """Let processes that are started meanwhile not hear Ctrl-C: whoever waits for them hears that."""
    if start == "forkserver":
        resource_tracker.ensure_running()  # else started along with it, and hearing again in the end
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        if start == "forkserver":
            forkserver.ensure_running()
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def limited_processes(workers: int, limits: Limits, start: Start = "forkserver") -> Iterator[ProcessPool]:
    """Give processes for what is done with files, each limited in memory, and end them.

    Those from the server process are for callers that may have threads, or have used much memory.
    """
    context = multiprocessing.get_context(start)
    context.set_forkserver_preload(["nupraat_pipeline.reading.muted", __name__, "nupraat_pipeline.reading.answer"])
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=_FILES_PER_PROCESS,
        initializer=_prepare,
        initargs=(limits.memory_bytes,),
        context=context,
    )
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


# In the child process


def _prepare(memory_limit: int) -> None:
    import nupraat_pipeline.reading.muted  # noqa: F401 - what comes from the server process is it from the beginning

    # pdfminer warns about thousands of harmless oddities; whether text got lost is seen by `integrity`.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
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
        case ProcessExpired():
            return RejectionReason.DAMAGED, (
                f"ended the process that read it (exit code {error.exitcode}); download or export the answer again."
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
