"""Tables as text, what is recognised in them, and what of it tests compare."""

from __future__ import annotations

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.reading.drafts import Draft, Recognition, Surroundings, Table, TableCell
from nupraat_pipeline.reading.recognition import recognise

CATALOGUE = load_catalogue()


def table(*rows: str) -> Table:
    """Cells apart by '|'."""
    return Table(
        tuple(
            tuple(TableCell(text.strip(), (), (r, c)) for c, text in enumerate(row.split("|"), start=1))
            for r, row in enumerate(rows, start=1)
        )
    )


def recognised(rows: list[str], *captions: str) -> Recognition:
    return recognise(table(*rows), Surroundings(captions), CATALOGUE)


def said(draft: Draft) -> tuple[object, ...]:
    when = (draft.period.start.year if draft.period else None, draft.month)
    return draft.indicator, *when, draft.category, draft.is_total, draft.value.number
