"""How a build ended, in a few lines: the report of what was published, or why nothing was.

Here: the report on a terminal. Not here: what it says (`nupraat_pipeline.warehouse.news`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.cli.terminal import console, paragraph, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.settings import Settings


def tell_success(settings: Settings, why_no_exports: Sequence[str] | None) -> bool:
    """Print the report of what was published; whether every file was read, understood and exported.

    `why_no_exports` is None when the exports were written too; empty when nobody knows why not.
    """
    from nupraat_pipeline.warehouse import news

    report = news(settings)
    out = console()
    for section in report.sections:
        out.print(printable(section.title))
        for about, text in section.items:
            label = f"  {printable(about)}"
            out.print(paragraph(text, first=f"{label}: ", indent=4) if text else label)
    if why_no_exports is None:
        out.print(f"Exports:   {settings.exports_dir}")
    else:
        for line in why_no_exports or [f"The exports in {settings.exports_dir} were not written; build again."]:
            console(stderr=True).print(printable(line))
    out.print(f"Published: {settings.database}")
    return report.is_whole and why_no_exports is None


def tell_failure(settings: Settings, why: list[str]) -> None:
    """Print why nothing was published, and that the old file stays."""
    out = console(stderr=True)
    for line in "\n".join(why).splitlines():
        out.print(printable(line))
    kept = "is as it was" if settings.database.exists() else "was not made"
    out.print(f"Nothing was published: {settings.database} {kept}.")
