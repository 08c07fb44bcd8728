"""A budget or a target as a quantity: its value, how finely it is written, what its words bound.

The precision is that of the figure as written, read again from the plan's text.
"""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extractor import regex
from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.language.figures import Figure, read_figure
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Target, Term
from extractor.values import dataclass, worked_out_once

Bound = Literal["=", ">=", "<=", "~"]

COUNTED = frozenset(
    {
        "household", "person", "visit", "card", "gift", "school", "class", "house", "commune", "village",
        "facility", "project", "model", "enterprise", "cooperative", "livestock", "bed", "sample", "point",
        "subscriber", "session", "set", "member",
    }
)  # fmt: skip
MEASURED_WORDS = frozenset({"tạ", "yến", "sào", "mẫu", "khối", "giờ", "công", "ngày", "điểm", "lần"})
_BOUNDS: dict[str | None, Bound] = {None: "=", ">": ">=", "<": "<=", "~": "~"}
_LEADING_FIGURE = regex.compile(r"\d[\d.,\u00a0]*(?<=\d)")
_TRAILING_FIGURE = regex.compile(r"\d[\d.,\u00a0]*(?<=\d)(?=\s*$)")
_GAP = regex.compile(r"[\s ]{0,3}")
_ZERO = Decimal(0)
_NONE: tuple[tuple[str, "Reading"], ...] = ()
_UNIT_MARKS = (("tỷ", 3), ("triệu", 0), ("tr", 0), ("nghìn", -3), ("ngàn", -3), ("1.000", -3), ("đ", -6))


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a figure: its value and the worth of its last written digit (0: exact)."""

    value: Decimal
    step: Decimal


@dataclass(frozen=True)
class Quantity:
    """A figure of the plan: where it stands, how it reads, what its words bound.

    `exponent` is the power of ten that its unit puts on the written figure (None where the figure
    spans several words), `decimals` the written decimals, `others` the other readings with the mark
    that makes them possible.
    """

    span: Span
    text: str
    reading: Reading
    bound: Bound
    exponent: int | None
    decimals: int
    written: str
    others: tuple[tuple[str, Reading], ...] = ()

    @property
    def value(self) -> Decimal:
        return self.reading.value

    @worked_out_once
    def interval(self) -> Interval:
        """All that the figure can stand for, rounded to the nearest."""
        return self._bounded(intervals.rounded(self.reading.value, self.reading.step))

    @worked_out_once
    def cut(self) -> Interval:
        """All that it can stand for, its further digits cut off."""
        return self._bounded(intervals.cut(self.reading.value, self.reading.step))

    def _bounded(self, interval: Interval) -> Interval:
        match self.bound:
            case "~":
                return intervals.ANYTHING
            case ">=":
                return intervals.at_least(self.reading.value)
            case "<=":
                return intervals.at_most(self.reading.value)
        return interval

    def term(self) -> Term:
        """The quantity as a term of a check record."""
        return self._term

    @worked_out_once
    def _term(self) -> Term:
        ends = intervals.bounds(self.interval)
        return Term(span=self.span, text=self.text, value=self.value, interval=ends)

    def shifted(self, by: int) -> "Quantity":
        """The same figure with `by` more powers of ten in its unit."""
        reading = Reading(self.value.scaleb(by), self.reading.step.scaleb(by))
        exponent = None if self.exponent is None else self.exponent + by
        return replace(self, reading=reading, exponent=exponent, others=())


_Read = dict[int, tuple[Budget | Target, Quantity]]


def _figures_read(_: Plan) -> _Read:
    """The figures of a plan that were read already, by the id of their record, which is kept beside them."""
    return {}


def of_budget(plan: Plan, budget: Budget) -> Quantity:
    """A sum in triệu đồng; written to the đồng it is exact."""
    known = plan.once(_figures_read)
    found = known.get(id(budget))
    if found is None:
        found = known[id(budget)] = budget, _of_budget(plan, budget)
    return found[1]


def of_target(plan: Plan, target: Target) -> Quantity:
    """The value of a target; a whole number of counted things is exact."""
    known = plan.once(_figures_read)
    found = known.get(id(target))
    if found is None:
        found = known[id(target)] = target, _of_target(plan, target)
    return found[1]


def _of_budget(plan: Plan, budget: Budget) -> Quantity:
    written = plan.text.text[budget.figure[0] : budget.figure[1]]
    exponent = money_exponent(written, budget.unit_text, budget.value)
    span = with_unit(plan, budget.figure, budget.unit_text)
    source = _Source(span, plan.words(span), written, budget.value, _BOUNDS[budget.approx])
    return _quantity(source, exponent, whole_is_exact=exponent == -6)


def _of_target(plan: Plan, target: Target) -> Quantity:
    written = _first_figure(plan.text.text[target.figure[0] : target.figure[1]])
    exponent = _exponent(written, target.value)
    span = with_unit(plan, target.figure, "%") if target.unit == "percent" else target.figure
    counted = target.unit in COUNTED or _is_counted_of(target)
    source = _Source(span, plan.words(span), written, target.value, target.comparator)
    return _quantity(source, exponent, whole_is_exact=counted)


def of_denominator(plan: Plan, target: Target) -> Quantity | None:
    """The b of a/b, as written at the end of the figure."""
    if target.denominator is None:
        return None
    text = plan.text.text[target.figure[0] : target.figure[1]]
    match = _TRAILING_FIGURE.search(text)
    written = match[0] if match and "/" in text else ""
    exponent = _exponent(written, target.denominator)
    counted = target.unit in COUNTED or _is_counted_of(target)
    source = _Source(target.figure, plan.words(target.figure), written, target.denominator, "=")
    return _quantity(source, exponent, whole_is_exact=counted)


def _is_counted_of(target: Target) -> bool:
    """The a and b of «86/92 đơn vị»: things of any kind, but for those that are weighed or measured."""
    measured = canonical(target.unit_text or "").split(" ")[0] in MEASURED_WORDS
    return target.denominator is not None and target.unit in {None, "other"} and not measured


@dataclass(frozen=True, slots=True)
class _Source:
    """A figure as a record gives it: its words, its value, and what its words bound."""

    span: Span
    text: str
    written: str
    value: Decimal
    bound: Bound


def _quantity(source: _Source, exponent: int | None, *, whole_is_exact: bool) -> Quantity:
    figure = read_figure(source.written)
    if figure is None or exponent is None:
        return _unwritten(source, whole_is_exact=whole_is_exact)
    every = _readings(figure, exponent, whole_is_exact)
    if len(every) == 1 and every[0].value == source.value:
        own, others = every[0], _NONE
    else:
        own = next((r for r in every if r.value == source.value), Reading(source.value, every[0].step))
        mark = "," if "," in figure.text else "."
        others = tuple((mark, r) for r in every if r.value != source.value)
    decimals = max(0, exponent - _decimal_exponent(own.step)) if own.step else 0
    return Quantity(source.span, source.text, own, source.bound, exponent, decimals, source.written, others)


def _unwritten(source: _Source, *, whole_is_exact: bool) -> Quantity:
    """A figure of several words («2 tỷ 500»): as fine as its value is."""
    value, finest = source.value, _decimal_exponent(source.value)
    exact = whole_is_exact and value == value.to_integral_value()
    reading = Reading(value, _ZERO if exact else Decimal(1).scaleb(finest))
    return Quantity(source.span, source.text, reading, source.bound, None, max(0, -finest), source.written)


@lru_cache(maxsize=4096)  # the figures of a plan are asked for by many families of checks
def _readings(figure: Figure, exponent: int, whole_is_exact: bool) -> tuple[Reading, ...]:
    return tuple(
        [
            Reading(v.scaleb(exponent), _ZERO if whole_is_exact and d == 0 else _power_of_ten(exponent - d))
            for v, d in ((figure.value, figure.decimals), *figure.readings)
        ]
    )


@lru_cache(maxsize=64)
def _power_of_ten(exponent: int) -> Decimal:
    return Decimal(1).scaleb(exponent)


def _first_figure(text: str) -> str:
    if text.isdecimal():
        return text
    match = _LEADING_FIGURE.search(text)
    return match[0] if match else text


def _decimal_exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


@lru_cache(maxsize=4096)
def money_exponent(written: str, unit: str | None, value: Decimal) -> int | None:
    """The power of ten from the written figure to its value in triệu đồng; None where the figure is compound."""
    named = _named_exponent(unit)
    figure = read_figure(written)
    if figure is None:
        return None
    for read in (figure.value, *(other for other, _ in figure.readings)):
        if named is not None and read.scaleb(named) == value:
            return named
    return _exponent(written, value)


@lru_cache(maxsize=256)
def _named_exponent(unit: str | None) -> int | None:
    words = canonical(unit or "")
    for mark, exponent in _UNIT_MARKS:
        if mark in words:
            return exponent
    return -6 if words.startswith("vn") else None


def _exponent(written: str, value: Decimal) -> int | None:
    figure = read_figure(written)
    if figure is None:
        return None
    if figure.value == value:
        return 0
    for read in (figure.value, *(other for other, _ in figure.readings)):
        if read == value:
            return 0
        power = (value / read).normalize() if read else _ZERO
        sign, digits, exponent = power.as_tuple()
        if digits == (1,) and sign == 0 and isinstance(exponent, int):
            return exponent
    return None


def with_unit(plan: Plan, figure: Span, unit: str | None) -> Span:
    """The span of the figure, and of its unit where that follows at once."""
    if not unit:
        return figure
    text = plan.text.text
    start = figure[1]
    if text[start : start + 1].isspace():
        gap = _GAP.match(text, start)
        start = gap.end() if gap else start
    if text[start : start + 1].lower() != unit.lstrip()[:1].lower():
        return figure
    if text[start : start + len(unit)] == unit and len(unit.split()) == 1:
        return figure[0], start + len(unit)
    match = _unit_pattern(unit).match(text, start)
    return (figure[0], match.end()) if match else figure


@lru_cache(maxsize=512)
def _unit_pattern(unit: str) -> "regex.Pattern[str]":
    return regex.compile(r"\s+".join(regex.escape(word) for word in unit.split()), regex.IGNORECASE)
