"""Whether what is kept of the figures of plans is what would be kept today, plan by plan."""

import hashlib
import sqlite3
from functools import lru_cache
from typing import Final

from extractor import __version__
from extractor.resources import resource_dir

_RULES: Final = "comparison.yaml"
_ALL: Final = "SELECT (SELECT count(*) FROM documents) = (SELECT count(*) FROM told_by WHERE stamp = ?)"
_NOT_KEPT: Final = """
SELECT id FROM documents LEFT JOIN told_by ON told_by.document = documents.id WHERE stamp IS NOT ? ORDER BY id
"""


@lru_cache(maxsize=1)
def stamp_of_today() -> str:
    """Changes with the rules of comparing and with the program, so that what was kept before is made anew."""
    rules = (resource_dir("rules") / _RULES).read_bytes()
    return hashlib.sha256(rules + __version__.encode()).hexdigest()[:16]


def told_is_current(conn: sqlite3.Connection) -> bool:
    """Whether it is, of all plans."""
    return bool(conn.execute(_ALL, (stamp_of_today(),)).fetchone()[0])


def not_kept(conn: sqlite3.Connection) -> list[int]:
    """The documents of which it is not: stored by a program that keeps nothing, or kept by other rules."""
    return [document for (document,) in conn.execute(_NOT_KEPT, (stamp_of_today(),))]


def told_today(conn: sqlite3.Connection, document: int) -> None:
    """Notes that it is of this document."""
    conn.execute(
        "INSERT OR REPLACE INTO told_by(document, stamp) VALUES (?, ?)", (document, stamp_of_today())
    )
