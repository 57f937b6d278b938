"""`make pictures`: the pictures of the README, made by the project's own commands and kept small.

A chart of the page that a build makes, Dagster's graph after a run, and an answer's page as
`nupraat inspect --annotate` outlines it. Needs Chromium, as the tests in `browser/` do.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_pages import dagster_dev
from files import REAL_ANSWER, put_real_answer
from PIL import Image
from playwright.sync_api import sync_playwright
from running import ROOT, build, nupraat

from nupraat_pipeline.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = ROOT / "docs" / "pictures"

# Letters stay sharp enough, and the files small in a repository.
QUALITY = 60
PATIENCE_MS = 180_000


def main() -> None:
    """Make all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        directory = Path(scratch)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE_MS)
        settings = Settings.load(directory / "raw", directory / "warehouse", environment={})
        put_real_answer(settings.raw_dir)
        build(settings.raw_dir, settings.warehouse_dir)
        annotated(directory)
        report(page, settings, directory)
        with dagster_dev(directory / "home", settings) as address:
            graph(page, address, directory)
        browser.close()


def annotated(directory: Path) -> None:
    """An answer's page with outlines."""
    nupraat("inspect", REAL_ANSWER, "--annotate", directory / "page.png", cwd=directory)
    keep(directory / "page-4.png", "annotated", width=760)


def report(page: Page, settings: Settings, directory: Path) -> None:
    """The top of the page with charts, down to the first one."""
    page.set_viewport_size({"width": 1280, "height": 1060})
    page.goto(settings.report.as_uri())
    page.locator("svg").first.wait_for()
    page.screenshot(path=directory / "chart.png")
    keep(directory / "chart.png", "chart", width=900)


def graph(page: Page, address: str, directory: Path) -> None:
    """The graph after everything was made, groups open."""
    page.goto(f"{address}/asset-groups")
    page.get_by_text("publish", exact=True).first.wait_for()
    page.get_by_role("button", name=re.compile("Materialize all")).click()
    page.get_by_text(re.compile("Launched run")).wait_for()
    page.goto(f"{address}/runs")
    page.get_by_text("Success", exact=True).first.wait_for()
    page.set_viewport_size({"width": 1900, "height": 1560})
    page.goto(f"{address}/asset-groups")
    page.get_by_text("publish", exact=True).first.wait_for()
    page.keyboard.press("Alt+E")
    page.wait_for_timeout(8000)
    page.screenshot(path=directory / "graph.png", clip={"x": 545, "y": 440, "width": 1345, "height": 1115})
    keep(directory / "graph.png", "graph", width=900)


def keep(source: Path, name: str, width: int) -> None:
    """Store a picture no wider than `width` pixels."""
    with Image.open(source) as picture:
        shown = picture.convert("RGB")
    if shown.width > width:
        shown = shown.resize((width, round(shown.height * width / shown.width)), Image.Resampling.LANCZOS)
    target = PICTURES / f"{name}.webp"
    shown.save(target, quality=QUALITY, method=6)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
