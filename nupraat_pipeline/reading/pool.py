"""Many answers read side by side: the door for whoever has more than one.

Here: who reads them, on this machine or on a cluster, and what is done with the outcomes. Not here: the processes
(`many.local`, `many.cluster`), which files there are (`many.raw_files`) or how one is read (`answer`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.many.cache import ReadingCache
from nupraat_pipeline.reading.many.local import local_readers
from nupraat_pipeline.reading.many.raw_files import RawFile
from nupraat_pipeline.reading.many.stream import Done, Readers, read_files
from nupraat_pipeline.reading.many.version import reader_version
from nupraat_pipeline.reading.records import FileReading
from nupraat_pipeline.settings import Limits, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from nupraat_pipeline.reading.many.limited import Reader


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


def _readers(settings: Settings, files: int) -> AbstractContextManager[Readers]:
    if settings.cluster is None:
        return local_readers(min(settings.workers, files), settings.limits)
    from nupraat_pipeline.reading.many.cluster import cluster_readers  # of use to those who have one

    return cluster_readers(settings.cluster, settings.limits)
