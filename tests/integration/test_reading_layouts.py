"""Drawn answers in drawn layouts: every figure right, or a refusal that says why; never a silent error.

Look at failures with `python -m answers.survey 1 --start NUMBER --keep DIR`, run in `tests/`; the number is in the
message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from answers import typeset
from answers.corpus import Example, corpus
from answers.in_browser import browser
from answers.in_office import office
from answers.judge import judge
from answers.layout import Layout
from answers.strategies import answers
from answers.survey import read, survey
from answers.wordings import wordings
from hypothesis import HealthCheck, given, settings

if TYPE_CHECKING:
    from answers.spec import AnswerSpec

# A silent error is the worst fault. What is known to remain is told in CHANGELOG.md, "Known faults".
MOST_WRONG = 0
# A reader that refuses everything makes no silent error either; of 5,000 answers 0.5 % are refused in part.
MOST_REFUSED_SHARE = 0.02
# Web pages put tables in other places than typesetters do, and break words; they may be refused more often.
MOST_REFUSED_IN_BROWSER = 0.1
# Doubts about answers that were read right cost a look at the page.
MOST_SPURIOUS_SHARE = 0.003
# Answers of a number of their own, so that the slow tests see others.
SLOW_START = 100_000
SHOWN = 5

needs_browser = pytest.mark.skipif(browser() is None, reason="no Chromium on this machine to print web pages with")


def check(examples: int, *producers: str, start: int = 0, most_refused: float = MOST_REFUSED_SHARE) -> None:
    """Nothing wrong, and few refusals."""
    found = survey(examples, producers, start)
    wrong = found.of("wrong") + found.of("rejected")
    if len(wrong) > MOST_WRONG:
        pytest.fail("\n\n".join([*(case.told() for case in wrong[:SHOWN]), *found.tally.lines()]), pytrace=False)
    refused = found.of("refused")
    if len(refused) > max(1, most_refused * examples):
        pytest.fail("\n\n".join([*(case.told() for case in refused[:SHOWN]), *found.tally.lines()]), pytrace=False)
    assert len(found.spurious) <= max(1, MOST_SPURIOUS_SHARE * examples), "\n".join(found.spurious)


def test_drawn_answers_are_read_right_or_refused() -> None:
    check(300, "reportlab", "typst")


@needs_browser
def test_printed_web_pages_are_read_right_or_refused() -> None:
    check(6, "browser", most_refused=MOST_REFUSED_IN_BROWSER)


@pytest.mark.slow
def test_thousands_of_drawn_answers_are_read_right_or_refused() -> None:
    check(5000, "reportlab", "typst", start=SLOW_START)


@pytest.mark.slow
@needs_browser
def test_many_printed_web_pages_are_read_right_or_refused() -> None:
    check(150, "browser", start=SLOW_START, most_refused=MOST_REFUSED_IN_BROWSER)


@pytest.mark.slow
@pytest.mark.skipif(office() is None, reason="no LibreOffice on this machine to set answers with")
def test_office_documents_are_read_right_or_refused() -> None:
    check(200, "office")


@pytest.mark.parametrize(("figures", "spec"), wordings().items())
def test_every_wording_is_read_right_or_refused(figures: str, spec: AnswerSpec) -> None:
    setting = typeset(spec, Layout("reportlab"))
    assert judge(setting, read(setting)).wrong == [], figures


@pytest.mark.slow
@settings(max_examples=500, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(answers())
def test_no_plainest_answer_is_read_wrong(drawn: tuple[Layout, AnswerSpec]) -> None:
    """Hypothesis draws around the edges, and shrinks what fails to the plainest answer that does."""
    layout, spec = drawn
    setting = typeset(spec, layout)
    assert judge(setting, read(setting)).wrong == []


@pytest.mark.parametrize("example", corpus(), ids=lambda example: example.name)
def test_hand_made_answers(example: Example) -> None:
    if example.layout.producer == "browser" and browser() is None:
        pytest.skip("no Chromium on this machine to print web pages with")
    setting = typeset(example.spec, example.layout)
    verdict = judge(setting, read(setting))
    assert verdict.wrong == []
    assert verdict.outcome == example.outcome, verdict.refused or verdict.rejected
