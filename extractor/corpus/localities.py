"""The unit of the gazetteer that a stored document is linked to, as columns, and links made by hand."""

import json
import sqlite3
from typing import Final

from extractor.corpus.names import storable
from extractor.corpus.rows import Row
from extractor.fingerprints import logical_document
from extractor.localities import Link, gazetteer
from extractor.localities.names import split_rank
from extractor.records import Document, LinkedUnit

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
    stated = stated_columns(document)
    return stated if found is None else stated | columns_by_hand(found[0])


def stated_columns(document: Document) -> Row:
    """The same of the link that was read, whatever people have linked."""
    linked = document.linked_unit
    read: Row = {} if linked is None or linked.unit is None else {"linked_unit": _with_id(linked)}
    return read | linked_columns(linked)


def _with_id(linked: LinkedUnit) -> str:
    """The link as JSON with the unit's id, which the printed record leaves out."""
    return storable(json.dumps({"unit": linked.unit, **linked.model_dump(mode="json")}, ensure_ascii=False))


def columns_by_hand(unit: str | None) -> Row:
    """The columns of a unit set by hand, by its id; None says that the plan is of no unit."""
    found = None if unit is None else gazetteer().unit(unit)
    record = None if found is None else Link(found, 1.0).record()
    return linked_columns(record) | {"unit_by_hand": 1}


def linked_columns(linked: LinkedUnit | None) -> Row:
    """A link as columns.

    Where only the place around the plan is known there is no `unit_id`, so that no plan of a commune is counted
    as its district's.
    """
    if linked is None:
        return {**_EMPTY, "unit_by_hand": 0}
    unit = None if linked.unit is None else gazetteer().unit(linked.unit)
    today = linked.unit_now or ""
    return {
        "unit_id": linked.unit,
        "unit_level": None if unit is None else unit.level,
        "unit_province": linked.province,
        "unit_district": linked.district,
        "unit_commune": linked.commune,
        "unit_now": linked.unit_now,
        "unit_now_id": None if unit is None else unit.now.id,
        "unit_now_province": split_rank(today.rpartition(", ")[2])[1] or None,
        "unit_confidence": linked.confidence,
        "unit_by_hand": 0,
    }
