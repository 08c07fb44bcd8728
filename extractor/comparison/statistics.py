"""Order statistics in exact decimals: quartiles, ranks, and outliers by the median's own measure of spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

# Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): 0,6745 is the 0,75 quantile of the normal
# distribution, 1,253314 is sqrt(pi / 2), 3,5 the bound that they recommend.
NORMAL_QUARTILE: Final = Decimal("0.6745")
MEAN_SCALE: Final = Decimal("1.253314")
BOUND: Final = Decimal("3.5")
LEAST_FOR_OUTLIERS: Final = 5
_HALF: Final = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Summary:
    """Five numbers of a set of values, and `mad`, the median of the distances from the median."""

    count: int
    least: Decimal
    lower_quartile: Decimal
    median: Decimal
    upper_quartile: Decimal
    most: Decimal
    mad: Decimal


def summary(values: Sequence[Decimal]) -> Summary:
    """The summary of at least one value; raises ValueError for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    middle = quantile(ordered, _HALF)
    distances = sorted(abs(value - middle) for value in ordered)
    return Summary(
        count=len(ordered),
        least=ordered[0],
        lower_quartile=quantile(ordered, Decimal("0.25")),
        median=middle,
        upper_quartile=quantile(ordered, Decimal("0.75")),
        most=ordered[-1],
        mad=quantile(distances, _HALF),
    )


def quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The quantile of sorted values, between two of them in proportion (as QUARTILE.INC of a spreadsheet)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    value = ordered[below]
    if below + 1 < len(ordered):
        value += (place - below) * (ordered[below + 1] - value)
    return value


def ranks(values: Sequence[Decimal]) -> list[int]:
    """For each value its rank, 1 for the largest; equal values share the better one."""
    first: dict[Decimal, int] = {}
    for position, value in enumerate(sorted(values, reverse=True), 1):
        first.setdefault(value, position)
    return [first[value] for value in values]


def scores(values: Sequence[Decimal], known: Summary | None = None) -> list[Decimal]:
    """For each value its modified z-score: distance from the median in units of the usual distance.

    Where more than half of the values are equal (MAD 0) the mean distance stands for the median one; where all
    are, every score is 0. `known` is their summary, where that is at hand.
    """
    if not values:
        return []
    known = known or summary(values)
    if known.mad:
        return [NORMAL_QUARTILE * (value - known.median) / known.mad for value in values]
    mean = sum((abs(value - known.median) for value in values), Decimal(0)) / len(values)
    if not mean:
        return [Decimal(0)] * len(values)
    return [(value - known.median) / (MEAN_SCALE * mean) for value in values]


def outliers(scored: Sequence[Decimal]) -> list[bool]:
    """Whether each value is an outlier, by their `scores`: beyond 3,5. Of fewer than five values none is."""
    if len(scored) < LEAST_FOR_OUTLIERS:
        return [False] * len(scored)
    return [abs(score) > BOUND for score in scored]
