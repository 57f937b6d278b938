"""Figures in sentences: what each number is a number of, and which are left over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.reading.calendar import is_year
from nupraat_pipeline.reading.drafts import Surroundings
from nupraat_pipeline.reading.prose.about import Talk
from nupraat_pipeline.reading.statements import SentenceReading, read_sentence
from nupraat_pipeline.reading.words.text import PlacedText

CATALOGUE = load_catalogue()


def read(sentence: str, before: str | None = None) -> SentenceReading:
    return read_sentence(PlacedText(sentence, ()), Surroundings(), CATALOGUE, Talk(before))


def figures(sentence: str, before: str | None = None) -> list[tuple[object, ...]]:
    """(indicator, value, year, category or month) of each figure."""
    return [
        (d.indicator, d.value.number, d.period and d.period.start.year, d.category or d.month)
        for drafts in read(sentence, before).figures
        for d in drafts
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2023 werden 1.187 gesprekken gevoerd.", [("conversations", 1187, 2023, None)]),
        ("Nupraatikerover.be voerde in 2019 698 chatgesprekken.", [("conversations", 698, 2019, None)]),
        (
            "In 2023 voerden we 1.187 gesprekken, tegenover 1074 in 2022 en 923 in 2021.",
            [
                ("conversations", 1187, 2023, None),
                ("conversations", 1074, 2022, None),
                ("conversations", 923, 2021, None),
            ],
        ),
        (
            "Het aantal steeg van 923 gesprekken in 2021 naar 1074 in 2022.",
            [("conversations", 923, 2021, None), ("conversations", 1074, 2022, None)],
        ),
        (
            "Van 1.187 gesprekken in 2024 ging het naar 1.203 in 2025.",
            [("conversations", 1187, 2024, None), ("conversations", 1203, 2025, None)],
        ),
        (
            "In 2025 groeide dit van 95 gesprekken in januari naar 140 gesprekken in december.",
            [("conversations", 95, 2025, 1), ("conversations", 140, 2025, 12)],
        ),
        (
            "Aantal gesprekken in 2024: in januari 95, in februari 101.",
            [("conversations", 95, 2024, 1), ("conversations", 101, 2024, 2)],
        ),
        (
            "In 2022 drukten 7038 unieke oproepers op de Nupraatikerover.be-chatknop.",
            [("unique_chat_button_callers", 7038, 2022, None)],
        ),
        (
            "In 2022 waren er 10.166 oproepers die buiten de openingsuren op de knop drukten en geen gesprek kregen.",
            [("missed_outside_opening_hours", 10166, 2022, None)],
        ),
        (
            "Buiten de openingsuren drukten in 2022 10.166 oproepers op de chatknop.",
            [("missed_outside_opening_hours", 10166, 2022, None)],
        ),
        (
            "In 2025 drukten 7.212 unieke oproepers op de chatknop, daarvan kwamen er 702 effectief in gesprek.",
            [("unique_chat_button_callers", 7212, 2025, None), ("chat_callers", 702, 2025, None)],
        ),
        (
            "In 2025 werden 1.203 gesprekken gevoerd (+7,7% t.o.v. 2024, toen 1.117 gesprekken werden gevoerd).",
            [
                ("conversations", 1203, 2025, None),
                ("conversations_growth", 7.7, 2025, None),
                ("conversations", 1117, 2024, None),
            ],
        ),
        (
            "In 2025 was 4% van de oproepers jonger dan 9 jaar en 7% ouder dan 24 jaar.",
            [("caller_age_share", 4, 2025, "<9"), ("caller_age_share", 7, 2025, "25+")],
        ),
        (
            "Het aantal gesprekken daalde van 1.203 in 2025 tot 1.117 in 2026.",
            [("conversations", 1203, 2025, None), ("conversations", 1117, 2026, None)],
        ),
        (
            "Met 43 oproepers was er in 2023 enkel contact via mail.",
            [("mail_only_callers", 43, 2023, None)],
        ),
        (
            "De oproepers zijn 12-14 jaar (33%) of 15-17 jaar (32%).",
            [("caller_age_share", 33, None, "12-14"), ("caller_age_share", 32, None, "15-17")],
        ),
        (
            "81% van de oproepers is een meisje, 14% een jongen.",
            [("caller_gender_share", 81, None, "female"), ("caller_gender_share", 14, None, "male")],
        ),
        (
            "In 2022 waren er 31 doorverwijzingen via 1712, 22 via Awel en 10 via de CLB-chat.",
            [("referrals", 31, 2022, "1712"), ("referrals", 22, 2022, "awel"), ("referrals", 10, 2022, "clb_chat")],
        ),
        ("Er werden 2021 gesprekken gevoerd in 2023.", [("conversations", 2021, 2023, None)]),
        (
            "In 2030 en 2029 waren er respectievelijk 1825 en 1993 gesprekken.",
            [("conversations", 1825, 2030, None), ("conversations", 1993, 2029, None)],
        ),
        (
            "Er waren 923 en 1074 gesprekken, respectievelijk in 2021 en 2022.",
            [("conversations", 923, 2021, None), ("conversations", 1074, 2022, None)],
        ),
        (
            "Het aantal gesprekken bedroeg 602 in 2023 en 2092 in 2022.",
            [("conversations", 602, 2023, None), ("conversations", 2092, 2022, None)],
        ),
        ("In 2022 werden 1712 gesprekken gevoerd.", [("conversations", 1712, 2022, None)]),
        (
            "In 2023 steeg het aantal gesprekken met 16,5% ten opzichte van 2022.",
            [("conversations_growth", 16.5, 2023, None)],
        ),
        ("Het aantal nieuwe chatoproepers daalde in 2023 met 3,5 %.", [("new_chat_callers_growth", -3.5, 2023, None)]),
        (
            "In 2021, 2022 en 2023 werden respectievelijk 931, 1.088 en 1.143 gesprekken gevoerd.",
            [
                ("conversations", 931, 2021, None),
                ("conversations", 1088, 2022, None),
                ("conversations", 1143, 2023, None),
            ],
        ),
        (
            "De oproepers waren in 2022 meisjes en jongens, respectievelijk 81% en 14%.",
            [("caller_gender_share", 81, 2022, "female"), ("caller_gender_share", 14, 2022, "male")],
        ),
        (
            "In 2023 daalde het aantal gesprekken met 3,5% tot 1.036.",
            [("conversations_growth", -3.5, 2023, None), ("conversations", 1036, 2023, None)],
        ),
        (
            "Het aantal gesprekken steeg van 923 in 2021 naar 1074 in 2022 (+16,4%).",
            [
                ("conversations", 923, 2021, None),
                ("conversations", 1074, 2022, None),
                ("conversations_growth", 16.4, 2022, None),
            ],
        ),
        (
            "In 2024 was 79% van de oproepers een meisje (2023: 80%).",
            [("caller_gender_share", 79, 2024, "female"), ("caller_gender_share", 80, 2023, "female")],
        ),
        (
            "Seksueel misbruik blijft met 40% de vaakst gemelde problematiek (38,5% in 2023).",
            [
                ("reported_problem_share", 40, None, "sexual_abuse"),
                ("reported_problem_share", 38.5, 2023, "sexual_abuse"),
            ],
        ),
        (
            "Dat is een stijging met 41% ten opzichte van 2019, toen 649 gesprekken werden gevoerd.",
            [("conversations_growth", 41, None, None), ("conversations", 649, 2019, None)],
        ),
        (
            "In 2024 voerde Nupraatikerover.be 1905 gesprekken, tegenover 1151 in 2023 (een stijging met 65,5%).",
            [
                ("conversations", 1905, 2024, None),
                ("conversations", 1151, 2023, None),
                ("conversations_growth", 65.5, 2024, None),
            ],
        ),
        (
            "Tijdens de openingsuren kregen 2.207 oproepers niet onmiddellijk een gesprek, tegenover 2.611 in 2023.",
            [("missed_in_opening_hours", 2207, None, None), ("missed_in_opening_hours", 2611, 2023, None)],
        ),
        (
            "In 2024 hadden 59 jongeren enkel mailcontact en 688 jongeren een chatgesprek.",
            [("mail_only_callers", 59, 2024, None), ("chat_callers", 688, 2024, None)],
        ),
        ("Totaal aantal gesprekken in 2024: 2012.", [("conversations", 2012, 2024, None)]),
        (
            "In 2019 waren er 1468 gesprekken, in 2018 waren het er 2043.",
            [("conversations", 1468, 2019, None), ("conversations", 2043, 2018, None)],
        ),
        ("In 2024 waren er meer gesprekken dan in 2023, namelijk 1987.", [("conversations", 1987, 2024, None)]),
        (
            "In 2024 drukten 3105 oproepers tijdens de openingsuren op de chatknop, maar kregen ze geen gesprek.",
            [("missed_in_opening_hours", 3105, 2024, None)],
        ),
        (
            "In 2024 drukten 6.700 unieke oproepers op de chatknop, tegenover 6.390 in 2023 (herzien cijfer).",
            [("unique_chat_button_callers", 6700, 2024, None), ("unique_chat_button_callers", 6390, 2023, None)],
        ),
        (
            "In 2023 werden 70 jongeren doorverwezen door 1712 (35), Awel (24) en CLB-chat (11).",
            [
                ("referrals", 70, 2023, None),
                ("referrals", 35, 2023, "1712"),
                ("referrals", 24, 2023, "awel"),
                ("referrals", 11, 2023, "clb_chat"),
            ],
        ),
        (
            "Doorverwijzingen in 2023: 24 door Awel (102) en 3 door Tele-Onthaal (106).",
            [("referrals", 24, 2023, "awel"), ("referrals", 3, 2023, "tele_onthaal")],
        ),
        ("In 2023 verwees Awel 102 jongeren door.", [("referrals", 102, 2023, "awel")]),
        (
            "De oproepers in 2023: 9-11 j. (3%), 12- tot 14-jarigen (33%), 15-17 jr. (32%) en 24+ j. (5%).",
            [("caller_age_share", n, 2023, c) for n, c in ((3, "9-11"), (33, "12-14"), (32, "15-17"), (5, "24+"))],
        ),
        (
            "Het aandeel meisjes daalde van 81 % in 2022 naar 78 % in 2024.",
            [("caller_gender_share", 81, 2022, "female"), ("caller_gender_share", 78, 2024, "female")],
        ),
        (
            "Het percentage meisjes bedroeg 80% in 2023 tegenover 81% in 2022; dat van jongens 15%.",
            [
                ("caller_gender_share", 80, 2023, "female"),
                ("caller_gender_share", 81, 2022, "female"),
                ("caller_gender_share", 15, 2023, "male"),
            ],
        ),
        (
            "Doorverwijzingen door Awel: 30 (2024), 22 (2023), 25 (2022).",
            [("referrals", n, year, "awel") for n, year in ((30, 2024), (22, 2023), (25, 2022))],
        ),
        (
            "Van de 448 nieuwe chatoproepers in 2020 waren er 80% meisjes.",
            [("new_chat_callers", 448, 2020, None), ("caller_gender_share", 80, 2020, "female")],
        ),
        (
            "In 2023 kregen 2744 oproepers tijdens de openingsuren geen gesprek, buiten de openingsuren 9874.",
            [("missed_in_opening_hours", 2744, 2023, None), ("missed_outside_opening_hours", 9874, 2023, None)],
        ),
        (
            "In 2023 kwamen 35 oproepers via 1712 bij ons terecht, 24 via Awel.",
            [("referrals", 35, 2023, "1712"), ("referrals", 24, 2023, "awel")],
        ),
        (
            "In 2023 werden 35 oproepers door een medewerker van een andere hulplijn doorverwezen.",
            [("referrals", 35, 2023, None)],
        ),
        ("De hulpverleners voerden 984 gesprekken in 2024.", [("conversations", 984, 2024, None)]),
        ("Met 991 gevoerde gesprekken was 2024 een recordjaar.", [("conversations", 991, 2024, None)]),
        (
            "In 2023 werden 2744 oproepen tijdens de openingsuren gemist omdat alle beantwoorders bezet waren.",
            [("missed_in_opening_hours", 2744, 2023, None)],
        ),
        (
            "Er werden respectievelijk 923 (2021) en 1074 (2022) gesprekken gevoerd.",
            [("conversations", 923, 2021, None), ("conversations", 1074, 2022, None)],
        ),
        (
            "Aantal gesprekken in 2021, 2022 en 2023: 923, 1074 en 1099.",
            [("conversations", n, year, None) for n, year in ((923, 2021), (1074, 2022), (1099, 2023))],
        ),
        (
            "Leeftijd van de oproepers in 2023: 9/11: 3%, 12 t.e.m. 14: 33%, 24 en ouder: 10%, onb.: 5%.",
            [("caller_age_share", n, 2023, c) for n, c in ((3, "9-11"), (33, "12-14"), (10, "24+"), (5, "unknown"))],
        ),
        ("Net zoals in 2022 zijn de meeste oproepers vrouwelijk (80%).", [("caller_gender_share", 80, None, "female")]),
        (
            "De meeste oproepers zijn vrouwelijk (80%), in 2022 was dat 81%.",
            [("caller_gender_share", 80, None, "female"), ("caller_gender_share", 81, 2022, "female")],
        ),
        ("Volgens onze registraties waren er in 2023 1099 gesprekken.", [("conversations", 1099, 2023, None)]),
        ("Zoals ik eerder meldde, werden in 2022 1074 gesprekken gevoerd.", [("conversations", 1074, 2022, None)]),
        ("In 2022 werden, zoals in antwoord nr. 363, 1074 gesprekken gevoerd.", [("conversations", 1074, 2022, None)]),
        (
            "In maart 2024 werden 110 gesprekken gevoerd, in juli slechts 41.",
            [("conversations", 110, 2024, None), ("conversations", 41, 2024, 7)],
        ),
        ("In 2024 konden 985 gesprekken worden gevoerd.", [("conversations", 985, 2024, None)]),
        ("Tussen 2020 en 2022 steeg het aantal gesprekken met 17,5%.", [("conversations_growth", 17.5, 2022, None)]),
        ("Het aantal gesprekken steeg van 2023 naar 2024 met 3%.", [("conversations_growth", 3, 2024, None)]),
        ("Er was een daling van het aantal gesprekken van 2023 op 2024.", []),
        (
            "Gesprekken in 2024: januari: 10 februari: 12 maart: 15.",
            [("conversations", 10, 2024, 1), ("conversations", 12, 2024, 2), ("conversations", 15, 2024, 3)],
        ),
        ("De stijging van het aantal gesprekken bedroeg in 2024 -8%.", [("conversations_growth", -8, 2024, None)]),
        (
            "Aantal gesprekken in 2024: januari-95, februari-101.",
            [("conversations", 95, 2024, 1), ("conversations", 101, 2024, 2)],
        ),
        (
            "In 2023 waren er 1.099 gesprekken, dat is 2,3% meer dan in 2022 (1.074) en 19% meer dan in 2021.",
            [
                ("conversations", 1099, 2023, None),
                ("conversations_growth", 2.3, 2023, None),
                ("conversations", 1074, 2022, None),
                ("conversations_growth", 19, 2023, None),
            ],
        ),
        (
            "In 2023 werden 1.099 gesprekken gevoerd, een lichte stijging tegenover de 1.074 van 2022.",
            [("conversations", 1099, 2023, None), ("conversations", 1074, 2022, None)],
        ),
        (
            "In 2023 werden 1.099 gesprekken gevoerd, een stijging ten opzichte van de 1.074 gesprekken in 2022.",
            [("conversations", 1099, 2023, None), ("conversations", 1074, 2022, None)],
        ),
        ("Aantal doorverwijzingen door 1712 in 2023: 35", [("referrals", 35, 2023, "1712")]),
        ("In 2023 werden unieke oproepers vanuit 1712 doorverwezen.", []),
        (
            "Het aantal gesprekken steeg van 1050 in 2022 naar 1712 in 2023.",
            [("conversations", 1050, 2022, None), ("conversations", 1712, 2023, None)],
        ),
    ],
)
def test_what_a_sentence_says(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(sentence) == expected
    assert read(sentence).left_over == []


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("In 2022 werden 500 gesprekken gevoerd met meisjes.", ["500"]),
        ("Awel voerde 12.000 gesprekken in 2022.", ["12.000"]),
        ("Er waren 151 gesprekken meer dan in 2021.", ["151"]),
        ("We zien een stijging met 151 gesprekken.", ["151"]),
        ("Gemiddeld werden er in 2022 90 en in 2021 77 gesprekken per maand gevoerd.", ["90", "77"]),
        ("In 2021 waren er 77 en in 2022 90 gesprekken per week.", ["77", "90"]),
        ("Sinds 2014 werden al 7.000 gesprekken gevoerd.", ["7.000"]),
        ("De website telde 20.000 unieke bezoekers.", ["20.000"]),
        ("Van de oproepers chat 12% met de gsm.", ["12%"]),
        ("Op maandag en dinsdag samen werd 40% van de gesprekken gevoerd.", ["40%"]),
        ("1 op 5 jongeren krijgt ermee te maken.", ["1", "5"]),
        ("Bijna 1 op 3 van de oproepers keerde in 2024 terug.", ["1", "3"]),
        ("In 2024 kreeg 9 van de 10 oproepers een gesprek.", ["9", "10"]),
        ("Er is een budget van 50.000 euro.", ["50.000"]),
        ("De chat had 3 dagen panne.", ["3"]),
        ("Nupraatikerover.be streeft naar 1.250 gesprekken in 2024.", ["1.250"]),
        ("Er zijn in 2025 1.350 gesprekken gepland.", ["1.350"]),
        ("Zonder de extra middelen zouden in 2024 slechts 650 gesprekken gevoerd zijn.", ["650"]),
        ("Er is afgesproken dat in 2025 minstens 1.000 gesprekken gevoerd moeten worden.", ["1.000"]),
        ("Tijdens de zomer van 2022 werden 145 gesprekken gevoerd.", ["145"]),
        ("In 2022 waren er 90 gesprekken per maand.", ["90"]),
        ("Vorig jaar werden 1074 gesprekken gevoerd.", ["1074"]),
        ("In 2024 werden 1,187 gesprekken gevoerd.", ["1,187"]),
        ("Twee jaar eerder ging het om 1.077 gesprekken.", ["1.077"]),
        ("Op 12 februari 2024 werden 14 gesprekken gevoerd.", ["14"]),
        ("In 2024 werden 95 gesprekken vroegtijdig afgebroken.", ["95"]),
        ("In 2024 werden 95 korte gesprekken gevoerd.", ["95"]),
        ("De minister voerde in 2024 30 gesprekken met de sector.", ["30"]),
        ("Er werden in 2024 95 evaluatiegesprekken gehouden.", ["95"]),
        ("In het antwoord werden foutief 1074 gesprekken vermeld voor 2022.", ["1074"]),
        ("In 2024 nam het aandeel van seksueel misbruik met 5% toe.", ["5%"]),
        ("In 2024 had 12% van de oproepers meer dan 3 gesprekken met dezelfde beantwoorder.", ["12%", "3"]),
        ("In 2021-2022 waren er 1.012 gesprekken.", ["1.012"]),
        ("In juli en augustus 2023 werden 85 gesprekken gevoerd.", ["85"]),
        ("In 2021, 2022 en 2023 werden respectievelijk 931 en 1.088 gesprekken gevoerd.", ["931", "1.088"]),
        ("In 2025 steeg het aantal gesprekken met 16 tot een hoger niveau.", ["16"]),
        ("In 2025 probeerden 6.912 unieke jongeren een gesprek te starten.", ["6.912"]),
        ("In de eerste week van maart 2025 waren er 31 gesprekken.", ["31"]),
        ("In de week van 3 maart 2025 waren er 31 gesprekken.", ["31"]),
        ("Maandelijks vonden in 2025 80 gesprekken plaats.", ["80"]),
        ("In 2025 werden met 702 jongeren gesprekken gevoerd.", ["702"]),
        ("In 2025 werden per maand ongeveer 100 gesprekken gevoerd.", ["100"]),
        ("In 2025 vonden 410 van de gesprekken plaats via de chat.", ["410"]),
        ("Op jaarbasis gaat het om 1.200 gesprekken.", ["1.200"]),
        ("In 2024 ging het om 1,2 miljoen gesprekken.", ["1,2"]),
        ("Het budget steeg in 2024 met 5 %.", ["5 %"]),
        ("Eerder meldde ik 1074 gesprekken voor 2022.", ["1074"]),
        ("In mijn vorige antwoord stond voor 2022 een totaal van 1074 gesprekken.", ["1074"]),
        ("1 Voorlopige cijfers.", ["1"]),
        ("In 2023 waren er 10 .166 oproepers buiten de openingsuren.", ["10", "166"]),
        ("In 2023 werden 150 / 198 gesprekken gevoerd.", ["150", "198"]),
        ("In 2023 werden 984 gesprekken gevoerd met hulpverleners.", ["984"]),
        ("In het halfjaar werden 80 gesprekken gevoerd.", ["80"]),
        ("Aantal beantwoorde chatoproepen in 2023: 701.", ["701"]),
        ("10%, onbekend: 5%.", ["10%", "5%"]),
        ("Doorverwijzingen in 2023: Awel (102).", ["102"]),
        ("Het aantal gesprekken bij Tejo daalde in 2024 met 3 %.", ["3 %"]),
        ("In 2024 werden 11.790 oproepen gemist, zowel binnen als buiten de openingsuren.", ["11.790"]),
        ("In 2024 waren er 11.790 gemiste oproepen, waarvan 2.310 tijdens de openingsuren.", ["11.790", "2.310"]),
        ("In 2024 was 12 % van de meisjes jonger dan 12 jaar.", ["12 %"]),
        ("In 2024 vond 40 % van de gemiste oproepen plaats op woensdag.", ["40 %"]),
        ("Van de oproepers die in 2024 geen gesprek kregen, was 75 % een meisje.", ["75 %"]),
        ("In 2024 is 55 % van de oproepers bij Tejo een meisje.", ["55 %"]),
        ("In Vlaanderen was in 2024 51 % van de jongeren een jongen.", ["51 %"]),
        ("ma-20%, di-25%, wo-30%", ["20%", "25%", "30%"]),
        ("Awel-22, CLB-chat-10", ["22", "10"]),
        ("Doorverwijzingen 1712 in 2023:", ["1712"]),
        ("Nieuwe chatoproepers in 2023: +14", ["+14"]),
        ("In 2023 werden 099 gesprekken gevoerd.", ["099"]),
        ("Doorverwijzingen in 2023 [2]", ["2"]),
        ("In 2023 was er met oproepers enkel contact via mail, zie 3.", ["3"]),
        ("Unieke oproepers op de chatknop in 2023 (4)", ["4"]),
        ("Gesprekken in 2023 door de 7.", ["7"]),
    ],
)
def test_what_is_not_understood_is_left_over_and_no_figure(sentence: str, left: list[str]) -> None:
    reading = read(sentence, before="conversations")
    assert reading.figures == []
    assert [sentence[each.start : each.end] for each in reading.left_over] == left
    assert all(each.reason for each in reading.left_over)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Nupraatikerover.be ontving in 2023 een subsidie van 312.500 euro voor 5,6 VTE.", "(money, staff)"),
        ("In 2024 12 % meer gesprekken.", "what it is compared with"),
        ("Bij 1712 waren er in 2024 2.300 gesprekken; bij Nupraatikerover.be ook.", "of '1712' itself"),
        ("Van de 6.400 jongeren die in 2024 op de knop drukten, kregen er 655 een gesprek.", "not say clearly which"),
        ("In 2024 kwamen er vijf vrijwilligers bij, met 40 uur.", "other_people"),
        ("In 2024 ging 33% over seksueel misbruik, 5% meer dan in 2023.", "change of the category before it"),
        ("Er werden 1.203 gesprekken gevoerd, in 2023 1.219.", "that of the number behind it"),
    ],
)
def test_why_a_number_is_not_understood(sentence: str, reason: str) -> None:
    left = read(sentence).left_over
    assert left
    assert all(reason in each.reason for each in left)


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("In 2024 hadden 412 oproepers het over seksueel misbruik (42 %).", ("sexual_abuse", 42)),
        ("Van de 701 oproepers in 2024 waren er 561 meisjes (80%).", ("female", 80)),
        ("Op woensdag werden in 2024 340 gesprekken gevoerd (33 %).", ("wednesday", 33)),
        ("In 2024 ging 41% van de gesprekken over seksueel misbruik.", ("sexual_abuse", 41)),
        ("In 2024 werd 41% van de gesprekken over seksueel misbruik doorverwezen.", None),
        ("In 2024 kregen 210 meisjes geen gesprek (12%).", None),
        ("In 2024 kwamen 310 meisjes terug (80%).", None),
        ("In 2024 steeg het aantal meisjes tot 310 (12%).", None),
        ("In 2024 waren er 310 meisjes van 12 tot 14 jaar (10%).", None),
        ("In 2024 waren er 310 meisjes bij Tejo (44%).", None),
        ("In 2024 werden 31 oproepers doorverwezen door 1712 (44%).", None),
    ],
)
def test_a_percentage_behind_a_number_of_a_category_may_be_its_share(
    sentence: str, share: tuple[str, int] | None
) -> None:
    reading = read(sentence)
    found = [(d.category, d.value.number) for (d,) in reading.figures if d.unit == "percent"]
    assert found == ([share] if share else [])
    assert share or "%" in sentence[slice(reading.left_over[-1].start, reading.left_over[-1].end)]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("In 2024 was 79% een meisje, wachtte 79% minstens een uur (2023: 80%).", ["79%", "80%"]),
        (
            "Het aantal gesprekken steeg van 923 in 2021 naar 1074 in 2022, met 40 klachten (+16,4%).",
            ["40", "16,4%"],
        ),
    ],
)
def test_a_bracket_behind_a_number_that_is_not_understood_is_left_over_with_it(sentence: str, left: list[str]) -> None:
    assert [sentence[each.start : each.end] for each in read(sentence).left_over] == left


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("In het eerste semester van 2024 werden 600 gesprekken gevoerd tegenover 580 in 2023.", [None]),
        ("In januari 2024 werden 95 gesprekken gevoerd, tegenover in totaal 90 in 2023.", [None]),
        ("In 2024 (t.e.m. november) werden 1.100 gesprekken gevoerd, tegenover 1.050 in 2023.", [None]),
        ("In het eerste kwartaal van 2024 werden 300 gesprekken gevoerd, in 2023 280.", [None]),
        ("In december 2024 werden 120 gesprekken gevoerd, in 2023 waren dat er 110.", [None]),
        ("In het eerste semester werden 600 gesprekken gevoerd, tegenover 580 in 2023.", [None]),
        ("In januari 2024 werden 95 gesprekken gevoerd, in heel 2023 1.219.", [None, 2023]),
        ("In januari 2024 werden 95 gesprekken gevoerd, in 2023 in totaal 1.219.", [None, 2023]),
        ("In januari 2024 werden 95 gesprekken gevoerd, in 2024 1.203.", [None, 2024]),
    ],
)
def test_beside_a_part_of_a_year_another_year_is_whole_only_when_it_is_called_so(
    sentence: str, years: list[int | None]
) -> None:
    periods = [draft.period for (draft,) in read(sentence).figures]
    assert [period.start.year if period and is_year(period) else None for period in periods] == years


def test_a_sentence_may_go_on_about_the_one_before() -> None:
    assert figures("In 2021 lag dit aantal een stuk lager, nl. op 1618.", "missed_in_opening_hours") == [
        ("missed_in_opening_hours", 1618, 2021, None)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In 2024 werden tot en met september 736 gesprekken gevoerd.", [(2024, (1, 9))]),
        ("In het eerste kwartaal werden 250 gesprekken gevoerd.", [(None, (1, 3))]),
        (
            "In de eerste jaarhelft van 2023 waren er 500 gesprekken, in de tweede jaarhelft 480.",
            [(2023, None), (2023, (7, 12))],
        ),
        ("In het laatste kwartaal van 2024 werden 260 gesprekken gevoerd.", [(date(2024, 10, 1), date(2024, 12, 31))]),
        ("In de laatste helft van het jaar 2024 waren er 504 gesprekken.", [(date(2024, 7, 1), date(2024, 12, 31))]),
        ("In de laatste maand van 2024 werden 42 gesprekken gevoerd.", [(date(2024, 12, 1), date(2024, 12, 31))]),
        ("In 2024 (eerste semester) werden 420 gesprekken gevoerd.", [(date(2024, 1, 1), date(2024, 6, 30))]),
        ("In 2024 waren er in het laatste kwartaal 260 gesprekken.", [(2024, (10, 12))]),
        (
            "In 2024 waren er 240 gesprekken in het eerste kwartaal, 250 in het tweede en 280 in het vierde kwartaal.",
            [(2024, (1, 3)), (2024, (4, 6)), (2024, (10, 12))],
        ),
        ("In de loop van 2024 werden 980 gesprekken gevoerd.", [(2024, None)]),
        ("In het hele coronajaar 2020 werden 980 gesprekken gevoerd.", [(2020, None)]),
        ("In de eerste 9 maanden van 2023 werden 750 gesprekken gevoerd.", [(date(2023, 1, 1), date(2023, 9, 30))]),
        ("Tussen 1 januari en 31 oktober 2023 voerden we 498 gesprekken.", [(date(2023, 1, 1), date(2023, 10, 31))]),
        ("Van 15 maart t.e.m. 30 juni 2024 waren er 180 gesprekken.", [(date(2024, 3, 15), date(2024, 6, 30))]),
        ("Van september 2023 tot en met juni 2024 waren er 890 gesprekken.", [(date(2023, 9, 1), date(2024, 6, 30))]),
        ("In juli en augustus 2023 samen werden 85 gesprekken gevoerd.", [(date(2023, 7, 1), date(2023, 8, 31))]),
        (
            "In november 2023 waren er 127 gesprekken, in juli en augustus 2023 waren dat er respectievelijk 41 en 44.",
            [
                (date(2023, 11, 1), date(2023, 11, 30)),
                (date(2023, 7, 1), date(2023, 7, 31)),
                (date(2023, 8, 1), date(2023, 8, 31)),
            ],
        ),
    ],
)
def test_parts_of_a_year(sentence: str, expected: list[tuple[object, object]]) -> None:
    """(year, months) where months are named without their year or the period is a whole one; else (first, last day)."""
    found = []
    for (draft,) in read(sentence).figures:
        days = draft.period and (draft.period.end - draft.period.start).days
        plain = draft.part is None and days is not None and days < 364 and isinstance(expected[0][0], date)
        found.append(
            (draft.period.start, draft.period.end)
            if plain and draft.period
            else (draft.period and draft.period.start.year, draft.part)
        )
    assert found == expected
    assert read(sentence).left_over == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Begin 2024 werden 505 gesprekken gevoerd.", "'begin 2024'"),
        ("Medio 2024 waren er 603 gesprekken gevoerd.", "'medio 2024'"),
        ("In het begin van 2024 werden 480 gesprekken gevoerd.", "'het begin van 2024'"),
        ("Tegen eind 2024 werden 480 gesprekken gevoerd.", "'eind 2024'"),
        ("In de aanloop van 2024 werden 480 gesprekken gevoerd.", "'de aanloop van 2024'"),
        ("In de laatste weken van 2024 werden 80 gesprekken gevoerd.", "'de laatste weken van 2024'"),
        ("Vanaf september 2024 werden 508 gesprekken gevoerd.", "'vanaf september 2024'"),
        ("In 2024 werden vanaf september 508 gesprekken gevoerd.", "'vanaf september'"),
        ("Tot en met 2024 werden 7.508 gesprekken gevoerd.", "'tot en met 2024'"),
        ("Vóór 2024 werden 7.508 gesprekken gevoerd.", "'Vóór 2024'"),
        ("Halverwege 2024 was het aantal gesprekken met 12 % gestegen.", "'halverwege 2024'"),
        ("Het aantal gesprekken steeg met 12 % ten opzichte van begin 2024.", "'begin 2024'"),
        ("In 2024 werden in de drukste maand 130 gesprekken gevoerd.", "'in de drukste maand'"),
        ("In het laatste kwartaal werden 608 gesprekken gevoerd.", "'laatste kwartaal'"),
    ],
)
def test_a_time_that_is_not_said_exactly_is_none(sentence: str, said: str) -> None:
    reading = read(sentence)
    assert reading.figures == []
    assert [said in each.reason for each in reading.left_over] == [True]


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("In 2023 werden 1.200 gesprekken gevoerd (afgerond).", [True]),
        ("In 2023 werden 1.200 gesprekken (naar schatting) gevoerd.", [True]),
        ("In 2023 werden 1.200 (geschat) gesprekken gevoerd.", [True]),
        ("In 2023 werden 1.200 gesprekken gevoerd, ongeveer.", [True]),
        ("In 2023 werden 1.203 gesprekken gevoerd (voorlopig).", [False]),
        ("In 2023 werden 1.203 gesprekken gevoerd, in 2022 ongeveer 1.100.", [False, True]),
    ],
)
def test_that_a_number_is_not_exact_may_be_said_behind_it(sentence: str, about: list[bool]) -> None:
    assert [draft.is_approximate for (draft,) in read(sentence).figures] == about


@pytest.mark.parametrize(
    ("sentence", "compared"),
    [
        ("In 2024 werden 1.203 gesprekken gevoerd, een stijging ten opzichte van 2023.", [False]),
        ("In 2024 werden 1.203 gesprekken gevoerd, tegenover 1.050 in 2023.", [False, True]),
        ("In 2024 werden 1.203 gesprekken gevoerd (2023: 1.050).", [False, True]),
    ],
)
def test_which_numbers_are_only_compared_with(sentence: str, compared: list[bool]) -> None:
    assert [draft.is_compared for (draft,) in read(sentence).figures] == compared


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("In 2024 drukten 9.874 oproepers buiten de openingsuren op de knop, in totaal 12.618.", [9874]),
        ("In 2024 waren er 300 nieuwe oproepers, in totaal 702.", [300]),
        ("In 2024 waren er 300 nieuwe oproepers, en in totaal 1.203 gesprekken.", [300, 1203]),
        ("In januari 2024 waren er 95 gesprekken, in februari 101, in totaal 196.", [95, 101]),
        ("Aantal gesprekken in 2024: in januari 95, in februari 101, in totaal 1.203.", [95, 101, 1203]),
        ("Aantal gesprekken in 2024 (t.e.m. november): in januari 95, in totaal 1.103.", [95, 1103]),
        ("In 2023 werden 1.187 gesprekken gevoerd, in 2024 in totaal 1.203.", [1187, 1203]),
    ],
)
def test_a_total_may_count_more_than_the_number_before_it(sentence: str, values: list[int]) -> None:
    assert [draft.value.number for (draft,) in read(sentence).figures] == values


def test_a_number_that_is_not_printed_in_full_is_told_as_such() -> None:
    assert "in thousands or millions" in read("In 2024 werden 12 duizend gesprekken gevoerd.").left_over[0].reason


def test_only_a_small_limit_may_be_the_one_below_which_numbers_are_withheld() -> None:
    small, large = (read(f"In 2024 werden minder dan {limit} gesprekken gevoerd.") for limit in (5, 500))
    assert (small.figures, [draft.value.upper for (draft,) in large.figures]) == ([], [500])


def test_a_range_is_bounds_without_a_value() -> None:
    (drafts,) = read("In 2024 werden tussen de 1.100 en de 1.200 gesprekken gevoerd.").figures
    value = drafts[0].value
    assert (value.number, value.lower, value.upper) == (None, 1100, 1200)
    assert drafts[0].printed_text == "1.100 en de 1.200"


def test_what_goes_on_about_another_service_is_no_figure_of_ours() -> None:
    first = read("Bij Awel werden in 2023 41.215 gesprekken gevoerd.")
    assert (first.figures, first.talk) == ([], Talk(None, "awel"))
    then = PlacedText("In 2024 werden er 43.008 gesprekken gevoerd.", ())
    assert read_sentence(then, Surroundings(), CATALOGUE, first.talk).figures == []
    ours = PlacedText("Met Nupraatikerover.be werden in 2024 1.105 gesprekken gevoerd.", ())
    (drafts,) = read_sentence(ours, Surroundings(), CATALOGUE, first.talk).figures
    assert drafts[0].value.number == 1105


def test_a_stray_row_of_a_table_does_not_go_on_about_anything() -> None:
    assert figures("Totaal 1551", "conversations") == []
    assert [each.reason for each in read("1 551 2 751 1 074", "conversations").left_over] != []


def test_one_value_of_several_categories_needs_a_word_that_says_so() -> None:
    assert [c for *_, c in figures("Maandag, dinsdag en donderdag: steeds ongeveer 20% van de gesprekken.")] == [
        "monday",
        "tuesday",
        "thursday",
    ]
    assert figures("Maandag, dinsdag en donderdag: 20% van de gesprekken.") == []


def test_approximate_values_and_limits() -> None:
    (drafts,) = read("In 2022 waren er ongeveer 1100 gesprekken.").figures
    assert drafts[0].is_approximate
    (drafts,) = read("In 2022 waren er minder dan 5 doorverwijzingen door Tele-Onthaal.").figures
    assert (drafts[0].value.number, drafts[0].value.bounds(is_count=True)) == (None, (None, 4))


@pytest.mark.parametrize("between", [", ", "; ", " / ", " | ", " en ", " en ten slotte "])
@pytest.mark.parametrize("sign", [": ", " (", " = ", " – ", ", "])
@pytest.mark.parametrize(
    ("lead", "entries"),
    [
        ("Oproepers: ", [("meisjes", "80%", "female"), ("jongens", "15%", "male"), ("onbekend", "5%", "unknown")]),
        ("Doorverwijzingen: ", [("1712", "35", "1712"), ("Awel", "24", "awel"), ("CLB-chat", "11", "clb_chat")]),
        ("Aantal gesprekken: ", [("januari", "101", (1, 1)), ("februari", "97", (2, 2)), ("maart", "18", (3, 3))]),
        ("Aantal gesprekken: ", [("2021", "923", 2021), ("2022", "1.074", 2022), ("2023", "1.099", 2023)]),
    ],
)
def test_a_list_gives_each_label_the_number_behind_it(
    lead: str, entries: list[tuple[str, str, object]], sign: str, between: str
) -> None:
    said = [f"{label}{sign}{number}{')' if '(' in sign else ''}" for label, number, _ in entries]
    reading = read(f"{lead}{between.join(said)}.")
    assert [
        (draft.value.number, draft.category or draft.part or (draft.period and draft.period.start.year))
        for (draft,) in reading.figures
    ] == [(float(number.rstrip("%").replace(".", "")), key) for _, number, key in entries]
    assert reading.left_over == []


def test_the_base_of_growth() -> None:
    (drafts,) = read("Een stijging met 16% in het aantal gesprekken in vergelijking met 2021.").figures
    assert drafts[0].base_period is not None
    assert drafts[0].base_period.start.year == 2021
    assert drafts[0].period is None


@given(
    st.lists(
        st.sampled_from(
            ["1074", "in 2022", "gesprekken", "10.166", "(33%)", "12-14 jaar", "nr. 363", "19u", ",", "en", "Awel"]
        ),
        max_size=14,
    )
)
def test_every_digit_is_an_identity_a_figure_or_left_over(words: list[str]) -> None:
    sentence = " ".join(words)
    reading = read_sentence(PlacedText(sentence, ()), Surroundings(), CATALOGUE, Talk())
    covered = [False] * len(sentence)
    for each in [*reading.identities, *reading.left_over]:
        covered[each.start : each.end] = [True] * (each.end - each.start)
    said = "".join(drafts[0].printed_text for drafts in reading.figures)
    rest = "".join(char for char, done in zip(sentence, covered, strict=True) if not done and char.isdigit())
    assert sorted(rest) == sorted(char for char in said if char.isdigit())


def test_more_than_a_number_behind_a_number_is_a_difference_and_no_limit() -> None:
    *_, (compared,) = read("In 2025 waren er 1.203 gesprekken, dat is 16 meer dan de 1.187 van 2024.").figures
    assert (compared.value.number, compared.value.lower) == (1187, None)


@pytest.mark.parametrize(
    ("sentence", "read_as", "left"),
    [
        ("In 2025 steeg het aantal gesprekken van 1.187 naar 1.203.", [(1203, 2025)], ["1.187"]),
        ("Het aantal nieuwe oproepers daalde van ongeveer 688 naar 671 in 2025.", [(671, 2025)], ["688"]),
        ("Het aantal gesprekken steeg van 1.099 in 2023 naar 1.187.", [(1099, 2023)], ["1.187"]),
        ("Het aantal gesprekken nam in 2023 met 25 toe tot 1099.", [(1099, 2023)], ["25"]),
        ("Het aandeel meisjes steeg in 2023 met 2 procentpunt tot 80%.", [(80, 2023)], ["2"]),
        ("Seksueel misbruik steeg in 2023 van 41% naar 43%.", [(43, 2023)], ["41%"]),
        ("In 2025 zijn er 1.203 gesprekken gevoerd, tegenover 1.187.", [(1203, 2025)], ["1.187"]),
        (
            "Tijdens de openingsuren kregen in 2025 2.104 oproepers geen gesprek, 96 minder dan in 2024 (2.200).",
            [(2104, 2025), (2200, 2024)],
            ["96"],
        ),
    ],
)
def test_what_a_year_is_compared_with_is_not_of_that_year(
    sentence: str, read_as: list[tuple[int, int]], left: list[str]
) -> None:
    assert [(value, year) for _, value, year, _ in figures(sentence)] == read_as
    assert [sentence[each.start : each.end] for each in read(sentence).left_over] == left


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("In 2024 werden 980 gesprekken gevoerd, tegenover 850 in 2023; 30 oproepers waren nieuw.", "30"),
        ("In 2024 kwamen er 31 door 1712, tegenover 27 en 12 in 2023 door 1712, en 20 door Awel.", "20"),
        ("Doorverwijzingen in 2023: Awel (35), CLB-chat (24), pleegzorg (11).", "11"),
        ("Doorverwijzingen in 2023: Pleegzorg: 24, Awel: 35.", "24"),
        ("In 2024 waren er 31 doorverwijzingen door 1712 en 70 in 2023.", "70"),
        ("Aantal gesprekken in 2022 en 2023: 1074, tegenover 923 in 2021.", "1074"),
        ("In 2024 waren er 31 doorverwijzingen door 1712, tegenover 70 in totaal in 2023.", "70"),
        ("Het aandeel meisjes steeg met 3 % in 2023 en met 2 % in 2024.", "2 %"),
        ("In 2024 was 80 % een meisje (+3 % in 2023).", "3 %"),
        ("In 2024 was 80 % een meisje, tegenover 81 % in Vlaanderen in 2023.", "81 %"),
        ("Van de 500 nieuwe oproepers in 2023 kregen er 300 een chatgesprek.", "300"),
        ("Van de 1199 gesprekken in 2023 werden er 310 via mail gevoerd.", "310"),
        ("In 2023 misten we 2744 oproepers, buiten de openingsuren mailden er 40.", "40"),
        ("Per maand werden in 2023 tussen 80 en 120 gesprekken gevoerd.", "80 en 120"),
        ("Volgens de pers waren er in 2023 1500 gesprekken.", "1500"),
        ("De leeftijd van de oproepers: 2124 jaar: 5%, ouder dan 24 jaar: 10%, onbekend: 6%.", "5%"),
    ],
)
def test_what_a_number_stands_beside_is_not_always_its_own(sentence: str, left: str) -> None:
    reading = read(sentence, before="referrals")
    assert left in [sentence[each.start : each.end] for each in reading.left_over]


@pytest.mark.parametrize(
    ("sentence", "provisional"),
    [
        ("In 2025 waren er 1.203 gesprekken (voorlopig cijfer), tegenover 1.187 in 2024.", [True, False]),
        ("De cijfers van december 2025 zijn nog voorlopig: 95 gesprekken.", [True]),
        ("Voorlopige cijfers: in 2025 1.203 gesprekken en in 2024 1.187 gesprekken.", [True, True]),
        ("In 2025 waren er 1.203 gesprekken.", [False]),
    ],
)
def test_a_number_that_is_called_provisional(sentence: str, provisional: list[bool]) -> None:
    assert [draft.is_provisional for drafts in read(sentence).figures for draft in drafts] == provisional


def test_numbers_each_with_its_year_in_brackets() -> None:
    sentence = "Het aantal gesprekken steeg telkens: 1.099 (2023), 1.187 (2024) en 1.203 (2025)."
    assert [each[1:3] for each in figures(sentence)] == [(1099, 2023), (1187, 2024), (1203, 2025)]
    assert read(sentence).left_over == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Nupraatikerover.be verwees in 2024 zelf 112 oproepers door naar Awel.",
        "In 2024 werden vanuit Nupraatikerover.be 112 oproepers doorverwezen naar Awel.",
        "Doorverwijzingen vanuit Nupraatikerover.be naar andere hulplijnen in 2024: Awel (112).",
    ],
)
def test_who_is_referred_onward_is_not_referred_here(sentence: str) -> None:
    reading = read(sentence, before="referrals")
    assert reading.figures == []
    assert len(reading.left_over) == 1
    assert "itself" not in reading.left_over[0].reason


def test_who_is_referred_here_is_counted() -> None:
    assert figures("In 2024 verwees Awel 33 jongeren door naar de chat van Nupraatikerover.be.") == [
        ("referrals", 33, 2024, "awel")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tejo voerde in 2024 502 gesprekken.",
        "In 2024 voerde de Opvoedingslijn 502 gesprekken.",
        "Bij Slachtofferhulp werden in 2024 502 gesprekken gevoerd.",
        "Alle hulplijnen samen voerden in 2024 502 gesprekken.",
        "Cavaria beantwoordde in 2024 502 oproepers.",
        "In 2024 werden 35 oproepers doorverwezen door de huisarts.",
        "In 2024 werden 35 oproepers doorverwezen door andere hulplijnen en door de huisarts.",
        "In 2024 kwamen 35 oproepers via een vriend bij ons terecht.",
        "In 2024 waren er 655 nieuwe oproepers bij Tejo.",
    ],
)
def test_a_number_of_somebody_whom_nobody_knows_is_not_ours(sentence: str) -> None:
    reading = read(sentence)
    assert reading.figures == []
    assert "somebody else" in reading.left_over[0].reason


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Het aantal doorverwijzingen door 1712 bedroeg in 2024 35, tegenover 28 in 2023.", (35, "1712")),
        ("Doorverwijzingen door Awel: 30 (2024), 22 (2023).", (30, "awel")),
        ("In 2023 en 2024 werden respectievelijk 22 en 30 oproepers doorverwezen door Awel.", (30, "awel")),
    ],
)
def test_what_a_category_is_compared_with_is_not_the_total(sentence: str, expected: tuple[int, str]) -> None:
    assert figures(sentence)[0] == ("referrals", expected[0], 2024, expected[1])
    assert {category for *_, category in figures(sentence)} == {expected[1]}
