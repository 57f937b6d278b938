"""Numbers that look like ours and are not: told in words that nothing knows, of others, of some, of another time."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_pages import Drawing
from test_body import begun, not_understood, reading_of, said
from test_statements import figures, read

TOLD = "is not understood, and may make it another number, or somebody else's"


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Het streefdoel voor 2023 bedroeg 1.150 gesprekken.", "streefdoel"),
        ("Het contract legt voor 2023 1.150 gesprekken op.", "contract"),
        ("In theorie konden in 2023 1.150 gesprekken worden gevoerd.", "theorie"),
        ("U spreekt over 1.150 gesprekken in 2023.", "spreekt"),
        ("Het vooropgestelde aantal gesprekken voor 2023 bedroeg 1.150.", "vooropgestelde"),
        ("Het aantal gevraagde gesprekken bedroeg in 2023 412.", "gevraagde"),
        ("Het aantal langdurige gesprekken bedroeg in 2023 412.", "langdurige"),
        ("Het hoogste aantal gesprekken bedroeg in 2023 412.", "hoogste"),
        ("In 2023 werden 61 gesprekken gevoerd waarbij een tolk aanwezig was.", "tolk"),
        ("Van de minderjarige oproepers is 84% een meisje.", "minderjarige"),
        ("Van de eerste gesprekken ging 47% over seksueel misbruik.", "eerste"),
        ("De zorgcentra voerden in 2023 1.666 chatgesprekken; 91% van de oproepers is een vrouw.", "zorgcentra"),
    ],
)
def test_a_word_that_nothing_knows_may_make_it_another_number(sentence: str, word: str) -> None:
    reading = read(sentence)
    assert reading.figures == []
    assert f"{word!r} {TOLD}" in {each.reason for each in reading.left_over}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Het aantal effectief gevoerde gesprekken bedroeg in 2023 412.", [("conversations", 412, 2023, None)]),
        ("Het aantal gesprekken klokte in 2023 af op 412.", [("conversations", 412, 2023, None)]),
        ("In 2023 was met 412 gesprekken juni de drukste maand.", [("conversations", 412, 2023, 6)]),
        ("De meeste gesprekken van 2023 werden in juni gevoerd (121).", [("conversations", 121, 2023, 6)]),
        ("Vrouwen vormen met 80% de grootste groep oproepers.", [("caller_gender_share", 80, None, "female")]),
        ("Omdat alle lijnen bezet waren, werden in 2023 412 gesprekken gevoerd.", [("conversations", 412, 2023, None)]),
    ],
)
def test_plain_words_leave_a_number_what_it_is(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Het drukste moment is woensdag tussen 14 en 17 uur: 18% van de gesprekken.", "hours of the day"),
        ("Van de 372 gesprekken op woensdag was 82% met een meisje.", "a part of the 372"),
        ("Bij de jongens gaat 31% van de gesprekken over seksueel misbruik.", "different breakdowns"),
        ("Bij de jongens is dat 31%.", "a share of 'jongens'"),
        ("Bij oproepers jonger dan 18 jaar gaat 46% over seksueel misbruik.", "'jonger dan 18 jaar' alone"),
        ("Van de doorverwezen jongeren was 66% een meisje.", "share of others"),
        ("Klopt het dat in 2023 1.150 gesprekken werden gevoerd?", "in a question"),
        ("In 2023 werden tot 1.100 gesprekken gevoerd.", "a limit"),
        ("Het aantal gesprekken was in 2023 hoger dan 1.000.", "a limit"),
        ("In 2023 werden 1.099 (of 1.101) gesprekken gevoerd.", "another number goes with it"),
        ("Het aantal gesprekken steeg in 2023 niet met 5%.", "denied"),
        ("Het aantal gesprekken in 2023 is 1,2 keer zo hoog.", "no whole number"),
        ("Over vier jaar steeg het aantal gesprekken met 20%.", "several years"),
        ("In de laatste vier jaar werden 4.010 gesprekken gevoerd.", "only how long ago"),
        ("In het eerste werkingsjaar werden 312 gesprekken gevoerd.", "of when it is"),
        ("In het eerste en tweede kwartaal van 2023 werden 616 gesprekken gevoerd.", "several periods"),
        ("In 2023 voerde een jongere 61 gesprekken.", "a single caller"),
        ("In 2023 had 44 procent van de jongeren meer dan een gesprek.", "no growth"),
        ("Alle Vlaamse hulplijnen samen waren in 2023 goed voor 145.000 gesprekken.", "somebody else's"),
        ("In 2023 waren er 120 doorverwijzingen: 35 naar 1712, 24 naar Awel.", "not referred here"),
        ("In 2023 verwees Awel 1.200 jongeren door, waarvan 24 naar Nupraatikerover.be.", "another number says"),
    ],
)
def test_what_stands_beside_a_number_may_make_it_another_one(sentence: str, reason: str) -> None:
    reading = read(sentence)
    assert reading.figures == []
    assert reason in " ".join(each.reason for each in reading.left_over)


def test_of_a_number_that_goes_on_only_what_is_sure_is_taken() -> None:
    assert figures("In 2023 werden 1.099 gesprekken gevoerd met 701 jongeren.") == [("conversations", 1099, 2023, None)]
    assert figures("In 2023 werden in januari 101 gesprekken gevoerd; in 2022 was dat 91.") == [
        ("conversations", 101, 2023, 1)
    ]
    assert figures("Met 61 oproepers was er in 2023 enkel contact via mail, goed voor 177 mails.") == [
        ("mail_only_callers", 61, 2023, None)
    ]


@pytest.mark.parametrize(
    ("said_of_it", "lower", "upper"),
    [("Niet meer dan", None, 1100), ("Niet minder dan", 1100, None), ("Hooguit", None, 1100)],
)
def test_limits_in_words(said_of_it: str, lower: float | None, upper: float | None) -> None:
    ((draft,),) = read(f"{said_of_it} 1.100 gesprekken werden in 2023 gevoerd.").figures
    assert (draft.value.number, *draft.value.bounds(is_count=True)) == (None, lower, upper)


@pytest.mark.parametrize("about", ["een goede", "zo'n", "zo’n", "net geen", "afgerond", "pakweg"])
def test_words_for_about(about: str) -> None:
    ((draft,),) = read(f"In 2023 werden {about} 1.100 gesprekken gevoerd.").figures
    assert (draft.value.number, draft.is_approximate) == (1100, True)


@pytest.mark.parametrize(
    ("sentence", "spelled"),
    [
        ("Tachtig procent van de oproepers is een meisje.", ["Tachtig procent"]),
        ("Acht op de tien oproepers is een meisje, een op vier een jongen.", ["Acht op de tien", "een op vier"]),
        ("Een zestigtal nieuwe oproepers kwam via Awel.", ["zestigtal nieuwe oproepers"]),
        ("Meer dan de helft van de gesprekken vindt plaats op woensdag.", ["de helft van de gesprekken"]),
        ("De vijf grootste groepen, een gesprek en twee keer per week.", []),
    ],
)
def test_numbers_in_words_are_told(sentence: str, spelled: list[str]) -> None:
    reading = read(sentence)
    assert reading.figures == []
    assert [sentence[each.start : each.end] for each in reading.left_over] == spelled


def test_a_bracket_with_other_years_is_of_the_number_before_it() -> None:
    assert figures(
        "In 2023 werden 1.099 gesprekken gevoerd (2022: 1.074; 2021: 923), 619 nieuwe chatoproepers (2022: 688) "
        "en 7.412 unieke oproepers op de chatknop (2022: 7.038)."
    ) == [
        ("conversations", 1099, 2023, None),
        ("conversations", 1074, 2022, None),
        ("conversations", 923, 2021, None),
        ("new_chat_callers", 619, 2023, None),
        ("new_chat_callers", 688, 2022, None),
        ("unique_chat_button_callers", 7412, 2023, None),
        ("unique_chat_button_callers", 7038, 2022, None),
    ]
    assert figures("80% van de oproepers is meisje (2022: 81%), 15% jongen (2022: 14%).") == [
        ("caller_gender_share", 80, None, "female"),
        ("caller_gender_share", 81, 2022, "female"),
        ("caller_gender_share", 15, None, "male"),
        ("caller_gender_share", 14, 2022, "male"),
    ]


def test_a_bracket_whose_years_and_numbers_do_not_match_is_left_over() -> None:
    reading = read("In 2023 werden 1.099 gesprekken gevoerd (2022: 1.074; 2021: n.b.), 619 nieuwe chatoproepers.")
    assert [(d.indicator, d.value.number) for (d,) in reading.figures] == [
        ("conversations", 1099),
        ("new_chat_callers", 619),
    ]
    assert "its bracket" in reading.left_over[0].reason


# In the order of reading


def answered(folder: Path, *paragraphs: list[str], asked: list[str] | None = None) -> tuple[list[object], list[str]]:
    """Read an answer of these paragraphs, a gap between them, to a question of these lines."""
    drawing = begun()
    if asked:
        drawing = Drawing()
        drawing.text(72, 30, "Verzonnen testdocument: alle cijfers zijn verzonnen.", size=7)
        drawing.prose(60, ["SCHRIFTELIJKE VRAAG", "nr. 9", "van PROEF VERZONNEN", "datum: 27 februari 2025"])
        drawing.prose(140, ["Nupraatikerover.be", *asked])
        drawing.next_page()
        drawing.prose(60, ["ANTWOORD", "op vraag nr. 9 van 27 februari 2025", "van PROEF VERZONNEN"])
    top = 140.0
    for lines in paragraphs:
        drawing.prose(top, lines)
        top += 14 * len(lines) + 20
    reading = reading_of(drawing, folder)
    return said(reading), not_understood(reading)


@pytest.mark.parametrize(
    "paragraphs",
    [
        [["2. Awel"], ["Aantal gesprekken: 31.204 in 2024."]],
        [["Cijfers van Awel"], ["1. In 2024 werden 31.204 gesprekken gevoerd."]],
        [["1. Awel stelde volgende cijfers ter beschikking."], ["In 2024 werden 31.204 gesprekken gevoerd."]],
        [["1. Awel is er voor kinderen. In 2024 werden er 31.204 gesprekken gevoerd."]],
    ],
)
def test_what_stands_below_another_service_is_not_ours(paragraphs: list[list[str]], tmp_path: Path) -> None:
    ours = ["Nupraatikerover.be voerde in 2024 1.187 gesprekken."]
    figures_said, told = answered(tmp_path, *paragraphs, ours)
    assert figures_said == [("conversations", 2024, None, 1187)]
    assert "31.204" in " ".join(told)


def test_below_another_service_only_what_comes_after_the_name_of_ours_is_ours(tmp_path: Path) -> None:
    figures_said, told = answered(
        tmp_path,
        ["1. Cijfers van Awel"],
        ["Er werden in 2024 31.204 gesprekken gevoerd. Bij Nupraatikerover.be waren er in 2024 1.187 gesprekken."],
        ["In 2024 waren er 619 nieuwe chatoproepers."],
    )
    assert figures_said == [("conversations", 2024, None, 1187), ("new_chat_callers", 2024, None, 619)]
    assert "31.204" in " ".join(told)


def test_a_question_that_is_repeated_states_nothing(tmp_path: Path) -> None:
    figures_said, told = answered(
        tmp_path,
        ["1. In 2023 drukten 7.001 unieke oproepers op de chatknop. Hoeveel waren dat er in 2024?"],
        ["Er drukten in 2024 7.412 unieke oproepers op de chatknop."],
    )
    assert figures_said == [("unique_chat_button_callers", 2024, None, 7412)]
    assert "'7.001' on page 1 was not understood: it stands in a question" in " ".join(told)


def test_a_footnote_goes_on_about_nothing(tmp_path: Path) -> None:
    figures_said, _ = answered(
        tmp_path, ["1. In 2024 drukten 7.412 unieke oproepers op de chatknop."], ["* In 2023: 1.074."]
    )
    assert figures_said == [("unique_chat_button_callers", 2024, None, 7412)]


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("Hoeveel gesprekken voerde Awel in 2024?", "In 2024 waren er 31.204 gesprekken.", None),
        ("Hoe waren de dossiers van plegers in 2024?", "De meesten zijn man (88%).", None),
        ("Hoeveel werden doorverwezen naar andere hulplijnen?", "In 2024 waren er 120 doorverwijzingen.", None),
        ("Hoeveel gesprekken werden gevoerd sinds de start?", "Dat zijn 7.412 gesprekken.", None),
        ("Wat was het profiel van de oproepers in 2022?", "De meeste oproepers zijn meisjes (81%).", 2022),
        ("Wat was het profiel van de oproepers in 2024?", "De meeste oproepers zijn meisjes (81%).", 2024),
    ],
)
def test_what_an_item_asks_about_holds_for_its_answer(
    asked: str, answer: str, expected: int | None, tmp_path: Path
) -> None:
    questions = ["1. Hoeveel gesprekken werden in 2024 gevoerd?", f"2. {asked}"]
    figures_said, told = answered(
        tmp_path, ["1. In 2024 werden 1.187 gesprekken gevoerd."], [f"2. {answer}"], asked=questions
    )
    first = ("conversations", 2024, None, 1187)
    assert figures_said == ([first, ("caller_gender_share", expected, "female", 81)] if expected else [first])
    assert bool(told) is (expected is None)


@pytest.mark.parametrize(
    "sentence",
    ["De cijfers in dit antwoord gaan over 2022.", "Alle onderstaande cijfers hebben betrekking op 2022."],
)
def test_an_answer_says_of_when_its_figures_are(sentence: str, tmp_path: Path) -> None:
    figures_said, _ = answered(tmp_path, [sentence], ["1. De meeste oproepers zijn vrouwelijk (80%)."])
    assert figures_said == [("caller_gender_share", 2022, "female", 80)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Alleen voor 2020 zijn er geen cijfers beschikbaar.",
        "Hieronder vindt u alle gesprekken in 2022:",
        "De cijfers hebben geen betrekking op 2021.",
    ],
)
def test_what_does_not_say_of_when_all_figures_are_dates_no_later_item(sentence: str, tmp_path: Path) -> None:
    figures_said, _ = answered(
        tmp_path,
        [f"1. In 2024 werden 1.187 gesprekken gevoerd. {sentence}"],
        ["2. De meeste oproepers zijn vrouwelijk (80%)."],
    )
    assert figures_said[1:] == [("caller_gender_share", 2024, "female", 80)]


def test_a_year_alone_above_items_is_theirs(tmp_path: Path) -> None:
    share = "De meeste oproepers zijn vrouwelijk ({}%)."
    figures_said, _ = answered(
        tmp_path,
        ["2023"],
        ["1. Er werden 1.074 gesprekken gevoerd."],
        [f"2. {share.format(81)}"],
        ["2024"],
        [f"3. {share.format(80)}"],
    )
    assert figures_said == [
        ("conversations", 2023, None, 1074),
        ("caller_gender_share", 2023, "female", 81),
        ("caller_gender_share", 2024, "female", 80),
    ]


def test_figures_without_a_year_are_not_dated_by_the_one_year_of_which_there_are_none(tmp_path: Path) -> None:
    figures_said, _ = answered(
        tmp_path,
        ["1. In 2024 werden 1.187 gesprekken gevoerd."],
        ["2. Alleen voor 2020 zijn er geen cijfers beschikbaar. De meeste oproepers zijn vrouwelijk (80%)."],
    )
    assert figures_said[1:] == [("caller_gender_share", 2024, "female", 80)]
