"""One worker as the scan sees it: its pipes, the file it has in hand, its time and its memory."""

import multiprocessing
import os
import pickle
import shutil
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from extractor.collecting import collector_held_off
from extractor.errors import FileState
from extractor.scanning.reading import Ending, Outcome
from extractor.scanning.tree import ProcessTree
from extractor.scanning.worker import (
    LAST_PIECE,
    MORE_TIME,
    MOST_RESULT,
    PIECE,
    PIECE_BYTES,
    READY,
    Order,
    Reading,
    serve,
)

_FILES_A_WORKER: Final = 500  # a fresh process then: what native libraries never free does not add up
_WORN: Final = 1 / 4  # of its memory, held while it reads nothing
_START_SECONDS: Final = 120.0
_JOIN_SECONDS: Final = 5.0
_MOST_MESSAGES: Final = 500  # heard at once; then the time and memory of the others are looked at
_MEGABYTE: Final = 1 << 20
_MOST_MORE_TIME: Final = 2000 * 15.0  # a page of OCR for each page that a .pdf may have


@dataclass(slots=True)
class _InHand:
    """The file being read: until when, and what came of it so far."""

    ticket: int
    began: float
    seconds: float
    pieces: list[bytes]
    peak: int = 0
    size: int = 0
    more: float = 0.0

    @property
    def is_overdue(self) -> bool:
        return time.monotonic() - self.began > self.seconds + self.more


class Employee:
    """A worker process and all that is known of it; it is started at once."""

    def __init__(self, reading: Reading, memory: int, folder: Path) -> None:
        self._memory = memory
        self._folder = folder
        self._in_hand: _InHand | None = None
        self._read = 0
        self._own = 0  # bytes it held when it was ready
        self._started = time.monotonic()
        self.is_ready = self.was_ready = self.gone = False
        self.death = Ending(FileState.CRASHED)
        context = multiprocessing.get_context("spawn")
        theirs, self._orders = context.Pipe(duplex=False)
        self._answers, mine = context.Pipe(duplex=False)
        self._process = context.Process(
            target=serve, args=(theirs, mine, reading, memory, folder), name="extractor-reader", daemon=True
        )
        with _interrupts_held():
            self._process.start()
        theirs.close()
        mine.close()
        assert self._process.pid is not None
        self._tree = ProcessTree(self._process.pid)

    @property
    def ticket(self) -> int | None:
        """The file in hand."""
        return None if self._in_hand is None else self._in_hand.ticket

    @property
    def is_free(self) -> bool:
        return self.is_ready and self._in_hand is None and not self.gone

    @property
    def heard(self) -> Sequence[Connection | int]:
        """What to wait for: its answers, its death; on Windows, which waits for 63 things, its answers end then."""
        return (self._answers,) if os.name == "nt" else (self._answers, self._process.sentinel)

    def take(self, ticket: int, order: Order) -> bool:
        """Hands it a file; False where it has died meanwhile."""
        try:
            self._orders.send(order)
        except OSError:
            self.is_ready = False
            return False
        self._in_hand = _InHand(ticket, time.monotonic(), order.seconds, [])
        return True

    def look(self, now: float) -> Outcome | None:
        """Hears what it says and holds it to its limits; the outcome of the file in hand, once there is one."""
        outcome = self._listen()
        if outcome is None and self._has_died():
            outcome = self._listen()  # what it said last, after it was listened to
            if outcome is None:
                return self._lost(self._cause_of_death())
        if outcome is not None:
            self._after(outcome)
            return outcome
        return self._over_a_limit(now)

    def end(self) -> None:
        """Ends the process with its children, whatever they are doing, and removes what they left."""
        if self.gone:
            return
        self.gone = True
        self._tree.kill()
        self._process.join(_JOIN_SECONDS)
        for pipe in (self._orders, self._answers):
            pipe.close()
        with suppress(ValueError):  # the system has not ended it yet
            self._process.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _listen(self) -> Outcome | None:
        try:
            for _ in range(_MOST_MESSAGES):
                if not self._answers.poll():
                    return None
                outcome = self._hear(self._answers.recv_bytes(PIECE_BYTES + 1))
                if outcome is not None:
                    return outcome
        except EOFError:
            return None
        except (OSError, ValueError) as error:  # what comes is not what a worker says
            return self._lost(_died(type(error).__name__, type(error).__name__))
        return None

    def _hear(self, message: bytes) -> Outcome | None:
        kind, rest = message[:1], message[1:]
        if kind == READY:
            self.is_ready = self.was_ready = True
            self._own = self._tree.memory(time.monotonic())
        elif self._in_hand is None:
            return None
        elif kind == MORE_TIME:
            self._in_hand.more = min(self._in_hand.more + float(rest), _MOST_MORE_TIME)
        elif kind in (PIECE, LAST_PIECE):
            return self._gather(self._in_hand, rest, whole=kind == LAST_PIECE)
        return None

    def _gather(self, in_hand: _InHand, piece: bytes, *, whole: bool) -> Outcome | None:
        in_hand.pieces.append(piece)
        in_hand.size += len(piece)
        if in_hand.size > MOST_RESULT:
            raise ValueError
        if not whole:
            return None
        outcome = _loaded(b"".join(in_hand.pieces))
        return replace(outcome, memory=max(in_hand.peak, outcome.memory))

    def _after(self, outcome: Outcome) -> None:
        """A worker that has read a file goes on, unless it is worn or holds too much of what it read."""
        self._in_hand = None
        self._read += 1
        if self.gone:
            return
        held = self._tree.memory(time.monotonic()) - self._own
        failed = outcome.ending.state is FileState.OUT_OF_MEMORY
        if failed or self._read >= _FILES_A_WORKER or held > self._memory * _WORN:
            self.end()

    def _has_died(self) -> bool:
        return bool(multiprocessing.connection.wait([self._process.sentinel], timeout=0))

    def _cause_of_death(self) -> Ending:
        self._tree.kill()  # before it is waited for
        self._process.join(_JOIN_SECONDS)
        code = self._process.exitcode
        peak = self._in_hand.peak if self._in_hand else 0
        if code is not None and code < 0 and peak > self._memory / 2:
            return _too_big(self._memory)
        if code is not None and code < 0:
            name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
            return _died(f"tín hiệu {name}", f"signal {name}")
        return _died(f"mã {code}", f"code {code}")

    def _over_a_limit(self, now: float) -> Outcome | None:
        if self._in_hand is None:
            if not self.is_ready and now - self._started > _START_SECONDS:
                self._lost(_timed_out(_START_SECONDS))
            return None
        held = self._tree.memory(now) - self._own
        self._in_hand.peak = max(self._in_hand.peak, held)
        if held > self._memory:
            return self._lost(_too_big(self._memory))
        if self._in_hand.is_overdue:
            return self._lost(_timed_out(self._in_hand.seconds + self._in_hand.more))
        return None

    def _lost(self, ending: Ending) -> Outcome:
        """The worker is gone, and the file in hand ends with it."""
        self.death = ending
        in_hand, self._in_hand = self._in_hand, None
        self.end()
        if in_hand is None:
            return Outcome(ending)
        return Outcome(ending, seconds=time.monotonic() - in_hand.began, memory=in_hand.peak)


def _loaded(data: bytes) -> Outcome:
    try:
        with collector_held_off():  # thousands of records of one plan, none of them garbage
            outcome: Any = pickle.loads(data)
    except Exception as error:  # what was read cannot be carried over
        return Outcome(_died(type(error).__name__, type(error).__name__))
    return outcome if isinstance(outcome, Outcome) else Outcome(_died("?", "?"))


def _timed_out(seconds: float) -> Ending:
    return Ending(FileState.TIMEOUT, f"đọc quá {seconds:g} giây", f"reading took over {seconds:g} seconds")


def _too_big(most: int) -> Ending:
    size = round(most / _MEGABYTE)
    return Ending(
        FileState.OUT_OF_MEMORY,
        f"cần quá nhiều bộ nhớ (hơn {size} MB)",
        f"the file needs too much memory (over {size} MB)",
    )


def _died(vi: str, en: str) -> Ending:
    return Ending(
        FileState.CRASHED,
        f"tiến trình đọc tệp bị dừng đột ngột ({vi})",
        f"the process that read it died ({en})",
    )


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started here hears no Ctrl-C until it is in a group of its own; this one hears it later."""
    if threading.current_thread() is not threading.main_thread():
        yield
    elif hasattr(signal, "pthread_sigmask"):
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, handler)
