"""PDFs as they arrive in `raw/`: the real answer, plain ones typeset for a test, and all that is no readable answer."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
from answers import typeset as typeset_answer
from answers.corpus import corpus
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

# Labels of a table that an attacker might print, and their values.
HOSTILE_ROWS = (
    ("<script>window.pwned=true</script>", "5"),
    ("<img src=x onerror=window.pwned=true>", "6"),
    ("Hottentottententententoonstelling" * 2, "9"),
    ("a|b `c` **d**", "8"),
    ("=cmd|' /C calc'!A", "7"),
    ("1712", "31"),
)

REAL_ANSWER = Path(__file__).parents[1] / "raw" / "2022_sv363.pdf"


def typeset(path: Path, *pages: str, compress: bool = True) -> Path:
    """A PDF with a page of lines for each text."""
    canvas = Canvas(str(path), pagesize=A4, pageCompression=int(compress))
    for page in pages:
        text = canvas.beginText(72, 720)
        for line in page.splitlines():
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return path


def scan(path: Path, *, stamps: tuple[str, ...]) -> Path:
    """A PDF with for each stamp a page that is one picture, the stamp printed over it."""
    from PIL import Image

    canvas = Canvas(str(path), pagesize=A4)
    for shade, stamp in enumerate(stamps):
        picture = io.BytesIO()
        Image.new("L", (60, 85), 200 + shade).save(picture, "PNG")
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.drawString(72, 20, stamp)
        canvas.showPage()
    canvas.save()
    return path


def rewrite(source: Path, target: Path, change: object = None, **options: object) -> Path:
    with pikepdf.open(source) as pdf:
        if callable(change):
            change(pdf)
        pdf.save(target, **options)
    return target


def put_real_answer(directory: Path, name: str = "2022_sv363.pdf") -> Path:
    directory.mkdir(exist_ok=True)
    return Path(shutil.copyfile(REAL_ANSWER, directory / name))


def put_invented_answer(directory: Path, name: str = "invented.pdf") -> Path:
    """An answer of another year, by nobody who exists."""
    example = next(each for each in corpus() if each.outcome == "right" and each.layout.producer == "reportlab")
    path = directory / name
    path.write_bytes(typeset_answer(example.spec, example.layout).pdf)
    return path


def put_hostile_answer(directory: Path, name: str = "hostile.pdf") -> Path:
    """An invented answer whose labels would run, break out or overflow wherever they are more than text."""
    path = directory / name
    said = "2. Doorverwijzingen naar Nupraatikerover.be in 2023:"
    return _with_table(path, said, [("Doorverwijzende hulplijn", "Aantal doorverwijzingen"), *HOSTILE_ROWS])


def put_answer_with_ages(directory: Path, unit: str = "") -> Path:
    """An invented answer with a table of ages, each number followed by `unit`; shares have '%', and counts nothing."""
    rows = [(age, f"{number}{unit}") for age, number in (("12-14 jaar", 5), ("15-17 jaar", 34), ("18-20 jaar", 61))]
    said = "2. Leeftijd van de oproepers in 2023:"
    return _with_table(directory / "ages.pdf", said, [("Leeftijd", "2023"), *rows])


def _with_table(path: Path, caption: str, rows: list[tuple[str, str]]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    text = canvas.beginText(72, 780)
    for line in (
        "ANTWOORD",
        "op vraag nr. 1 van 4 februari 2024",
        "van EEN VERZONNEN VRAGER",
        "",
        "Dit antwoord is verzonnen, voor een proef.",
        "",
        "1. In 2023 werden 1203 gesprekken gevoerd met Nupraatikerover.be.",
        "",
        caption,
    ):
        text.textLine(line)
    canvas.drawText(text)
    table = Table([list(row) for row in rows])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
    table.wrapOn(canvas, 450, 400)
    table.drawOn(canvas, 72, 500)
    canvas.showPage()
    canvas.save()
    return path


def put_bad_files(directory: Path) -> dict[str, str]:
    """One file for each way to be no readable answer; returns the reason by name."""
    directory.mkdir(exist_ok=True)
    (directory / "empty.pdf").touch()
    (directory / "page.pdf").write_bytes(b"<html>Not found</html>")
    (directory / "notes.txt").write_text("Bel het kabinet.")
    (directory / "cut.pdf").write_bytes(REAL_ANSWER.read_bytes()[:20_000])
    rewrite(REAL_ANSWER, directory / "locked.pdf", encryption=pikepdf.Encryption(user="geheim", owner="baas"))
    scan(directory / "scan.pdf", stamps=("Scan 1",))
    typeset(directory / "other.pdf", "Jaarverslag 2022\nIn 2022 werden 15 vergaderingen gehouden.")
    (directory / "folder.pdf").mkdir()
    return {
        "empty.pdf": "empty_file",
        "page.pdf": "not_a_pdf",
        "notes.txt": "not_a_pdf",
        "cut.pdf": "damaged",
        "locked.pdf": "encrypted",
        "scan.pdf": "no_text_layer",
        "other.pdf": "not_this_answer",
        "folder.pdf": "not_a_file",
    }
