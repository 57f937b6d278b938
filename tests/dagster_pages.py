"""Dagster's pages, served for real by `dagster dev`: for the tests in a browser, and for the pictures of the README."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from running import ROOT, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nupraat_pipeline.settings import Settings

# Many times what anything here takes, for machines that are busy.
PATIENCE_S = 120


@contextmanager
def dagster_dev(home: Path, settings: Settings) -> Iterator[str]:
    """`dagster dev` on a port of its own, with a history of its own; its address."""
    home.mkdir()
    shutil.copy(ROOT / "dagster.yaml", home)  # its folders are relative to the working directory
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        (home / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "dagster", "dev", "-p", str(port), "-m", "nupraat_pipeline.definitions"],
            cwd=home,
            env=environment(
                DAGSTER_HOME=str(home),
                DAGSTER_DISABLE_TELEMETRY="1",
                NUPRAAT_RAW=str(settings.raw_dir),
                NUPRAAT_WAREHOUSE=str(settings.warehouse_dir),
            ),
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as running,
    ):
        try:
            yield _served(port, running)
        finally:
            _end(running)


def _served(port: int, running: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and running.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return f"http://127.0.0.1:{port}"
        time.sleep(0.3)
    raise AssertionError("dagster dev does not serve its pages")


def _end(running: subprocess.Popen[bytes]) -> None:
    """End the whole session at once: nothing of it is kept, and a farewell takes Dagster many seconds."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
