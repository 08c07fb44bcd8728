"""One figure beside another that says what it should be: last year's result, the upper level's target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from extractor.comparison.values import LEVELS, Place, Timing, Value, same_place
from extractor.language.text import canonical

Against = Literal["last-year", "assigned", "upper"]
_RATE: Final = "percent"
_RESULTS: Final = {"actual": 0, "estimate": 1}


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure of a plan and what it is held against; `gap` is the first less the second.

    `comparable` is False where both stand on different poverty standards and differ: the gap then says nothing.
    """

    value: Value
    other: Value
    against: Against
    gap: Decimal
    comparable: bool


def against_last_year(values: Sequence[Value]) -> Iterator[Pair]:
    """Each plan's starting point beside the result of the year before: as another document tells it, else as the
    plan itself does."""
    results = [v for v in values if v.status in _RESULTS and _usable(v)]
    for value in values:
        if value.status == "baseline" and _usable(value) and value.year is not None:
            year = value.year - 1
            told = [r for r in results if r.year == year and _alike(value, r) and not r.others]
            if told:
                yield _pair(value, min(told, key=lambda r: _nearness(value, r)), "last-year")


def against_upper_level(values: Sequence[Value]) -> Iterator[Pair]:
    """Each target of a place beside the one that an upper level's plan gives it, else a rate beside that level's own
    rate; a count of a part says nothing beside the count of the whole."""
    targets = [v for v in values if v.status == "target" and _usable(v)]
    own = [v for v in targets if not v.assigned]
    for value in own:
        same = [v for v in targets if v.assigned and v.year == value.year and _alike(value, v)]
        over = [v for v in own if v.year == value.year and _is_over(v, value)]
        if same:
            yield _pair(value, max(same, key=_latest), "assigned")
        elif over and value.unit == _RATE:
            nearest = max(over, key=lambda v: (LEVELS.index(v.place.level), *_latest(v)))
            yield _pair(value, nearest, "upper")


def _usable(value: Value) -> bool:
    return value.timing is Timing.YEAR and value.year is not None


def _alike(value: Value, other: Value) -> bool:
    kinds = (value.indicator, value.unit, value.scope) == (other.indicator, other.unit, other.scope)
    return kinds and same_place(value.place, other.place)


def _nearness(value: Value, result: Value) -> tuple[object, ...]:
    elsewhere = result.source.document != value.source.document
    return not elsewhere, _RESULTS[result.status], result.assigned, result.source.path


def _latest(value: Value) -> tuple[str, str]:
    return value.source.issued_on or "", value.source.path


def _is_over(upper: Value, value: Value) -> bool:
    kinds = (value.indicator, value.unit, value.scope) == (upper.indicator, upper.unit, upper.scope)
    return kinds and holds(upper.place, value.place)


def holds(upper: Place, place: Place) -> bool:
    """Whether the place says of itself that it lies in the upper one."""
    if LEVELS.index(upper.level) >= LEVELS.index(place.level):
        return False
    named = {"district": place.district, "province": place.province}.get(upper.level)
    if named is None or canonical(named) != canonical(upper.name):
        return False
    both = upper.province and place.province
    return (
        not both
        or canonical(upper.province or "") == canonical(place.province or "")
        or upper.level == "province"
    )


def _pair(value: Value, other: Value, against: Against) -> Pair:
    comparable = value.standard == other.standard or value.value == other.value
    return Pair(value, other, against, value.value - other.value, comparable)
