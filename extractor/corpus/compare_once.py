"""What a plan tells several times, told once: the same figure, two ends of a range, several values for one thing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from extractor.comparison.values import Timing, Value

_NEAR: Final = 600  # letters: a paragraph


def told_once(values: Iterable[Value]) -> list[Value]:
    """Each fact of a plan once: told twice alike it is the first, two ends of a range are marked as such, and
    where it has several values the first carries the others."""
    return [value for alike in facts(values) for value in settled(alike)]


def facts(values: Iterable[Value]) -> Iterable[list[Value]]:
    """The values that tell one fact together, in the order in which each fact is first told."""
    found: dict[tuple[object, ...], list[Value]] = defaultdict(list)
    for value in values:
        found[_fact(value)].append(value)
    return found.values()


def _fact(value: Value) -> tuple[object, ...]:
    return (
        value.source.document,
        value.indicator,
        value.place,
        value.year,
        value.status,
        value.unit,
        value.scope,
        value.standard,
        value.timing,
    )


def settled(values: list[Value]) -> list[Value]:
    """The values of one fact as they are compared."""
    if len(values) == 1:
        return values
    ends = [value for value in values if _is_end(value, values)]
    rest = [value for value in values if value not in ends]
    found = [value._replace(timing=Timing.RANGE) for value in ends]
    if rest:
        distinct: dict[Decimal, Value] = {}
        for value in rest:
            distinct.setdefault(value.value, value)
        first, *others = distinct.values()
        is_whole = not others or _holds_all(first, others)
        found.append(_surest(first, rest) if is_whole else first._replace(others=tuple(others)))
    return found


def _holds_all(first: Value, others: Sequence[Value]) -> bool:
    """Whether a count is told first and the others right behind it, as what it is made up of."""
    near = all(0 < value.source.figure[0] - first.source.figure[0] < _NEAR for value in others)
    return first.unit != "percent" and near and sum(value.value for value in others) <= first.value


def _surest(first: Value, alike: Sequence[Value]) -> Value:
    """The value with all that is found on it wherever it is told."""
    marks = tuple(dict.fromkeys(mark for value in alike for mark in value.marks))
    told = next((value.denominator for value in alike if value.denominator is not None), None)
    return first._replace(marks=marks, denominator=told)


def _is_end(value: Value, values: Sequence[Value]) -> bool:
    """Whether the same words give a lower and an upper bound."""
    other = {">=": "<=", "<=": ">="}.get(value.comparator)
    return any(v.comparator == other and _beside(v, value) for v in values)


def _beside(one: Value, other: Value) -> bool:
    return one.source.text == other.source.text or abs(one.source.figure[0] - other.source.figure[0]) < 40
