"""Migration 11: the text of each plan packed into one row, `blocks` a view of it; indexes that hold what is asked."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from extractor.corpus.plan_texts import StoredBlock, put_blocks

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLE: Final = """
CREATE TABLE plan_texts (
    document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    blocks INTEGER NOT NULL,
    size INTEGER NOT NULL,
    words BLOB NOT NULL,
    layout BLOB NOT NULL
)
"""
_OLD: Final = """
SELECT span_start, span_end, body_start, text,
    (SELECT position FROM sections WHERE sections.id = section), page, kind, marker, box, bold,
    table_number, row_number, column_number, row_span, column_span
FROM blocks WHERE document = ? ORDER BY position
"""
_SHOWN: Final = {
    "span_start": "start",
    "span_end": "end",
    "body_start": "body",
    "page": "page",
    "kind": "kind",
    "marker": "marker",
    "text": "text",
    "box": "box",
    "bold": "bold",
    "table_number": "table",
    "row_number": "row",
    "column_number": "column",
    "row_span": "row_span",
    "column_span": "column_span",
}
_VIEW: Final = f"""
CREATE VIEW blocks AS
SELECT document, block.key AS position, (
        SELECT id FROM sections
        WHERE sections.document = plan_texts.document AND position = json_extract(block.value, '$.section')
    ) AS section,
    {", ".join(f"json_extract(block.value, '$.{key}') AS {name}" for name, key in _SHOWN.items())}
FROM plan_texts, json_each(plan_blocks(blocks, words, layout)) AS block
"""
# Plans are looked for by their records, and indicators counted, without a look at the records themselves.
_INDEXES: Final = (
    "DROP INDEX idx_targets_indicator_year",
    "CREATE INDEX idx_targets_indicator_document ON targets(indicator, document, year)",
    "DROP INDEX idx_targets_value_number",
    "CREATE INDEX idx_targets_value_number ON targets(value_number, indicator, document)",
    "DROP INDEX idx_budgets_value_dong",
    "CREATE INDEX idx_budgets_value_dong ON budgets(value_dong, document)",
    "DROP INDEX idx_citations_number_key",
    "CREATE INDEX idx_citations_number_key ON citations(number_key, document)",
)


def packed_texts(db: "Database") -> None:
    """The rows of `blocks` of every document become one of `plan_texts`; the room they took is free for others."""
    conn = db.conn
    conn.execute(_TABLE)
    for (document,) in conn.execute("SELECT id FROM documents ORDER BY id").fetchall():
        put_blocks(conn, document, list(map(_block, conn.execute(_OLD, (document,)))))
    (erased,) = conn.execute("PRAGMA secure_delete").fetchone()
    conn.execute(
        "PRAGMA secure_delete = FAST"
    )  # else all that is given up is written over, half the database
    conn.execute("DROP TABLE blocks")
    conn.execute(f"PRAGMA secure_delete = {erased}")
    conn.execute(_VIEW)
    for statement in _INDEXES:
        conn.execute(statement)


def _block(row: Sequence[Any]) -> StoredBlock:
    start, end, body, text, section, page, kind, marker, box, bold, *cell = row
    corners = None if box is None else json.loads(box)
    table, in_row, column, rows, columns = cell
    return StoredBlock(
        start,
        end,
        start if body is None else body,
        text,
        section,
        page,
        kind,
        marker,
        corners,
        bold or 0,
        table,
        in_row,
        column,
        rows,
        columns,
    )
