"""Where things are and how much a file may cost: read once from the environment, then passed along.

Here: directories, worker count and limits. Not here: what is read or written, and nothing that depends on the
working directory: every path is absolute, and the defaults hang on the place of this package.
"""

from __future__ import annotations

import math
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).resolve().parents[1]
DATABASE_NAME = "nupraat.duckdb"
CACHE_NAME = ".cache"


_MB = 1024**2

# The limits by the end of their variable, and how many of theirs one of its units is.
_LIMITS = {
    "seconds": ("SECONDS", 1),
    "memory_bytes": ("MEMORY_MB", _MB),
    "pages": ("PAGES", 1),
    "file_bytes": ("FILE_MB", _MB),
    "unpacked_bytes": ("UNPACKED_MB", _MB),
}


class SettingsError(ValueError):
    """Raised when a variable of the environment or an option cannot be used; says which and why."""


class Limits(Struct, frozen=True):
    """What one file may cost before it is rejected as `too_large` or `too_slow`.

    An answer has some ten pages and under a megabyte and is read in seconds. The limits are two orders of magnitude
    above that: no real answer meets them, and no hostile file holds up a build. `unpacked_bytes` is what all its
    compressed streams, pictures left aside, may inflate to.
    """

    seconds: float = 120.0
    memory_bytes: int = 2 * 1024**3
    pages: int = 300
    file_bytes: int = 100 * _MB
    unpacked_bytes: int = 256 * _MB

    @property
    def fingerprint(self) -> str:
        """Short text that differs between limits: what one lets through, another may reject."""
        return sha256(repr(self).encode()).hexdigest()[:8]

    @classmethod
    def load(cls, environment: Mapping[str, str]) -> Limits:
        """Return the limits: `NUPRAAT_LIMIT_SECONDS`, `_MEMORY_MB`, `_PAGES`, `_FILE_MB` and `_UNPACKED_MB`.

        Raises SettingsError for one that is no positive number.
        """
        given: dict[str, Any] = {}
        for field_name, (suffix, unit) in _LIMITS.items():
            variable = f"NUPRAAT_LIMIT_{suffix}"
            if text := environment.get(variable, "").strip():
                number = _positive(variable, text)
                given[field_name] = number if field_name == "seconds" else max(1, int(number * unit))
        return cls(**given)


class Settings(Struct, frozen=True):
    """Where the answers are, where a build goes, how many files are read side by side, and what each may cost.

    `cluster` is the address of a Dask scheduler whose workers read the files instead ('tcp://host:8786').
    """

    raw_dir: Path
    warehouse_dir: Path
    workers: int
    limits: Limits = Limits()
    cluster: str | None = None

    @property
    def database(self) -> Path:
        """The published DuckDB file."""
        return self.warehouse_dir / DATABASE_NAME

    @property
    def is_published(self) -> bool:
        """Whether that file is there; in a folder that may not be looked into, none is."""
        try:
            return self.database.exists()
        except OSError:
            return False

    @property
    def exports_dir(self) -> Path:
        """Where the downloadable files of the published build are."""
        return self.warehouse_dir / "exports"

    @property
    def cache_dir(self) -> Path:
        """What earlier builds made and later ones can use again. Deleting it changes nothing."""
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
        as every command does. `NUPRAAT_CLUSTER` is the cluster; for the limits see `Limits.load`. Raises SettingsError
        when there would be no worker, or a limit is none.
        """
        environment = os.environ if environment is None else environment
        count = _available_cores() if workers is None else workers
        if count < 1:
            raise SettingsError(f"{count} workers cannot read anything; give at least 1.")
        return cls(
            raw_dir=_directory(raw_dir, environment.get("NUPRAAT_RAW"), REPOSITORY / "raw"),
            warehouse_dir=_directory(warehouse_dir, environment.get("NUPRAAT_WAREHOUSE"), REPOSITORY / "warehouse"),
            workers=count,
            limits=Limits.load(environment),
            cluster=environment.get("NUPRAAT_CLUSTER", "").strip() or None,
        )


def _directory(given: Path | str | None, variable: str | None, default: Path) -> Path:
    """Return the first that is there, absolute; an empty text counts as absent, as shells do."""
    chosen = given or variable or default
    return Path(os.path.abspath(Path(chosen).expanduser()))  # noqa: PTH100 - keeps symbolic links as given


def _positive(variable: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise SettingsError(f"{variable} is {text!r}; give a number above 0.")
    return number


def _available_cores() -> int:
    """Return how many cores this process may use (a container often has fewer than the machine)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
