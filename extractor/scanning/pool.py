"""The workers of a scan: started as there is work, watched while they do it, replaced when they are worn.

Each worker has pipes of its own and nothing is locked: whenever a worker is killed, none of the others
waits for what it held. All of it runs in the thread that asks; there is nothing to be joined at the end.

A pool that others keep (pebble, loky) does not stand in for it: pebble ends a worker by its time alone and
leaves its children running, and its workers share a pipe under locks, which one that is killed in between keeps
for good. Neither watches the memory of a worker with its children, or grants time while a file is read (OCR).
"""

import itertools
import shutil
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import Final

from extractor.errors import ExtractorError
from extractor.scanning.employee import Employee
from extractor.scanning.reading import Outcome
from extractor.scanning.sources import Source
from extractor.scanning.worker import Order, Reading
from extractor.system import own_folder, remove_leavings

MEMORY_ALLOWANCE: Final = 1 << 30  # bytes above a worker's start, with its children
_TICK: Final = 0.1  # seconds between two looks at the time and the memory that files take
_MOST_FALSE_STARTS: Final = 3
_FOLDERS: Final = "extractor-scan-"


class WorkersError(ExtractorError):
    """No worker comes to be ready."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many files are read at once, the seconds that one may take, the bytes that its reader may hold."""

    jobs: int
    timeout: float
    memory: int = MEMORY_ALLOWANCE


class Readers:
    """Worker processes; one that dies, hangs or grows costs the one file it was reading."""

    def __init__(self, limits: Limits, reading: Reading) -> None:
        self._limits = limits
        self._reading = reading
        self._waiting: deque[tuple[int, Order]] = deque()
        self._workers: list[Employee] = []
        self._tickets = itertools.count()
        self._names = itertools.count()
        self._folder: Path | None = None
        self._false_starts = 0

    def submit(self, source: Source, more_seconds: float = 0.0) -> int:
        """Has a file read, as soon as a worker is free; the number by which its outcome will be known.

        `more_seconds` are given beyond the limit.
        """
        ticket = next(self._tickets)
        self._waiting.append((ticket, Order(source, self._limits.timeout + more_seconds)))
        return ticket

    def being_read(self) -> Iterator[int]:
        """The files in hand."""
        return (worker.ticket for worker in self._workers if worker.ticket is not None)

    def finished(self, seconds: float) -> list[tuple[int, Outcome]]:
        """What has been read, after at most so many seconds; raises WorkersError."""
        self._hand_out()
        _wait_for(self._workers, min(seconds, _TICK))
        done: list[tuple[int, Outcome]] = []
        for worker in tuple(self._workers):
            ticket, outcome = worker.ticket, worker.look(time.monotonic())
            if outcome is not None and ticket is not None:
                done.append((ticket, outcome))
            if worker.gone:
                self._workers.remove(worker)
                self._count_start(worker)
        self._hand_out()
        return done

    def stop(self) -> None:
        """Ends the workers now, whatever they are doing; what was submitted is lost."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        self._waiting.clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _hand_out(self) -> None:
        """Gives free workers what waits; hires as many as there is work for."""
        for worker in self._workers:
            if not self._waiting:
                return
            if worker.is_free and worker.take(*self._waiting[0]):
                self._waiting.popleft()
        coming = sum(not worker.is_ready for worker in self._workers)
        wanted = min(len(self._waiting) - coming, self._limits.jobs - len(self._workers))
        for _ in range(wanted):
            self._workers.append(self._hired())

    def _hired(self) -> Employee:
        if self._folder is None:
            remove_leavings(_FOLDERS)
            self._folder = own_folder(_FOLDERS)
        folder = self._folder / str(next(self._names))
        return Employee(self._reading, self._limits.memory, folder)

    def _count_start(self, worker: Employee) -> None:
        """Workers that end before they are ready would be started for ever."""
        self._false_starts = 0 if worker.was_ready else self._false_starts + 1
        if self._false_starts >= _MOST_FALSE_STARTS:
            raise WorkersError(
                f"không khởi động được tiến trình đọc tệp ({worker.death.vi})",
                f"the processes that read files cannot be started ({worker.death.en})",
            )


def _wait_for(workers: list[Employee], seconds: float) -> None:
    """Until one of them says something or dies."""
    heard = [thing for worker in workers for thing in worker.heard]
    if heard:
        connection.wait(heard, timeout=seconds)
