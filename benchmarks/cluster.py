"""A scan on a cluster of this machine beside the plain scan: files a second once both have started, processor time.

    .venv/bin/python benchmarks/cluster.py [--copies 4] [--jobs 2] [--rounds 1] [--check]

The sample plans, each several times with other bytes, are scanned by both in turn. What starting costs (a scan of two
files) is taken off. Processor time is that of all processes of a scan, looked at ten times a second; where other
programs keep the machine busy it tells more than the clock. `--check` exits 1 where the cluster is under 0.8 of the
plain scan by the clock.
"""

import argparse
import statistics
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

from bulk import watching

_SAMPLES: Final = Path(__file__).resolve().parents[1] / "corpora" / "samples" / "plans"
_EVERY: Final = 0.1
_LEAST: Final = 0.8
_FEW: Final = 2


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of processors that a scan took."""

    clock: float
    processor: float

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.clock - other.clock, self.processor - other.processor)


def main() -> None:
    asked = _arguments()
    ratios: list[Cost] = []
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        count = _write(top / "all", asked.copies)
        _write(top / "few", 1, _FEW)
        for number in range(asked.rounds):
            plain, ray = (_net(top, engine, asked.jobs, number) for engine in ("local", "ray"))
            ratios.append(Cost(plain.clock / ray.clock, plain.processor / ray.processor))
            for engine, net in (("plain", plain), ("ray", ray)):
                speed, spent = (count - _FEW) / net.clock, net.processor / (count - _FEW)
                print(f"{engine}: {speed:.1f} files a second, {1000 * spent:.0f} ms of processor a file")
    clock = statistics.median(ratio.clock for ratio in ratios)
    spent = statistics.median(ratio.processor for ratio in ratios)
    print(
        f"{count} files, {asked.jobs} workers: cluster / plain {clock:.2f} by the clock, {spent:.2f} by processor time"
    )
    if asked.check and clock < _LEAST:
        sys.exit(1)


def _net(top: Path, engine: str, jobs: int, number: int) -> Cost:
    """A scan of all files without what it takes to start one."""
    few, everything = (_cost(top, folder, engine, jobs, number) for folder in ("few", "all"))
    return everything - few


def _cost(top: Path, folder: str, engine: str, jobs: int, number: int) -> Cost:
    out = top / f"{engine}-{folder}-{number}"
    place = ("--engine", "ray", "--out", out) if engine == "ray" else ("--db", out.with_suffix(".db"))
    began = time.monotonic()
    process = watching.start(("scan", top / folder, "--jobs", jobs, *place), top / f"{out.name}.txt")
    spent = _spent(process.pid)
    if process.wait():
        sys.exit((top / f"{out.name}.txt").read_text(encoding="utf-8"))
    return Cost(time.monotonic() - began, spent)


def _spent(leader: int) -> float:
    """The processor time of a process and all below it, until it ends."""
    spent: dict[tuple[int, float], float] = {}
    with suppress(psutil.Error):
        first = psutil.Process(leader)
        while first.is_running() and first.status() != psutil.STATUS_ZOMBIE:
            for process in (first, *first.children(recursive=True)):
                with suppress(psutil.Error):
                    times = process.cpu_times()
                    spent[process.pid, process.create_time()] = times.user + times.system
            time.sleep(_EVERY)
    return sum(spent.values())


def _write(folder: Path, copies: int, most: int | None = None) -> int:
    """The samples, each several times with bytes of its own; how many."""
    folder.mkdir()
    samples = sorted(_SAMPLES.iterdir())[:most]
    for copy in range(copies):
        for sample in samples:
            path = folder / f"{copy}-{sample.name}"
            path.write_bytes(sample.read_bytes())
            mark = f"{copy:03}"
            if sample.suffix == ".docx":
                with zipfile.ZipFile(path, "a") as archive:
                    archive.comment = mark.encode()
            else:
                with path.open("ab") as file:
                    file.write((f"\n%{mark}\n" if sample.suffix == ".pdf" else "\n" * (copy + 1)).encode())
    return copies * len(samples)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="exit 1 where the cluster is too slow")
    return parser.parse_args()


if __name__ == "__main__":
    main()
