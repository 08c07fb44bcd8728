"""The search index over the blocks.

It keeps no text of its own: what is taken out must be given as it was put in.
"""

import sqlite3
from collections.abc import Iterable

from extractor.corpus.words import index_forms, index_stamp

_INDEX = "INSERT INTO block_words(rowid, exact, folded) VALUES (?, ?, ?)"
_UNINDEX = "INSERT INTO block_words(block_words, rowid, exact, folded) VALUES ('delete', ?, ?, ?)"
_STAMP = "index_stamp"


def _index(conn: sqlite3.Connection, statement: str, blocks: Iterable[tuple[int, str]]) -> None:
    conn.executemany(statement, ((number, *index_forms(text)) for number, text in blocks))


def index_blocks(conn: sqlite3.Connection, blocks: Iterable[tuple[int, str]]) -> None:
    """Put blocks, as (id, text), into the index."""
    _index(conn, _INDEX, blocks)


def unindex_blocks(conn: sqlite3.Connection, blocks: Iterable[tuple[int, str]]) -> None:
    """Take blocks, as (id, text), out of the index."""
    _index(conn, _UNINDEX, blocks)


def refresh_index(conn: sqlite3.Connection) -> None:
    """Make the search index anew; what it holds must be what `index_forms` gives today."""
    conn.execute("INSERT INTO block_words(block_words) VALUES ('delete-all')")
    index_blocks(conn, conn.execute("SELECT id, text FROM blocks ORDER BY id"))
    conn.execute("INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?)", (_STAMP, index_stamp()))


def index_is_current(conn: sqlite3.Connection) -> bool:
    """False for a new database and after a change in how words are folded."""
    row = conn.execute("SELECT value FROM settings WHERE key = ?", (_STAMP,)).fetchone()
    return row is not None and row[0] == index_stamp()
