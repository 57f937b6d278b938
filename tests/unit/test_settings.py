"""Where things are, and that it does not depend on the working directory."""

from __future__ import annotations

from pathlib import Path

import pytest

from nupraat_pipeline.settings import Settings, SettingsError

ROOT = Path(__file__).parents[2]


def test_defaults_hang_on_the_repository_wherever_one_stands(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = Settings.load(environment={})
    assert (settings.raw_dir, settings.warehouse_dir) == (ROOT / "raw", ROOT / "warehouse")
    assert settings.database == ROOT / "warehouse" / "nupraat.duckdb"


def test_an_argument_goes_before_the_environment_before_the_default(tmp_path):
    environment = {"NUPRAAT_RAW": str(tmp_path / "a"), "NUPRAAT_WAREHOUSE": str(tmp_path / "b")}
    settings = Settings.load(raw_dir=tmp_path / "c", environment=environment)
    assert (settings.raw_dir, settings.warehouse_dir) == (tmp_path / "c", tmp_path / "b")


def test_an_empty_variable_counts_as_absent():
    assert Settings.load(environment={"NUPRAAT_RAW": ""}).raw_dir == ROOT / "raw"


def test_relative_directories_are_made_absolute_at_once(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    settings = Settings.load(warehouse_dir="out", environment={"NUPRAAT_RAW": "in"})
    assert (settings.raw_dir, settings.warehouse_dir) == (tmp_path / "in", tmp_path / "out")


def test_no_worker_is_refused():
    with pytest.raises(SettingsError, match="0 workers"):
        Settings.load(workers=0, environment={})
    assert Settings.load(environment={}).workers >= 1


def test_limits_come_from_the_environment():
    environment = {"NUPRAAT_LIMIT_SECONDS": "1.5", "NUPRAAT_LIMIT_UNPACKED_MB": "0.5", "NUPRAAT_LIMIT_PAGES": ""}
    limits = Settings.load(environment=environment).limits
    assert (limits.seconds, limits.unpacked_bytes, limits.pages) == (1.5, 512 * 1024, 300)


@pytest.mark.parametrize("text", ["0", "-1", "many", "inf", "nan"])
def test_a_limit_that_is_none_is_refused_by_name(text):
    with pytest.raises(SettingsError, match=f"NUPRAAT_LIMIT_MEMORY_MB is '{text}'; give a number above 0"):
        Settings.load(environment={"NUPRAAT_LIMIT_MEMORY_MB": text})
