"""The tables, as numbered migrations that run forward only; docs/database.md describes them.

A migration that has been released is never changed: what comes later is a new one at the end.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from extractor.corpus.schema_search import counted_from_indexes, versions_and_search
from extractor.corpus.schema_sums import told_sums
from extractor.corpus.schema_texts import packed_texts
from extractor.corpus.schema_told import told_facts

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = int.from_bytes(b"PlEx", "big")
_FRAMES: Final = "pandas", "numpy"

Columns = dict[str, Any]
Migration = Callable[["Database"], None]


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """A write transaction: all of it or, where anything at all is raised, nothing."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(conn: sqlite3.Connection) -> Iterator[None]:
    """A read transaction: everything is seen as it was at its first look, and nobody has to wait for it.

    Temporary tables that were filled within it stay. Within another transaction it is part of that.
    """
    if conn.in_transaction:
        yield
        return
    conn.execute("BEGIN")
    try:
        yield
        if conn.in_transaction:
            conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def schema_version(conn: sqlite3.Connection) -> int:
    """Number of the last migration that ran; 0 for a new database."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def _owned(db: "Database", name: str, owner: str, columns: Columns, not_null: Sequence[str] = ()) -> None:
    """A table whose rows go when the row of `owner` that their first column names goes."""
    from sqlite_utils.db import ForeignKey  # noqa: PLC0415

    link = next(iter(columns))
    db.table(name).create(
        {"id": int, **columns},
        pk="id",
        foreign_keys=[ForeignKey(name, link, owner, "id", on_delete="CASCADE")],
        not_null={link, *not_null},
    )


_READ_FROM: Columns = {"text": str, "span_start": int, "span_end": int, "page": int, "section": str}
_READ_BY: Columns = {"rule_id": str, "confidence": float, "readings": str}
_FIGURE: Columns = {"figure_start": int, "figure_end": int, "row_labels": str, "column_labels": str}
_PART: Columns = {"article": str, "clause": str, "point": str}


def _record(db: "Database", name: str, columns: Columns) -> None:
    shared = {"document": int, **_READ_FROM}
    _owned(db, name, "documents", {**shared, **columns, **_READ_BY}, tuple(_READ_FROM)[:3])
    db.table(name).create_index(["document"])


def _files(db: "Database") -> None:
    text = dict.fromkeys(("path", "sha256", "state", "reason_vi", "reason_en", "rules_version"), str)
    more = {"format": str, "duplicate_of": str, "updated": str, "size": int, "seconds": float}
    optional = {"sha256", "format", "duplicate_of"}
    columns = {"id": int, **text, **more}
    db.table("files").create(columns, pk="id", not_null=set(columns) - optional - {"id"})
    db.table("files").create_index(["path"], unique=True)
    db.table("files").create_index(["sha256"])
    db.table("files").create_index(["duplicate_of"])


def _documents(db: "Database") -> None:
    names = ("format", "doc_type", "number", "issued_on", "place", "issuer", "issuer_level", "commune")
    more = ("district", "province", "linked_unit", "notes", "title", "signatory", "signatory_role")
    years = dict.fromkeys(("is_plan", "plan_year", "period_start", "period_end"), int)
    columns = {"file": int, **dict.fromkeys((*names, *more), str), **years, **_READ_FROM, **_READ_BY}
    _owned(db, "documents", "files", columns)
    db.table("documents").create_index(["file"], unique=True)
    db.table("documents").create_index(["number"])


def _sections(db: "Database") -> None:
    place = dict.fromkeys(("position", "rank", "number", "parent", "block", "span_start", "span_end"), int)
    columns = {"document": int, **place, "path": str, "title": str, "marker": str}
    _owned(db, "sections", "documents", columns, ("position", "path", "title"))
    db.table("sections").create_index(["document", "position"])


def _blocks(db: "Database") -> None:
    place = dict.fromkeys(("position", "section", "span_start", "span_end", "body_start", "page"), int)
    cell = dict.fromkeys(("bold", "table_number", "row_number", "column_number"), int)
    columns = {"document": int, **place, "kind": str, "marker": str, "text": str, "box": str, **cell}
    _owned(db, "blocks", "documents", columns, ("position", "span_start", "span_end", "kind", "text"))
    db.table("blocks").create_index(["document", "span_start"])


def _read(db: "Database") -> None:
    cited = dict.fromkeys(("cited_type", "number", "number_normalised"), str)
    _record(db, "citations", {**cited, **_PART, "year": int, "issuer": str, "issued_on": str, "role": str})
    db.table("citations").create_index(["number_normalised"])
    _record(db, "doc_references", {"points_at": str, **_PART})
    _record(db, "budgets", {**_FIGURE, **_budget_columns()})
    _record(db, "targets", {**_FIGURE, **_target_columns()})
    db.table("targets").create_index(["indicator", "year"])
    _record(db, "deadlines", {"due": str, "task": str, "unit": str})
    _record(db, "unread", {"reason": str})


def _budget_columns() -> Columns:
    money: Columns = {"value": str, "value_dong": int, "unit_text": str}
    corrected: Columns = {"value_corrected": str, "value_corrected_dong": int}
    kinds = dict.fromkeys(("role", "source", "capital", "component", "approx", "per", "status"), str)
    return {**money, **corrected, **kinds, "year": int, "locality": str, "source_level": str}


def _target_columns() -> Columns:
    named = dict.fromkeys(("indicator", "indicator_text", "unit", "unit_text"), str)
    figures = {"value": str, "value_number": float, "denominator": str, "denominator_number": float}
    kinds = dict.fromkeys(("direction", "comparator", "per", "status", "locality", "population"), str)
    return {**named, **figures, **kinds, "year": int}


def _judged(db: "Database") -> None:
    decided = ("relation", "verdict", "terms", "reported", "computed", "reason")
    _record(db, "checks", dict.fromkeys(decided, str))
    kinds = ("fingerprint", "rule", "category", "severity", "certainty", "message", "message_en")
    _record(db, "findings", dict.fromkeys((*kinds, "expected", "evidence"), str))
    db.table("findings").create_index(["fingerprint"])
    db.table("findings").create_index(["rule", "severity"])


def _index(db: "Database") -> None:
    db.table("settings").create({"key": str, "value": str}, pk="key", not_null={"value"})
    db.execute(
        "CREATE VIRTUAL TABLE block_words USING fts5"
        "(exact, folded, content='', tokenize='unicode61 remove_diacritics 0')"
    )


def first_tables(db: "Database") -> None:
    """Migration 1: files, documents and all that was read from them, the search index."""
    for create in (_files, _documents, _sections, _blocks, _read, _judged, _index):
        create(db)


def rule_sets(db: "Database") -> None:
    """Migration 2: the rules that files were read by, so that a change of them can be told."""
    db.table("rule_sets").create({"version": str, "entries": str}, pk="version", not_null={"entries"})


def across(db: "Database") -> None:
    """Migration 3: what the plans of the corpus say of each other, apart from what each says of itself."""
    decided = ("relation", "verdict", "terms", "reported", "computed", "reason", "reason_vi")
    columns = {"document": int, **_READ_FROM}
    needed = tuple(_READ_FROM)[:3]
    _owned(db, "corpus_checks", "documents", {**columns, **dict.fromkeys(decided, str)}, needed)
    kinds = ("fingerprint", "rule", "category", "severity", "certainty", "message", "message_en")
    found = dict.fromkeys((*kinds, "expected", "evidence"), str)
    _owned(db, "corpus_findings", "documents", {**columns, **found}, needed)
    for table in ("corpus_checks", "corpus_findings"):
        db.table(table).create_index(["document"])


def localities(db: "Database") -> None:
    """Migration 4: the unit of the gazetteer that a document is of, and the links made by hand."""
    names = ("id", "level", "province", "district", "commune", "now", "now_id", "now_province")
    table = db.table("documents")
    for name in names:
        table.add_column(f"unit_{name}", str)
    table.add_column("unit_confidence", float)
    table.add_column("unit_by_hand", int, not_null_default=0)
    for columns in (("id",), ("level",), ("province", "district", "commune"), ("now_id",), ("now_province",)):
        table.create_index([f"unit_{column}" for column in columns])
    links = dict.fromkeys(("logical", "path", "unit", "updated"), str)
    db.table("unit_links").create(links, pk="logical", not_null={"path", "updated"})


def triage(db: "Database") -> None:
    """Migration 5: what people said of findings; rows are added and never changed, whatever is read again."""
    said = ("fingerprint", "at", "who", "state", "reason", "note", "carried_from")
    about = ("rule", "severity", "path", "number", "text", "message", "message_en")
    needed = {"entry", "fingerprint", "at", "who", "note", "rule", "path"}
    columns = {"id": int, "entry": str, **dict.fromkeys((*said, *about), str)}
    db.table("triage_log").create(columns, pk="id", not_null=needed)
    db.table("triage_log").create_index(["entry"], unique=True)
    db.table("triage_log").create_index(["fingerprint", "at", "entry"])
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER triage_log_keeps_{verb.lower()} BEFORE {verb} ON triage_log"
            " BEGIN SELECT RAISE(ABORT, 'the log of triage is only ever added to'); END"
        )
    db.execute(_TRIAGE_STATES)


# The state of every finding that was ever judged: what the newest entry that names one says.
_TRIAGE_STATES = """
CREATE VIEW triage_states AS
SELECT fingerprint, state, reason, note, who, at FROM (
    SELECT *, row_number() OVER (PARTITION BY fingerprint ORDER BY at DESC, entry DESC) AS nth
    FROM triage_log WHERE state IS NOT NULL
) WHERE nth = 1
"""


def merged_cells(db: "Database") -> None:
    """Migration 6: how many rows and columns a table's cell covers, so that a table can be shown as it is."""
    for name in ("row_span", "column_span"):
        db.table("blocks").add_column(name, int)


def cited_index(db: "Database") -> None:
    """Migration 8: which documents are cited, how often and with which dates, from an index alone."""
    db.table("citations").create_index(["number_normalised", "cited_type", "issued_on", "document"])


def saved_searches(db: "Database") -> None:
    """Migration 10: searches that readers keep, by address or frozen with what they found (`plans`, JSON)."""
    text = dict.fromkeys(("name", "query", "at", "who", "plans"), str)
    needed = {"name", "query", "at", "who"}
    db.table("saved_searches").create({"id": int, **text, "total": int}, pk="id", not_null=needed)


def assignments(db: "Database") -> None:
    """Migration 12: who is told to do what; `leads` is 1, 0, or null where the plan does not say."""
    _record(db, "assignments", {"unit": str, "leads": int, "component": str, "task": str})
    db.table("assignments").create_index(["component"])


MIGRATIONS: tuple[Migration, ...] = (
    first_tables,
    rule_sets,
    across,
    localities,
    triage,
    merged_cells,
    versions_and_search,
    cited_index,
    counted_from_indexes,
    saved_searches,
    packed_texts,
    assignments,
    told_facts,
    told_sums,
)


@contextmanager
def _left_out(names: tuple[str, ...]) -> Iterator[None]:
    """Inside, these modules are as if not installed, unless they are loaded already.

    sqlite-utils takes values of pandas and NumPy where it finds them, and loads them to know; here no such value is
    stored. Loading them takes 65 MB and, in a fresh process, twice the time of all the rest of a migration.
    """
    absent: dict[str, Any] = {name: None for name in names if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def migrate(conn: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Run the migrations that the database has not seen, in one transaction."""
    if schema_version(conn) >= len(migrations):
        return
    with _left_out(_FRAMES):  # costs 0.2 s, needed once in a database's life
        from sqlite_utils import Database  # noqa: PLC0415

    db = Database(conn, execute_plugins=False)
    with transaction(conn):
        for apply in migrations[schema_version(conn) :]:  # read again: another process may have migrated
            apply(db)
        conn.execute(f"PRAGMA user_version = {len(migrations)}")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@lru_cache(maxsize=1)
def _columns() -> dict[str, dict[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrate(conn)
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: {row[1]: row[2] for row in conn.execute(f'PRAGMA table_info("{name}")')} for name in tables
        }


def column_types(table: str) -> dict[str, str]:
    """The columns of a table of the newest schema with the types that SQLite knows them by (TEXT, INTEGER, FLOAT)."""
    return _columns()[table]
