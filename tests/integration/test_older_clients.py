"""The published file in the oldest client that must open it: the command line of DuckDB 1.4, as PyPI has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from readings import file, golden_reading
from running import PATIENCE_S

from nupraat_pipeline import model, warehouse
from nupraat_pipeline.settings import Settings

CLIENT = Path(sys.executable).with_name("duckdb")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("client")
    settings = Settings.load(directory / "raw", directory / "warehouse", environment={})
    warehouse.build([file(golden_reading())], settings)
    return settings.database


def asked(database: Path, *queries: str) -> list[str]:
    done = subprocess.run(
        [CLIENT, "-readonly", "-noheader", "-list", database, "; ".join(queries)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    return done.stdout.splitlines()


def test_the_client_is_as_old_as_promised(published):
    (version,) = asked(published, "SELECT version()")
    assert version.startswith("v1.4.")


def test_every_table_and_view_can_be_read(published):
    names = [table.full_name for table in model.TABLES if table.kind != "macro"]
    counted = "SELECT '{0}', count(COLUMNS(*)) FROM {0}"
    counts = asked(published, *(counted.format(name) for name in names))
    assert [line.split("|")[0] for line in counts] == names


def test_views_macro_metrics_and_comments_give_what_they_should(published):
    assert asked(
        published,
        "SELECT count(*) FROM core.current",
        "SELECT count(*) FROM core.monthly",
        "SELECT count(*) FROM core.as_of(DATE '2023-12-31')",
        "SELECT count(*) FROM core.as_of(DATE '2022-12-31')",
        "SELECT round(change_pct, 2) FROM metrics.yearly_summary WHERE year = 2022 AND indicator = 'conversations'",
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'reach' AND column_name = 'year'",
    ) == ["124", "84", "124", "0", "16.36", "Calendar year. / NL: Kalenderjaar. [year]"]
