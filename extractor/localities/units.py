"""One administrative unit, as it was before 1 July 2025 or as it is since."""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from extractor.language.text import fold

Level = Literal["commune", "district", "province"]
Era = Literal["before", "after"]

REFORM: Final = "2025-07-01"  # Resolution 202/2025/QH15, Law 72/2025/QH15: 34 provinces, no districts
LEVELS: Final[tuple[Level, ...]] = ("commune", "district", "province")
_VNI: Final = {
    "\u0301": "1",
    "\u0300": "2",
    "\u0309": "3",
    "\u0303": "4",
    "\u0323": "5",
    "\u0302": "6",
    "\u031b": "7",
    "\u0306": "8",
}


@dataclass(slots=True, eq=False)
class Unit:
    """A unit of one era; made by the gazetteer alone, compared by identity.

    `rank` is «tỉnh», «huyện», «xã» …, `name` the name without it, `parent` the unit right above (None over
    a province), `code` a province's official number. `became` lists the units of today that took it over,
    the one that took most of it first; it is empty for a unit of today. `heir` is the district that took over
    one that ended in 2019-2025, before the reform; such a district holds no communes here.
    """

    era: Era
    level: Level
    rank: str
    name: str
    key: str
    parent: "Unit | None"
    code: str | None = None
    became: "tuple[Unit, ...]" = ()
    heir: "Unit | None" = None
    children: "list[Unit]" = field(default_factory=list)

    @property
    def id(self) -> str:
        """A path that stays the same: `before/12/huyen-tam-duong/xa-binh-lu`, `after/12/xa-binh-lu`."""
        if self.parent is None:
            return f"{self.era}/{self.code}"
        twins = any(other.key == self.key and other.rank == self.rank for other in _beside(self))
        return f"{self.parent.id}/{slug(self.full_name, marked=twins)}"

    @property
    def full_name(self) -> str:
        """Rank and name: «huyện Tam Đường»."""
        return f"{self.rank} {self.name}"

    @property
    def path(self) -> str:
        """Its name and those above it: «xã Bình Lư, huyện Tam Đường, tỉnh Lai Châu»."""
        return self.full_name if self.parent is None else f"{self.full_name}, {self.parent.path}"

    @property
    def now(self) -> "Unit":
        """The unit of today that holds it: itself, a commune's successor, else the province.

        Of a commune that was divided it is the one that took most of it; a district has a successor of its
        own only where all of it went to one commune.
        """
        if self.era == "after":
            return self
        if self.level == "district" and len(self.became) != 1:
            return self.province.now
        return self.became[0]

    @property
    def province(self) -> "Unit":
        """The province that it is or lies in, of its own era."""
        return self if self.parent is None else self.parent.province

    @property
    def district(self) -> "Unit | None":
        """The district that it is or lies in; None for provinces and since the reform."""
        if self.level == "district":
            return self
        return self.parent if self.level == "commune" and self.era == "before" else None

    @property
    def commune(self) -> "Unit | None":
        """Itself where it is a commune."""
        return self if self.level == "commune" else None

    def within(self, other: "Unit") -> bool:
        """True where it is the other or lies in it, today's bounds included: Kon Tum lies in Quảng Ngãi."""
        if self is other or (other.era == "after" and self.now is other):
            return True
        if self.parent is not None and self.parent.within(other):
            return True
        return self.era == "before" and other.era == "after" and self.now.within(other)


def _beside(unit: Unit) -> list[Unit]:
    return [] if unit.parent is None else [other for other in unit.parent.children if other is not unit]


@lru_cache(maxsize=4096)
def slug(name: str, *, marked: bool = False) -> str:
    """A name as a part of an id: «xã Bình Lư» is `xa-binh-lu`.

    `marked` writes marks as VNI does, for names that are the same without: `xa4-hoang8-thanh2`.
    """
    words = "".join(c if c.isalnum() else " " for c in name.replace("'", "")).split()
    return "-".join(_vni(word) if marked else fold(word) for word in words)


def _vni(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d9"))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return bare + "".join(sorted(_VNI.get(c, "") for c in parts))
