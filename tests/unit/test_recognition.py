"""What the values of a table are values of, from its labels and the texts around it."""

from __future__ import annotations

from datetime import date

import pytest
from tables import CATALOGUE, recognised, said, table

from nupraat_pipeline.reading.calendar import year_period
from nupraat_pipeline.reading.drafts import Surroundings, TableCell
from nupraat_pipeline.reading.layout.geometry import Word
from nupraat_pipeline.reading.recognition import recognise
from nupraat_pipeline.reading.records import Period
from nupraat_pipeline.reading.tables.suspicions import stands_apart
from nupraat_pipeline.reading.words.text import PlacedWord

MONTHS = ["Januari", "Februari", "Maart", "April"]


def test_months_by_years_with_a_total() -> None:
    found = recognised(["Aantal gesprekken|2021|2022", "Januari|62|91", "Februari|98|106", "Totaal|160|197"])
    assert found.refusals == []
    assert [said(d) for d in found.drafts] == [
        ("conversations", 2021, 1, None, False, 62),
        ("conversations", 2022, 1, None, False, 91),
        ("conversations", 2021, 2, None, False, 98),
        ("conversations", 2022, 2, None, False, 106),
        ("conversations", 2021, None, None, True, 160),
        ("conversations", 2022, None, None, True, 197),
    ]


def test_years_by_months_with_a_total_say_the_same() -> None:
    down = recognised(["|2021|2022", "Januari|62|91", "Februari|98|106", "Totaal|160|197"], "Aantal gesprekken")
    across = recognised(["|Jan|Feb|Totaal", "2021|62|98|160", "2022|91|106|197"], "Aantal gesprekken")
    assert sorted(map(repr, map(said, down.drafts))) == sorted(map(repr, map(said, across.drafts)))


def test_a_table_without_header_takes_both_from_the_sentence_above() -> None:
    caption = "In 2022 drukten 2608 oproepers tijdens de openingsuren op de chatknop zonder onmiddellijk een gesprek."
    found = recognised(["Juni|291", "Juli|***"], caption)
    assert [(said(d), d.value.marker) for d in found.drafts] == [
        (("missed_in_opening_hours", 2022, 6, None, False, 291), None),
        (("missed_in_opening_hours", 2022, 7, None, False, None), "***"),
    ]


def test_labels_that_are_numbers() -> None:
    found = recognised(["Doorverwijzende hulplijn|Aantal doorverwijzingen", "1712|31", "Awel|22", "1813|7"])
    assert [(d.category, d.category_label, d.value.number) for d in found.drafts] == [
        ("1712", "1712", 31),
        ("awel", "Awel", 22),
        ("1813", "1813", 7),
    ]


def test_an_unknown_category_is_kept_and_told() -> None:
    found = recognised(["Hulplijn|Doorverwijzingen", "1712|31", "Awel|22", "Discord|7"])
    assert found.drafts[-1].category == "discord"
    assert found.new_categories == [("helpline", "discord", "Discord")]


@pytest.mark.parametrize("years", ["|2022||2023|", "||2022||2023"])
def test_years_that_stand_over_one_column_of_groups_with_the_same_headings(years: str) -> None:
    heads = "Maand|Gesprekken|Nieuwe oproepers|Gesprekken|Nieuwe oproepers"
    found = recognised([years, heads, "Januari|91|50|101|55"])
    assert [(said(d)[:2], d.value.number) for d in found.drafts] == [
        (("conversations", 2022), 91),
        (("new_chat_callers", 2022), 50),
        (("conversations", 2023), 101),
        (("new_chat_callers", 2023), 55),
    ]


def test_shares_by_year() -> None:
    found = recognised(["Geslacht oproepers|2021|2022", "Vrouw|80%|81%", "Man|20%|19%"])
    assert {said(d)[:4] for d in found.drafts} == {
        ("caller_gender_share", year, None, category) for year in (2021, 2022) for category in ("female", "male")
    }


def test_rows_that_are_indicators() -> None:
    found = recognised(["|2021|2022", "Gevoerde gesprekken|923|1074", "Nieuwe oproepers|574|688"])
    assert [said(d)[:2] for d in found.drafts] == [
        ("conversations", 2021),
        ("conversations", 2022),
        ("new_chat_callers", 2021),
        ("new_chat_callers", 2022),
    ]


@pytest.mark.parametrize(
    ("rows", "years"),
    [
        (["|Tijdens openingsuren|Buiten openingsuren", "Totaal|2744|9874"], [2023, 2023]),
        (["|Gemiste oproepen|Gesprekken", "Totaal|2744|1203"], [2023, 2023]),
        (["|Gesprekken", "Totaal|1203"], [None]),
    ],
)
def test_a_caption_about_one_column_dates_those_beside_it(rows: list[str], years: list[int | None]) -> None:
    found = recognised(rows, "Aantal gemiste oproepen in 2023:", "In 2024 werden 1.187 gesprekken gevoerd.")
    assert [draft.period and draft.period.start.year for draft in found.drafts] == years


def test_a_partial_year_and_a_section_row() -> None:
    partial = recognised(["Aantal gesprekken|2020 (t.e.m. november)", "Januari|60", "Totaal|841"])
    assert partial.drafts[1].period == Period(date(2020, 1, 1), date(2020, 11, 30))
    sections = recognised(["Maand|Gesprekken", "2021|", "Januari|62", "2022|", "Januari|91"])
    assert [(d.period, d.month) for d in sections.drafts] == [(year_period(2021), 1), (year_period(2022), 1)]


def test_quarters_by_years() -> None:
    found = recognised(["Aantal gesprekken|2021|2022", "T1|62|91", "2e kwartaal|98|106", "Totaal|160|197"])
    assert [(d.period and d.period.start.year, d.part, d.value.number, d.is_series) for d in found.drafts] == [
        (2021, (1, 3), 62, True),
        (2022, (1, 3), 91, True),
        (2021, (4, 6), 98, True),
        (2022, (4, 6), 106, True),
        (2021, None, 160, False),
        (2022, None, 197, False),
    ]


def test_a_total_of_years_covers_them_all() -> None:
    found = recognised(["Jaar|Aantal gesprekken", "2021|923", "2022|1074", "Totaal|1997"])
    assert found.drafts[-1].period == Period(date(2021, 1, 1), date(2022, 12, 31))


def test_an_empty_cell_is_a_value_that_is_missing() -> None:
    found = recognised(["Aantal gesprekken|2021|2022", "Januari||91", "Februari|98|106"])
    assert (found.drafts[0].value.is_blank, found.drafts[1].value.number) == (True, 91)


def test_a_total_that_looks_like_a_year_heads_no_column() -> None:
    found = recognised(["Maand|Aantal gesprekken", "Totaal|1905", "Januari|900", "Februari|1005"], "Gesprekken in 2024")
    assert [(d.period and d.period.start.year, d.month, d.value.number) for d in found.drafts] == [
        (2024, None, 1905),
        (2024, 1, 900),
        (2024, 2, 1005),
    ]


def test_headings_with_one_row_of_values_and_no_label() -> None:
    found = recognised(["JAN.|FEBR.|MRT.|TOT.", "51|63|70|184"], "Aantal nieuwe chatoproepers in 2023")
    assert [said(d)[2:] for d in found.drafts] == [
        (1, None, False, 51),
        (2, None, False, 63),
        (3, None, False, 70),
        (None, None, True, 184),
    ]
    assert found.refusals == []


def test_what_is_counted_may_stand_behind_each_number() -> None:
    found = recognised(["Jaar|Aantal", "2022|1.077 gesprekken", "2023|ca. 1.187 gesprekken"], "Gesprekken per jaar")
    assert [(d.value.number, d.is_approximate) for d in found.drafts] == [(1077, False), (1187, True)]


def test_years_of_a_school_are_named_so() -> None:
    found = recognised(["Schooljaar|Aantal gesprekken", "2020-2021|1.012", "2021-2022|1.077"])
    assert [d.period for d in found.drafts] == [
        Period(date(2020, 9, 1), date(2021, 8, 31)),
        Period(date(2021, 9, 1), date(2022, 8, 31)),
    ]


def test_a_total_of_part_of_the_year() -> None:
    found = recognised(["Maand|2024", "Januari|62", "Februari|98", "Totaal (t.e.m. februari)|160"], "Aantal gesprekken")
    assert [(d.part, d.is_total, d.is_series) for d in found.drafts][-1] == ((1, 2), True, False)


def test_a_caption_may_name_the_last_part_of_a_year() -> None:
    for caption in (
        "Aantal gesprekken in het laatste kwartaal van 2024",
        "Aantal gesprekken in 2024 (laatste kwartaal)",
    ):
        found = recognised(["Gesprekken|608"], caption)
        assert [d.period for d in found.drafts] == [Period(date(2024, 10, 1), date(2024, 12, 31))]


@pytest.mark.parametrize(("total", "part"), [(160, (1, 2)), (1074, None)])
def test_a_total_under_months_of_part_of_the_year_is_theirs_where_it_is_their_sum(
    total: int, part: tuple[int, int] | None
) -> None:
    found = recognised(["Maand|2024", "Januari|62", "Februari|98", f"Totaal|{total}"], "Aantal gesprekken")
    assert [(d.part, d.is_total) for d in found.drafts][-1] == (part, True)


def test_years_since_some_year_are_not_cumulated() -> None:
    found = recognised(["Maand|2021|2022", "Januari|62|91"], "Aantal chatgesprekken per maand sinds 2021.")
    assert [d.value.number for d in found.drafts] == [62, 91]


@pytest.mark.parametrize(
    ("rows", "captions", "reason"),
    [
        (["|Meisje|Jongen", "9-11j|3%|2%", "12-14j|20%|13%"], ["Profiel"], "crosses two breakdowns"),
        (
            ["Maand|Aantal", *[f"{m}|10" for m in MONTHS]],
            ["Bezoeken aan onze podcast"],
            "nothing that the catalogue knows",
        ),
        (["Maand|Aantal", *[f"{m}|10" for m in MONTHS]], ["Aantal gesprekken bij Awel per maand"], "another service"),
        (["Maand|Aantal", *[f"{m}|10" for m in MONTHS]], ["Gemiddeld aantal gesprekken"], "no indicator stands for"),
        (["Gesprekken|608"], ["Kerncijfers begin 2024:"], "'begin 2024' is, is not said exactly"),
        (["Geslacht|Aantal", "Vrouw|81", "Man|19"], [], "published as a percent"),
        (["Aantal gesprekken|2021|2022|", "Januari|62|91|153"], [], "have a heading and others have none"),
        (["2020|2021|2022", "Januari|62|91", "Februari|98|106"], ["Aantal gesprekken"], "have the same labels"),
        (["Maand|2022", "Januari|62", "Januari|91"], ["Aantal gesprekken"], "have the same labels"),
        (["Maand|2022", "Januari|62 91", "Februari|9"], ["Aantal gesprekken"], "ran together"),
        (["Maand|2022", "Januari|62", "|91"], ["Aantal gesprekken"], "has no label"),
        (["Maand|2022", "Januari|62", "Gemiddelde|62"], ["Aantal gesprekken"], "no indicator stands for"),
        (["Maand|2022", "Januari|62", "Subtotaal|62"], ["Aantal gesprekken"], "only some of the others"),
        (
            ["Gemelde problematieken|2022", "Verwerkingsproblematiek 1%|", "Seksueel misbruik|4%"],
            [],
            "outside the values",
        ),
        (["Hulplijn|Oproepen", "1712|3", "Awel|4"], ["Aantal gesprekken"], "breakdown 'helpline'"),
        (
            ["Dienst|Aantal doorverwijzingen", "1712|120", "Awel|85"],
            ["Aantal oproepers dat Nupraatikerover.be doorverwees naar andere diensten:"],
            "no indicator stands for",
        ),
        (["Geslacht|Aandeel", "Man|84%", "Vrouw|16%"], ["Geslacht van de plegers in 2024:"], "no indicator stands for"),
        (["Jaar|Aantal gesprekken", "2020-2021|1.012", "2021-2022|1.077"], [], "one school year or two"),
        (
            ["Maand|2021|2022", "|gemiste|gesprekken", "Januari|62|91", "Februari|98|106"],
            ["Aantal"],
            "say different things",
        ),
        (["Jaar|Aantal gesprekken", "2023|1,099", "2024|1,187"], [], "may be thousands or decimals"),
        (["Maand|2030|2031", "Januari|62|91", "Kop|2030|2031"], ["Aantal gesprekken"], "drawn again"),
        (["Kop|2030|2031 (t.e.m. mei)", "Januari|62|91", "Kop||2031"], ["Aantal gesprekken"], "drawn again"),
        (["Geslacht|%", "Onbekend 90% 18 tot 20 jaar|40%", "Vrouw|30%"], [], "ran together"),
        (["Problematiek|%", "en verwaarlozing|31%", "Seksueel misbruik|40%"], [], "in the middle of a text"),
        (["Leeftijd|2021", "<9j|63%", "Geslacht Percentage|2%", "9-11 jaar|35%"], [], "may be a heading"),
        (["Geslacht|%", "Vrouw|63%", "Man|37%", "2017|5%"], [], "no category of caller_gender_share"),
        (["Oproepers naar geslacht in|", "Vrouw|63%", "Man|37%"], [], "ends in the middle of a text"),
        *(
            (["Maand|2024", *[f"{m}|10" for m in MONTHS]], [caption], reason)
            for caption, reason in (
                ("Cumulatief aantal gevoerde gesprekken", "(running)"),
                ("Cumulatief aantal gesprekken sinds de start van het jaar", "(running)"),
                ("Aantal gesprekken (lopend totaal)", "(running)"),
                ("Aantal gesprekken per maand, opgeteld vanaf januari", "(running)"),
                ("Weekgemiddelde van het aantal gesprekken", "(average)"),
                ("Aantal gesprekken per maand (maandgemiddelde per jaar)", "(average)"),
                ("Evolutie van het aantal gesprekken (index 2023 = 100)", "(index)"),
                ("Aantal gesprekken per maand, jongens", "'jongens'"),
                ("Aantal gesprekken per maand (internaten)", "'internaten'"),
                ("Aantal gesprekken per maand, enkel die op de chat", "'enkel'"),
                ("De tabel geeft het maximale aantal gesprekken per maand.", "'maximale'"),
                ("Aantal gesprekken tussen 19u en 22u:", "('19u')"),
                ("Aantal gesprekken van alle hulplijnen samen per maand:", "'hulplijnen'"),
                ("Aantal uren dat de chat open was, en gesprekken", "'uren'"),
                ("Nieuwe oproepers per maand, internaten", "'internaten'"),
                ("Aantal gesprekken per beantwoorder:", "per beantwoorder"),
                ("Aantal eerste gesprekken per maand", "eerste gesprekken"),
                ("Aandeel van de maand in het aantal gesprekken:", "aandeel"),
                ("Eerst het aantal nieuwe oproepers en dan het aantal gesprekken:", "equally well"),
                ("In tegenstelling tot het aantal gesprekken is er een stijging.", "no text announces"),
            )
        ),
        (
            ["Maand|Aantal", *[f"{m}|10" for m in MONTHS[:11]], "december 2023|15", *[f"{m}|20" for m in MONTHS[:11]]],
            ["Aantal gesprekken"],
            "of either year",
        ),
        (["|2024", "Aantal oproepers|5020", "Waarvan beantwoord|1020"], ["Oproepers"], "only some of what"),
        (["Maand|Aantal oproepen|Beantwoord", "Mei|50|10"], ["Aantal oproepen:"], "label 'Beantwoord'"),
        (
            ["Problematiek|%", "Seksueel misbruik|43%", "- waarvan binnen het gezin|24%", "Verwerking|57%"],
            [],
            "only some of what",
        ),
        (["Unieke oproepers op de chatknop|7001", "waarvan effectief gesprek|651"], [], "only some of what"),
        (
            ["|2024", "Chat|980", "Post|62", "Totaal|1042"],
            ["Aantal gevoerde gesprekken"],
            "parts that were not understood",
        ),
        (["Maand|Binnen openingsuren|Buiten openingsuren|Totaal", "Januari|60|180|240"], ["Gemiste oproepen"], "apart"),
        (["Maand|Gesprekken|Nieuwe oproepers|Totaal", "Januari|60|30|90"], ["In 2024"], "counted apart"),
        (["ma|60%", "di|40%"], ["Spreiding van de gemiste oproepen over de weekdagen in 2024"], "was announced"),
        (["Vrouw|60%", "Man|40%"], ["Geslacht van de unieke oproepers op de chatknop in 2024"], "was announced"),
        (["Maand|2024", "Januari|60"], ["Aantal gesprekken met nieuwe oproepers per maand"], "no text announces"),
        (
            ["Maand|2024", "Januari|60"],
            ["Gesprekken per maand met jongeren van 12 tot 14 jaar"],
            "'van 12 tot 14 jaar'",
        ),
        (["|2024", "Januari|62", "Drukste dag (gesprekken)|12"], [], "other figures than conversations ('drukste')"),
        (["Leeftijd|%", "9-11j|5", "12-14j|95", "N|612"], [], "speak of numbers and of percentages"),
        (["Geslacht|2025", "Vrouw|81%", "Man|19%"], ["Geslacht van de dossiers bij het VK"], "('dossiers')"),
        (["Maand|Gesprekken 2024", "Januari|62"], ["Aantal gesprekken, internaten"], "('internaten')"),
        (
            ["Geslacht|Percentage|Leeftijd|2024", "Vrouw|88%|9-11j|3%"],
            ["Geslacht van de oproepers"],
            "'9-11j' among its values is a label",
        ),
        (["Maand|2022 2023", "Januari|110"], ["Aantal gesprekken per maand"], "names several times"),
        (["Maand|2023", "April|150", "|198", "Mei|95"], ["Aantal gesprekken per maand"], "may go on in '198'"),
        (["|2022||2023", "Maand|Gesprekken|Nieuwe oproepers|Gesprekken", "Mei|91|50|99"], [], "no time is named with"),
        (["Provincie|Doorverwijzingen", "Antwerpen|3", "Limburg|4"], [], "no indicator stands for"),
        (
            ["Geslacht van de oproepers in 2023||", "|2022|2023", "Vrouw|83%|", "Jongens|17%|"],
            [],
            "its title names a year whose column is empty",
        ),
        (["Maand|Doel", "Januari|110", "Februari|98"], ["Aantal gesprekken in 2023:"], "'doel' is not understood"),
        (["Maand|Vorig jaar", "Mei|110", "Juni|98"], ["Aantal gesprekken in 2023:"], "'vorig' is not understood"),
        (["Maand|Verschil met 2022", "Mei|110", "Juni|98"], ["Aantal gesprekken in 2023:"], "'verschil' is not"),
        (["Maand|+/-", "Mei|110", "Juni|98"], ["Aantal gesprekken in 2023:"], "'+/-' is not understood"),
        (["Maand|Schooljaar 2023", "Mei|110", "Juni|98"], ["Aantal gesprekken"], "'schooljaar' is not understood"),
        (["Maand|Aantal per beantwoorder", "Mei|11", "Juni|9"], ["Aantal gesprekken in 2023:"], "'per beantwoorder'"),
        (["Maand|Aantal op woensdag", "Mei|11", "Juni|9"], ["Aantal gesprekken in 2023:"], "'woensdag'"),
        (["|2022|2023", "Nieuwe chatoproepers in het Frans|33|44"], [], "'frans' is not understood"),
        (["|2022|2023", "Unieke oproepers op de chatknop via WhatsApp|33|44"], [], "'whatsapp' is not understood"),
        (["|2022|2023", "Nieuwe chatoproepers onder 12 jaar|33|44"], [], "'12 jaar'"),
        (["Hulplijn|2023", "1712|", "Awel|24", "1813|8"], ["Doorverwijzingen"], "may be the year that heads"),
        (["1712|1813", "35|8"], ["Doorverwijzingen in 2023"], "'1813' may be the helpline"),
        (["101|97", "januari|februari", "95|121", "maart|april"], ["Aantal gesprekken in 2023"], "above or below"),
        (["80%|15%", "meisjes|jongens"], ["Geslacht van de oproepers in 2023"], "stands where its labels do"),
        (
            ["Meisje/Vrouw|81|80", "Seksueel misbruik|41|43", "Verwerking|8|8", "Andere|51|49"],
            ["Problematieken in 2022 en 2023 (in %)"],
            "is a gender, and no problem",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_the_reason(rows: list[str], captions: list[str], reason: str) -> None:
    found = recognised(rows, *captions)
    assert reason in " ".join(refusal.message for refusal in found.refusals)


@pytest.mark.parametrize(
    ("rows", "caption", "values"),
    [
        (["Jaar|Aantal|Evolutie", "2022|923|", "2023|1074|+16%"], "Aantal gesprekken", [923, 1074]),
        (["Maand (2024)|Aantal", "Januari|62", "Februari|98"], "Aantal gesprekken", [62, 98]),
        (["2024|Gesprekken|Nieuwe oproepers", "Januari|62|30"], "De tabel bevat de cijfers per maand.", [62, 30]),
        (["Kwartaal|2024", "Q1|62", "Q2|98", "Jaartotaal|160"], "Aantal gesprekken", [62, 98, 160]),
        (
            ["Maand|Tijdens de openingsuren|Buiten de openingsuren", "Januari|62|98"],
            "Oproepers die op de chatknop drukten maar geen gesprek kregen, tijdens en buiten de openingsuren:",
            [62, 98],
        ),
        (["Maand|Aantal", "Januari|62"], "Gemiste oproepen, zowel tijdens als buiten de openingsuren", []),
        # What a narrow column broke off has no label; a sum of all that has none is no rest.
        (["Maand|2024", "Januari|110", "|3", "Februari|640", "Maart|77", "Totaal|100"], "Aantal gesprekken", [640, 77]),
        (["Maand|2024", "Januari|62", "Februari|98", "|160"], "Aantal gesprekken", [62, 98]),
        # A number and its share in one cell: that it is the share of these numbers, the numbers must say.
        (["Geslacht|2023", "Vrouw|480 (81%)", "Man|90 (15%)", "X|24 (4%)"], "Aantal en percentage", [81, 15, 4]),
        (["Geslacht|2023", "Vrouw|480 (81%)", "Man|90 (15%)", "Totaal|594"], "Aantal en percentage", [81, 15]),
        (["Geslacht|2023", "Vrouw|480 (5%)", "Man|90 (3%)"], "Oproepers, en de stijging", []),
        (["Geslacht|2023", "Vrouw|480 (81%)", "Man|***"], "Aantal en percentage", [None]),
        (["Maand|2024", "Januari|62 (39%)", "Februari|98 (61%)"], "Aantal gesprekken", [62, 98]),
    ],
)
def test_which_values_of_a_table_are_read(rows: list[str], caption: str, values: list[int]) -> None:
    found = recognised(rows, caption)
    assert [d.value.number for d in found.drafts] == values
    assert all("neither a number" not in refusal.message for refusal in found.refusals)


def test_a_footnote_to_a_mark_is_none_to_the_figures_without_it() -> None:
    cells = table("Maand|2025", "Januari|62", "Februari|98*")
    for note in ("(*) Voorlopige cijfers, nog niet definitief.", "* Voorlopige cijfers"):
        found = recognise(cells, Surroundings(("Aantal gesprekken",), notes=(note,)), CATALOGUE)
        assert [(d.is_provisional, d.value.marker) for d in found.drafts] == [(False, None), (False, "*")]
    free = recognise(cells, Surroundings(("Aantal gesprekken",), notes=("Voorlopige cijfers.",)), CATALOGUE)
    assert [d.is_provisional for d in free.drafts] == [True, True]


def test_a_limit_among_percentages_is_one_of_the_share_only_with_the_sign() -> None:
    found = recognised(["Geslacht|Aandeel", "Vrouw|81%", "Man|<5%", "X|<5"], "Geslacht van de oproepers")
    assert [d.value.bounds(is_count=False) for d in found.drafts] == [(None, None), (None, 5), (None, None)]
    assert [d.value.marker for d in found.drafts] == [None, None, "<5"]


def test_a_refused_part_leaves_the_rest() -> None:
    found = recognised(["Maand|2022", "Januari|62", "Februari|1.5", "Totaal|100"], "Aantal gesprekken")
    assert [d.printed_text for d in found.drafts] == ["62", "100"]
    assert [(refusal.cells, refusal.is_misprint) for refusal in found.refusals] == [(((3, 2),), True)]


def test_a_total_under_the_last_month_is_not_believed() -> None:
    header = "Jaar|" + "|".join(MONTHS) + "|Mei|Totaal"
    found = recognised([header, "2020|10|20|30|40|100|"], "Aantal gesprekken")
    assert [d.value.number for d in found.drafts] == [10, 20, 30, 40]
    assert "slipped" not in found.refusals[0].message
    assert "sum of the others" in found.refusals[0].message


def test_a_sentence_about_something_else_does_not_announce_a_table() -> None:
    """The nearest caption names what the catalogue does not know; the sentence before it is about other figures."""
    found = recognised(
        ["Maand|2022", "Januari|62", "Februari|91"],
        "Onderstaande tabel toont het aantal inschrijvingen voor de nieuwsbrief.",
        "In 2022 werden 1074 gesprekken gevoerd.",
    )
    assert found.drafts == []


@pytest.mark.parametrize(
    "remark",
    [
        "Ik verwijs naar onderstaande tabel.",
        "De cijfers van 2023 werden herzien.",
        "De cijfers kunnen licht afwijken van eerder meegedeelde cijfers.",
        "Deze cijfers komen uit het registratiesysteem van de vertrouwenscentra kindermishandeling.",
    ],
)
def test_a_remark_on_figures_leaves_what_was_announced_before_it(remark: str) -> None:
    found = recognised(["Maand|Aantal", "Januari|62", "Februari|91"], remark, "Aantal gesprekken in 2024.")
    assert [said(d)[:3] for d in found.drafts] == [("conversations", 2024, 1), ("conversations", 2024, 2)]
    assert found.refusals == []


@pytest.mark.parametrize(
    "sentence",
    [
        "De cijfers van de podcast werden herzien.",
        "De cijfers komen uit het registratiesysteem van Awel.",
        "Deze cijfers zijn exclusief meisjes.",
        "De cijfers zijn cumulatief.",
        "Onderstaande tabel toont de registraties van de vertrouwenscentra kindermishandeling.",
    ],
)
def test_a_sentence_that_says_more_of_the_figures_is_no_remark(sentence: str) -> None:
    found = recognised(["Maand|Aantal", "Januari|62", "Februari|91"], sentence, "Aantal gesprekken in 2024.")
    assert found.drafts == []


def test_a_name_without_values_among_categories_is_a_heading_or_a_category_and_told() -> None:
    rows = ["Gemelde problematieken|%", "Seksueel misbruik|41%", "Familiaal geweld|", "Verwerkingsproblematiek|4%"]
    found = recognised(rows)
    assert [d.category for d in found.drafts] == ["sexual_abuse", "coping_problems"]
    (refusal,) = found.refusals
    assert "'Familiaal geweld'" in refusal.message


@pytest.mark.parametrize("heading", ["Andere hulplijnen:", "Aantal doorverwijzingen"])
def test_a_heading_among_categories_that_shows_that_it_is_one(heading: str) -> None:
    found = recognised(["Hulplijn|Doorverwijzingen", "1712|31", f"{heading}|", "Awel|22", "Tele-onthaal|7"])
    assert found.refusals == []
    assert [d.value.number for d in found.drafts] == [31, 22, 7]


def test_a_label_with_values_in_it_belies_the_whole_table() -> None:
    rows = ["Leeftijd in 2024|Percentage", "9-11 jaar|13%", "X 85% 59% 12-14 jaar|3%", "15-17 jaar|41%"]
    found = recognised(rows)
    assert found.drafts == []
    assert "'X 85% 59% 12-14 jaar'" in found.refusals[0].message


def test_rows_above_the_first_year_of_a_table_that_has_years_among_its_rows_are_of_an_earlier_one() -> None:
    found = recognised(["Januari|95", "Februari|101", "2024|", "Januari|80", "Februari|81"], "Aantal gesprekken")
    assert [said(d) for d in found.drafts] == [
        ("conversations", 2024, 1, None, False, 80),
        ("conversations", 2024, 2, None, False, 81),
    ]
    assert "under no year" in found.refusals[0].message


def test_a_month_without_the_year_that_all_others_have_is_a_label_that_was_cut() -> None:
    rows = ["Maand|Gesprekken", "oktober 2024|95", "november 2024|101", "december|80"]
    found = recognised(rows)
    assert [said(d)[1:3] for d in found.drafts] == [(2024, None), (2024, None)]
    assert "'december'" in found.refusals[0].message


@pytest.mark.parametrize("above", ["juli 2016 augustus", "juli 2016"])
def test_a_year_among_months_that_name_theirs_is_the_end_of_the_label_above(above: str) -> None:
    rows = ["Maand|Gesprekken", "juni 2016|95", f"{above}|101", "2016|80", "september 2016|70", "oktober 2016|60"]
    found = recognised(rows)
    assert not any(d.period == year_period(2016) for d in found.drafts)
    assert "'2016' may be the end of the label above" in " ".join(each.message for each in found.refusals)
    whole = recognised(["Maand|Gesprekken", "november 2016|95", "december 2016|101", "2016|196", "januari 2017|80"])
    assert [d.value.number for d in whole.drafts if d.period == year_period(2016)] == [196]


def test_ages_that_end_where_others_begin_are_none_of_the_known_ones() -> None:
    found = recognised(["18 tot 21 jaar|60%", "21 tot 24 jaar|40%"], "Leeftijd van de oproepers in 2025")
    assert [said(d)[3] for d in found.drafts] == ["18_tot_21_jaar", "21_tot_24_jaar"]


def test_months_under_the_half_of_the_year_that_they_are_in() -> None:
    rows = ["Eerste semester|Eerste semester|Eerste semester", "Jan|Feb|Mrt", "62|98|60"]
    found = recognised(rows, "Aantal gesprekken in 2025")
    assert [said(d)[2] for d in found.drafts] == [1, 2, 3]


def test_a_year_as_title_of_the_first_rows_and_another_among_the_rows() -> None:
    found = recognised(["2014|", "Januari|95", "Februari|101", "2015|", "Januari|80"], "Aantal gesprekken")
    assert [said(d)[1:3] for d in found.drafts] == [(2014, 1), (2014, 2), (2015, 1)]
    assert found.refusals == []


def test_a_year_above_the_table_and_another_among_its_rows() -> None:
    rows = ["Januari|95", "Februari|101", "2024|", "Januari|80"]
    found = recognised(rows, "2023", "Aantal gesprekken")
    assert [said(d)[1:3] for d in found.drafts] == [(2023, 1), (2023, 2), (2024, 1)]
    again = recognised(rows, "Aantal gesprekken in 2024")
    assert [said(d)[1:3] for d in again.drafts] == [(2024, 1)]


def test_a_label_that_its_value_was_glued_to_is_no_title_of_the_rows_below_it() -> None:
    rows = ["Problematieken in 2014|", "Seksueel misbruik|10 %", "Verwerkingsproblematiek 57 %|", "Andere|76 %"]
    found = recognised(rows)
    assert [said(d)[1:4] for d in found.drafts] == [(2014, None, "sexual_abuse"), (2014, None, "other_unclear")]
    assert "57 %" in found.refusals[0].message


@pytest.mark.parametrize(
    ("caption", "word"),
    [
        ("Aantal afgebroken gesprekken per maand in 2025", "afgebroken"),
        ("Het aantal anonieme gesprekken per maand:", "anonieme"),
        ("Aantal niet-gevoerde gesprekken in 2025", "niet-gevoerde"),
        ("Aantal gesprekken met jongens per maand in 2025", "jongens"),
        ("Aantal gesprekken via WhatsApp in 2025", "whatsapp"),
        ("Aantal gesprekken waarin zelfdoding aan bod kwam in 2025", "waarin"),
        ("Aantal gesprekken in het Frans in 2025", "frans"),
        ("Toename van het aantal gesprekken in 2025", "toename"),
        ("Aantal gesprekken per 1.000 jongeren in 2025", "per 1"),
        ("Tevredenheid over de gesprekken in 2025", "rating"),
        ("Aantal aangevraagde gesprekken per maand in 2025", "no text announces"),
    ],
)
def test_a_caption_about_only_some_conversations_announces_none(caption: str, word: str) -> None:
    found = recognised(["Maand|Aantal", "Januari|95", "Februari|101"], caption)
    assert found.drafts == []
    assert word in found.refusals[0].message


SHARES = {
    "Geslacht": ["Vrouw|66%", "Man|34%"],
    "Leeftijd": ["9-11j|33%", "12-14j|67%"],
    "Problematiek": ["Seksueel misbruik|41%", "Verwerkingsproblematiek|59%"],
    "Weekdag": ["Maandag|21%", "Woensdag|31%"],
}


@pytest.mark.parametrize(
    ("breakdown", "caption", "word"),
    [
        ("Geslacht", "Geslacht van de oproepers die doorverwezen werden in 2023:", "doorverwezen"),
        ("Geslacht", "Geslacht van de minderjarige oproepers in 2023:", "minderjarige"),
        ("Geslacht", "Geslacht van de nieuwe oproepers in 2023:", "nieuwe"),
        ("Geslacht", "Geslacht van de oproepers van 12 tot 14 jaar:", "van 12 tot 14 jaar"),
        ("Geslacht", "Geslacht van de jongeren in Vlaanderen:", "vlaanderen"),
        ("Geslacht", "De tabel toont het geslacht volgens de steekproef.", "steekproef"),
        ("Geslacht", "Vlaamse bevolking:", "vlaamse"),
        ("Geslacht", "tabel 2 dat van de slachtoffers in 2023.", "slachtoffers"),
        ("Leeftijd", "Leeftijd van de oproepers op woensdag:", "woensdag"),
        ("Leeftijd", "Leeftijd bij het eerste misbruik (2023):", "misbruik"),
        ("Problematiek", "Problematieken bij meisjes in 2023:", "meisjes"),
        ("Problematiek", "Secundaire problematieken in 2023:", "secundaire"),
        ("Weekdag", "Verdeling van de openingsuren over de week:", "openingsuren"),
        ("Weekdag", "Aandeel beantwoorde gesprekken per weekdag:", "beantwoorde"),
        ("Geslacht", "Geslacht en leeftijd van de oproepers in 2023 (in %):", None),
        ("Leeftijd", "De leeftijdsverdeling van de oproepers is als volgt:", None),
        ("Problematiek", "De onderstaande tabel geeft een overzicht van de meest gemelde problematieken.", None),
        ("Problematiek", "Gemelde problematieken (meerdere antwoorden mogelijk):", None),
        ("Weekdag", "Spreiding van de gevoerde gesprekken over de weekdagen in 2023", None),
        ("Geslacht", "Awel: 22", None),
        ("Geslacht", "In antwoord op een eerdere vraag werden hierover al cijfers gegeven.", None),
    ],
)
def test_a_caption_over_shares_says_of_whom_they_are(breakdown: str, caption: str, word: str | None) -> None:
    found = recognised([f"{breakdown}|%", *SHARES[breakdown]], caption)
    assert [f"({word!r})" in refusal.message for refusal in found.refusals] == ([True] if word else [])
    assert len(found.drafts) == (0 if word else 2)


@pytest.mark.parametrize(
    "caption",
    [
        "Onderstaande tabel toont het aantal gevoerde chatgesprekken per maand in 2025.",
        "In volgende tabel vindt u het aantal in 2025 gevoerde gesprekken terug.",
        "De tabel hieronder geeft een overzicht van het aantal gesprekken in 2025, opgedeeld per maand.",
        "Aantal gesprekken dat Nupraatikerover.be in 2025 voerde",
        "Evolutie van het aantal gesprekken met jongeren via de chat tijdens de openingsuren (2025)",
        "Maandcijfers gesprekken 2025",
        "Aantal geregistreerde gesprekken in de loop van 2025 volgens maand",
        "Aantal gesprekken van de vertrouwenscentra kindermishandeling met Nupraatikerover.be in 2025",
        "Gesprekken 2025",
        "1. In 2025 voerde Nupraatikerover.be 196 gesprekken. De cijfers per maand:",
    ],
)
def test_a_caption_about_all_conversations_however_it_says_so(caption: str) -> None:
    found = recognised(["Maand|Aantal", "Januari|95", "Februari|101"], caption)
    assert [said(d)[:3] for d in found.drafts] == [("conversations", 2025, 1), ("conversations", 2025, 2)]


def test_labels_that_differ_in_signs_only_are_told_and_not_merged() -> None:
    rows = ["Problematiek|%", "Seksueel misbruik|60%", "Pesten (school)|8%", "Pesten/school|32%"]
    found = recognised(rows, "Gemelde problematieken in 2025")
    assert [said(d)[3] for d in found.drafts] == ["sexual_abuse"]
    assert "'Pesten (school)' and 'Pesten/school' would both be kept as 'pesten_school'" in found.refusals[0].message


def test_ages_on_both_sides_of_a_limit_are_two_categories() -> None:
    found = recognised(["<18|68%", ">18|27%", "onbekend|5%"], "Leeftijd van de oproepers in 2025")
    assert [said(d)[3:] for d in found.drafts] == [("_18", False, 68), ("over_18", False, 27), ("unknown", False, 5)]


@pytest.mark.parametrize("heading", ["2028|2029", "2029|2028"])
def test_years_side_by_side_are_a_heading_and_no_row(heading: str) -> None:
    found = recognised(["Jaar|Aantal gesprekken", "2020|914", "2021|923", heading])
    assert [draft.value.number for draft in found.drafts] == [914, 923]
    assert f"{heading.replace('|', ' and ')} may be a heading of years" in found.refusals[0].message


@pytest.mark.parametrize(
    ("title", "rows", "glued"),
    [
        ("Gemelde problematieken in 2024", ["Seksueel misbruik|58 %", "Andere|4 %"], "Verwerkingsproblematiek37 %"),
        ("Doorverwijzende hulplijn in 2024", ["Awel|58", "1712|4"], "Huisarts37"),
    ],
)
def test_a_label_glued_to_its_value_is_told(title: str, rows: list[str], glued: str) -> None:
    found = recognised([f"{title}|", rows[0], f"{glued}|", rows[1]])
    assert any(repr(glued) in refusal.message for refusal in found.refusals)


@pytest.mark.parametrize(
    ("printed", "values"), [("150 198", [62, 91, 98]), ("1 187", [62, 91, 98, 1187]), ("1.074", [62, 91, 98, 1074])]
)
def test_two_numbers_with_a_space_between_them_are_no_thousands(printed: str, values: list[int]) -> None:
    found = recognised(["Aantal gesprekken|2021|2022", "Januari|62|91", f"Februari|98|{printed}"])
    assert [draft.value.number for draft in found.drafts] == values
    told = ["'150 198' would be far above all others, so it may be two numbers"]
    assert [each.message for each in found.refusals] == (told if len(values) == 3 else [])


def test_an_age_without_the_word_for_years_is_no_label_that_ran_together_with_a_value() -> None:
    rows = ["jonger dan 12|11%", "12 tot en met 14|33%", "ouder dan 25|7%", "min 12|49%"]
    found = recognised(rows, "Leeftijd van de oproepers in 2025")
    assert found.refusals == []
    assert [said(d)[3] for d in found.drafts] == ["jonger_dan_12", "12-14", "ouder_dan_25", "min_12"]


def test_bands_of_something_else_are_no_ages() -> None:
    found = recognised(["|2025", "2-4|33%", "5-9|47%", "10+|20%"], "Oproepers naar aantal contactnames")
    assert found.drafts == []
    assert "may be ages" in found.refusals[0].message


@pytest.mark.parametrize(
    "caption",
    [
        "Aantal nieuwe oproepers jonger dan 12 jaar per maand in 2025",
        "Nieuwe vrouwelijke oproepers per maand in 2025",
        "Gemiste gesprekken tijdens de openingsuren op woensdag in 2025",
    ],
)
def test_a_caption_about_only_some_callers_announces_none(caption: str) -> None:
    found = recognised(["Maand|Aantal", "Januari|95", "Februari|101"], caption)
    assert found.drafts == []
    assert "may be about other figures" in found.refusals[0].message


def test_a_month_that_stands_once_among_months_that_stand_twice_is_of_neither_year() -> None:
    months = ["Februari|10", "Maart|121", "April|322", "Januari|229", "Februari|306", "Maart|107", "April|84"]
    found = recognised(["Maand|2017", *months], "Aantal nieuwe chatoproepers")
    assert found.drafts == []


def placed(text: str, x0: float, x1: float) -> PlacedWord:
    return PlacedWord(1, Word(text, x0, 100.0, x1, 110.0, size=10.0, bold=False))


@pytest.mark.parametrize(
    ("gap", "apart"), [(2.8, False), (6.0, False), (25.0, True)], ids=["thousands", "typewritten", "two columns"]
)
def test_digits_that_stand_apart_are_of_two_numbers(gap: float, apart: bool) -> None:
    cell = TableCell("328 339", (placed("328", 190, 205), placed("339", 205 + gap, 220 + gap)), (1, 1))
    assert stands_apart(cell) is apart


@pytest.mark.parametrize(
    ("caption", "values"),
    [
        ('Doorverwijzingen in 2023 (aantallen kleiner dan 5 worden om privacyredenen vervangen door "<5"):', [35, 24]),
        ("Doorverwijzingen in 2023 (p = kleiner dan 10):", [35, 24]),
        ("Doorverwijzingen in 2023, met het verschil tegenover 2022:", [35, 24]),
        ("Doorverwijzingen in 2023 (aantallen van de plegers):", []),
    ],
)
def test_a_caption_may_say_which_numbers_are_withheld_or_that_changes_follow(caption: str, values: list[int]) -> None:
    found = recognised(["Hulplijn|Aantal", "1712|35", "Awel|24"], caption)
    assert [draft.value.number for draft in found.drafts] == values
