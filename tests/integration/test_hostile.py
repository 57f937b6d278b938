"""Hostile PDFs among answers: each costs itself, in words, and its neighbours are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from files import put_invented_answer
from hostile import MB, put_hostile_files

from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.reading.records import AnswerReading, Rejection
from nupraat_pipeline.settings import Limits

LIMITS = Limits(seconds=10, memory_bytes=600 * MB, unpacked_bytes=20 * MB)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, AnswerReading | Rejection], dict[str, str]]:
    directory: Path = tmp_path_factory.mktemp("hostile")
    reasons = put_hostile_files(directory)
    put_invented_answer(directory, "a.pdf")
    put_invented_answer(directory, "z.pdf")
    return {each.file_name: each.outcome for each in read_answers(list_raw(directory), 2, LIMITS)}, reasons


def test_each_is_rejected_for_its_own_reason(read) -> None:
    outcomes, reasons = read
    found = {name: outcome.reason.value for name, outcome in outcomes.items() if isinstance(outcome, Rejection)}
    assert found == reasons


def test_the_answers_among_them_are_read(read) -> None:
    outcomes, _ = read
    assert [len(outcomes[name].figures) > 10 for name in ("a.pdf", "z.pdf")] == [True, True]


@pytest.mark.parametrize("name", ["content.pdf", "twice.pdf", "text.pdf", "corrupt.pdf", "many.pdf", "table.pdf"])
def test_what_unpacks_to_too_much_says_so(read, name: str) -> None:
    outcomes, _ = read
    assert outcomes[name].message.startswith(f"{name} unpacks to more than 20 MB; the text of an answer never does")
