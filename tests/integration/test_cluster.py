"""Reading on a Dask cluster: a scheduler and two workers, processes of their own, on this machine's loopback."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from files import put_bad_files, put_invented_answer, put_real_answer
from hostile import put_hostile_files
from running import ROOT, environment

from nupraat_pipeline import warehouse
from nupraat_pipeline.cli import main
from nupraat_pipeline.reading.many import cluster as cluster_module
from nupraat_pipeline.reading.many import stream
from nupraat_pipeline.reading.many.cluster import cluster_readers
from nupraat_pipeline.reading.many.kept import keep
from nupraat_pipeline.reading.many.raw_files import RawFile, list_raw
from nupraat_pipeline.reading.many.stream import ReadersError, read_files
from nupraat_pipeline.reading.pool import read_raw
from nupraat_pipeline.reading.records import AnswerReading, DocumentFacts
from nupraat_pipeline.settings import Limits, Settings

PATIENCE_S = 90
LIMITS = {"NUPRAAT_LIMIT_SECONDS": "12", "NUPRAAT_LIMIT_UNPACKED_MB": "20"}


# So that a process started here imports what this test does.
HERE = os.pathsep.join((str(ROOT), str(Path(__file__).parent), str(ROOT / "tests")))


def start(*arguments: str, log: Path) -> subprocess.Popen[bytes]:
    """A part of the cluster, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env=environment(PYTHONPATH=HERE),
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a scheduler with one worker, and the directory of its logs."""
    directory = tmp_path_factory.mktemp("cluster")
    with scheduled(directory) as (address, *_):
        yield address, directory


@contextlib.contextmanager
def scheduled(directory: Path) -> Iterator[tuple[str, subprocess.Popen[bytes], subprocess.Popen[bytes]]]:
    """Start a scheduler and one worker as Dask starts them, under a nanny; give the address, and both processes."""
    place = directory / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place))
    started = [start("scheduler", *options, log=directory / "scheduler.log")]
    try:
        begun = time.monotonic()
        while not place.exists() and time.monotonic() - begun < PATIENCE_S:
            time.sleep(0.1)
        started.append(start(*worker(directory), log=directory / "worker.log"))
        time.sleep(0.2)
        yield json.loads(place.read_text())["address"], *started
    finally:
        for process in reversed(started):
            end(process)


def worker(directory: Path, *options: str) -> tuple[str, ...]:
    place = directory / "scheduler.json"
    return ("worker", "--scheduler-file", str(place), "--nthreads", "1", "--no-dashboard", *options)


def end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def tables(raw: Path, place: Path, **variables: str) -> dict[str, pd.DataFrame]:
    """What a build of these files would publish."""
    settings = Settings.load(raw, place / "warehouse", 2, environment={**LIMITS, **variables})
    done = ((each.file.name, each.outcome) for each in read_raw(list_raw(raw), settings))
    return warehouse.assemble(keep(done, place / "kept"))


def test_a_cluster_gives_the_tables_that_this_machine_gives(cluster, tmp_path: Path) -> None:
    address, _ = cluster
    raw = tmp_path / "raw"
    put_bad_files(raw)
    reasons = put_hostile_files(raw)
    put_real_answer(raw)
    put_invented_answer(raw)

    here = tables(raw, tmp_path / "here")
    there = tables(raw, tmp_path / "there", NUPRAAT_CLUSTER=address)

    for name, frame in here.items():
        pd.testing.assert_frame_equal(there[name], frame, check_exact=True, obj=name)
    found = there["raw.documents"].set_index("file_name")["reason"]
    assert found[list(reasons)].to_dict() == reasons
    assert (there["raw.documents"]["status"] == "read").sum() == 2


def slow_reader(path: Path) -> AnswerReading:
    """Take a second, and say that the answer is of the process that reads it."""
    time.sleep(1)
    facts = DocumentFacts("0" * 64, 1, os.getppid(), 1, date(2023, 1, 30), path.read_text(), None, None)
    return AnswerReading(facts, (), (), (), ())


def test_a_worker_that_is_killed_loses_no_file(cluster, tmp_path: Path) -> None:
    address, directory = cluster
    files = [RawFile(tmp_path / f"{number}.pdf", f"{number}.pdf") for number in range(8)]
    for file in files:
        file.path.write_text(f"%PDF-1.7 {file.name}")
    # One that Dask's nanny does not start again.
    killed = start(*worker(directory, "--no-nanny"), log=directory / "killed.log")
    found = []
    try:
        with cluster_readers(address, Limits(), slow_reader) as readers:
            readers.client.wait_for_workers(2, timeout=PATIENCE_S)
            for done in read_files(files, readers, Limits()):
                found.append(done.outcome.document)
                if len(found) == 2:
                    end(killed)
    finally:
        end(killed)

    assert [facts.author for facts in found if facts] == [f"%PDF-1.7 {file.name}" for file in files]
    assert len({facts.page_count for facts in found if facts}) == 2


# What a build does with its readers, as a process of its own: Dask writes to the standard error that it began with.
BUILDING = """
import sys
from pathlib import Path
from nupraat_pipeline.reading.many.cluster import cluster_readers
from nupraat_pipeline.reading.many.raw_files import RawFile
from nupraat_pipeline.reading.many.stream import ReadersError, read_files
from nupraat_pipeline.settings import Limits
from test_cluster import slow_reader
files = [RawFile(path, path.name) for path in sorted(Path(sys.argv[2]).glob("*.pdf"))]
try:
    with cluster_readers(sys.argv[1], Limits(), slow_reader) as readers:
        for done in read_files(files, readers, Limits()):
            print(done.file.name, flush=True)
except ReadersError as error:
    print(error, file=sys.stderr)
"""


def test_a_scheduler_that_is_lost_is_told_in_a_sentence(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.pdf").write_text(f"%PDF-1.7 {number}")
    with scheduled(tmp_path) as (address, scheduler, _):
        building = subprocess.Popen(
            [sys.executable, "-c", BUILDING, address, str(tmp_path)],
            env=environment(PYTHONPATH=HERE),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert building.stdout is not None
        assert building.stdout.readline() == "0.pdf\n"
        end(scheduler)
        _, told = building.communicate(timeout=PATIENCE_S)
    assert told == "The scheduler of the cluster was lost. Build again: what was read is kept.\n"


def test_workers_that_are_all_gone_are_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [RawFile(tmp_path / f"{number}.pdf", f"{number}.pdf") for number in range(8)]
    for file in files:
        file.path.write_text("%PDF-1.7")
    monkeypatch.setattr(cluster_module, "_LOOK_S", 0)
    monkeypatch.setattr(stream, "_LOOK_S", 0.2)
    with scheduled(tmp_path) as (address, _, only_worker), cluster_readers(address, Limits(), slow_reader) as readers:
        monkeypatch.setattr(cluster_module, "_WORKERS_S", 0.5)
        done = read_files(files, readers, Limits())
        next(done)
        end(only_worker)
        with pytest.raises(ReadersError, match=r"workers of the cluster are gone"):
            list(done)


def test_without_a_scheduler_the_build_says_so_and_publishes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put_real_answer(tmp_path / "raw")
    monkeypatch.setenv("NUPRAAT_CLUSTER", "tcp://127.0.0.1:9")
    monkeypatch.setattr(cluster_module, "_SCHEDULER_S", 0.5)

    code = main(["build", "--raw", str(tmp_path / "raw"), "--warehouse", str(tmp_path / "warehouse")])

    assert code == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "There is no Dask scheduler at tcp://127.0.0.1:9" in told
    assert "unset NUPRAAT_CLUSTER to read on this machine" in told
    assert not (tmp_path / "warehouse" / "nupraat.duckdb").exists()


def test_workers_of_another_version_are_refused(cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address, _ = cluster
    put_real_answer(tmp_path / "raw")
    settings = Settings.load(tmp_path / "raw", tmp_path / "w", environment={"NUPRAAT_CLUSTER": address})
    monkeypatch.setattr(cluster_module, "reader_version", lambda: "another")

    with pytest.raises(ReadersError, match=r"has version .* of the reader, the build has another"):
        list(read_raw(list_raw(settings.raw_dir), settings))
