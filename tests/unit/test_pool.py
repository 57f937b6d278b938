"""The pool against readers that misbehave as hostile files make them: each costs its own file and nothing else."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

import pytest

from nupraat_pipeline.reading.many import alone
from nupraat_pipeline.reading.many.alone import being_read
from nupraat_pipeline.reading.many.codec import EncodedOutcome
from nupraat_pipeline.reading.many.local import local_readers
from nupraat_pipeline.reading.many.raw_files import RawFile
from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.reading.records import (
    AnswerReading,
    DocumentFacts,
    RejectedError,
    Rejection,
    RejectionReason,
)
from nupraat_pipeline.settings import Limits

LIMITS = Limits(seconds=2, memory_bytes=1024**3)


def misbehaving_reader(path: Path) -> AnswerReading:
    """Do what the file says: a stand-in for what a hostile PDF makes a parser do."""
    order = path.read_text()
    match order:
        case "crash":
            faulthandler.disable()  # it would tell of the crash among the tests' results
            os.kill(os.getpid(), signal.SIGSEGV)
        case "hang":
            time.sleep(60)
        case "eat memory":
            bytearray(4 * 1024**3)
        case "grow":
            path.write_text("grown")
        case "vanish":
            path.unlink()
        case "lead out":
            path.unlink()
            path.symlink_to("/etc/passwd")
        case "refuse":
            raise RejectedError(RejectionReason.NOT_THIS_ANSWER, f"{path.name} is about something else.")
        case "shout":
            os.write(2, b"\x1b]0;a title of its own\x07")
        case "fail":
            raise KeyError("column")
    facts = DocumentFacts("0" * 64, len(order), os.getpid(), 1, date(2023, 1, 30), "AN ASKER", None, None)
    return AnswerReading(facts, (), (), (), ())


def write(directory: Path, **orders: str) -> list[Path]:
    paths = [directory / f"{name}.pdf" for name in orders]
    for path, order in zip(paths, orders.values(), strict=True):
        path.write_text(order)
    return paths


BAD = {
    order: (order, reason, says)
    for order, reason, says in [
        ("crash", RejectionReason.DAMAGED, "bad.pdf ended the process that read it (exit code -11)"),
        ("hang", RejectionReason.TOO_SLOW, "bad.pdf was not read within 2 seconds"),
        ("eat memory", RejectionReason.TOO_LARGE, "bad.pdf needs more than 1024 MB of memory"),
        ("grow", RejectionReason.CHANGED_WHILE_READING, "bad.pdf changed while it was being read"),
        ("vanish", RejectionReason.CHANGED_WHILE_READING, "bad.pdf changed while it was being read"),
        ("lead out", RejectionReason.CHANGED_WHILE_READING, "bad.pdf changed while it was being read"),
        ("refuse", RejectionReason.NOT_THIS_ANSWER, "bad.pdf is about something else."),
        ("fail", RejectionReason.DAMAGED, "bad.pdf made the reader fail (KeyError: 'column', test_pool.py:"),
    ]
}


@pytest.mark.parametrize(("order", "reason", "says"), BAD.values())
def test_a_bad_file_costs_itself_and_nothing_else(
    tmp_path: Path, order: str, reason: RejectionReason, says: str
) -> None:
    files = write(tmp_path, before="read", bad=order, after="read")

    before, bad, after = read_answers(files, 1, LIMITS, misbehaving_reader)

    assert [reading.file_name for reading in (before, bad, after)] == ["before.pdf", "bad.pdf", "after.pdf"]
    assert isinstance(bad.outcome, Rejection)
    assert bad.outcome.reason is reason
    assert bad.outcome.message.startswith(says)
    assert isinstance(before.outcome, AnswerReading)
    assert isinstance(after.outcome, AnswerReading)


@pytest.mark.parametrize(("order", "reason", "says"), [BAD["crash"], BAD["hang"], BAD["eat memory"], BAD["fail"]])
def test_a_bad_file_that_is_read_alone_costs_itself(
    tmp_path: Path, order: str, reason: RejectionReason, says: str
) -> None:
    (bad,) = write(tmp_path, bad=order)

    with being_read(bad, LIMITS, misbehaving_reader) as outcome:
        reading = outcome()

    assert isinstance(reading.outcome, Rejection)
    assert reading.outcome.reason is reason
    assert reading.outcome.message.startswith(says)
    assert multiprocessing.active_children() == []


def test_a_file_that_is_read_alone_is_let_go_of_at_once(tmp_path: Path) -> None:
    (bad,) = write(tmp_path, bad="hang")

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), being_read(bad, Limits(seconds=50), misbehaving_reader):
        raise KeyboardInterrupt

    assert time.monotonic() - started < 10
    assert multiprocessing.active_children() == []


def test_ctrl_c_while_its_process_starts_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def interrupted() -> Iterator[None]:
        yield
        raise KeyboardInterrupt

    (file,) = write(tmp_path, good="read")
    monkeypatch.setattr(alone, "deaf_from_birth", interrupted)
    with pytest.raises(KeyboardInterrupt), being_read(file, LIMITS, misbehaving_reader):
        raise AssertionError

    assert multiprocessing.active_children() == []


def test_a_pool_that_a_file_took_along_is_replaced_and_its_files_are_read_again(tmp_path: Path) -> None:
    good, bad, later = (RawFile(path, path.name) for path in write(tmp_path, good="read", bad="crash", later="read"))
    with local_readers(1, LIMITS, misbehaving_reader) as readers:
        lost: Future[EncodedOutcome] = Future()
        lost.set_exception(BrokenProcessPool("All workers expired"))

        again = readers.outcome(good, lost)
        assert again.document is not None
        assert again.document.size_bytes == len("read")
        crashed = readers.outcome(bad, lost)
        assert crashed.rejection is not None
        assert crashed.rejection.message.startswith("bad.pdf ended the process that read it (exit code -11)")

        readers.processes.stop()
        assert readers.outcome(later, readers.submit(later)).rejection is None


def test_a_rejected_file_is_fingerprinted(tmp_path: Path) -> None:
    (reading,) = read_answers(write(tmp_path, bad="refuse"), 1, LIMITS, misbehaving_reader)

    assert isinstance(reading.outcome, Rejection)
    assert reading.outcome.sha256 == "5fde095c479bdfd93ade7d58a479c076ab540d173b2aafee95c1c0f1341433dc"
    assert reading.outcome.size_bytes == 6


def test_processes_are_used_again_and_the_order_is_that_of_the_files(tmp_path: Path) -> None:
    files = write(tmp_path, **{f"answer{number}": "read" for number in range(6)})

    readings = list(read_answers(files, 2, LIMITS, misbehaving_reader))

    assert [reading.file_name for reading in readings] == [path.name for path in files]
    processes = {
        reading.outcome.document.page_count for reading in readings if isinstance(reading.outcome, AnswerReading)
    }
    assert os.getpid() not in processes
    assert 1 <= len(processes) <= 2


def test_what_a_reader_writes_to_standard_error_reaches_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (bad,) = write(tmp_path, bad="shout")

    (reading,) = read_answers([bad], 1, LIMITS, misbehaving_reader)
    with being_read(bad, LIMITS, misbehaving_reader) as outcome:
        alone = outcome()

    assert isinstance(reading.outcome, AnswerReading)
    assert isinstance(alone.outcome, AnswerReading)
    assert capfd.readouterr().err == ""


def test_no_files_start_no_process() -> None:
    assert list(read_answers([], 2, LIMITS, misbehaving_reader)) == []


def test_a_closed_iterator_does_not_wait_for_the_files_that_are_left(tmp_path: Path) -> None:
    readings = read_answers(write(tmp_path, first="read", second="hang"), 2, Limits(seconds=50), misbehaving_reader)
    next(readings)

    started = time.monotonic()
    readings.close()

    assert time.monotonic() - started < 10
