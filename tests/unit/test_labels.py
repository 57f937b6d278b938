"""Single labels: times, totals, categories, age bands."""

from __future__ import annotations

import pytest

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.reading.calendar import year_period
from nupraat_pipeline.reading.words.ages import age_band
from nupraat_pipeline.reading.words.labels import (
    category_of,
    dimensions_of,
    is_subtotal,
    new_category_id,
    read_label,
    unexplained,
)

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    "printed", ["Totaal", "TOTAAL", "Eindtotaal", "Som", "Algemeen totaal", "Totaal 2022", "Totaal aantal gesprekken"]
)
def test_a_total(printed: str) -> None:
    assert read_label(printed, CATALOGUE).is_total


@pytest.mark.parametrize("printed", ["Subtotaal", "Tussentotaal"])
def test_a_subtotal_is_no_total(printed: str) -> None:
    label = read_label(printed, CATALOGUE)
    assert is_subtotal(label)
    assert not label.is_total


def test_a_label_is_taken_apart() -> None:
    label = read_label("Aantal gesprekken 2022 (1)", CATALOGUE)
    assert (label.mark, label.period, label.rest) == ("(1)", year_period(2022), "gesprekken")
    assert read_label("Juli*", CATALOGUE).month == 7
    assert read_label("Percentage", CATALOGUE).is_percent


@pytest.mark.parametrize(
    ("printed", "band"),
    [
        ("9-11j", (9, 11)),
        ("9 – 11 jaar", (9, 11)),
        ("tussen 12 en 14 jaar", (12, 14)),
        ("24+", (24, None)),
        ("25 jaar en ouder", (25, None)),
        ("ouder dan 24 jaar", (25, None)),
        ("<9j", (0, 8)),
        ("-12 jaar", (0, 11)),
        ("jonger dan 9", (0, 8)),
        ("onder de 12 jaar", (0, 11)),
        ("min-12", (0, 11)),
        ("min 12-jarigen", (0, 11)),
        ("12 jaar en jonger", (0, 12)),
        ("t.e.m. 11 jaar", (0, 11)),
        ("12 t.e.m. 14 jaar", (12, 14)),
        ("Jongeren van 12 tot en met 14", (12, 14)),
        ("vanaf 25 jaar", (25, None)),
        ("vanaf 25 jaar en ouder", (25, None)),
        ("18 plus", (18, None)),
        ("18-plussers", (18, None)),
        ("+18", (18, None)),
        (">18", (19, None)),
        ("13 jaar", (13, 13)),
    ],
)
def test_an_age_band(printed: str, band: tuple[int, int | None]) -> None:
    assert age_band(printed) == band


@pytest.mark.parametrize("printed", ["Onbekend", "14-12 jaar", "1712", "24/7", "", "min 12", "min. 12 jaar", "12"])
def test_what_is_no_age_band(printed: str) -> None:
    assert age_band(printed) is None


@pytest.mark.parametrize(
    ("printed", "dimension", "category"),
    [
        ("Meisje/Vrouw", "gender", "female"),
        ("Vrouw", "gender", "female"),
        ("X / Y", "gender", "x_y"),
        ("1813", "helpline", "1813"),
        ("Zelfmoordlijn 1813", "helpline", "1813"),
        ("Tele-onthaal", "helpline", "tele_onthaal"),
        ("12-14 jaar", "age", "12-14"),
        ("24+", "age", "24+"),
        ("25+", "age", "25+"),
        ("<9j", "age", "<9"),
        ("Andere, onduidelijk", "problem", "other_unclear"),
        ("Lichamelijke mishandeling en verwaarlozing", "problem", "physical_abuse_and_neglect"),
        ("Niet gekend", "age", "unknown"),
    ],
)
def test_a_known_category(printed: str, dimension: str, category: str) -> None:
    assert category_of(printed, dimension, CATALOGUE) == category


@pytest.mark.parametrize(
    ("printed", "dimension"), [("Discord", "helpline"), ("-12 jaar", "age"), ("Pesten", "problem")]
)
def test_an_unknown_category(printed: str, dimension: str) -> None:
    assert category_of(printed, dimension, CATALOGUE) is None


def test_a_new_category_gets_an_id_of_its_label() -> None:
    assert new_category_id("Kinder- en jongerentelefoon") == "kinder_en_jongerentelefoon"
    assert new_category_id("Één ding") == "een_ding"
    assert new_category_id("0\N{EN DASH}11 j") == "0_11_j"
    limits = ["<18", "-18", ">18", "18+", "+18", "≥18 jaar", "<= 18 jaar"]
    ids = ["_18", "_18", "over_18", "18_", "plus_18", "from_18_jaar", "up_to_18_jaar"]
    assert [new_category_id(limit) for limit in limits] == ids


def test_the_dimension_of_labels_needs_half_of_them_known() -> None:
    assert dimensions_of(["1712", "Awel", "Discord"], CATALOGUE) == {"helpline": 2}
    assert dimensions_of(["1712", "Discord", "TikTok"], CATALOGUE) == {}
    assert dimensions_of(["Onbekend"], CATALOGUE) == {}
    assert dimensions_of(["Antwerpen", "Limburg"], CATALOGUE, at_least=0) == {}


def test_digits_in_a_label_that_name_nothing_are_left() -> None:
    assert "1.518" in unexplained("2. In 2018 waren er 1.518 nieuwe chatoproepers.", CATALOGUE)
    assert not any(char.isdigit() for char in unexplained("12-17 jaar", CATALOGUE))
    assert not any(char.isdigit() for char in unexplained("Cijfers op 31 december 2022", CATALOGUE))


@pytest.mark.parametrize(
    ("printed", "category"),
    [
        ("Awel vzw", "awel"),
        ("AWEL (102)", "awel"),
        ("Awel, tel. 102", "awel"),
        ("1813 (Zelfmoordlijn)", "1813"),
        ("1712 (professionele hulplijn)", "1712"),
        ("chat van het CLB", "clb_chat"),
        ("Awel (106)", None),
        ("Awel (1712)", None),
        ("Awel (mail)", None),
    ],
)
def test_a_helpline_with_more_of_its_name(printed: str, category: str | None) -> None:
    assert category_of(printed, "helpline", CATALOGUE) == category
