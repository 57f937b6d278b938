"""The charts, as Vega-Lite specifications made with Altair: what is drawn from which rows, in one language.

Here: marks, scales and colours. Rows come ready from `sections`, with their texts. Colour never stands alone: series
differ in dash and point too (palette: Okabe and Ito, 'Color Universal Design', 2008). Nothing printed in a PDF becomes
part of an expression: it is data, and drawn as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import altair as alt
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol
from msgspec import Struct

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

_HEIGHT, _LOW = 230, 170
# Of a horizontal bar with its label.
_STEP = 42
# With marks of earlier years below the bar, where they cover neither its value nor the next label.
_STEP_WITH_MARKS, _BELOW_BAR = 50, 21
# Above this many bars, their values no longer fit above them on a phone: the table has them.
_MOST_LABELS = 8
_MOST_POINTS = 72
# Up to this many months, the axis names months instead of years.
_MOST_MONTHS = 18

_WIDTHS: tuple[Literal["wide"], Literal["abbreviated"]] = ("wide", "abbreviated")

_TIP = alt.Tooltip("text:N")
_BREAKING: Literal["break-paths-filter-domains"] = "break-paths-filter-domains"


class Timeline(Struct, frozen=True):
    """A series over time.

    `rows`: month (ISO day), value or None, text. `holes`: month, text, of months printed without value. `gaps`: start,
    end, text, of stretches without value. `breaks`: number, start, end, text; from the first to the last day on which
    it may have begun, or lasted.
    """

    rows: Rows
    holes: Rows
    gaps: Rows
    breaks: Rows


def by_month(series: Timeline, *, suffix: str = "") -> Spec:
    """A line that breaks where there is no value, holes as hollow marks, documented breaks as ruled lines."""
    rows, holes, gaps, breaks = series.rows, series.holes, series.gaps, series.breaks
    axis = (
        alt.Axis(format="%Y", tickCount="year") if len(rows) > _MOST_MONTHS else alt.Axis(format="%b %Y", tickCount=4)
    )
    x = alt.X("month:T", title=None, scale=alt.Scale(type="utc", padding=8), axis=axis)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis(suffix))
    line = _named("rows").mark_line(color=_BLUE, strokeWidth=2, invalid=_BREAKING).encode(x=x, y=y)
    size = 34 if len(rows) <= _MOST_POINTS else 12
    points = _named("rows").mark_point(color=_BLUE, filled=True, opacity=1, size=size).encode(x=x, y=y, tooltip=_TIP)
    layers = [line, points]
    if gaps:
        layers.insert(0, _gaps())
    if breaks:
        layers[:0] = _breaks()
    if holes:
        hollow = _named("holes").mark_point(shape="diamond", filled=False, color=_VERMILLION, size=70, strokeWidth=1.8)
        layers.append(hollow.encode(x=x, y=alt.YDatum(0), tooltip=_TIP))
    return _spec(layers, _HEIGHT, rows=rows, holes=holes, gaps=gaps, breaks=breaks)


def _gaps() -> alt.Chart:
    x = alt.X("start:T")
    return cast("alt.Chart", _named("gaps").mark_rect(color=_EMPTY).encode(x=x, x2="end:T", tooltip=_TIP))


def _breaks() -> list[alt.Chart]:
    """Rules at the first day, a strip for the days in which it may have begun or lasted, and a number above."""
    base = _named("breaks")
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


def years_over_each_other(rows: Rows, months: Sequence[str], years: Sequence[str]) -> Spec:
    """A line for each year over the calendar months; `years` are the newest, in that order; older ones are grey.

    `rows`: month (its name), year, value or None, text.
    """
    x = alt.X("month:N", title=None, sort=list(months), axis=_month_axis())
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis())
    recent = [row for row in rows if row["year"] in years]
    older = [row for row in rows if row["year"] not in years]
    legend = alt.Legend(title=None, orient="top", symbolSize=90, symbolStrokeWidth=0, symbolDash=[1, 0], columns=3)
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
    lines = _named("recent").mark_line(strokeWidth=2, invalid=_BREAKING).encode(x=x, y=y, color=color, strokeDash=dash)
    points = _named("recent").mark_point(filled=True, size=46, opacity=1)
    layers = [lines, points.encode(x=x, y=y, color=color, shape=shape, tooltip=_TIP)]
    if older:
        grey = _named("older").mark_line(color="#c9c9c4", strokeWidth=1, invalid=_BREAKING)
        layers.insert(0, grey.encode(x=x, y=y, detail="year:N"))
    return _spec(layers, _HEIGHT, recent=recent, older=older)


def season(rows: Rows, months: Sequence[str]) -> Spec:
    """How calendar months compare with an average month (100): the mean, and the lowest and highest year around it.

    `rows`: month (its name), value, low, high, text.
    """
    x = alt.X("month:N", title=None, sort=list(months), axis=_month_axis())
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis())
    base = _named("rows")
    layers = [
        base.mark_rule(color=_SOFT, strokeDash=[4, 3]).encode(y=alt.YDatum(100)),
        base.mark_bar(color="#a9cfe6", width=10, cornerRadius=3).encode(
            x=x, y=alt.Y("low:Q", title=None), y2="high:Q", tooltip=_TIP
        ),
        base.mark_point(color=_BLUE, filled=True, size=80, opacity=1).encode(x=x, y=y, tooltip=_TIP),
    ]
    return _spec(layers, _HEIGHT, rows=rows)


def by_year(rows: Rows, years: Sequence[int], *, suffix: str = "") -> Spec:
    """A bar for each year; a year without value keeps its place, a disputed value is hollow.

    `rows`: year, value, label, text, disputed.
    """
    x = alt.X(
        "year:O",
        title=None,
        scale=alt.Scale(domain=list(years)),
        axis=alt.Axis(labelAngle=0, labelOverlap=True, labelPadding=6, ticks=False),
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True), axis=_value_axis(suffix))
    layers = [bar.encode(x=x, y=y, tooltip=_TIP) for bar in _bars(rows, width={"band": 0.62})]
    if len(years) <= _MOST_LABELS:
        layers.append(_named("rows").mark_text(dy=-8, fontSize=13, color=_INK).encode(x=x, y=y, text="label:N"))
    return _spec(layers, _LOW, rows=rows, **_by_doubt(rows))


def across(rows: Rows, earlier: Rows, years: Sequence[str]) -> Spec:
    """Horizontal bars with their label above and their value behind; earlier years as marks below them.

    `rows`: key, label, value, shown, text, disputed. `earlier`: key, year, value, text. `years`: the earlier ones, the
    newest first.
    """
    keys = [row["key"] for row in rows]
    highest = max([row["value"] or 0 for row in rows + earlier], default=0) or 1
    y = alt.Y("key:N", title=None, sort=keys, axis=None)
    x = alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, highest * 1.22]))
    base = _named("rows")
    layers = [
        *(bar.encode(x=x, y=y, tooltip=_TIP) for bar in _bars(rows, height=14, yOffset=8)),
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
            _named("earlier")
            .mark_point(filled=True, size=64, opacity=1, stroke="white", strokeWidth=1, yOffset=_BELOW_BAR)
            .encode(x=x, y=y, color=color, shape=shape, tooltip=_TIP)
        )
    return _spec(
        layers, (_STEP_WITH_MARKS if earlier else _STEP) * len(rows), rows=rows, earlier=earlier, **_by_doubt(rows)
    )


def _bars(rows: Rows, **shape: Any) -> list[alt.Chart]:
    """Bars of values that hold, and hollow ones of those that are disputed; Vega minds layers without rows."""
    outlined = {"color": _BLUE, "stroke": _BLUE, "strokeWidth": 1.5, **shape}
    drawn = _by_doubt(rows)
    bars = []
    if drawn["firm"]:
        bars.append(_named("firm").mark_bar(fillOpacity=0.9, **outlined))
    if drawn["doubted"]:
        bars.append(_named("doubted").mark_bar(fillOpacity=0.12, strokeDash=[4, 3], **outlined))
    return bars


def _by_doubt(rows: Rows) -> dict[str, Rows]:
    return {
        "firm": [row for row in rows if not row["disputed"]],
        "doubted": [row for row in rows if row["disputed"]],
    }


def _named(name: str) -> alt.Chart:
    """A chart of rows that are put into the specification once, under a name, however many layers draw them."""
    return alt.Chart(alt.NamedData(name=name))


def _value_axis(suffix: str = "") -> alt.Axis:
    """An axis of values, with a per cent sign as the language writes it where that is given."""
    options: dict[str, Any] = {"labelExpr": f"datum.label + '{suffix}'"} if suffix else {"format": ",~f"}
    return alt.Axis(tickCount=4, domain=False, ticks=False, **options)


def _month_axis() -> alt.Axis:
    return alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, grid=False, labelPadding=6)


def _spec(layers: Sequence[alt.Chart], height: int, **rows: Rows) -> Spec:
    """The layers as a specification, as wide as there is room; `rows` by the names under which layers draw them.

    Not held to Vega-Lite's schema here, which takes seconds: the tests do.
    """
    fitting = alt.AutoSizeParams(type="fit-x", contains="padding")
    spec: Spec = (
        alt.layer(*layers).properties(width="container", height=height, autosize=fitting).to_dict(validate=False)
    )
    return {**spec, "datasets": rows}


def looks(language: str) -> Spec:
    """The configuration that all charts of the page share, with the language's numbers and months."""
    locale = LOCALES[language]
    text = {"labelFontSize": 12, "labelColor": _SOFT}
    return {
        "font": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {"gridColor": _GRID, "domainColor": "#9a9a95", "tickColor": "#9a9a95", **text},
        "axisX": {"grid": False},
        "legend": {"labelFontSize": 13, "labelColor": _INK},
        "locale": {
            "number": {
                "decimal": get_decimal_symbol(locale),
                "thousands": get_group_symbol(locale),
                "grouping": [3],
                "currency": ["€", ""],
            },
            "time": _times(locale),
        },
    }


def _times(locale: str) -> Spec:
    """How the language names months and days; only months are drawn."""
    months, short_months = (
        [name.rstrip(".") for name in get_month_names(width, locale=locale).values()] for width in _WIDTHS
    )
    days, short_days = ([get_day_names(width, locale=locale)[(day - 1) % 7] for day in range(7)] for width in _WIDTHS)
    return {
        "dateTime": "%d %B %Y %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "months": months,
        "shortMonths": short_months,
        "days": days,
        "shortDays": short_days,
    }
