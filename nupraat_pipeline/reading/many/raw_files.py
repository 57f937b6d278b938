"""Which entries of `raw/` are taken up, under which name, and which of them are no file to open at all.

Here: the directory and its entries. Not here: the bytes of a file (`document`) or the reading of it (`pool`).
"""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

from msgspec import Struct

from nupraat_pipeline.reading.records import Rejection, RejectionReason

_IGNORED_STARTS = (".", "~", "README")
_IGNORED_ENDS = (".part",)


class RawFile(Struct, frozen=True):
    """An entry of `raw/`: where it is, the name it is published under, and why it is not even opened (else None)."""

    path: Path
    name: str
    rejection: Rejection | None = None


def list_raw(raw_dir: Path | str) -> list[RawFile]:
    r"""Every entry of `raw_dir` that is not ignored, sorted by name.

    Ignored are names that start with '.', '~' or 'README', that end in '.part', and folders, unless a folder calls
    itself a PDF. Names are NFC; bytes that are no UTF-8 are written out ('\xe9'). Raises `OSError` when there is no
    such directory.
    """
    raw_dir = Path(raw_dir)
    files: dict[str, RawFile] = {}
    for entry in sorted(os.scandir(raw_dir), key=lambda entry: os.fsencode(entry.name)):
        path = raw_dir / entry.name
        if _is_ignored(path):
            continue
        name = _publishable(entry.name)
        unique = name if name not in files else ascii(entry.name).strip("'")
        files[unique] = RawFile(path, unique, _rejection(path, raw_dir))
    return [files[name] for name in sorted(files)]


def _is_ignored(path: Path) -> bool:
    if path.name.startswith(_IGNORED_STARTS) or path.name.endswith(_IGNORED_ENDS):
        return True
    return path.is_dir() and path.suffix.lower() != ".pdf"


def _publishable(name: str) -> str:
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", readable)


def _rejection(path: Path, raw_dir: Path) -> Rejection | None:
    """Why an entry is not opened: it leads out of `raw/`, cannot be looked at, or is no regular file."""
    try:
        target = path.resolve()
        if not target.is_relative_to(raw_dir.resolve()):
            return Rejection(
                RejectionReason.OUTSIDE_RAW,
                f"{path.name} is a link to a file outside {raw_dir}; put the file itself there.",
            )
        mode = target.stat().st_mode
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead to each other
        return Rejection(
            RejectionReason.UNREADABLE,
            f"{path.name} cannot be looked at ({getattr(error, 'strerror', None) or error}); "
            "check its permissions, or the link when it is one.",
        )
    if not stat.S_ISREG(mode):
        kind = "folder" if stat.S_ISDIR(mode) else "device, pipe or socket"
        return Rejection(
            RejectionReason.NOT_A_FILE, f"{path.name} is a {kind}, not a file; move the PDFs themselves to {raw_dir}."
        )
    return None
