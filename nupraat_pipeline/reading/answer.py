"""One answer, read: the door to this package.

Here: the order in which a file's parts are read, and how they come together. Not here: any of the reading itself.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nupraat_pipeline.catalogue import Catalogue, load_catalogue
from nupraat_pipeline.reading import coverage
from nupraat_pipeline.reading.annotations import doubts_of_annotations
from nupraat_pipeline.reading.asked import asked_by_item, asked_years
from nupraat_pipeline.reading.before_heading import doubts_before_heading
from nupraat_pipeline.reading.body import read_body
from nupraat_pipeline.reading.coverage import Printed
from nupraat_pipeline.reading.document import open_answer
from nupraat_pipeline.reading.explanations import footnotes_of
from nupraat_pipeline.reading.flow import read_flow
from nupraat_pipeline.reading.grids import grids_of
from nupraat_pipeline.reading.heading import Heading, read_heading
from nupraat_pipeline.reading.layout.running import running_words
from nupraat_pipeline.reading.notes import read_events, read_notes
from nupraat_pipeline.reading.page import read_page
from nupraat_pipeline.reading.page_numbers import without_page_numbers
from nupraat_pipeline.reading.pictures import doubts_of_pictures, without_pictured_holes
from nupraat_pipeline.reading.records import AnswerReading, DocumentFacts, RejectedError, RejectionReason
from nupraat_pipeline.reading.resolution import resolve
from nupraat_pipeline.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from nupraat_pipeline.reading.document import OpenDocument
    from nupraat_pipeline.reading.layout.geometry import Page, Word
    from nupraat_pipeline.settings import Limits


@uncollected()
def read_answer(path: Path, limits: Limits | None = None) -> AnswerReading:
    """Read one answer. Raises RejectedError when the file is no readable answer about this service.

    Of the limits, those of pages and bytes are kept here; those of time and memory take a process (`limited`).
    """
    catalogue = load_catalogue()
    with open_answer(path, limits) as document:
        pages = [read_page(page) for page in document.pages]
        _check_letters(document, pages)
        running = running_words(pages)
        heading = read_heading(pages, running)
        facts = _facts(document, heading)
    answer = _answer_pages(pages, heading)
    _check_subject(heading, pages, catalogue)
    by_number = {page.number: page for page in answer}
    blocks, numbers = without_page_numbers(read_flow(answer, grids_of(answer, running), running), by_number)
    question = read_flow(_question_pages(pages, answer), [], running)
    account = read_body(blocks, by_number, catalogue, asked_by_item(question, catalogue))
    drafts, covered = without_pictured_holes(account.drafts, account.box_of, answer)
    figures, undated = resolve(
        drafts,
        facts.question_date,
        footnotes_of(blocks, catalogue),
        account.box_of,
        asked_years(heading.title, question, catalogue),
    )
    claims = [*account.claims(), *numbers, *_running_claims(answer, running)]
    left = coverage.unclaimed(_numbers_in(answer, attrgetter("words")), claims)
    return AnswerReading(
        document=facts,
        cells=tuple(account.cells),
        statements=tuple(account.statements),
        figures=figures,
        doubts=(
            *account.doubts,
            *undated,
            *covered,
            *doubts_of_annotations(answer, catalogue),
            *doubts_of_pictures(blocks, answer, running, catalogue),
            *doubts_before_heading(question, {page.number: page for page in pages}, catalogue),
            *coverage.doubts_for(left, coverage.IN_NOTHING),
            *coverage.doubts_for(_numbers_in(answer, attrgetter("struck")), coverage.STRUCK),
            *coverage.doubts_for(_numbers_in(answer, attrgetter("unseen")), coverage.UNSEEN),
            *coverage.doubts_for(_numbers_in(answer, attrgetter("oblique")), coverage.OBLIQUE),
        ),
        notes=replace(read_notes(blocks, drafts, catalogue), events=read_events([*question, *blocks], catalogue)),
    )


def _facts(document: OpenDocument, heading: Heading) -> DocumentFacts:
    return DocumentFacts(
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        page_count=document.page_count,
        question_number=heading.question_number,
        question_date=heading.question_date,
        author=heading.author,
        title=heading.title,
        modified=document.modified,
    )


def _answer_pages(pages: Sequence[Page], heading: Heading) -> list[Page]:
    """Return the pages of the answer without what stands above the end of its heading, be it on the next page."""
    first, last = heading.first, heading.last
    kept = []
    for page in pages:
        if page.number == last.page:
            kept.append(_below(page, last.line.bottom))
        elif page.number > last.page:
            kept.append(page)
        elif page.number >= first.page:
            kept.append(_below(page, first.line.bottom if page.number == first.page else 0.0))
    return kept


def _question_pages(pages: Sequence[Page], answer: Sequence[Page]) -> list[Page]:
    """Return what stands before the answer: who asked what, and often why."""
    answered = {page.number: frozenset(page.words) for page in answer}
    return [
        replace(page, words=tuple(word for word in page.words if word not in answered.get(page.number, frozenset())))
        for page in pages
    ]


def _below(page: Page, bottom: float) -> Page:
    def kept(words: Iterable[Word]) -> tuple[Word, ...]:
        return tuple(word for word in words if (word.top + word.bottom) / 2 > bottom)

    return replace(
        page,
        words=kept(page.words),
        struck=kept(page.struck),
        unseen=kept(page.unseen),
        oblique=kept(page.oblique),
        notes=tuple(each for each in page.notes if (each.top + each.bottom) / 2 > bottom),
        pictures=tuple(each for each in page.pictures if (each.top + each.bottom) / 2 > bottom),
    )


def _check_letters(document: OpenDocument, pages: Sequence[Page]) -> None:
    """Refuse a file that calls some of its letters blanks: numbers without one of their digits look like others."""
    page = next((page for page in pages if page.inked_fonts), None)
    if page is not None:
        raise RejectedError(
            RejectionReason.INCOMPLETE_TEXT,
            f"{document.path.name}: some letters of font {page.inked_fonts[0]} on page {page.number} cannot be read "
            "(the file calls them spaces). Part of its figures would be lost; download or export the answer again.",
        )


def _check_subject(heading: Heading, pages: Sequence[Page], catalogue: Catalogue) -> None:
    """Refuse an answer about something else: neither its title nor its text, the question's too, names us."""
    text = " ".join(word.text for page in pages for word in page.words)
    if catalogue.names_service(heading.title or "") or catalogue.is_about_service(text):
        return
    raise RejectedError(
        RejectionReason.NOT_THIS_ANSWER,
        f"The answer to question {heading.question_number} of {heading.question_date} is about something else: it "
        "does not name Nupraatikerover.be, or names another service far more often. If it does belong here, look at it "
        "with `nupraat inspect`.",
    )


def _numbers_in(pages: Sequence[Page], words_of: Callable[[Page], Iterable[Word]]) -> Iterator[Printed]:
    """Yield those of the words of pages that hold a digit, with their places."""
    for page in pages:
        for word in words_of(page):
            if any(map(str.isdecimal, word.text)):
                yield Printed(word.text, page.box([word]))


def _running_claims(pages: Sequence[Page], running: Mapping[int, frozenset[Word]]) -> list[Printed]:
    """Return the words of running headers, footers and page numbers: they name the document, and count nothing."""
    return [Printed(word.text, page.box([word])) for page in pages for word in running.get(page.number, frozenset())]
