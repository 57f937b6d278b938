"""What tells the contents of files apart, whatever they are and however large.

Here: hashes, and nothing that PDFs need: who only asks whether a content is known pays for no more.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct


class Fingerprint(Struct, frozen=True):
    """What identifies the bytes of a file that was not read."""

    sha256: str
    size_bytes: int


def fingerprint(path: Path | str) -> Fingerprint:
    """Hash of a file of any size, read in pieces; raises `OSError` when it cannot be read."""
    with Path(path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return Fingerprint(digest.hexdigest(), file.tell())
