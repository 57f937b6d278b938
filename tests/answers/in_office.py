"""The producer that most answers come from: a word processor, here LibreOffice. Absent, its layouts cannot be typeset.

Here: the manuscript as a flat OpenDocument text, and its conversion. Not here: what stands in it (`compose`).
Columns have set widths, as a word processor gives them; tables beside each other stand in a table without borders.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import assert_never
from xml.sax.saxutils import escape, quoteattr

from .layout import Layout
from .linked import Numbering, places
from .manuscript import Beside, Block, Bullets, Cell, Manuscript, Mark, PageBreak, Paragraph, Table, Text, plain
from .setting import Typeset
from .words import DISCLAIMER

CONVERTING_TIMEOUT_S = 120
TEXT_WIDTH_PT = 471.0
FONTS = {"sans": "Liberation Sans", "serif": "Liberation Serif", "mono": "Liberation Mono", "vera": "DejaVu Sans"}
ALIGN = {"left": "start", "right": "end", "centre": "center"}
VALUE_LINE = {"first": "top", "last": "bottom", "centre": "middle"}
PAGE_NUMBER, PAGE_COUNT = '<text:page-number text:select-page="current"/>', "<text:page-count/>"
PAGE_NUMBERS = {
    "none": "",
    "plain": PAGE_NUMBER,
    "dashes": f"- {PAGE_NUMBER} -",
    "pagina": f"Pagina {PAGE_NUMBER} van {PAGE_COUNT}",
}
WIDE_TABLE = 8  # columns from which the type shrinks, as an author would do
WIDE_SIZE = 0.62  # of the text's size
LETTER_WIDTH = 0.6  # in sizes, of the widest font's letters
NAMESPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "style", "text", "table")
} | {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def office() -> str | None:
    """The path of a LibreOffice on this machine, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def typeset(manuscript: Manuscript, layout: Layout) -> Typeset:
    """Let the word processor set the manuscript; RuntimeError when there is none."""
    numbering = Numbering(manuscript)
    linked, plain = _converted([_Source(layout, each).document(manuscript) for each in (numbering, None)], layout)
    return Typeset(plain, manuscript, places(linked, len(numbering)))


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """A user profile of our own, kept as long as the process runs: making one takes seconds."""
    return tempfile.TemporaryDirectory()


def _converted(sources: list[str], layout: Layout) -> list[bytes]:
    path = office()
    if path is None:
        raise RuntimeError("no LibreOffice on this machine: install one (apt-get install libreoffice-writer-nogui)")
    wishes = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": str(layout.tagged).lower()}})
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"answer{index}.fodt" for index in range(len(sources))]
        for file, source in zip(files, sources, strict=True):
            file.write_text(source, encoding="utf-8")
        command = [path, f"-env:UserInstallation={Path(_profile().name).as_uri()}", "--headless"]
        command += ["--convert-to", f"pdf:writer_pdf_Export:{wishes}", "--outdir", folder, *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=CONVERTING_TIMEOUT_S)
        return [file.with_suffix(".pdf").read_bytes() for file in files]


class _Source:
    """Writes OpenDocument; with a numbering, every mark becomes a link. Styles are gathered on the way."""

    def __init__(self, layout: Layout, numbering: Numbering | None) -> None:
        self.layout = layout
        self.numbering = numbering
        self.styles: dict[str, str] = {}
        self.breaks = False
        self.n_tables = 0

    def document(self, manuscript: Manuscript) -> str:
        body = "".join(self._block(block) for block in manuscript.blocks)
        spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>{self._base()}</office:styles>
<office:automatic-styles>{self._page_layout()}{"".join(self.styles.values())}</office:automatic-styles>
<office:master-styles>{self._master(manuscript.running)}</office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""

    # Styles

    def _base(self) -> str:
        look = self.layout
        return f"""<style:default-style style:family="paragraph">
<style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/>
<style:text-properties style:font-name="{FONTS[look.font]}" fo:font-family="{FONTS[look.font]}"
 fo:font-size="{look.size}pt" fo:language="nl" fo:country="BE" fo:hyphenate="false"/></style:default-style>
<style:style style:name="Foot" style:family="paragraph"><style:paragraph-properties><style:tab-stops>
<style:tab-stop style:position="{TEXT_WIDTH_PT}pt" style:type="right"/></style:tab-stops></style:paragraph-properties>
<style:text-properties fo:font-size="7pt"/></style:style>
<text:list-style style:name="Signs"><text:list-level-style-bullet text:level="1" text:bullet-char="-">
<style:list-level-properties text:space-before="18pt" text:min-label-width="14pt"/>
</text:list-level-style-bullet></text:list-style>"""

    def _page_layout(self) -> str:
        return f"""<style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="595pt"
 fo:page-height="{self.layout.page_height}pt" fo:margin-top="31pt" fo:margin-bottom="31pt" fo:margin-left="62pt"
 fo:margin-right="62pt"/><style:header-style>
<style:header-footer-properties svg:height="31pt" fo:margin-bottom="20pt"/></style:header-style>
<style:footer-style><style:header-footer-properties svg:height="31pt" fo:margin-top="20pt"/></style:footer-style>
</style:page-layout>"""

    def _master(self, running: str) -> str:
        foot = f"{DISCLAIMER}<text:tab/>{PAGE_NUMBERS[self.layout.page_numbers]}"
        return f"""<style:master-page style:name="Standard" style:page-layout-name="Sheet">
<style:header><text:p>{escape(running)}</text:p></style:header>
<style:footer><text:p text:style-name="Foot">{foot}</text:p></style:footer></style:master-page>"""

    def _style(self, family: str, properties: str) -> str:
        """The name of an automatic style with these properties."""
        for name, source in self.styles.items():
            if source.endswith(f'style:family="{family}">{properties}</style:style>'):
                return name
        name = f"{family[:1].upper()}{len(self.styles) + 1}"
        self.styles[name] = f'<style:style style:name="{name}" style:family="{family}">{properties}</style:style>'
        return name

    def _paragraph_style(self, *, size: float = 1.0, bold: bool = False, align: str = "left", after: float = 0) -> str:
        broken = ' fo:break-before="page"' if self.breaks else ""
        self.breaks = False
        points = round(size * self.layout.size, 1)
        weight = "bold" if bold else "normal"
        return self._style(
            "paragraph",
            f'<style:paragraph-properties fo:text-align="{ALIGN[align]}" fo:margin-bottom="{after}pt"{broken}/>'
            f'<style:text-properties fo:font-size="{points}pt" fo:font-weight="{weight}"/>',
        )

    # Blocks

    def _block(self, block: Block) -> str:
        size = self.layout.size
        match block:
            case Paragraph(text=text, kind=kind):
                bold = kind in {"title", "caption"}
                name = self._paragraph_style(size=0.8 if kind == "note" else 1.0, bold=bold, after=size * 0.7)
                return f'<text:p text:style-name="{name}">{self._text(text)}</text:p>'
            case Bullets(items=items):
                name = self._paragraph_style()
                listed = "".join(
                    f'<text:list-item><text:p text:style-name="{name}">{self._text(item)}</text:p></text:list-item>'
                    for item in items
                )
                return f'<text:list text:style-name="Signs">{listed}</text:list><text:p/>'
            case Table():
                return self._table(block, TEXT_WIDTH_PT) + "<text:p/>"
            case Beside(left=left, right=right):
                return self._beside(left, right) + "<text:p/>"
            case PageBreak(foot=foot):
                before = "".join(map(self._block, foot))
                self.breaks = True
                return before
            case _ as never:
                assert_never(never)

    def _text(self, text: Text) -> str:
        parts = []
        for run in text:
            if isinstance(run, Mark):
                shown = escape(run.text.replace(" ", "\u00a0"))  # a figure is not broken over lines
                if self.numbering:
                    shown = (
                        f'<text:a xlink:type="simple" xlink:href={quoteattr(self.numbering.link(run))}>{shown}</text:a>'
                    )
                parts.append(shown)
            else:
                parts.append(escape(run).replace("\n", "<text:line-break/>"))
        return "".join(parts)

    # Tables

    def _table(self, table: Table, available: float) -> str:
        self.n_tables += 1
        widths = _widths(table, available, self.layout)
        rows = [self._row(table, index) for index in range(len(table.rows))]
        header = "".join(rows[: table.header_rows])
        if header and self.layout.repeat_header:
            header = f"<table:table-header-rows>{header}</table:table-header-rows>"
        columns = "".join(f'<table:table-column table:style-name="{self._column_style(width)}"/>' for width in widths)
        name = self._table_style(sum(widths))
        body = "".join(rows[table.header_rows :])
        opening = f'<table:table table:name="T{self.n_tables}" table:style-name="{name}">'
        return f"{opening}{columns}{header}{body}</table:table>"

    def _beside(self, left: Table, right: Table) -> str:
        half = TEXT_WIDTH_PT / 2
        name, column = self._table_style(TEXT_WIDTH_PT), self._column_style(half)
        frame = self._style("table-cell", '<style:table-cell-properties fo:border="none"/>')
        cells = "".join(
            f'<table:table-cell table:style-name="{frame}">{self._table(table, half - 20)}<text:p/></table:table-cell>'
            for table in (left, right)
        )
        columns = f'<table:table-column table:style-name="{column}"/>' * 2
        return (
            f'<table:table table:style-name="{name}">{columns}<table:table-row>{cells}</table:table-row></table:table>'
        )

    def _table_style(self, width: float) -> str:
        broken = ' fo:break-before="page"' if self.breaks else ""
        self.breaks = False
        return self._style("table", f'<style:table-properties style:width="{width:.1f}pt" table:align="left"{broken}/>')

    def _column_style(self, width: float) -> str:
        return self._style("table-column", f'<style:table-column-properties style:column-width="{width:.1f}pt"/>')

    def _row(self, table: Table, index: int) -> str:
        whole = self._style("table-row", '<style:table-row-properties fo:keep-together="always"/>')
        cells, column = [], 0
        size = WIDE_SIZE if table.width >= WIDE_TABLE else 1.0
        for cell in table.rows[index]:
            cells.append(self._cell(cell, table, (index, column), size))
            cells += ["<table:covered-table-cell/>"] * (cell.span - 1)
            column += cell.span
        return f'<table:table-row table:style-name="{whole}">{"".join(cells)}</table:table-row>'

    def _cell(self, cell: Cell, table: Table, place: tuple[int, int], size: float) -> str:
        look, (row, column) = self.layout, place
        align = "centre" if cell.span > 1 else look.align if column else look.label_align
        line = VALUE_LINE[look.value_line] if column else "top"
        edges = _edges(look, row, table)
        name = self._style(
            "table-cell",
            f'<style:table-cell-properties fo:padding="2pt" style:vertical-align="{line}" {edges}/>',
        )
        text = self._paragraph_style(size=size, bold=cell.bold, align=align)
        span = f' table:number-columns-spanned="{cell.span}"' if cell.span > 1 else ""
        return (
            f'<table:table-cell table:style-name="{name}"{span}><text:p text:style-name="{text}">'
            f"{self._text(cell.text)}</text:p></table:table-cell>"
        )


def _edges(look: Layout, row: int, table: Table) -> str:
    """The borders and the shade of a cell of that row."""
    thin, thick = "0.5pt solid #000000", "1pt solid #000000"
    if look.rules in {"grid", "filled"}:
        return f'fo:border="{thin}"'
    if look.rules == "horizontal":
        return f'fo:border-top="{thin}" fo:border-bottom="{thin}" fo:border-left="none" fo:border-right="none"'
    if look.rules == "booktabs":
        top = thick if row == 0 else "none"
        bottom = thick if row == len(table.rows) - 1 else thin if row == table.header_rows - 1 else "none"
        return f'fo:border-top="{top}" fo:border-bottom="{bottom}" fo:border-left="none" fo:border-right="none"'
    shade = ' fo:background-color="#dddddd"' if look.rules == "bands" and row % 2 == 0 else ""
    return f'fo:border="none"{shade}'


def _widths(table: Table, available: float, look: Layout) -> list[float]:
    """Column widths as an author drags them: room for labels and for their longest word, the rest alike."""
    n_values = table.width - 1
    if table.width >= WIDE_TABLE:
        last = available * 0.13  # a total is the longest word
        return [available * 0.1, *[(available * 0.9 - last) / (n_values - 1)] * (n_values - 1), last]
    words = [word for row in table.rows if row[0].span == 1 for word in plain(row[0].text).split()]
    longest = max(map(len, words), default=0) * LETTER_WIDTH * look.size
    label = max(min(available * 0.45, 120.0 if look.narrow_labels else 200.0), longest + 6)
    value = min((available - label) / max(n_values, 1), 105.0)
    return [label, *[value] * n_values]
