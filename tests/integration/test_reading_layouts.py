"""Drawn answers in drawn layouts: every figure right, or a refusal that says why; never a silent error.

Reproduce and look at failures with `python -m answers.survey 500 --keep DIR`, run in `tests/`.
"""

from __future__ import annotations

import pytest
from answers import typeset
from answers.corpus import Example, corpus
from answers.in_browser import browser
from answers.judge import Tally, judge
from answers.layout import Layout
from answers.spec import AnswerSpec
from answers.strategies import layouts, specs
from answers.survey import read
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

# A reader that refuses everything makes no silent error either; refusals must stay rare.
MOST_REFUSED_SHARE = 0.05

DRAWN = settings(
    database=None, deadline=None, derandomize=True, print_blob=True, suppress_health_check=list(HealthCheck)
)


def check(spec: AnswerSpec, layout: Layout, tally: Tally) -> None:
    """Read the answer; fail on anything wrong, count anything refused."""
    setting = typeset(spec, layout)
    verdict = judge(setting, read(setting))
    tally.add(layout.traits(), verdict.outcome)
    note(f"{layout}\n" + "\n".join(verdict.refused))
    assert not verdict.wrong, "\n".join(verdict.wrong[:8])


def check_many(examples: int, producers: tuple[str, ...]) -> None:
    tally = Tally()

    @settings(DRAWN, max_examples=examples)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        layout = data.draw(layouts(producers))
        check(data.draw(specs(layout)), layout, tally)

    run()
    counts = tally.counts["all"]
    assert counts["refused"] <= MOST_REFUSED_SHARE * counts.total(), "\n".join(tally.lines())


def test_drawn_answers_are_read_right_or_refused() -> None:
    check_many(200, ("reportlab", "typst"))


@pytest.mark.skipif(browser() is None, reason="no Chromium on this machine to print web pages with")
def test_printed_web_pages_are_read_right_or_refused() -> None:
    check_many(6, ("browser",))


@pytest.mark.slow
def test_thousands_of_drawn_answers_are_read_right_or_refused() -> None:
    check_many(5000, ("reportlab", "typst"))


@pytest.mark.slow
@pytest.mark.skipif(browser() is None, reason="no Chromium on this machine to print web pages with")
def test_many_printed_web_pages_are_read_right_or_refused() -> None:
    check_many(150, ("browser",))


@pytest.mark.parametrize("example", corpus(), ids=lambda example: example.name)
def test_hand_made_answers(example: Example) -> None:
    if example.layout.producer == "browser" and browser() is None:
        pytest.skip("no Chromium on this machine to print web pages with")
    setting = typeset(example.spec, example.layout)
    verdict = judge(setting, read(setting))
    assert verdict.wrong == []
    assert verdict.outcome == example.outcome, verdict.refused
