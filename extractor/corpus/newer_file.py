"""A newer version of a plan in another file: what it no longer shows is fixed, what it still shows keeps its state.

More is asked here than to be of one series: the number of both files is the same, or one of them has none yet and
the titles are the same. Which of two files is newer must follow from their dates, not from their names.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from extractor.corpus.derived import number_key
from extractor.corpus.following import Known, findings_of, fixed, keep, stands
from extractor.corpus.judgements import PROGRAM, State
from extractor.corpus.plan_texts import block_texts
from extractor.corpus.triage import history
from extractor.errors import FileState
from extractor.language.text import fold

# Of all files of the series of the one given, the newest last.
_SERIES: Final = """
SELECT other.id, files.id, other.number, other.title, coalesce(other.issued_on, ''), coalesce(files.modified, ''),
    state, coalesce(other.confidence, 1) >= 1
FROM documents AS own JOIN documents AS other ON other.series = own.series JOIN files ON files.id = other.file
WHERE own.file = ? ORDER BY 5, 6, files.path
"""
_SEVERAL: Final = (
    "SELECT min(file) FROM documents WHERE series IS NOT NULL GROUP BY series HAVING count(*) > 1 ORDER BY 1"
)
_SHOWN: Final = """
SELECT 1 FROM findings WHERE fingerprint = ? AND document NOT IN (SELECT value FROM json_each(?)) LIMIT 1
"""
_SURE: Final = frozenset({FileState.OK, FileState.OK_WITH_WARNINGS})


@dataclass(frozen=True, slots=True)
class _Version:
    """A file of a series; `is_sure` where all of it was read, and not from pictures."""

    document: int
    file: int
    number: str | None
    title: str | None
    age: tuple[str, str]
    is_sure: bool


def follow_all(conn: sqlite3.Connection) -> None:
    """The same for every plan that lies in several files."""
    for (file,) in conn.execute(_SEVERAL).fetchall():
        follow_newest(conn, file)


def follow_newest(conn: sqlite3.Connection, file: int) -> None:
    """Notes in the log what the newest file of a plan means for the findings of its older ones."""
    versions = [_version(row) for row in conn.execute(_SERIES, (file,))]
    if len(versions) < 2 or not versions[-1].is_sure:
        return
    newest = versions.pop()
    older = [one for one in versions if one.age < newest.age and _is_same_plan(one, newest)]
    if older:
        _follow(conn, newest, older)


def _version(row: Sequence[Any]) -> _Version:
    document, file, number, title, issued_on, modified, state, is_certain = row
    is_sure = bool(is_certain) and FileState(state) in _SURE
    return _Version(document, file, number, title, (issued_on, modified), is_sure)


def _is_same_plan(one: _Version, other: _Version) -> bool:
    if one.number and other.number:
        return number_key(one.number) == number_key(other.number)
    return bool(one.title) and fold(one.title or "") == fold(other.title or "")


def _follow(conn: sqlite3.Connection, newest: _Version, older: Sequence[_Version]) -> None:
    now = findings_of(conn, newest.file)
    before = {key: known for one in older for key, known in findings_of(conn, one.file).items()}
    for key, known in now.items():
        _stays(conn, known, before.get(key))
    gone = [known for key, known in before.items() if key not in now]
    if gone:
        text = " ".join(word for block in block_texts(conn, newest.document) for word in block.split())
        listed = json.dumps([one.document for one in older])
        for known in gone:
            if not stands(known.words, text) and _is_nowhere_else(conn, known, listed):
                fixed(conn, known)


def _stays(conn: sqlite3.Connection, known: Known, before: Known | None) -> None:
    """What was said of it in an older file holds in the newest, where nothing was said of it there yet."""
    said = [entry for entry in history(conn, known.mark) if entry.state is not None]
    if said and said[-1].state is State.FIXED and said[-1].who == PROGRAM:
        keep(conn, known.mark, None)
    elif not said and before is not None and before.mark != known.mark:
        keep(conn, known.mark, before.mark)


def _is_nowhere_else(conn: sqlite3.Connection, known: Known, older: str) -> bool:
    """Whether no further plan shows it, and nobody took it up again after it was said to be fixed."""
    if conn.execute(_SHOWN, (known.mark, older)).fetchone() is not None:
        return False
    return all(entry.state is not State.FIXED for entry in history(conn, known.mark))
