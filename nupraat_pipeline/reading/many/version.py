"""Which reader this is: the same version reads the same bytes alike.

Here: a fingerprint of everything that decides what is read. Not here: what is kept under it (`cache`).
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import lru_cache
from importlib import metadata
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

# Long enough that two versions do not meet, short enough for a folder's name and a citation.
_DIGITS = 16

# What turns a page into characters, lines and words, and these into records.
_LIBRARIES = ("pdfplumber", "pdfminer.six", "pypdfium2", "cryptography", "babel", "msgspec", "pyyaml")

# Where the code is that reads: this package, what it knows of the subject, and the limits it reads within.
_SOURCES = ("reading", "catalogue.py", "catalogue.yaml", "patterns.py", "settings.py")


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Return a hash over the sources of the reader, the catalogue, and the versions of what reads with it."""
    digest = hashlib.sha256()
    for part in (*_environment(), *_sources()):
        digest.update(f"{len(part)}:".encode() + part)
    return digest.hexdigest()[:_DIGITS]


def _environment() -> Iterator[bytes]:
    yield f"python {sys.version_info.major}.{sys.version_info.minor}, unicode {unicodedata.unidata_version}".encode()
    for library in _LIBRARIES:
        yield f"{library} {metadata.version(library)}".encode()


def _sources() -> Iterator[bytes]:
    root = files("nupraat_pipeline")
    for name in _SOURCES:
        yield from _contents(root / name, name)


def _contents(place: Traversable, name: str) -> Iterator[bytes]:
    """Yield name and bytes of each source file below a place, in the order of their names."""
    if place.is_dir():
        for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
            if entry.is_dir() or entry.name.endswith((".py", ".yaml")):
                yield from _contents(entry, f"{name}/{entry.name}")
    else:
        yield name.encode()
        yield place.read_bytes()
