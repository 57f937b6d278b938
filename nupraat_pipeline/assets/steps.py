"""The assets, from the PDFs in `raw/` to the published warehouse: who needs what, and nothing about how it is made.

Here: one thin function for each step, in the order of the data. Not here: reading, tables, rules, metrics or SQL (each
in its own package), the hand-over between steps (`handover`), or what must hold (`checks`).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# No `from __future__ import annotations` here: Dagster reads the annotations as they are.
import dagster as dg
import pandas as pd

from nupraat_pipeline import exports, metrics, model, observations, quality, warehouse
from nupraat_pipeline.assets import shown
from nupraat_pipeline.assets.handover import StagingArea
from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.metrics import lineage
from nupraat_pipeline.reading.codec import EncodedOutcome
from nupraat_pipeline.reading.kept import Readings, keep
from nupraat_pipeline.reading.pool import read_raw
from nupraat_pipeline.reading.raw_files import list_raw
from nupraat_pipeline.reading.stream import Done
from nupraat_pipeline.settings import Settings

SettingsParam = dg.ResourceParam[Settings]


def _tables(*schemas: str) -> list[model.Table]:
    """The stored tables of these schemas, in the order of the model."""
    return [table for table in model.STORED if table.schema in schemas]


def _key(table: model.Table) -> dg.AssetKey:
    return dg.AssetKey([table.schema, table.name])


def _outs(schema: str, group: str) -> dict[str, dg.AssetOut]:
    """An asset for each table of a schema, described as in the model."""
    return {
        table.name: dg.AssetOut(
            key=_key(table), group_name=group, description=table.text.en, kinds={"pandas"}, dagster_type=dg.Any
        )
        for table in _tables(schema)
    }


def _ins(full_names: Iterable[str]) -> dict[str, dg.AssetIn]:
    return {name.replace(".", "_", 1): dg.AssetIn(_key(model.table(name))) for name in full_names}


def _by_full_name(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Inputs under the names of their tables: 'core_observations' is `core.observations`."""
    return {name.replace("_", ".", 1): frame for name, frame in tables.items()}


def _outputs(schema: str, tables: dict[str, pd.DataFrame]) -> Iterator[dg.Output[pd.DataFrame]]:
    for table in _tables(schema):
        yield dg.Output(tables[table.full_name], output_name=table.name)


pdfs = dg.AssetSpec(
    dg.AssetKey(["raw", "pdfs"]),
    group_name="raw",
    kinds={"pdf"},
    description="The answers as published: the PDF files in `raw/`. Put a new answer there and run the job `build`.",
)


@dg.asset(key_prefix="raw", group_name="raw", kinds={"python"}, deps=[pdfs])
def answers(context: dg.AssetExecutionContext, settings: SettingsParam) -> Readings:
    """What each PDF says: its table cells, the figures in its prose, and what they mean; or why it was not read.

    Each file is read in a process of its own, limited in time and memory.
    """
    files = list_raw(settings.raw_dir)
    context.log_event(dg.AssetMaterialization(pdfs.key, metadata={"files": [file.name for file in files]}))
    place = StagingArea.of(context.instance).readings(context.run.run_id, answers.key.to_user_string())
    known = 0

    def told(done: Iterable[Done]) -> Iterator[tuple[str, EncodedOutcome]]:
        nonlocal known
        for count, each in enumerate(done, start=1):
            known += each.is_known
            what = "rejected" if each.outcome.rejection else "known" if each.is_known else "read"
            context.log.info(f"{count}/{len(files)} {what} {each.file.name}")
            yield each.file.name, each.outcome

    readings = keep(told(read_raw(files, settings)), place)
    context.add_output_metadata(shown.files(readings) | {"known": known})
    return readings


@dg.multi_asset(outs=_outs("raw", "raw"), ins={"readings": dg.AssetIn(answers.key)})
def raw(readings: Readings) -> Iterator[dg.Output[pd.DataFrame]]:
    """Everything as printed: one row for each file, table cell and figure in prose, with its place on the page."""
    yield from _outputs("raw", observations.raw_tables(readings))


@dg.multi_asset(outs=_outs("core", "core"), ins={"readings": dg.AssetIn(answers.key)})
def core(readings: Readings) -> Iterator[dg.Output[pd.DataFrame]]:
    """Every published value with its meaning, in every vintage, and the catalogue that gives the meanings."""
    yield from _outputs("core", observations.core_tables(readings, load_catalogue()))


@dg.multi_asset(
    outs=_outs("quality", "quality"),
    ins={
        "readings": dg.AssetIn(answers.key),
        "core_observations": dg.AssetIn(dg.AssetKey(["core", "observations"])),
    },
)
def findings(readings: Readings, core_observations: pd.DataFrame) -> Iterator[dg.Output[pd.DataFrame]]:
    """The arithmetic each answer must satisfy, rule by rule, passed or not."""
    found = quality.find(readings, core_observations, load_catalogue())
    yield dg.Output(found, output_name="findings", metadata=shown.findings(found))


def _metric(table: model.Table) -> dg.AssetsDefinition:
    """The asset of one metric table: its SQL file, run over the tables that the SQL reads."""

    @dg.asset(
        key=_key(table),
        group_name="metrics",
        kinds={"sql", "duckdb"},
        ins=_ins(lineage.tables(table.name)),
        description=table.text.en,
        metadata=shown.sql(metrics.sql(table.name)),
        dagster_type=dg.Any,
    )
    def metric(context: dg.AssetExecutionContext, **tables: pd.DataFrame) -> Any:
        if not context.instance.is_ephemeral:  # where nobody will look, finding it out is a waste of time
            context.add_output_metadata(shown.column_lineage(lineage.columns(table.name)))
        return metrics.compute(_by_full_name(tables), only=(table.name,))[table.full_name]

    return metric


metric_tables = [_metric(table) for table in _tables("metrics")]


@dg.asset(
    key=["publish", "warehouse"],
    group_name="publish",
    kinds={"duckdb"},
    ins={
        "readings": dg.AssetIn(answers.key),
        **_ins(table.full_name for table in _tables("raw", "core", "quality", "metrics")),
    },
    check_specs=[
        dg.AssetCheckSpec(
            "audit",
            asset=dg.AssetKey(["publish", "warehouse"]),
            blocking=True,
            description="The written file holds all that was read, with types, keys and constraints, and each value "
            "traced to its page. Else it is thrown away, and the published file stays.",
        )
    ],
    output_required=False,
)
def published(
    context: dg.AssetExecutionContext, settings: SettingsParam, readings: Readings, **tables: pd.DataFrame
) -> Iterator[dg.AssetCheckResult | dg.Output[None]]:
    """The file people read, `warehouse/nupraat.duckdb`: written aside, audited, and swapped in whole.

    One step, because no other build may come between: what changes is told against the file that is replaced.
    """
    try:
        released = warehouse.release(_by_full_name(tables), readings, settings)
    except (warehouse.AuditError, warehouse.NothingToPublishError) as error:
        yield dg.AssetCheckResult(passed=False, description=str(error))
        return
    yield dg.AssetCheckResult(passed=True)
    told = shown.published(released, warehouse.news(settings))
    yield dg.Output(None, metadata={**told, "path": dg.MetadataValue.path(settings.database)})
    StagingArea.of(context.instance).complete(context.run.run_id)


@dg.asset(key=["publish", "exports"], group_name="publish", kinds={"csv", "parquet", "excel"}, deps=[published])
def exported(context: dg.AssetExecutionContext, settings: SettingsParam) -> None:
    """What people download: the published tables as CSV, Parquet and Excel in `warehouse/exports/`.

    Made from the published file, which stays as it is when they cannot be written; the next build writes them again.
    """
    try:
        files = exports.export(settings)
    except (exports.ExportError, warehouse.NotPublishedError) as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    context.add_output_metadata(shown.exported(settings.exports_dir, files))


def made_anew(settings: Settings, place: Path) -> dict[str, Any]:
    """The values of all assets by their keys, made from `raw/` here and now; the readings are in a file at `place`.

    What an asset that is made alone gets, when no run has left what it needs: everything is a function of `raw/`.
    """
    done = read_raw(list_raw(settings.raw_dir), settings)
    readings = keep(((each.file.name, each.outcome) for each in done), place)
    tables = warehouse.assemble(readings)
    return {answers.key.to_user_string(): readings, **{name.replace(".", "/"): tables[name] for name in tables}}


ASSETS: list[dg.AssetsDefinition | dg.AssetSpec] = [
    pdfs,
    answers,
    raw,
    core,
    findings,
    *metric_tables,
    published,
    exported,
]
