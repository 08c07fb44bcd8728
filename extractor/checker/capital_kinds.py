"""Components funded from a kind of capital that the programme does not have for them: `capital-ineligible`."""

from collections import defaultdict
from collections.abc import Iterator

from extractor.checker.outside import Outside
from extractor.checker.plan_words import clause_at
from extractor.checker.programmes import known_component, predates, programme_of, programmes_of
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, same
from extractor.extraction.components_named import read_written
from extractor.plan import Plan
from extractor.records import Budget, Check, Finding
from extractor.rulebook.checks import CheckRules
from extractor.rulebook.programmes import Programme, ProgrammeComponent

_LOCAL = frozenset({"local", "mobilised", "credit"})
_CAPITAL = {
    "investment": Words("vốn đầu tư", "investment money"),
    "recurrent": Words("vốn sự nghiệp", "recurrent money"),
}


def judge_capital_kinds(plan: Plan, rules: CheckRules, outside: Outside) -> Verdicts:
    """One check for every planned sum whose component and kind of capital are told, and those that do not fit.

    What places add of their own is theirs to choose: only central money is judged, and money of no told source.
    """
    kinds = programmes_of(plan, rules.corpus)
    programme = programme_of(plan, kinds, outside.programmes) if kinds else None
    if programme is None or not programme.components:
        return Verdicts()
    early = predates(plan, programme)
    checks: list[Check] = []
    faults: dict[str, list[Budget]] = defaultdict(list)
    for budget, component in _told(plan, programme):
        if rules.capital_kinds.elsewhere.search(clause_at(plan, *budget.span)):
            continue
        place = Place(budget.span, budget.section)
        if early or component.capital is None:
            reason = rules.reasons.before_programme if early else rules.reasons.capital_unknown
            checks.append(checked(plan, "capital-kind", place, "not-checkable", reason=reason))
            continue
        fits = budget.capital in component.capital
        checks.append(checked(plan, "capital-kind", place, "agrees" if fits else "disagrees"))
        if not fits:
            faults[str(budget.component)].append(budget)
    found = [_finding(plan, rules, programme, budgets) for budgets in faults.values()]
    return Verdicts(tuple(checks), tuple(found))


def _told(plan: Plan, programme: Programme) -> Iterator[tuple[Budget, ProgrammeComponent]]:
    """The planned sums that are judged, each with its component in the programme."""
    for budget in plan.budgets:
        if budget.status != "plan" or budget.capital is None or budget.source in _LOCAL or not budget.value:
            continue
        component = known_component(programme, read_written(budget.component or ""))
        if component is not None and budget.role != "unit_cost":
            yield budget, component


def _finding(plan: Plan, rules: CheckRules, programme: Programme, budgets: list[Budget]) -> Finding:
    first = budgets[0]
    fields = {
        "text": same(plan.words(first.span)),
        "capital": _CAPITAL[str(first.capital)],
        "component": same(str(first.component).replace(" / ", ", ")),
        "programme": Words(programme.name.vi, programme.name.en),
        "source": same(programme.source),
    }
    return finding(
        plan,
        rules,
        "capital-ineligible",
        Place(first.span, first.section),
        filled(rules.rules.capital_ineligible.messages.other, fields),
        evidence=[budget.span for budget in budgets],
        certainty="likely",
    )
