"""Parts of the report that need no published file: its words and its charts."""

from __future__ import annotations

import math
from datetime import date

from nupraat_pipeline.report import charts, wording


def test_several_years_are_no_year():
    assert wording.is_whole_year(date(2020, 1, 1), date(2020, 12, 31))
    assert not wording.is_whole_year(date(2020, 1, 1), date(2022, 12, 31))
    assert not wording.is_whole_year(None, None)


def test_marks_of_earlier_years_stand_clear_of_values_and_labels():
    row = {"key": "a", "year": "2022", "label": "a", "value": 3, "shown": "3", "text": "a", "disputed": False}
    spec = charts.across([row], [{**row, "year": "2021"}], ["2021"])
    bar, *_, marks = [layer["mark"] for layer in spec["layer"]]
    radius = math.sqrt(marks["size"] / math.pi)
    assert bar["yOffset"] + bar["height"] / 2 < marks["yOffset"] - radius
    assert marks["yOffset"] + radius < spec["height"] - 10 - 7
