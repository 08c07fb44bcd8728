"""Which pages of a PDF can be read, and what the user is told of the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.flow import Note
from extractor.parsers.ocr.enabling import hindrance
from extractor.parsers.pdf_health import has_wrong_letters
from extractor.parsers.pdf_ink import PageInk
from extractor.parsers.pdf_usable import Unusable, why_unusable

_LEAST_COVERED, _MOST_COVERED = 0.08, 0.5  # of the page
_MOST_REMARKS, _MOST_LETTERS = 5, 120
_LOST = {
    Unusable.SCAN: (
        "trang {where} không có lớp chữ (ảnh quét), chưa đọc được",
        "{pages}: no text layer (scanned image), not read",
    ),
    Unusable.STAMPED: (
        "trang {where} là ảnh quét, chỉ đọc được vài chữ in đè lên ảnh",
        "{pages}: a scanned image; only the few words printed over it were read",
    ),
    Unusable.GARBLED: (
        "trang {where} có lớp chữ bị hỏng, bỏ qua",
        "{pages}: the text layer is broken and was passed over",
    ),
    Unusable.BROKEN: (
        "trang {where} bị hỏng, không mở được",
        "{pages}: damaged, cannot be opened",
    ),
}


def sound_pages(pages: Sequence[PageInk]) -> tuple[list[PageInk], list[Note], list[Note]]:
    """The pages whose text can be used, notes on the pages that were lost, notes on what was mended.

    Raises UnreadableFile (`no-text`) where no page has text or most of the text is garbled.
    """
    parted: dict[Unusable | None, list[PageInk]] = {why: [] for why in (None, *Unusable)}
    for page in pages:
        parted[why_unusable(page)].append(page)
    sound = [page for page in pages if why_unusable(page) in (None, Unusable.STAMPED)]
    garbled = parted[Unusable.GARBLED]
    if not parted[None] and not garbled:
        if any(page.recognised is not None for page in pages):
            raise UnreadableFile(
                FileState.NO_TEXT,
                "bản quét không có chữ nào nhận dạng được",
                "a scan in which no text could be recognised",
            )
        raise _without_text(
            "bản quét chưa nhận dạng chữ: không trang nào có lớp chữ",
            "a scan without recognised text: no page has a text layer",
        )
    if _size(garbled) > _size(sound):
        raise _without_text(
            "lớp chữ của tệp bị hỏng hoặc dùng bảng mã cũ, không đọc được thành tiếng Việt",
            "the text layer is broken or in a legacy encoding and does not read as Vietnamese",
        )
    return sound, list(_lost(parted)), [*_mended(sound), *_overlaid(sound)]


def _size(pages: Sequence[PageInk]) -> int:
    return sum(len(page.raw) for page in pages)


def _without_text(vi: str, en: str) -> UnreadableFile:
    """`no-text` with its reason, and how to enable recognition where that is what is wanting."""
    return UnreadableFile(FileState.NO_TEXT, *_with_remedy(vi, en))


def _with_remedy(vi: str, en: str) -> Note:
    """A fault of reading, and how to enable recognition where that would mend it."""
    how = hindrance()
    return (vi, en) if how is None else (f"{vi}; {how[0]}", f"{en}; {how[1]}")


def _lost(parted: Mapping[Unusable | None, Sequence[PageInk]]) -> Iterator[Note]:
    for why, (vi, en) in _LOST.items():
        if parted[why]:
            note = vi.format(where=_numbers(parted[why])), en.format(pages=_pages(parted[why]))
            yield note if why is Unusable.BROKEN else _with_remedy(*note)


def _mended(pages: Sequence[PageInk]) -> Iterator[Note]:
    if recognised := [page for page in pages if page.recognised is not None]:
        where, pages_en = _numbers(recognised), _pages(recognised)
        yield (
            f"trang {where} do máy nhận dạng chữ từ ảnh (OCR), cần đối chiếu với bản gốc",
            f"{pages_en}: the words were recognised from images (OCR); compare them with the original",
        )
    pages = [page for page in pages if page.recognised is None]
    if any(has_wrong_letters(page.raw) for page in pages):
        yield (
            "lớp chữ của tệp ghi sai «Ư» thành «Ƣ», đã sửa khi đọc",
            "the text layer has «Ƣ» for «Ư»; mended in reading",
        )
    if shuffled := [page for page in pages if page.shuffled]:
        where, pages_en = _numbers(shuffled), _pages(shuffled)
        yield (
            f"trang {where} có lớp chữ xếp lộn thứ tự, đã xếp lại theo vị trí in",
            f"{pages_en}: letters of the text layer were out of order and were put back by their places",
        )
    if unseen := [page for page in pages if page.unseen and not page.hidden]:
        where, pages_en = _numbers(unseen), _pages(unseen)
        yield _with_remedy(
            f"trang {where} là ảnh quét kèm chữ do máy nhận dạng, có thể sai",
            f"{pages_en}: a scan whose text was recognised by machine and may be wrong",
        )


def _overlaid(pages: Sequence[PageInk]) -> Iterator[Note]:
    if hidden := [page for page in pages if page.hidden]:
        where, pages_en = _numbers(hidden), _pages(hidden)
        yield (
            f"trang {where} có chữ không nhìn thấy trên giấy (chữ trắng hoặc chữ ẩn), vẫn được đọc",
            f"{pages_en}: words that cannot be seen on paper (white or hidden) were read as well",
        )
    if unshown := [page for page in pages if page.unshown]:
        where, pages_en = _numbers(unshown), _pages(unshown)
        yield (
            f"trang {where} có lớp (layer) bị tắt, không in ra, không đọc",
            f"{pages_en}: layers that are switched off and not printed were not read",
        )
    if pictured := [page for page in pages if _shows_a_picture(page)]:
        where, pages_en = _numbers(pictured), _pages(pictured)
        yield (
            f"trang {where} có hình giữa phần chữ; bảng, chữ trong hình (nếu có) không được đọc",
            f"{pages_en}: a picture between the words; tables and words that it may show were not read",
        )
    yield from _left_out(
        {page.number: page.remarks for page in pages},
        "trang {page} có lời ghi thêm trên trang, không đọc vào văn bản: «{words}»",
        "page {page}: a remark set on the page was not read as its text: “{words}”",
    )
    yield from _left_out(
        {page.number: page.struck for page in pages},
        "trang {page} có chữ bị gạch bỏ, không đọc: «{words}»",
        "page {page}: words that are crossed out were not read: “{words}”",
    )
    yield from _left_out(
        {page.number: page.slanted for page in pages},
        "trang {page} có chữ in chéo qua trang, không đọc: «{words}»",
        "page {page}: words printed aslant over the page were not read: “{words}”",
    )


def _shows_a_picture(page: PageInk) -> bool:
    """Whether an image larger than stamps and signatures stands beside the words of a page."""
    return page.recognised is None and not page.unseen and _LEAST_COVERED <= page.covered < _MOST_COVERED


def _left_out(told: Mapping[int, Sequence[str]], vi: str, en: str) -> Iterator[Note]:
    """What was left out of the first pages that have such words."""
    for page, parts in [(page, parts) for page, parts in told.items() if parts][:_MOST_REMARKS]:
        words = shorten(" / ".join(parts), _MOST_LETTERS, placeholder=" …")
        yield vi.format(page=page, words=words), en.format(page=page, words=words)


def _pages(pages: Sequence[PageInk]) -> str:
    """As they are called in English: `page 2`, `pages 2, 5-8`."""
    return f"page{'s' * (len({page.number for page in pages}) > 1)} {_numbers(pages)}"


def _numbers(pages: Iterable[PageInk]) -> str:
    """Page numbers with runs drawn together: `2, 5-8`."""
    runs: list[list[int]] = []
    for number in dict.fromkeys(page.number for page in pages):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
