"""Nothing here talks to anybody: neither a build nor Dagster's pages, which only this machine can see."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from files import put_real_answer
from running import COMMAND, PATIENCE_S, ROOT, environment

_OWN_NETWORK = ["unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$0" "$@"']


def has_own_network() -> bool:
    """Whether a network of one's own can be made here."""
    tried = [*_OWN_NETWORK, "true"]
    return shutil.which("unshare") is not None and subprocess.run(tried, capture_output=True).returncode == 0  # noqa: PLW1510


OWN = has_own_network()


def watched(*command: str, cwd: Path, **variables: str) -> dict[str, Any]:
    """What a command called, sent and said."""
    paths = os.pathsep.join([str(ROOT / "tests" / "quiet"), str(ROOT / "tests"), str(ROOT)])
    done = subprocess.run(
        [*(_OWN_NETWORK if OWN else []), sys.executable, "-m", "quiet", *command],
        cwd=cwd,
        env=environment() | variables | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=True,
    )
    return json.loads(done.stdout)


def test_what_calls_is_seen(tmp_path: Path) -> None:
    call = "import socket\ntry: socket.create_connection(('192.0.2.1', 9), 0.1)\nexcept OSError: pass"

    told = watched(sys.executable, "-c", call, cwd=tmp_path)

    assert "socket.connect ('192.0.2.1', 9)" in "".join(told["called"])
    assert not OWN or told["sent"] > 0


def test_a_build_calls_nobody(tmp_path: Path) -> None:
    put_real_answer(tmp_path / "raw")

    told = watched(*COMMAND, "build", "--raw", "raw", "--warehouse", "warehouse", cwd=tmp_path, HOME=str(tmp_path))

    assert told["code"] == 0, told["said"]
    assert told["called"] == []
    assert not OWN or told["sent"] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["raw", "warehouse"]  # nothing to send another day


def test_dagster_calls_nobody_and_is_seen_by_this_machine_alone(tmp_path: Path) -> None:
    """Bare `dagster dev`, in a directory that has what the repository's root has for it."""
    for name in ("pyproject.toml", "dagster.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "raw").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    told = watched(
        *(sys.executable, "-m", "dagster", "dev", "-p", str(port)),
        cwd=tmp_path,
        QUIET_PAGES=f"http://127.0.0.1:{port}/server_info",
        HOME=str(tmp_path),
        NUPRAAT_RAW=str(tmp_path / "raw"),
        NUPRAAT_WAREHOUSE=str(tmp_path / "warehouse"),
    )

    assert list(tmp_path.rglob("event.log")) == []  # where Dagster notes what to send another day
    assert "Serving dagster-webserver on http://127.0.0.1" in told["said"]
    assert told["called"] == []
    if OWN:
        assert told["sent"] == 0
        assert told["listening"] == [f"0100007F:{port:04X}"]
