"""One figure that breaks several sums, told once: the same for sums of money and for counts."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from extractor.checker.causes import required
from extractor.checker.repairs import Sum
from extractor.plan import SumKind


class Judged(Protocol):
    """A sum with the indices of its figures among the plan's records, the total's first."""

    @property
    def sum(self) -> Sum: ...

    @property
    def figures(self) -> tuple[int, ...]: ...


C = TypeVar("C", bound=Judged)


def set_apart(wrong: Sequence[C]) -> tuple[list[tuple[list[C], int, Decimal]], list[C]]:
    """The sums that one figure breaks, with its index and the value that mends them all; and those left over."""
    left, shared = list(wrong), []
    while culprit := _culprit(left):
        index, value = culprit
        broken = [case for case in left if _requires(case, index) == value]
        left = [case for case in left if case not in broken]
        shared.append((broken, index, value))
    return shared, left


def _culprit(cases: Sequence[Judged]) -> tuple[int, Decimal] | None:
    """The figure, and the value it must have, that breaks the most sums; at least two."""
    votes: Counter[tuple[int, Decimal]] = Counter()
    for case in cases:
        for index in set(case.figures):
            value = _requires(case, index)
            if value is not None and value >= 0:
                votes[index, value] += 1
    best = max(votes, key=lambda key: (votes[key], -key[0]), default=None)
    return best if best is not None and votes[best] > 1 else None


def _requires(case: Judged, index: int) -> Decimal | None:
    if index not in case.figures or case.sum.kind is SumKind.SOME:
        return None
    if any(term.bound != "=" for term in case.sum.terms):
        return None
    return required(case.sum, case.figures.index(index)).normalize()
