"""Counts in tables that must add up, column by column and row by row: `sum-mismatch`."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.checker import intervals
from extractor.checker.causes import explain
from extractor.checker.culprits import set_apart
from extractor.checker.footing import Footing, Row, count_footings, surest
from extractor.checker.readings import VERDICTS, Fit, best_reading
from extractor.checker.repairs import Sum
from extractor.checker.report import Place, Verdicts, checked, filled, finding, sentences
from extractor.checker.sum_texts import cause_words
from extractor.checker.wording import Words, format_vi, joined, number, same
from extractor.plan import Plan, SumKind
from extractor.records import Check, Finding, Severity, Target
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass


@dataclass(frozen=True, slots=True)
class _Case:
    """A footing with its figures read; `figures` are the indices of its targets, the total's first."""

    footing: Footing
    sum: Sum
    fit: Fit

    @property
    def figures(self) -> tuple[int, ...]:
        return (self.footing.total.index, *(part.index for part in self.footing.parts))


def judge_count_sums(plan: Plan, rules: CheckRules, tables: Iterable[Sequence[Row]]) -> Verdicts:
    """One check for every total of counts in tables, given by their rows, and the totals that are wrong."""
    found = [footing for rows in tables for footing in count_footings(rows)]
    cases = [
        _case(footing)
        for footing in surest(found, lambda f: (f.total.index, [part.index for part in f.parts]))
    ]
    wrong = [case for case in cases if case.fit is Fit.NONE]
    return Verdicts(tuple(_check(plan, rules, case) for case in cases), tuple(_findings(plan, rules, wrong)))


def _case(footing: Footing) -> _Case:
    written = Sum(SumKind.WHOLE, footing.total.quantity, tuple(part.quantity for part in footing.parts))
    return _Case(footing, *best_reading(written, decimal_points=False))


def _findings(plan: Plan, rules: CheckRules, wrong: Sequence[_Case]) -> Iterator[Finding]:
    """First the figure that breaks two sums or more, then what is left, total by total."""
    shared, left = set_apart(wrong)
    for broken, index, value in shared:
        yield _shared(plan, rules, broken, index, value)
    yield from (_mismatch(plan, rules, case) for case in left)


def _unit(plan: Plan, case: _Case) -> str:
    record = plan.targets[case.figures[0]]
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
        Place(total.span, plan.targets[case.figures[0]].section),
        sentences(message),
        expected=_counted(case.sum.added, unit).vi,
        evidence=[term.span for term in case.sum.terms],
        severity=_weight([case]),
        certainty="certain" if case.footing.certain else "likely",
    )


def _shared(plan: Plan, rules: CheckRules, cases: Sequence[_Case], index: int, value: Decimal) -> Finding:
    first, unit = cases[0], _unit(plan, cases[0])
    term, record = first.sum.terms[first.figures.index(index)], plan.targets[index]
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
    record: Target = plan.targets[case.figures[0]]
    return checked(
        plan,
        "sum",
        Place(case.sum.total.span, record.section),
        VERDICTS[case.fit],
        terms=(term.term() for term in case.sum.terms),
        reported=case.sum.total.interval,
        computed=intervals.sum_of(part.interval for part in case.sum.parts),
        reason=rules.reasons.cut if case.fit is Fit.CUT else None,
    )
