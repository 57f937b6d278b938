"""`nupraat inspect`: one PDF read as a build reads it, shown, and stored nowhere.

Here: the command and its JSON. Not here: the form for people (`plain`), how the file is read
(`nupraat_pipeline.reading`), or made into rows (`observations`, `quality`): both are the build's own functions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nupraat_pipeline import cli, quality
from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.model.quality import FINDINGS
from nupraat_pipeline.model.records import RecordBuilder, as_json
from nupraat_pipeline.observations import build_core, build_raw
from nupraat_pipeline.reading.many.alone import being_read
from nupraat_pipeline.reading.records import AnswerReading, FileReading, Rejection
from nupraat_pipeline.reading.words.months import month_words
from nupraat_pipeline.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from nupraat_pipeline.settings import Limits

    # Records by the name of their table, 'core.observations'.
    Tables = dict[str, list[Any]]

_ROWS = {
    "observations": "core.observations",
    "findings": "quality.findings",
    "cells": "raw.cells",
    "statements": "raw.statements",
}


def inspect(path: Path, *, as_json: bool, annotate_to: Path | None = None) -> int:
    """Show what is understood of the PDF, and outline it on a copy if wanted; returns the exit code of the contract."""
    limits = Settings.load().limits
    load_catalogue(), month_words()  # once, for the process that reads as well
    with being_read(path, limits) as outcome:
        if not as_json:
            from nupraat_pipeline.cli import plain
        reading = outcome()
    tables = _tables(reading)
    if as_json:
        print(json.dumps(_as_object(tables), indent=2))
    elif isinstance(reading.outcome, Rejection):
        plain.show_rejection(reading.outcome)
    else:
        plain.show(path, reading.outcome, tables["quality.findings"])
    if isinstance(reading.outcome, Rejection):
        return cli.REJECTED
    return 0 if annotate_to is None else _annotate(path, reading.outcome, annotate_to, limits)


def _annotate(path: Path, answer: AnswerReading, target: Path, limits: Limits) -> int:
    from nupraat_pipeline.cli.annotate import AnnotateError, annotate
    from nupraat_pipeline.cli.outlines import marks_of
    from nupraat_pipeline.cli.terminal import console, printable

    out = console(stderr=True)
    try:
        written = annotate(path, answer.document.sha256, marks_of(answer), target, limits)
    except AnnotateError as error:
        out.print(printable(error))
        return cli.NOT_PUBLISHED
    for file in written:
        out.print(f"Annotated: {printable(file)}")
    return 0


def _tables(reading: FileReading) -> Tables:
    """The tables a build of this file alone would publish, as records."""
    catalogue = load_catalogue()
    tables = build_raw([reading], RecordBuilder) | build_core([reading], catalogue, RecordBuilder)
    findings = RecordBuilder(FINDINGS)
    findings.add(quality.evaluate([reading], tables["core.observations"], catalogue))
    return {**tables, FINDINGS.full_name: findings.built()}


def _as_object(tables: Tables) -> dict[str, Any]:
    (document,) = map(as_json, tables["raw.documents"])
    described = {key: document[key] for key in ("status", "reason", "message")}
    rows = {key: [as_json(record) for record in tables[name]] for key, name in _ROWS.items()}
    return {**described, "document": document, **rows}
