"""One plan as it is stored: its blocks, headings and records, for a reader who opens it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.corpus.names import TABLES
from extractor.corpus.plan_texts import StoredBlock, stored_blocks
from extractor.corpus.results import FileResult
from extractor.errors import FileState
from extractor.plantext import Span

_JSON_COLUMNS: Final = frozenset(
    {
        "section",
        "readings",
        "row_labels",
        "column_labels",
        "terms",
        "reported",
        "computed",
        "evidence",
        "notes",
    }
    | {"linked_unit"}
)
_FILE: Final = """
SELECT path, sha256, size, state, reason_vi, reason_en, seconds, rules_version, format, duplicate_of, updated
FROM files WHERE id = ?
"""
_SECTIONS: Final = """
SELECT block, rank, path, title, marker, span_start FROM sections WHERE document = ? ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class OpenedBlock:
    """A heading, paragraph, list item or table cell; `start` is its offset in the plan's text, `body` that
    after its number or bullet, `text` its words. The last five are None but for cells."""

    kind: str
    start: int
    body: int
    text: str
    marker: str | None
    page: int | None
    bold: bool
    table: int | None
    row: int | None
    column: int | None
    row_span: int | None
    column_span: int | None

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class OpenedSection:
    """A heading: the index of its block, its rank (1 the outermost), markers from the outermost in."""

    block: int
    rank: int
    path: tuple[str, ...]
    title: str
    marker: str | None
    start: int


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record: `kind` as in the contract, `fields` its columns by name, lists and objects as such.

    `figure` is the span of the figure itself, None for a record without one.
    """

    id: int
    kind: str
    span: Span
    figure: Span | None
    text: str
    page: int | None
    section: tuple[str, ...]
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """A file of the corpus, and where it could be read what was read from it; records in text order."""

    id: int
    file: FileResult
    document: Mapping[str, Any] | None
    blocks: tuple[OpenedBlock, ...]
    sections: tuple[OpenedSection, ...]
    records: tuple[OpenedRecord, ...]

    def of_kind(self, kind: str) -> list[OpenedRecord]:
        """The records of one kind."""
        return [record for record in self.records if record.kind == kind]


def file_number(conn: sqlite3.Connection, path: str) -> int | None:
    """The number that a path keeps over scans; None where it is not stored."""
    row = conn.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
    return None if row is None else int(row[0])


def file_result(conn: sqlite3.Connection, file: int) -> FileResult | None:
    """How reading the file of this number ended; None where there is none."""
    found = conn.execute(_FILE, (file,)).fetchone()
    if found is None:
        return None
    path, sha256, size, state, *rest = found
    return FileResult(path, sha256, size, FileState(state), *rest)


def open_plan(conn: sqlite3.Connection, file: int) -> OpenedPlan | None:
    """The file of this number and all that was read from it; None where there is none."""
    result = file_result(conn, file)
    if result is None:
        return None
    document = _document(conn, file)
    if document is None:
        return OpenedPlan(file, result, None, (), (), ())
    number = document["id"]
    records = sorted(_records(conn, number), key=lambda record: (record.span, record.kind, record.id))
    return OpenedPlan(
        id=file,
        file=result,
        document=document,
        blocks=tuple(map(_block, stored_blocks(conn, number))),
        sections=tuple(_section(row) for row in conn.execute(_SECTIONS, (number,))),
        records=tuple(records),
    )


def stored_record(conn: sqlite3.Connection, file: int, kind: str, number: int) -> OpenedRecord | None:
    """One record of a file by its kind and number; None where there is none (any more)."""
    table = TABLES[kind]
    found = conn.execute(
        f'SELECT "{table}".* FROM "{table}" JOIN documents ON documents.id = "{table}".document'
        f' WHERE documents.file = ? AND "{table}".id = ?',
        (file, number),
    )
    row = found.fetchone()
    return None if row is None else _record(kind, _named(found, row))


def _document(conn: sqlite3.Connection, file: int) -> dict[str, Any] | None:
    found = conn.execute("SELECT * FROM documents WHERE file = ?", (file,))
    row = found.fetchone()
    return None if row is None else _named(found, row)


def _named(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    """A row by its columns' names."""
    values = zip((column[0] for column in cursor.description), row, strict=True)
    return {name: _value(name, value) for name, value in values}


def _value(name: str, value: Any) -> Any:
    return json.loads(value) if name in _JSON_COLUMNS and value is not None else value


def _block(block: StoredBlock) -> OpenedBlock:
    return OpenedBlock(
        block.kind,
        block.start,
        block.body,
        block.text,
        block.marker,
        block.page,
        bool(block.bold),
        block.table,
        block.row,
        block.column,
        block.row_span,
        block.column_span,
    )


def _section(row: tuple[Any, ...]) -> OpenedSection:
    block, rank, path, title, marker, start = row
    return OpenedSection(block, rank, tuple(json.loads(path)), title, marker, start)


def _records(conn: sqlite3.Connection, document: int) -> list[OpenedRecord]:
    return [
        _record(kind, _named(found, row))
        for kind, table in TABLES.items()
        if kind != "document"
        for found in (conn.execute(f'SELECT * FROM "{table}" WHERE document = ?', (document,)),)
        for row in found
    ]


def _record(kind: str, row: dict[str, Any]) -> OpenedRecord:
    figure = row.get("figure_start")
    return OpenedRecord(
        id=row["id"],
        kind=kind,
        span=(row["span_start"], row["span_end"]),
        figure=None if figure is None else (figure, row["figure_end"]),
        text=row["text"],
        page=row["page"],
        section=tuple(row["section"]),
        fields=row,
    )
