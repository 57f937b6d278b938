"""Tables in other arrangements than months of years or categories, drawn at random.

Here: indicators down or across, quarters, years as sections, months with their year, averages, subtotals and totals
of rows, shares beside counts. What is no observation (an average, a subtotal, a share that is published nowhere) is a
mark without figures: a reader must say that it was not understood. Not here: the usual tables (`tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .manuscript import Cell, Expected, Mark, Table, Text
from .pen import Pen
from .spec import Column, Given, Value, month_of, number
from .tables import labels_of
from .words import HEADERS, LABELS, MONTHS, TITLES, TOTALS

Row = tuple[Cell, ...]

# Rows or columns of overviews: one wording of each is drawn.
MEASURES: dict[str, tuple[str, ...]] = {
    "conversations": ("Aantal gesprekken", "Gevoerde gesprekken", "Chatgesprekken"),
    "new_chat_callers": ("Nieuwe oproepers", "Nieuwe chatoproepers", "Aantal nieuwe oproepers"),
    "missed_in_opening_hours": ("Gemiste oproepen", "Gemiste gesprekken", "Gemiste oproepen tijdens de openingsuren"),
    "unique_chat_button_callers": ("Unieke oproepers op de chatknop", "Unieke oproepers die op de chatknop drukten"),
    "chat_callers": ("Oproepers die effectief naar de chat kwamen",),
    "missed_outside_opening_hours": ("Oproepers buiten de openingsuren", "Gemiste gesprekken buiten de openingsuren"),
}
MONTHLY = ("conversations", "new_chat_callers", "missed_in_opening_hours")
QUARTERS = ("T{n} {year}", "{n}e kwartaal {year}", "Q{n} {year}", "kwartaal {n} {year}", "{n}de trimester {year}")
BARE_QUARTERS = ("T{n}", "{n}e kwartaal", "Q{n}", "Trimester {n}")
AVERAGES = ("Gemiddelde", "Gemiddeld", "Gewogen gemiddelde", "Gemiddelde per maand")
SUBTOTALS = ("Subtotaal", "Tussentotaal", "Subtotaal eerste semester")
PROVISIONAL = ("jaar {year} (voorlopig)", "{year} (voorlopig)", "{year} (voorlopige cijfers)")


def summary(pen: Pen) -> Given:
    """A row for each indicator, a column for each year."""
    years = [Column.of_year(pen.year - back) for back in range(pen.pick((1, 2, 3)), -1, -1)]
    names = _some(pen, tuple(MEASURES))
    rows = [
        _row(
            pen.pick(MEASURES[name]), [_figure(pen.count(), name, year.start, year.end, role="total") for year in years]
        )
        for name in names
    ]
    title = pen.pick(("Kerncijfers van Nupraatikerover.be", "Overzicht per jaar", "Cijfers van de chat"))
    return Given(title, _table([_header(pen.pick(("", "Cijfers")), *(year.label for year in years))], rows))


def overview(pen: Pen) -> Given:
    """A column for each indicator, the months down."""
    names = _some(pen, MONTHLY)
    values = [[pen.count(400) for _ in names] for _ in MONTHS]
    rows = []
    for month, (label, line) in enumerate(zip(pen.months, values, strict=True), 1):
        period = month_of(Column.of_year(pen.year), month)
        rows.append(_row(label, [_figure(v, name, *period) for v, name in zip(line, names, strict=True)]))
    whole = Column.of_year(pen.year)
    sums = [pen.total([line[index] for line in values]) for index in range(len(names))]
    totals = [_figure(v, n, whole.start, whole.end, role="total") for v, n in zip(sums, names, strict=True)]
    rows.append(_row(pen.pick(TOTALS), totals))
    header = _header(pen.pick(("Maand", "")), *(pen.pick(MEASURES[name]) for name in names))
    return Given(f"Cijfers per maand in {pen.year}", _table([header], rows))


def quarters(pen: Pen) -> Given:
    """The quarters of one or two years, each with its year, one below the other."""
    pattern = pen.pick(QUARTERS)
    years = range(pen.year - pen.pick((0, 1)), pen.year + 1)
    rows = [_row(pattern.format(n=n, year=year), [_quarter(pen, year, n)]) for year in years for n in range(1, 5)]
    title = pen.pick(("Aantal gevoerde gesprekken per kwartaal", "Gevoerde chatgesprekken per trimester"))
    return Given(title, _table([_header("Periode", "Aantal")], rows))


def quarters_of_years(pen: Pen) -> Given:
    """The quarters down, the years across."""
    pattern = pen.pick(BARE_QUARTERS)
    years = range(pen.year - 1, pen.year + 1)
    rows = [_row(pattern.format(n=n), [_quarter(pen, year, n) for year in years]) for n in range(1, 5)]
    return Given("Aantal gevoerde gesprekken per kwartaal", _table([_header("Kwartaal", *map(str, years))], rows))


def year_sections(pen: Pen) -> Given:
    """The months of two years one below the other, each year in a row of its own above them."""
    indicator = pen.pick(MONTHLY)
    across = pen.pick((False, True))
    rows: list[Row] = []
    for year in (pen.year - 1, pen.year):
        rows.append((Cell((str(year),), span=2, bold=True),) if across else (Cell((str(year),), bold=True), Cell()))
        column = Column.of_year(year)
        rows += [_row(label, [_month(pen, indicator, column, m)]) for m, label in enumerate(pen.months, 1)]
    return Given(pen.pick(TITLES[indicator]), _table([], rows))


def dated_months(pen: Pen) -> Given:
    """Months that print their year: '01/2022', 'januari 2022'."""
    indicator = pen.pick(MONTHLY)
    patterns = ("{month} {year}", "{n:02}/{year}", "{month} '{short}", "{n}/{year}")
    pattern = pen.pick(patterns)
    rows = []
    for year in range(pen.year - pen.pick((0, 1)), pen.year + 1):
        column = Column.of_year(year)
        for m, name in enumerate(MONTHS, 1):
            label = pattern.format(month=name, year=year, n=m, short=f"{year % 100:02}")
            rows.append(_row(label, [_month(pen, indicator, column, m)]))
    return Given(pen.pick(TITLES[indicator]), _table([_header("Maand", "Aantal")], rows))


def averages(pen: Pen) -> Given:
    """Months of two years, with a row of averages below them."""
    months, years = _months_of_years(pen)
    averaged = [_stray(number(pen.chance.randint(3000, 9999) / 10, 1, pen.thousands)) for _ in years]
    return _monthly(pen, [*months, _row(pen.pick(AVERAGES), averaged)], years)


def subtotals(pen: Pen) -> Given:
    """Months of two years, with a subtotal behind June."""
    months, years = _months_of_years(pen)
    half = _row(pen.pick(SUBTOTALS), [_stray(pen.count(2400)) for _ in years])
    return _monthly(pen, [*months[:6], half, *months[6:]], years)


def row_totals(pen: Pen) -> Given:
    """Months of two years, and to the right of them the total of each month over the years: of no one period."""
    months, years = _months_of_years(pen)
    rows = [(*row, Cell(_stray(pen.count(800)))) for row in months]
    return _monthly(pen, rows, years, pen.pick(("Totaal", "Totaal alle jaren", "Som")))


def provisional(pen: Pen) -> Given:
    """Months of two years, of which the header says that the last is provisional."""
    months, years = _months_of_years(pen, last_status="P")
    label = pen.pick(PROVISIONAL).format(year=pen.year)
    return _monthly(pen, months, [*years[:-1], replace(years[-1], label=label)])


def shares_in_cells(pen: Pen) -> Given:
    """A number and its share in one cell, '31 (42%)': of referrals the number is published, of callers the share."""
    indicator = pen.pick(("referrals", "caller_gender_share"))
    year = Column.of_year(pen.year)
    labels = [(key, words[0]) for key, words in LABELS[indicator].items()]
    counts = [pen.chance.randint(1, 900) for _ in labels]
    rows = []
    for (category, label), count in zip(labels, counts, strict=True):
        share = number(round(100 * count / sum(counts), pen.decimals), pen.decimals, suffix=pen.percent)
        counted = number(count, 0, pen.thousands)
        found = _expected(counted if indicator == "referrals" else share, indicator, year.start, year.end)
        first, last = pen.pick(((" (", ")"), (" / ", "")))
        text = f"{counted.text}{first}{share.text}{last}"
        unit = "count" if indicator == "referrals" else "percent"
        found = replace(found, category=category, category_label=label, printed_text=text, unit=unit)
        told = [(found,), ()] if indicator == "referrals" else [(), (found,)]
        rows.append(_row(label, [(Mark(counted.text, told[0]), first, Mark(share.text, told[1]), last)]))
    title = f"{pen.pick(TITLES[indicator])} in {pen.year}"
    return Given(title, _table([_header(*pen.pick(HEADERS[indicator]))], rows))


def shares_beside_counts(pen: Pen) -> Given:
    """Referrals with their share in a column beside the counts; no indicator is a share of referrals."""
    year = Column.of_year(pen.year)
    rows = []
    for category, label in labels_of(pen, "referrals"):
        found = _expected(pen.few(), "referrals", year.start, year.end)
        found = replace(found, category=category, category_label=label)
        share = Mark(f"{pen.chance.randint(1, 99)}%", ())
        rows.append(_row(label, [(Mark(found.printed_text, (found,)),), (share,)]))
    title = f"{pen.pick(TITLES['referrals'])} in {pen.year}"
    return Given(title, _table([_header("Hulplijn", "Aantal", pen.pick(("%", "Percentage", "Aandeel")))], rows))


def counted_shares(pen: Pen) -> Given:
    """Callers by gender in numbers, which no indicator counts, beside their shares."""
    year = Column.of_year(pen.year)
    rows = []
    for category, words in LABELS["caller_gender_share"].items():
        found = _expected(pen.share(), "caller_gender_share", year.start, year.end)
        found = replace(found, category=category, category_label=words[0], unit="percent")
        rows.append(_row(words[0], [_stray(pen.count(900)), (Mark(found.printed_text, (found,)),)]))
    title = f"{pen.pick(TITLES['caller_gender_share'])} in {pen.year}"
    return Given(title, _table([_header("Geslacht", "Aantal", pen.pick(("%", "Percentage", "Aandeel")))], rows))


ALL = (
    summary, overview, quarters, quarters_of_years, year_sections, dated_months, averages, subtotals, row_totals,
    provisional, shares_in_cells, shares_beside_counts, counted_shares,
)  # fmt: skip


# Pieces


def _some(pen: Pen, names: tuple[str, ...]) -> list[str]:
    """Two or more of them, in their own order."""
    chosen = pen.chance.sample(names, pen.chance.randint(2, len(names)))
    return [name for name in names if name in chosen]


def _months_of_years(pen: Pen, last_status: str = "A") -> tuple[list[Row], list[Column]]:
    years = [Column.of_year(pen.year - 1), Column.of_year(pen.year)]
    rows = []
    for m, label in enumerate(pen.months, 1):
        before, last = (_month(pen, "conversations", year, m) for year in years)
        rows.append(_row(label, [before, _with_status(last, last_status)]))
    return rows, years


def _monthly(pen: Pen, rows: list[Row], years: Sequence[Column], *more: str) -> Given:
    header = _header(pen.pick(("Maand", "")), *(year.label for year in years), *more)
    return Given(pen.pick(TITLES["conversations"]), _table([header], rows))


def _table(header: list[Row], rows: list[Row]) -> Table:
    return Table((*header, *rows), len(header))


def _header(*labels: str) -> Row:
    return tuple(Cell((label,) if label else (), bold=True) for label in labels)


def _row(label: str, values: Sequence[Text]) -> Row:
    return (Cell((label,)), *(Cell(value) for value in values))


def _month(pen: Pen, indicator: str, column: Column, month: int) -> Text:
    return _figure(pen.count(400), indicator, *month_of(column, month))


def _quarter(pen: Pen, year: int, n: int) -> Text:
    first, last = month_of(Column.of_year(year), 3 * n - 2), month_of(Column.of_year(year), 3 * n)
    return _figure(pen.count(900), "conversations", first[0], last[1])


def _figure(value: Value, indicator: str, start: date, end: date, role: str = "part") -> Text:
    return (Mark(value.text, (_expected(value, indicator, start, end, role),)),)


def _expected(value: Value, indicator: str, start: date, end: date, role: str = "part") -> Expected:
    return Expected(indicator, start, end, value.value, value.text, role=role)


def _with_status(text: Text, status: str) -> Text:
    return tuple(
        Mark(run.text, tuple(replace(found, obs_status=status) for found in run.figures))
        if isinstance(run, Mark)
        else run
        for run in text
    )


def _stray(value: Value) -> Text:
    return (Mark(value.text, ()),)
