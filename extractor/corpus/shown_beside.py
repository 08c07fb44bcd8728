"""What stands beside the plans that a search or a comparison shows: their numbers, their state of review, choices."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

_NUMBERS: Final = "SELECT path, id FROM files WHERE path IN (SELECT value FROM json_each(?))"
_REVIEW: Final = """
SELECT f.document, coalesce(t.state, 'new'), count(*)
FROM findings f LEFT JOIN triage_states t ON t.fingerprint = f.fingerprint
WHERE f.document IN (SELECT value FROM json_each(?)) AND f.category <> 'form'
GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
"""
_YEARS: Final = """
SELECT DISTINCT year FROM targets WHERE indicator IN (SELECT value FROM json_each(?)) AND year IS NOT NULL
ORDER BY year
"""
_PLAN_YEARS: Final = "SELECT DISTINCT plan_year, period_start, period_end FROM documents WHERE is_plan"
_LONGEST: Final = 15  # years of a plan's period; a longer one is a slip
_PROVINCES: Final = (
    "SELECT DISTINCT province FROM documents WHERE is_plan AND province IS NOT NULL ORDER BY province"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a comparison of some indicators can be narrowed down to."""

    years: tuple[int, ...]
    provinces: tuple[str, ...]


def file_numbers(conn: sqlite3.Connection, paths: Collection[str]) -> dict[str, int]:
    """The numbers of these paths, as far as they are stored."""
    return dict(conn.execute(_NUMBERS, (json.dumps(sorted(paths)),)).fetchall())


def review_states(
    conn: sqlite3.Connection, documents: Collection[int]
) -> Mapping[int, tuple[tuple[str, int], ...]]:
    """How many findings of substance of each document are in which state of review, most first."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for document, state, count in conn.execute(_REVIEW, (json.dumps(sorted(documents)),)):
        found[document].append((state, count))
    return {document: tuple(states) for document, states in found.items()}


def choices(conn: sqlite3.Connection, indicators: Collection[str]) -> Choices:
    """The years that plans tell these indicators of, and the provinces that plans are of; without indicators the
    years that plans are for."""
    years = _told_years(conn, indicators) if indicators else _plan_years(conn)
    return Choices(tuple(years), tuple(name for (name,) in conn.execute(_PROVINCES)))


def _told_years(conn: sqlite3.Connection, indicators: Collection[str]) -> list[int]:
    return [year for (year,) in conn.execute(_YEARS, (json.dumps(sorted(indicators)),))]


def _plan_years(conn: sqlite3.Connection) -> list[int]:
    years: set[int] = set()
    for year, start, end in conn.execute(_PLAN_YEARS):
        if year is not None:
            years.add(year)
        if start is not None and end is not None and end - start < _LONGEST:
            years.update(range(start, end + 1))
    return sorted(years)
