"""A scan: many files read by worker processes, each result stored by this process as it arrives."""

import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from extractor import __version__
from extractor.corpus import Adoption, Corpus, FileResult
from extractor.errors import READ_STATES, ExtractorError, FileState, UnreadableFile
from extractor.rulebook import load_rulebook
from extractor.rulebook.changes import contents_of
from extractor.rulebook.choice import EVERYTHING, Choice
from extractor.scanning.appendices import Lacking
from extractor.scanning.interrupts import Interrupts
from extractor.scanning.pool import Limits, Readers, given_up
from extractor.scanning.reading import AuditFile, Ending, Outcome, audit_one, ending_of_error
from extractor.scanning.results import NothingToScanError, Progress, ScanResult, Unread
from extractor.scanning.walk import NOT_REGULAR, Candidate, find_files
from extractor.system import file_hash, safe_path

_QUEUED_A_JOB = 3
_TRIES = 3
_TICK = 0.2  # seconds between two looks at the progress while nothing ends


@dataclass(slots=True)
class _Task:
    """A file handed to the workers, and the later files with the same bytes."""

    path: Path
    sha256: str
    tries: int = 0
    twins: list[Path] = field(default_factory=list)


def scan(
    paths: Sequence[Path],
    database: Path,
    *,
    limits: Limits,
    overlay: Path | None = None,
    choice: Choice = EVERYTHING,
    retry: bool = False,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    audit: AuditFile = audit_one,
) -> ScanResult:
    """Reads every plan under `paths` that `database` does not know yet and stores what it holds.

    A file is known by its path, its bytes and the version of program and rules; `choice` says which
    checks run; `retry` reads those again that could not be read. `on_progress` is called in this process,
    several times a second. `audit` reads one file, inside a worker (a function that can be pickled).

    Raises NothingToScanError, RuleError, UnknownCheckError and CorpusError before anything is read.
    Interrupted at any moment, the next scan goes on with the files that were not stored.
    """
    began = time.monotonic()
    found = find_files(paths, database)
    if not found.readable:
        raise _nothing_in(paths)
    rules = load_rulebook(overlay, choice)
    version = f"{__version__}+{rules.version}"
    readers = Readers(limits, overlay, choice, audit)
    queue = limits.jobs * _QUEUED_A_JOB
    with Interrupts() as interrupts, Corpus.open(database, create=True) as corpus:
        adoption = corpus.adopt(version, contents_of(rules.entries))
        run = _Scan(
            corpus,
            readers,
            version,
            adoption,
            Lacking.of(corpus, rules.checks),
            found.files,
            queue,
            retry,
            on_progress,
            began,
            interrupts.check,
        )
        try:
            run.all_files()
        finally:
            readers.stop()
        corpus.judge_across(version, rules.checks, rules.legal_documents)
    return run.result(found.missing)


def stored_name(path: Path) -> str:
    """The name of a file in the database: absolute, with what is no Unicode in it written as escapes."""
    return safe_path(os.path.abspath(path))


def _nothing_in(paths: Sequence[Path]) -> NothingToScanError:
    names = ", ".join(safe_path(path) for path in paths)
    if not any(os.path.lexists(path) for path in paths):
        return NothingToScanError(
            f"{names}: không có tệp hoặc thư mục này", f"{names}: no such file or folder"
        )
    return NothingToScanError(
        f"{names}: không có kế hoạch nào (.docx, .pdf, .txt) để đọc",
        f"{names}: holds no plan (.docx, .pdf, .txt)",
    )


def _sha256(path: Path) -> str:
    """Raises UnreadableFile for a pipe or a device, which may never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableFile(FileState.UNSUPPORTED, *NOT_REGULAR)
    return file_hash(path)


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


@dataclass
class _Scan:
    """One scan under way."""

    corpus: Corpus
    readers: Readers
    version: str
    adoption: Adoption
    lacking: Lacking
    files: Sequence[Candidate]
    queue: int
    retry: bool
    on_progress: Callable[[Progress], None]
    began: float
    stop_if_asked: Callable[[], None]
    states: Counter[FileState] = field(default_factory=Counter)
    read: int = 0
    unchanged: int = 0
    kept: int = 0
    again: int = 0
    unread: list[Unread] = field(default_factory=list)
    pending: "dict[Future[Outcome], _Task]" = field(default_factory=dict)

    def all_files(self) -> None:
        for candidate in self.files:
            self._take(candidate)
            while len(self.pending) >= self.queue:
                self._collect()
        while self.pending:
            self._collect()

    def result(self, missing: tuple[Path, ...]) -> ScanResult:
        assert len(self.files) == self.states.total(), "a file of the scan has no state, or two"
        return ScanResult(
            given=len(self.files),
            states=dict(self.states),
            read=self.read,
            unchanged=self.unchanged,
            unread=tuple(sorted(self.unread, key=lambda file: file.path)),
            missing=missing,
            paths=tuple(stored_name(candidate.path) for candidate in self.files),
            seconds=time.monotonic() - self.began,
            again=self.again,
            kept=self.kept,
        )

    def _take(self, candidate: Candidate) -> None:
        """Settles one file, or hands it to the workers."""
        self.stop_if_asked()
        if candidate.ending is not None:
            self._settle(candidate.path, None, candidate.ending)
            return
        try:
            sha256 = _sha256(candidate.path)
        except (OSError, UnreadableFile) as error:
            self._settle(candidate.path, None, ending_of_error(error))
            return
        name = stored_name(candidate.path)
        known = self.corpus.known(name, sha256, self.version)
        self.kept += known is not None and name in self.adoption.kept
        self.again += known is None and self.adoption.again.get(name) == sha256
        if known is None or known.state is FileState.DUPLICATE:
            if not self._is_twin(candidate.path, sha256, known):
                self._submit(_Task(candidate.path, sha256))
        elif (self.retry and known.state not in READ_STATES) or self.lacking.came(name, candidate.path):
            self._submit(_Task(candidate.path, sha256))
        else:
            self._keep(candidate.path, Ending(known.state, known.reason_vi, known.reason_en))

    def _keep(self, path: Path, ending: Ending, twin_of: str | None = None) -> None:
        self.unchanged += 1
        self._count(path, ending, twin_of)

    def _is_twin(self, path: Path, sha256: str, known: FileResult | None) -> bool:
        """Whether the same bytes are being read, or have been read under another name that still exists."""
        for task in self.pending.values():
            if task.sha256 == sha256:
                task.twins.append(path)
                return True
        first = self.corpus.first_with(sha256, self.version)
        if first is None or first == stored_name(path) or not os.path.exists(first):
            return False
        if known is None:
            self._settle(path, sha256, _duplicate_of(first), twin_of=first)
        else:
            self._keep(path, _duplicate_of(first), first)
        return True

    def _submit(self, task: _Task) -> None:
        if self.readers.failed:
            self._begin_again()
        task.tries += 1
        self.pending[self.readers.submit(task.path, safe_path(task.path))] = task
        self._report()

    def _collect(self) -> None:
        """Stores what has been read; waits a moment where nothing has."""
        self.stop_if_asked()
        if self.readers.failed:
            self._begin_again()
        done, _ = wait(self.pending, timeout=_TICK, return_when=FIRST_COMPLETED)
        for future in done:
            if not isinstance(future.exception(), BrokenProcessPool):
                self._finish(self.pending.pop(future), self.readers.outcome(future))
        self._report()

    def _begin_again(self) -> None:
        """New workers after a failure of the whole pool; a file that was there too often is given up."""
        self.readers.stop()
        tasks = list(self.pending.values())
        self.pending.clear()
        for task in tasks:
            if task.tries < _TRIES:
                self._submit(task)
            else:
                self._finish(task, given_up())

    def _finish(self, task: _Task, outcome: Outcome) -> None:
        self.read += 1
        ending = self._store_outcome(task, outcome)
        name = stored_name(task.path) if ending.state in READ_STATES else None
        for twin in task.twins:
            self._settle(twin, task.sha256, _duplicate_of(name) if name else ending, twin_of=name)

    def _store_outcome(self, task: _Task, outcome: Outcome) -> Ending:
        """Stores what was read; what the database cannot hold costs the file it is in."""
        try:
            self._settle(task.path, task.sha256, outcome.ending, outcome)
        except ExtractorError:
            raise
        except Exception as error:  # as in the workers: one file never ends the scan
            ending = ending_of_error(error)
            self._settle(task.path, task.sha256, ending)
            return ending
        return outcome.ending

    def _settle(
        self,
        path: Path,
        sha256: str | None,
        ending: Ending,
        outcome: Outcome | None = None,
        twin_of: str | None = None,
    ) -> None:
        audit = outcome.audit if outcome else None
        result = FileResult(
            path=stored_name(path),
            sha256=sha256,
            size=_size(path),
            state=ending.state,
            reason_vi=ending.vi,
            reason_en=ending.en,
            seconds=outcome.seconds if outcome else 0.0,
            rules_version=self.version,
            format=audit.plan.text.format if audit else None,
            duplicate_of=twin_of,
        )
        self.corpus.store(result, audit)
        self._count(path, ending, twin_of)

    def _count(self, path: Path, ending: Ending, twin_of: str | None = None) -> None:
        self.states[ending.state] += 1
        if ending.state not in READ_STATES:
            self.unread.append(Unread(stored_name(path), ending, twin_of))
        self._report()

    def _report(self) -> None:
        current = next((task.path for future, task in self.pending.items() if future.running()), None)
        self.on_progress(
            Progress(
                done=self.states.total(),
                total=len(self.files),
                read=self.read,
                states=self.states,
                current=current,
                seconds=time.monotonic() - self.began,
            )
        )


def _duplicate_of(first: str) -> Ending:
    return Ending(FileState.DUPLICATE, f"cùng nội dung với {first}", f"same bytes as {first}")
