"""The charts, as Vega-Lite specifications made with Altair: what is drawn from which rows, in one language.

Here: marks, scales and colours. Rows come ready from `sections`, with their texts. Colour never stands alone: series
differ in dash and point too (palette: Okabe and Ito, 'Color Universal Design', 2008). Nothing printed in a PDF becomes
part of an expression: it is data, and drawn as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import altair as alt
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from nupraat_pipeline.report.wording import LOCALES

if TYPE_CHECKING:
    from collections.abc import Sequence

Spec = dict[str, Any]
Rows = list[dict[str, Any]]

_BLUE, _ORANGE, _GREEN, _VERMILLION, _PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7"
_INK, _SOFT, _GRID, _EMPTY = "#1b1b1b", "#5a5a5a", "#e3e3e0", "#efeeea"

# The newest year first; older ones than these are drawn in grey.
_YEAR_COLOURS = (_BLUE, _VERMILLION, _GREEN, _ORANGE, _PURPLE)
_YEAR_DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [1, 4])
_YEAR_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
MOST_YEARS = len(_YEAR_COLOURS)

_HEIGHT = 230
# Above this many bars, their values no longer fit above them on a phone: the table has them.
_MOST_LABELS = 8
_MOST_POINTS = 72
# Up to this many months, the axis names months instead of years.
_MOST_MONTHS = 18

_WIDTHS: tuple[Literal["wide"], Literal["abbreviated"]] = ("wide", "abbreviated")

_TIP = alt.Tooltip("text:N")
_BREAKING: Literal["break-paths-filter-domains"] = "break-paths-filter-domains"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A series over time.

    `rows`: month (ISO day), value or None, text. `holes`: month, text, of months printed without value. `gaps`: start,
    end, text, of stretches without value. `breaks`: number, start, end, text; from the first to the last day on which
    it may have begun, or lasted.
    """

    rows: Rows
    holes: Rows
    gaps: Rows
    breaks: Rows


def by_month(series: Timeline, language: str, *, is_share: bool = False) -> Spec:
    """A line that breaks where there is no value, holes as hollow marks, documented breaks as ruled lines."""
    rows, holes, gaps, breaks = series.rows, series.holes, series.gaps, series.breaks
    axis = (
        alt.Axis(format="%Y", tickCount="year") if len(rows) > _MOST_MONTHS else alt.Axis(format="%b %Y", tickCount=4)
    )
    x = alt.X("month:T", title=None, scale=alt.Scale(type="utc", padding=8), axis=axis)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis(is_share=is_share))
    line = alt.Chart(_data(rows)).mark_line(color=_BLUE, strokeWidth=2, invalid=_BREAKING).encode(x=x, y=y)
    size = 34 if len(rows) <= _MOST_POINTS else 12
    points = (
        alt.Chart(_data(rows)).mark_point(color=_BLUE, filled=True, opacity=1, size=size).encode(x=x, y=y, tooltip=_TIP)
    )
    layers = [*([_gaps(gaps)] if gaps else []), *(_breaks(breaks) if breaks else []), line, points]
    if holes:
        hollow = alt.Chart(_data([{**hole, "value": 0} for hole in holes]))
        layers.append(
            hollow.mark_point(shape="diamond", filled=False, color=_VERMILLION, size=70, strokeWidth=1.8).encode(
                x=x, y=y, tooltip=_TIP
            )
        )
    return _spec(alt.layer(*layers).properties(width="container", height=_HEIGHT), language)


def _gaps(gaps: Rows) -> alt.Chart:
    marked: alt.Chart = alt.Chart(_data(gaps)).mark_rect(color=_EMPTY)
    return marked.encode(x=alt.X("start:T"), x2="end:T", tooltip=_TIP)


def _breaks(breaks: Rows) -> list[alt.Chart]:
    """Rules at the first day, a strip for the days in which it may have begun or lasted, and a number above."""
    base = alt.Chart(_data(breaks))
    x = alt.X("start:T")
    return [
        base.mark_rect(color=_PURPLE, opacity=0.55, stroke="white", strokeWidth=2).encode(
            x=x, x2="end:T", y=alt.value(0), y2=alt.value(7), tooltip=_TIP
        ),
        base.mark_rule(color=_SOFT, strokeDash=[4, 3]).encode(x=x, tooltip=_TIP),
        base.mark_text(align="left", baseline="bottom", dy=-4, fontSize=12, fontWeight="bold", color=_INK).encode(
            x=x, y=alt.value(0), text="number:N", tooltip=_TIP
        ),
    ]


def years_over_each_other(rows: Rows, months: Sequence[str], years: Sequence[str], language: str) -> Spec:
    """A line for each year over the calendar months; `years` are the newest, in that order; older ones are grey.

    `rows`: month (its name), year, value or None, text.
    """
    x = alt.X("month:N", title=None, sort=list(months), axis=_month_axis())
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis())
    recent = [row for row in rows if row["year"] in years]
    older = [row for row in rows if row["year"] not in years]
    legend = alt.Legend(title=None, orient="top", symbolSize=90, symbolStrokeWidth=0, symbolDash=[1, 0])
    color = alt.Color(
        "year:N", scale=alt.Scale(domain=list(years), range=list(_YEAR_COLOURS[: len(years)])), legend=legend
    )
    dash = alt.StrokeDash(
        "year:N",
        scale=alt.Scale(domain=list(years), range=[list(each) for each in _YEAR_DASHES[: len(years)]]),
        legend=legend,
    )
    shape = alt.Shape(
        "year:N", scale=alt.Scale(domain=list(years), range=list(_YEAR_SHAPES[: len(years)])), legend=legend
    )
    layers = [
        *(
            [
                alt.Chart(_data(older))
                .mark_line(color="#c9c9c4", strokeWidth=1, invalid=_BREAKING)
                .encode(x=x, y=y, detail="year:N")
            ]
            if older
            else []
        ),
        alt.Chart(_data(recent))
        .mark_line(strokeWidth=2, invalid=_BREAKING)
        .encode(x=x, y=y, color=color, strokeDash=dash),
        alt.Chart(_data(recent))
        .mark_point(filled=True, size=46, opacity=1)
        .encode(x=x, y=y, color=color, shape=shape, tooltip=_TIP),
    ]
    return _spec(alt.layer(*layers).properties(width="container", height=_HEIGHT), language)


def season(rows: Rows, months: Sequence[str], language: str) -> Spec:
    """How calendar months compare with an average month (100): the mean, and the lowest and highest year around it.

    `rows`: month (its name), value, low, high, text.
    """
    x = alt.X("month:N", title=None, sort=list(months), axis=_month_axis())
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis())
    base = alt.Chart(_data(rows))
    layers = [
        base.mark_rule(color=_SOFT, strokeDash=[4, 3]).encode(y=alt.datum(100)),
        base.mark_bar(color="#a9cfe6", width=10, cornerRadius=3).encode(
            x=x, y=alt.Y("low:Q", title=None), y2="high:Q", tooltip=_TIP
        ),
        base.mark_point(color=_BLUE, filled=True, size=80, opacity=1).encode(x=x, y=y, tooltip=_TIP),
    ]
    return _spec(alt.layer(*layers).properties(width="container", height=_HEIGHT), language)


def by_year(rows: Rows, years: Sequence[int], language: str, *, is_share: bool = False) -> Spec:
    """A bar for each year; a year without value keeps its place, a disputed value is hollow.

    `rows`: year, value, label, text, disputed.
    """
    x = alt.X(
        "year:O",
        title=None,
        scale=alt.Scale(domain=list(years)),
        axis=alt.Axis(labelAngle=0, labelOverlap=True, labelPadding=6, ticks=False),
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis(is_share=is_share))
    bars = (
        alt.Chart(_data(rows))
        .mark_bar(color=_BLUE, stroke=_BLUE, strokeWidth=1.5, width={"band": 0.62}, tooltip=True)
        .encode(
            x=x,
            y=y,
            fillOpacity=alt.condition("datum.disputed", alt.value(0.12), alt.value(0.9)),
            strokeDash=alt.condition("datum.disputed", alt.value([4, 3]), alt.value([1, 0])),
            tooltip=_TIP,
        )
    )
    layers: list[alt.Chart] = [bars]
    if len(years) <= _MOST_LABELS:
        layers.append(alt.Chart(_data(rows)).mark_text(dy=-8, fontSize=13, color=_INK).encode(x=x, y=y, text="label:N"))
    return _spec(alt.layer(*layers).properties(width="container", height=170), language)


def across(rows: Rows, earlier: Rows, years: Sequence[str], language: str) -> Spec:
    """Horizontal bars with their label above and their value behind; earlier years as marks on the same line.

    `rows`: key, label, value, shown, text, disputed. `earlier`: key, year, value, text. `years`: the earlier ones, the
    newest first.
    """
    keys = [row["key"] for row in rows]
    highest = max([row["value"] or 0 for row in rows + earlier], default=0) or 1
    y = alt.Y("key:N", title=None, sort=keys, axis=None)
    x = alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, highest * 1.22]))
    base = alt.Chart(_data(rows))
    layers = [
        base.mark_bar(color=_BLUE, stroke=_BLUE, strokeWidth=1.5, height=14, yOffset=8).encode(
            x=x,
            y=y,
            fillOpacity=alt.condition("datum.disputed", alt.value(0.12), alt.value(0.9)),
            strokeDash=alt.condition("datum.disputed", alt.value([4, 3]), alt.value([1, 0])),
            tooltip=_TIP,
        ),
        base.mark_text(
            align="left", baseline="middle", dy=-10, fontSize=13, color=_INK, limit=alt.expr("width")
        ).encode(x=alt.value(0), y=y, text="label:N"),
        base.mark_text(align="left", baseline="middle", dx=7, dy=8, fontSize=13, fontWeight="bold", color=_INK).encode(
            x=x, y=y, text="shown:N"
        ),
    ]
    if earlier:
        legend = alt.Legend(title=None, orient="top", symbolSize=70)
        count = len(years)
        color = alt.Color(
            "year:N", scale=alt.Scale(domain=list(years), range=list(_YEAR_COLOURS[1 : count + 1])), legend=legend
        )
        shape = alt.Shape(
            "year:N", scale=alt.Scale(domain=list(years), range=list(_YEAR_SHAPES[1 : count + 1])), legend=legend
        )
        layers.append(
            alt.Chart(_data(earlier))
            .mark_point(filled=True, size=64, opacity=1, stroke="white", strokeWidth=1, yOffset=8)
            .encode(x=x, y=y, color=color, shape=shape, tooltip=_TIP)
        )
    return _spec(
        alt.layer(*layers).properties(
            width="container", height=42 * len(rows), autosize=alt.AutoSizeParams(type="fit-x", contains="padding")
        ),
        language,
    )


def _data(rows: Rows) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _value_axis(*, is_share: bool = False) -> alt.Axis:
    options: dict[str, Any] = {"labelExpr": "datum.label + ' %'"} if is_share else {"format": ",~f"}
    return alt.Axis(tickCount=4, domain=False, ticks=False, **options)


def _month_axis() -> alt.Axis:
    return alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, grid=False, labelPadding=6)


def _spec(chart: alt.LayerChart | alt.FacetChart, language: str) -> Spec:
    """The chart as a specification with the page's looks and the language's numbers."""
    locale = LOCALES[language]
    text: dict[str, Any] = {"labelFontSize": 12, "labelColor": _SOFT}
    spec: Spec = chart.configure(
        font="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
        background="transparent",
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(gridColor=_GRID, domainColor="#9a9a95", tickColor="#9a9a95", **text),
        axisX=alt.AxisConfig(grid=False),
        legend=alt.LegendConfig(labelFontSize=13, labelColor=_INK),
        locale=alt.Locale(
            number=alt.NumberLocale(
                decimal=get_decimal_symbol(locale), thousands=get_group_symbol(locale), grouping=[3], currency=["€", ""]
            ),
            time=_times(locale),
        ),
    ).to_dict()
    return spec


def _times(locale: str) -> alt.TimeLocale:
    """How the language names months and days; only months are drawn."""
    months, short_months = (
        [name.rstrip(".") for name in get_month_names(width, locale=locale).values()] for width in _WIDTHS
    )
    days, short_days = ([get_day_names(width, locale=locale)[(day - 1) % 7] for day in range(7)] for width in _WIDTHS)
    return alt.TimeLocale(
        dateTime="%d %B %Y %X",
        date="%d/%m/%Y",
        time="%H:%M:%S",
        periods=["AM", "PM"],
        months=months,
        shortMonths=short_months,
        days=days,
        shortDays=short_days,
    )
