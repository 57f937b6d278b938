"""The row of `meta.builds`: what made this build, from what, and what changes against the published file.

Here: versions, inputs and the comparison. Not here: the other tables of the file (`store`), or publishing it.
"""

from __future__ import annotations

import hashlib
import platform
import subprocess
import uuid
from datetime import UTC, datetime
from importlib import metadata
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nupraat_pipeline.model.frames import conform
from nupraat_pipeline.model.load import load
from nupraat_pipeline.model.meta import BUILDS
from nupraat_pipeline.reading.many.version import reader_version
from nupraat_pipeline.settings import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import duckdb
    import pandas as pd

    from nupraat_pipeline.settings import Settings

_GIT_SECONDS = 10

# Digits of a hash in a citation.
_SHORT = 12

_DOCUMENTS = "SELECT document_id FROM {}raw.documents WHERE status = 'read'"


class Changes(Struct, frozen=True):
    """What a build changes against the published file, whose build id is `replaces` (None for a first build).

    `added` counts the new rows of `core.current`; `values` are the other changes, as dictionaries with the fields of
    `meta.builds.changes`: `change` is 'removed', 'revised', 'withdrawn', 'restated' for the same value with another
    status, as when a provisional one is confirmed, or 'reread' for whatever changed because the same bytes are read
    otherwise, by another version of the reader: no answer says so.
    """

    added: int
    values: tuple[dict[str, Any], ...]
    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]
    replaces: str | None

    def count(self, change: str) -> int:
        """Return how many values were 'removed', 'revised', 'withdrawn' or 'reread'."""
        return sum(value["change"] == change for value in self.values)


def record(connection: duckdb.DuckDBPyConnection, settings: Settings) -> pd.DataFrame:
    """Write the row of `meta.builds` to the file that is about to replace the published one; returns it."""
    documents = connection.execute("SELECT file_name, sha256 FROM raw.documents ORDER BY ALL").fetchall()
    inputs = [{"file_name": name, "sha256": sha256} for name, sha256 in documents]
    builds = _row(inputs, changes_since(connection, settings))
    load(connection, BUILDS, builds)
    return builds


def _row(inputs: list[dict[str, str | None]], changes: Changes) -> pd.DataFrame:
    import duckdb  # costs a second

    version, commit, fingerprint = _version("nupraat-pipeline"), _commit(), _fingerprint(inputs)
    now = datetime.now(UTC)
    row = (
        f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}",
        now.replace(tzinfo=None),
        version,
        platform.python_version(),
        duckdb.__version__,
        _version("pdfplumber"),
        reader_version(),
        commit,
        inputs,
        fingerprint,
        _citation(version, commit, fingerprint),
        changes.replaces,
        list(changes.documents_added),
        list(changes.documents_removed),
        changes.added,
        *(changes.count(change) for change in ("removed", "revised", "withdrawn", "reread")),
        list(changes.values),
    )
    return conform(BUILDS, [row])


def _fingerprint(inputs: Iterable[Mapping[str, str | None]]) -> str:
    """Return one SHA-256 of all inputs, whatever their names and order."""
    hashes = sorted(sha256 for entry in inputs if (sha256 := entry["sha256"]))
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _citation(version: str, commit: str | None, fingerprint: str) -> str:
    """Return what names this database for good: the code and the files, not the build, which is another each time."""
    code = "" if commit is None else f", commit {commit[:_SHORT]}"
    return f"nupraat_pipeline {version}{code}, input files {fingerprint[:_SHORT]}"


def changes_since(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Changes:
    """Return what an open file changes in what holds now, against the published file; all is new without one.

    A published file that cannot be read, or is of an older or newer make, counts as none.
    """
    import duckdb  # costs a second

    if settings.database.exists():
        try:
            return _compared(connection, settings)
        except (duckdb.Error, LookupError):
            # The file is replaced all the same; the build that does it is a first build, and says so.
            pass
    documents = connection.execute(f"{_DOCUMENTS.format('')} ORDER BY ALL").fetchall()
    (added,) = connection.execute("SELECT count(*) FROM core.current").fetchall()[0]
    return Changes(added, (), tuple(name for (name,) in documents), (), None)


def _compared(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Changes:
    path = str(settings.database).replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS published (READ_ONLY)")
    sql = files(__package__).joinpath("changes.sql").read_text(encoding="utf-8")
    result = connection.execute(sql)
    names = [column[0] for column in result.description or ()]
    changed = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    old, new = _DOCUMENTS.format("published."), _DOCUMENTS.format("")
    added, removed = (
        tuple(name for (name,) in connection.execute(f"{one} EXCEPT {other} ORDER BY ALL").fetchall())
        for one, other in ((new, old), (old, new))
    )
    return Changes(
        added=sum(value["change"] == "added" for value in changed),
        values=tuple(value for value in changed if value["change"] != "added"),
        documents_added=added,
        documents_removed=removed,
        replaces=connection.execute("SELECT build_id FROM published.meta.builds").fetchall()[0][0],
    )


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "unknown"


def _commit() -> str | None:
    """Return the commit of the code; None when the code is not in a git checkout, or git is not there."""
    if not (REPOSITORY / ".git").exists():
        return None
    try:
        found = subprocess.run(  # noqa: S603 - a fixed command
            ["git", "-C", str(REPOSITORY), "rev-parse", "HEAD"],  # noqa: S607 - git is wherever the user has it
            capture_output=True,
            text=True,
            check=False,
            timeout=_GIT_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() or None if found.returncode == 0 else None
