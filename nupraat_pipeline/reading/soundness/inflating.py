"""Compressed streams inflated within a limit: a kilobyte of a PDF can hold megabytes of zeros, and those gigabytes.

pdfminer sets no limit to what a stream inflates to and has no place to set one. It asks its module `zlib`, and is given
the functions of this module instead. Here: inflating and counting. Not here: what the streams hold (`integrity`).
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import TYPE_CHECKING

from pdfminer import pdftypes

from nupraat_pipeline.reading.records import RejectedError, RejectionReason

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Allowance:
    """How many bytes the streams of a file may still inflate to."""

    def __init__(self, name: str, limit: int) -> None:
        self._name = name
        self._limit = limit
        self.left = limit

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise RejectedError(
                RejectionReason.TOO_LARGE,
                f"{self._name} unpacks to more than {self._limit / 1024**2:.0f} MB; the text of an answer never does, "
                "so look at the file first.",
            )


_allowance: ContextVar[_Allowance | None] = ContextVar("allowance", default=None)


@contextmanager
def inflating_at_most(limit: int, name: str) -> Iterator[None]:
    """Let the streams of the file with this name inflate to so many bytes together.

    Then inflating raises RejectedError with `too_large`, straight or as the cause of what pdfplumber makes of it.
    """
    token = _allowance.set(_Allowance(name, limit))
    try:
        yield
    finally:
        _allowance.reset(token)


class Inflater:
    """What `zlib.decompressobj` gives, within the limit."""

    def __init__(self, wbits: int = zlib.MAX_WBITS) -> None:
        self._inflater = zlib.decompressobj(wbits=wbits)

    @property
    def eof(self) -> bool:
        """Whether the end mark of the compressed data was reached."""
        return self._inflater.eof

    def decompress(self, data: bytes) -> bytes:
        """Inflate a piece. Raises zlib.error, and RejectedError beyond the limit."""
        allowance = _allowance.get()
        if allowance is None:
            return self._inflater.decompress(data)
        plain = self._inflater.decompress(data, max(allowance.left, 0) + 1)
        allowance.spend(len(plain))
        return plain


def _inflate(data: bytes) -> bytes:
    """Do what `zlib.decompress` does, within the limit."""
    inflater = Inflater()
    plain = inflater.decompress(data)
    if not inflater.eof:
        raise zlib.error("Error -5 while decompressing data: incomplete or truncated stream")
    return plain


vars(pdftypes)["zlib"] = SimpleNamespace(decompress=_inflate, decompressobj=Inflater, error=zlib.error)
