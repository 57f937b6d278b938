"""Many files read side by side, in their order, without keeping what was read: what the build does with `raw/`.

Here: which files need reading at all, and handing on each outcome as soon as it and those before it are there. Not
here: who reads a file (`local` on this machine, `cluster` on others) or what was read before (`cache`).
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

from nupraat_pipeline.reading.many.codec import EncodedOutcome, encode
from nupraat_pipeline.reading.many.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nupraat_pipeline.reading.many.cache import ReadingCache
    from nupraat_pipeline.reading.many.raw_files import RawFile
    from nupraat_pipeline.settings import Limits

# How many files may be done while one before them is not: a file that takes minutes holds nobody up. They are a few
# kilobytes each.
_AHEAD = 1000

# Files take a tenth of a second. After this long without any, see that somebody still reads.
_LOOK_S = 5


class ReadersError(Exception):
    """Files cannot be read at all: nobody is there to read them, or all that are have failed. No file's fault."""


class Readers(Protocol):
    """Whoever reads files."""

    @property
    def slots(self) -> int:
        """How many files to have under way now, so that nobody waits for work."""

    def look(self) -> None:
        """See that somebody is still there to read what is under way; else raise ReadersError."""

    def submit(self, file: RawFile) -> Future[EncodedOutcome]:
        """Have a file read."""

    def outcome(self, file: RawFile, future: Future[EncodedOutcome]) -> EncodedOutcome:
        """Return what came of a file that is done, a rejection when reading it failed."""


class Done(Struct, frozen=True):
    """A file and its outcome; `is_known` when it was read before, by an earlier build."""

    file: RawFile
    outcome: EncodedOutcome
    is_known: bool


class _Place(Struct):
    """A file in the line; without an outcome it is under way."""

    file: RawFile
    outcome: EncodedOutcome | None = None
    is_known: bool = False


class _Queue(Struct):
    """Files in their order, from the first that is not handed on yet."""

    readers: Readers
    cache: ReadingCache | None
    limits: Limits
    line: deque[_Place] = field(default_factory=deque)
    under_way: dict[Future[EncodedOutcome], _Place] = {}

    def take(self, file: RawFile) -> None:
        """Put a file at the end: refused unopened, known, or under way."""
        place = _Place(file)
        if file.rejection is not None:
            place.outcome = encode(file.rejection)
        elif (known := self._known(file)) is not None:
            place.outcome, place.is_known = known, True
        else:
            self.under_way[self.readers.submit(file)] = place
        self.line.append(place)

    def _known(self, file: RawFile) -> EncodedOutcome | None:
        if self.cache is None:
            return None
        try:
            if file.path.stat().st_size > self.limits.file_bytes:
                return None
            return self.cache.get(fingerprint(file.path).sha256, file.path.name)
        except OSError:
            return None

    def collect(self) -> None:
        """Wait until a file under way is done, for a while; keep what came of each that is."""
        done, _ = wait(self.under_way, _LOOK_S, return_when=FIRST_COMPLETED)
        if not done:
            self.readers.look()
        for future in done:
            place = self.under_way.pop(future)
            place.outcome = self.readers.outcome(place.file, future)
            if self.cache is not None:
                self.cache.put(place.outcome, place.file.path.name)

    def ready(self) -> Iterator[Done]:
        """Yield what is done from the first on, and let go of it."""
        while self.line and (outcome := self.line[0].outcome) is not None:
            place = self.line.popleft()
            yield Done(place.file, outcome, place.is_known)


def read_files(
    files: Iterable[RawFile], readers: Readers, limits: Limits, cache: ReadingCache | None = None
) -> Iterator[Done]:
    """Have files read and give the outcome of each as soon as it and those before it are there, in the order given.

    What is in the cache is not read again, and what is read goes there at once: a build that is interrupted goes on
    where it was.
    """
    queue = _Queue(readers, cache, limits)
    for file in files:
        queue.take(file)
        yield from queue.ready()
        while len(queue.under_way) >= readers.slots or len(queue.line) > _AHEAD:
            queue.collect()
            yield from queue.ready()
    while queue.under_way:
        queue.collect()
        yield from queue.ready()
