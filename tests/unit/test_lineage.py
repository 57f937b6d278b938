"""What the metrics are made from, as their SQL says."""

from __future__ import annotations

import pytest
import sqlglot

from nupraat_pipeline import metrics, model
from nupraat_pipeline.metrics import lineage
from nupraat_pipeline.model import ddl

# Columns that count rows, or say which rows they are of.
_FROM_NOTHING = {
    ("yearly_summary", "answered_months_used"),
    ("seasonality", "calendar_month"),
    ("seasonality", "years_used"),
    ("caller_profile", "is_derived"),
}


@pytest.mark.parametrize("name", metrics.names())
def test_metrics_stand_after_those_that_they_read(name):
    order = [f"metrics.{each}" for each in metrics.names()]
    read = [table for table in lineage.tables(name) if table.startswith("metrics.")]
    assert all(order.index(table) < order.index(f"metrics.{name}") for table in read)


def test_tables_are_found_behind_views_and_metrics_behind_metrics():
    assert lineage.tables("reach") == ("metrics.yearly_summary",)
    assert lineage.tables("referrals") == ("core.notes", "core.observations", "core.places", "raw.statements")


@pytest.mark.parametrize("sql", [*map(metrics.sql, metrics.names()), *ddl.view_queries().values()])
def test_the_tables_that_a_query_names_are_those_that_a_parser_finds(sql):
    found = sqlglot.parse_one(sql, dialect="duckdb").find_all(sqlglot.exp.Table)
    assert lineage.named(sql) == {f"{table.db}.{table.name}" for table in found if table.db}


@pytest.mark.parametrize("name", metrics.names())
def test_every_column_is_traced_to_columns_that_exist(name):
    columns = lineage.columns(name)
    assert list(columns) == model.table(f"metrics.{name}").column_names
    for column, sources in columns.items():
        for table, source in sources:
            assert source in model.table(table).column_names, (column, table)
    assert {column for column, sources in columns.items() if not sources} <= {
        column for metric, column in _FROM_NOTHING if metric == name
    }


def test_a_column_comes_from_what_goes_into_it():
    assert lineage.columns("referrals")["is_lower_bound"] == (("core.notes", "note"),)
    assert lineage.columns("caller_profile")["base"] == (("core.indicators", "base"), ("core.notes", "detail"))
    assert lineage.columns("reach")["year"] == (("metrics.yearly_summary", "year"),)
    assert ("core.observations", "value") in lineage.columns("monthly_activity")["conversations_12m"]


@pytest.mark.parametrize("view", ddl.view_queries())
def test_no_view_reads_the_cells_which_are_left_out_where_views_are_compared(view):
    assert "raw.cells" not in ddl.view_queries()[view]
