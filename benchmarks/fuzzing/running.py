"""A target run in a process of its own, watched from outside: what crashes, hangs or grows is caught and named."""

import faulthandler
import multiprocessing
import re
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import psutil

from fuzzing.targets import TARGETS

MOST_SECONDS: Final = 10.0  # of processor for one input
MOST_WALL: Final = 60.0  # for one that waits without working
MOST_MEMORY: Final = 1 << 30
_LOOK: Final = 0.25
_SPAWN: Final = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Fault:
    """An input that ended in no declared state: what happened and where."""

    target: str
    number: int
    what: str
    place: str


@dataclass
class Tally:
    """How many inputs of a target were run, how they ended, which were faults."""

    target: str
    run: int = 0
    endings: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def distinct(self) -> list[Fault]:
        """The first fault of each kind at each place."""
        first: dict[tuple[str, str], Fault] = {}
        for fault in self.faults:
            first.setdefault((fault.what, fault.place), fault)
        return list(first.values())


def run(target: str, seed: int, numbers: range, folder: Path) -> Tally:
    """The inputs of a target; a process that dies at one is followed by another that goes on behind it."""
    tally = Tally(target)
    while numbers:
        numbers = _followed(tally, seed, numbers, folder / f"{target}.trace")
    return tally


def _followed(tally: Tally, seed: int, numbers: range, trace: Path) -> range:
    """Watches one process; what is left to run when it is gone."""
    at = _SPAWN.Value("q", numbers.start - 1, lock=False)
    ours, theirs = _SPAWN.Pipe(duplex=False)
    worker = _SPAWN.Process(
        target=_work, args=(tally.target, seed, numbers, at, theirs, str(trace)), daemon=True
    )
    worker.start()
    theirs.close()
    stopped = _watch(worker, at, ours, tally)
    worker.join()
    reached = int(at.value)
    tally.run += min(reached, numbers.stop - 1) + 1 - numbers.start
    if reached >= numbers.stop:
        return numbers[:0]
    what = stopped or f"died with {worker.exitcode}"
    place = _place_in(trace) if reached >= numbers.start else "before the first input"
    tally.faults.append(Fault(tally.target, reached, what, place))
    return range(max(reached, numbers.start) + 1, numbers.stop)


def _watch(worker: Any, at: Any, answers: Connection, tally: Tally) -> str | None:
    """Until the process ends; why it was stopped, None where it ended of itself."""
    seen, since, spent = -2, time.monotonic(), 0.0
    process = psutil.Process(worker.pid)
    while True:
        if not _take(answers, tally):
            return None
        try:
            used, memory = sum(process.cpu_times()[:2]), process.memory_info().rss
        except psutil.Error:
            continue
        now = int(at.value)
        if now != seen:
            seen, since, spent = now, time.monotonic(), used
        why = _over(used - spent, time.monotonic() - since, memory)
        if why is not None and seen >= 0:
            worker.kill()
            return why


def _take(answers: Connection, tally: Tally) -> bool:
    """Notes what the process tells within a moment; False when it is gone."""
    wait = _LOOK
    try:
        while answers.poll(wait):
            told = answers.recv()
            if isinstance(told, Fault):
                tally.faults.append(told)
            else:
                tally.endings = {**tally.endings, **{k: v + tally.endings.get(k, 0) for k, v in told.items()}}
            wait = 0
    except (EOFError, OSError):
        return False
    return True


def _over(processor: float, wall: float, memory: int) -> str | None:
    if processor > MOST_SECONDS or wall > MOST_WALL:
        return f"takes over {MOST_SECONDS:.0f} s"
    return "takes over 1 GB" if memory > MOST_MEMORY else None


def _place_in(trace: Path) -> str:
    """The innermost line of this program in what was written of a process that died or hung."""
    lines = re.findall(r'File "[^"]*/(extractor/[^"]+)", line (\d+)', trace.read_text(errors="replace"))
    return ":".join(lines[0]) if lines else "unknown"


def _work(target: str, seed: int, numbers: range, at: Any, answers: Connection, trace: str) -> None:
    """The process: `at` holds the number of the input in hand, and the range's end when all are done."""
    with Path(trace).open("w") as stream:
        faulthandler.enable(stream)
        aim = TARGETS[target]
        aim.outcome(aim.seeds()[0])  # what is loaded once is not held against the first input
        endings: dict[str, int] = {}
        for number in numbers:
            at.value = number
            data = aim.input(seed, number)
            faulthandler.dump_traceback_later(MOST_SECONDS * 0.8, file=stream)
            try:
                ending = aim.outcome(data)
            except BaseException as error:
                ending = "undeclared"
                answers.send(Fault(target, number, type(error).__name__, place_of(error)))
            finally:
                faulthandler.cancel_dump_traceback_later()
            endings[ending] = endings.get(ending, 0) + 1
        answers.send(endings)
        at.value = numbers.stop
        answers.close()


def place_of(error: BaseException) -> str:
    """The innermost line of this program that an exception came through, or the innermost of all."""
    frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    own = [frame for frame in frames if "/extractor/" in frame.replace("\\", "/")]
    return (own or frames or ["unknown"])[-1].replace("\\", "/").rpartition("/extractor/")[2]


def parts(inputs: int, only: Sequence[str]) -> dict[str, int]:
    """How many inputs each target gets of a run, by its share."""
    chosen = [target for target in TARGETS.values() if not only or target.name in only]
    whole = sum(target.share for target in chosen)
    return {target.name: max(1, inputs * target.share // whole) for target in chosen}
