"""The objects of a page's content, and those that stand in a file under a number, found by one regular expression.

pdfminer looks for the end of each kind of object in steps, which takes half the time of reading a page. Nearly all of a
content are plain numbers, names, strings, arrays, dictionaries and operators. Where anything else stands (a picture,
deeply nested or damaged things), the rest is left to pdfminer, so that the objects are the same in any content.
Here: what pdfminer's parsers give. Not here: what contents draw (`drawn`), or whether they are sound (`content`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD, LIT, PSLiteral, literal_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfminer.pdfdocument import PDFDocument

# What is in a string: plain characters, escapes, and strings in parentheses, up to two deep.
_PLAIN = rb"[^()\\]++|\\."
_NESTED = rb"\((?:%b|\((?:%b)*+\))*+\)" % (_PLAIN, _PLAIN)
# As pdfminer has them: what stands for a space, what ends a word, and which words are values.
_OBJECT = re.compile(
    rb"""
    (?: ([+-]?\d{1,100}+)                     (?=[\s\[\]()<>/%%]|\Z)
      | ([+-]?(?:\d++\.\d*+|\.\d++))         (?=[\s\[\]()<>/%%]|\Z)
      | /([^\#/%%\[\]()<>{}\s\x00]*+)         (?![\#\x00])
      | \(([^()\\]*+)\)
      | \(((?:%b|%b)*+)\)
      | <([0-9A-Fa-f\s]*+)>                  (?!>(?!>))
      | ([A-Za-z][^\#/%%\[\]()<>{}\s\x00]*+   (?!\x00)|['"])
      | (\[|<<)
      | (\]|>>)
      | %%[^\r\n]*+
      | \s
      | (.)
    )\s*+
    """
    % (_PLAIN, _NESTED),
    re.VERBOSE | re.DOTALL,
)
# Its groups from the seventh on; those before are values.
_WORD, _OPEN, _CLOSE = 7, 8, 9
_BLANK = b" \t\n\r\f\v"
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.DOTALL)
_MEANT = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\"}
_TRUTHS = {b"true": True, b"false": False}
_PICTURE = {b"BI", b"ID"}
_ENDS = {b"[": b"]", b"<<": b">>"}
_DEEPEST = 20
_NUMBERED = re.compile(rb"\s*+(\d{1,10}+)\s++\d{1,10}+\s++obj(?=[\s<\[])\s*+")


class _OddError(Exception):
    """Something that is left to pdfminer."""


def objects_of(content: bytes) -> Iterator[Any]:
    """Yield the objects of a content as pdfminer has them: an operator is a PSKeyword, behind its operands."""
    tokens = _OBJECT.finditer(content)
    for token in tokens:
        kind = token.lastindex
        if kind is None:  # a space or a comment
            continue
        try:
            made = _MAKERS[kind](token[kind]) if kind != _OPEN else _compound(token[kind], tokens, 1)
        except _OddError:
            yield from _objects_by_pdfminer(content[token.start() :])
            return
        yield made


def _objects_by_pdfminer(content: bytes) -> Iterator[Any]:
    parser = PDFContentParser([PDFStream({}, content)])
    while True:
        try:
            _, made = parser.nextobject()
        except PSEOF:
            return
        yield made


def numbered_object(document: PDFDocument, content: bytes, position: int, number: int) -> object:
    """Return the object with this number of a file's bytes, where it stands, as pdfminer has it and raises for it.

    Dictionaries and arrays are found here; pdfminer is left with streams, and with whatever else stands there.
    """
    head = _NUMBERED.match(content, position)
    if head and int(head[1]) == number:
        tokens = (token for token in _OBJECT.finditer(content, head.end()) if token.lastindex)
        try:
            opening = next(tokens)
            if opening.lastindex == _OPEN:
                made = _compound(opening[_OPEN], tokens, 1, document)
                if next(tokens)[_WORD] == b"endobj":
                    return made
        except (_OddError, StopIteration):
            pass
    return type(document)._getobj_parse(document, position, number)


def _compound(
    opening: bytes, tokens: Iterator[re.Match[bytes]], depth: int, document: PDFDocument | None = None
) -> list[Any] | dict[str, Any]:
    """Make an array or a dictionary of what is left of the tokens, up to its end; a document has references too."""
    if depth > _DEEPEST:
        raise _OddError
    parts: list[Any] = []
    for token in tokens:
        kind = token.lastindex
        if kind is None:
            continue
        if kind < _WORD:
            parts.append(_MAKERS[kind](token[kind]))
        elif kind == _OPEN:
            parts.append(_compound(token[kind], tokens, depth + 1, document))
        elif kind == _WORD and token[kind] in _TRUTHS:
            parts.append(_TRUTHS[token[kind]])
        elif kind == _WORD and document is not None:
            _refer(token[kind], parts, document)
        elif kind == _CLOSE and token[kind] == _ENDS[opening]:
            return parts if opening == b"[" else _dictionary(parts)
        else:
            raise _OddError
    raise _OddError  # the content ends before it does


def _dictionary(parts: list[Any]) -> dict[str, Any]:
    keys, values = parts[::2], parts[1::2]
    if len(keys) != len(values) or not all(isinstance(key, PSLiteral) for key in keys):
        raise _OddError
    return {literal_name(key): value for key, value in zip(keys, values, strict=True) if value is not None}


def _refer(word: bytes, parts: list[Any], document: PDFDocument) -> None:
    """Make a reference of the two numbers before it."""
    if word == b"null":
        parts.append(None)
        return
    if word != b"R" or [type(part) for part in parts[-2:]] != [int, int]:
        raise _OddError
    parts[-2:] = [PDFObjRef(document, parts[-2])]


def _name(printed: bytes) -> PSLiteral:
    try:
        return LIT(printed.decode())
    except UnicodeDecodeError:
        return LIT(printed)


def _unescaped(printed: bytes) -> bytes:
    return _ESCAPE.sub(_meant, printed)


def _meant(escape: re.Match[bytes]) -> bytes:
    """Return what an escape in a string stands for: nothing, when it has no meaning."""
    if escape[1] is None:
        return _MEANT.get(escape[2], b"")
    code = int(escape[1], 8)
    if code > 255:
        raise _OddError
    return bytes([code])


def _from_hexadecimal(printed: bytes) -> bytes:
    digits = printed.translate(None, _BLANK)
    if len(digits) % 2:
        raise _OddError
    return bytes.fromhex(digits.decode("ascii"))


def _operator(word: bytes) -> Any:
    if word in _PICTURE:
        raise _OddError
    return _TRUTHS[word] if word in _TRUTHS else KWD(word)


def _odd(_: bytes) -> Any:
    raise _OddError


# What each kind of token is made into, by the number of its group.
_MAKERS: tuple[Any, ...] = (_odd, int, float, _name, bytes, _unescaped, _from_hexadecimal, _operator, _odd, _odd, _odd)
