"""The checks that need rules/programmes.yaml, each with a table of cases: half of them traps that stay silent."""

from typing import Any

import pytest
from knowledge_plans import audit, cases, found

RULES = [
    "component-unaddressed",
    "citation-superseded",
    "body-nonexistent",
    "capital-ineligible",
    "target-below-assigned",
    "matching-below-minimum",
    "component-ineligible",
    "plan-part-missing",
]
CASES = [pytest.param(rule, case, id=f"{rule}: {case['id']}") for rule in RULES for case in cases(rule)]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_what_is_told(rule: str, case: dict[str, Any]) -> None:
    told = case.get("told", [])
    listed = found(case, rule)
    assert len(listed) == len(told), listed
    for words, (text, message) in zip(told, listed, strict=True):
        assert words in f"{text} | {message}"


@pytest.mark.parametrize("rule", RULES)
def test_a_table_has_twenty_cases_and_half_of_them_are_traps(rule: str) -> None:
    table = cases(rule)
    traps = [case for case in table if not case.get("told")]
    assert len(table) >= 20
    assert 2 * len(traps) >= len(table)
    assert len({case["id"] for case in table}) == len(table)
    assert [trap["id"] for trap in traps if "checks" not in trap] == []


VERDICTS = [
    pytest.param(rule, case, id=f"{rule}: {case['id']}")
    for rule in RULES
    for case in cases(rule)
    if "checks" in case
]


@pytest.mark.parametrize(("rule", "case"), VERDICTS)
def test_what_was_looked_at(rule: str, case: dict[str, Any]) -> None:
    """`checks` names the relation, then verdicts; a reason stands behind a colon. Every trap says what was looked at:
    one that is silent because nothing was read is told from one that was judged and agrees."""
    relation, *expected = case["checks"]
    seen = [c for c in audit(case).checks if c.relation == relation]
    assert [c.verdict + (f": {c.reason}" if c.reason else "") for c in seen] == expected
