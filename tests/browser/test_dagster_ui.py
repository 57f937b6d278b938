"""Dagster's pages under `dagster dev`, as someone sees them who opens them for the first time.

One session for all of it, over one small answer: starting Dagster and making everything cost most of the time.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dagster_pages import PATIENCE_S, dagster_dev
from files import HOSTILE_ROWS, put_hostile_answer
from playwright.sync_api import expect

from nupraat_pipeline import model, warehouse
from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

LOOK_S = 10  # a look at a page before it is opened again

ASSETS = (
    *("pdfs", "answers", "observations", "catalogue", "findings"),
    *("monthly_activity", "yearly_summary", "seasonality", "referrals", "caller_profile", "reach"),
    *("warehouse", "exports", "report"),
)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE_S * 1000)
    expect.set_options(timeout=PATIENCE_S * 1000)
    page.on("dialog", lambda dialog: pytest.fail(f"a page asks: {dialog.message}"))
    yield page
    page.close()


def test_the_pages_of_dagster(page: Page, tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})
    settings.raw_dir.mkdir()
    put_hostile_answer(settings.raw_dir)
    warehouse.build(list(read_answers(list_raw(settings.raw_dir))), settings)

    with dagster_dev(tmp_path / "home", settings) as address:
        what_was_built_before_is_shown(page, address)
        the_graph_is_left_to_right(page, address)
        everything_is_made_by_a_click(page, address)
        an_asset_tells_what_it_is(page, address)
        checks_are_green(page, address)
        a_hostile_preview_is_nothing_but_text(page, address)


def what_was_built_before_is_shown(page: Page, address: str) -> None:
    for _ in range(PATIENCE_S // LOOK_S):  # the sensor tells of it; a page that was opened before shows but half of it
        page.goto(f"{address}/assets/publish/warehouse")
        with contextlib.suppress(AssertionError):
            expect(page.get_by_text("values_added").first).to_be_visible(timeout=LOOK_S * 1000)
            break
    expect(page.get_by_text("values_added").first).to_be_visible(timeout=1000)
    expect(page.get_by_text("Never materialized")).to_have_count(0)


def the_graph_is_left_to_right(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1600, "height": 1500})  # boxes out of sight are not drawn
    page.goto(f"{address}/asset-groups")
    for group in ("raw", "core", "quality", "metrics", "publish", "outputs"):
        expect(page.get_by_text(group, exact=True).first).to_be_visible()
    page.keyboard.press("Alt+E")  # expand all groups
    places = {}
    for name in ASSETS:
        node = page.get_by_text(name, exact=True).last
        expect(node).to_be_attached()
        places[name] = node.bounding_box()["x"]
    assert places["pdfs"] < places["answers"] < places["observations"] < places["findings"] < places["warehouse"]
    assert places["observations"] < places["yearly_summary"] < places["reach"] < places["warehouse"] < places["report"]


def everything_is_made_by_a_click(page: Page, address: str) -> None:
    page.get_by_role("button", name=re.compile("Materialize all")).click()
    expect(page.get_by_text(re.compile("Launched run"))).to_be_visible()
    page.goto(f"{address}/runs")
    expect(page.get_by_text("Success", exact=True).first).to_be_visible()


def an_asset_tells_what_it_is(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/metrics/yearly_summary")
    for text in (
        "Every count by year",  # its description
        "nupraat",  # its owner
        "stated_minus_summed",  # a column
        "Open nupraat_pipel",  # its source
    ):
        expect(page.get_by_text(text).first).to_be_visible()
    page.get_by_text("[Show Markdown]").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Conversations by year")
    expect(dialog).to_contain_text(re.compile("2023 +█+ 1203"))
    page.get_by_role("button", name="Close").click()


def checks_are_green(page: Page, address: str) -> None:
    columns = len(model.table("core.observations").columns)
    for asset, expected, actual in (
        ("raw/answers", "at least 1 readable answer", "1 of 1 files"),
        ("core/observations", f"core.observations: {columns} columns", "rows with a key of their own"),
        ("publish/warehouse", "no problem with columns, keys", "no problem"),
    ):
        page.goto(f"{address}/assets/{asset}?view=checks")
        expect(page.get_by_text("Passed", exact=True).first).to_be_visible()
        expect(page.get_by_text(expected).first).to_be_visible()
        expect(page.get_by_text(actual).first).to_be_visible()


def a_hostile_preview_is_nothing_but_text(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/raw/answers")
    links = page.get_by_text("[Show Markdown]")
    expect(links.first).to_be_visible()
    shown = ""
    for index in range(links.count()):
        links.nth(index).click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        shown += dialog.inner_text()
        assert dialog.locator("script, img").count() == 0
        page.get_by_role("button", name="Close").click()
    for label, _ in HOSTILE_ROWS[:4]:  # as many as a preview has room for
        assert label in shown
    assert page.evaluate("window.pwned") is None
