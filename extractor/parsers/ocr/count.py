"""How many pages of a file will have their text recognised."""

import io

from extractor.errors import UnreadableFile
from extractor.parsers.detect import detect
from extractor.parsers.ocr.enabling import hindrance

_MOST_PAGES = 2000


def ocr_pages(data: bytes) -> int:
    """The number of pages of a file's bytes that will be sent to OCR; 0 where there are none, where the
    machine cannot recognise text, and for what cannot be opened.

    To be called in the worker, before the file is read: it opens the file, which may be hostile. It takes
    about a millisecond a page and draws nothing. A file may then take `60 + 15 * ocr_pages(data)` seconds.
    """
    if hindrance() is not None:
        return 0
    try:
        format = detect(data, "")
    except UnreadableFile:
        return 0
    if format == "image":
        return _pictures(data)
    return _scanned(data) if format == "pdf" else 0


def _pictures(data: bytes) -> int:
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(data)) as image:
            return min(int(getattr(image, "n_frames", 1)), _MOST_PAGES)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0


def _scanned(data: bytes) -> int:
    import pypdfium2 as pdfium  # noqa: PLC0415

    from extractor.parsers.pdf_legacy import LegacyLetters  # noqa: PLC0415
    from extractor.parsers.pdf_page import read_page  # noqa: PLC0415
    from extractor.parsers.pdf_usable import wants_recognition  # noqa: PLC0415

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return 0
    try:
        count = len(document)
        if count > _MOST_PAGES:
            return 0
        legacy = LegacyLetters()
        return sum(wants_recognition(read_page(document, index, legacy)) for index in range(count))
    finally:
        document.close()
