"""How often drawn answers are read right, refused or read wrong, by every trait of their layouts.

`python -m answers.survey 500` in `tests/` prints the table and the first wrong readings; `--keep DIR` writes the
PDFs of readings that are not right. Here: running many and counting. Not here: what right means (`judge`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from nupraat_pipeline.reading.answer import read_answer

from nupraat_pipeline.reading.records import AnswerReading, RejectedError

from . import typeset
from .judge import Tally, Verdict, judge
from .layout import Layout
from .setting import Typeset
from .strategies import layouts, specs

SHOWN = 12


@dataclass(slots=True)
class Survey:
    """Outcomes counted, and the readings that were not right, with their layouts and PDFs."""

    tally: Tally = field(default_factory=Tally)
    wrong: list[tuple[Layout, Verdict, bytes]] = field(default_factory=list)
    refused: list[tuple[Layout, Verdict, bytes]] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)


def read(setting: Typeset) -> AnswerReading | RejectedError:
    """What the reader makes of a typeset answer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.pdf"
        path.write_bytes(setting.pdf)
        try:
            return read_answer(path)
        except RejectedError as refusal:
            return refusal


def survey(examples: int, producers: tuple[str, ...] = ("reportlab", "typst"), start: int = 0) -> Survey:
    """Draw, typeset, read and judge so many answers; the same `start` draws the same."""
    found = Survey()

    @seed(start)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        layout = data.draw(layouts(producers))
        _count(found, layout, typeset(data.draw(specs(layout)), layout))

    run()
    return found


def _count(found: Survey, layout: Layout, setting: Typeset) -> None:
    try:
        verdict = judge(setting, read(setting))
    except Exception:  # noqa: BLE001 - a survey counts a crash of the reader and goes on
        verdict = Verdict(wrong=["crash: " + traceback.format_exc(limit=-3)])
    found.tally.add(layout.traits(), verdict.outcome)
    found.spurious += verdict.spurious
    if verdict.outcome != "right":
        (found.wrong if verdict.wrong else found.refused).append((layout, verdict, setting.pdf))


def main() -> None:
    """Print a survey."""
    parser = argparse.ArgumentParser(prog="python -m answers.survey", description=__doc__)
    parser.add_argument("examples", type=int)
    parser.add_argument("--producers", nargs="+", default=["reportlab", "typst"])
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    found = survey(options.examples, tuple(options.producers), options.start)
    for kind, cases in (("wrong", found.wrong), ("refused", found.refused)):
        for number, (layout, verdict, pdf) in enumerate(cases):
            if number < SHOWN:
                print(f"--- {kind} {number}: {layout}")
                print("\n".join((verdict.wrong or verdict.refused)[:4]))
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{kind}-{number}.pdf").write_bytes(pdf)
    print("\n".join(found.tally.lines()))
    print(f"doubts about answers that were read right: {len(found.spurious)}", *found.spurious[:SHOWN], sep="\n  ")
    sys.exit(1 if found.wrong else 0)


if __name__ == "__main__":
    main()
