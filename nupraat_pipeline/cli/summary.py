"""What a build found, in a few lines: files, observations, findings that failed, and where the result is.

Here: sentences about a published warehouse or about why there is none. The figures are asked of the published file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.cli.terminal import console, paragraph, plural, printable

if TYPE_CHECKING:
    import pandas as pd

    from nupraat_pipeline.settings import Settings

# What --strict does not let pass: figures that may be missing.
STRICT_RULES = ("unaccounted_number", "unrecognised_table", "unknown_category")

_FILES = """
    SELECT file_name, status, document_id, reason, message FROM raw.documents ORDER BY status, file_name
"""
_COUNTS = """
    SELECT
        (SELECT count(*) FROM core.observations) AS observations,
        (SELECT count(*) FROM core.observations WHERE missing_reason IS NOT NULL) AS holes,
        (SELECT count(*) FROM core.current) AS current,
        (SELECT count(*) FROM quality.findings) AS findings
"""
_FAILED = """
    SELECT severity, rule, document_id, message
    FROM quality.findings
    WHERE NOT passed AND severity <> 'info'
    ORDER BY severity, rule, document_id, message
"""


def tell_success(settings: Settings) -> bool:
    """Print the summary of what was published; whether --strict has something to say about it."""
    from nupraat_pipeline.warehouse import query

    files, failed = query(_FILES, settings), query(_FAILED, settings)
    counts = query(_COUNTS, settings).iloc[0]
    out = console()
    read = files[files["status"] == "read"]
    out.print(f"Read {plural(len(read), 'answer')} from {plural(len(files), 'file')}:")
    for row in read.itertuples():
        out.print(f"  {printable(row.file_name)} ({row.document_id})")
    _tell_others(files)
    out.print(
        f"{counts.observations} observations ({counts.holes} printed without a value), "
        f"{counts.current} of them hold now; {counts.findings} findings, {len(failed)} to look at:"
    )
    for row in failed.itertuples():
        out.print(paragraph(row.message, first=f"  {row.severity} {row.rule} ({row.document_id}): ", indent=4))
    out.print(f"Published: {settings.database}")
    return bool((files["status"] == "rejected").any() or failed["rule"].isin(STRICT_RULES).any())


def _tell_others(files: pd.DataFrame) -> None:
    """The files that are not read, and why."""
    out = console()
    for status, title in (("rejected", "Rejected"), ("duplicate", "Duplicate"), ("superseded", "Superseded")):
        rows = files[files["status"] == status]
        if len(rows):
            out.print(f"{title}:")
        for row in rows.itertuples():
            out.print(paragraph(row.message, first=f"  {printable(row.file_name)} ({row.reason}): ", indent=4))


def tell_failure(settings: Settings, why: list[str]) -> None:
    """Print why nothing was published, and that the old file stays."""
    out = console(stderr=True)
    for line in "\n".join(why).splitlines():
        out.print(printable(line))
    kept = "is as it was" if settings.database.exists() else "was not made"
    out.print(f"Nothing was published: {settings.database} {kept}.")
