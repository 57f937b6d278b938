"""What answers say of each other: passing, failing, and no false alarms."""

from __future__ import annotations

from datetime import date

from findings import MONTHS, evaluations, findings, later, of, outcomes
from readings import answer, figure, golden_reading, month, months, prose, year


def test_a_revised_value_with_old_new_and_both_answers():
    old, new = of([figure("conversations", year(2022), 1074)]), later([figure("conversations", year(2022), 1080)])
    row = evaluations("value_revised", new, old).iloc[0]
    assert (row["passed"], row["stated"], row["computed"]) == (False, 1080, 1074)
    assert (row["document_id"], row["other_document_id"]) == ("sv99-2024-02-01", "sv363-2023-01-30")


def test_a_confirmed_provisional_value_and_an_approximate_repetition_are_no_revisions():
    provisional = of([figure("conversations", year(2022), 245, obs_status="P")])
    assert outcomes("value_revised", provisional, later([figure("conversations", year(2022), 245)])) == [True]
    about = later([prose("conversations", year(2022), 1100, is_approximate=True)])
    assert outcomes("value_revised", of([figure("conversations", year(2022), 1074)]), about) == [True]
    assert outcomes("value_revised", of([figure("conversations", year(2022), 1274)]), about) == [False]


def test_a_withdrawn_value():
    old = of([figure("conversations", month(7, 2022), 39)])
    row = evaluations("value_withdrawn", old, later([figure("conversations", month(7, 2022), None)])).iloc[0]
    assert (row["passed"], row["computed"]) == (False, 39)
    assert outcomes("value_withdrawn", old, later([figure("conversations", month(7, 2022), 40)])) == [True]


def test_a_filled_hole_and_an_unmentioned_year_raise_nothing():
    old = of([figure("conversations", month(7, 2022), None), figure("conversations", year(2021), 923)])
    new = later([figure("conversations", month(7, 2022), 39)])
    assert outcomes("value_revised", old, new) == []
    assert outcomes("value_withdrawn", old, new) == []


def test_an_older_answer_that_arrives_late_revises_nothing():
    newer = later([figure("conversations", year(2022), 1080)])
    rows = evaluations("value_revised", newer, of([figure("conversations", year(2022), 1074)]))
    assert rows["document_id"].tolist() == ["sv99-2024-02-01"]


def test_two_answers_of_one_day_conflict_and_do_not_revise():
    one = of([figure("conversations", year(2022), 1074)])
    same, other = (answer([figure("conversations", year(2022), value)], number=364) for value in (1074, 1075))
    assert outcomes("conflicting_answers", one, same) == [True]
    assert outcomes("conflicting_answers", one, other) == [False]
    assert outcomes("value_revised", one, other) == []
    assert outcomes("conflicting_answers", one, later([figure("conversations", year(2022), 1075)])) == []


def test_two_editions_that_differ_name_files_and_values():
    read = of([figure("conversations", year(2022), 1074), figure("chat_callers", year(2022), 688)])
    loser = of([figure("conversations", year(2022), 1075)])
    rows = evaluations("conflicting_editions", read, loser)
    assert rows[["indicator", "passed"]].values.tolist() == [["chat_callers", False], ["conversations", False]]
    assert rows["stated"].fillna(-1).tolist() == [-1, 1075]
    assert rows["computed"].tolist() == [688, 1074]
    assert "1.pdf prints '1075' on page 1; 0.pdf, which is read, prints '1074' on page 1." in rows["message"].iloc[1]
    assert outcomes("conflicting_editions", read, of(read.figures, content="again")) == [True]


def test_of_two_editions_a_second_value_may_differ():
    draft = of([figure("conversations", year(2022), 1203), prose("conversations", year(2022), 1230)])
    corrected = of(
        [figure("conversations", year(2022), 1203), prose("conversations", year(2022), 1203)],
        modified="2023-03-01T00:00:00",
    )
    rows = evaluations("conflicting_editions", draft, corrected)
    assert rows[["passed", "stated", "computed"]].values.tolist() == [[False, 1230, 1203]]


def test_the_order_of_arrival_makes_no_difference():
    readings = [
        golden_reading(),
        later(months("conversations", 2022, MONTHS)),
        of([], number=5, asked=date(2021, 1, 1)),
    ]
    assert findings(*readings).equals(findings(*reversed(readings)))
