"""The words and rules of one page, read in one pass over its characters.

Here: plain records of what is drawn, upright whatever the page's rotation. Not here: what belongs together
(`grids`, `answer`) or what it means (`values`, `recognition`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, in the frame in which the page's text reads upright."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
