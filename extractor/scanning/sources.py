"""What a scan reads: a file on the disk, or a member of an archive that is read in place."""

import os
from dataclasses import dataclass
from pathlib import Path

from extractor.system import name_of_path, path_of_name, safe_path


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or with `steps` a member of an archive: its place in it, and in each archive inside.

    `inside` is the member's name as shown; it never reaches the disk.
    """

    path: Path
    steps: tuple[int, ...] = ()
    inside: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.inside.rpartition("/")[2] if self.steps else self.path.name

    @property
    def doc(self) -> str:
        """The name that its records know it by: the path as given."""
        return self._with_member(safe_path(self.path))

    @property
    def stored(self) -> str:
        """The name in the database, no other file's: absolute, what is no Unicode in it written as escapes."""
        return self._with_member(stored_name(self.path))

    def _with_member(self, path: str) -> str:
        return f"{path}/{self.inside}" if self.steps else path


def stored_name(path: Path) -> str:
    """The name of a file on the disk in the database."""
    return name_of_path(os.path.abspath(path))


def disk_path(stored: str) -> Path | None:
    """The file on the disk that a stored name names, or the archive that it is a member of; None if gone."""
    whole = Path(stored)
    for place in (whole, *whole.parents):
        path = path_of_name(str(place))
        if os.path.lexists(path):
            return path if place == whole or path.is_file() else None
    return None


def is_still_there(stored: str) -> bool:
    """Whether the file of a stored name still exists; of a member, whether its archive does."""
    return disk_path(stored) is not None
