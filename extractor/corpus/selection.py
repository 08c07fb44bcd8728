"""Which findings, files and records a command is about."""

import fnmatch
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from extractor.corpus.judgements import State
from extractor.corpus.place_names import is_called, levels_asked
from extractor.localities.units import Level
from extractor.system import safe_path

_LOWEST: Final = frozenset({"commune"})
# Of the columns that `chosen_files` looks for a place in; behind them stands the unit of today with those above it.
_COLUMN_LEVELS: Final[tuple[Level, ...]] = (*2 * ("commune", "district", "province"), "province")


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


def chosen_files(conn: sqlite3.Connection, chosen: Selection) -> frozenset[int] | None:
    """Ids of the files that `paths`, `places`, `levels` and `years` ask for; None where they ask for nothing."""
    if not (chosen.paths or chosen.places or chosen.levels or chosen.years):
        return None
    rows = conn.execute(
        "SELECT files.id, files.path, commune, district, province, unit_commune, unit_district, unit_province,"
        " unit_now_province, unit_now, issuer_level, plan_year, period_start, period_end"
        " FROM files LEFT JOIN documents ON documents.file = files.id"
    )
    return frozenset(row[0] for row in rows if _wanted(chosen, *row[1:]))


def _wanted(chosen: Selection, path: str, *about: Any) -> bool:
    *names, level, year, start, end = about
    return (
        (not chosen.paths or any(is_at(path, pattern) for pattern in chosen.paths))
        and (not chosen.places or any(_names(names, place) for place in chosen.places))
        and (not chosen.levels or level in chosen.levels)
        and (not chosen.years or any(_covers(asked, year, start, end) for asked in chosen.years))
    )


def is_at(path: str, pattern: str) -> bool:
    """Whether a stored path is what is asked for: itself, a folder above it, its name, or a pattern's match."""
    wanted = safe_path(pattern).removeprefix("./").rstrip("/")
    if any(sign in wanted for sign in "*?["):
        return fnmatch.fnmatch(path, wanted) or fnmatch.fnmatch(path, f"*/{wanted}")
    return path == wanted or path.startswith(f"{wanted}/") or path.endswith(f"/{wanted}")


def _names(names: Sequence[str | None], place: str) -> bool:
    """Whether one of the names is the place; each stands in the column of its level, that of a unit of today before
    those that it lies in."""
    levels = levels_asked(place)
    *columns, now = names
    if any(
        name and level in levels and is_called(name, place)
        for level, name in zip(_COLUMN_LEVELS, columns, strict=True)
    ):
        return True
    own, *over = now.split(", ") if now else [""]
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
