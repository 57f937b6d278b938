"""Invented answers to measure on, as the tests typeset them.

Here: which are drawn, and where they are kept. Not here: what they say and look like (`tests/answers`).
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
KEPT = REPOSITORY / ".bench"
_TESTS = REPOSITORY / "tests"

Row = list[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """A PDF and the rows of its tables that hold figures, each as the texts of its cells that are not empty."""

    path: Path
    rows: list[Row]


def sample(count: int) -> list[Sample]:
    """So many drawn answers with tables, upright, by two producers."""
    directory = _kept(f"sample-{count}")
    if not (directory / "rows.json").exists():
        _draw_sample(directory, count)
    rows: dict[str, list[Row]] = json.loads((directory / "rows.json").read_text(encoding="utf-8"))
    return [Sample(directory / name, each) for name, each in rows.items()]


def many(count: int) -> Path:
    """A directory with so many answers of about three pages and 118 figures, each to another question."""
    directory = _kept(f"many-{count}")
    if len(list(directory.glob("*.pdf"))) < count:
        _put_crowd()(directory, count)
    return directory


def _draw_sample(directory: Path, count: int) -> None:
    drawn, typeset = _from_tests()
    rows: dict[str, list[Row]] = {}
    number = 0
    while len(rows) < count:
        layout, spec = drawn(number)
        setting = typeset(spec, replace(layout, turn=(0, 0), shuffled=False))
        if found := _rows_with_figures(setting.manuscript):
            name = f"answer_{number:05}.pdf"
            (directory / name).write_bytes(setting.pdf)
            rows[name] = found
        number += 1
    (directory / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _rows_with_figures(manuscript: Any) -> list[Row]:
    from answers.manuscript import Beside, Mark, Table, plain

    tables: list[Any] = []
    for block in manuscript.blocks:
        tables += [block.left, block.right] if isinstance(block, Beside) else [block]
    return [
        [text for cell in row if (text := plain(cell.text))]
        for table in tables
        if isinstance(table, Table)
        for row in table.rows
        if any(isinstance(run, Mark) and run.figures for cell in row for run in cell.text)
    ]


def _from_tests() -> tuple[Any, Any]:
    """The drawing and the typesetting of the tests, which are no installed package."""
    _make_importable()
    from answers import typeset
    from answers.strategies import drawn

    return drawn, typeset


def _put_crowd() -> Any:
    """What writes any number of answers."""
    _make_importable()
    from answers.crowd import put_crowd

    return put_crowd


def _make_importable() -> None:
    if str(_TESTS) not in sys.path:
        sys.path.insert(0, str(_TESTS))


def _kept(name: str) -> Path:
    """A directory for what is drawn, another one as soon as the drawing changes."""
    digest = hashlib.sha256()
    for path in sorted((_TESTS / "answers").glob("*.py")):
        digest.update(path.read_bytes())
    directory = KEPT / digest.hexdigest()[:12] / name
    directory.mkdir(parents=True, exist_ok=True)
    return directory
