"""Opening a file: what a sound PDF tells about itself, and why an unsound one is refused."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from answers import typeset as typeset_answer
from answers.corpus import corpus
from files import REAL_ANSWER, rewrite, scan, typeset
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from nupraat_pipeline.reading.document import open_answer
from nupraat_pipeline.reading.many.fingerprints import fingerprint
from nupraat_pipeline.reading.records import RejectedError, RejectionReason
from nupraat_pipeline.reading.soundness.content import first_mistake
from nupraat_pipeline.settings import Limits

Change = Callable[[bytes], bytes]


def rejection(path: Path, limits: Limits | None = None) -> RejectedError:
    with pytest.raises(RejectedError) as caught, open_answer(path, limits):
        pass
    assert path.name in caught.value.message
    return caught.value


def cut_content(pdf: pikepdf.Pdf) -> None:
    """Keep the first half of the third page's compressed content."""
    stream = pdf.pages[2].Contents
    raw = stream.read_raw_bytes()
    stream.write(raw[: len(raw) // 2], filter=pikepdf.Name.FlateDecode)


def flip_a_content_byte(pdf: pikepdf.Pdf) -> None:
    """Change one byte of the third page's content and keep the old checksum, as a bad disk does."""
    stream = pdf.pages[2].Contents
    plain = stream.read_bytes()
    store = zlib.compressobj(level=0)
    raw = bytearray(store.compress(plain) + store.flush())
    raw[len(raw) // 2] ^= 1
    stream.write(bytes(raw), filter=pikepdf.Name.FlateDecode)


def drop_content_checksum(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[2].Contents
    stream.write(stream.read_raw_bytes()[:-4], filter=pikepdf.Name.FlateDecode)


def insert_a_stray_brace(pdf: pikepdf.Pdf) -> None:
    """Write what makes pdfminer, but not other readers, skip the rest of the page."""
    plain = pdf.pages[2].Contents.read_bytes()
    middle = plain.index(b"\nBT", len(plain) // 2)
    pdf.pages[2].Contents = pdf.make_stream(plain[:middle] + b"\n{" + plain[middle:])


def test_the_real_answer_opens() -> None:
    with open_answer(REAL_ANSWER) as document:
        assert document.page_count == 6
        assert document.size_bytes == 47038
        assert document.sha256 == hashlib.sha256(REAL_ANSWER.read_bytes()).hexdigest()
        assert document.modified == "2026-11-23T23:07:01+00:00"
        assert [page.page_number for page in document.pages] == [1, 2, 3, 4, 5, 6]
        assert "1074 gesprekken" in document.pages[2].extract_text()


@pytest.mark.parametrize(
    ("printed", "modified"),
    [
        ("D:20230301120000+01'00'", "2023-03-01T11:00:00+00:00"),
        ("D:20230301120000-05'30", "2023-03-01T17:30:00+00:00"),
        ("D:20230301120000Z", "2023-03-01T12:00:00+00:00"),
        ("D:202303", "2023-03-01T00:00:00+00:00"),
        ("20230301", "2023-03-01T00:00:00+00:00"),
        ("D:20231399", None),
        ("yesterday", None),
    ],
)
def test_the_modification_date_is_comparable_text(tmp_path: Path, printed: str, modified: str | None) -> None:
    def date(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/ModDate"] = printed
        del pdf.docinfo["/CreationDate"]

    path = rewrite(typeset(tmp_path / "plain.pdf", "Tekst"), tmp_path / "dated.pdf", date)

    with open_answer(path) as document:
        assert document.modified == modified


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.touch()

    assert rejection(path).reason is RejectionReason.EMPTY_FILE


@pytest.mark.parametrize("content", [b"<html>Not found</html>", b" " * 1024 + b"%PDF-1.7\n"])
def test_no_pdf(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(content)

    assert rejection(path).reason is RejectionReason.NOT_A_PDF


def test_bytes_before_the_header_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "late.pdf"
    path.write_bytes(b"\r\n\r\n" + REAL_ANSWER.read_bytes())

    with open_answer(path) as document:
        assert document.page_count == 6


def test_a_file_that_is_not_there_or_not_a_file(tmp_path: Path) -> None:
    assert rejection(tmp_path / "absent.pdf").reason is RejectionReason.UNREADABLE
    assert rejection(tmp_path).reason is RejectionReason.UNREADABLE


@pytest.mark.parametrize("kept", [20, 500, 20_000, 40_000])
def test_a_cut_off_file(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(REAL_ANSWER.read_bytes()[:kept])

    assert rejection(path).reason is RejectionReason.DAMAGED


def test_a_file_that_lost_some_of_its_pages(tmp_path: Path) -> None:
    path = typeset(tmp_path / "lost.pdf", "Een", "Twee")
    path.write_bytes(path.read_bytes().replace(b"/Count 2", b"/Count 3"))

    error = rejection(path)

    assert error.reason is RejectionReason.DAMAGED
    assert "announces 3 pages but 2 can be found" in error.message


def test_a_file_without_pages(tmp_path: Path) -> None:
    pikepdf.new().save(tmp_path / "none.pdf")

    error = rejection(tmp_path / "none.pdf")

    assert error.reason is RejectionReason.DAMAGED
    assert "has no pages" in error.message


def empty(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].Contents = pdf.make_stream(b"\n")


def own_fonts(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(dict(page.Resources.Font.items())))


def test_a_page_that_lost_all_it_draws(tmp_path: Path) -> None:
    owned = rewrite(REAL_ANSWER, tmp_path / "owned.pdf", own_fonts)

    error = rejection(rewrite(owned, tmp_path / "emptied.pdf", empty))

    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert "page 4 has fonts of its own but draws nothing at all" in error.message


def test_a_blank_page_that_shares_its_fonts_is_one(tmp_path: Path) -> None:
    with open_answer(rewrite(REAL_ANSWER, tmp_path / "blank.pdf", empty)) as document:
        assert document.page_count == 6


def test_a_tree_of_parents_that_leads_back_into_itself(tmp_path: Path) -> None:
    def knot(pdf: pikepdf.Pdf) -> None:
        node = pdf.make_indirect(pikepdf.Dictionary())
        node.Kids = pikepdf.Array([node] * 3)
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(ParentTree=node))
        for page in pdf.pages:
            page.obj.StructParents = 1

    with open_answer(rewrite(REAL_ANSWER, tmp_path / "knot.pdf", knot)) as document:
        assert document.page_count == 6


def test_a_page_that_draws_half_of_what_its_tags_declare(tmp_path: Path) -> None:
    example = next(each for each in corpus() if "printed nought stays one" in each.name)  # tagged, as typst does it
    (tmp_path / "tagged.pdf").write_bytes(typeset_answer(example.spec, example.layout).pdf)

    def halve(pdf: pikepdf.Pdf) -> None:
        """Keep half of the marked pieces, in a content without a fault."""
        plain = pdf.pages[0].Contents.read_bytes()
        pieces = plain.split(b"EMC")
        half = b"EMC".join(pieces[: len(pieces) // 2]) + b"EMC\n"
        pdf.pages[0].Contents = pdf.make_stream(half + b"Q\n" * plain.count(b"q\n"))

    error = rejection(rewrite(tmp_path / "tagged.pdf", tmp_path / "halved.pdf", halve))

    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert "pieces it declares" in error.message


def test_a_user_password_is_asked(tmp_path: Path) -> None:
    path = rewrite(REAL_ANSWER, tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="geheim", owner="baas"))

    assert rejection(path).reason is RejectionReason.ENCRYPTED


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_an_owner_password_alone_does_no_harm(tmp_path: Path, revision: int) -> None:
    lock = pikepdf.Encryption(owner="baas", R=revision, aes=revision > 3, metadata=revision > 3)
    path = rewrite(REAL_ANSWER, tmp_path / "owned.pdf", encryption=lock)

    with open_answer(path) as document:
        assert "1074" in "".join(char["text"] for char in document.pages[2].chars)


def test_pictures_of_pages(tmp_path: Path) -> None:
    error = rejection(scan(tmp_path / "scan.pdf", stamps=("Scan 1", "Scan 2")))

    assert error.reason is RejectionReason.NO_TEXT_LAYER
    assert "ocrmypdf -l nld scan.pdf" in error.message
    assert "nupraat inspect" in error.message


def test_pages_without_anything(tmp_path: Path) -> None:
    assert rejection(typeset(tmp_path / "blank.pdf", "", "")).reason is RejectionReason.NO_TEXT_LAYER


def test_one_page_that_is_a_picture(tmp_path: Path) -> None:
    pictures = scan(tmp_path / "scan.pdf", stamps=("3",))
    text = typeset(tmp_path / "text.pdf", "In 2022 werden 1074 gesprekken gevoerd.")

    def add_picture(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(pictures) as other:
            pdf.pages.extend(other.pages)

    error = rejection(rewrite(text, tmp_path / "mixed.pdf", add_picture))

    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert "page 2 is a picture" in error.message


def test_a_letterhead_behind_every_page_is_no_scan(tmp_path: Path) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("L", (60, 85), 240).save(picture, "PNG")
    letterhead = ImageReader(picture)
    canvas = Canvas(str(tmp_path / "letter.pdf"), pagesize=A4)
    for line in ("In 2022 werden 1074 gesprekken gevoerd.", "Hoogachtend"):
        canvas.drawImage(letterhead, 0, 0, *A4)
        canvas.drawString(72, 720, line)
        canvas.showPage()
    canvas.save()

    with open_answer(tmp_path / "letter.pdf") as document:
        assert document.page_count == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (cut_content, "the content of page 3 is cut off"),
        (flip_a_content_byte, "the content of page 3 is corrupt"),
        (insert_a_stray_brace, "page 3 draws 1258 characters, of which 775 do not come through"),
    ],
)
def test_text_that_would_be_lost_in_silence(tmp_path: Path, change: object, says: str) -> None:
    error = rejection(rewrite(REAL_ANSWER, tmp_path / "lossy.pdf", change))

    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert says in error.message


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda plain: plain[: plain.rindex(b"ET")], "ends in the middle of a text"),
        (lambda plain: plain[: plain.rindex(b"ET") - 5], "has 'T', which means nothing"),
        (lambda plain: b"q " + plain, "ends in the middle of a drawing"),
        (lambda plain: plain.replace(b"106) Tj", b"106) Uj"), "has 'Uj', which means nothing"),
        (lambda plain: plain.replace(b"106) Tj", b"106) Tz"), "has 'Tz' with something else than it works on"),
        (lambda plain: plain.replace(b"(Februari 106)", b" Februari 106 "), "has 'Februari', which means nothing"),
        (lambda plain: plain.replace(b"(Februari 106)", b"<ZZ>"), "has 'ZZ', which means nothing"),
    ],
)
def test_content_without_a_checksum_that_is_cut_or_flipped(tmp_path: Path, change: Change, says: str) -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        plain = pdf.pages[0].Contents.read_bytes()
        assert change(plain) != plain
        pdf.pages[0].Contents = pdf.make_stream(change(plain))

    whole = typeset(tmp_path / "whole.pdf", "Januari 91\nFebruari 106\nMaart 110", compress=False)

    error = rejection(rewrite(whole, tmp_path / "damaged.pdf", damage))

    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert f"the content of page 1 {says}" in error.message


@pytest.mark.parametrize(
    "addition",
    [
        b"BX 7 (x) unheard_of EX",
        b"(a (b (c) \\) unheard of)) Tj",
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID \xff(unheard of EI ",
        b"% a remark (\n",
        b"/P <</MCID 0 /Deep [<< >> [1 2]]>> BDC /X /Y DP EMC",
        b"[<41> -250.5 (b)] TJ [3 1] 0 d 0.5 .5 -.5 --5 5. 1 cm /Cs8 cs 0.1 /P1 scn",
    ],
)
def test_content_that_only_looks_odd(addition: bytes) -> None:
    assert first_mistake(b"q BT (Januari 91) Tj ET Q " + addition) is None


def draw_itself(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pdf.pages[0].MediaBox)
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(F=form)
    pdf.pages[0].contents_add(b"/#46 Do")


def draw_a_billion(pdf: pikepdf.Pdf) -> None:
    inner = None
    for _ in range(9):
        content = b"/F Do " * 10 if inner is not None else b"0 0 m"
        form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = (
            pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner)) if inner is not None else pikepdf.Dictionary()
        )
        inner = form
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(F=inner)
    pdf.pages[0].contents_add(b"/F Do")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (draw_itself, "page 1 draws a piece that draws itself"),
        (draw_a_billion, "page 1 draws more than 20000 pieces by reference"),
    ],
)
def test_drawing_that_never_ends(tmp_path: Path, change: object, says: str) -> None:
    error = rejection(rewrite(typeset(tmp_path / "plain.pdf", "Tekst"), tmp_path / "endless.pdf", change))

    assert error.reason is RejectionReason.DAMAGED
    assert says in error.message


def test_content_inside_a_broken_form(tmp_path: Path) -> None:
    def wrap(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        raw = zlib.compress(page.Contents.read_bytes())
        form = pdf.make_stream(raw[:-20], Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.write(raw[:-20], filter=pikepdf.Name.FlateDecode)
        form.BBox = page.MediaBox
        form.Resources = page.Resources
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Fm0=form))
        page.Contents = pdf.make_stream(b"/Fm0 Do")

    whole = typeset(tmp_path / "whole.pdf", "\n".join(f"Maand {number}: {number * 37}" for number in range(40)))

    error = rejection(rewrite(whole, tmp_path / "form.pdf", wrap))

    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert "page 1 is cut off" in error.message


def test_letters_nobody_can_name(tmp_path: Path) -> None:
    def forget_letters(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[2].Resources.Font.values():
            del font["/ToUnicode"]

    error = rejection(rewrite(REAL_ANSWER, tmp_path / "nameless.pdf", forget_letters))

    assert error.reason is RejectionReason.INCOMPLETE_TEXT
    assert "cannot be read" in error.message


def test_a_missing_checksum_alone_loses_no_text(tmp_path: Path) -> None:
    with open_answer(rewrite(REAL_ANSWER, tmp_path / "short.pdf", drop_content_checksum)) as document:
        assert "1074" in "".join(char["text"] for char in document.pages[2].chars)


def test_files_beyond_the_limits(tmp_path: Path) -> None:
    path = typeset(tmp_path / "three.pdf", "Een", "Twee", "Drie")

    assert rejection(path, Limits(pages=2)).reason is RejectionReason.TOO_LARGE
    assert rejection(path, Limits(file_bytes=500)).reason is RejectionReason.TOO_LARGE


def test_a_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "any.bin"
    path.write_bytes(b"refuse")

    found = fingerprint(path)

    assert found.sha256 == "5fde095c479bdfd93ade7d58a479c076ab540d173b2aafee95c1c0f1341433dc"
    assert found.size_bytes == 6
