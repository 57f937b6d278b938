"""An answer's description and a layout -> the manuscript: blocks in order, every figure marked.

Here: what a layout changes in the arrangement of words (tables, bullets or sentences; captions; headers; months down
or across). Not here: geometry (`producers`), wordings (`words`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import assert_never

from .layout import Layout
from .manuscript import (
    Beside,
    Block,
    Bullets,
    Cell,
    Expected,
    Manuscript,
    Mark,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
)
from .spec import AnswerSpec, Breakdown, Column, Foreign, Given, Item, PeriodList, Series, Value, month_of
from .words import HYPHENATED, MONTHS, QUESTIONS

LIGATURES = {"fi": "\ufb01", "fl": "\ufb02"}
Row = tuple[Cell, ...]


def compose(spec: AnswerSpec, layout: Layout) -> Manuscript:
    """The answer as blocks, arranged as the layout wants it."""
    blocks = [*_questions(spec), *_heading(spec)]
    blocks += [Paragraph((text,)) for text in (spec.opening,) if text]
    for item in spec.items:
        blocks += _item(item, layout)
    blocks += [Paragraph((text,)) for text in (spec.closing,) if text]
    running = f"Schriftelijke vraag nr. {spec.question_number}" if layout.running_header else ""
    return Manuscript(tuple(_dress(block, layout) for block in blocks), running)


def long_date(day: date) -> str:
    """A date as Dutch prints it: '30 januari 2023'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _questions(spec: AnswerSpec) -> list[Block]:
    if spec.questions == "absent":
        return []
    asked = [
        Paragraph(("SCHRIFTELIJKE VRAAG",), "title"),
        Paragraph((f"nr. {spec.question_number}\nvan {spec.asker}\ndatum: {long_date(spec.question_date)}",)),
        Paragraph(("aan de Vlaamse minister van Welzijn, Volksgezondheid en Gezin",)),
        Paragraph((spec.title,), "title"),
    ]
    asked += [Paragraph((f"{n}. {text.format(year=spec.year)}",)) for n, text in enumerate(QUESTIONS, 1)]
    return [*asked, PageBreak()] if spec.questions == "page" else list(asked)


def _heading(spec: AnswerSpec) -> list[Block]:
    asked = f"vraag nr. {spec.question_number} van {long_date(spec.question_date)}"
    if spec.heading == "block":
        return [Paragraph(("ANTWOORD",), "title"), Paragraph((f"op {asked}\nvan {spec.asker}",))]
    if spec.heading == "line":
        return [Paragraph((f"ANTWOORD op {asked} van {spec.asker}",), "title")]
    return [
        Paragraph(("Vlaams minister van Welzijn, Volksgezondheid en Gezin",)),
        Paragraph((f"Antwoord op schriftelijke {asked} van {spec.asker.title()}",), "title"),
        Paragraph(("Geachte Vlaamse volksvertegenwoordiger,",)),
    ]


def _item(item: Item, layout: Layout) -> list[Block]:
    blocks: list[Block] = []
    contents = list(item.contents)
    while contents:
        content = contents.pop(0)
        follower = contents[0] if contents else None
        if isinstance(content, Paragraph):
            blocks.append(content)
        elif isinstance(content, Breakdown) and isinstance(follower, Breakdown) and _beside(layout):
            blocks += _side_by_side(content, follower, layout)
            contents.pop(0)
        else:
            blocks += _figures(content, layout)
    return _numbered(item.number, blocks)


def _numbered(number: int | str | None, blocks: list[Block]) -> list[Block]:
    if number is None:
        return blocks
    first = blocks[0]
    if isinstance(first, Paragraph) and first.kind == "body":
        return [replace(first, text=(f"{number}. ", *first.text)), *blocks[1:]]
    return [Paragraph((f"{number}.",)), *blocks]


def _beside(layout: Layout) -> bool:
    return layout.side_by_side and layout.form == "table"


def _figures(content: Series | Breakdown | PeriodList | Foreign | Given, layout: Layout) -> list[Block]:
    """One content in the layout's form, with what announces it and its footnotes."""
    if isinstance(content, PeriodList | Foreign):
        table = _period_table(content) if isinstance(content, PeriodList) else _foreign_table(content)
        return [Paragraph((content.title,), "caption"), table]
    notes = [Paragraph((note,), "note") for note in content.notes]
    if isinstance(content, Given):
        return [*_captioned(content.title, content.table, layout), *notes]
    if layout.form != "table":
        written = _bullets(content) if layout.form == "bullets" else _sentences(content)
        return [*written, *notes]
    table = _series_table(content, layout) if isinstance(content, Series) else _breakdown_table(content)
    if layout.caption == "row":
        table = _with_caption_row(table, content.title)
    return [*_announcement(content, layout), table, *notes]


def _captioned(title: str, table: Table, layout: Layout) -> list[Block]:
    if layout.caption == "row":
        return [_with_caption_row(table, title)]
    caption = Paragraph((title,), "caption")
    return [PageBreak(foot=(caption,)) if layout.caption == "page_before" else caption, table]


def _announcement(content: Series | Breakdown, layout: Layout) -> list[Block]:
    announced = [Paragraph((content.announcement,))] if content.announcement else []
    title_needed = not content.announcement or not _periods_are_elsewhere(content)
    if layout.caption != "row" and title_needed:
        announced.append(Paragraph((content.title,), "caption"))
    return [PageBreak(foot=tuple(announced))] if layout.caption == "page_before" else list(announced)


def _periods_are_elsewhere(content: Series | Breakdown) -> bool:
    """Whether the title names no period that is printed nowhere else: the table prints them, or nothing does."""
    return content.header if isinstance(content, Series) else content.basis != "printed" or len(content.columns) > 1


def _side_by_side(left: Breakdown, right: Breakdown, layout: Layout) -> list[Block]:
    tables = [_with_caption_row(_breakdown_table(content), content.title) for content in (left, right)]
    notes = [Paragraph((note,), "note") for content in (left, right) for note in content.notes]
    return [Beside(*tables), *notes]


def _with_caption_row(table: Table, title: str) -> Table:
    caption = (Cell((title,), span=table.width, bold=True),)
    return Table((caption, *table.rows), table.header_rows + 1)


# Tables


def _series_table(series: Series, layout: Layout) -> Table:
    return _months_across(series) if layout.months == "across" else _months_down(series, layout)


def _months_down(series: Series, layout: Layout) -> Table:
    rows = [
        (Cell((label,)), *(Cell(_marked(value, series, column, month)) for value, column in _pairs(series, values)))
        for month, (label, values) in enumerate(zip(series.month_labels, series.values, strict=False), 1)
    ]
    if series.totals:
        if layout.empty_row:
            rows.append(tuple(Cell() for _ in range(len(series.columns) + 1)))
        totals = (Cell(_marked(value, series, column, None)) for value, column in _pairs(series, series.totals))
        rows.append((Cell((series.total_label,)), *totals))
    header = _series_header(series, layout) if series.header else []
    return Table((*header, *rows), len(header))


def _series_header(series: Series, layout: Layout) -> list[Row]:
    labels = [column.label for column in series.columns]
    if layout.header == "spanning":
        title = "Jaar" if layout.caption == "row" else series.title
        over = (Cell(), Cell((title,), span=len(labels), bold=True))
        return [over, (Cell((series.corner,), bold=True), *(Cell((label,), bold=True) for label in labels))]
    corner = series.corner
    if layout.header == "two_lines":
        corner, labels = corner.replace(" ", "\n", 1), [label.replace(" ", "\n", 1) for label in labels]
    return [(Cell((corner,), bold=True), *(Cell((label,), bold=True) for label in labels))]


def _months_across(series: Series) -> Table:
    total = [series.total_label] if series.totals else []
    months = series.month_labels[: len(series.values)]
    header = tuple(Cell((text,) if text else (), bold=True) for text in ("Jaar", *months, *total))
    rows: list[Row] = []
    for index, column in enumerate(series.columns):
        cells = [Cell(_marked(v[index], series, column, month)) for month, v in enumerate(series.values, 1)]
        if series.totals:
            cells.append(Cell(_marked(series.totals[index], series, column, None)))
        rows.append((Cell((column.label,)), *cells))
    return Table((header, *rows), 1)


def _breakdown_table(breakdown: Breakdown) -> Table:
    rows: list[Row] = []
    for named, values in zip(breakdown.labels, breakdown.values, strict=True):
        cells = (Cell(_counted(v, breakdown, column, named)) for v, column in _pairs(breakdown, values))
        rows.append((Cell((named[1],)), *cells))
    if breakdown.totals:
        cells = (Cell(_counted(v, breakdown, column, None)) for v, column in _pairs(breakdown, breakdown.totals))
        rows.append((Cell((breakdown.total_label,)), *cells))
    header = _breakdown_header(breakdown)
    return Table((*header, *rows), len(header))


def _breakdown_header(breakdown: Breakdown) -> list[Row]:
    label = breakdown.header[0] if breakdown.header else ""
    if len(breakdown.columns) > 1:
        return [
            tuple(Cell((text,) if text else (), bold=True) for text in (label, *(c.label for c in breakdown.columns)))
        ]
    return [tuple(Cell((text,), bold=True) for text in breakdown.header)] if breakdown.header else []


def _period_table(listing: PeriodList) -> Table:
    rows: list[Row] = [tuple(Cell((text,), bold=True) for text in listing.header)]
    for column, value in zip(listing.columns, listing.values, strict=True):
        found = _expected(value, listing.indicator, column.start, column.end, role=listing.role)
        rows.append((Cell((column.label,)), Cell((Mark(value.text, (found,)),))))
    return Table(tuple(rows), 1)


def _foreign_table(foreign: Foreign) -> Table:
    head, *body = foreign.rows
    rows: list[Row] = [tuple(Cell((text,), bold=True) for text in head)]
    rows += [(Cell((line[0],)), *(Cell((Mark(text, ()),)) for text in line[1:])) for line in body]
    return Table(tuple(rows), 1)


# Bullets and sentences


def _bullets(content: Series | Breakdown) -> list[Block]:
    blocks: list[Block] = []
    for lead, lines in _lists(content):
        blocks.append(Paragraph((f"{lead}:",)))
        blocks.append(Bullets(tuple((f"{label}: ", mark) for label, mark in lines)))
    return blocks


def _sentences(content: Series | Breakdown) -> list[Block]:
    blocks: list[Block] = []
    for lead, lines in _lists(content):
        runs: list[Run] = [f"{lead}: "]
        for position, (label, mark) in enumerate(lines):
            joint = "" if position == 0 else " en " if position == len(lines) - 1 else ", "
            if isinstance(content, Series) and mark.figures[0].role == "part":
                runs += [f"{joint}in {label.lower()} ", mark]
            else:
                runs += [f"{joint}{label} (", mark, ")"]
        blocks.append(Paragraph((*runs, ".")))
    return blocks


def _lists(content: Series | Breakdown) -> Iterator[tuple[str, list[tuple[str, Mark]]]]:
    """For each period: the words that announce it, and the labelled figures."""
    for index, column in enumerate(content.columns):
        named = column.label in content.title or (isinstance(content, Breakdown) and content.basis != "printed")
        lead = content.title if named else f"{content.title} in {column.label}"
        lines = _month_lines(content, index) if isinstance(content, Series) else _category_lines(content, index)
        yield lead, lines


def _month_lines(series: Series, index: int) -> list[tuple[str, Mark]]:
    column = series.columns[index]
    lines = [
        (label, _as_prose(_marked(values[index], series, column, month)))
        for month, (label, values) in enumerate(zip(series.month_labels, series.values, strict=False), 1)
        if month_of(column, month)[1] <= column.end
    ]
    if series.totals:
        lines.append((series.total_label.lower(), _as_prose(_marked(series.totals[index], series, column, None))))
    return lines


def _category_lines(breakdown: Breakdown, index: int) -> list[tuple[str, Mark]]:
    column = breakdown.columns[index]
    lines = [
        (named[1], _as_prose(_counted(values[index], breakdown, column, named)))
        for named, values in zip(breakdown.labels, breakdown.values, strict=True)
    ]
    if breakdown.totals:
        total = _counted(breakdown.totals[index], breakdown, column, None)
        lines.append((breakdown.total_label.lower(), _as_prose(total)))
    return lines


def _as_prose(text: Text) -> Mark:
    (mark,) = text
    if not isinstance(mark, Mark) or not mark.text:
        raise ValueError("an empty value cannot be written as a bullet or a sentence")
    return replace(mark, figures=tuple(replace(figure, source="prose") for figure in mark.figures))


# Figures


def _pairs(content: Series | Breakdown, values: tuple[Value, ...]) -> Iterator[tuple[Value, Column]]:
    yield from zip(values, content.columns, strict=True)


def _marked(value: Value, series: Series, column: Column, month: int | None) -> Text:
    """A month's value, or the total of a column when `month` is None."""
    if month is None:
        total = _expected(value, series.indicator, column.start, column.end, role="total")
        return (Mark(value.text, (total,)),)
    start, end = month_of(column, month)
    found = _expected(value, series.indicator, start, end, role="part")
    return (Mark(value.text, (replace(found, optional=end > column.end),)),)


def _counted(value: Value, breakdown: Breakdown, column: Column, named: tuple[str, str] | None) -> Text:
    """A category's value, or the breakdown's total when it has no name."""
    role = "part" if named else "total"
    found = _expected(value, breakdown.indicator, column.start, column.end, role=role)
    category, label = named or (None, None)
    limit = None if breakdown.unit == "percent" else value.upper_bound  # '<5' may be of fewer than five callers
    found = replace(found, category=category, category_label=label, unit=breakdown.unit, upper_bound=limit)
    found = replace(found, period_basis=breakdown.basis, optional=named is None and breakdown.unit == "percent")
    return (Mark(value.text, (found,)),)


def _expected(value: Value, indicator: str, start: date, end: date, role: str) -> Expected:
    return Expected(
        indicator,
        start,
        end,
        value.value,
        value.text,
        role=role,
        obs_status=value.status,
        missing_reason=value.reason,
        upper_bound=value.upper_bound,
    )


# The layout's spelling


def _dress(block: Block, layout: Layout) -> Block:
    """The block with the layout's spaces, ligatures and places to hyphenate."""

    def dressed(text: Text) -> Text:
        return tuple(_dress_run(run, layout) for run in text)

    match block:
        case Paragraph():
            return replace(block, text=dressed(block.text))
        case Bullets():
            return replace(block, items=tuple(dressed(item) for item in block.items))
        case Table():
            rows = tuple(tuple(replace(cell, text=dressed(cell.text)) for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        case PageBreak(foot=foot):
            return PageBreak(tuple(replace(paragraph, text=dressed(paragraph.text)) for paragraph in foot))
        case Beside(left=left, right=right):
            dressed_tables = [_dress(table, layout) for table in (left, right)]
            return Beside(*(table for table in dressed_tables if isinstance(table, Table)))
        case _ as never:
            assert_never(never)


def _dress_run(run: Run, layout: Layout) -> Run:
    if isinstance(run, Mark):
        return replace(run, text=run.text.replace(" ", layout.space))
    if layout.hyphenate:
        run = " ".join(HYPHENATED.get(word, word) for word in run.split(" "))
    if layout.ligatures:
        for letters, ligature in LIGATURES.items():
            run = run.replace(letters, ligature)
    return run
