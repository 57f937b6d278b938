"""The catalogue as tables: `core.indicators`, `core.categories` and `core.events`.

Here: rows made from the catalogue, and from labels that no catalogue knew yet. Not here: the catalogue itself
(`nupraat_pipeline.catalogue`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from nupraat_pipeline.reading.words.ages import age_band

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nupraat_pipeline.catalogue import Catalogue, Dimension, Indicator
    from nupraat_pipeline.reading.records import Figure

Row = tuple[object, ...]


class Told(Struct, frozen=True):
    """Where an answer tells of a documented event: its sentence and the page on which that begins."""

    document_id: str
    page: int
    sentence: str
    citation: str


def indicator_rows(catalogue: Catalogue) -> list[Row]:
    """Return the rows of `core.indicators`."""
    return [_indicator_row(name, indicator) for name, indicator in catalogue.indicators.items()]


def _indicator_row(name: str, indicator: Indicator) -> Row:
    return (
        name,
        indicator.label.nl,
        indicator.label.en,
        indicator.description.nl,
        indicator.description.en,
        indicator.unit,
        indicator.counts,
        indicator.dimension,
        indicator.base,
        indicator.exhaustive,
        indicator.is_additive,
        indicator.growth_of,
    )


def category_rows(figures: Sequence[Figure], catalogue: Catalogue) -> list[Row]:
    """Return the rows of `core.categories`: the catalogue's, then labels nobody had seen, as first printed."""
    rows: list[Row] = []
    for name, dimension in catalogue.dimensions.items():
        known = list(dimension.categories.items())
        for position, (category, entry) in enumerate(known, start=1):
            age_from, age_to = entry.ages or (None, None)
            rows.append((name, category, position, entry.nl, entry.en, age_from, age_to, True))
        unseen = _unseen(figures, name, catalogue)
        rows.extend(
            (name, category, position, label, label, *_ages(label, dimension), False)
            for position, (category, label) in enumerate(unseen, start=len(known) + 1)
        )
    return rows


def _ages(label: str, dimension: Dimension) -> tuple[int | None, int | None]:
    return (age_band(label) if dimension.bands else None) or (None, None)


def _unseen(figures: Iterable[Figure], dimension: str, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the categories of a dimension that the catalogue does not have, with a label, in alphabetical order."""
    of_dimension = {name for name, indicator in catalogue.indicators.items() if indicator.dimension == dimension}
    found: dict[str, str] = {}
    for figure in figures:
        category = figure.category
        if category and figure.indicator in of_dimension and category not in catalogue.dimensions[dimension].categories:
            found.setdefault(category, figure.category_label or category)
    return sorted(found.items())


def ages_of(category: str, label: str | None, indicator: str, catalogue: Catalogue) -> tuple[int, int | None] | None:
    """Return the youngest and oldest age of a category of an indicator (None: open); None when it is no age band.

    A band that the catalogue does not have is read from its printed label.
    """
    known = catalogue.indicators.get(indicator)
    if known is None or known.dimension is None or not catalogue.dimensions[known.dimension].bands:
        return None
    entry = catalogue.dimensions[known.dimension].categories.get(category)
    return age_band(label or category) if entry is None else entry.ages


def event_rows(told: Mapping[str, Told], catalogue: Catalogue) -> list[Row]:
    """Return the rows of `core.events`, as the catalogue orders them; `told` says which answer tells of one."""
    rows: list[Row] = []
    for name, event in catalogue.events.items():
        earliest, latest = event.start or (None, None)
        said = told.get(name)
        place: Row = (None, None, None, event.source)
        if said is not None:
            place = (said.document_id, said.page, said.sentence, said.citation)
        rows.append((name, earliest, latest, event.end, event.description.nl, event.description.en, *place))
    return rows
