"""Which files a scan is given: folders walked in a fixed order, links and leavings set aside."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import FileState
from extractor.scanning.reading import Ending, ending_of_error

PLAN_SUFFIXES = frozenset({".docx", ".pdf", ".txt"})
_CONTAINER_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # zip, OLE
_PDF_MAGIC = b"%PDF-"
_SNIFFED = 1024

NOT_REGULAR = ("không phải tệp thường", "not a regular file")

_LINK = Ending(FileState.SKIPPED, "liên kết, không đi theo", "a link, not followed")
_LOCK = Ending(FileState.SKIPPED, "tệp khóa của chương trình soạn thảo", "lock file of an editor")
_HIDDEN = Ending(FileState.SKIPPED, "tệp ẩn", "hidden file")
_HIDDEN_FOLDER = Ending(FileState.SKIPPED, "thư mục ẩn", "hidden folder")
_SPECIAL = Ending(FileState.SKIPPED, *NOT_REGULAR)
_DATABASE = Ending(FileState.SKIPPED, "cơ sở dữ liệu của lần quét này", "the database of this scan")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file of the scan; `ending` where it is settled without being read."""

    path: Path
    ending: Ending | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The files under the paths given, each once, and the paths that do not exist."""

    files: tuple[Candidate, ...]
    missing: tuple[Path, ...]

    @property
    def readable(self) -> bool:
        """Whether any file is to be read."""
        return any(candidate.ending is None for candidate in self.files)


def find_files(paths: Sequence[Path], database: Path) -> Found:
    """The files that `paths` (folders and files) name; those of folders sorted by name, folder by folder.

    What is named outright is always tried; in a folder, links, hidden files and lock files are skipped
    and what neither is called nor begins like a plan is unsupported.
    """
    given = tuple(paths)
    found = (candidate for path in given for candidate in _under(path, database))
    unique = {os.path.abspath(candidate.path): candidate for candidate in found}
    return Found(tuple(unique.values()), tuple(path for path in given if not os.path.lexists(path)))


def _under(path: Path, database: Path) -> Iterator[Candidate]:
    if os.path.isdir(path):
        yield from _walk(path, database)
    elif os.path.lexists(path):
        yield Candidate(path)


def _walk(top: Path, database: Path) -> Iterator[Candidate]:
    closed: list[OSError] = []
    for folder, subfolders, names in os.walk(top, onerror=closed.append):
        here = Path(folder)
        subfolders.sort()
        for name in (n for n in subfolders if _folder_ending(here / n)):
            yield Candidate(here / name, _folder_ending(here / name))
        subfolders[:] = [name for name in subfolders if not _folder_ending(here / name)]
        for name in sorted(names):
            yield Candidate(here / name, _file_ending(here / name, database))
    for error in closed:
        yield Candidate(Path(error.filename), ending_of_error(error))


def _folder_ending(folder: Path) -> Ending | None:
    if os.path.islink(folder):
        return _LINK
    return _HIDDEN_FOLDER if folder.name.startswith(".") else None


def _file_ending(path: Path, database: Path) -> Ending | None:
    if path.name.startswith(("~$", ".~lock.")):
        return _LOCK
    try:
        status = path.lstat()
        if ending := _ending_by_status(path, status, database):
            return ending
        if path.suffix.lower() in PLAN_SUFFIXES or _begins_like_a_plan(path):
            return None
    except OSError as error:
        return ending_of_error(error)
    return _unsupported(path)


def _ending_by_status(path: Path, status: os.stat_result, database: Path) -> Ending | None:
    if stat.S_ISLNK(status.st_mode):
        return _LINK
    if not stat.S_ISREG(status.st_mode):
        return _SPECIAL
    hidden = getattr(status, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN
    if hidden or path.name.startswith("."):
        return _HIDDEN
    return _DATABASE if _belongs_to(database, path) else None


def _belongs_to(database: Path, path: Path) -> bool:
    names = {database.name + suffix for suffix in ("", "-wal", "-shm", "-journal")}
    return path.name in names and path.parent.resolve() == database.parent.resolve()


def _begins_like_a_plan(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_SNIFFED)
    return head.startswith(_CONTAINER_MAGIC) or _PDF_MAGIC in head


def _unsupported(path: Path) -> Ending:
    suffix = path.suffix or path.name
    return Ending(
        FileState.UNSUPPORTED,
        f"loại tệp «{suffix}» chưa hỗ trợ (đọc được .docx, .pdf, .txt)",
        f"files of type {suffix} are not supported (.docx, .pdf and .txt are)",
    )
