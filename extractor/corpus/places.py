"""Which unit each stored plan is of, and links made by hand. Writing runs inside its caller's transaction."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from extractor.corpus.localities import columns_by_hand, linked_columns
from extractor.corpus.names import storable
from extractor.corpus.rows import Row
from extractor.errors import ExtractorError
from extractor.fingerprints import logical_document
from extractor.localities import LIKELY, Unit, gazetteer
from extractor.localities.stated import eras_of
from extractor.records import Document, LinkedUnit

_SHOWN: Final = 5
_PLANS: Final = """
SELECT documents.id, path, sha256, number, issuer, issuer_level, issued_on, plan_year, linked_unit, unit_id,
    unit_province, unit_district, unit_commune, unit_now, unit_confidence, unit_by_hand
FROM documents JOIN files ON files.id = documents.file
"""
_UNLINKED: Final = f"WHERE NOT unit_by_hand AND (unit_id IS NULL OR unit_confidence < {LIKELY})"
_CALLED: Final = """
WHERE path = :name OR substr(path, -length(:name) - 1) = '/' || :name
    OR replace(number, ' ', '') = replace(:name, ' ', '') COLLATE NOCASE
    OR path = (SELECT duplicate_of FROM files AS twin WHERE twin.path = :name)
"""
_LINK: Final = """
INSERT INTO unit_links (logical, path, unit, updated) VALUES (?, ?, ?, ?)
ON CONFLICT (logical) DO UPDATE SET path = excluded.path, unit = excluded.unit, updated = excluded.updated
"""


@dataclass(frozen=True, slots=True)
class PlacedPlan:
    """A stored plan and the unit it is of; `unit_id` is None where only the place around it is known, or nothing."""

    path: str
    number: str | None
    issuer: str | None
    issuer_level: str | None
    unit_id: str | None
    province: str | None
    district: str | None
    commune: str | None
    unit_now: str | None
    confidence: float | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class _Stored:
    """A plan with what a link by hand needs to know of it."""

    id: int
    logical: str
    document: Document
    linked: LinkedUnit | None
    shown: PlacedPlan


def placed_plans(conn: sqlite3.Connection, *, unlinked: bool) -> list[PlacedPlan]:
    """Every plan by path, or those that are linked to no unit or not surely, and not by hand."""
    return [plan.shown for plan in _stored(conn, _UNLINKED if unlinked else "")]


def link_by_hand(conn: sqlite3.Connection, name: str, unit: str | None) -> PlacedPlan:
    """Links the plan of this path, file name or number to a unit (None: to no unit), for later scans too.

    `unit` is an id of the gazetteer or a name. Raises ExtractorError where no plan or several are called so, or no
    unit or several.
    """
    plan = _called(conn, name)
    found = None if unit is None else unit_called(unit, plan.document)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    id = None if found is None else found.id
    conn.execute(_LINK, (plan.logical, plan.shown.path, id, now))
    return _update(conn, plan, columns_by_hand(id))


def undo_link(conn: sqlite3.Connection, name: str) -> PlacedPlan:
    """Takes back what was set by hand: the plan is of the unit that its words lead to; raises as above."""
    plan = _called(conn, name)
    conn.execute("DELETE FROM unit_links WHERE logical = ? OR path = ?", (plan.logical, plan.shown.path))
    return _update(conn, plan, linked_columns(plan.linked))


def apply_links(conn: sqlite3.Connection) -> None:
    """Every stored plan that is linked by hand has that unit, also where the link came from another corpus."""
    links = dict(conn.execute("SELECT logical, unit FROM unit_links").fetchall())
    for plan in _stored(conn, "") if links else ():
        if plan.logical in links:
            _set(conn, plan.id, columns_by_hand(links[plan.logical]))


def unit_called(name: str, document: Document) -> Unit:
    """The unit of this id or name; of several those of the document's time and level. Raises ExtractorError."""
    by_id = gazetteer().unit(name.strip())
    if by_id is not None:
        return by_id
    found = gazetteer().named(name)
    for wished in (
        [u for u in found if u.level == document.issuer_level],
        [
            u
            for u in found
            if u.era == eras_of(document)[0] and u.level in {document.issuer_level, found[0].level}
        ],
    ):
        found = wished or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise ExtractorError(f"không có đơn vị nào tên «{name}»", f"no unit is called «{name}»")
    listed = _listed([f"{unit.id} ({unit.path})" for unit in found])
    raise ExtractorError(
        f"có {len(found)} đơn vị tên «{name}», hãy ghi rõ một mã: {listed}",
        f"{len(found)} units are called «{name}»; give one of the ids: {listed}",
    )


def _called(conn: sqlite3.Connection, name: str) -> _Stored:
    found = _stored(conn, _CALLED, {"name": storable(name)})
    exact = [plan for plan in found if plan.shown.path == name]
    found = exact or found
    if len({plan.logical for plan in found}) == 1:
        return found[0]
    if not found:
        raise ExtractorError(
            f"trong kho không có kế hoạch nào có tệp hoặc số là «{name}»",
            f"the corpus holds no plan whose file or number is «{name}»",
        )
    listed = _listed([plan.shown.path for plan in found])
    raise ExtractorError(
        f"có {len(found)} kế hoạch có tệp hoặc số là «{name}», hãy ghi đường dẫn: {listed}",
        f"{len(found)} plans have the file or number «{name}»; give the path: {listed}",
    )


def _listed(words: Sequence[str]) -> str:
    return "; ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _stored(conn: sqlite3.Connection, where: str, values: dict[str, str] | None = None) -> list[_Stored]:
    return [_of(row) for row in conn.execute(f"{_PLANS} {where} ORDER BY path", values or {})]


def _of(row: tuple[Any, ...]) -> _Stored:
    id, path, sha256, number, issuer, level, issued_on, plan_year, linked, *unit, by_hand = row
    document = Document(
        doc=path,
        text="",
        span=(0, 0),
        rule_id="stored",
        number=number,
        issuer=issuer,
        issuer_level=level,
        issued_on=issued_on,
        plan_year=plan_year,
    )
    return _Stored(
        id=id,
        logical=storable(logical_document(document, sha256 or path)),
        document=document,
        linked=None if linked in {None, "[]"} else LinkedUnit.model_validate_json(linked),
        shown=PlacedPlan(path, number, issuer, level, *(*unit, bool(by_hand))),
    )


def _update(conn: sqlite3.Connection, plan: _Stored, columns: Row) -> PlacedPlan:
    """The columns of every file of the plan, as they are now."""
    for twin in _stored(conn, ""):
        if twin.logical == plan.logical:
            _set(conn, twin.id, columns)
    return _stored(conn, "WHERE documents.id = :id", {"id": str(plan.id)})[0].shown


def _set(conn: sqlite3.Connection, document: int, columns: Row) -> None:
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    conn.execute(f"UPDATE main.documents SET {changes} WHERE id = :id", columns | {"id": document})
