"""What goes to the workers of a cluster and what comes back: names and states, never words of plans."""

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.corpus import FileResult
from extractor.errors import ExtractorError
from extractor.scanning.pool import Limits
from extractor.scanning.reading import Ending, Member
from extractor.scanning.sources import Source
from extractor.scanning.worker import Reading


class ClusterError(ExtractorError):
    """A cluster that cannot be started, reached or used."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How every worker reads: into which folder, by which rules (of that `version`), within which limits."""

    root: Path
    reading: Reading
    limits: Limits
    version: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A file looked at: its bytes or why they cannot be had; of an archive its members."""

    place: int
    sha256: str | None = None
    size: int = 0
    ending: Ending | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read, its bytes as they were looked at."""

    source: Source
    sha256: str
    size: int
    modified: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """The files of one part."""

    part: int
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """How reading a file ended, and the most bytes that its reader held."""

    result: FileResult
    memory: int


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is written; or why this worker cannot read at all."""

    part: int
    read: tuple[Read, ...] = ()
    fault: tuple[str, str] | None = None


def packed(value: object) -> dict[str, Any]:
    """A row of a dataset that holds the value."""
    return {"packed": pickle.dumps(value)}


def unpacked(row: Any) -> Any:
    """The value of such a row, or of a batch of one."""
    held = row["packed"]
    return pickle.loads(held if isinstance(held, bytes) else held[0])


def batch_of(value: object) -> dict[str, list[Any]]:
    """A batch of one row that holds the value."""
    return {"packed": [pickle.dumps(value)]}
