"""Edits of a file's objects, as hostile or careless programs make them: the file that results is well formed.

Here: one function a kind, which changes an open PDF. What results may be another document, and an honest one: a page
that is gone leaves no trace. So a reading may differ without a word, but never crash, hang or eat the machine.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

# What is left to do to the bytes when they are written, where pikepdf would put it right again.
Afterwards = Callable[[bytes], bytes]
Edit = Callable[[pikepdf.Pdf, random.Random], Afterwards | None]

_HUGE = (2**31 - 1, -1, 0, 2**63 - 1, 10**9, -(10**9))
_DEEP = 400


def drop_a_key(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A dictionary loses an entry."""
    owner, key = _entry(pdf, chance)
    del owner[key]


def put_another_type(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """An entry is something its place does not allow."""
    owner, key = _entry(pdf, chance)
    owner[key] = chance.choice(
        [7, -1, 0.5, True, Name.Nonsense, pikepdf.String("x"), Array([]), Dictionary(), Array([Name.A, 1])]
    )


def put_a_huge_number(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A number is absurd: a count, a size, a predictor, a bit depth."""
    entries = [(owner, key) for owner, key in _entries(pdf) if isinstance(owner.get(key), int)]
    if entries:
        owner, key = chance.choice(entries)
        owner[key] = chance.choice(_HUGE)


def announce_many_pages(pdf: pikepdf.Pdf, chance: random.Random) -> Afterwards:
    """The page tree counts wrongly."""
    count = b"/Count %d" % chance.choice([0, -5, 1, 299, 301, 10**9])
    return lambda content: re.sub(rb"/Count -?\d+", count, content)


def refer_elsewhere(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A reference leads to another object, or to its own owner."""
    entries = [(owner, key) for owner, key in _entries(pdf) if getattr(owner.get(key), "is_indirect", False)]
    if entries:
        owner, key = chance.choice(entries)
        owner[key] = owner if owner.is_indirect and chance.random() < 0.3 else chance.choice(_indirect(pdf))


def exchange_streams(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Two streams have each other's bytes: a font the page's content, a picture the letter table."""
    one, other = chance.sample(_streams(pdf), 2)
    data, dictionary = one.read_raw_bytes(), one.stream_dict
    for target, bytes_, facts in ((one, other.read_raw_bytes(), other.stream_dict), (other, data, dictionary)):
        target.write(bytes_, filter=facts.get("/Filter"), decode_parms=facts.get("/DecodeParms"))


def cut_the_content(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A page's content ends early, though it decodes well."""
    plain, put = _content(pdf, chance)
    put(plain[: chance.randrange(len(plain) + 1)])


def cut_the_compressed_content(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A page's content ends early while it is compressed."""
    page = chance.choice(pdf.pages)
    streams = page.Contents if isinstance(page.Contents, Array) else [page.Contents]
    stream = chance.choice(list(streams))
    raw = zlib.compress(stream.read_bytes())
    stream.write(raw[: chance.randrange(2, len(raw))], filter=Name.FlateDecode)


def disturb_the_content(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Tokens that do not belong there, in the middle of a page's content."""
    plain, put = _content(pdf, chance)
    lines = plain.splitlines(keepends=True)
    tokens = [
        b"{\n",
        b"}\n",
        b"<<\n",
        b">>\n",
        b"[\n",
        b"]\n",
        b"(\n",
        b")\n",
        b"<\n",
        b"BI\n",
        b"ID\n",
        b"EI\n",
        b"Q\n",
    ]
    tokens += [
        b"q\n" * 5000,
        b"BT\n",
        b"ET\n",
        b"[" * 5000 + b"\n",
        b"0 0 0 0 0 0 cm\n",
        b"1e38 0 0 1e38 0 0 cm\n",
        b"%",
    ]
    tokens += [
        b"EMC\n",
        b"3 Tr\n",
        b"/Fx 9 Tf\n",
        b"0 Tz\n",
        b"99999 Tc\n",
        b"\xff\x00\xfe\n",
        b"/X Do\n",
        b"999999999 TL\n",
    ]
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(tokens))
    put(b"".join(lines))


def lose_a_line_of_content(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Some lines of a page's content are gone."""
    plain, put = _content(pdf, chance)
    lines = plain.splitlines(keepends=True)
    start = chance.randrange(len(lines))
    del lines[start : start + chance.randint(1, 8)]
    put(b"".join(lines))


def turn_pages_into_a_ring(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """The page tree leads back into itself, or to one page twice."""
    tree = pdf.Root.Pages
    if chance.random() < 0.5:
        tree.Kids.append(tree)
    else:
        tree.Kids[chance.randrange(len(tree.Kids))] = tree.Kids[chance.randrange(len(tree.Kids))]


def nest_the_page_tree(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Hundreds of levels between the root of the page tree and its pages."""
    kids, count = pdf.Root.Pages.Kids, pdf.Root.Pages.Count
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=kids, Count=count))
    for _ in range(chance.choice([5, 100, 2000])):
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=count))
    pdf.Root.Pages.Kids = Array([node])


def nest_an_array(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """Arrays in arrays in arrays."""
    nested: Any = Array([1])
    for _ in range(chance.choice([10, _DEEP])):
        nested = Array([nested])
    owner, key = _entry(pdf, chance)
    owner[key] = nested


def draw_a_form_in_itself(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A form that draws itself, or sixteen that each draw the next many times."""
    page = chance.choice(pdf.pages)
    forms = [
        pdf.make_stream(b"/F Do " * chance.choice([1, 10]), Type=Name.XObject, Subtype=Name.Form, BBox=page.MediaBox)
        for _ in range(chance.choice([1, 2, 3, 3, 16]))
    ]
    for form, following in zip(forms, [*forms[1:], forms[0] if len(forms) == 1 else None], strict=True):
        if following is not None:
            form.Resources = Dictionary(XObject=Dictionary(F=following))
    page.Resources.XObject = Dictionary(F=forms[0])
    page.contents_add(b"/F Do", prepend=chance.random() < 0.5)


def inflate_beyond_measure(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A content of a few kilobytes that unpacks to hundreds of megabytes, once or twice packed."""
    packed = zlib.compress(b" " * (chance.choice([2, 30, 200]) * 1024**2), 9)
    filters: Any = Name.FlateDecode
    if chance.random() < 0.5:
        packed, filters = zlib.compress(packed, 9), Array([Name.FlateDecode] * 2)
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=filters)
    page = chance.choice(pdf.pages)
    page.Contents = Array([stream, *([page.Contents] if not isinstance(page.Contents, Array) else page.Contents)])


def claim_a_filter(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A stream names filters that its bytes did not go through, or parameters that make no sense."""
    stream = chance.choice(_streams(pdf))
    names = [
        Name.LZWDecode,
        Name.ASCII85Decode,
        Name.ASCIIHexDecode,
        Name.RunLengthDecode,
        Name.DCTDecode,
        Name.JBIG2Decode,
    ]
    if chance.random() < 0.5:
        stream.stream_dict.Filter = Array([chance.choice(names), Name.FlateDecode])
    else:
        stream.stream_dict.DecodeParms = Dictionary(
            Predictor=chance.choice([2, 12, 15, 99]),
            Columns=chance.choice([1, 5, 10**9]),
            Colors=chance.choice([1, 4, 99]),
        )


def exchange_letter_tables(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A font says its letters by another's table, or says nothing."""
    fonts = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == "/Font"]
    tables = [each["/ToUnicode"] for each in fonts if "/ToUnicode" in each]
    font = chance.choice(fonts)
    if tables and chance.random() < 0.6:
        font["/ToUnicode"] = chance.choice(tables)
    else:
        for key in ("/ToUnicode", "/Encoding"):
            if key in font:
                del font[key]


def distort_the_page(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    """A page is turned, tiny, immense, inside out, or elsewhere."""
    page = chance.choice(pdf.pages)
    boxes = [
        [0, 0, 1, 1],
        [0, 0, 10**7, 10**7],
        [595, 842, 0, 0],
        [0, 0, 0, 0],
        [-9000, -9000, -8000, -8000],
        [0, 0, 595],
    ]
    if chance.random() < 0.6:
        page.obj[chance.choice(["/MediaBox", "/CropBox"])] = Array(chance.choice(boxes))
    else:
        page.obj.Rotate = chance.choice([90, 45, -90, 360000, 270])
    if chance.random() < 0.2:
        page.obj.UserUnit = chance.choice([0, 75000])


def _indirect(pdf: pikepdf.Pdf) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, Dictionary | Array | pikepdf.Stream)]


def _streams(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]


def _entries(pdf: pikepdf.Pdf) -> list[tuple[Any, str]]:
    """Every entry of every dictionary that is an object of its own, and of those directly in it."""
    owners = [each for each in pdf.objects if isinstance(each, Dictionary | pikepdf.Stream)]
    inner = [owner[key] for owner in owners for key in owner.keys() if isinstance(owner[key], Dictionary)]  # noqa: SIM118
    return [(owner, key) for owner in [*owners, *inner] for key in sorted(owner.keys()) if key != "/Length"]


def _entry(pdf: pikepdf.Pdf, chance: random.Random) -> tuple[Any, str]:
    return chance.choice(_entries(pdf))


def _content(pdf: pikepdf.Pdf, chance: random.Random) -> tuple[bytes, Callable[[bytes], None]]:
    """The content of a page, and what puts another in its place."""
    page = chance.choice(pdf.pages)
    parts = page.Contents if isinstance(page.Contents, Array) else [page.Contents]

    def put(content: bytes) -> None:
        page.Contents = pdf.make_stream(content)

    return b"\n".join(part.read_bytes() for part in parts), put


EDITS: tuple[Edit, ...] = (
    drop_a_key,
    put_another_type,
    put_a_huge_number,
    announce_many_pages,
    refer_elsewhere,
    exchange_streams,
    cut_the_content,
    cut_the_compressed_content,
    disturb_the_content,
    lose_a_line_of_content,
    turn_pages_into_a_ring,
    nest_the_page_tree,
    nest_an_array,
    draw_a_form_in_itself,
    inflate_beyond_measure,
    claim_a_filter,
    exchange_letter_tables,
    distort_the_page,
)
