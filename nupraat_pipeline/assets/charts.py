"""The small chart over the preview of a table: which of its rows, and what is said with them.

Here: one line a chart. Not here: how it is drawn (`markdown`), or the page with charts that people look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.assets import markdown

if TYPE_CHECKING:
    import pandas as pd


class Chart(Struct, frozen=True):
    """A bar for each row: `label` and `value` are columns (without `value` rows of a label are counted).

    `where` gives the value that other columns must have; `latest` the column of which only the last value is shown;
    `last` how many rows at the end are.
    """

    title: str
    label: str
    value: str | None = None
    where: dict[str, object] = {}
    latest: str | None = None
    last: int = 20


_CHARTS = {
    "raw.documents": Chart("Files by what became of them", "status"),
    "core.observations": Chart("Values by indicator", "indicator"),
    "core.indicators": Chart("Indicators by what they count", "counts"),
    "quality.findings": Chart("Findings that failed, by rule", "rule", where={"passed": False}),
    "metrics.monthly_activity": Chart("Conversations, the last 24 months", "month", "conversations", last=24),
    "metrics.yearly_summary": Chart(
        "Conversations by year", "year", "annual_value", where={"indicator": "conversations"}
    ),
    "metrics.seasonality": Chart(
        "Conversations by calendar month (100: an average month)",
        "calendar_month",
        "index_pct",
        where={"indicator": "conversations"},
    ),
    "metrics.referrals": Chart("Referrals in {}, as callers reported them", "helpline", "referrals", latest="year"),
    "metrics.caller_profile": Chart(
        "Age of callers in {}, in per cent",
        "category",
        "share_pct",
        where={"breakdown": "age", "is_derived": False},
        latest="year",
    ),
    "metrics.reach": Chart("Of those who pressed the button, in the chat (per cent)", "year", "reach_chat_pct"),
}


def chart_of(table: str, frame: pd.DataFrame) -> str | None:
    """The chart over a table as markdown; None where there is none, or nothing to show."""
    chart = _CHARTS.get(table)
    if chart is None:
        return None
    rows, title = frame, chart.title
    for column, wanted in chart.where.items():
        rows = rows[rows[column] == wanted]
    if chart.latest is not None and len(rows):
        newest = rows[chart.latest].max()
        rows, title = rows[rows[chart.latest] == newest], title.format(newest)
    entries = _entries(chart, rows)
    return markdown.bars(title, entries) if entries else None


def _entries(chart: Chart, rows: pd.DataFrame) -> list[tuple[str, float | None]]:
    if chart.value is None:
        counts = rows.groupby(chart.label, sort=True).size()
        return [(str(label), float(count)) for label, count in counts.items()]
    shown = rows.tail(chart.last)
    return [
        (_label(label), None if value != value else float(value))  # noqa: PLR0124 - NaN is the only one unlike itself
        for label, value in zip(shown[chart.label], shown[chart.value].astype("float64"), strict=True)
    ]


def _label(value: object) -> str:
    text = str(value)
    return text.removesuffix(" 00:00:00")[:7] if text.endswith(" 00:00:00") else text
