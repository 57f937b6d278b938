"""PDFs that are made to hang, fill or break whoever reads them; a few kilobytes each, made anew by each test."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

MB = 1024**2


def put_hostile_files(directory: Path) -> dict[str, str]:
    """One file for each way; returns the reason by name, for limits of some 10 seconds and 20 MB unpacked."""
    zeros = zlib.compress(bytes(40 * MB), 9)
    files = {
        "content.pdf": (_page(_stream(zeros, "/Filter /FlateDecode")), "too_large"),
        "twice.pdf": (_page(_stream(zlib.compress(zeros, 9), "/Filter [/FlateDecode /FlateDecode]")), "too_large"),
        "text.pdf": (_page(_stream(_as_text(zeros), "/Filter [/ASCII85Decode /FlateDecode]")), "too_large"),
        "corrupt.pdf": (_page(_stream(zeros[:-4] + b"xxxx", "/Filter /FlateDecode")), "too_large"),
        "many.pdf": (_page(*[_stream(zlib.compress(bytes(MB)), "/Filter /FlateDecode")] * 30), "too_large"),
        "table.pdf": (_cross_references(zeros), "too_large"),
        "nested.pdf": (_page(_stream(b"BT " + b"[" * 200_000 + b" TJ ET")), "incomplete_text"),
        "laughs.pdf": (_forms_of_forms(levels=9, times=9), "damaged"),
        "slow.pdf": (_page(_stream(zlib.compress(b"q Q " * (4 * MB)), "/Filter /FlateDecode")), "too_slow"),
    }
    for name, (content, _) in files.items():
        (directory / name).write_bytes(content)
    return {name: reason for name, (_, reason) in files.items()}


def _as_text(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def _stream(data: bytes, filters: str = "", entries: str = "") -> bytes:
    return f"<< /Length {len(data)} {filters} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def _page(*contents: bytes, resources: str = "", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page with these contents; `more` are the objects 100, 101, ..."""
    names = " ".join(f"{number} 0 R" for number in range(4, 4 + len(contents)))
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [{names}] /Resources << {resources} >> >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page.encode(),
        **dict(enumerate(contents, start=4)),
        **dict(enumerate(more, start=100)),
    }
    return _file(objects, b"trailer << /Root 1 0 R /Size 200 >>")


def _file(objects: dict[int, bytes], end: bytes) -> bytes:
    out = b"%PDF-1.7\n"
    places = {}
    for number, content in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{number} 1\n{place:010} 00000 n \n" for number, place in places.items())
    return out + b"xref\n" + table.encode() + end + f"\nstartxref\n{len(out)}\n%%EOF\n".encode()


def _cross_references(data: bytes) -> bytes:
    """A PDF whose table of objects is a stream that inflates to this."""
    start = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    entries = "/Type /XRef /W [1 2 1] /Size 3 /Root 1 0 R"
    table = b"3 0 obj\n" + _stream(data, "/Filter /FlateDecode", entries) + b"\nendobj\n"
    return start + table + f"startxref\n{len(start)}\n%%EOF\n".encode()


def _forms_of_forms(levels: int, times: int) -> bytes:
    """A page that draws a form several times, which draws another as often, and so on."""
    kind = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    forms = []
    for level in range(levels):
        resources = f"/Resources << /XObject << /F {101 + level} 0 R >> >>"
        forms.append(_stream(b"/F Do " * times, "", f"{kind} {resources}"))
    last = _stream(b"BT /T 9 Tf (ha) Tj ET", "", f"{kind} /Resources << /Font << /T 150 0 R >> >>")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = _page(_stream(b"/F Do"), resources="/XObject << /F 100 0 R >>", more=(*forms, last))
    return page.replace(b"xref\n", b"150 0 obj\n" + font + b"\nendobj\nxref\n", 1)
