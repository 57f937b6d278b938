"""`python -m quiet COMMAND ...`: run a command, and tell in one line of JSON whom it called and where it listened.

Where a network of its own can be made (`unshare --net`, as root on Linux) the system counts whatever was sent out, also
by libraries that are not Python; else Python's own calls are all there is. A command that serves pages
(`QUIET_PAGES` is their address) is ended when they have been there for some seconds.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

_PATIENCE_S = 150
_WATCHED_S = 6


def main() -> None:
    """Run the command in the network that `unshare` made, or in this one."""
    with tempfile.NamedTemporaryFile() as calls:
        with subprocess.Popen(
            sys.argv[1:],
            env={**os.environ, "NUPRAAT_CALLS": calls.name},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        ) as running:
            listening: list[str] = []
            if pages := os.environ.get("QUIET_PAGES"):
                _wait_for(pages, running)
                time.sleep(_WATCHED_S)
                listening = _listening()
                os.killpg(running.pid, signal.SIGINT)
            said, _ = running.communicate(timeout=_PATIENCE_S)
        called = Path(calls.name).read_text().splitlines()
    told = {"code": running.returncode, "said": said[-3000:], "called": called, "listening": listening}
    print(json.dumps({**told, "sent": _sent()}))


def _wait_for(pages: str, running: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline and running.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(pages, timeout=5):  # noqa: S310 - our own pages
            return
        time.sleep(0.5)


def _listening() -> list[str]:
    """Addresses that anything in this network listens at, as the system writes them ('0100007F:0BB8')."""
    lines = [
        line.split() for kind in ("tcp", "tcp6") for line in Path(f"/proc/net/{kind}").read_text().splitlines()[1:]
    ]
    return sorted(line[1] for line in lines if line[3] == "0A")


def _sent() -> int:
    """How often something wanted to leave a network that has no way out."""
    names, values = (line.split() for line in Path("/proc/net/snmp").read_text().splitlines()[:2])
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(dict(zip(names, values, strict=True))["OutNoRoutes"]) + int(six["Ip6OutNoRoutes"])


if __name__ == "__main__":
    main()
