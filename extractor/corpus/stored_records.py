"""Records back from the database, and the records of one reading packed into a few bytes."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter

from extractor.corpus.names import TABLES
from extractor.plan import PlanRecord
from extractor.records import (
    Assignment,
    Budget,
    Check,
    Citation,
    Deadline,
    Document,
    Finding,
    Record,
    Reference,
    Target,
    Unread,
)

MODELS: tuple[type[PlanRecord], ...] = (
    Document,
    Citation,
    Reference,
    Budget,
    Target,
    Deadline,
    Assignment,
    Unread,
    Check,
    Finding,
)
_COLUMN = {"row": "row_labels", "column": "column_labels"}
_PAIRS = frozenset({"span", "figure", "period"})
_JSON = frozenset(
    {
        "section",
        "readings",
        "notes",
        "row",
        "column",
        "linked_unit",
        "terms",
        "reported",
        "computed",
        "evidence",
    }
)
_ANY: TypeAdapter[PlanRecord] = TypeAdapter(Record)


def stored_records(conn: sqlite3.Connection, document: int) -> list[PlanRecord]:
    """Every record of a document as it was stored: the document first, then kind by kind in text order."""
    (path,) = conn.execute(
        "SELECT files.path FROM documents JOIN files ON files.id = documents.file WHERE documents.id = ?",
        (document,),
    ).fetchone()
    return [record for model in MODELS for record in _of_kind(conn, model, document, path)]


def _of_kind(
    conn: sqlite3.Connection, model: type[PlanRecord], document: int, path: str
) -> Iterator[PlanRecord]:
    kind = model.model_fields["record"].default
    names = [name for name in model.model_fields if name not in {"record", "doc"}]
    columns = [column for name in names for column in _columns(name)]
    table, link = TABLES[kind], "id" if kind == "document" else "document"
    rows = conn.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {link} = ? ORDER BY span_start, id", (document,)
    )
    for row in rows:
        stored = dict(zip(columns, row, strict=True))
        yield model.model_validate({"doc": path} | {name: _value(name, stored) for name in names})


def _columns(name: str) -> tuple[str, ...]:
    return (f"{name}_start", f"{name}_end") if name in _PAIRS else (_COLUMN.get(name, name),)


def _value(name: str, stored: dict[str, Any]) -> Any:
    values = [stored[column] for column in _columns(name)]
    if name in _PAIRS:
        return None if values[0] is None else tuple(values)
    return json.loads(values[0]) if name in _JSON and values[0] is not None else values[0]


def packed(records: Iterable[PlanRecord]) -> bytes:
    """Records as compressed JSON lines."""
    return zlib.compress("\n".join(record.model_dump_json() for record in records).encode(), 9)


def unpacked(data: bytes) -> list[PlanRecord]:
    """What `packed` was given; raises ValueError where the bytes are damaged."""
    try:
        lines = zlib.decompress(data).decode().split("\n")
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return [_ANY.validate_json(line) for line in lines]
