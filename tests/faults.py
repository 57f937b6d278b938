"""Builds that are ended at chosen steps: `python -m faults DIRECTORY SIGNAL all` (or `some`).

One process loads everything once and forks a child for each build; the child's own audit hook counts what Python does
to files in the warehouse, and sends the signal at one step. For every build one line of JSON says what is there
afterwards. What DuckDB writes by itself is no step; kills at random moments
(`test_faults.py`) strike there.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from readings import answer, figure, file, year

from nupraat_pipeline import exports, report, warehouse
from nupraat_pipeline.exports.package import build_of
from nupraat_pipeline.settings import Settings

# Two invented states of raw/, so that old and new differ.
OLD = [file(answer([figure("conversations", year(2022), 1074)]), "a.pdf")]
NEW = [*OLD, file(answer([figure("conversations", year(2023), 1200)], number=12, asked=date(2024, 2, 1)), "b.pdf")]
ROWS = {1: "old", 2: "new"}

_EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}


def watch(directory: Path, step: int | None, number: int) -> list[str]:
    """Count steps in a list, from now on and for good, and send this process the signal at the one asked for."""
    steps: list[str] = []

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _EVENTS or not arguments or not isinstance(arguments[0], str | bytes | Path):
            return
        path = Path(os.fsdecode(arguments[0]))
        if directory not in path.parents or not (steps or path.name == ".build.lock"):
            return
        if len(steps) == 1 and event != "os.mkdir":  # what an earlier build left behind is cleaned up
            return
        steps.append(f"{event} {path.name}")
        if len(steps) == step:
            os.kill(os.getpid(), number)

    sys.addaudithook(hear)
    return steps


def build(settings: Settings, tables: Any, readings: Any, step: int | None, number: int) -> tuple[int, list[str]]:
    """Build, export and report in a child; returns how it ended (as a signal is negative) and its steps until then."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        steps = watch(settings.warehouse_dir, step, number)
        code = 0
        try:
            warehouse.release(tables, readings, settings)
            exports.export(settings)
            report.write(settings)
        except KeyboardInterrupt:
            code = 130
        os.write(theirs, json.dumps(steps).encode())
        os._exit(code)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), json.loads(told) if told else []


def state(settings: Settings) -> dict[str, Any]:
    """What somebody finds who looks now."""
    found = warehouse.query("SELECT build_id, (SELECT count(*) FROM core.observations) AS n FROM meta.builds", settings)
    return {
        "holds": ROWS[int(found["n"].item())],
        "build_id": found["build_id"].item(),
        "exports_of": build_of(settings.exports_dir),
        "page_of": report.build_of(settings.report),
        "exports": sorted(path.name for path in settings.exports_dir.glob("*")),
        "left": sorted(path.name for path in settings.warehouse_dir.glob(".build-*")),
    }


def main() -> None:
    """Build once whole, then up to each step, from what the build before left to the other of the two states."""
    directory, number, extent = sys.argv[1:]
    settings = Settings.load("/nowhere", directory, environment={})
    inputs = {"old": (warehouse.assemble(OLD), OLD), "new": (warehouse.assemble(NEW), NEW)}
    sent = getattr(signal, number)
    build(settings, *inputs["old"], None, 0)
    ended, steps = build(settings, *inputs["new"], None, 0)
    before = state(settings)
    _tell({"ended": ended, "after": before, "steps": steps})
    for step in range(1, len(steps) + 1) if extent == "all" else _telling(steps):
        ended, _ = build(settings, *inputs["old" if before["holds"] == "new" else "new"], step, sent)
        after = state(settings)
        _tell({"step": steps[step - 1], "ended": ended, "before": before, "after": after})
        before = after
    ended, _ = build(settings, *inputs["new"], None, 0)
    _tell({"ended": ended, "after": state(settings)})


def _telling(steps: list[str]) -> list[int]:
    """The steps between which something comes about: an early one, each renaming, one file among many."""
    return [
        number
        for number, step in enumerate(steps, start=1)
        if step.startswith(("os.rename", "os.chmod")) or number in {3, len(steps) // 2}
    ]


def _tell(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
