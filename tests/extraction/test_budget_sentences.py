"""Invented sentences about money, read whole: every record of each and the tree of its totals."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from plan_making import plan

from extractor.records import Budget, decimal_text

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("budget_sentences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_sums_of_a_sentence(case: dict[str, Any]) -> None:
    read = plan(*case["words"])
    assert len(read.budgets) == len(case["records"])
    shown = [_shown(budget, wanted) for budget, wanted in zip(read.budgets, case["records"], strict=True)]
    assert shown == case["records"]
    value = [decimal_text(budget.value) for budget in read.budgets]
    assert sorted(f"{value[r.total]}={'+'.join(value[p] for p in r.parts)}" for r in read.sums) == sorted(
        case["sums"]
    )


def _shown(budget: Budget, wanted: str) -> str:
    """The record in the words of its case: what the case does not hold is left out, but for status and component."""
    fields = dict(part.split("=", 1) for part in wanted.split()[3:])
    held = {**dict.fromkeys(fields), "status": None, "component": None}
    told = {name: str(getattr(budget, name)).replace(" ", "_") for name in held}
    usual = {"status": "plan", "component": "None"}
    rest = [f"{name}={told[name]}" for name in held if name in fields or told[name] != usual.get(name)]
    return " ".join([decimal_text(budget.value), budget.role, budget.source or "-", *rest])
