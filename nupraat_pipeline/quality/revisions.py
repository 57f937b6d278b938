"""Rules about what answers say of each other: other values, holes where values were, and two files of one answer."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from nupraat_pipeline.quality.evidence import EPSILON, agree, half_step, slack
from nupraat_pipeline.quality.finding import Finding, number, subject, where
from nupraat_pipeline.vintages import thing_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.quality.evidence import Evidence, Observed, Thing
    from nupraat_pipeline.reading.records import AnswerReading, Figure
    from nupraat_pipeline.vintages import Edition


def value_revised(evidence: Evidence) -> Iterator[Finding]:
    """A later answer may print another value: a revision, to be seen and not to be lost."""
    for new, old in _repeated_later(evidence):
        if new.value is not None:
            same = _confirms(new, old)
            yield _across(new, old, passed=same, verdict="confirms" if same else "revises")


def value_withdrawn(evidence: Evidence) -> Iterator[Finding]:
    """A later answer that prints a hole where there was a value leaves in doubt whether the value still holds."""
    for new, old in _repeated_later(evidence):
        stands = new.value is not None
        yield _across(new, old, passed=stands, verdict="still gives a value for" if stands else "prints a hole for")


def _repeated_later(evidence: Evidence) -> Iterator[tuple[Observed, Observed]]:
    """Yield what an answer says of a thing with what held of it from answers of earlier days, when that was a value."""
    for said, earlier in evidence.after_earlier():
        for thing, new in said.best.items():
            old = earlier.best.get(thing)
            if old is not None and old.value is not None:
                yield new, old


def _confirms(new: Observed, old: Observed) -> bool:
    """Return whether two values are the same, an approximate one at its own rounding."""
    if new.value is None or old.value is None:
        return False
    tolerance = max((half_step(row) for row in (new, old) if row.is_approximate), default=0.0)
    return abs(new.value - old.value) <= tolerance + EPSILON


def conflicting_answers(evidence: Evidence) -> Iterator[Finding]:
    """Of two answers of one day neither revises the other: where they differ one of them is wrong.

    Each is held against the answers of its day that said something new: what merely repeats another needs no look.
    """
    for _, of_day in groupby(evidence.answers, key=lambda said: said.vintage):
        printed: dict[Thing, list[Observed]] = defaultdict(list)
        for said in of_day:
            for thing, row in said.best.items():
                if row.value is None:
                    continue
                known = printed[thing]
                for reference in known:
                    same = agree(row, reference)
                    yield _across(row, reference, passed=same, verdict="agrees with" if same else "contradicts")
                if not any(_alike(row, reference) for reference in known):
                    known.append(row)


def _alike(row: Observed, reference: Observed) -> bool:
    return row.value == reference.value and slack(row) == slack(reference)


def _across(row: Observed, reference: Observed, *, passed: bool, verdict: str) -> Finding:
    return Finding(
        passed=passed,
        document_id=row.document_id,
        other_document_id=reference.document_id,
        indicator=row.indicator,
        period=row.period,
        category=row.category,
        stated=row.value,
        computed=reference.value,
        page=row.page,
        message=(
            f"{subject(row)}: {row.document_id}, {where(row)}, {verdict} "
            f"{number(reference.value)} of {reference.document_id}, {where(reference)}."
        ),
    )


def conflicting_editions(evidence: Evidence) -> Iterator[Finding]:
    """Two files of one answer give the same values; where they do not, one is a draft, a correction or misread."""
    by_name = {edition.file_name: edition for edition in evidence.editions}
    for edition in evidence.editions:
        if edition.reason not in {"same_answer", "conflicting_editions"} or edition.instead is None:
            continue
        read = by_name[edition.instead]
        if edition.reason == "same_answer":
            yield _edition(edition, read, None, None)
        else:
            yield from _differences(edition, read)


def _differences(edition: Edition, read: Edition) -> Iterator[Finding]:
    other, chosen = _by_thing(edition.reading), _by_thing(read.reading)
    for thing in sorted(other.keys() | chosen.keys(), key=str):
        ours, theirs = chosen.get(thing, {}), other.get(thing, {})
        if ours.keys() != theirs.keys():
            yield _edition(edition, read, _beyond(theirs, ours), _beyond(ours, theirs))


# The figures of one thing by what they say, in reading order.
_Sayings = dict[tuple[object, ...], "Figure"]


def _by_thing(reading: AnswerReading | None) -> dict[tuple[object, ...], _Sayings]:
    """Return all that a reading says of each thing, which may be several values."""
    figures: dict[tuple[object, ...], _Sayings] = defaultdict(dict)
    for figure in () if reading is None else reading.figures:
        figures[thing_of(figure)].setdefault(value_of(figure), figure)
    return figures


def _beyond(one: _Sayings, other: _Sayings) -> Figure | None:
    """Return the first figure that says what the other side does not, or else the first at all."""
    return next((figure for value, figure in one.items() if value not in other), next(iter(one.values()), None))


def _edition(edition: Edition, read: Edition, theirs: Figure | None, ours: Figure | None) -> Finding:
    """Return a finding about one difference between two files, or with no figures about there being none."""
    figure = theirs or ours
    message = f"{edition.file_name} gives the same values as {read.file_name}, which is read."
    if figure is not None:
        printed, kept = (
            "does not give it" if side is None else f"prints {side.printed_text!r} on page {side.box.page}"
            for side in (theirs, ours)
        )
        message = (
            f"{figure.indicator}{' ' + figure.category if figure.category else ''}, {figure.period.start} to "
            f"{figure.period.end}: {edition.file_name} {printed}; {read.file_name}, which is read, {kept}."
        )
    return Finding(
        passed=figure is None,
        document_id=read.document_id or "",
        other_document_id=edition.document_id,
        indicator=None if figure is None else figure.indicator,
        period=None if figure is None else figure.period,
        category=None if figure is None else figure.category,
        stated=None if theirs is None else theirs.value,
        computed=None if ours is None else ours.value,
        page=None if theirs is None else theirs.box.page,
        message=message,
    )
