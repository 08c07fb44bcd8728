"""Telling one place from another by what plans say of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from extractor.comparison.values import Place, same_place
from extractor.language.text import canonical

_name = lru_cache(maxsize=1 << 16)(canonical)  # of a place: a corpus names some ten thousand, over and over
_Name = tuple[str, str]
_Sign = int | str  # of places that may be one: their number in an index, or the unit of today that holds them


class PlaceIndex:
    """Numbers for places: two that may be one have the same number.

    A place named without its district or province is one with the only place of its name that has them;
    where several do, it stays apart.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._numbers: dict[Place, int] = {}
        by_name: dict[_Name, list[Place]] = defaultdict(list)
        for place in dict.fromkeys(places):
            by_name[place.level, _name(place.name)].append(place)
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
    found: dict[int, tuple[set[_Sign], list[Place]]] = {}
    of_sign: dict[_Sign, int] = {}  # the set, by its key in `found`, that holds the places with this sign
    for key, place in enumerate(listed):
        signs: set[_Sign] = {index.number(place)}
        if place.now and place.level != "district":
            signs.add(place.now)
        together = [place]
        for other in sorted({of_sign[sign] for sign in signs if sign in of_sign}):
            others, before = found.pop(other)
            signs, together = signs | others, before + together
        found[key] = signs, together
        of_sign |= dict.fromkeys(signs, key)
    return [together for _, together in found.values()]


def is_one_place(places: Iterable[Place]) -> bool:
    """Whether all of them are one place over the years, as `told_apart` tells; quick where they are many."""
    listed = list(dict.fromkeys(places))
    names = Counter((place.level, _name(place.name)) for place in listed)
    nows = Counter(place.now for place in listed if place.now and place.level != "district")
    alone = (names[place.level, _name(place.name)] == 1 >= nows[place.now or ""] for place in listed)
    return len(listed) == 1 or (not any(alone) and len(told_apart(listed)) == 1)


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
