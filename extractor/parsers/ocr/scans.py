"""Pages of a PDF whose text has to be read off their pictures."""

from collections.abc import Container, Iterable, Iterator

import pypdfium2 as pdfium

from extractor.allowance import OCR_PAGE_SECONDS, ask_for_time
from extractor.parsers.doubts import DoubtBook
from extractor.parsers.ocr.engine import TesseractFailed
from extractor.parsers.ocr.page import read_shot
from extractor.parsers.ocr.picture import rendered
from extractor.parsers.pdf_ink import PageInk


def recognised(
    document: pdfium.PdfDocument, pages: Iterable[PageInk], wanted: Container[int], book: DoubtBook
) -> Iterator[PageInk]:
    """The pages of the wanted numbers read off their pictures, but for those that tesseract fails on."""
    for page in pages:
        if page.number in wanted:
            yield from _read(document, page, book)


def _read(document: pdfium.PdfDocument, page: PageInk, book: DoubtBook) -> tuple[PageInk, ...]:
    ask_for_time(OCR_PAGE_SECONDS)
    opened = document[page.number - 1]
    try:
        return read_shot(rendered(opened), page.number, book)
    except (TesseractFailed, pdfium.PdfiumError):
        return ()
    finally:
        opened.close()
