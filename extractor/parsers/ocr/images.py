"""Image files read as documents of pages: .png, .jpg and .tif, the last with a page a picture."""

import io
import warnings
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence

from extractor.allowance import OCR_PAGE_SECONDS, ask_for_time
from extractor.errors import FileState, UnreadableFile
from extractor.parsers.doubts import DoubtBook
from extractor.parsers.flow import Read
from extractor.parsers.ocr.engine import DPI, Picture, TesseractFailed, scaled
from extractor.parsers.ocr.page import read_shot
from extractor.parsers.ocr.picture import A4_WIDTH, MOST_PIXELS, WHITE, Shot, unit_of
from extractor.parsers.ocr.stamps import is_coloured, without_stamps
from extractor.parsers.pdf import read_of
from extractor.parsers.pdf_ink import Frame, PageInk

_FORMATS = ("PNG", "JPEG", "TIFF")
_COLOURS = ("RGB", "RGBA", "CMYK", "YCbCr", "P")
_MOST_PAGES = 2000
_LEAST_DPI, _MOST_DPI = 90, 1200  # outside these, what a file says of its resolution is made up


def read_image(data: bytes) -> Read:
    """The paragraphs and tables of an image file's pages.

    Raises UnreadableFile: `crashed` for a damaged file, `refused` for one over 2,000 pages or with a
    picture of over 40 million dots, `no-text` where no text can be recognised.
    """
    book = DoubtBook()
    with warnings.catch_warnings(), _opened(data) as image:
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        count = page_count(image)
        if count > _MOST_PAGES:
            raise _refused(f"{count} trang", f"{count} pages")
        try:
            pages = list(_pages(image, book))
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
            raise _damaged() from error
    return read_of(pages, book)


def shot_at(data: bytes, page: int) -> tuple[int, Shot | None]:
    """How many pages the file has, and the picture of one of them (1-based); None where there is no such page.

    Raises UnreadableFile as `read_image` does.
    """
    with _opened(data) as image:
        count = page_count(image)
        if page > count:
            return count, None
        try:
            image.seek(page - 1)
            return count, _shot(image)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise _damaged() from error


def page_count(image: Image.Image) -> int:
    """The number of pictures in the file."""
    return int(getattr(image, "n_frames", 1))


def _opened(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=_FORMATS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged() from error


def _pages(image: Image.Image, book: DoubtBook) -> Iterator[PageInk]:
    for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
        if frame.width * frame.height > MOST_PIXELS:
            raise _refused(
                f"ảnh {frame.width}×{frame.height} điểm", f"a picture of {frame.width}×{frame.height}"
            )
        ask_for_time(OCR_PAGE_SECONDS)
        shot = _shot(frame)
        try:
            yield from read_shot(shot, number, book)
        except TesseractFailed:
            height, width = (side / shot.scale for side in shot.picture.shape)
            yield PageInk(number, Frame(0.0, 0.0, width, height), pictured=True)


def _shot(frame: Image.Image) -> Shot:
    """The picture in grey at 300 dots an inch, as the camera held it."""
    dpi = _dpi(frame)
    picture, stamp = _parted(ImageOps.exif_transpose(_on_white(frame)), dpi)
    factor = min(DPI / dpi, (MOST_PIXELS / picture.size) ** 0.5)
    stamp = None if stamp is None else scaled(stamp, factor)
    return Shot(scaled(picture, factor), dpi / 72 * factor, stamp=stamp)


def _parted(frame: Image.Image, dpi: float) -> tuple[Picture, Picture | None]:
    """The picture in grey without its stamps, and where these lay."""
    if frame.mode not in _COLOURS:
        return _grey(frame), None
    page = np.asarray(frame.convert("RGB"), dtype=np.uint8)
    return without_stamps(page, dpi / 72) if is_coloured(page) else (_grey(frame), None)


def _grey(frame: Image.Image) -> Picture:
    """The picture in shades from 0 to 255; those of scanners that tell more shades are drawn together."""
    if not frame.mode.startswith(("I", "F")):
        return np.asarray(frame.convert("L"), dtype=np.uint8)
    shades = np.asarray(frame, dtype=np.float32)
    most = float(shades.max(initial=0.0))
    return np.asarray(np.clip(shades * (WHITE / most if most > WHITE else 1.0), 0, WHITE), dtype=np.uint8)


def _dpi(frame: Image.Image) -> float:
    """The resolution that the file states; where that is none, or makes a page of a size that plans do not have,
    the one that makes the shorter side that of A4."""
    stated = float(frame.info.get("dpi", (0, 0))[0])
    likely = max(min(frame.size) / A4_WIDTH * 72, 1.0)
    if not _LEAST_DPI <= stated <= _MOST_DPI:
        return likely
    return stated if unit_of(min(frame.size) / stated * 72) == 1.0 else likely


def _on_white(frame: Image.Image) -> Image.Image:
    if "A" not in frame.getbands() and "transparency" not in frame.info:
        return frame
    clear = frame.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    return paper


def _refused(vi: str, en: str) -> UnreadableFile:
    return UnreadableFile(
        FileState.REFUSED, f"tệp ảnh vượt giới hạn: {vi}", f"the image file is over a limit: {en}"
    )


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        FileState.CRASHED, "tệp ảnh bị hỏng hoặc bị cắt cụt", "the image file is damaged or cut short"
    )
