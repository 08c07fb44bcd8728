"""A scan as a process of its own: its memory, its end, all that belongs to it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

ROOT: Final = Path(__file__).resolve().parents[2]
_EVERY: Final = 0.02  # seconds between two looks


@dataclass(frozen=True)
class Watched:
    """How a scan ended: its exit code, what it printed, the most bytes its own process held, the seconds."""

    code: int
    printed: str
    peak: int
    seconds: float


def start(arguments: Sequence[object], errors: Path) -> "subprocess.Popen[bytes]":
    """A scan in a session of its own; what it prints to the standard error goes to a file."""
    command = [sys.executable, "-m", "extractor", *map(str, arguments), "--lang", "en"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with errors.open("wb") as stream:
        return subprocess.Popen(
            command, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True, env=environment
        )


def watched(arguments: Sequence[object], errors: Path) -> Watched:
    """Runs a scan to its end and looks at the memory of the process that leads it, its workers left out."""
    began = time.monotonic()
    process = start(arguments, errors)
    leader, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        with suppress(psutil.Error):
            peak = max(peak, leader.memory_info().rss)
        time.sleep(_EVERY)
    printed = errors.read_text(encoding="utf-8", errors="replace")
    return Watched(process.returncode, printed, peak, time.monotonic() - began)


def session_of(process: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    """Every process of the scan's session that still lives."""
    found = []
    for other in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if os.getsid(other.pid) == process.pid and other.status() != psutil.STATUS_ZOMBIE:
                found.append(other)
    return found


def kill(process: "subprocess.Popen[bytes]", *, everything: bool) -> None:
    """SIGKILL for the process group that leads the scan, or for its workers and their children too."""
    others = session_of(process) if everything else []
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for other in others:
        with suppress(psutil.Error):
            other.kill()
    process.wait()


def gone(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Whether within so many seconds nothing of the scan is left."""
    until = time.monotonic() + seconds
    while session_of(process):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def tried(name: str, run: Callable[[Path], Iterable[str]], *, check: bool) -> None:
    """Runs a trial in a folder of its own and prints its faults; with `check` any of them ends this with 1."""
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    try:
        faults = list(run(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for fault in faults:
        print(f"FAULT: {fault}")
    if check and faults:
        sys.exit(1)
