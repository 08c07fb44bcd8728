"""Files with their rows, as another store keeps them, written into a corpus that holds none yet."""

import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Final

from extractor.corpus.names import COMPARED
from extractor.corpus.plan_rows import TableRows, insert, write_rows
from extractor.corpus.rows import Row
from extractor.corpus.schema import transaction

_TOGETHER: Final = 200  # files of a transaction


def fill(conn: sqlite3.Connection, files: Iterable[tuple[Row, TableRows]], *, indexed: bool) -> int:
    """Writes the files in their order; how many they were. Each path comes once.

    Not `indexed`, nothing is found by search, and comparisons read the records.
    """
    count = 0
    left = iter(files)
    while some := list(islice(left, _TOGETHER)):
        with transaction(conn):
            conn.execute("DELETE FROM settings WHERE key = ?", (COMPARED,))
            for row, read in some:
                insert(conn, "files", [row])
                file = int(conn.execute("SELECT last_insert_rowid()").fetchone()[0])
                if read.get("documents"):
                    write_rows(conn, {"sections": [], "blocks": [], **read}, file, indexed=indexed)
        count += len(some)
    return count


def fill_runs(conn: sqlite3.Connection, runs: Iterable[Row]) -> None:
    """Writes scans; `entries` of each are the rules that it read by."""
    for row in runs:
        entries, version = row["entries"], f"{row['program']}+{row['rules_version']}"
        insert(conn, "runs", [{name: value for name, value in row.items() if name != "entries"}])
        conn.execute("INSERT OR REPLACE INTO rule_sets(version, entries) VALUES (?, ?)", (version, entries))
