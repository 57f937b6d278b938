"""Periods that only the whole answer tells, the meaning of signs, roles; and the count of what was left."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.reading.asked import Asked
from nupraat_pipeline.reading.calendar import month_period, year_period
from nupraat_pipeline.reading.coverage import IN_NOTHING, Printed, doubts_for, unclaimed
from nupraat_pipeline.reading.drafts import Draft
from nupraat_pipeline.reading.footnotes import Footnote, Footnotes, legends_in, same_mark
from nupraat_pipeline.reading.records import Box, Doubt, Figure, Period
from nupraat_pipeline.reading.resolution import NOT_KNOWN, resolve
from nupraat_pipeline.reading.values import Value, parse_value

CATALOGUE = load_catalogue()
BOX = Box(1, 0, 0, 10, 10)
ASKED = date(2023, 1, 30)
NO_NOTES = Footnotes((), (None,) * 9, CATALOGUE)


def draft(printed: str = "10", **facts: object) -> Draft:
    value = parse_value(printed)
    assert value is not None
    plain = Draft("conversations", value, "count", "table", printed, ())
    return replace(plain, **facts)  # type: ignore[arg-type]


def finished(
    *drafts: Draft, asked: date = ASKED, notes: Footnotes = NO_NOTES, about: Asked = NOT_KNOWN
) -> tuple[list[Figure], list[Doubt]]:
    figures, doubts = resolve(drafts, asked, notes, lambda _: BOX, about)
    return list(figures), list(doubts)


def test_a_printed_period_stays() -> None:
    (figure,), _ = finished(draft(period=year_period(2022), part=(3, 3)))
    assert (figure.period, figure.period_basis, figure.role) == (month_period(2022, 3), "printed", "part")


def test_the_one_year_named_under_the_item_is_taken() -> None:
    (figure,), _ = finished(
        draft(
            item_periods=(
                year_period(2021),
                year_period(2021),
            )
        )
    )
    assert (figure.period, figure.period_basis) == (year_period(2021), "item")


@pytest.mark.parametrize(
    ("about", "is_taken"),
    [
        (Asked(frozenset([2020, 2021])), True),
        (Asked(frozenset([2022]), is_open=True), True),
        (Asked(frozenset([2022])), False),
    ],
)
def test_a_year_of_the_item_that_nobody_asked_about_is_not_taken(about: Asked, *, is_taken: bool) -> None:
    figures, doubts = finished(draft(item_periods=(year_period(2021),)), about=about)
    assert [figure.period for figure in figures] == [year_period(2021)] * is_taken
    assert is_taken or "2021 is the only year that its item names" in doubts[0].message


def test_a_month_is_of_none_of_several_years_of_the_item() -> None:
    years = (year_period(2021), year_period(2022))
    figures, doubts = finished(draft(item_periods=years, part=(3, 3)), draft(period=year_period(2022)))
    assert [figure.period for figure in figures] == [year_period(2022)]
    assert "its item names several years" in doubts[0].message


def test_among_several_years_of_the_item_the_answers_year_is_taken() -> None:
    known = draft(period=year_period(2022))
    (_, figure), _ = finished(
        known,
        draft(
            item_periods=(
                year_period(2020),
                year_period(2021),
            )
        ),
    )
    assert (figure.period, figure.period_basis) == (year_period(2022), "answer")


def test_without_any_year_there_is_no_figure_but_a_doubt() -> None:
    figures, (doubt,) = finished(draft("688"))
    assert figures == []
    assert doubt.rule == "unaccounted_number"
    assert "'688'" in doubt.message


def test_growth_is_of_the_one_year_of_the_item_after_its_base() -> None:
    growth = draft(
        "16%",
        base_period=year_period(2021),
        item_periods=(
            year_period(2020),
            year_period(2021),
            year_period(2022),
        ),
    )
    (figure,), _ = finished(growth)
    assert (figure.period, figure.period_basis, figure.base_period) == (year_period(2022), "item", year_period(2021))


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (year_period(2022), year_period(2021)),
        (month_period(2021, 2), month_period(2020, 2)),
        (Period(date(2022, 1, 1), date(2022, 6, 30)), Period(date(2021, 1, 1), date(2021, 6, 30))),
        (Period(date(2021, 1, 1), date(2021, 2, 28)), Period(date(2020, 1, 1), date(2020, 2, 29))),
        (Period(date(2022, 3, 30), date(2022, 5, 15)), Period(date(2021, 3, 30), date(2021, 5, 15))),
    ],
)
def test_the_year_before_is_a_base_too(period: Period, before: Period) -> None:
    (figure,), _ = finished(draft("16%", period=period, base_is_year_before=True))
    assert figure.base_period == before


def test_a_year_not_over_ends_with_the_last_month_that_has_a_value() -> None:
    year = year_period(2020)
    months = [draft("10" if month < 9 else "", period=year, part=(month, month)) for month in range(1, 13)]
    figures, _ = finished(*months, draft("80", period=year, is_total=True), asked=date(2020, 9, 22))
    assert figures[-1].period == Period(date(2020, 1, 1), date(2020, 8, 31))
    assert figures[11].period == month_period(2020, 12)
    later, _ = finished(*months, draft("80", period=year, is_total=True), asked=date(2021, 1, 12))
    assert later[-1].period == year


def test_the_month_of_a_school_year() -> None:
    school = Period(date(2021, 9, 1), date(2022, 8, 31))
    (autumn, spring), _ = finished(draft(period=school, part=(10, 10)), draft(period=school, part=(3, 3)))
    assert (autumn.period, spring.period) == (month_period(2021, 10), month_period(2022, 3))


@pytest.mark.parametrize(
    ("printed", "note", "status", "reason", "value"),
    [
        ("***", "De cijfers moeten nog verder uitgezuiverd worden.", "O", "not_yet_purified", None),
        ("***", None, "O", "unexplained", None),
        ("*", "Om privacyredenen niet weergegeven.", "Q", "suppressed", None),
        ("n.b.", "niet beschikbaar", "O", "not_available", None),
        ("n.b.", None, "O", "unexplained", None),
        ("/", "niet van toepassing", "M", "not_applicable", None),
        ("-", "geen gegevens", "O", "not_available", None),
        ("", None, "O", "blank", None),
        ("245*", "voorlopig cijfer", "P", None, 245),
        ("245*", "Cijfer na uitzuivering.", "A", None, 245),
        ("245*", None, "A", None, 245),
        ("245*", "ruwe schatting", "U", None, 245),
        ("niet beschikbaar", None, "O", "not_available", None),
        ("***", "De registratie van deze maand is nog niet afgesloten.", "O", "not_available", None),
        ("***", "Dit cijfer was nog niet beschikbaar.", "O", "not_available", None),
        ("***", "Uitgesloten van de telling.", "O", "unexplained", None),
        ("***", "De chat was er toen nog niet.", "M", "not_applicable", None),
        ("***", "De chat was deze maand gesloten.", "M", "not_applicable", None),
        ("***", "Voorlopige cijfers, nog niet gezuiverd.", "O", "not_yet_purified", None),
        ("245*", "Het jaar is nog niet afgesloten.", "P", None, 245),
        ("245*", "Dit is een onderschatting.", "A", None, 245),
    ],
)
def test_the_documents_own_footnote_decides(
    printed: str, note: str | None, status: str, reason: str | None, value: float | None
) -> None:
    mark = (parse_value(printed) or Value()).marker
    notes = (Footnote(mark, note, 3),) if note and mark else ()
    (figure,), _ = finished(draft(printed, period=year_period(2022)), notes=Footnotes(notes, (None,) * 9, CATALOGUE))
    assert (figure.obs_status, figure.missing_reason, figure.value) == (status, reason, value)


def test_the_mark_of_a_row_leaves_that_of_its_column() -> None:
    notes = Footnotes(
        (Footnote("¹", "Voorlopige cijfers.", 3), Footnote("²", "Beperkte uren.", 4)), (None,) * 9, CATALOGUE
    )
    (figure,), _ = finished(draft("52", period=year_period(2022), marks=("²", "¹")), notes=notes)
    assert figure.obs_status == "P"


def test_a_year_only_compared_with_is_not_what_the_answer_is_about() -> None:
    compared = draft("1.050", period=year_period(2021), is_compared=True)
    figures, doubts = finished(draft("1.203"), compared)
    assert ([figure.value for figure in figures], len(doubts)) == ([1050], 1)
    (own, _), none = finished(draft("1.203"), compared, about=Asked(frozenset([2021, 2022])))
    assert (own.period, own.period_basis, none) == (year_period(2022), "answer", [])
    (dated,), undated = finished(draft("923", period=year_period(2021)), draft("1.203"), about=Asked(frozenset([2022])))
    assert (dated.value, len(undated)) == (923, 1), "asked about a later year than is printed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Telt pas sinds april (n.v.t. = niet van toepassing).", [("n.v.t.", "niet van toepassing")]),
        ("niet beschikbaar; - = geen gegevens", [("-", "geen gegevens")]),
        (
            "? = niet beschikbaar, n/a = niet van toepassing",
            [("?", "niet beschikbaar"), ("n/a", "niet van toepassing")],
        ),
        ("Aantal gesprekken (index 2023 = 100)", []),
    ],
)
def test_signs_that_a_text_explains_by_the_way(text: str, found: list[tuple[str, str]]) -> None:
    assert legends_in(text) == found
    assert [same_mark(*pair) for pair in (("(*)", "*"), ("n.v.t.", "nvt"), ("(1)", "*"))] == [True, True, False]


def test_a_footnote_of_the_own_item_goes_before_one_further_away() -> None:
    own, other = Footnote("*", "voorlopig cijfer", 5, 2), Footnote("*", "om privacyredenen niet weergegeven", 1, 1)
    notes = Footnotes((other, own), (1, 1, 1, 2, 2, 2, 3), CATALOGUE)
    (here, elsewhere), _ = finished(
        draft("245*", period=year_period(2021), position=3),
        draft("*", period=year_period(2022), position=6),
        notes=notes,
    )
    assert (here.obs_status, here.value) == ("P", 245)
    assert (elsewhere.obs_status, elsewhere.missing_reason) == ("O", "unexplained"), "two meanings, so neither"


def test_a_footnote_holds_on_in_later_items_but_not_in_earlier_ones() -> None:
    notes = Footnotes((Footnote("<5", "om privacyredenen niet weergegeven", 2, 2),), (1, 2, 2, 3), CATALOGUE)
    (earlier, later), _ = finished(
        draft("<5", period=year_period(2021), position=0),
        draft("<5", period=year_period(2022), position=3),
        notes=notes,
    )
    assert (later.obs_status, later.missing_reason, later.upper_bound) == ("Q", "suppressed", 4)
    assert (earlier.obs_status, earlier.missing_reason, earlier.upper_bound) == ("O", "unexplained", 4)


def test_a_count_of_a_time_after_the_question_is_a_plan() -> None:
    asked = date(2025, 1, 20)
    figures, doubts = finished(
        draft("1.350", period=year_period(2025)), draft("1.400", period=year_period(2026)), asked=asked
    )
    assert figures == []
    assert [doubt.rule for doubt in doubts] == ["unaccounted_number"] * 2
    months = [draft("10", period=year_period(2025), part=(1, 1)), draft("10", period=year_period(2025))]
    begun, none = finished(*months, asked=asked)
    assert ([figure.period.end for figure in begun], none) == ([date(2025, 1, 31)] * 2, [])
    (last,), _ = finished(draft("1.074", period=year_period(2024)), asked=asked)
    assert last.value == 1074


def test_a_bound_is_kept_without_a_value() -> None:
    (figure,), _ = finished(draft("<5", period=year_period(2022)))
    assert (figure.value, figure.upper_bound, figure.missing_reason) == (None, 4, "unexplained")
    (share,), _ = finished(replace(draft("<5%", period=year_period(2022)), unit="percent"))
    assert share.upper_bound == 5  # 4,7 % is possible


def test_what_nothing_claims_is_named() -> None:
    word = Printed("1074", Box(3, 10, 10, 30, 20))
    assert unclaimed([word], [Printed("In 2022 werden 1074 gevoerd", Box(3, 0, 8, 200, 22))]) == []
    assert unclaimed([word], [Printed("1075", Box(3, 0, 8, 200, 22))]) == [word]
    assert unclaimed([word], [Printed("1074", Box(4, 0, 8, 200, 22))]) == [word]
    assert unclaimed([word], []) == [word]
    (doubt,) = doubts_for([word], IN_NOTHING)
    assert (doubt.rule, doubt.page) == ("unaccounted_number", 3)
    assert doubt.message.startswith("'1074' on page 3 is in nothing that was read")


def test_two_claims_may_share_a_word() -> None:
    word = Printed("jaar(33%)12", Box(1, 0, 0, 50, 10))
    claims = [Printed("33%", Box(1, 0, 0, 50, 10)), Printed("12", Box(1, 0, 0, 50, 10))]
    assert unclaimed([word], claims) == []
    assert unclaimed([word], claims[:1]) == [word]
