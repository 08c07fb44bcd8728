"""Looking after the database: what it holds, whether it is sound, making it small."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from extractor.corpus.names import TABLES
from extractor.corpus.plan_texts import unpacked_blocks
from extractor.corpus.schema import schema_version, transaction
from extractor.errors import READ_STATES, FileState

_READ = ", ".join(f"'{state}'" for state in sorted(READ_STATES))
_COUNTED = (
    "files",
    "sections",
    *TABLES.values(),
    "corpus_findings",
    "versions",
    "runs",
    "triage_log",
)
_TEXTS = "SELECT coalesce(sum(blocks), 0), coalesce(sum(size), 0) FROM plan_texts"
_PACKED = """
SELECT path, blocks, plan_texts.size, words, layout FROM files JOIN documents ON documents.file = files.id
LEFT JOIN plan_texts ON plan_texts.document = documents.id ORDER BY path
"""
_PATH = "SELECT path FROM files JOIN documents ON documents.file = files.id WHERE documents.id = ?"
_MOST_TOLD = 5  # faults of one kind
_FAULTS = {
    "state": "SELECT path FROM files WHERE state NOT IN ({states}) ORDER BY path",
    "unread": f"""SELECT path FROM files WHERE state IN ({_READ})
        AND id NOT IN (SELECT file FROM documents) ORDER BY path""",
    "stray": f"""SELECT path FROM files JOIN documents ON documents.file = files.id
        WHERE state NOT IN ({_READ}) ORDER BY path""",
    "twin": """SELECT path FROM files WHERE state = 'duplicate' AND NOT EXISTS (
        SELECT 1 FROM files AS first WHERE first.path = files.duplicate_of) ORDER BY path""",
    "index": """SELECT path FROM files JOIN documents ON documents.file = files.id
        WHERE documents.id NOT IN (SELECT id FROM plan_words_docsize)
        UNION ALL SELECT 'plan_words ' || id FROM plan_words_docsize WHERE id NOT IN (SELECT id FROM documents)""",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with the database: its `kind`, and where (a path, or SQLite's own words)."""

    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Stats:
    """What the database holds: rows by table, bytes of the file, of the plans' text and (where SQLite can tell) of
    each table and index; `version` is the number of its last migration."""

    version: int
    size: int
    text: int
    rows: Mapping[str, int]
    states: Mapping[FileState, int]
    bytes_by_name: Mapping[str, int]


def faults(conn: sqlite3.Connection) -> Iterator[Fault]:
    """What is wrong: damage, rows without an owner, an index out of step, files without one state, plans
    without their text."""
    yield from (Fault("damage", row[0]) for row in conn.execute("PRAGMA integrity_check") if row[0] != "ok")
    yield from (Fault("orphan", f"{row[0]} {row[1]}") for row in conn.execute("PRAGMA foreign_key_check"))
    try:
        conn.execute("INSERT INTO plan_words(plan_words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        yield Fault("index", str(error))
    states = ", ".join(f"'{state}'" for state in FileState)
    for kind, sql in _FAULTS.items():
        told = conn.execute(sql.format(states=states)).fetchmany(_MOST_TOLD)
        yield from (Fault(kind, path) for (path,) in told)
    yield from islice((Fault("text", path) for path in _without_text(conn)), _MOST_TOLD)
    yield from (Fault("told", conn.execute(_PATH, (one,)).fetchone()[0]) for one in _damaged_told(conn))


def _damaged_told(conn: sqlite3.Connection) -> list[int]:
    from extractor.corpus.told_check import damaged_told  # noqa: PLC0415  (counting rows needs none of it)

    return list(islice(damaged_told(conn), _MOST_TOLD))


def _without_text(conn: sqlite3.Connection) -> Iterator[str]:
    """The paths of plans whose text is gone, or does not come out of its bytes whole."""
    for path, count, size, words, layout in conn.execute(_PACKED):
        try:
            blocks = unpacked_blocks(count, words, layout)
        except (ValueError, TypeError, AttributeError):  # damaged; nothing, or not what was packed
            yield path
        else:
            if len(blocks) != count or sum(len(block.text.encode()) + 1 for block in blocks) != size:
                yield path


def stats(conn: sqlite3.Connection, path: Path) -> Stats:
    """Counts of rows, sizes in bytes."""
    rows = {table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTED}
    blocks, text = conn.execute(_TEXTS).fetchone()
    states = conn.execute("SELECT state, count(*) FROM files GROUP BY state ORDER BY state")
    return Stats(
        version=schema_version(conn),
        size=path.stat().st_size,
        text=text,
        rows={"files": rows.pop("files"), "sections": rows.pop("sections"), "blocks": blocks, **rows},
        states={FileState(state): count for state, count in states},
        bytes_by_name=_bytes_by_name(conn),
    )


def _bytes_by_name(conn: sqlite3.Connection) -> dict[str, int]:
    """The largest first; nothing where this SQLite was built without dbstat."""
    try:
        return dict(conn.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC, 1"))
    except sqlite3.OperationalError:
        return {}


def vacuum(conn: sqlite3.Connection, path: Path) -> tuple[int, int]:
    """Puts the index together, mends what is kept to be compared, gives free pages back: (bytes before, bytes
    after)."""
    from extractor.corpus.told_check import mend_told  # noqa: PLC0415  (as above)

    with transaction(conn):
        mend_told(conn)
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.stat().st_size
    conn.execute("INSERT INTO plan_words(plan_words) VALUES ('optimize')")
    conn.execute("VACUUM")
    conn.execute("PRAGMA optimize")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return before, path.stat().st_size
