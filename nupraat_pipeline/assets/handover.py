"""Where assets leave what the next ones need: one file for each asset and run, until a later run is complete.

Here: the hand-over between Dagster's steps. Not here: what is handed over (`steps`), or the published file, which no
step ever reads.

A run reads what it wrote itself, and for the assets it did not make, what the last complete run left. So one asset can
be made again alone, and two runs never mix. Where no run has left anything, it is made anew.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, Self, runtime_checkable

import dagster as dg
from msgspec import Struct

_LAST = "last-complete-run"

# What unpickling raises on a value that another version of the code left, or that was cut off.
_OUTDATED = (AttributeError, EOFError, ImportError, IndexError, TypeError, pickle.UnpicklingError)


@runtime_checkable
class OnDisk(Protocol):
    """A value of which most is in a file of its own, that goes where the value goes."""

    def moved_to(self, path: Path) -> Self:
        """Move the file; returns the value."""

    def now_at(self, path: Path) -> Self | None:
        """Return the value whose file was moved there; None when it is gone, or of another version of the code."""


class Emptied(Protocol):
    """A value that can be made to hold nothing any more."""

    def clear(self) -> None:
        """Drop what it holds."""


class NothingStagedError(LookupError):
    """No run has left the value of an asset, or none that this version of the code can read."""


class StagingArea(Struct, frozen=True):
    """The directory of the hand-over. Pickle is read back by nobody but the process's own user."""

    directory: Path

    @classmethod
    def of(cls, instance: dg.DagsterInstance) -> StagingArea:
        """The area of a Dagster instance: beside its own records, and gone with them when it is temporary."""
        return cls(Path(instance.storage_directory()).absolute() / "staging")

    def save(self, run_id: str, asset: str, value: object) -> None:
        """Leave a value for later steps of this run."""
        place = self._place(run_id, asset)
        place.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, OnDisk):
            value = value.moved_to(self.beside(run_id, asset))
        with place.open("wb") as file:
            pickle.dump(value, file)

    def load(self, run_id: str, asset: str) -> Any:
        """Give what this run left for the asset, or else the last complete run. Raises NothingStagedError."""
        for run in (run_id, _LAST):
            place = self._place(run, asset)
            if place.is_file():
                try:
                    with place.open("rb") as file:
                        value = pickle.load(file)  # noqa: S301 - written by `save`
                except _OUTDATED as error:
                    raise NothingStagedError(f"{place} was left by another version of the pipeline.") from error
                if isinstance(value, OnDisk) and (value := value.now_at(self.beside(run, asset))) is None:
                    raise NothingStagedError(f"What {place} belongs to is gone, or of another version of the pipeline.")
                return value
        raise NothingStagedError(f"No run has left {asset!r} yet.")

    def _place(self, run_id: str, asset: str) -> Path:
        return self.directory / run_id / f"{asset}.pickle"

    def beside(self, run_id: str, asset: str) -> Path:
        """The file for what stays on disk of a value that is handed over."""
        return self._place(run_id, asset).with_suffix(".readings")

    def complete(self, run_id: str) -> None:
        """Lay what this run left over what the last complete run left, and drop the leftovers of all others."""
        for made in sorted(path for path in (self.directory / run_id).rglob("*") if path.is_file()):
            kept = self.directory / _LAST / made.relative_to(self.directory / run_id)
            kept.parent.mkdir(parents=True, exist_ok=True)
            made.replace(kept)
        for run in self.directory.glob("*/"):
            if run.name != _LAST:
                shutil.rmtree(run, ignore_errors=True)


class StagingIOManager(dg.IOManager):
    """Hands assets over through the staging area.

    `made_anew` makes the values of all assets, for an asset that is made alone before any run was complete; it is given
    the place for the file of readings. `empties` takes values away once they are staged: of a run in this process,
    Dagster keeps all of them for whoever asks its result.
    """

    def __init__(self, made_anew: Callable[[Path], Mapping[str, Any]], *, empties: bool = False) -> None:
        self._made_anew = made_anew
        self._empties = empties

    def handle_output(self, context: dg.OutputContext, obj: Emptied | None) -> None:
        """Stage the value."""
        if obj is None:  # the published file is handed over to people, not to a step
            return
        asset = context.asset_key.to_user_string()
        StagingArea.of(context.step_context.instance).save(context.run_id, asset, obj)
        if self._empties:
            obj.clear()

    def load_input(self, context: dg.InputContext) -> Any:
        """Give the staged value of an upstream asset."""
        area = StagingArea.of(context.step_context.instance)
        run_id, asset = context.step_context.run_id, context.asset_key.to_user_string()
        try:
            return area.load(run_id, asset)
        except NothingStagedError as error:
            context.log.info(f"{error} Reading raw/ anew; run the job 'build' to make and check every asset.")
        made = self._made_anew(area.directory / run_id / "anew.readings")
        for name, value in made.items():
            area.save(run_id, name, value)
        return area.load(run_id, asset)
