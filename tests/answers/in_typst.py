"""The producer typst: a modern typesetter whose PDFs are tagged, hyphenated and ligatured by itself.

Here: the manuscript as typst source. Not here: what stands in it (`compose`).
"""

from __future__ import annotations

import json
from functools import cache
from typing import assert_never

import typst

from .layout import Layout
from .linked import Numbering, places
from .manuscript import Beside, Block, Bullets, Cell, Manuscript, Mark, PageBreak, Paragraph, Table, Text
from .setting import Typeset
from .words import DISCLAIMER

# Typst's own fonts, so that every machine typesets alike.
FONTS = {
    "sans": "New Computer Modern",
    "serif": "Libertinus Serif",
    "mono": "DejaVu Sans Mono",
    "vera": "New Computer Modern",
}
ALIGN = {"left": "left", "right": "right", "centre": "center"}
VALUE_LINE = {"first": "top", "last": "bottom", "centre": "horizon"}
WIDE_TABLE = 8  # columns from which the type shrinks, as an author would do
PAGE_NUMBERS = {
    "none": "",
    "plain": "#context counter(page).display()",
    "dashes": "\\- #context counter(page).display() \\-",
    "pagina": "#context [Pagina #counter(page).display() van #counter(page).final().first()]",
}
STROKES = {
    "grid": "0.5pt",
    "filled": "0.5pt",
    "horizontal": "(x, y) => (top: 0.5pt, bottom: 0.5pt)",
    "booktabs": "none",
    "bands": "none",
    "none": "none",
}


@cache
def _own_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def typeset(manuscript: Manuscript, layout: Layout) -> Typeset:
    """Let typst draw the manuscript."""
    numbering = Numbering(manuscript)
    linked = _compiled(_Source(layout, numbering).document(manuscript), layout)
    plain = _compiled(_Source(layout, None).document(manuscript), layout)
    return Typeset(plain, manuscript, places(linked, len(numbering)))


def _compiled(source: str, layout: Layout) -> bytes:
    pdf: bytes = typst.compile(
        source.encode(), font_paths=_own_fonts(), format="pdf", timestamp=0, pdf_tags=layout.tagged
    )
    return pdf


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class _Source:
    """Writes typst source; with a numbering, every mark becomes a link."""

    def __init__(self, layout: Layout, numbering: Numbering | None) -> None:
        self.layout = layout
        self.numbering = numbering

    def document(self, manuscript: Manuscript) -> str:
        return "\n".join([self._preamble(manuscript.running), *map(self._block, manuscript.blocks)])

    def _preamble(self, running: str) -> str:
        look = self.layout
        footer = f"#text(6.5pt)[{DISCLAIMER}] #h(1fr) {PAGE_NUMBERS[look.page_numbers]}"
        return f"""
#set document(title: "Verzonnen testdocument", date: none)
#set page(width: 595pt, height: {look.page_height}pt, margin: 62pt, header: [{running}], footer: [{footer}])
#set text(font: {_quoted(FONTS[look.font])}, size: {look.size}pt, lang: "nl", hyphenate: {str(look.hyphenate).lower()})
#set par(spacing: 1.1em, leading: 0.6em)
#set table(inset: 0.42em)
"""

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(text=text, kind=kind):
                size = "0.8em" if kind == "note" else "1em"
                weight = "bold" if kind in {"title", "caption"} else "regular"
                return f'#par(text({size}, weight: "{weight}")[{self._text(text)}])'
            case Bullets(items=items, sign=sign):
                listed = ", ".join(f"[{self._text(item)}]" for item in items)
                return f"#list(marker: [{self._text((sign,))}], {listed})"
            case Table():
                return f"#block[{self._table(block)}]"
            case Beside(left=left, right=right):
                return f"#grid(columns: (1fr, 1fr), gutter: 2em, [{self._table(left)}], [{self._table(right)}])"
            case PageBreak(foot=foot):
                at_foot = ["#v(1fr)", *map(self._block, foot)] if foot else []
                return "\n".join([*at_foot, "#pagebreak(weak: true)"])
            case _ as never:
                assert_never(never)

    def _text(self, text: Text) -> str:
        parts = []
        for run in text:
            if isinstance(run, Mark):
                shown = f"box({_quoted(run.text)})"
                parts.append(f"#link({_quoted(self.numbering.link(run))}, {shown})" if self.numbering else f"#{shown}")
            else:
                parts.append("\\ ".join(f"#{_quoted(line)}" if line else "" for line in run.split("\n")))
        return "".join(parts)

    def _table(self, table: Table) -> str:
        look = self.layout
        header, body = table.rows[: table.header_rows], table.rows[table.header_rows :]
        columns = ", ".join(["12em" if look.narrow_labels else "auto", *["auto"] * (table.width - 1)])
        value_align = f"{ALIGN[look.align]} + {VALUE_LINE[look.value_line]}"
        settings = [
            f"columns: ({columns})",
            f"align: (x, y) => if x == 0 {{ {ALIGN[look.label_align]} + top }} else {{ {value_align} }}",
            f"stroke: {STROKES[look.rules]}",
        ]
        if look.rules == "bands":
            settings.append("fill: (x, y) => if calc.even(y) { luma(225) }")
        rules = look.rules == "booktabs"
        lines = [*settings, *(["table.hline(stroke: 1pt)"] if rules else [])]
        if header:
            cells = ", ".join(self._cell(cell) for row in header for cell in row)
            lines.append(f"table.header(repeat: {str(look.repeat_header).lower()}, {cells})")
            lines += ["table.hline(stroke: 0.5pt)"] if rules else []
        lines += [self._cell(cell) for row in body for cell in row]
        lines += ["table.hline(stroke: 1pt)"] if rules else []
        size = "#set text(size: 0.65em)\n" if table.width >= WIDE_TABLE else ""
        return f"{size}#table({', '.join(lines)})"

    def _cell(self, cell: Cell) -> str:
        text = f"[{self._text(cell.text)}]"
        if cell.bold:
            text = f"strong{text}"
        return f"table.cell(colspan: {cell.span}, {text})"
