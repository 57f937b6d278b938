"""Printed text on its way to a terminal: harmless, and in lines that fit."""

from __future__ import annotations

import pytest

from nupraat_pipeline.cli.terminal import paragraph, plural, printable, printable_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Juli\n  ***", "Juli ***"),
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\x9bb", r"a\x9bb"),
        ("a\u202eb\u200bc", r"a\u202eb\u200bc"),
        ("a\ud800b", r"a\ud800b"),
        ("België – 16 %", "België – 16 %"),
        (None, "None"),
    ],
)
def test_what_could_steer_a_terminal_is_written_out(text: object, shown: str) -> None:
    assert printable(text) == shown


def test_lines_keep_their_ends_and_spaces() -> None:
    assert printable_lines("a  b\n\x07c") == "a  b\n\\x07c"


def test_a_paragraph_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    monkeypatch.setenv("COLUMNS", "20")

    assert paragraph("one two three four five", first="- ", indent=4) == "- one two three four\n    five"


def test_a_paragraph_is_one_line_elsewhere() -> None:
    words = "word " * 100

    assert paragraph(words, first="", indent=4) == words.strip()


def test_counted_words() -> None:
    assert [plural(count, "page") for count in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
