"""The metric tables computed a second time, in plain Python from typed figures: no SQL, nothing of the pipeline.

Definitions are those that the metrics' descriptions promise. Missing is None. Rows are dictionaries with every column
of their table but those that only repeat the documented breaks.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nupraat_pipeline.reading.records import AnswerReading, Figure

Row = dict[str, Any]

MONTHLY = ("conversations", "new_chat_callers", "missed_in_opening_hours")
# Callers of two months may be one caller of the year; new ones, presses and conversations add up.
ADDITIVE = {*MONTHLY, "missed_outside_opening_hours", "referrals"}
BREAKDOWNS = {
    "caller_gender_share": "gender",
    "caller_age_share": "age",
    "reported_problem_share": "problem",
    "weekday_share": "weekday",
}
REACH = {
    "unique_button_callers": "unique_chat_button_callers",
    "chat_callers": "chat_callers",
    "mail_only_callers": "mail_only_callers",
    "answered_callers": "answered_callers_chat_and_mail",
    "missed_in_opening_hours": "missed_in_opening_hours",
    "presses_outside_opening_hours": "missed_outside_opening_hours",
}
# A flag, what it is about, and the totals that are in it.
REACH_FLAGS = (
    ("reach_chat_is_disputed", "reach_chat_pct", ("unique_button_callers", "chat_callers")),
    ("reach_with_mail_is_disputed", "reach_with_mail_pct", ("unique_button_callers", "answered_callers")),
    ("missed_is_disputed", "missed_in_opening_hours", ("missed_in_opening_hours",)),
    ("presses_outside_is_disputed", "presses_outside_opening_hours", ("presses_outside_opening_hours",)),
)


@dataclass
class Held:
    """What holds over some answers: months, whole years and categories of whole years, each with its document."""

    months: dict[tuple[str, int, int], tuple[str, Figure]] = field(default_factory=dict)
    years: dict[tuple[str, int], tuple[str, Figure]] = field(default_factory=dict)
    categories: dict[tuple[str, int, str], tuple[str, Figure]] = field(default_factory=dict)
    stated: dict[tuple[str, int, date], set[float]] = field(default_factory=lambda: defaultdict(set))

    def value(self, indicator: str, year: int, month: int) -> float | None:
        document = self.months.get((indicator, year, month))
        return None if document is None else document[1].value


def held(answers: Iterable[tuple[str, AnswerReading]]) -> Held:
    """What holds over answers, given by document id: a value before a hole, then the latest answer, then tables."""
    found = Held()
    ordered = sorted(answers, key=lambda answer: answer[1].document.question_date)
    for document, reading in ordered:
        # A table goes before a sentence of the same answer, so it comes later here.
        for figure in sorted(reading.figures, key=lambda figure: figure.source == "table"):
            _hold(found, document, figure)
            if figure.category is None and _whole_year(figure) and figure.value is not None:
                key = (figure.indicator, figure.period.start.year, reading.document.question_date)
                found.stated[key].add(figure.value)
    return found


def _hold(found: Held, document: str, figure: Figure) -> None:
    year, month = figure.period.start.year, figure.period.start.month
    if figure.base_period is not None:
        return
    if figure.category is not None and _whole_year(figure):
        place: Any = found.categories, (figure.indicator, year, figure.category)
    elif figure.category is None and _whole_year(figure):
        place = found.years, (figure.indicator, year)
    elif figure.category is None and figure.period.end.month == month:
        place = found.months, (figure.indicator, year, month)
    else:
        return
    values, key = place
    if key not in values or figure.value is not None or values[key][1].value is None:
        values[key] = document, figure


def _whole_year(figure: Figure) -> bool:
    year = figure.period.start.year
    return (figure.period.start, figure.period.end) == (date(year, 1, 1), date(year, 12, 31))


def _ratio(name: str, num: float | None, den: float | None, scale: float = 100) -> Row:
    """A ratio with both its parts, all of them missing when one is."""
    if num is None or den is None:
        return {name: None, f"{name}_num": None, f"{name}_den": None}
    return {name: scale * num / den if den else None, f"{name}_num": num, f"{name}_den": den}


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def monthly_activity(found: Held) -> list[Row]:
    days = sorted({(year, month) for name, year, month in found.months if name in MONTHLY})
    return [_month(found, year, month) for year, month in days]


def _month(found: Held, year: int, month: int) -> Row:
    row: Row = {"month": date(year, month, 1)}
    for name in MONTHLY:
        document, figure = found.months.get((name, year, month), (None, None))
        value, before = found.value(name, year, month), found.value(name, year - 1, month)
        printed = figure is not None
        last = [found.value(name, year - (number > month), number) for number in range(1, 13)]
        row |= {
            name: value,
            f"{name}_status": figure.obs_status if figure else None,
            f"{name}_document_id": document,
            f"{name}_previous": before if printed else None,
            f"{name}_12m": None if None in last or not printed else sum(last),
            **_ratio(f"{name}_yoy_pct", _difference(value, before), before),
        }
    held_, missed = row["conversations"], row["missed_in_opening_hours"]
    both = None if held_ is None or missed is None else held_ + missed
    return row | _ratio("answered_ratio_pct", held_ if both is not None else None, both)


def yearly_summary(found: Held) -> list[Row]:
    counts = {(name, year) for name, year, _ in found.months} | {
        key for key, (_, figure) in found.years.items() if figure.value is not None
    }
    rows = {key: _year(found, *key) for key in sorted(counts)}
    return [row | _change(rows, row) | _answered(found, rows, row) for row in rows.values()]


def _change(rows: dict[tuple[str, int], Row], row: Row) -> Row:
    before = rows.get((row["indicator"], row["year"] - 1), {}).get("annual_value")
    change = _difference(row["annual_value"], before)
    return {
        "previous_value": before,
        "previous_is_disputed": _disputed(rows, row["year"] - 1, row["indicator"]) if before is not None else None,
        "change": change,
        **_ratio("change_pct", change, before),
    }


def _disputed(rows: dict[tuple[str, int], Row], year: int, *names: str) -> bool | None:
    """Whether one of the year's totals is disputed; None when one is missing."""
    found = [rows.get((name, year), {}) for name in names]
    if any(row.get("annual_value") is None for row in found):
        return None
    return any(row["is_disputed"] for row in found)


def _year(found: Held, name: str, year: int) -> Row:
    document, figure = found.years.get((name, year), (None, None))
    if figure is not None and figure.value is None:
        document = figure = None
    values = {month: found.value(name, year, month) for month in range(1, 13)}
    known = [value for value in values.values() if value is not None]
    stated = figure.value if figure else None
    summed = sum(known) if known and name in ADDITIVE else None
    complete = len(known) == 12
    annual = stated if stated is not None else summed if complete else None
    return {
        "indicator": name,
        "year": year,
        "stated": stated,
        "stated_source": figure.source if figure else None,
        "stated_document_id": document,
        "summed": summed,
        "months_used": len(known),
        "stated_minus_summed": _difference(stated, summed),
        "annual_value": annual,
        "value_basis": "stated" if stated is not None else "summed" if annual is not None else None,
        "is_disputed": _is_disputed(found, (name, year), figure, summed, len(known)),
        "peak_months": [month for month in values if values[month] == max(known)] if complete else None,
        "trough_months": [month for month in values if values[month] == min(known)] if complete else None,
        **_ratio("summer_pct", values[7] + values[8] if complete and summed is not None else None, summed),
    }


def _is_disputed(found: Held, key: tuple[str, int], figure: Figure | None, summed: float | None, known: int) -> bool:
    if figure is None or figure.value is None:
        return False
    if figure.is_approximate:
        step = 1
        while figure.value and figure.value % (10 * step) == 0:
            step *= 10
        excess = (summed or 0) - figure.value
        return summed is not None and (excess > step / 2 or (known == 12 and abs(excess) > step / 2))
    of_one_day = [values for (*of, _), values in found.stated.items() if tuple(of) == key]
    if any(figure.value in values and len(values) > 1 for values in of_one_day):
        return True
    return summed is not None and (summed > figure.value or (known == 12 and summed != figure.value))


def _answered(found: Held, rows: dict[tuple[str, int], Row], row: Row) -> Row:
    if row["indicator"] != "conversations":
        names = ("answered_ratio_pct", "answered_ratio_of_totals_pct", "conversations_per_new_chat_caller")
        empty = {key: None for name in names for key in _ratio(name, None, None)}
        flags = ("answered_ratio_of_totals_is_disputed", "conversations_per_new_chat_caller_is_disputed")
        return empty | dict.fromkeys((*flags, "answered_months_used"))
    year = row["year"]
    pairs = [
        (held_, missed)
        for month in range(1, 13)
        if (held_ := found.value("conversations", year, month)) is not None
        and (missed := found.value("missed_in_opening_hours", year, month)) is not None
    ]
    annual = {name: rows.get((name, year), {}).get("annual_value") for name in MONTHLY}
    held_, missed = annual["conversations"], annual["missed_in_opening_hours"]
    both = None if held_ is None or missed is None else held_ + missed
    per_caller = _ratio("conversations_per_new_chat_caller", held_, annual["new_chat_callers"], scale=1)
    ratio_of_totals = _ratio("answered_ratio_of_totals_pct", held_, both)
    return {
        **_ratio(
            "answered_ratio_pct",
            sum(one for one, _ in pairs) if pairs else None,
            sum(one + other for one, other in pairs) if pairs else None,
        ),
        "answered_months_used": len(pairs),
        **ratio_of_totals,
        "answered_ratio_of_totals_is_disputed": None
        if ratio_of_totals["answered_ratio_of_totals_pct"] is None
        else _disputed(rows, year, "conversations", "missed_in_opening_hours"),
        **per_caller,
        "conversations_per_new_chat_caller_is_disputed": None
        if per_caller["conversations_per_new_chat_caller"] is None
        else _disputed(rows, year, "conversations", "new_chat_callers"),
    }


def seasonality(found: Held) -> list[Row]:
    rows = []
    for name in sorted({name for name, _, _ in found.months}):
        years = {
            year: values
            for year in sorted({year for of, year, _ in found.months if of == name})
            if None not in (values := [found.value(name, year, month) for month in range(1, 13)]) and sum(values) > 0
        }
        for month in range(1, 13):
            indices = [100 * values[month - 1] / (sum(values) / 12) for values in years.values()]
            enough = len(years) >= 2
            rows.append(
                {
                    "indicator": name,
                    "calendar_month": month,
                    "index_pct": sum(indices) / len(indices) if enough else None,
                    "index_min": min(indices) if enough else None,
                    "index_max": max(indices) if enough else None,
                    "years_used": len(years),
                    "years": list(years),
                }
            )
    return rows


def referrals(found: Held, lower_bounds: set[str]) -> list[Row]:
    rows = []
    lines = {key: line for key, line in found.categories.items() if key[0] == "referrals"}
    for (_, year, helpline), (document, figure) in sorted(lines.items()):
        values = [other.value for (_, of, _), (_, other) in lines.items() if of == year]
        total = None if None in values else sum(values)
        rows.append(
            {
                "year": year,
                "helpline": helpline,
                "referrals": figure.value,
                "reported_total": total,
                **_ratio("share_of_reported_pct", figure.value, total),
                "is_lower_bound": document in lower_bounds,
                "period_basis": figure.period_basis,
            }
        )
    return rows


def caller_profile(found: Held, bases: dict[str, str]) -> list[Row]:
    """`bases` are the indicators that are 100 %, by indicator."""
    rows = []
    for indicator, breakdown in BREAKDOWNS.items():
        shares = {key[1:]: figure for key, (_, figure) in found.categories.items() if key[0] == indicator}
        for year in sorted({year for year, _ in shares}):
            of_year = {category: figure for (of, category), figure in shares.items() if of == year}
            base = bases.get(indicator)
            base_value = next(
                (
                    row["annual_value"]
                    for row in yearly_summary(found)
                    if (row["indicator"], row["year"]) == (base, year)
                ),
                None,
            )
            unknown = of_year.get("unknown")
            known = None if unknown is None or unknown.value is None else 100 - unknown.value
            common = {"year": year, "breakdown": breakdown, "known_pct": known, "base": base, "base_value": base_value}
            for category, figure in of_year.items():
                rows.append(common | _share(category, figure, known, base_value, of_year))
            if breakdown == "age":
                rows += [common | row for row in _under_18(of_year, known)]
    return sorted(rows, key=lambda row: (row["year"], row["breakdown"], row["category"]))


def _share(
    category: str, figure: Figure, known: float | None, base_value: float | None, of_year: dict[str, Figure]
) -> Row:
    decimals = len(figure.printed_text.partition(",")[2].rstrip("%"))
    step = 0.5 / 10**decimals
    countable = base_value is not None and figure.value is not None and not figure.is_approximate
    return {
        "category": category,
        "share_pct": figure.value,
        "is_approximate": figure.is_approximate,
        **_ratio("share_of_known_pct", figure.value if known is not None and category != "unknown" else None, known),
        "count_low": max(0, math.ceil(base_value * (figure.value - step) / 100)) if countable else None,
        "count_high": min(base_value, math.floor(base_value * (figure.value + step) / 100)) if countable else None,
        "band_overlaps": any(_overlap(category, other) for other in of_year if other != category),
        "is_derived": False,
    }


def _band(category: str) -> tuple[int, float] | None:
    match = re.fullmatch(r"(\d+)-(\d+)|(\d+)\+", category)
    if match is None:
        return None
    return (int(match[1]), int(match[2])) if match[1] else (int(match[3]), math.inf)


def _overlap(one: str, other: str) -> bool:
    a, b = _band(one), _band(other)
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def _under_18(of_year: dict[str, Figure], known: float | None) -> list[Row]:
    """The row that is derived, where the bands are printed whole; without a value when one straddles 18."""
    values = [figure.value for figure in of_year.values()]
    if None not in values and sum(values) + 0.5 * len(values) < 100:
        return []
    bands = {category: _band(category) for category in of_year if category != "unknown"}
    young = [category for category, band in bands.items() if band is not None and band[0] < 18]
    clear = all(band is not None and (band[1] < 18 or band[0] >= 18) for band in bands.values())
    shares = [of_year[category].value for category in young]
    share = sum(shares) if clear and None not in shares else None
    if not young:
        return []
    return [
        {
            "category": "under_18",
            "share_pct": share,
            "is_approximate": any(of_year[category].is_approximate for category in young),
            **_ratio("share_of_known_pct", share if known is not None else None, known),
            "count_low": None,
            "count_high": None,
            "band_overlaps": False,
            "is_derived": True,
        }
    ]


def reach(found: Held) -> list[Row]:
    yearly = {(row["indicator"], row["year"]): row for row in yearly_summary(found)}
    annual = {key: row["annual_value"] for key, row in yearly.items()}
    years = sorted({year for (name, year), value in annual.items() if name in REACH.values() and value is not None})
    rows = []
    for year in years:
        row = {column: annual.get((name, year)) for column, name in REACH.items()}
        pressed = row["unique_button_callers"]
        row |= _ratio("reach_chat_pct", row["chat_callers"], pressed)
        row |= _ratio("reach_with_mail_pct", row["answered_callers"], pressed)
        for flag, ratio, columns in REACH_FLAGS:
            names = [REACH[column] for column in columns]
            row[flag] = None if row[ratio] is None else _disputed(yearly, year, *names)
        rows.append({"year": year, **row})
    return rows
