"""The key figures at the top of the page: the newest year of each series, each with what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report.answered import by_year, of_totals
from nupraat_pipeline.report.blocks import KeyFigure
from nupraat_pipeline.report.facts import SERIES
from nupraat_pipeline.report.yearly import totals_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.provenance import Provenance

_MINDS = {
    "conversations": Text("One person may have several.", "Eén persoon kan er meerdere voeren."),
    "new_chat_callers": Text(
        "People who came to the chat for the first time.", "Mensen die voor het eerst op de chat kwamen."
    ),
    "missed_in_opening_hours": Text(
        "Presses, not people; missed is not unhelped: some chat later.",
        "Drukken, geen mensen; gemist is niet ongeholpen: sommigen chatten later.",
    ),
}
_SHORT = {
    "conversations": Text("conversations", "gesprekken"),
    "new_chat_callers": Text("new callers on the chat", "nieuwe chatoproepers"),
    "missed_in_opening_hours": Text("missed in opening hours", "gemist tijdens de openingsuren"),
}


def key_figures(facts: Facts, provenance: Provenance) -> list[KeyFigure]:
    """Return the newest year's value of each series, and of the share that was answered."""
    found = [figure for indicator in SERIES if (figure := _newest(facts, provenance, indicator)) is not None]
    shares = [row for _, row in sorted(by_year(facts).items()) if row["answered_ratio_of_totals_pct"] is not None]
    if shares:
        found.append(
            KeyFigure(
                Text("answered, of conversations and missed presses", "beantwoord, van gesprekken en gemiste drukken"),
                of_totals(provenance, shares[-1]),
                shares[-1]["year"],
                None,
                Text(
                    "A ratio of events, from the year's totals.",
                    "Een verhouding van gebeurtenissen, uit de jaartotalen.",
                ),
            )
        )
    return found


def _newest(facts: Facts, provenance: Provenance, indicator: str) -> KeyFigure | None:
    rows: Sequence[Record] = [
        row for _, row in sorted(facts.years.get(indicator, {}).items()) if row["annual_value"] is not None
    ]
    if not rows:
        return None
    row = rows[-1]
    _, number, _, change, *_ = totals_row(provenance, row)
    return KeyFigure(
        _SHORT[indicator],
        number if not isinstance(number, Text) else provenance.printed(number, None),
        row["year"],
        None if isinstance(change, Text) else change,
        _MINDS[indicator],
    )
