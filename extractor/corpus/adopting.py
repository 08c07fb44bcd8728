"""Taking over new rules: which files keep what was read from them, and which must be read again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.corpus.plan_texts import stored_blocks
from extractor.corpus.plan_words import PlanWords
from extractor.errors import READ_STATES, FileState
from extractor.rulebook.changes import EVERY, Touch, touch
from extractor.rulebook.registry import bare_number

_PROGRAMS_FAULT = frozenset({FileState.CRASHED, FileState.TIMEOUT, FileState.OUT_OF_MEMORY})
_FILES = "SELECT id, path, sha256, state FROM files WHERE rules_version = ? AND state != ? ORDER BY id"
_NAMED = """
SELECT EXISTS (SELECT 1 FROM targets JOIN documents ON documents.id = targets.document
        WHERE documents.file = :file AND (indicator IN (SELECT value FROM json_each(:indicators))
            OR targets.rule_id IN (SELECT value FROM json_each(:rules))))
    OR EXISTS (SELECT 1 FROM findings JOIN documents ON documents.id = findings.document
        WHERE documents.file = :file AND rule IN (SELECT value FROM json_each(:findings)))
"""
_NUMBERS = """
SELECT DISTINCT coalesce(number_normalised, citations.number) FROM citations
JOIN documents ON documents.id = citations.document WHERE documents.file = ?
"""
_DOCUMENT = "SELECT id FROM documents WHERE file = ?"
_TWINS = """
UPDATE files SET rules_version = :new WHERE state = :duplicate AND rules_version = :old
    AND EXISTS (SELECT 1 FROM files AS first WHERE first.path = files.duplicate_of
        AND first.sha256 = files.sha256 AND first.rules_version = :new)
RETURNING path
"""
_FORGET = "DELETE FROM rule_sets WHERE version NOT IN (SELECT rules_version FROM files) AND version != ?"


@dataclass(frozen=True, slots=True)
class Adoption:
    """What new rules mean for the files read by older ones of the same program.

    `kept` are paths whose records hold under the new rules too, `again` those to be read again, with the
    SHA-256 of the bytes that were read.
    """

    kept: frozenset[str]
    again: Mapping[str, str]


def adopt(conn: sqlite3.Connection, version: str, contents: Mapping[str, Any]) -> Adoption:
    """Notes the rules `contents` as `version` (`PROGRAM+RULES`); files they do not touch take it over."""
    kept: set[str] = set()
    again: dict[str, str] = {}
    given = json.dumps(contents, ensure_ascii=False)
    conn.execute("INSERT OR REPLACE INTO rule_sets(version, entries) VALUES (?, ?)", (version, given))
    for older, entries in _older(conn, version):
        touched = EVERY if entries is None else touch(json.loads(entries), json.loads(given))
        stay, go = _sorted_out(conn, older, touched)
        conn.executemany(
            "UPDATE files SET rules_version = ? WHERE id = ?", ((version, file) for file, _ in stay)
        )
        kept.update(path for _, path in stay)
        again.update(go)
        twins = {"new": version, "old": older, "duplicate": FileState.DUPLICATE}
        kept.update(str(path) for (path,) in conn.execute(_TWINS, twins).fetchall())
    conn.execute(_FORGET, (version,))
    return Adoption(frozenset(kept), again)


def _older(conn: sqlite3.Connection, version: str) -> Iterable[tuple[str, str | None]]:
    """The other versions of the rules that this program has read files by, with their entries if known."""
    program = version.partition("+")[0]
    rows = conn.execute(
        "SELECT DISTINCT rules_version, entries FROM files LEFT JOIN rule_sets ON version = rules_version"
        " WHERE rules_version != ? ORDER BY 1",
        (version,),
    ).fetchall()
    return [(older, entries) for older, entries in rows if older.partition("+")[0] == program]


def _sorted_out(
    conn: sqlite3.Connection, older: str, touched: Touch
) -> tuple[list[tuple[int, str]], dict[str, str]]:
    """(files that stay as they are, paths and hashes of those to be read again)."""
    stay: list[tuple[int, str]] = []
    again: dict[str, str] = {}
    for file, path, sha256, state in conn.execute(_FILES, (older, FileState.DUPLICATE)).fetchall():
        if _is_touched(conn, file, FileState(state), touched):
            again[path] = sha256 or ""
        else:
            stay.append((file, path))
    return stay, again


def _is_touched(conn: sqlite3.Connection, file: int, state: FileState, touched: Touch) -> bool:
    """Whether a file may read otherwise; what could not be opened cannot, whatever the rules."""
    if touched.none or (state not in READ_STATES and state not in _PROGRAMS_FAULT):
        return False
    if touched.every or state not in READ_STATES or _is_named(conn, file, touched):
        return True
    if _cites(conn, file, touched):
        return True
    if not touched.needs:
        return False
    words = PlanWords(_blocks(conn, file))
    return any(words.hold(need) for need in touched.needs)


def _is_named(conn: sqlite3.Connection, file: int, touched: Touch) -> bool:
    """Whether the file has a target or a finding of those that are touched."""
    names = {
        "indicators": json.dumps(sorted(touched.indicators)),
        "rules": json.dumps(sorted(touched.rules)),
        "findings": json.dumps(sorted(touched.findings)),
    }
    return bool(conn.execute(_NAMED, {"file": file, **names}).fetchone()[0])


def _cites(conn: sqlite3.Connection, file: int, touched: Touch) -> bool:
    """Whether the file cites a document whose number is touched."""
    if not touched.numbers:
        return False
    numbers = (number for (number,) in conn.execute(_NUMBERS, (file,)) if number)
    return any(bare_number(number) in touched.numbers for number in numbers)


def _blocks(conn: sqlite3.Connection, file: int) -> Iterator[tuple[str, bool]]:
    """The texts of a file's blocks, and whether each is a heading."""
    for (document,) in conn.execute(_DOCUMENT, (file,)).fetchall():
        yield from ((block.text, block.kind == "heading") for block in stored_blocks(conn, document))
