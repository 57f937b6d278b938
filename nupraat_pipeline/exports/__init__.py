"""What people download: the published tables as CSV, Parquet and an Excel workbook, with a description for programs.

Everything is made from the published DuckDB file alone, so the same file gives the same bytes: `tables` (CSV and
Parquet), `workbook` (Excel) and `package` (`datapackage.json`, which holds the build id and the checksums of the
others). Here: their order, and the directory being written aside and swapped in whole. The DuckDB file is published
already: when the exports cannot be written it stays as it is, and the next build writes them again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline import model, warehouse
from nupraat_pipeline.exports.package import DESCRIPTOR, build_of

if TYPE_CHECKING:
    from pathlib import Path

    from nupraat_pipeline.model import Table
    from nupraat_pipeline.settings import Settings

__all__ = ["DESCRIPTOR", "ExportError", "export", "exported_tables", "write"]


class ExportError(Exception):
    """The exports could not be written; the message says why, what is there now, and what to do."""


def exported_tables() -> tuple[Table, ...]:
    """Return the tables and views that are exported: all but the macro, which wants a date."""
    return tuple(table for table in model.TABLES if table.kind != "macro")


def export(settings: Settings) -> list[Path]:
    """Write the exports of the published file and swap them in; returns the files, in alphabetical order.

    Builds wait meanwhile. Raises ExportError, and NotPublishedError when there is no published file.
    """
    import duckdb  # costs a second

    if not settings.database.exists():
        raise warehouse.NotPublishedError(f"{settings.database} is not there yet. Run `make` or `nupraat build` first.")
    try:
        with warehouse.staging(settings) as directory:
            aside = directory / settings.exports_dir.name
            aside.mkdir()
            write(settings.database, aside)
            warehouse.flush(aside)
            warehouse.require_lock(directory, settings)
            _swap(aside, settings.exports_dir, directory / "replaced")
            warehouse.flush(settings.warehouse_dir)
    except (OSError, duckdb.IOException) as error:
        raise ExportError(_told(error, settings)) from error
    return sorted(settings.exports_dir.iterdir())


def write(database: Path, directory: Path) -> None:
    """Write the exports of a DuckDB file into an empty directory."""
    import duckdb  # costs a second

    from nupraat_pipeline.exports import package, tables, workbook

    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET threads = 1")  # rows and row groups in one order
        described = package.describe(connection)
        for table in exported_tables():
            tables.write_parquet(connection, table, directory, described["build_id"])
            tables.write_csv(table, tables.rows(connection, table), directory)
        if workbook.fits(sum(tables.count(connection, table) for table in exported_tables())):
            filled = [(table, tables.rows(connection, table)) for table in exported_tables()]
            workbook.write(filled, described, directory)
    package.write(described, exported_tables(), directory)
    for path in directory.iterdir():
        warehouse.flush(path)


def _swap(new: Path, current: Path, replaced: Path) -> None:
    """Put a directory in the place of another: readers find the old one whole, for an instant none, then the new."""
    if current.exists() or current.is_symlink():
        current.rename(replaced)
    try:
        new.rename(current)
    except OSError:
        if replaced.exists():
            replaced.rename(current)
        raise


def _told(error: Exception, settings: Settings) -> str:
    build = build_of(settings.exports_dir)
    there = f"still has those of build {build}" if build else "has none that can be used"
    return (
        f"The database is published, but its exports could not be written: {warehouse.told(error)}. "
        f"{settings.exports_dir} {there}. See that there is room and that it may be written, then build again."
    )
