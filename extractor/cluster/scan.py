"""A scan on a cluster: what is missing in a Parquet corpus is looked for here, read there, and told here.

Every file is hashed and every archive listed on the workers; here it is settled which files are known already and which
are copies; the rest is read on the workers, each of which writes what it reads as parts.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from extractor import __version__
from extractor.cluster.across import forget_across, is_judged, judge_parts
from extractor.cluster.engine import Cluster, cluster
from extractor.cluster.extras import needed_for_cluster
from extractor.cluster.looking import look
from extractor.cluster.orders import ClusterError, Done, Job, Manner, Read, Seen, Task, batch_of, unpacked
from extractor.cluster.parts import Part, Parts, file_number
from extractor.cluster.reader import PartReader
from extractor.cluster.runs import alone, write_run
from extractor.cluster.settling import Settled, Settling
from extractor.cluster.stored import REMOVED, Known, known_files, words_found
from extractor.cluster.tables import tables_of
from extractor.corpus import FileResult
from extractor.corpus.plan_rows import TableRows
from extractor.corpus.rows import Row
from extractor.corpus.runs import now
from extractor.corpus.store import file_row
from extractor.errors import READ_STATES, FileState
from extractor.rulebook import load_rulebook
from extractor.rulebook.changes import contents_of
from extractor.rulebook.choice import EVERYTHING, Choice
from extractor.scanning.appendices import Lacking
from extractor.scanning.interrupts import Interrupts
from extractor.scanning.log import ScanLog
from extractor.scanning.pace import Pace
from extractor.scanning.pool import Limits
from extractor.scanning.reading import Ending, audit_one
from extractor.scanning.results import Progress, ScanResult, Unread
from extractor.scanning.scan import nothing_in
from extractor.scanning.walk import EVERY_FILE, Candidate, Files, Filters
from extractor.scanning.worker import Reading

T = TypeVar("T")
_LOOKED_AT: Final = 200  # files that one order looks at
_MOST_A_PART: Final = 128  # files in hand of a worker: what is read again where it is lost
_PARTS_A_WORKER: Final = 6  # at least, where there are files enough: the last ones end together
_SETTLED: Final = 50_000  # files of a part that need no reading


def scan_on_cluster(
    paths: Sequence[Path],
    root: Path,
    *,
    address: str | None,
    workers: int | None,
    limits: Limits,
    overlay: Path | None = None,
    choice: Choice = EVERYTHING,
    filters: Filters = EVERY_FILE,
    retry: Collection[FileState] = (),
    log: Path | None = None,
    across: bool = True,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> ScanResult:
    """Reads every plan under `paths` that the Parquet corpus `root` does not know yet and writes it there.

    Known by path, bytes and version of program and rules, as in a plain scan; paths, `root` and `overlay` must be the
    same on every machine, and are made absolute: a worker may run in another folder. With `across` all plans are then
    compared with each other, in this process alone.

    Raises what a plain scan does, MissingExtra, ParquetError, and ClusterError: where a cluster stops or loses a part,
    the next scan goes on with the files that were not written.
    """
    began = time.monotonic()
    paths = [_absolute(path) for path in paths]
    overlay = overlay and _absolute(overlay)
    files = Files(paths, ([log] if log else []), filters)
    found = [candidate for candidate in files if not _is_in(candidate, root)]
    if not any(candidate.ending is None for candidate in found):
        raise nothing_in(paths)
    needed_for_cluster()  # known now, not after hours
    rules = load_rulebook(overlay, choice)
    version = f"{__version__}+{rules.version}"
    manner = Manner(_absolute(root), Reading(overlay, choice, audit_one), limits, version)
    with Interrupts() as interrupts, alone(root), ScanLog(log) as written:
        written.event("start", version=version, jobs=workers, seconds=limits.timeout, found=len(found))
        started, parts = now(), Parts(root)
        parts.clear()
        known = known_files(parts)
        lacking = Lacking(words_found(parts, known, "appendix-missing"), rules.checks)
        settling = Settling(known, version, frozenset(retry), filters, lacking.came)
        run = _Run(parts, settling, on_progress, written, Pace(began), len(found), interrupts.check)
        with cluster(address, workers) as machines:
            run.settle(found, _seen(machines, found, limits))
            if run.will_write:
                forget_across(parts)
            run.read(machines, manner)
            run.join(machines)
        run.forget(files, known)
        if across and not is_judged(parts):
            judge_parts(parts, version, rules)
        result = run.result(files.missing)
        run.check()
        write_run(root, started, now(), version, contents_of(rules.entries), result)
        written.end(result.given, result.states, result.seconds)
    return result


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _is_in(candidate: Candidate, root: Path) -> bool:
    """Whether it is a file of the Parquet corpus itself."""
    return os.path.abspath(candidate.source.path).startswith(os.path.join(os.path.abspath(root), ""))


def _seen(machines: Cluster, found: Sequence[Candidate], limits: Limits) -> Mapping[int, Seen]:
    """All files that are to be read, looked at."""
    places = [place for place, candidate in enumerate(found) if candidate.ending is None]
    orders = ([(place, found[place].source.path) for place in some] for some in _chunks(places, _LOOKED_AT))
    return {one.place: one for answer in machines.each(orders, look, limits) for one in answer}


@dataclass
class _Run:
    """One scan under way."""

    parts: Parts
    settling: Settling
    on_progress: Callable[[Progress], None]
    log: ScanLog
    pace: Pace
    total: int
    stop_if_asked: Callable[[], None]
    states: Counter[FileState] = field(default_factory=Counter)
    names: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    waiting: list[FileResult] = field(default_factory=list)
    unchanged: int = 0
    lost: int = 0
    done: int = 0

    def settle(self, found: Sequence[Candidate], seen: Mapping[int, Seen]) -> None:
        """Tells what needs no reading; a file that nobody looked at is lost to this scan."""
        for place, candidate in enumerate(found):
            self.settling.note(candidate, seen.get(place))
        for place, candidate in enumerate(found):
            self.stop_if_asked()
            if candidate.ending is None and place not in seen:
                self.lost += 1
                continue
            for settled in self.settling.take(candidate, seen.get(place)):
                self._settled(settled)
        self.total = len(self.names) + len(self.settling.jobs) + sum(map(len, self.settling.twins.values()))

    def read(self, machines: Cluster, manner: Manner) -> None:
        """Has the rest read, and tells each part as it is written."""
        jobs = self.settling.jobs
        first = self.parts.next_number()
        size = max(1, min(_MOST_A_PART, -(-len(jobs) // (machines.workers * _PARTS_A_WORKER))))
        tasks = {
            first + place: Task(first + place, tuple(some)) for place, some in enumerate(_chunks(jobs, size))
        }
        for done in machines.each_by_actors(tuple(tasks.values()), PartReader, manner):
            self.stop_if_asked()
            self._part(tasks.pop(done.part), done)
        self.lost += sum(len(task.jobs) for task in tasks.values())
        self._write(first + len(jobs) // size + 1)

    def join(self, machines: Cluster) -> None:
        """Puts small parts together, on the workers where there is much to do."""
        runs = self.parts.to_join()
        if len(runs) == 1:
            self.parts.join(runs[0])
        for _ in machines.each(runs if len(runs) > 1 else (), join, _absolute(self.parts.root)):
            self.stop_if_asked()

    def forget(self, files: Files, known: Mapping[str, Known]) -> None:
        """Members that are in no archive any more, folders that could not be listed and now can."""
        gone = [*self.settling.gone]
        gone += (
            path
            for path, one in known.items()
            if one.state is FileState.CRASHED and one.sha256 is None and files.lists(path)
        )
        rows = [file_row(self.settling.removed(path)) | {"state": REMOVED} for path in gone]
        if rows:
            number = self.parts.next_number()
            self.parts.write(Part(number, number), _files_alone(number, rows))

    @property
    def will_write(self) -> bool:
        """Whether the corpus will be another one than before; known once all is settled."""
        return bool(self.settling.jobs or self.waiting or self.settling.gone)

    def check(self) -> None:
        """Raises ClusterError where files were lost with their workers."""
        if self.lost:
            raise ClusterError(
                f"{self.lost} tệp chưa đọc được vì máy đọc chúng bị mất, chạy lại lệnh để đọc tiếp",
                f"{self.lost} files were lost with the machines that read them; run the command again to go on",
            )

    def result(self, missing: tuple[Path, ...]) -> ScanResult:
        return ScanResult(
            given=len(self.names),
            states=dict(self.states),
            read=self.done,
            unchanged=self.unchanged,
            unread=tuple(sorted(self.unread, key=lambda file: file.path)),
            missing=missing,
            paths=tuple(self.names),
            seconds=self.pace.seconds,
        )

    def _part(self, task: Task, done: Done) -> None:
        if done.fault is not None:
            raise ClusterError(*done.fault)
        for job, read in zip(task.jobs, done.read, strict=True):
            self.done += 1
            self._told(job, read)

    def _told(self, job: Job, read: Read) -> None:
        result = read.result
        ending = Ending(result.state, result.reason_vi, result.reason_en)
        self._count(result.path, ending)
        self._log(result, ending, seconds=round(result.seconds, 3), memory=read.memory)
        first = result.path if result.state in READ_STATES else None
        for twin in self.settling.twins.pop(job.sha256, ()):
            self._settled(self.settling.as_twin(twin, job.sha256, first, ending))

    def _settled(self, settled: Settled) -> None:
        if settled.result is not None:
            self.waiting.append(settled.result)
            self._log(settled.result, settled.ending)
        else:
            self.log.file(settled.path, settled.ending, unchanged=True)
        self.unchanged += settled.unchanged
        self._count(settled.path, settled.ending, settled.twin_of)

    def _log(self, result: FileResult, ending: Ending, **more: float) -> None:
        known = {"sha256": result.sha256, "size": result.size, "duplicate_of": result.duplicate_of}
        self.log.file(result.path, ending, **known, **more)

    def _count(self, path: str, ending: Ending, twin_of: str | None = None) -> None:
        self.names.append(path)
        self.states[ending.state] += 1
        self.pace.step(len(self.names))
        if ending.state not in READ_STATES and ending.state is not FileState.CONTAINER:
            self.unread.append(Unread(path, ending, twin_of))
        self.on_progress(
            Progress(
                done=len(self.names),
                total=max(self.total, len(self.names)),
                read=self.done,
                states=self.states,
                current=None,
                seconds=self.pace.seconds,
                left=self.pace.left(self.total),
            )
        )

    def _write(self, number: int) -> None:
        """Parts of the files that needed no reading."""
        for place, some in enumerate(_chunks(self.waiting, _SETTLED)):
            part = number + place
            self.parts.write(Part(part, part), _files_alone(part, map(file_row, some)))


def join(batch: object, root: Path) -> dict[str, list[object]]:
    """On a worker: the parts of an order put into one."""
    Parts(root).join(unpacked(batch))
    return batch_of(None)


def _files_alone(part: int, rows: Iterable[Row]) -> Mapping[str, object]:
    """The tables of a part of files of which nothing was read."""
    nothing: TableRows = {}
    return tables_of((file_number(part, place), row, nothing) for place, row in enumerate(rows))


def _chunks(listed: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(listed)
    while some := list(islice(left, size)):
        yield some
