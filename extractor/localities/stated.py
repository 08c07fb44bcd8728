"""What a document says of itself: its level, its name with the rank, the names above it, its date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from extractor.localities.gazetteer import Gazetteer
from extractor.localities.head import names_over, own_line
from extractor.localities.names import key, split_rank
from extractor.localities.units import LEVELS, REFORM, Era, Level
from extractor.records import Document

_OPENING: Final = 6000
_MONTH: Final = len("2025-07")


@dataclass(frozen=True, slots=True)
class Stated:
    """The names by which the unit of a document is looked for.

    `rank` is None where it is not written, `over` has the names above by level, `place` is that of the dateline,
    `eras` the eras to look in, that of the document's date first.
    """

    level: Level
    rank: str | None
    name: str
    over: Mapping[Level, str]
    place: str
    eras: tuple[Era, ...]

    @classmethod
    def of(cls, document: Document, text: str, units: Gazetteer) -> Self | None:
        """By the document's record, and by its head and title where these name places that the record lacks.

        None where the document names no place of its own, or is a central body's.
        """
        level = document.issuer_level
        if level == "central" or document.doc_type is None:
            return None
        written = {at: getattr(document, at) for at in LEVELS}
        names: dict[Level, str] = {at: name for at, name in written.items() if name}
        rank = None if level is None else _rank(document.issuer or "", names.get(level, ""))
        line = own_line(text, document.span[0], units)
        if line is not None and (level is None or LEVELS.index(line.level) < LEVELS.index(level)):
            level, rank, names = line.level, line.rank, {**names, line.level: line.name}
        if level is None or level not in names:
            return None
        said = names_over(document.title or "", text[:_OPENING], names[level], units)
        over = {at: name for at, name in {**names, **said}.items() if LEVELS.index(at) > LEVELS.index(level)}
        own = names[level] if units.keyed(key(names[level])) else said.get(level, names[level])
        return cls(level, rank, own, over, document.place or "", eras_of(document))


def _rank(issuer: str, name: str) -> str | None:
    """The rank before the name at the end of the issuer: «UBND huyện Tam Đường»."""
    words = issuer.removesuffix(name).split()
    return next((r for n in (2, 1) if (r := split_rank(" ".join((*words[-n:], name)))[0])), None)


def eras_of(document: Document) -> tuple[Era, ...]:
    """The eras to look in, the likelier first: by the document's date, else by the year planned for.

    What is of before the reform is of no unit of today; what is dated later may still name one of before. A plan
    of 2026 without a date of its own is of today, one of 2025 may be of either era and is mostly older.
    """
    date = document.issued_on or ""
    if len(date) >= _MONTH:
        return ("after", "before") if date[:_MONTH] >= REFORM[:_MONTH] else ("before",)
    planned = document.plan_year or (document.period[0] if document.period else 0)
    dated = int(date) if date.isascii() and date.isdigit() else 0
    latest, reform = max(dated, planned), int(REFORM[:4])
    if 0 < latest < reform:
        return ("before",)
    return ("after", "before") if latest > reform else ("before", "after")
