"""Years held against months and against the year before: `estimate-below-actual`, `target-below-actual`."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_budget, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import same
from extractor.plan import Plan
from extractor.records import Budget, Check, Finding, Target
from extractor.rulebook.checks import CheckRules

_Record = Budget | Target
_EXPECTED = frozenset({"estimate", "target", "plan"})  # «dự kiến cả năm» is told as either


def judge_progress(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every estimate beside its months and every target beside the last result."""
    checks: list[Check] = []
    found: list[Finding] = []
    for relation, pairs, tell in (
        ("estimate", _estimates(plan, rules), _estimate_finding),
        ("last-result", _targets(plan, rules), _target_finding),
    ):
        for later, earlier in pairs:
            below = _is_below(plan, later, earlier)
            terms = [_quantity(plan, record).term() for record in (later, earlier)]
            place = Place(later.span, later.section)
            checks.append(checked(plan, relation, place, "disagrees" if below else "agrees", terms=terms))
            if below:
                found.append(tell(plan, rules, later, earlier))
    return Verdicts(tuple(checks), tuple(found))


def _quantity(plan: Plan, record: _Record) -> Quantity:
    return of_budget(plan, record) if isinstance(record, Budget) else of_target(plan, record)


def _is_below(plan: Plan, later: _Record, earlier: _Record) -> bool:
    return later.value < earlier.value and not _quantity(plan, later).interval.meets(
        _quantity(plan, earlier).interval
    )


def _estimates(plan: Plan, rules: CheckRules) -> Iterator[tuple[_Record, _Record]]:
    """The estimate of a year right behind the months reported, of one thing that only grows within a year."""
    reported: dict[tuple[object, ...], list[_Record]] = defaultdict(list)
    records: list[_Record] = [*plan.targets, *plan.budgets]
    for record in sorted(records, key=lambda r: r.figure):
        if record.row is not None or not _grows(rules, record):
            continue
        key = (_kind(record), plan.text.block_at(record.figure[0]))
        reported[key].append(record)
    for told in reported.values():
        for earlier, later in pairwise(told):
            if later.status in _EXPECTED and _is_months(plan, rules, earlier, later):
                yield later, earlier


def _grows(rules: CheckRules, record: _Record) -> bool:
    if isinstance(record, Budget):
        return record.per is None and record.role in {"total", "amount"}
    return record.indicator in rules.progress.growing


def _kind(record: _Record) -> tuple[object, ...]:
    if isinstance(record, Budget):
        return ("sum", record.component, record.source, record.capital, record.year, record.locality)
    return (record.indicator, record.unit, record.population, record.year, record.locality)


def _is_months(plan: Plan, rules: CheckRules, earlier: _Record, later: _Record) -> bool:
    """«9 tháng … 665 người, ước cả năm … 640 người»: nothing but the year's words between the two."""
    rule = rules.progress
    between = words_at(plan, earlier.figure[1], later.figure[0])
    if len(between) > rule.reach or rule.expected.search(between) is None:
        return False
    block = plan.text.blocks[plan.text.block_at(earlier.figure[0])]
    before = words_at(plan, max(block.start, earlier.figure[0] - rule.reach), earlier.figure[0])
    return earlier.status == "actual" and rule.months.search(before) is not None


def _estimate_finding(plan: Plan, rules: CheckRules, later: _Record, earlier: _Record) -> Finding:
    fields = {"text": same(plan.words(later.span)), "other": same(plan.words(earlier.span))}
    return finding(
        plan,
        rules,
        "estimate-below-actual",
        Place(later.span, later.section),
        filled(rules.rules.estimate_below_actual.messages.below, fields),
        evidence=[earlier.figure, later.figure],
        certainty="likely",
    )


def _targets(plan: Plan, rules: CheckRules) -> Iterator[tuple[Target, Target]]:
    """A target and the one result of the year before, each the only one of its kind in the plan."""
    year = plan.document.plan_year
    if year is None:
        return
    planned: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    done: dict[tuple[object, ...], list[Target]] = defaultdict(list)
    for target in plan.targets:
        if (
            target.indicator not in rules.progress.better
            or target.locality is not None
            or target.row is not None
        ):
            continue
        kind: tuple[object, ...] = (target.indicator, target.unit, target.population)
        if target.status == "target" and target.year == year:
            planned[kind].append(target)
        elif target.status in {"actual", "estimate"} and target.year == year - 1:
            done[kind].append(target)
    for kind, targets in planned.items():
        if len(targets) == 1 and len(done[kind]) == 1 and not _is_further(plan, rules, targets[0]):
            yield targets[0], done[kind][0]


def _is_further(plan: Plan, rules: CheckRules, target: Target) -> bool:
    """«công nhận thêm 02 trường»: on top of what there is."""
    return rules.progress.further.search(words_at(plan, target.span[0], target.figure[0])) is not None


def _target_finding(plan: Plan, rules: CheckRules, later: _Record, earlier: _Record) -> Finding:
    fields = {
        "text": same(plan.words(later.span)),
        "other": same(plan.words(earlier.span)),
        "year": same(str(earlier.year)),
    }
    return finding(
        plan,
        rules,
        "target-below-actual",
        Place(later.span, later.section),
        filled(rules.rules.target_below_actual.messages.below, fields),
        evidence=[later.figure, earlier.figure],
        certainty="possible",
    )
