"""`nupraat inspect` and `nupraat sql` from the command line."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from files import REAL_ANSWER, put_answer_with_ages, put_hostile_answer, typeset
from readings import file, golden_reading
from rich.console import Console
from running import nupraat

from nupraat_pipeline import model, warehouse
from nupraat_pipeline.cli import main, side_by_side
from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.settings import Settings

if TYPE_CHECKING:
    from nupraat_pipeline.reading.records import AnswerReading

# Where a row of `inspect --json` is described.
DESCRIBED = {
    "observations": "core.observations",
    "findings": "quality.findings",
    "cells": "raw.cells",
    "statements": "raw.statements",
}

JSON_TYPES: dict[str, type | tuple[type, ...]] = {
    "VARCHAR": str,
    "BIGINT": int,
    "DOUBLE": (int, float),
    "BOOLEAN": bool,
    "DATE": str,
}


def inspect(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return nupraat("inspect", path, *options, cwd=path.parent)


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    done = inspect(REAL_ANSWER, "--json")
    assert done.returncode == 0
    return json.loads(done.stdout)


def test_json_tells_about_the_document(described) -> None:
    assert list(described) == [
        *("status", "reason", "message", "document"),
        *("observations", "findings", "cells", "statements"),
    ]
    assert (described["status"], described["reason"], described["message"]) == ("read", None, None)
    document = described["document"]
    assert list(document) == list(model.table("raw.documents").column_names)
    assert document["document_id"] == "sv363-2023-01-30"
    assert document["question_date"] == "2023-01-30"
    assert document["page_count"] == 6


@pytest.mark.parametrize(("key", "name"), DESCRIBED.items())
def test_json_rows_are_as_the_model_describes_them(described, key: str, name: str) -> None:
    assert described[key]
    for row in described[key]:
        assert list(row) == list(model.table(name).column_names)
        for column in model.table(name).columns:
            if row[column.name] is None:
                assert column.nullable, (name, column.name)
            else:
                assert isinstance(row[column.name], JSON_TYPES[column.type]), (name, column.name)


def test_json_has_what_a_build_stores(described) -> None:
    rows = described["observations"]

    assert len(rows) == 128
    (hole,) = [row for row in rows if (row["indicator"], row["reference_month"]) == ("missed_in_opening_hours", 7)]
    assert hole["printed_text"] == "***"
    assert (hole["value"], hole["obs_status"], hole["missing_reason"]) == (None, "O", "not_yet_purified")
    assert (hole["period_start"], hole["period_end"], hole["page"]) == ("2022-07-01", "2022-07-31", 5)
    failed = [row["rule"] for row in described["findings"] if not row["passed"] and row["severity"] == "warning"]
    assert failed == ["total_equals_sum"]


def test_the_plain_form_shows_what_is_understood() -> None:
    done = inspect(REAL_ANSWER)

    assert done.returncode == 0
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0].startswith("2022_sv363.pdf: answer to question 363 of 2023-01-30 by KATRIEN SCHRYVERS")
    assert lines[3] == "To look at (181 checks evaluated): 1"
    assert "2608" in lines[4]
    assert "2615" in lines[4]
    table = lines.index("Table 7, page 5: missed_in_opening_hours, 2022, 12 figures, 2 of them without a value")
    assert "Juli *** │ 2022-07: no value (not_yet_purified)" in lines[table:]
    assert "Totaal 914 923 1074 │ 2020 total: 914, 2021 total: 923, 2022 total: 1074" in lines
    assert "12-14j 33% │ 12-14: 33 %" in lines
    assert "about 20% = weekday_share tuesday, 2022 (the year the answer is about)" in lines
    assert "16% = conversations_growth, 2022 (named earlier in the item), compared with 2021" in lines
    assert "10.166 = missed_outside_opening_hours, 2022: 10166" in lines
    assert lines[-3] == "Every number of the answer is accounted for."
    assert lines[-1] == f"nupraat inspect {REAL_ANSWER} --annotate pages.pdf"


@pytest.fixture(scope="module")
def answer() -> AnswerReading:
    return read_answer(REAL_ANSWER)


def test_a_table_too_wide_for_the_terminal_is_told_row_by_row(answer) -> None:
    cells = [cell for cell in answer.cells if cell.table_number == 1]
    figures = [figure for figure in answer.figures if figure.cell and figure.cell[0] == 1]

    told = side_by_side.rows(cells, figures, frozenset(), 40)

    lines = [line.rstrip() for line in str(told).splitlines()]
    assert "  Januari | 60 | 62 | 91" in lines
    assert "    = 2020-01: 60, 2021-01: 62, 2022-01:" in lines
    assert max(map(len, lines)) <= 40


def test_refused_cells_are_told_in_their_rows(answer) -> None:
    cells = [cell for cell in answer.cells if cell.table_number == 2]
    refused = next(cell for cell in cells if cell.text == "22")

    told = side_by_side.rows(cells, [], frozenset({refused.box}), 100)

    console = Console(width=100, file=io.StringIO())
    console.print(told)
    lines = [" ".join(line.split()) for line in console.file.getvalue().splitlines()]
    assert "Awel 22 │ 1 cell not understood" in lines
    assert "1712 31 │" in lines


def test_the_plain_form_says_what_is_not_understood(tmp_path: Path) -> None:
    heading = "ANTWOORD\nop vraag nr. 12 van 3 februari 2024\nvan EEN VRAGER\n\n"
    said = "1. In 2023 werden 310 gesprekken gevoerd met Nupraatikerover.be.\nEr zijn 17 paarse fietsen."

    done = inspect(typeset(tmp_path / "new.pdf", heading + said))

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "    310 = conversations, 2023" in lines
    (doubt,) = [line for line in lines if line.startswith("  error unaccounted_number:")]
    assert "17" in doubt
    assert lines.index(doubt) < lines.index("In prose: 1 figure")
    assert any(line.startswith("NOT UNDERSTOOD: 1 place, see unaccounted_number") for line in lines)


def test_a_table_refused_for_one_reason_is_told_once(tmp_path: Path) -> None:
    done = inspect(put_answer_with_ages(tmp_path))

    lines = done.stdout.splitlines()
    (told,) = [line for line in lines if line.startswith("  error ")]
    assert "3 cells were not understood: nothing says that these are percentages" in told
    assert "NOT UNDERSTOOD: 1 place, see unrecognised_table above." in lines
    assert not [line for line in lines if "unaccounted_number" in line or "unknown_category" in line]


def test_new_labels_alone_are_understood(tmp_path: Path) -> None:
    done = inspect(put_hostile_answer(tmp_path))

    lines = done.stdout.splitlines()
    assert "Every number of the answer is accounted for." in lines
    assert "Some labels are new to the catalogue and are kept as printed, see unknown_category above." in lines
    assert "NOT UNDERSTOOD" not in done.stdout
    assert len([line for line in lines if line.startswith("  info unknown_category:")]) == 1


def test_all_lines_of_a_row_have_the_line_between_what_is_printed_and_understood(answer) -> None:
    cells = [cell for cell in answer.cells if cell.table_number == 7]
    figures = [figure for figure in answer.figures if figure.cell and figure.cell[0] == 7]
    console = Console(width=50, file=io.StringIO())

    console.print(side_by_side.rows(cells, figures, frozenset(), 50))

    lines = console.file.getvalue().splitlines()
    assert len(lines) > len({cell.row_number for cell in cells}) + 2, "some rows are wrapped"
    assert len({line.index("│") for line in lines if "┼" not in line}) == 1


def test_a_rejected_file(tmp_path: Path) -> None:
    path = typeset(tmp_path / "other.pdf", "Jaarverslag 2022")

    plain, as_json = inspect(path), inspect(path, "--json")

    assert (plain.returncode, as_json.returncode) == (3, 3)
    described = json.loads(as_json.stdout)
    assert (described["status"], described["reason"]) == ("rejected", "not_this_answer")
    assert described["document"]["sha256"] is not None
    assert described["observations"] == described["cells"] == described["statements"] == []
    assert plain.stderr == f"Rejected (not_this_answer): {described['message']}\n"


def test_no_such_file(tmp_path: Path) -> None:
    done = inspect(tmp_path / "absent.pdf")

    assert done.returncode == 2
    assert "There is no file" in done.stderr
    assert "absent.pdf" in done.stderr


def test_a_directory_instead_of_a_file(tmp_path: Path) -> None:
    done = inspect(tmp_path)

    assert done.returncode == 2
    assert f"{str(tmp_path)!r} is a directory; name one PDF file." in done.stderr


def test_printed_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    name = "\x1b[31mred\u202e.pdf"
    (tmp_path / name).touch()

    done = inspect(tmp_path / name)

    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert r"\x1b[31mred\u202e.pdf is empty" in done.stderr


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("published")
    settings = Settings.load(directory / "raw", directory / "warehouse", environment={})
    warehouse.build([file(golden_reading())], settings)
    return settings.warehouse_dir


def sql(query: str | None, directory: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("NUPRAAT_WAREHOUSE", str(directory))
    return main(["sql", *([] if query is None else [query])])


def test_a_query_is_answered_whole(published, monkeypatch, capsys) -> None:
    code = sql(
        "SELECT count(*) AS n, repeat('x', 300) AS long FROM core.observations; SELECT 7;", published, monkeypatch
    )

    assert code == 0
    shown = capsys.readouterr().out
    assert "128 │ " + "x" * 300 in shown
    assert "│     7 │" in shown


def test_the_shell_changes_nothing(published, monkeypatch, capsys) -> None:
    assert sql("DROP TABLE core.observations", published, monkeypatch) == 1
    assert "read-only mode" in capsys.readouterr().err
    assert sql("SELECT count(*) FROM core.observations", published, monkeypatch) == 0


def as_duckdb_makes_it(_: object) -> None:
    """What DuckDB makes of Ctrl-C during a query."""
    with contextlib.suppress(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    raise RuntimeError("Query interrupted")


def test_a_query_that_takes_too_long_is_interrupted(published, monkeypatch, capsys) -> None:
    monkeypatch.setattr("nupraat_pipeline.cli.sql._show", as_duckdb_makes_it)

    assert sql("SELECT 1", published, monkeypatch) == 130
    assert capsys.readouterr().err == "Interrupted.\n"


def test_a_mistake_in_a_query(published, monkeypatch, capsys) -> None:
    assert sql("SELECT x FROM core.observation", published, monkeypatch) == 1
    assert "observation does not exist" in capsys.readouterr().err


def test_queries_are_read_from_the_input(published, monkeypatch, capsys) -> None:
    lines = iter(["SELECT 'one'", "AS first;", "SELECT 'two;';", "SELECT 'three'"])

    def read(_prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)

    assert sql(None, published, monkeypatch) == 0
    shown = capsys.readouterr().out
    assert [word in shown for word in ("one", "two;", "three")] == [True] * 3


def test_nothing_is_published_yet(tmp_path, monkeypatch, capsys) -> None:
    assert sql("SELECT 1", tmp_path, monkeypatch) == 1
    assert "nupraat.duckdb yet: run 'make'" in capsys.readouterr().err


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_who_reads_no_further_hears_no_complaint(options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "nupraat_pipeline.cli", "inspect", str(REAL_ANSWER), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        complaints = process.stderr.read()
    assert (process.returncode, complaints) == (0, b"")


def test_what_one_answer_needs_is_imported_without_what_many_need() -> None:
    heavy = {"dagster", "pandas", "duckdb", "pandera", "pydantic", "pebble"}
    modules = (
        "reading.answer",
        "reading.many.alone",
        "observations",
        "quality",
        "catalogue",
        "cli.inspect",
        "cli.plain",
    )
    code = "import sys; " + "".join(f"import nupraat_pipeline.{module}; " for module in modules)

    done = subprocess.run(
        [sys.executable, "-c", f"{code}print(sorted({heavy} & set(sys.modules)))"],
        check=True,
        capture_output=True,
        text=True,
    )

    assert done.stdout == "[]\n"
