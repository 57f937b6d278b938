"""How often drawn answers are read right, refused or read wrong, by every trait of their layouts.

`python -m answers.survey 500` in `tests/` prints the table and the first wrong readings; `--keep DIR` writes the
PDFs of readings that are not right. Here: running many and counting. Not here: what right means (`judge`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.reading.records import AnswerReading, RejectedError

from . import typeset
from .judge import Tally, Verdict, judge
from .layout import Layout
from .setting import Typeset
from .strategies import QUICK, drawn

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Case:
    """A reading that is not right: the number of its answer, the layout, what is the matter, and the PDF."""

    number: int
    layout: Layout
    verdict: Verdict
    pdf: bytes = field(repr=False)

    def told(self, lines: int = 4) -> str:
        """The case in words."""
        verdict = self.verdict
        return "\n".join([f"answer {self.number}: {self.layout}", *(_faults(verdict)[:lines])])


def _faults(verdict: Verdict) -> list[str]:
    return verdict.wrong or verdict.rejected or verdict.refused


@dataclass(slots=True)
class Survey:
    """Outcomes counted, and the readings that were not right."""

    tally: Tally = field(default_factory=Tally)
    cases: list[Case] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    def of(self, outcome: str) -> list[Case]:
        """The cases with that outcome."""
        return [case for case in self.cases if case.verdict.outcome == outcome]


def read(setting: Typeset) -> AnswerReading | RejectedError:
    """What the reader makes of a typeset answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.pdf"
        path.write_bytes(setting.pdf)
        try:
            return read_answer(path)
        except RejectedError as refusal:
            return refusal


def survey(examples: int, producers: tuple[str, ...] = QUICK, start: int = 0) -> Survey:
    """Draw, typeset, read and judge so many answers, numbered from `start`."""
    found = Survey()
    for number in range(start, start + examples):
        layout, spec = drawn(number, producers)
        setting = typeset(spec, layout)
        verdict = judge(setting, read(setting))
        found.tally.add(layout.traits(), verdict.outcome)
        found.spurious += [f"answer {number}: {doubt}" for doubt in verdict.spurious]
        if verdict.outcome != "right":
            found.cases.append(Case(number, layout, verdict, setting.pdf))
    return found


def main() -> None:
    """Print a survey."""
    parser = argparse.ArgumentParser(prog="python -m answers.survey", description=__doc__)
    parser.add_argument("examples", type=int)
    parser.add_argument("--producers", nargs="+", default=list(QUICK))
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    options = parser.parse_args()
    found = survey(options.examples, tuple(options.producers), options.start)
    for outcome in ("wrong", "rejected", "refused"):
        for case in found.of(outcome)[:SHOWN]:
            print(f"--- {outcome}: {case.told()}")
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for case in found.cases:
            (options.keep / f"{case.verdict.outcome}-{case.number}.pdf").write_bytes(case.pdf)
    print("\n".join(found.tally.lines()))
    print(f"doubts about answers that were read right: {len(found.spurious)}", *found.spurious[:SHOWN], sep="\n  ")
    sys.exit(1 if found.of("wrong") else 0)


if __name__ == "__main__":
    main()
