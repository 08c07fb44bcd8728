"""The units of rules/localities, loaded when first asked for."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from extractor.collecting import collector_held_off
from extractor.language.text import fold
from extractor.localities.names import RANKS, key, keys, likeness, split_rank
from extractor.localities.units import LEVELS, Era, Level, Unit
from extractor.resources import resource_dir

_FILES: Final = ("provinces.csv", "communes_after.csv", "communes_before.csv", "former.csv")
_ERAS: Final[tuple[Era, ...]] = ("before", "after")


class Gazetteer:
    """Every unit of both eras, by name and by id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._provinces: dict[tuple[str, str], Unit] = {}
        self._by_key: defaultdict[str, list[Unit]] = defaultdict(list)
        self._load()

    def provinces(self, era: Era) -> list[Unit]:
        """The provinces of an era in the order of their codes: 63 and 34."""
        return [unit for (of, _), unit in sorted(self._provinces.items()) if of == era]

    def unit(self, id: str) -> Unit | None:
        """The unit of this id; None where there is none."""
        era, _, rest = id.partition("/")
        code, *parts = rest.split("/")
        unit = self._provinces.get((era, code))
        for depth in range(len(parts)):
            path = f"{era}/{code}/{'/'.join(parts[: depth + 1])}"
            unit = next((child for child in unit.children if child.id == path), None) if unit else None
        return unit

    def units(self) -> Iterator[Unit]:
        """Every unit, a province before what lies in it."""
        for era in _ERAS:
            for province in self.provinces(era):
                yield from _with_children(province)

    def keyed(self, name_key: str) -> tuple[Unit, ...]:
        """The units whose name has this key (`extractor.localities.names.key`)."""
        return tuple(self._by_key.get(name_key, ()))

    def named(self, name: str, level: Level | None = None, era: Era | None = None) -> list[Unit]:
        """The units that a name, with its rank or without, may mean; those spelled as written first.

        Names of the units above may follow behind commas: «xã Tân Lập, Kon Rẫy, Kon Tum». Where a rank is
        written, units of another rank are found only if none has it.
        """
        first, *over = [part for part in name.split(",") if part.strip()] or [""]
        rank, bare = split_rank(first)
        found = self._ranked(rank, bare) or self._ranked(None, first)
        found = [u for u in found if level in {None, u.level} and era in {None, u.era}]
        for part in over:
            above = self.keyed(key(split_rank(part)[1]))
            found = [u for u in found if any(u is not other and u.within(other) for other in above)]
        if any(u.rank == rank for u in found):
            found = [u for u in found if u.rank == rank]
        return sorted(found, key=lambda u: (-likeness(bare, u.name), -LEVELS.index(u.level), u.id))

    @cached_property
    def syllables(self) -> frozenset[str]:
        """The syllables that names of units are made of, without marks."""
        return frozenset(fold("\n".join({unit.name for unit in self.units()})).replace("-", " ").split())

    def _ranked(self, rank: str | None, name: str) -> list[Unit]:
        return [u for u in self.keyed(key(name)) if rank is None or u.level in RANKS[rank]]

    def _load(self) -> None:
        """Units of today first: those of before are linked to them."""
        provinces, after, before, former = (self._rows(name) for name in _FILES)
        written = {row[2] for row in provinces} | {row[1] for row in (*after, *former)}
        written.update(name for row in before for name in row[1:3])
        written.discard("")
        self._names = _split(list(written))
        self._load_provinces(provinces)
        self._load_after(after)
        self._load_before(before)
        self._load_former(former)
        for era, code, named in self._rows("aliases.csv"):
            self._by_key[key(split_rank(named)[1])].append(self._provinces[era, code])

    def _load_provinces(self, rows: Sequence[Sequence[str]]) -> None:
        for era in reversed(_ERAS):
            for of, code, named, now in rows:
                if of == era:
                    unit = self._made(era, "province", named, None, code)
                    unit.became = () if era == "after" else (self._provinces["after", now],)
                    self._provinces[era, code] = unit

    def _load_after(self, rows: Sequence[Sequence[str]]) -> None:
        for code, named in rows:
            self._made("after", "commune", named, self._provinces["after", code])

    def _load_before(self, rows: Sequence[Sequence[str]]) -> None:
        """The rows stand by province and district."""
        for code, in_province in groupby(rows, key=itemgetter(0)):
            province = self._provinces["before", code]
            today = {unit.full_name: unit for unit in province.now.children}
            for named, in_district in groupby(in_province, key=itemgetter(1)):
                self._load_district(self._made("before", "district", named, province), in_district, today)

    def _load_district(
        self, district: Unit, rows: Iterable[Sequence[str]], today: Mapping[str, Unit]
    ) -> None:
        went: dict[Unit, None] = {}
        for _, _, named, now in rows:
            became = tuple(today[part] for part in now.split(";"))
            went.update(dict.fromkeys(became))
            if named:
                self._made("before", "commune", named, district).became = became
        district.became = tuple(went)

    def _load_former(self, rows: Sequence[Sequence[str]]) -> None:
        """Districts that ended before the reform, with the one that took them over."""
        for code, named, into, _ in rows:
            province = self._provinces["before", code]
            heir = next(district for district in province.children if district.full_name == into)
            district = self._made("before", "district", named, province)
            district.heir, district.became = heir, heir.became

    def _made(self, era: Era, level: Level, named: str, parent: Unit | None, code: str | None = None) -> Unit:
        """A unit among its siblings and under the key of its name."""
        unit = Unit(era, level, *self._names[named], parent, code)
        if parent is not None:
            parent.children.append(unit)
        self._by_key[unit.key].append(unit)
        return unit

    def _rows(self, name: str) -> list[list[str]]:
        with (self._folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]


def _split(written: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """(rank, name, key) of each: «thị xã Sa Pa» is («thị xã», «Sa Pa», `sapa`)."""
    parted = [_rank_and_name(named) for named in written]
    found = zip(written, parted, keys(name for _, name in parted), strict=True)
    return {named: (*parts, name_key) for named, parts, name_key in found}


def _rank_and_name(named: str) -> tuple[str, str]:
    """The files of the gazetteer write ranks in full; some are of two words."""
    first, second, *rest = named.split(" ", 2)
    return (first, named[len(first) + 1 :]) if first in RANKS else (f"{first} {second}", rest[0])


def _with_children(unit: Unit) -> Iterator[Unit]:
    yield unit
    for child in unit.children:
        yield from _with_children(child)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The units that the program ships, read once a process."""
    with collector_held_off():
        return Gazetteer(resource_dir("rules") / "localities")


def units_named(text: str, level: Level | None = None) -> list[Unit]:
    """The units of either era that a name may mean: «Kon Rẫy», «xã Tân Lập, huyện Kon Rẫy, Kon Tum»."""
    return gazetteer().named(text, level)


def province_of(unit: Unit) -> Unit:
    """The province of today that holds a unit."""
    return unit.now.province
