"""A command run to its end, and what it cost with every process that it started.

Here: the operating system's own accounts. Not here: which commands, or what their figures mean.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

# Linux: orphaned descendants become children of this process, which then learns what they cost.
_PR_SET_CHILD_SUBREAPER = 36
_SAMPLE_S = 0.1
_MEGABYTE = 1024**2


class CommandError(Exception):
    """A command failed; the message has its last lines."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor and wall time in seconds, and the most memory at one moment, in megabytes, of all processes together.

    Pages that processes share count once, divided among them.
    """

    cpu: float
    wall: float
    peak: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command; raises CommandError when it fails."""
    own = {child.pid for child in psutil.Process().children()}
    _adopt_orphans(adopt=True)
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as told,  # a pipe would be open until what the command leaves running ends too
        subprocess.Popen(
            [*command], stdout=told, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}
        ) as process,
    ):
        with _peak_of(process.pid) as peak:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        output = told.read().decode(errors="replace")
    cpu = usage.ru_utime + usage.ru_stime + _reap_orphans(own)
    _adopt_orphans(adopt=False)
    if process.returncode:
        raise CommandError(f"{' '.join(command)} ended with {process.returncode}:\n{output[-2000:]}")
    return Cost(cpu, wall, max(peak))


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each figure on its own."""
    return Cost(
        statistics.median(each.cpu for each in costs),
        statistics.median(each.wall for each in costs),
        statistics.median(each.peak for each in costs),
    )


def side_by_side(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """The medians of several commands, run in turn so that a slow moment of the machine meets them all."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            cost = run(command)
            if number:  # the first round warms the machine's caches
                costs[name].append(cost)
    return {name: median(each) for name, each in costs.items()}


@contextmanager
def _peak_of(pid: int) -> Iterator[list[float]]:
    """Look meanwhile, beside who waits for the process, what it holds; gives what was seen, at the end whole."""
    seen, ended = [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(_SAMPLE_S):
            seen.append(_memory(pid))

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield seen
    finally:
        ended.set()
        watching.join()


def _memory(pid: int) -> float:
    """What a process and all its descendants hold now, in megabytes; of those that have just ended, nothing."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for each in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                held = each.memory_full_info()
                total += getattr(held, "pss", held.uss)
    return total / _MEGABYTE


def _adopt_orphans(*, adopt: bool) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, int(adopt), 0, 0, 0)


def _reap_orphans(own: Collection[int]) -> float:
    """Wait for what a command left running, not for our `own` children; returns the processor time it took."""
    cpu = 0.0
    while left := [child.pid for child in psutil.Process().children() if child.pid not in own]:
        for pid in left:
            _, _, usage = os.wait4(pid, 0)
            cpu += usage.ru_utime + usage.ru_stime
    return cpu
