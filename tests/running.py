"""The command `nupraat` as people run it: a process of its own, in a directory that has nothing to do with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

# Many times what any command of a test takes; a hang fails the test instead of stopping the run.
PATIENCE_S = 120

COMMAND = [sys.executable, "-m", "nupraat_pipeline.cli"]


def environment(**variables: str) -> dict[str, str]:
    """The environment without what would point the command elsewhere, the repository importable from anywhere."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(("NUPRAAT_", "DAGSTER_"))}
    return {**inherited, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **variables}


def nupraat(
    *arguments: str | Path, cwd: Path, variables: dict[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, in an environment with these variables; no traceback may reach the user."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        env=environment(**(variables or {})),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        **options,
    )
    assert "Traceback" not in done.stderr + done.stdout, done.stderr
    return done


def build(raw: Path, warehouse: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return nupraat("build", "--raw", raw, "--warehouse", warehouse, *options, cwd=warehouse.parent)


def all_ended(group: int) -> bool:
    """Whether the processes of a group end within a few seconds; helpers notice a moment later that they are alone."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
