"""All rows of one plan, apart from any database, and the writing of them into one.

Ids are counted from 0 (`document` is 0, sections count on), so that rows can be made where there is no database and
moved to where they belong when they come into one. Blocks are rows here and packed there.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, starmap
from operator import itemgetter
from typing import Final, cast

from extractor.corpus.index import index_plan
from extractor.corpus.localities import stated_columns
from extractor.corpus.plan_texts import StoredBlock, put_blocks
from extractor.corpus.rows import Row, SqlValue, blocks_of, document_row, record_rows, section_rows
from extractor.corpus.told_facts import keep_told
from extractor.plan import Audit

TableRows = dict[str, list[Row]]
_MOVED: Final = ("id", "parent")  # of sections: they count from 0
# The columns of a row of `blocks`, as the view of that name has them; `section` is the place of the heading.
BLOCK_TYPES: Final[dict[str, str]] = {
    "span_start": "INTEGER",
    "span_end": "INTEGER",
    "body_start": "INTEGER",
    "text": "TEXT",
    "section": "INTEGER",
    "page": "INTEGER",
    "kind": "TEXT",
    "marker": "TEXT",
    "box": "TEXT",
    "bold": "INTEGER",
    "table_number": "INTEGER",
    "row_number": "INTEGER",
    "column_number": "INTEGER",
    "row_span": "INTEGER",
    "column_span": "INTEGER",
    "position": "INTEGER",
}


def audit_rows(audit: Audit, file_hash: str) -> TableRows:
    """The rows of a plan by table: the document, its sections and blocks, its records in their order."""
    blocks = blocks_of(audit.plan.text, audit.plan.sections)
    return rows_but_blocks(audit, file_hash) | {"blocks": list(starmap(block_row, enumerate(blocks)))}


def rows_but_blocks(audit: Audit, file_hash: str) -> TableRows:
    """The same without blocks, which `write_rows` takes as they are stored."""
    return {
        "documents": [document_row(audit, 0) | stated_columns(audit.plan.document)],
        "sections": list(section_rows(audit.plan.sections, 0, 0)),
        **record_rows(audit, 0, file_hash),
    }


def block_row(position: int, block: StoredBlock) -> Row:
    """A block as a row."""
    box = None if block.box is None else json.dumps(list(block.box))
    values = block._replace(box=None)  # which leaves what a column can hold
    row: Row = dict(zip(BLOCK_TYPES, cast("Iterable[SqlValue]", values), strict=False))
    return row | {"box": box, "position": position}


def block_of(row: Row) -> StoredBlock:
    """The block that `block_row` made a row of."""
    values = [row[name] for name in BLOCK_TYPES if name != "position"]
    block = StoredBlock._make(values)
    return block._replace(box=None if row["box"] is None else json.loads(str(row["box"])))


def write_rows(
    conn: sqlite3.Connection,
    rows: TableRows,
    file: int,
    blocks: Sequence[StoredBlock] | None = None,
    *,
    indexed: bool = True,
) -> int:
    """Writes the rows of a plan (they are changed) as those of this file; the id of the document.

    The `blocks` are those of the rows unless they are given.
    """
    document, section = (_next_id(conn, table) for table in ("documents", "sections"))
    insert(conn, "documents", (row | {"file": file, "id": document} for row in rows["documents"]))
    for row in rows["sections"]:
        row |= {name: None if row[name] is None else int(str(row[name])) + section for name in _MOVED}
    blocks = list(map(block_of, rows["blocks"])) if blocks is None else blocks
    put_blocks(conn, document, blocks)
    for table, listed in rows.items():
        if table not in {"documents", "blocks"}:
            for row in listed:
                row["document"] = document
            insert(conn, table, listed)
    if indexed:
        index_plan(conn, document, (block.text for block in blocks))
        keep_told(conn, document)
    return document


def insert(conn: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Rows with the same columns each; the first one names them."""
    rest = iter(rows)
    first = next(rest, None)
    if first is None:
        return
    columns = ", ".join(f'"{name}"' for name in first)
    marks = ", ".join("?" * len(first))
    values = map(itemgetter(*first), chain((first,), rest))
    conn.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)


def _next_id(conn: sqlite3.Connection, table: str) -> int:
    return int(conn.execute(f'SELECT coalesce(max(id), 0) + 1 FROM "{table}"').fetchone()[0])
