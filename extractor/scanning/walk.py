"""Which files a scan is given: folders walked in a fixed order, links and leavings set aside."""

import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from extractor.errors import FileState
from extractor.scanning.archives import may_be_archive
from extractor.scanning.names import (
    HIDDEN,
    HIDDEN_FOLDER,
    LINK,
    SNIFFED,
    ending_by_name,
    may_be_read,
    suffix_of,
    unsupported,
)
from extractor.scanning.reading import Ending, ending_of_error
from extractor.scanning.sources import Source
from extractor.system import path_of_name

NOT_REGULAR = ("không phải tệp thường", "not a regular file")

_SPECIAL = Ending(FileState.SKIPPED, *NOT_REGULAR)
_DATABASE = Ending(FileState.SKIPPED, "cơ sở dữ liệu của lần quét này", "the database of this scan")
_ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file of the scan; `ending` where it is settled without being read, `sha256` where it is known.

    `below` is its path below the folder given, by which filters know it.
    """

    source: Source
    ending: Ending | None = None
    sha256: str | None = None
    size: int | None = None
    below: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which of the files found belong to the scan at all.

    Globs are of a file's name or of its path below the folder given, whatever the case; `since` is a time
    in seconds since 1970, before which a file was last changed that does not belong to it. `again` are names
    in the database: files named outright are then held to the rules of a folder, and of an archive only the
    members of these names are taken, with all that is in them.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: float | None = None
    again: frozenset[str] | None = None

    def take(self, below: str) -> bool:
        """Whether a file with this path belongs to it; an archive also for what may be in it."""
        if _matches(below, self.exclude):
            return False
        return not self.include or suffix_of(below).lower() == _ARCHIVE or _matches(below, self.include)

    def take_member(self, member: Source, below: str) -> bool:
        """Whether a member of an archive belongs to it; of archives in it, those whose members may.

        Globs are of its path in the archive, or below the folder given: `below` is that of the archive.
        """
        inside = member.inside
        within = f"{below}/{inside}"
        if not self._wants(member.stored) or _matches(within, self.exclude):
            return False
        return self.take(inside) or (bool(self.include) and _matches(within, self.include))

    def _wants(self, name: str) -> bool:
        wanted = self.again
        return wanted is None or any(str(place) in wanted for place in (name, *PurePath(name).parents))

    def enter(self, below: str) -> bool:
        """Whether a folder may hold files of the scan."""
        return not _matches(below, self.exclude)

    def is_recent(self, changed: float) -> bool:
        return self.since is None or changed >= self.since


EVERY_FILE = Filters()


class Files:
    """The files that paths (folders and files) name, each once; walked anew by every iteration.

    What is named outright is always tried; in a folder, links, hidden files and lock files are skipped and
    what neither is called nor begins like a document is unsupported. `own` are the database and its like.
    """

    def __init__(
        self, paths: Sequence[Path], own: Sequence[Path] = (), filters: Filters = EVERY_FILE
    ) -> None:
        self._given = {os.path.abspath(path): path for path in reversed(paths)}
        self._own = {(path.name, path.parent.resolve()) for path in own}
        self._filters = filters
        self.missing = tuple(path for path in paths if not os.path.lexists(path))

    def __iter__(self) -> Iterator[Candidate]:
        for path in reversed(self._given.values()):
            if os.path.isdir(path):
                yield from self._walk(path)
            elif os.path.lexists(path) and self._takes(path, path.name):
                yield Candidate(Source(path), self._ending_of_given(path), below=path.name)

    def count(self) -> tuple[int, int]:
        """How many files there are, and how many of them are to be read."""
        total = readable = 0
        for candidate in self:
            total += 1
            readable += candidate.ending is None
        return total, readable

    def lists(self, stored: str) -> bool:
        """Whether this is the name in the database of a folder that is given, or lies below one, and opens."""
        path = path_of_name(stored)
        given = any(str(place) in self._given for place in (path, *path.parents))
        if not given or not path.is_dir():
            return False
        try:
            with os.scandir(path):
                return True
        except OSError:
            return False

    def _walk(self, top: Path) -> Iterator[Candidate]:
        closed: list[OSError] = []
        for folder, subfolders, names in os.walk(top, onerror=closed.append):
            here = Path(folder)
            below = "" if here == top else here.relative_to(top).as_posix() + "/"
            entered: list[str] = []
            for name in sorted(subfolders):
                if self._is_given(here / name) or not self._filters.enter(below + name):
                    continue
                if ending := _folder_ending(here / name):
                    yield Candidate(Source(here / name), ending)
                else:
                    entered.append(name)
            subfolders[:] = entered
            for name in sorted(names):
                if not self._is_given(here / name) and self._takes(here / name, below + name):
                    yield Candidate(Source(here / name), self._file_ending(here / name), below=below + name)
        for error in closed:
            yield Candidate(Source(Path(error.filename)), ending_of_error(error))

    def _is_given(self, path: Path) -> bool:
        """Whether it is named outright, and comes in its own place."""
        return len(self._given) > 1 and os.path.abspath(path) in self._given

    def _takes(self, path: Path, below: str) -> bool:
        if not self._filters.take(below):
            return False
        try:
            return self._filters.since is None or self._filters.is_recent(path.lstat().st_mtime)
        except OSError:
            return True

    def _ending_of_given(self, path: Path) -> Ending | None:
        """A file that is named outright is read whatever it is, except the database, or where it only comes again."""
        if own := self._ending_of_own(path):
            return own
        if self._filters.again is None or ending_by_name(path.name):
            return None
        return self._file_ending(path)

    def _file_ending(self, path: Path) -> Ending | None:
        try:
            return self._ending_by_status(path) or _ending_by_content(path)
        except OSError as error:
            return ending_of_error(error)

    def _ending_by_status(self, path: Path) -> Ending | None:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return LINK
        if not stat.S_ISREG(status.st_mode):
            return _SPECIAL
        if getattr(status, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN:
            return HIDDEN
        return ending_by_name(path.name) or self._ending_of_own(path)

    def _ending_of_own(self, path: Path) -> Ending | None:
        for name, folder in self._own:
            belong = {name + suffix for suffix in ("", "-wal", "-shm", "-journal")}
            if path.name in belong and path.parent.resolve() == folder:
                return _DATABASE
        return None


def holds_files(path: Path) -> bool:
    """Whether a file may be an archive whose members are files of the scan; raises OSError."""
    return may_be_archive(_head(path))


def _matches(below: str, globs: tuple[str, ...]) -> bool:
    folded = _folded(below)
    names = (folded, folded.rpartition("/")[2])
    return any(fnmatchcase(name, _folded(glob)) for glob in globs for name in names)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _folder_ending(folder: Path) -> Ending | None:
    if os.path.islink(folder):
        return LINK
    return HIDDEN_FOLDER if folder.name.startswith(".") else None


def _ending_by_content(path: Path) -> Ending | None:
    if may_be_read(path.name, b"") or may_be_read(path.name, _head(path)):
        return None
    return unsupported(path.name)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SNIFFED)
