"""What a file's name and first bytes say of it, on the disk and in an archive alike."""

import re

from extractor.errors import FileState
from extractor.parsers.remedies import remedy_of
from extractor.scanning.reading import Ending

# What is called so is handed to the readers, whatever it holds; they tell what is not supported.
_ENDS = "docx docm dotx doc dot odt rtf xlsx xlsm xls ods pdf txt png jpg jpeg tif tiff"
PLAN_SUFFIXES = frozenset(f".{end}" for end in _ENDS.split())
SNIFFED = 1100
_PDF_WITHIN = 1024
# What some reader may take, now or with a program installed beside; which, the reader says itself.
_DOCUMENT_MAGIC = re.compile(
    rb"PK\x03\x04|PK\x05\x06|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\{\\rtf"
    rb"|\x89PNG\r|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)",
    re.DOTALL,
)

LINK = Ending(FileState.SKIPPED, "liên kết, không đi theo", "a link, not followed")
HIDDEN_FOLDER = Ending(FileState.SKIPPED, "thư mục ẩn", "hidden folder")
HIDDEN = Ending(FileState.SKIPPED, "tệp ẩn", "hidden file")
_LOCK = Ending(FileState.SKIPPED, "tệp khóa của chương trình soạn thảo", "lock file of an editor")


def ending_by_name(name: str) -> Ending | None:
    """Lock files and hidden files are not read."""
    if name.startswith(("~$", ".~lock.")):
        return _LOCK
    return HIDDEN if name.startswith(".") else None


def suffix_of(name: str) -> str:
    """The end of a name with its point."""
    dot = name.rfind(".")
    return name[dot:] if dot > 0 else ""


def may_be_read(name: str, head: bytes) -> bool:
    """Whether a file may be a plan: by its name, or by its first `SNIFFED` bytes whatever it is called."""
    if suffix_of(name).lower() in PLAN_SUFFIXES or _DOCUMENT_MAGIC.match(head):
        return True
    return b"%PDF-" in head[: _PDF_WITHIN + 5]


def unsupported(name: str) -> Ending:
    """A kind of file that no reader takes, and what to do with it where that is known."""
    suffix = suffix_of(name)
    if remedy := remedy_of(suffix):
        return Ending(
            FileState.UNSUPPORTED,
            f"loại tệp «{suffix}» chưa hỗ trợ: {remedy[0]}",
            f"files of type {suffix} are not supported: {remedy[1]}",
        )
    kind = suffix or name
    return Ending(
        FileState.UNSUPPORTED,
        f"loại tệp «{kind}» chưa hỗ trợ (đọc được tệp Word, Excel, PDF, văn bản và ảnh chụp)",
        f"files of type {kind} are not supported (Word, Excel, PDF, text and picture files are)",
    )
