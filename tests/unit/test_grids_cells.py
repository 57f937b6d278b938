"""How the words of a cell read as text, and what lines and segments look like."""

from __future__ import annotations

import pytest

from nupraat_pipeline.reading.grids.cells import text_of
from nupraat_pipeline.reading.grids.segments import is_enumerator, is_value, segments_of
from nupraat_pipeline.reading.layout.geometry import Word


def stacked(*lines: str, parted: bool = False) -> list[Word]:
    """Words on lines below each other, five points a letter."""
    words = []
    for number, line in enumerate(lines):
        x = 72.0
        for text in line.split():
            soft = parted and text.endswith("-")
            words.append(
                Word(text, x, 100 + 12.0 * number, x + 5 * len(text), 110 + 12.0 * number, 10, False, parted=soft)
            )
            x += 5 * len(text) + 3
    return words


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Lichamelijke mishan-", "deling"), "Lichamelijke mishandeling"),
        (("CLB-", "chat"), "CLB-chat"),
        (("Lichamelijke mishandeling en", "verwaarlozing"), "Lichamelijke mishandeling en verwaarlozing"),
        (("12-", "14 jaar"), "12-14 jaar"),
        (("chat -", "mail"), "chat - mail"),
    ],
)
def test_lines_of_a_cell_are_joined(lines: tuple[str, ...], text: str) -> None:
    assert text_of(reversed(stacked(*lines))) == text


def test_a_soft_hyphen_goes_whatever_the_word() -> None:
    assert text_of(stacked("CLB-", "chat", parted=True)) == "CLBchat"


def test_turned_words_read_in_their_own_order() -> None:
    upwards = [
        Word("Aantal", 100, 160, 110, 190, 10, False, turn=90),
        Word("gesprekken", 100, 100, 110, 157, 10, False, turn=90),
    ]
    assert text_of(upwards) == "Aantal gesprekken"


@pytest.mark.parametrize(
    "text", ["914", "1.187", "40,5%", "(8.120)", "<5", "245*", "***", "-", "n.b.", "n.v.t.", "24+"]
)
def test_numbers_and_markers_look_like_values(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize(
    "text", ["Januari", "t.e.m.", "CLB-chat", "X/Y", "en", "november)", "9-11j", "2021-2022", "19u"]
)
def test_words_do_not(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize(("text", "is_one"), [("•", True), ("1.", True), ("(a)", True), ("1.2", True), ("1712", False)])
def test_bullets_and_numbers_of_items(text: str, is_one: bool) -> None:
    assert is_enumerator(text) is is_one


def words(*placed: tuple[str, float]) -> list[Word]:
    return [Word(text, x, 100, x + 5.5 * len(text), 110, 10, False) for text, x in placed]


def test_a_line_parts_at_gaps_wider_than_spaces() -> None:
    line = words(("Januari", 72), ("1", 200), ("187", 208.3), ("62", 260))
    assert [part.text for part in segments_of(line, 0.28)] == ["Januari", "1 187", "62"]


def test_the_number_of_an_item_stays_with_its_text() -> None:
    line = words(("1.", 72), ("Hoeveel", 96), ("gesprekken", 138))
    assert [part.text for part in segments_of(line, 0.28)] == ["1. Hoeveel gesprekken"]


def test_leaders_part_a_label_from_its_value() -> None:
    line = words(("Januari", 72), ("........", 112), ("110", 158))
    assert [part.text for part in segments_of(line, 0.28)] == ["Januari", "110"]


def test_the_edge_of_a_shaded_cell_parts_words_however_close() -> None:
    line = words(("Hulplijn", 72), ("2025", 119))
    assert [part.text for part in segments_of(line, 0.28)] == ["Hulplijn 2025"]
    assert [part.text for part in segments_of(line, 0.28, [117.5])] == ["Hulplijn", "2025"]
