"""An audit as rows of the database: pure functions from records to columns."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import Any, Final

from pydantic import BaseModel

from extractor.corpus.derived import number_key, place_key, programme_text, series_key
from extractor.corpus.names import TABLES, storable
from extractor.corpus.plan_texts import StoredBlock
from extractor.fingerprints import fingerprints
from extractor.plan import Audit, PlanRecord, Section
from extractor.plantext import Block, PlanText
from extractor.records import Budget, Citation, Document, Finding, Target, decimal_text

SqlValue = str | int | float | None
Row = dict[str, SqlValue]

_RENAMED = {"row": "row_labels", "column": "column_labels"}
_JSON = json.JSONEncoder(ensure_ascii=False)
_LARGEST = 2**63 - 1
_SPANS = frozenset({"span", "figure", "period"})


def _sql(value: Any) -> SqlValue:
    """A value of a record as one column: figures as text, tuples and models as JSON, huge integers as text."""
    written = _WRITTEN.get(type(value))
    if written is None:
        written = next((way for kind, way in _WRITTEN.items() if isinstance(value, kind)), _json)
    return written(value)


def _number(value: int) -> int | str:
    return int(value) if abs(value) <= _LARGEST else str(value)


def _listed(value: tuple[Any, ...]) -> str:
    return _json(value) if value and not isinstance(value[0], str) else _strings(value)


def _as_it_is(value: float | None) -> float | None:
    return value


def _json(value: Any) -> str:
    return storable(_JSON.encode(_plain(value)))


# The headings above a record are those of the ones beside it, the labels of a row those of its other figures.
_strings = lru_cache(maxsize=256)(_json)
_WRITTEN: Final[dict[type, Callable[[Any], SqlValue]]] = {
    str: storable,
    NoneType: _as_it_is,
    float: _as_it_is,
    int: _number,
    bool: int,
    Decimal: decimal_text,
    tuple: _listed,
}


def _plain(value: Any) -> Any:
    """A value of a record as the contract prints it."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return decimal_text(value) if isinstance(value, Decimal) else value


def dong(value: Decimal | None) -> int | None:
    """Triệu đồng as whole đồng; None where it is not a whole number of đồng (or beyond 64 bits)."""
    if value is None or not value:
        return None if value is None else 0
    if not -6 <= value.adjusted() <= 12:
        return None
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(numerator * 1_000_000, denominator)
    return whole if not rest and abs(whole) <= _LARGEST else None


def _beside(record: PlanRecord) -> Row:
    """The columns that stand beside the exact text: đồng to add up, numbers to sort by, keys to look up by."""
    match record:
        case Budget():
            return {"value_dong": dong(record.value), "value_corrected_dong": dong(record.value_corrected)}
        case Target():
            of = record.denominator
            number = None if of is None else float(of)
            return {"value_number": float(record.value), "denominator_number": number}
        case Citation():
            return {"number_key": number_key(record.number_normalised or record.number)}
        case _:
            return {}


def record_row(record: PlanRecord, document: int) -> Row:
    """One record as a row of its table, figures as exact text."""
    row: Row = {"document": document}
    values = vars(record)
    for name, column, end in _columns(type(record)):
        value = values[name]
        if end is not None:
            row[column], row[end] = value or (None, None)
        else:
            row[column] = None if value is None else _sql(value)
    return row | _beside(record)


@lru_cache(maxsize=16)
def _columns(kind: type[BaseModel]) -> tuple[tuple[str, str, str | None], ...]:
    """The fields of a kind of record, with their columns; those that are spans have two."""
    names = (name for name in kind.model_fields if name not in ("record", "doc"))
    return tuple(
        (name, f"{name}_start", f"{name}_end") if name in _SPANS else (name, _RENAMED.get(name, name), None)
        for name in names
    )


def document_row(audit: Audit, file: int) -> Row:
    """The document's row; `file` is the row of the file that it was read from."""
    row = record_row(audit.plan.document, 0)
    del row["document"]
    return (
        row
        | {"file": file, "format": audit.plan.text.format, "is_plan": int(audit.plan.is_plan)}
        | keys_row(audit.plan.document, programme_text(audit.programmes))
    )


def keys_row(document: Document, programme: str | None) -> Row:
    """The columns of a document that it is filtered by."""
    places = ("commune", "district", "province")
    keys: Row = {f"{place}_key": place_key(getattr(document, place)) for place in places}
    return keys | {"programme": programme, "series": series_key(document, programme)}


def section_rows(sections: Sequence[Section], document: int, first: int) -> Iterator[Row]:
    """Sections in order, their ids counted from `first`."""
    for position, section in enumerate(sections):
        yield {
            "id": first + position,
            "document": document,
            "position": position,
            "rank": section.rank,
            "number": _sql(section.number),
            "parent": None if section.parent is None else first + section.parent,
            "block": section.block,
            "span_start": section.start,
            "span_end": section.end,
            "path": _sql(section.path),
            "title": storable(section.title),
            "marker": _sql(section.marker),
        }


def innermost(blocks: Iterable[Block], sections: Sequence[Section]) -> Iterator[int | None]:
    """For each block the index of the innermost section that it begins in."""
    waiting = sorted(range(len(sections)), key=lambda i: (-sections[i].start, sections[i].end, -i))
    within: list[int] = []
    for block in blocks:
        while waiting and sections[waiting[-1]].start <= block.start:
            within.append(waiting.pop())
        while within and sections[within[-1]].end <= block.start:
            within.pop()
        yield within[-1] if within else None


def blocks_of(text: PlanText, sections: Sequence[Section]) -> Iterator[StoredBlock]:
    """The blocks of a plan in order, as they are stored."""
    merged = {cell.block: cell for table in text.tables for cell in table.cells}
    for position, (block, within) in enumerate(
        zip(text.blocks, innermost(text.blocks, sections), strict=True)
    ):
        box, cell = block.box, merged.get(position)
        yield StoredBlock(
            start=block.start,
            end=block.end,
            body=block.body,
            text=storable(text.words(block)),
            section=within,
            page=block.page,
            kind=block.kind.value,
            marker=None if block.marker is None else storable(block.marker),
            box=None if box is None else (box.x0, box.top, box.x1, box.bottom),
            bold=int(block.bold),
            table=block.table,
            row=block.row,
            column=block.column,
            row_span=None if cell is None else cell.row_span,
            column_span=None if cell is None else cell.column_span,
        )


def record_rows(audit: Audit, document: int, file_hash: str) -> dict[str, list[Row]]:
    """Rows by table for every record but the document, in the plan's order."""
    rows: dict[str, list[Row]] = {}
    marks = fingerprints(audit.plan.document, audit.findings, file_hash)
    for record in audit.records():
        if isinstance(record, Document):
            continue
        row = record_row(record, document)
        if isinstance(record, Finding):
            row["fingerprint"] = next(marks)
        rows.setdefault(TABLES[record.record], []).append(row)
    return rows
