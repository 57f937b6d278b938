"""What must hold before anything is published: blocking checks, each of which stops all that comes after it.

Here: asset checks, made from the model where they concern a table. Not here: findings about what the answers say
(`nupraat_pipeline.quality`), which never stop a build.
"""

from pathlib import Path

# No `from __future__ import annotations` here: Dagster reads the annotations as they are.
import dagster as dg
import pandas as pd

from nupraat_pipeline import model, warehouse
from nupraat_pipeline.assets import answers, candidate
from nupraat_pipeline.model import frames
from nupraat_pipeline.reading.records import AnswerReading, FileReading, Rejection


@dg.asset_check(asset=answers, blocking=True, name="an_answer_was_read")
def an_answer_was_read(answers: list[FileReading]) -> dg.AssetCheckResult:
    """At least one file of `raw/` is a readable answer; else the published warehouse stays as it is."""
    read = sum(isinstance(reading.outcome, AnswerReading) for reading in answers)
    if read:
        description = f"{read} of {len(answers)} files are readable answers."
    elif answers:
        description = f"No file in raw/ is a readable answer:\n{_rejections(answers)}"
    else:
        description = "There are no files in raw/. Put the answers' PDFs there."
    return dg.AssetCheckResult(passed=read > 0, description=description, metadata={"read": read, "files": len(answers)})


def _rejections(readings: list[FileReading]) -> str:
    return "\n".join(
        f"  {reading.file_name} ({reading.outcome.reason}): {reading.outcome.message}"
        for reading in readings
        if isinstance(reading.outcome, Rejection)
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


@dg.asset_check(asset=candidate, blocking=True, name="audit", additional_ins={"readings": dg.AssetIn(answers.key)})
def audit(candidate: Path, readings: list[FileReading]) -> dg.AssetCheckResult:
    """The written file holds all that was read, with types, keys and constraints, each value traced to its page."""
    problems = warehouse.audit(candidate, readings)
    return dg.AssetCheckResult(
        passed=not problems,
        description="\n".join(f"{problem.table}: {problem.message}" for problem in problems) or "No problems.",
        metadata={"problems": len(problems)},
    )


CHECKS: list[dg.AssetChecksDefinition] = [
    an_answer_was_read,
    *(_fits_description(table) for table in model.STORED if table.schema != "meta"),
    audit,
]
