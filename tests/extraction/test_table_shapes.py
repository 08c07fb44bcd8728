"""Invented tables of many shapes, read whole: every record of each and which sums make up which."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from plan_making import plan, table

from extractor.records import Budget, Target, decimal_text

CASES: list[dict[str, Any]] = [
    case
    for name in ("table_shapes.yaml", "money_tables.yaml")
    for case in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_figures_of_a_table(case: dict[str, Any]) -> None:
    read = plan(*case["above"], table(*case["rows"]))
    found = sorted((*read.budgets, *read.targets), key=lambda record: record.span)
    assert len(found) == len(case["records"])
    shown = [_shown(record, wanted) for record, wanted in zip(found, case["records"], strict=True)]
    assert shown == case["records"]
    value = [decimal_text(budget.value) for budget in read.budgets]
    assert {f"{value[r.total]}={'+'.join(value[p] for p in r.parts)}" for r in read.sums} == set(case["sums"])


def _shown(record: Budget | Target, wanted: str) -> str:
    """The record in the words of its case; what the case does not hold is left out, but for status and component."""
    is_sum = isinstance(record, Budget)
    fields = dict(part.split("=", 1) for part in wanted.split()[4 if is_sum else 5 :])
    usual = {"status": "plan", "component": "None"} if is_sum else {}
    names = {**dict.fromkeys(fields), **dict.fromkeys(usual)}
    told = {name: str(getattr(record, name)).replace(" ", "_") for name in names}
    rest = [f"{name}={told[name]}" for name in names if name in fields or told[name] != usual[name]]
    value = decimal_text(record.value)
    if isinstance(record, Budget):
        return " ".join(["B", value, record.role, record.source or "-", *rest])
    return " ".join(["T", value, record.unit or "-", record.indicator, record.status, *rest])
