"""What Dagster's pages show of what a step made: counts, columns with their meaning, a chart and a look at the rows.

Here: metadata of assets and their materialisations. Not here: what is made (`steps`), whether it is right (`checks`),
or how a text becomes markdown (`markdown`).
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ParamSpec

import dagster as dg
import pandas as pd
from msgspec import Struct

from nupraat_pipeline import warehouse
from nupraat_pipeline.assets import homes, markdown
from nupraat_pipeline.assets.charts import chart_of
from nupraat_pipeline.exports.package import build_of
from nupraat_pipeline.metrics import lineage
from nupraat_pipeline.model import Table
from nupraat_pipeline.reading.records import ReadFile
from nupraat_pipeline.report import build_of as report_build
from nupraat_pipeline.settings import REPOSITORY, Settings

Metadata = dict[str, Any]
Tables = Mapping[str, pd.DataFrame]

_PREVIEW_ROWS = 10

# What a page still shows: of thousands of files or findings, those in the published file are for queries.
_LISTED_ROWS = 500

_CHANGES = ("values_added", "values_removed", "values_revised", "values_withdrawn")


_What = ParamSpec("_What")


class Show(Struct, frozen=True):
    """Finds out what pages show of a step, where there is somebody who looks: a command has no pages."""

    is_watched: bool

    def __call__(self, look: Callable[_What, Metadata], *what: _What.args, **named: _What.kwargs) -> Metadata:
        """Give what a function of this module says of its arguments; nothing when nobody looks."""
        return look(*what, **named) if self.is_watched else {}


def tables(asset: str, frames: Tables) -> Metadata:
    """The tables of an asset: how many rows, their columns as the model describes them, a chart and the first rows."""
    held = homes.tables_of(asset)
    counts = {table.full_name: len(frames[table.full_name]) for table in held}
    columns = [_column(table, index) for table in held for index in range(len(table.columns))]
    first, *others = held
    return {
        "dagster/row_count": dg.MetadataValue.int(counts[first.full_name]),
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns=columns)),
        **{f"{table.name}_rows": counts[table.full_name] for table in others},
        "preview": dg.MetadataValue.md("\n\n".join(_look(table, frames[table.full_name]) for table in held)),
    }


def _column(table: Table, index: int) -> dg.TableColumn:
    column = table.columns[index]
    return dg.TableColumn(
        homes.column_in_asset(table.full_name, column.name),
        column.sql_type,
        description=column.text.en,
        constraints=dg.TableColumnConstraints(nullable=column.nullable),
    )


def _look(table: Table, frame: pd.DataFrame) -> str:
    """The chart over a table where it has one, and its first rows."""
    head = f"**{table.full_name}**: {table.text.en}"
    parts = [chart_of(table.full_name, frame), head, markdown.table(frame.head(_PREVIEW_ROWS))]
    return "\n\n".join(part for part in parts if part)


def sql(query: str) -> Metadata:
    """The SQL that makes a table, on the page of the asset; in its description it would fill the catalogue's lists."""
    return {"sql": dg.MetadataValue.md(f"```sql\n{query}\n```")}


def sources(*made_by: Callable[..., Any] | Path) -> Metadata:
    """Links to the files that make an asset, a function's at its first line; Dagster opens them in an editor."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)
        references = [_reference(source) for source in made_by]
        return {"dagster/code_references": dg.CodeReferencesMetadataValue(code_references=[*references])}


def _reference(source: Callable[..., Any] | Path) -> dg.LocalFileCodeReference:
    if isinstance(source, Path):
        path, line = source, 1
    else:
        path, line = Path(inspect.getfile(source)), inspect.getsourcelines(source)[1]
    label = str(path.relative_to(REPOSITORY)) if path.is_relative_to(REPOSITORY) else path.name
    return dg.LocalFileCodeReference(file_path=str(path), line_number=line, label=label)


def column_lineage(metric: str) -> Metadata:
    """From which columns of which tables each column of a metric is made."""
    columns = lineage.columns(metric)
    deps = {name: [_dep(table, column) for table, column in sources] for name, sources in columns.items()}
    return {"dagster/column_lineage": dg.MetadataValue.column_lineage(dg.TableColumnLineage(deps))}


def _dep(table: str, column: str) -> dg.TableColumnDep:
    return dg.TableColumnDep(dg.AssetKey(homes.home_of(table).split("/")), homes.column_in_asset(table, column))


def files(readings: Sequence[ReadFile]) -> Metadata:
    """What became of each file of `raw/`."""
    rejected = sum(reading.rejection is not None for reading in readings)
    told = pd.DataFrame(list(map(_outcome, readings[:_LISTED_ROWS])), columns=["file", "outcome", "what"])
    return {"read": len(readings) - rejected, "rejected": rejected, "files": rows(told)}


def _outcome(reading: ReadFile) -> tuple[str, str, str]:
    if (facts := reading.document) is not None:
        what = f"question {facts.question_number} of {facts.question_date}: {reading.figure_count} figures"
        return reading.file_name, "read", what
    rejection = reading.rejection
    return (reading.file_name, *(("", "") if rejection is None else (str(rejection.reason), rejection.message)))


def findings(found: pd.DataFrame) -> Metadata:
    """How many rules failed, and what those that ask for a look say, with what is stated and what was computed."""
    failed = found[~found["passed"].astype(bool)]
    columns = ["severity", "rule", "document_id", "stated", "computed", "message"]
    looked_at = failed.loc[failed["severity"] != "info", columns]
    return {"failed": len(failed), "to_look_at": rows(looked_at.head(_LISTED_ROWS)) if len(looked_at) else "nothing"}


def published(made: Tables, settings: Settings) -> Metadata:
    """What the build brought: its report, and what changes in the published file as its own record counts it."""
    (build,) = made["meta.builds"].to_dict("records")
    counts = {name: int(build[name]) for name in _CHANGES}
    return {"report": report(warehouse.news(settings)), "build_id": build["build_id"], **counts}


def exported(directory: Path, written: Sequence[Path]) -> Metadata:
    """The exported files and their sizes, and the build they are of."""
    sizes = pd.DataFrame([(path.name, path.stat().st_size) for path in written], columns=["file", "bytes"])
    return {"path": dg.MetadataValue.path(directory), "build_id": build_of(directory), "files": rows(sizes)}


def reported(path: Path) -> Metadata:
    """The page with charts, its size, and the build it is of."""
    return {"path": dg.MetadataValue.path(path), "build_id": report_build(path), "bytes": path.stat().st_size}


def report(news: warehouse.News) -> dg.MarkdownMetadataValue:
    """The report of a build."""
    return dg.MetadataValue.md("\n\n".join(markdown.listed(section.title, section.items) for section in news.sections))


def rows(frame: pd.DataFrame) -> dg.MarkdownMetadataValue:
    """Rows as a table."""
    return dg.MetadataValue.md(markdown.table(frame))


def compared(expected: str, actual: str) -> Metadata:
    """What a check expects and what it found, in words that can be read side by side."""
    return {"expected": expected, "actual": actual}
