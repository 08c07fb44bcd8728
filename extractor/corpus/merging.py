"""Another corpus brought into this one: nothing of either is lost, and the same bytes are kept once."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.corpus.index import index_plan
from extractor.corpus.names import COMPARED, TABLES
from extractor.corpus.places import apply_links
from extractor.corpus.plan_texts import block_texts
from extractor.corpus.runs import now
from extractor.corpus.store import clear_file
from extractor.corpus.told_facts import keep_told
from extractor.corpus.versions import keep_version
from extractor.errors import READ_STATES, FileState

_READ: Final = ", ".join(f"'{state}'" for state in sorted(READ_STATES))
_RECORDS: Final = tuple(table for table in TABLES.values() if table != "documents")
# Of each of their files: ours of the same path, and whether ours or theirs holds what was read of it.
_THEIRS: Final = f"""
SELECT theirs.id, theirs.path, theirs.sha256, theirs.state, ours.id, ours.sha256, ours.state,
    coalesce(theirs.modified, theirs.updated) > coalesce(ours.modified, ours.updated),
    EXISTS (SELECT 1 FROM main.files AS twin WHERE twin.sha256 = theirs.sha256 AND twin.state IN ({_READ})
        AND twin.path != theirs.path)
FROM other.files AS theirs LEFT JOIN main.files AS ours ON ours.path = theirs.path ORDER BY theirs.id
"""
_TWIN: Final = f"""
SELECT path FROM main.files WHERE sha256 = ? AND path != ? AND state IN ({_READ}) ORDER BY path LIMIT 1
"""
_TEXTS: Final = """
INSERT INTO main.plan_texts(document, blocks, size, words, layout)
SELECT ?, blocks, size, words, layout FROM other.plan_texts WHERE document = ?
"""
# Of two links of one plan the one set last holds («WHERE true»: SQLite would take ON for a join's).
_LINKS: Final = """
INSERT INTO main.unit_links SELECT * FROM other.unit_links WHERE true
ON CONFLICT (logical) DO UPDATE SET path = excluded.path, unit = excluded.unit, updated = excluded.updated
WHERE excluded.updated > updated
"""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of their files: new here, newer than ours, older (kept as a version), copies of bytes read here, known
    here already; and how many entries of the log of triage came with them."""

    new: int = 0
    newer: int = 0
    older: int = 0
    copies: int = 0
    known: int = 0
    triage: int = 0


def merge_files(conn: sqlite3.Connection) -> Brought:
    """Brings the files of the attached database `other`, of this schema, into `main`, inside a transaction."""
    counts = dict.fromkeys(("new", "newer", "older", "copies", "known"), 0)
    for row in conn.execute(_THEIRS).fetchall():
        counts[_bring(conn, *row)] += 1
    _mend_copies(conn)
    _bring_rest(conn)
    conn.execute("DELETE FROM main.settings WHERE key = ?", (COMPARED,))
    return Brought(**counts)


def _bring(
    conn: sqlite3.Connection,
    theirs: int,
    path: str,
    sha256: str | None,
    state: str,
    ours: int | None,
    our_sha256: str | None,
    our_state: str | None,
    is_newer: int | None,
    has_twin: int,
) -> str:
    """What became of one of their files."""
    readable, read_here = state in READ_STATES, our_state in READ_STATES or our_state == FileState.DUPLICATE
    if ours is None:
        if readable and has_twin:
            return _copy(conn, theirs, path, sha256)
        _take(conn, theirs)
        return "new"
    if our_sha256 == sha256 or not readable:
        if readable and not read_here:
            _replace(conn, theirs, ours)
            return "newer"
        return "known"
    if is_newer or not read_here:
        keep_version(conn, ours, now())
        _replace(conn, theirs, ours)
        return "newer"
    _keep_theirs(conn, theirs)
    return "older"


def _copy(conn: sqlite3.Connection, theirs: int, path: str, sha256: str | None) -> str:
    """A file with the bytes of one that was read here: noted as a copy of it."""
    (first,) = conn.execute(_TWIN, (sha256, path)).fetchone()
    file = _take_file(conn, theirs)
    conn.execute(
        "UPDATE main.files SET state = ?, duplicate_of = ?, reason_vi = ?, reason_en = ? WHERE id = ?",
        (FileState.DUPLICATE, first, f"cùng nội dung với {first}", f"same bytes as {first}", file),
    )
    return "copies"


def _replace(conn: sqlite3.Connection, theirs: int, ours: int) -> None:
    """Theirs in the place of ours, under the number that the path has here."""
    clear_file(conn, ours)
    columns = ", ".join(name for name in _columns(conn, "files") if name != "id")
    conn.execute(
        f"UPDATE main.files SET ({columns}) = (SELECT {columns} FROM other.files WHERE id = ?) WHERE id = ?",
        (theirs, ours),
    )
    _take_documents(conn, theirs, ours)


def _keep_theirs(conn: sqlite3.Connection, theirs: int) -> None:
    """Theirs is the older: taken for a moment, so that it is kept as any version is."""
    (path,) = conn.execute("SELECT path FROM other.files WHERE id = ?", (theirs,)).fetchone()
    conn.execute("UPDATE main.files SET path = path || char(0) WHERE path = ?", (path,))
    file = _take(conn, theirs)
    keep_version(conn, file, now())
    clear_file(conn, file)
    conn.execute("DELETE FROM main.files WHERE id = ?", (file,))
    conn.execute("UPDATE main.files SET path = ? WHERE path = ? || char(0)", (path, path))


def _take(conn: sqlite3.Connection, theirs: int) -> int:
    """Copies one of their files with all that was read from it; the id of its row here."""
    file = _take_file(conn, theirs)
    _take_documents(conn, theirs, file)
    return file


def _take_documents(conn: sqlite3.Connection, theirs: int, file: int) -> None:
    for (document,) in conn.execute("SELECT id FROM other.documents WHERE file = ?", (theirs,)).fetchall():
        _take_document(conn, document, file)


def _take_file(conn: sqlite3.Connection, theirs: int) -> int:
    return _copied(conn, "files", "id = ?", (theirs,), {})


def _take_document(conn: sqlite3.Connection, theirs: int, file: int) -> None:
    document = _copied(conn, "documents", "id = ?", (theirs,), {"file": file})
    _take_sections(conn, theirs, document)
    conn.execute(_TEXTS, (document, theirs))
    for table in _RECORDS:
        _copied(conn, table, "document = ?", (theirs,), {"document": document})
    index_plan(conn, document, block_texts(conn, document))
    keep_told(conn, document)


def _take_sections(conn: sqlite3.Connection, theirs: int, document: int) -> None:
    """Copies the headings, whose ids follow each other."""
    first = (
        conn.execute("SELECT min(id) FROM other.sections WHERE document = ?", (theirs,)).fetchone()[0] or 0
    )
    moved = int(conn.execute("SELECT coalesce(max(id), 0) + 1 FROM main.sections").fetchone()[0]) - int(first)
    changed: dict[str, int | str] = {
        "id": f"id + {moved}",
        "document": document,
        "parent": f"parent + {moved}",
    }
    _copied(conn, "sections", "document = ?", (theirs,), changed)


def _copied(
    conn: sqlite3.Connection,
    table: str,
    condition: str,
    given: Iterable[object],
    changed: dict[str, int | str],
) -> int:
    """Copies rows with some columns changed (SQL); the id of the last."""
    kept = [name for name in _columns(conn, table) if name != "id" or name in changed]
    values = ", ".join(str(changed.get(name, f'"{name}"')) for name in kept)
    names = ", ".join(f'"{name}"' for name in kept)
    cursor = conn.execute(
        f"INSERT INTO main.{table} ({names}) SELECT {values} FROM other.{table} WHERE {condition} ORDER BY id",
        tuple(given),
    )
    return int(cursor.lastrowid or 0)


def _columns(conn: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in conn.execute(f"PRAGMA main.table_info({table})")]


def _mend_copies(conn: sqlite3.Connection) -> None:
    """A copy is one of a file that is here and was read."""
    rows = conn.execute(
        "SELECT id, path, sha256 FROM main.files WHERE state = ? AND NOT EXISTS (SELECT 1 FROM main.files AS first"
        f" WHERE first.path = files.duplicate_of AND first.sha256 = files.sha256 AND first.state IN ({_READ}))",
        (FileState.DUPLICATE,),
    ).fetchall()
    for file, path, sha256 in rows:
        first = conn.execute(_TWIN, (sha256, path)).fetchone()
        if first is not None:
            conn.execute("UPDATE main.files SET duplicate_of = ? WHERE id = ?", (first[0], file))


def _bring_rest(conn: sqlite3.Connection) -> None:
    """Versions, runs, kept searches, rules and links made by hand that are not known here."""
    for table, alike in (
        ("versions", ("path", "sha256", "replaced")),
        ("runs", ("started", "program", "rules_version")),
        ("saved_searches", ("name", "query", "at")),
    ):
        same = " AND ".join(f"ours.{name} IS theirs.{name}" for name in alike)
        names = ", ".join(name for name in _columns(conn, table) if name != "id")
        conn.execute(
            f"INSERT INTO main.{table} ({names}) SELECT {names} FROM other.{table} AS theirs"
            f" WHERE NOT EXISTS (SELECT 1 FROM main.{table} AS ours WHERE {same})"
        )
    conn.execute("INSERT OR IGNORE INTO main.rule_sets SELECT * FROM other.rule_sets")
    conn.execute(_LINKS)
    apply_links(conn)


def attach(conn: sqlite3.Connection, path: Path) -> None:
    """The other database beside this one, under the name `other`."""
    conn.execute("ATTACH DATABASE ? AS other", (str(path),))
