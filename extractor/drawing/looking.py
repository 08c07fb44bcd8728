"""A page looked at in a worker: its picture and the words printed on it, drawn by native code that a file can break."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from extractor.allowance import OCR_PAGE_SECONDS, ask_for_time
from extractor.parsers.doubts import DoubtBook, lifted
from extractor.parsers.ocr.enabling import hindrance
from extractor.parsers.ocr.kept import kept
from extractor.plantext import PlanText
from extractor.scanning.reading import PageSeen

if TYPE_CHECKING:
    from extractor.parsers.ocr.page import Pictured
    from extractor.parsers.ocr.picture import Shot

PICTURED = frozenset({"pdf", "image"})
_POINTS = 72  # to an inch
_MOST_PIXELS = 40_000_000
_MOST_BYTES = 8 << 20


def look_at(path: Path, plan: PlanText, page: int, dpi: int) -> PageSeen | None:
    """A page (1-based) of the file at `dpi` dots an inch, fewer where it would be too large to hold; None where
    the file has no pages to be drawn as they are.

    A page whose words were recognised is shown straight, as it was read. Raises UnreadableFile for a damaged one.
    """
    if plan.format not in PICTURED:
        return None
    data = path.read_bytes()
    return _of_image(data, page, dpi) if plan.format == "image" else _of_pdf(data, plan, page, dpi)


def _of_image(data: bytes, page: int, dpi: int) -> PageSeen:
    from extractor.parsers.ocr.images import shot_at  # noqa: PLC0415  (OpenCV takes 0.2 s)

    count, shot = shot_at(data, page)
    return PageSeen(count) if shot is None else _as_read(count, lambda: shot, page, dpi)


def _of_pdf(data: bytes, plan: PlanText, page: int, dpi: int) -> PageSeen:
    import pypdfium2 as pdfium  # noqa: PLC0415

    from extractor.parsers.pdf_places import page_words  # noqa: PLC0415

    with pdfium.PdfDocument(data) as document:
        count = len(document)
        if page > count:
            return PageSeen(count)
        document.init_forms()
        opened = document[page - 1]
        try:
            if page in dict(plan.recognised) and hindrance() is None:
                from extractor.parsers.ocr.picture import rendered  # noqa: PLC0415

                return _as_read(count, partial(rendered, opened), page, dpi)
            width, height = opened.get_size()
            dots = min(dpi / _POINTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
            image = opened.render(scale=dots).to_pil().convert("RGB")
            return PageSeen(count, _packed(image), dots, tuple(page_words(opened)))
        finally:
            opened.close()


def _as_read(count: int, shot: Callable[[], "Shot"], page: int, dpi: int) -> PageSeen:
    read, book = kept(page) or _read(shot(), page)
    frame = read.pages[0].frame
    share = min(1.0, frame.unit * dpi / _POINTS / read.dots)
    image = Image.fromarray(read.picture)
    size = max(1, round(image.width * share)), max(1, round(image.height * share))
    words = tuple((lifted(text, book.figures).text, box) for text, box in read.words())
    return PageSeen(count, _packed(image.resize(size)), read.dots * share, words, recognised=True)


def _read(shot: "Shot", page: int) -> "tuple[Pictured, DoubtBook]":
    from extractor.parsers.ocr.page import pictured  # noqa: PLC0415

    ask_for_time(OCR_PAGE_SECONDS)
    book = DoubtBook()
    return pictured(shot, page, book), book


def _packed(image: Image.Image) -> bytes:
    """The picture as a file that a worker can hand over: without loss, but where that would be too much."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    if buffer.tell() <= _MOST_BYTES:
        return buffer.getvalue()
    smaller = io.BytesIO()
    image.save(smaller, "JPEG", quality=90)
    return smaller.getvalue()
