"""Hand-made answers, wide in variety and always the same: what was once misread must never be again.

Here: whole answers with their layouts. Not here: anything drawn at random (`strategies`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .judge import Outcome
from .layout import Layout
from .manuscript import Mark, Paragraph
from .phrases import NAMING, SENTENCES
from .spec import (
    AnswerSpec,
    Breakdown,
    Column,
    Content,
    Foreign,
    Item,
    PeriodList,
    Series,
    Value,
    fact,
    figure,
    number,
    prose,
    sentence,
    stray,
)
from .words import ANNOUNCEMENTS, ASIDES, HEADERS, LABELS, MONTH_STYLES, TITLES

THREE_YEARS = (
    (41, 52, 60), (47, 58, 71), (55, 49, 83), (60, 66, 90), (72, 61, 77), (58, 70, 69),
    (22, 31, 35), (19, 27, 40), (63, 55, 81), (70, 74, 95), (66, 69, 88), (51, 48, 64),
)  # fmt: skip
ONE_YEAR = (101, 240, 377, 95, 288, 301, 150, 122, 219, 280, 265, 187)


@dataclass(frozen=True, slots=True)
class Example:
    """An answer in a layout, and what its reading should come to."""

    name: str
    spec: AnswerSpec
    layout: Layout
    outcome: Outcome = "right"


def corpus() -> list[Example]:
    """Every hand-made answer."""
    return [*_by_age(), *_by_content(), *_by_labels(), *_by_layout(), *_refused()]


# Parts


def _answer(year: int, *items: Sequence[Content], **facts: Any) -> AnswerSpec:
    """An answer with numbered items; unless told otherwise, its last sentence names the service."""
    facts.setdefault("closing", NAMING[1])
    numbered = tuple(Item(number_, tuple(contents)) for number_, contents in enumerate(items, 1))
    asked = facts.pop("asked", date(year + 1, 1, 24))
    return AnswerSpec(facts.pop("nr", 290), asked, facts.pop("asker", "VERA VOORBEELD"), year, numbered, **facts)


def _years(*years: int) -> tuple[Column, ...]:
    return tuple(Column.of_year(year) for year in years)


def _series(indicator: str, columns: tuple[Column, ...], table: Sequence[Sequence[int]], **facts: Any) -> Series:
    values = tuple(tuple(number(value) for value in row) for row in table)
    sums = tuple(number(sum(column)) for column in zip(*table, strict=True))
    facts = {"title": TITLES[indicator][0], "totals": sums, "corner": "Maand", **facts}
    return Series(indicator, columns=columns, month_labels=MONTH_STYLES["capital"], values=values, **facts)


def _conversations(*years: int, **facts: Any) -> Series:
    return _series("conversations", _years(*years), [row[-len(years) :] for row in THREE_YEARS], **facts)


def _missed(year: int, **facts: Any) -> Series:
    title = f"Gemiste gesprekken tijdens de openingsuren in {year}"
    return _series(
        "missed_in_opening_hours", _years(year), [(v,) for v in ONE_YEAR], title=title, header=False, **facts
    )


def _shares(indicator: str, year: int, printed: dict[str, str], **facts: Any) -> Breakdown:
    """A breakdown from printed shares by category, with the first label of each."""
    labels = tuple((category, LABELS[indicator][category][0]) for category in printed)
    facts = {"title": TITLES[indicator][0], "labels": labels, "unit": "percent", **facts}
    return Breakdown(
        indicator, columns=_years(year), values=tuple((_read(text),) for text in printed.values()), **facts
    )


def _read(text: str) -> Value:
    return Value(text, float(text.rstrip("% ").replace(".", "").replace(",", ".")))


def _stated(indicator: str, year: int, text: str, template: str) -> Paragraph:
    return sentence(template, figure(indicator, year, _read(text)), year=year)


CONVERSATIONS = "In {year} waren er {v} chatgesprekken."
GENDER = {"female": "79%", "male": "15%", "x_y": "2%", "unknown": "4%"}
AGES = {"9-11": "4%", "12-14": "31%", "15-17": "35%", "18-20": "14%", "21-24": "6%", "24+": "7%", "unknown": "3%"}
PROBLEMS = {
    "sexual_abuse": "38%",
    "physical_abuse_and_neglect": "19%",
    "emotional_abuse_and_neglect": "17%",
    "coping_problems": "9%",
    "other_unclear": "17%",
}
REFERRALS = {"1712": "28", "awel": "19", "clb_chat": "11", "1813": "6", "tele_onthaal": "3"}


# Answers


def _by_age() -> list[Example]:
    early = _answer(
        2018,
        [
            _stated("conversations", 2018, "512", "In 2018 waren er {v} chatgesprekken."),
            _conversations(2018, title="Aantal gesprekken in 2018", header=False, totals=None),
        ],
        [_shares("caller_gender_share", 2018, GENDER), prose(ASIDES[2])],
        [_stated("missed_outside_opening_hours", 2018, "2.345", _OUTSIDE)],
        nr=219,
    )
    until_november = (*_years(2018, 2019), Column("2020 (t.e.m. november)", date(2020, 1, 1), date(2020, 11, 30)))
    partial = _series("conversations", until_november, THREE_YEARS, announcement=ANNOUNCEMENTS["conversations"][0])
    blank = Value("", None, "O", "blank")
    partial = replace(partial, values=(*partial.values[:-1], (*partial.values[-1][:2], blank)))
    partial = replace(partial, totals=(*(partial.totals or ())[:2], number(789)))
    filled = _series(
        "missed_in_opening_hours",
        _years(2022, 2023),
        list(zip((110, 258, 539, 113, 304, 291, 142, 133, 236, 296, 271, 197), ONE_YEAR, strict=True)),
        title="Gemiste gesprekken tijdens de openingsuren",
    )
    return [
        Example("early answer in bullets", early, Layout("typst", form="bullets", font="serif")),
        Example("early answer in sentences", early, Layout("reportlab", form="sentences")),
        Example(
            "year not yet over",
            _answer(2020, [partial], asked=date(2020, 12, 15), nr=177),
            Layout("reportlab", header="two_lines"),
        ),
        Example("holes of an earlier answer filled", _answer(2023, [filled]), Layout("typst", rules="horizontal")),
    ]


_OUTSIDE = (
    "Daarnaast waren er in {year} {v} oproepers die buiten de openingsuren op de chatknop drukten en geen gesprek "
    "kregen."
)


def _by_content() -> list[Example]:
    wrong = _conversations(2022, 2023, 2024, totals=(number(640), number(700), number(850)))
    holed = _missed(2024, notes=("*** Deze cijfers moeten nog verder uitgezuiverd worden.", "* voorlopig cijfer"))
    hole = Value("***", None, "O", "not_yet_purified")
    rows = [*holed.values[:6], (hole,), (hole,), *holed.values[8:11], (Value("187*", 187, "P"),)]
    holed = replace(holed, values=tuple(rows), totals=None)
    private = Value("<5", None, "Q", "suppressed", 4)
    few = _shares("referrals", 2024, REFERRALS, unit="count", header=HEADERS["referrals"][0])
    few = replace(few, values=(*few.values[:4], (private,)), notes=("<5: om privacyredenen niet weergegeven",))
    zero = _shares("referrals", 2024, {**REFERRALS, "clb_chat": "0", "1813": "0"}, unit="count")
    weekdays = sentence(
        "De meeste gesprekken vonden in {year} plaats op woensdag ({v} van het totaal aantal gevoerde gesprekken); op "
        "maandag, dinsdag en donderdag gaat het telkens om ongeveer {v}.",
        figure("weekday_share", 2024, _read("31%"), category="wednesday", label="woensdag", unit="percent"),
        Mark(
            "20%",
            tuple(
                fact("weekday_share", 2024, _read("20%"), category=day, label=label, unit="percent", approximate=True)
                for day, label in (("monday", "maandag"), ("tuesday", "dinsdag"), ("thursday", "donderdag"))
            ),
        ),
        year=2024,
    )
    growth = sentence(
        "We zien een stijging met {v} in het aantal gesprekken in vergelijking met {base}.",
        figure("conversations_growth", 2024, _read("16%"), unit="percent", basis="item", base=2023),
        base=2023,
    )
    stated = _stated("conversations", 2024, "1.187", "In {year} werden {v} gesprekken gevoerd via de chat.")
    return [
        Example("totals that do not add up", _answer(2024, [wrong]), Layout("typst", rules="booktabs")),
        Example("holes, flags and suppressed values", _answer(2024, [holed], [few]), Layout("reportlab")),
        Example("a printed nought stays one", _answer(2024, [stated, zero]), Layout("typst", rules="none")),
        Example("growth and approximate shares", _answer(2024, [stated, growth], [weekdays]), Layout("typst")),
        Example(
            "a number that means nothing known",
            _answer(2024, [stated, stray("De website telde {v} bezoekers.", "48.213")]),
            Layout("reportlab"),
        ),
        Example("years, quarters and school years", _answer(2023, [_periods()], [_totals()]), Layout("typst")),
    ]


def _periods() -> PeriodList:
    columns = (
        Column("T1 2023", date(2023, 1, 1), date(2023, 3, 31)),
        Column("T2 2023", date(2023, 4, 1), date(2023, 6, 30)),
        Column("T3 2023", date(2023, 7, 1), date(2023, 9, 30)),
        Column("T4 2023", date(2023, 10, 1), date(2023, 12, 31)),
    )
    values = tuple(number(value) for value in (214, 236, 171, 247))
    return PeriodList(
        "conversations",
        "Aantal gevoerde gesprekken per trimester",
        columns,
        values,
        ("Periode", "Gesprekken"),
        "part|total",
    )


def _totals() -> PeriodList:
    columns = (
        Column("schooljaar 2020-2021", date(2020, 9, 1), date(2021, 8, 31)),
        Column("schooljaar 2021-2022", date(2021, 9, 1), date(2022, 8, 31)),
        Column("schooljaar 2022-2023", date(2022, 9, 1), date(2023, 8, 31)),
    )
    values = tuple(number(value) for value in (402, 455, 618))
    title = "Aantal nieuwe chatoproepers per schooljaar"
    return PeriodList("new_chat_callers", title, columns, values, ("Schooljaar", "Aantal"), "part|total")


def _by_labels() -> list[Example]:
    gender = _shares(
        "caller_gender_share", 2021, {"female": "79,60 %", "male": "17,9 %", "x_y": "0,5 %", "unknown": "2 %"}
    )
    ages = _shares("caller_age_share", 2021, {"<9": "1,5%", **AGES, "24+": "5,5%"}, title="Leeftijdsverdeling in 2021")
    ages = replace(ages, basis="printed")
    problems = replace(
        _shares("reported_problem_share", 2021, PROBLEMS, header=("Problematiek", "%"), announcement=_PROBLEMS),
        labels=(*_labels("reported_problem_share")[:4], ("pesten_op_school", "Pesten op school")),
        values=tuple((number(value),) for value in (41, 16, 15, 8, 20)),
    )
    referrals = replace(
        _shares("referrals", 2021, REFERRALS, unit="count", header=("Hulplijn", "Aantal")),
        labels=(
            ("1712", "Hulplijn 1712"), ("1813", "Zelfmoordlijn 1813"), ("tele_onthaal", "Tele-Onthaal"),
            ("child_focus", "Child Focus"), ("jac", "JAC"),
        ),
        totals=(number(67),),
    )  # fmt: skip
    compared = Breakdown(
        "caller_age_share",
        "Leeftijd van de oproepers",
        _years(2020, 2021),
        (("9-11", "9 tot 11 jaar"), ("12-14", "12 tot 14 jaar"), ("15-17", "15 tot 17 jaar"), ("25+", "25+")),
        tuple((_read(a), _read(b)) for a, b in (("5%", "4%"), ("40%", "38%"), ("45%", "49%"), ("10%", "9%"))),
        "percent",
        header=("Leeftijd", ""),
        basis="printed",
    )
    stated = _stated("conversations", 2021, "923", CONVERSATIONS)
    return [
        Example("decimals and spaces before the sign", _answer(2021, [stated], [gender, ages]), Layout("reportlab")),
        Example("unknown categories", _answer(2021, [stated], [referrals], [problems]), Layout("typst", align="right")),
        Example("shares of two years", _answer(2021, [stated], [compared]), Layout("reportlab", rules="horizontal")),
    ]


_PROBLEMS = "De onderstaande tabel geeft een overzicht van de meest gemelde problematieken (in %)."


def _labels(indicator: str) -> tuple[tuple[str, str], ...]:
    return tuple((category, words[0]) for category, words in LABELS[indicator].items())


def _whole(year: int = 2025, **facts: Any) -> AnswerSpec:
    """An answer with everything that an answer usually has."""
    callers: list[Content] = [
        _stated("answered_callers_chat_and_mail", year, "801", SENTENCES["answered_callers_chat_and_mail"][0]),
        _stated("chat_callers", year, "739", SENTENCES["chat_callers"][0]),
        _series("new_chat_callers", _years(year - 1, year), [row[1:] for row in THREE_YEARS]),
        _shares("caller_gender_share", year, GENDER),
        _shares("caller_age_share", year, AGES),
    ]  # fmt: skip
    referrals = _shares("referrals", year, REFERRALS, unit="count", header=HEADERS["referrals"][0])
    return _answer(
        year,
        [
            _stated("conversations", year, "853", CONVERSATIONS),
            _conversations(year - 2, year - 1, year),
            prose(ASIDES[0]),
        ],
        [prose(ASIDES[7]), referrals],
        [
            _stated(
                "unique_chat_button_callers", year, "7.412", "In {year} drukten {v} unieke oproepers op de chatknop."
            )
        ],
        callers,
        [_shares("reported_problem_share", year, PROBLEMS, announcement=ANNOUNCEMENTS["reported_problem_share"][0])],
        [_missed(year), _stated("missed_outside_opening_hours", year, "11.020", _OUTSIDE)],
        **facts,
    )


def _by_layout() -> list[Example]:
    low: Any = {"page_height": 420, "running_header": True, "page_numbers": "pagina"}
    whole, no_break = _whole(), "\u00a0"
    looks = {
        "captions alone on the page before": Layout("typst", caption="page_before"),
        "tables over many low pages": Layout("reportlab", rules="booktabs", repeat_header=True, **low),
        "low pages without headers again": Layout("typst", rules="bands", **low),
        "months across, turned": Layout("reportlab", months="across", turn=(1, 3)),
        "lying pages": Layout("typst", rules="horizontal", turn=(3, 0)),
        "two tables side by side": Layout("reportlab", side_by_side=True, rules="none"),
        "shuffled text stream": Layout("reportlab", shuffled=True, rules="filled", header="spanning"),
        "printed web page": Layout("browser", caption="row", narrow_labels=True, value_line="centre"),
        "banded web page": Layout("browser", rules="bands", **low),
        "ligatures and no-break spaces": Layout("reportlab", font="vera", ligatures=True, space=no_break),
    }
    return [
        Example("question on a page of its own", _whole(questions="page"), Layout("reportlab", caption="row")),
        Example("question and answer on one page", _whole(questions="same_page"), Layout("typst", rules="none")),
        Example("a letter", _whole(heading="letter"), Layout("reportlab", font="serif", hyphenate=True)),
        *(Example(name, whole, layout) for name, layout in looks.items()),
    ]


def _refused() -> list[Example]:
    stated = _stated("conversations", 2022, "980", CONVERSATIONS)
    budget = Foreign(
        "Subsidies aan de centra voor geestelijke gezondheidszorg (in euro)",
        (("Provincie", "2021", "2022"), ("Antwerpen", "312.400", "318.900"), ("Limburg", "145.100", "151.700")),
    )
    cross = Foreign(
        "Oproepers naar geslacht en leeftijd",
        (
            ("Leeftijd", "Meisje/Vrouw", "Jongen/Man", "Onbekend"),
            ("9-11j", "21", "9", "1"),
            ("12-14j", "188", "43", "6"),
            ("15-17j", "201", "52", "4"),
        ),
    )
    table = _conversations(2021, 2022)
    unnamed: Any = {"closing": None, "title": "Chatbox voor jongeren - Oproepen"}
    asked = _answer(2022, [stated, table], questions="page", **unnamed)
    other = _answer(2022, [stated, prose("De gesprekken verliepen via Awel. Awel is bereikbaar.")], **unnamed)
    return [
        Example("a table about another service", _answer(2022, [stated], [budget]), Layout("typst")),
        Example("gender crossed with age", _answer(2022, [stated], [cross]), Layout("reportlab")),
        Example("an answer that names no service", _answer(2022, [stated], **unnamed), Layout("typst"), "rejected"),
        Example("a service that only the question names", asked, Layout("reportlab")),
        Example("an answer about another helpline", other, Layout("typst"), "rejected"),
    ]
