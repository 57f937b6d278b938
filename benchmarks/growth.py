"""Growth: what a build costs for each answer as there are more of them, and when nothing has changed since."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks import answers, results
from benchmarks.running import run

_SIZES = (20, 200, 2_000)
_HEADS = ["", "CPU s", "wall s", "CPU ms/answer", "wall ms/answer", "peak MB"]
_TOLD = (
    "`nupraat build` of invented answers, once each, with its usual number of processes. Peak is the most that all "
    "processes together held at one moment, shared pages counted once."
)


def measure() -> None:
    """Measure and write the section."""
    rows: list[list[object]] = []
    for count in _SIZES:
        raw, warehouse = answers.many(count), answers.KEPT / f"warehouse-{count}"
        shutil.rmtree(warehouse, ignore_errors=True)
        for name in ("first", "again, nothing changed"):
            cost = run(command(raw, warehouse))
            each = [1000 * cost.cpu / count, 1000 * cost.wall / count]
            rows.append([f"{count} answers, {name}", cost.cpu, cost.wall, *each, cost.peak])
            results.put("growth", "Growth", f"{_TOLD}\n\n{results.table(_HEADS, rows)}")  # the next takes minutes


def command(raw: Path, warehouse: Path) -> list[str]:
    """The build of a directory of answers."""
    nupraat = str(Path(sys.executable).with_name("nupraat"))
    return [nupraat, "build", "--raw", str(raw), "--warehouse", str(warehouse)]


def built(count: int) -> Path:
    """The published file of so many answers, built by this code, whatever an older version left."""
    warehouse = answers.KEPT / f"warehouse-{count}"
    run(command(answers.many(count), warehouse))
    return warehouse / "nupraat.duckdb"
