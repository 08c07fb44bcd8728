"""The unit that a document is of: by the names that it states, its level, its date and what it speaks of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.localities.alike import distance, nearest, trust
from extractor.localities.gazetteer import Gazetteer, gazetteer
from extractor.localities.mentions import Mentions
from extractor.localities.names import key, likeness
from extractor.localities.stated import Stated
from extractor.localities.units import LEVELS, Era, Level, Unit
from extractor.records import Document, LinkedUnit

LIKELY: Final = 0.8  # links below are to be looked at
# How sure a link is by the number of names above that are stated and agree.
_AGREED: Final = (0.0, 0.95, 0.99)
# Where none is stated: by level, and by what the text speaks of around the unit (Mentions.support).
_ALONE: Final[dict[Level, tuple[float, ...]]] = {
    "commune": (0.5, 0.6, 0.82, 0.86, 0.9),
    "district": (0.7, 0.75, 0.86, 0.9, 0.93),
    "province": (0.99,),
}
_URBAN: Final = frozenset({"thành phố", "thị xã", "quận", "phường", "thị trấn"})
_OTHER_URBAN, _OTHER_RANK, _OTHER_ERA, _NEAR_NAME_ABOVE = 0.95, 0.87, 0.75, 0.95
_OF_THE_PLACE: Final = 2  # points for a dateline that names the district or the province
_OTHER_PROVINCE: Final = 0.75
_MARGIN, _POINTS_AHEAD = 0.04, 2
_AROUND: Final[dict[Level, float]] = {"district": 0.4, "province": 0.3}


@dataclass(frozen=True, slots=True)
class Link:
    """A unit and how sure it is (0 to 1; from LIKELY on it may be taken as right).

    `whole` is False where the document's own unit is not known and this is the district or province around it.
    """

    unit: Unit
    confidence: float
    whole: bool = True

    def record(self) -> LinkedUnit:
        """The link as the record of the document holds it."""
        unit, district, commune = self.unit, self.unit.district, self.unit.commune
        return LinkedUnit(
            unit=unit.id if self.whole else None,
            province=unit.province.name,
            district=None if district is None else district.name,
            commune=None if commune is None else commune.name,
            unit_now=(unit.now if self.whole else unit.now.province).path,
            confidence=round(self.confidence, 2),
        )


def link(document: Document, text: str = "") -> Link | None:
    """The unit that a document is of, or None where its names fit none or several alike.

    `text` is the whole document: places that it speaks of decide between namesakes.
    """
    stated = Stated.of(document, text, gazetteer())
    if stated is None:
        return None
    search = _Search(gazetteer(), stated, Mentions(text))
    for era, weight in zip(stated.eras, (1.0, _OTHER_ERA), strict=False):
        best = search.best(era)
        if best is not None:
            return Link(best.unit, best.confidence * weight)
    return search.around()


def linked(document: Document, text: str) -> Document:
    """The document with the unit that it is of, where one is found."""
    found = link(document, text)
    return document if found is None else document.model_copy(update={"linked_unit": found.record()})


class _Search:
    """The search for one document."""

    def __init__(self, units: Gazetteer, stated: Stated, mentions: Mentions) -> None:
        self._units = units
        self._stated = stated
        self._mentions = mentions

    def best(self, era: Era) -> Link | None:
        """The surest unit of an era; None where there is none, or no reason to prefer one of several."""
        stated = self._stated
        exact = [u for u in self._units.keyed(key(stated.name)) if (u.level, u.era) == (stated.level, era)]
        links = [link for u in exact if (link := self._weighed(u)) is not None]
        return self._surest(links) if links else self._near(era)

    def around(self) -> Link | None:
        """The district or the province that the document is in, where its own unit is not known."""
        for level in LEVELS[LEVELS.index(self._stated.level) + 1 :]:
            named = key(self._stated.over.get(level, ""))
            above = self._above(level, self._stated.eras[0])
            holders = [u for u in above if u.key == named and self._agreed(u) is not None]
            if len(holders) == 1:
                return Link(holders[0], _AROUND[level], whole=False)
        return None

    def _near(self, era: Era) -> Link | None:
        """A unit whose name is a slip away from the one stated, in the places stated or spoken of."""
        name = self._stated.name
        near = nearest(name, self._block(era))
        found = self._surest([link for u in near.units if (link := self._weighed(u)) is not None])
        if found is None:
            return None
        return Link(found.unit, found.confidence * trust(name, near, self._units.syllables))

    def _block(self, era: Era) -> Iterator[Unit]:
        """The units of the level among which a misspelled name is looked for."""
        level = self._stated.level
        if level == "province":
            yield from self._units.provinces(era)
            return
        holders = self._above("district", era) if level == "commune" else []
        for holder in holders or self._above("province", era) or self._spoken_of(era):
            for unit in holder.children:
                if unit.level == level:
                    yield unit
                else:
                    yield from (u for u in unit.children if u.level == level)

    def _above(self, level: Level, era: Era) -> list[Unit]:
        """The units that a stated name above may mean, by its own spelling or the nearest."""
        name = self._stated.over.get(level)
        if name is None:
            return []
        found = [u for u in self._units.keyed(key(name)) if (u.level, u.era) == (level, era)]
        if found or level == "commune":
            return found
        provinces = self._units.provinces(era)
        all_units = provinces if level == "province" else [u for p in provinces for u in p.children]
        return list(nearest(name, (u for u in all_units if u.level == level)).units)

    def _spoken_of(self, era: Era) -> list[Unit]:
        """The province, where the text speaks of one alone."""
        named = self._mentions.by_level["province"]
        found = [unit for unit in self._units.provinces(era) if unit.key in named]
        return found if len(found) == 1 else []

    def _weighed(self, unit: Unit) -> Link | None:
        """How sure a unit of the stated name is; None where a name above is another's."""
        stated = self._stated
        agreed = self._agreed(unit)
        if agreed is None:
            return None
        sure = _AGREED[len(agreed)] if agreed else self._alone(unit)
        for factor in agreed:
            sure *= factor
        sure *= 1.0 if stated.rank in {None, unit.rank} else self._other_rank(unit)
        return Link(unit, sure * (likeness(stated.name, unit.name) if key(stated.name) == unit.key else 1.0))

    def _other_rank(self, unit: Unit) -> float:
        if unit.level == "province":  # «tỉnh Cần Thơ» held two provinces; «tỉnh Thừa Thiên Huế» is Huế
            return _OTHER_PROVINCE if key(self._stated.name) == unit.key else 1.0
        return _OTHER_URBAN if {self._stated.rank, unit.rank} <= _URBAN else _OTHER_RANK

    def _agreed(self, unit: Unit) -> list[float] | None:
        """How well each stated name above is that of a unit above; None where one is not."""
        found: list[float] = []
        for level, name in self._stated.over.items():
            if level == unit.level or (level == "district" and unit.era == "after"):
                continue  # no districts any more: one that is named is of old
            alike = self._names_above(unit, level, key(name))
            if alike is None:
                return None
            found.append(alike)
        return found

    def _names_above(self, unit: Unit, level: Level, name: str) -> float | None:
        """1 where the unit above it has this name, a little less where it nearly has; else None."""
        above = unit.province if level == "province" else unit.district
        if above is None:
            return None
        same = (u for u in self._units.keyed(name) if u.level == level)
        if any(self._is_or_was(above, other) for other in same):
            return 1.0
        return _NEAR_NAME_ABOVE if distance(name, above.key) else None

    def _is_or_was(self, above: Unit, other: Unit) -> bool:
        """The same unit, the one that took it over, or, since the reform, the province of today or of old."""
        if other is above or (other.heir is not None and other.heir is above):
            return True
        return above.level == "province" and self._stated.eras[0] == "after" and other.now is above.now

    def _alone(self, unit: Unit) -> float:
        steps = _ALONE[unit.level]
        return steps[min(self._points(unit), len(steps) - 1)]

    def _points(self, unit: Unit) -> int:
        over = {u.key for u in (unit.district, unit.province) if u is not None and u is not unit}
        placed = _OF_THE_PLACE if key(self._stated.place) in over else 0
        return placed + self._mentions.support(unit)

    def _surest(self, found: Sequence[Link]) -> Link | None:
        """The surest link; of several as sure the one whose surroundings the text speaks of."""
        if not found:
            return None
        top = max(link.confidence for link in found)
        alike = [link for link in found if link.confidence > top - _MARGIN]
        if len(alike) == 1:
            return alike[0]
        ahead, behind = sorted(((self._points(link.unit), i) for i, link in enumerate(alike)), reverse=True)[
            :2
        ]
        return alike[ahead[1]] if ahead[0] >= behind[0] + _POINTS_AHEAD else None
