"""What a search wants of plans and their records, as conditions in SQL with their values beside them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from extractor.corpus.derived import number_key, place_key
from extractor.corpus.place_names import is_called
from extractor.corpus.query import Term
from extractor.corpus.schema_told import SHELF
from extractor.corpus.search_query import SearchQuery
from extractor.corpus.selection import is_at
from extractor.corpus.versions import IS_NEWEST
from extractor.language.text import fold, has_marks
from extractor.system import safe_path

_LARGEST = 2**63 - 1
_DONG_A_MILLION = 1_000_000
NEW = "new"
_OTHER_UNITS = ((1_000_000_000, "%tỷ%", "%tỉ%"), (1_000, "%nghìn%", "%ngàn%"))

# Every shelf that holds a document, each found by one look at the index of them.
_SHELVES = f"""
WITH RECURSIVE shelf(n) AS (
    SELECT min(id) / {SHELF} FROM documents UNION ALL
    SELECT (SELECT min(id) / {SHELF} FROM documents WHERE id >= (n + 1) * {SHELF}) FROM shelf WHERE n IS NOT NULL
)
SELECT document FROM shelf
"""

Bound = list[Any]


@dataclass(slots=True)
class Where:
    """Conditions with their values, put together as they are met."""

    conditions: list[str] = field(default_factory=list)
    given: Bound = field(default_factory=list)

    def add(self, condition: str, *given: object) -> None:
        self.conditions.append(condition)
        self.given += given

    def one_of(self, column: str, values: Iterable[object]) -> None:
        """The column is one of the values; no values, no condition."""
        if listed := list(values):
            self.add(f"{column} IN ({', '.join('?' * len(listed))})", *listed)

    def between(self, column: str, low: float | int | None, high: float | int | None) -> None:
        if low is not None:
            self.add(f"{column} >= ?", low)
        if high is not None:
            self.add(f"{column} <= ?", high)

    @property
    def sql(self) -> str:
        return " AND ".join(self.conditions) or "1"


class RecordFilter(NamedTuple):
    """Records of one table that a plan must have. `shelved` are conditions on a column whose index is ordered within
    shelves of documents."""

    table: str
    where: Where
    shelved: bool = False

    @property
    def documents(self) -> str:
        """The documents with such a record, in SQL; its values are those of `where`."""
        if not self.shelved:
            return f"SELECT document FROM {self.table} WHERE {self.where.sql}"
        return f"{_SHELVES} CROSS JOIN {self.table} ON document / {SHELF} = shelf.n WHERE {self.where.sql}"


def _in_place(conn: sqlite3.Connection, where: Where, name: str, values: Iterable[str]) -> None:
    """In one of these places as the plan states it, or as the unit that it is linked to lies in it, now or before."""
    asked = [value.strip() for value in values]
    keys = {place_key(value) for value in asked}
    listed = json.dumps(sorted(map(str, keys)))
    column, named = f"{name}_key", listed
    if any(map(has_marks, asked)):  # a name with other diacritics is another one
        told = conn.execute(
            f"SELECT DISTINCT {name} FROM documents WHERE {name}_key IN (SELECT value FROM json_each(?))",
            (listed,),
        )
        column, named = name, json.dumps([one for (one,) in told if _is_asked(one, asked)])
    parts, given = [f"documents.{column} IN (SELECT value FROM json_each(?))"], [named]
    for column in (f"unit_{name}", *(("unit_now_province",) if name == "province" else ())):
        known = (unit for (unit,) in conn.execute(f"SELECT DISTINCT {column} FROM documents"))
        if units := [unit for unit in known if place_key(unit) in keys and _is_asked(unit, asked)]:
            parts.append(f"documents.{column} IN (SELECT value FROM json_each(?))")
            given.append(json.dumps(units))
    where.add(f"({' OR '.join(parts)})", *given)


def _is_asked(name: str | None, asked: Iterable[str]) -> bool:
    return name is not None and any(is_called(name, place) for place in asked)


def record_filters(conn: sqlite3.Connection, query: SearchQuery) -> Iterator[RecordFilter]:
    """What the query wants of a plan's citations, targets, sums and findings."""
    for number in query.cites:
        yield RecordFilter("citations", _numbered(number_key(number.strip()) or ""), shelved=True)
    values = Where()
    is_bounded = query.value_from is not None or query.value_to is not None
    values.one_of("indicator", query.indicators)
    values.between("value_number", _real(query.value_from), _real(query.value_to))
    if values.conditions:
        yield RecordFilter("targets", values, shelved=is_bounded)
    money = Where()
    money.between("value_dong", _dong(query.money_from, up=True), _dong(query.money_to, up=False))
    if money.conditions:
        yield RecordFilter("budgets", money, shelved=True)
    findings = Where()
    findings.one_of("rule", query.rules)
    findings.one_of("severity", query.severities)
    if query.states:
        _in_state(conn, findings, query.states)
    if findings.conditions:
        yield RecordFilter("findings", findings)


def _in_state(conn: sqlite3.Connection, findings: Where, states: Iterable[str]) -> None:
    """In one of these states of review; what nobody has judged is new."""
    wanted = set(states)
    if not has_states(conn):
        findings.add("1" if NEW in wanted else "0")
        return
    judged = "fingerprint IN (SELECT fingerprint FROM triage_states WHERE state IN (SELECT value FROM json_each(?)))"
    if NEW in wanted:
        others = sorted({"confirmed", "dismissed", "fixed"} - wanted)
        findings.add(f"NOT {judged}", json.dumps(others))
    else:
        findings.add(judged, json.dumps(sorted(wanted)))


def has_states(conn: sqlite3.Connection) -> bool:
    """Whether the database keeps states of review: one of an earlier program that is only read may not."""
    return conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'triage_states'").fetchone() is not None


def term_filters(term: Term) -> Iterator[RecordFilter]:
    """The records that a figure or the number of a document may stand in, however it is written there."""
    if term.number is not None:
        yield RecordFilter("citations", _numbered(term.number), shelved=True)
    if term.figure is not None:
        targets = Where()
        targets.add("value_number = ?", float(term.figure))
        yield RecordFilter("targets", targets, shelved=True)
        if sums := _sums(term.figure):
            yield RecordFilter("budgets", sums, shelved=True)


def _numbered(key: str) -> Where:
    """This number, or one that begins with it up to «/» or «-»."""
    where = Where()
    where.add("number_key >= ? AND number_key < ?", key, f"{key}0")  # what lies between is in the index
    where.add("(number_key = ? OR number_key >= ?)", key, f"{key}-")
    return where


def _sums(figure: Decimal) -> Where | None:
    """A sum of so many triệu đồng, of so many đồng, or of so many of the unit it is written in."""
    million = _whole(figure * _DONG_A_MILLION)
    if million is None:
        return None
    parts, given = ["value_dong = ?"], [million]
    if (plain := _whole(figure)) is not None and plain >= _DONG_A_MILLION:
        parts.append("value_dong = ?")
        given.append(plain)
    bound: Bound = list(given)
    for scale, *patterns in _OTHER_UNITS:
        if (scaled := _whole(figure * scale)) is not None:
            parts.append("(value_dong = ? AND (lower(unit_text) LIKE ? OR lower(unit_text) LIKE ?))")
            given.append(scaled)
            bound += [scaled, *patterns]
    where = Where()
    where.one_of("value_dong", given)  # these the index finds
    where.add(f"({' OR '.join(parts)})", *bound)
    return where


def _whole(value: Decimal) -> int | None:
    if value.adjusted() > 18 or value != value.to_integral_value():
        return None
    return int(value) if abs(value) <= _LARGEST else None


def _real(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _dong(value: Decimal | None, *, up: bool) -> int | None:
    """Triệu đồng as đồng, rounded inwards and held within 64 bits."""
    if value is None:
        return None
    if value.adjusted() > 12:
        return _LARGEST if value > 0 else -_LARGEST
    scaled = value * _DONG_A_MILLION
    whole = int(scaled.to_integral_value(rounding=ROUND_CEILING if up else ROUND_FLOOR))
    return max(-_LARGEST, min(_LARGEST, whole))


def _at(conn: sqlite3.Connection, asked: Iterable[str]) -> list[str]:
    """The stored paths that are asked for: a file by its path; else by its name, a folder above it or a pattern."""
    found: list[str] = []
    for pattern in asked:
        path = safe_path(pattern)
        if conn.execute("SELECT 1 FROM files WHERE path = ?", (path,)).fetchone() is not None:
            found.append(path)
        else:
            every = conn.execute("SELECT path FROM files")
            found += (stored for (stored,) in every if is_at(stored, pattern))
    return found


def plan_filter(conn: sqlite3.Connection, query: SearchQuery) -> Where:
    """What the query wants of `documents` and its `files` row."""
    where = Where()
    places = (("province", query.provinces), ("district", query.districts), ("commune", query.communes))
    for name, values in places:
        if values:
            _in_place(conn, where, name, values)
    where.one_of("documents.issuer_level", query.levels)
    if query.years:
        marks = ", ".join("?" * len(query.years))
        period = " OR ".join("? BETWEEN documents.period_start AND documents.period_end" for _ in query.years)
        where.add(
            f"(documents.plan_year IN ({marks}) OR (documents.plan_year IS NULL AND ({period})))",
            *query.years,
            *query.years,
        )
    if query.programmes:
        parts = " OR ".join("instr(' ' || documents.programme || ' ', ?)" for _ in query.programmes)
        where.add(f"({parts})", *(f" {name} " for name in query.programmes))
    if query.doc_types:
        wanted = {fold(name) for name in query.doc_types}
        known = (name for (name,) in conn.execute("SELECT DISTINCT doc_type FROM documents"))
        where.add(
            "documents.doc_type IN (SELECT value FROM json_each(?))",
            json.dumps([name for name in known if name is not None and fold(name) in wanted]),
        )
    if query.paths:
        where.add("files.path IN (SELECT value FROM json_each(?))", json.dumps(_at(conn, query.paths)))
    if query.newest:
        where.add(IS_NEWEST)
    return where
