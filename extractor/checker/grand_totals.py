"""Components with sums and none for all of them: `grand-total-missing`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.outline import is_finished
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_budget
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.sums import judge_sums
from extractor.checker.wording import MILLION, Words, joined, money, number, same
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Finding
from extractor.rulebook.checks import CheckRules

_REACH = 60
_LEAST = 2
_INNER = " / "


@dataclass(frozen=True, slots=True)
class _Funded:
    """A component, its own sum, and that sum as it must be where a finding shows its unit wrong."""

    component: str
    index: int
    quantity: Quantity


def judge_grand_totals(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check of a plan whose components have each their sum, and a finding where none stands for all."""
    if not is_finished(plan, rules.outline):
        return Verdicts()
    funded = _funded(plan, rules)
    if len(funded) < _LEAST:
        return Verdicts()
    computed = intervals.sum_of(one.quantity.interval for one in funded)
    place = Place(_place(plan, funded), _common(plan, funded))
    missing = not _has_total(plan, rules, funded, computed)
    check = checked(
        plan,
        "grand-total",
        place,
        "disagrees" if missing else "agrees",
        terms=(one.quantity.term() for one in funded),
        computed=computed,
    )
    return Verdicts((check,), (_finding(plan, rules, funded, place),) if missing else ())


def _funded(plan: Plan, rules: CheckRules) -> list[_Funded]:
    """The outermost components that have one sum of their own each; none where that of one cannot be told."""
    named: dict[str, list[int]] = defaultdict(list)
    for index, budget in enumerate(plan.budgets):
        if budget.component and _is_planned(budget):
            named[budget.component].append(index)
    own = {component: _own(plan, indices) for component, indices in named.items()}
    outermost = [c for c in named if not any(own.get(above) is not None for above in _above(c))]
    chosen = [(component, own[component]) for component in outermost]
    if any(index is None for _, index in chosen):
        return []
    corrections = judge_sums(plan, rules).corrections if len(chosen) >= _LEAST else {}
    return [_Funded(c, i, _quantity(plan, i, corrections)) for c, i in chosen if i is not None]


def _is_planned(budget: Budget) -> bool:
    return (
        budget.status == "plan" and budget.role != "unit_cost" and budget.per is None and budget.row is None
    )


def _above(component: str) -> list[str]:
    parts = component.split(_INNER)
    return [_INNER.join(parts[:n]) for n in range(1, len(parts))]


def _own(plan: Plan, indices: Sequence[int]) -> int | None:
    """The one total of a component; its one sum where there is no more."""
    totals = [i for i in indices if plan.budgets[i].role == "total"] or [
        i for i in indices if plan.budgets[i].role == "amount"
    ]
    parts = {p for r in plan.sums if r.total in totals for p in r.parts}
    outer = [i for i in totals if i not in parts]
    return outer[0] if len(outer) == 1 else None


def _quantity(plan: Plan, index: int, corrections: Mapping[int, object]) -> Quantity:
    quantity = of_budget(plan, plan.budgets[index])
    right = corrections.get(index)
    if right is None or not quantity.value:
        return quantity
    return next((q for q in map(quantity.shifted, range(-9, 10)) if q.value == right), quantity)


def _has_total(plan: Plan, rules: CheckRules, funded: Sequence[_Funded], computed: Interval) -> bool:
    """A sum as large as all of them, one of no component as large as the largest, or words for all."""
    own = {one.index for one in funded}
    largest = max(one.quantity.value for one in funded)
    for index, budget in enumerate(plan.budgets):
        if index in own or budget.role == "unit_cost" or budget.status != "plan":
            continue
        if of_budget(plan, budget).interval.meets(computed):
            return True
        if budget.component is None and budget.value >= largest:
            return True
        before = words_at(plan, max(0, budget.figure[0] - _REACH), budget.figure[0])
        if rules.grand_totals.overall.search(before):
            return True
    return False


def _place(plan: Plan, funded: Sequence[_Funded]) -> Span:
    """The heading that all components stand under, else the first sum."""
    common = _common(plan, funded)
    section = next((s for s in plan.sections if common and s.path == common), None)
    if section is None:
        return plan.budgets[funded[0].index].span
    block = plan.text.blocks[section.block]
    return section.start, block.end


def _common(plan: Plan, funded: Sequence[_Funded]) -> tuple[str, ...]:
    paths = [plan.budgets[one.index].section for one in funded]
    shared: list[str] = []
    for markers in zip(*paths, strict=False):
        if len(set(markers)) > 1:
            break
        shared.append(markers[0])
    return tuple(shared)


def _finding(plan: Plan, rules: CheckRules, funded: Sequence[_Funded], place: Place) -> Finding:
    total = money(sum((one.quantity.value for one in funded), start=funded[0].quantity.value * 0), MILLION)
    fields = {
        "count": same(str(len(funded))),
        "sum": total,
        "parts": joined((_shown(one) for one in funded), " + "),
    }
    return finding(
        plan,
        rules,
        "grand-total-missing",
        place,
        filled(rules.rules.grand_total_missing.messages.missing, fields),
        expected=total.vi,
        evidence=[one.quantity.span for one in funded],
        certainty="likely",
    )


def _shown(one: _Funded) -> Words:
    return number(one.quantity.value)
