"""Counts that a sentence breaks down: «186 hộ nghèo, gồm 74 hộ …, 61 hộ … và 49 hộ …» (`sum-mismatch`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from extractor.checker import intervals
from extractor.checker.causes import explain
from extractor.checker.count_lists import MEASURED, CountList, count_lists
from extractor.checker.item_counts import item_lists
from extractor.checker.parallel_parts import parallel_counts
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.rate_lists import rate_lists
from extractor.checker.repairs import Sum
from extractor.checker.report import Place, Verdicts, checked, filled, finding, sentences
from extractor.checker.sum_texts import cause_words
from extractor.checker.told_parts import told_parts
from extractor.checker.wording import Words, joined, number, same
from extractor.plan import Plan, SumKind
from extractor.records import Check, Finding, Verdict
from extractor.rulebook.checks import CheckRules

_ROUNDED = MEASURED | {"percent"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A list with its figures, and what they say."""

    told: CountList
    sum: Sum
    verdict: Verdict


def judge_prose_counts(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every count broken down in a sentence or a list, and the parts that do not make up their whole."""
    listed = (*count_lists(plan, rules.count_lists), *item_lists(plan, rules.count_lists), *rate_lists(plan))
    lists = {(found.total, found.parts): found for found in listed}
    for told in (*told_parts(plan), *parallel_counts(plan)):
        known = lists.get((told.total, told.parts))
        if known is None or known.kind is SumKind.SOME:  # the words show that what «trong đó» names is all
            lists[told.total, told.parts] = told
    judged = [_judge(plan, told) for told in lists.values()]
    return Verdicts(
        tuple(_check(plan, j) for j in judged),
        tuple(_finding(plan, rules, j) for j in judged if j.verdict == "disagrees"),
    )


def _judge(plan: Plan, told: CountList) -> _Judged:
    total, *parts = (of_target(plan, plan.targets[i]) for i in (told.total, *told.parts))
    case = Sum(told.kind, total, tuple(parts))
    if _holds(plan, told, case):
        return _Judged(told, case, "agrees")
    return _Judged(told, case, "rounding" if _may_hold(plan, told, case) else "disagrees")


def _may_hold(plan: Plan, told: CountList, case: Sum) -> bool:
    """Whether what is measured, and so rounded, can make up some whole of the sentence."""
    if plan.targets[told.total].unit not in _ROUNDED:
        return False
    wholes = [of_target(plan, plan.targets[i]).interval for i in told.wholes]
    parts = intervals.sum_of(part.interval for part in case.parts)
    together = [*wholes, *(intervals.sum_of(wholes[: n + 1]) for n in range(1, len(wholes)))]
    if told.kind is SumKind.WHOLE:
        return any(whole.meets(parts) for whole in together)
    some = [parts] if told.apart else [part.interval for part in case.parts]
    return all(any(part.can_reach(whole) for whole in together) for part in some)


def _holds(plan: Plan, told: CountList, case: Sum) -> bool:
    """Whether some count of the sentence, or those right before the list together, are the whole."""
    values = [plan.targets[i].value for i in told.wholes]
    if told.kind is SumKind.WHOLE:
        return case.added in {*values, *accumulate(values)}
    largest = max(*values, sum(values))
    return case.added <= largest if told.apart else all(part.value <= largest for part in case.parts)


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    texts, case, target = rules.rules.sum_mismatch.messages, judged.sum, plan.targets[judged.told.total]
    unit = f" {target.unit_text}" if target.unit_text else ""
    whole = case.kind is SumKind.WHOLE
    shown: Sequence[Quantity] = (
        case.parts if whole or judged.told.apart else [max(case.parts, key=lambda p: p.value)]
    )
    added = sum((part.value for part in shown), Decimal(0))
    left = joined((number(part.value) for part in shown), " + ")
    fields = {
        "text": same(case.total.text),
        "sum": left if len(shown) == 1 else joined((left, _counted(added, unit)), " = "),
        "gap": _counted(abs(case.total.value - added), unit),
    }
    message = [filled(texts.whole if whole else texts.some, fields)]
    explanation = explain(case) if whole else None
    if explanation is not None:
        message.append(cause_words(texts, case, explanation, _counted(explanation.required, unit)))
    return finding(
        plan,
        rules,
        "sum-mismatch",
        Place(case.total.span, target.section),
        sentences(message),
        expected=_counted(added, unit).vi if whole else None,
        evidence=[term.span for term in case.terms],
        certainty="likely",
    )


def _counted(value: Decimal, unit: str) -> Words:
    shown = number(value)
    return Words(f"{shown.vi}{unit}", f"{shown.en}{unit}")


def _check(plan: Plan, judged: _Judged) -> Check:
    total, case = plan.targets[judged.told.total], judged.sum
    return checked(
        plan,
        "sum",
        Place(case.total.span, total.section),
        judged.verdict,
        terms=(term.term() for term in case.terms),
        reported=case.total.interval,
        computed=intervals.sum_of(part.interval for part in case.parts),
    )
