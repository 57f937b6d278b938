"""What indicators and categories are called on the page, and what a figure or a finding is about.

Here: names that the published file gives, and shorter ones. Not here: how values are printed (`wording`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from nupraat_pipeline.report.facts import Facts, Record


def indicator_name(facts: Facts, indicator: str) -> Text:
    """Return what an indicator is called."""
    row = facts.indicators.get(indicator)
    return wording.same(indicator) if row is None else wording.label(row)


# For headings and charts, where the catalogue's label is too long to be read.
_SHORT = {
    "missed_in_opening_hours": Text("Missed in opening hours", "Gemist tijdens de openingsuren"),
    "missed_outside_opening_hours": Text("Presses outside opening hours", "Drukken buiten de openingsuren"),
    "referrals": Text("Referrals by other helplines", "Doorverwijzingen door andere hulplijnen"),
}


def short_name(facts: Facts, indicator: str) -> Text:
    """Return what an indicator is called in few words; what they mean is told beside them."""
    return _SHORT.get(indicator) or indicator_name(facts, indicator)


def category_name(facts: Facts, indicator: str, category: str) -> Text:
    """Return what a category of an indicator is called."""
    dimension = (facts.indicators.get(indicator) or {}).get("dimension")
    row = facts.categories.get((dimension, category)) if dimension else None
    return wording.same(category) if row is None else wording.label(row)


def subject(facts: Facts, row: Record, named: Callable[[Facts, str], Text] = indicator_name) -> Text:
    """Return what an observation or a finding is about: 'Gevoerde gesprekken, maart 2022'."""
    parts = []
    if row["indicator"]:
        parts.append(named(facts, row["indicator"]))
        if row["category"]:
            parts.append(category_name(facts, row["indicator"], row["category"]))
    if row["period_start"]:
        parts.append(wording.period(row["period_start"], row["period_end"]))
    return wording.joined(parts, ", ")
