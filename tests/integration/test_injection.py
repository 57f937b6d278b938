"""Texts that want to be more than text, in every place where a PDF or a file name can put one."""

from __future__ import annotations

import csv
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from readings import answer, figure, file, rejected, year

from nupraat_pipeline import exports, report, warehouse
from nupraat_pipeline.assets import shown
from nupraat_pipeline.cli import summary
from nupraat_pipeline.reading.records import AnswerReading, Doubt, FileReading
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse import query

TEXTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "'); DROP TABLE core.observations; --",
    '=HYPERLINK("http://example.org")',
    "\x1b[2J\x1b]0;title\x07",
    "\u202egnp.exe",
    "![x](http://example.org/x.png)",
    "{{7*7}}${7*7}",
    "a\r\n@b",
)
ALL = " ".join(TEXTS)


def reading(make_harmless: bool = False) -> AnswerReading:
    """An invented answer with each text as the label of a category, and all of them wherever else a text may stand."""
    texts = ["abc"] * len(TEXTS) if make_harmless else TEXTS
    everywhere = "abc" if make_harmless else ALL
    figures = [
        figure("referrals", year(2022), 10 + number, category=f"c{number}", category_label=text, printed_text=text)
        for number, text in enumerate(texts)
    ]
    made = answer(
        [*figures, figure("conversations", year(2022), 1074)],
        author=everywhere,
        doubts=[Doubt("unaccounted_number", f"{everywhere} on page 1 is nowhere.", page=1)],
    )
    return replace(made, document=replace(made.document, title=everywhere))


def files(make_harmless: bool = False) -> list[FileReading]:
    name = "a.pdf" if make_harmless else f"{ALL}.pdf".replace("/", "_")
    return [file(reading(make_harmless), name), rejected(f"b{name}")]


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    directory = tmp_path_factory.mktemp("injection")
    made = Settings.load(directory / "raw", directory / "warehouse", environment={})
    warehouse.build(files(), made)
    exports.export(made)
    report.write(made)
    return made


def test_sql_gets_them_as_values(settings: Settings) -> None:
    stored = query("SELECT category_label FROM core.observations WHERE category IS NOT NULL", settings)
    assert sorted(stored["category_label"]) == sorted(TEXTS)
    found = query("SELECT count(*) AS n FROM core.current WHERE category_label = ?", settings, parameters=[TEXTS[3]])
    assert found["n"].item() == 1


class Seen(HTMLParser):
    """The elements of a page, and attributes that run something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.running: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.running += [name for name, value in attrs if name.startswith("on") or "javascript:" in (value or "")]


def test_the_page_shows_them_and_runs_none(settings: Settings, tmp_path: Path) -> None:
    harmless = Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})
    warehouse.build(files(make_harmless=True), harmless)
    report.write(harmless)
    text = settings.report.read_text("utf-8")
    ours, plain = Seen(text), Seen(harmless.report.read_text("utf-8"))

    assert ours.running == plain.running == []
    for element in ("script", "img", "iframe", "link", "object", "a"):
        assert ours.elements.count(element) == plain.elements.count(element), element
    assert "&lt;script&gt;alert(1)" in text


def test_no_spreadsheet_runs_them(settings: Settings) -> None:
    for path in settings.exports_dir.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            cells = [cell for line in csv.reader(opened) for cell in line]
        assert [cell for cell in cells if cell[:1] in set("=+@\t\r\n")] == [], path.name
    for sheet in openpyxl.load_workbook(settings.exports_dir / "nupraat.xlsx"):
        formulas = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
        assert formulas == [], sheet.title


def test_no_terminal_obeys_them(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    summary.tell_success(settings, [], [ALL])
    said = "".join(capsys.readouterr())
    assert "\\x1b[2J" in said
    assert [character for character in said if not character.isprintable() and character != "\n"] == []


def test_dagsters_pages_show_them_and_load_nothing(settings: Settings) -> None:
    told = [shown.report(warehouse.news(settings)).value, shown.files(files())["files"].value]
    for markdown in told:
        assert "alert" in markdown
        assert "![" not in markdown.replace("\\!", "").replace("\\[", "")
        assert "<" not in markdown.replace("\\<", "")
        assert "http://" not in markdown
