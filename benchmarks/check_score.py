#!/usr/bin/env python3
"""Hold the score of extracted records to the floor kept in score-floor.json.

    check_score.py SCORE_PY GOLD_DIR PLAN_DIR --command '.venv/bin/extractor extract {} --format jsonl'

Exits 0 when every figure holds, 1 when one falls under its floor (or over its ceiling), 2 when the
score could not be taken. Standard library only.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOOR = Path(__file__).with_name("score-floor.json")


@dataclass(frozen=True)
class Floor:
    """Bounds by dotted name (`citation.F1`): what a figure must reach, and what it must not pass."""

    at_least: Mapping[str, float]
    at_most: Mapping[str, float]


class ScoreError(Exception):
    """The score could not be taken, or does not hold a figure that the floor names."""


def read_floor(path: Path) -> Floor:
    """The floor kept in a JSON file; raises ScoreError when it is not one."""
    try:
        return Floor(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ScoreError(f"{path}: {error}") from error


def take_score(score_py: Path, gold: Path, plans: Path, command: str) -> dict[str, Any]:
    """What score.py prints with --json."""
    run = subprocess.run(
        [sys.executable, str(score_py), str(gold), str(plans), "--json", "--command", command],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise ScoreError(run.stderr.strip() or f"{score_py} exited with {run.returncode}")
    return dict(json.loads(run.stdout))


def figure(score: Mapping[str, Any], name: str) -> float:
    """The figure at `group.key`; a count kept by severity is summed. Raises ScoreError when absent."""
    group, _, key = name.partition(".")
    try:
        value = score[group][key]
    except KeyError:
        raise ScoreError(f"the score holds no figure {name}") from None
    return float(sum(value.values()) if isinstance(value, dict) else value)


def misses(score: Mapping[str, Any], floor: Floor) -> list[str]:
    """One line for each figure outside its bound."""
    low = [
        f"{name} is {figure(score, name):g}, the floor is {bound:g}"
        for name, bound in floor.at_least.items()
        if figure(score, name) < bound
    ]
    high = [
        f"{name} is {figure(score, name):g}, the ceiling is {bound:g}"
        for name, bound in floor.at_most.items()
        if figure(score, name) > bound
    ]
    return low + high


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("score", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("plans", type=Path)
    parser.add_argument("--command", default="extractor extract {} --format jsonl")
    parser.add_argument("--floor", type=Path, default=FLOOR)
    return parser.parse_args()


def main() -> int:
    args = _arguments()
    try:
        floor = read_floor(args.floor)
        below = misses(take_score(args.score, args.gold, args.plans, args.command), floor)
    except ScoreError as error:
        print(f"score not taken: {error}", file=sys.stderr)
        return 2
    for line in below:
        print(f"score: {line}")
    if not below:
        print(f"score: all {len(floor.at_least) + len(floor.at_most)} figures hold the floor")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
