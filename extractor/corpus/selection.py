"""Which findings, files and records a command is about."""

import fnmatch
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from threading import Lock
from typing import Any, Final

from extractor.corpus.judgements import State
from extractor.corpus.place_names import is_called, levels_asked
from extractor.corpus.plans_sign import plans_sign
from extractor.localities.units import Level
from extractor.system import safe_path

_LOWEST: Final = frozenset({"commune"})
# Of the columns that a place is looked for in; behind them stands the unit of today with those above it.
_COLUMN_LEVELS: Final[tuple[Level, ...]] = (*2 * ("commune", "district", "province"), "province")
_NAMES: Final = len(_COLUMN_LEVELS) + 1
_PLANS: Final = """
SELECT commune, district, province, unit_commune, unit_district, unit_province, unit_now_province, unit_now,
    files.id, files.path, issuer_level, plan_year, period_start, period_end
FROM files LEFT JOIN documents ON documents.file = files.id
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """An empty field asks for nothing, several fields for all of them at once.

    `marks` are fingerprints or how they begin; `paths` files, folders, names or patterns (`*.docx`); `places`
    names of communes, districts, provinces with or without diacritics, as the plan has them or as the gazetteer does,
    which knows the units of today too; `years` plan years.
    """

    marks: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    places: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, field.name) for field in fields(self))


EVERYTHING = Selection()


class _About:
    """What files and their plans are chosen by: rows of path, level and years, and which of them name a place."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.plans: list[tuple[Any, ...]] = []
        self._named: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(_NAMES)]
        for number, row in enumerate(rows):
            self.plans.append(tuple(row[_NAMES:]))
            for named, name in zip(self._named, row, strict=False):
                if name:
                    named[name].append(number)

    def at(self, places: Iterable[str]) -> set[int]:
        """The rows that name one of the places: each name is looked at once, however many plans have it."""
        found: set[int] = set()
        for place in places:
            levels = levels_asked(place)
            for level, named in zip(_COLUMN_LEVELS, self._named, strict=False):
                if level in levels:
                    found.update(*(rows for name, rows in named.items() if is_called(name, place)))
            found.update(*(rows for unit, rows in self._named[-1].items() if _is_now(unit, place, levels)))
        return found


_LOCK: Final = Lock()
_READ: Final[dict[str, _About]] = {}  # the one read last, by the sign of the plans


def chosen_files(conn: sqlite3.Connection, chosen: Selection) -> frozenset[int] | None:
    """Ids of the files that `paths`, `places`, `levels` and `years` ask for; None where they ask for nothing."""
    if not (chosen.paths or chosen.places or chosen.levels or chosen.years):
        return None
    about = _about(conn)
    rows = sorted(about.at(chosen.places)) if chosen.places else range(len(about.plans))
    return frozenset(file for file, *of in map(about.plans.__getitem__, rows) if _wanted(chosen, *of))


def _about(conn: sqlite3.Connection) -> _About:
    """As long as no plan changes, as it was read last."""
    sign = plans_sign(conn)
    if sign is not None and (known := _READ.get(sign)) is not None:
        return known
    read = _About(conn.execute(_PLANS).fetchall())
    if sign is not None and sign == plans_sign(conn):  # nobody has written meanwhile
        with _LOCK:
            _READ.clear()
            _READ[sign] = read
    return read


def _wanted(chosen: Selection, path: str, level: str | None, *years: int | None) -> bool:
    return (
        (not chosen.paths or any(is_at(path, pattern) for pattern in chosen.paths))
        and (not chosen.levels or level in chosen.levels)
        and (not chosen.years or any(_covers(asked, *years) for asked in chosen.years))
    )


def is_at(path: str, pattern: str) -> bool:
    """Whether a stored path is what is asked for: itself, a folder above it, its name, or a pattern's match."""
    wanted = safe_path(pattern).removeprefix("./").rstrip("/")
    if any(sign in wanted for sign in "*?["):
        return fnmatch.fnmatch(path, wanted) or fnmatch.fnmatch(path, f"*/{wanted}")
    return path == wanted or path.startswith(f"{wanted}/") or path.endswith(f"/{wanted}")


def _is_now(unit: str, place: str, levels: Collection[Level]) -> bool:
    """Whether a unit of today, or one of those that it lies in, is the place, which is of one of these levels."""
    own, *over = unit.split(", ")
    level: Level = "commune" if over else "province"
    return (level in levels and is_called(own, place)) or (
        levels != _LOWEST and any(is_called(name, place) for name in over)
    )


def _covers(asked: int, year: int | None, start: int | None, end: int | None) -> bool:
    return year == asked or (start is not None and end is not None and start <= asked <= end)


def finding_condition(conn: sqlite3.Connection, chosen: Selection) -> tuple[str, dict[str, str]]:
    """A condition on findings `f`, their documents `d` and states `t`, with its parameters."""
    conditions, given = ["1"], {}
    files = chosen_files(conn, chosen)
    if files is not None:
        conditions.append("d.file IN (SELECT value FROM json_each(:files))")
        given["files"] = json.dumps(sorted(files))
    if chosen.marks:
        conditions.append(
            "EXISTS (SELECT 1 FROM json_each(:marks) WHERE f.fingerprint BETWEEN value AND value || 'g')"
        )
        given["marks"] = json.dumps([mark.lower() for mark in chosen.marks])
    columns = {
        "f.rule": chosen.rules,
        "f.severity": chosen.severities,
        "f.certainty": chosen.certainties,
        "f.category": chosen.categories,
        "coalesce(t.state, 'new')": chosen.states,
    }
    for number, (column, values) in enumerate(columns.items()):
        if values:
            conditions.append(f"{column} IN (SELECT value FROM json_each(:values{number}))")
            given[f"values{number}"] = json.dumps(list(values))
    return " AND ".join(conditions), given
