"""An outcome as bytes: how readings travel between processes, and rest on disk.

Here: the form, MessagePack of the records, checked against their types when it is read back. Not pickle: reading a
pickle runs what is in it, and these bytes lie in folders. Not here: where they lie (`cache`, `kept`), or how a cluster
packs them.
"""

from __future__ import annotations

import json
import zlib

import msgspec
from msgspec import Struct

from nupraat_pipeline.reading.records import AnswerReading, DocumentFacts, Rejection

# A reading shrinks to an eighth at the fastest level; higher ones cost more than they save.
_COMPRESSION = 1

# No reading of a file within the limits comes near; what inflates to more is none.
_MOST_BYTES = 1024**3


class CodecError(ValueError):
    """Bytes that are no outcome."""


class EncodedOutcome(Struct, frozen=True):
    """The outcome for one file's content: what is asked of it often, and all of a reading as bytes (`body`).

    Exactly one of `document` and `rejection` is set; `body` is empty for a rejection. `is_lasting` is whether the
    content decided: a process that ended or failed may have done so for a reason of the machine's.
    """

    document: DocumentFacts | None
    rejection: Rejection | None
    figure_count: int = 0
    body: bytes = b""
    is_lasting: bool = True

    @property
    def sha256(self) -> str | None:
        """Hash of the bytes that were read; None when they were not."""
        known = self.document or self.rejection
        return None if known is None else known.sha256

    def decoded(self) -> AnswerReading | Rejection:
        """Return the outcome itself. Raises CodecError when the bytes are none."""
        return self.rejection or decode(self.body)


def encode(outcome: AnswerReading | Rejection) -> EncodedOutcome:
    """Return an outcome as bytes."""
    if isinstance(outcome, Rejection):
        return EncodedOutcome(None, outcome)
    body = zlib.compress(_packed(outcome), _COMPRESSION)
    return EncodedOutcome(outcome.document, None, len(outcome.figures), body)


def _packed(reading: AnswerReading) -> bytes:
    try:
        return msgspec.msgpack.encode(reading)
    except UnicodeEncodeError:  # halves of characters, which no UTF-8 can hold; the tables drop them as well
        as_json = json.dumps(msgspec.to_builtins(reading), ensure_ascii=False)
        return msgspec.msgpack.encode(json.loads(as_json.encode("utf-8", "replace")))


def decode(body: bytes) -> AnswerReading:
    """Return the reading that `encode` made these bytes of. Raises CodecError when they are none."""
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(body, _MOST_BYTES)
        if not inflater.eof:
            raise CodecError("The bytes of a reading are cut off.")
        return msgspec.msgpack.decode(plain, type=AnswerReading)
    except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CodecError(f"These bytes are no reading: {error}") from error
