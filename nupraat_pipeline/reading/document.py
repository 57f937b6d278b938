"""A file opened safely: its bytes read once, fingerprinted, and refused with a reason when it is no sound PDF.

Here: the limits on a file, what makes it unreadable, and the PDF's own dates. Not here: whether a page's text came
through whole (`integrity`), what the text says (`answer`), or the process that contains a hostile file (`limited`).
"""

from __future__ import annotations

import hashlib
import io
import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfplumber
from msgspec import Struct
from pdfminer.pdfdocument import PDFEncryptionError, PDFTextExtractionNotAllowed
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from nupraat_pipeline.reading.layout.objects import numbered_object
from nupraat_pipeline.reading.layout.pdfium import close_pdfium
from nupraat_pipeline.reading.records import RejectedError, RejectionReason
from nupraat_pipeline.reading.soundness.inflating import inflating_at_most
from nupraat_pipeline.reading.soundness.integrity import find_losses
from nupraat_pipeline.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page

# Readers accept some bytes before the header (Adobe's implementation note 13 to PDF 1.7).
_HEADER_WITHIN = 1024

# What pdfminer lets escape when an object of the file is not what its place demands. Caught around its calls alone.
# RuntimeError: nested too deep (RecursionError), or a decoder that ran out of bytes.
_MALFORMED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MalformedPDFException,
    PSException,
    PdfminerException,
    RuntimeError,
    TypeError,
    ValueError,
)

_PDF_DATE = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?(?P<second>\d\d)?"
    r"(?:(?P<sign>[-+Z])(?:(?P<tz_hour>\d\d)'?(?:(?P<tz_minute>\d\d)'?)?)?)?"
)


class OpenDocument(Struct, frozen=True):
    """A sound PDF, open: `pages` are pdfplumber's, in order, and usable until the context of `open_answer` ends.

    `modified` is the PDF's ModDate, or else its CreationDate, in UTC as ISO 8601 text (so that texts compare as times);
    None when both are absent or malformed.
    """

    path: Path
    sha256: str
    size_bytes: int
    modified: str | None
    pages: tuple[Page, ...]

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        return len(self.pages)


@contextmanager
def open_answer(path: Path | str, limits: Limits | None = None) -> Iterator[OpenDocument]:
    """Open the PDF at `path`, from its bytes in memory, and see that all its text can be read.

    Raises `RejectedError` with `unreadable`, `empty_file`, `too_large`, `not_a_pdf`, `encrypted`, `damaged`,
    `no_text_layer` or `incomplete_text`. A PDF that only asks its owner's password (against printing, say) is read.
    """
    path, limits = Path(path), limits or Limits()
    content = read_bytes(path, limits.file_bytes)
    with inflating_at_most(limits.unpacked_bytes, path.name), _open_pdf(path.name, content) as pdf:
        pages = _pages_of(path.name, pdf, limits.pages)
        _refuse_losses(path.name, pages)
        document = OpenDocument(
            path=path,
            sha256=hashlib.sha256(content).hexdigest(),
            size_bytes=len(content),
            modified=_modified(pdf.metadata),
            pages=pages,
        )
        try:
            yield document
        except PSException as error:  # an object that is read only now, like those of the structure tree
            raise _damaged(path.name, error) from error


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """All bytes of the file, refused when there are none, too many, or no PDF header among the first."""
    name = path.name
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise RejectedError(
            RejectionReason.UNREADABLE,
            f"{name} cannot be opened ({error.strerror}); check its permissions and the disk.",
        ) from error
    if not content:
        raise RejectedError(
            RejectionReason.EMPTY_FILE, f"{name} is empty (0 bytes); copy or download the answer again."
        )
    if len(content) > max_bytes:
        raise RejectedError(
            RejectionReason.TOO_LARGE,
            f"{name} is larger than {max_bytes / 1024**2:.0f} MB, far more than an answer takes; "
            "if it holds other papers too, save the answer's pages as a PDF of their own.",
        )
    if b"%PDF-" not in content[:_HEADER_WITHIN]:
        raise RejectedError(
            RejectionReason.NOT_A_PDF,
            f"{name} is no PDF: there is no '%PDF-' among its first {_HEADER_WITHIN} bytes; "
            "download the answer again, and see that it was not saved as a web page.",
        )
    return content


@contextmanager
def _open_pdf(name: str, content: bytes) -> Iterator[PDF]:
    try:
        pdf = pdfplumber.open(io.BytesIO(content), raise_unicode_errors=False)
    except _MALFORMED as error:
        raise _opening_failure(name, error) from error
    # pdfminer has no place for it; what it finds, and what it makes of what it does not find, stays the same.
    vars(pdf.doc)["_getobj_parse"] = partial(numbered_object, pdf.doc, content)
    try:
        yield pdf
    finally:
        pdf.flush_cache()
        close_pdfium(pdf)


def _opening_failure(name: str, error: BaseException) -> RejectedError:
    cause = _cause(error)
    if isinstance(cause, RejectedError):
        return cause
    if isinstance(cause, PDFEncryptionError) and not isinstance(cause, PDFTextExtractionNotAllowed):
        return RejectedError(
            RejectionReason.ENCRYPTED,
            f"{name} is encrypted and asks for a password; open it with the password, save it without one "
            "(qpdf --decrypt does it too) and put that file in its place.",
        )
    return _damaged(name, cause)


def _cause(error: BaseException) -> BaseException:
    """What pdfminer raised: pdfplumber hands it on as the argument of its own exception."""
    if isinstance(error, PdfminerException) and error.args and isinstance(error.args[0], BaseException):
        return error.args[0]
    return error


def _damaged(name: str, cause: BaseException) -> RejectedError:
    """A `damaged` rejection; running out of memory on the way is `too_large`, as a limit that was met says itself."""
    if isinstance(cause, RejectedError):
        return cause
    if isinstance(cause, MemoryError):
        return RejectedError(
            RejectionReason.TOO_LARGE,
            f"{name} needs more memory than a file is allowed; an answer never does, so look at the file first.",
        )
    detail = " ".join(str(cause).split())[:200] or type(cause).__name__
    return RejectedError(
        RejectionReason.DAMAGED,
        f"{name} starts as a PDF but is damaged or cut off ({detail}); download or export the answer again.",
    )


def _pages_of(name: str, pdf: PDF, max_pages: int) -> tuple[Page, ...]:
    """All pages, refused when there are too many, none, or fewer than the file itself announces."""
    try:
        announced = _announced_pages(pdf)
        if announced > max_pages:
            raise RejectedError(
                RejectionReason.TOO_LARGE,
                f"{name} has {announced} pages, more than the {max_pages} an answer may have; "
                "save the answer's pages as a PDF of their own.",
            )
        pages = tuple(pdf.pages)
    except _MALFORMED as error:
        raise _damaged(name, _cause(error)) from error
    if len(pages) > max_pages:
        raise RejectedError(
            RejectionReason.TOO_LARGE, f"{name} has {len(pages)} pages; an answer may have {max_pages}."
        )
    if not pages and not announced:
        raise RejectedError(
            RejectionReason.DAMAGED, f"{name} has no pages: it is damaged; download or export the answer again."
        )
    if len(pages) < announced:
        raise RejectedError(
            RejectionReason.DAMAGED,
            f"{name} announces {announced} pages but {len(pages)} can be found in it: it is damaged or cut off; "
            "download or export the answer again.",
        )
    return pages


def _announced_pages(pdf: PDF) -> int:
    tree = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    return count if isinstance(count, int) else 0


def _refuse_losses(name: str, pages: tuple[Page, ...]) -> None:
    """Refuse a file of which some page's text cannot be read, whatever pdfminer made of it."""
    try:
        losses = find_losses(pages)
    except MemoryError as error:
        raise _damaged(name, error) from error
    except _MALFORMED as error:
        raise _damaged(name, _cause(error)) from error
    if losses.has_no_text:
        raise RejectedError(
            RejectionReason.NO_TEXT_LAYER,
            f"{name} has pictures of pages but no text that can be read; add a text layer with "
            f"'ocrmypdf -l nld {name} with-text.pdf' and look at the result with 'nupraat inspect with-text.pdf' "
            "before putting it in its place.",
        )
    if losses.problems:
        first, *others = losses.problems
        more = f" (and {len(others)} more)" if others else ""
        raise RejectedError(
            RejectionReason.INCOMPLETE_TEXT,
            f"{name}: {first}{more}. Part of its figures would be lost; download or export the answer again.",
        )


def _modified(metadata: dict[str, Any]) -> str | None:
    return _utc_text(metadata.get("ModDate")) or _utc_text(metadata.get("CreationDate"))


def _utc_text(printed: object) -> str | None:
    """A PDF date ("D:20230301120000+01'00'") in UTC as ISO 8601; without a time zone it is taken as UTC."""
    found = _PDF_DATE.match(printed.strip()) if isinstance(printed, str) else None
    if not found:
        return None
    part = {name: int(text) for name, text in found.groupdict().items() if text and name != "sign"}
    offset = timedelta(hours=part.get("tz_hour", 0), minutes=part.get("tz_minute", 0))
    try:
        moment = datetime(
            part["year"],
            part.get("month", 1),
            part.get("day", 1),
            part.get("hour", 0),
            part.get("minute", 0),
            part.get("second", 0),
            tzinfo=timezone(-offset if found["sign"] == "-" else offset),
        )
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None
