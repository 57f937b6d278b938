"""What people download: complete, described, harmless in a spreadsheet, and never half written."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pytest
import yaml
from frictionless import validate
from hypothesis import given
from hypothesis import strategies as st
from readings import answer, figure, file, golden_reading, month, prose, rejected, year
from running import PATIENCE_S, ROOT, environment

from nupraat_pipeline import exports, model, warehouse
from nupraat_pipeline.exports import export, workbook
from nupraat_pipeline.exports.tables import harmless, text
from nupraat_pipeline.settings import Settings
from nupraat_pipeline.warehouse import NotPublishedError, query

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMULA = "=HYPERLINK(\"http://example.org\";'1074')"
HOSTILE = answer(
    [
        figure("referrals", year(2023), 4, category="x", category_label=FORMULA),
        figure("conversations", month(7, 2023), None, printed_text="-", missing_reason="not_available"),
        prose("conversations", year(2023), 1200, printed_text="+1200"),
    ],
    number=12,
    asked=date(2024, 2, 1),
    author='@EEN, "VRAGER"\nMÉÉR',
)
FILES = [file(golden_reading(), "2022_sv363.pdf"), file(HOSTILE, "=vraag.pdf"), rejected("notitie.pdf")]

JULY = datetime(2022, 7, 1)  # noqa: DTZ001 - Excel knows no time zones

PUBLIC = [table for table in model.TABLES if table.kind != "macro"]


def settings_in(directory: Path) -> Settings:
    return Settings.load(directory / "raw", directory / "d'été", environment={})


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    """The settings of a published and exported warehouse; nothing here may change it."""
    made = settings_in(tmp_path_factory.mktemp("exports"))
    warehouse.build(FILES, made)
    export(made)
    return made


@pytest.fixture
def own(tmp_path) -> Settings:
    """The same, for a test that changes it."""
    made = settings_in(tmp_path)
    warehouse.build(FILES, made)
    export(made)
    return made


def contents(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in settings.exports_dir.iterdir()}


def described(settings: Settings) -> dict[str, Any]:
    return json.loads((settings.exports_dir / "datapackage.json").read_text("utf-8"))


def lines(settings: Settings, table: str) -> list[dict[str, str]]:
    with (settings.exports_dir / f"{table}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def published(settings: Settings, table: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        return connection.execute(f"FROM {table}").fetchall()


# What is in the files


def test_each_public_table_is_there_twice_with_a_workbook_and_a_descriptor(settings):
    tables = {f"{table.full_name}.{kind}" for table in PUBLIC for kind in ("csv", "parquet")}
    assert set(contents(settings)) == tables | {"nupraat.xlsx", "datapackage.json"}


@pytest.mark.parametrize("table", [table.full_name for table in PUBLIC])
def test_parquet_holds_what_the_database_holds(settings, table):
    path = settings.exports_dir / f"{table}.parquet"
    with duckdb.connect() as connection:
        rows = connection.execute("FROM read_parquet(?)", [str(path)]).fetchall()
        build = connection.execute("SELECT value FROM parquet_kv_metadata(?) WHERE key = 'build_id'", [str(path)])
        assert build.fetchall() == [(described(settings)["build_id"].encode(),)]
    assert rows == published(settings, table)


@pytest.mark.parametrize("table", [table for table in PUBLIC if table.schema in {"core", "metrics"}], ids=str)
def test_csv_holds_the_values_of_the_database_and_nothing_for_none(settings, table):
    told = lines(settings, table.full_name)
    held = published(settings, table.full_name)
    assert len(told) == len(held) > 0
    for line, row in zip(told, held, strict=True):
        assert list(line) == table.column_names
        for column, value in zip(table.columns, row, strict=True):
            printed = line[column.name]
            if value is None:
                assert printed == ""
            elif column.type == "DOUBLE":
                assert float(printed) == value
            elif column.type.endswith("[]"):
                assert json.loads(printed) == value
            elif column.type == "VARCHAR":
                assert printed.removeprefix("'" if printed != value else "") == value
            else:
                assert printed.lower() == str(value).lower()


def test_values_as_csv_has_them():
    assert [text(value) for value in (1074.0, 16.5, -7.0, 0.1, True, 3, None)] == [
        *("1074", "16.5", "-7", "0.1", "true", "3", "")
    ]
    assert text(date(2022, 1, 31)) == "2022-01-31"
    assert text(datetime(2024, 2, 1, 9, 30, 5, 400, tzinfo=UTC).replace(tzinfo=None)) == "2024-02-01T09:30:05Z"
    assert text([{"file_name": "é.pdf", "sha256": None}]) == '[{"file_name": "é.pdf", "sha256": null}]'
    assert text(["=1"]) == '["=1"]'


def test_a_hole_is_empty_with_its_reason_in_the_same_line(settings):
    (hole,) = [
        line
        for line in lines(settings, "core.current")
        if (line["indicator"], line["period_start"]) == ("missed_in_opening_hours", "2022-07-01")
    ]
    assert (hole["value"], hole["obs_status"], hole["missing_reason"]) == ("", "O", "not_yet_purified")
    july = next(line for line in lines(settings, "metrics.monthly_activity") if line["month"] == "2022-07-01")
    assert (july["missed_in_opening_hours"], july["missed_in_opening_hours_status"]) == ("", "O")


def test_nothing_in_a_csv_file_runs_as_a_formula(settings):
    for path in settings.exports_dir.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            for line in csv.reader(opened):
                assert [cell for cell in line if cell[:1] in set("=+@\t\r\n")] == [], path.name
                assert [cell for cell in line if cell.startswith("-") and not _is_number(cell)] == [], path.name
    labels = [line["category_label"] for line in lines(settings, "core.observations")]
    assert f"'{FORMULA}" in labels


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("begin", ["=1", "+1", "-1", "@a", "\t=1", "\r", "\n=1", "  =1", "＝1", "'=1", "''+1"])
def test_what_looks_like_a_formula_gets_an_apostrophe(begin):
    assert harmless(begin) == f"'{begin}"


@pytest.mark.parametrize("begin", ["", "1074", "a=1", "'s maandags", "***", "<5", "é", " a"])
def test_other_texts_stay_as_they_are(begin):
    assert harmless(begin) == begin


@given(st.text(alphabet="'=+-@ \t\na1", max_size=6), st.text(alphabet="'=+-@ \t\na1", max_size=6))
def test_no_two_texts_become_one(one, other):
    assert (harmless(one) == harmless(other)) == (one == other)


# The workbook


@pytest.fixture(scope="module")
def book(settings):
    return openpyxl.load_workbook(settings.exports_dir / "nupraat.xlsx")


def test_the_workbook_begins_with_notes_and_has_a_sheet_for_each_table(book):
    assert book.sheetnames[:2] == ["notes", "metrics.monthly_activity"]
    assert set(book.sheetnames) == {"notes", *(table.full_name for table in PUBLIC)}


def test_the_notes_say_where_the_figures_come_from_and_which_not_to_trust(book, settings):
    notes = [(about, note) for about, note in book["notes"].iter_rows(min_row=2, max_col=2, values_only=True)]
    told = dict(notes)
    assert described(settings)["build_id"] in told["Build"]
    assert told["Licence"] == "MIT License"
    assert "2608 in the text on page" in told["warning total_equals_sum"]
    assert any("schriftelijke vraag nr. 363 van 30 januari 2023" in str(note) for _, note in notes)
    assert "NL: Elk aantal per jaar" in told["metrics.yearly_summary"]
    assert "apostrof" in told["Wat dit is"]
    assert told["sv363-2023-01-30"] == f"2022_sv363.pdf, SHA-256 {FILES[0].outcome.document.sha256}"
    assert told["Pages"] == described(settings)["pages"]
    assert "'What is in raw/'" in told["Bladzijden"]


def test_sheets_hold_numbers_as_numbers_days_as_days_and_no_formulas(book):
    rows = list(book["core.current"].iter_rows(values_only=True))
    records = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    july = next(
        record
        for record in records
        if (record["indicator"], record["period_start"]) == ("missed_in_opening_hours", JULY)
    )
    assert (july["value"], july["missing_reason"], july["is_approximate"]) == (None, "not_yet_purified", False)
    assert next(record["value"] for record in records if record["printed_text"] == "1074") == 1074
    for sheet in book:
        for row in sheet.iter_rows():
            assert [cell for cell in row if cell.data_type == "f" or str(cell.value)[:1] in set("=+@")] == [], (
                sheet.title
            )


def cell(book, sheet: str, name: str, **key: object) -> Any:
    """The cell of a column in the row with this key."""
    rows = list(book[sheet].iter_rows())
    names = [head.value for head in rows[0]]
    (found,) = [row for row in rows[1:] if all(row[names.index(part)].value == value for part, value in key.items())]
    return found[names.index(name)]


def test_numbers_look_like_what_they_are_and_keep_their_digits(book):
    change = cell(book, "metrics.yearly_summary", "change_pct", indicator="conversations", year=2022)
    assert (change.number_format, round(change.value, 6)) == ("#,##0.00", 16.359697)
    presses = cell(book, "metrics.reach", "presses_outside_opening_hours", year=2022)
    assert (presses.number_format, presses.value) == ("#,##0", 10166)
    assert cell(book, "metrics.reach", "year", year=2022).number_format == "General"


def test_lists_are_shown_without_marks_of_programs(book):
    peaks = cell(book, "metrics.yearly_summary", "peak_months", indicator="conversations", year=2022)
    years = cell(book, "metrics.seasonality", "years", indicator="conversations", calendar_month=7)
    assert (peaks.value, years.value) == ("6", "2020, 2021, 2022")


def test_a_text_too_long_for_excel_is_cut_and_says_so(tmp_path):
    table = model.table("meta.schemas")
    texts = ("title", "description", "description_nl", "pages", "pages_nl", "build_id", "version")
    facts: dict[str, Any] = dict.fromkeys(texts, "x")
    facts |= {"created": "2024-02-01T09:30:05Z", "licenses": [], "citation": [], "sources": [], "findings": []}
    workbook.write([(table, [("raw", "a" * 40_000, "b")])], facts, tmp_path)
    (cell,) = [row[1] for row in openpyxl.load_workbook(tmp_path / "nupraat.xlsx")["meta.schemas"].values][1:]
    assert len(cell) == 32_767
    assert cell.endswith("a [... cut: whole in the CSV file]")


def test_above_the_documented_number_of_rows_there_is_no_workbook(own, monkeypatch):
    assert workbook.fits(250_000)
    assert not workbook.fits(250_001)
    monkeypatch.setattr(workbook, "MOST_ROWS", 10)
    export(own)
    assert "nupraat.xlsx" not in contents(own)
    assert [part for part in described(own)["resources"] if part["format"] == "xlsx"] == []
    assert validate(str(own.exports_dir / "datapackage.json")).valid


# The descriptor


def test_the_data_package_is_valid(settings):
    report = validate(str(settings.exports_dir / "datapackage.json"))
    assert report.flatten(["name", "type", "message"]) == []
    assert report.stats["tasks"] == 2 * len(PUBLIC) + 1


def test_a_changed_file_is_noticed(own):
    path = own.exports_dir / "metrics.reach.csv"
    path.write_text(path.read_text("utf-8").replace("7038", "7039"), "utf-8")
    report = validate(str(own.exports_dir / "datapackage.json"))
    assert [task.name for task in report.tasks if not task.valid] == ["metrics.reach"]


def test_the_descriptor_says_where_it_comes_from_how_to_cite_it_and_what_failed(settings):
    package = described(settings)
    build = query("SELECT build_id, citation FROM meta.builds", settings).iloc[0]
    assert package["build_id"] == package["id"] == build["build_id"]
    assert package["licenses"][0]["name"] == "MIT"
    by_file = {source["file_name"]: source for source in package["sources"]}
    assert list(by_file) == ["=vraag.pdf", "2022_sv363.pdf"] or set(by_file) == {"=vraag.pdf", "2022_sv363.pdf"}
    assert by_file["2022_sv363.pdf"]["sha256"] == FILES[0].outcome.document.sha256
    assert by_file["2022_sv363.pdf"]["title"] in package["citation"]
    assert package["citation"][-1] == build["citation"]
    (failed,) = [finding for finding in package["findings"] if finding["rule"] == "total_equals_sum"]
    assert (failed["severity"], failed["indicator"], failed["period_start"]) == (
        *("warning", "missed_in_opening_hours", "2022-01-01"),
    )
    severities = [finding["severity"] for finding in package["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    assert len(package["findings"]) == len(query("FROM quality.findings WHERE NOT passed", settings))


def test_fields_have_texts_and_units_in_both_languages(settings):
    for part in described(settings)["resources"]:
        for field in part.get("schema", {}).get("fields", []):
            assert all(field[key] for key in ("description", "description_nl", "unit", "unit_nl")), field


# Written whole or not at all


def test_the_same_build_gives_the_same_bytes(own):
    first = contents(own)
    export(own)
    assert contents(own) == first


def test_another_build_of_the_same_files_changes_only_what_names_the_build(own):
    first = contents(own)
    warehouse.build(FILES[::-1], own)
    export(own)
    changed = {name for name, content in contents(own).items() if content != first[name]}
    assert {name for name in changed if name.endswith(".csv")} == {"meta.builds.csv"}


def test_the_citation_is_that_of_the_code_and_the_files(own):
    cited = described(own)["citation"]
    warehouse.build(FILES[::-1], own)
    export(own)
    assert described(own)["citation"] == cited
    warehouse.build(FILES[:1], own)
    export(own)
    assert described(own)["citation"][-1] != cited[-1]


def test_the_citation_for_reference_managers_is_of_this_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    package = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (cited["version"], cited["license"]) == (package["version"], package["license"])


def test_without_a_published_file_there_is_nothing_to_export(tmp_path):
    with pytest.raises(NotPublishedError, match="nupraat build"):
        export(settings_in(tmp_path))


@pytest.mark.parametrize("what", ["a file", "no descriptor", "half a descriptor", "others' files"])
def test_whatever_is_there_is_replaced(own, what):
    expected = contents(own)
    descriptor = own.exports_dir / "datapackage.json"
    if what == "a file":
        own.exports_dir.rename(own.warehouse_dir / "elsewhere")
        own.exports_dir.touch()
    elif what == "no descriptor":
        descriptor.unlink()
    elif what == "half a descriptor":
        descriptor.write_text(descriptor.read_text("utf-8")[:1000])
    else:
        (own.exports_dir / "old.csv").touch()
    export(own)
    assert contents(own) == expected


# A process of its own that loads what it needs before its system refuses it something.
_EXPORT = """
import os, resource, sys
import duckdb, xlsxwriter
from nupraat_pipeline import exports
from nupraat_pipeline.exports import package, tables, workbook
from nupraat_pipeline.settings import Settings

settings = Settings.load("/nowhere", sys.argv[1], environment={{}})
{refuse}
try:
    exports.export(settings)
except exports.ExportError as error:
    print(error)
"""
LITTLE_ROOM = "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))"
# Root may write anywhere, so it becomes nobody.
NO_RIGHTS = "os.geteuid() == 0 and (os.setgid(65534), os.setuid(65534))"


def export_refused(settings: Settings, refuse: str) -> str:
    """What an export says to which the system refuses something; empty when it succeeds."""
    return subprocess.run(
        [sys.executable, "-c", _EXPORT.format(refuse=refuse), str(settings.warehouse_dir)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    ).stdout


@pytest.fixture
def open_to_all() -> Iterator[Settings]:
    """A published and exported warehouse in a directory that every user may enter, and nobody may write in."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory).chmod(0o755)
        made = settings_in(Path(directory))
        warehouse.build(FILES, made)
        export(made)
        yield made
        made.warehouse_dir.chmod(0o755)


@pytest.mark.parametrize(("refuse", "why"), [(LITTLE_ROOM, "too large"), (NO_RIGHTS, "Permission denied")])
def test_exports_that_cannot_be_written_leave_everything_as_it_was_until_the_next_build(open_to_all, refuse, why):
    before, database = contents(open_to_all), open_to_all.database.read_bytes()
    build = described(open_to_all)["build_id"]
    if refuse == NO_RIGHTS:
        open_to_all.warehouse_dir.chmod(0o555)
    said = export_refused(open_to_all, refuse)
    assert said.startswith("The database is published, but its exports could not be written: ")
    assert why in said
    assert f"{open_to_all.exports_dir} still has those of build {build}. See that there is room" in said
    assert contents(open_to_all) == before
    assert open_to_all.database.read_bytes() == database
    assert [path.name for path in open_to_all.warehouse_dir.glob(".build-*")] == []
    open_to_all.warehouse_dir.chmod(0o755)
    assert export_refused(open_to_all, "") == ""
    assert contents(open_to_all) == before


def test_without_earlier_exports_the_message_says_that_there_are_none(own):
    for path in own.exports_dir.iterdir():
        path.unlink()
    own.exports_dir.rmdir()
    assert "exports has none that can be used." in export_refused(own, LITTLE_ROOM)
    assert not own.exports_dir.exists()


def test_old_exports_come_back_when_the_new_ones_cannot_take_their_place(own):
    before = contents(own)
    with pytest.raises(FileNotFoundError):
        exports._swap(own.warehouse_dir / "nowhere", own.exports_dir, own.warehouse_dir / "replaced")
    assert contents(own) == before
