"""A warehouse written, audited, published and read again, as a real DuckDB file."""

from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
from datetime import date
from itertools import permutations
from pathlib import Path

import duckdb
import pytest
from msgspec.structs import replace
from readings import answer, figure, file, golden_reading, month, prose, rejected, year

import nupraat_pipeline
from nupraat_pipeline import model, warehouse
from nupraat_pipeline.reading.records import Box, Doubt
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse import (
    AuditError,
    BuildInProgressError,
    NothingToPublishError,
    NotPublishedError,
    published_inputs,
    query,
)

ROOT = Path(__file__).parents[2]

OLDER = answer(
    [figure("conversations", year(2020), 914), prose("conversations", month(1, 2020), 61, role="total")],
    number=290,
    asked=date(2021, 1, 12),
)
NEWER = answer(
    [
        figure("conversations", year(2022), 1080),
        figure("missed_in_opening_hours", month(7, 2022), 180),
        figure("conversations", year(2023), 1200),
    ],
    number=12,
    asked=date(2024, 2, 1),
)
FILES = [
    file(golden_reading(), "2022_sv363.pdf"),
    file(OLDER, "vraag.pdf"),
    file(NEWER, "a.pdf"),
    file(golden_reading(), "again.pdf"),
    rejected("notitie.pdf"),
]


@pytest.fixture
def settings(tmp_path):
    return Settings.load(tmp_path / "raw", tmp_path / "d'été", environment={})


def written(settings, readings=FILES):
    """A written file that is not published, with permission to be damaged."""
    path = settings.warehouse_dir / "written.duckdb"
    settings.warehouse_dir.mkdir(parents=True, exist_ok=True)
    warehouse.write(warehouse.assemble(readings), path, settings)
    return path


def damaged(path, *statements):
    """The written file after the statements; what is wrong with it by audit and table."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return {(problem.audit, problem.table) for problem in warehouse.audit(path, FILES)}


def everything(settings):
    """All rows of all published tables but `meta.builds`."""
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        return {
            table.full_name: connection.execute(f"FROM {table.full_name}").fetchall()
            for table in model.TABLES
            if table.kind != "macro" and table.name != "builds"
        }


# A build


def test_the_2022_answer_from_reading_to_query(settings):
    warehouse.build([file(golden_reading())], settings)
    assert query("SELECT count(*) AS n, count(value) AS v FROM core.current", settings).values.tolist() == [[124, 122]]
    july = "SELECT missing_reason, obs_status FROM core.current WHERE indicator = 'missed_in_opening_hours' "
    assert query(f"{july} AND reference_month IN (7, 8)", settings).values.tolist() == [["not_yet_purified", "O"]] * 2
    failed = "SELECT rule, difference FROM quality.findings WHERE NOT passed AND severity <> 'info'"
    assert query(failed, settings).values.tolist() == [["total_equals_sum", -7.0]]
    assert query(
        "SELECT change_pct FROM metrics.yearly_summary WHERE year = 2022 AND indicator = 'conversations'", settings
    )["change_pct"].round(2).tolist() == [16.36]


def test_two_builds_give_identical_tables_whatever_the_order(settings):
    warehouse.build(FILES, settings)
    first = everything(settings)
    for order in list(permutations(FILES))[7::50]:
        warehouse.build(order, settings)
        assert everything(settings) == first


def test_a_removed_file_takes_its_rows_along_and_a_deleted_warehouse_loses_nothing(settings, tmp_path):
    warehouse.build(FILES, settings)
    warehouse.build(FILES[:1], settings)
    other = Settings.load(tmp_path, tmp_path / "other", environment={})
    warehouse.build(FILES[:1], other)
    assert everything(settings) == everything(other)


def test_every_file_is_listed_with_its_status(settings):
    warehouse.build(FILES, settings)
    rows = query("SELECT file_name, status, reason FROM raw.documents ORDER BY file_name", settings)
    assert rows.fillna("").values.tolist() == [
        ["2022_sv363.pdf", "read", ""],
        ["a.pdf", "read", ""],
        ["again.pdf", "duplicate", "same_bytes"],
        ["notitie.pdf", "rejected", "not_a_pdf"],
        ["vraag.pdf", "read", ""],
    ]


def test_printed_texts_reach_the_tables_as_they_are(settings):
    nasty = "'); DROP TABLE core.observations; --"
    reading = answer([figure("referrals", year(2022), 4, category="x", category_label=nasty)], author=f"O'{nasty}")
    warehouse.build([file(reading, f"{nasty}.pdf")], settings)
    assert query("SELECT category_label FROM core.observations", settings)["category_label"].tolist() == [nasty]
    assert query("SELECT author, file_name FROM raw.documents", settings).values.tolist() == [
        [f"O'{nasty}", f"{nasty}.pdf"]
    ]


# What is published


def test_what_changed_since_the_file_it_replaces(settings):
    changes = "SELECT values_added, values_removed, values_revised, documents_added, documents_removed FROM meta.builds"
    warehouse.build(FILES[:2], settings)
    # 124 rows of the 2022 answer; the older answer adds one, a sentence about January 2020.
    first = query("SELECT build_id, replaces_build_id IS NULL AS is_first FROM meta.builds", settings).iloc[0]
    assert query(changes, settings).values.tolist()[0][:3] == [125, 0, 0]
    assert first["is_first"]
    warehouse.build(FILES[2:3] + FILES[:1], settings)
    row = query(changes, settings).iloc[0]
    assert row.tolist()[:3] == [1, 1, 2]
    assert row["documents_added"].tolist() == ["sv12-2024-02-01"]
    assert row["documents_removed"].tolist() == ["sv290-2021-01-12"]
    assert query("SELECT replaces_build_id FROM meta.builds", settings).iloc[0, 0] == first["build_id"]
    told = """
        SELECT c.change, c.indicator, year(c.period_start), c.old_value, c.new_value
        FROM (SELECT unnest(changes) AS c FROM meta.builds)
    """
    rows = query(told, settings).astype(object)
    assert rows.where(rows.notna(), None).values.tolist() == [
        ["revised", "conversations", 2022, 1074, 1080],
        ["revised", "missed_in_opening_hours", 2022, None, 180],
        ["removed", "conversations", 2020, 61, None],
    ]


def test_what_is_read_otherwise_from_the_same_bytes_is_no_revision(settings):
    """A better reader finds another value, a lost one and a new one; a newer answer revises a fourth."""
    values = {1: 61.0, 2: 70.0, 3: 75.0}
    older = answer([figure("conversations", month(number, 2020), value) for number, value in values.items()])
    better = {1: 67.0, 3: 75.0, 4: 80.0}
    again = answer([figure("conversations", month(number, 2020), value) for number, value in better.items()])
    again = replace(again, document=older.document)
    newer = answer([figure("conversations", month(3, 2020), 76.0)], number=5, asked=date(2024, 5, 1))
    warehouse.build([file(older)], settings)
    warehouse.build([file(again), file(newer, "newer.pdf")], settings)
    told = """
        SELECT c.change, month(c.period_start) AS month, c.old_value, c.new_value
        FROM (SELECT unnest(changes) AS c FROM meta.builds)
    """
    rows = query(told, settings).astype(object)
    assert rows.where(rows.notna(), None).values.tolist() == [
        ["revised", 3, 75, 76],
        ["reread", 1, 61, 67],
        ["reread", 2, 70, None],
        ["reread", 4, None, 80],
    ]
    counts = "SELECT values_added, values_removed, values_revised, values_withdrawn, values_reread FROM meta.builds"
    assert query(counts, settings).values.tolist() == [[0, 0, 1, 0, 3]]


def test_a_value_that_a_newer_answer_leaves_blank_is_told_as_withdrawn(settings):
    hole = answer([figure("conversations", month(7, 2022), None)], number=5, asked=date(2024, 5, 1))
    warehouse.build(FILES[:1], settings)
    warehouse.build([FILES[0], file(hole, "hole.pdf")], settings)
    counts = "SELECT values_added, values_removed, values_revised, values_withdrawn FROM meta.builds"
    assert query(counts, settings).values.tolist() == [[0, 0, 0, 1]]


def test_the_inputs_are_told_for_whoever_wants_to_know_whether_to_build(settings):
    assert published_inputs(settings) is None
    warehouse.build(FILES, settings)
    inputs = published_inputs(settings)
    assert list(inputs) == ["2022_sv363.pdf", "a.pdf", "again.pdf", "notitie.pdf", "vraag.pdf"]
    assert inputs["a.pdf"] == NEWER.document.sha256
    assert inputs["notitie.pdf"] is None


def test_the_published_file_is_read_only_and_alone(settings):
    warehouse.build(FILES[:1], settings)
    assert stat.S_IMODE(settings.database.stat().st_mode) == 0o444
    assert sorted(path.name for path in settings.warehouse_dir.iterdir()) == [".build.lock", "nupraat.duckdb"]


def test_whoever_holds_the_old_file_open_keeps_it(settings):
    warehouse.build(FILES[:1], settings)
    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print('open', flush=True); "
        "sys.stdin.readline(); print(c.execute('SELECT count(*) FROM core.observations').fetchall()[0][0])"
    )
    command = [sys.executable, "-c", code, str(settings.database)]
    held = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert held.stdout.readline() == "open\n"
    warehouse.build(FILES, settings)
    assert query("SELECT count(*) AS n FROM core.observations", settings)["n"].tolist() == [133]
    assert held.communicate("go\n")[0] == "128\n"


def test_a_stale_log_beside_the_published_file_does_no_harm(settings):
    warehouse.build(FILES[:1], settings)
    settings.database.with_name("nupraat.duckdb.wal").write_bytes(b"left over from another file")
    warehouse.build(FILES[:1], settings)
    assert query("SELECT count(*) AS n FROM core.current", settings)["n"].tolist() == [124]
    assert not settings.database.with_name("nupraat.duckdb.wal").exists()


def test_a_published_file_that_is_no_database_is_replaced(settings):
    settings.warehouse_dir.mkdir(parents=True)
    settings.database.write_bytes(b"not a database")
    assert published_inputs(settings) is None
    warehouse.build(FILES[:1], settings)
    assert query("SELECT values_added FROM meta.builds", settings)["values_added"].tolist() == [124]


def test_the_file_can_be_attached_under_another_name(settings):
    warehouse.build(FILES[:1], settings)
    path = str(settings.database).replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS other (READ_ONLY)")
        assert connection.execute("SELECT count(*) FROM other.core.current").fetchall() == [(124,)]
        # A macro's tables are looked up in the database in use, a view's in its own.
        connection.execute("USE other")
        assert connection.execute("SELECT count(*) FROM core.as_of('2023-01-30')").fetchall() == [(124,)]
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'other'").fetchall()
    assert "v1.4.0" in str(tags)


# What is not published


def test_without_a_readable_answer_nothing_is_published(settings):
    warehouse.build(FILES[:1], settings)
    before = settings.database.read_bytes()
    with pytest.raises(NothingToPublishError, match=r"notitie\.pdf does not begin as a PDF does"):
        warehouse.build([rejected("notitie.pdf")], settings)
    with pytest.raises(NothingToPublishError, match="no files at all"):
        warehouse.build([], settings)
    assert settings.database.read_bytes() == before


def test_a_failed_audit_leaves_the_old_file_and_no_leftovers(settings):
    warehouse.build(FILES[:1], settings)
    before = settings.database.read_bytes()
    unknown = answer([figure("moon_phases", year(2022), 13)])
    with pytest.raises(AuditError, match=r"references, core\.observations: indicator 'moon_phases'"):
        warehouse.build([file(unknown)], settings)
    assert settings.database.read_bytes() == before
    assert sorted(path.name for path in settings.warehouse_dir.iterdir()) == [".build.lock", "nupraat.duckdb"]


def test_query_without_a_published_file_says_what_to_do(settings):
    with pytest.raises(NotPublishedError, match="nupraat build"):
        query("SELECT 1", settings)


def test_a_query_takes_values_in_order_or_by_name(settings):
    warehouse.build([file(golden_reading())], settings)
    by_year = "SELECT annual_value FROM metrics.yearly_summary WHERE indicator = 'conversations' AND year = "
    assert query(f"{by_year}?", settings, parameters=(2022,)).values.tolist() == [[1074]]
    assert query(f"{by_year}$year", settings, parameters={"year": 2021}).values.tolist() == [[923]]
    with pytest.raises(TypeError, match="parameters="):
        query(f"{by_year}?", [2022])


def test_the_package_exports_query():
    assert nupraat_pipeline.query is query
    with pytest.raises(AttributeError, match="'inquiry'"):
        _ = nupraat_pipeline.inquiry


# Audits


def test_a_sound_file_passes_every_audit(settings):
    assert damaged(written(settings)) == set()


@pytest.mark.parametrize(
    ("statement", "problems"),
    [
        ("DELETE FROM core.observations WHERE indicator = 'referrals'", {("losses", "core.observations")}),
        (
            "UPDATE core.observations SET value = value + 1 WHERE printed_text = '1074'",
            {("losses", "core.observations")},
        ),
        ("DELETE FROM raw.documents WHERE status = 'rejected'", {("losses", "raw.documents")}),
        ("DELETE FROM quality.findings WHERE rule = 'unaccounted_number'", {("losses", "quality.findings")}),
        ("UPDATE core.observations SET page = 9 WHERE printed_text = '1074'", {("places", "core.observations")}),
        (
            "UPDATE core.observations SET x0 = 500, x1 = 510 WHERE printed_text = '16%'",
            {("places", "core.observations")},
        ),
        ("DELETE FROM core.indicators WHERE indicator = 'referrals'", {("references", "core.observations")}),
        (
            "UPDATE core.events SET document_id = 'sv1-2000-01-01', page = 1, sentence = '-'",
            {("references", "core.events")},
        ),
        (
            "INSERT INTO raw.statements SELECT * REPLACE (repeat('0', 64) AS sha256) FROM raw.statements LIMIT 1",
            {("losses", "raw.statements"), ("references", "raw.statements")},
        ),
        ("ALTER TABLE metrics.reach DROP COLUMN chat_callers", {("columns", "metrics.reach")}),
        ("ALTER TABLE metrics.reach ALTER year TYPE INTEGER", {("columns", "metrics.reach")}),
    ],
)
def test_an_audit_sees(settings, statement, problems):
    doubted = answer(
        golden_reading().figures, doubts=[Doubt("unaccounted_number", "'12' on page 2 is nowhere.", page=2)]
    )
    readings = [file(doubted, "2022_sv363.pdf"), *FILES[1:3], FILES[4]]
    path = written(settings, readings)
    with duckdb.connect(str(path)) as connection:
        # A key stands in the way of altering its table.
        connection.execute("CREATE TABLE metrics.copy AS FROM metrics.reach; DROP TABLE metrics.reach")
        connection.execute("ALTER TABLE metrics.copy RENAME TO reach")
        connection.execute(statement)
    found = {(problem.audit, problem.table) for problem in warehouse.audit(path, readings)}
    assert found == problems


@pytest.mark.parametrize("share", [16.3625, 0.0625, 40.5])
def test_a_value_half_way_between_two_thousandths_is_no_loss(settings, share):
    readings = [file(answer([figure("caller_gender_share", year(2020), share, category="female")]))]
    assert warehouse.audit(written(settings, readings), readings) == []


def test_a_lost_cell_or_sentence_is_seen_twice(settings):
    assert damaged(written(settings), "DELETE FROM raw.statements WHERE printed_text = '7038'") == {
        ("losses", "raw.statements"),
        ("places", "core.observations"),
    }


def test_an_observation_may_stand_anywhere_inside_its_cell(settings):
    reading = golden_reading()
    wide = [
        type(cell)(
            cell.table_number,
            cell.row_number,
            cell.column_number,
            cell.text,
            Box(cell.box.page, 20.0, cell.box.top - 3, 300.0, cell.box.bottom + 3),
        )
        for cell in reading.cells
    ]
    moved = type(reading)(reading.document, tuple(wide), reading.statements, reading.figures, (), reading.notes)
    assert warehouse.audit(written(settings, [file(moved)]), [file(moved)]) == []


# Builds side by side, and crashes


def test_a_second_build_waits_for_the_first_and_gives_up_in_the_end(settings):
    with (
        warehouse.staging(settings),
        pytest.raises(BuildInProgressError, match=r"\.build\.lock"),
        warehouse.staging(settings, patience=0.2),
    ):
        pass
    with warehouse.staging(settings, patience=0.2) as directory:
        assert directory.parent == settings.warehouse_dir


def _crash(warehouse_dir):
    settings = Settings.load("/nowhere", warehouse_dir, environment={})
    with warehouse.staging(settings) as directory:
        (directory / "nupraat.duckdb").write_bytes(b"half a build")
        os._exit(9)


def test_the_leftovers_of_a_crashed_build_are_cleaned_up(settings):
    crashed = multiprocessing.get_context("spawn").Process(target=_crash, args=(settings.warehouse_dir,))
    crashed.start()
    crashed.join()
    assert crashed.exitcode == 9
    assert len(list(settings.warehouse_dir.glob(".build-*"))) == 1
    warehouse.build(FILES[:1], settings)
    assert list(settings.warehouse_dir.glob(".build-*")) == []
    assert published_inputs(settings) is not None


def test_importing_the_package_costs_no_heavy_library():
    heavy = "{'pandas', 'pandera', 'duckdb', 'pdfplumber'}"
    code = f"import nupraat_pipeline.warehouse, nupraat_pipeline.quality, sys; print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_halves_of_characters_stop_no_build(settings):
    doubt = Doubt("unaccounted_number", "'\ud8001' on page 1 is nowhere.", page=1)
    reading = answer(
        [figure("conversations", year(2022), 1074, printed_text="1074\udfff")], doubts=[doubt], modified="2024-01-01"
    )
    other = answer([figure("conversations", year(2022), 1075)])
    warehouse.build([file(reading, "a\udcff.pdf"), file(other, "b\udcfe.pdf")], settings)
    messages = query("SELECT message FROM quality.findings WHERE NOT passed ORDER BY rule", settings)["message"]
    differ, doubted = messages
    assert differ.endswith("b?.pdf prints '1075' on page 1; a?.pdf, which is read, prints '1074\\udfff' on page 1.")
    assert doubted == "'?1' on page 1 is nowhere."
    assert query("SELECT file_name FROM raw.documents ORDER BY 1", settings)["file_name"].tolist() == [
        "a\\xff.pdf",
        "b\\xfe.pdf",
    ]
