#!/usr/bin/env python3
"""Plant one fault at a time in clean plans, read and check the files made of them, print what is found.

    seeded_faults.py [--small] [--per-rule 120] [--made-up 60] [--clean 150] [--only RULE[,RULE]]
                     [--seed 0] [--workers 2] [--misses] [--check] [--floor 0.98] [--arithmetic-floor 0.99]

The clean plans are the samples with the faults planted there taken out, and made-up plans, each as
.txt, .docx and .pdf. Faults are planted in the source, before the file is made. --small is a seeded
sample of them for the tests; another --seed makes other plans up and slips other digits; --check exits 1
where recall is under a floor, or where more than one clean plan in a hundred gives a false error or warning.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from math import sqrt

from seeded.cited import citation_faults
from seeded.clean import FORMATS, clean_plan, sample_names
from seeded.edits import Fault
from seeded.form import form_faults
from seeded.judging import Alarm, Outcome, alarms, judge
from seeded.money import money_faults
from seeded.ratios import ratio_faults
from seeded.shape import shape_faults
from seeded.targets import target_faults
from seeded.times import time_faults

FAMILIES = (
    money_faults,
    ratio_faults,
    target_faults,
    citation_faults,
    time_faults,
    shape_faults,
    form_faults,
)
ARITHMETIC = ("unit-scale", "sum-mismatch", "ratio-mismatch")
MOST_ALARMS = 0.01  # of clean plans
_Z = 1.959964  # of a 95 % interval
_SMALL = {"per_rule": 10, "made_up": 12, "clean": 12}
_SMALL_BLOCKS = 60  # of a plan that the small run plants faults in
_MADE_A_SEED = 1000  # made-up plans that a seed has to itself

Placed = tuple[str, str, Fault]
Places = tuple[str, Sequence[str]]  # a plan and the formats it is made in


@dataclass
class Tally:
    """Faults of one rule or kind: how many were planted, how many found."""

    planted: int = 0
    found: int = 0
    collateral: int = 0
    misses: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.planted += 1
        self.found += outcome.found
        self.collateral += len(outcome.collateral)
        if not outcome.found:
            self.misses.append(outcome)

    @property
    def recall(self) -> float:
        """Share of the faults that were found."""
        return self.found / self.planted if self.planted else 1.0


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927).

    >>> tuple(round(end, 3) for end in wilson(98, 100))
    (0.93, 0.994)
    """
    if not count:
        return 0.0, 1.0
    share, z2 = hits / count, _Z * _Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = _Z / (1 + z2 / count) * sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def every_fault(plan: str, seed: int = 0) -> Iterator[Fault]:
    """All faults that can stand in a plan; the same ones each time for one seed."""
    sample = clean_plan(plan)
    for family in FAMILIES:
        yield from family(sample, random.Random(_seeded(f"{plan} {family.__name__}", seed)))


def _seeded(name: str, seed: int) -> str:
    return f"{name} {seed}" if seed else name


def chosen(
    plans: Sequence[Places], per_rule: int, only: frozenset[str], seed: int = 0
) -> tuple[list[Placed], int]:
    """A seeded choice of faults, kinds of a rule and plans in turns; and how many there are in all."""
    by_kind: dict[str, dict[str, list[Placed]]] = defaultdict(lambda: defaultdict(list))
    for plan, formats in plans:
        for fault in every_fault(plan, seed):
            if not only or fault.rule in only:
                kinds = by_kind[f"{fault.rule} {fault.within}"][fault.kind]
                kinds.extend((plan, suffix, fault) for suffix in formats if suffix in fault.formats)
    total = sum(len(places) for kinds in by_kind.values() for places in kinds.values())
    picked = [
        place for rule, kinds in by_kind.items() for place in _of_rule(_seeded(rule, seed), kinds, per_rule)
    ]
    return picked, total


def _of_rule(seed: str, kinds: dict[str, list[Placed]], most: int) -> list[Placed]:
    rng = random.Random(seed)
    by_plan = []
    for _, places in sorted(kinds.items()):
        plans: dict[str, list[Placed]] = defaultdict(list)
        for place in rng.sample(places, len(places)):
            plans[place[0]].append(place)
        by_plan.append(list(in_turns(list(plans.values()))))
    return list(islice(in_turns(by_plan), most))


def in_turns(queues: Sequence[Sequence[Placed]]) -> Iterator[Placed]:
    """The first of each, then the second of each, until all are at their end."""
    for row in zip_longest(*queues):
        yield from (place for place in row if place is not None)


def _judged(group: tuple[str, str, list[Fault]]) -> list[Outcome]:
    return judge(*group)


def _alarms(place: tuple[str, str]) -> list[Alarm]:
    return alarms(*place)


def run(
    faults: Iterable[Placed], clean: Sequence[tuple[str, str]], workers: int
) -> tuple[list[Outcome], list[Alarm]]:
    """Every fault judged and every clean plan read, in so many processes; the answer hangs on none of them."""
    groups: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for plan, suffix, fault in faults:
        groups[plan, suffix].append(fault)
    tasks = [(plan, suffix, group) for (plan, suffix), group in sorted(groups.items(), key=lambda g: g[0])]
    with ProcessPoolExecutor(workers) as pool:
        outcomes = [outcome for group in pool.map(_judged, tasks) for outcome in group]
        told = [alarm for group in pool.map(_alarms, clean, chunksize=4) for alarm in group]
    return outcomes, told


def tallies(outcomes: Iterable[Outcome], *, kinds: bool) -> dict[str, Tally]:
    """By rule, or by rule and kind."""
    counted: dict[str, Tally] = defaultdict(Tally)
    for outcome in outcomes:
        counted[f"{outcome.rule}: {outcome.kind}" if kinds else outcome.rule].add(outcome)
    return dict(sorted(counted.items()))


def _line(name: str, tally: Tally) -> str:
    low, high = wilson(tally.found, tally.planted)
    share = f"{tally.recall:.3f} [{low:.3f}, {high:.3f}]"
    return f"{name:44} {tally.found:5}/{tally.planted:<5} {share}   collateral {tally.collateral}"


def _together(counted: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in counted:
        whole.planted, whole.found = whole.planted + tally.planted, whole.found + tally.found
        whole.collateral += tally.collateral
    return whole


def report(
    outcomes: Sequence[Outcome],
    told: Sequence[Alarm],
    clean: int,
    floors: tuple[float, float],
    *,
    misses: bool,
) -> bool:
    """Print recall by rule, what rounding allows apart, false alarms; True where every floor is held."""
    outside = [o for o in outcomes if not o.within or o.rule == "rounding-difference"]
    by_rule = tallies(outside, kinds=False)
    for name, tally in by_rule.items():
        print(_line(name, tally))
    whole = _together(by_rule.values())
    arithmetic = _together(tally for rule, tally in by_rule.items() if rule in ARITHMETIC)
    print(_line("all", whole))
    print(_line("unit, sum and ratio outside the intervals", arithmetic))
    within = [o for o in outcomes if o.within]
    print(
        f"within the intervals or a rule's tolerance: {len(within)}, told as errors {sum(o.error for o in within)}"
    )
    wrong = [alarm for alarm in told if alarm.severity in ("error", "warning")]
    low, high = wilson(len({(a.plan, a.format) for a in wrong}), clean)
    print(
        f"clean plans {clean}: false errors and warnings {len(wrong)} "
        f"({100 * len(wrong) / max(1, clean):.2f} in a hundred plans; plans with one [{low:.3f}, {high:.3f}]), "
        f"notes {len(told) - len(wrong)}"
    )
    for alarm in told:
        print(f"  {alarm.plan}.{alarm.format} {alarm.severity} {alarm.rule} «{alarm.text[:100]}»")
    if misses:
        _print_misses(outside)
    held = whole.recall >= floors[0] and arithmetic.recall >= floors[1]
    return held and len(wrong) <= MOST_ALARMS * clean


def _print_misses(outcomes: Iterable[Outcome]) -> None:
    outcomes = list(outcomes)
    for name, tally in tallies(outcomes, kinds=True).items():
        print(_line(name, tally))
        for miss in tally.misses:
            print(f"    missed {miss.plan}.{miss.format} {miss.told} {' | '.join(miss.collateral)}")
    for outcome in outcomes:
        if outcome.found and outcome.collateral:
            print(
                f"    also {outcome.rule} {outcome.plan}.{outcome.format} {outcome.told}: {outcome.collateral}"
            )


def _places(made_up: int, seed: int, *, small: bool) -> list[Places]:
    """The plans, each in every format; in the small run the shorter ones, each in one."""
    first = seed * _MADE_A_SEED
    plans = [*sample_names(), *(f"made-{number}" for number in range(first, first + made_up))]
    if not small:
        return [(plan, FORMATS) for plan in plans]
    short = [plan for plan in plans if len(clean_plan(plan).blocks) <= _SMALL_BLOCKS]
    return [(plan, [FORMATS[at % len(FORMATS)]]) for at, plan in enumerate(short)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="a seeded sample of about 300 faults")
    parser.add_argument("--per-rule", type=int, default=120, help="faults of each rule at most")
    parser.add_argument("--made-up", type=int, default=60, help="made-up plans to plant faults in")
    parser.add_argument("--clean", type=int, default=150, help="made-up plans to count false alarms in")
    parser.add_argument("--only", default="", help="rules, with commas between")
    parser.add_argument("--seed", type=int, default=0, help="for other made-up plans and other slips")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--misses", action="store_true", help="list every fault that was missed")
    parser.add_argument("--floor", type=float, default=0.98, help="recall of all rules")
    parser.add_argument("--arithmetic-floor", type=float, default=0.99, help="recall of units, sums, ratios")
    parser.add_argument("--check", action="store_true", help="exit 1 where a floor is not held")
    args = parser.parse_args(arguments)
    if args.small:
        parser.set_defaults(**_SMALL)
        args = parser.parse_args(arguments)
    plans = _places(args.made_up, args.seed, small=args.small)
    only = frozenset(filter(None, args.only.split(",")))
    faults, total = chosen(plans, args.per_rule, only, args.seed)
    places = _places(args.clean, args.seed, small=args.small)
    clean = [(plan, suffix) for plan, formats in places for suffix in formats]
    print(
        f"{len(faults)} faults of the {total} that can stand in {len(plans)} plans, by {len(FORMATS)} formats"
    )
    outcomes, told = run(faults, clean, args.workers)
    floors = args.floor, args.arithmetic_floor
    held = report(outcomes, told, len(clean), floors, misses=args.misses)
    return 0 if held or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
