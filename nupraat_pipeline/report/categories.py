"""Values by category and year, such as shares by age: their chart and their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import charts, wording
from nupraat_pipeline.report.blocks import Chart, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from nupraat_pipeline.report.blocks import Cell

# Drawn beside the newest year; the table has them all.
_EARLIER_YEARS = 3


class Value(Struct, frozen=True):
    """A value of a category in a year, None where it is printed without one, and what is to be said of it."""

    value: float | None
    is_approximate: bool = False
    is_disputed: bool = False

    def shown(self, unit: str) -> Text:
        """Return the value with what is to be said of it: 'ongeveer 20 %'."""
        text = wording.amount(self.value, unit)
        if self.is_approximate:
            text = wording.joined([wording.APPROXIMATE, text])
        if self.is_disputed:
            text = Text(f"{text.en} ({wording.DISPUTED.en})", f"{text.nl} ({wording.DISPUTED.nl})")
        return text


class Breakdown(Struct, frozen=True):
    """Values by category and year. `names` are those of the categories, in the order of the page."""

    title: Text
    unit: str
    names: dict[str, Text]
    values: dict[tuple[str, int], Value]

    @property
    def years(self) -> list[int]:
        """The years, the newest first."""
        return sorted({year for _, year in self.values}, reverse=True)

    @property
    def newest(self) -> int:
        """The newest year in which a category has a value: the one that is drawn as bars."""
        return max(year for (_, year), value in self.values.items() if value.value is not None)


def chart(key: str, breakdown: Breakdown) -> Chart:
    """Return a chart of the newest year with a value, as bars, and of a few years before it, as marks."""

    def draw(language: str) -> charts.Spec:
        """Draw the newest year as bars, the earlier ones as marks."""
        drawn = [category for category in breakdown.names if (category, breakdown.newest) in breakdown.values]
        rows = [_row(breakdown, category, breakdown.newest, language) for category in drawn]
        earlier = [year for year in breakdown.years if year < breakdown.newest][:_EARLIER_YEARS]
        marks = [
            _row(breakdown, category, year, language)
            for category in drawn
            for year in earlier
            if (category, year) in breakdown.values
        ]
        return charts.across(rows, marks, [str(year) for year in earlier])

    def told(language: str) -> str:
        said = [
            f"{wording.of(name, language)}: "
            f"{wording.of(breakdown.values[category, breakdown.newest].shown(breakdown.unit), language)}"
            for category, name in breakdown.names.items()
            if (category, breakdown.newest) in breakdown.values
        ]
        return f"{wording.of(breakdown.title, language)}, {breakdown.newest}. {'; '.join(said)}."

    return Chart(key, draw, wording.both(told), is_summed_up=False)


def _row(breakdown: Breakdown, category: str, year: int, language: str) -> dict[str, object]:
    value = breakdown.values[category, year]
    name, shown = (wording.of(text, language) for text in (breakdown.names[category], value.shown(breakdown.unit)))
    return {
        "key": category,
        "year": str(year),
        "label": name,
        "value": value.value,
        "shown": shown,
        "text": f"{name}, {year}: {shown}",
        "disputed": value.is_disputed,
    }


def table(
    breakdown: Breakdown,
    cell: Callable[[str, int], Cell],
    share: tuple[Text, Callable[[str, int], Cell]] | None = None,
) -> Table:
    """Return a table of categories by year, the newest first; behind it a computed share of the newest year."""
    years = breakdown.years
    head = [Text("Category", "Categorie"), *(wording.same(str(year)) for year in years)]
    if share is not None:
        of, _ = share
        head.append(Text(f"{years[0]}, {of.en}", f"{years[0]}, {of.nl}"))
    rows: list[list[Cell]] = []
    for category, name in breakdown.names.items():
        row: list[Cell] = [name]
        row += [cell(category, year) if (category, year) in breakdown.values else Text("", "") for year in years]
        if share is not None:
            _, share_cell = share
            row.append(share_cell(category, years[0]) if (category, years[0]) in breakdown.values else Text("", ""))
        rows.append(row)
    return Table(breakdown.title, head, rows)
