#!/usr/bin/env python3
"""Run the product, the naive pipeline and the floor R side by side over the same plans; print how they compare.

    speed.py [--plans 4] [--rounds 7] [--small] [--check] [--record]

Each reads the same made-up plans (plans.py) as .txt, .docx and .pdf in a process of its own and stores what it
finds in SQLite. They take turns: every round has plans that none has read yet (caches cold), and the product and
the floor read them once more (caches warm). Seconds are those of the processor, so that a busy machine tells
nearly the same ratios; medians over the rounds, with the least and the most. Speed counts only if the same is
found: a figure that only the naive pipeline finds is told.

--record writes benchmarks/results/speed.json and the table and the plot of docs/performance.md.
--check exits 1 where a ratio is worse by a third than the one recorded, or a figure is missing.
"""

import argparse
import json
import multiprocessing
import os
import platform
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, Final

from pipelines import NAMES, Figures, Name, Took, found_by_both, run
from sentences import repeated

RESULTS: Final = Path(__file__).with_name("results") / "speed.json"
_WORSE: Final = 1 / 3  # of the recorded ratio: so much less is a fault
_SMALL: Final = {"plans": 2, "rounds": 3}
_AGAIN: Final = {"plans": 2, "rounds": 9}  # where a small run on a busy machine shows a worse ratio
_WARM: Final = ("floor", "product")  # what is run again on plans just read


@dataclass(frozen=True)
class Spread:
    """A figure of several rounds: their median, the least and the most."""

    median: float
    least: float
    most: float


@dataclass
class Rounds:
    """What the passes over one format took, round by round; `size` plans in each."""

    size: int
    cold: dict[Name, list[Took]] = field(default_factory=lambda: {name: [] for name in NAMES})
    warm: dict[Name, list[Took]] = field(default_factory=lambda: {name: [] for name in NAMES})

    def documents(self, name: Name, *, warm: bool = False) -> Spread:
        """Documents a second."""
        took = (self.warm if warm else self.cold)[name]
        return spread([self.size / one.processor for one in took])

    def times(self, slow: Name, quick: Name, *, warm: bool = False) -> Spread:
        """How many times the seconds of the quick one the slow one takes, by rounds."""
        quicks = (self.warm if warm else self.cold)[quick]
        pairs = zip(self.cold[slow], quicks, strict=True)
        return spread([one.processor / other.processor for one, other in pairs])


def spread(figures: Sequence[float]) -> Spread:
    """Median, least and most of some figures."""
    return Spread(median(figures), min(figures), max(figures))


class Pipelines:
    """One process for each pipeline, so that none pays for what another holds."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._pools = {
            name: stack.enter_context(ProcessPoolExecutor(1, mp_context=context)) for name in NAMES
        }
        self._databases = (folder / f"{number}.db" for number in count())

    def run(self, name: Name, paths: Sequence[Path]) -> Took:
        """One pass into a database of its own."""
        return self._pools[name].submit(run, name, paths, next(self._databases)).result()

    def found(self, paths: Sequence[Path]) -> tuple[Figures, Figures]:
        """What the naive pipeline and the product find in the plans."""
        found = [self._pools["naive"].submit(found_by_both, path).result() for path in paths]
        nothing: Figures = Counter()
        return sum((one for one, _ in found), nothing), sum((one for _, one in found), nothing)


def measure(pipelines: Pipelines, paths: Sequence[Path], rounds: int) -> Rounds:
    """One plan each to warm up, then rounds in turns; who begins changes from round to round."""
    for name in NAMES:
        pipelines.run(name, paths[:1])
    size = (len(paths) - 1) // rounds
    taken = Rounds(size)
    for number in range(rounds):
        plans = paths[1 + number * size : 1 + (number + 1) * size]
        for name in (*NAMES[number % len(NAMES) :], *NAMES[: number % len(NAMES)]):
            taken.cold[name].append(pipelines.run(name, plans))
            if name in _WARM:
                taken.warm[name].append(pipelines.run(name, plans))
    return taken


def summary(taken: Rounds, found: tuple[Figures, Figures]) -> dict[str, Any]:
    """The figures of one format as they are written to the results."""
    theirs, ours = found
    return {
        "documents_a_second": {
            **{name: asdict(taken.documents(name)) for name in NAMES},
            "product, warm": asdict(taken.documents("product", warm=True)),
        },
        "naive_by_product": asdict(taken.times("naive", "product")),
        "naive_by_product_warm": asdict(taken.times("naive", "product", warm=True)),
        "product_by_floor": asdict(taken.times("product", "floor")),
        "memory_mib": {name: round(max(one.memory for one in taken.cold[name])) for name in NAMES},
        "figures_in_both": (theirs & ours).total(),
        "only_naive": _listed(theirs - ours),
        "only_product": (ours - theirs).total(),
    }


def _listed(figures: Figures) -> list[str]:
    return [f"{kind} {value:f} x{times}" for (kind, value), times in sorted(figures.items())]


def measured(plans: int, rounds: int) -> dict[str, Any]:
    """One run over all formats."""
    from plans import FORMATS, make_plan, plain_lines, write_plans  # noqa: PLC0415 - not in the pipelines' processes

    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        pipelines = Pipelines(stack, folder)
        paths = write_plans(folder, plans * rounds + 1)
        taken = {suffix: measure(pipelines, paths[suffix], rounds) for suffix in FORMATS}
        found = {suffix: pipelines.found(paths[suffix]) for suffix in FORMATS}
        texts = ["\n".join(plain_lines(make_plan(seed))) for seed in range(plans * rounds + 1)]
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        "load": round(os.getloadavg()[0], 1),
        "plans_a_round": plans,
        "rounds": rounds,
        "characters": round(median(map(len, texts))),
        "repeated": asdict(repeated(texts)),
        "formats": {suffix: summary(taken[suffix], found[suffix]) for suffix in FORMATS},
    }


def faults(now: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[str]:
    """What got worse: a ratio by a third, or a figure that only the naive pipeline finds."""
    told = []
    for suffix, figures in now["formats"].items():
        before = recorded["formats"][suffix]["naive_by_product"]["median"]
        ratio = figures["naive_by_product"]["median"]
        if ratio < before * (1 - _WORSE):
            told.append(f"{suffix}: {ratio:.2f} times the naive pipeline's speed, {before:.2f} recorded")
        told += [f"{suffix}: only the naive pipeline finds {figure}" for figure in figures["only_naive"]]
    return told


def print_figures(result: Mapping[str, Any]) -> None:
    """One line a format."""
    for suffix, figures in result["formats"].items():
        speeds = figures["documents_a_second"]
        shown = ", ".join(f"{name} {speed['median']:.1f}" for name, speed in speeds.items())
        ratio, floor = figures["naive_by_product"], figures["product_by_floor"]
        print(
            f"{suffix:5}documents a second: {shown}; {ratio['median']:.2f} times the naive pipeline"
            f" ({ratio['least']:.2f} to {ratio['most']:.2f}), {floor['median']:.2f} times the floor's seconds;"
            f" figures in both {figures['figures_in_both']}"
        )


def main() -> int:
    """See the module's words."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plans", type=int, default=4, help="plans of each format in a round (4)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each pipeline (7)")
    parser.add_argument(
        "--small", action="store_true", help="three rounds of two plans; nine where --check finds them worse"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 where it got worse")
    parser.add_argument("--record", action="store_true", help="write the results, the table and the plot")
    args = parser.parse_args()
    size = _SMALL if args.small else {"plans": args.plans, "rounds": args.rounds}
    result = measured(**size)
    told: list[str] = []
    if args.check:
        recorded = json.loads(RESULTS.read_text(encoding="utf-8"))
        told = faults(result, recorded)
        if told and args.small:
            result = measured(**_AGAIN)
            told = faults(result, recorded)
    print_figures(result)
    for fault in told:
        print(f"worse: {fault}")
    if args.record:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        import speed_report  # noqa: PLC0415 - as above

        speed_report.write(result)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
