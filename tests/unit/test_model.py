"""The descriptions of the tables hold together, and what is made of them is right."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from msgspec.structs import replace

from nupraat_pipeline import model
from nupraat_pipeline.model import codes, ddl
from nupraat_pipeline.model.core import OBSERVATIONS
from nupraat_pipeline.model.dictionary import dictionary
from nupraat_pipeline.model.frames import InvalidTableError, conform, validate
from nupraat_pipeline.model.meta import SCHEMAS
from nupraat_pipeline.model.page import page
from nupraat_pipeline.model.quality import RULE
from nupraat_pipeline.model.schema import col
from nupraat_pipeline.model.units import unit_of
from nupraat_pipeline.quality import rule_names
from nupraat_pipeline.reading.records import RejectionReason

PROMISED = {
    "raw.documents": "file_name sha256 size_bytes page_count document_id question_number question_date author title "
    "citation status reason message",
    "raw.cells": "sha256 document_id table_number page row_number column_number text x0 top x1 bottom",
    "raw.statements": "sha256 document_id statement_number page sentence printed_text x0 top x1 bottom",
    "core.observations": "observation_id document_id vintage_date indicator period_start period_end reference_year "
    "reference_month period_basis base_period_start base_period_end category category_label role value unit "
    "lower_bound upper_bound obs_status missing_reason is_approximate source page x0 top x1 bottom printed_text",
    "quality.findings": "rule severity passed document_id other_document_id indicator period_start period_end category "
    "stated computed difference parts_used parts_missing page message",
}


@pytest.mark.parametrize("name", PROMISED)
def test_columns_stand_in_the_promised_order(name):
    assert model.table(name).column_names == PROMISED[name].split()


def test_what_holds_now_has_the_columns_of_the_observations_and_whether_it_is_withdrawn():
    expected = [*OBSERVATIONS.column_names, "is_withdrawn"]
    assert model.table("core.current").column_names == expected
    assert model.table("core.as_of").column_names == expected


def test_keys_name_columns_and_names_are_plain():
    for table in model.TABLES:
        assert set(table.key) <= set(table.column_names), table.full_name
        assert len(set(table.column_names)) == len(table.column_names), table.full_name
        for name in (table.schema, table.name, *table.column_names):
            assert re.fullmatch(r"[a-z][a-z0-9_]*", name), name


def test_every_text_is_there_in_both_languages():
    for table in model.TABLES:
        for text in (table.text, *(column.text for column in table.columns)):
            for sentence in (text.en, text.nl):
                assert re.fullmatch(r"\S.*\w\W*\.", sentence), (table.full_name, text)


def test_every_column_says_in_both_languages_what_it_is_measured_in():
    for table in model.TABLES:
        for column in table.columns:
            unit = unit_of(column)
            assert unit.en, (table.full_name, column.name)
            assert unit.nl, (table.full_name, column.name)


def test_a_number_without_a_unit_or_with_an_unheard_of_one_is_refused():
    lengths = col("length", "DOUBLE", "How long.", "Hoe lang.")
    with pytest.raises(KeyError, match="DOUBLE"):
        unit_of(lengths)
    with pytest.raises(KeyError, match="furlong"):
        unit_of(replace(lengths, unit="furlong"))


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("metrics.yearly_summary.change_pct", "per cent of the value before, any sign"),
        ("metrics.monthly_activity.conversations_yoy_pct", "per cent of the value before, any sign"),
        ("metrics.seasonality.index_max", "per cent of an average month"),
        ("metrics.reach.reach_chat_pct", "per cent, 0-100"),
    ],
)
def test_only_shares_are_said_to_be_from_0_to_100(name, unit):
    table, column = name.rsplit(".", 1)
    described = {each.name: each for each in model.table(table).columns}
    assert unit_of(described[column]).en == unit


def test_every_ratio_has_its_numerator_and_denominator_beside_it():
    printed_or_mean = {"index_pct", "share_pct", "known_pct"}
    for table in model.TABLES:
        names = table.column_names
        for name in names:
            if name.endswith("_pct") and name not in printed_or_mean:
                place = names.index(name)
                assert names[place + 1 : place + 3] == [f"{name}_num", f"{name}_den"], table.full_name


def test_one_name_has_one_type_everywhere():
    types: dict[str, set[str]] = {}
    for table in model.TABLES:
        for column in table.columns:
            types.setdefault(column.name, set()).add(column.type)
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def test_code_lists_are_those_of_the_reader_and_the_rules():
    assert {reason.value for reason in RejectionReason} < set(codes.DOCUMENT_REASON.codes)
    assert set(rule_names()) == set(RULE.codes)


def test_the_ddl_gives_every_table_view_macro_and_column_a_comment():
    with duckdb.connect() as connection:
        for statement in (*ddl.tables(), *ddl.views(), ddl.macro(), *ddl.comments()):
            connection.execute(statement)
        bare = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
        objects = connection.execute(
            "SELECT count(comment), count(*) FROM (SELECT comment FROM duckdb_tables() "
            "UNION ALL SELECT comment FROM duckdb_views() WHERE NOT internal "
            "UNION ALL SELECT comment FROM duckdb_functions() WHERE schema_name = 'core')"
        ).fetchall()
        comment = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'cells' AND column_name = 'x0'"
        ).fetchall()
    assert bare == []
    assert objects == [(len(model.TABLES), len(model.TABLES))]
    assert comment[0][0] == (
        "Left edge of the box on the page as displayed, from the top left. / NL: Linkerrand van het kader op de "
        "bladzijde zoals getoond, vanaf linksboven. [PDF point (1/72 inch)]"
    )


@pytest.mark.parametrize(
    "change",
    [
        "value = NULL",
        "missing_reason = 'blank'",
        "period_end = DATE '2021-01-01'",
        "unit = 'euro'",
        "obs_status = 'X'",
        "page = 0",
        "value = 'inf'::DOUBLE",
        "role = 'total', category = 'female'",
        "x0 = 99",
        "reference_month = 13",
        "document_id = NULL",
    ],
)
def test_constraints_refuse_what_cannot_be(change):
    row = (
        "INSERT INTO core.observations VALUES ('a', 'd', '2023-01-30', 'conversations', '2022-01-01', '2022-12-31', "
        "2022, NULL, 'printed', NULL, NULL, NULL, NULL, 'total', 1074, 'count', NULL, NULL, 'A', NULL, false, "
        "'prose', 3, 1, 1, 2, 2, '1074')"
    )
    with duckdb.connect() as connection:
        for statement in ddl.tables():
            connection.execute(statement)
        connection.execute(row)
        with pytest.raises(duckdb.ConstraintException):
            connection.execute(f"UPDATE core.observations SET {change}")  # noqa: S608 - spelled out above


def test_validation_names_table_column_and_value():
    rows = [("raw", "What is printed.", "Wat er staat."), ("raw", None, "Wat er staat.")]
    with pytest.raises(InvalidTableError, match=r"meta.schemas does not fit .*description_en: not_nullable"):
        validate(SCHEMAS, conform(SCHEMAS, rows))


def test_validation_refuses_an_unknown_code_and_a_repeated_key():
    frame = conform(
        model.table("core.notes"), [("d", "referrals", "rumour", None), ("d", "referrals", "lower_bound", None)]
    )
    with pytest.raises(InvalidTableError, match="'rumour'"):
        validate(model.table("core.notes"), frame)
    twice = pd.concat([frame.iloc[[1]], frame.iloc[[1]]], ignore_index=True)
    with pytest.raises(InvalidTableError, match="multiple_fields_uniqueness"):
        validate(model.table("core.notes"), twice)


def test_the_data_dictionary_in_docs_is_current():
    kept = (Path(__file__).parents[2] / "docs" / "data_dictionary.md").read_text("utf-8")
    assert kept == page(), "run `make dictionary`"


def test_the_dictionary_has_a_row_for_every_column_and_code():
    tables = dictionary()
    columns = tables["meta.columns"]
    assert len(columns) == sum(len(table.columns) for table in model.TABLES)
    value = columns.query("schema_name == 'core' and table_name == 'observations' and column_name == 'obs_status'")
    assert value[["data_type", "is_nullable", "is_key", "code_list"]].values.tolist() == [
        ["VARCHAR", False, False, "obs_status"]
    ]
    described = set(tables["meta.codes"]["code_list"])
    assert set(columns["code_list"].dropna()) == described
    assert tables["meta.tables"]["table_name"].tolist() == [table.name for table in model.TABLES]
    assert value[["unit_en", "unit_nl"]].values.tolist() == [["code", "code"]]
    assert tables["meta.schemas"]["schema_name"].tolist() == ["raw", "core", "quality", "metrics", "meta"]
