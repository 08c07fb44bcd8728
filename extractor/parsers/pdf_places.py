"""The words printed on a page of a PDF and their boxes, for whoever looks at the page."""

import pypdfium2 as pdfium

from extractor.parsers.pdf_health import mended
from extractor.parsers.pdf_legacy import LegacyLetters
from extractor.parsers.pdf_page import opened_letters
from extractor.parsers.pdf_words import words_on
from extractor.plantext import Box


def page_words(page: pdfium.PdfPage) -> list[tuple[str, Box]]:
    """The words of a page with their boxes on it as a viewer shows it, in points from its top left corner."""
    with opened_letters(page, LegacyLetters()) as (letters, text):
        return [(word.text, letters.frame.shown_box(*word[1:5])) for word in words_on(letters, mended(text))]
