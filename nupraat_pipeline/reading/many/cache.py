"""What was read before: outcomes on disk, by the content of the file and the version of the reader.

Here: one small file for each content. It is only a cache: where an entry is missing, damaged or of another reader, the
file is read again, and where none can be written, none is. Not here: what an outcome looks like as bytes (`codec`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
from pathlib import Path

import msgspec
from msgspec import Struct

from nupraat_pipeline.reading.many.codec import EncodedOutcome
from nupraat_pipeline.reading.records import DocumentFacts, Rejection, RejectionReason

_log = logging.getLogger(__name__)

_SUFFIX = ".reading"

# What depends on the bytes alone. A limit may be set otherwise, a disk mended, a machine less busy.
_LASTING = frozenset(
    {
        RejectionReason.NOT_A_PDF,
        RejectionReason.EMPTY_FILE,
        RejectionReason.DAMAGED,
        RejectionReason.ENCRYPTED,
        RejectionReason.NO_TEXT_LAYER,
        RejectionReason.NOT_THIS_ANSWER,
        RejectionReason.INCOMPLETE_TEXT,
    }
)


class _Entry(Struct, frozen=True):
    """What stands before the body of an entry."""

    sha256: str
    file_name: str
    figure_count: int
    document: DocumentFacts | None
    rejection: Rejection | None


class ReadingCache:
    """The outcomes that one version of the reader gave, in `directory`, one file a content.

    An entry is its checksum, a line of JSON, and the body; it is written aside and renamed, so that it is whole or
    not there. What is kept of a rejection goes for the file name that its message gives.
    """

    def __init__(self, directory: Path, version: str) -> None:
        self._root = directory
        self._directory = directory / version
        self._used: set[str] = set()

    def get(self, sha256: str, file_name: str) -> EncodedOutcome | None:
        """Return what was read from this content; None when that is not known."""
        self._used.add(sha256)
        try:
            content = self._place(sha256).read_bytes()
        except OSError:
            return None
        checksum, _, rest = content.partition(b"\n")
        if hashlib.sha256(rest).hexdigest().encode() != checksum:
            return None
        head, _, body = rest.partition(b"\n")
        try:
            entry = msgspec.json.decode(head, type=_Entry)
        except msgspec.MsgspecError:
            return None
        if entry.sha256 != sha256 or (entry.rejection is not None and entry.file_name != file_name):
            return None
        return EncodedOutcome(entry.document, entry.rejection, entry.figure_count, body)

    def put(self, outcome: EncodedOutcome, file_name: str) -> None:
        """Keep an outcome, if it will be the same each time."""
        sha256 = outcome.sha256
        if sha256 is None or not _is_lasting(outcome):
            return
        self._used.add(sha256)
        entry = _Entry(sha256, file_name, outcome.figure_count, outcome.document, outcome.rejection)
        try:
            rest = msgspec.json.encode(entry) + b"\n" + outcome.body
            self._write(sha256, hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        except (OSError, ValueError) as error:  # a file name that is no text cannot be kept either
            _log.info("what was read from %s is not kept: %s", json.dumps(file_name), error)

    def _write(self, sha256: str, content: bytes) -> None:
        place = self._place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, aside = tempfile.mkstemp(prefix=".", dir=place.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(aside).replace(place)
        except OSError:
            with contextlib.suppress(OSError):
                Path(aside).unlink()
            raise

    def _place(self, sha256: str) -> Path:
        return self._directory / sha256[:2] / f"{sha256}{_SUFFIX}"

    def sweep(self) -> None:
        """Drop what was not asked for since this object was made: other versions, and contents that are gone."""
        with contextlib.suppress(OSError):
            for other in self._root.iterdir():
                if other != self._directory and other.is_dir() and not other.is_symlink():
                    shutil.rmtree(other, ignore_errors=True)
            for entry in self._directory.glob("*/*"):
                if entry.name.removesuffix(_SUFFIX) not in self._used:
                    with contextlib.suppress(OSError):  # one that is no file keeps none of the others
                        entry.unlink()


def _is_lasting(outcome: EncodedOutcome) -> bool:
    reason = None if outcome.rejection is None else outcome.rejection.reason
    return outcome.is_lasting and (reason is None or reason in _LASTING)
