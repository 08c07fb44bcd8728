"""Text that a reader of the paper does not see: printed invisibly, or white on white."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from extractor import regex
from extractor.parsers.pdf_letters import Letters, Place
from extractor.parsers.pdf_rules import shaded_boxes

_LINE = regex.compile(r"[^\r\n\x00\ufffe]*\S")
_LETTERS = 3


def has_unseen(letters: Letters, text: str) -> bool:
    """Whether a line of the page's text is printed invisibly; each is judged by its first letter."""
    return any(letters.unseen(start) for start in _lines(text))


def white_share(letters: Letters, text: str, page: pdfium.PdfPage, *, over_pictures: bool) -> float:
    """The share of the lines of the page's text that are white with nothing darker under them.

    `over_pictures`: an image may be what is darker, which one of a whole scanned page is not.
    """
    starts = list(_lines(text))
    white = [start for start in starts if letters.white(start)]
    if not white:
        return 0.0
    shaded = shaded_boxes(page, letters.frame, pictures=over_pictures)
    return sum(not _covered(letters.box(start), shaded) for start in white) / len(starts)


def _lines(text: str) -> Iterator[int]:
    """Where each line with some letters begins."""
    for match in _LINE.finditer(text):
        words = match[0].lstrip()
        if len(words) >= _LETTERS:
            yield match.end() - len(words)


def _covered(letter: Place, shaded: list[Place]) -> bool:
    x, y = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in shaded)
