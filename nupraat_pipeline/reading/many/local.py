"""Files read by processes of this machine, of which one may be lost without the others.

Here: the processes. Not here: what is limited, and what it means for a file when a limit is met (`limited`), or a file
alone (`alone`), for which a pool costs more than the reading.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from nupraat_pipeline.reading.many.limited import EndedError, deaf_from_birth, failed, prepare, read_limited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from nupraat_pipeline.reading.many.codec import EncodedOutcome
    from nupraat_pipeline.reading.many.limited import Reader
    from nupraat_pipeline.reading.many.raw_files import RawFile
    from nupraat_pipeline.settings import Limits

# A fresh process now and then keeps what pdfminer caches from adding up.
_FILES_PER_PROCESS = 50

# A pool that breaks with one file alone, time after time, breaks without it too.
_TRIES_ALONE = 3


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
