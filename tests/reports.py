"""Published warehouses with a report for tests: the real answer, and invented ones that want to be more than text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from files import put_real_answer
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from nupraat_pipeline import report, warehouse
from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.reading.records import FileReading
from nupraat_pipeline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = "<img src=x onerror=document.title='taken'>"
COMMENT = "</script><!--"
FORMULA = "=cmd()"
TITLE = f"Nupraatikerover {SCRIPT} {COMMENT}"
LONG = "Zeerlangewoord" * 6


def settings_in(directory: Path) -> Settings:
    return Settings.load(directory / "raw", directory / "warehouse", environment={})


def published(settings: Settings, paths: Sequence[Path]) -> Settings:
    """Read the files, publish them and write the report."""
    readings = [FileReading(path.name, read_answer(path)) for path in paths]
    warehouse.build(readings, settings)
    report.write(settings)
    return settings


def of_the_real_answer(directory: Path) -> Settings:
    settings = settings_in(directory)
    return published(settings, [put_real_answer(settings.raw_dir)])


def hostile_answer(path: Path) -> Path:
    """An invented answer, drawn by hand, whose labels want to be markup, formulas and very long words."""
    canvas = Canvas(str(path), pagesize=A4)
    lines = [
        "Vlaams Parlement: een verzonnen antwoord voor een test",
        "SCHRIFTELIJKE VRAAG",
        f"nr. 77 van ANNA {IMAGE}",
        "datum: 1 februari 2024",
        "aan DE MINISTER VAN PROEVEN",
        TITLE,
        "",
        "ANTWOORD",
        "op vraag nr. 77 van 1 februari 2024",
        f"van ANNA {IMAGE}",
        "",
        "1. In 2023 werden 1187 gesprekken gevoerd met Nupraatikerover.be.",
        "2. De tabel geeft het aantal doorverwijzingen per hulplijn in 2023:",
    ]
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if line == TITLE else "Helvetica", 9)
        canvas.drawString(60, 780 - 16 * number, line)
    rows = [
        ("Doorverwijzende hulplijn", "Aantal"),
        ("1712", "40"),
        ("Awel", "35"),
        (SCRIPT, "31"),
        (FORMULA, "22"),
        (IMAGE, "10"),
        (LONG, "7"),
    ]
    top = 780 - 16 * len(lines) - 10
    for number, (label, value) in enumerate(rows):
        upper = top - 18 * number
        canvas.drawString(64, upper - 13, label)
        canvas.drawString(524, upper - 13, value)
        canvas.rect(60, upper - 18, 460, 18)
        canvas.rect(520, upper - 18, 40, 18)
    canvas.save()
    return path


class Page(HTMLParser):
    """A report taken apart: its elements, its texts, and its tables in one language."""

    def __init__(self, path: Path, language: str = "nl") -> None:
        super().__init__()
        self.source = path.read_text("utf-8")
        self.language = language
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.buttons: list[dict[str, str | None]] = []
        self._languages: list[str | None] = []
        self._in_cell = self._in_button = False
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag == "span":
            self._languages.append(attributes.get("lang"))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th", "caption"}:
            if tag == "caption":
                self.tables[-1].append([])
            self.tables[-1][-1].append("")
            self._in_cell = True
        elif tag == "button" and "data-s" in attributes:
            self.buttons.append({**attributes, "text": ""})
            self._in_button = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._languages.pop()
        elif tag in {"td", "th", "caption"}:
            self._in_cell = False
        elif tag == "button":
            self._in_button = False

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if any(language not in {None, self.language} for language in self._languages):
            return
        if self._in_cell:
            self.tables[-1][-1][-1] += data
        if self._in_button:
            self.buttons[-1]["text"] = (self.buttons[-1]["text"] or "") + data

    def table(self, caption: str) -> list[list[str]]:
        """The rows of the table with this caption, as shown, its headings first."""
        (found,) = [table[1:] for table in self.tables if table[0][0].strip() == caption]
        return [[" ".join(cell.split()) for cell in row] for row in found]

    def data(self, name: str) -> Any:
        """The JSON of one of the page's data elements."""
        found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', self.source, re.DOTALL)
        assert found
        return json.loads(found[1])

    def source_of(self, about: str) -> dict[str, Any]:
        """The source that is about something, by its Dutch name: 'Gevoerde gesprekken, 2022'."""
        (found,) = [one for one in self.data("data")["sources"] if one["about"]["nl"] == about]
        return found
