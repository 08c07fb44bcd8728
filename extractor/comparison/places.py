"""Telling one place from another by what plans say of it."""

from collections import defaultdict
from collections.abc import Iterable

from extractor.comparison.values import Place, same_place
from extractor.language.text import canonical

_Name = tuple[str, str]


class PlaceIndex:
    """Numbers for places: two that may be one have the same number.

    A place named without its district or province is one with the only place of its name that has them;
    where several do, it stays apart.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._numbers: dict[Place, int] = {}
        by_name: dict[_Name, list[Place]] = defaultdict(list)
        for place in dict.fromkeys(places):
            by_name[place.level, canonical(place.name)].append(place)
        for number, alike in enumerate(_sets(by_name.values())):
            self._numbers |= dict.fromkeys(alike, number)

    def number(self, place: Place) -> int:
        """The number of a place that the index was made of; raises KeyError for any other."""
        return self._numbers[place]


def told_apart(places: Iterable[Place]) -> list[list[Place]]:
    """Places that cannot be one over the years: those of one name, and those that one unit of today holds, are
    together."""
    listed = list(dict.fromkeys(places))
    index = PlaceIndex(listed)
    found: list[tuple[set[int], set[str], list[Place]]] = []
    for place in listed:
        number, now = index.number(place), place.now if place.level != "district" else None
        mine: tuple[set[int], set[str], list[Place]] = ({number}, {now} if now else set(), [place])
        for other in [one for one in found if number in one[0] or (now and now in one[1])]:
            found.remove(other)
            mine = (other[0] | mine[0], other[1] | mine[1], other[2] + mine[2])
        found.append(mine)
    return [together for _, _, together in found]


def _sets(named: Iterable[list[Place]]) -> Iterable[list[Place]]:
    for places in named:
        if len(places) == 1:
            yield places
        else:
            yield from _told_apart(places)


def _told_apart(places: list[Place]) -> list[list[Place]]:
    """The fullest named first; each goes to the only set it fits, or makes one of its own."""
    sets: list[list[Place]] = []
    for place in sorted(places, key=lambda p: (-_fullness(p), p.shown, p.unit or "")):
        fitting = [known for known in sets if _fits(place, known[0])]
        if len(fitting) == 1:
            fitting[0].append(place)
        else:
            sets.append([place])
    return sets


def _fits(place: Place, known: Place) -> bool:
    if place.unit and known.unit:
        return place.unit == known.unit
    return same_place(place, known)


def _fullness(place: Place) -> int:
    return bool(place.district) + bool(place.province) + bool(place.unit)
