"""Names that differ by slips of the pen, the keyboard or the scanner."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extractor.language.text import fold
from extractor.localities.names import key
from extractor.localities.units import Unit

_SHORT, _LONG = 5, 9  # letters from which a name may be off by one, by two
ONE_OFF: Final = 0.9
TWO_OFF: Final = 0.8
_WITH_ANOTHER_NEAR: Final = 0.85
_PERHAPS_ANOTHER: Final = 0.6


def allowance(name_key: str) -> int:
    """How many letters of a key may be wrong, left out, too many or swapped."""
    return (len(name_key) >= _SHORT) + (len(name_key) >= _LONG)


def distance(one: str, other: str) -> int | None:
    """How many letters two keys differ by; None where it is more than a slip."""
    most = allowance(min(one, other, key=len))
    found = OSA.distance(one, other, score_cutoff=most)
    return found if found <= most else None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The units whose names differ from a name by the fewest letters; `lone` where no other comes near."""

    units: tuple[Unit, ...] = ()
    off: int = 0
    lone: bool = True


def nearest(name: str, units: Iterable[Unit]) -> Nearest:
    """The units whose names are a slip away from a name that none of them has."""
    written, listed = key(name), list(units)
    choices = [unit.key for unit in listed]
    most = allowance(written)
    near = process.extract(written, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
    slips = [(int(off), i) for other, off, i in near if off <= allowance(min(written, other, key=len))]
    least = min((off for off, _ in slips), default=0)
    first = tuple(listed[i] for off, i in slips if off == least)
    return Nearest(first, least, len(first) == len(slips))


def trust(name: str, near: Nearest, syllables: frozenset[str]) -> float:
    """How far a name may be taken for the nearest one (1 for the name itself).

    Made of `syllables` that names of places are made of, it may well be the name of another place: communes
    that were merged before the reform are not in the gazetteer. Other letters can only be a slip.
    """
    if not near.off:
        return 1.0
    if all(syllable in syllables for syllable in fold(name).split()):
        return _PERHAPS_ANOTHER
    return (ONE_OFF if near.off == 1 else TWO_OFF) * (1.0 if near.lone else _WITH_ANOTHER_NEAR)
