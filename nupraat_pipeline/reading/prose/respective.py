"""Numbers and labels that go together in order: 'in 2021 en 2022 respectievelijk 923 en 1074 gesprekken'.

Here: which label of a sentence goes with which of its numbers. Not here: what the number counts (`about`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.calendar import is_month, month_period
from nupraat_pipeline.reading.words.periods import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.words.clauses import Clause, Sentence, Token
    from nupraat_pipeline.reading.words.parts import Part

_RESPECTIVELY = re.compile(r"\b(?:respectievelijk|resp\.)")
# 'in 2021 en 2022: 923 en 1.074', and numbers that bring their years: '923 (2021), 1.074 (2022)'.
_COLON = re.compile(r":\s*(?=\d)")
_OWN_YEAR = re.compile(rf"\d\s*\((?:in\s+)?{YEAR}\)")
# What may stand between labels of one row ('in 2021, in 2022 en in 2023'), and between numbers of one.
_BETWEEN_LABELS = re.compile(r"\s*(?:,|\ben\b|\bof\b|&)\s*(?:(?:en|in|de|het|bij|voor|via|door|op)\s+)*")
_BETWEEN_NUMBERS = re.compile(r"(?:\s+\w+)?\s*(?:,|\ben\b)\s*(?:(?:en|op|naar|met|\w+en)\s+)*")


class Pairing(Struct, frozen=True):
    """What goes with one number: a period, a part of a year or categories; none of them when the order is unclear.

    `start` and `end` enclose the stretch of the sentence in which its numbers stand: they count the same.
    """

    start: int
    end: int
    period: Period | None = None
    part: Part | None = None
    tokens: tuple[Token, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether anything goes with the number."""
        return bool(self.period or self.part or self.tokens)


class _Label(Struct, frozen=True):
    start: int
    end: int
    kind: str
    period: Period | None = None
    part: Part | None = None
    tokens: tuple[Token, ...] = ()


def pairings(sentence: Sentence) -> dict[int, Pairing]:
    """Return, by the place of a number in its sentence, what goes with it where order tells; {} in most sentences."""
    found: dict[int, Pairing] = {}
    marks = [(match.start(), match.end()) for match in _RESPECTIVELY.finditer(sentence.plain)]
    marks = marks or [(match.start(), match.end()) for match in _COLON.finditer(sentence.plain)]
    if not marks or _OWN_YEAR.search(sentence.plain):
        return found
    is_said = _RESPECTIVELY.search(sentence.plain) is not None
    rows = [row for kind in ("time", "category") for row in _rows_of_labels(sentence, kind)]
    for begin, stop in marks:
        numbers, labels_follow = _numbers_at(sentence, begin, stop)
        if not numbers or not (is_said or _is_row_of_its_own(sentence, rows, numbers, begin, stop)):
            continue
        near = [row for row in rows if (row[0].start > begin) == labels_follow and len(row) == len(numbers)]
        fitting = [row for row in near if _is_nearest(row, near, labels_follow=labels_follow)]
        start, end = numbers[0].start, numbers[-1].end
        labels = fitting[0] if len(fitting) == 1 and len(numbers) > 1 else None
        for index, clause in enumerate(numbers):
            if labels is None:
                found[clause.span[0]] = Pairing(start, end)
            else:
                label = labels[index]
                found[clause.span[0]] = Pairing(start, end, label.period, label.part, label.tokens)
    return found


def _is_row_of_its_own(
    sentence: Sentence, rows: Sequence[Sequence[_Label]], numbers: Sequence[Clause], begin: int, stop: int
) -> bool:
    """Whether a colon stands right between a row of labels and one of as many numbers, which ends the sentence."""
    is_all = numbers[0].span[0] == stop and not re.search(r"\w", sentence.plain[numbers[-1].span[1] :])
    return is_all and len(numbers) > 1 and any(len(row) == len(numbers) and row[-1].end == begin for row in rows)


def _is_nearest(row: Sequence[_Label], rows: Sequence[Sequence[_Label]], *, labels_follow: bool) -> bool:
    """Whether no other row of the same kind of labels stands nearer to the word."""
    same = [each for each in rows if each[0].kind == row[0].kind]
    return row is (min if labels_follow else max)(same, key=lambda each: each[0].start)


def _numbers_at(sentence: Sentence, start: int, end: int) -> tuple[list[Clause], bool]:
    """Return the row of numbers that the word at a place speaks of, and whether their labels stand behind it."""
    clauses = sentence.clauses
    behind = [clause for clause in clauses if clause.span[0] >= end]
    labels = [label.start for kind in ("time", "category") for label in _labels(sentence, kind) if label.start >= end]
    if behind and not (labels and min(labels) < behind[0].span[0]):
        return _first_row(behind, sentence), False
    ahead = [clause for clause in clauses if clause.span[1] <= start]
    return _first_row(ahead[::-1], sentence)[::-1], True


def _first_row(clauses: Sequence[Clause], sentence: Sentence) -> list[Clause]:
    """Return the first clauses whose numbers follow each other with next to nothing between them."""
    row = list(clauses[:1])
    for one, other in pairwise(clauses):
        left, right = sorted((one.span, other.span))
        if not _BETWEEN_NUMBERS.fullmatch(sentence.plain[left[1] : right[0]]):
            break
        row.append(other)
    return row


def _rows_of_labels(sentence: Sentence, kind: str) -> Iterator[list[_Label]]:
    """Yield the rows of labels of one kind with only commas and 'en' between them."""
    row: list[_Label] = []
    for label in _labels(sentence, kind):
        if row and not _BETWEEN_LABELS.fullmatch(sentence.plain[row[-1].end : label.start]):
            yield _with_year(row)
            row = []
        row.append(label)
    if row:
        yield _with_year(row)


def _labels(sentence: Sentence, kind: str) -> list[_Label]:
    if kind == "time":
        own = [each for each in sentence.identities if each.period and not each.is_base]
        labels = [_Label(each.start, each.end, kind, period=each.period) for each in own]
        labels += [_Label(each.start, each.end, kind, part=each.part) for each in sentence.tokens if each.part]
    else:
        labels = [_Label(start, end, kind, tokens=tokens) for (start, end), tokens in _by_place(sentence.tokens)]
    return sorted(labels, key=lambda label: label.start)


def _by_place(tokens: Iterable[Token]) -> Iterator[tuple[tuple[int, int], tuple[Token, ...]]]:
    """Yield the categories by their place; 'onbekend' is one of several breakdowns."""
    places: dict[tuple[int, int], list[Token]] = {}
    for token in tokens:
        if token.dimension:
            places.setdefault((token.start, token.end), []).append(token)
    yield from ((place, tuple(same)) for place, same in places.items())


def _with_year(row: list[_Label]) -> list[_Label]:
    """Give months before 'augustus 2023' its year: 'juli en augustus 2023'."""
    last = row[-1].period
    if last is None or not is_month(last):
        return row
    return [
        _Label(each.start, each.end, each.kind, period=month_period(last.start.year, each.part[0]))
        if each.part and each.part[0] == each.part[1]
        else each
        for each in row
    ]
