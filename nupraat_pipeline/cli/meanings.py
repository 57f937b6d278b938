"""What a figure was understood as, in words as short as the place allows.

Here: periods, categories, roles and values as texts. Not here: in which order they are shown (`plain`, `side_by_side`).
Everything that comes from a PDF is made harmless for a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.cli.terminal import printable
from nupraat_pipeline.reading.calendar import is_month, is_year, year_period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.records import Figure, Period


def days(period: Period) -> str:
    """Name a period as briefly as it allows: 2022, 2020-2022, 2022-07, or its first and last day."""
    start, end = period.start, period.end
    if (start, end) == (year_period(start.year).start, year_period(end.year).end):
        return f"{start:%Y}" if is_year(period) else f"{start:%Y}-{end:%Y}"
    return f"{start:%Y-%m}" if is_month(period) else f"{start} to {end}"


def years(figures: Iterable[Figure]) -> str:
    """The years that figures are of, first and last: 2022, 2020-2022."""
    found = sorted({day.year for figure in figures for day in (figure.period.start, figure.period.end)})
    return f"{found[0]}" if len(found) == 1 else f"{found[0]}-{found[-1]}"


def unless_printed(figures: Iterable[Figure]) -> str:
    """Say where a period comes from, unless it is printed with the figures."""
    sources = {"item": "named earlier in the item", "answer": "the year the answer is about"}
    told = sorted({sources[figure.period_basis] for figure in figures if figure.period_basis in sources})
    return f" ({', '.join(told)})" if told else ""


def value(figure: Figure) -> str:
    """The value as a number, or why there is none; with its limits and whatever makes it less than certain."""
    about = "about " if figure.is_approximate else ""
    sign = " %" if figure.unit == "percent" else ""
    known = figure.value is not None
    told = f"{about}{figure.value:.10g}{sign}" if known else f"no value ({figure.missing_reason})"
    limits = [
        f"{name} {limit:.10g}{sign}"
        for name, limit in (("at least", figure.lower_bound), ("at most", figure.upper_bound))
        if limit is not None
    ]
    status = {"P": "provisional", "U": "unreliable"}.get(figure.obs_status)
    return ", ".join([told, *limits, *([status] if status else [])])


def in_prose(figure: Figure) -> str:
    """All that is understood of a figure in a sentence; its value where the text writes it otherwise."""
    category = f" {printable(figure.category)}" if figure.category else ""
    base = f", compared with {days(figure.base_period)}" if figure.base_period else ""
    told = value(figure)
    as_printed = told.replace("about ", "").replace(" %", "%") == figure.printed_text.strip("().,;: ")
    written = "" if as_printed else f": {told}"
    return f"{figure.indicator}{category}, {days(figure.period)}{unless_printed([figure])}{base}{written}"
