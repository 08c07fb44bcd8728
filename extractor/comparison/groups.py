"""Which values may be ranked together, and why the others may not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from extractor.collecting import collector_held_off
from extractor.comparison.drafts import Draft, Drafts, Kind, drafted
from extractor.comparison.places import PlaceIndex
from extractor.comparison.statistics import Summary, outliers, ranks, scores, summary
from extractor.comparison.values import LEVELS, Place, Status, Timing, Value

Reason = Literal[
    "average", "period", "part", "range", "condition", "conflict", "older", "assigned", "no_year"
]
_STATUSES: tuple[Status, ...] = ("baseline", "estimate", "actual", "target", "plan")
_UNTIMED: dict[Timing, Reason] = {
    Timing.AVERAGE: "average",
    Timing.PERIOD: "period",
    Timing.PART: "part",
    Timing.RANGE: "range",
    Timing.CONDITION: "condition",
}


class Ranked(NamedTuple):
    """A value in its group: `rank` 1 is the largest, `score` its modified z-score."""

    value: Value
    rank: int
    score: Decimal
    is_outlier: bool


class Left(NamedTuple):
    """A value that is shown and not ranked, and why."""

    value: Value
    reason: Reason


@dataclass(frozen=True)
class Group:
    """Values of one kind, ranked when somebody looks at them."""

    kind: Kind
    found: Drafts

    @property
    def count(self) -> int:
        """How many values it has, ranked or not."""
        return len(self.found)

    @property
    def places(self) -> Iterator[Place]:
        """The place of each value."""
        return (draft.place for draft in self.found.drafts)

    @property
    def is_ranked(self) -> bool:
        """Whether any of the values is."""
        return any(draft.fits for draft in self.found.drafts)

    @property
    def ranked(self) -> tuple[Ranked, ...]:
        """The values that are ranked, from the largest on."""
        return self._parts[0]

    @property
    def left(self) -> tuple[Left, ...]:
        """The other values."""
        return self._parts[1]

    @property
    def summary(self) -> Summary | None:
        """Of those that are ranked."""
        return self._parts[2]

    @property
    def rows(self) -> tuple[Ranked | Left, ...]:
        """Those that are ranked, then the others."""
        return *self.ranked, *self.left

    @cached_property
    def _parts(self) -> tuple[tuple[Ranked, ...], tuple[Left, ...], Summary | None]:
        with collector_held_off(lasting=True):
            return _ranked(self.found)


def grouped(values: Iterable[Value]) -> tuple[Group, ...]:
    """The groups of the values: latest year first, upper levels first, results before plans.

    A place is ranked once in a group: by its own plan before what an upper level says of it, by the plan
    issued last where several tell it.
    """
    with collector_held_off(lasting=True):
        found = values if isinstance(values, Drafts) else drafted(values, is_fit)
        kinds: dict[Kind, list[Draft]] = defaultdict(list)
        for draft in found.drafts:
            kinds[draft.kind].append(draft)
        return tuple(Group(kind, found.some(kinds[kind])) for kind in sorted(kinds, key=_order))


def _order(kind: Kind) -> tuple[object, ...]:
    level, status = LEVELS.index(kind.level), _STATUSES.index(kind.status)
    return kind.indicator, -(kind.year or 0), level, status, kind.scope, kind.unit, kind.standard or ""


def _ranked(values: Sequence[Value]) -> tuple[tuple[Ranked, ...], tuple[Left, ...], Summary | None]:
    chosen, left = _chosen(values)
    figures = [value.value for value in chosen]
    known = summary(figures) if figures else None
    scored = scores(figures, known)
    rows = list(map(Ranked, chosen, ranks(figures), scored, outliers(scored)))
    rows.sort(key=lambda row: (row.rank, row.value.place.shown, row.value.source.path))
    left.sort(key=lambda one: (one.value.place.shown, one.value.source.path, one.value.source.span))
    return tuple(rows), tuple(left), known


def _chosen(values: Sequence[Value]) -> tuple[list[Value], list[Left]]:
    """One value for each place, and the rest with the reason."""
    left: list[Left] = []
    fit: list[Value] = []
    for value in values:
        reason = _unfit(value)
        if reason is None:
            fit.append(value)
        else:
            left.append(Left(value, reason))
    chosen = []
    for candidates in _by_place(fit):
        best = max(candidates, key=_precedence)
        chosen.append(best)
        left += [Left(other, _reason(other, best)) for other in candidates if other is not best]
    return chosen, left


def is_fit(value: Value) -> bool:
    """Whether a value can be ranked, with others of its kind."""
    return _unfit(value) is None


def _unfit(value: Value) -> Reason | None:
    if value.timing is not Timing.YEAR:
        return _UNTIMED[value.timing]
    if value.year is None:
        return "no_year"
    return "conflict" if value.others else None


def _by_place(values: Sequence[Value]) -> Iterator[list[Value]]:
    index = PlaceIndex(value.place for value in values)
    found: dict[int, list[Value]] = defaultdict(list)
    for value in values:
        found[index.number(value.place)].append(value)
    yield from found.values()


def _precedence(value: Value) -> tuple[object, ...]:
    source = value.source
    return not value.assigned, source.issued_on or "", source.path, (-source.span[0], -source.span[1])


def _reason(other: Value, best: Value) -> Reason:
    return "assigned" if other.assigned and not best.assigned else "older"
