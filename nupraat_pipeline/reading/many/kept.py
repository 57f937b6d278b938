"""Outcomes of a whole `raw/` in one file on disk, taken up one at a time: many answers need no more memory than few.

Here: writing them as they come, and the list of what is there. Not here: their form (`codec`), or what was read in
earlier builds (`cache`): a build hands these over to its own later steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline.reading.many.codec import CodecError, decode
from nupraat_pipeline.reading.many.version import reader_version

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from nupraat_pipeline.reading.many.codec import EncodedOutcome
    from nupraat_pipeline.reading.records import AnswerReading, DocumentFacts, Rejection


class KeptReading(Struct, frozen=True):
    """The outcome for one file: what is asked often is here, the reading itself is `size` bytes on disk."""

    file_name: str
    document: DocumentFacts | None
    rejection: Rejection | None
    figure_count: int
    path: Path
    offset: int
    size: int

    @property
    def reading(self) -> AnswerReading | None:
        """Read it from disk; None for a rejected file."""
        if self.rejection is not None:
            return None
        with self.path.open("rb") as file:
            file.seek(self.offset)
            body = file.read(self.size)
        if len(body) != self.size:
            raise CodecError(f"{self.path} is cut off.")
        return decode(body)


class Readings(Sequence[KeptReading]):
    """The outcomes in one file, in the order in which they were written, by one `version` of the reader."""

    def __init__(self, path: Path, kept: Sequence[KeptReading], version: str) -> None:
        self.path = path
        self.version = version
        self._kept = kept

    def __len__(self) -> int:
        return len(self._kept)

    @overload
    def __getitem__(self, index: int) -> KeptReading: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[KeptReading]: ...
    def __getitem__(self, index: int | slice) -> KeptReading | Sequence[KeptReading]:
        return self._kept[index]

    def moved_to(self, path: Path) -> Readings:
        """Move the file, replacing another; returns the same readings there."""
        self.path.replace(path)
        return self._at(path)

    def now_at(self, path: Path) -> Readings | None:
        """Return the same readings in a file that somebody moved; None when it is gone, or another reader wrote it."""
        return self._at(path) if path.is_file() and self.version == reader_version() else None

    def _at(self, path: Path) -> Readings:
        return Readings(path, [replace(each, path=path) for each in self._kept], self.version)


def keep(outcomes: Iterable[tuple[str, EncodedOutcome]], path: Path) -> Readings:
    """Write outcomes, each under its file name, to a new file as they come."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = []
    with path.open("wb") as file:
        for file_name, outcome in outcomes:
            facts = outcome.document, outcome.rejection, outcome.figure_count
            kept.append(KeptReading(file_name, *facts, path, file.tell(), file.write(outcome.body)))
    return Readings(path, kept, reader_version())
