"""Whether the content of a page is what contents may be: known operators, each with operands of its kind.

Readers pass over an operator that they do not know, or that lacks its operands, without a word; the text it should
have drawn is gone. In compressed contents a checksum tells of damage, in plain ones nothing does but this.
Here: the grammar (ISO 32000-1, 7.8.2 and annex A). Not here: what is drawn.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Operands of each operator, by kind: n number, s string, a array, / name, p name or dictionary, * whatever there is.
_OPERANDS = {
    **dict.fromkeys(["b", "B", "b*", "B*", "BX", "EX", "BT", "ET", "EMC", "f", "F", "f*", "h", "n", "q", "Q"], ""),
    **dict.fromkeys(["s", "S", "T*", "W", "W*", "BI", "EI"], ""),
    **dict.fromkeys(["g", "G", "i", "j", "J", "M", "w", "TL", "Tc", "Tr", "Ts", "Tw", "Tz"], "n"),
    **dict.fromkeys(["l", "m", "d0", "Td", "TD"], "nn"),
    **dict.fromkeys(["rg", "RG"], "nnn"),
    **dict.fromkeys(["k", "K", "re", "v", "y"], "nnnn"),
    **dict.fromkeys(["c", "cm", "d1", "Tm"], "nnnnnn"),
    **dict.fromkeys(["cs", "CS", "gs", "ri", "sh", "Do", "BMC", "MP"], "/"),
    **dict.fromkeys(["BDC", "DP"], "/p"),
    **dict.fromkeys(["sc", "SC", "scn", "SCN", "ID"], "*"),
    "d": "an",
    "Tf": "/n",
    "Tj": "s",
    "'": "s",
    '"': "nns",
    "TJ": "a",
}

_NUMBER = rb"(?:[+-]*(?:\d+\.?\d*|\.\d+)(?:-\d*)?(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$))"
_STRING = rb"(?:\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\x00\t\n\f\r ]*>)"
# Nearly all of a content are runs of numbers, and arrays of strings and numbers: each is taken in one step.
_TOKEN = re.compile(
    rb"""
    (?P<blank>[\x00\t\n\f\r ]+ | %%[^\r\n]*)
    | (?P<numbers>(?:%(number)b[\t\n\f\r ]+)++)
    | (?P<array>\[(?:[\x00\t\n\f\r ]|%(string)b|%(number)b)*+\])[\t\n\f\r ]*
    | (?P<string>%(string)b)[\t\n\f\r ]*
    | (?P<nested>\()
    | (?P<open>\[|<<) | (?P<close>\]|>>)
    | (?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%%]*)[\t\n\f\r ]*
    | (?P<number>%(number)b)
    | (?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%%]+)
    | (?P<other>.)
    """
    % {b"number": _NUMBER, b"string": _STRING},
    re.VERBOSE | re.DOTALL,
)
_KINDS = {"string": "s", "name": "/", "number": "n", "nested": "s", "array": "a"}
_VALUES = {b"true", b"false", b"null"}
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_END_OF_PICTURE = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_SHOWN = 30


def first_mistake(content: bytes) -> str | None:
    """Return what the first mistake in a content is, to stand behind 'the content of page 3'; None when it has none.

    Between BX and EX a content may use what only some readers know.
    """
    lenient = writing = False
    states = 0
    for word, operands in _operators(content):
        if word == ")":
            return "has a text that ends without having begun"
        if word not in _OPERANDS or not _fit(_OPERANDS[word], operands):
            if not lenient:
                return _mistake(word)
        elif word in {"BX", "EX"}:
            lenient = word == "BX"
        elif word in {"BT", "ET"}:
            writing = word == "BT"
        elif word in {"q", "Q"}:
            states = max(0, states + (1 if word == "q" else -1))
    if writing:
        return "ends in the middle of a text"
    return "ends in the middle of a drawing" if states else None


def _operators(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each operator with the kinds of its operands; an array or dictionary is one operand, whatever is in it."""
    operands = ""
    around: list[str] = []
    at = 0
    while found := _TOKEN.match(content, at):
        kind, text, at = found.lastgroup or "", found[0], found.end()
        if kind in _KINDS:
            at = _end_of_string(content, at) if kind == "nested" else at
            operands += _KINDS[kind]
        elif kind == "numbers":
            operands += "n" * len(text.split())
        elif kind == "open":
            around.append(operands)
            operands = ""
        elif kind == "close":
            operands = (around.pop() if around else "") + ("a" if text == b"]" else "p")
        elif kind == "word" and text in _VALUES:
            operands += "v"
        elif kind == "word" or text == b")":
            yield text.decode("latin-1"), operands
            at = _end_of_picture(content, at) if text == b"ID" else at
            operands = ""


def _fit(wanted: str, given: str) -> bool:
    """Whether the operands are of the kinds wanted, none more and none less."""
    if wanted == "*":
        return True
    return len(given) == len(wanted) and all(
        one == other or (one == "p" and other == "/") for one, other in zip(wanted, given, strict=True)
    )


def _mistake(word: str) -> str:
    if word in _OPERANDS:
        return f"has {word!a} with something else than it works on"
    return f"has {word[:_SHOWN]!a}, which means nothing"


def _end_of_string(content: bytes, at: int) -> int:
    """The end of a string with parentheses in it, or of the content."""
    depth = 1
    for found in _PARENTHESIS.finditer(content, at):
        if found[0] == b"(":
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if depth == 0:
                return found.end()
    return len(content)


def _end_of_picture(content: bytes, at: int) -> int:
    """The end of a picture that stands in the content itself."""
    found = _END_OF_PICTURE.search(content, at)
    return found.end() if found else len(content)
