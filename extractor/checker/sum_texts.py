"""What the findings about sums say, written from the figures that decided."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.checker.causes import Cause, Explanation, explain
from extractor.checker.quantities import Quantity
from extractor.checker.repairs import Repair, Sum, has_half_dong
from extractor.checker.report import Place, filled, finding, sentences
from extractor.checker.wording import (
    Unit,
    Words,
    format_vi,
    in_unit,
    joined,
    money,
    number,
    own_unit,
    same,
)
from extractor.plan import Plan, SumKind, SumRelation
from extractor.plantext import Span
from extractor.records import Budget, Certainty, Finding, Severity
from extractor.rulebook.check_texts import SumTexts
from extractor.rulebook.checks import CheckRules


def _addition(parts: Sequence[Quantity], unit: Unit, total: Decimal) -> Words:
    """`1.841,5 + 780 = 2.621,5 triệu đồng`, all in one unit."""
    left = joined((number(in_unit(part.value, unit)) for part in parts), " + ")
    return joined((left, money(total, unit)), " = ")


def _place(plan: Plan, index: int, term: Quantity) -> Place:
    return Place(term.span, plan.budgets[index].section)


def _evidence(cases: Sequence[Sum]) -> list[Span]:
    """Every term of the sums, each once, totals first."""
    return list(dict.fromkeys(term.span for case in cases for term in case.terms))


def unit_finding(
    plan: Plan, rules: CheckRules, shown: Sequence[tuple[Sum, int]], index: int, repair: Repair
) -> Finding:
    """`unit-scale`: the figure with the unit it must have, and both proofs where there are two.

    `shown` are the sums that prove it, with the position of the term in each.
    """
    texts = rules.rules.unit_scale.messages
    case, position = shown[0]
    term = case.terms[position]
    expected = _mended_text(term, repair)
    tried = case.replaced(position, repair.mended)
    unit = own_unit(tried.total.exponent)
    words = texts.part if position else texts.shift if repair.unit is None else texts.total
    fields = {
        "text": same(term.text),
        "sum": _addition(tried.parts, unit, tried.added if position == 0 else tried.total.value),
        "expected": same(expected),
    }
    message = [filled(words, fields)]
    if has_half_dong(term):
        message.append(filled(texts.half_dong, fields))
    if _marks_may_be_exchanged(case, term, repair):
        message.append(filled(texts.marks, fields))
    return finding(
        plan,
        rules,
        "unit-scale",
        _place(plan, index, term),
        sentences(message),
        expected=expected,
        evidence=_evidence([case for case, _ in shown]),
        certainty="certain" if repair.fits_exactly else "likely",
    )


def _marks_may_be_exchanged(case: Sum, term: Quantity, repair: Repair) -> bool:
    """Where the sum fits with the other reading of the figure's mark, and writes decimals elsewhere."""
    fits = any(reading.value == repair.mended.value for _, reading in term.others)
    return fits and any(other.decimals for other in case.terms if other is not term)


def _mended_text(term: Quantity, repair: Repair) -> str:
    """The figure as written with the right unit; another figure in its unit where the unit is right."""
    if repair.unit is not None:
        return f"{term.written} {repair.unit.words.vi}"
    return money(repair.mended.value, own_unit(term.exponent)).vi


def lone_unit_finding(plan: Plan, rules: CheckRules, budget: Budget, term: Quantity, usual: Unit) -> Finding:
    """`unit-scale` for a sum that stands alone, with a fraction of a đồng or too small to be one: the usual unit is
    proposed."""
    expected = f"{term.written} {usual.words.vi}"
    fields = {"text": same(term.text), "expected": same(expected)}
    texts = rules.rules.unit_scale.messages
    message = filled(texts.alone if has_half_dong(term) else texts.tiny, fields)
    return finding(
        plan,
        rules,
        "unit-scale",
        Place(term.span, budget.section),
        message,
        expected=expected,
        evidence=[term.span],
        severity="warning",
        certainty="likely",
    )


def mismatch_finding(
    plan: Plan, rules: CheckRules, relation: SumRelation, case: Sum, *, cut: bool = False
) -> Finding:
    """`sum-mismatch` on the total: the recomputed sum, the gap, and the cause where one is plain.

    `cut` says that the sum holds if its figures were cut off: that reading only lowers the severity.
    """
    texts = rules.rules.sum_mismatch.messages
    whole = relation.kind is SumKind.WHOLE
    message = [filled(texts.whole if whole else texts.some, _gap_fields(case))]
    explained = whole and all(term.bound == "=" for term in case.terms)
    explanation = _explained(plan, relation, case) if explained else None
    if cut:
        message.append(filled(texts.cut, {}))
    elif explanation is not None:
        expected = money(explanation.required, own_unit(case.terms[explanation.position].exponent))
        message.append(cause_words(texts, case, explanation, expected))
    severity, certainty = _weight_if_cut(case) if cut else _weight([relation])
    return finding(
        plan,
        rules,
        "sum-mismatch",
        _place(plan, relation.total, case.total),
        sentences(message),
        expected=money(case.added, own_unit(case.total.exponent)).vi,
        evidence=_evidence([case]),
        severity=severity,
        certainty=certainty,
    )


def _explained(plan: Plan, relation: SumRelation, case: Sum) -> Explanation | None:
    """The cause; an item counted twice that has parts of its own was added beside them."""
    cause = explain(case)
    if cause is None or cause.cause is not Cause.TWICE:
        return cause
    counted = relation.parts[cause.position - 1]
    has_parts = any(other.total == counted for other in plan.sums)
    return replace(cause, cause=Cause.SUBTOTAL) if has_parts else cause


def _gap_fields(case: Sum) -> dict[str, Words]:
    unit = own_unit(case.total.exponent)
    return {
        "text": same(case.total.text),
        "sum": _addition(case.parts, unit, case.added),
        "gap": money(abs(case.total.value - case.added), unit),
    }


def _weight_if_cut(case: Sum) -> tuple[Severity, Certainty]:
    """A total written more coarsely than its parts and short of less than its last digit is plainly cut."""
    step = case.total.reading.step
    coarser = all(part.reading.step < step for part in case.parts)
    return ("info" if coarser and 0 < case.added - case.total.value < step else "warning"), "possible"


def rounding_finding(
    plan: Plan, rules: CheckRules, relation: SumRelation, case: Sum, *, exacting: bool
) -> Finding:
    """`rounding-difference` on the total: unequal, and no more than rounding allows.

    A warning where the totals beside it are `exacting`, equal to their parts at the same precision.
    """
    texts = rules.rules.rounding_difference.messages
    return finding(
        plan,
        rules,
        "rounding-difference",
        _place(plan, relation.total, case.total),
        filled(texts.exacting if exacting else texts.near, _gap_fields(case)),
        expected=money(case.added, own_unit(case.total.exponent)).vi,
        evidence=_evidence([case]),
        severity=None if exacting else "info",
        certainty="certain" if relation.certain else "likely",
    )


def cause_words(texts: SumTexts, case: Sum, explanation: Explanation, expected: Words) -> Words:
    """The cause in words; `expected` is what the term in which it lies must be."""
    term = case.terms[explanation.position]
    wording = {
        Cause.ONE_DIGIT: texts.one_digit,
        Cause.SWAPPED: texts.swapped,
        Cause.LEFT_OUT: texts.left_out,
        Cause.TWICE: texts.twice,
        Cause.EXCHANGED: texts.exchanged,
        Cause.SUBTOTAL: texts.subtotal,
    }[explanation.cause]
    return filled(wording, {"text": same(term.text), "part": same(term.text), "expected": expected})


def shared_finding(
    plan: Plan, rules: CheckRules, cases: Sequence[tuple[SumRelation, Sum]], index: int, value: Decimal
) -> Finding:
    """`sum-mismatch` on the one figure that breaks several sums, with the value that mends them all."""
    cases = sorted(cases, key=lambda case: case[0].total == index)  # first those of which it is a part
    relation, first = cases[0]
    term = next(
        term
        for position, term in zip((relation.total, *relation.parts), first.terms, strict=True)
        if position == index
    )
    unit = own_unit(term.exponent)
    sums = joined(
        (_addition(case.parts, own_unit(case.total.exponent), case.added) for _, case in cases), "; "
    )
    fields = {
        "text": same(term.text),
        "expected": money(value, unit),
        "count": same(format_vi(Decimal(len(cases)))),
        "sums": sums,
    }
    severity, certainty = _weight([relation for relation, _ in cases])
    return finding(
        plan,
        rules,
        "sum-mismatch",
        _place(plan, index, term),
        filled(rules.rules.sum_mismatch.messages.shared, fields),
        expected=money(value, unit).vi,
        evidence=_evidence([case for _, case in cases]),
        severity=severity,
        certainty=certainty,
    )


def _weight(relations: Sequence[SumRelation]) -> tuple[Severity | None, Certainty]:
    """A breakdown read from layout alone weighs less."""
    if any(relation.certain for relation in relations):
        return None, "certain"
    return "warning", "likely"
