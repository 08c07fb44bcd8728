"""A scan: many files read by worker processes, each result stored by this process as it arrives."""

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor import __version__
from extractor.corpus import Adoption, Corpus, FileResult
from extractor.errors import READ_STATES, ExtractorError, FileState, UnreadableFile
from extractor.rulebook import load_rulebook
from extractor.rulebook.changes import contents_of
from extractor.rulebook.choice import EVERYTHING, Choice
from extractor.scanning.about import copy_of, modified_at, sha256_of, size_of
from extractor.scanning.appendices import Lacking
from extractor.scanning.interrupts import Interrupts
from extractor.scanning.log import ScanLog
from extractor.scanning.pace import Pace
from extractor.scanning.pool import Limits, Readers
from extractor.scanning.reading import (
    AuditFile,
    Ending,
    Member,
    Outcome,
    audit_one,
    ending_of_error,
)
from extractor.scanning.results import MiscountError, NothingToScanError, Progress, ScanResult, Unread
from extractor.scanning.settled import file_result
from extractor.scanning.sources import Source, is_still_there
from extractor.scanning.walk import EVERY_FILE, Candidate, Files, Filters, holds_files
from extractor.scanning.worker import Reading
from extractor.system import safe_path

_QUEUED_A_JOB = 3
_TICK = 0.2  # seconds between two looks at the progress while nothing ends
ARCHIVE_BYTES_A_SECOND = 20_000_000  # what listing an archive takes, beyond the limit of a file
_NOT_LOOKED_INTO = frozenset({FileState.TIMEOUT, FileState.OUT_OF_MEMORY, FileState.CRASHED})
NOT_READ = frozenset(FileState) - READ_STATES


@dataclass(slots=True)
class _Task:
    """A file handed to the workers, and the later files with the same bytes.

    `below` is its path below the folder given, `known` an archive that the database knows already.
    """

    source: Source
    sha256: str
    below: str
    known: FileResult | None = None
    twins: list[Source] = field(default_factory=list)


def scan(
    paths: Sequence[Path],
    database: Path,
    *,
    limits: Limits,
    overlay: Path | None = None,
    choice: Choice = EVERYTHING,
    filters: Filters = EVERY_FILE,
    retry: Collection[FileState] = (),
    log: Path | None = None,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    audit: AuditFile = audit_one,
) -> ScanResult:
    """Reads every plan under `paths` that `database` does not know yet and stores what it holds.

    A file is known by its path, its bytes and the version of program and rules; `choice` says which
    checks run; `filters` which files belong to the scan; those whose state is among `retry` are read again.
    `log` is appended to. `on_progress` is called in this process, several times a second. `audit` reads one
    file, inside a worker (a function that can be pickled).

    Raises NothingToScanError, RuleError, UnknownCheckError and CorpusError before anything is read, LogError
    and WorkersError. Interrupted at any moment, the next scan goes on with the files that were not stored.
    """
    began = time.monotonic()
    files = Files(paths, (database, *([log] if log else [])), filters)
    total, readable = files.count()
    if not readable and filters.again is None:
        raise nothing_in(paths)
    rules = load_rulebook(overlay, choice)
    version = f"{__version__}+{rules.version}"
    readers = Readers(limits, Reading(overlay, choice, audit))
    with Interrupts() as interrupts, Corpus.open(database, create=True) as corpus, ScanLog(log) as written:
        adoption = corpus.adopt(version, contents_of(rules.entries))
        number = corpus.begin_run(version)
        written.event("start", version=version, jobs=limits.jobs, seconds=limits.timeout, found=total)
        run = _Scan(
            corpus,
            readers,
            version,
            adoption,
            Lacking.of(corpus, rules.checks),
            filters,
            limits.jobs * _QUEUED_A_JOB,
            frozenset(retry),
            on_progress,
            written,
            Pace(began),
            total,
            interrupts.check,
        )
        try:
            run.all_files(files)
        finally:
            readers.stop()
        run.forget_closed(files)
        run.count_again()
        corpus.judge_across(version, rules.checks, rules.legal_documents)
        result = run.result(files.missing)
        corpus.end_run(number, result.states, result.read, result.unchanged, result.seconds)
        written.end(result.given, result.states, result.seconds)
    return result


def nothing_in(paths: Sequence[Path]) -> NothingToScanError:
    """None of the paths holds anything that may be a plan."""
    names = ", ".join(safe_path(path) for path in paths)
    if not any(os.path.lexists(path) for path in paths):
        return NothingToScanError(
            f"{names}: không có tệp hoặc thư mục này", f"{names}: no such file or folder"
        )
    return NothingToScanError(
        f"{names}: không có tệp nào có thể là kế hoạch để đọc",
        f"{names}: holds no file that may be a plan",
    )


@dataclass
class _Scan:
    """One scan under way."""

    corpus: Corpus
    readers: Readers
    version: str
    adoption: Adoption
    lacking: Lacking
    filters: Filters
    queue: int
    retry: frozenset[FileState]
    on_progress: Callable[[Progress], None]
    log: ScanLog
    pace: Pace
    total: int
    stop_if_asked: Callable[[], None]
    given: int = 0
    states: Counter[FileState] = field(default_factory=Counter)
    read: int = 0
    unchanged: int = 0
    kept: int = 0
    again: int = 0
    names: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    pending: dict[int, _Task] = field(default_factory=dict)
    members: deque[Candidate] = field(default_factory=deque)

    def all_files(self, files: Iterable[Candidate]) -> None:
        for candidate in files:
            self._take(candidate)
            while self.members:
                self._take(self.members.popleft())
        while self.pending:
            self._collect()

    def forget_closed(self, files: Files) -> None:
        """Folders that could not be listed, and now can, are no files of the corpus."""
        for file in self.corpus.files({FileState.CRASHED}):
            if file.sha256 is None and files.lists(file.path):
                self.corpus.forget(file.path)

    def count_again(self) -> None:
        """Every file given has one state, here and in the database."""
        stored = self.corpus.totals(self.names).files
        if self.given != self.states.total() or sum(stored.values()) != len(self.names):
            raise MiscountError(
                f"{self.given} tệp được giao nhưng chỉ {sum(stored.values())} tệp có tình trạng",
                f"{self.given} files were given, and {sum(stored.values())} have a state",
            )

    def result(self, missing: tuple[Path, ...]) -> ScanResult:
        return ScanResult(
            given=self.given,
            states=dict(self.states),
            read=self.read,
            unchanged=self.unchanged,
            unread=tuple(sorted(self.unread, key=lambda file: file.path)),
            missing=missing,
            paths=tuple(self.names),
            seconds=self.pace.seconds,
            again=self.again,
            kept=self.kept,
        )

    def _take(self, candidate: Candidate) -> None:
        """Settles one file, or hands it to the workers; what may be an archive is waited for.

        So the members of an archive come where it stands, and which of two copies is the first never hangs
        on who was faster.
        """
        self.given += 1
        self._wait_for_room()
        source = candidate.source
        if candidate.ending is not None:
            self._settle(source, candidate.sha256, candidate.ending, size=candidate.size)
            return
        try:
            sha256 = candidate.sha256 or sha256_of(source.path)
            packed = not source.steps and holds_files(source.path)
        except (OSError, UnreadableFile) as error:
            self._settle(source, None, ending_of_error(error))
            return
        task = self._looked_up(source, sha256, candidate.below)
        if task is not None:
            ticket = self._submit(task, packed=packed)
            while packed and ticket in self.pending:
                self._collect()

    def _wait_for_room(self) -> None:
        self.stop_if_asked()
        while len(self.pending) >= self.queue:
            self._collect()

    def _looked_up(self, source: Source, sha256: str, below: str) -> _Task | None:
        """What is to be read; None where all is known that can be."""
        name = source.stored
        known = self.corpus.known(name, sha256, self.version)
        self.kept += known is not None and name in self.adoption.kept
        self.again += known is None and self.adoption.again.get(name) == sha256
        if known is None or known.state is FileState.DUPLICATE:
            return None if self._is_twin(source, sha256, known) else _Task(source, sha256, below)
        if known.state is FileState.CONTAINER:
            return _Task(source, sha256, below, known)
        lacks = not source.steps and self.lacking.came(name, source.path)
        if known.state in self.retry or lacks:
            return _Task(source, sha256, below)
        self._keep(source, Ending(known.state, known.reason_vi, known.reason_en))
        return None

    def _keep(self, source: Source, ending: Ending, twin_of: str | None = None) -> None:
        self.unchanged += 1
        self._count(source, ending, twin_of)
        self.log.file(source.stored, ending, unchanged=True)

    def _is_twin(self, source: Source, sha256: str, known: FileResult | None) -> bool:
        """Whether the same bytes are being read, or have been read under another name that still exists."""
        for task in self.pending.values():
            if task.sha256 == sha256:
                task.twins.append(source)
                return True
        first = self.corpus.first_with(sha256, self.version)
        if first is None or first == source.stored or not is_still_there(first):
            return False
        if known is None:
            self._settle(source, sha256, copy_of(first), twin_of=first)
        else:
            self._keep(source, copy_of(first), first)
        return True

    def _submit(self, task: _Task, *, packed: bool) -> int:
        more = size_of(task.source) / ARCHIVE_BYTES_A_SECOND if packed else 0.0
        ticket = self.readers.submit(task.source, more)
        self.pending[ticket] = task
        self._report()
        return ticket

    def _collect(self) -> None:
        """Stores what has been read; waits a moment where nothing has."""
        self.stop_if_asked()
        for ticket, outcome in self.readers.finished(_TICK):
            self._finish(self.pending.pop(ticket), outcome)
        self._report()

    def _finish(self, task: _Task, outcome: Outcome) -> None:
        if task.known is not None and outcome.ending.state is task.known.state:
            ending = outcome.ending
            self._keep(task.source, ending)
        else:
            self.read += 1
            ending = self._store_outcome(task, outcome)
        name = task.source.stored if ending.state in READ_STATES else None
        for twin in task.twins:
            self._settle(twin, task.sha256, copy_of(name) if name else ending, twin_of=name)
        self.members.extend(self._found_in(task, outcome.members))

    def _found_in(self, archive: _Task, members: Iterable[Member]) -> Iterable[Candidate]:
        for member in members:
            source = Source(archive.source.path, member.steps, member.inside)
            if self.filters.take_member(source, archive.below):
                self.total += 1
                yield Candidate(source, member.ending, member.sha256, member.size)

    def _store_outcome(self, task: _Task, outcome: Outcome) -> Ending:
        """Stores what was read; what the database cannot hold costs the file it is in.

        Telling of it is no part of that: a screen that is gone ends the scan, and costs no file.
        """
        source, ending = task.source, outcome.ending
        try:
            result = self._stored(source, task.sha256, ending, outcome)
        except ExtractorError:
            raise
        except Exception as error:  # as in the workers: one file never ends the scan
            ending = ending_of_error(error)
            self._settle(source, task.sha256, ending)
            return ending
        self._tell(result, source, ending, outcome)
        return ending

    def _settle(
        self,
        source: Source,
        sha256: str | None,
        ending: Ending,
        outcome: Outcome | None = None,
        twin_of: str | None = None,
        size: int | None = None,
    ) -> None:
        result = self._stored(source, sha256, ending, outcome, twin_of, size)
        self._tell(result, source, ending, outcome, twin_of)

    def _stored(
        self,
        source: Source,
        sha256: str | None,
        ending: Ending,
        outcome: Outcome | None = None,
        twin_of: str | None = None,
        size: int | None = None,
    ) -> FileResult:
        result = file_result(
            source,
            sha256,
            outcome or Outcome(ending),
            self.version,
            size=size_of(source) if size is None else size,
            modified=modified_at(source),
            twin_of=twin_of,
        )
        audit = outcome.audit if outcome else None
        self.corpus.store(result, audit, _all_in(source, sha256, ending, outcome))
        return result

    def _tell(
        self,
        result: FileResult,
        source: Source,
        ending: Ending,
        outcome: Outcome | None,
        twin_of: str | None = None,
    ) -> None:
        """Only once it is stored: what the log tells of is not lost."""
        self._log(result, ending, outcome)
        self._count(source, ending, twin_of)

    def _log(self, result: FileResult, ending: Ending, outcome: Outcome | None) -> None:
        self.log.file(
            result.path,
            ending,
            sha256=result.sha256,
            size=result.size,
            seconds=round(outcome.seconds, 3) if outcome else None,
            memory=outcome.memory if outcome else None,
            duplicate_of=result.duplicate_of,
        )

    def _count(self, source: Source, ending: Ending, twin_of: str | None = None) -> None:
        name = source.stored
        self.names.append(name)
        self.states[ending.state] += 1
        self.pace.step(self.states.total())
        if ending.state not in READ_STATES and ending.state is not FileState.CONTAINER:
            self.unread.append(Unread(name, ending, twin_of))
        self._report()

    def _report(self) -> None:
        task = next((self.pending[ticket] for ticket in self.readers.being_read()), None)
        self.on_progress(
            Progress(
                done=self.states.total(),
                total=max(self.total, self.states.total()),
                read=self.read,
                states=self.states,
                current=task.source.name if task else None,
                seconds=self.pace.seconds,
                left=self.pace.left(self.total),
            )
        )


def _all_in(
    file: Source, sha256: str | None, ending: Ending, outcome: Outcome | None
) -> frozenset[str] | None:
    """The names of all files in a file on the disk; None where it was not looked into, as a folder never is.

    Of a member nothing is said: the archive on the disk tells all that are in it.
    """
    if file.steps or sha256 is None or ending.state in _NOT_LOOKED_INTO:
        return None
    members = outcome.members if outcome else ()
    return frozenset(Source(file.path, member.steps, member.inside).stored for member in members)
