"""Building: one answer's build beside its parts that are not its own: libraries, an empty Dagster job, the reading.

Each build reads the answer anew: what was read before is removed first.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import answers, results
from benchmarks.running import side_by_side
from nupraat_pipeline.settings import Settings

_ROUNDS = 5

# Those that a build loads, in whichever of its processes; pandera loads most of itself when it is first used.
_LIBRARIES = """\
import babel.dates, dagster, duckdb, numpy, pandas, pandera.pandas, pdfplumber, pebble, msgspec, pypdfium2
import rich.console, rich.progress, yaml
pandera.pandas.DataFrameSchema().validate(pandas.DataFrame())"""
_EMPTY_JOB = f"""\
{_LIBRARIES}
import os, tempfile
os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
@dagster.op
def nothing(): ...
@dagster.job(executor_def=dagster.in_process_executor)
def empty(): nothing()
quiet = {{"loggers": {{"console": {{"config": {{"log_level": "CRITICAL"}}}}}}}}
with tempfile.TemporaryDirectory() as directory, dagster.DagsterInstance.ephemeral(directory) as instance:
    assert empty.execute_in_process(instance=instance, run_config=quiet).success
"""
_READING = """\
from pathlib import Path
import pdfplumber, nupraat_pipeline.reading.answer as reading
{times} reading.read_answer(Path({answer!r}))
"""
# Arguments: the command, what is removed before it, and its own arguments.
_ANEW = 'rm -rf "$1"; command=$0; shift; exec "$command" "$@"'
_OUTPUTS = """\
from pathlib import Path
from nupraat_pipeline.settings import Settings
from nupraat_pipeline import exports, report
import duckdb, pandas
settings = Settings.load(Path({raw!r}), Path({warehouse!r}), 1)
{calls}
"""


def measure() -> None:
    """Measure and write the section."""
    answer = sorted((answers.REPOSITORY / "raw").glob("*.pdf"))[0]
    python, nupraat = sys.executable, str(Path(sys.executable).with_name("nupraat"))
    with tempfile.TemporaryDirectory() as directory:
        raw, warehouse = Path(directory, "raw"), Path(directory, "warehouse")
        raw.mkdir()
        shutil.copy(answer, raw)
        outputs = {"raw": str(raw), "warehouse": str(warehouse)}
        directories = ["--raw", str(raw), "--warehouse", str(warehouse)]
        kept = str(Settings.load(raw, warehouse).cache_dir / "readings")
        costs = side_by_side(
            {
                "build": ["/bin/sh", "-c", _ANEW, nupraat, kept, "build", *directories],
                "libraries": [python, "-c", _LIBRARIES],
                "job": [python, "-c", _EMPTY_JOB],
                "no reading": [python, "-c", _READING.format(times="if 0:", answer=str(answer))],
                "reading": [python, "-c", _READING.format(times="if 1:", answer=str(answer))],
                "no outputs": [python, "-c", _OUTPUTS.format(calls="", **outputs)],
                "exports": [python, "-c", _OUTPUTS.format(calls="exports.export(settings)", **outputs)],
                "report": [python, "-c", _OUTPUTS.format(calls="report.write(settings)", **outputs)],
            },
            _ROUNDS,
        )
    cpu = {name: cost.cpu for name, cost in costs.items()}
    parts = {
        "importing its libraries": cpu["libraries"],
        "an empty Dagster job in this process": cpu["job"] - cpu["libraries"],
        "reading the answer": cpu["reading"] - cpu["no reading"],
        "exports": cpu["exports"] - cpu["no outputs"],
        "report": cpu["report"] - cpu["no outputs"],
    }
    rows: list[list[object]] = [[name, each] for name, each in parts.items()]
    rows += [
        ["**left: processes, tables, rules, metrics, audits**", cpu["build"] - sum(parts.values())],
        ["`nupraat build`, all of it", cpu["build"]],
        ["`nupraat build`, all of it, wall", costs["build"].wall],
    ]
    told = (
        f"`nupraat build` of the answer in `raw/`, taken apart; medians of {_ROUNDS} runs of each part as a process of "
        "its own, in turn. Parts that need libraries are measured against the same process without the part. The parts "
        "begin and end as Python does it, looking for garbage among the libraries; the command does not look there, "
        "which saves it about as much as its own work costs."
    )
    results.put("building", "Building one answer", f"{told}\n\n{results.table(['', 'CPU s'], rows)}")
