"""When a build starts by itself: each change of raw/ once, and no sooner than the files are whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

import dagster as dg
import pytest
from msgspec.structs import replace
from readings import golden_reading

from nupraat_pipeline import warehouse
from nupraat_pipeline.assets import homes, materializations
from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.reading.records import FileReading, Rejection, RejectionReason
from nupraat_pipeline.sensors import Contents, Memory, contents, decide, new_answers
from nupraat_pipeline.settings import Limits, Settings

A: Contents = {"a.pdf": "1"}
B: Contents = {"a.pdf": "1", "b.pdf": "2"}


def looks(*steps: tuple[Contents, Contents | None]) -> list[bool]:
    """At which looks a build starts, given what is in raw/ and what is published at each."""
    memory, started = Memory(), []
    for found, published in steps:
        why_not, memory = decide(found, published, Memory.of(memory.cursor))
        started.append(why_not is None)
    return started


def test_what_is_published_is_not_built_again() -> None:
    assert looks((A, A), (A, A)) == [False, False]


def test_a_new_file_starts_one_build() -> None:
    assert looks((A, A), (B, A), (B, A), (B, A), (B, B)) == [False, False, True, False, False]


def test_nothing_is_published_yet() -> None:
    assert looks((A, None), (A, None)) == [False, True]


def test_a_file_that_is_still_being_copied_is_waited_for() -> None:
    halves = [({"a.pdf": "1", "b.pdf": part}, A) for part in ("half", "most", "all", "all")]

    assert looks(*halves) == [False, False, False, True]


def test_files_whose_build_failed_are_tried_again_only_when_they_change() -> None:
    failed = [(B, A)] * 4
    changed = {**B, "b.pdf": "3"}

    assert looks(*failed, (changed, A), (changed, A), (B, A), (B, A)) == [
        *(False, True, False, False),
        *(False, True),
        *(False, True),
    ]


def test_removed_and_put_back_are_two_builds() -> None:
    assert looks((B, B), (A, B), (A, B), (A, A), (B, A), (B, A), (B, B)) == [
        *(False, False, True, False),
        *(False, True, False),
    ]


def test_a_deleted_warehouse_is_built_again() -> None:
    assert looks((B, A), (B, A), (B, B), (B, None)) == [False, True, False, True]


def test_an_empty_directory_starts_nothing() -> None:
    assert looks(({}, A), ({}, A)) == [False, False]
    assert looks(({}, None), ({}, None)) == [False, False]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "raw").mkdir()
    return Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})


def test_hashes_are_those_that_a_build_records(settings) -> None:
    for name in ("a.pdf", "large.pdf", ".hidden.pdf", "copying.pdf.part"):
        (settings.raw_dir / name).write_bytes(name.encode())
    (settings.raw_dir / "large.pdf").write_bytes(b"x" * 100)
    (settings.raw_dir / "outside.pdf").symlink_to("/etc/hostname")

    assert contents(list_raw(settings.raw_dir), Limits(file_bytes=99)) == {
        "a.pdf": hashlib.sha256(b"a.pdf").hexdigest(),
        "large.pdf": None,
        "outside.pdf": None,
    }


def look(settings: Settings, cursor: str | None) -> dg.SensorResult:
    with dg.DagsterInstance.ephemeral() as instance:
        result = new_answers(dg.build_sensor_context(instance=instance, cursor=cursor), settings=settings)
    assert isinstance(result, dg.SensorResult)
    return result


def test_the_sensor_against_a_published_file(settings) -> None:
    (settings.raw_dir / "notes.pdf").write_bytes(b"no pdf")
    first = look(settings, None)
    second = look(settings, first.cursor)
    assert [len(result.run_requests or []) for result in (first, second)] == [0, 1]

    (settings.raw_dir / "2022.pdf").write_bytes(b"an answer")
    found = contents(list_raw(settings.raw_dir), settings.limits)
    answer = golden_reading()
    read = replace(answer, document=replace(answer.document, sha256=found["2022.pdf"]))
    refused = Rejection(RejectionReason.NOT_A_PDF, "notes.pdf is no PDF.", sha256=found["notes.pdf"])
    warehouse.build([FileReading("2022.pdf", read), FileReading("notes.pdf", refused)], settings)

    third = look(settings, second.cursor)

    assert third.run_requests in (None, [])
    assert third.skip_reason is not None
    assert third.skip_reason.skip_message == "The published warehouse has these files."


def test_what_was_built_outside_dagster_is_told_to_it_once(settings) -> None:
    warehouse.build([FileReading("2022.pdf", golden_reading())], settings)
    with dg.DagsterInstance.ephemeral() as instance:
        told = materializations(instance, settings)
        for event in told:
            instance.report_runless_asset_event(event)
        assert materializations(instance, settings) == []

    by_name = {event.asset_key.to_user_string(): event.metadata for event in told}
    assert set(by_name) == {*homes.assets_of("raw", "core", "quality", "metrics"), "publish/warehouse"}
    assert by_name["core/observations"]["dagster/row_count"].value == 128
    assert "2020  ████" in by_name["metrics/yearly_summary"]["preview"].value
    assert by_name["publish/warehouse"]["values_added"].value == 124


def test_with_nothing_published_there_is_nothing_to_tell(settings) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        assert materializations(instance, settings) == []


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = look(Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={}), None)

    assert result.skip_reason is not None
    assert "cannot be looked at: No such file or directory" in result.skip_reason.skip_message


def test_it_is_on_by_default() -> None:
    assert new_answers.default_status is dg.DefaultSensorStatus.RUNNING
    assert new_answers.job_name == "build"
