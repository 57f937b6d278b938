"""What must hold before anything is published: blocking checks, each of which stops all that comes after it.

Here: asset checks, made from the model where they concern a table. Not here: the audit of the written file, which
belongs to the step that publishes it (`assets`), or findings about what the answers say (`quality`), which never stop
a build.
"""

# No `from __future__ import annotations` here: Dagster reads the annotations as they are.
import inspect
from collections.abc import Iterator
from typing import Any

import dagster as dg
import pandas as pd

from nupraat_pipeline import model
from nupraat_pipeline.assets import Answers, answers, homes, shown
from nupraat_pipeline.assets.steps import Tables, ins, key, together
from nupraat_pipeline.model import frames
from nupraat_pipeline.reading.many.kept import Readings
from nupraat_pipeline.settings import Settings


@dg.asset_check(asset=answers, blocking=True, name="an_answer_was_read")
def an_answer_was_read(made: Answers, settings: dg.ResourceParam[Settings]) -> dg.AssetCheckResult:
    """At least one file of `raw/` is a readable answer; else the published warehouse stays as it is."""
    files = made.readings
    read = sum(reading.rejection is None for reading in files)
    if read:
        description = f"{read} of {len(files)} files are readable answers."
    elif files:
        description = f"No file in {settings.raw_dir} is a readable answer:\n{_rejections(files)}"
    else:
        description = f"There are no files in {settings.raw_dir}. Put the answers' PDFs there."
    told = shown.compared("at least 1 readable answer", f"{read} of {len(files)} files")
    return dg.AssetCheckResult(passed=read > 0, description=description, metadata=told)


def _rejections(readings: Readings) -> str:
    return "\n".join(
        f"  {reading.file_name} ({reading.rejection.reason}): {reading.rejection.message}"
        for reading in readings
        if reading.rejection is not None
    )


def shape_and_keys(asset: str, tables: Tables) -> dg.AssetCheckResult:
    """Columns, types, empty values, codes and keys of an asset's tables are as the model describes them."""
    held = homes.tables_of(asset)
    wrong = []
    for table in held:
        try:
            frames.validate(table, tables[table.full_name])
        except frames.InvalidTableError as error:
            wrong.append(str(error))
    expected = "; ".join(_described(table) for table in held)
    actual = "; ".join(_found(table, tables[table.full_name]) for table in held)
    return dg.AssetCheckResult(
        asset_key=key(asset),
        check_name=shape_and_keys.__name__,
        passed=not wrong,
        description="\n".join(wrong) or None,
        metadata=shown.compared(expected, actual),
    )


def _shapes_and_keys(schema: str) -> dg.AssetChecksDefinition:
    """The check `shape_and_keys` of each asset of a schema: one step, since a step costs more than a check."""
    assets = homes.assets_of(schema)
    specs = {
        asset: dg.AssetCheckSpec(
            shape_and_keys.__name__, asset=key(asset), blocking=True, description=inspect.getdoc(shape_and_keys)
        )
        for asset in assets
    }

    @dg.multi_asset_check(name=f"{schema}_shape_and_keys", specs=[*specs.values()], ins=ins(assets), can_subset=True)
    def evaluated(context: dg.AssetCheckExecutionContext, **parts: Any) -> Iterator[dg.AssetCheckResult]:
        """Evaluate the checks that are asked for."""
        tables = together(parts)
        for asset, spec in specs.items():
            if spec.key in context.selected_asset_check_keys:
                yield shape_and_keys(asset, tables)

    return evaluated


def _described(table: model.Table) -> str:
    key = f", each {' + '.join(table.key)} once" if table.key else ""
    return f"{table.full_name}: {len(table.columns)} columns{key}"


def _found(table: model.Table, rows: pd.DataFrame) -> str:
    known = [name for name in table.key if name in rows.columns]
    key = f", {len(rows.drop_duplicates(known))} of {len(rows)} rows with a key of their own" if known else ""
    return f"{table.full_name}: {len(rows.columns)} columns{key}"


CHECKS: list[dg.AssetChecksDefinition] = [
    an_answer_was_read,
    *map(_shapes_and_keys, ("raw", "core", "quality", "metrics")),
]
