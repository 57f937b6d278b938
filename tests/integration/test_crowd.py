"""Very many answers in one build: every figure right, and memory that stays within bounds.

The figures that are expected are those that were typeset (`answers/crowd.py`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from answers import typeset
from answers.crowd import crowd, put_crowd
from answers.judge import judge
from running import COMMAND, environment

from nupraat_pipeline import query
from nupraat_pipeline.reading.many.kept import Readings, keep
from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.reading.pool import read_raw
from nupraat_pipeline.settings import Settings

MANY = 2_000
FIGURES = 118  # of each answer
MOST_MEMORY = 1.5 * 1024**3


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crowd")


def read(raw: Path, directory: Path) -> Readings:
    settings = Settings.load(raw, directory / f"warehouse-{raw.name}", 2, environment={})
    done = ((each.file.name, each.outcome) for each in read_raw(list_raw(raw), settings))
    return keep(done, directory / f"{raw.name}.readings")


def test_each_of_some_answers_is_read_right(directory: Path) -> None:
    put_crowd(directory / "some", 12)
    examples = {f"{example.name.replace(' ', '_')}.pdf": example for example in crowd(12)}

    readings = read(directory / "some", directory)

    for each in readings:
        example = examples[each.file_name]
        verdict = judge(typeset(example.spec, example.layout), each.reading or each.rejection)
        assert (verdict.outcome, verdict.spurious) == ("right", []), (each.file_name, verdict)
        assert each.figure_count == FIGURES


@pytest.mark.slow
def test_a_build_of_very_many(directory: Path) -> None:
    memory = most_memory_of_a_build(directory, MANY)

    assert memory < MOST_MEMORY
    settings = Settings.load(directory / str(MANY), directory / f"warehouse-{MANY}", environment={})
    counts = "SELECT count(*) AS n, count(DISTINCT document_id) AS documents FROM core.observations"
    assert query(counts, settings).values.tolist() == [[MANY * FIGURES, MANY]]


@pytest.mark.slow
def test_every_figure_of_very_many_is_right(directory: Path) -> None:
    put_crowd(directory / "all", MANY)
    readings = read(directory / "all", directory)
    wrong = [
        (each.file_name, verdict)
        for each, example in zip(readings, crowd(MANY), strict=True)
        if (verdict := judge(typeset(example.spec, example.layout), each.reading or each.rejection)).outcome != "right"
    ]
    assert wrong == []


def most_memory_of_a_build(directory: Path, count: int) -> int:
    """Build so many answers; returns the most memory of all processes at once, in bytes."""
    put_crowd(directory / str(count), count)
    places = ("--raw", str(directory / str(count)), "--warehouse", str(directory / f"warehouse-{count}"))
    peak = 0
    running = psutil.Popen([*COMMAND, "build", *places, "--workers", "2"], cwd=directory, env=environment())
    while running.poll() is None:
        peak = max(peak, sum(map(memory_of, tree(running))))
        time.sleep(0.2)
    assert running.returncode == 0
    return peak


def tree(process: psutil.Process) -> Iterator[psutil.Process]:
    yield process
    try:
        yield from process.children(recursive=True)
    except psutil.NoSuchProcess:
        return


def memory_of(process: psutil.Process) -> int:
    """Memory of a process, its part of what it shares with others."""
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
        return 0
