"""The places that a text speaks of, by rank and name: they tell namesakes apart."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from extractor import regex
from extractor.localities.names import RANKS, key
from extractor.localities.units import Level, Unit

_REACH: Final = 60_000  # letters from the beginning that are looked through
_FORMS: Final = tuple((form, rank) for rank in RANKS for form in (rank, rank.capitalize(), rank.upper()))
_NAME: Final = r"\p{Lu}[\p{L}'’]*(?:[ -]\p{Lu}[\p{L}'’]*){0,3}"
_NAMES: Final = regex.compile(rf"\s(?P<names>{_NAME}(?:(?:, | và |; ){_NAME}){{0,20}})")
_APART: Final = regex.compile(r", | và |; ")
_SPEAKS_OF_PROVINCE, _SPEAKS_OF_DISTRICT, _SPEAKS_OF_COMMUNES = 2, 2, 4


class Mentions:
    """Names of places by level, as keys; read when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def by_level(self) -> dict[Level, frozenset[str]]:
        """The keys of the names that follow a rank of each level, in lists too («các xã A, B và C»)."""
        found: dict[Level, set[str]] = {"commune": set(), "district": set(), "province": set()}
        for rank, name in self._places():
            for level in RANKS[rank]:
                found[level].add(key(name))
        return {level: frozenset(names) for level, names in found.items()}

    def _places(self) -> Iterator[tuple[str, str]]:
        for form, rank in _FORMS:  # each looked for as it stands: a pattern of all takes ten times as long
            at = self._text.find(form, 0, _REACH)
            while at >= 0:
                match = _NAMES.match(self._text, at + len(form))
                if match is not None and not self._text[max(0, at - 1) : at].isalpha():
                    yield from ((rank, name) for name in _APART.split(match["names"]))
                at = self._text.find(form, at + len(form), _REACH)

    def support(self, unit: Unit) -> int:
        """How much the text speaks of the places around a unit: 0 for not at all, 8 at the most.

        Its province and its district count twice each, other communes of the same district once each.
        """
        named = self.by_level
        points = _SPEAKS_OF_PROVINCE if _any_named(named["province"], unit) else 0
        district = unit.district
        if unit.level == "commune" and district is not None and district.key in named["district"]:
            points += _SPEAKS_OF_DISTRICT
        around = (district or unit.province).children
        near = {u.key for u in around if u.level == "commune" and u is not unit} - {unit.key}
        return points + min(_SPEAKS_OF_COMMUNES, len(near & named["commune"]))


def _any_named(names: frozenset[str], unit: Unit) -> bool:
    return unit.level != "province" and bool({unit.province.key, unit.now.province.key} & names)
