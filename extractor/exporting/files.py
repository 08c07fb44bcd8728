"""Writing a file whole or not at all, and never over a plan or a database."""

import os
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from extractor.errors import ExtractorError
from extractor.system import os_reason, safe_path

_SQLITE: Final = b"SQLite format 3\0"
_PLANS: Final = frozenset(
    (".docx", ".docm", ".dotx", ".doc", ".pdf", ".txt", ".xls", ".xlsx", ".xlsm", ".odt", ".ods", ".rtf")
)
_OWN_MARK: Final = b"Plan Extractor"


class ExportError(ExtractorError):
    """A file that cannot be written: the sentence names it and the reason."""


def export_error(path: Path, vi: str, en: str) -> ExportError:
    """`PATH: reason.` in both languages."""
    return ExportError(f"{path}: {vi}.", f"{path}: {en}.")


@contextmanager
def replacing(path: Path, plans: Collection[str] = ()) -> Iterator[Path]:
    """A file beside `path` to write to, which takes its place at the end; nothing is left where writing fails.

    Raises ExportError where `path` is one of the corpus's files (`plans`, as stored), a database, a folder, a
    document that this program did not make, or cannot be written.
    """
    _refuse(path, plans)
    beside = path.with_name(f".{uuid4().hex}{path.suffix}")
    try:
        yield beside
        os.replace(beside, path)
    except OSError as error:
        raise export_error(path, *os_reason(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _refuse(path: Path, plans: Collection[str]) -> None:
    try:
        if path.is_dir():
            raise export_error(path, "là thư mục, không phải tệp", "is a folder, not a file")
        if not path.parent.is_dir():
            raise export_error(path.parent, "không có thư mục này", "no such folder")
        if not path.exists():
            return
        _refuse_existing(path, plans)
    except OSError as error:
        raise export_error(path, *os_reason(error)) from error


def _refuse_existing(path: Path, plans: Collection[str]) -> None:
    with path.open("rb") as file:
        head = file.read(len(_SQLITE))
    if head == _SQLITE:
        raise export_error(
            path, "là cơ sở dữ liệu, không ghi đè", "is a database and will not be written over"
        )
    if _is_plan(path, plans) or (head and path.suffix.lower() in _PLANS and not _is_own(path)):
        raise export_error(
            path,
            "là văn bản không do chương trình này xuất ra, không ghi đè; hãy chọn tên khác",
            "is a document that this program did not export and will not be written over; choose another name",
        )


def _is_plan(path: Path, plans: Collection[str]) -> bool:
    """Whether it is a file of the corpus, under whatever name."""
    real = os.path.realpath(path)
    return any(os.path.realpath(plan) == real for plan in plans if Path(plan).name == path.name) or (
        safe_path(path) in plans
    )


def _is_own(path: Path) -> bool:
    """Whether the document says of itself that this program made it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _OWN_MARK in archive.read("docProps/core.xml")[:10_000]
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError):
        return False
