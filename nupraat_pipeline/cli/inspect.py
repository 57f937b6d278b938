"""`nupraat inspect`: one PDF read as a build reads it, shown, and stored nowhere.

Here: the command and its JSON. Not here: the form for people (`plain`), how the file is read
(`nupraat_pipeline.reading`), or made into rows (`observations`, `quality`): both are the build's own functions.
"""

from __future__ import annotations

import json
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from nupraat_pipeline import cli
from nupraat_pipeline.cli import plain
from nupraat_pipeline.cli.terminal import console, printable
from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.reading.records import AnswerReading, FileReading, Rejection
from nupraat_pipeline.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from nupraat_pipeline.settings import Limits

_ROWS = {
    "observations": "core.observations",
    "findings": "quality.findings",
    "cells": "raw.cells",
    "statements": "raw.statements",
}


def inspect(path: Path, *, as_json: bool, annotate_to: Path | None = None) -> int:
    """Show what is understood of the PDF, and outline it on a copy if wanted; returns the exit code of the contract."""
    meanwhile = Thread(target=import_module, args=("nupraat_pipeline.quality",))
    meanwhile.start()  # pandas takes as long to import as the file to read in its own process
    limits = Settings.load().limits
    (reading,) = read_answers([path], limits=limits)
    meanwhile.join()
    tables = _tables(reading)
    if as_json:
        print(json.dumps(_as_object(tables), indent=2))
    elif isinstance(reading.outcome, Rejection):
        console(stderr=True).print(f"Rejected ({reading.outcome.reason}): {printable(reading.outcome.message)}")
    else:
        plain.show(path, reading.outcome, tables["quality.findings"])
    if isinstance(reading.outcome, Rejection):
        return cli.REJECTED
    return 0 if annotate_to is None else _annotate(path, reading.outcome, annotate_to, limits)


def _annotate(path: Path, answer: AnswerReading, target: Path, limits: Limits) -> int:
    from nupraat_pipeline.cli.annotate import AnnotateError, annotate
    from nupraat_pipeline.cli.outlines import marks_of

    out = console(stderr=True)
    try:
        written = annotate(path, answer.document.sha256, marks_of(answer), target, limits)
    except AnnotateError as error:
        out.print(printable(error))
        return cli.NOT_PUBLISHED
    for file in written:
        out.print(f"Annotated: {printable(file)}")
    return 0


def _tables(reading: FileReading) -> dict[str, pd.DataFrame]:
    """The tables a build of this file alone would publish."""
    from nupraat_pipeline import observations, quality
    from nupraat_pipeline.catalogue import load_catalogue

    catalogue = load_catalogue()
    tables = observations.raw_tables([reading]) | observations.core_tables([reading], catalogue)
    tables["quality.findings"] = quality.find([reading], tables["core.observations"], catalogue)
    return tables


def _as_object(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    (document,) = _records(tables["raw.documents"])
    described = {key: document[key] for key in ("status", "reason", "message")}
    rows = {key: _records(tables[name]) for key, name in _ROWS.items()}
    return {**described, "document": document, **rows}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values: None for what is missing, ISO texts for dates."""
    import pandas as pd

    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {
            str(name): value.date().isoformat() if isinstance(value, pd.Timestamp) else value
            for name, value in row.items()
        }
        for row in plain.to_dict("records")
    ]
