"""Values of one place over the years, in pieces that may be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.comparison.values import Status, Timing, Value
from extractor.language.text import canonical

Break = Literal["standard", "reform", "place", "scope"]
_STATUSES: tuple[Status, ...] = ("baseline", "target", "plan", "estimate", "actual")


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series; `broken_by` says why it is not compared with the one before."""

    value: Value
    broken_by: tuple[Break, ...]


def series(values: Iterable[Value], *, unmerged: bool = False) -> tuple[Point, ...]:
    """The values by year, those of a year from its start on (start, plan, estimate, result).

    A break stands where the poverty standard changes, where the unit is another since 1 July 2025 (not with
    `unmerged`), where another of the units tells it that were merged into one, and where the figure counts
    others. Averages and ranges have no place in it.
    """
    ordered = sorted((v for v in values if v.year is not None and v.timing is Timing.YEAR), key=_order)
    points: list[Point] = []
    for value in ordered:
        points.append(Point(value, _breaks(points[-1].value, value, unmerged) if points else ()))
    return tuple(points)


def pieces(points: Sequence[Point]) -> list[tuple[Value, ...]]:
    """The values of a series between its breaks."""
    found: list[list[Value]] = []
    for point in points:
        if point.broken_by or not found:
            found.append([])
        found[-1].append(point.value)
    return [tuple(piece) for piece in found]


def _order(value: Value) -> tuple[object, ...]:
    source = value.source
    return (
        value.year,
        value.after_reform,
        value.place.shown,
        _STATUSES.index(value.status),
        value.assigned,
        source.issued_on or "",
        source.path,
    )


def _breaks(before: Value, after: Value, unmerged: bool) -> tuple[Break, ...]:
    found: list[Break] = []
    if before.standard != after.standard:
        found.append("standard")
    if before.after_reform != after.after_reform and not unmerged:
        found.append("reform")
    if canonical(before.place.name) != canonical(after.place.name):
        found.append("place")
    if (before.scope, before.unit) != (after.scope, after.unit):
        found.append("scope")
    return tuple(found)
