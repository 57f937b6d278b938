"""The queries of examples/: each is run, and gives what the page says."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from files import REAL_ANSWER
from readings import answer, figure, file, month, year
from running import PATIENCE_S, ROOT, environment

from nupraat_pipeline import warehouse
from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse import query

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES = ROOT / "examples"

# A later answer that prints another total, and a hole where there was a value.
LATER = answer(
    [
        figure("conversations", year(2022), 1080),
        figure("conversations", month(1, 2022), None),
        figure("conversations", year(2023), 1200),
    ],
    number=12,
    asked=date(2024, 2, 1),
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The real answer alone."""
    directory = tmp_path_factory.mktemp("examples")
    settings = Settings.load(directory / "raw", directory / "warehouse", environment={})
    warehouse.build(list(read_answers([REAL_ANSWER])), settings)
    return settings


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The real answer, and at the next build a later one beside it."""
    directory = tmp_path_factory.mktemp("revised")
    settings = Settings.load(directory / "raw", directory / "warehouse", environment={})
    readings = list(read_answers([REAL_ANSWER]))
    warehouse.build(readings, settings)
    warehouse.build([*readings, file(LATER)], settings)
    return settings


def example(name: str, settings: Settings) -> pd.DataFrame:
    return query((EXAMPLES / f"{name}.sql").read_text("utf-8"), settings)


def rows(frame: pd.DataFrame) -> list[list[object]]:
    plain = frame.astype(object)
    return plain.where(frame.notna(), None).values.tolist()


def test_how_many_chats_and_how_much_up(real):
    assert rows(example("journalist_how_many_chats", real)) == [
        [2020, 914, None, None, False, "sv363-2023-01-30"],
        [2021, 923, 914, 1.0, False, "sv363-2023-01-30"],
        [2022, 1074, 923, 16.4, False, "sv363-2023-01-30"],
    ]


def test_who_of_those_who_pressed_reached_someone(real):
    assert rows(example("journalist_who_reached_someone", real)) == [[2022, 9.78, 688, 7038, False, 10.61, 2608, True]]


def test_which_figures_not_to_trust(real):
    found, *remarks = rows(example("journalist_which_figures_not_to_trust", real))
    assert found[:7] == [
        *("warning", "A total differs from its parts.", "sv363-2023-01-30", "missed_in_opening_hours"),
        *(2608, 2615, 5),
    ]
    assert "2608 in the text on page 5" in found[7]
    assert [remark[:2] for remark in remarks] == [
        ["info", "Two age bands share an age."],
        ["info", "Months without a value."],
        ["info", "More presses than people."],
    ]


def test_how_to_cite(real):
    figures, database = rows(example("journalist_how_to_cite", real))
    answer_of_2023 = (
        "Vlaams Parlement, antwoord op schriftelijke vraag nr. 363 van 30 januari 2023 van KATRIEN SCHRYVERS"
    )
    assert figures == ["the figures", f"{answer_of_2023}, 'Nupraatikerover - Oproepen'"]
    of_the_files = hashlib.sha256(hashlib.sha256(REAL_ANSWER.read_bytes()).hexdigest().encode()).hexdigest()
    assert database[1].startswith("nupraat_pipeline ")
    assert database[1].endswith(f", input files {of_the_files[:12]}")


def test_the_quiet_months(real):
    found = example("researcher_season", real)
    assert found["calendar_month"].tolist() == [7, 8]
    assert found["index_pct"].tolist() == [56.3, 59.0]
    assert [list(years) for years in found["years"]] == [[2020, 2021, 2022]] * 2


def test_under_18(real):
    assert rows(example("researcher_under_18", real)) == [[2022, 68, 71.6, None, False]]


def test_answered_in_opening_hours(real):
    assert rows(example("researcher_answered_in_opening_hours", real)) == [
        [2020, 0, None, None, None, 27.75, False],
        [2021, 0, None, None, None, 36.32, False],
        [2022, 10, 991, 3606, 27.48, 29.17, True],
    ]


def test_what_was_revised_since(real, revised):
    assert rows(example("researcher_revisions", real)) == []
    found = example("researcher_revisions", revised)
    assert found[["indicator", "value_then", "value_now", "is_withdrawn", "said_in"]].values.tolist() == [
        ["conversations", 91, 91, True, "sv363-2023-01-30"],
        ["conversations", 1074, 1080, False, "sv12-2024-02-01"],
    ]


def test_what_the_last_build_changed(real, revised):
    first = rows(example("engineer_what_changed", real)[["change", "what", "number"]])
    assert first == [
        ["answer added", "sv363-2023-01-30", None],
        ["values added", None, 124],
        *(["values " + what, None, 0] for what in ("removed", "revised", "withdrawn")),
    ]
    found = example("engineer_what_changed", revised)
    assert rows(found[["change", "what", "number"]])[:2] == [
        ["answer added", "sv12-2024-02-01", None],
        ["values added", None, 1],
    ]
    assert found[["change", "old_value", "new_value"]].values.tolist()[-2:] == [
        ["revised", 1074, 1080],
        ["withdrawn", 91, 91],
    ]


def test_what_is_in_here(real):
    found = example("engineer_what_is_in_here", real).set_index("name")
    assert list(found.loc["metrics.yearly_summary", "key_columns"]) == ["indicator", "year"]
    assert found.loc["core.as_of", "kind"] == "macro"
    assert found["description_en"].str.len().min() > 10


def test_where_it_came_from(real):
    (found,) = rows(example("engineer_where_it_came_from", real))
    assert found[2:6] == ["2022_sv363.pdf", "read", None, "sv363-2023-01-30"]


def test_from_a_metric_to_the_printed_cells(real):
    found = example("trace_a_total_to_the_page", real)
    total, parts = found.iloc[0], found.iloc[1:]
    assert (total["stated"], total["printed_text"], total["page"], total["role"]) == (2608, "2608", 5, "total")
    assert "2608" in total["sentence"]
    assert parts["row_label"].str.lower().tolist() == [
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ]
    assert parts["printed_text"].tolist() == [
        *("110", "258", "539", "113", "304", "291", "***", "***", "236", "296", "271", "197"),
    ]
    assert parts["value"].sum() == total["summed"] == 2615
    assert parts["missing_reason"].notna().sum() == 2
    assert set(found["file_name"]) == {"2022_sv363.pdf"}


def test_conversations_by_month_in_pandas(real):
    done = subprocess.run(
        [sys.executable, EXAMPLES / "conversations_by_month.py"],
        env=environment(NUPRAAT_WAREHOUSE=str(real.warehouse_dir)),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert [line.split() for line in done.stdout.splitlines()[-3:]] == [
        ["2020", "8.9"],
        ["2021", "12.2"],
        ["2022", "7.7"],
    ]
    assert "7       45.0  51.0   39.0" in done.stdout


def test_every_example_is_tested_here():
    tests = Path(__file__).read_text("utf-8")
    for path in EXAMPLES.iterdir():
        assert f'"{path.stem}"' in tests or path.name in tests, path.name
