"""What a database holds, apart from the ids and times that hang on the order of reading; is it whole?"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from extractor.corpus.plan_texts import add_functions

_OF_DOCUMENTS: Final = (
    "sections",
    "blocks",
    "citations",
    "doc_references",
    "budgets",
    "targets",
    "told_facts",
    "told_by",
    "deadlines",
    "assignments",
    "unread",
    "checks",
    "findings",
    "corpus_checks",
    "corpus_findings",
)
_LEFT_OUT: Final = frozenset({"id", "document", "file", "section", "block", "parent", "seconds", "updated"})
_STOPPED: Final = ("timeout", "out-of-memory")
_ONE_DOCUMENT: Final = """
SELECT path FROM files LEFT JOIN documents ON documents.file = files.id
GROUP BY files.id HAVING count(documents.id) != (state IN ('ok', 'ok-with-warnings', 'partial'))
"""


def logical(database: Path) -> dict[str, list[str]]:
    """Rows by table, each as text, with the path of its file; the same for databases that say the same."""
    with closing(sqlite3.connect(database)) as conn:
        add_functions(conn)
        paths = dict(
            conn.execute("SELECT documents.id, path FROM documents JOIN files ON files.id = documents.file")
        )
        tables = {"files": sorted(_rows(conn, "files", {}))}
        for table in ("documents", *_OF_DOCUMENTS):
            tables[table] = sorted(_rows(conn, table, paths))
        return tables


def _rows(conn: sqlite3.Connection, table: str, paths: dict[int, str]) -> Iterator[str]:
    cursor = conn.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    owner = "id" if table == "documents" else "document"
    for row in cursor:
        values: dict[str, Any] = dict(zip(names, row, strict=True))
        path = paths.get(int(values.get(owner) or 0), "")
        told = {name: value for name, value in values.items() if name not in _LEFT_OUT}
        if told.get("state") in _STOPPED:  # which limit is met first hangs on what else the machine does
            told |= {"state": "stopped", "reason_vi": "", "reason_en": ""}
        yield path + json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)


def faults(database: Path, acknowledged: set[tuple[str, str]]) -> list[str]:
    """What is wrong with a database after a kill: damage, half a document, a file that was told and is lost."""
    with closing(sqlite3.connect(database)) as conn:
        if not conn.execute("PRAGMA user_version").fetchone()[0]:  # killed before there were any tables
            return [f"lost: {path} ({state})" for path, state in sorted(acknowledged)]
        told = [str(row) for row in conn.execute("PRAGMA integrity_check") if row != ("ok",)]
        told += [f"orphan {row}" for row in conn.execute("PRAGMA foreign_key_check")]
        told += [f"half a document: {path}" for (path,) in conn.execute(_ONE_DOCUMENT)]
        stored = set(conn.execute("SELECT path, state FROM files"))
        indexed = conn.execute("SELECT count(*) FROM plan_words_docsize").fetchone()[0]
        documents = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
    if indexed != documents:
        told.append(f"{documents} documents, {indexed} in the index")
    return told + [f"lost: {path} ({state})" for path, state in sorted(acknowledged - stored)]


def logged(log: Path) -> set[tuple[str, str]]:
    """The files that the log tells of, with their last state; a line cut short by a kill is none."""
    states: dict[str, str] = {}
    for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else ():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if event["event"] == "file":
            states[event["path"]] = event["state"]
    return set(states.items())


def states(database: Path) -> Counter[str]:
    """How many files ended in which state."""
    with closing(sqlite3.connect(database)) as conn:
        return Counter(state for (state,) in conn.execute("SELECT state FROM files"))
