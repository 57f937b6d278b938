"""Files read by the workers of a Dask cluster, under the same limits as on this machine.

Here: sending a file's bytes with its task, so that no folder need be shared, and the limited processes in which a
worker reads. Not here: those processes themselves (`local`), or which files are read in which order (`stream`).
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import math
import multiprocessing
import time
from concurrent.futures import CancelledError, Future, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from nupraat_pipeline.reading.document import read_bytes
from nupraat_pipeline.reading.many.codec import encode
from nupraat_pipeline.reading.many.limited import read_whole, rejected
from nupraat_pipeline.reading.many.local import local_readers
from nupraat_pipeline.reading.many.raw_files import RawFile
from nupraat_pipeline.reading.many.stream import ReadersError
from nupraat_pipeline.reading.many.version import reader_version
from nupraat_pipeline.reading.records import RejectedError, RejectionReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from distributed import Client
    from distributed.cfexecutor import ClientExecutor

    from nupraat_pipeline.reading.many.codec import EncodedOutcome
    from nupraat_pipeline.reading.many.limited import Reader
    from nupraat_pipeline.reading.many.local import LocalReaders
    from nupraat_pipeline.settings import Limits

# A scheduler that is there answers at once; workers of a cluster that has just been started, or lost some, take longer.
_SCHEDULER_S = 10
_WORKERS_S = 60
# How often to ask how many there are: they come and go.
_LOOK_S = 2

_LOST = "The scheduler of the cluster was lost. Build again: what was read is kept."


@contextlib.contextmanager
def cluster_readers(address: str, limits: Limits, reader: Reader | None = None) -> Iterator[ClusterReaders]:
    """Give the workers of the Dask scheduler at this address as readers; what is under way in the end is cancelled.

    Raises ReadersError when there is no scheduler, or no worker comes.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ReadersError("Reading on a cluster needs Dask, which `make` installs: see docs/scaling.md.") from error
    # Dask logs how it lost its scheduler, with tracebacks; that it did is raised here.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_SCHEDULER_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:  # the last: 'tls://' without certificates
        raise ReadersError(
            f"There is no Dask scheduler at {address} ({error or type(error).__name__}). See that it runs and can be "
            "reached from here, or unset NUPRAAT_CLUSTER to read on this machine."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKERS_S)
        except TimeoutError as error:
            raise ReadersError(
                f"The Dask scheduler at {address} has no workers; start some with 'dask worker {address}'."
            ) from error
        with client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
            try:
                yield ClusterReaders(client, executor, limits, reader)
            finally:
                executor.shutdown(wait=False)


class ClusterReaders(Struct):
    """Workers of a cluster that read files, one each thread at a time. They may come and go."""

    client: Client
    executor: ClientExecutor
    limits: Limits
    reader: Reader | None
    _threads: int = 0
    _looked: float = -math.inf
    _seen: float = field(default_factory=time.monotonic)

    @property
    def slots(self) -> int:
        """Files to have under way: some are waiting when a worker is done, and one if there is none now."""
        self.look()
        return max(1, 4 * self._threads)

    def look(self) -> None:
        """See how many threads of workers there are. Raises ReadersError when there have been none for long."""
        now = time.monotonic()
        if now - self._looked < _LOOK_S:
            return
        try:
            self._threads = sum(self.client.nthreads().values())  # type: ignore[no-untyped-call]
        except OSError as error:
            raise ReadersError(_LOST) from error
        self._looked = now
        if self._threads:
            self._seen = now
        elif now - self._seen > _WORKERS_S:
            raise ReadersError(
                "The workers of the cluster are gone, and their logs say why: one that has no nupraat_pipeline ends "
                "when it is given a file. Start some and build again: what was read is kept."
            )

    def submit(self, file: RawFile) -> Future[EncodedOutcome]:
        """Send a file's bytes to a worker that reads them."""
        try:
            content = read_whole(file.path, lambda path: read_bytes(path, self.limits.file_bytes))
        except RejectedError as error:
            refused: Future[EncodedOutcome] = Future()
            refused.set_result(encode(rejected(file.path, error.reason, error.message, self.limits)))
            return refused
        task = Task(file.name, file.path.name, content, self.limits, self.reader, reader_version())
        future: Future[EncodedOutcome] = self.executor.submit(read_on_worker, task)  # type: ignore[no-untyped-call]
        return future

    def outcome(self, file: RawFile, future: Future[EncodedOutcome]) -> EncodedOutcome:
        """Return the worker's result; what a worker cannot contain ends the reading, for it may be no file's fault.

        Dask gives the file of a worker that is lost to another one. A file with which several were lost is `damaged`.
        """
        from distributed import KilledWorker

        try:
            error = future.exception()
        except CancelledError as cancelled:
            raise ReadersError(_LOST) from cancelled
        if error is None:
            return future.result()
        if isinstance(error, KilledWorker):
            message = f"{file.name} ended the workers that read it; download or export the answer again."
            outcome = encode(rejected(file.path, RejectionReason.DAMAGED, message, self.limits))
            return replace(outcome, is_lasting=False)
        raise ReadersError(f"The cluster failed with {file.name}: {error or type(error).__name__}") from error


# On a worker


class Task(Struct, frozen=True):
    """All that a worker needs to read a file: its published name, its name on disk, its bytes, and how to read it."""

    name: str
    file_name: str
    content: bytes
    limits: Limits
    reader: Reader | None
    version: str


def read_on_worker(task: Task) -> EncodedOutcome:
    """Read a file in a limited process of this worker.

    Raises ReadersError when this worker has another version of the reader than the build.
    """
    if reader_version() != task.version:
        raise ReadersError(
            f"a worker has version {reader_version()} of the reader, the build has {task.version}. Install the same "
            "nupraat_pipeline, Python and libraries on all workers."
        )
    with TemporaryDirectory(prefix="nupraat-") as directory:
        file = RawFile(Path(directory) / task.file_name, task.name)
        file.path.write_bytes(task.content)
        readers = _readers_here(task.limits, task.reader)
        future = readers.submit(file)
        wait([future])
        return readers.outcome(file, future)


# By limits and reader. Builds with other limits are rare, and may read at the same time: nothing is ended before the
# worker is.
_here: dict[tuple[Limits, Reader | None], LocalReaders] = {}
_lock = Lock()


def _readers_here(limits: Limits, reader: Reader | None) -> LocalReaders:
    """Return the limited processes of this worker, which all its threads share and keep until it ends."""
    from distributed import get_worker

    with _lock:
        if (limits, reader) not in _here:
            # Dask's nanny starts workers as daemons, which may have no children. Ours end with the worker all the same.
            multiprocessing.current_process().daemon = False
            kept = contextlib.ExitStack()
            atexit.register(kept.close)
            threads = get_worker().state.nthreads
            _here[limits, reader] = kept.enter_context(local_readers(threads, limits, reader))
        return _here[limits, reader]
