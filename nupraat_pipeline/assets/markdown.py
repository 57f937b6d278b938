"""Rows, lists and small charts as markdown, in which nothing that is printed in a PDF acts as a mark.

Here: text for Dagster's pages. Not here: which texts those are (`shown`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What markdown takes for marks, GitHub's tables, entities and bare addresses included; underscores mark only at the
# edge of a word.
_MARKS = re.compile(r"[\\`*\[\]<>#|~&!]|(?<!\w)_|_(?!\w)|(?<=[A-Za-z])://|(?<=www)\.|@")

# A look at a text; all of it is in the published file.
_LONGEST_TEXT = 160

_BAR_WIDTH = 40


def escaped(text: str) -> str:
    """The text on one line, cut off where it is too long to look at, with every mark written out."""
    line = " ".join(text.split())
    shortened = line if len(line) <= _LONGEST_TEXT else f"{line[:_LONGEST_TEXT]}…"
    return _MARKS.sub(lambda found: "".join(f"\\{mark}" for mark in found[0]), shortened)


def table(frame: pd.DataFrame) -> str:
    """Rows as a table, whatever is printed in them; empty where there is no value."""
    texts = frame.astype(object).map(_text)
    return str(texts.to_markdown(index=False, disable_numparse=True))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    if isinstance(value, float):
        return f"{value:.10g}"
    return escaped(str(value))


def listed(title: str, items: Iterable[tuple[str, str]]) -> str:
    """A heading with a list under it: what each item is about, and what is said of it."""
    lines = [f"- {escaped(about)}{': ' if text else ''}{escaped(text)}" for about, text in items]
    return "\n".join([f"**{escaped(title)}**", "", *lines])


def bars(title: str, entries: Sequence[tuple[str, float | None]]) -> str:
    """A bar for each value, drawn with letters, the longest for the largest; a dash where no value is known."""
    largest = max((value for _, value in entries if value is not None), default=0.0)
    labels = [" ".join(label.replace("`", "'").split()) for label, _ in entries]
    width = max(map(len, labels), default=0)
    lines = [
        f"{label:>{width}}  {_bar(value, largest)}".rstrip() for label, (_, value) in zip(labels, entries, strict=True)
    ]
    return "\n".join([f"**{escaped(title)}**", "", "```", *lines, "```"])


def _bar(value: float | None, largest: float) -> str:
    if value is None:
        return "–"
    length = max(round(_BAR_WIDTH * value / largest), 1) if value > 0 else 0
    return f"{'█' * length} {value:.4g}".lstrip()
