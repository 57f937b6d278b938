"""The sound files that are damaged: one answer in each way a PDF can be put together.

Here: the files. What they say is the real answer's or invented (and says so on the page); how they are stored differs,
because damage strikes differently: in plain or compressed objects, encrypted, in forms, in several streams.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from answers import typeset
from answers.corpus import corpus
from files import REAL_ANSWER

Change = Callable[[pikepdf.Pdf], None]


@cache
def originals() -> dict[str, bytes]:
    """Every original by its name."""
    real = REAL_ANSWER.read_bytes()
    typst, canvas = (_invented(name) for name in ("printed nought stays one", "shares of two years"))
    compressed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    owned = {"encryption": pikepdf.Encryption(owner="baas", R=6)}
    owned_rc4 = {"encryption": pikepdf.Encryption(owner="baas", R=3, aes=False, metadata=False)}
    return {
        "real": real,
        "real, objects compressed": _saved(real, **compressed),
        "real, owner's password": _saved(real, **owned),
        "real, linear": _saved(real, linearize=True),
        "typst": typst,
        "typst, objects compressed": _saved(typst, **compressed),
        "canvas, revised": _revised(canvas),
        "canvas": canvas,
        "canvas, plain": _saved(canvas, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all),
        "canvas, owner's password": _saved(canvas, **owned_rc4),
        "canvas, content in a form": _saved(canvas, _wrap_in_forms),
        "canvas, content in pieces": _saved(canvas, _break_content),
    }


def _invented(part_of_name: str) -> bytes:
    example = next(each for each in corpus() if part_of_name in each.name)
    return typeset(example.spec, example.layout).pdf


def _saved(content: bytes, change: Change | None = None, **options: object) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if change is not None:
            change(pdf)
        pdf.save(written, static_id="encryption" not in options, **options)
    return written.getvalue()


def _wrap_in_forms(pdf: pikepdf.Pdf) -> None:
    """Draw each page by reference, as stamping and imposing programs do."""
    for page in pdf.pages:
        form = pdf.make_stream(
            page.Contents.read_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=page.MediaBox
        )
        form.Resources = page.Resources
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
        page.Contents = pdf.make_stream(b"/Fm0 Do")


def _break_content(pdf: pikepdf.Pdf) -> None:
    """Store each page's content as several streams, cut between lines."""
    for page in pdf.pages:
        lines = page.Contents.read_bytes().splitlines(keepends=True)
        step = max(1, len(lines) // 5)
        page.Contents = pikepdf.Array(
            pdf.make_stream(b"".join(lines[start : start + step])) for start in range(0, len(lines), step)
        )


def _revised(content: bytes) -> bytes:
    """Append a revision that replaces the content of each page, as programs do that save without rewriting.

    The pages of the first revision print other digits: whoever reads those reads what no longer holds.
    """
    kept: dict[int, bytes] = {}

    def print_other_digits(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            stream = page.Contents
            plain = stream.read_bytes()
            kept[len(kept)] = zlib.compress(plain)
            stream.write(plain.translate(bytes.maketrans(b"0123456789", b"1234567890")))

    first = _saved(content, print_other_digits, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        numbers = [page.Contents.objgen[0] for page in pdf.pages]
    return first + _revision(first, dict(zip(numbers, kept.values(), strict=True)))


def _revision(first: bytes, streams: dict[int, bytes]) -> bytes:
    """The bytes that, behind a file with a plain table of objects, replace these streams (compressed, by number)."""
    start = int(first[first.rindex(b"startxref") :].split()[1])
    trailer = first[first.rindex(b"trailer") : first.rindex(b"startxref")].strip()
    written, table = b"", b""
    for number, data in sorted(streams.items()):
        table += b"%d 1\n%010d 00000 n \n" % (number, len(first) + len(written))
        written += b"%d 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % (number, len(data))
        written += data + b"\nendstream\nendobj\n"
    place = len(first) + len(written)
    trailer = trailer.removesuffix(b">>") + b"/Prev %d >>" % start
    return written + b"xref\n" + table + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % place
