"""PDF files: text layer to paragraphs and tables. Scans, locked and damaged files are refused by name."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

import pypdfium2 as pdfium
from pypdfium2 import raw

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.doubts import DoubtBook
from extractor.parsers.drawn import with_drawn_tables
from extractor.parsers.flow import Flow, Line, Note, Paragraph, RawTable, Read
from extractor.parsers.held_lines import hold_together
from extractor.parsers.lines import join_lines
from extractor.parsers.ocr.enabling import hindrance
from extractor.parsers.pdf_aligned import aligned_tables, is_typed_rule
from extractor.parsers.pdf_attached import attachment_notes
from extractor.parsers.pdf_columns import Gutter, Placed, in_reading_order, with_carried
from extractor.parsers.pdf_columns import Line as Runs
from extractor.parsers.pdf_footnotes import parted, with_footnotes
from extractor.parsers.pdf_ink import PageInk
from extractor.parsers.pdf_layers import Layers, layers_of
from extractor.parsers.pdf_legacy import LegacyLetters
from extractor.parsers.pdf_lines import Page, text_lines
from extractor.parsers.pdf_margins import without_running
from extractor.parsers.pdf_notes import sound_pages
from extractor.parsers.pdf_page import read_page
from extractor.parsers.pdf_rows import downward, rows_of
from extractor.parsers.pdf_stitch import goes_on, raw_table, stitched
from extractor.parsers.pdf_tables import PageTable, read_tables
from extractor.parsers.pdf_usable import Unusable, letters_of, wants_recognition, why_unusable
from extractor.parsers.pdf_words import is_out_of_order

MAX_PAGES = 2000
_MORE = 1.1  # times the letters of a page: what words in its picture add to them at the least
_BY_OTHERS = 0.8
_Item = Line | PageTable


def read_pdf(data: bytes) -> Read:
    """Paragraphs and tables of a PDF, and what happened in reading it; partial where a page was lost.

    Raises UnreadableFile: `encrypted` for a file that asks for a password, `crashed` for a damaged one,
    `refused` above 2,000 pages, `no-text` for a scan or where most of the text layer is no Vietnamese and
    no text can be recognised on this machine.
    """
    if not _is_complete(data):
        raise _damaged()
    with _opened(data) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableFile(
                FileState.REFUSED,
                f"tệp .pdf có {count} trang, vượt giới hạn {MAX_PAGES} trang",
                f"the .pdf has {count} pages, over the limit of {MAX_PAGES}",
            )
        if document.get_formtype() != raw.FORMTYPE_NONE:
            document.init_forms()
        legacy = LegacyLetters()
        pages = list(_read_pages(document, legacy, layers_of(data)))
        book = DoubtBook()
        pages = _with_recognised(document, pages, book)
        attached = list(attachment_notes(document))
    if all(page.broken for page in pages):
        raise _damaged()
    return read_of(pages, book, [*legacy.notes(), *attached])


def _read_pages(
    document: pdfium.PdfDocument, legacy: LegacyLetters, layers: Layers | None
) -> Iterator[PageInk]:
    """The pages; where the letters of some are out of order, the others are looked at for it once more."""
    pages = [read_page(document, index, legacy, layers=layers) for index in range(len(document))]
    shuffled = any(page.shuffled for page in pages)
    for index, page in enumerate(pages):
        if shuffled and not page.shuffled and is_out_of_order(page.raw, beside_such=True):
            yield read_page(document, index, legacy, beside_shuffled=True, layers=layers)
        else:
            yield page


def read_of(pages: Sequence[PageInk], book: DoubtBook, notes: Sequence[Note] = ()) -> Read:
    """What pages come to; `book` holds the doubtful figures of those read off their pictures, `notes` what
    else is to be told of them.

    Raises UnreadableFile (`no-text`) where no page has words or most of them are no Vietnamese.
    """
    sound, lost, mended = sound_pages(pages)
    return Read(
        _flow(sound),
        [*lost, *mended, *notes],
        partial=bool(lost),
        doubtful=book.figures,
        recognised=list(_recognitions(sound)),
    )


def _recognitions(pages: Sequence[PageInk]) -> Iterator[tuple[int, float]]:
    """The recognised pages with how sure they are; the two halves of a spread are as sure as the less sure one."""
    for number, halves in groupby(pages, key=attrgetter("number")):
        if sure := [one for page in halves if (one := _recognition(page)) is not None]:
            yield number, min(sure)


def _recognition(page: PageInk) -> float | None:
    """How sure the words of a page are that were recognised off its picture, here or by the program that
    printed them unseen over it."""
    if page.recognised is None and page.unseen and not page.hidden:
        return _BY_OTHERS
    return page.recognised


def _with_recognised(document: pdfium.PdfDocument, pages: list[PageInk], book: DoubtBook) -> list[PageInk]:
    """The pages, those without usable text read off their pictures where this machine can do so."""
    wanted = {page.number for page in pages if wants_recognition(page)}
    if not wanted or hindrance() is not None:
        return pages
    from extractor.parsers.ocr.scans import recognised  # noqa: PLC0415  (OpenCV takes 0.2 s)

    read: dict[int, list[PageInk]] = {}
    for page in recognised(document, pages, wanted, book):
        read.setdefault(page.number, []).append(page)
    return [better for page in pages for better in _better(page, read.get(page.number, []))]


def _better(page: PageInk, read: Sequence[PageInk]) -> Sequence[PageInk]:
    """The page as read off its picture, in two where it shows two; as it was where its picture gives nothing
    beside words of its own."""
    if not read:
        return [page]
    if why_unusable(page) in (Unusable.SCAN, Unusable.GARBLED):
        return read
    if not any(one.lines or one.words for one in read):
        return [replace(page, pictured=False, covered=0.0)]
    if not page.unseen and sum(map(letters_of, read)) <= _MORE * letters_of(page):
        return [replace(page, pictured=False, covered=0.0)]
    return read


def _is_complete(data: bytes) -> bool:
    """Whether the file's end is there: after the last object comes the pointer to its index."""
    return max(data.rfind(b"%%EOF"), data.rfind(b"startxref")) > data.rfind(b"endobj")


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableFile(
                FileState.ENCRYPTED, "tệp .pdf có mật khẩu", "the .pdf is protected by a password"
            ) from error
        raise _damaged() from error
    try:
        yield document
    finally:
        document.close()


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        FileState.CRASHED, "tệp .pdf bị hỏng hoặc bị cắt cụt", "the .pdf is damaged or cut short"
    )


def _flow(pages: Sequence[PageInk]) -> Flow:
    tables: list[list[PageTable]] = []
    printed: list[Sequence[Runs]] = []
    for page in pages:
        found, lines = _tables_and_lines(page)
        tables.append(found)
        printed.append(lines)
    kept = without_running(printed, [page.frame.height for page in pages])
    body: list[Page] = []
    notes: list[Page] = []
    gutter: Gutter | None = None
    edges: tuple[float, ...] = ()
    for ink, outside, found in zip(pages, kept, tables, strict=True):
        worded = [line for line in outside if not all(map(is_typed_rule, line))]
        unruled, lines = aligned_tables(worded, ink, edges)
        edges = unruled[-1].edges if unruled and not _below(unruled[-1], lines) else ()
        found.extend(unruled)
        found.sort(key=attrgetter("top"))
        ordered = in_reading_order(downward(lines), gutter)
        if gutter is not None and ordered.carried:
            carried = [Placed(run, aside=True, page=(ink.number, ink.frame)) for run in ordered.carried]
            body[-1] = replace(body[-1], placed=with_carried(body[-1].placed, carried, gutter))
        gutter = ordered.gutter
        text, below = parted(ordered.placed, ink.frame.height)
        body.append(Page(ink.number, ink.frame, text))
        notes.append(Page(ink.number, ink.frame, below))
    items: list[_Item] = []
    for text_page, page_lines, found in zip(body, text_lines(body), tables, strict=True):
        items += _interleaved(text_page, page_lines, found)
    footnotes = [join_lines(hold_together(lines), ends=False) for lines in text_lines(notes)]
    return with_footnotes(_joined(_with_whole_tables(items)), footnotes)


def _below(table: PageTable, lines: Sequence[Runs]) -> bool:
    """Whether a line of the page stands below the top of its last table, and so behind it."""
    return any(line[0].top > table.top for line in lines)


def _tables_and_lines(page: PageInk) -> tuple[list[PageTable], Sequence[Runs]]:
    if not page.grids:
        return [], page.lines
    tables, rest = read_tables(page)
    return tables, list(rows_of(rest))


def _interleaved(page: Page, lines: Sequence[Line], tables: Sequence[PageTable]) -> list[_Item]:
    """A page's lines and tables from the top down."""
    items: list[_Item] = []
    waiting = list(tables)
    for placed, line in zip(page.placed, lines, strict=True):
        while waiting and waiting[0].top < placed.run.top:
            items.append(waiting.pop(0))
        items.append(line)
    return items + waiting


def _with_whole_tables(items: Sequence[_Item]) -> list[_Item]:
    """A table with nothing but the page break between it and the next of its columns is one table."""
    whole: list[_Item] = []
    for item in items:
        before = whole[-1] if whole else None
        if isinstance(item, PageTable) and isinstance(before, PageTable) and _follows(before, item):
            whole[-1] = stitched(before, item)
        else:
            whole.append(item)
    return whole


def _follows(before: PageTable, after: PageTable) -> bool:
    return before.last_page + 1 == after.last_page and goes_on(before, after)


def _joined(items: Sequence[_Item]) -> list[Paragraph | RawTable]:
    flow: list[Paragraph | RawTable] = []
    pending: list[Line] = []
    for item in with_drawn_tables(items):
        if isinstance(item, Line):
            pending.append(item)
            continue
        flow += join_lines(hold_together(pending), ends=False)
        pending = []
        flow.append(item if isinstance(item, RawTable) else raw_table(item))
    return flow + join_lines(hold_together(pending))
