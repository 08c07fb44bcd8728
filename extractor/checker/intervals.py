"""Interval arithmetic over written figures: what a printed number can stand for, exactly.

A figure written as `v` with a last digit worth `u` stands for the closed interval [v - u/2, v + u/2];
an open end is None. Everything is `Fraction`, so nothing is rounded on the way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce

_SHOWN = Decimal("0.000001")  # bounds that do not end are shown this fine, rounded outward

# Decimals that a fraction ends after, by its denominator: nearly every bound is one of a few places.
_PLACES = {2**a * 5**b: max(a, b) for a in range(9) for b in range(9)}
_SHORT = 10**18  # a numerator that stays whole when written out so

Number = Fraction | Decimal | int


@dataclass(frozen=True, slots=True)
class Interval:
    """The closed interval [lo, hi]; an end that is None is open to infinity."""

    lo: Fraction | None
    hi: Fraction | None

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_added(self.lo, other.lo), _added(self.hi, other.hi))

    def __sub__(self, other: "Interval") -> "Interval":
        negative = Interval(None if other.hi is None else -other.hi, None if other.lo is None else -other.lo)
        return self + negative

    def exchanged(self, term: "Interval", other: "Interval") -> "Interval":
        """A sum of which this `term` was one, with another in its place; where an end is open, it stays so."""
        return Interval(
            _exchanged(self.lo, term.lo, other.lo),
            _exchanged(self.hi, term.hi, other.hi),
        )

    def times(self, factor: Number) -> "Interval":
        """Both ends by a positive factor."""
        f = Fraction(factor)
        return Interval(None if self.lo is None else self.lo * f, None if self.hi is None else self.hi * f)

    def product(self, other: "Interval") -> "Interval":
        """All products of two intervals that hold no negative value; open where either is."""
        return Interval(_multiplied(self.lo, other.lo), _multiplied(self.hi, other.hi))

    def meets(self, other: "Interval") -> bool:
        """True where the two have a point in common."""
        return self.can_reach(other) and other.can_reach(self)

    def can_reach(self, other: "Interval") -> bool:
        """True where some value here is at most some value of `other`."""
        return self.lo is None or other.hi is None or self.lo <= other.hi

    def meets_half_open(self, other: "Interval") -> bool:
        """The same where both are without their upper end, as figures cut off are; a point is itself."""
        return self.begins_within_reach(other) and other.begins_within_reach(self)

    def begins_within_reach(self, other: "Interval") -> bool:
        """True where this begins before `other`, taken without its upper end, is over."""
        if self.lo is None or other.hi is None or self.lo < other.hi:
            return True
        return self.lo == other.hi == other.lo

    @property
    def width(self) -> Fraction | None:
        """hi - lo; None where an end is open."""
        return None if self.lo is None or self.hi is None else self.hi - self.lo


ANYTHING = Interval(None, None)


def _added(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _multiplied(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else max(a, Fraction(0)) * max(b, Fraction(0))


def _exchanged(total: Fraction | None, term: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if total is None or term is None or other is None else total - term + other


def exact(value: Number) -> Interval:
    """A figure without doubt: a count, a sum to the đồng."""
    point = Fraction(value)
    return Interval(point, point)


def rounded(value: Number, step: Number) -> Interval:
    """A figure whose last written digit is worth `step`, rounded to the nearest."""
    if not step:
        return exact(value)
    (n, d), (m, e) = value.as_integer_ratio(), step.as_integer_ratio()
    return Interval(Fraction(2 * n * e - m * d, 2 * d * e), Fraction(2 * n * e + m * d, 2 * d * e))


def cut(value: Number, step: Number) -> Interval:
    """The same figure read as cut off after its last digit."""
    if not step:
        return exact(value)
    (n, d), (m, e) = value.as_integer_ratio(), step.as_integer_ratio()
    return Interval(Fraction(n, d), Fraction(n * e + m * d, d * e))


def at_least(value: Number) -> Interval:
    """«trên», «hơn», «ít nhất», «tối thiểu», «từ … trở lên»."""
    return Interval(Fraction(value), None)


def at_most(value: Number) -> Interval:
    """«dưới», «không quá», «tối đa»."""
    return Interval(None, Fraction(value))


def sum_of(terms: Iterable[Interval]) -> Interval:
    """The interval of a sum; of no terms, exactly 0."""
    return reduce(Interval.__add__, terms, exact(0))


def ratio(a: Interval, b: Interval) -> Interval:
    """[a⁻/b⁺, a⁺/b⁻] for a ≥ 0; open above where b may be 0, anything where b may only be 0."""
    if b.hi is not None and b.hi <= 0:
        return ANYTHING
    lo = None if a.lo is None else Fraction(0) if b.hi is None else a.lo / b.hi
    hi = None if a.hi is None or b.lo is None or b.lo <= 0 else a.hi / b.lo
    return Interval(lo, hi)


def percentage(a: Interval, b: Interval) -> Interval:
    """a out of b, in percent."""
    return ratio(a, b).times(100)


def population(count: Interval, rate: Interval) -> Interval:
    """The populations of which `count` is `rate` percent."""
    return ratio(count, rate).times(100)


def common(intervals: Iterable[Interval]) -> Interval | None:
    """What all of them share, or None where they share nothing."""
    shared = reduce(_overlap, intervals, ANYTHING)
    empty = shared.lo is not None and shared.hi is not None and shared.lo > shared.hi
    return None if empty else shared


def _overlap(a: Interval, b: Interval) -> Interval:
    los = [end for end in (a.lo, b.lo) if end is not None]
    his = [end for end in (a.hi, b.hi) if end is not None]
    return Interval(max(los, default=None), min(his, default=None))


def bounds(interval: Interval) -> tuple[Decimal | None, Decimal | None]:
    """The ends as decimals: exact where they end, else rounded outward to six places."""
    return (
        None if interval.lo is None else _decimal(interval.lo, ROUND_FLOOR),
        None if interval.hi is None else _decimal(interval.hi, ROUND_CEILING),
    )


def _decimal(value: Fraction, rounding: str) -> Decimal:
    places = _PLACES.get(value.denominator)
    if places is not None and abs(value.numerator) < _SHORT:
        return Decimal(value.numerator * (10**places // value.denominator)).scaleb(-places)
    context = Context(prec=60, rounding=rounding, traps=[])
    result = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return result.quantize(_SHOWN, context=context) if context.flags[Inexact] else result


def rounded_to(value: Fraction, decimals: int) -> Decimal:
    """The value written with so many decimals, halves away from zero as such plans round."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)
