"""Signs that a table was misread: labels and values that do not stand where they should.

Here: what to disbelieve by the look of the table. Each check names what it found: refusing costs a look at the page, a
silent shift a wrong number. Not here: what the table means (`recognition`), drafts that clash (`contradictions`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from nupraat_pipeline.catalogue import fold, label_key
from nupraat_pipeline.reading.calendar import is_month, is_year
from nupraat_pipeline.reading.values import NUMBER, parse_value, without_noun
from nupraat_pipeline.reading.words.ages import age_band, names_age
from nupraat_pipeline.reading.words.identities import find_identities
from nupraat_pipeline.reading.words.labels import BLANK_LABEL, category_of, read_label, unexplained, without_light_words
from nupraat_pipeline.reading.words.months import parse_month
from nupraat_pipeline.reading.words.parts import find_parts
from nupraat_pipeline.reading.words.periods import YEAR, find_periods
from nupraat_pipeline.reading.words.phrases import OF_WHICH
from nupraat_pipeline.reading.words.text import PlacedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.reading.drafts import Subject, Table, TableCell
    from nupraat_pipeline.reading.records import Period
    from nupraat_pipeline.reading.tables.axes import Axis, Shape
    from nupraat_pipeline.reading.values import Value
    from nupraat_pipeline.reading.words.labels import Label

# Where so many of the rows name a year of their own, one that does not was cut off.
MOST_DATED = 0.6
# No space between thousands is wider than so many sizes, not even in a monospaced type.
_WIDEST_SPACE = 0.9
# Shorter labels ('x', 'v') are also parts of words.
SHORTEST_LABEL = 2
_IN_THE_MIDDLE = re.compile(r"^(?:en|of|van|door|met)\b|(?:\b(?:en|of|van|de|het|door|met)|[,(-])$")
# A title may end with 'door' or 'naar', and its rows say by or to whom.
_OPEN_END = re.compile(r"\b(?:in|voor|tijdens|sinds|en|het|de|een)$")
_ENDS_WITH_VALUE = re.compile(r"[^\W\d]\S*\s+(?:\d[\d.,]*\s?%?|n\.?\s?[bv]\.?(?:\s?t\.?)?|[-–/])$", re.IGNORECASE)

# A label without a space before its value: 'Verwerkingsproblematiek37 %', 'Tele-Onthaal30'.
_GLUED = re.compile(r"[^\W\d_]{3}\d{1,4}(?:,\d+)?\s?%?$")
_SEVERAL_VALUES = re.compile(rf"(?<!\S)(?:{NUMBER})\s?%?\s+(?:{NUMBER})\s?%?(?!\S)")


TILES = "its numbers stand above or below their labels, in rows of their own"


def flaw_of_table(table: Table, shape: Shape, catalogue: Catalogue) -> str | None:
    """Say why no cell of a table can be trusted: its headings do not stand over its values."""
    return next(_flaws_of_table(table, shape, catalogue), None)


def _flaws_of_table(table: Table, shape: Shape, catalogue: Catalogue) -> Iterator[str]:
    if _years_are_shifted(table, shape, catalogue):
        yield "its years do not stand over its columns of values"
    if torn := next((title for title in shape.titles if _OPEN_END.search(fold(title))), None):
        yield f"its title {torn!r} ends in the middle of a text"
    strange = [cell.text for cell in numbers_in_labels(table, shape, catalogue)]
    if broken := next((text for text in strange if re.fullmatch(YEAR, "".join(text.split()))), None):
        yield f"{broken!r} may be a year that its narrow column broke, or two numbers"
    if torn := next(filter(_SEVERAL_VALUES.search, strange), None):
        yield f"{torn!r} holds a row of its own, as where two tables ran together"
    if share := next((text for text in strange if re.fullmatch(rf"(?:{NUMBER})\s?%", text)), None):
        yield f"{share!r} stands where its labels do"
    if are_tiles(table, catalogue):
        yield TILES
    if heading := _heading_without_more(table, shape):
        yield f"{heading!r} in its first row may be the year that heads the others, and no value"
    headed = [any(label.text for label in labels) for labels in shape.columns.labels]
    if any(headed) and not all(headed):
        yield "some of its columns of values have a heading and others have none"


def _years_are_shifted(table: Table, shape: Shape, catalogue: Catalogue) -> bool:
    """Whether a header has a year over the labels and others over the values."""
    first = shape.body_columns[0]
    for row in table.rows[: shape.body_rows[0]]:
        over_labels = {cell.key for cell in row[:first] if read_label(cell.text, catalogue).period}
        over_values = {cell.key for cell in row[first:] if read_label(cell.text, catalogue).period}
        if over_labels and over_values - over_labels:
            return True
    return False


def are_tiles(table: Table, catalogue: Catalogue) -> bool:
    """Whether a row is numbers from its first cell on before any row is months or categories and nothing else."""
    rows = [list({cell.key: cell for cell in row if cell.text.strip()}.values()) for row in table.rows]
    has_numbers = False
    for row in ([cell.text for cell in row] for row in rows if len(row) > 1):
        if all(parse_month(text) or _is_category(text, catalogue) for text in row):
            return has_numbers
        has_numbers = has_numbers or (all(map(_is_value, row)) and not re.fullmatch(YEAR, row[0]))
    return False


def _heading_without_more(table: Table, shape: Shape) -> str | None:
    """Return the years of a first row that are its only values, where no row above heads the columns."""
    labels = shape.rows.labels[0]
    if shape.body_rows[0] or any(label.is_time or label.is_total for label in labels):
        return None
    values = [table.rows[0][column].text for column in shape.body_columns]
    return " and ".join(values) if len(table.rows) > 1 and all(re.fullmatch(YEAR, text) for text in values) else None


def flaw_of_row(table: Table, shape: Shape, r: int, categories: str | None, catalogue: Catalogue) -> str | None:
    """Say why the labels of a body row cannot be trusted; `categories` is the dimension of the rows, if any."""
    labels = shape.rows.labels[r]
    texts = [label.text for label in labels if label.text]
    if not texts:
        return "its row has no label" if len(shape.body_rows) > 1 else None
    values = [table.rows[shape.body_rows[r]][column].text for column in shape.body_columns]
    if flaw := _heading_of_years([texts[-1], *values]) or _flaw_of_values(values, catalogue):
        return flaw
    naming = [label.text for label in labels if categories and label.text and not (label.is_time or label.is_total)]
    if categories and naming:
        near = [row for row in (shape.body_rows[r] - 1, shape.body_rows[r] + 1) if row in shape.loose_rows]
        flaw = _flaw_of_names(naming, [table.rows[row][0] for row in near], categories, catalogue)
        is_age = catalogue.dimensions[categories].bands and names_age(naming[0])
        if flaw or is_age or category_of(naming[0], categories, catalogue):
            return flaw
    if end := _end_of_label_above(shape, r):
        return f"its label {end!r} may be the end of the label above it"
    is_time = any(label.is_time for label in labels)
    if _ENDS_WITH_VALUE.search(texts[-1]) and not is_time and not find_periods(fold(texts[-1])):
        return f"its label {texts[-1]!r} ends with what may be a value"
    return None


def _heading_of_years(texts: Sequence[str]) -> str | None:
    """Say when the texts of a row are years and nothing else, each next to the one before it."""
    years = [int(text) for text in texts if re.fullmatch(YEAR, text)]
    steps = {later - earlier for earlier, later in pairwise(years)}
    is_heading = len(years) == len(texts) and steps in ({1}, {-1})
    return f"{' and '.join(texts)} may be a heading of years, and no row" if is_heading else None


def _end_of_label_above(shape: Shape, r: int) -> str | None:
    """Return a year among months that name theirs, where it is no total: the row above lacks it, or months go on."""
    rows = [next((label for label in labels if label.text), BLANK_LABEL) for labels in shape.rows.labels]
    own, above = rows[r], rows[r - 1] if r else BLANK_LABEL
    below = rows[r + 1].period if r + 1 < len(rows) else None
    if own.rest or own.period is None or not is_year(own.period):
        return None
    months = [label.period for label in rows if label.period and is_month(label.period)]
    goes_on = below in months and below is not None and own.period.start < below.start <= own.period.end
    lacks_year = bool(above.text) and not above.is_time and not above.is_total and any(find_parts(fold(above.text)))
    return own.text if months and (goes_on or lacks_year) else None


def _flaw_of_values(values: Sequence[str], catalogue: Catalogue) -> str | None:
    """Say which text among the values of a row is none: a label with its value, or a label alone."""
    strange = [text for text in values if not _is_value(text)]
    if glued := next(filter(_ENDS_WITH_VALUE.search, strange), None):
        return f"{glued!r} among its values may be a label and a value that ran together"
    other = next((text for text in strange if _is_category(text, catalogue)), None)
    return other and f"{other!r} among its values is a label, as where two tables stand side by side"


def _is_category(text: str, catalogue: Catalogue) -> bool:
    return any(category_of(text, name, catalogue) for name in catalogue.dimensions)


def _is_value(text: str) -> bool:
    return parse_value(text) is not None or parse_value(without_noun(text)) is not None


def _flaw_of_names(naming: list[str], loose: list[TableCell], dimension: str, catalogue: Catalogue) -> str | None:
    """Say why the names of categories beside a row cannot be trusted; `loose` are texts alone in the rows beside it."""
    if len(naming) > 1:
        return f"its labels {' and '.join(map(repr, naming))} stand side by side"
    (label,) = naming
    plain = fold(label)
    if category_of(label, dimension, catalogue):
        return None
    other = next((name for name in catalogue.dimensions if category_of(label, name, catalogue)), None)
    other = None if plain in catalogue.words.weak_labels else other
    is_age = catalogue.dimensions[dimension].bands
    is_number = not is_age and re.fullmatch(rf"(?:{NUMBER})\s?%?", label) and not catalogue.names_other_service(label)
    words = without_light_words(plain, catalogue).split()
    is_heading = catalogue.announced(catalogue.concepts_in(label)) and all(map(catalogue.concepts_in, words))
    signs = (
        (OF_WHICH.match(plain), "names only some of what the label above it counts"),
        (is_heading, "may be a heading"),
        (other, f"is a {other}, and no {dimension}"),
        (is_number, "is a number"),
        (_IN_THE_MIDDLE.search(plain), "begins or ends in the middle of a text"),
        (loose, f"is not known and may go on in {loose[0].text!r}" if loose else ""),
    )
    flaw = next((reason for sign, reason in signs if sign), None)
    return f"its label {label!r} {flaw}" if flaw else _run_together(label, dimension, catalogue)


def _run_together(label: str, dimension: str, catalogue: Catalogue) -> str | None:
    """Say why a label that nobody knows may be two: two known ones, or a heading and a known one below it."""
    plain = label_key(label)
    names = {name: category for name, category in catalogue.synonyms(dimension).items() if len(name) > SHORTEST_LABEL}
    found = [(category, match.span()) for name, category in names.items() for match in _whole(name, plain)]
    ages = (plain[each.start : each.end] for each in find_identities(PlacedText(plain, ()), catalogue))
    several = len({category for category, _ in found}) + sum(age_band(age) is not None for age in ages) > 1
    if several:
        return f"its label {label!r} may be several labels that ran together"
    places = [place for _, place in found]
    ahead = plain[: min((start for start, end in places if end == len(plain)), default=0)]
    if ahead and all(catalogue.concepts_in(word) for word in without_light_words(ahead, catalogue).split()):
        return f"its label {label!r} may be a heading and a label that ran together"
    return None


def _whole(name: str, text: str) -> Iterator[re.Match[str]]:
    """Yield where a name stands in a text as words of its own."""
    if name in text:
        yield from re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)


def flaw_of_time(shape: Shape, labels: Sequence[Label], section: Label, captioned: Period | None) -> str | None:
    """Say why a row whose labels name no year cannot be dated by what is `captioned`, or by the answer."""
    sections = {other.period for other in shape.sections if other.period}
    if section.period is None and sections and captioned in {None, *sections}:
        return "it stands under no year, while rows below it do"
    months = [label for each in shape.rows.labels for label in each if label.is_time]
    dated = sum(label.period is not None for label in months)
    cut = next((label.text for label in labels if label.part), None)
    if cut is not None and dated >= MOST_DATED * len(months):
        return f"its label {cut!r} names no year, while those of the other rows do"
    return None


def flaw_of_undated(table: Table, shape: Shape, r: int, c: int, captioned: Period | None) -> str | None:
    """Say why a row (or column) without a time cannot be dated by what is `captioned`, or by the answer: others are."""
    columns = [labels for index, labels in enumerate(shape.columns.labels) if not is_no_place(table, shape, index)]
    for along, own in ((shape.rows.labels, shape.rows.labels[r]), (columns, shape.columns.labels[c])):
        named = {label.period for labels in along for label in labels if label.period}
        if named - {captioned} and not any(label.is_time or label.is_total for label in own):
            printed = " ".join(label.text for label in own if label.text)
            return f"no time is named with {printed!r}, while one is with others beside it"
    return None


def flaw_of_titled_year(table: Table, shape: Shape, r: int, titled: frozenset[Period]) -> str | None:
    """Say why the columns of a row may not be its own: the one of the year in its title is empty, and another is not.

    A table with one column may have been taken for the rest of one with several, above it.
    """
    cells = [table.rows[shape.body_rows[r]][column] for column in shape.body_columns]
    years = [next((label.period for label in labels if label.period), None) for labels in shape.columns.labels]
    own = [cell.text.strip() for cell, year in zip(cells, years, strict=True) if year in titled]
    others = [cell.text.strip() for cell, year in zip(cells, years, strict=True) if year and year not in titled]
    if len(titled) != 1 or not own or any(own) or not any(others):
        return None
    return "its title names a year whose column is empty, and it has a value in another"


def is_no_place(table: Table, shape: Shape, c: int) -> bool:
    """Whether a column holds nothing at all, is not drawn, and is headed by a text: one beside the table made it.

    Under a bare year, or another time, all values are missing.
    """
    if any(label.is_time and not label.rest for label in shape.columns.labels[c]):
        return False
    return not any(table.rows[row][shape.body_columns[c]].is_drawn for row in shape.body_rows)


def broken_number(table: Table, shape: Shape, r: int, column: int) -> str | None:
    """Say why a number may be only the beginning of one that its narrow column broke ('1.10' above '3').

    The row below it has no label and, in its column, no more than the rest of a number; or it is the last row, as full
    as other numbers that go on so, whose rest may stand below the table.
    """
    text = table.rows[shape.body_rows[r]][column].text
    if rest := _rest_below(table, shape, r, column):
        return f"{text!r} may go on in {rest!r} below it, which has no label"
    goes_on = [
        table.rows[row][column].text for n, row in enumerate(shape.body_rows) if _rest_below(table, shape, n, column)
    ]
    is_last = r == len(shape.body_rows) - 1 and _has_label(shape, r)
    if is_last and goes_on and len(text) >= min(map(len, goes_on)):
        return f"{text!r} may go on below its table, as {goes_on[0]!r} above it may"
    return None


def _rest_below(table: Table, shape: Shape, r: int, column: int) -> str | None:
    """Return the digits below a value that may be its rest: fewer of them, or as many and a smaller number.

    Amid the rows of a table any number without a label may be: in the last row it may be their sum.
    """
    if r + 1 >= len(shape.body_rows) or not _has_label(shape, r) or _has_label(shape, r + 1):
        return None
    own, below = (table.rows[shape.body_rows[row]][column].text for row in (r, r + 1))
    if not (own[-1:].isdigit() and re.fullmatch(r"[\d.]+\s?%?", below)):
        return None
    digits, rest = (re.sub(r"\D", "", each) for each in (own, below))
    is_between = r + 2 < len(shape.body_rows)
    return below if is_between or (len(rest), rest) < (len(digits), digits) else None


def _has_label(shape: Shape, r: int) -> bool:
    return any(label.text for label in shape.rows.labels[r])


def flaw_of_shares(values: Sequence[Value | None], is_total: Sequence[bool]) -> str | None:
    """Say why the percentages beside numbers ('480 (81%)') are no shares of these: what they may be, nothing tells.

    The numbers are those along one side of a table; without a printed total all of them are needed.
    """
    parts = [value for value, total in zip(values, is_total, strict=True) if not total]
    known = [value.number for value in parts if value and value.number is not None]
    printed = [value.number for value, total in zip(values, is_total, strict=True) if total and value and value.number]
    whole = printed[0] if printed else sum(known) if len(known) == len(parts) else None
    if not whole:
        return "which numbers its percentages are shares of, is not told: some are missing"
    for value in parts:
        if value and value.share and value.number is not None and value.share.number is not None:
            rounding = 10.0**-value.share.decimals
            if abs(value.share.number - 100 * value.number / whole) > rounding:
                return f"its percentages are no shares of its numbers: {value.number:g} is not {value.share.number:g}%"
    return None


def stands_apart(cell: TableCell) -> bool:
    """Whether the digits of a cell stand further apart than thousands do, or on two lines: they are of two numbers."""
    words = [each.word for each in cell.words]
    return bool(re.search(r"\d\s+\d", cell.text)) and any(
        left.text[-1:].isdigit()
        and right.text[:1].isdigit()
        and (right.x0 - left.x1 > _WIDEST_SPACE * max(left.size, right.size) or right.top > left.bottom - left.size / 2)
        for left, right in pairwise(words)
    )


def spans_several(table: Table, row: int, column: int) -> bool:
    """Whether the cell at a position also stands at a position beside it."""
    cell = table.rows[row][column]
    beside = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return any(
        0 <= r < table.n_rows and 0 <= c < table.n_columns and table.rows[r][c].key == cell.key for r, c in beside
    )


def is_torn(columns: Axis, subjects: Sequence[Subject]) -> bool:
    """Whether of columns that each have a year one announces something and another nothing known, or something else."""
    years: defaultdict[str | None, set[Period]] = defaultdict(set)
    for labels, subject in zip(columns.labels, subjects, strict=True):
        if subject:
            years[subject.indicator].update(label.period for label in labels if label.period)
    dated = [periods for periods in years.values() if periods]
    names_nothing = bool(years.get(None)) and any(periods != years[None] for periods in dated)
    return names_nothing or any(one.isdisjoint(other) for one, other in combinations(dated, 2))


def repeats_heading(table: Table, shape: Shape, row: int, column: int, catalogue: Catalogue) -> bool:
    """Whether a value is the text at the head of its column, or its row is one of headings drawn again.

    Such a row names neither a time nor a category, and all that stands in it is part of what heads its columns.
    """
    label = read_label(table.rows[row][0].text, catalogue)
    if label.is_time or label.is_total or any(category_of(label.text, d, catalogue) for d in catalogue.dimensions):
        return False
    above = table.rows[: shape.body_rows[0]]
    if (text := table.rows[row][column].text.strip()) in {each[column].text.strip() for each in above} - {""}:
        return bool(text)
    printed = {c: table.rows[row][c].text.split() for c in shape.body_columns}
    heads = {c: {word for each in above for word in each[c].text.split()} for c in shape.body_columns}
    return any(printed.values()) and all(heads[c].issuperset(words) for c, words in printed.items())


def numbers_in_labels(table: Table, shape: Shape, catalogue: Catalogue) -> Iterator[TableCell]:
    """Yield cells outside the values that hold a number which names nothing: figures whose place was not understood."""
    values = {table.rows[row][column].key for row in shape.body_rows for column in shape.body_columns}
    seen: set[tuple[int, int]] = set()
    for cell in (cell for row in table.rows for cell in row):
        if cell.key in values or cell.key in seen:
            continue
        seen.add(cell.key)
        is_glued = _GLUED.search(cell.text) and not any(
            category_of(cell.text, dimension, catalogue) for dimension in catalogue.dimensions
        )
        if is_glued or any(char.isdigit() for char in unexplained(cell.text, catalogue)):
            yield cell


def names_without_values(
    table: Table, shape: Shape, dimension: str | None, catalogue: Catalogue
) -> Iterator[TableCell]:
    """Yield labels without values among categories that may be a category nobody knows, or a heading of the next ones.

    What announces something, names a time or ends with a colon is a heading. Above the first row and the headings of
    the columns stand titles.
    """
    if dimension is None:
        return
    headings = [
        index
        for index in range(shape.body_rows[0])
        if index not in shape.loose_rows and len({cell.key for cell in table.rows[index]}) > 1
    ]
    first = max(headings, default=shape.body_rows[0])
    for index in sorted(shape.loose_rows):
        cell = table.rows[index][0]
        label = read_label(cell.text, catalogue)
        heads = label.is_time or cell.text.endswith(":") or catalogue.announced(catalogue.concepts_in(cell.text))
        if index > first and not heads:
            yield cell
