"""True statements about figures, read and checked end to end: how many are called wrong.

    .venv/bin/python benchmarks/true_statements.py [--count 20000] [--seed 0] [--check]

Prints by kind and rounding how many statements there were, how many relations were looked at, and what
was told of them by severity. `--check` exits 1 where a single one is told as an error.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.audit import audit_bytes
from extractor.plan import Audit
from extractor.records import Finding
from extractor.rulebook import Rulebook, load_rulebook
from statements import A_PLAN, Statement, plan_of, statements

_FORM = frozenset({"form", "structure"})  # what a text made of single statements lacks as a plan


@dataclass
class Outcome:
    """What was told of many true statements."""

    made: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    checks: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[tuple[Statement, Finding]] = field(default_factory=list)


def run(made: Sequence[Statement], rules: Rulebook) -> Outcome:
    """All statements, a dozen of different kinds a plan, through parsing, extraction and checking."""
    outcome = Outcome()
    for start in range(0, len(made), A_PLAN):
        group = made[start : start + A_PLAN]
        text = plan_of(group)
        audit = audit_bytes(text.encode(), "p.txt", "p.txt", rules)
        outcome.made.update((s.kind, s.rounding) for s in group)
        outcome.checks.update((check.relation, check.verdict) for check in audit.checks)
        for statement, found in _of_statements(group, audit):
            outcome.told[statement.rounding, found.severity, found.rule] += 1
            if found.severity == "error":
                outcome.errors.append((statement, found))
    return outcome


def _of_statements(group: Sequence[Statement], audit: Audit) -> Iterator[tuple[Statement, Finding]]:
    """Each finding about figures with the statement it stands in, by the section."""
    for found in audit.findings:
        if found.category not in _FORM:
            heading = audit.plan.text.text.rfind("NỘI DUNG THỨ ", 0, found.span[0])
            place = audit.plan.text.text.count("NỘI DUNG THỨ ", 0, heading + 1)
            yield group[max(0, place - 1)], found


def _print(outcome: Outcome) -> None:
    kinds = Counter(kind for kind, _ in outcome.made.elements())
    print(f"{outcome.made.total()} true statements, {outcome.checks.total()} relations looked at")
    for kind, count in kinds.items():
        print(f"  {kind:16} {count:6}")
    for (relation, verdict), count in sorted(outcome.checks.items()):
        print(f"  check {relation:16} {verdict:14} {count:6}")
    for (rounding, severity, rule), count in sorted(outcome.told.items()):
        print(f"  told  {rounding:8} {severity:8} {rule:22} {count:6}")
    for statement, found in outcome.errors[:20]:
        print(f"  ERROR {found.rule} ({statement.kind}, {statement.rounding}) «{found.text}» {found.message}")
    print(f"errors: {len(outcome.errors)}")


def main() -> int:
    """0 where no true statement is told as an error, or `--check` is not given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    outcome = run(statements(options.count, options.seed), load_rulebook())
    _print(outcome)
    return 1 if options.check and outcome.errors else 0


if __name__ == "__main__":
    sys.exit(main())
