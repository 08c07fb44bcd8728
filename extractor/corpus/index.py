"""The search index: one row a plan, the words of its blocks in order.

It keeps no text of its own: what is taken out must be given as it was put in.
"""

import sqlite3
from collections.abc import Iterable

from extractor.corpus.plan_texts import block_texts
from extractor.corpus.words import index_stamp, joined_forms

_INDEX = "INSERT INTO plan_words(rowid, exact, folded) VALUES (?, ?, ?)"
_UNINDEX = "INSERT INTO plan_words(plan_words, rowid, exact, folded) VALUES ('delete', ?, ?, ?)"
_STAMP = "index_stamp"


def index_plan(conn: sqlite3.Connection, document: int, texts: Iterable[str]) -> None:
    """Put the texts of a plan's blocks, in order, into the index."""
    conn.execute(_INDEX, (document, *joined_forms(texts)))


def unindex_plan(conn: sqlite3.Connection, document: int) -> None:
    """Take a plan out of the index, its blocks being stored as they were put in."""
    conn.execute(_UNINDEX, (document, *joined_forms(block_texts(conn, document))))


def refresh_index(conn: sqlite3.Connection) -> None:
    """Make the search index anew; what it holds must be what `joined_forms` gives today."""
    conn.execute("INSERT INTO plan_words(plan_words) VALUES ('delete-all')")
    for (document,) in conn.execute("SELECT id FROM documents ORDER BY id").fetchall():
        index_plan(conn, document, block_texts(conn, document))
    conn.execute("INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?)", (_STAMP, index_stamp()))


def index_is_current(conn: sqlite3.Connection) -> bool:
    """False for a new database and after a change in how words are folded."""
    row = conn.execute("SELECT value FROM settings WHERE key = ?", (_STAMP,)).fetchone()
    return row is not None and row[0] == index_stamp()
