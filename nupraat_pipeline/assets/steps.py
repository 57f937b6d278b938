"""The assets, from the PDFs in `raw/` to the published warehouse: who needs what, and nothing about how it is made.

Here: one thin function for each step, in the order of the data. Not here: reading, tables, rules, metrics or SQL (each
in its own package), which asset a table is part of (`homes`), the hand-over between steps (`handover`), or what must
hold (`checks`).
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

# No `from __future__ import annotations` here: Dagster reads the annotations as they are.
import dagster as dg
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from nupraat_pipeline import catalogue, exports, metrics, model, nomenclature, observations, quality, report, warehouse
from nupraat_pipeline.assets import homes, shown
from nupraat_pipeline.assets.handover import StagingArea
from nupraat_pipeline.metrics import lineage
from nupraat_pipeline.reading import pool
from nupraat_pipeline.reading.many import raw_files
from nupraat_pipeline.reading.many.codec import EncodedOutcome
from nupraat_pipeline.reading.many.kept import Readings, keep
from nupraat_pipeline.reading.many.stream import Done, ReadersError
from nupraat_pipeline.settings import Settings

SettingsParam = dg.ResourceParam[Settings]
ShowParam = dg.ResourceParam[shown.Show]

# What an asset of tables hands over: its tables by their full names, 'core.observations'.
Tables = dict[str, pd.DataFrame]


class Answers(Struct, frozen=True):
    """What was read: each file's outcome as the reader gives it, in a file, and the same as the tables of `raw`."""

    readings: Readings
    tables: Tables

    def moved_to(self, path: Path) -> "Answers":
        """Move the file of readings; returns the same answers."""
        return replace(self, readings=self.readings.moved_to(path))

    def now_at(self, path: Path) -> "Answers | None":
        """Return the same answers with their readings in a file that was moved there; None when they are of no use."""
        readings = self.readings.now_at(path)
        return None if readings is None else replace(self, readings=readings)

    def clear(self) -> None:
        """Drop the tables; the file of readings stays."""
        self.tables.clear()


# Who answers for all of it; Dagster wants a mail address or a team. Another house changes it here.
OWNERS = ["team:nupraat"]


def key(asset: str) -> dg.AssetKey:
    """Dagster's key of an asset, given as 'core/observations'."""
    return dg.AssetKey(asset.split("/"))


def ins(assets: Iterable[str]) -> dict[str, dg.AssetIn]:
    """The assets as inputs of a step, each under its name with an underscore."""
    return {asset.replace("/", "_"): dg.AssetIn(key(asset)) for asset in assets}


def together(parts: Mapping[str, Answers | Tables]) -> Tables:
    """The tables of several assets as one collection."""
    tables = [part.tables if isinstance(part, Answers) else part for part in parts.values()]
    return {name: frame for each in tables for name, frame in each.items()}


def _held(asset: str, tables: Tables) -> Tables:
    """Those of the tables that an asset holds."""
    return {table.full_name: tables[table.full_name] for table in homes.tables_of(asset)}


pdfs = dg.AssetSpec(
    key("raw/pdfs"),
    group_name="raw",
    kinds={"pdf"},
    owners=OWNERS,
    metadata=shown.sources(raw_files.list_raw),
    description="The answers as published: the PDF files in `raw/`. Put a new answer there and run the job `build`.",
)


@dg.asset(
    key=key("raw/answers"),
    group_name="raw",
    kinds={"python"},
    owners=OWNERS,
    metadata=shown.sources(pool.read_answers, observations.raw_tables),
    deps=[pdfs],
    dagster_type=dg.Any,
)
def answers(context: dg.AssetExecutionContext, settings: SettingsParam, show: ShowParam) -> Answers:
    """What each PDF says: its table cells and the figures in its prose, with their places; or why it was not read.

    Each file is read in a process of its own, limited in time and memory.
    """
    try:
        catalogue.load_catalogue()  # what is wrong with it is no fault of the files
        files = raw_files.list_raw(settings.raw_dir)
    except catalogue.CatalogueError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    except OSError as error:
        why = f"{settings.raw_dir} cannot be looked at ({error.strerror}); see who may."
        raise dg.Failure(why, allow_retries=False) from error
    context.log_event(dg.AssetMaterialization(pdfs.key, metadata={"files": [file.name for file in files]}))
    place = StagingArea.of(context.instance).beside(context.run.run_id, answers.key.to_user_string())
    known = 0

    def told(done: Iterable[Done]) -> Iterator[tuple[str, EncodedOutcome]]:
        nonlocal known
        for count, each in enumerate(done, start=1):
            known += each.is_known
            what = "rejected" if each.outcome.rejection else "known" if each.is_known else "read"
            context.log.info(f"{count}/{len(files)} {what} {each.file.name}")
            yield each.file.name, each.outcome

    try:
        readings = keep(told(pool.read_raw(files, settings)), place)
    except ReadersError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    made = Answers(readings, observations.raw_tables(readings))
    looks = {**show(shown.files, readings), **show(shown.tables, "raw/answers", made.tables)}
    context.add_output_metadata({**looks, "known": known})
    return made


@dg.multi_asset(
    ins=ins(["raw/answers"]),
    outs={
        "observations": dg.AssetOut(
            key=key("core/observations"),
            group_name="core",
            kinds={"pandas"},
            owners=OWNERS,
            metadata=shown.sources(observations.core_tables),
            description="Every value that an answer publishes, in every vintage: what it counts, of when and of whom, "
            "where it is printed, and why it is missing where it is.",
            dagster_type=dg.Any,
        ),
        "catalogue": dg.AssetOut(
            key=key("core/catalogue"),
            group_name="core",
            kinds={"pandas", "yaml"},
            owners=OWNERS,
            metadata=shown.sources(catalogue.SOURCE, nomenclature.indicator_rows),
            description="What the figures mean: the indicators, their categories and the documented breaks in the "
            "series, in Dutch and English, with what the answers themselves say of them.",
            dagster_type=dg.Any,
        ),
    },
)
def core(show: ShowParam, raw_answers: Answers) -> Iterator[dg.Output[Tables]]:
    """Every published value with its meaning, in every vintage, and the catalogue that gives the meanings."""
    made = observations.core_tables(raw_answers.readings, catalogue.load_catalogue())
    for asset in homes.assets_of("core"):
        tables = _held(asset, made)
        yield dg.Output(tables, output_name=asset.removeprefix("core/"), metadata=show(shown.tables, asset, tables))


@dg.asset(
    key=key("quality/findings"),
    group_name="quality",
    kinds={"pandas"},
    owners=OWNERS,
    metadata=shown.sources(quality.find),
    description=model.table("quality.findings").text.en,
    ins=ins(["raw/answers", "core/observations"]),
    dagster_type=dg.Any,
)
def findings(
    context: dg.AssetExecutionContext, show: ShowParam, raw_answers: Answers, core_observations: Tables
) -> Tables:
    """The arithmetic each answer must satisfy, rule by rule, passed or not."""
    observed = core_observations["core.observations"]
    made = {"quality.findings": quality.find(raw_answers.readings, observed, catalogue.load_catalogue())}
    looks = {**show(shown.findings, made["quality.findings"]), **show(shown.tables, "quality/findings", made)}
    context.add_output_metadata(looks)
    return made


def _metric(name: str) -> dg.AssetOut:
    """The asset of one metric table."""
    return dg.AssetOut(
        key=key(f"metrics/{name}"),
        group_name="metrics",
        kinds={"sql", "duckdb"},
        owners=OWNERS,
        description=model.table(f"metrics.{name}").text.en,
        metadata={**shown.sql(metrics.sql(name)), **shown.sources(metrics.path(name))},
        dagster_type=dg.Any,
        is_required=False,
    )


def _behind(name: str) -> list[str]:
    """The assets that a metric is made from, other metrics among them."""
    return list(dict.fromkeys(map(homes.home_of, lineage.tables(name))))


@dg.multi_asset(
    name="metrics",
    ins=ins(dict.fromkeys(map(homes.home_of, lineage.inputs()))),
    outs={name: _metric(name) for name in metrics.names()},
    internal_asset_deps={name: set(map(key, _behind(name))) for name in metrics.names()},
    can_subset=True,
)
def metric_tables(context: dg.AssetExecutionContext, show: ShowParam, **parts: Any) -> Iterator[dg.Output[Tables]]:
    """The metric tables: each an SQL file, run over the tables that the answers and the catalogue give."""
    made = metrics.compute(together(parts))
    for name in (name for name in metrics.names() if name in context.op_execution_context.selected_output_names):
        asset = f"metrics/{name}"
        tables = _held(asset, made)
        looks = {**show(shown.tables, asset, tables), **show(shown.column_lineage, name)}
        yield dg.Output(tables, output_name=name, metadata=looks)


@dg.asset(
    key=key("publish/warehouse"),
    group_name="publish",
    kinds={"duckdb"},
    owners=OWNERS,
    metadata=shown.sources(warehouse.release),
    ins=ins(homes.assets_of("raw", "core", "quality", "metrics")),
    check_specs=[
        dg.AssetCheckSpec(
            "audit",
            asset=key("publish/warehouse"),
            blocking=True,
            description="The written file holds all that was read, with types, keys and constraints, and each value "
            "traced to its page. Else it is thrown away, and the published file stays.",
        )
    ],
    output_required=False,
)
def published(
    context: dg.AssetExecutionContext, settings: SettingsParam, show: ShowParam, raw_answers: Answers, **parts: Any
) -> Iterator[dg.AssetCheckResult | dg.Output[None]]:
    """The file people read, `warehouse/nupraat.duckdb`: written aside, audited, and swapped in whole.

    One step, because no other build may come between: what changes is told against the file that is replaced.
    """
    expected = "no problem with columns, keys, references, places on pages, or anything that was read and not loaded"
    try:
        tables = raw_answers.tables | together(parts)
        released = warehouse.release(tables, raw_answers.readings, settings)
    except (warehouse.AuditError, warehouse.NothingToPublishError) as error:
        told = shown.compared(expected, str(error))
        yield dg.AssetCheckResult(passed=False, description=str(error), metadata=told)
        return
    except (warehouse.BuildInProgressError, warehouse.PublishError) as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    yield dg.AssetCheckResult(passed=True, metadata=shown.compared(expected, "no problem"))
    looks = show(shown.published, released, settings)
    yield dg.Output(None, metadata={**looks, "path": dg.MetadataValue.path(settings.database)})
    StagingArea.of(context.instance).complete(context.run.run_id)


@dg.asset(
    key=key("publish/exports"),
    group_name="outputs",
    kinds={"csv", "parquet", "excel"},
    owners=OWNERS,
    metadata=shown.sources(exports.export),
    deps=[published],
)
def exported(context: dg.AssetExecutionContext, settings: SettingsParam, show: ShowParam) -> None:
    """What people download: the published tables as CSV, Parquet and Excel in `warehouse/exports/`.

    Made from the published file, which stays as it is when they cannot be written; the next build writes them again.
    """
    try:
        files = exports.export(settings)
    except (exports.ExportError, warehouse.BuildInProgressError, warehouse.NotPublishedError) as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    context.add_output_metadata(show(shown.exported, settings.exports_dir, files))


@dg.asset(
    key=key("publish/report"),
    group_name="outputs",
    kinds={"html"},
    owners=OWNERS,
    metadata=shown.sources(report.write),
    deps=[published],
)
def reported(context: dg.AssetExecutionContext, settings: SettingsParam, show: ShowParam) -> None:
    """What people look at: `warehouse/report.html`, one page with charts, tables and where each number is printed.

    Made from the published file, which stays as it is when the page cannot be written; the next build writes it again.
    """
    try:
        path = report.write(settings)
    except (report.ReportError, warehouse.BuildInProgressError, warehouse.NotPublishedError) as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    context.add_output_metadata(show(shown.reported, path))


def made_anew(settings: Settings, place: Path) -> dict[str, Any]:
    """The values of all assets by their keys, made from `raw/` here and now; the readings are in a file at `place`.

    What an asset that is made alone gets, when no run has left what it needs: everything is a function of `raw/`.
    """
    done = pool.read_raw(raw_files.list_raw(settings.raw_dir), settings)
    try:
        readings = keep(((each.file.name, each.outcome) for each in done), place)
    except ReadersError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    made = warehouse.assemble(readings)
    values: dict[str, Any] = {
        asset: _held(asset, made) for asset in homes.assets_of("raw", "core", "quality", "metrics")
    }
    return {**values, "raw/answers": Answers(readings, values["raw/answers"])}


ASSETS: list[dg.AssetsDefinition | dg.AssetSpec] = [
    pdfs,
    answers,
    core,
    findings,
    metric_tables,
    published,
    exported,
    reported,
]
