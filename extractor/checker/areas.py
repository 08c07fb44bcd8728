"""Where a place stands to the lists of places that components are for: on one, off all, or it cannot be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractor.checker.dates import first_day
from extractor.localities.gazetteer import gazetteer
from extractor.localities.linking import LIKELY
from extractor.localities.names import key, split_rank
from extractor.localities.units import REFORM, Level, Unit
from extractor.plan import Plan
from extractor.rulebook.programmes import Area

Stand = Literal["inside", "outside", "unknown"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place by the names of it and what it lies in, from the province in; `shown` is its full name.

    The gazetteer knows the first `known` of these names: all of them, the province alone, or none.
    """

    steps: tuple[tuple[str | None, str], ...]
    shown: str
    known: int

    def inside(self, name: str, rank: str | None, shown: str, *, known: bool) -> "Where":
        """A place in this one."""
        return Where((*self.steps, (rank, key(name))), shown, self.known + known)

    @property
    def around(self) -> "Where":
        """The province that it lies in, as far as names tell."""
        return Where(self.steps[:1], self.shown, min(self.known, 1))

    def meets(self, other: "Where") -> bool:
        """True where one is the other or lies in it; a rank that is not told may be any."""
        return all(_alike(mine, theirs) for mine, theirs in zip(self.steps, other.steps, strict=False))


def _alike(mine: tuple[str | None, str], theirs: tuple[str | None, str]) -> bool:
    return mine[1] == theirs[1] and (None in {mine[0], theirs[0]} or mine[0] == theirs[0])


def where_of(plan: Plan) -> Where | None:
    """The place of a plan as it was before 1 July 2025; None where it is not known, and for a unit of today."""
    document = plan.document
    linked = document.linked_unit
    if linked is not None and linked.unit is not None:
        if linked.confidence < LIKELY:
            return None
        unit = gazetteer().unit(linked.unit)
        return None if unit is None or unit.era == "after" else _of_unit(unit)
    if document.province is None or (document.issued_on or "") >= REFORM:
        return None
    names = [document.province, document.district, document.commune]
    last = {"province": 1, "district": 2, "commune": 3}.get(document.issuer_level or "", 0)
    named = [name for name in names[:last] if name]
    return _named(named) if last and len(named) == last else None


def holds(area: Area, year: int | None, day: str | None) -> bool:
    """Whether the list is of the plan's year, and was there when the plan was made as far as its date tells."""
    return year is not None and area.years[0] <= year <= area.years[1] and (day is None or day >= area.since)


def stand(where: Where, area: Area) -> Stand:
    """Whether a place, or part of it, is on a list; one that the gazetteer does not know may be misspelled."""
    units = _listed(area.units)
    if any(where.meets(unit) for unit in units):
        return "inside"
    if not where.known or any(where.meets(province) for province in _listed(area.open)):
        return "unknown"
    is_known = where.known == len(where.steps) or not any(where.around.meets(unit) for unit in units)
    return "outside" if is_known else "unknown"


def is_none_of(plan: Plan, areas: Sequence[Area]) -> bool:
    """True where a component is for these areas and the plan's place is known to be in none of them."""
    where, day = where_of(plan), first_told_day(plan)
    if not areas or where is None or not all(holds(area, planned_year(plan), day) for area in areas):
        return False
    return best(stand(where, area) for area in areas) == "outside"


def planned_year(plan: Plan) -> int | None:
    """The year planned for, the first of a period."""
    return plan.document.plan_year or (plan.document.period or (None,))[0]


def first_told_day(plan: Plan) -> str | None:
    """The earliest day that the plan's date can mean."""
    issued = plan.document.issued_on
    return None if issued is None else str(first_day(issued))


def inner_place(where: Where, locality: str) -> Where | None:
    """A place that a plan lists in its own (a district of a province, a commune of a district); None where it is no
    such, or one of several."""
    level: Level = "commune" if len(where.steps) > 1 else "district"
    found = [_of_unit(unit) for unit in gazetteer().named(locality, level, "before")]
    own = [unit for unit in found if unit.meets(where)]
    return own[0] if len(own) == 1 else None


def best(stands: Iterable[Stand]) -> Stand:
    """Of several areas that a component is for, one is enough."""
    found = set(stands)
    return "inside" if "inside" in found else "unknown" if "unknown" in found else "outside"


@lru_cache(maxsize=64)
def _listed(units: tuple[str, ...]) -> tuple[Where, ...]:
    return tuple(map(_read, units))


def _read(unit: str) -> Where:
    """A listed unit, by the spelling of the gazetteer where that knows it."""
    known = gazetteer().named(unit, era="before")
    if len(known) == 1:
        return _of_unit(known[0])
    return _named([part.strip() for part in reversed(unit.split(",")) if part.strip()])


def _of_unit(unit: Unit) -> Where:
    above = unit.parent
    if above is None:
        return Where(((None, unit.key),), unit.full_name, 1)
    return _of_unit(above).inside(unit.name, unit.rank, unit.full_name, known=True)


def _named(names: list[str]) -> Where:
    """A place by its names from the province in, as far as the gazetteer does not know it."""
    province, *rest = names
    known = gazetteer().named(province, "province", "before")
    alone = Where(((None, key(split_rank(province)[1])),), province, 0)
    where = _of_unit(known[0]) if len(known) == 1 else alone
    for name in rest:
        rank, bare = split_rank(name)
        where = where.inside(bare, rank, name, known=False)
    return where
