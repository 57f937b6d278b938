"""`warehouse/report.html`: one page with charts, tables and their sources, for people who do not query databases.

In the order of making: `facts` (what the published file holds), `provenance` (where each number stands), the sections
(`monthly`, `yearly`, `seasons`, `answered`, `profile`, `reach`) and the `keys` as `blocks`, with their `charts` and
`caveats` (findings in plain words); `pictures` (of the pages); `page` (all of it as one text). Everything is made from
the published DuckDB file and the PDFs that it names, so the same file gives the same bytes. Here: the page being
written aside and swapped in. When it cannot be written, the published file stays as it is, and the next build writes
the page again.
"""

from __future__ import annotations

import re
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from nupraat_pipeline import warehouse

if TYPE_CHECKING:
    from pathlib import Path

    from nupraat_pipeline.settings import Settings

__all__ = ["ReportError", "build_of", "write"]

_BUILD = re.compile(r'<meta name="build-id" content="([^"]+)">')
# The page names its build near its beginning.
_HEAD_CHARACTERS = 2_000


class ReportError(Exception):
    """The page could not be written; the message says why, what is there now, and what to do."""


def write(settings: Settings) -> Path:
    """Write the page of the published file and swap it in; returns where it is.

    Builds wait meanwhile. Raises ReportError, and NotPublishedError when there is no published file.
    """
    import duckdb  # costs a second

    from nupraat_pipeline.report.facts import Facts
    from nupraat_pipeline.report.page import make

    if not settings.database.exists():
        raise warehouse.NotPublishedError(f"{settings.database} is not there yet. Run `make` or `nupraat build` first.")
    try:
        with warehouse.staging(settings) as directory:
            with duckdb.connect(str(settings.database), read_only=True) as connection:
                facts = Facts.load(connection)
            aside = directory / settings.report.name
            aside.write_text(make(facts, settings), encoding="utf-8")
            warehouse.flush(aside)
            warehouse.require_lock(directory, settings)
            aside.replace(settings.report)
            warehouse.flush(settings.warehouse_dir)
    except (OSError, duckdb.IOException, BrokenProcessPool) as error:
        raise ReportError(_told(error, settings)) from error
    return settings.report


def build_of(report: Path) -> str | None:
    """Return the build id of a page; None when there is none, or it cannot be read."""
    try:
        with report.open(encoding="utf-8") as page:
            found = _BUILD.search(page.read(_HEAD_CHARACTERS))
    except (OSError, ValueError):
        return None
    return found[1] if found else None


def _told(error: Exception, settings: Settings) -> str:
    build = build_of(settings.report)
    there = f"is still that of build {build}" if build else "is not there, or not of any build"
    return (
        f"The database is published, but its page could not be written: {warehouse.told(error)}. "
        f"{settings.report} {there}. "
        "See that there is room and that it may be written, then build again."
    )
