"""Rules that only the reader can evaluate: its doubts, and a passed row where it has none, for all to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.quality.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.quality.evidence import Evidence

_NONE_FOUND = {
    "unaccounted_number": "Every number of the answer is accounted for.",
    "unrecognised_table": "Every table with numbers in it is understood.",
    "unknown_category": "Every label is known.",
}

# Findings that mean that figures may be missing.
NOT_UNDERSTOOD = tuple(_NONE_FOUND)


def doubts_of(rule: str, evidence: Evidence) -> Iterator[Finding]:
    """Yield the reader's doubts of one rule, and for an answer without one a passed finding."""
    for said in evidence.answers:
        doubts = [doubt for doubt in said.doubts if doubt.rule == rule]
        for doubt in doubts:
            yield Finding(
                passed=False,
                document_id=said.document_id,
                indicator=doubt.indicator,
                period=doubt.period,
                category=doubt.category,
                page=doubt.page,
                message=doubt.message,
            )
        if not doubts and rule in _NONE_FOUND:
            yield Finding(passed=True, document_id=said.document_id, message=_NONE_FOUND[rule])


def unaccounted_number(evidence: Evidence) -> Iterator[Finding]:
    """A number that ended nowhere may be a figure that was lost."""
    return doubts_of("unaccounted_number", evidence)


def unrecognised_table(evidence: Evidence) -> Iterator[Finding]:
    """A table that was not understood holds figures that are in no observation."""
    return doubts_of("unrecognised_table", evidence)


def unknown_category(evidence: Evidence) -> Iterator[Finding]:
    """A label that the catalogue does not know may be a new category, or a new word for an old one."""
    return doubts_of("unknown_category", evidence)
