"""One answer read in a child process of its own, limited as those of a build are.

Here: the process, forked from the caller's. Not here: what is limited (`limited`), or many files (`local`), whose
processes cost more to start.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.many.limited import EndedError, deaf_from_birth, failed, prepare, read_limited
from nupraat_pipeline.reading.records import FileReading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from nupraat_pipeline.reading.many.codec import EncodedOutcome
    from nupraat_pipeline.reading.many.limited import Reader
    from nupraat_pipeline.settings import Limits


@contextmanager
def being_read(path: Path, limits: Limits, reader: Reader | None = None) -> Iterator[Callable[[], FileReading]]:
    """Have a file read meanwhile; what is given waits for the outcome, and in the end nothing is left of the process.

    The caller must have no threads, which a forked process would be without. What it has imported is there already.
    """
    executor = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), prepare, (limits.memory_bytes,))
    others = multiprocessing.active_children()
    try:
        with deaf_from_birth():
            executor.submit(int).result()  # it is there, and idle: what it reads may end it at once
        (process,) = (child for child in multiprocessing.active_children() if child not in others)
        future = executor.submit(read_limited, path, limits, reader)
        yield lambda: FileReading(path.name, _outcome(path, limits, future, executor, process).decoded())
    finally:  # also where Ctrl-C comes while the process starts: Python would wait for it in the end
        for child in multiprocessing.active_children():
            if child not in others:
                child.kill()
        executor.shutdown()


def _outcome(
    path: Path, limits: Limits, future: Future[EncodedOutcome], executor: ProcessPoolExecutor, process: BaseProcess
) -> EncodedOutcome:
    done, _ = wait([future], limits.seconds)
    error = future.exception() if done else TimeoutError()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool):
        executor.shutdown()  # which asks the system how its process ended; nobody else may
        error = EndedError(process.exitcode)
    if not isinstance(error, Exception):
        raise error
    return failed(path, path.name, error, limits)
