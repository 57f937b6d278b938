"""The page `report.html` as people see it: in a real browser that may ask nothing of any network."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from playwright.sync_api import Page, expect
from readings import answer, figure, file, month
from reports import IMAGE, SCRIPT, hostile_answer, published, settings_in

from nupraat_pipeline import report, warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

    from nupraat_pipeline.settings import Settings

PHONE, LAPTOP = 360, 1440
# An A4 sheet within margins of a centimetre, in CSS pixels.
PAPER = 718
CHARTS = 19
# Many times what anything here takes.
PATIENCE_MS = 60_000


@pytest.fixture
def settings(real_report) -> Settings:
    return real_report


@contextmanager
def opened(
    chromium: Browser, report: Path, *, locale: str = "nl-BE", width: int = LAPTOP, **options: Any
) -> Iterator[Page]:
    """The page, drawn; in the end nothing may have been asked of a network, and the console must be empty."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale=locale, **options)
    context.set_default_timeout(PATIENCE_MS)
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not _is_own(request.url, report) else None)
    page.goto(report.as_uri())
    if options.get("java_script_enabled", True):
        page.wait_for_selector("html[data-drawn]", state="attached")
    yield page
    assert said == []
    context.close()


def _is_own(url: str, report: Path) -> bool:
    return url.startswith("data:") or url == report.as_uri()


def number(page: Page, text: str) -> Locator:
    return page.locator("button.n:visible", has_text=text).first


# Charts


@pytest.mark.parametrize(("width", "locale", "march"), [(LAPTOP, "nl-BE", "mrt"), (PHONE, "en-GB", "Mar")])
def test_charts_are_drawn_in_the_readers_language_and_fit(chromium, settings, width, locale, march):
    with opened(chromium, settings.report, width=width, locale=locale) as page:
        charts = page.locator("[data-chart]")
        assert charts.count() == CHARTS
        for chart in charts.all():
            assert chart.locator("svg path").count() > 2, chart.get_attribute("id")
            assert (chart.locator("svg").bounding_box() or {})["width"] <= width
        expect(page.locator("#chart-years-conversations svg text", has_text=march)).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_line_breaks_at_its_hole_and_the_hole_is_marked(chromium, settings):
    with opened(chromium, settings.report) as page:
        chart = page.locator("#chart-months-missed_in_opening_hours")
        line = chart.locator("g.mark-line path").get_attribute("d") or ""
        assert line.count("M") == 2
        assert line.count("L") == 8
        holes = chart.locator("g.mark-symbol path[fill=transparent]")
        assert holes.count() == 2
        breaks = page.locator("#chart-months-conversations g.mark-text text")
        assert [mark for mark in breaks.all_text_contents() if mark in {"1", "2"}] == ["1", "2"]


def test_charts_have_a_text_that_a_screen_reader_tells(chromium, settings):
    with opened(chromium, settings.report) as page:
        told = page.get_by_role("img", name="Gevoerde gesprekken: van januari 2020 (60) tot december 2022 (90).")
        expect(told).to_have_count(1)
        expect(page.get_by_role("img", name="Oproepers naar geslacht, 2022. Meisje/Vrouw: 81 %")).to_have_count(1)
        assert page.get_by_role("img").count() == CHARTS
        page.get_by_text("English", exact=True).click()
        expect(page.get_by_role("img", name="Highest: April 2020 (123), lowest: August 2020 (36)")).to_have_count(1)


# Languages


def test_the_language_is_switched_everywhere_and_remembered(chromium, settings):
    with opened(chromium, settings.report) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Nupraatikerover.be in cijfers", use_inner_text=True)
        expect(number(page, "1.074")).to_be_visible()
        page.get_by_text("English", exact=True).click()
        page.wait_for_selector("html[data-drawn=en]", state="attached")
        expect(page.get_by_role("heading", level=1)).to_have_text("Nupraatikerover.be in figures", use_inner_text=True)
        expect(number(page, "1,074")).to_be_visible()
        assert page.title() == "Nupraatikerover.be in figures"
        assert page.locator("span[lang=nl]:visible, p[lang=nl]:visible").count() == 0
        expect(page.locator("#chart-totals-conversations svg text", has_text="1,074")).to_have_count(1)
        page.reload()
        page.wait_for_selector("html[data-drawn=en]", state="attached")
        assert page.evaluate("document.documentElement.lang") == "en"


def test_without_a_script_the_tables_are_there_and_the_language_can_be_switched(chromium, settings):
    with opened(chromium, settings.report, java_script_enabled=False) as page:
        expect(number(page, "1.074")).to_be_visible()
        expect(page.locator(".source", has_text="2022_sv363.pdf").first).to_be_visible()
        page.get_by_text("English", exact=True).click()
        expect(number(page, "1,074")).to_be_visible()
        assert page.locator("span[lang=nl]:visible").count() == 0


# Where a number is printed


def box_of(settings: Settings) -> list[float]:
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        found = connection.execute(
            "SELECT x0, top, x1 - x0, bottom - top FROM core.current "
            "WHERE indicator = 'conversations' AND reference_year = 2022 AND role = 'total' AND category IS NULL"
        ).fetchone()
    assert found
    return [round(edge, 1) for edge in found]


def test_a_number_opens_the_crop_of_its_page_with_the_cell_outlined(chromium, settings):
    with opened(chromium, settings.report) as page:
        opener = number(page, "1.074")
        opener.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Gevoerde gesprekken, 2022")
        expect(dialog).to_be_visible()
        drawn = dialog.locator("rect")
        outlined = [round(float(drawn.get_attribute(name) or 0), 1) for name in ("x", "y", "width", "height")]
        assert outlined == box_of(settings)
        image = dialog.locator("image")
        assert (image.get_attribute("href") or "").startswith("data:image/webp;base64,")
        assert (
            page.evaluate("fetch === undefined || document.querySelector('dialog image').href.baseVal.length") > 10_000
        )
        frame = dialog.locator("#origin-page").bounding_box() or {}
        place = drawn.bounding_box() or {}
        assert frame["y"] <= place["y"] <= frame["y"] + frame["height"] - place["height"]
        expect(dialog.get_by_text("2022_sv363.pdf, bladzijde 3")).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()


def test_a_derived_number_shows_each_of_its_parts(chromium, settings):
    with opened(chromium, settings.report, locale="en-GB", width=PHONE) as page:
        number(page, "+16.4%").click()
        dialog = page.get_by_role("dialog")
        parts = dialog.locator("#origin-parts button")
        expect(parts).to_have_text(["Conversations held, 2022: 1074", "Conversations held, 2021: 923"])
        before = dialog.locator("rect").get_attribute("x")
        parts.nth(1).click()
        expect(dialog.get_by_role("heading")).to_have_text("Conversations held, 2021")
        assert dialog.locator("rect").get_attribute("x") != before
        assert (dialog.bounding_box() or {})["width"] <= PHONE


def test_a_figure_of_prose_shows_its_sentence_and_a_point_of_a_chart_opens_its_page(chromium, settings):
    with opened(chromium, settings.report) as page:
        number(page, "2.608").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator("dd", has_text="2608").first).to_be_visible()
        expect(dialog.locator("dt", has_text="Zin")).to_be_visible()
        dialog.get_by_role("button", name="Sluiten").click()
        page.locator("#chart-months-missed_in_opening_hours g.mark-symbol path").nth(2).click()
        expect(page.get_by_role("dialog", name="maart 2022")).to_be_visible()


# Numbers are whole, wherever they are

CUT = """() => {
  const cut = [];
  for (const place of document.querySelectorAll(".scroll")) {
    const card = place.closest("article").getBoundingClientRect();
    const table = place.querySelector("table").getBoundingClientRect();
    if (place.scrollWidth > place.clientWidth + 1 || table.right > card.right) cut.push(place.innerText.slice(0, 40));
  }
  for (const number of document.querySelectorAll("td .n, #years tbody th, #answered tbody th")) {
    const range = document.createRange();
    range.selectNodeContents(number);
    if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) cut.push(number.innerText);
  }
  return cut;
}"""


@pytest.fixture(scope="module")
def six_years(tmp_path_factory) -> Settings:
    """An invented answer with six years of months in thousands."""
    own = settings_in(tmp_path_factory.mktemp("years"))
    figures = [
        figure(indicator, month(number, of), 1_000 + 37 * number + of)
        for indicator in ("conversations", "missed_in_opening_hours")
        for of in range(2020, 2026)
        for number in range(1, 13)
    ]
    warehouse.build([file(answer(figures))], own)
    report.write(own)
    return own


@pytest.mark.parametrize("width", [PHONE, 960, LAPTOP])
def test_no_number_is_cut_or_broken_on_a_screen(chromium, settings, six_years, width):
    for each in (settings, six_years):
        with opened(chromium, each.report, width=width) as page:
            assert page.evaluate(CUT) == []
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_no_number_is_cut_or_broken_in_print(chromium, settings, six_years):
    for each in (settings, six_years):
        with opened(chromium, each.report, locale="en-GB") as page:
            page.emulate_media(media="print")
            page.set_viewport_size({"width": PAPER, "height": 1000})
            assert page.evaluate(CUT) == []


def test_on_a_phone_each_number_of_a_wide_table_stands_under_its_heading(chromium, six_years):
    with opened(chromium, six_years.report, width=PHONE) as page:
        cell = page.locator("#months td").first
        assert cell.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"2025"'
        assert cell.evaluate("(cell) => getComputedStyle(cell).display") == "block"


def test_the_dialog_of_a_computed_number_shows_the_number_and_the_whole_row(chromium, settings):
    with opened(chromium, settings.report, width=PHONE) as page:
        number(page, "+61,2").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator("#origin-number")).to_have_text("+61,2 % betwist")
        dialog.get_by_role("button", name="Sluiten").click()
        number(page, "1.074").click()
        frame = dialog.locator("#origin-page")
        assert frame.evaluate("(frame) => frame.scrollWidth <= frame.clientWidth")


# In print


def test_in_print_the_tables_stay_and_what_cannot_be_used_goes(chromium, settings):
    with opened(chromium, settings.report) as page:
        page.emulate_media(media="print")
        expect(page.locator(".source", has_text="2022_sv363.pdf").first).to_be_visible()
        expect(number(page, "1.074")).to_be_visible()
        expect(page.locator("#chart-months-conversations svg")).to_be_visible()
        for gone in (".switch", "nav", ".shown"):
            assert page.locator(f"{gone}:visible").count() == 0


# A PDF is only text


def test_a_hostile_pdf_changes_nothing_but_text(chromium, tmp_path):
    own = settings_in(tmp_path)
    own.raw_dir.mkdir()
    published(own, [hostile_answer(own.raw_dir / "hostile.pdf")])
    with opened(chromium, own.report, width=PHONE) as page:
        assert page.locator("img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE
        for text in (SCRIPT, IMAGE):
            expect(page.locator("#referrals th", has_text=text)).to_be_visible()
        number(page, "31").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("heading")).to_contain_text(SCRIPT)
        expect(dialog.locator("dd", has_text=IMAGE)).to_be_visible()
        assert page.title() == "Nupraatikerover.be in cijfers"
        assert page.locator("img").count() == 0
