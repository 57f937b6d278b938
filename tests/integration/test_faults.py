"""Publishing under fire: ended at every step and at any moment, without room, without rights, without its lock."""

from __future__ import annotations

import contextlib
import ctypes
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from faults import NEW, OLD
from files import put_invented_answer, put_real_answer
from running import COMMAND, PATIENCE_S, ROOT, all_ended, build, environment, nupraat

from nupraat_pipeline import exports, warehouse
from nupraat_pipeline.exports.package import build_of
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse import BuildInProgressError, PublishError, query

TESTS = ROOT / "tests"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})


def ended(directory: Path, number: str, extent: str) -> list[dict[str, Any]]:
    """What is there after builds that were sent a signal at some of their steps, or at all."""
    done = subprocess.run(
        [sys.executable, "-m", "faults", str(directory / "d'été"), number, extent],
        cwd=TESTS,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S * (20 if extent == "all" else 3),
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(first: dict[str, Any], *others: dict[str, Any], code: int) -> None:
    """After each signal the database is whole and the exports are of one build or gone; the next build mends all."""
    *struck, last = others
    names = first["after"]["exports"]
    for each in struck:
        before, after = each["before"], each["after"]
        # Where no old exports are in the way, there is a step less, and the last one never comes.
        assert each["ended"] == code or (each["ended"] == 0 and before["exports_of"] is None)
        is_new = after["build_id"] != before["build_id"]
        assert is_new == (after["holds"] != before["holds"]), each
        assert after["exports_of"] in {before["exports_of"], after["build_id"], None}, each
        assert after["page_of"] in {before["page_of"], after["build_id"]}, each
        assert after["exports"] == (names if after["exports_of"] else []), each
        if code > 0:
            assert after["left"] == [], each
    assert (last["ended"], last["after"]["left"]) == (0, [])
    assert last["after"]["exports_of"] == last["after"]["page_of"] == last["after"]["build_id"]
    assert last["after"]["exports"] == names


def test_a_build_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    first, *others = ended(tmp_path, "SIGKILL", "some")

    check(first, *others, code=-signal.SIGKILL)
    # The renaming is the moment: what is killed at it has not published, what is killed after it has.
    published = [each["after"]["holds"] != each["before"]["holds"] for each in others[:-1]]
    assert published == [False] * 3 + [True] * 4
    (gap,) = [each["step"] for each in others[:-1] if each["after"]["exports"] == []]
    assert gap == "os.rename exports"


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [("SIGKILL", -signal.SIGKILL), ("SIGINT", 130)])
def test_a_build_that_is_ended_at_any_step(tmp_path: Path, number: str, code: int) -> None:
    first, *others = ended(tmp_path, number, "all")

    assert len(others) > 100  # nearly all of them files of the exports
    check(first, *others, code=code)


# Room and rights


def holds(settings: Settings) -> int:
    return int(query("SELECT count(*) AS n FROM core.observations", settings)["n"].item())


def names(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.warehouse_dir.iterdir())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    directory = tmp_path / "small"
    directory.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(directory)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small file system is not allowed here")
    yield directory
    subprocess.run(["umount", "--lazy", str(directory)], check=True)


def fill(path: Path, leave: int) -> None:
    """Write a file until nothing more fits, and take `leave` bytes of it away again."""
    with path.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while filler.write(bytes(4096)) == 4096:
            pass
    os.truncate(path, max(0, path.stat().st_size - leave))


def test_a_full_disk_leaves_the_old_file_until_there_is_room(small_disk: Path) -> None:
    settings = Settings.load("/nowhere", small_disk, environment={})
    warehouse.build(OLD, settings)
    exports.export(settings)
    before = names(settings)
    for leave in (524_288, 65_536):  # too little for closing the file, and for a commit
        fill(small_disk / "filler", leave)
        with pytest.raises(PublishError, match=r"No space left on device.* See that there is room in .*small"):
            warehouse.build(NEW, settings)

    assert holds(settings) == 1
    with pytest.raises(exports.ExportError, match=r"No space left on device.* still has those of build"):
        exports.export(settings)
    assert names(settings) == sorted([*before, "filler"])
    assert build_of(settings.exports_dir) == query("SELECT build_id FROM meta.builds", settings)["build_id"].item()
    (small_disk / "filler").unlink()
    warehouse.build(NEW, settings)
    exports.export(settings)
    assert holds(settings) == 2
    assert names(settings) == before


# Loads what it needs before its system refuses it something: Python may be where only root may read.
_REFUSED = """
import os, resource, sys
import faults, duckdb, pandera
from nupraat_pipeline import warehouse
from nupraat_pipeline.settings import Settings

settings = Settings.load("/nowhere", sys.argv[1], environment={})
tables = warehouse.assemble(faults.NEW)
warehouse.write(tables, settings.warehouse_dir.parent / "warm.duckdb", settings)

def tell():
    try:
        warehouse.release(tables, faults.NEW, settings)
    except warehouse.PublishError as error:
        print(error)

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
tell()
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
settings.warehouse_dir.chmod(0o555)
if os.geteuid() == 0:  # who may write anywhere
    os.setgid(65534)
    os.setuid(65534)
tell()
"""


def test_a_build_that_may_not_write_leaves_the_old_file() -> None:
    """Neither a file as large as it is, nor, as another user, in a folder that is read-only."""
    with tempfile.TemporaryDirectory() as directory:  # where every user may look, as pytest's is not
        Path(directory).chmod(0o755)
        settings = Settings.load("/nowhere", Path(directory) / "warehouse", environment={})
        warehouse.build(OLD, settings)
        before = settings.database.read_bytes()
        done = subprocess.run(
            [sys.executable, "-c", _REFUSED, str(settings.warehouse_dir)],
            cwd=TESTS,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        too_large, denied = done.stdout.splitlines()
        assert too_large.startswith("The database could not be written: File too large. See that there is room in ")
        assert denied.startswith(f"The database could not be written: Permission denied ({settings.warehouse_dir}")
        assert settings.database.read_bytes() == before
        assert names(settings) == [".build.lock", "nupraat.duckdb"]
        settings.warehouse_dir.chmod(0o755)


def without_special_rights() -> None:
    """Make file modes count for root too: give up CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH for good."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_the_command_says_what_to_do_about_a_folder_that_is_read_only(tmp_path: Path) -> None:
    settings = Settings.load(tmp_path / "raw", tmp_path / "warehouse", environment={})
    put_invented_answer(put_real_answer(settings.raw_dir).parent).chmod(0)
    warehouse.build(OLD, settings)
    settings.warehouse_dir.chmod(0o555)
    (settings.warehouse_dir / ".build.lock").chmod(0o444)

    done = nupraat(
        *("build", "--raw", settings.raw_dir, "--warehouse", settings.warehouse_dir),
        cwd=tmp_path,
        preexec_fn=without_special_rights,
    )

    settings.warehouse_dir.chmod(0o755)
    assert done.returncode == 1
    first, second = done.stderr.splitlines()[-2:]
    assert first.startswith(f"The database could not be written: Permission denied ({settings.warehouse_dir}")
    assert "See that there is room in " in first
    assert second == f"Nothing was published: {settings.database} is as it was."
    assert holds(settings) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
@pytest.mark.parametrize(
    ("closed", "code", "says"),
    [("warehouse", 1, "could not be written"), (".", 2, "may not be looked at")],
)
def test_a_folder_that_may_not_be_looked_into_is_named(tmp_path: Path, closed: str, code: int, says: str) -> None:
    (tmp_path / "data" / "warehouse").mkdir(parents=True)
    put_real_answer(tmp_path / "data" / "raw")
    folder = tmp_path / "data" / closed
    folder.chmod(0)

    done = nupraat(
        *("build", "--raw", tmp_path / "data" / "raw", "--warehouse", tmp_path / "data" / "warehouse"),
        cwd=tmp_path,
        preexec_fn=without_special_rights,
    )

    folder.chmod(0o755)
    assert done.returncode == code
    assert says in done.stderr
    assert str(folder.resolve()) in done.stderr


# The lock, and what is there already


def test_a_build_that_lost_its_lock_publishes_nothing(settings: Settings) -> None:
    warehouse.build(OLD, settings)
    with warehouse.staging(settings) as first:
        (first / "nupraat.duckdb").write_bytes(b"half a build")
        (settings.warehouse_dir / ".build.lock").unlink()
        with warehouse.staging(settings, patience=0.2) as second:
            assert first.is_dir()  # another build's, and alive
            with pytest.raises(BuildInProgressError, match=r"\.build\.lock was removed or replaced"):
                warehouse.publish(first / "nupraat.duckdb", settings)
            warehouse.require_lock(second, settings)
    assert holds(settings) == 1
    warehouse.build(NEW, settings)
    assert holds(settings) == 2
    assert names(settings) == [".build.lock", "nupraat.duckdb"]


def test_a_lock_that_leads_elsewhere_is_not_followed(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    settings.warehouse_dir.mkdir()
    (settings.warehouse_dir / ".build.lock").symlink_to(tmp_path / "precious")

    with pytest.raises(PublishError, match="symbolic links"):
        warehouse.build(OLD, settings)

    assert (tmp_path / "precious").read_text() == "precious"


def test_a_directory_in_the_place_of_the_file_is_no_reason_for_a_traceback(settings: Settings) -> None:
    settings.database.mkdir(parents=True)

    with pytest.raises(PublishError, match=r"Is a directory \(.*nupraat\.duckdb\)"):
        warehouse.build(OLD, settings)


def test_links_in_the_warehouse_are_replaced_and_not_followed(settings: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("nupraat.duckdb", "old.csv"):
        (elsewhere / name).write_text("precious")
    settings.warehouse_dir.mkdir()
    settings.database.symlink_to(elsewhere / "nupraat.duckdb")
    settings.exports_dir.symlink_to(elsewhere)
    (settings.warehouse_dir / ".build-link").symlink_to(elsewhere)

    warehouse.build(OLD, settings)
    exports.export(settings)

    assert holds(settings) == 1
    assert {path.name: path.read_text() for path in elsewhere.iterdir()} == {
        "nupraat.duckdb": "precious",
        "old.csv": "precious",
    }


def newer_format(settings: Settings) -> None:
    """What DuckDB will one day write, to the DuckDB of today: the number of the format stands at byte 12."""
    content = bytearray(settings.database.read_bytes())
    content[12:20] = (9999).to_bytes(8, "little")
    _replace(settings, bytes(content))


def newer_tables(settings: Settings) -> None:
    path = settings.warehouse_dir.parent / "newer.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE SCHEMA meta; CREATE TABLE meta.builds (id BIGINT, sources VARCHAR[])")
    _replace(settings, path.read_bytes())


def no_build(settings: Settings) -> None:
    path = settings.warehouse_dir.parent / "none.duckdb"
    path.write_bytes(settings.database.read_bytes())
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM meta.builds")
    _replace(settings, path.read_bytes())


def _replace(settings: Settings, content: bytes) -> None:
    settings.database.unlink()
    settings.database.write_bytes(content)


@pytest.mark.parametrize("make", [newer_format, newer_tables, no_build])
def test_a_file_that_a_newer_version_wrote_is_replaced(settings: Settings, make: Callable[[Settings], None]) -> None:
    warehouse.build(NEW, settings)
    make(settings)

    assert warehouse.published_inputs(settings) is None
    warehouse.build(OLD, settings)

    built = query("SELECT replaces_build_id, values_added FROM meta.builds", settings)
    assert (built["replaces_build_id"].isna().item(), built["values_added"].item()) == (True, 1)


# Side by side


def build_often(directory: Path, times: int, is_new: bool) -> None:
    settings = Settings.load("/nowhere", directory, environment={})
    for _ in range(times):
        warehouse.build(NEW if is_new else OLD, settings)
        exports.export(settings)
        is_new = not is_new


def started(function: Callable[..., None], *arguments: object) -> multiprocessing.process.BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)
    process.start()
    return process


def test_two_builds_at_once(settings: Settings) -> None:
    both = [started(build_often, settings.warehouse_dir, 1, is_new) for is_new in (False, True)]
    for process in both:
        process.join(PATIENCE_S)

    assert [process.exitcode for process in both] == [0, 0]
    published = query("SELECT build_id FROM meta.builds", settings)["build_id"].item()
    assert build_of(settings.exports_dir) == published
    assert names(settings) == [".build.lock", "exports", "nupraat.duckdb"]


_WHAT_HOLDS = """
    SELECT build_id, (SELECT count(*) FROM core.observations) AS n,
        (SELECT sum(value) FROM core.current)::BIGINT AS total, len(inputs) AS files
    FROM meta.builds
"""
_STATES = {(1, 1074, 1), (2, 2274, 2)}  # observations, their sum, files: of OLD and of NEW


def read_until(directory: Path, over: Path, told: Path) -> None:
    """Query again and again until a file appears; then write down each distinct result, and how many there were."""
    settings = Settings.load("/nowhere", directory, environment={})
    seen: Counter[tuple[Any, ...]] = Counter()
    while not over.exists():
        (row,) = query(_WHAT_HOLDS, settings).itertuples(index=False)
        seen[tuple(row)] += 1
    told.write_text(json.dumps([[*row, times] for row, times in seen.items()]))


@pytest.mark.slow
def test_four_readers_while_twenty_builds_publish(settings: Settings, tmp_path: Path) -> None:
    warehouse.build(OLD, settings)
    over, told = tmp_path / "over", [tmp_path / f"reader{number}" for number in range(4)]
    readers = [started(read_until, settings.warehouse_dir, over, path) for path in told]

    build_often(settings.warehouse_dir, 20, True)
    over.touch()
    for reader in readers:
        reader.join(PATIENCE_S)

    assert [reader.exitcode for reader in readers] == [0] * 4
    results = [tuple(row) for path in told for row in json.loads(path.read_text())]
    assert {row[1:4] for row in results} == _STATES
    of_build = {row[0]: row[1:4] for row in results}
    assert all(of_build[row[0]] == row[1:4] for row in results)
    assert len(of_build) > 10
    assert sum(row[4] for row in results) > 100


@pytest.mark.slow
def test_a_command_that_is_killed_at_fifty_moments(settings: Settings) -> None:
    """Only the command itself is killed: the processes that read for it must notice and end."""
    put_real_answer(settings.raw_dir)
    spare = put_invented_answer(settings.raw_dir)
    began = time.monotonic()
    assert build(settings.raw_dir, settings.warehouse_dir).returncode == 0
    takes = time.monotonic() - began
    chance = random.Random(4)  # noqa: S311 - variety, not secrecy
    published, builds = 0, {None}
    for _ in range(50):
        # A build that changes something: the second answer comes and goes.
        spare.rename(spare.with_suffix(".part" if spare.suffix == ".pdf" else ".pdf"))
        spare = next(settings.raw_dir.glob("invented.*"))
        before = query("SELECT build_id FROM meta.builds", settings)["build_id"].item()
        moment = chance.uniform(0.3, 1.05) * takes
        began = time.monotonic()
        with subprocess.Popen(
            [*COMMAND, "build", "--raw", str(settings.raw_dir), "--warehouse", str(settings.warehouse_dir)],
            cwd=settings.raw_dir,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(moment)
                takes = time.monotonic() - began  # the machine may be faster now than it was
            running.kill()
        after = query("SELECT build_id, len(inputs) AS n FROM meta.builds", settings).iloc[0]
        documents = query("SELECT count(DISTINCT document_id) AS n FROM core.observations", settings)["n"].item()
        assert documents == after["n"]
        published += after["build_id"] != before
        builds |= {before, after["build_id"]}
        # Older ones too: a build that is killed between the two leaves them to the next.
        assert build_of(settings.exports_dir) in builds
        assert all_ended(running.pid)

    assert 0 < published < 50
    assert build(settings.raw_dir, settings.warehouse_dir).returncode == 0
    assert build_of(settings.exports_dir) == query("SELECT build_id FROM meta.builds", settings)["build_id"].item()
    assert names(settings)[:1] == [".build.lock"]
    assert build_of(settings.exports_dir) == query("SELECT build_id FROM meta.builds", settings)["build_id"].item()
