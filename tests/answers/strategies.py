"""Layouts and answers drawn at random, content and looks together: by a seed, or by hypothesis.

Hypothesis makes many of its examples by changing a few choices of an earlier one, which is how it finds edges; of a
hundred answers that take a tenth of a second each, most are then alike. `drawn(seed)` draws each answer anew: more
variety a second, and a failure is told by its number. `answers()` leaves the same choices to hypothesis, which shrinks
a failure to the plainest answer.

Here: which looks go together. Not here: what an answer says (`author`), hand-made answers (`corpus`).
"""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from .author import write
from .layout import Layout
from .pen import often, seldom
from .spec import AnswerSpec

NO_BREAK_SPACE, THIN_SPACE = "\u00a0", "\u2009"
TURNS = [(0, 0)] * 6 + [(0, 1), (1, 0), (3, 1), (1, 3), (2, 2), (0, 2), (3, 0)]
QUICK = ("reportlab", "typst")


def drawn(seed: int, producers: tuple[str, ...] = QUICK) -> tuple[Layout, AnswerSpec]:
    """The answer of that number, in its layout; independent of all others."""
    return _both(random.Random(seed), producers)  # noqa: S311 - variety, not secrecy


def answers(producers: tuple[str, ...] = QUICK) -> st.SearchStrategy[tuple[Layout, AnswerSpec]]:
    """The same draws in the hands of hypothesis."""
    return st.randoms(use_true_random=False).map(lambda chance: _both(chance, producers))


def _both(chance: random.Random, producers: tuple[str, ...]) -> tuple[Layout, AnswerSpec]:
    layout = draw_layout(chance, producers)
    return layout, write(chance, layout)


def draw_layout(chance: random.Random, producers: tuple[str, ...]) -> Layout:
    """A layout that its producer can draw."""
    pick: Any = chance.choice  # of strings that are one of a few literals
    producer = pick(producers)
    on_canvas = producer == "reportlab"
    font = pick(("sans", "serif", "mono", "vera"))
    return Layout(
        producer=producer,
        rules=pick(("grid", "horizontal", "booktabs", "bands", "none", *(("filled",) if on_canvas else ()))),
        form=pick((*["table"] * 5, "bullets", "sentences")),
        caption=pick(("paragraph", "row", "paragraph", "row", "page_before")),
        header=pick(("one_line", "two_lines", "spanning")),
        months=pick(("down", "down", "down", "across")),
        side_by_side=seldom(chance),
        value_line=pick(("first", "last", "centre")),
        narrow_labels=pick((False, True)),
        align=pick(("left", "right", "centre")),
        label_align=pick((*["left"] * 6, "centre", "right")),
        empty_row=seldom(chance),
        repeat_header=often(chance),
        page_height=pick((842, 842, 842, 600, 420)),
        running_header=seldom(chance),
        page_numbers=pick(("none", "plain", "dashes", "pagina")),
        font=font,
        size=pick((10.0, 9.0, 11.0, 12.0)),
        space=pick((" ", NO_BREAK_SPACE, " " if on_canvas else THIN_SPACE)),
        ligatures=on_canvas and font == "vera",
        hyphenate=seldom(chance),
        shuffled=on_canvas and seldom(chance),
        turn=pick(TURNS),
        tagged=pick((False, True)),
    )
