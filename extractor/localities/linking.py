"""The unit that a document is of: by the names that it states, its level and its date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.localities.gazetteer import Gazetteer, gazetteer
from extractor.localities.names import key, likeness, split_rank
from extractor.localities.units import LEVELS, REFORM, Era, Level, Unit
from extractor.records import Document, LinkedUnit

LIKELY: Final = 0.8  # links below are to be looked at
_STATED, _ONE_STATED, _ALONE, _COMMUNE_ALONE = 0.99, 0.95, 0.75, 0.5
_OTHER_RANK, _OTHER_ERA = 0.9, 0.8


@dataclass(frozen=True, slots=True)
class Link:
    """A unit and how sure it is (0 to 1; from LIKELY on it may be taken as right)."""

    unit: Unit
    confidence: float

    def record(self) -> LinkedUnit:
        """The link as the record of the document holds it."""
        unit, district, commune = self.unit, self.unit.district, self.unit.commune
        return LinkedUnit(
            unit=unit.id,
            province=unit.province.name,
            district=None if district is None else district.name,
            commune=None if commune is None else commune.name,
            unit_now=unit.now.path,
            confidence=round(self.confidence, 2),
        )


def link(document: Document, text: str = "") -> Link | None:
    """The unit that a document is of, or None where its names fit none or several alike.

    `text` is the whole document: places that it speaks of decide between namesakes.
    """
    if document.issuer_level not in LEVELS:
        return None
    stated = _Stated.of(document)
    if stated is None:
        return None
    found: list[Link] = []
    for era in _eras(document):
        found += _candidates(gazetteer(), stated, era, _OTHER_ERA if found else 1.0)
        if best := _best(found):
            return best
    return None


def linked(document: Document, text: str) -> Document:
    """The document with the unit that it is of, where one is found."""
    found = link(document, text)
    return document if found is None else document.model_copy(update={"linked_unit": found.record()})


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a document says of itself: its level, its name, the rank of it, the names above."""

    level: Level
    rank: str | None
    name: str
    over: dict[Level, str]

    @classmethod
    def of(cls, document: Document) -> "_Stated | None":
        level = document.issuer_level
        names: dict[Level, str] = {at: name for at in LEVELS if (name := getattr(document, at)) is not None}
        if level is None or level == "central" or level not in names:
            return None
        rank = _rank(document.issuer or "", names[level])
        over = {at: names[at] for at in LEVELS[LEVELS.index(level) + 1 :] if at in names}
        return cls(level, rank, names[level], over)


def _rank(issuer: str, name: str) -> str | None:
    """The rank before the name at the end of the issuer: «UBND huyện Tam Đường»."""
    words = issuer.removesuffix(name).split()
    return next((r for n in (2, 1) if (r := split_rank(" ".join((*words[-n:], name)))[0])), None)


def _eras(document: Document) -> Sequence[Era]:
    """The eras to look in: that of the document's date first."""
    date = document.issued_on or ""
    if len(date) >= len("2025-07"):
        return ("after", "before") if date[:7] >= REFORM[:7] else ("before", "after")
    year = document.plan_year or (document.period[0] if document.period else 0)
    known = int(date) if date else year
    return ("after", "before") if max(known, year) > int(REFORM[:4]) else ("before", "after")


def _candidates(units: Gazetteer, stated: _Stated, era: Era, weight: float) -> Iterator[Link]:
    for unit in units.keyed(key(stated.name)):
        if unit.level == stated.level and unit.era == era:
            confidence = _confidence(units, stated, unit)
            if confidence:
                yield Link(unit, confidence * weight)


def _confidence(units: Gazetteer, stated: _Stated, unit: Unit) -> float:
    rank = 1.0 if stated.rank in {None, unit.rank} else _OTHER_RANK
    agreed = [_lies_in(units, unit, level, name) for level, name in stated.over.items()]
    if unit.level == "province":
        base = _STATED
    elif not all(agreed):
        return 0.0
    else:
        alone = _ALONE if unit.level == "district" else _COMMUNE_ALONE
        base = (alone, _ONE_STATED, _STATED)[len(agreed)]
    return base * rank * likeness(stated.name, unit.name)


def _lies_in(units: Gazetteer, unit: Unit, level: Level, name: str) -> bool:
    above = (other for other in units.keyed(key(name)) if other.level == level)
    return any(unit.within(other) for other in above)


def _best(found: Iterable[Link]) -> Link | None:
    """The surest link; None where another unit is as sure."""
    ordered = sorted(found, key=lambda one: -one.confidence)
    if not ordered or (len(ordered) > 1 and ordered[1].confidence > ordered[0].confidence - 0.05):
        return None
    return ordered[0]
