"""Four answers that revise each other: the same tables whatever the order in which they arrive, and each day as it was.

The expected values are typed from `answers/succession.py`, where the answers are.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import pytest
from answers import typeset
from answers.judge import judge
from answers.succession import succession
from answers.survey import read

from nupraat_pipeline import model, warehouse
from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.model import ddl
from nupraat_pipeline.model.load import fill
from nupraat_pipeline.observations import core_tables, raw_tables
from nupraat_pipeline.quality import find
from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.reading.records import AnswerReading, FileReading
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.vintages import editions

if TYPE_CHECKING:
    from collections.abc import Sequence
IDS = ("sv219-2019-02-05", "sv177-2020-12-15", "sv301-2023-02-07", "sv290-2024-01-24")
ORDERS = list(permutations(range(4)))
# The oldest last; the newest first, the holes after what fills them; as they were asked.
BUILT = ((1, 2, 3, 0), (3, 2, 1, 0), (0, 1, 2, 3))

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def pdfs() -> list[bytes]:
    return [typeset(example.spec, example.layout).pdf for example in succession()]


@pytest.fixture(scope="module")
def readings(pdfs: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> list[AnswerReading]:
    directory = tmp_path_factory.mktemp("succession")
    for number, pdf in enumerate(pdfs):
        (directory / f"{number}.pdf").write_bytes(pdf)
    return [read_answer(directory / f"{number}.pdf") for number in range(len(pdfs))]


def arrived(readings: Sequence[AnswerReading], order: Sequence[int]) -> list[FileReading]:
    """The answers under names that say in which order they came."""
    return [FileReading(f"{place}.pdf", readings[number]) for place, number in enumerate(order)]


def core(files: list[FileReading]) -> dict[str, pd.DataFrame]:
    return raw_tables(files) | core_tables(files, load_catalogue())


def asked(tables: dict[str, pd.DataFrame], *queries: str) -> list[Rows]:
    with duckdb.connect() as connection:
        fill(connection, tables)
        connection.execute(ddl.macro())
        return [connection.execute(sql).fetchall() for sql in queries]


@pytest.mark.parametrize("number", range(4))
def test_each_answer_is_read_right(number: int, readings: list[AnswerReading]) -> None:
    example = succession()[number]
    verdict = judge(typeset(example.spec, example.layout), readings[number])
    assert (verdict.outcome, verdict.spurious) == ("right", []), verdict


@pytest.mark.parametrize("number", range(4))
def test_the_same_answer_in_another_layout_is_a_duplicate(number: int, readings: list[AnswerReading]) -> None:
    example = succession()[number]
    other = replace(example.layout, producer="reportlab", form="table" if number == 0 else "bullets", rules="grid")
    again = read(typeset(example.spec, other))
    assert isinstance(again, AnswerReading)
    found = editions([FileReading("a.pdf", readings[number]), FileReading("b.pdf", again)])
    assert sorted((edition.status, edition.reason) for edition in found) == [
        ("duplicate", "same_answer"),
        ("read", None),
    ]


def test_all_24_orders_of_arrival_give_the_same(readings: list[AnswerReading]) -> None:
    found = []
    for order in ORDERS:
        files = arrived(readings, order)
        tables = core(files)
        frames = {name: tables[name] for name in tables if name.startswith("core.")}
        frames["quality.findings"] = find(files, tables["core.observations"], load_catalogue())
        found.append((frames, asked(tables, "FROM core.current", "FROM core.breakdowns")))
    frames, rows = found[0]
    for other, other_rows in found[1:]:
        assert other_rows == rows
        for name, frame in frames.items():
            pd.testing.assert_frame_equal(other[name], frame, obj=name)


# What each day knew: the answers' dates, and the value of a few things in turn.
THINGS = {
    "conversations, February 2018": "indicator = 'conversations' AND period_start = '2018-02-01' AND role = 'part'",
    "conversations, 2018": "indicator = 'conversations' AND reference_year = 2018 AND role = 'total'",
    "conversations until November 2020": "indicator = 'conversations' AND period_end = '2020-11-30' AND role = 'total'",
    "conversations, 2020": "indicator = 'conversations' AND reference_year = 2020 AND period_end = '2020-12-31' "
    "AND role = 'total'",
    "conversations, March 2020": "indicator = 'conversations' AND period_start = '2020-03-01' AND role = 'part'",
    "conversations, 2022": "indicator = 'conversations' AND reference_year = 2022 AND role = 'total'",
    "missed, July 2022": "indicator = 'missed_in_opening_hours' AND period_start = '2022-07-01' AND role = 'part'",
    "missed, 2022": "indicator = 'missed_in_opening_hours' AND reference_year = 2022 AND role = 'total'",
    "callers of 12 to 14 in 2022": "indicator = 'caller_age_share' AND reference_year = 2022 AND category = '12-14'",
    "callers of 12 to 17 in 2022": "indicator = 'caller_age_share' AND reference_year = 2022 "
    "AND category = '12_17_jaar'",
    "referred by 1813 in 2022": "indicator = 'referrals' AND reference_year = 2022 AND category = '1813'",
    "girls in 2018": "indicator = 'caller_gender_share' AND reference_year = 2018 AND category = 'female'",
}
KNOWN = {
    "2019-02-04": [[]] * 12,
    "2019-02-05": [[35], [430], [], [], [], [], [], [], [], [], [], [84]],
    "2020-12-15": [[36], [431], [612], [], [49], [], [], [], [], [], [], [84]],
    "2023-02-07": [[36], [431], [612], [661], [50], [890], [None], [], [31], [], [7], [84]],
    "2024-01-24": [[36], [431], [612], [661], [50], [890], [142], [2880], [], [66], [7], [84]],
}


@pytest.mark.parametrize("day", KNOWN)
def test_what_held_on_a_day(day: str, readings: list[AnswerReading]) -> None:
    queries = [f"SELECT value FROM core.as_of('{day}') WHERE {thing}" for thing in THINGS.values()]  # noqa: S608
    found = asked(core(arrived(readings, (3, 0, 2, 1))), *queries)
    assert dict(zip(THINGS, [[value for (value,) in rows] for rows in found], strict=True)) == dict(
        zip(THINGS, KNOWN[day], strict=True)
    )


@pytest.mark.parametrize("last", range(4))
def test_as_of_an_answers_date_is_the_warehouse_up_to_it(last: int, readings: list[AnswerReading]) -> None:
    day = readings[last].document.question_date
    (then,) = asked(core(arrived(readings, (2, 3, 1, 0))), f"FROM core.as_of('{day}')")
    (held,) = asked(core(arrived(readings[: last + 1], range(last + 1))), "FROM core.current")
    assert then == held


def test_what_the_answers_say_of_each_other(readings: list[AnswerReading]) -> None:
    files = arrived(readings, (3, 0, 1, 2))
    found = find(files, core_tables(files, load_catalogue())["core.observations"], load_catalogue())
    columns = ["rule", "document_id", "other_document_id", "period_start", "stated", "computed"]
    failed = found.loc[~found["passed"] & (found["rule"] != "unknown_category"), columns].astype(object)
    assert failed.where(failed.notna(), None).values.tolist() == [
        ["total_equals_sum", IDS[1], None, pd.Timestamp(2019, 1, 1), 642, 624],
        # February and the total of 2018, and March 2020; P 187 confirmed as 187 and 'ongeveer 900' are no revisions.
        ["value_revised", IDS[1], IDS[0], pd.Timestamp(2018, 1, 1), 431, 430],
        ["value_revised", IDS[1], IDS[0], pd.Timestamp(2018, 2, 1), 36, 35],
        ["value_revised", IDS[2], IDS[1], pd.Timestamp(2020, 3, 1), 50, 49],
        ["categories_disjoint", IDS[2], None, pd.Timestamp(2022, 1, 1), None, None],
        ["months_complete", IDS[2], None, pd.Timestamp(2022, 1, 1), 12, 10],
    ]
    # A filled hole and a year that is not mentioned again are told nowhere, but the confirmed values are.
    assert found.query("rule == 'value_withdrawn'")["passed"].all()
    confirmed = found[(found["rule"] == "value_revised") & found["passed"] & (found["document_id"] == IDS[3])]
    assert {187, 900} <= set(confirmed["stated"])


# Whole builds

BROUGHT = """
    SELECT documents_added[1] AS document_added, values_added, values_revised, values_withdrawn, values_removed
    FROM meta.builds
"""


def published(path: Path) -> dict[str, Rows]:
    """All that is published but the record of the build, and how files are called."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [table.full_name for table in model.TABLES if table.kind != "macro" and table.name != "builds"]
        tables = {name: connection.execute(f"FROM {name}").fetchall() for name in names if name != "raw.documents"}
        documents = "SELECT * EXCLUDE (file_name) FROM raw.documents ORDER BY document_id"
        return tables | {"raw.documents": connection.execute(documents).fetchall()}


def test_whole_builds_of_three_orders_publish_the_same(readings: list[AnswerReading], tmp_path: Path) -> None:
    found, brought = [], []
    for order in BUILT:
        settings = Settings.load(tmp_path, tmp_path / "".join(map(str, order)), environment={})
        files = arrived(readings, order)
        # Three are there already; then the last arrives.
        warehouse.build(files[:-1], settings)
        warehouse.build(files, settings)
        found.append(published(settings.database))
        brought.append(warehouse.query(BROUGHT, settings).iloc[0].tolist())
    assert found[1] == found[0]
    assert found[2] == found[0]
    # The oldest, arriving last, adds what no other answer says, the shares of 2018, and changes nothing.
    assert brought[0] == [IDS[0], 4, 0, 0, 0]
    assert brought[1] == brought[0]
    # The newest adds 2023 and fills two holes; its bands of 2022 take the place of five older ones.
    added = 13 + 13 + 1 + 4 + 5 + 3 + 3
    assert brought[2] == [IDS[3], added, 2, 0, 5]
    _knows_what_each_day_knew(settings.database)


def _knows_what_each_day_knew(path: Path) -> None:
    july = "SELECT value, missing_reason FROM {} WHERE indicator = 'missed_in_opening_hours' AND period_start = $day"
    with duckdb.connect(str(path), read_only=True) as connection:
        asked_of = {"day": date(2022, 7, 1)}
        then = connection.execute(july.format("core.as_of('2023-12-31')") + " AND role = 'part'", asked_of).fetchall()
        now = connection.execute(july.format("core.current") + " AND role = 'part'", asked_of).fetchall()
    assert (then, now) == ([(None, "not_yet_purified")], [(142, None)])
