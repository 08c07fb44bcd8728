"""What is told of a percentage that its two figures do not make (`ratio-mismatch`), wherever the three stand."""

from collections.abc import Iterable
from fractions import Fraction

from extractor.checker import intervals
from extractor.checker.quantities import Quantity
from extractor.checker.report import Place, filled, finding
from extractor.checker.wording import Words, percent, same
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Finding, Severity
from extractor.rulebook.checks import CheckRules


def ratio_finding(
    plan: Plan,
    rules: CheckRules,
    stated: Quantity,
    section: tuple[str, ...],
    ratio: Fraction,
    figures: tuple[Words, Words],
    evidence: Iterable[Span],
    severity: Severity | None = None,
) -> Finding:
    """`ratio-mismatch` on the stated percentage; `ratio` is the part of the whole, `figures` are both in words."""
    expected = percent(intervals.rounded_to(100 * ratio, stated.decimals), stated.decimals)
    count, whole = figures
    fields = {"count": count, "whole": whole, "stated": same(stated.text), "expected": expected}
    return finding(
        plan,
        rules,
        "ratio-mismatch",
        Place(stated.span, section),
        filled(rules.rules.ratio_mismatch.messages.ratio, fields),
        expected=expected.vi,
        evidence=evidence,
        severity=severity,
        certainty="likely",
    )
