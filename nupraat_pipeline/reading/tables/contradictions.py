"""Drafts of one table that contradict each other in a way only a misreading does.

Here: values with the same labels, months of either of two years, two numbers in one, totals that slipped down a row.
Not here: signs of misreading in the table itself (`suspicions`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from nupraat_pipeline.reading.calendar import is_month
from nupraat_pipeline.reading.drafts import Draft, Recognition, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

# So many months that stand twice in a table are of two years, whichever others stand there once.
LEAST_TWICE = 3
# Fewer months than this may add up to another one by chance.
LEAST_SUMMED = 4
# A number with a space in it that is so many times as large as all without one, if there are some, may be two numbers.
TWO_NUMBERS = 100
LEAST_PLAIN = 3
_SPACED = re.compile(r"\d{2,3}\s\d{3}(?!\d)")


def disbelieve(result: Recognition) -> None:
    """Take the drafts out of a recognition that contradict each other in a way only a misreading does."""
    twice: Counter[str] = Counter()
    for drafts in _grouped(result.drafts, lambda d: (d.indicator, d.period, d.part, d.category, d.is_total)):
        if len(drafts) > 1:
            _withdraw(result, drafts, _why_alike(drafts))
            twice[drafts[0].indicator] += drafts[0].part is not None
    for indicator, count in twice.items():
        if count >= LEAST_TWICE:
            left = [draft for draft in result.drafts if draft.indicator == indicator and _is_of_a_month(draft)]
            _withdraw(result, left, "most months of its table stand there twice, so it may be of either year")
    if _is_rest_of_a_table(result.drafts):
        reason = (
            "its months do not begin with January and no year is printed with them, so it may be the rest of a table"
        )
        _withdraw(result, list(result.drafts), reason)
    for drafts in _grouped(result.drafts, lambda d: (d.indicator,)):
        for draft in _parted_by_space(drafts):
            reason = f"{draft.printed_text!r} would be far above all others, so it may be two numbers"
            _withdraw(result, [draft], reason)
    for drafts in _grouped(result.drafts, lambda d: (d.indicator, d.period, d.category)):
        slipped = _slipped_totals(drafts)
        if slipped:
            printed = slipped[0].printed_text
            reason = f"{printed!r} stands under a month, but is the sum of the others, whose total is empty"
            _withdraw(result, slipped, reason)


def _parted_by_space(drafts: Sequence[Draft]) -> list[Draft]:
    """Return those whose thousands, which a space parts, are far above all values without such a space."""
    plain = [d.value.number for d in drafts if d.value.number is not None and not _SPACED.search(d.printed_text)]
    if len(plain) < LEAST_PLAIN:
        return []
    spaced = [d for d in drafts if d.value.number is not None and _SPACED.search(d.printed_text)]
    return [d for d in spaced if (d.value.number or 0) > TWO_NUMBERS * max(plain)]


def _is_of_a_month(draft: Draft) -> bool:
    return draft.part is not None or (draft.period is not None and is_month(draft.period))


def _why_alike(drafts: Sequence[Draft]) -> str:
    """Say why several values cannot be told apart: by one label, or by labels that are kept as one category."""
    labels = dict.fromkeys(draft.category_label for draft in drafts if draft.category_label)
    if len(labels) > 1:
        named = " and ".join(map(repr, labels))
        return f"{named} would both be kept as {drafts[0].category!r}; in catalogue.yaml they can be told apart"
    printed = " and ".join(repr(draft.printed_text) for draft in drafts[:3])
    return f"{printed} have the same labels, so one of them is of something else"


def _is_rest_of_a_table(drafts: list[Draft]) -> bool:
    """Whether months begin later than January and no year is printed with them: a year stood further up."""
    months = {draft.month for draft in drafts if draft.month}
    return bool(months) and 1 not in months and len(months) > 1 and not any(draft.period for draft in drafts)


def _grouped(drafts: Iterable[Draft], key: Callable[[Draft], object]) -> list[list[Draft]]:
    groups: defaultdict[object, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[key(draft)].append(draft)
    return list(groups.values())


def _slipped_totals(drafts: list[Draft]) -> list[Draft]:
    """Return a month that is the sum of all the others with the empty total beside it: a total that slipped."""
    months = [draft for draft in drafts if draft.month and draft.value.number]
    totals = [draft for draft in drafts if draft.is_total and draft.value.is_blank]
    whole = sum(draft.value.number or 0 for draft in months)
    slipped = [draft for draft in months if 2 * (draft.value.number or 0) == whole]
    return [*slipped, *totals] if totals and slipped and len(months) >= LEAST_SUMMED else []


def _withdraw(result: Recognition, drafts: list[Draft], reason: str) -> None:
    result.drafts = [draft for draft in result.drafts if draft not in drafts]
    keys = tuple((draft.cell[1], draft.cell[2]) for draft in drafts if draft.cell)
    result.refusals.append(Refusal(reason, keys))
