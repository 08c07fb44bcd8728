"""One value over another: what was reached of a plan, money for each household, one source over another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, localcontext

from extractor.comparison.values import MILLION_DONG, Timing, Value, same_place

Fits = Callable[[Value, Value], bool]
_DIGITS = 28
_CENT = Decimal(100)
_DONE = frozenset({"actual", "estimate"})
_PLANNED = frozenset({"target", "plan"})


def quotients(
    over: Iterable[Value],
    under: Sequence[Value],
    fits: Fits,
    *,
    indicator: str,
    label: str,
    unit: str,
    factor: Decimal = Decimal(1),
) -> Iterator[Value]:
    """For each value of `over` it times `factor` over the value of `under` of the same place that `fits` it.

    The plan's own figure goes before another plan's, that of the place's own plans before an upper level's. Nothing
    where none fits, where several of one kind differ, or where it is 0.
    """
    for value in over:
        below = _denominator(value, under, fits)
        if below is None or not _single(value):
            continue
        with localcontext(prec=_DIGITS):
            found = value.value * factor / below.value
        yield value._replace(
            indicator=indicator,
            label=label,
            value=found,
            unit=unit,
            denominator=below.value,
            value_written=None,
            marks=(),
            parts=(value, below),
            comparator=_comparator(value, below),
        )


def _single(value: Value) -> bool:
    return value.timing is Timing.YEAR and not value.others


def _denominator(value: Value, under: Sequence[Value], fits: Fits) -> Value | None:
    known = [
        other
        for other in under
        if _single(other) and same_place(value.place, other.place) and fits(value, other)
    ]
    own = [other for other in known if other.source.document == value.source.document]
    own = own or [other for other in known if not other.assigned] or known
    figures = {other.value for other in own}
    return own[0] if len(figures) == 1 and own[0].value else None


def _comparator(over: Value, under: Value) -> str:
    """A bound stays one where what it is divided by is exact."""
    return over.comparator if under.comparator == "=" else "~"


def reached(values: Sequence[Value], label: str) -> Iterator[Value]:
    """Results and estimates over the plan of their year, in per cent."""
    over = [value for value in values if value.status in _DONE]
    under = [value for value in values if value.status in _PLANNED]
    return quotients(
        over, under, _same_fact, indicator="actual-plan", label=label, unit="percent", factor=_CENT
    )


def cut_of_start(cuts: Iterable[Value], levels: Sequence[Value], label: str) -> Iterator[Value]:
    """Each reduction over the level that the year began with, in per cent of it."""
    name = "reduction-baseline"
    return quotients(cuts, levels, _at_the_start, indicator=name, label=label, unit="percent", factor=_CENT)


def per_household(money: Iterable[Value], counts: Sequence[Value], name: str, label: str) -> Iterator[Value]:
    """Money for each poor household at the start of the year (`per-poor-household`), or for each that leaves
    poverty in it (`per-leaving-household`)."""
    fits = _counted_at_the_start if name == "per-poor-household" else _counted_in_the_year
    unit = f"{MILLION_DONG}/household"
    return quotients(money, counts, fits, indicator=name, label=label, unit=unit)


def over_source(local: Iterable[Value], central: Sequence[Value], label: str) -> Iterator[Value]:
    """Local money over central money for the same thing, in per cent."""
    name = "local-central"
    return quotients(local, central, _same_money, indicator=name, label=label, unit="percent", factor=_CENT)


def _same_fact(value: Value, other: Value) -> bool:
    kinds = (value.indicator, value.unit, value.scope, value.year, value.standard)
    return kinds == (other.indicator, other.unit, other.scope, other.year, other.standard)


def _same_money(value: Value, other: Value) -> bool:
    return (value.year, value.status) == (other.year, other.status)


def _at_the_start(value: Value, other: Value) -> bool:
    told = (value.scope, value.standard) == (other.scope, other.standard)
    return told and _tells_the_start(value, other)


def _counted_at_the_start(value: Value, other: Value) -> bool:
    return not other.scope and _tells_the_start(value, other)


def _counted_in_the_year(value: Value, other: Value) -> bool:
    same = (value.status in _PLANNED) == (other.status in _PLANNED)
    return not other.scope and same and other.year == value.year


def _tells_the_start(value: Value, other: Value) -> bool:
    """`other` tells the state at the start of the year that `value` is of."""
    if value.year is None or other.year is None:
        return False
    if other.status == "baseline":
        return other.year == value.year
    return other.status == "actual" and other.year == value.year - 1
