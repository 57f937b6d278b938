"""Reading mutants through the real pool with the real limits, and judging what came of each.

Here: which mutant a seed makes, and the verdicts. Not here: how a file is changed (`damage`, `edits`).
"""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pikepdf

from nupraat_pipeline import quality
from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.observations import core_tables
from nupraat_pipeline.reading.pool import read_answers
from nupraat_pipeline.reading.records import AnswerReading, FileReading, Rejection
from nupraat_pipeline.settings import Limits

from .damage import DAMAGES
from .edits import EDITS, Edit
from .originals import originals

Verdict = Literal["same", "told", "rejected", "silent", "crashed"]

# As often as not a file is damaged rather than edited: that is what happens without anybody's intent.
_DAMAGED_SHARE = 0.6

# What an edit raises that finds nothing to change, or whose change cannot be written.
NOT_APPLICABLE = (AttributeError, LookupError, TypeError, ValueError, RuntimeError, pikepdf.PdfError)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed file: the seed it can be made from again, what it was, and what was done to it."""

    seed: int
    original: str
    kind: str
    content: bytes

    @property
    def file_name(self) -> str:
        """Its name as a file."""
        return f"{self.seed:06}.pdf"


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of reading a mutant.

    `same`: what the original says; `told`: something else, and a finding that the original has not; `rejected`: with a
    reason; `silent`: something else, and no word; `crashed`: the reader failed or ended its process.
    """

    mutant: Mutant
    verdict: Verdict
    detail: str


def mutant(seed: int) -> Mutant:
    """The mutant of a seed; the same each time."""
    chance = random.Random(seed)  # noqa: S311 - variety, not secrecy
    name = chance.choice(sorted(originals()))
    content = originals()[name]
    if chance.random() < _DAMAGED_SHARE:
        damage = chance.choice(DAMAGES)
        return Mutant(seed, name, damage.__name__, damage(content, chance))
    edit = chance.choice(EDITS)
    try:
        return Mutant(seed, name, edit.__name__, edited(content, edit, chance))
    except NOT_APPLICABLE:
        damage = chance.choice(DAMAGES)
        return Mutant(seed, name, damage.__name__, damage(content, chance))


def edited(content: bytes, edit: Edit, chance: random.Random) -> bytes:
    """Return a file after an edit; raises what pikepdf raises where the edit finds nothing to change."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        afterwards = edit(pdf, chance)
        pdf.save(
            written,
            static_id=True,
            compress_streams=False,
            recompress_flate=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            encryption=False,
        )
    return afterwards(written.getvalue()) if afterwards else written.getvalue()


def judge(mutants: Sequence[Mutant], directory: Path, workers: int, limits: Limits | None = None) -> Iterator[Judged]:
    """Read the mutants side by side and judge each."""
    for each in mutants:
        (directory / each.file_name).write_bytes(each.content)
    paths = [directory / each.file_name for each in mutants]
    for each, reading in zip(mutants, read_answers(paths, workers, limits or Limits()), strict=True):
        yield Judged(each, *verdict(reading, each.original))
        (directory / each.file_name).unlink()


def verdict(reading: FileReading, original: str) -> tuple[Verdict, str]:
    """The verdict on the reading of a file that was made from an original, and what to say of it."""
    outcome = reading.outcome
    if isinstance(outcome, Rejection):
        failed = "made the reader fail" in outcome.message or "ended the process" in outcome.message
        return ("crashed" if failed else "rejected"), f"{outcome.reason}: {outcome.message}"
    expected = original_reading(original)
    missing, added = difference(expected, outcome)
    if not missing and not added:
        return "same", ""
    told = _failed_rules(outcome) - _failed_rules(expected)
    shown = f"missing {missing.total()} {list(missing)[:2]}, added {added.total()} {list(added)[:2]}"
    if told:
        return "told", f"{sorted({rule for rule, *_ in told})}; {shown}"
    return "silent", shown


def difference(expected: AnswerReading, found: AnswerReading) -> tuple[Counter[object], Counter[object]]:
    """Which values are missing, and which there are instead."""
    one, other = values(expected), values(found)
    return one - other, other - one


def values(reading: AnswerReading) -> Counter[object]:
    """Every value with all that gives it its meaning, and which answer it is in."""
    facts = reading.document
    document = (facts.question_number, facts.question_date.isoformat(), facts.author)
    return Counter(
        (
            *(document, figure.indicator, figure.period.start.isoformat(), figure.period.end.isoformat()),
            *(figure.category, figure.role, figure.value, figure.lower_bound, figure.upper_bound),
            *(figure.obs_status, figure.missing_reason, figure.is_approximate),
        )
        for figure in reading.figures
    )


def _failed_rules(reading: AnswerReading) -> set[tuple[object, ...]]:
    """The failed findings of an answer alone that ask for a look: rule, and what it is about, whatever it says."""
    readings = [FileReading("a.pdf", reading)]
    catalogue = load_catalogue()
    found = quality.find(readings, core_tables(readings, catalogue)["core.observations"], catalogue)
    failed = found[~found["passed"].astype(bool) & (found["severity"] != "info")]
    about = ["rule", "indicator", "period_start", "period_end", "category"]
    return set(failed[about].astype(str).itertuples(index=False, name=None))


@cache
def original_readings() -> dict[str, AnswerReading]:
    """What each original says."""
    import tempfile

    with tempfile.TemporaryDirectory() as directory:
        paths = []
        for number, content in enumerate(originals().values()):
            paths.append(Path(directory) / f"{number}.pdf")
            paths[-1].write_bytes(content)
        found = [reading.outcome for reading in read_answers(paths, 2)]
    for name, outcome in zip(originals(), found, strict=True):
        if not isinstance(outcome, AnswerReading):
            raise TypeError(f"The original {name!r} is not read: {outcome}")
    return dict(zip(originals(), found, strict=True))  # type: ignore[arg-type]


def original_reading(name: str) -> AnswerReading:
    """What an original says."""
    return original_readings()[name]
