"""What Dagster's pages show of what a step made: counts, columns with their meaning, and a look at the rows.

Here: metadata of materialisations. Not here: what is made (`steps`) or whether it is right (`checks`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from nupraat_pipeline import model
from nupraat_pipeline.exports.package import build_of
from nupraat_pipeline.reading.records import ReadFile
from nupraat_pipeline.warehouse import News

Metadata = dict[str, Any]

# What markdown takes for marks.
_MARKS = re.compile(r"[\\`*_\[\]<>#|~]")

_PREVIEW_ROWS = 10

# What a page still shows: of thousands of files or findings, those in the published file are for queries.
_LISTED_ROWS = 500

_CHANGES = ("values_added", "values_removed", "values_revised", "values_withdrawn")


def table(full_name: str, frame: pd.DataFrame) -> Metadata:
    """A published table: its number of rows, its columns as the model describes them, and its first rows."""
    columns = [
        dg.TableColumn(
            column.name,
            column.sql_type,
            description=column.text.en,
            constraints=dg.TableColumnConstraints(nullable=column.nullable),
        )
        for column in model.table(full_name).columns
    ]
    return {
        "dagster/row_count": dg.MetadataValue.int(len(frame)),
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns=columns)),
        "preview": markdown(frame.head(_PREVIEW_ROWS)),
    }


def sql(query: str) -> Metadata:
    """The SQL that makes a table, on the page of the asset; in its description it would fill the catalogue's lists."""
    return {"sql": dg.MetadataValue.md(f"```sql\n{query}\n```")}


def column_lineage(columns: Mapping[str, Sequence[tuple[str, str]]]) -> Metadata:
    """From which columns of which tables each column is made, given as (full name of the table, column)."""
    deps = {
        name: [dg.TableColumnDep(dg.AssetKey(table.split(".")), column) for table, column in sources]
        for name, sources in columns.items()
    }
    return {"dagster/column_lineage": dg.MetadataValue.column_lineage(dg.TableColumnLineage(deps))}


def files(readings: Sequence[ReadFile]) -> Metadata:
    """What became of each file of `raw/`."""
    rejected = sum(reading.rejection is not None for reading in readings)
    told = pd.DataFrame(list(map(_outcome, readings[:_LISTED_ROWS])), columns=["file", "outcome", "what"])
    return {"read": len(readings) - rejected, "rejected": rejected, "files": markdown(told)}


def _outcome(reading: ReadFile) -> tuple[str, str, str]:
    if (facts := reading.document) is not None:
        what = f"question {facts.question_number} of {facts.question_date}: {reading.figure_count} figures"
        return reading.file_name, "read", what
    rejection = reading.rejection
    return (reading.file_name, *(("", "") if rejection is None else (str(rejection.reason), rejection.message)))


def findings(found: pd.DataFrame) -> Metadata:
    """How many rules failed, and what those that ask for a look say."""
    failed = found[~found["passed"].astype(bool)]
    looked_at = failed.loc[failed["severity"] != "info", ["severity", "rule", "document_id", "message"]]
    shown = markdown(looked_at.head(_LISTED_ROWS)) if len(looked_at) else "nothing"
    return {"failed": len(failed), "to_look_at": shown}


def published(tables: dict[str, pd.DataFrame], news: News) -> Metadata:
    """What the build brought: its report, and what changes in the published file as its own record counts it."""
    (build,) = tables["meta.builds"].to_dict("records")
    counts = {name: int(build[name]) for name in _CHANGES}
    return {"report": report(news), "build_id": build["build_id"], **counts}


def exported(directory: Path, files: Sequence[Path]) -> Metadata:
    """The exported files and their sizes, and the build they are of."""
    sizes = pd.DataFrame([(path.name, path.stat().st_size) for path in files], columns=["file", "bytes"])
    return {"path": dg.MetadataValue.path(directory), "build_id": build_of(directory), "files": markdown(sizes)}


def report(news: News) -> dg.MarkdownMetadataValue:
    """The report of a build as markdown, in which nothing that is printed in a PDF acts as a mark."""
    lines = []
    for section in news.sections:
        lines += ["", f"**{_escaped(section.title)}**", ""]
        lines += [f"- {_escaped(about)}{': ' if text else ''}{_escaped(text)}" for about, text in section.items]
    return dg.MetadataValue.md("\n".join(lines).strip())


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def markdown(frame: pd.DataFrame) -> dg.MarkdownMetadataValue:
    """Rows as a markdown table, whatever is printed in them; empty where there is no value."""
    texts = frame.astype(object).map(_text)
    return dg.MetadataValue.md(texts.to_markdown(index=False, disable_numparse=True))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return " ".join(str(value).replace("|", r"\|").split())
