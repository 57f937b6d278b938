"""The Dagster skin, run for real: the job, one asset alone, what the interface is told, and the checks that block."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
import pandas as pd
import pytest
from files import put_bad_files, put_real_answer
from readings import file, golden_reading, rejected

from nupraat_pipeline import model, warehouse
from nupraat_pipeline.assets import Answers, homes, markdown
from nupraat_pipeline.assets.handover import NothingStagedError, StagingArea
from nupraat_pipeline.checks import an_answer_was_read, shape_and_keys
from nupraat_pipeline.definitions import definitions, defs
from nupraat_pipeline.reading.many import kept
from nupraat_pipeline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

OBSERVATIONS = dg.AssetKey(["core", "observations"])
REACH = dg.AssetKey(["metrics", "reach"])
PUBLISHED = dg.AssetKey(["publish", "warehouse"])
EXPORTED = dg.AssetKey(["publish", "exports"])
REPORTED = dg.AssetKey(["publish", "report"])

# Else Dagster notes in the home of whoever tests what it would tell its makers, and tells them on another day.
QUIET = {"telemetry": {"enabled": False}}

Built = tuple[Settings, dg.DagsterInstance, dg.ExecuteInProcessResult]


def make(
    settings: Settings, instance: dg.DagsterInstance, *only: dg.AssetKey, raise_on_error: bool = False
) -> dg.ExecuteInProcessResult:
    """Run the job `build`, or only some of its assets as a click on them does."""
    job = definitions(settings).resolve_job_def("build")
    return job.execute_in_process(instance=instance, asset_selection=list(only) or None, raise_on_error=raise_on_error)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """A whole build of the real answer, after which raw/ is emptied: what comes later can only use what was left."""
    directory = tmp_path_factory.mktemp("dagster")
    settings = Settings.load(directory / "raw", directory / "warehouse", environment={})
    answer = put_real_answer(settings.raw_dir)
    with dg.DagsterInstance.local_temp(str(directory), overrides=QUIET) as instance:
        result = make(settings, instance)
        answer.unlink()
        yield settings, instance, result


def test_the_repository_directories_are_wired_in() -> None:
    names = {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()}
    metrics = {f"metrics/{table.name}" for table in model.STORED if table.schema == "metrics"}
    of_tables = {"raw/answers", "core/observations", "core/catalogue", "quality/findings", *metrics}

    assert names == {"raw/pdfs", "publish/warehouse", "publish/exports", "publish/report", *of_tables}
    stored = {table.full_name for table in model.STORED if table.schema != "meta"}
    assert {table.full_name for asset in of_tables for table in homes.tables_of(asset)} == stored
    assert defs.resolve_job_def("build").executor_def is dg.in_process_executor


def test_every_asset_is_described_and_grouped() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.group_name in {"raw", "core", "quality", "metrics", "publish", "outputs"}
        assert node.description, key
        assert "SELECT" not in node.description, key
    assert "FROM metrics.yearly_summary" in graph.get(REACH).metadata["sql"].value


def test_a_build_makes_checks_and_publishes_everything(built) -> None:
    settings, _, result = built

    assert result.success
    made = {event.asset_key for event in result.get_asset_materialization_events()}
    assert made == set(defs.resolve_asset_graph().get_all_asset_keys())
    evaluations = result.get_asset_check_evaluations()
    evaluated = {check.asset_check_key for check in evaluations}
    assert evaluated == set(defs.resolve_asset_graph().asset_check_keys)
    assert len(evaluations) == len(evaluated) == 12
    assert [check.check_name for check in evaluations if not check.passed] == []
    assert all(check.blocking for check in evaluations)
    assert warehouse.query("SELECT count(*) AS n FROM core.observations", settings)["n"].item() == 128


def test_a_table_tells_its_rows_columns_and_first_lines(built) -> None:
    _, _, result = built

    metadata = _metadata(result, OBSERVATIONS)

    assert metadata["dagster/row_count"].value == 128
    columns = metadata["dagster/column_schema"].schema.columns
    own = list(model.table("core.observations").column_names)
    assert [column.name for column in columns][: len(own)] == own
    described = {column.name: column for column in columns}
    assert described["value"].type == "DOUBLE"
    assert described["value"].constraints.nullable
    assert not described["indicator"].constraints.nullable
    assert all(column.description for column in columns)
    assert columns_of("core.places") == [name for name in described if name.startswith("places.")]
    assert metadata["places_rows"].value == 128
    assert "| conversations" in metadata["preview"].value


def test_a_metric_shows_what_it_is_made_from(built) -> None:
    _, _, result = built
    graph = defs.resolve_asset_graph()

    assert graph.get(REACH).parent_keys == {dg.AssetKey(["metrics", "yearly_summary"])}
    shown = _metadata(result, REACH)["dagster/column_lineage"].value.deps_by_column
    assert dg.TableColumnDep(dg.AssetKey(["metrics", "yearly_summary"]), "annual_value") in shown["reach_chat_pct"]
    assert list(shown) == model.table("metrics.reach").column_names


def test_columns_of_tables_that_share_an_asset_have_their_table_before_them(built) -> None:
    _, _, result = built

    shown = _metadata(result, dg.AssetKey(["metrics", "yearly_summary"]))["dagster/column_lineage"].value.deps_by_column
    schema = _metadata(result, OBSERVATIONS)["dagster/column_schema"].schema
    known = {column.name for column in schema.columns}
    assert dg.TableColumnDep(OBSERVATIONS, "value") in shown["stated"]
    used = {dep.column_name for deps in shown.values() for dep in deps if dep.asset_key == OBSERVATIONS}
    assert used <= known


def columns_of(table: str) -> list[str]:
    return [homes.column_in_asset(table, name) for name in model.table(table).column_names]


def test_publishing_tells_what_changed(built) -> None:
    _, _, result = built

    metadata = _metadata(result, PUBLISHED)

    assert "- 2022_sv363.pdf (sv363-2023-01-30)" in metadata["report"].value
    assert metadata["values_added"].value == 124
    assert metadata["values_revised"].value == 0


def test_the_exports_follow_the_published_file(built) -> None:
    _, _, result = built

    assert defs.resolve_asset_graph().get(EXPORTED).parent_keys == {PUBLISHED}
    exported, published = _metadata(result, EXPORTED), _metadata(result, PUBLISHED)
    assert exported["build_id"].value == published["build_id"].value
    assert "| metrics.reach.csv" in exported["files"].value


def test_the_report_follows_the_published_file(built) -> None:
    settings, _, result = built

    assert defs.resolve_asset_graph().get(REPORTED).parent_keys == {PUBLISHED}
    reported, published = _metadata(result, REPORTED), _metadata(result, PUBLISHED)
    assert reported["build_id"].value == published["build_id"].value
    assert reported["bytes"].value == settings.report.stat().st_size > 900_000


@pytest.mark.parametrize("asset", [EXPORTED, REPORTED], ids=str)
def test_what_follows_needs_a_published_file(tmp_path: Path, asset: dg.AssetKey) -> None:
    settings = Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})
    with dg.DagsterInstance.local_temp(str(tmp_path), overrides=QUIET) as instance:
        result = make(settings, instance, asset)

    (failed,) = result.filter_events(lambda event: event.is_step_failure)
    assert "Run `make` or `nupraat build` first" in failed.step_failure_data.user_failure_data.description


def test_readings_and_findings_tell_what_to_look_at(built) -> None:
    _, _, result = built

    assert "| 2022_sv363.pdf | read" in _metadata(result, dg.AssetKey(["raw", "answers"]))["files"].value
    metadata = _metadata(result, dg.AssetKey(["quality", "findings"]))
    assert metadata["failed"].value == 4
    assert metadata["to_look_at"].value.count("\n") == 2
    assert "2608 in the text on page 5" in metadata["to_look_at"].value


def test_what_is_printed_does_not_break_a_preview() -> None:
    frame = pd.DataFrame({"text": ["a|b\nc", None], "day": [pd.Timestamp("2022-01-31"), pd.NaT], "n": [1.5, 2]})

    assert markdown.table(frame).splitlines()[2:] == [
        r"| a\|b c | 2022-01-31 | 1.5 |",
        "|        |            | 2   |",
    ]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](http://a.be) &lt; `b` **c**", r"\[x\](http\:\/\/a.be) \&lt; \`b\` \*\*c\*\*"),
        ("caller_age_share _9_", r"caller_age_share \_9\_"),
        ("long" * 100, "long" * 40 + "…"),
    ],
)
def test_no_mark_in_a_printed_text_acts(printed: str, shown: str) -> None:
    assert markdown.escaped(printed) == shown


def _metadata(result: dg.ExecuteInProcessResult, key: dg.AssetKey) -> dict[str, Any]:
    (event,) = [event for event in result.get_asset_materialization_events() if event.asset_key == key]
    return dict(event.materialization.metadata)


def reach(result: dg.ExecuteInProcessResult) -> pd.DataFrame:
    return result.asset_value(REACH)["metrics.reach"]


def test_one_asset_alone_uses_the_last_complete_run(built) -> None:
    settings, instance, whole = built

    result = make(settings, instance, REACH)

    assert result.success
    pd.testing.assert_frame_equal(reach(result), reach(whole), obj="the same table as in the complete run")


def test_one_asset_alone_on_a_fresh_instance_reads_anew(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})
    put_real_answer(settings.raw_dir)
    with dg.DagsterInstance.local_temp(str(tmp_path), overrides=QUIET) as instance:
        result = make(settings, instance, REACH)

        assert result.success
        assert reach(result).loc[lambda rows: rows["year"] == 2022, "reach_chat_pct"].round(2).item() == 9.78
        assert not settings.database.exists()


@pytest.mark.parametrize("key", ["quality/findings", "publish/warehouse"])
def test_what_needs_the_readings_can_be_made_alone_too(tmp_path: Path, key: str) -> None:
    settings = Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})
    put_real_answer(settings.raw_dir)
    with dg.DagsterInstance.local_temp(str(tmp_path), overrides=QUIET) as instance:
        result = make(settings, instance, dg.AssetKey(key.split("/")))

        assert result.success
        assert settings.database.exists() == (key == "publish/warehouse")


def test_readings_of_another_reader_are_not_handed_over(built, monkeypatch: pytest.MonkeyPatch) -> None:
    _, instance, _ = built
    area = StagingArea.of(instance)
    assert len(area.load("no run", "raw/answers").readings) == 1

    monkeypatch.setattr(kept, "reader_version", lambda: "another")

    with pytest.raises(NothingStagedError, match="another version"):
        area.load("no run", "raw/answers")


def test_nothing_is_published_that_fails_its_audit(built) -> None:
    settings, instance, _ = built
    before = settings.database.read_bytes()
    area, asset = StagingArea.of(instance), OBSERVATIONS.to_user_string()
    kept = area.load("no run", asset)
    area.save("last-complete-run", asset, {**kept, "core.observations": kept["core.observations"].iloc[1:]})
    try:
        result = make(settings, instance, PUBLISHED)
    finally:
        area.save("last-complete-run", asset, kept)

    assert not result.success
    (audit,) = result.get_asset_check_evaluations()
    assert (audit.check_name, audit.passed, audit.blocking) == ("audit", False, True)
    assert "core.observations" in audit.description
    assert "127" in audit.description
    assert result.get_asset_materialization_events() == []
    assert settings.database.read_bytes() == before


def test_a_blocking_check_stops_all_that_comes_after(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})
    put_bad_files(settings.raw_dir)
    with dg.DagsterInstance.local_temp(str(tmp_path), overrides=QUIET) as instance:
        result = make(settings, instance)

    assert not result.success
    made = [event.asset_key.to_user_string() for event in result.get_asset_materialization_events()]
    assert made == ["raw/pdfs", "raw/answers"]
    assert not settings.database.exists()


def test_at_least_one_answer_must_be_read(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path, environment={})
    assert an_answer_was_read(Answers([rejected(), file(golden_reading())], {}), settings=settings).passed
    only_bad = an_answer_was_read(Answers([rejected("notitie.pdf")], {}), settings=settings)
    assert not only_bad.passed
    assert "notitie.pdf (not_a_pdf): notitie.pdf does not begin as a PDF does" in only_bad.description
    nothing = an_answer_was_read(Answers([], {}), settings=settings)
    assert not nothing.passed
    assert nothing.description == f"There are no files in {tmp_path}. Put the answers' PDFs there."


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return warehouse.assemble([file(golden_reading())])


@pytest.mark.parametrize("name", [table.full_name for table in model.STORED if table.schema != "meta"])
def test_shape_and_keys(name: str, tables: dict[str, pd.DataFrame]) -> None:
    rows, asset = tables[name], homes.home_of(name)

    fits = shape_and_keys(asset, tables)
    assert fits.passed
    assert f"{name}: {len(rows.columns)} columns" in fits.metadata["expected"].value
    assert f"{name}: {len(rows.columns)} columns" in fits.metadata["actual"].value
    twice = shape_and_keys(asset, {**tables, name: pd.concat([rows, rows.iloc[:1]], ignore_index=True)})
    assert twice.passed is not bool(model.table(name).key)
    narrower = shape_and_keys(asset, {**tables, name: rows.iloc[:, 1:]})
    assert not narrower.passed
    assert narrower.description.startswith(f"{name} does not fit its description in ")
    assert f"{name}: {len(rows.columns) - 1} columns" in narrower.metadata["actual"].value


def test_what_a_run_leaves_is_used_by_later_ones_once_it_is_complete(tmp_path: Path) -> None:
    area = StagingArea(tmp_path)
    area.save("first", "core/observations", "old")
    with pytest.raises(NothingStagedError):
        area.load("second", "core/observations")

    area.complete("first")
    area.save("second", "core/observations", "new")

    assert area.load("second", "core/observations") == "new"
    assert area.load("third", "core/observations") == "old"
    area.complete("second")
    assert area.load("third", "core/observations") == "new"


def test_what_another_version_left_counts_as_nothing(tmp_path: Path) -> None:
    area = StagingArea(tmp_path)
    area.save("first", "raw/answers", "something")
    (tmp_path / "first" / "raw" / "answers.pickle").write_bytes(b"cnupraat_pipeline.nowhere\nReading\n.")

    with pytest.raises(NothingStagedError, match="another version"):
        area.load("first", "raw/answers")
