"""Writing one file's result into the database. Every function runs inside its caller's transaction."""

import sqlite3
from collections.abc import Collection

from extractor.corpus.following import earlier_version, follow
from extractor.corpus.index import unindex_plan
from extractor.corpus.localities import unit_columns
from extractor.corpus.names import COMPARED, storable
from extractor.corpus.newer_file import follow_newest
from extractor.corpus.plan_rows import insert, rows_but_blocks, write_rows
from extractor.corpus.results import FileResult
from extractor.corpus.rows import Row, blocks_of
from extractor.corpus.runs import now
from extractor.corpus.versions import keep_version
from extractor.errors import FileState
from extractor.plan import Audit
from extractor.system import safe_path


def clear_file(conn: sqlite3.Connection, file: int) -> None:
    """Remove what was read from a file: the index by hand, the tables by their foreign keys."""
    for (document,) in conn.execute("SELECT id FROM documents WHERE file = ?", (file,)).fetchall():
        unindex_plan(conn, document)
    conn.execute("DELETE FROM documents WHERE file = ?", (file,))


def _pass_on(conn: sqlite3.Connection, path: str, file: int, sha256: str) -> None:
    """Bytes that leave `path` but still lie under another name: that file takes over what was read."""
    twin = "duplicate_of = ? AND sha256 = ? AND state = ?"
    known = (path, sha256, FileState.DUPLICATE)
    heir = conn.execute(f"SELECT id, path FROM files WHERE {twin} ORDER BY path", known).fetchone()
    if heir is None:
        return
    conn.execute("UPDATE documents SET file = ? WHERE file = ?", (heir[0], file))
    conn.execute(
        "UPDATE files SET duplicate_of = NULL, (state, reason_vi, reason_en, rules_version, format) ="
        " (SELECT state, reason_vi, reason_en, rules_version, format FROM files WHERE id = ?) WHERE id = ?",
        (file, heir[0]),
    )
    conn.execute(f"UPDATE files SET duplicate_of = ? WHERE {twin}", (heir[1], *known))


def file_row(result: FileResult) -> Row:
    """The row of `files` that tells how reading one ended."""
    duplicate_of = result.duplicate_of
    return {
        "path": safe_path(result.path),
        "sha256": result.sha256,
        "size": result.size,
        "state": result.state.value,
        "reason_vi": storable(result.reason_vi),
        "reason_en": storable(result.reason_en),
        "seconds": result.seconds,
        "rules_version": result.rules_version,
        "format": result.format,
        "duplicate_of": None if duplicate_of is None else safe_path(duplicate_of),
        "updated": now(),
        "modified": result.modified,
    }


def _replace_file(conn: sqlite3.Connection, result: FileResult) -> int:
    """The file's row, new or with its old contents gone; its id."""
    row = file_row(result)
    old = conn.execute("SELECT id, sha256 FROM files WHERE path = ?", (row["path"],)).fetchone()
    if old is None:
        insert(conn, "files", [row])
        return int(conn.execute("SELECT last_insert_rowid()").fetchone()[0])
    file, sha256 = old
    if sha256 and sha256 != result.sha256:
        _pass_on(conn, str(row["path"]), file, sha256)
        keep_version(conn, file, now())
    clear_file(conn, file)
    changes = ", ".join(f"{name} = :{name}" for name in row)
    conn.execute(f"UPDATE files SET {changes} WHERE id = :id", row | {"id": file})
    return int(file)


def _write_audit(conn: sqlite3.Connection, audit: Audit, file: int, path: str, file_hash: str) -> None:
    rows = rows_but_blocks(audit, file_hash)
    rows["documents"][0] |= unit_columns(conn, audit.plan.document, path, file_hash)
    write_rows(conn, rows, file, list(blocks_of(audit.plan.text, audit.plan.sections)))


def _forget(conn: sqlite3.Connection, path: str, file: int, sha256: str | None) -> None:
    """Remove a file with all that was read from it, unless another with the same bytes takes that over."""
    if sha256:
        _pass_on(conn, path, file, sha256)
    clear_file(conn, file)
    conn.execute("DELETE FROM files WHERE id = ?", (file,))


def _forget_other_members(conn: sqlite3.Connection, archive: str, members: Collection[str]) -> None:
    """What is stored under an archive's name and is none of its members (any more)."""
    first, after = f"{archive}/", f"{archive}{chr(ord('/') + 1)}"
    stored = conn.execute(
        "SELECT path, id, sha256 FROM files WHERE path >= ? AND path < ?", (first, after)
    ).fetchall()
    for path, file, sha256 in stored:
        if path not in members:
            _forget(conn, path, file, sha256)


def forget_file(conn: sqlite3.Connection, path: str) -> None:
    """Remove what the database holds of this path."""
    row = conn.execute("SELECT id, sha256 FROM files WHERE path = ?", (safe_path(path),)).fetchone()
    if row is not None:
        conn.execute("DELETE FROM settings WHERE key = ?", (COMPARED,))
        _forget(conn, safe_path(path), *row)


def write_result(
    conn: sqlite3.Connection, result: FileResult, audit: Audit | None, members: Collection[str] | None
) -> None:
    """Replace whatever the database holds of this path; plans are no longer compared with each other.

    `members` are the paths of all files in it, if it is an archive: others below it are removed.
    """
    conn.execute("DELETE FROM settings WHERE key = ?", (COMPARED,))
    earlier = earlier_version(conn, safe_path(result.path))
    file = _replace_file(conn, result)
    if members is not None:
        _forget_other_members(conn, safe_path(result.path), members)
    if audit is not None:
        _write_audit(conn, audit, file, safe_path(result.path), result.sha256 or result.path)
        if earlier is not None:
            follow(conn, earlier, file, result, audit.plan.text)
        follow_newest(conn, file)
