"""Figures as Vietnamese plans write them, and what a slip makes of them. Exact arithmetic throughout."""

import itertools
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
UNITS = {"tỷ đồng": 3, "triệu đồng": 0, "nghìn đồng": -3, "đồng": -6}
UNIT = re.compile(r"\s+(tỷ đồng|triệu đồng|nghìn đồng|đồng)\b")
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Range:
    """The closed interval of what a rounded figure can stand for."""

    low: Fraction
    high: Fraction

    def meets(self, other: "Range") -> bool:
        """True where the two have a point in common."""
        return self.low <= other.high and other.low <= self.high


def value_of(text: str) -> Decimal:
    """`2.621,5` is 2621.5."""
    return Decimal(text.replace(".", "").replace(",", "."))


def decimals_of(text: str) -> int:
    """How many decimals are written."""
    return len(text.partition(",")[2])


def write(value: Decimal, decimals: int, *, grouped: bool = True) -> str:
    """2621.5 with one decimal as `2.621,5`."""
    whole, _, rest = f"{value:.{decimals}f}".partition(".")
    digits = f"{int(whole):,}".replace(",", ".") if grouped else whole
    return f"{digits},{rest}" if rest else digits


def range_of(text: str, *, exponent: int = 0, exact: bool = False) -> Range:
    """What a written figure times ten to the exponent can stand for; `exact` for what is counted."""
    value = Fraction(value_of(text)) * Fraction(10) ** exponent
    half = Fraction(0) if exact and "," not in text else Fraction(10) ** (exponent - decimals_of(text)) / 2
    return Range(value - half, value + half)


def total(ranges: Iterable[Range]) -> Range:
    """The interval of a sum."""
    known = list(ranges)
    return Range(sum((r.low for r in known), Fraction(0)), sum((r.high for r in known), Fraction(0)))


def percentage(a: Range, b: Range) -> Range:
    """a out of b in percent, both above 0."""
    return Range(100 * a.low / b.high, 100 * a.high / b.low)


def one_digit(text: str, rng: random.Random) -> str:
    """The figure with one digit another; the first stays above 0."""
    places = [at for at, c in enumerate(text) if c.isdigit()]
    at = rng.choice(places)
    first = at == places[0]
    choices = [d for d in "0123456789" if d != text[at] and not (first and d == "0")]
    return text[:at] + rng.choice(choices) + text[at + 1 :]


def swapped(text: str) -> str | None:
    """The figure with its first two unlike neighbouring digits exchanged; None where there are none."""
    digits = [at for at, c in enumerate(text) if c.isdigit()]
    for left, right in itertools.pairwise(digits):
        if text[left] != text[right]:
            return text[:left] + text[right] + text[left + 1 : right] + text[left] + text[right + 1 :]
    return None


def bare(text: str) -> str:
    """`2.645` as `2645`."""
    return text.replace(".", "")


def malformed(text: str, rng: random.Random) -> str:
    """Groups of thousands one of which has a digit too many or too few, so that no value can be read."""
    head, _, tail = text.partition(".")
    groups = tail.split(",")[0].split(".")
    extra = f"{rng.randrange(1, 9)}"
    if len(groups) > 1:
        return ".".join([head, groups[0] + extra, *groups[1:]])
    return f"{head}.{groups[0]}{extra}.{groups[0]}"
