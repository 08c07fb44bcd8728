"""True statements, rounded every way, read and checked end to end: none of them is an error."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from extractor.rulebook import load_rulebook
from statements import KINDS, ROUNDINGS, statements
from true_statements import Outcome, run

_PLANS = 150  # a dozen statements each


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return run(statements(_PLANS * len(KINDS), seed=3), load_rulebook())


def test_no_true_statement_is_an_error(outcome: Outcome) -> None:
    assert [(s.text, f.message) for s, f in outcome.errors] == []


def test_a_true_statement_rounded_to_the_nearest_is_no_warning(outcome: Outcome) -> None:
    told = outcome.told
    assert {key: n for key, n in told.items() if key[1] == "warning" and key[0] != "down"} == {}


def test_every_kind_is_looked_at(outcome: Outcome) -> None:
    """Statements that extraction does not read would be silent for the wrong reason."""
    relations = {relation for relation, _ in outcome.checks}
    assert {"sum", "ratio", "count-rate", "granularity", "shares", "growth", "product"} <= relations
    assert outcome.checks.total() > 2 * _PLANS * len(KINDS)
    assert {rounding for _, rounding in outcome.made} == set(ROUNDINGS)
