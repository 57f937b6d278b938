"""The arithmetic an answer must satisfy, and what answers say about each other: `quality.findings`.

Here: the list of rules with their severities, and running them. A rule is a function from the evidence to findings,
one for every evaluation, passed or not; its docstring gives the reason. Findings never stop a build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from nupraat_pipeline.model.frames import FrameBuilder
from nupraat_pipeline.model.quality import FINDINGS
from nupraat_pipeline.quality import doubts, plausibility, repetitions, revisions, sums
from nupraat_pipeline.quality.evidence import gather
from nupraat_pipeline.vintages import editions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd

    from nupraat_pipeline.catalogue import Catalogue
    from nupraat_pipeline.quality.evidence import Evidence
    from nupraat_pipeline.quality.finding import Finding
    from nupraat_pipeline.reading.records import ReadFile

    Rule = Callable[[Evidence], Iterator[Finding]]

Severity = Literal["error", "warning", "info"]

# In the order of the contract, which is the order of what to look at first.
RULES: tuple[tuple[Rule, Severity], ...] = (
    (doubts.unaccounted_number, "error"),
    (doubts.unrecognised_table, "error"),
    (plausibility.value_in_range, "error"),
    (sums.total_equals_sum, "warning"),
    (repetitions.prose_equals_table, "warning"),
    (repetitions.growth_as_stated, "warning"),
    (sums.shares_sum_to_100, "warning"),
    (sums.parts_equal_whole, "warning"),
    (plausibility.new_callers_within_conversations, "warning"),
    (plausibility.equal_columns, "warning"),
    (plausibility.magnitude_jump, "warning"),
    (repetitions.conflicting_within_answer, "warning"),
    (revisions.conflicting_editions, "warning"),
    (revisions.conflicting_answers, "warning"),
    (revisions.value_withdrawn, "warning"),
    (revisions.value_revised, "info"),
    (doubts.unknown_category, "info"),
    (plausibility.categories_disjoint, "info"),
    (plausibility.months_complete, "info"),
    (plausibility.persons_within_pressers, "info"),
)


def rule_names() -> tuple[str, ...]:
    """Return the names of the rules, in the order in which their findings stand."""
    return tuple(rule.__name__ for rule, _ in RULES)


def find(readings: Sequence[ReadFile], observations: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return `quality.findings`: one row for every evaluation of every rule, passed or not.

    `observations` is `core.observations` of the same readings. Raises ValueError for a doubt of the reader under a
    rule that is not listed here: it would be lost.
    """
    found = FrameBuilder(FINDINGS)
    found.add(evaluate(readings, observations.itertuples(index=False), catalogue))
    return found.built()


def evaluate(
    readings: Sequence[ReadFile], observations: Iterable[Any], catalogue: Catalogue
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of `quality.findings`, as `find` says; `observations` are rows with the columns as attributes."""
    evidence = gather(observations, editions(readings), catalogue)
    _refuse_unknown_doubts(evidence)
    for rule, severity in RULES:
        for finding in sorted(rule(evidence), key=_place):
            yield _row(rule.__name__, severity, finding)


def _refuse_unknown_doubts(evidence: Evidence) -> None:
    known = rule_names()
    for said in evidence.answers:
        for doubt in said.doubts:
            if doubt.rule not in known:
                raise ValueError(
                    f"{said.document_id}: the reader doubts by {doubt.rule!r}, which is none of the rules."
                )


def _place(finding: Finding) -> tuple[object, ...]:
    """Order the findings of a rule: by answer, then by what they are about."""
    period = (str(finding.period.start), str(finding.period.end)) if finding.period else ("", "")
    return (
        finding.document_id,
        finding.indicator or "",
        *period,
        finding.category or "",
        finding.page or 0,
        finding.other_document_id or "",
        finding.message,
    )


def _row(rule: str, severity: Severity, finding: Finding) -> tuple[object, ...]:
    return (
        rule,
        severity,
        finding.passed,
        finding.document_id,
        finding.other_document_id,
        finding.indicator,
        finding.period.start if finding.period else None,
        finding.period.end if finding.period else None,
        finding.category,
        finding.stated,
        finding.computed,
        finding.difference,
        finding.parts_used,
        finding.parts_missing,
        finding.page,
        finding.message,
    )
