"""Where things are and how much a file may cost: read once from the environment, then passed along.

Here: directories, worker count and limits. Not here: what is read or written, and nothing that depends on the
working directory: every path is absolute, and the defaults hang on the place of this package.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).resolve().parents[1]
DATABASE_NAME = "nupraat.duckdb"
CACHE_NAME = ".readings"


class SettingsError(ValueError):
    """Raised when a variable of the environment or an option cannot be used; says which and why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is rejected as `too_large` or `too_slow`.

    An answer has some ten pages and under a megabyte and is read in seconds. The limits are two orders of magnitude
    above that: no real answer meets them, and no hostile file holds up a build.
    """

    seconds: float = 120.0
    memory_bytes: int = 2 * 1024**3
    pages: int = 300
    file_bytes: int = 100 * 1024**2


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the answers are, where a build goes, and how many files are read side by side."""

    raw_dir: Path
    warehouse_dir: Path
    workers: int
    limits: Limits = field(default_factory=Limits)

    @property
    def database(self) -> Path:
        """The published DuckDB file."""
        return self.warehouse_dir / DATABASE_NAME

    @property
    def exports_dir(self) -> Path:
        """Where the downloadable files of the published build are."""
        return self.warehouse_dir / "exports"

    @property
    def cache_dir(self) -> Path:
        """What was read in earlier builds, so that it need not be read again. Deleting it changes nothing."""
        return self.warehouse_dir / CACHE_NAME

    @property
    def report(self) -> Path:
        """The page with charts of the published build."""
        return self.warehouse_dir / "report.html"

    @classmethod
    def load(
        cls,
        raw_dir: Path | str | None = None,
        warehouse_dir: Path | str | None = None,
        workers: int | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Settings:
        """Return the settings: an argument before `NUPRAAT_RAW` and `NUPRAAT_WAREHOUSE`, those before the defaults.

        What a person or the environment gives as a relative path is taken from the working directory of this moment,
        as every command does. Raises SettingsError when there would be no worker.
        """
        environment = os.environ if environment is None else environment
        count = _available_cores() if workers is None else workers
        if count < 1:
            raise SettingsError(f"{count} workers cannot read anything; give at least 1.")
        return cls(
            raw_dir=_directory(raw_dir, environment.get("NUPRAAT_RAW"), REPOSITORY / "raw"),
            warehouse_dir=_directory(warehouse_dir, environment.get("NUPRAAT_WAREHOUSE"), REPOSITORY / "warehouse"),
            workers=count,
        )


def _directory(given: Path | str | None, variable: str | None, default: Path) -> Path:
    """Return the first that is there, absolute; an empty text counts as absent, as shells do."""
    chosen = given or variable or default
    return Path(os.path.abspath(Path(chosen).expanduser()))  # noqa: PTH100 - keeps symbolic links as given


def _available_cores() -> int:
    """Return how many cores this process may use (a container often has fewer than the machine)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
