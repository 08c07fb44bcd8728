"""A sum under every reading of its figures: it is wrong only where none of them fits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import IntEnum

from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.quantities import Quantity
from extractor.checker.repairs import Sum
from extractor.plan import SumKind
from extractor.records import Verdict


class Fit(IntEnum):
    """How well a sum fits, best first."""

    EXACT = 0
    ROUNDED = 1
    CUT = 2
    NONE = 3


VERDICTS: Mapping[Fit, Verdict] = {
    Fit.EXACT: "agrees",
    Fit.ROUNDED: "rounding",
    Fit.CUT: "rounding",
    Fit.NONE: "disagrees",
}
_FITTING = frozenset({Fit.EXACT, Fit.ROUNDED})


def fit_of(case: Sum) -> Fit:
    """How the parts of one reading stand to the total."""
    if case.kind is SumKind.WHOLE and case.equal:
        return Fit.EXACT
    added = intervals.sum_of([part.interval for part in case.parts])
    if case.kind is SumKind.SOME:
        if case.added <= case.total.value or any(term.bound != "=" for term in case.terms):
            return Fit.EXACT if added.can_reach(case.total.interval) else Fit.NONE
        if added.can_reach(case.total.interval):
            return Fit.ROUNDED
        return _cut(_cut_off(case).begins_within_reach(case.total.cut))
    if case.total.interval.meets(added):
        return Fit.EXACT if any(term.bound != "=" for term in case.terms) else Fit.ROUNDED
    return _cut(case.total.cut.meets_half_open(_cut_off(case)))


def _cut_off(case: Sum) -> Interval:
    """The sum of the parts, the further digits of each cut off."""
    return intervals.sum_of([part.cut for part in case.parts])


def _cut(fits: bool) -> Fit:
    return Fit.CUT if fits else Fit.NONE


def best_reading(case: Sum, *, decimal_points: bool) -> tuple[Sum, Fit]:
    """The sum as preferably read; where that fails or fits only cut off, the first other reading that fits.

    A comma before three digits may group thousands, but not beside one that can only stand before decimals; a
    dot is held to be a decimal point only in a plan that writes others so (`decimal_points`), and then in all
    figures of the sum at once.
    """
    fit = fit_of(case)
    if fit in _FITTING:
        return case, fit
    for other in _others(case, decimal_points=decimal_points):
        if other != case and (other_fit := fit_of(other)) in _FITTING:
            return other, other_fit
    return case, fit


def _others(case: Sum, *, decimal_points: bool) -> Iterator[Sum]:
    if not any("," in term.written and term.decimals and not term.others for term in case.terms):
        yield _read(case, (swapped(term, ",") for term in case.terms))
        for position, term in enumerate(case.terms):
            if (other := swapped(term, ",")) is not term:
                yield case.replaced(position, other)
    if decimal_points:
        yield _read(case, (swapped(term, ".") for term in case.terms))


def _read(case: Sum, terms: Iterable[Quantity]) -> Sum:
    total, *parts = terms
    return Sum(case.kind, total, tuple(parts))


def swapped(term: Quantity, mark: str) -> Quantity:
    """The term with its mark read the other way, where it can be."""
    other = next((reading for own, reading in term.others if own == mark), None)
    return term if other is None else replace(term, reading=other)
