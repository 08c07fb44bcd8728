"""The unit of the gazetteer that a stored document is linked to, as columns, and links made by hand."""

import sqlite3
from typing import Final

from extractor.corpus.names import storable
from extractor.corpus.rows import Row, logical_document
from extractor.localities import Link, Unit, gazetteer
from extractor.records import Document

_EMPTY: Final[Row] = dict.fromkeys(
    (
        "unit_id",
        "unit_level",
        "unit_province",
        "unit_district",
        "unit_commune",
        "unit_now",
        "unit_now_id",
        "unit_now_province",
        "unit_confidence",
    )
)
_BY_HAND: Final = """
SELECT unit FROM unit_links WHERE logical = :logical
    OR (instr(:logical, '|') = 0 AND instr(logical, '|') = 0 AND path = :path)
ORDER BY logical = :logical DESC LIMIT 1
"""


def unit_columns(conn: sqlite3.Connection, document: Document, path: str, file_hash: str) -> Row:
    """The columns of `documents` that say which unit it is of: by hand where there is such a link.

    A link by hand is one of the plan (issuer, number, year) whatever file it comes in; where these are
    unknown, of the file's bytes, or of its path when the bytes have changed.
    """
    logical = storable(logical_document(document, file_hash))
    found = conn.execute(_BY_HAND, {"logical": logical, "path": path}).fetchone()
    if found is not None:
        return columns_of(None if found[0] is None else gazetteer().unit(found[0])) | {"unit_by_hand": 1}
    return _linked_columns(document) | {"unit_by_hand": 0}


def _linked_columns(document: Document) -> Row:
    linked = document.linked_unit
    unit = gazetteer().unit(linked.unit) if linked is not None and linked.unit is not None else None
    if linked is None or unit is None:
        return _EMPTY
    return columns_of(unit, linked.confidence, whole=unit.level == document.issuer_level)


def columns_of(unit: Unit | None, confidence: float = 1.0, *, whole: bool = True) -> Row:
    """A unit as columns; `whole` is False where the document is only known to lie in it.

    Such a document has the names and no `unit_id`, so that no plan of a commune is counted as its district's.
    """
    if unit is None:
        return _EMPTY
    record = Link(unit, confidence).record()
    return {
        "unit_id": unit.id if whole else None,
        "unit_level": unit.level if whole else None,
        "unit_province": record.province,
        "unit_district": record.district,
        "unit_commune": record.commune,
        "unit_now": unit.now.path if whole else None,
        "unit_now_id": unit.now.id if whole else None,
        "unit_now_province": unit.now.province.name,
        "unit_confidence": record.confidence,
    }
