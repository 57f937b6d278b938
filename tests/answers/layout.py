"""How an answer is laid out: everything that may differ while the figures stay the same.

Here: one record of choices and what each means. Not here: who honours them (`compose`, `producers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Producer = Literal["reportlab", "typst", "browser", "office"]
Rules = Literal["grid", "filled", "horizontal", "booktabs", "bands", "none"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The looks of one answer.

    `rules`: lines on every side; the same as thin filled rectangles; under every row; booktabs; grey bands; nothing.
    `form`: figures in tables, bullet lists or sentences.
    `caption`: what announces a table stands above it, in its first row, or alone on the page before.
    `header`: years in one line; a corner label over two lines; a cell that spans the years above them.
    `months`: one row a month, or one column a month.
    `align` and `label_align`: where values, and labels beside them, stand in their columns.
    `value_line`: where a value stands beside a label that wraps.
    `turn`: quarter turns clockwise of the page's content, and then of the page by /Rotate.
    `page_height` in points; a low page makes tables break.
    `space`: what stands for a space in numbers and captions: plain, no-break or thin.
    """

    producer: Producer = "reportlab"
    rules: Rules = "grid"
    form: Literal["table", "bullets", "sentences"] = "table"
    caption: Literal["paragraph", "row", "page_before"] = "paragraph"
    header: Literal["one_line", "two_lines", "spanning"] = "one_line"
    months: Literal["down", "across"] = "down"
    side_by_side: bool = False
    value_line: Literal["first", "last", "centre"] = "first"
    narrow_labels: bool = False
    align: Literal["left", "right", "centre"] = "left"
    label_align: Literal["left", "right", "centre"] = "left"
    empty_row: bool = False
    repeat_header: bool = False
    page_height: int = 842
    running_header: bool = False
    page_numbers: Literal["none", "plain", "dashes", "pagina"] = "none"
    font: Literal["sans", "serif", "mono", "vera"] = "sans"
    size: float = 10.0
    space: str = " "
    ligatures: bool = False
    hyphenate: bool = False
    shuffled: bool = False
    turn: tuple[int, int] = (0, 0)
    tagged: bool = True

    def traits(self) -> list[str]:
        """The choices as words, to count refusals by: 'rules=booktabs', 'caption=row', ..."""
        return [f"{name}={getattr(self, name)!s}" for name in self.__slots__ if name != "size"]
