"""`nupraat inspect --annotate`: outlines where the figures are printed, on pages however they are turned or cut."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from files import REAL_ANSWER, put_answer_with_ages, put_hostile_answer, put_real_answer, rewrite, typeset
from msgspec.structs import replace
from reportlab.pdfbase.pdfmetrics import stringWidth
from running import nupraat

from nupraat_pipeline.cli import main
from nupraat_pipeline.cli.annotate import AnnotateError, annotate
from nupraat_pipeline.cli.outlines import PALETTE, RED, marks_of
from nupraat_pipeline.reading.answer import read_answer
from nupraat_pipeline.settings import Limits

if TYPE_CHECKING:
    from PIL.Image import Image

HEADING = "ANTWOORD\nop vraag nr. 12 van 3 februari 2024\nvan EEN VRAGER\n\n"
BEFORE, NUMBER, AFTER = "1. In 2023 werden ", "310", " gesprekken gevoerd met Nupraatikerover.be."
LEFT_BEFORE, LEFT_OVER = "Er zijn ", "17"
BLUE = PALETTE[0]  # of the first indicator

# As `typeset` sets its lines: A4, Helvetica 12, each line 14.4 below the one before, the first on 720.
PAGE_HEIGHT, LEFT, FIRST, LEADING, SIZE = 841.89, 72, 720, 14.4, 12
PIXELS_A_POINT = 2


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented answer with one figure and one number that nobody can understand."""
    said = f"{HEADING}{BEFORE}{NUMBER}{AFTER}\n{LEFT_BEFORE}{LEFT_OVER} paarse fietsen."
    return typeset(tmp_path_factory.mktemp("answer") / "answer.pdf", said)


def annotated(path: Path, directory: Path) -> Image:
    """The first page with its outlines alone, without the letters beside them."""
    reading = read_answer(path)
    marks = marks_of(reading)
    assert all(outline.tag for outline in marks.outlines if outline.weight >= 1)
    bare = replace(marks, outlines=tuple(replace(outline, tag="") for outline in marks.outlines))
    out = directory / "out.png"
    assert annotate(path, reading.document.sha256, bare, out, Limits()) == [directory / "out-1.png"]
    return picture(directory / "out-1.png")


def picture(path: Path) -> Image:
    from PIL import Image

    with Image.open(path) as opened:
        return opened.convert("RGB")


def where(image: Image, colour: tuple[int, int, int], height: int) -> tuple[int, int, int, int]:
    """The box around all pixels of a colour above a height: left, top, right, bottom."""
    pixels = image.load()
    found = [(x, y) for y in range(min(height, image.height)) for x in range(image.width) if pixels[x, y] == colour]
    xs, ys = zip(*found, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def printed_at(line: int, before: str, text: str) -> tuple[float, float, float, float]:
    """Where a text is printed, in pixels: left, its line's foot less its height, right, its line's foot."""
    x = LEFT + stringWidth(before, "Helvetica", SIZE)
    foot = PAGE_HEIGHT - FIRST + line * LEADING
    box = (x, foot - SIZE, x + stringWidth(text, "Helvetica", SIZE), foot)
    return tuple(PIXELS_A_POINT * each for each in box)


@pytest.mark.parametrize(
    ("colour", "place"), [(BLUE, (4, BEFORE, NUMBER)), (RED, (5, LEFT_BEFORE, LEFT_OVER))], ids=["figure", "left over"]
)
def test_figures_have_the_colour_of_their_indicator_and_what_is_left_over_is_red(
    answer: Path, tmp_path: Path, colour: tuple[int, int, int], place: tuple[int, str, str]
) -> None:
    image = annotated(answer, tmp_path)

    left, top, right, bottom = where(image, colour, round(PIXELS_A_POINT * PAGE_HEIGHT) - 2)
    x0, y0, x1, y1 = printed_at(*place)
    near = 5 * PIXELS_A_POINT
    assert x0 - near <= left <= x0
    assert x1 <= right <= x1 + near
    assert y0 - near <= top <= y0 + near
    assert y1 <= bottom <= y1 + near


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("is_cut", [False, True], ids=["whole", "cut"])
def test_outlines_follow_pages_that_are_turned_and_cut(
    answer: Path, tmp_path: Path, turn: int, *, is_cut: bool
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Rotate = turn
        if is_cut:  # the same page on a larger sheet whose corner is not at zero
            page.MediaBox = [-40, -70, 700, 900]
            page.CropBox = [0, 0, 595.27, 841.89]

    turned = rewrite(answer, tmp_path / "turned.pdf", change)
    image = annotated(turned, tmp_path)

    with pypdfium2.PdfDocument(turned) as pdf:
        plain = pdf[0].render(scale=PIXELS_A_POINT).to_pil().convert("L")
    assert image.crop((0, 0, plain.width, 20)).size == (plain.width, 20), "the legend is below, not beside"
    box = where(image, BLUE, plain.height - 2)
    upright = plain.crop(box).rotate(turn, expand=True)
    with pypdfium2.PdfDocument(answer) as pdf:
        page = pdf[0].render(scale=PIXELS_A_POINT).to_pil().convert("L")
    left, top, right, bottom = (round(each) for each in printed_at(4, BEFORE, NUMBER))
    assert dark(upright) == pytest.approx(dark(page.crop((left, top, right, bottom + 2))), rel=0.25)


def dark(image: Image) -> int:
    return sum(image.histogram()[:100])


def test_a_huge_page_has_a_picture_of_a_bounded_size(answer: Path, tmp_path: Path) -> None:
    def enlarge(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = [0, 0, 14400, 14400]

    huge = rewrite(answer, tmp_path / "huge.pdf", enlarge)

    image = annotated(huge, tmp_path)

    assert 15_000_000 < image.width * image.height <= 16_100_000


@pytest.mark.parametrize(
    ("limits", "says"),
    [(Limits(seconds=0.2), "more than 0.2 seconds"), (Limits(memory_bytes=100 * 1024**2), "2022_sv363.pdf cannot be")],
    ids=["time", "memory"],
)
def test_drawing_is_limited_as_reading_is(tmp_path: Path, limits: Limits, says: str) -> None:
    reading = read_answer(REAL_ANSWER)

    with pytest.raises(AnnotateError, match=says):
        annotate(REAL_ANSWER, reading.document.sha256, marks_of(reading), tmp_path / "out.png", limits)

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("is_there", [True, False], ids=["changed", "gone"])
def test_only_the_file_that_was_read_is_drawn_on(answer: Path, tmp_path: Path, *, is_there: bool) -> None:
    reading = read_answer(answer)
    other = tmp_path / "answer.pdf"
    if is_there:
        other.write_bytes(answer.read_bytes() + b"\n")

    with pytest.raises(AnnotateError, match="changed after it was read" if is_there else "cannot be read any more"):
        annotate(other, reading.document.sha256, marks_of(reading), tmp_path / "out.pdf", Limits())

    assert not (tmp_path / "out.pdf").exists()


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_a_pdf_keeps_its_text_and_has_a_legend_in_words(tmp_path: Path) -> None:
    out = tmp_path / "pages.pdf"

    done = nupraat("inspect", REAL_ANSWER, "--json", "--annotate", out, cwd=tmp_path)

    assert done.returncode == 0
    assert done.stdout.startswith("{")
    assert done.stderr == f"Annotated: {out}\n"
    text = text_of(out)
    assert "Aantal nieuwe chatoproepers" in text
    assert "missed_in_opening_hours: 15 figures, 2 without a value (dashed)" in text
    assert "referrals: 5 figures" in text


def test_a_legend_tells_reasons_whole(tmp_path: Path) -> None:
    out = tmp_path / "pages.pdf"
    path = put_answer_with_ages(tmp_path)

    assert main(["inspect", str(path), "--annotate", str(out)]) == 0

    reasons = [doubt.message for doubt in read_answer(path).doubts]
    assert len(reasons) == 1
    told = " ".join(text_of(out).split())
    assert [reason for reason in reasons if reason not in told] == []
    with pypdfium2.PdfDocument(out) as pdf:
        (page,) = pdf
        assert max(each.get_bounds()[2] for each in page.get_objects() if each.type == 1) < page.get_width() - 20


def test_hostile_labels_are_outlined_like_any_others(tmp_path: Path) -> None:
    out = tmp_path / "pages.pdf"

    done = nupraat("inspect", put_hostile_answer(tmp_path), "--annotate", out, cwd=tmp_path)

    assert done.returncode == 0
    assert "<script>window.pwned=true</script>" in done.stdout
    assert "referrals: 6 figures" in text_of(out)
    with pikepdf.open(out) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/Names" not in pdf.Root


def test_the_answer_and_raw_are_never_written_to(tmp_path, monkeypatch, capsys) -> None:
    raw = tmp_path / "raw"
    path = put_real_answer(raw)
    before = path.read_bytes()
    (tmp_path / "linked.pdf").symlink_to(path)

    monkeypatch.setenv("NUPRAAT_RAW", str(raw))
    for out, says in (
        (path, "is the answer itself"),
        (tmp_path / "linked.pdf", "is the answer itself"),
        (tmp_path / "pages.jpg", "end it in .pdf, or in .png"),
        (tmp_path / "nowhere" / "pages.pdf", "in a directory that is there"),
        (raw / "pages.pdf", "would be in raw/"),
    ):
        assert main(["inspect", str(path), "--annotate", str(out)]) == 2
        assert says in capsys.readouterr().err
    assert path.read_bytes() == before
    assert [each.name for each in raw.iterdir()] == [path.name]


def test_a_rejected_file_is_not_annotated(tmp_path: Path) -> None:
    path = typeset(tmp_path / "other.pdf", "Jaarverslag 2022")

    done = nupraat("inspect", path, "--annotate", tmp_path / "pages.pdf", cwd=tmp_path)

    assert done.returncode == 3
    assert not (tmp_path / "pages.pdf").exists()
