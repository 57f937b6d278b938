"""The count of what was left behind, put to the test: whatever is taken out of a reading, the count must miss it.

The count compares what is printed with what was read and knows nothing of how; so a reader that lost a cell, a row, a
sentence's figure or a date must see it named. Here every single one is taken out in turn.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import typeset
from answers.corpus import corpus

from nupraat_pipeline.reading import answer, coverage
from nupraat_pipeline.reading.coverage import Printed, unclaimed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.reading.records import AnswerReading, Box

REAL = Path(__file__).parents[2] / "raw" / "2022_sv363.pdf"
BULLETS = "early answer in bullets"
SENTENCES = "early answer in sentences"
MANY_PAGES = "tables over many low pages"
SOURCES = ("the answer of 2022", BULLETS, SENTENCES, MANY_PAGES)


@dataclass(frozen=True)
class Count:
    """A reading, and the two sides that its count compared."""

    reading: AnswerReading
    printed: tuple[Printed, ...]
    claims: tuple[Printed, ...]

    def without(self, *taken: Printed) -> list[Printed]:
        """What the count names when these claims are not made."""
        assert set(taken) <= set(self.claims), "only what was claimed can be taken out"
        return unclaimed(self.printed, [claim for claim in self.claims if claim not in taken])


@cache
def count_of(source: str) -> Count:
    """Read a source, listening in on the count."""
    if source == SOURCES[0]:
        return _listened(REAL)
    (example,) = (example for example in corpus() if example.name == source)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.pdf"
        path.write_bytes(typeset(example.spec, example.layout).pdf)
        return _listened(path)


def _listened(path: Path) -> Count:
    heard: list[tuple[tuple[Printed, ...], tuple[Printed, ...]]] = []

    def listening(printed: Iterable[Printed], claims: Sequence[Printed]) -> list[Printed]:
        heard.append((tuple(printed), tuple(claims)))
        return unclaimed(*heard[-1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coverage, "unclaimed", listening)
        reading = answer.read_answer(path)
    ((printed, claims),) = heard
    return Count(reading, printed, claims)


def has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def digits(texts: Iterable[str]) -> str:
    return "".join(char for text in texts for char in text if char.isdigit())


def inside(words: Iterable[Printed], box: Box) -> list[str]:
    """The texts of those words whose middle lies in a box."""
    return [
        word.text
        for word in words
        if word.box.page == box.page
        and box.x0 <= (word.box.x0 + word.box.x1) / 2 <= box.x1
        and box.top <= (word.box.top + word.box.bottom) / 2 <= box.bottom
    ]


@pytest.mark.parametrize("source", SOURCES)
def test_a_whole_reading_leaves_nothing(source: str) -> None:
    assert count_of(source).without() == []


@pytest.mark.parametrize("source", SOURCES)
def test_every_number_of_a_cell_is_missed_without_it(source: str) -> None:
    count = count_of(source)
    for cell in count.reading.cells:
        if has_digits(cell.text):
            named = count.without(Printed(cell.text, cell.box))
            assert digits(inside(named, cell.box)) == digits([cell.text]), f"{cell} was taken out and not missed"


@pytest.mark.parametrize("source", SOURCES)
def test_every_row_is_missed_without_it(source: str) -> None:
    count = count_of(source)
    cells = [cell for cell in count.reading.cells if has_digits(cell.text)]
    for row in {(cell.table_number, cell.row_number) for cell in cells}:
        lost = [cell for cell in cells if (cell.table_number, cell.row_number) == row]
        named = count.without(*(Printed(cell.text, cell.box) for cell in lost))
        assert len(named) >= len(lost), f"table {row[0]}, row {row[1]} was taken out and not missed"


@pytest.mark.parametrize("source", SOURCES)
def test_every_figure_in_prose_is_missed_without_it(source: str) -> None:
    count = count_of(source)
    for statement in count.reading.statements:
        if has_digits(statement.printed_text):
            named = count.without(Printed(statement.printed_text, statement.box))
            found = digits(inside(named, statement.box))
            assert digits([statement.printed_text]) in found, f"{statement} was taken out and not missed"


@pytest.mark.parametrize("source", SOURCES)
def test_every_name_that_holds_a_number_is_missed_without_it(source: str) -> None:
    """Years, dates, item numbers, helplines, ages, page numbers: what is claimed but counts nothing."""
    count = count_of(source)
    read = {Printed(cell.text, cell.box) for cell in count.reading.cells}
    read |= {Printed(statement.printed_text, statement.box) for statement in count.reading.statements}
    names = [claim for claim in dict.fromkeys(count.claims) if claim not in read and has_digits(claim.text)]
    names = [name for name in names if inside(count.printed, name.box)]  # a running line above the answer is not in it
    assert names
    for name in names:
        assert inside(count.without(name), name.box), f"{name} was taken out and not missed"


def test_a_number_read_with_another_value_is_missed() -> None:
    count = count_of(SOURCES[0])
    cell = next(cell for cell in count.reading.cells if cell.text == "1074")
    claims = [Printed("1047", claim.box) if claim == Printed(cell.text, cell.box) else claim for claim in count.claims]
    assert [word.text for word in unclaimed(count.printed, claims)] == ["1074"]


def test_a_cell_read_on_another_page_is_missed() -> None:
    count = count_of(SOURCES[0])
    cell = next(cell for cell in count.reading.cells if cell.text == "1074")
    assert [word.text for word in count.without(Printed(cell.text, cell.box))] == ["1074"]
