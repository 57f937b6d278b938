"""What the benchmarks say of a tool must be right before a figure beside it is worth anything."""

from pathlib import Path

import pytest

from benchmarks import results, tools
from benchmarks.running import CommandError, run
from benchmarks.scoring import right_cells

EXPECTED = [["Januari", "1.074", "98"], ["Doorverwijzing door CLB-chat", "12"]]


def test_cells_are_right_where_their_row_comes_back_whole():
    found = [[["", "Januari ", "1.074", "", "98"], ["Doorverwijzing door CLB-\nchat", "12"]]]

    assert right_cells(EXPECTED, found) == (5, 5)


@pytest.mark.parametrize(
    "row",
    [["Januari", "1.07498"], ["Januari", "98", "1.074"], ["Januari", "1.074"], ["Januari", "1.074", "98", "x"]],
    ids=["run together", "in another order", "one missing", "one too many"],
)
def test_a_row_that_is_not_as_printed_has_no_right_cell(row):
    assert right_cells([EXPECTED[0]], [[row]]) == (0, 3)


def test_a_row_found_once_is_right_once():
    assert right_cells([EXPECTED[0], EXPECTED[0]], [[EXPECTED[0]]]) == (3, 6)


def test_a_section_is_written_anew_without_touching_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "PAGE", tmp_path / "RESULTS.md")
    results.put("growth", "Growth", "old growth")
    results.put("reading", "Reading", results.table(["", "s"], [["floor", 0.123], ["a", None]]))
    results.put("growth", "Growth", "new growth")
    page = results.PAGE.read_text(encoding="utf-8")

    assert page.index("## Reading") < page.index("## Growth")
    assert "| floor | 0.12 |\n| a | - |" in page
    assert "new growth" in page
    assert "old growth" not in page


def test_a_command_costs_what_its_children_cost():
    busy = "import time\nend = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    parent = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"

    assert run(["python3", "-c", parent]).cpu > 0.3


def test_a_command_takes_as_long_as_it_takes_and_holds_what_it_holds():
    held = "import time; held = bytearray(200_000_000); time.sleep(0.25)"

    assert 0.01 < min(run(["sleep", "0.01"]).wall for _ in range(5)) < 0.09
    assert 190 < run(["python3", "-c", held]).peak < 300


def test_a_command_that_fails_is_told():
    with pytest.raises(CommandError, match="no such thing"):
        run(["python3", "-c", "raise SystemExit('no such thing')"])


@pytest.mark.parametrize("tool", [tools.find_grids, tools.read_answer])
def test_both_of_our_ways_give_the_rows_that_are_printed(tool):
    answer = str(next((Path(__file__).parents[2] / "raw").glob("*_sv363.pdf")))
    printed = [["Januari", "60", "62", "91"], ["1712", "31"], ["Meisje/Vrouw", "81%"], ["Maart", "539"]]

    assert right_cells(printed, tool(answer)) == (10, 10)
