"""Reading the database for what goes out of it: findings with all that they rest on, checks, records, files."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from extractor.corpus.judgements import Reason, State
from extractor.corpus.plan_texts import stored_blocks
from extractor.corpus.results import Quoted
from extractor.corpus.selection import Selection, chosen_files, finding_condition
from extractor.plantext import Span

_HEAD: Final = ("path", "sha256", "format", "doc_type", "number", "issued_on", "issuer", "issuer_level")
_MORE: Final = ("commune", "district", "province", "plan_year", "period_start", "period_end", "title")
PLAN: Final = ", ".join((*(f"files.{n}" for n in _HEAD[:3]), *(f"d.{n}" for n in (*_HEAD[3:], *_MORE))))
JOINED: Final = "JOIN documents d ON d.id = f.document JOIN files ON files.id = d.file"
_DOCUMENT: Final = (
    "SELECT documents.id FROM documents JOIN files ON files.id = documents.file WHERE files.path = ?"
)
_ORDER: Final = "files.path, f.span_start, f.id"
_RESTING: Final = f"""
SELECT f.document, files.path, f.fingerprint, f.span_start, f.span_end, f.evidence FROM {{table}} f {JOINED}
WHERE f.fingerprint IN (SELECT value FROM json_each(?)) ORDER BY f.document
"""


@dataclass(frozen=True, slots=True)
class PlanHead:
    """The plan that something stands in: its file and what it calls itself."""

    path: str
    sha256: str | None
    format: str | None
    doc_type: str | None
    number: str | None
    issued_on: str | None
    issuer: str | None
    issuer_level: str | None
    commune: str | None
    district: str | None
    province: str | None
    plan_year: int | None
    period_start: int | None
    period_end: int | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a check, `unit` «triệu đồng» for a sum, that of the target for a count or a rate."""

    span: Span
    text: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None


Bounds = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class OutCheck:
    """A relation that was looked at. `unit` is that of its figures: `đồng` stands for sums in triệu đồng."""

    plan: PlanHead
    relation: str
    verdict: str
    section: tuple[str, ...]
    page: int | None
    span: Span
    text: str
    terms: tuple[Figure, ...]
    reported: Bounds | None
    computed: Bounds | None
    reason: str | None
    is_money: bool
    unit: str | None


@dataclass(frozen=True, slots=True)
class OutFinding:
    """A finding with its plan, its evidence, the checks that it rests on and what was said of it."""

    plan: PlanHead
    fingerprint: str
    rule: str
    category: str
    severity: str
    certainty: str
    section: tuple[str, ...]
    page: int | None
    span: Span
    text: str
    message: str
    message_en: str
    expected: str | None
    evidence: tuple[Quoted, ...]
    checks: tuple[OutCheck, ...]
    state: State
    reason: Reason | None
    note: str
    who: str | None
    at: str | None
    across: bool


def findings(conn: sqlite3.Connection, chosen: Selection) -> Iterator[OutFinding]:
    """The findings chosen, plan by plan as they stand; those that only several plans show come after each plan's."""
    condition, given = finding_condition(conn, chosen)
    columns = (
        "f.document, fingerprint, rule, category, severity, certainty, f.section, f.page, f.span_start AS first,"
        " f.span_end, f.text, message, message_en, expected, evidence, t.state, t.reason, t.note, t.who, t.at"
    )
    parts = [
        f"SELECT {number} AS kind, {columns.replace('fingerprint', 'f.fingerprint', 1)}, {PLAN},"
        f" f.id AS row FROM {table} f {JOINED}"
        f" LEFT JOIN triage_states t ON t.fingerprint = f.fingerprint WHERE {condition}"
        for number, table in enumerate(("findings", "corpus_findings"))
    ]
    rows = conn.execute(f"{' UNION ALL '.join(parts)} ORDER BY path, document, kind, first, row", given)
    known: tuple[int, list[OutCheck]] = (-1, [])
    for row in rows:
        across, document = bool(row[0]), row[1]
        if known[0] != document:
            known = (document, list(_checks_of(conn, document)))
        yield _finding(row[1:-1], across, known[1] if not across else _across_checks(conn, document))


def _finding(row: Sequence[Any], across: bool, checks: Sequence[OutCheck]) -> OutFinding:
    _, mark, rule, category, severity, certainty, section, page, start, end, *rest = row
    text, message, message_en, expected, evidence, state, reason, note, who, at, *plan = rest
    head = PlanHead(*plan)
    quoted = tuple(
        Quoted(piece.get("doc", head.path), (piece["span"][0], piece["span"][1]), piece["text"])
        for piece in json.loads(evidence)
    )
    shown = [(start, end), *(piece.span for piece in quoted if piece.path == head.path)]
    return OutFinding(
        head, mark, rule, category, severity, certainty, tuple(json.loads(section)), page, (start, end),
        text, message, message_en, expected, quoted, _deciding(checks, shown), State(state or State.NEW),
        Reason(reason) if reason else None, note or "", who, at, across,
    )  # fmt: skip


def deciding(
    conn: sqlite3.Connection, document: int, shown: Mapping[int, Sequence[Span]]
) -> dict[int, tuple[OutCheck, ...]]:
    """The relations that findings of one document rest on: `shown` are the spans that each of them shows."""
    known = list(_checks_of(conn, document))
    return {number: _deciding(known, spans) for number, spans in shown.items()}


def resting_on(
    conn: sqlite3.Connection, marks: Collection[str]
) -> dict[tuple[str, str], tuple[OutCheck, ...]]:
    """The relations that findings of any documents rest on, by path and fingerprint; plans' own and between plans."""
    found: dict[tuple[str, str], tuple[OutCheck, ...]] = {}
    for table, checks_of in (("findings", _checks_of), ("corpus_findings", _across_checks)):
        rows = conn.execute(_RESTING.format(table=table), (json.dumps(sorted(marks)),)).fetchall()
        for document, some in groupby(rows, key=itemgetter(0)):
            known = list(checks_of(conn, document))
            for _, path, mark, start, end, evidence in some:
                pieces = (piece for piece in json.loads(evidence) if piece.get("doc", path) == path)
                shown = [(start, end), *(tuple(piece["span"]) for piece in pieces)]
                found[path, mark] = _deciding(known, shown)
    return found


def _deciding(checks: Sequence[OutCheck], shown: Sequence[Span]) -> tuple[OutCheck, ...]:
    """The relations between figures that are shown; where some of them do not agree, only those."""
    about = [check for check in checks if _within(check, shown)]
    return tuple([check for check in about if check.verdict != "agrees"] or about)


def _within(check: OutCheck, shown: Sequence[Span]) -> bool:
    if not check.terms:
        return check.span in shown
    return all(any(s <= term.span[0] and term.span[1] <= e for s, e in shown) for term in check.terms)


_CHECK: Final = (
    "relation, verdict, f.section, f.page, f.span_start, f.span_end, f.text, terms, reported, computed,"
    " reason"
)


def checks(conn: sqlite3.Connection, chosen: Selection) -> Iterator[OutCheck]:
    """Every relation that was looked at in the plans chosen, plan by plan."""
    for document, _ in _documents(conn, chosen):
        yield from _checks_of(conn, document)


def across_checks(conn: sqlite3.Connection, chosen: Selection) -> Iterator[OutCheck]:
    """The relations between plans that were looked at, of the plans chosen."""
    for document, _ in _documents(conn, chosen):
        yield from _across_checks(conn, document)


def _documents(conn: sqlite3.Connection, chosen: Selection) -> list[tuple[int, str]]:
    files = chosen_files(conn, chosen)
    rows = conn.execute(
        "SELECT d.id, files.path, files.id FROM documents d JOIN files ON files.id = d.file ORDER BY path"
    )
    return [(document, path) for document, path, file in rows if files is None or file in files]


def chosen_documents(conn: sqlite3.Connection, chosen: Selection) -> frozenset[int] | None:
    """Ids of the documents chosen; None for all."""
    if chosen_files(conn, chosen) is None:
        return None
    return frozenset(document for document, _ in _documents(conn, chosen))


def _checks_of(conn: sqlite3.Connection, document: int) -> Iterator[OutCheck]:
    sql = f"SELECT {_CHECK}, {PLAN} FROM checks f {JOINED} WHERE f.document = ? ORDER BY {_ORDER}"
    rows = conn.execute(sql, (document,)).fetchall()
    if not rows:
        return
    money = {
        start for (start,) in conn.execute("SELECT figure_start FROM budgets WHERE document = ?", (document,))
    }
    units = dict(
        conn.execute(
            "SELECT figure_start, coalesce(unit_text, unit) FROM targets WHERE document = ?", (document,)
        ).fetchall()
    )
    yield from (_check(row, money, units) for row in rows)


def _across_checks(conn: sqlite3.Connection, document: int) -> list[OutCheck]:
    columns = _CHECK.replace("reason", "coalesce(f.reason_vi, f.reason)")
    sql = f"SELECT {columns}, {PLAN} FROM corpus_checks f {JOINED} WHERE f.document = ? ORDER BY {_ORDER}"
    return [_check(row, set(), {}) for row in conn.execute(sql, (document,))]


def _check(row: Sequence[Any], money: set[int], units: dict[int, str]) -> OutCheck:
    relation, verdict, section, page, start, end, text, terms, reported, computed, reason, *plan = row
    figures = tuple(map(_figure, json.loads(terms or "[]")))
    at = figures[0].span[0] if figures else -1
    return OutCheck(
        PlanHead(*plan), relation, verdict, tuple(json.loads(section)), page, (start, end), text, figures,
        _bounds(reported), _bounds(computed), reason, at in money, units.get(at),
    )  # fmt: skip


def _figure(term: dict[str, Any]) -> Figure:
    low, high = (None if end is None else Decimal(end) for end in term["interval"])
    return Figure((term["span"][0], term["span"][1]), term["text"], Decimal(term["value"]), low, high)


def _bounds(written: str | None) -> Bounds | None:
    if written is None:
        return None
    low, high = json.loads(written)
    return None if low is None else Decimal(low), None if high is None else Decimal(high)


RECORDS: Final = {
    "documents": "f.title, f.place, f.signatory, f.signatory_role, f.is_plan, f.notes, f.period_start, f.period_end",
    "citations": (
        "f.cited_type, f.number AS cited_number, f.number_normalised, f.article, f.clause, f.point, f.year,"
        " f.issuer AS cited_issuer, f.issued_on AS cited_on, f.role"
    ),
    "targets": (
        "f.indicator, f.indicator_text, f.row_labels, f.column_labels, f.value, f.unit, f.unit_text,"
        " f.denominator, f.direction, f.comparator, f.per, f.year, f.status, f.locality, f.population"
    ),
    "budgets": (
        "f.value, f.value_dong, f.unit_text, f.value_corrected, f.value_corrected_dong, f.role, f.source,"
        " f.capital, f.component, f.row_labels, f.column_labels, f.approx, f.per, f.status, f.year, f.locality,"
        " f.source_level"
    ),
    "assignments": (
        "f.unit, CASE f.leads WHEN 1 THEN 'true' WHEN 0 THEN 'false' END AS leads, f.component, f.task"
    ),
    "deadlines": "f.due, f.task, f.unit",
    "unread": "f.reason",
}
_PLACED: Final = "f.page, f.section, f.span_start, f.span_end, f.text"


def records(
    conn: sqlite3.Connection, kind: str, chosen: Selection
) -> Iterator[tuple[PlanHead, dict[str, Any]]]:
    """The records of one kind (a key of `RECORDS`), plan by plan as they stand, lists read from their JSON."""
    link = "f.id" if kind == "documents" else "f.document"
    sql = (
        f"SELECT {RECORDS[kind]}, {_PLACED}, {PLAN} FROM {kind} f JOIN documents d ON d.id = {link}"
        f" JOIN files ON files.id = d.file WHERE d.id = ? ORDER BY {_ORDER}"
    )
    for document, _ in _documents(conn, chosen):
        cursor = conn.execute(sql, (document,))
        names = [column[0] for column in cursor.description][: -len(PlanHead.__slots__)]
        plan: PlanHead | None = None  # the same for all of a document's
        for row in cursor.fetchall():
            plan = plan or PlanHead(*row[len(names) :])
            fields = dict(zip(names, row, strict=False))
            for name in ("section", "row_labels", "column_labels", "notes"):
                if fields.get(name):
                    fields[name] = tuple(json.loads(fields[name]))
            yield plan, fields


def listed_files(conn: sqlite3.Connection, chosen: Selection) -> Iterator[dict[str, Any]]:
    """Every file with its state, what its plan calls itself, and how many findings and checks it has."""
    files = chosen_files(conn, chosen)
    cursor = conn.execute(
        "SELECT files.id, files.path, files.sha256, files.size, files.format, state, reason_vi, duplicate_of, updated,"
        " rules_version,"
        " d.issuer, d.issuer_level, d.doc_type, d.number, d.issued_on, d.title, d.plan_year,"
        " (SELECT count(*) FROM findings WHERE document = d.id AND severity = 'error') AS errors,"
        " (SELECT count(*) FROM findings WHERE document = d.id AND severity = 'warning') AS warnings,"
        " (SELECT count(*) FROM findings WHERE document = d.id AND severity = 'info') AS infos,"
        " (SELECT count(*) FROM checks WHERE document = d.id) AS checks"
        " FROM files LEFT JOIN documents d ON d.file = files.id ORDER BY files.path"
    )
    names = [column[0] for column in cursor.description]
    for row in cursor:
        if files is None or row[0] in files:
            yield dict(zip(names[1:], row[1:], strict=True))


def blocks(conn: sqlite3.Connection, path: str) -> list[tuple[str, int | None, int | None, int | None]]:
    """The blocks of a plan in order: text, and for a cell its table, row and column."""
    row = conn.execute(_DOCUMENT, (path,)).fetchone()
    found = () if row is None else stored_blocks(conn, row[0])
    return [(block.text, block.table, block.row, block.column) for block in found]
