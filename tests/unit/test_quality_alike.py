"""Findings that are alike are told once, and nothing else is."""

from __future__ import annotations

import pandas as pd

from nupraat_pipeline.quality.alike import once_each

REFUSED = "In table {}, 1 cell was not understood: '{}' is a count. No observation was made of them."


def told(*findings: tuple[str, int, str]) -> list[str]:
    """The messages that are left of findings: each its rule, page and message."""
    frame = pd.DataFrame(findings, columns=["rule", "page", "message"]).assign(document_id="sv1-2024-02-04")
    return [finding.message for finding in once_each(frame.itertuples())]


def test_values_refused_for_one_reason_are_told_once() -> None:
    found = [("unrecognised_table", 1, REFUSED.format("2 on page 1", value)) for value in (5, 34, 31)]

    assert told(*found) == [REFUSED.format("2 on page 1", 5) + " Likewise: '34', '31'."]


def test_other_tables_pages_and_reasons_stay_apart() -> None:
    found = [
        ("unrecognised_table", 1, REFUSED.format("2 on page 1", 5)),
        ("unrecognised_table", 1, REFUSED.format("3 on page 1", 5)),
        ("unrecognised_table", 2, REFUSED.format("2 on page 2", 5)),
        ("unrecognised_table", 1, REFUSED.format("2 on page 1", 5).replace("count", "percent")),
        ("unaccounted_number", 1, REFUSED.format("2 on page 1", 5)),
    ]

    assert told(*found) == [message for _, _, message in found]


def test_numbers_of_other_sentences_stay_apart() -> None:
    found = [
        ("unaccounted_number", 1, f"'{value}' on page 1 was not understood: no subject. It stands in: '{sentence}'")
        for value, sentence in (
            ("17", "Er zijn 17 of 18 fietsen."),
            ("18", "Er zijn 17 of 18 fietsen."),
            ("9", "Het is 9."),
        )
    ]

    assert told(*found) == [f"{found[0][2]} Likewise: '18'.", found[2][2]]


def test_compared_figures_are_never_alike() -> None:
    found = [("total_equals_sum", 1, f"'{value}' on page 1 contradicts its months.") for value in (1, 2)]

    assert told(*found) == [message for _, _, message in found]


def test_of_very_many_some_are_named() -> None:
    found = [("unknown_category", 1, f"'label {number}' in table 1 on page 1 is new.") for number in range(12)]

    (message,) = told(*found)

    assert message.endswith("'label 8' and 3 more.")
