"""Whether a reading of a synthetic answer is right, a refusal that says why, or wrong.

Here: comparing figures with what was typeset, and counting refusals. Not here: drawing answers (`strategies`).
A reading is wrong when a figure is silently missing, differs in anything that matters, or was never printed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from nupraat_pipeline.reading.records import AnswerReading, Box, Doubt, Figure, RejectedError, Rejection

from .manuscript import ALTERNATIVE, Expected
from .setting import Typeset

Outcome = Literal["right", "refused", "rejected", "wrong"]
# Doubts that say that something printed was not understood.
REFUSALS = {"unaccounted_number", "unrecognised_table", "value_in_range"}
FLAG = re.compile(r"(?<=\d)(\*+|\(\d\))$")
TOUCH_PT = 2.0  # boxes of the same ink differ by what a producer counts as a glyph's height
OF_TABLE = re.compile(r"\b[Tt]able (\d+) on page\b")
OF_CELLS = re.compile(r"\b(\d+) cells? (?:was|were) not understood")


@dataclass(slots=True)
class Verdict:
    """What is wrong with a reading, in words; `spurious` are doubts about an answer that was read right."""

    wrong: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        """One word for the whole reading."""
        if self.wrong:
            return "wrong"
        return "rejected" if self.rejected else "refused" if self.refused else "right"


def judge(setting: Typeset, reading: AnswerReading | Rejection | RejectedError) -> Verdict:
    """Compare a reading with the answer as it was typeset."""
    if isinstance(reading, Rejection | RejectedError):
        return Verdict(rejected=[f"{reading.reason}: {reading.message}"])
    verdict = Verdict()
    doubts = _Doubts(reading)
    unread = _unread(setting, reading.figures, verdict)
    refused: set[str] = set()
    # Empty cells last: nothing is printed there that a doubt could name, so the doubt about their table covers them.
    for expected, place in sorted(unread, key=lambda each: not each[0].printed_text):
        covering = doubts.about(expected.printed_text, place)
        if covering:
            refused.add(expected.indicator)
            verdict.refused.append(f"{_described(expected, place)}: {covering.rule}: {covering.message}")
        elif not expected.optional and (expected.printed_text or expected.indicator not in refused):
            verdict.wrong.append(f"missing {_described(expected, place)}")
    strays = [(mark.text, place) for mark, place in setting.placed() if not mark.figures]
    for text, place in strays:
        if not doubts.about(text, place):
            verdict.wrong.append(f"the number {text} means nothing known, and nothing says so")
    if not unread and not strays:
        verdict.spurious += [f"{doubt.rule}: {doubt.message}" for doubt in doubts.all]
    return verdict


class _Doubts:
    """What a reading says that it did not understand, and which printed text each of its doubts is about.

    A doubt about so many cells of a table is about so many figures of that table and no more: one refused row must
    not excuse another that was lost.
    """

    def __init__(self, reading: AnswerReading) -> None:
        self.reading = reading
        self.all = [doubt for doubt in reading.doubts if doubt.rule in REFUSALS]
        self.left = {id(doubt): _cells_of(doubt) for doubt in self.all}

    def about(self, text: str, place: Box | None) -> Doubt | None:
        """The doubt that is about a text printed there; None without one."""
        for doubt in self.all:
            if self._names(doubt, text, place) or self._is_of_its_table(doubt, text, place):
                return doubt
        return None

    @staticmethod
    def _names(doubt: Doubt, text: str, place: Box | None) -> bool:
        if doubt.page is not None and place is not None and place.page - doubt.page not in {0, 1}:
            return False  # a text may begin on the page before
        words = [re.escape(unicodedata.normalize("NFKC", word)) for word in text.split()]
        printed = r"\s*".join(words) if words else r"(?!)"
        about = doubt.message.partition("It stands in")[0]  # the whole sentence follows, with the figures beside it
        return bool(re.search(rf"(?<![\d.,]){printed}(?!\d)", unicodedata.normalize("NFKC", about)))

    def _is_of_its_table(self, doubt: Doubt, text: str, place: Box | None) -> bool:
        table = OF_TABLE.search(doubt.message)
        if table is None:
            return doubt.rule == "unrecognised_table" and (place is None or doubt.page == place.page)
        cells = (cell.box for cell in self.reading.cells if cell.table_number == int(table[1]))
        if place is not None and not any(_same_place(box, place) for box in cells):
            return False
        if not text.strip():
            return True
        self.left[id(doubt)] -= 1
        return self.left[id(doubt)] >= 0


def _cells_of(doubt: Doubt) -> float:
    """How many cells a doubt is about: as many as it says, else the whole table."""
    counted = OF_CELLS.search(doubt.message)
    return int(counted[1]) if counted else math.inf


def _unread(setting: Typeset, figures: Iterable[Figure], verdict: Verdict) -> list[tuple[Expected, Box | None]]:
    """The expected figures that were not read; figures that were never printed go to the verdict."""
    left = list(figures)
    unread = []
    for mark, place in setting.placed():
        for expected in mark.figures:
            match = next((figure for figure in left if not differences(figure, expected, place)), None)
            if match:
                left.remove(match)
            else:
                unread.append((expected, place))
    verdict.wrong += [f"unexpected {_shown(figure)}{_nearest(figure, unread)}" for figure in left]
    return unread


def differences(figure: Figure, expected: Expected, place: Box | None) -> list[str]:
    """The names of what differs between a figure and what was printed."""
    pairs = {
        "indicator": (figure.indicator, expected.indicator),
        "category": (figure.category or "", expected.category or ""),
        "role": (figure.role, expected.role),
        "unit": (figure.unit, expected.unit),
        "obs_status": (figure.obs_status, expected.obs_status),
        "missing_reason": (figure.missing_reason or "", expected.missing_reason or ""),
        "source": (figure.source, expected.source),
    }
    found = [name for name, (read, wanted) in pairs.items() if read not in wanted.split(ALTERNATIVE)]
    base = (figure.base_period.start, figure.base_period.end) if figure.base_period else (None, None)
    same = {
        "period": (figure.period.start, figure.period.end) == (expected.start, expected.end),
        "base_period": base == (expected.base_start, expected.base_end),
        "value": _same_number(figure.value, expected.value),
        "upper_bound": _same_number(figure.upper_bound, expected.upper_bound),
        "period_basis": (figure.period_basis == "printed") == (expected.period_basis == "printed"),
        "is_approximate": figure.is_approximate == expected.is_approximate,
        "printed_text": _same_text(figure.printed_text, expected.printed_text),
        "box": place is None or _same_place(figure.box, place),
    }
    return found + [name for name, alike in same.items() if not alike]


def _same_number(read: float | None, wanted: float | None) -> bool:
    if read is None or wanted is None:
        return read is wanted
    return abs(read - wanted) < 1e-9


def _same_text(read: str, wanted: str) -> bool:
    """Equal but for spaces; a flag beside a number ('245*', '245 (1)') may be left out."""
    whole = _spaceless(wanted)
    return _spaceless(read) in {whole, FLAG.sub("", whole)}


def _spaceless(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _same_place(read: Box, place: Box) -> bool:
    """Whether the box read holds the middle of where the figure was drawn, on the same page."""
    across, down = (place.x0 + place.x1) / 2, (place.top + place.bottom) / 2
    inside = read.x0 - TOUCH_PT <= across <= read.x1 + TOUCH_PT
    return read.page == place.page and inside and read.top - TOUCH_PT <= down <= read.bottom + TOUCH_PT


def _described(expected: Expected, place: Box | None) -> str:
    page = f"page {place.page}" if place else "no place"
    parts = (expected.indicator, expected.category, f"{expected.start}..{expected.end}", expected.role, expected.source)
    return f"{expected.printed_text!r} = {expected.value} ({' '.join(filter(None, parts))}, {page})"


def _shown(figure: Figure) -> str:
    period = f"{figure.period.start}..{figure.period.end}"
    parts = (figure.indicator, figure.category, period, figure.role, figure.source, figure.obs_status)
    return f"{figure.printed_text!r} = {figure.value} ({' '.join(filter(None, parts))}, page {figure.box.page})"


def _nearest(figure: Figure, unread: list[tuple[Expected, Box | None]]) -> str:
    """The unread figure that this one is most like, and what differs."""
    candidates = [(differences(figure, expected, place), expected, place) for expected, place in unread]
    if not candidates:
        return ""
    names, expected, place = min(candidates, key=lambda candidate: len(candidate[0]))
    return f"; nearest is {_described(expected, place)}, differing in {', '.join(names)}"


class Tally:
    """Counts outcomes by each trait of the layouts, to see where refusals come from."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[Outcome]] = {}

    def add(self, traits: Iterable[str], outcome: Outcome) -> None:
        """Count one reading."""
        for trait in ("all", *traits):
            self.counts.setdefault(trait, Counter())[outcome] += 1

    def lines(self) -> list[str]:
        """A line for each trait: readings, share right, refused, rejected and wrong."""
        found = []
        for trait, counts in sorted(self.counts.items()):
            total = counts.total()
            shares = (f"{name} {100 * counts[name] / total:.1f}%" for name in ("right", "refused", "rejected", "wrong"))
            found.append(f"{trait:28} {total:6}  {'  '.join(shares)}")
        return found
