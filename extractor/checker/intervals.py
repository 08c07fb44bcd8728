"""Interval arithmetic over written figures: what a printed number can stand for, exactly.

A figure written as `v` with a last digit worth `u` stands for the closed interval [v - u/2, v + u/2];
an open end is None. Both ends are whole numbers over one denominator, so nothing is rounded on the way.
"""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, Inexact
from fractions import Fraction
from functools import reduce
from math import gcd

_SHOWN = Decimal("0.000001")  # bounds that do not end are shown this fine, rounded outward

# Decimals that a fraction ends after, by its denominator, and what brings that to a power of ten: nearly every bound
# is one of a few places.
_PLACES = {2**a * 5**b: (max(a, b), 10 ** max(a, b) // (2**a * 5**b)) for a in range(9) for b in range(9)}
_SHORT = 10**18  # a numerator that stays whole when written out so

Number = Fraction | Decimal | int


class Interval:
    """The closed interval [lo, hi]; an end that is None is open to infinity. Never changed once it is made."""

    __slots__ = ("_den", "_hi", "_lo")

    def __init__(self, lo: Number | None, hi: Number | None) -> None:
        (a, b), (c, d) = _ratio_of(lo), _ratio_of(hi)
        self._lo = None if a is None else a * d
        self._hi = None if c is None else c * b
        self._den = b * d

    @classmethod
    def over(cls, lo: int | None, hi: int | None, den: int) -> "Interval":
        """[lo / den, hi / den], den positive."""
        made = cls.__new__(cls)
        made._lo, made._hi, made._den = lo, hi, den
        return made

    @property
    def lo(self) -> Fraction | None:
        """The lower end."""
        return None if self._lo is None else Fraction(self._lo, self._den)

    @property
    def hi(self) -> Fraction | None:
        """The upper end."""
        return None if self._hi is None else Fraction(self._hi, self._den)

    @property
    def width(self) -> Fraction | None:
        """hi - lo; None where an end is open."""
        return None if self._lo is None or self._hi is None else Fraction(self._hi - self._lo, self._den)

    @property
    def is_empty(self) -> bool:
        """True where the lower end lies above the upper one."""
        return self._lo is not None and self._hi is not None and self._lo > self._hi

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Interval) and (self.lo, self.hi) == (other.lo, other.hi)

    def __hash__(self) -> int:
        return hash((self.lo, self.hi))

    def __repr__(self) -> str:
        return f"Interval({self.lo}, {self.hi})"

    def __add__(self, other: "Interval") -> "Interval":
        f, g, den = _to_common(self._den, other._den)
        lo = None if self._lo is None or other._lo is None else self._lo * f + other._lo * g
        hi = None if self._hi is None or other._hi is None else self._hi * f + other._hi * g
        return Interval.over(lo, hi, den)

    def __sub__(self, other: "Interval") -> "Interval":
        lo, hi = other._lo, other._hi
        return self + Interval.over(None if hi is None else -hi, None if lo is None else -lo, other._den)

    def exchanged(self, term: "Interval", other: "Interval") -> "Interval":
        """A sum of which this `term` was one, with another in its place; where an end is open, it stays so."""
        lo, hi = term._lo, term._hi
        without = Interval.over(None if lo is None else -lo, None if hi is None else -hi, term._den)
        return self + without + other

    def times(self, factor: Number) -> "Interval":
        """Both ends by a positive factor."""
        n, d = factor.as_integer_ratio()
        lo, hi = self._lo, self._hi
        return Interval.over(None if lo is None else lo * n, None if hi is None else hi * n, self._den * d)

    def product(self, other: "Interval") -> "Interval":
        """All products of two intervals that hold no negative value; open where either is."""
        return Interval.over(
            _multiplied(self._lo, other._lo), _multiplied(self._hi, other._hi), self._den * other._den
        )

    def out_of(self, other: "Interval") -> "Interval":
        """[a⁻/b⁺, a⁺/b⁻] for a ≥ 0; open above where b may be 0, anything where b may only be 0."""
        below, above = other._lo, other._hi
        if above is not None and above <= 0:
            return ANYTHING
        hi = None if self._hi is None or below is None or below <= 0 else self._hi * other._den
        lo = None if self._lo is None else 0 if above is None else self._lo * other._den
        if hi is None or below is None:
            return Interval.over(lo, None, self._den * (above or 1))
        if above is None or lo is None:
            return Interval.over(lo and lo * below, hi, self._den * below)
        return Interval.over(lo * below, hi * above, self._den * above * below)

    def meets(self, other: "Interval") -> bool:
        """True where the two have a point in common."""
        return self.can_reach(other) and other.can_reach(self)

    def can_reach(self, other: "Interval") -> bool:
        """True where some value here is at most some value of `other`."""
        return self._lo is None or other._hi is None or self._lo * other._den <= other._hi * self._den

    def meets_half_open(self, other: "Interval") -> bool:
        """The same where both are without their upper end, as figures cut off are; a point is itself."""
        return self.begins_within_reach(other) and other.begins_within_reach(self)

    def begins_within_reach(self, other: "Interval") -> bool:
        """True where this begins before `other`, taken without its upper end, is over."""
        if self._lo is None or other._hi is None:
            return True
        mine, its = self._lo * other._den, other._hi * self._den
        return mine < its or (mine == its and other._hi == other._lo)

    def overlap(self, other: "Interval") -> "Interval":
        """From the higher of the lower ends to the lower of the upper ends."""
        f, g, den = _to_common(self._den, other._den)
        los = [end * by for end, by in ((self._lo, f), (other._lo, g)) if end is not None]
        his = [end * by for end, by in ((self._hi, f), (other._hi, g)) if end is not None]
        return Interval.over(max(los, default=None), min(his, default=None), den)

    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The ends as decimals: exact where they end, else rounded outward to six places."""
        lo, hi = self._lo, self._hi
        if lo == hi and self._den == 1 and lo is not None and abs(lo) < _SHORT:
            return (end := Decimal(lo)), end
        return (
            None if lo is None else _decimal(lo, self._den, ROUND_FLOOR),
            None if hi is None else _decimal(hi, self._den, ROUND_CEILING),
        )


def _ratio_of(end: Number | None) -> tuple[int | None, int]:
    return (None, 1) if end is None else end.as_integer_ratio()


def _to_common(one: int, other: int) -> tuple[int, int, int]:
    """The factors that bring two denominators to one, and that one."""
    if one == other:
        return 1, 1, one
    shared = gcd(one, other)
    return other // shared, one // shared, one // shared * other


ANYTHING = Interval(None, None)


def _multiplied(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else max(a, 0) * max(b, 0)


def exact(value: Number) -> Interval:
    """A figure without doubt: a count, a sum to the đồng."""
    n, d = value.as_integer_ratio()
    return Interval.over(n, n, d)


def rounded(value: Number, step: Number) -> Interval:
    """A figure whose last written digit is worth `step`, rounded to the nearest."""
    if not step:
        return exact(value)
    (n, d), (m, e) = value.as_integer_ratio(), step.as_integer_ratio()
    return Interval.over(2 * n * e - m * d, 2 * n * e + m * d, 2 * d * e)


def cut(value: Number, step: Number) -> Interval:
    """The same figure read as cut off after its last digit."""
    if not step:
        return exact(value)
    (n, d), (m, e) = value.as_integer_ratio(), step.as_integer_ratio()
    return Interval.over(n * e, n * e + m * d, d * e)


def at_least(value: Number) -> Interval:
    """«trên», «hơn», «ít nhất», «tối thiểu», «từ … trở lên»."""
    return Interval(value, None)


def at_most(value: Number) -> Interval:
    """«dưới», «không quá», «tối đa»."""
    return Interval(None, value)


def sum_of(terms: Iterable[Interval]) -> Interval:
    """The interval of a sum; of no terms, exactly 0."""
    lo: int | None = 0
    hi: int | None = 0
    den = 1
    for term in terms:
        low, high = term._lo, term._hi
        f, g, den = _to_common(den, term._den)
        lo = None if lo is None or low is None else lo * f + low * g
        hi = None if hi is None or high is None else hi * f + high * g
    return Interval.over(lo, hi, den)


def ratio(a: Interval, b: Interval) -> Interval:
    """[a⁻/b⁺, a⁺/b⁻] for a ≥ 0; open above where b may be 0, anything where b may only be 0."""
    return a.out_of(b)


def percentage(a: Interval, b: Interval) -> Interval:
    """a out of b, in percent."""
    return ratio(a, b).times(100)


def population(count: Interval, rate: Interval) -> Interval:
    """The populations of which `count` is `rate` percent."""
    return ratio(count, rate).times(100)


def common(intervals: Iterable[Interval]) -> Interval | None:
    """What all of them share, or None where they share nothing."""
    shared = reduce(Interval.overlap, intervals, ANYTHING)
    return None if shared.is_empty else shared


def bounds(interval: Interval) -> tuple[Decimal | None, Decimal | None]:
    """The ends as decimals: exact where they end, else rounded outward to six places."""
    return interval.bounds()


def _decimal(numerator: int, denominator: int, rounding: str) -> Decimal:
    shared = gcd(numerator, denominator)
    numerator, denominator = numerator // shared, denominator // shared
    known = _PLACES.get(denominator)
    if known is not None and -_SHORT < numerator < _SHORT:
        places, factor = known
        return Decimal(numerator * factor).scaleb(-places)
    context = Context(prec=60, rounding=rounding, traps=[])
    result = context.divide(Decimal(numerator), Decimal(denominator))
    return result.quantize(_SHOWN, context=context) if context.flags[Inexact] else result


def rounded_to(value: Fraction, decimals: int) -> Decimal:
    """The value written with so many decimals, halves away from zero as such plans round."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)
