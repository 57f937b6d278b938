"""`nupraat build` from the command line, on the real answer and on files that are none: what is published, and told."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest
from files import REAL_ANSWER, put_bad_files, put_invented_answer, put_real_answer
from running import COMMAND, PATIENCE_S, all_ended, build, environment, nupraat

from nupraat_pipeline import catalogue, model, report
from nupraat_pipeline.cli import main
from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.sensors import contents
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse import published_inputs

LONGEST_PATH = 4095  # of Linux; that of other systems is shorter

Tables = dict[str, list[tuple[Any, ...]]]


def ask(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse / "nupraat.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def tables(warehouse: Path) -> Tables:
    """Every published table but the record of the build itself."""
    names = [table.full_name for table in model.STORED if table.full_name != "meta.builds"]
    return {name: ask(warehouse, f"FROM {name}") for name in names}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("build")


PROGRESS = re.compile(r"\d+/\d+ (?:read|known|rejected) |(?:read|order|check|comput|audit|writ|draw)ing ")


@pytest.fixture(scope="module")
def mixed(directory: Path) -> tuple[subprocess.CompletedProcess[str], dict[str, str], Path]:
    """A build of the real answer among all kinds of files that are no answer."""
    raw, warehouse = directory / "mixed", directory / "warehouse"
    reasons = put_bad_files(raw)
    put_real_answer(raw)
    return build(raw, warehouse), reasons, warehouse


def test_bad_files_stop_nothing(mixed) -> None:
    done, reasons, warehouse = mixed

    assert done.returncode == 0, done.stderr
    listed = ask(warehouse, "SELECT file_name, status, reason FROM raw.documents WHERE status <> 'read' ORDER BY ALL")
    assert listed == sorted((name, "rejected", reason) for name, reason in reasons.items())
    assert ask(warehouse, "SELECT file_name FROM raw.documents WHERE status = 'read'") == [("2022_sv363.pdf",)]
    assert ask(warehouse, "SELECT count(*), sum(value) FROM core.observations") == [(128, 38863.0)]


def test_each_bad_file_is_told_with_its_reason(mixed) -> None:
    done, reasons, warehouse = mixed

    messages = dict(ask(warehouse, "SELECT file_name, message FROM raw.documents"))
    for name, reason in reasons.items():
        assert len(messages[name]) > len(name)
        assert f"  {name} ({reason}): {messages[name]}\n" in done.stdout


def test_the_inputs_are_recorded_as_the_sensor_sees_them(mixed, directory) -> None:
    _, _, warehouse = mixed
    settings = Settings.load(directory / "mixed", warehouse, environment={})

    assert published_inputs(settings) == contents(list_raw(settings.raw_dir), settings.limits)


def test_what_a_build_says(mixed) -> None:
    done, _, warehouse = mixed

    assert "Read 1 answer from 9 files:\n  2022_sv363.pdf (sv363-2023-01-30)\n" in done.stdout
    assert "128 observations (2 printed without a value), 124 of them hold now" in done.stdout
    assert "warning total_equals_sum (sv363-2023-01-30): missed_in_opening_hours in 2022: 2608" in done.stdout
    assert done.stdout.endswith(
        f"Exports:   {warehouse / 'exports'}\n"
        f"Report:    {warehouse / 'report.html'}\n"
        f"Published: {warehouse / 'nupraat.duckdb'}\n"
    )
    # Where nobody watches there is no progress to tell, but a line now and then on a machine that takes long.
    assert [line for line in done.stderr.splitlines() if not PROGRESS.match(line)] == []


def test_the_exports_and_the_report_carry_the_build(mixed) -> None:
    _, _, warehouse = mixed

    described = json.loads((warehouse / "exports" / "datapackage.json").read_text("utf-8"))
    assert [(described["build_id"],)] == ask(warehouse, "SELECT build_id FROM meta.builds")
    assert report.build_of(warehouse / "report.html") == described["build_id"]


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 3)])
def test_exports_that_cannot_be_written_stop_no_publication(
    tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    put_real_answer(tmp_path / "raw")
    # So deep down that the path of the database just fits what systems take, and those of the exports do not.
    warehouse = tmp_path
    while (room := LONGEST_PATH - 45 - len(str(warehouse))) > 1:
        warehouse /= "w" * min(room - 1, 200)
    warehouse.mkdir(parents=True)

    done = nupraat("build", "--raw", tmp_path / "raw", "--warehouse", warehouse, *options, cwd=tmp_path)

    assert done.returncode == code
    assert "The database is published, but its exports could not be written: " in done.stderr
    assert "too long" in done.stderr
    assert "exports has none that can be used. See that there is room" in done.stderr
    assert done.stdout.endswith("nupraat.duckdb\n")
    kept = {path.name for path in warehouse.iterdir() if not path.name.startswith(".")}
    assert kept == {"report.html", "nupraat.duckdb"}


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 3)])
def test_a_report_that_cannot_be_written_stops_no_publication(
    tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    put_real_answer(tmp_path / "raw")
    warehouse = tmp_path / "warehouse"
    (warehouse / "report.html" / "in the way").mkdir(parents=True)

    done = nupraat("build", "--raw", tmp_path / "raw", "--warehouse", warehouse, *options, cwd=tmp_path)

    assert done.returncode == code
    assert "The database is published, but its page could not be written: Is a directory" in done.stderr
    assert "report.html is not there, or not of any build. See that there is room" in done.stderr
    assert done.stdout.endswith(f"Exports:   {warehouse / 'exports'}\nPublished: {warehouse / 'nupraat.duckdb'}\n")


def test_the_same_files_give_the_same_tables_and_strict_tells_of_rejections(mixed, directory) -> None:
    _, _, warehouse = mixed
    before, (first,) = tables(warehouse), ask(warehouse, "SELECT build_id FROM meta.builds")

    done = build(directory / "mixed", warehouse, "--strict")

    assert done.returncode == 3
    assert tables(warehouse) == before
    (record,) = ask(warehouse, "SELECT replaces_build_id, values_added, values_revised, changes FROM meta.builds")
    assert record == (*first, 0, 0, [])


def test_a_removed_answer_takes_its_rows_along_and_what_was_published_before_leaves_no_trace(mixed, directory) -> None:
    raw, warehouse = directory / "years", directory / "rebuilt"
    put_real_answer(raw)
    invented = put_invented_answer(raw)
    assert build(raw, warehouse).returncode == 0
    ((removed,),) = ask(warehouse, "SELECT document_id FROM raw.documents WHERE file_name = 'invented.pdf'")
    assert ask(warehouse, "SELECT count(DISTINCT document_id) FROM core.observations") == [(2,)]

    invented.unlink()
    assert build(raw, warehouse, "--strict").returncode == 0

    assert ask(warehouse, "SELECT documents_removed FROM meta.builds") == [([removed],)]
    _, _, fresh = mixed
    alike = [table.full_name for table in model.STORED if table.schema in {"core", "quality", "metrics"}]
    assert {name: ask(warehouse, f"FROM {name}") for name in alike} == {
        name: ask(fresh, f"FROM {name}") for name in alike
    }


def test_without_any_readable_answer_the_published_file_stays(mixed, directory) -> None:
    _, _, warehouse = mixed
    before = (warehouse / "nupraat.duckdb").read_bytes()
    reasons = put_bad_files(directory / "bad")

    done = build(directory / "bad", warehouse)

    assert done.returncode == 1
    assert f"No file in {directory / 'bad'} is a readable answer:" in done.stderr
    for name, reason in reasons.items():
        assert f"\n{name} ({reason}): " in done.stderr
    assert done.stderr.endswith(f"Nothing was published: {warehouse / 'nupraat.duckdb'} is as it was.\n")
    assert (warehouse / "nupraat.duckdb").read_bytes() == before
    assert [path.name for path in warehouse.iterdir() if path.name.startswith(".build-")] == []


@pytest.mark.parametrize(("command", "code"), [("build", 1), ("inspect", 2)])
def test_a_mistake_in_the_catalogue_is_not_blamed_on_the_files(command, code, directory, monkeypatch, capsys) -> None:
    broken = directory / "broken" / "catalogue.yaml"
    broken.parent.mkdir(exist_ok=True)
    text = catalogue.SOURCE.read_text(encoding="utf-8")
    broken.write_text(text.replace("synonyms: [meisje,", "synonyms: [jongen,"), encoding="utf-8")
    monkeypatch.setattr(catalogue, "SOURCE", broken)
    catalogue.load_catalogue.cache_clear()
    place = ["--raw", str(REAL_ANSWER.parent), "--warehouse", str(directory / "unpublished")]
    try:
        assert main([command, *(place if command == "build" else [str(REAL_ANSWER)])]) == code
    finally:
        catalogue.load_catalogue.cache_clear()
    said = "".join(capsys.readouterr())
    assert f"{broken} has an entry that cannot be used: 'jongen' names both" in " ".join(said.split())
    assert "ejected" not in said


def test_without_any_file_nothing_is_made(directory, capsys) -> None:
    (directory / "nothing").mkdir()

    code = main(["build", "--raw", str(directory / "nothing"), "--warehouse", str(directory / "none")])

    assert code == 1
    told = " ".join(capsys.readouterr().err.split())
    assert f"There are no files in {directory / 'nothing'}. Put the answers' PDFs there." in told
    assert not (directory / "none" / "nupraat.duckdb").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--raw", "nowhere"], "There is no directory"),
        (["build", "--workers", "0"], "0 workers cannot read anything"),
        (["build", "--warehouse", "a_file"], "is no directory"),
        (["build", "--fast"], "unrecognized arguments: --fast"),
        (["bake"], "invalid choice: 'bake'"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "a_file").touch()

    done = nupraat(*arguments, cwd=tmp_path)

    assert done.returncode == 2
    assert says in done.stderr


def test_ctrl_c_leaves_the_published_file_as_it_was(mixed, directory) -> None:
    _, _, warehouse = mixed
    before = (warehouse / "nupraat.duckdb").read_bytes()
    terminal, its_end = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "build", "--raw", str(directory / "mixed"), "--warehouse", str(warehouse)],
        cwd=directory,
        env=environment(TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=its_end,
        text=True,
        start_new_session=True,  # a terminal sends Ctrl-C to all processes of the command
    ) as running:
        os.close(its_end)
        begun = shown_on(terminal, until="reading the answers")
        os.killpg(running.pid, signal.SIGINT)
        rest = shown_on(terminal)
        out = running.stdout.read()
    os.close(terminal)

    assert "━" in begun
    assert running.returncode == 130, rest
    told = " ".join(rest.split())
    assert f"Interrupted. Nothing was published: {warehouse / 'nupraat.duckdb'} is as it was." in told
    assert "Traceback" not in out + rest
    assert (warehouse / "nupraat.duckdb").read_bytes() == before
    assert all_ended(running.pid)


def shown_on(terminal: int, until: str = "") -> str:
    """What a command shows on a pseudo-terminal, until a text appears or, without one, until it ends."""
    shown = b""
    while not until or until.encode() not in shown:
        if not select.select([terminal], [], [], PATIENCE_S)[0]:
            break
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # nobody is at its other end
            break
        if not piece:
            break
        shown += piece
    return shown.decode("utf-8", "replace")
