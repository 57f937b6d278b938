"""Damaged answers: a few drawn ones, and each that once went wrong. `make fuzz` tries thousands."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from fuzz.edits import EDITS, Edit
from fuzz.originals import originals
from fuzz.trial import NOT_APPLICABLE, edited, judge, mutant, original_reading, verdict
from msgspec.structs import replace

from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.reading.records import AnswerReading, Doubt, FileReading, Rejection

FOUND = Path(__file__).parents[1] / "fuzz" / "found"

# All of an answer that is invented, and says so: what each says of why it is refused.
REFUSED = {
    "flipped_operator.pdf": "has 'Tj0T*', which means nothing",
    "exchanged_blocks.pdf": "has a text that ends without having begun",
    "lost_piece_of_content.pdf": "has 'T*' with something else than it works on",
    "no_catalogue_for_one_reader.pdf": "a second reader, cannot open it",
    "page_that_does_not_load.pdf": "a second reader, cannot read its pages",
    "form_that_draws_itself.pdf": "page 1 draws a piece that draws itself",
    "decoder_that_runs_dry.pdf": "is damaged or cut off",
    "font_name_in_a_list.pdf": "No heading",
}


def test_mutants_are_the_same_each_time() -> None:
    assert mutant(7).content == mutant(7).content
    assert mutant(7).content != mutant(8).content


def test_a_few_mutants(tmp_path: Path) -> None:
    judged = list(judge([mutant(seed) for seed in range(100, 116)], tmp_path, workers=2))

    assert [each for each in judged if each.verdict in {"silent", "crashed"}] == []
    assert {each.verdict for each in judged} >= {"same", "rejected"}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit_changes_some_original(edit: Edit) -> None:
    """Where an edit finds nothing to change, bytes are damaged instead: after an upgrade that could be everywhere."""
    unchanged = {name: edited(originals()[name], lambda *_: None, random.Random(1)) for name in ("canvas", "typst")}  # noqa: S311

    def changes(name: str, seed: int) -> bool:
        with contextlib.suppress(*NOT_APPLICABLE):
            return edited(originals()[name], edit, random.Random(seed)) != unchanged[name]  # noqa: S311
        return False

    assert any(changes(name, seed) for name in unchanged for seed in range(5))


@pytest.fixture(scope="module")
def outcomes() -> dict[str, AnswerReading | Rejection]:
    return {reading.file_name: reading.outcome for reading in read_answers(sorted(FOUND.glob("*.pdf")), workers=2)}


def test_what_was_found_is_all_tested(outcomes) -> None:
    assert set(outcomes) == set(REFUSED)


@pytest.mark.parametrize(("name", "says"), REFUSED.items())
def test_what_once_crashed_or_was_half_read_is_refused(outcomes, name: str, says: str) -> None:
    assert isinstance(outcomes[name], Rejection)
    assert says in outcomes[name].message


def test_a_reading_with_one_value_less_is_silent_and_one_with_a_doubt_is_told() -> None:
    whole = original_reading("canvas")
    less = replace(whole, figures=whole.figures[1:])
    doubted = replace(less, doubts=(Doubt("unaccounted_number", "'923' on page 1 is nowhere."),))
    assert [verdict(FileReading("a.pdf", each), "canvas")[0] for each in (whole, less, doubted)] == [
        *("same", "silent", "told")
    ]
