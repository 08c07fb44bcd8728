"""Reading the database: what was found, counted and searched. Pure queries over a connection."""

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import fields
from itertools import islice
from typing import Any

from extractor.corpus.names import COMPARED, TABLES
from extractor.corpus.results import (
    AcrossResult,
    CorpusCheckRow,
    FileResult,
    Quoted,
    StoredFinding,
    Totals,
)
from extractor.errors import READ_STATES, FileState
from extractor.system import safe_path

_READ = ", ".join(f"'{state}'" for state in sorted(READ_STATES))
_FILES = f"SELECT {', '.join(field.name for field in fields(FileResult))} FROM files"
_FIRST_WITH = (
    "SELECT path FROM files WHERE sha256 = ? AND rules_version = ?"
    f" AND state IN ({_READ}) AND duplicate_of IS NULL ORDER BY path LIMIT 1"
)

_WORST = """
SELECT files.path, rule, category, severity, certainty, findings.section, findings.page,
    findings.span_start, findings.span_end, findings.text, message, message_en, expected, fingerprint
FROM findings
JOIN documents ON documents.id = findings.document
JOIN files ON files.id = documents.file
WHERE {chosen}
ORDER BY
    CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
    CASE certainty WHEN 'certain' THEN 0 WHEN 'likely' THEN 1 ELSE 2 END,
    files.path, findings.span_start, findings.id
LIMIT :limit
"""
_ACROSS_FINDINGS = """
SELECT files.path, rule, category, severity, certainty, corpus_findings.section, corpus_findings.page,
    corpus_findings.span_start, corpus_findings.span_end, corpus_findings.text, message, message_en, expected,
    fingerprint, evidence
FROM corpus_findings
JOIN documents ON documents.id = corpus_findings.document JOIN files ON files.id = documents.file
ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, files.path,
    corpus_findings.span_start, corpus_findings.id
"""
_ACROSS_CHECKS = """
SELECT files.path, relation, verdict, corpus_checks.section, corpus_checks.page, corpus_checks.span_start,
    corpus_checks.span_end, corpus_checks.text, terms, corpus_checks.reason_vi, corpus_checks.reason
FROM corpus_checks
JOIN documents ON documents.id = corpus_checks.document JOIN files ON files.id = documents.file
WHERE verdict IN ('disagrees', 'not-checkable')
ORDER BY files.path, corpus_checks.span_start, corpus_checks.id
"""
_ACROSS_COUNTS = """
SELECT relation, verdict, count(*) FROM corpus_checks GROUP BY relation, verdict ORDER BY relation, verdict
"""
_OF_FINDINGS = {"citation-date", "roll-up", "copied"}  # where such a check disagrees, a finding says so
_WORDS_FOUND = """
SELECT files.path, findings.text FROM findings
JOIN documents ON documents.id = findings.document JOIN files ON files.id = documents.file
WHERE rule = ? ORDER BY files.path, findings.span_start
"""
_NUMBERS = "SELECT id FROM files WHERE path IN (SELECT value FROM json_each(?))"
_A_TIME = 500  # paths
_MOST_ROWS = 2**31


def _file(row: tuple[Any, ...]) -> FileResult:
    path, sha256, size, state, *rest = row
    return FileResult(path, sha256, size, FileState(state), *rest)


def known_file(conn: sqlite3.Connection, path: str, sha256: str, rules_version: str) -> FileResult | None:
    """How this path ended if these bytes were read under these rules.

    A duplicate is known only while the file it repeats is.
    """
    row = conn.execute(
        f"{_FILES} WHERE path = ? AND sha256 = ? AND rules_version = ?",
        (safe_path(path), sha256, rules_version),
    ).fetchone()
    if row is None:
        return None
    known = _file(row)
    if known.state is FileState.DUPLICATE and first_path_with(conn, sha256, rules_version) is None:
        return None
    return known


def is_read_by(conn: sqlite3.Connection, rules_version: str) -> bool:
    """Whether there is a plan that was read under these rules."""
    sql = "SELECT 1 FROM files JOIN documents ON documents.file = files.id WHERE rules_version = ? LIMIT 1"
    return conn.execute(sql, (rules_version,)).fetchone() is not None


def is_stored(conn: sqlite3.Connection, path: str) -> bool:
    """Whether there is a file of this path."""
    return conn.execute("SELECT 1 FROM files WHERE path = ?", (safe_path(path),)).fetchone() is not None


def list_files(conn: sqlite3.Connection, states: Collection[FileState] | None) -> list[FileResult]:
    """Every file, or those in one of these states, by path."""
    listed = None if states is None else json.dumps(sorted(states))
    rows = conn.execute(
        f"{_FILES} WHERE :states IS NULL OR state IN (SELECT value FROM json_each(:states)) ORDER BY path",
        {"states": listed},
    )
    return [_file(row) for row in rows]


def first_path_with(conn: sqlite3.Connection, sha256: str, rules_version: str) -> str | None:
    """Path of the file that these bytes were read from under these rules."""
    row = conn.execute(_FIRST_WITH, (sha256, rules_version)).fetchone()
    return None if row is None else str(row[0])


def _chosen(conn: sqlite3.Connection, paths: Collection[str] | None) -> tuple[str, dict[str, str | int]]:
    """A condition on `files` and its parameters: these paths, or all.

    Numbers stand for the paths, which SQLite would hold once for each place of a statement that asks for them.
    """
    if paths is None:
        return "1", {}
    ids: list[int] = []
    named = iter(paths)
    while some := [safe_path(path) for path in islice(named, _A_TIME)]:
        ids += (number for (number,) in conn.execute(_NUMBERS, (json.dumps(some),)))
    return "files.id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(ids)}


def _kinds(chosen: str) -> Iterator[tuple[str, str]]:
    """Each kind of record and the statement that counts it."""
    for kind, table in TABLES.items():
        link = "" if table == "documents" else f" JOIN {table} ON {table}.document = documents.id"
        yield (
            kind,
            f"SELECT count(*) FROM files JOIN documents ON documents.file = files.id{link} WHERE {chosen}",
        )


def _judged(table: str, columns: str, chosen: str) -> str:
    return (
        f"SELECT {columns}, count(*) FROM {table} JOIN documents ON documents.id = {table}.document"
        f" JOIN files ON files.id = documents.file WHERE {chosen} GROUP BY {columns} ORDER BY {columns}"
    )


def count_all(conn: sqlite3.Connection, paths: Collection[str] | None) -> Totals:
    """Counts over the files of `paths`, or over all."""
    chosen, given = _chosen(conn, paths)

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return conn.execute(sql, given).fetchall()

    return Totals(
        files={
            FileState(state): count
            for state, count in rows(
                f"SELECT state, count(*) FROM files WHERE {chosen} GROUP BY state ORDER BY state"
            )
        },
        records={kind: count for kind, sql in _kinds(chosen) if (count := rows(sql)[0][0])},
        findings={
            (rule, severity): count
            for rule, severity, count in rows(_judged("findings", "rule, severity", chosen))
        },
        checks=dict(rows(_judged("checks", "verdict", chosen))),
    )


def _finding(row: tuple[Any, ...]) -> StoredFinding:
    path, rule, category, severity, certainty, section, page, start, end, text, vi, en, expected, mark = row
    return StoredFinding(
        path=path,
        rule=rule,
        category=category,
        severity=severity,
        certainty=certainty,
        section=tuple(json.loads(section)),
        page=page,
        span=(start, end),
        text=text,
        message_vi=vi,
        message_en=en,
        expected=expected,
        fingerprint=mark,
    )


def worst(conn: sqlite3.Connection, limit: int, paths: Collection[str] | None) -> list[StoredFinding]:
    """Findings, the gravest and surest first."""
    chosen, given = _chosen(conn, paths)
    given["limit"] = max(0, min(limit, _MOST_ROWS))
    return [_finding(row) for row in conn.execute(_WORST.format(chosen=chosen), given)]


def words_found(conn: sqlite3.Connection, rule: str) -> dict[str, list[str]]:
    """The words of every finding of this rule, by the path of its file."""
    found: dict[str, list[str]] = {}
    for path, text in conn.execute(_WORDS_FOUND, (rule,)):
        found.setdefault(path, []).append(text)
    return found


def compared_by(conn: sqlite3.Connection) -> str | None:
    """The version of the rules that compared all that is stored; None where something was stored since."""
    row = conn.execute("SELECT value FROM settings WHERE key = ?", (COMPARED,)).fetchone()
    return None if row is None else str(row[0])


def across(conn: sqlite3.Connection) -> AcrossResult:
    """What the last scan found over all plans together, in an order that does not hang on the workers."""
    checks = [_across_check(row) for row in conn.execute(_ACROSS_CHECKS)]
    return AcrossResult(
        findings=tuple((_finding(row[:-1]), _quoted(row[-1])) for row in conn.execute(_ACROSS_FINDINGS)),
        counts={(relation, verdict): count for relation, verdict, count in conn.execute(_ACROSS_COUNTS)},
        differing=tuple(c for c in checks if c.verdict == "disagrees" and c.relation not in _OF_FINDINGS),
        unchecked=tuple(c for c in checks if c.verdict == "not-checkable"),
        is_current=compared_by(conn) is not None,
    )


def _quoted(written: str) -> tuple[Quoted, ...]:
    return tuple(
        Quoted(item["doc"], (item["span"][0], item["span"][1]), item["text"]) for item in json.loads(written)
    )


def _across_check(row: tuple[Any, ...]) -> CorpusCheckRow:
    path, relation, verdict, section, page, start, end, text, terms, reason_vi, reason_en = row
    return CorpusCheckRow(
        path=path,
        relation=relation,
        verdict=verdict,
        section=tuple(json.loads(section)),
        page=page,
        span=(start, end),
        text=text,
        terms=_quoted(terms),
        reason_vi=reason_vi,
        reason_en=reason_en,
    )


def rows_across(conn: sqlite3.Connection, table: str) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a table of what was found across the corpus, with paths in the place of ids."""
    found = conn.execute(
        f"SELECT files.path, {table}.* FROM {table} JOIN documents ON documents.id = {table}.document"
        f" JOIN files ON files.id = documents.file ORDER BY {table}.id"
    )
    names = [column[0] for column in found.description[1:]]
    rows = ((path, dict(zip(names, values, strict=True))) for path, *values in found)
    return [
        (path, {name: value for name, value in row.items() if name not in {"id", "document"}})
        for path, row in rows
    ]
