"""The producer that prints a web page: Chromium, headless. Absent, its layouts cannot be typeset.

Here: the manuscript as HTML, and the printing. Not here: what stands in it (`compose`).
"""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import assert_never

from .layout import Layout
from .linked import Numbering, places
from .manuscript import Beside, Block, Bullets, Cell, Manuscript, Mark, PageBreak, Paragraph, Table, Text
from .setting import Typeset
from .words import DISCLAIMER

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PRINTING_TIMEOUT_S = 60
FONTS = {"sans": "sans-serif", "serif": "serif", "mono": "monospace", "vera": "sans-serif"}
ALIGN = {"left": "left", "right": "right", "centre": "center"}
VALUE_LINE = {"first": "top", "last": "bottom", "centre": "middle"}
PAGE_NUMBERS = {
    "none": '""',
    "plain": "counter(page)",
    "dashes": '"- " counter(page) " -"',
    "pagina": '"Pagina " counter(page) " van " counter(pages)',
}
RULES = {
    "grid": "td, th { border: 0.5pt solid black; }",
    "filled": "td, th { border: 0.5pt solid black; }",
    "horizontal": "td, th { border-top: 0.5pt solid black; border-bottom: 0.5pt solid black; }",
    "booktabs": "table { border-top: 1pt solid black; border-bottom: 1pt solid black; }"
    "thead { border-bottom: 0.5pt solid black; }",
    "bands": "tr:nth-child(odd) { background: #ddd; }",
    "none": "",
}
WIDE_TABLE = 8  # columns from which the type shrinks, as an author would do


def browser() -> str | None:
    """The path of a Chromium on this machine, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def typeset(manuscript: Manuscript, layout: Layout) -> Typeset:
    """Let the browser print the manuscript; RuntimeError when there is none."""
    numbering = Numbering(manuscript)
    linked = _printed(_page(manuscript, layout, numbering))
    plain = _printed(_page(manuscript, layout, None))
    return Typeset(plain, manuscript, places(linked, len(numbering)))


def _printed(page: str) -> bytes:
    path = browser()
    if path is None:
        raise RuntimeError("no Chromium on this machine: install one (apt-get install chromium) to print web pages")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "answer.html", Path(folder) / "answer.pdf"
        source.write_text(page, encoding="utf-8")
        command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=PRINTING_TIMEOUT_S)
        return target.read_bytes()


def _page(manuscript: Manuscript, layout: Layout, numbering: Numbering | None) -> str:
    source = _Source(layout, numbering)
    body = "\n".join(source.block(block) for block in manuscript.blocks)
    return f"""<!DOCTYPE html>
<html lang="nl"><meta charset="utf-8"><title>Verzonnen testdocument</title><style>{_style(layout, manuscript.running)}
</style><body>{body}</body></html>"""


def _style(look: Layout, running: str) -> str:
    return f"""
@page {{ size: 595pt {look.page_height}pt; margin: 62pt;
  @top-left {{ content: "{running}"; }}
  @bottom-left {{ content: "{DISCLAIMER}"; font-size: 6.5pt; }}
  @bottom-right {{ content: {PAGE_NUMBERS[look.page_numbers]}; }} }}
body {{ font: {look.size}pt {FONTS[look.font]}; margin: 0; hyphens: {"manual" if look.hyphenate else "none"}; }}
p {{ margin: 0 0 1em 0; }} ul {{ list-style: none; margin: 0 0 1em 0; padding-left: 2em; }}
.note {{ font-size: 0.8em; }} .title, .caption {{ font-weight: bold; margin-bottom: 0.3em; }}
.break {{ break-after: page; }} .figure {{ white-space: nowrap; }} a {{ color: inherit; text-decoration: none; }}
table {{ border-collapse: collapse; margin-bottom: 1em; }} .wide {{ font-size: 0.65em; }}
td, th {{ padding: 0.2em 0.6em; text-align: left; vertical-align: top; break-inside: avoid; }}
td + td {{ text-align: {ALIGN[look.align]}; vertical-align: {VALUE_LINE[look.value_line]}; }}
tr > :first-child {{ text-align: {ALIGN[look.label_align]}; }} [colspan] {{ text-align: center; }}
td:first-child {{ max-width: {"11em" if look.narrow_labels else "40em"}; }}
thead {{ display: {"table-header-group" if look.repeat_header else "table-row-group"}; }}
.beside {{ display: flex; gap: 3em; align-items: flex-start; break-inside: avoid; }}
{RULES[look.rules]}"""


class _Source:
    """Writes HTML; with a numbering, every mark becomes a link."""

    def __init__(self, layout: Layout, numbering: Numbering | None) -> None:
        self.layout = layout
        self.numbering = numbering

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(text=text, kind=kind):
                return f'<p class="{kind}">{self._text(text)}</p>'
            case Bullets(items=items, sign=sign):
                listed = "".join(f"<li>{html.escape(sign)} {self._text(item)}</li>" for item in items)
                return f"<ul>{listed}</ul>"
            case Table():
                return self._table(block)
            case Beside(left=left, right=right):
                return f'<div class="beside">{self._table(left)}{self._table(right)}</div>'
            case PageBreak(foot=foot):
                return "".join(map(self.block, foot)) + '<div class="break"></div>'
            case _ as never:
                assert_never(never)

    def _text(self, text: Text) -> str:
        parts = []
        for run in text:
            if isinstance(run, Mark):
                shown = html.escape(run.text)
                if self.numbering:
                    shown = f'<a href="{self.numbering.link(run)}">{shown}</a>'
                parts.append(f'<span class="figure">{shown}</span>')
            else:
                parts.append(html.escape(run).replace("\n", "<br>"))
        return "".join(parts)

    def _table(self, table: Table) -> str:
        rows = ["".join(("<tr>", *map(self._cell, row), "</tr>")) for row in table.rows]
        head, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
        wide = ' class="wide"' if table.width >= WIDE_TABLE else ""
        return f"<table{wide}>{f'<thead>{head}</thead>' if head else ''}<tbody>{body}</tbody></table>"

    def _cell(self, cell: Cell) -> str:
        name = "th" if cell.bold else "td"
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        return f"<{name}{span}>{self._text(cell.text)}</{name}>"
