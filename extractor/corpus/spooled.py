"""Things by a key, put aside on the disk in lots: those of one key are held at a time."""

import pickle
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_TABLE: Final = "CREATE TEMP TABLE spooled (number INTEGER PRIMARY KEY, key TEXT NOT NULL, lot BLOB NOT NULL)"
_HELD: Final = (
    4_000  # things in memory before they go to the disk, so that what they share is written once a lot
)


class Spooled(Generic[T]):
    """A temporary table of the connection, which goes with `close`; one at a time."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._held: dict[str, list[T]] = defaultdict(list)
        self._count = 0
        conn.execute(_TABLE)

    def add(self, key: str, thing: T) -> None:
        """Puts a thing aside."""
        self._held[key].append(thing)
        self._count += 1
        if self._count >= _HELD:
            self._put()

    def _put(self) -> None:
        lots = ((key, pickle.dumps(lot, pickle.HIGHEST_PROTOCOL)) for key, lot in self._held.items())
        self._conn.executemany("INSERT INTO temp.spooled(key, lot) VALUES (?, ?)", lots)
        self._held.clear()
        self._count = 0

    def by_key(self) -> Iterator[tuple[str, list[T]]]:
        """The things of each key, in the order of the keys and in that in which they came."""
        self._put()
        self._conn.execute("CREATE INDEX temp.spooled_by_key ON spooled(key)")
        keys = self._conn.execute("SELECT DISTINCT key FROM temp.spooled ORDER BY key").fetchall()
        for (key,) in keys:
            lots = self._conn.execute("SELECT lot FROM temp.spooled WHERE key = ? ORDER BY number", (key,))
            yield key, [thing for (lot,) in lots for thing in pickle.loads(lot)]

    def close(self) -> None:
        """Removes them all."""
        self._conn.execute("DROP TABLE temp.spooled")
