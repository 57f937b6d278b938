"""`nupraat build`: the Dagster job `build` in this process, told in plain words.

Here: running the job on an instance of its own, and what is said while and after it runs. Not here: the steps of the
job (`nupraat_pipeline.assets`).
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import re
import time
from collections.abc import Callable
from contextlib import contextmanager
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec import Struct
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from nupraat_pipeline import cli
from nupraat_pipeline.cli import summary
from nupraat_pipeline.cli.ctrl_c import CtrlC, listening, unheard
from nupraat_pipeline.cli.terminal import console, printable
from nupraat_pipeline.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dagster import DagsterEvent, EventLogEntry
    from dagster_shared.error import SerializableErrorInfo
    from rich.console import Console

    from nupraat_pipeline.settings import Settings

# Tells what was done, and how many of how many that makes.
Say = Callable[[str, int, int], None]

PUBLISHED_ASSET = "publish/warehouse"

# What a step is doing, by how its name begins; the longest that fits counts.
_DOING = {
    "raw": "reading the answers",
    "core": "ordering the figures",
    "quality": "checking the arithmetic",
    "metrics": "computing the metrics",
    "publish__warehouse": "auditing and publishing",
    "publish__exports": "writing the exports",
    "publish__report": "drawing the charts",
}

# Where nobody watches a bar, a line of progress as often as somebody who looks wants to see that it goes on.
_SELDOM_S = 20.0

# As the asset `answers` logs it.
_FILE_READ = re.compile(r"(?P<done>\d+)/(?P<total>\d+) (?:read|known|rejected) .*", re.DOTALL)


class Story(Struct):
    """What Dagster's events tell of a run: which assets were made, and what stopped it."""

    say: Say
    ctrl_c: CtrlC
    assets: int = 0
    made: list[str] = []
    failed_checks: list[str] = []
    errors: list[str] = []

    def hear(self, entry: EventLogEntry) -> None:
        """Take up one entry of the run's log. Raises KeyboardInterrupt where a run goes on in spite of Ctrl-C."""
        event = entry.dagster_event
        if event is None:
            if found := _FILE_READ.search(entry.user_message):
                self._go_on(found[0], int(found["done"]), int(found["total"]))
        elif event.event_type_value == "STEP_START":
            self._go_on(_doing(event.step_key or ""), len(self.made), self.assets)
        elif event.is_step_materialization and event.asset_key is not None:
            self.made.append(event.asset_key.to_user_string())
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            checked = event.asset_check_evaluation_data
            if not checked.passed:
                self.failed_checks.append(checked.description or f"The check {checked.check_name} failed.")
        elif event.is_step_failure:
            self.errors.append(_error(event))

    def _go_on(self, told: str, done: int, total: int) -> None:
        if self.ctrl_c.heard:
            raise KeyboardInterrupt
        self.say(told, done, total)

    @property
    def why(self) -> list[str]:
        """Why nothing was published: failed checks speak for themselves, an error only where none did."""
        return self.failed_checks or self.errors


def build(settings: Settings, *, strict: bool) -> int:
    """Run the job and tell what came of it; returns the exit code of the contract."""
    before = _identity(settings.database)
    with listening() as ctrl_c:
        with _narrator() as say:
            story = Story(say, ctrl_c)
            # Before or after the run; during it, Dagster makes a failure of it.
            with contextlib.suppress(KeyboardInterrupt):
                _run(settings, story)
        with unheard():
            is_new = _identity(settings.database) != before
            return _told(settings, story, is_new=is_new, interrupted=ctrl_c.heard, strict=strict)


def _told(settings: Settings, story: Story, *, is_new: bool, interrupted: bool, strict: bool) -> int:
    """Tell what came of a run; returns the exit code. `is_new` is whether another file is published than before."""
    if PUBLISHED_ASSET in story.made or (interrupted and is_new):
        # Of a step that Ctrl-C ended, Dagster tells the name of an error; what was not written says more.
        is_whole = summary.tell_success(settings, story.made, [] if interrupted else story.why)
        return cli.PUBLISHED if is_whole or not strict else cli.REJECTED
    summary.tell_failure(settings, ["Interrupted."] if interrupted else story.why)
    return cli.INTERRUPTED if interrupted else cli.NOT_PUBLISHED


def _identity(path: Path) -> tuple[int, int] | None:
    """What differs between the published file and the one that replaces it; None where none is to be seen."""
    try:
        status = path.stat()
    except OSError:  # why a folder cannot be looked into is told by the step that has to write there
        return None
    return status.st_ino, status.st_mtime_ns


def _run(settings: Settings, story: Story) -> None:
    """Run the job on an instance of its own, temporary and silent."""
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    with uncollected():
        from dagster import DagsterInstance

        from nupraat_pipeline.definitions import definitions

    wired = definitions(settings, is_watched=False)
    job = wired.resolve_job_def("build")
    story.assets = len(wired.resolve_asset_graph().get_all_asset_keys())
    run_id = str(uuid4())
    with TemporaryDirectory(prefix="nupraat-") as directory, DagsterInstance.ephemeral(directory) as instance:
        instance.add_event_listener(run_id, story.hear)
        job.execute_in_process(
            instance=instance,
            run_id=run_id,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )


def _error(event: DagsterEvent) -> str:
    """The innermost cause of a failed step, in one line."""
    data = event.step_failure_data
    if data.user_failure_data is not None:  # said in so many words, by dg.Failure
        return str(data.user_failure_data.description)
    *_, message = ["for a reason Dagster does not tell", *(error.message.strip() for error in _causes(event))]
    room = f" (steps need room in {gettempdir()})" if os.strerror(errno.ENOSPC) in message else ""
    return f"The step {event.step_key} failed: {message}{room}"


def _causes(event: DagsterEvent) -> Iterator[SerializableErrorInfo]:
    """The error of a failed step, and what it was raised from, step by step."""
    error = event.step_failure_data.error
    while error is not None:
        yield error
        error = error.cause


def _doing(step: str) -> str:
    fitting = [name for name in _DOING if step.startswith(name)]
    return _DOING[max(fitting, key=len)] if fitting else step


def _seldom(out: Console) -> Say:
    """Tell of a build that takes long, with the time that is left while files are read; of any other nothing."""
    begun = told_last = time.monotonic()

    def say(told: str, done: int, total: int) -> None:
        nonlocal told_last
        now = time.monotonic()
        if now - told_last < _SELDOM_S:
            return
        told_last = now
        left = (now - begun) * (total - done) / done if done and _FILE_READ.fullmatch(told) else 0
        out.print(printable(told) + (f" (about {math.ceil(left / 60)} min left)" if left else ""))

    return say


@contextmanager
def _narrator() -> Iterator[Say]:
    """Something to tell the progress to: a bar with the time left on a terminal; elsewhere a line now and then."""
    out = console(stderr=True)
    if not out.is_terminal:
        yield _seldom(out)
        return
    left = (TextColumn("left:"), TimeRemainingColumn(compact=True))
    columns = (BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn(), *left)
    with Progress(*columns, console=out, transient=True) as progress:
        task = progress.add_task("starting", total=None)
        yield lambda told, done, total: progress.update(task, description=printable(told), completed=done, total=total)
