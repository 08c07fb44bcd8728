"""Counts and the percentages they make: «460 hộ nghèo, tỷ lệ 11,5%»."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.plan import RatePair
from extractor.records import Target
from extractor.rulebook.figures import IndicatorRules

_MAX_GAP = 60


def _is_rate_of(count: Target, rate: Target, indicators: IndicatorRules) -> bool:
    counted = indicators.root.get(count.indicator)
    return rate.unit == "percent" and counted is not None and counted.rate == rate.indicator


def rate_pairs(targets: Sequence[Target], indicators: IndicatorRules) -> tuple[RatePair, ...]:
    """Pairs of neighbours: a household count and the rate of the same indicator right behind or before it."""
    found = []
    for index, (count, rate) in enumerate(pairwise(targets)):
        near = 0 <= rate.figure[0] - count.figure[1] <= _MAX_GAP and rate.section == count.section
        if (
            near
            and _is_rate_of(count, rate, indicators)
            and count.row == rate.row
            and count.denominator is None
        ):
            found.append(RatePair(index, index + 1))
        elif near and count.row == rate.row and _is_rate_of(rate, count, indicators):
            found.append(RatePair(index + 1, index))
    return tuple(found)
