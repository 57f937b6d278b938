"""Where each number of the page comes from: the printed values behind it, and where those stand.

Here: finding the observations behind a value of the database, and numbering those that the page refers to. Not here:
the pictures of the pages (`pictures`), or what numbers are shown (`sections`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import naming, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from nupraat_pipeline.report.facts import Facts, Record

# Shown around a cell or sentence, in points: enough to see what it belongs to, little enough to read on a phone.
_MARGIN = 14.0
_SIDE = 48.0
_LINES_AROUND = 42.0
_TALLEST = 330.0


_WITHOUT_VALUE = Text("no value", "geen waarde")

# Rules about the months that make a year.
_OF_MONTHS = frozenset({"total_equals_sum", "months_complete"})


class Number(Struct, frozen=True):
    """A number as the page shows it, with the sources that it opens and, when it is derived, how it is made of them.

    `sources` are positions in `Provenance.sources`; `how` is one in `Provenance.ways`. `mark` says in a word what is
    to be known of it (disputed, approximate); a number without sources is shown, but opens nothing.
    """

    text: Text
    sources: tuple[int, ...] = ()
    how: int | None = None
    mark: Text | None = None


class Provenance(Struct, dict=True):
    """The printed values that the page refers to, in the order in which it first does."""

    facts: Facts
    sources: list[str] = []
    ways: list[Text] = []
    _positions: dict[str, int] = {}

    def printed(self, text: Text, observation_id: str | None, mark: Text | None = None) -> Number:
        """Return a number that is printed in an answer."""
        return Number(text, self._refer([observation_id] if observation_id else []), None, mark)

    def as_printed(self, observation_id: str, mark: Text | None = None) -> Number:
        """Return a printed value; one that is printed without a value as the answer prints it, and marked so."""
        row = self.facts.observations[observation_id]
        if row["value"] is not None:
            mark = wording.APPROXIMATE if row["is_approximate"] and mark is None else mark
            return self.printed(wording.amount(row["value"], row["unit"]), observation_id, mark)
        printed = row["printed_text"].strip()
        return self.printed(
            wording.same(printed) if printed else Text("(empty)", "(leeg)"), observation_id, _WITHOUT_VALUE
        )

    def of_value(self, indicator: str, year: int, category: str, mark: Text | None = None) -> Number:
        """Return the value of a category in a whole year, as printed."""
        observation_id = self.of_year(indicator, year, category)
        return Number(wording.NO_VALUE) if observation_id is None else self.as_printed(observation_id, mark)

    def derived(self, text: Text, observation_ids: Iterable[str], how: Text, mark: Text | None = None) -> Number:
        """Return a number that is made of printed ones, in the way that `how` describes."""
        if how not in self.ways:
            self.ways.append(how)
        return Number(text, self._refer(observation_ids), self.ways.index(how), mark)

    def _refer(self, observation_ids: Iterable[str]) -> tuple[int, ...]:
        positions = []
        for one in dict.fromkeys(observation_ids):
            if one not in self._positions:
                self._positions[one] = len(self.sources)
                self.sources.append(one)
            positions.append(self._positions[one])
        return tuple(positions)

    # The observations behind values of the metrics

    @cached_property
    def _current(self) -> dict[tuple[str, int, str | None], str]:
        """The ids of what holds now for whole years: by indicator, year and category, totals without category."""
        return {
            (row["indicator"], row["reference_year"], row["category"]): row["observation_id"]
            for row in self.facts.rows["current"]
            if row["base_period_start"] is None
            and wording.is_whole_year(row["period_start"], row["period_end"])
            and (row["role"] == "total" or row["category"] is not None)
        }

    def month(self, indicator: str, year: int, of_year: int) -> str | None:
        """Return the observation of a month, a hole too; None when no answer prints the month."""
        row = self.facts.months.get(indicator, {}).get((year, of_year))
        return None if row is None else row["observation_id"]

    def months(self, indicator: str, year: int) -> list[str]:
        """Return the observations of the months of a year that have a value."""
        months = self.facts.months.get(indicator, {})
        return [
            row["observation_id"] for (of, _), row in sorted(months.items()) if of == year and row["value"] is not None
        ]

    def of_year(self, indicator: str, year: int, category: str | None = None) -> str | None:
        """Return the observation of a whole year, a hole too; None when no answer prints it."""
        return self._current.get((indicator, year, category))

    def annual(self, indicator: str, year: int) -> list[str]:
        """Return what `annual_value` is made of: the stated total, or else the months."""
        row = self.facts.years.get(indicator, {}).get(year)
        if row is None or row["annual_value"] is None:
            return []
        stated = self.of_year(indicator, year)
        return [stated] if row["value_basis"] == "stated" and stated else self.months(indicator, year)

    def is_approximate(self, observation_ids: Iterable[str]) -> bool:
        """Whether a value that is made of these is only about right."""
        return any(self.facts.observations[one]["is_approximate"] for one in observation_ids)

    def of_finding(self, finding: Record) -> list[str]:
        """Return the observations that a finding is about, of both answers where it compares two.

        Where it is about the months of a year, these too; where it is about a breakdown, its categories.
        """
        alike = self.facts.said((finding["document_id"], finding["other_document_id"]), finding["indicator"])
        own = [row for row in alike if _period(row) == _period(finding)]
        exact = [row for row in own if row["category"] == finding["category"]]
        months = [row for row in alike if _is_month_within(row, finding)] if finding["rule"] in _OF_MONTHS else []
        return [row["observation_id"] for row in [*(exact or own), *sorted(months, key=_period)]]

    # What the page says of a source

    def documents_of(self, numbers: Iterable[Number]) -> list[tuple[str, list[int]]]:
        """Return the files, by checksum, and the pages from which numbers were read; in the order of the page."""
        pages: dict[str, set[int]] = {}
        for number in numbers:
            for position in number.sources:
                row = self.facts.observations[self.sources[position]]
                pages.setdefault(row["sha256"], set()).add(row["page"])
        order = [document["sha256"] for document in self.facts.read_documents()]
        return [(sha256, sorted(pages[sha256])) for sha256 in order if sha256 in pages]

    def around(self, row: Record) -> tuple[float, float, float, float]:
        """Return the part of the page to show of an observation: its table, or the lines around it.

        x0, top, x1, bottom in points of the page as displayed. A table taller than a screen is cut to the lines around
        the cell, so that the cell is always in it; the edges may lie outside the page.
        """
        table = self._tables.get((row["sha256"], row["table_number"], row["page"]))
        if table is None:
            return 40.0, row["top"] - _LINES_AROUND, max(560.0, row["x1"] + _MARGIN), row["bottom"] + _LINES_AROUND
        x0, x1 = min(table["x0"], row["x0"]) - _MARGIN, max(table["x1"], row["x1"]) + _SIDE
        top, bottom = min(table["top"], row["top"]) - _MARGIN, max(table["bottom"], row["bottom"]) + _MARGIN
        if bottom - top > _TALLEST:
            middle = (row["top"] + row["bottom"]) / 2
            top = max(top, min(middle - _TALLEST / 2, bottom - _TALLEST))
            bottom = top + _TALLEST
        return x0, top, x1, bottom

    @cached_property
    def _tables(self) -> dict[tuple[str, int | None, int], Record]:
        return {(row["sha256"], row["table_number"], row["page"]): row for row in self.facts.rows["table_boxes"]}

    def told(self, documents: Sequence[str]) -> list[dict[str, object]]:
        """Return what the page's script needs to show each source; `documents` are checksums in the page's order."""
        positions = {sha256: position for position, sha256 in enumerate(documents)}
        return [self._told(self.facts.observations[one], positions) for one in self.sources]

    def _told(self, row: Record, positions: dict[str, int]) -> dict[str, object]:
        about = naming.subject(self.facts, row)
        said: dict[str, object] = {
            "about": {"nl": about.nl, "en": about.en},
            "document": positions[row["sha256"]],
            "page": row["page"],
            "box": [round(row[edge], 2) for edge in ("x0", "top", "x1", "bottom")],
            "around": [round(edge, 1) for edge in self.around(row)],
            "printed": row["printed_text"],
        }
        if row["sentence"]:
            said["sentence"] = row["sentence"]
        if row["missing_reason"]:
            reason = wording.described(self.facts.codes["missing_reason", row["missing_reason"]])
            said["hole"] = {"nl": reason.nl, "en": reason.en}
        return said


def _period(row: Record) -> tuple[date, date]:
    return row["period_start"], row["period_end"]


def _is_month_within(row: Record, finding: Record) -> bool:
    return bool(
        row["reference_month"] is not None
        and row["category"] == finding["category"]
        and finding["period_start"] <= row["period_start"] <= finding["period_end"]
    )
