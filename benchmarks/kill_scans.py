"""Kill scans at random moments, and show that nothing is lost by it.

    .venv/bin/python benchmarks/kill_scans.py [--small] [--files 1000] [--kills 100] [--seed 0] [--check]

A folder of short plans, one file in a hundred hostile, is scanned once undisturbed. Then the same scan is
started and killed with SIGKILL (its process group; every other time its workers too) again and again; between
two kills it is interrupted once by Ctrl-C, which must end it within seconds and say how to go on. After each the
database must be sound, hold every file that the log told of, and no half document; nothing of the
scan may live on. Whenever a scan comes to its end its database must hold what the undisturbed one holds, and
the next begins with an empty one.
"""

import argparse
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bulk import folders, hostile, stored, watching

_TIMEOUT: Final = 20.0
_GONE_WITHIN: Final = 10.0
_STOPPED_WITHIN: Final = 20.0
_INTERRUPTED: Final = 130


def main() -> None:
    asked = _arguments()
    watching.tried("kill-scans", lambda folder: _run(folder, asked), check=asked.check)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="60 files, 3 kills")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--longest", type=float, default=15.0, help="seconds until a kill, at most")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.small:
        asked.files, asked.kills, asked.longest = 60, 3, 8.0
    return asked


def _write(folder: Path, count: int) -> tuple[int, int]:
    """(files in all, hostile ones): one in a hundred, at least one, spread over the folders."""
    harmful = [one for one in hostile.HOSTILE if not one.is_slow and not one.name.endswith(".zip")]
    hostile_count = max(1, count // 100)
    given = folders.write_plans(folder, count - hostile_count)
    for number in range(hostile_count):
        one = harmful[number % len(harmful)]
        below = folder / f"{number % max(1, count // 100):03}"
        below.mkdir(exist_ok=True)
        # made different from its like, so that none is only a copy
        (below / f"{number:02}-{one.name}").write_bytes(one.make() + b" " * (number + 1))
    return given + hostile_count, hostile_count


@dataclass
class _Killing:
    """The scan that is killed again and again."""

    folder: Path
    asked: argparse.Namespace
    whole: dict[str, list[str]]
    rng: random.Random
    database: Path
    log: Path
    kills: int = 0
    stops: int = 0
    ended: int = 0

    def arguments(self) -> tuple[object, ...]:
        limits = ("--jobs", 2, "--timeout", _TIMEOUT)
        return ("scan", self.folder / "plans", "--db", self.database, "--log", self.log, *limits)

    def once(self) -> Iterator[str]:
        """Starts the scan, ends it after a while unless it has ended by then; what was wrong afterwards."""
        process = watching.start(self.arguments(), self.folder / "killed.err")
        until = time.monotonic() + self.rng.uniform(0.3, self.asked.longest)
        while time.monotonic() < until and process.poll() is None:
            time.sleep(0.01)
        if process.poll() is not None:
            yield from self.at_its_end()
            return
        if self.stops < self.kills:
            self.stops += 1
            yield from self.interrupted(process)
        else:
            watching.kill(process, everything=self.kills % 2 == 1)
            self.kills += 1
        if not watching.gone(process, _GONE_WITHIN):
            yield f"kill {self.kills}: a part of the scan lives on"
        if self.database.exists():
            told = stored.logged(self.log)
            yield from (f"kill {self.kills}: {fault}" for fault in stored.faults(self.database, told))

    def interrupted(self, process: "subprocess.Popen[bytes]") -> Iterator[str]:
        """Ctrl-C: a whole sentence and the code 130, or the end of a scan that was just done."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        try:
            code = process.wait(_STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            watching.kill(process, everything=True)
            yield f"stop {self.stops}: the scan hangs"
            return
        printed = (self.folder / "killed.err").read_text(encoding="utf-8", errors="replace")
        if code == -signal.SIGINT and not printed:
            return  # before the interpreter had come up
        if code == _INTERRUPTED and ("Run the same command again" in printed or not printed):
            return
        if code not in (0, 1) and "KeyboardInterrupt" not in printed.splitlines()[-1:]:
            yield f"stop {self.stops}: code {code}, {printed[-200:]!r}"

    def at_its_end(self) -> Iterator[str]:
        self.ended += 1
        yield from differences(self.whole, stored.logical(self.database))
        yield from stored.faults(self.database, stored.logged(self.log))
        for path in (self.database, self.log):
            path.unlink()


def _run(folder: Path, asked: argparse.Namespace) -> Iterator[str]:
    given, harmful = _write(folder / "plans", asked.files)
    limits = ("--jobs", 2, "--timeout", _TIMEOUT)
    undisturbed = folder / "undisturbed.db"
    done = watching.watched(("scan", folder / "plans", "--db", undisturbed, *limits), folder / "a.err")
    states = stored.states(undisturbed)
    print(f"{given} files, {harmful} hostile: {dict(states)} in {done.seconds:.0f} s")
    if states.total() != given:
        yield f"{given} files were given, {states.total()} have a state: {done.printed[-300:]}"
    bad = given - sum(states[state] for state in ("ok", "ok-with-warnings", "duplicate", "container"))
    if bad != harmful:
        yield f"{bad} files were not read, {harmful} are hostile"
    killing = _Killing(
        folder,
        asked,
        stored.logical(undisturbed),
        random.Random(asked.seed),
        folder / "killed.db",
        folder / "killed.log",
    )
    while killing.kills < asked.kills:
        yield from killing.once()
    last = watching.watched(killing.arguments(), folder / "last.err")
    if last.code not in (0, 1):
        yield f"the last scan ended with {last.code}: {last.printed[-300:]}"
    yield from killing.at_its_end()
    print(
        f"{killing.kills} kills, {killing.stops} stops by Ctrl-C, "
        f"{killing.ended} scans came to their end and hold the same"
    )


def differences(whole: dict[str, list[str]], other: dict[str, list[str]]) -> Iterator[str]:
    """Tables that do not hold the same, with the first row that tells."""
    for table, rows in whole.items():
        if rows != other[table]:
            odd = sorted(set(rows) ^ set(other[table]))[:2]
            yield f"{table}: {len(rows)} rows undisturbed, {len(other[table])} after kills; {odd}"


if __name__ == "__main__":
    main()
