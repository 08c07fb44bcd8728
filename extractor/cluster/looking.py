"""The first pass, on the workers: the bytes of every file hashed, archives listed."""

from pathlib import Path
from typing import Any

from extractor.cluster.orders import Seen, batch_of, unpacked
from extractor.errors import FileState, UnreadableFile
from extractor.plan import Audit
from extractor.rulebook import Rulebook
from extractor.rulebook.choice import EVERYTHING
from extractor.scanning.about import sha256_of, size_of
from extractor.scanning.pool import Limits, Readers
from extractor.scanning.reading import Outcome, ending_of_error
from extractor.scanning.scan import ARCHIVE_BYTES_A_SECOND
from extractor.scanning.sources import Source
from extractor.scanning.walk import holds_files
from extractor.scanning.worker import Reading

_TICK = 1.0


def look(batch: Any, limits: Limits) -> dict[str, list[Any]]:
    """Looks at the files of a batch of one row, [(place, path), …]."""
    seen: list[Seen] = []
    archives: list[Seen] = []
    paths: dict[int, Path] = dict(unpacked(batch))
    for place, path in paths.items():
        one, may_hold_files = _seen(place, path)
        (archives if may_hold_files else seen).append(one)
    if archives:
        seen += _listed(archives, paths, limits)
    return batch_of(seen)


def _seen(place: int, path: Path) -> tuple[Seen, bool]:
    """The file, and whether it may be an archive."""
    size = size_of(Source(path))
    try:
        return Seen(place, sha256_of(path), size), holds_files(path)
    except (OSError, UnreadableFile) as error:
        return Seen(place, None, size, ending_of_error(error)), False


def _listed(archives: list[Seen], paths: dict[int, Path], limits: Limits) -> list[Seen]:
    """In a worker of their own, as in any scan: an archive is hostile input."""
    readers = Readers(Limits(1, limits.timeout, limits.memory), Reading(None, EVERYTHING, no_plan))
    try:
        waiting = {
            readers.submit(Source(paths[one.place]), one.size / ARCHIVE_BYTES_A_SECOND): one
            for one in archives
        }
        listed: list[Seen] = []
        while waiting:
            for ticket, outcome in readers.finished(_TICK):
                listed.append(_with_members(waiting.pop(ticket), outcome))
        return listed
    finally:
        readers.stop()


def _with_members(seen: Seen, outcome: Outcome) -> Seen:
    if outcome.ending.state is FileState.OK:  # a document after all
        return seen
    return Seen(seen.place, seen.sha256, seen.size, outcome.ending, outcome.members)


def no_plan(source: Source, rules: Rulebook) -> Audit:
    """For what is no archive: it is read later, with the others."""
    raise UnreadableFile(FileState.OK, "", "")
