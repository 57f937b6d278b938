"""From a table to drafts of figures: each value gets an indicator, a period and a category.

Here: the decision for one table, or a list read as one. When two readings are possible the table, or the part of it
that is concerned, is refused with the reason. Not here: several tables in one grid (`stacks`), the shape of a table
(`mending`, `axes`), what announces an indicator (`subjects`), units (`units`), signs of misreading (`suspicions`), and
periods that only the rest of the answer tells (`resolution`).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.catalogue import fold
from nupraat_pipeline.reading.calendar import hull, is_year, may_be_school_year, school_year
from nupraat_pipeline.reading.drafts import Draft, Recognition, Refusal, Subject
from nupraat_pipeline.reading.footnotes import FOOTNOTE
from nupraat_pipeline.reading.tables import suspicions
from nupraat_pipeline.reading.tables.axes import Shape, naming_texts, read_shape
from nupraat_pipeline.reading.tables.contradictions import disbelieve
from nupraat_pipeline.reading.tables.mending import mended, with_label_column
from nupraat_pipeline.reading.tables.restrictions import without_asides
from nupraat_pipeline.reading.tables.stacks import tables_in
from nupraat_pipeline.reading.tables.subjects import Announcer, RefusedError, most_specific
from nupraat_pipeline.reading.values import Value, limit_sign, may_be_thousands, parse_value, without_noun
from nupraat_pipeline.reading.words.ages import age_band
from nupraat_pipeline.reading.words.identities import periods_named
from nupraat_pipeline.reading.words.labels import category_of, new_category_id
from nupraat_pipeline.reading.words.periods import names_school_year, names_several_times
from nupraat_pipeline.reading.words.provisional import provisional_times
from nupraat_pipeline.reading.words.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.drafts import Surroundings, Table, TableCell
    from nupraat_pipeline.reading.records import Period, Source, Unit
    from nupraat_pipeline.reading.words.labels import Label
    from nupraat_pipeline.reading.words.parts import Part

# A period this long or longer is a year of its own and no part of one.
_DAYS_OF_A_YEAR = 365
_MONTHS = 12


def recognise(table: Table, around: Surroundings, catalogue: Catalogue, source: Source = "table") -> Recognition:
    """Say what each value of a table is a value of; what is not understood comes back as refusals, never as a guess."""
    parts = tables_in(table, around.captions, catalogue)
    if len(parts) > 1 and suspicions.are_tiles(table, catalogue):
        return Recognition(refusals=[Refusal(suspicions.TILES)])
    if len(parts) > 1:
        return _merged(recognise(part, around, catalogue, source) for part in parts)
    whole = with_label_column(mended(parts[0], catalogue), catalogue)
    shape = read_shape(whole, catalogue)
    if shape is None:
        return Recognition(refusals=[Refusal("no labels and values can be told apart in it")])
    try:
        return _Reader(whole, shape, around, catalogue, source).read()
    except RefusedError as refused:
        return Recognition(refusals=[Refusal(str(refused))])


def _merged(parts: Iterable[Recognition]) -> Recognition:
    whole = Recognition()
    for part in parts:
        whole.drafts.extend(part.drafts)
        whole.refusals.extend(part.refusals)
        whole.new_categories.extend(part.new_categories)
    disbelieve(whole)
    return whole


class _UnclearPeriodError(Exception):
    """A value's labels do not tell its period; the text says why."""


class _Reader:
    """Reads one table whose shape is known."""

    def __init__(self, table: Table, shape: Shape, around: Surroundings, catalogue: Catalogue, source: Source) -> None:
        self.table = table
        self.shape = shape
        self.around = around
        self.catalogue = catalogue
        self.source: Source = source
        captions = tuple(map(without_asides, around.captions))
        self.announcer = Announcer(shape, captions, catalogue, around.notes)
        self.dimension, self.categories_on_rows = self.announcer.breakdown
        self.units = self._units()
        self._captioned = cache(self.announcer.period_for)
        self._contradiction = cache(self.announcer.contradiction)
        self._provisional = cache(self._provisional_times)
        self.result = Recognition()

    def read(self) -> Recognition:
        """Go through the values once. Raises RefusedError when the table cannot be understood as a whole."""
        if flaw := suspicions.flaw_of_table(self.table, self.shape, self.catalogue):
            raise RefusedError(flaw)
        table = self.announcer.of_table()
        columns = self.announcer.along(self.shape.columns, table)
        rows = self.announcer.along(self.shape.rows, table)
        if suspicions.is_torn(self.shape.columns, columns):
            raise RefusedError("its columns of years say different things, as a text that was torn apart does")
        for r, row in enumerate(rows):
            for c, column in enumerate(columns):
                self._cell(r, c, most_specific(row, column, table))
        for cell in suspicions.numbers_in_labels(self.table, self.shape, self.catalogue):
            self._refuse(cell, f"a number stands in {cell.text!r}, outside the values", is_misprint=True)
        for cell in suspicions.names_without_values(self.table, self.shape, self._row_categories, self.catalogue):
            self._refuse(cell, f"{cell.text!r} has no values: it heads the rows below it, or is a category without any")
        disbelieve(self.result)
        self.result.drafts = _of_their_months(self.result.drafts)
        return self.result

    def _cell(self, r: int, c: int, subject: Subject) -> None:
        row, column = self.shape.body_rows[r], self.shape.body_columns[c]
        cell = self.table.rows[row][column]
        value = parse_value(cell.text) or parse_value(without_noun(cell.text))
        if suspicions.is_no_place(self.table, self.shape, c):
            return
        if flaw := self._flaw_of_labels(r):
            self._refuse(cell, flaw)
            return
        if flaw := self._flaw(row, column, subject):
            if value is None or not value.is_blank:
                self._refuse(cell, flaw)
            return
        if flaw := suspicions.broken_number(self.table, self.shape, r, column):
            self._refuse(cell, flaw, is_misprint=True)
            return
        if suspicions.stands_apart(cell):
            self._refuse(cell, f"{cell.text!r} is several numbers that stand apart", is_misprint=True)
            return
        if value is None:
            has_digits = any(char.isdigit() for char in cell.text)
            reason = "no number, or several that ran together" if has_digits else "neither a number nor a known sign"
            self._refuse(cell, f"{cell.text!r} is {reason}", is_misprint=has_digits)
            return
        self._draft(cell, value, subject.indicator or "", r, c)

    @property
    def _row_categories(self) -> str | None:
        return self.dimension if self.categories_on_rows else None

    def _flaw_of_labels(self, r: int) -> str | None:
        return suspicions.flaw_of_row(self.table, self.shape, r, self._row_categories, self.catalogue)

    def _flaw(self, row: int, column: int, subject: Subject) -> str | None:
        """Say why a cell is not believed, whatever stands in it."""
        if suspicions.spans_several(self.table, row, column):
            return f"the value {self.table.rows[row][column].text!r} stands for several rows or columns at once"
        if suspicions.repeats_heading(self.table, self.shape, row, column, self.catalogue):
            return f"{self.table.rows[row][column].text!r} is what its column is headed with, drawn again"
        if subject.indicator is None:
            return subject.reason or "no text announces what it is about"
        text = self.table.rows[row][column].text
        if (
            self.catalogue.indicators[subject.indicator].dimension == "helpline"
            and text in self.catalogue.numeric_names
        ):
            return f"{text!r} may be the helpline of that number"
        return self._contradiction(subject.indicator)

    def _draft(self, cell: TableCell, value: Value, indicator: str, r: int, c: int) -> None:
        row, column = self.shape.rows.labels[r], self.shape.columns.labels[c]
        unit = self.catalogue.indicators[indicator].unit
        flaw = (
            self._flaw_of_share(r, c, unit) if value.share else self.units.flaw(value, [*row, *column], indicator, unit)
        )
        if flaw:
            self._refuse(cell, flaw)
            return
        has_share, value = value.share is not None, _in_unit(value, unit)
        if may_be_thousands(value, is_count=unit == "count"):
            self._refuse(cell, f"{cell.text!r} may be thousands or decimals", is_misprint=True)
            return
        try:
            period = self._period(indicator, r, c)
            part = _part((*row, *column))
        except _UnclearPeriodError as unclear:
            self._refuse(cell, str(unclear))
            return
        category, printed = self._category(row if self.categories_on_rows else column)
        is_total = category is None and any(label.is_total for label in (*row, *column))
        if category is None and not is_total and unit == "percent" and self.catalogue.indicators[indicator].dimension:
            self._refuse(cell, f"no category of {indicator} is named beside or above it")
            return
        if has_share:
            other = "percentage" if unit == "count" else "number"
            reason = f"a {other} stands there with each value, and {indicator} is published as a {unit}"
            self._refuse(cell, reason, is_half=True)
        times = self._provisional(indicator)
        self.result.drafts.append(
            Draft(
                indicator=indicator,
                value=value,
                unit=unit,
                source=self.source,
                printed_text=cell.text,
                words=cell.words,
                position=self.around.position,
                period=period,
                part=part,
                category=category,
                category_label=printed,
                is_total=is_total,
                is_series=self._is_series(row, column),
                is_approximate=value.is_approximate,
                is_provisional=frozenset() in times or any(label.is_provisional for label in (*row, *column)),
                provisional=frozenset().union(*times),
                marks=tuple(label.mark for label in (*row, *column) if label.mark),
                cell=(0, *cell.key),
                item_periods=self.around.item_periods,
            )
        )

    def _units(self) -> Units:
        numbers = (
            (value, [*row, *column])
            for row, r in zip(self.shape.rows.labels, self.shape.body_rows, strict=True)
            for column, c in zip(self.shape.columns.labels, self.shape.body_columns, strict=True)
            if (value := parse_value(self.table.rows[r][c].text)) is not None and value.share is None
        )
        nearest = [self.announcer.title, *self.around.captions[:1]]
        return Units(numbers, [*nearest, *self.announcer.texts_about()], self.catalogue)

    def _flaw_of_share(self, r: int, c: int, unit: Unit) -> str | None:
        """Say why the percentage that stands with a number may be no share of the categories along its side."""
        if unit == "count":
            return None
        if self.categories_on_rows:
            labels, places = self.shape.rows.labels, [(row, self.shape.body_columns[c]) for row in self.shape.body_rows]
        else:
            labels = self.shape.columns.labels
            places = [(self.shape.body_rows[r], column) for column in self.shape.body_columns]
        values = [parse_value(self.table.rows[row][column].text) for row, column in places]
        is_total = [any(label.is_total for label in each) for each in labels]
        return suspicions.flaw_of_shares(values, is_total)

    # Categories and periods

    def _category(self, labels: Sequence[Label]) -> tuple[str | None, str | None]:
        naming = [label for label in labels if label.text and not (label.is_time or label.is_total)]
        if self.dimension is None or not naming:
            return None, None
        printed = " ".join(label.text for label in naming)
        known = category_of(printed, self.dimension, self.catalogue)
        if known is None or (self._bands_meet and age_band(printed)):
            known = new_category_id(printed)
            entry = (self.dimension, known, printed)
            if entry not in self.result.new_categories:
                self.result.new_categories.append(entry)
        return known, printed

    @cached_property
    def _bands_meet(self) -> bool:
        """Whether an age band begins with the last age of another ('12 tot 15', '15 tot 18'): that is not its own."""
        labels = self.shape.rows.labels if self.categories_on_rows else self.shape.columns.labels
        is_of_ages = self.dimension is not None and self.catalogue.dimensions[self.dimension].bands
        bands = [band for text in naming_texts(labels) if is_of_ages and (band := age_band(text)) and band[1]]
        return bool({first for first, _ in bands} & {last for first, last in bands if last != first})

    def _provisional_times(self, indicator: str) -> list[frozenset[Period]]:
        """Return what each text about the figures of an indicator calls provisional; an empty set is all of them."""
        free = [text for text in self.around.notes if not FOOTNOTE.match(text)]  # the others are bound to a mark
        below = [text for text in free if self.announcer.may_be_about(indicator, text)]
        texts = [*self.announcer.texts_about(indicator), *below]
        return [times for text in texts if (times := provisional_times(text, self.catalogue)) is not None]

    def _is_series(self, row: Sequence[Label], column: Sequence[Label]) -> bool:
        """Whether the value is one of a series of parts of a year (months, quarters) along one side of the table."""
        for labels, axis in ((row, self.shape.rows), (column, self.shape.columns)):
            if any(label.part and not label.is_total for label in labels):
                return True
            own = next((label.period for label in labels if label.period), None)
            if own is not None and (own.end - own.start).days + 1 < _DAYS_OF_A_YEAR:
                others = {label.period for each in axis.labels for label in each if label.period}
                if len([each for each in others if each.start.year == own.start.year]) > 1:
                    return True
        return False

    def _period(self, indicator: str, r: int, c: int) -> Period | None:
        """Return what the labels of a value name, what a total covers, or else what title or caption name."""
        row, column, section = self.shape.rows.labels[r], self.shape.columns.labels[c], self.shape.sections[r]
        labels = (*row, *column, section)
        if several := next((each.text for each in labels if not each.period and names_several_times(each.text)), None):
            raise _UnclearPeriodError(f"{several!r} names several times, as where two columns ran together")
        periods = {label.period for label in labels if label.period}
        period = _narrowest(periods)
        if periods and period is None:
            raise _UnclearPeriodError("its labels name two periods")
        period = period or self._total_period(row, column)
        if period is not None:
            if flaw := suspicions.flaw_of_titled_year(self.table, self.shape, r, self._titled):
                raise _UnclearPeriodError(flaw)
            return self._unambiguous(period, labels)
        captioned = self._captioned(indicator)
        if not any(label.part for label in labels) and (narrowed := self.announcer.narrowed_for(indicator)):
            raise _UnclearPeriodError(f"from when to when {narrowed!r} is, is not said exactly")
        if flaw := (
            suspicions.flaw_of_time(self.shape, row, section, captioned)
            or suspicions.flaw_of_undated(self.table, self.shape, r, c, captioned)
        ):
            raise _UnclearPeriodError(flaw)
        return self._unambiguous(captioned, labels) if captioned else None

    @cached_property
    def _titled(self) -> frozenset[Period]:
        return frozenset(periods_named(self.announcer.title, self.catalogue))

    def _unambiguous(self, period: Period, labels: Sequence[Label]) -> Period:
        """Return a period; '2021-2022' is a school year where table or caption say so, and else unclear."""
        printed = [label for label in labels if label.period == period]
        if not may_be_school_year(period) or (labels and not printed and any(label.is_total for label in labels)):
            return period
        said = fold(" ".join([self.announcer.title, *self.around.captions[:1], *(label.text for label in labels)]))
        if names_school_year(said):
            return school_year(period.start.year)
        raise _UnclearPeriodError("its period may be one school year or two calendar years")

    def _total_period(self, row: Sequence[Label], column: Sequence[Label]) -> Period | None:
        """Return what a total over periods along its side covers: all of them."""
        for labels, axis in ((row, self.shape.rows), (column, self.shape.columns)):
            if any(label.is_total for label in labels):
                periods = [label.period for each in axis.labels for label in each if label.period]
                if periods:
                    return hull(periods)
        return None

    def _refuse(self, cell: TableCell, message: str, *, is_misprint: bool = False, is_half: bool = False) -> None:
        for index, refusal in enumerate(self.result.refusals):
            if refusal.message == message:
                self.result.refusals[index] = replace(refusal, cells=(*refusal.cells, cell.key))
                return
        self.result.refusals.append(Refusal(message, (cell.key,), is_misprint, is_half))


def _in_unit(value: Value, unit: Unit) -> Value:
    """Return what a value says in a unit: of '480 (81%)' one half.

    A '<5' among percentages may be of fewer than five callers: it is a sign, and no limit of the share.
    """
    if unit == "percent" and value.share:
        return value.share
    if unit == "percent" and value.is_strict and not value.is_percent:
        return replace(value, lower=None, upper=None, is_strict=False, marker=value.marker or limit_sign(value))
    return replace(value, share=None)


def _of_their_months(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts with the total of months that are but a part of the year as a total of that part.

    Only where it is their sum: the months that are missing may stand in another table.
    """
    months: defaultdict[tuple[str, Period | None, str | None], dict[int, float]] = defaultdict(dict)
    for draft in drafts:
        if draft.month:
            months[draft.indicator, draft.period, draft.category][draft.month] = draft.value.number or 0
    finished = []
    for draft in drafts:
        own = months.get((draft.indicator, draft.period, draft.category), {})
        is_whole = draft.is_total and draft.part is None and (draft.period is None or is_year(draft.period))
        is_row = 1 < len(own) < _MONTHS and max(own) - min(own) + 1 == len(own)
        if is_whole and is_row and draft.value.number and draft.value.number == sum(own.values()):
            finished.append(replace(draft, part=(min(own), max(own))))
        else:
            finished.append(draft)
    return finished


def _part(labels: Iterable[Label]) -> Part | None:
    """Return the part of a year that labels name: the one within all the others ('1e semester' over 'januari')."""
    parts = {label.part for label in labels if label.part}
    within = [part for part in parts if all(first <= part[0] and part[1] <= last for first, last in parts)]
    if parts and not within:
        raise _UnclearPeriodError("its labels name two parts of the year")
    return within[0] if within else None


def _narrowest(periods: set[Period]) -> Period | None:
    """Return the period that lies in all the others; None when there is none."""
    for period in periods:
        if all(other.start <= period.start and period.end <= other.end for other in periods):
            return period
    return None
