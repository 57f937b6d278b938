"""The objects of a content: the same as pdfminer finds, in whatever is thrown at both."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD, LIT

from nupraat_pipeline.reading.layout import objects
from nupraat_pipeline.reading.layout.objects import numbered_object, objects_of

PIECES = [
    *(b"12", b"-3.50", b"+7", b".5", b"4.", b"--5", b"1-2", b"-", b"12abc", b"007", b"9" * 120, b"1.5.3"),
    *(
        b"/F1",
        b"/A#20B",
        b"/",
        b"/\xe9",
        b"/\xc3\xa9",
        b"Tj",
        b"T*",
        b"'",
        b'"',
        b"*",
        b"true",
        b"false",
        b"null",
        b"BT",
    ),
    *(
        b"(text)",
        b"(a\\)b)",
        b"(\\101\\1\\q\\\n\\\r\nx\\r)",
        b"(a(b(c)d)e)",
        b"(a(b(c(d))))",
        b"(\\777)",
        b"(",
        b")",
        b"()",
    ),
    *(b"<41 4f>", b"<414>", b"<4x>", b"<>", b"<41>>>", b"<41>>", b"<4", b"<<", b">>", b">", b"[", b"]", b"{", b"}"),
    *(b"<</MCID 3>>BDC", b"<</A<41>>>BDC", b"<</A<</B[1(x)/C]>>>>DP", b"<<1 2>>", b"<</A>>", b"[(a)-3(b) 4.5]TJ"),
    *(b"[" * 30, b"]" * 30, b"[1 Tj]", b"[true]", b"% 1 (comment", b"\n", b"\r", b"\x00", b" ", b"\xa0"),
    *(b"BI /W 1 /H 1 ID x EI", b"BI", b"ID", b"EI"),
]


def by_pdfminer(content: bytes) -> list[Any]:
    parser, found = PDFContentParser([PDFStream({}, content)]), []
    try:
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found
    except Exception as error:  # noqa: BLE001 - whatever the parsers raise, both do
        return [*found, type(error)]


def ours(content: bytes) -> list[Any]:
    found: list[Any] = []
    try:
        found.extend(objects_of(content))
    except Exception as error:  # noqa: BLE001 - whatever the parsers raise, both do
        found.append(type(error))
    return found


def typed(found: list[Any]) -> str:
    return repr(found)  # in which 1 is not 1.0, nor True


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([b" ", b"", b"\n"])), max_size=12))
def test_the_same_objects_as_pdfminer(pieces: list[tuple[bytes, bytes]]) -> None:
    content = b"".join(part for piece in pieces for part in piece)

    assert typed(ours(content)) == typed(by_pdfminer(content))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_the_same_objects_as_pdfminer_in_anything(content: bytes) -> None:
    assert typed(ours(content)) == typed(by_pdfminer(content))


def test_what_contents_are_made_of_is_found_without_pdfminer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "_objects_by_pdfminer", None)
    content = b"/Span <</MCID 0/A<FEFF>>>BDC q 1 0 0 -1.5 .5 7 cm BT /F1 9 Tf [(1 (0)\\051)-3<4142>]TJ (x) ' ET % end"

    assert list(objects_of(content)) == [
        *(LIT("Span"), {"MCID": 0, "A": b"\xfe\xff"}, KWD(b"BDC"), KWD(b"q"), 1, 0, 0, -1.5, 0.5, 7, KWD(b"cm")),
        *(KWD(b"BT"), LIT("F1"), 9, KWD(b"Tf"), [b"1 (0))", -3, b"AB"], KWD(b"TJ"), b"x", KWD(b"'"), KWD(b"ET")),
    ]


NUMBERED = [
    *PIECES,
    b"7 0 R",
    b"0 0 R",
    b"R",
    b"1 R",
    b"null",
    b"<</Length 3>>stream\nabc\nendstream",
    b"endobj",
    b"<</K[7 0 R null]>>",
]


class Document(PDFDocument):
    """A document that is nothing but its bytes."""

    def __init__(self, content: bytes) -> None:
        self._parser = PDFParser(io.BytesIO(content))
        self._parser.set_document(self)


def outcome(read: Any) -> str:
    try:
        return repr(read())
    except Exception as error:  # noqa: BLE001 - whatever the parser raises, both do
        return repr(type(error))


@settings(max_examples=1000, deadline=None)
@given(
    st.sampled_from([b"5 0 obj", b" 5 0 obj", b"6 0 obj", b"5 0 object", b"5 0"]),
    st.lists(st.tuples(st.sampled_from(NUMBERED), st.sampled_from([b" ", b"\n", b""])), max_size=6),
    st.sampled_from([b"<<", b"[", b""]),
    st.sampled_from([b">>", b"]", b""]),
    st.sampled_from([b"endobj", b" endobj ", b"7 endobj", b""]),
)
def test_the_same_numbered_objects_as_pdfminer(head, pieces, opening, closing, end) -> None:
    within = b"".join(part for piece in pieces for part in piece)
    content = b"%PDF\n" + head + b"\n" + opening + b"/A " + within + closing + end + b"\n6 0 obj [] endobj"

    found = outcome(lambda: numbered_object(Document(content), content, 5, 5))
    assert found == outcome(lambda: Document(content)._getobj_parse(5, 5))
