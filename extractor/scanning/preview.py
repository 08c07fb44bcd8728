"""What a scan would read, told without reading or writing anything."""

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from extractor import __version__
from extractor.corpus import Corpus
from extractor.errors import FileState, UnreadableFile
from extractor.rulebook import load_rulebook
from extractor.rulebook.choice import Choice
from extractor.scanning.about import sha256_of
from extractor.scanning.scan import nothing_in
from extractor.scanning.sources import is_still_there, stored_name
from extractor.scanning.walk import Files, Filters, holds_files


class Fate(StrEnum):
    """What would become of a file."""

    NEW = "new"
    CHANGED = "changed"
    AGAIN = "again"
    TWIN = "twin"
    UNCHANGED = "unchanged"
    SET_ASIDE = "set-aside"


TO_READ = (Fate.NEW, Fate.CHANGED, Fate.AGAIN)


@dataclass(frozen=True)
class Preview:
    """The files that would be read, each with why; how many files have which fate; how many are archives."""

    to_read: tuple[tuple[str, Fate], ...]
    fates: Counter[Fate]
    archives: int


def preview(
    paths: Sequence[Path],
    database: Path,
    overlay: Path | None,
    choice: Choice,
    filters: Filters,
    retry: Collection[FileState],
) -> Preview:
    """What a scan with these arguments would do; members of archives are not looked at.

    Raises what `scan` raises before it reads anything. The database need not exist.
    """
    version = f"{__version__}+{load_rulebook(overlay, choice).version}"
    told = Corpus.open(database, create=False) if database.exists() else nullcontext(None)
    with told as corpus:
        looking = _Looking(corpus, version, frozenset(retry), set())
        to_read: list[tuple[str, Fate]] = []
        fates: Counter[Fate] = Counter()
        archives = 0
        for candidate in Files(paths, (database,), filters):
            path = candidate.source.path
            fate = Fate.SET_ASIDE if candidate.ending else looking.fate(path)
            fates[fate] += 1
            if fate in TO_READ:
                to_read.append((stored_name(path), fate))
                archives += holds_files(path)
    if fates.total() == fates[Fate.SET_ASIDE]:
        raise nothing_in(paths)
    return Preview(tuple(to_read), fates, archives)


@dataclass
class _Looking:
    """What is known of the files, and the bytes met so far."""

    corpus: Corpus | None
    version: str
    retry: frozenset[FileState]
    met: set[str]

    def fate(self, path: Path) -> Fate:
        try:
            sha256 = sha256_of(path)
            packed = holds_files(path)
        except (OSError, UnreadableFile):
            return Fate.SET_ASIDE
        if sha256 in self.met and not packed:  # archives are opened all: each member is a file of its own
            return Fate.TWIN
        self.met.add(sha256)
        return self._by_database(stored_name(path), sha256, packed=packed)

    def _by_database(self, name: str, sha256: str, *, packed: bool) -> Fate:
        if self.corpus is None:
            return Fate.NEW
        known = self.corpus.known(name, sha256, self.version)
        if known is not None and known.state is not FileState.DUPLICATE:
            return Fate.AGAIN if known.state in self.retry else Fate.UNCHANGED
        first = None if packed else self.corpus.first_with(sha256, self.version)
        if first is not None and first != name and is_still_there(first):
            return Fate.TWIN if known is None else Fate.UNCHANGED
        return Fate.CHANGED if self.corpus.has(name) else Fate.NEW
