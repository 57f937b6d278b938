"""What must hold before anything is published: blocking checks, each of which stops all that comes after it.

Here: asset checks, made from the model where they concern a table. Not here: the audit of the written file, which
belongs to the step that publishes it (`assets`), or findings about what the answers say (`quality`), which never stop
a build.
"""

# No `from __future__ import annotations` here: Dagster reads the annotations as they are.
import dagster as dg
import pandas as pd

from nupraat_pipeline import model
from nupraat_pipeline.assets import answers
from nupraat_pipeline.model import frames
from nupraat_pipeline.reading.kept import Readings
from nupraat_pipeline.settings import Settings


@dg.asset_check(asset=answers, blocking=True, name="an_answer_was_read")
def an_answer_was_read(answers: Readings, settings: dg.ResourceParam[Settings]) -> dg.AssetCheckResult:
    """At least one file of `raw/` is a readable answer; else the published warehouse stays as it is."""
    read = sum(reading.rejection is None for reading in answers)
    if read:
        description = f"{read} of {len(answers)} files are readable answers."
    elif answers:
        description = f"No file in {settings.raw_dir} is a readable answer:\n{_rejections(answers)}"
    else:
        description = f"There are no files in {settings.raw_dir}. Put the answers' PDFs there."
    return dg.AssetCheckResult(passed=read > 0, description=description, metadata={"read": read, "files": len(answers)})


def _rejections(readings: Readings) -> str:
    return "\n".join(
        f"  {reading.file_name} ({reading.rejection.reason}): {reading.rejection.message}"
        for reading in readings
        if reading.rejection is not None
    )


def _fits_description(table: model.Table) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=dg.AssetKey([table.schema, table.name]),
        blocking=True,
        name="shape_and_keys",
        description="Columns, types, empty values, codes and key are as the model describes them.",
    )
    def shape_and_keys(table_rows: pd.DataFrame) -> dg.AssetCheckResult:
        try:
            frames.validate(table, table_rows)
        except frames.InvalidTableError as error:
            return dg.AssetCheckResult(passed=False, description=str(error))
        return dg.AssetCheckResult(passed=True, metadata={"rows": len(table_rows)})

    return shape_and_keys


CHECKS: list[dg.AssetChecksDefinition] = [
    an_answer_was_read,
    *(_fits_description(table) for table in model.STORED if table.schema != "meta"),
]
