"""Give every reader mutated files and texts, and tell what ends in no declared state.

    .venv/bin/python benchmarks/fuzz.py [--target T ...] [--inputs 10000] [--seed 1] [--save FOLDER] [--check]
                                        [--coverage SECONDS] [--one T:SEED:NUMBER]

Prints for each target how many inputs were run and how they ended, then each fault once for its place: an
exception that is not declared, a process that died, more than 10 s or 1 GB for one input. The inputs of the
faults are saved. `--coverage` lets atheris (Linux) choose inputs by what they reach, so many seconds a target.
`--one` runs a single input here, with its traceback. `--check` exits 1 where there is a fault.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from fuzzing import by_coverage, running
from fuzzing.running import Tally
from fuzzing.targets import TARGETS


def main() -> None:
    asked = _arguments()
    if asked.one:
        _run_one(asked.one)
        return
    asked.save.mkdir(parents=True, exist_ok=True)
    if asked.coverage:
        names = asked.target or list(TARGETS)
        faults = sum(by_coverage.run(name, asked.coverage, asked.seed, asked.save) for name in names)
    else:
        began = time.perf_counter()
        tallies = list(_tallies(asked))
        faults = sum(_told(tally, asked.seed, asked.save) for tally in tallies)
        ran = sum(tally.run for tally in tallies)
        print(f"{ran} inputs in {time.perf_counter() - began:.0f} s, seed {asked.seed}: {faults} faults")
    if asked.check and faults:
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--target", nargs="+", choices=list(TARGETS), default=[])
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--save", type=Path, default=Path(tempfile.gettempdir()) / "fuzzed")
    parser.add_argument("--coverage", type=int, default=0, metavar="SECONDS")
    parser.add_argument("--one", metavar="T:SEED:NUMBER")
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def _tallies(asked: argparse.Namespace) -> Iterator[Tally]:
    """Each target's run, the dearest begun first, told in the targets' order."""
    counts = running.parts(asked.inputs, asked.target)
    with (
        tempfile.TemporaryDirectory(prefix="fuzz-") as folder,
        ThreadPoolExecutor(max_workers=asked.jobs) as pool,
    ):
        jobs = {
            name: pool.submit(running.run, name, asked.seed, range(count), Path(folder))
            for name, count in reversed(counts.items())
        }
        for name in counts:
            yield jobs[name].result()


def _told(tally: Tally, seed: int, save: Path) -> int:
    """Prints a target's run and saves the inputs of its faults; how many faults there are."""
    endings = ", ".join(f"{state} {count}" for state, count in sorted(tally.endings.items()))
    print(f"{tally.target:10} {tally.run:8} inputs: {endings}", flush=True)
    faults = tally.distinct()
    for fault in faults:
        file = save / f"{tally.target}-{seed}-{fault.number}"
        if fault.number >= 0:
            file.write_bytes(TARGETS[tally.target].input(seed, fault.number))
        print(f"FAULT: {fault.what} at {fault.place} ({tally.target}:{seed}:{fault.number}, saved as {file})")
    return len(faults)


def _run_one(wanted: str) -> None:
    name, seed, number = wanted.split(":")
    target = TARGETS[name]
    print(target.outcome(target.input(int(seed), int(number))))


if __name__ == "__main__":
    main()
