"""The plans of the corpus with their places, as comparing needs them; read once as long as no plan changes."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

from extractor.corpus.compare_places import Places, Plan
from extractor.corpus.plans_sign import plans_sign
from extractor.corpus.versions import IS_NEWEST
from extractor.rulebook.comparison import ComparisonRules

PLAN_COLUMNS: Final = """
documents.id, files.path, title, number, issued_on, issuer_level,
    CASE WHEN unit_id IS NULL OR commune <> '' THEN commune ELSE unit_commune END,
    CASE WHEN unit_id IS NULL OR district <> '' THEN district ELSE unit_district END,
    CASE WHEN unit_id IS NULL OR province <> '' THEN province ELSE unit_province END,
    plan_year, period_start, period_end, unit_id, unit_now_id, unit_now
"""  # what the plan does not say of its place, its unit does
_PLANS: Final = f"""
SELECT {PLAN_COLUMNS}, {IS_NEWEST} FROM documents JOIN files ON files.id = documents.file WHERE is_plan
"""
_OF_IDS: Final = "    AND documents.id IN (SELECT value FROM json_each(:documents))\n"
_MOST: Final = (
    2  # of so many plans one is asked for: going through all costs less than looking each of them up
)


@dataclass(frozen=True)
class Listing:
    """Plans by document: the newest versions, and which are older ones."""

    plans: Mapping[int, Plan]
    older: frozenset[int]
    _places: list[tuple[ComparisonRules, Places]] = field(default_factory=list)

    def places(self, rules: ComparisonRules) -> Places:
        """The places that these plans name, by these rules."""
        for known, places in self._places:
            if known is rules:
                return places
        self._places[:] = [(rules, Places(rules))]
        return self._places[0][1]


_LOCK: Final = Lock()
_READ: Final[dict[str, Listing]] = {}  # the one read last, by the sign of the plans


def listing(conn: sqlite3.Connection, documents: Collection[int]) -> Listing:
    """At least these documents. To be called in a transaction.

    The sign of the plans is random and changes with every row that is written, so that what was read under one is
    true of any database that holds it.
    """
    sign = plans_sign(conn)
    if sign is not None and (known := _READ.get(sign)) is not None:
        return known
    (last,) = conn.execute("SELECT max(id) FROM documents").fetchone()
    if len(documents) * _MOST < (last or 0):
        ids = json.dumps(sorted(documents))
        return _listed(conn.execute(f"{_PLANS}{_OF_IDS}", {"documents": ids}).fetchall())
    read = _listed(conn.execute(_PLANS).fetchall())
    if sign is not None:
        with _LOCK:
            _READ.clear()
            _READ[sign] = read
    return read


def _listed(rows: list[Any]) -> Listing:
    return Listing(
        {row[0]: plan_of(row) for row in rows if row[-1]}, frozenset(row[0] for row in rows if not row[-1])
    )


def plan_of(row: Any) -> Plan:
    """A plan as `PLAN_COLUMNS` give it, whatever stands behind these."""
    document, path, title, number, issued_on, level, commune, district, province, *rest = row
    year, start, end, unit, now, now_name, *_ = rest
    return Plan(
        document,
        path,
        title,
        number,
        issued_on,
        level if level != "central" else None,
        commune,
        district,
        province,
        year,
        None if start is None else (start, end),
        unit,
        now,
        now_name,
    )
