"""Which files of a scan are known, copies of others, or to be read: settled as the plain scan does."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from extractor.cluster.orders import Job, Seen
from extractor.cluster.stored import Known
from extractor.corpus import FileResult
from extractor.errors import READ_STATES, FileState
from extractor.scanning.about import copy_of, modified_at, size_of
from extractor.scanning.reading import Ending, Outcome
from extractor.scanning.settled import file_result
from extractor.scanning.sources import Source, is_still_there
from extractor.scanning.walk import Candidate, Filters

_NOT_LOOKED_INTO: Final = frozenset({FileState.TIMEOUT, FileState.OUT_OF_MEMORY, FileState.CRASHED})


@dataclass(frozen=True, slots=True)
class Settled:
    """A file whose ending is known without reading it; `result` is None where all of it is stored already."""

    path: str
    ending: Ending
    result: FileResult | None
    twin_of: str | None = None
    unchanged: bool = False


@dataclass
class Settling:
    """Takes the files of a scan in their order; what was not settled at once stands in `jobs` and `twins`.

    `twins` are files with the bytes of one that is to be read, by these bytes.
    """

    known: Mapping[str, Known]
    version: str
    retry: Collection[FileState]
    filters: Filters
    lacks: Callable[[str, Path], bool]
    jobs: list[Job] = field(default_factory=list)
    twins: dict[str, list[Source]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    _changed: set[str] = field(default_factory=set)

    def note(self, candidate: Candidate, seen: Seen | None) -> None:
        """To be told of all files before the first is taken: what has changed is no longer whose copy another is."""
        if seen is None or seen.sha256 is None:
            return
        source = candidate.source
        bytes_of = {source.stored: seen.sha256}
        for member in seen.members:
            bytes_of[Source(source.path, member.steps, member.inside).stored] = member.sha256 or ""
        self._changed.update(
            name
            for name, sha256 in bytes_of.items()
            if name in self.known and self.known[name].sha256 != sha256
        )
        if seen.ending is None or seen.ending.state not in _NOT_LOOKED_INTO:
            self.gone += self._below(source.stored, bytes_of)

    def take(self, candidate: Candidate, seen: Seen | None) -> Iterator[Settled]:
        """What is settled of a file and of its members; `seen` None where it was not looked at.

        Of a member the size of its archive is told, as in a plain scan.
        """
        source = candidate.source
        sha256 = seen.sha256 if seen else candidate.sha256
        ending = candidate.ending or (seen.ending if seen else None)
        members = seen.members if seen else ()
        if ending is not None:
            yield self._told(source, sha256, ending, seen.size if seen else candidate.size)
        elif sha256 is not None:
            yield from self._looked_up(source, sha256, seen.size if seen else None)
        for member in members:
            inside = Source(source.path, member.steps, member.inside)
            if self.filters.take_member(inside, candidate.below):
                yield from self.take(Candidate(inside, member.ending, member.sha256, member.size), None)

    def as_twin(self, source: Source, sha256: str, first: str | None, ending: Ending) -> Settled:
        """A file with the bytes of another that was read meanwhile as `first`; None: which could not be read."""
        told = copy_of(first) if first else ending
        return Settled(source.stored, told, self._result(source, sha256, told, None, first), first)

    def removed(self, path: str) -> FileResult:
        """What is written of a path that is no file any more; its state is put in later."""
        return FileResult(path, None, 0, FileState.SKIPPED, "", "", 0.0, self.version)

    def _looked_up(self, source: Source, sha256: str, size: int | None) -> Iterator[Settled]:
        name = source.stored
        known = self._known(name, sha256)
        if known is None or known.state is FileState.DUPLICATE:
            if sha256 in self.twins:
                self.twins[sha256].append(source)
                return
            first = self._first.get(sha256)
            if first is not None and first != name and is_still_there(first):
                told = copy_of(first)
                result = None if known else self._result(source, sha256, told, size, first)
                yield Settled(name, told, result, first, unchanged=known is not None)
                return
        elif known.state not in self.retry and (source.steps or not self.lacks(name, source.path)):
            yield Settled(name, known.ending, None, unchanged=True)
            return
        self.twins.setdefault(sha256, [])
        self.jobs.append(Job(source, sha256, size_of(source) if size is None else size, modified_at(source)))

    def _told(self, source: Source, sha256: str | None, ending: Ending, size: int | None) -> Settled:
        """An ending that is told without reading; nothing is written where the same is stored."""
        known = self.known.get(source.stored)
        same = known is not None and (known.sha256, known.version, known.ending) == (
            sha256,
            self.version,
            ending,
        )
        result = None if same else self._result(source, sha256, ending, size)
        return Settled(source.stored, ending, result, unchanged=same and ending.state is FileState.CONTAINER)

    def _known(self, name: str, sha256: str) -> Known | None:
        known = self.known.get(name)
        return known if known and (known.sha256, known.version) == (sha256, self.version) else None

    def _below(self, archive: str, names: Collection[str]) -> Iterator[str]:
        """What is stored under a file's name and is none of its members (any more)."""
        below = f"{archive}/"
        for path in self._paths[bisect_left(self._paths, below) :]:
            if not path.startswith(below):
                return
            if path not in names:
                yield path

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self.known)

    @cached_property
    def _first(self) -> dict[str, str]:
        """Files that were read, by their bytes, as far as these still lie there."""
        left_out = self._changed.union(self.gone)
        return {
            known.sha256: path
            for path, known in self.known.items()
            if known.sha256
            and known.state in READ_STATES
            and known.version == self.version
            and path not in left_out
        }

    def _result(
        self, source: Source, sha256: str | None, ending: Ending, size: int | None, twin_of: str | None = None
    ) -> FileResult:
        return file_result(
            source,
            sha256,
            Outcome(ending),
            self.version,
            size=size_of(source) if size is None else size,
            modified=modified_at(source),
            twin_of=twin_of,
        )
