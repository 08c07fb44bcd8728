"""Whether what is kept of the figures of plans is what would be kept today."""

import hashlib
import sqlite3
from functools import lru_cache
from typing import Final

from extractor import __version__
from extractor.resources import resource_dir

_STAMP: Final = "told_stamp"
_RULES: Final = "comparison.yaml"


@lru_cache(maxsize=1)
def _today() -> str:
    """Changes with the rules of comparing and with the program, so that what was kept before is made anew."""
    rules = (resource_dir("rules") / _RULES).read_bytes()
    return hashlib.sha256(rules + __version__.encode()).hexdigest()[:16]


def told_is_current(conn: sqlite3.Connection) -> bool:
    """Whether it is."""
    row = conn.execute("SELECT value FROM settings WHERE key = ?", (_STAMP,)).fetchone()
    return row is not None and row[0] == _today()


def told_anew(conn: sqlite3.Connection) -> None:
    """Notes that it is."""
    conn.execute("INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?)", (_STAMP, _today()))


def tell_nothing(conn: sqlite3.Connection) -> None:
    """Notes that it is not: comparisons read the records until it is kept anew."""
    conn.execute("DELETE FROM settings WHERE key = ?", (_STAMP,))
