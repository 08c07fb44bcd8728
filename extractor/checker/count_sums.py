"""Counts in tables that must add up, column by column and row by row: `sum-mismatch`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.checker import intervals
from extractor.checker.causes import explain, required
from extractor.checker.footing import Footing, Row, count_footings
from extractor.checker.readings import Fit, best_reading
from extractor.checker.repairs import Sum
from extractor.checker.report import Place, Verdicts, checked, filled, finding, sentences
from extractor.checker.sum_texts import cause_words
from extractor.checker.wording import Words, format_vi, joined, number, same
from extractor.plan import Plan, SumKind
from extractor.records import Check, Finding, Severity, Target, Verdict
from extractor.rulebook.checks import CheckRules

_VERDICTS: dict[Fit, Verdict] = {
    Fit.EXACT: "agrees",
    Fit.ROUNDED: "rounding",
    Fit.CUT: "rounding",
    Fit.NONE: "disagrees",
}


@dataclass(frozen=True, slots=True)
class _Case:
    """A footing with its figures read; `targets` are indices, the total's first."""

    footing: Footing
    sum: Sum
    fit: Fit

    @property
    def targets(self) -> tuple[int, ...]:
        return (self.footing.total.index, *(part.index for part in self.footing.parts))


def judge_count_sums(plan: Plan, rules: CheckRules, tables: Iterable[Sequence[Row]]) -> Verdicts:
    """One check for every total of counts in tables, given by their rows, and the totals that are wrong."""
    found = [footing for rows in tables for footing in count_footings(rows)]
    cases = [_case(footing) for footing in _distinct(found)]
    wrong = [case for case in cases if case.fit is Fit.NONE]
    return Verdicts(tuple(_check(plan, rules, case) for case in cases), tuple(_findings(plan, rules, wrong)))


def _distinct(found: Sequence[Footing]) -> list[Footing]:
    kept: dict[tuple[int, frozenset[int]], Footing] = {}
    for footing in found:
        key = (footing.total.index, frozenset(part.index for part in footing.parts))
        if key not in kept or (footing.certain and not kept[key].certain):
            kept[key] = footing
    return list(kept.values())


def _case(footing: Footing) -> _Case:
    written = Sum(SumKind.WHOLE, footing.total.quantity, tuple(part.quantity for part in footing.parts))
    return _Case(footing, *best_reading(written, decimal_points=False))


def _findings(plan: Plan, rules: CheckRules, wrong: Sequence[_Case]) -> Iterator[Finding]:
    """First the figure that breaks two sums or more, then what is left, total by total."""
    left = list(wrong)
    while culprit := _culprit(left):
        index, value = culprit
        shared = [case for case in left if _requires(case, index) == value]
        left = [case for case in left if case not in shared]
        yield _shared(plan, rules, shared, index, value)
    yield from (_mismatch(plan, rules, case) for case in left)


def _culprit(cases: Sequence[_Case]) -> tuple[int, Decimal] | None:
    votes: Counter[tuple[int, Decimal]] = Counter()
    for case in cases:
        for index in set(case.targets):
            value = _requires(case, index)
            if value is not None and value >= 0:
                votes[index, value] += 1
    best = max(votes, key=lambda key: (votes[key], -key[0]), default=None)
    return best if best is not None and votes[best] > 1 else None


def _requires(case: _Case, index: int) -> Decimal | None:
    if index not in case.targets:
        return None
    return required(case.sum, case.targets.index(index)).normalize()


def _unit(plan: Plan, case: _Case) -> str:
    record = plan.targets[case.targets[0]]
    return f" {record.unit_text}" if record.unit_text else ""


def _counted(value: Decimal, unit: str) -> Words:
    shown = number(value)
    return Words(f"{shown.vi}{unit}", f"{shown.en}{unit}")


def _addition(case: _Case, unit: str) -> Words:
    left = joined((number(part.value) for part in case.sum.parts), " + ")
    return joined((left, _counted(case.sum.added, unit)), " = ")


def _mismatch(plan: Plan, rules: CheckRules, case: _Case) -> Finding:
    texts, unit, total = rules.rules.sum_mismatch.messages, _unit(plan, case), case.sum.total
    fields = {
        "text": same(total.text),
        "sum": _addition(case, unit),
        "gap": _counted(abs(total.value - case.sum.added), unit),
    }
    message = [filled(texts.whole, fields)]
    explanation = explain(case.sum)
    if explanation is not None:
        expected = _counted(explanation.required, unit)
        message.append(cause_words(texts, case.sum, explanation, expected))
    return finding(
        plan,
        rules,
        "sum-mismatch",
        Place(total.span, plan.targets[case.targets[0]].section),
        sentences(message),
        expected=_counted(case.sum.added, unit).vi,
        evidence=[term.span for term in case.sum.terms],
        severity=_weight([case]),
        certainty="certain" if case.footing.certain else "likely",
    )


def _shared(plan: Plan, rules: CheckRules, cases: Sequence[_Case], index: int, value: Decimal) -> Finding:
    first, unit = cases[0], _unit(plan, cases[0])
    term, record = first.sum.terms[first.targets.index(index)], plan.targets[index]
    fields = {
        "text": same(term.text),
        "expected": _counted(value, unit),
        "count": same(format_vi(Decimal(len(cases)))),
        "sums": joined((_addition(case, unit) for case in cases), "; "),
    }
    return finding(
        plan,
        rules,
        "sum-mismatch",
        Place(term.span, record.section),
        filled(rules.rules.sum_mismatch.messages.shared, fields),
        expected=_counted(value, unit).vi,
        evidence=list(dict.fromkeys(t.span for case in cases for t in case.sum.terms)),
        severity=_weight(cases),
        certainty="certain" if any(case.footing.certain for case in cases) else "likely",
    )


def _weight(cases: Sequence[_Case]) -> Severity | None:
    """What the figures alone show weighs less than what heads and labels say."""
    return None if any(case.footing.certain for case in cases) else "warning"


def _check(plan: Plan, rules: CheckRules, case: _Case) -> Check:
    record: Target = plan.targets[case.targets[0]]
    return checked(
        plan,
        "sum",
        Place(case.sum.total.span, record.section),
        _VERDICTS[case.fit],
        terms=(term.term() for term in case.sum.terms),
        reported=case.sum.total.interval,
        computed=intervals.sum_of(part.interval for part in case.sum.parts),
        reason=rules.reasons.cut if case.fit is Fit.CUT else None,
    )
