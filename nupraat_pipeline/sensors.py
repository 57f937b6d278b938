"""A new PDF, no hands: a sensor that starts one build whenever `raw/` is not what the published file was built from.

Here: when the job `build` runs by itself. Not here: what it does (`assets`).

It compares contents, by their hashes, with what the published file says it was built from: so a build by `make` is not
done again, and a PDF that was removed and put back counts as a change both times. Run keys, with which sensors usually
keep from asking twice, are used once for ever and would get that wrong; a cursor remembers what was last tried.
"""

import hashlib
import json
from collections.abc import Mapping

# No `from __future__ import annotations` here: Dagster reads the annotations as they are.
import dagster as dg
import msgspec
from msgspec.structs import replace

from nupraat_pipeline import warehouse
from nupraat_pipeline.assets import materializations
from nupraat_pipeline.reading.many.fingerprints import fingerprint
from nupraat_pipeline.reading.many.raw_files import RawFile, list_raw
from nupraat_pipeline.settings import Limits, Settings

# Often enough to be there before one wonders. A file counts as copied when two looks find the same contents.
LOOK_EVERY_SECONDS = 15

Contents = Mapping[str, str | None]

# One process for all steps: at this size, starting one for each would cost more than the steps themselves.
BUILD = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Reads every PDF in raw/ and publishes the warehouse, when every check holds.",
)


class Memory(msgspec.Struct, frozen=True):
    """What the sensor remembers from look to look: digests of the contents last seen, and last built or tried."""

    seen: str = ""
    tried: str = ""

    @classmethod
    def of(cls, cursor: str | None) -> "Memory":
        """Read the cursor back; None on the first look."""
        return msgspec.json.decode(cursor, type=cls) if cursor else cls()

    @property
    def cursor(self) -> str:
        """The memory as Dagster keeps it."""
        return msgspec.json.encode(self).decode()


@dg.sensor(
    job=BUILD,
    minimum_interval_seconds=LOOK_EVERY_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a build when the files in raw/ are not those of the published warehouse: new, replaced, "
    "removed or put back. Waits until a file is copied; files whose build failed are tried again when they change.",
)
def new_answers(context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]) -> dg.SensorResult:
    """Ask for a build, or say why not; and tell Dagster what was published by a build that it did not run."""
    try:
        found = contents(list_raw(settings.raw_dir), settings.limits)
    except OSError as error:
        return dg.SensorResult(skip_reason=f"{settings.raw_dir} cannot be looked at: {error.strerror}.")
    made_outside = materializations(context.instance, settings)
    memory = Memory.of(context.cursor)
    why_not, memory = decide(found, warehouse.published_inputs(settings), memory)
    if why_not:
        return dg.SensorResult(skip_reason=why_not, cursor=memory.cursor, asset_events=made_outside)
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=memory.cursor, asset_events=made_outside)


def decide(found: Contents, published: Contents | None, memory: Memory) -> tuple[str | None, Memory]:
    """Return why no build is due (None when one is), and what to remember."""
    digest = _digest(found)
    was_seen, memory = memory.seen == digest, replace(memory, seen=digest)
    if found == published:
        return "The published warehouse has these files.", replace(memory, tried="")
    if not found:
        return "There are no files in raw/; what is published stays.", memory
    if not was_seen:
        return "raw/ has changed; building when the next look finds it the same, so that copying is over.", memory
    if memory.tried == digest:
        return (
            "A build of these files was asked for already; if it failed, the next one starts when they change.",
            memory,
        )
    return None, replace(memory, tried=digest)


def contents(files: list[RawFile], limits: Limits) -> Contents:
    """Return the hash of each file as `meta.builds.inputs` has it, None for those that a build does not open either."""
    return {file.name: _hash(file, limits) for file in files}


def _hash(file: RawFile, limits: Limits) -> str | None:
    try:
        if file.rejection is not None or file.path.stat().st_size > limits.file_bytes:
            return None
        return fingerprint(file.path).sha256
    except OSError:
        return None


def _digest(found: Contents) -> str:
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()
