"""Findings page by page, each with what was last said of it: for a reader who goes through all of them."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.corpus.judgements import Reason, State
from extractor.corpus.selection import Selection, finding_condition

_FROM: Final = """
FROM findings f JOIN documents d ON d.id = f.document JOIN files ON files.id = d.file
LEFT JOIN triage_states t ON t.fingerprint = f.fingerprint
WHERE {condition}
"""
_ROWS: Final = f"""
SELECT files.id, files.path, d.title, d.number, d.issuer, f.fingerprint, f.rule, f.category, f.severity, f.certainty,
    f.section, f.page, f.span_start, f.span_end, f.text, f.message, f.message_en, f.expected,
    t.state, t.reason, t.note, t.who, t.at
{_FROM}
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, files.path, f.span_start, f.id
LIMIT :limit OFFSET :offset
"""
_COUNTS: Final = """
SELECT f.rule, f.category, f.severity, coalesce(t.state, 'new'), count(*) FROM findings f {documents}
LEFT JOIN triage_states t ON t.fingerprint = f.fingerprint WHERE {condition} GROUP BY 1, 2, 3, 4
"""
_OF_DOCUMENTS: Final = "JOIN documents d ON d.id = f.document"
_STATES: Final = """
SELECT fingerprint, state, reason, note, who, at FROM triage_states
WHERE fingerprint IN (SELECT value FROM json_each(?))
"""
_ABOUT: Final = 10  # columns before the section


@dataclass(frozen=True, slots=True)
class Said:
    """What was last said of a finding; `who` is None where nobody judged it, "" where the program did."""

    state: State = State.NEW
    reason: Reason | None = None
    note: str = ""
    who: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding with the plan that it stands in; `file` is the number of the plan's file."""

    file: int
    path: str
    title: str | None
    number: str | None
    issuer: str | None
    fingerprint: str
    rule: str
    category: str
    severity: str
    certainty: str
    section: tuple[str, ...]
    page: int | None
    span: tuple[int, int]
    text: str
    message_vi: str
    message_en: str
    expected: str | None
    said: Said


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some of the findings chosen, and how many there are by rule, severity and state."""

    total: int
    rows: tuple[Listed, ...]
    rules: Mapping[str, int]
    severities: Mapping[str, int]
    states: Mapping[str, int]


def found_page(conn: sqlite3.Connection, chosen: Selection, offset: int, limit: int) -> FoundPage:
    """The findings chosen, the gravest first, `limit` of them from `offset` on."""
    condition, given = finding_condition(conn, chosen)
    joined = _OF_DOCUMENTS if "files" in given else ""
    counted = conn.execute(_COUNTS.format(documents=joined, condition=condition), given).fetchall()
    rows = conn.execute(_ROWS.format(condition=condition), {**given, "limit": limit, "offset": offset})
    return FoundPage(
        total=sum(row[-1] for row in counted),
        rows=tuple(_listed(row) for row in rows),
        rules=_summed(counted, 0),
        severities=_summed(counted, 2),
        states=_summed(counted, 3),
    )


def _summed(counted: list[tuple[Any, ...]], column: int) -> dict[str, int]:
    """Counts by the value of one column, the most frequent first."""
    sums: dict[str, int] = {}
    for row in counted:
        sums[row[column]] = sums.get(row[column], 0) + row[-1]
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _listed(row: tuple[Any, ...]) -> Listed:
    about, (section, page, start, end, *rest) = row[:_ABOUT], row[_ABOUT:]
    *words, state, reason, note, who, at = rest
    place = (tuple(json.loads(section)), page, (start, end))
    columns = [*about, *place, *words, _said(state, reason, note, who, at)]
    return Listed(*columns)


def _said(state: str | None, reason: str | None, note: str | None, who: str | None, at: str | None) -> Said:
    return Said(State(state or State.NEW), Reason(reason) if reason else None, note or "", who, at)


def said_of(conn: sqlite3.Connection, marks: Collection[str]) -> dict[str, Said]:
    """What was last said of the findings of these fingerprints; only of those ever judged."""
    rows = conn.execute(_STATES, (json.dumps(sorted(marks)),))
    return {mark: _said(*said) for mark, *said in rows}
