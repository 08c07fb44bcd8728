"""What a scan says of itself, while it runs and at its end."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import ExtractorError, FileState
from extractor.scanning.reading import Ending


class NothingToScanError(ExtractorError):
    """No path given holds a plan."""


class MiscountError(ExtractorError):
    """A file of the scan has no state, or two, in memory or in the database."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan is: `current` is the name of a file being read, `read` how many were not known already.

    `total` grows with the archives that are opened; `left` are the seconds that the rest may take, None
    while too little is known.
    """

    done: int
    total: int
    read: int
    states: Mapping[FileState, int]
    current: str | None
    seconds: float
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file of the scan that was not read, and why; `twin_of` names the file with the same bytes."""

    path: str
    ending: Ending
    twin_of: str | None = None


@dataclass(frozen=True)
class ScanResult:
    """What a scan did: `given` is the sum of `states`; `paths` are the names in the database.

    Where the rules have changed since the last scan, `again` files were read again for that reason and
    `kept` were not, as the change cannot touch them.
    """

    given: int
    states: Mapping[FileState, int]
    read: int
    unchanged: int
    unread: tuple[Unread, ...]
    missing: tuple[Path, ...]
    paths: tuple[str, ...]
    seconds: float
    again: int = 0
    kept: int = 0
