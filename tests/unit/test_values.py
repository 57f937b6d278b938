"""Dutch numbers and what stands in their place."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from nupraat_pipeline.reading.values import BLANK, Value, parse_number, parse_value


@pytest.mark.parametrize(
    ("printed", "number", "decimals"),
    [
        ("1074", 1074, 0),
        ("10.166", 10166, 0),
        ("1 187", 1187, 0),
        ("1\u00a0187", 1187, 0),
        ("1\u2009187", 1187, 0),
        ("1\u202f187", 1187, 0),
        ("1.234.567", 1234567, 0),
        ("40,5", 40.5, 1),
        ("79,60", 79.6, 2),
        ("0", 0, 0),
        ("1.187,5", 1187.5, 1),
    ],
)
def test_a_number_in_dutch_notation(printed: str, number: float, decimals: int) -> None:
    assert parse_number(printed) == (number, decimals)


@pytest.mark.parametrize(
    "printed", ["1.18", "1.5", "12.3456", "6 3105 5103 693", "1,2,3", "", "een", "1..187", "10.16.6"]
)
def test_what_is_no_dutch_number_is_refused(printed: str) -> None:
    assert parse_number(printed) is None


@given(st.integers(0, 99_999_999), st.sampled_from([".", " ", "\u00a0", "\u2009", "\u202f"]))
def test_every_grouping_of_thousands_reads_back(number: int, separator: str) -> None:
    printed = format_decimal(number, locale="nl_BE").replace(".", separator)
    assert parse_number(printed) == (float(number), 0)


@given(st.decimals(0, 100, places=2))
def test_every_share_with_decimals_reads_back(share: object) -> None:
    value = parse_value(f"{share} %".replace(".", ","))
    assert value is not None
    assert (value.number, value.decimals, value.is_percent) == (float(str(share)), 2, True)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("", BLANK),
        ("  ", BLANK),
        ("***", Value(marker="***")),
        ("-", Value(marker="-")),
        ("/", Value(marker="/")),
        (".", Value(marker=".")),
        ("(1)", Value(marker="(1)")),
        ("n.b.", Value(marker="n.b.")),
        ("n.v.t.", Value(marker="n.v.t.")),
        ("niet beschikbaar", Value(words="niet beschikbaar")),
        ("245*", Value(number=245, marker="*")),
        ("245 (1)", Value(number=245, marker="(1)")),
        ("<5", Value(upper=5, is_strict=True)),
        ("< 5", Value(upper=5, is_strict=True)),
        ("≤5", Value(upper=5)),
        (">100", Value(lower=100, is_strict=True)),
        ("< 0,5%", Value(decimals=1, upper=0.5, is_strict=True, is_percent=True)),
        ("480 (81%)", Value(number=480, share=Value(number=81, is_percent=True))),
        ("81 % (n = 480)", Value(number=480, share=Value(number=81, is_percent=True))),
        ("480 oproepers / 81%", Value(number=480, share=Value(number=81, is_percent=True))),
        ("-3%", Value(number=-3, is_percent=True)),
        ("ca. 20%", Value(number=20, is_percent=True, is_approximate=True)),
        ("81 %", Value(number=81, is_percent=True)),
    ],
)
def test_what_a_cell_says(printed: str, expected: Value) -> None:
    assert parse_value(printed) == expected


@pytest.mark.parametrize("printed", ["Awel", "-12 jaar", "6 3105 5103 693", "31 (+42%)", "12-14j", "1.18", "3 à 4"])
def test_a_text_that_is_no_value_is_none(printed: str) -> None:
    assert parse_value(printed) is None


def test_a_printed_nought_is_a_number_and_a_blank_is_not() -> None:
    nought = parse_value("0")
    assert nought is not None
    assert nought.number == 0
    assert not nought.is_blank
    assert BLANK.number is None
