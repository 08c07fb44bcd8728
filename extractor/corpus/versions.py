"""Versions of a plan: what a file held before its bytes changed, and the files that hold one plan.

Documents of one `series` are versions of each other. The newest is the one issued last; of those issued on one
day, or without a date, the file written to last, then the path decides, so that the order of a scan does not.
"""

import json
import sqlite3
from dataclasses import dataclass

from extractor.corpus.stored_records import packed, stored_records, unpacked
from extractor.plan import PlanRecord
from extractor.plantext import Span
from extractor.system import safe_path

_OLD = """
SELECT documents.id, path, sha256, size, rules_version, updated, modified, doc_type, number, issued_on, title, series
FROM documents JOIN files ON files.id = documents.file WHERE documents.file = ?
"""
_KEEP = """
INSERT INTO versions(replaced, records, path, sha256, size, rules_version, updated, modified, doc_type, number,
    issued_on, title, series) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SERIES = """
SELECT DISTINCT series FROM (
    SELECT series FROM documents JOIN files ON files.id = documents.file WHERE files.path = :path
    UNION ALL SELECT series FROM versions WHERE path = :path
) WHERE series IS NOT NULL
"""
_VERSIONS = """
SELECT documents.id, NULL, files.path, files.sha256, documents.number, documents.issued_on, documents.title,
    files.modified, files.updated, NULL AS replaced
FROM documents JOIN files ON files.id = documents.file
WHERE files.path = :path OR series IN (SELECT value FROM json_each(:series))
UNION ALL
SELECT NULL, id, path, sha256, number, issued_on, title, modified, updated, replaced FROM versions
WHERE path = :path OR series IN (SELECT value FROM json_each(:series))
"""
# Whether a later version of the same plan is stored beside the one of `documents`; for a condition in SQL.
IS_NEWEST = """
NOT EXISTS (
    SELECT 1 FROM documents AS later JOIN files AS later_file ON later_file.id = later.file
    WHERE later.series = documents.series AND later.id != documents.id
    AND (coalesce(later.issued_on, ''), coalesce(later_file.modified, ''), later_file.path)
        > (coalesce(documents.issued_on, ''), coalesce(files.modified, ''), files.path)
)
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a plan as stored: `document` in the tables, or `kept` (id) of what a file held before
    `replaced`. `modified`, `updated` and `replaced` are UTC, ISO 8601."""

    document: int | None
    kept: int | None
    path: str
    sha256: str | None
    number: str | None
    issued_on: str | None
    title: str | None
    modified: str | None
    updated: str
    replaced: str | None


def keep_version(conn: sqlite3.Connection, file: int, replaced: str) -> None:
    """Keeps the records of a file whose bytes have changed; nothing to keep where it was not read."""
    row = conn.execute(_OLD, (file,)).fetchone()
    if row is not None:
        document, *about = row
        conn.execute(_KEEP, (replaced, packed(stored_records(conn, document)), *about))


def versions_of(conn: sqlite3.Connection, path: str) -> list[Version]:
    """All versions of the plan at `path`, the oldest first: what this file held, and other files of the plan."""
    given = {"path": safe_path(path)}
    series = [row[0] for row in conn.execute(_SERIES, given)]
    rows = conn.execute(_VERSIONS, given | {"series": json.dumps(series)})
    return sorted((Version(*row) for row in rows), key=_age)


def _age(version: Version) -> tuple[str, ...]:
    """What is in the tables is newer than what its own file held before."""
    return version.issued_on or "", version.modified or "", version.replaced or "9", version.path


def earlier_words(conn: sqlite3.Connection, path: str, span: Span) -> tuple[str | None, str | None]:
    """When the file at `path` last got other bytes (None: never), and the words that a record stood on at this span
    in the newest of its earlier texts that has one there."""
    rows = conn.execute(
        "SELECT replaced, records FROM versions WHERE path = ? ORDER BY replaced DESC, id DESC",
        (safe_path(path),),
    ).fetchall()
    for _, data in rows:
        for record in unpacked(data):
            if record.record != "document" and tuple(record.span) == span:
                return rows[0][0], record.text
    return (rows[0][0] if rows else None), None


def records_of(conn: sqlite3.Connection, version: Version) -> list[PlanRecord]:
    """The records of a version; raises ValueError where the stored bytes are damaged."""
    if version.document is not None:
        return stored_records(conn, version.document)
    (data,) = conn.execute("SELECT records FROM versions WHERE id = ?", (version.kept,)).fetchone()
    return unpacked(data)
