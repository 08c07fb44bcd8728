"""A sum called the state's capital that holds mobilised money: `capital-mixed`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checker.plan_words import words_at
from extractor.checker.quantities import of_budget
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.sums import judge_sums
from extractor.checker.wording import joined, money, own_unit, same
from extractor.plan import Plan
from extractor.records import Budget, Check, Finding
from extractor.rulebook.checks import CheckRules


@dataclass(frozen=True, slots=True)
class _Capital:
    """A sum called state capital, the total that it is the whole of, and the mobilised parts of that."""

    named: Budget
    total: Budget
    mobilised: tuple[Budget, ...]


def judge_state_capital(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every sum called state capital whose sources are told, and those with mobilised money."""
    if not any(budget.capital for budget in plan.budgets):
        return Verdicts()
    checks: list[Check] = []
    found: list[Finding] = []
    for one in _named(plan, rules):
        place = Place(one.named.span, one.named.section)
        terms = [of_budget(plan, budget).term() for budget in (one.named, *one.mobilised)]
        checks.append(
            checked(plan, "capital", place, "disagrees" if one.mobilised else "agrees", terms=terms)
        )
        if one.mobilised:
            found.append(_finding(plan, rules, one))
    return Verdicts(tuple(checks), tuple(found))


def _named(plan: Plan, rules: CheckRules) -> Iterator[_Capital]:
    parts: dict[int, set[int]] = defaultdict(set)
    for relation in plan.sums:
        parts[relation.total].update(relation.parts)
    wrong = judge_sums(plan, rules).corrections if parts else {}
    for total, inside in parts.items():
        whole = plan.budgets[total]
        sources = [plan.budgets[i] for i in inside if plan.budgets[i].source not in {None, "mixed"}]
        called = [i for i in (total, *inside) if plan.budgets[i].value == whole.value]
        if total in wrong or not sources:
            continue
        named = next((i for i in called if _is_called(plan, rules, plan.budgets[i])), None)
        if named is not None and plan.budgets[named] not in sources:
            given = tuple(s for s in sources if s.source == "mobilised" and s.value and s.capital is None)
            yield _Capital(plan.budgets[named], whole, given)


def _is_called(plan: Plan, rules: CheckRules, budget: Budget) -> bool:
    """«vốn sự nghiệp: 2.700 triệu đồng», but not «vốn sự nghiệp và huy động: …»."""
    rule = rules.state_capital
    if budget.capital is None or budget.row is not None:
        return False
    start, end = budget.span[0], budget.figure[0]
    before = words_at(plan, max(start, end - rule.reach), end)
    return rule.named.search(before) is not None and rule.joint.search(before) is None


def _finding(plan: Plan, rules: CheckRules, one: _Capital) -> Finding:
    total = of_budget(plan, one.total)
    unit = own_unit(total.exponent)
    given = sum((budget.value for budget in one.mobilised), start=one.total.value * 0)
    rest = money(one.total.value - given, unit)
    fields = {
        "text": same(plan.words(one.named.span)),
        "total": money(one.total.value, unit),
        "mobilised": joined((money(b.value, unit) for b in one.mobilised), " + "),
        "expected": rest,
    }
    return finding(
        plan,
        rules,
        "capital-mixed",
        Place(one.named.span, one.named.section),
        filled(rules.rules.capital_mixed.messages.mixed, fields),
        expected=rest.vi,
        evidence=_spans(plan, (one.named, *one.mobilised)),
        certainty="likely",
    )


def _spans(plan: Plan, budgets: Sequence[Budget]) -> list[tuple[int, int]]:
    return [of_budget(plan, budget).span for budget in budgets]
