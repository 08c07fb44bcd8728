"""Counts and the percentages they make: «460 hộ nghèo, tỷ lệ 11,5%»."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.plan import RatePair
from extractor.records import Target
from extractor.rulebook.figures import IndicatorRules

_MAX_GAP = 60


def rate_pairs(targets: Sequence[Target], indicators: IndicatorRules) -> tuple[RatePair, ...]:
    """Pairs of neighbours: a household count and, right behind it, the rate of the same indicator."""
    found = []
    for index, (count, rate) in enumerate(pairwise(targets)):
        near = 0 <= rate.figure[0] - count.figure[1] <= _MAX_GAP and rate.section == count.section
        counted = indicators.root.get(count.indicator)
        same = rate.unit == "percent" and counted is not None and counted.rate == rate.indicator
        if near and same and count.row == rate.row and count.denominator is None:
            found.append(RatePair(index, index + 1))
    return tuple(found)
