"""Many answers read side by side, each in a child process that is limited in time and memory.

Here: the processes, of which one may be lost without the others. Not here: what is limited, and what it means for a
file when a limit is met (`limited`), which files there are (`raw_files`) or how one is read (`answer`).
"""

from __future__ import annotations

import contextlib
import multiprocessing
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from nupraat_pipeline.reading.many.cache import ReadingCache
from nupraat_pipeline.reading.many.limited import EndedError, deaf_from_birth, failed, prepare, read_limited
from nupraat_pipeline.reading.many.raw_files import RawFile
from nupraat_pipeline.reading.many.stream import Done, Readers, read_files
from nupraat_pipeline.reading.many.version import reader_version
from nupraat_pipeline.reading.records import FileReading
from nupraat_pipeline.settings import Limits, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future

    from nupraat_pipeline.reading.many.codec import EncodedOutcome
    from nupraat_pipeline.reading.many.limited import Reader

# A fresh process now and then keeps what pdfminer caches from adding up.
_FILES_PER_PROCESS = 50

# A pool that breaks with one file alone, time after time, breaks without it too.
_TRIES_ALONE = 3


def read_answers(
    files: Sequence[RawFile | Path | str],
    workers: int = 1,
    limits: Limits | None = None,
    reader: Reader | None = None,
) -> Iterator[FileReading]:
    """Read the files and give the outcome of each as soon as it and those before it are there, in the order given.

    `workers` processes read side by side and are used again. A file that takes too long (`too_slow`), too much memory
    (`too_large`), ends its process or makes the reader fail (`damaged`) costs itself; the rest goes on. Entries that
    already carry a rejection are passed through. Closing the iterator, or Ctrl-C, ends the processes at once. Another
    `reader` than `answer.read_answer` must be importable by name.
    """
    limits = limits or Limits()
    entries = [file if isinstance(file, RawFile) else RawFile(Path(file), Path(file).name) for file in files]
    with local_readers(min(workers, len(entries)), limits, reader) as readers:
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
    from nupraat_pipeline.reading.many.cluster import cluster_readers  # of use to those who have one

    return cluster_readers(settings.cluster, settings.limits)


@contextlib.contextmanager
def local_readers(workers: int, limits: Limits, reader: Reader | None = None) -> Iterator[LocalReaders]:
    """Give readers on this machine; no process is started before the first file. In the end they are ended at once."""
    readers = LocalReaders(max(workers, 1), limits, reader)
    with readers.pools:
        yield readers


class LocalReaders:
    """Processes of this machine that read files, one each at a time.

    A process that ends as soon as it is given a file can take its whole pool along. Then there is another pool, and the
    files that were under way are read again, each alone.
    """

    def __init__(self, workers: int, limits: Limits, reader: Reader | None) -> None:
        self.workers = workers
        self.limits = limits
        self.reader = reader
        self.pools = contextlib.ExitStack()
        self.processes = self.pools.enter_context(limited_processes(workers, limits))

    @property
    def slots(self) -> int:
        """Files to have under way: some are waiting when a process is done."""
        return 4 * self.workers

    def look(self) -> None:
        """Nothing to see: a process that is lost is told at once."""

    def submit(self, file: RawFile) -> Future[EncodedOutcome]:
        """Have a file read in a process of the pool."""
        try:
            return self._scheduled(self.processes, file)
        except RuntimeError:  # pebble's word for a pool that is broken
            self.processes = self.pools.enter_context(limited_processes(self.workers, self.limits))
            return self._scheduled(self.processes, file)

    def _scheduled(self, pool: ProcessPool, file: RawFile) -> Future[EncodedOutcome]:
        _start_server()
        arguments = (file.path, self.limits, self.reader)
        future: Future[EncodedOutcome] = pool.schedule(read_limited, args=arguments, timeout=self.limits.seconds)
        return future

    def outcome(self, file: RawFile, future: Future[EncodedOutcome]) -> EncodedOutcome:
        """Return the process's result, or what its failure means for the file.

        That no process can be started is no file's fault: `BrokenProcessPool` escapes.
        """
        for _ in range(_TRIES_ALONE):
            if not isinstance(future.exception(), BrokenProcessPool):
                break
            with limited_processes(1, self.limits) as alone:
                future = self._scheduled(alone, file)
                wait([future])
        error = future.exception()
        if error is None:
            return future.result()
        if isinstance(error, BrokenProcessPool) or not isinstance(error, Exception):
            raise error
        if isinstance(error, ProcessExpired):
            error = EndedError(error.exitcode)
        return failed(file.path, file.name, error, self.limits)


def _start_server() -> None:
    """Start the process that the others come from, unless it runs."""
    resource_tracker.ensure_running()  # else started along with it, and hearing again in the end
    with deaf_from_birth():
        forkserver.ensure_running()


@contextlib.contextmanager
def limited_processes(workers: int, limits: Limits) -> Iterator[ProcessPool]:
    """Give processes for what is done with files, each limited in memory, and end them.

    They start from a clean server process: the caller may have threads, and may have used much memory.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["nupraat_pipeline.reading.many.server"])
    pool = ProcessPool(
        max_workers=workers,
        max_tasks=_FILES_PER_PROCESS,
        initializer=prepare,
        initargs=(limits.memory_bytes,),
        context=context,
    )
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
