"""Where assets leave what the next ones need: one file for each asset and run, until a later run is complete.

Here: the hand-over between Dagster's steps. Not here: what is handed over (`assets`), or the published file, which no
step ever reads.

A run reads what it wrote itself, and for the assets it did not make, what the last complete run left. So one asset can
be made again alone, and two runs never mix.
"""

from __future__ import annotations

import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from nupraat_pipeline import model

_LAST = "last-complete-run"
_PREVIEW_ROWS = 10


class NothingStagedError(dg.DagsterError):
    """An asset is made alone, and no complete run has left what it needs."""


@dataclass(frozen=True, slots=True)
class StagingArea:
    """The directory of the hand-over. Pickle is read back by nobody but the process's own user."""

    directory: Path

    @classmethod
    def of(cls, instance: dg.DagsterInstance) -> StagingArea:
        """The area of a Dagster instance: beside its own records, and gone with them when it is temporary."""
        return cls(Path(instance.storage_directory()).absolute() / "staging")

    def save(self, run_id: str, asset: str, value: object) -> None:
        """Leave a value, or a copy of the file when it is a path, for later steps of this run."""
        place = self.directory / run_id / asset
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, Path):
            shutil.copyfile(value, place)
        else:
            place.with_suffix(".pickle").write_bytes(pickle.dumps(value))

    def load(self, run_id: str, asset: str) -> Any:
        """Give what this run left for the asset, or else the last complete run; a file as its path."""
        for run in (run_id, _LAST):
            place = self.directory / run / asset
            if place.is_file():
                return place
            if place.with_suffix(".pickle").is_file():
                return pickle.loads(place.with_suffix(".pickle").read_bytes())  # noqa: S301 - written by `save`
        raise NothingStagedError(
            f"'{asset}' has not been made yet in this Dagster instance, so nothing can be made from it alone. "
            "Run the job 'build' once; after that, any asset can be made on its own."
        )

    def complete(self, run_id: str) -> None:
        """Keep what this run left as that of the last complete run, and drop everything older."""
        for old in self.directory.iterdir():
            if old.name != run_id:
                shutil.rmtree(old, ignore_errors=True)
        (self.directory / run_id).replace(self.directory / _LAST)


class StagingIOManager(dg.IOManager):
    """Hands assets over through the staging area, and tells Dagster what a table looks like."""

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        """Stage the value; a table also gets its number of rows, its columns and a preview as metadata."""
        asset = context.asset_key.to_user_string()
        StagingArea.of(context.step_context.instance).save(context.run_id, asset, obj)
        if isinstance(obj, pd.DataFrame):
            context.add_output_metadata(table_metadata(asset, obj))

    def load_input(self, context: dg.InputContext) -> Any:
        """Give the staged value of an upstream asset."""
        area = StagingArea.of(context.step_context.instance)
        return area.load(context.step_context.run_id, context.asset_key.to_user_string())


def table_metadata(asset: str, frame: pd.DataFrame) -> dict[str, dg.MetadataValue[Any]]:
    """What Dagster shows of a published table: rows, columns with their meaning, and the first rows."""
    table = model.table(asset.replace("/", "."))
    columns = [
        dg.TableColumn(
            column.name,
            column.sql_type,
            description=column.text.en,
            constraints=dg.TableColumnConstraints(nullable=column.nullable),
        )
        for column in table.columns
    ]
    return {
        "dagster/row_count": dg.MetadataValue.int(len(frame)),
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns=columns)),
        "preview": dg.MetadataValue.md(frame.head(_PREVIEW_ROWS).to_markdown(index=False)),
    }
