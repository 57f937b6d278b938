"""Marks that stand for a value or beside one, and the footnotes that decide what they mean.

Here: the contract's table of markers as data. Not here: which values carry one (`strategies`, `corpus`).
"""

from __future__ import annotations

from dataclasses import dataclass

from .spec import Value

PURIFIED = "De cijfers van deze maanden moeten nog verder uitgezuiverd worden."
PRIVATE = "Om privacyredenen worden kleine aantallen niet weergegeven."


@dataclass(frozen=True, slots=True)
class Hole:
    """A marker in place of a number; `note` is its footnote, None when the answer does not explain it."""

    text: str
    note: str | None
    reason: str = "unexplained"
    status: str = "O"
    upper_bound: float | None = None

    def value(self) -> Value:
        """The value that it stands for."""
        return Value(self.text, None, self.status, self.reason, self.upper_bound)


HOLES = (
    Hole("***", f"*** {PURIFIED}", "not_yet_purified"),
    Hole("***", "*** Deze gegevens zijn nog niet volledig uitgezuiverd.", "not_yet_purified"),
    Hole("***", None),
    Hole("*", f"* {PRIVATE}", "suppressed", "Q"),
    Hole("*", "* cijfers niet beschikbaar", "not_available"),
    Hole("*", None),
    Hole("<5", f"<5: {PRIVATE}", "suppressed", "Q", upper_bound=4),
    Hole("< 5", f"< 5: {PRIVATE}", "suppressed", "Q", upper_bound=4),
    Hole("<5", None, upper_bound=4),
    Hole("n.b.", "n.b.: niet beschikbaar", "not_available"),
    Hole("n.b.", "n.b. = niet beschikbaar", "not_available"),
    Hole("n.b.", None),
    Hole("n.v.t.", "n.v.t.: niet van toepassing", "not_applicable", "M"),
    Hole("-", "- : geen gegevens beschikbaar", "not_available"),
    Hole("-", None),
    Hole("/", "/: niet van toepassing", "not_applicable", "M"),
    Hole("/", None),
    Hole(".", None),
    Hole("(1)", "(1) Voor deze maand zijn geen cijfers beschikbaar.", "not_available"),
    Hole("", None, "blank"),
)


@dataclass(frozen=True, slots=True)
class Flag:
    """A marker beside a number, which keeps its value."""

    text: str
    note: str | None
    status: str = "A"

    def beside(self, value: Value) -> Value:
        """The same value, flagged."""
        return Value(value.text + self.text, value.value, self.status)


FLAGS = (
    Flag("*", "* voorlopig cijfer", "P"),
    Flag("*", "* Voorlopige cijfers.", "P"),
    Flag("(1)", "(1) voorlopig cijfer", "P"),
    Flag(" (1)", "(1) Dit cijfer is nog voorlopig.", "P"),
    Flag("**", "** Cijfer na uitzuivering."),
    Flag("*", None),
)
