#!/usr/bin/env python3
"""What the checker costs beside parsing and extracting, over real files, in one process.

    checker_share.py [--rounds 3] [--families] [--check] [FILES OR FOLDERS ...]

Reads the samples, or the files given, one after the other as a scan does: each is parsed, extracted and
checked once, and the CPU seconds of the three are added up over all files. Every round is a process of its
own, as a file that is read again finds its words remembered; before it stands one made-up plan (plans.py), so
that rules and dictionaries are loaded, and the modules' patterns are compiled. What is loaded by then is left out
of looks for cycles, as in a worker of a scan: a look through all of it would count for whichever stage it falls
into. The share of the middle round is given. --families tells what each family of checks takes of it. --check
exits 1 where the share is over its ceiling.
"""

import argparse
import gc
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median_low

from extractor import regex
from extractor.checker import check, judge
from extractor.checker.outside import Outside
from extractor.collecting import keep_for_good
from extractor.errors import UnreadableFile
from extractor.extraction import Extractor
from extractor.parsers import parse_bytes, parse_file
from extractor.plan import Audit, Plan
from extractor.rulebook import load_rulebook
from extractor.system import names_beside
from plans import make_plan, plain_lines

CEILING = 0.27  # of the samples, dense with figures: a guard, not the bar, which is 10 %; see README.md
SAMPLES = Path(__file__).resolve().parent.parent / "corpora" / "samples" / "plans"
SUFFIXES = {".docx", ".pdf", ".txt"}


@dataclass
class Cost:
    """CPU seconds of the three stages over all files, and of the families of checks; how many were plans."""

    parsing: float = 0.0
    extracting: float = 0.0
    checking: float = 0.0
    files: int = 0
    plans: int = 0
    families: dict[str, float] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The checker's seconds by those of parsing and extracting."""
        return self.checking / (self.parsing + self.extracting)


def measured(paths: Sequence[Path], *, families: bool) -> Cost:
    """One reading of the files in this process, the families' seconds told apart where asked for."""
    rules = load_rulebook()
    extractor, cost = Extractor(rules), Cost()
    warm = extractor.extract(parse_bytes("\n".join(plain_lines(make_plan(0))).encode(), "warm.txt", "warm"))
    check(warm, rules.checks)
    _compile_patterns()
    keep_for_good()
    if families:
        _tell_apart(cost.families)
    for path in paths:
        outside = Outside(rules.legal_documents, path.name, names_beside(path))
        began = time.process_time()
        try:
            text = parse_file(path)
        except UnreadableFile:
            continue
        parsed = time.process_time()
        plan = extractor.extract(text)
        extracted = time.process_time()
        check(plan, rules.checks, outside)
        cost.checking += time.process_time() - extracted
        cost.extracting += extracted - parsed
        cost.parsing += parsed - began
        cost.files += 1
        cost.plans += plan.is_plan
    return cost


def _compile_patterns() -> None:
    """Compiles those patterns that wait for their first search, of modules and rules: paid once in a process."""
    waiting = type(regex.compile(""))
    for thing in gc.get_objects():
        if isinstance(thing, waiting):
            thing.search("")


def _tell_apart(seconds: dict[str, float]) -> None:
    """Every family of checks adds what it takes to `seconds`, by its name."""

    def timed(family: Callable[..., Audit]) -> Callable[..., Audit]:
        def judged(plan: Plan, *others: object) -> Audit:
            began = time.process_time()
            try:
                return family(plan, *others)
            finally:
                name = family.__name__.removeprefix("judge_")
                seconds[name] = seconds.get(name, 0.0) + time.process_time() - began

        return judged

    judge.FAMILIES = tuple(map(timed, judge.FAMILIES))  # type: ignore[arg-type]
    judge.OUTWARD = tuple(map(timed, judge.OUTWARD))  # type: ignore[arg-type]


def files_in(given: Iterable[Path]) -> Iterator[Path]:
    """The files given and those in the folders given, in the order of their names."""
    for path in given:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.suffix.lower() in SUFFIXES)


def rounds_of(paths: Sequence[Path], count: int, *, families: bool) -> list[Cost]:
    """One cost a round, each from a process of its own."""
    context = multiprocessing.get_context("spawn")
    costs = []
    for _ in range(count):
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            costs.append(pool.submit(measured, paths, families=families).result())
    return costs


def main() -> int:
    """Prints the figures; see the module's words."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLES], metavar="FILES OR FOLDERS")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--families", action="store_true")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    costs = rounds_of(list(files_in(args.paths)), args.rounds, families=args.families)
    shares = [cost.share for cost in costs]
    cost = costs[shares.index(median_low(shares))]
    print(
        f"{cost.files} files, {cost.plans} of them plans: parsing {cost.parsing:.2f} s, extracting"
        f" {cost.extracting:.2f} s, checking {cost.checking:.2f} s"
    )
    for name, seconds in sorted(cost.families.items(), key=lambda item: -item[1]):
        print(f"  {name:16} {seconds * 1000:7.1f} ms {seconds / (cost.parsing + cost.extracting):6.2%}")
    of_rounds = ", ".join(f"{share:.1%}" for share in sorted(shares))
    print(
        f"the checker: {cost.share:.1%} of parsing and extracting (rounds: {of_rounds}; ceiling {CEILING:.0%})"
    )
    return 1 if args.check and cost.share > CEILING else 0


if __name__ == "__main__":
    sys.exit(main())
