#!/usr/bin/env python3
"""How fast the rules read: extraction alone, parsing and tokenizing left out, on one core.

    rules_pass.py [--rounds 5] [--check]

Reads a megabyte of made-up plans (plans.py, as .txt), then one text and the same made eight times as
long: a plan of many lines, a single paragraph, and paragraphs of one shape alone (shapes.py). CPU seconds;
of several rounds the fastest counts. Beside it stands what the checker adds, which should be less than a
tenth of parsing and extracting. --check exits 1 where a megabyte takes more than a second or eight times
the text more than nine times as long; that of one shape may take half as much again, as there the noise of
a short measurement and of collecting garbage is larger.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractor.checker import check
from extractor.extraction import Extractor
from extractor.parsers import parse_bytes
from extractor.plantext import PlanText
from extractor.rulebook import load_rulebook
from extractor.rulebook.checks import CheckRules
from plans import MadePlan, make_plan, plain_lines
from shapes import SHAPES, shaped

MEGABYTE = 1_000_000
LEAST_MEGABYTES = 1.0
TIMES, MOST_TIMES = 8, 9.0
SHAPE_LENGTH, SHAPE_ALLOWANCE = 6_000, 1.5


@dataclass
class Tokenizing:
    """CPU seconds that the language pipeline took; counts from when it is made."""

    seconds: float = 0.0

    def __post_init__(self) -> None:
        call = Language.__call__

        def timed(nlp: Language, *args: Any, **options: Any) -> Doc:
            began = time.process_time()
            try:
                return call(nlp, *args, **options)
            finally:
                self.seconds += time.process_time() - began

        Language.__call__ = timed  # type: ignore[assignment, method-assign]


def as_text(lines: Sequence[str], name: str) -> PlanText:
    """The lines as the .txt parser gives them."""
    return parse_bytes("\n".join(lines).encode(), f"{name}.txt", name)


def long_plan(times: int) -> list[str]:
    """The lines of one plan with the bodies of others after it."""
    plans: list[MadePlan] = [make_plan(seed) for seed in range(times)]
    return [line for plan in plans for line in plain_lines(plan)]


def seconds(extractor: Extractor, texts: Sequence[PlanText], tokenizing: Tokenizing, rounds: int) -> float:
    """The fastest round's CPU seconds, those of the language pipeline left out."""
    taken = []
    for _ in range(rounds):
        before, began = tokenizing.seconds, time.process_time()
        for text in texts:
            extractor.extract(text)
        taken.append(time.process_time() - began - (tokenizing.seconds - before))
    return min(taken)


def megabyte() -> list[PlanText]:
    """Plans that hold a megabyte of text together."""
    texts: list[PlanText] = []
    size = 0
    while size < MEGABYTE:
        texts.append(as_text(plain_lines(make_plan(len(texts))), f"plan-{len(texts)}"))
        size += len(texts[-1].text.encode())
    return texts


def checker_share(extractor: Extractor, rules: CheckRules, lines: Sequence[Sequence[str]]) -> float:
    """The checker's CPU seconds as a share of those of parsing and extracting, tokenizing included."""
    began = time.process_time()
    plans = [extractor.extract(as_text(plan, "plan")) for plan in lines]
    read = time.process_time()
    for plan in plans:
        check(plan, rules)
    return (time.process_time() - read) / (read - began)


def grows_evenly(
    extractor: Extractor,
    name: str,
    texts: tuple[str, str],
    tokenizing: Tokenizing,
    rounds: int,
    allowance: float,
) -> bool:
    """Whether the longer text takes no more than its share of the shorter one's seconds; prints both."""
    short, long = (as_text([words], name) for words in texts)
    once = seconds(extractor, [short], tokenizing, rounds)
    growth = len(long.text) / len(short.text)
    ratio = seconds(extractor, [long], tokenizing, rounds) / once
    most = growth * MOST_TIMES / TIMES * allowance
    print(f"{name} {growth:.2f} times as long: {ratio:.2f} times the seconds (ceiling {most:.2f})")
    return ratio <= most


def main() -> int:
    """Prints the figures; see the module's words."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    rules = load_rulebook()
    extractor, tokenizing = Extractor(rules), Tokenizing()
    texts = megabyte()
    size = sum(len(text.text.encode()) for text in texts) / MEGABYTE
    speed = size / seconds(extractor, texts, tokenizing, args.rounds)
    print(f"{len(texts)} plans, {size:.2f} MB: {speed:.2f} MB/s (floor {LEAST_MEGABYTES})")
    holds = speed >= LEAST_MEGABYTES
    for name, joint in (("a plan", "\n"), ("a paragraph", " ")):
        once, times = joint.join(long_plan(1)), joint.join(long_plan(TIMES))
        holds &= grows_evenly(extractor, name, (once, times), tokenizing, args.rounds, 1.0)
    for name in SHAPES:
        once, times = shaped(name, SHAPE_LENGTH), shaped(name, TIMES * SHAPE_LENGTH)
        holds &= grows_evenly(extractor, name, (once, times), tokenizing, args.rounds, SHAPE_ALLOWANCE)
    lines = [plain_lines(make_plan(seed)) for seed in range(len(texts))]
    checker_share(extractor, rules.checks, lines[:1])  # the dictionary is loaded once
    share = checker_share(extractor, rules.checks, lines)
    print(f"the checker: {share:.0%} of parsing and extracting")
    return 1 if args.check and not holds else 0


if __name__ == "__main__":
    sys.exit(main())
