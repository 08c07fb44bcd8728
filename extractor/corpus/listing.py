"""Findings page by page, each with what was last said of it: for a reader who goes through all of them."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.corpus.judgements import Reason, State
from extractor.corpus.results import Quoted
from extractor.corpus.selection import Selection, finding_condition

_TABLES: Final = ("findings", "corpus_findings")  # of one plan, and between plans
_JOINED: Final = """
FROM {table} f JOIN documents d ON d.id = f.document JOIN files ON files.id = d.file
LEFT JOIN triage_states t ON t.fingerprint = f.fingerprint
"""
_CHOSEN: Final = f"""
SELECT {{across}} AS across, f.id, CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END AS gravity,
    files.path AS path, f.span_start AS start
{_JOINED} WHERE {{condition}}
"""
_IN_ORDER: Final = """
SELECT across, id FROM ({chosen}) ORDER BY gravity, path, start, across, id LIMIT :limit OFFSET :offset
"""
_ROWS: Final = f"""
SELECT f.id, f.evidence, files.id, files.path, d.title, d.number, d.issuer, f.fingerprint, f.rule, f.category,
    f.severity, f.certainty, f.section, f.page, f.span_start, f.span_end, f.text, f.message, f.message_en, f.expected,
    t.state, t.reason, t.note, t.who, t.at
{_JOINED} WHERE {{condition}}
"""
_COUNTS: Final = """
SELECT f.rule, f.category, f.severity, coalesce(t.state, 'new'), count(*) FROM {table} f {documents}
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
    """A finding with the plan that it stands in; `file` is the number of the plan's file.

    `elsewhere` are the words of other plans that a finding between plans (`across`) rests on.
    """

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
    across: bool = False
    elsewhere: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some of the findings chosen, and how many there are by rule, severity and state."""

    total: int
    rows: tuple[Listed, ...]
    rules: Mapping[str, int]
    severities: Mapping[str, int]
    states: Mapping[str, int]


def found_page(conn: sqlite3.Connection, chosen: Selection, offset: int, limit: int) -> FoundPage:
    """The findings chosen, of plans and between them, the gravest first, `limit` of them from `offset` on."""
    condition, given = finding_condition(conn, chosen)
    joined = _OF_DOCUMENTS if "files" in given else ""
    counted: list[tuple[Any, ...]] = []
    for table in _TABLES:
        counted += conn.execute(_COUNTS.format(table=table, documents=joined, condition=condition), given)
    return FoundPage(
        total=sum(row[-1] for row in counted),
        rows=_in_order(conn, condition, given, (offset, limit)),
        rules=_summed(counted, 0),
        severities=_summed(counted, 2),
        states=_summed(counted, 3),
    )


def _in_order(
    conn: sqlite3.Connection, condition: str, given: Mapping[str, str], part: tuple[int, int]
) -> tuple[Listed, ...]:
    """Some of the findings: sorted by what is short, then read in full."""
    every = " UNION ALL ".join(
        _CHOSEN.format(table=table, across=number, condition=condition)
        for number, table in enumerate(_TABLES)
    )
    found = conn.execute(_IN_ORDER.format(chosen=every), {**given, "offset": part[0], "limit": part[1]})
    order = found.fetchall()
    known: dict[tuple[int, int], Listed] = {}
    for across, table in enumerate(_TABLES):
        ids = json.dumps([number for of, number in order if of == across])
        rows = conn.execute(
            _ROWS.format(table=table, condition="f.id IN (SELECT value FROM json_each(?))"), (ids,)
        )
        known |= {(across, row[0]): _listed(row[1:], across=bool(across)) for row in rows}
    return tuple(known[key] for key in order)


def across_findings(conn: sqlite3.Connection, document: int) -> tuple[Listed, ...]:
    """What this plan and others say against each other, as far as it is told of this one."""
    rows = conn.execute(
        f"{_ROWS.format(table=_TABLES[1], condition='f.document = ?')} ORDER BY f.span_start, f.id",
        (document,),
    )
    return tuple(_listed(row[1:], across=True) for row in rows)


def _summed(counted: list[tuple[Any, ...]], column: int) -> dict[str, int]:
    """Counts by the value of one column, the most frequent first."""
    sums: dict[str, int] = {}
    for row in counted:
        sums[row[column]] = sums.get(row[column], 0) + row[-1]
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _listed(row: tuple[Any, ...], *, across: bool) -> Listed:
    evidence, *about = row[: _ABOUT + 1]
    section, page, start, end, *rest = row[_ABOUT + 1 :]
    *words, state, reason, note, who, at = rest
    place = (tuple(json.loads(section)), page, (start, end))
    elsewhere = tuple(_elsewhere(evidence, about[1])) if across else ()
    columns = [*about, *place, *words, _said(state, reason, note, who, at), across, elsewhere]
    return Listed(*columns)


def _elsewhere(evidence: str, path: str) -> Iterator[Quoted]:
    for piece in json.loads(evidence):
        if piece.get("doc", path) != path:
            yield Quoted(piece["doc"], (piece["span"][0], piece["span"][1]), piece["text"])


def _said(state: str | None, reason: str | None, note: str | None, who: str | None, at: str | None) -> Said:
    return Said(State(state or State.NEW), Reason(reason) if reason else None, note or "", who, at)


def said_of(conn: sqlite3.Connection, marks: Collection[str]) -> dict[str, Said]:
    """What was last said of the findings of these fingerprints; only of those ever judged."""
    rows = conn.execute(_STATES, (json.dumps(sorted(marks)),))
    return {mark: _said(*said) for mark, *said in rows}
