"""The files of the corpus page by page, each with what its plan says of itself."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

_FROM: Final = """
FROM files LEFT JOIN documents ON documents.file = files.id
WHERE {condition}
"""
_ROWS: Final = f"""
SELECT files.id, files.path, files.sha256, files.size, files.state, files.reason_vi, files.reason_en, files.format,
    files.duplicate_of, files.updated, documents.id IS NOT NULL, documents.doc_type, documents.number,
    documents.issued_on, documents.title, documents.issuer, documents.issuer_level, documents.commune,
    documents.district, documents.province, documents.plan_year, documents.period_start, documents.period_end
{_FROM} ORDER BY files.path LIMIT :limit OFFSET :offset
"""
_COUNT: Final = f"SELECT count(*) {_FROM}"


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of the corpus; what follows `has_document` is None where no plan was read from it."""

    file: int
    path: str
    sha256: str | None
    size: int
    state: str
    reason_vi: str
    reason_en: str
    format: str | None
    duplicate_of: str | None
    updated: str | None
    has_document: bool
    doc_type: str | None
    number: str | None
    issued_on: str | None
    title: str | None
    issuer: str | None
    issuer_level: str | None
    commune: str | None
    district: str | None
    province: str | None
    plan_year: int | None
    period_start: int | None
    period_end: int | None


@dataclass(frozen=True, slots=True)
class FilesWanted:
    """Which files: in one of these states, of these paths (None: any), only those that a plan was read from."""

    states: Collection[str] = ()
    paths: Collection[str] | None = None
    read: bool = False


def filed_page(
    conn: sqlite3.Connection, wanted: FilesWanted, offset: int, limit: int
) -> tuple[int, tuple[Filed, ...]]:
    """How many files are wanted, and `limit` of them by path from `offset` on."""
    conditions, given = ["1"], {}
    if wanted.states:
        conditions.append("files.state IN (SELECT value FROM json_each(:states))")
        given["states"] = json.dumps(list(wanted.states))
    if wanted.paths is not None:
        conditions.append("files.path IN (SELECT value FROM json_each(:paths))")
        given["paths"] = json.dumps(list(wanted.paths))
    if wanted.read:
        conditions.append("documents.id IS NOT NULL")
    condition = " AND ".join(conditions)
    (total,) = conn.execute(_COUNT.format(condition=condition), given).fetchone()
    rows = conn.execute(_ROWS.format(condition=condition), {**given, "limit": limit, "offset": offset})
    return total, tuple(_filed(row) for row in rows)


def _filed(row: tuple[object, ...]) -> Filed:
    columns = list(row)
    columns[10] = bool(columns[10])
    return Filed(*columns)  # type: ignore[arg-type]
