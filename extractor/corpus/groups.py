"""Things of many plans by what they speak of, put aside on the disk: one group of them is held at a time."""

import json
import pickle
import sqlite3
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")

_TABLE = "CREATE TEMP TABLE grouped (number INTEGER PRIMARY KEY, key TEXT, plan TEXT, value TEXT, thing BLOB)"
_SHARED = """
SELECT key, count(DISTINCT value) = 1 FROM temp.grouped
GROUP BY key HAVING count(DISTINCT plan) > 1 ORDER BY min(number)
"""
_ALL = "SELECT thing FROM temp.grouped WHERE key = ? ORDER BY number"
_FIRST_OF_TWO_PLANS = """
SELECT thing FROM temp.grouped WHERE number IN (
    SELECT min(number) FROM temp.grouped WHERE key = ? GROUP BY plan ORDER BY 1 LIMIT 2
) ORDER BY number
"""


class Groups(Generic[T]):
    """A temporary table of the connection, which goes with `close`; one at a time."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        conn.execute(_TABLE)

    def add(self, key: object, plan: str, thing: T, value: str | None = None) -> None:
        """Puts a thing of `plan` aside; the key is of values that JSON has, and of sets of words."""
        written = json.dumps(key, default=sorted)
        self._conn.execute(
            "INSERT INTO temp.grouped(key, plan, value, thing) VALUES (?, ?, ?, ?)",
            (written, plan, value, pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)),
        )

    def shared(self) -> Iterator[list[T]]:
        """The groups with things of several plans, each in the order that they came in.

        Where all of a group have one value, a thing of two plans stands for them all.
        """
        self._conn.execute("CREATE INDEX temp.grouped_by_key ON grouped(key, plan, number)")
        for key, is_alike in self._conn.execute(_SHARED):
            rows = self._conn.execute(_FIRST_OF_TWO_PLANS if is_alike else _ALL, (key,))
            yield [pickle.loads(thing) for (thing,) in rows]

    def close(self) -> None:
        """Removes them all."""
        self._conn.execute("DROP TABLE temp.grouped")
