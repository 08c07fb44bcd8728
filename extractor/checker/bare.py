"""Sums of money without a unit: the unit that the sums they belong to leave for them.

Extraction marks such a budget by reading it under the rule `unit-missing`. What its neighbours add up
to may prove its unit; it never proves a neighbour wrong.
"""

from collections.abc import Iterator, Sequence

from extractor.checker.quantities import Quantity
from extractor.checker.repairs import Sum
from extractor.checker.wording import UNITS, Unit
from extractor.plan import Plan, SumRelation

UNIT_MISSING = "unit-missing"


def bare_budgets(plan: Plan) -> frozenset[int]:
    """The budgets that were read without a unit, as indices."""
    return plan.once(_bare_budgets)


def _bare_budgets(plan: Plan) -> frozenset[int]:
    return frozenset(i for i, budget in enumerate(plan.budgets) if budget.rule_id == UNIT_MISSING)


def proved_units(plan: Plan, quantities: Sequence[Quantity]) -> dict[int, Unit]:
    """For a bare budget the one unit that makes a sum of its own add up to the digit."""
    bare = bare_budgets(plan)
    proved: dict[int, Unit] = {}
    for relation in plan.sums if bare else ():
        lacking = [i for i in (relation.total, *relation.parts) if i in bare]
        fits = [*_fitting_units(relation, quantities, lacking)]
        if len(fits) == 1:
            proved = {**dict.fromkeys(lacking, fits[0]), **proved}
    return proved


def _fitting_units(
    relation: SumRelation, quantities: Sequence[Quantity], lacking: Sequence[int]
) -> Iterator[Unit]:
    for unit in UNITS if lacking and relation.parts else ():
        total, *parts = (
            in_unit_of(quantities[i], unit) if i in lacking else quantities[i]
            for i in (relation.total, *relation.parts)
        )
        if total.value and Sum(relation.kind, total, tuple(parts)).equal:
            yield unit


def in_unit_of(term: Quantity, unit: Unit) -> Quantity:
    """The figure as if it were written in that unit; as it is where it spans several words."""
    return term if term.exponent is None else term.shifted(unit.exponent - term.exponent)
