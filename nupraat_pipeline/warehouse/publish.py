"""Staging, swapping in, and reading the published file.

Here: files, locks and their order. The published file is only ever replaced whole: whoever reads it keeps what they
opened, and a crash at any moment leaves the old file or the new one.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse.errors import BuildInProgressError, NotPublishedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import duckdb
    import pandas as pd

_LOCK_NAME = ".build.lock"
_STAGING_PREFIX = ".build-"

# Writing, auditing and publishing take seconds; another build that holds the lock for longer hangs.
_PATIENCE_S = 300.0
_POLL_S = 0.1

_READ_ONLY = 0o444
_SHARED = 0o666  # less what the user's mask takes away


@contextlib.contextmanager
def staging(settings: Settings, patience: float = _PATIENCE_S) -> Iterator[Path]:
    """Give a directory beside the published file, for this build alone, and delete it in the end.

    Builds wait here for each other; directories that nobody uses are leftovers of crashes and are deleted first.
    Raises BuildInProgressError after `patience` seconds.
    """
    settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
    with _locked(settings.warehouse_dir / _LOCK_NAME, patience) as lock:
        for leftover in settings.warehouse_dir.glob(f"{_STAGING_PREFIX}*/"):
            if not _is_in_use(leftover):
                shutil.rmtree(leftover, ignore_errors=True)
        directory = Path(tempfile.mkdtemp(prefix=_STAGING_PREFIX, dir=settings.warehouse_dir))
        try:
            with _used(directory):
                os.truncate(lock, 0)
                os.write(lock, directory.name.encode())
                yield directory
        finally:
            shutil.rmtree(directory, ignore_errors=True)


def require_lock(directory: Path, settings: Settings) -> None:
    """Raise BuildInProgressError when the lock was taken away from the build that has this staging directory.

    That happens when somebody deletes the lock's file, and the next build makes a new one: call it before a swap.
    """
    path = settings.warehouse_dir / _LOCK_NAME
    try:
        holder = path.read_bytes()
    except OSError:
        holder = b""
    if holder != directory.name.encode():
        raise BuildInProgressError(
            f"{path} was removed or replaced while this build held it, so another build may be publishing. Nothing was "
            "changed; build again, and leave that file alone."
        )


@contextlib.contextmanager
def _locked(path: Path, patience: float) -> Iterator[int]:
    """Hold a lock that the system releases when the process ends, however it ends; gives the descriptor of its file."""
    deadline = time.monotonic() + patience
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _SHARED)
        try:
            if _take(lock) and _is_at(lock, path):
                yield lock
                return
        finally:
            os.close(lock)
        if time.monotonic() > deadline:
            raise BuildInProgressError(
                f"Another build has held {path} for over {patience:g} seconds. Wait for it, or end it."
            )
        time.sleep(_POLL_S)


def _take(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether an open file still has its name: a lock on a deleted file keeps nobody out."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _used(directory: Path) -> Iterator[None]:
    """Mark a staging directory as in use, as long as the process lives."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):  # some network file systems lock no directories
            _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _is_in_use(directory: Path) -> bool:
    try:
        descriptor = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _take(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def publish(path: Path, settings: Settings) -> None:
    """Swap a written and closed file in for the published one, in one step. Call it inside `staging`.

    `path` is in the staging directory. Raises BuildInProgressError when the lock was lost meanwhile.
    """
    flush(path)
    path.chmod(_READ_ONLY)
    require_lock(path.parent, settings)
    _remove_log(settings)
    path.replace(settings.database)
    _remove_log(settings)
    flush(settings.warehouse_dir)


def _remove_log(settings: Settings) -> None:
    """Remove a write-ahead log beside the published file: it belongs to another file and would spoil each opening."""
    settings.database.with_name(f"{settings.database.name}.wal").unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Make sure that a file, or the names in a directory, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def query(
    sql: str, settings: Settings | None = None, parameters: Sequence[Any] | Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """Return the result of a query on the published file, which is closed again.

    `parameters`, given by name, are the values of the query's `?` in their order, or of its `$name` by name:
    `query("FROM metrics.yearly_summary WHERE year = ?", parameters=[2022])`. `settings` say which file; by default the
    one of the environment. Raises NotPublishedError when there is none, duckdb.Error for what DuckDB refuses.
    """
    if settings is not None and not isinstance(settings, Settings):
        raise TypeError("The values of a query are given by name: query(sql, parameters=[...]).")
    with reading(settings or Settings.load()) as connection:
        return connection.execute(sql, parameters).df()


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published file for several queries. Raises NotPublishedError when there is none."""
    if not settings.is_published:
        raise NotPublishedError(f"{settings.database} is not there yet. Run `make` or `nupraat build` first.")
    with _opened(settings.database) as connection:
        yield connection


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a file for reading; once more when it was swapped for another in the middle of that.

    DuckDB goes to a file's name more than once while it opens it, and a mixture of two files is none.
    """
    import duckdb  # costs a second

    while True:
        before = path.stat()
        try:
            return duckdb.connect(str(path), read_only=True)
        except duckdb.Error:
            if os.path.samestat(before, path.stat()):
                raise


def published_inputs(settings: Settings) -> dict[str, str | None] | None:
    """Return name and sha256 of the files that the published file was built from.

    None when there is no published file, or none that can be read: then a build is due.
    """
    import duckdb  # costs a second

    try:
        (inputs,) = query("SELECT inputs FROM meta.builds", settings)["inputs"]
    except (NotPublishedError, duckdb.Error, ValueError):
        return None
    return {entry["file_name"]: entry["sha256"] for entry in inputs}
