"""How a build ended, in a few lines: the report of what was published, or why nothing was.

Here: the report on a terminal. Not here: what it says (`nupraat_pipeline.warehouse.news`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.cli.terminal import console, paragraph, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nupraat_pipeline.settings import Settings


# What follows the published file.
EXPORTED_ASSET = "publish/exports"
REPORTED_ASSET = "publish/report"


def tell_success(settings: Settings, made: Collection[str], why: Sequence[str]) -> bool:
    """Print the report of what was published; whether every file was read and understood, and all that follows written.

    `made` are the assets that were made; `why` is why others were not, empty when nobody knows.
    """
    from nupraat_pipeline.warehouse import news

    report = news(settings)
    out = console()
    for section in report.sections:
        out.print(printable(section.title))
        for about, text in section.items:
            label = f"  {printable(about)}"
            out.print(paragraph(text, first=f"{label}: ", indent=4) if text else label)
    following = {
        EXPORTED_ASSET: ("Exports:  ", settings.exports_dir),
        REPORTED_ASSET: ("Report:   ", settings.report),
    }
    for asset, (label, path) in following.items():
        if asset in made:
            out.print(f"{label} {path}")
    missing = [path for asset, (_, path) in following.items() if asset not in made]
    if missing:
        for line in why or [f"{path} was not written; build again." for path in missing]:
            console(stderr=True).print(printable(line))
    out.print(f"Published: {settings.database}")
    return report.is_whole and not missing


def tell_failure(settings: Settings, why: list[str]) -> None:
    """Print why nothing was published, and that the old file stays."""
    out = console(stderr=True)
    for line in "\n".join(why).splitlines():
        out.print(printable(line))
    kept = "is as it was" if settings.is_published else "was not made"
    out.print(f"Nothing was published: {settings.database} {kept}.")
