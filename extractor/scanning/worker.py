"""A worker process: reads one file after another for the scan that started it, and ends with it."""

import faulthandler
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Final

from extractor.allowance import granted_by
from extractor.collecting import collector_held_off
from extractor.errors import FileState
from extractor.plantext import PlanText
from extractor.rulebook import Rulebook, load_rulebook
from extractor.rulebook.choice import Choice
from extractor.scanning.reading import (
    AuditFile,
    Ending,
    Look,
    Outcome,
    audit_one,
    ending_of_error,
    parse_outcome,
    read_outcome,
)
from extractor.scanning.sources import Source
from extractor.scanning.tree import ProcessTree

READY: Final = b"R"
MORE_TIME: Final = b"T"
PIECE: Final = b"P"
LAST_PIECE: Final = b"L"
PIECE_BYTES: Final = (
    4000  # with its head below PIPE_BUF: a pipe holds whole pieces, so nobody waits for half a one
)
MOST_RESULT: Final = 16 * 1024**2

_SPACE_ABOVE_MEMORY = 2  # address space over the memory a worker may hold: libraries and LibreOffice map much
_LATER = 30.0  # seconds after its limit a worker ends itself, where nobody was left to end it


@dataclass(frozen=True, slots=True)
class Order:
    """A file to be read, and the seconds that it may take."""

    source: Source
    seconds: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What every file of a scan is read by: the folder of own rules, the checks chosen, the reader.

    Without a reader, files are parsed and no more, archives not opened; `look` looks at what was parsed, at once
    where the text of the one file is `known`.
    """

    overlay: Path | None
    choice: Choice
    audit: AuditFile | None
    look: Look | None = None
    known: PlanText | None = None


def serve(
    orders: "connection.Connection",
    answers: "connection.Connection",
    reading: Reading,
    memory: int,
    folder: Path,
) -> None:
    """The whole life of a worker: prepared once, then a file for each order until there are no more.

    `memory` is what it may come to hold above its start, in bytes; `folder` is for its temporary files.
    """
    _live_apart(folder)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    read = _reader(reading)
    _say_nothing()
    _limit_memory(memory)
    answers.send_bytes(READY)
    with suppress(EOFError, OSError):  # the scan has ended
        while True:
            _obey(orders.recv(), answers, read)


def _reader(reading: Reading) -> Callable[[Source], Outcome]:
    """What reads a file, with all loaded that every file needs."""
    if reading.audit is None:
        return partial(parse_outcome, look=reading.look, known=reading.known)
    rules = load_rulebook(reading.overlay, reading.choice)
    if reading.audit is audit_one:
        with suppress(Exception):  # each file will say what is wrong
            _make_ready(rules)
    return partial(_read, rules=rules, audit=reading.audit)


def _obey(order: Order, answers: "connection.Connection", read: Callable[[Source], Outcome]) -> None:
    alarm = _Alarm(order.seconds)

    def grant(seconds: float) -> None:
        answers.send_bytes(MORE_TIME + repr(seconds).encode())
        alarm.later(seconds)

    with granted_by(grant, order.seconds):
        outcome = read(order.source)
    alarm.off()
    _send(_pickled(outcome), answers)


def _read(source: Source, rules: Rulebook, audit: AuditFile) -> Outcome:
    from extractor.scanning.archives import archive_outcome, is_archive  # noqa: PLC0415

    began = time.perf_counter()
    try:
        if source.steps or not is_archive(source.path):
            return read_outcome(source, rules, audit)
        outcome = archive_outcome(source.path)
    except Exception as error:  # as in read_outcome
        outcome = Outcome(ending_of_error(error))
    return replace(outcome, seconds=time.perf_counter() - began)


def _pickled(outcome: Outcome) -> bytes:
    """What goes through the pipe; an outcome that cannot is replaced by one that says so."""
    try:
        data = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps(Outcome(ending_of_error(error), seconds=outcome.seconds))
    if len(data) > MOST_RESULT:
        return pickle.dumps(Outcome(_too_much(), seconds=outcome.seconds))
    return data


def _too_much() -> Ending:
    return Ending(
        FileState.REFUSED,
        f"đọc ra quá nhiều dữ liệu (hơn {MOST_RESULT >> 20} MB)",
        f"too much was read from it (over {MOST_RESULT >> 20} MB)",
    )


def _send(data: bytes, answers: "connection.Connection") -> None:
    view = memoryview(data)
    last = (len(data) - 1) // PIECE_BYTES * PIECE_BYTES
    for start in range(0, last, PIECE_BYTES):
        answers.send_bytes(PIECE + view[start : start + PIECE_BYTES])
    answers.send_bytes(LAST_PIECE + view[last:])


def _make_ready(rules: Rulebook) -> None:
    """Neither the memory nor the time of the first file pays for the language work being loaded."""
    with collector_held_off():
        from extractor.audit import make_ready  # noqa: PLC0415

    make_ready(rules)


def _live_apart(folder: Path) -> None:
    """A process group of its own, so that Ctrl-C spares it and its children end with it; a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(folder)
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name != "nt":
        import resource  # noqa: PLC0415  (POSIX alone has it)

        os.setpgid(0, 0)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _say_nothing() -> None:
    """What libraries print, and a file that makes them print for ever, goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _end_with_parent(folder: Path) -> None:
    """Where the scan is killed, nothing of it goes on."""
    parent = parent_process()
    if parent is None:
        return
    connection.wait([parent.sentinel])
    ProcessTree(os.getpid()).kill_children()  # first: what still runs would write into the folder
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.parent.rmdir()
    if os.name != "nt":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _limit_memory(memory: int) -> None:
    """A limit of address space, where there is one: Python then raises MemoryError, and goes on."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  (as above)

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + memory * _SPACE_ABOVE_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


class _Alarm:
    """Ends this process some time after its limit, even out of native code that never gives way.

    The scan ends it at the limit; this is for a worker whose scan was killed while it spun.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._nowhere = open(os.devnull, "w", encoding="ascii")  # noqa: SIM115  (open until the alarm is off)
        self._set()

    def later(self, seconds: float) -> None:
        self._seconds += seconds
        self._set()

    def off(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._nowhere.close()

    def _set(self) -> None:
        faulthandler.dump_traceback_later(self._seconds + _LATER, exit=True, file=self._nowhere)
