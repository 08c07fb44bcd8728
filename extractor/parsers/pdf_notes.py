"""Which pages of a PDF can be read, and what the user is told of the others."""

from collections.abc import Iterable, Iterator, Sequence

import regex

from extractor.errors import FileState, UnreadableFile
from extractor.parsers.flow import Note
from extractor.parsers.pdf_health import has_wrong_letters, is_garbled
from extractor.parsers.pdf_ink import PageInk

_FEW_LETTERS = 20  # a stamp or a signature's date over a scanned page
_LETTER = regex.compile(r"[\p{L}\d]")


def sound_pages(pages: Sequence[PageInk]) -> tuple[list[PageInk], list[Note], list[Note]]:
    """The pages whose text can be used, notes on the pages that were lost, notes on what was mended.

    Raises UnreadableFile (`no-text`) where no page has text or most of the text is garbled.
    """
    scanned = [page for page in pages if _is_scan(page)]
    written = [page for page in pages if _has_text(page) and not _is_scan(page)]
    if not written:
        raise UnreadableFile(
            FileState.NO_TEXT,
            "bản quét chưa nhận dạng chữ: không trang nào có lớp chữ",
            "a scan without recognised text: no page has a text layer",
        )
    bad = {page.number for page in written if is_garbled(page.raw)}
    garbled = [page for page in written if page.number in bad]
    if sum(len(page.raw) for page in garbled) * 2 > sum(len(page.raw) for page in written):
        raise UnreadableFile(
            FileState.NO_TEXT,
            "lớp chữ của tệp bị hỏng hoặc dùng bảng mã cũ, không đọc được thành tiếng Việt",
            "the text layer is broken or in a legacy encoding and does not read as Vietnamese",
        )
    sound = [page for page in written if page.number not in bad]
    return sound, list(_lost(pages, scanned, garbled)), list(_mended(sound))


def _has_text(page: PageInk) -> bool:
    return bool(page.lines or page.words)


def _is_scan(page: PageInk) -> bool:
    return page.pictured and len(_LETTER.findall(page.raw[:2000])) < _FEW_LETTERS


def _lost(pages: Sequence[PageInk], scanned: Sequence[PageInk], garbled: Sequence[PageInk]) -> Iterator[Note]:
    if scanned:
        where = _numbers(scanned)
        yield (
            f"trang {where} không có lớp chữ (ảnh quét), chưa đọc được",
            f"page {where}: no text layer (scanned image), not read",
        )
    if garbled:
        where = _numbers(garbled)
        yield (
            f"trang {where} có lớp chữ bị hỏng, bỏ qua",
            f"page {where}: the text layer is broken and was passed over",
        )
    if broken := [page for page in pages if page.broken]:
        where = _numbers(broken)
        yield f"trang {where} bị hỏng, không mở được", f"page {where}: damaged, cannot be opened"


def _mended(pages: Sequence[PageInk]) -> Iterator[Note]:
    if any(has_wrong_letters(page.raw) for page in pages):
        yield (
            "lớp chữ của tệp ghi sai «Ư» thành «Ƣ», đã sửa khi đọc",
            "the text layer has «Ƣ» for «Ư»; mended in reading",
        )
    if shuffled := [page for page in pages if page.shuffled]:
        where = _numbers(shuffled)
        yield (
            f"trang {where} có lớp chữ xếp lộn thứ tự, đã xếp lại theo vị trí in",
            f"page {where}: letters of the text layer were out of order and were put back by their places",
        )
    if unseen := [page for page in pages if page.unseen and page.pictured]:
        where = _numbers(unseen)
        yield (
            f"trang {where} là ảnh quét kèm chữ do máy nhận dạng, có thể sai",
            f"page {where}: a scan whose text was recognised by machine and may be wrong",
        )


def _numbers(pages: Iterable[PageInk]) -> str:
    """Page numbers with runs drawn together: `2, 5-8`."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page.number == runs[-1][-1] + 1:
            runs[-1].append(page.number)
        else:
            runs.append([page.number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
