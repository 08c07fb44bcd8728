"""The sign of the plans: what was read under it is true of every database that holds it."""

import sqlite3
from typing import Final

from extractor.corpus.schema_sums import PLANS_STATE

_STATE: Final = "SELECT value FROM settings WHERE key = ?"


def plans_sign(conn: sqlite3.Connection) -> str | None:
    """Random, and another one with every row of a plan or a file that is written. None where there is none: a database
    in memory that holds but the tables that are compared."""
    try:
        row = conn.execute(_STATE, (PLANS_STATE,)).fetchone()
    except sqlite3.OperationalError:
        return None
    return None if row is None else str(row[0])
