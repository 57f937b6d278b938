"""The DuckDB file: written aside, audited, published whole; and opened for reading.

In the order of a build: `assemble` (or its steps, `observations.raw_tables`, `observations.core_tables`,
`quality.find`, `metrics.compute`), `complete`, then inside `staging`: `write`, `audit`, `publish`. `build` is all of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from dataclasses import dataclass
    from pathlib import Path

    import pandas as pd

    from nupraat_pipeline.reading.records import FileReading
    from nupraat_pipeline.settings import Settings

    @dataclass(frozen=True, slots=True)
    class AuditProblem:
        """Why a written file may not be published: the audit, the table, and what was found where."""

        audit: str
        table: str
        message: str


class NothingToPublishError(Exception):
    """No file of `raw/` is a readable answer: nothing is published, the old file stays."""


class AuditError(Exception):
    """The written file failed an audit; `problems` holds them. The old file stays."""


class NotPublishedError(FileNotFoundError):
    """There is no published file yet."""


def assemble(readings: Sequence[FileReading]) -> dict[str, pd.DataFrame]:
    """Return every published table but `meta.*`. Raises NothingToPublishError when no answer was readable."""
    raise NotImplementedError


def complete(tables: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, pd.DataFrame]:
    """Return the tables with `meta.*`; `meta.builds` says what changed since the published file."""
    raise NotImplementedError


def staging(settings: Settings) -> AbstractContextManager[Path]:
    """Give a directory beside the published file, of this build alone; gone afterwards, as are crashed builds' ones."""
    raise NotImplementedError


def write(tables: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Validate the tables and write them with views, macros, constraints and comments to a new DuckDB file."""
    raise NotImplementedError


def audit(path: Path, readings: Sequence[FileReading]) -> list[AuditProblem]:
    """Return what is wrong with a written file; empty when it may be published."""
    raise NotImplementedError


def publish(path: Path, settings: Settings) -> None:
    """Swap a written file in for the published one, in one step, one build at a time."""
    raise NotImplementedError


def build(readings: Sequence[FileReading], settings: Settings) -> dict[str, pd.DataFrame]:
    """Do all of it; returns the published tables. Raises NothingToPublishError, AuditError."""
    raise NotImplementedError


def query(sql: str, settings: Settings | None = None) -> pd.DataFrame:
    """Return the result of a query on the published file, and close it again. Raises NotPublishedError."""
    raise NotImplementedError


def published_inputs(settings: Settings) -> dict[str, str | None] | None:
    """Return name and sha256 of the files the published file was built from; None when there is none."""
    raise NotImplementedError
