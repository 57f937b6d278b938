"""The findings of the 2022 answer, the doubts of the reader, and that every rule has its tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from findings import evaluations, findings, of
from readings import figure, golden_reading, year

from nupraat_pipeline.model.frames import validate
from nupraat_pipeline.model.quality import FINDINGS, RULE
from nupraat_pipeline.quality import RULES, rule_names
from nupraat_pipeline.reading.records import Doubt

# The 2022 answer


def test_in_the_2022_answer_one_warning_fails_2608_against_2615():
    found = findings(golden_reading())
    validate(FINDINGS, found)
    failed = found[~found["passed"] & (found["severity"] != "info")]
    assert failed[
        ["rule", "indicator", "stated", "computed", "difference", "parts_used", "parts_missing", "page"]
    ].values.tolist() == [["total_equals_sum", "missed_in_opening_hours", 2608.0, 2615.0, -7.0, 10, 2, 5]]


def test_in_the_2022_answer_these_things_are_worth_knowing():
    found = findings(golden_reading())
    failed = found[~found["passed"] & (found["severity"] == "info")]
    assert failed["rule"].tolist() == ["categories_disjoint", "months_complete", "persons_within_pressers"]


def test_what_passes_is_shown_too():
    counts = findings(golden_reading()).query("passed")["rule"].value_counts().to_dict()
    assert counts["total_equals_sum"] == 7
    assert counts["prose_equals_table"] == 4
    assert counts["growth_as_stated"] == 1
    assert counts["shares_sum_to_100"] == 4
    assert counts["parts_equal_whole"] == 1
    assert counts["new_callers_within_conversations"] == 39
    assert counts["unaccounted_number"] == 1


# The reader's doubts


@pytest.mark.parametrize("rule", ["unaccounted_number", "unrecognised_table", "unknown_category", "value_in_range"])
def test_a_doubt_of_the_reader_becomes_a_failed_finding(rule):
    doubt = Doubt(rule, "'12 3' on page 2 was not understood.", page=2, indicator="conversations", period=year(2022))
    rows = evaluations(rule, of([figure("conversations", year(2022), 1074)], doubts=[doubt]))
    failed = rows[~rows["passed"]]
    assert failed[["message", "page", "indicator"]].values.tolist() == [[doubt.message, 2, "conversations"]]


def test_an_answer_without_doubts_has_a_passed_row_for_each():
    found = findings(of([figure("conversations", year(2022), 1074)]))
    for rule in ("unaccounted_number", "unrecognised_table", "unknown_category"):
        assert found[found["rule"] == rule]["passed"].tolist() == [True]


def test_a_doubt_under_no_rule_is_refused_and_not_lost():
    with pytest.raises(ValueError, match="'hunch'"):
        findings(of([], doubts=[Doubt("hunch", "odd")]))


# The rules


# As promised to users: the order is that of what to look at first.
PROMISED = {
    "error": ["unaccounted_number", "unrecognised_table", "value_in_range"],
    "warning": [
        *("total_equals_sum", "prose_equals_table", "growth_as_stated", "shares_sum_to_100", "parts_equal_whole"),
        *("new_callers_within_conversations", "equal_columns", "magnitude_jump", "conflicting_within_answer"),
        *("conflicting_editions", "conflicting_answers", "value_withdrawn"),
    ],
    "info": [
        *("value_revised", "unknown_category", "categories_disjoint", "months_complete", "persons_within_pressers"),
    ],
}


def test_the_rules_have_the_promised_severities_and_each_says_why():
    assert [(rule.__name__, severity) for rule, severity in RULES] == [
        (rule, severity) for severity, rules in PROMISED.items() for rule in rules
    ]
    assert all(rule.__doc__ for rule, _ in RULES)
    assert list(RULE.codes) == list(rule_names())


def test_every_rule_has_its_tests():
    texts = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_quality*.py"))
    assert [name for name in rule_names() if name not in texts] == []
