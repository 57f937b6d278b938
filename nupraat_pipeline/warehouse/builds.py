"""The row of `meta.builds`: what made this build, from what, and what changed since the published file."""

from __future__ import annotations

import platform
import subprocess
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING

from nupraat_pipeline.model.frames import conform
from nupraat_pipeline.model.meta import BUILDS
from nupraat_pipeline.settings import REPOSITORY
from nupraat_pipeline.warehouse.store import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pandas as pd

    from nupraat_pipeline.settings import Settings

_GIT_SECONDS = 10

_THING = "indicator, period_start, period_end, base_period_start, base_period_end, category, role"
_DOCUMENTS = "SELECT document_id FROM {}raw.documents WHERE status = 'read'"
_CHANGES = f"""
    WITH old AS (SELECT * FROM published.core.current), new AS (SELECT * FROM core.current),
    added AS (SELECT {_THING} FROM new EXCEPT SELECT {_THING} FROM old),
    removed AS (SELECT {_THING} FROM old EXCEPT SELECT {_THING} FROM new),
    changed AS (
        SELECT {_THING}, value, obs_status FROM new EXCEPT SELECT {_THING}, value, obs_status FROM old
    )
    SELECT
        (SELECT count(*) FROM added),
        (SELECT count(*) FROM removed),
        (SELECT count(*) FROM changed) - (SELECT count(*) FROM added),
        (SELECT coalesce(list(document_id ORDER BY document_id), [])
            FROM ({_DOCUMENTS.format("")} EXCEPT {_DOCUMENTS.format("published.")})),
        (SELECT coalesce(list(document_id ORDER BY document_id), [])
            FROM ({_DOCUMENTS.format("published.")} EXCEPT {_DOCUMENTS.format("")})),
        (SELECT build_id FROM published.meta.builds)
"""  # noqa: S608 - constants of our own


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the published file; `replaces` is its build id, None for a first build."""

    added: int
    removed: int
    revised: int
    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]
    replaces: str | None


def record(tables: Mapping[str, pd.DataFrame], settings: Settings) -> pd.DataFrame:
    """Return `meta.builds` of a build of these tables that is about to replace the published file."""
    import duckdb  # costs a second

    documents = tables["raw.documents"]
    inputs = [
        {"file_name": name, "sha256": sha256 if isinstance(sha256, str) else None}
        for name, sha256 in zip(documents["file_name"], documents["sha256"], strict=True)
    ]
    now = datetime.now(UTC)
    changes = changes_since(tables, settings)
    row = (
        f"{now:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}",
        now.replace(tzinfo=None),
        _version("nupraat-pipeline"),
        platform.python_version(),
        duckdb.__version__,
        _version("pdfplumber"),
        _commit(),
        inputs,
        changes.replaces,
        list(changes.documents_added),
        list(changes.documents_removed),
        changes.added,
        changes.removed,
        changes.revised,
    )
    return conform(BUILDS, [row])


def changes_since(tables: Mapping[str, pd.DataFrame], settings: Settings) -> Changes:
    """Return what these tables change in what holds now, against the published file; all is new without one.

    A published file that cannot be read, or is of an older make, counts as none.
    """
    import duckdb  # costs a second

    with duckdb.connect() as connection:
        fill(connection, {name: frame for name, frame in tables.items() if name.startswith(("raw.", "core."))})
        if settings.database.exists():
            try:
                connection.execute(f"ATTACH '{_quoted(settings)}' AS published (READ_ONLY)")
                return _changes(connection)
            except duckdb.Error:
                # Reported as a first build: the published file is replaced all the same, and says so.
                pass
        documents = connection.execute(f"{_DOCUMENTS.format('')} ORDER BY 1").fetchall()
        (values,) = connection.execute("SELECT count(*) FROM core.current").fetchall()[0]
    return Changes(values, 0, 0, tuple(document for (document,) in documents), (), None)


def _changes(connection: duckdb.DuckDBPyConnection) -> Changes:
    added, removed, revised, documents_added, documents_removed, replaces = connection.execute(_CHANGES).fetchall()[0]
    return Changes(added, removed, revised, tuple(documents_added), tuple(documents_removed), replaces)


def _quoted(settings: Settings) -> str:
    """Return the published file's path for a statement that takes no parameters."""
    return str(settings.database).replace("'", "''")


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
