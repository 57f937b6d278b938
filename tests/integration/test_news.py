"""The report of a build: what it says of files, changes and findings, on a real published file."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from readings import answer, figure, file, golden_reading, month, rejected, year

from nupraat_pipeline import warehouse
from nupraat_pipeline.assets.shown import report
from nupraat_pipeline.reading.records import Doubt
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse import News, Section, news, query

NEWER = answer(
    [
        figure("conversations", year(2022), 1080),
        figure("missed_in_opening_hours", month(7, 2022), 180),
        figure("missed_in_opening_hours", month(6, 2022), None),
    ],
    number=12,
    asked=date(2024, 2, 1),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})


def titles(told: News) -> list[str]:
    return [section.title for section in told.sections]


def test_a_first_build(settings) -> None:
    warehouse.build([file(golden_reading(), "2022.pdf"), file(golden_reading(), "again.pdf"), rejected()], settings)

    told = news(settings)

    assert titles(told) == [
        "Read 1 answer from 3 files:",
        "Rejected:",
        "Duplicate:",
        "128 observations (2 printed without a value), 124 of them hold now.",
        (
            "181 checks evaluated, 177 passed; to look at: 1 warning "
            "(and 3 remarks: categories_disjoint, months_complete, persons_within_pressers):"
        ),
    ]
    assert told.sections[0].items == (("2022.pdf (sv363-2023-01-30)", ""),)
    assert told.sections[1].items[0][0] == "notitie.pdf (not_a_pdf)"
    assert told.sections[2].items[0][0] == "again.pdf (same_bytes)"
    assert told.sections[4].items[0][0] == "warning total_equals_sum (sv363-2023-01-30)"
    assert not told.is_whole


def test_the_same_build_again_has_no_changes_to_tell(settings) -> None:
    for _ in range(2):
        warehouse.build([file(golden_reading())], settings)

    told = news(settings)

    assert len(told.sections) == 3
    assert told.is_whole


def test_where_all_checks_pass_there_is_nothing_to_look_at(settings) -> None:
    warehouse.build([file(answer([figure("conversations", year(2022), 1074)]))], settings)

    last = news(settings).sections[-1]

    checks = len(query("FROM quality.findings", settings))
    assert last == Section(f"{checks} check{'s' * (checks != 1)} evaluated, {checks} passed; to look at: nothing.")


def test_a_newer_answer_that_revises(settings) -> None:
    warehouse.build([file(golden_reading())], settings)
    warehouse.build([file(golden_reading()), file(NEWER, "new.pdf")], settings)

    (changes,) = [section for section in news(settings).sections if section.title.startswith("Since build ")]

    assert changes.title.endswith(": values 0 added, 2 revised, 1 withdrawn, 0 removed.")
    assert changes.items == (
        ("new answer sv12-2024-02-01", ""),
        ("revised conversations, 2022-01-01 to 2022-12-31", "1074 -> 1080"),
        ("revised missed_in_opening_hours, 2022-07-01 to 2022-07-31", "no value -> 180"),
        ("withdrawn missed_in_opening_hours, 2022-06-01 to 2022-06-30", "291 stays, a later answer has a hole there"),
    )


def test_a_provisional_value_that_is_confirmed_is_not_told_as_revised(settings) -> None:
    provisional = answer([figure("conversations", year(2022), 245, obs_status="P")])
    confirming = answer([figure("conversations", year(2022), 245)], number=12, asked=date(2024, 2, 1))
    warehouse.build([file(provisional)], settings)
    warehouse.build([file(provisional), file(confirming, "new.pdf")], settings)

    (changes,) = [section for section in news(settings).sections if section.title.startswith("Since build ")]

    assert changes.title.endswith(": values 0 added, 0 revised, 0 withdrawn, 0 removed.")
    assert changes.items[1] == (
        "restated conversations, 2022-01-01 to 2022-12-31",
        "245 stays, with another status, such as no longer provisional",
    )


def test_of_more_files_and_findings_than_anybody_reads_the_first_are_told(settings, monkeypatch) -> None:
    monkeypatch.setattr(sys.modules["nupraat_pipeline.warehouse.news"], "_SHOWN", 1)  # not the function of that name
    lost = replace(golden_reading(), doubts=(Doubt("unaccounted_number", "A number."),))
    warehouse.build([file(lost), *map(rejected, "bcd")], settings)

    items = {section.title: section.items for section in news(settings).sections}

    assert [about for about, _ in items["Rejected:"]] == ["b (not_a_pdf)", "and 2 more, see raw.documents"]
    worst, rest = next(shown for title, shown in items.items() if "to look at: 1 error, 1 warning" in title)
    assert worst[0].startswith("error unaccounted_number")
    assert rest == ("and 1 more, see quality.findings", "")


def test_a_removed_answer(settings) -> None:
    warehouse.build([file(golden_reading()), file(NEWER, "new.pdf")], settings)
    warehouse.build([file(NEWER, "new.pdf")], settings)

    (changes,) = [section for section in news(settings).sections if section.title.startswith("Since build ")]

    assert changes.items[0] == ("no longer there: answer sv363-2023-01-30", "")
    assert len(changes.items) == 22
    assert changes.items[-1][0].startswith("and 1")


@pytest.mark.parametrize("rule", ["unaccounted_number", "unrecognised_table", "unknown_category"])
def test_a_build_in_which_something_was_not_understood_is_not_whole(settings, rule: str) -> None:
    doubted = answer([figure("conversations", year(2022), 1074)], doubts=[Doubt(rule, "'17' on page 2 ...", page=2)])
    warehouse.build([file(doubted)], settings)

    told = news(settings)

    assert not told.is_whole
    assert told.sections[-1].items[0][0].split()[1] == rule


def test_printed_marks_do_not_act_in_markdown() -> None:
    told = News((Section("Read 1 answer:", (("a_b.pdf (_x_)", "*** <b>\n# 5"), ("c.pdf", ""))),), is_whole=True)

    assert report(told).value == ("**Read 1 answer:**\n\n" + r"- a_b.pdf (\_x\_): \*\*\* \<b\> \# 5" + "\n- c.pdf")
