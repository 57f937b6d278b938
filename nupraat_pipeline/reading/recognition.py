"""What a table is about: its labels and surroundings give each value an indicator, a period and a category.

Here: the decision, for one table (or a list read as one). When two readings are possible the table, or the part of it
that is concerned, is refused with the reason. Not here: the shape of the table (`axes`), single labels (`labels`) and
periods that only the rest of the answer can tell (`resolution`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.axes import Axis, Shape, mended, naming_texts, read_shape, side_by_side, stacked
from nupraat_pipeline.reading.drafts import Draft, Recognition, Refusal
from nupraat_pipeline.reading.labels import (
    category_of,
    dimensions_of,
    is_subtotal,
    new_category_id,
    read_label,
    unexplained,
)
from nupraat_pipeline.reading.periods import find_periods, hull
from nupraat_pipeline.reading.values import Value, parse_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.drafts import Surroundings, Table, TableCell
    from nupraat_pipeline.reading.labels import Label
    from nupraat_pipeline.reading.records import Period, Source, Unit


_ENDS_WITH_VALUE = re.compile(r"[^\W\d]\S*\s+\d[\d.,]*\s?%?$")


# Fewer months than this may add up to another one by chance.
LEAST_SUMMED = 4


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a row, a column or the whole table is about: an indicator, or the reason why none can be named."""

    indicator: str | None
    reason: str = ""


class _RefusedError(Exception):
    """The whole table cannot be understood; the text says why."""


def recognise(table: Table, around: Surroundings, catalogue: Catalogue, source: Source = "table") -> Recognition:
    """Say what each value of a table is a value of; what is not understood comes back as refusals, never as a guess."""
    parts = [part for whole in stacked(table, catalogue) for part in side_by_side(whole, catalogue)]
    if len(parts) > 1:
        return _merged(recognise(part, around, catalogue, source) for part in parts)
    shape = read_shape(mended(table, catalogue), catalogue)
    if shape is None:
        return Recognition(refusals=[Refusal("no labels and values can be told apart in it")])
    try:
        return _Reader(mended(table, catalogue), shape, around, catalogue, source).read()
    except _RefusedError as refused:
        return Recognition(refusals=[Refusal(str(refused))])


def _merged(parts: Iterable[Recognition]) -> Recognition:
    whole = Recognition()
    for part in parts:
        whole.drafts.extend(part.drafts)
        whole.refusals.extend(part.refusals)
        whole.new_categories.extend(part.new_categories)
    return whole


class _Reader:
    """Reads one table whose shape is known."""

    def __init__(self, table: Table, shape: Shape, around: Surroundings, catalogue: Catalogue, source: Source) -> None:
        self.table = table
        self.shape = shape
        self.around = around
        self.catalogue = catalogue
        self.source: Source = source
        self.dimension, self.categories_on_rows = self._dimension()
        self.caption_period = self._caption_period()
        self.units = self._units()
        self.result = Recognition()

    def read(self) -> Recognition:
        """Go through the values once."""
        if self._years_are_shifted():
            raise _RefusedError("its years do not stand over its columns of values")
        if self._lacks_a_heading():
            raise _RefusedError("some of its columns of values have a heading and others have none")
        if (other := self._other_service()) is not None:
            raise _RefusedError(f"it speaks of another service ({other!r})")
        table_subject = self._table_subject()
        columns = [self._part_subject(labels, self.shape.columns) for labels in self.shape.columns.labels]
        rows = [self._part_subject(labels, self.shape.rows) for labels in self.shape.rows.labels]
        for r, row in enumerate(self.shape.body_rows):
            for c, column in enumerate(self.shape.body_columns):
                self._cell(self.table.rows[row][column], r, c, _most_specific(rows[r], columns[c], table_subject))
        self._refuse_numbers_in_labels()
        self._refuse_what_is_said_twice()
        self._refuse_slipped_totals()
        return self.result

    def _refuse_slipped_totals(self) -> None:
        """A month that is the sum of all the others, beside an empty total, is the total under the wrong heading."""
        series: dict[tuple[object, ...], list[Draft]] = {}
        for draft in self.result.drafts:
            series.setdefault((draft.indicator, draft.period, draft.category), []).append(draft)
        for drafts in series.values():
            months = [draft for draft in drafts if draft.month and draft.value.number]
            totals = [draft for draft in drafts if draft.is_total and draft.value.is_blank]
            whole = sum(draft.value.number or 0 for draft in months)
            slipped = [draft for draft in months if 2 * (draft.value.number or 0) == whole]
            if totals and slipped and len(months) >= LEAST_SUMMED:
                self.result.drafts = [draft for draft in self.result.drafts if draft not in (*totals, *slipped)]
                keys = tuple((draft.cell[1], draft.cell[2]) for draft in (*slipped, *totals) if draft.cell)
                printed = slipped[0].printed_text
                message = f"{printed!r} stands under a month, but is the sum of the others, whose total is empty"
                self.result.refusals.append(Refusal(message, keys))

    def _refuse_what_is_said_twice(self) -> None:
        """Two cells of one table for one thing: a label was lost or means less than it seems; neither is believed."""
        places: dict[tuple[object, ...], list[Draft]] = {}
        for draft in self.result.drafts:
            thing = (draft.indicator, draft.period, draft.month, draft.category, draft.is_total)
            places.setdefault(thing, []).append(draft)
        for drafts in places.values():
            if len(drafts) > 1:
                self.result.drafts = [draft for draft in self.result.drafts if draft not in drafts]
                printed = " and ".join(repr(draft.printed_text) for draft in drafts[:3])
                keys = tuple((draft.cell[1], draft.cell[2]) for draft in drafts if draft.cell)
                self.result.refusals.append(
                    Refusal(f"{printed} have the same labels, so one of them is of something else", keys)
                )

    def _years_are_shifted(self) -> bool:
        """Whether a header has a year over the labels and others over the values: it was misread or misprinted."""
        first = self.shape.body_columns[0]
        for row in self.table.rows[: self.shape.body_rows[0]]:
            over_labels = {cell.key for cell in row[:first] if read_label(cell.text, self.catalogue).period}
            over_values = {cell.key for cell in row[first:] if read_label(cell.text, self.catalogue).period}
            if over_labels and over_values - over_labels:
                return True
        return False

    def _lacks_a_heading(self) -> bool:
        headed = [any(label.text for label in labels) for labels in self.shape.columns.labels]
        return any(headed) and not all(headed)

    def _refuse_numbers_in_labels(self) -> None:
        """A number outside the values that names nothing is a figure whose place was not understood."""
        values = {(row, column) for row in self.shape.body_rows for column in self.shape.body_columns}
        seen: set[tuple[int, int]] = set()
        for r, row in enumerate(self.table.rows):
            for c, cell in enumerate(row):
                if (r, c) in values or cell.key in seen:
                    continue
                seen.add(cell.key)
                if any(char.isdigit() for char in unexplained(cell.text, self.catalogue)):
                    self._refuse(cell, f"a number stands in {cell.text!r}, outside the values", is_misprint=True)

    # What the whole table is about

    def _dimension(self) -> tuple[str | None, bool]:
        """Return the dimension that the categories belong to, and whether they stand along the rows."""
        rows, columns = self.shape.rows.dimensions, self.shape.columns.dimensions
        if rows and columns:
            raise _RefusedError(f"it crosses two breakdowns ({', '.join(rows)} with {', '.join(columns)})")
        if not rows and not columns:
            return self._announced_dimension()
        found = rows or columns
        best = [name for name, hits in found.items() if hits == max(found.values())]
        if len(best) > 1:
            raise _RefusedError(f"its labels fit two breakdowns equally well ({', '.join(best)})")
        return (best[0] if best else None), bool(rows)

    def _announced_dimension(self) -> tuple[str | None, bool]:
        """Where most labels are new, the breakdown that a text announces is taken when it knows at least one."""
        for text in self._texts():
            for name in self.catalogue.announced(self.catalogue.concepts_in(text)):
                dimension = self.catalogue.indicators[name].dimension
                for axis in (self.shape.rows, self.shape.columns):
                    if dimension and dimension in dimensions_of(naming_texts(axis.labels), self.catalogue, at_least=0):
                        return dimension, axis is self.shape.rows
        return None, False

    def _texts(self) -> list[str]:
        return [" ".join(self.shape.titles), *self.around.captions]

    def _other_service(self) -> str | None:
        """Return the name of another service that the nearest announcing text speaks of instead of ours."""
        for text in self._texts():
            if self.catalogue.names_service(text):
                return None
            if other := self.catalogue.names_other_service(text):
                return None if "referral" in self.catalogue.concepts_in(text) else other
            if self.catalogue.announced(self.catalogue.concepts_in(text)):
                return None
        return None

    def _table_subject(self) -> _Subject:
        """Decide by the nearest text that announces anything; labels of a breakdown must agree with it."""
        for text in self._texts():
            subject = self._announced(text)
            if subject.indicator or subject.reason:
                return self._with_dimension(subject)
        return self._with_dimension(_Subject(None))

    def _announced(self, text: str) -> _Subject:
        concepts = self.catalogue.concepts_in(text)
        if barred := concepts & self.catalogue.never_about:
            return _Subject(None, f"{text!r} is about something no indicator stands for ({', '.join(sorted(barred))})")
        found = sorted(self.catalogue.announced(concepts))
        if self.dimension:
            fitting = [name for name in found if self.catalogue.indicators[name].dimension == self.dimension]
            found = fitting or found
        if len(found) > 1:
            return _Subject(None, f"{text!r} fits {' and '.join(found)} equally well")
        return _Subject(found[0]) if found else _Subject(None)

    def _with_dimension(self, subject: _Subject) -> _Subject:
        """Bring what was announced together with the breakdown that the labels show."""
        if self.dimension is None:
            if subject.indicator and self.catalogue.indicators[subject.indicator].dimension:
                return _Subject(None, f"{subject.indicator} was announced, but no label is one of its categories")
            return subject
        fitting = [n for n, entry in self.catalogue.indicators.items() if entry.dimension == self.dimension]
        if subject.indicator in fitting:
            return subject
        if subject.reason:
            return subject
        needs_word = [name for name in fitting if self.catalogue.indicators[name].unit == "count"]
        announced = subject.indicator and self.catalogue.indicators[subject.indicator]
        if needs_word or len(fitting) != 1 or (announced and announced.dimension):
            said = subject.indicator or "nothing"
            return _Subject(None, f"its labels are of the breakdown {self.dimension!r}, but {said} was announced")
        return self._share_of(fitting[0], subject)

    def _share_of(self, indicator: str, subject: _Subject) -> _Subject:
        """Accept an unannounced breakdown, unless what was announced is of others than its indicator counts."""
        announced = subject.indicator
        if announced is None:
            return _Subject(indicator)
        counts = self.catalogue.indicators[indicator].counts
        if counts in {self.catalogue.indicators[announced].counts, "unclear"} or counts == "caller":
            if self.catalogue.indicators[announced].counts != "press":
                return _Subject(indicator)
        return _Subject(None, f"its labels are of a breakdown of {counts}s, but {announced} was announced")

    # What one row or column is about

    def _part_subject(self, labels: Sequence[Label], axis: Axis) -> _Subject | None:
        """Return what the labels of one row or column announce for themselves; None when they leave it to the table."""
        said = " ".join(label.rest for label in labels if not self._is_category(label, axis))
        text = " ".join(label.text for label in labels if not self._is_category(label, axis))
        if any(is_subtotal(label) for label in labels):
            return _Subject(None, f"{text!r} is a total of only some of the others")
        if not said or all(
            label.is_total and not self.catalogue.concepts_in(label.rest) for label in labels if label.rest
        ):
            return None
        subject = self._announced(text)
        if subject.indicator or subject.reason:
            return self._with_dimension(subject)
        if len(axis.labels) == 1:
            return None
        return _Subject(None, f"the label {text!r} names nothing that the catalogue knows")

    def _is_category(self, label: Label, axis: Axis) -> bool:
        on_this_axis = self.dimension is not None and (axis is self.shape.rows) == self.categories_on_rows
        return on_this_axis and not (label.is_time or label.is_total)

    # One value

    def _cell(self, cell: TableCell, r: int, c: int, subject: _Subject) -> None:
        value = parse_value(cell.text)
        if self._spans(cell, self.shape.body_rows[r], self.shape.body_columns[c]):
            self._refuse(cell, f"the value {cell.text!r} stands for several rows or columns at once")
            return
        if flaw := self._flaw_of_row(r):
            if value is None or not value.is_blank:
                self._refuse(cell, flaw)
            return
        if subject.indicator is None:
            if value is None or not value.is_blank:
                self._refuse(cell, subject.reason or "no text announces what it is about")
            return
        if value is None:
            if any(char.isdigit() for char in cell.text):
                self._refuse(cell, f"{cell.text!r} is no number, or several that ran together", is_misprint=True)
                return
            value = Value(words=cell.text)
        self._draft(cell, value, subject.indicator, self.shape.rows.labels[r], self.shape.columns.labels[c], r)

    def _flaw_of_row(self, r: int) -> str | None:
        """Say why the labels of a row cannot be trusted: none at all, or a value that slipped into one."""
        texts = [label.text for label in self.shape.rows.labels[r] if label.text]
        if not texts:
            return "its row has no label" if len(self.shape.body_rows) > 1 else None
        last = texts[-1]
        if self.dimension and self.categories_on_rows and (flaw := self._flaw_of_category(r)):
            return flaw
        is_known = self.dimension and category_of(last, self.dimension, self.catalogue)
        if _ENDS_WITH_VALUE.search(last) and not is_known and not find_periods(fold(last)):
            return f"its label {last!r} ends with what may be a value"
        return None

    def _flaw_of_category(self, r: int) -> str | None:
        """Say why a category's label may not be whole: two labels in one, or a stray piece of a label beside it."""
        naming = [
            label.text for label in self.shape.rows.labels[r] if label.text and not (label.is_time or label.is_total)
        ]
        if len(naming) > 1:
            return f"its labels {' and '.join(map(repr, naming))} stand side by side"
        if not naming or self.dimension is None or category_of(naming[0], self.dimension, self.catalogue):
            return None
        row = self.shape.body_rows[r]
        near = [index for index in (row - 1, row + 1) if index in self.shape.loose_rows]
        if near:
            piece = self.table.rows[near[0]][0].text
            return f"its label {naming[0]!r} is not known and may go on in {piece!r}"
        return None

    def _spans(self, cell: TableCell, row: int, column: int) -> bool:
        """Whether a cell of values also stands at the position before it: it spans several."""
        above = self.table.rows[row - 1][column] if row else None
        before = self.table.rows[row][column - 1] if column else None
        below = self.table.rows[row + 1][column] if row + 1 < self.table.n_rows else None
        behind = self.table.rows[row][column + 1] if column + 1 < self.table.n_columns else None
        return any(other is not None and other.key == cell.key for other in (above, before, below, behind))

    def _draft(  # noqa: PLR0913
        self, cell: TableCell, value: Value, indicator: str, row: Sequence[Label], column: Sequence[Label], r: int
    ) -> None:
        unit = self._unit(value, [*row, *column], indicator)
        if unit != self.catalogue.indicators[indicator].unit:
            wanted = self.catalogue.indicators[indicator].unit
            self._refuse(cell, f"{cell.text!r} is a {unit}, and {indicator} is published as a {wanted}")
            return
        labels = [*row, *column, self.shape.sections[r]]
        periods = {label.period for label in labels if label.period}
        period = _narrowest(periods)
        if periods and period is None:
            self._refuse(cell, f"the labels of {cell.text!r} name two periods")
            return
        category, printed = self._category(row if self.categories_on_rows else column)
        month = next((label.month for label in labels if label.month), None)
        is_total = category is None and any(label.is_total for label in (*row, *column))
        self.result.drafts.append(
            Draft(
                indicator=indicator,
                value=value,
                unit=unit,
                source=self.source,
                printed_text=cell.text,
                words=cell.words,
                position=self.around.position,
                period=self._total_period(period, row, column) if is_total else period or self.caption_period,
                month=month,
                category=category,
                category_label=printed,
                is_total=is_total,
                is_series=self._is_series(row, column),
                is_approximate=value.is_approximate,
                mark=value.marker or next((label.mark for label in (*row, *column) if label.mark), None),
                cell=(0, *cell.key),
                item_years=self.around.item_years,
            )
        )

    def _unit(self, value: Value, labels: Sequence[Label], indicator: str) -> Unit:
        """A percentage is one by its own sign, its labels' or the table's titles; what is missing, by the others."""
        wanted = self.catalogue.indicators[indicator].unit
        if value.number is None and not value.is_percent:
            return wanted if not self.units or wanted in self.units else self.units.copy().pop()
        is_percent = value.is_percent or any(label.is_percent for label in labels) or self._titles_say_percent()
        return "percent" if is_percent else "count"

    def _units(self) -> set[Unit]:
        """Return the units of the numbers in the table."""
        units: set[Unit] = set()
        for row in self.shape.body_rows:
            for index, column in enumerate(self.shape.body_columns):
                value = parse_value(self.table.rows[row][column].text)
                if value and value.number is not None:
                    percent = value.is_percent or any(label.is_percent for label in self.shape.columns.labels[index])
                    units.add("percent" if percent or self._titles_say_percent() else "count")
        return units

    def _titles_say_percent(self) -> bool:
        text = fold(" ".join([*self.shape.titles, *self.around.captions[:1]]))
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in self.catalogue.words.percent)

    def _category(self, labels: Sequence[Label]) -> tuple[str | None, str | None]:
        naming = [label for label in labels if label.text and not (label.is_time or label.is_total)]
        if self.dimension is None or not naming:
            return None, None
        printed = " ".join(label.text for label in naming)
        known = category_of(printed, self.dimension, self.catalogue)
        if known is None:
            known = new_category_id(printed)
            entry = (self.dimension, known, printed)
            if entry not in self.result.new_categories:
                self.result.new_categories.append(entry)
        return known, printed

    def _is_series(self, row: Sequence[Label], column: Sequence[Label]) -> bool:
        """Whether the value is one of a series of parts of a year (months, quarters) along one side of the table."""
        for labels, axis in ((row, self.shape.rows), (column, self.shape.columns)):
            own = next((label.period for label in labels if label.period), None)
            if own is not None and (own.end - own.start).days < 364:
                others = {label.period for each in axis.labels for label in each if label.period}
                if len({p for p in others if p.start.year == own.start.year}) > 1:
                    return True
        return False

    # Periods

    def _caption_period(self) -> Period | None:
        """Return the one period that the titles or the caption name; None when they name none or several.

        The caption reaches up to the first text that announces an indicator: further away, a year is not printed
        with the table but named earlier.
        """
        for text in self._texts():
            periods = {span.period for span in find_periods(fold(text))}
            if periods:
                return periods.pop() if len(periods) == 1 else None
            if self.catalogue.announced(self.catalogue.concepts_in(text)):
                return None
        return None

    def _total_period(self, period: Period | None, row: Sequence[Label], column: Sequence[Label]) -> Period | None:
        """A total over a side of periods covers all of them; otherwise it has the period of the other side."""
        if period is not None:
            return period
        for labels, axis in ((row, self.shape.rows), (column, self.shape.columns)):
            if any(label.is_total for label in labels):
                periods = [label.period for each in axis.labels for label in each if label.period]
                if periods:
                    return hull(periods)
        return self.caption_period

    def _refuse(self, cell: TableCell, message: str, *, is_misprint: bool = False) -> None:
        for index, refusal in enumerate(self.result.refusals):
            if refusal.message == message:
                self.result.refusals[index] = Refusal(message, (*refusal.cells, cell.key), is_misprint)
                return
        self.result.refusals.append(Refusal(message, (cell.key,), is_misprint))


def _narrowest(periods: set[Period]) -> Period | None:
    """Return the period that lies in all the others; None when there is none."""
    for period in periods:
        if all(other.start <= period.start and period.end <= other.end for other in periods):
            return period
    return None


def _most_specific(row: _Subject | None, column: _Subject | None, table: _Subject) -> _Subject:
    """What row and column say goes before what the table says; when both say something it must be the same."""
    if row and column and row.indicator != column.indicator:
        return next(
            (each for each in (row, column) if each.reason), _Subject(None, "row and column announce different things")
        )
    return row or column or table
