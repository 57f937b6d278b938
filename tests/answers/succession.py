"""Four invented answers that revise each other over the years, each by another hand: wording, layout and labels differ.

Here: the answers. What must come of them, whatever the order in which they arrive, is in
`integration/test_succession.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .corpus import Example
from .layout import Layout
from .phrases import NAMING
from .spec import (
    AnswerSpec,
    Breakdown,
    Column,
    Content,
    Item,
    Series,
    Value,
    figure,
    number,
    prose,
    sentence,
)
from .words import MONTH_STYLES

HELD = {
    2018: (31, 35, 40, 38, 44, 42, 18, 15, 39, 47, 45, 36),  # 430
    2019: (41, 47, 55, 60, 72, 58, 22, 19, 63, 70, 66, 51),  # 624
    2020: (52, 58, 49, 66, 61, 70, 31, 27, 55, 74, 69, 48),  # 660, 612 until November
    2021: (60, 71, 83, 90, 77, 69, 35, 40, 81, 95, 88, 64),  # 853
    2022: (71, 68, 85, 92, 80, 73, 37, 44, 84, 99, 91, 66),  # 890
    2023: (78, 80, 93, 86, 99, 84, 41, 38, 97, 102, 94, 75),  # 967
}
MISSED = {
    2022: (110, 258, 539, 113, 304, 291, 142, 133, 236, 296, 271, 187),  # 2880
    2023: (101, 240, 377, 95, 288, 301, 150, 122, 219, 280, 265, 198),  # 2636
}


def succession() -> list[Example]:
    """The four answers, oldest first."""
    return [
        Example("2018 in bullets", _of_2018(), Layout("typst", form="bullets", font="serif")),
        Example("2020, not yet over", _of_2020(), Layout("reportlab", rules="booktabs", header="two_lines")),
        Example("2022 with holes", _of_2022(), Layout("reportlab", caption="row", align="right")),
        Example("2023, which fills them", _of_2023(), Layout("typst", rules="horizontal", font="serif")),
    ]


def _of_2018() -> AnswerSpec:
    contents: list[Content] = [
        sentence("In {y} waren er {v} chatgesprekken.", figure("conversations", 2018, number(430)), y=2018),
        _series("conversations", "Aantal gevoerde gesprekken in 2018", _years(2018), HELD, "lower", totals=False),
        _shares("caller_gender_share", "Geslacht van de oproepers", (2018,), GENDER[0], ["84%", "13%", "1%", "2%"]),
        prose("Sinds april 2016 is het doelthema verbreed naar alle vormen van kindermishandeling."),
    ]
    return _answer(219, date(2019, 2, 5), "TESSA DE PROEF", 2018, contents)


def _of_2020() -> AnswerSpec:
    """A month of 2018 is revised, the total of 2019 is wrong, and 2020 ends in November."""
    held = {**HELD, 2018: (31, 36, *HELD[2018][2:])}
    columns = (*_years(2018, 2019), Column("2020 (t.e.m. november)", date(2020, 1, 1), date(2020, 11, 30)))
    table = _series("conversations", "Aantal chatgesprekken per maand", columns, held, "dotted")
    blank = Value("", None, "O", "blank")
    table = replace(
        table,
        values=(*table.values[:-1], (*table.values[-1][:2], blank)),
        totals=(number(431), number(642), number(612)),
        total_label="Som",
    )
    contents: list[Content] = [table, prose("2020 was door de lockdown een bijzonder jaar voor de chat.")]
    return _answer(177, date(2020, 12, 15), "JAN VAN TESTMANS", 2020, contents)


def _of_2022() -> AnswerSpec:
    """The whole of 2020 with another March, holes in the summer of 2022, and a December that is provisional."""
    held = {**HELD, 2020: (*HELD[2020][:2], 50, *HELD[2020][3:])}
    missed = _series(
        "missed_in_opening_hours", "Gemiste gesprekken tijdens de openingsuren in 2022", _years(2022), MISSED, "short"
    )
    hole = (Value("***", None, "O", "not_yet_purified"),)
    missed = replace(
        missed,
        values=(*missed.values[:6], hole, hole, *missed.values[8:11], (Value("187*", 187, "P"),)),
        totals=None,
        header=False,
        notes=("*** De cijfers van juli en augustus moeten nog uitgezuiverd worden.", "* voorlopig cijfer"),
    )
    ages = ["4%", "31%", "35%", "13%", "6%", "8%", "3%"]
    contents: list[Content] = [
        sentence("In {y} voerde de chat {v} gesprekken.", figure("conversations", 2022, number(890)), y=2022),
        _series("conversations", "Aantal gesprekken", _years(2020, 2021, 2022), held, "capital"),
        _shares("caller_gender_share", "Geslacht oproepers", (2022,), GENDER[1], ["81%", "14%", "3%", "2%"]),
        _shares("caller_age_share", "Leeftijd oproepers", (2022,), _ages("{}j", "24+"), ages),
        _referrals(2022, ("1712", "Awel", "1813"), (31, 22, 7)),
        missed,
    ]
    return _answer(301, date(2023, 2, 7), "VERA VOORBEELD", 2022, contents)


def _of_2023() -> AnswerSpec:
    """Holes are filled, December 2022 is confirmed, the ages of 2022 are cut otherwise, a total is approximate."""
    bands = [("9-11", "9-11 jaar"), ("12_17_jaar", "12-17 jaar"), ("18_24_jaar", "18-24 jaar"), ("25+", "25+")]
    ages = [("4%", "5%"), ("66%", "63%"), ("19%", "21%"), ("8%", "7%"), ("3%", "4%")]
    contents: list[Content] = [
        sentence(
            "In {y} ging het om ongeveer {v} chatgesprekken.",
            figure("conversations", 2022, number(900), approximate=True),
            y=2022,
        ),
        _series("conversations", "Gevoerde chatgesprekken", _years(2023), HELD, "mixed"),
        _shares("caller_gender_share", "Oproepers naar geslacht", (2023,), GENDER[2], ["79%", "16%", "2%", "3%"]),
        _shares("caller_age_share", "Leeftijdsverdeling", (2022, 2023), [*bands, ("unknown", "Niet gekend")], ages),
        _referrals(2023, ("Hulplijn 1712", "AWEL", "Zelfmoordlijn 1813"), (35, 19, 11)),
        _series(
            "missed_in_opening_hours",
            "Gemiste gesprekken tijdens de openingsuren",
            _years(2022, 2023),
            MISSED,
            "upper",
        ),
    ]
    return _answer(290, date(2024, 1, 24), "ANN-SOFIE FICTIEF", 2023, contents)


GENDER = (
    [("female", "Meisjes"), ("male", "Jongens"), ("x_y", "X"), ("unknown", "Niet bekend")],
    [("female", "Meisje/Vrouw"), ("male", "Jongen/Man"), ("x_y", "X/Y"), ("unknown", "Onbekend")],
    [("female", "Vrouw"), ("male", "Man"), ("x_y", "x/y"), ("unknown", "Niet gekend")],
)


def _answer(nr: int, asked: date, asker: str, year: int, contents: list[Content]) -> AnswerSpec:
    items = tuple(Item(position, (content,)) for position, content in enumerate(contents, 1))
    return AnswerSpec(nr, asked, asker, year, items, closing=NAMING[1])


def _years(*years: int) -> tuple[Column, ...]:
    return tuple(Column.of_year(year) for year in years)


def _series(
    indicator: str,
    title: str,
    columns: tuple[Column, ...],
    table: dict[int, tuple[int, ...]],
    months: str,
    *,
    totals: bool = True,
) -> Series:
    series = [table[column.start.year] for column in columns]
    values = tuple(tuple(number(value) for value in row) for row in zip(*series, strict=True))
    sums = tuple(number(sum(column)) for column in series) if totals else None
    return Series(indicator, title, columns, MONTH_STYLES[months], values, sums, corner="Maand")


def _shares(
    indicator: str,
    title: str,
    years: tuple[int, ...],
    labels: list[tuple[str, str]],
    printed: list[str] | list[tuple[str, str]],
) -> Breakdown:
    rows = [(row,) if isinstance(row, str) else row for row in printed]
    values = tuple(tuple(Value(text, float(text.rstrip("%"))) for text in row) for row in rows)
    basis = "printed" if len(years) > 1 else "answer"
    return Breakdown(indicator, title, _years(*years), tuple(labels), values, "percent", basis=basis)


def _ages(label: str, oldest: str) -> list[tuple[str, str]]:
    bands = ("9-11", "12-14", "15-17", "18-20", "21-24")
    return [*((band, label.format(band)) for band in bands), (oldest, oldest), ("unknown", "onbekend")]


def _referrals(year: int, labels: tuple[str, str, str], counts: tuple[int, int, int]) -> Breakdown:
    named = tuple(zip(("1712", "awel", "1813"), labels, strict=True))
    values = tuple((number(count),) for count in counts)
    header = ("Hulplijn", "Aantal doorverwijzingen")
    return Breakdown(
        "referrals", "Doorverwijzingen door andere hulplijnen", _years(year), named, values, "count", header=header
    )
