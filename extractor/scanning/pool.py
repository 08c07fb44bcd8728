"""The worker processes that read files, each file under a time limit."""

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from extractor.errors import FileState
from extractor.rulebook.choice import Choice
from extractor.scanning.reading import AuditFile, Ending, Outcome, prepare_worker, read_in_worker

_FILES_A_WORKER = 500  # a fresh process then: what native libraries never free does not add up


@dataclass(frozen=True, slots=True)
class Limits:
    """How many files are read at once, and the seconds that one may take."""

    jobs: int
    timeout: float


class Readers:
    """A pool of worker processes; a worker that dies or hangs costs the one file it was reading."""

    def __init__(self, limits: Limits, overlay: Path | None, choice: Choice, audit: AuditFile) -> None:
        self._limits = limits
        self._overlay = overlay
        self._choice = choice
        self._audit = audit
        self._pool: ProcessPool | None = None

    @property
    def failed(self) -> bool:
        """True once the pool as a whole has broken down: nothing submitted to it will end; `restart` then."""
        return self._pool is not None and not self._pool.active

    def submit(self, path: Path, doc: str) -> "Future[Outcome]":
        """The outcome of reading `path`, to come; the first one starts the workers."""
        if self._pool is None:
            self._pool = _started_pool(self._limits.jobs, self._overlay, self._choice, self._audit)
        arguments = (path, doc, self._overlay, self._choice, self._audit)
        future: Future[Outcome] = self._pool.schedule(
            read_in_worker, args=arguments, timeout=self._limits.timeout
        )
        return future

    def stop(self) -> None:
        """Ends the workers now, whatever they are doing; what was submitted is lost."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def outcome(self, done: "Future[Outcome]") -> Outcome:
        """What a finished future says, deaths and time limits included."""
        try:
            return done.result()
        except FutureTimeout:
            return Outcome(_timed_out(self._limits.timeout), None, self._limits.timeout)
        except ProcessExpired as error:
            return Outcome(_died(f"mã {error.exitcode}", f"code {error.exitcode}"), None, 0.0)
        except Exception as error:  # what the worker sent could not be carried over
            return Outcome(_died(type(error).__name__, type(error).__name__), None, 0.0)


def given_up() -> Outcome:
    """A file that was in hand each time the workers as a whole broke down."""
    return Outcome(_died("nhiều lần", "repeatedly"), None, 0.0)


def _timed_out(seconds: float) -> Ending:
    return Ending(FileState.TIMEOUT, f"đọc quá {seconds:g} giây", f"reading took over {seconds:g} seconds")


def _died(vi: str, en: str) -> Ending:
    return Ending(
        FileState.CRASHED,
        f"tiến trình đọc tệp bị dừng đột ngột ({vi})",
        f"the process that read it died ({en})",
    )


def _started_pool(jobs: int, overlay: Path | None, choice: Choice, audit: AuditFile) -> ProcessPool:
    pool = ProcessPool(
        max_workers=jobs,
        max_tasks=_FILES_A_WORKER,
        initializer=prepare_worker,
        initargs=(overlay, choice, audit),
        context=multiprocessing.get_context("spawn"),
    )
    with _interrupts_held():
        pool.active  # noqa: B018  (the first look starts the workers)
    return pool


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes started here ignore Ctrl-C from their first instruction: the parent ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
