"""The tables of a Parquet corpus: those of the database, row for row, figures as exact decimals.

`file` numbers the file that a row is of. What a column cannot hold exactly (a figure of more than 38 digits, a number
beyond 64 bits) is null there and stands in `exact`, JSON by column; nothing is rounded.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from extractor.cluster.extras import arrow
from extractor.corpus.plan_rows import BLOCK_TYPES, TableRows
from extractor.corpus.rows import Row, SqlValue
from extractor.corpus.schema import column_types
from extractor.records import decimal_text

FILES: Final = "files"
BLOCKS: Final = "blocks"
OF_PLANS: Final = ("documents", "sections", BLOCKS)
ACROSS: Final = ("corpus_findings", "corpus_checks")
_OWN: Final = frozenset({"document"})  # ids of one database
_FIGURES: Final = frozenset({"value", "value_corrected", "denominator"})
_DIGITS, _SCALE = 38, 10
_WHOLE: Final = _DIGITS - _SCALE
_LARGEST: Final = 2**63 - 1


@lru_cache(maxsize=64)
def schema_of(table: str) -> Any:
    """The Arrow schema of a table; raises MissingExtra."""
    pa = arrow()
    kinds = {"INTEGER": pa.int64(), "FLOAT": pa.float64(), "REAL": pa.float64()}
    figure = pa.decimal128(_DIGITS, _SCALE)
    fields = [("file", pa.int64())]
    for name, kind in (BLOCK_TYPES if table == BLOCKS else column_types(table)).items():
        if name not in _OWN and not _is_own_id(table, name) and name != "file":
            is_figure = name in _FIGURES and kind == "TEXT"
            fields.append((name, figure if is_figure else kinds.get(kind, pa.string())))
    return pa.schema([*fields, ("exact", pa.string())])


def _is_own_id(table: str, name: str) -> bool:
    """Ids count anew in every database; those of sections count on from 0 in each plan."""
    return name == "id" and table != "sections"


def table_of(table: str, rows: Iterable[tuple[int, Row]]) -> Any:
    """Rows with the numbers of their files as an Arrow table."""
    pa = arrow()
    listed = list(rows)
    schema = schema_of(table)
    exact: list[dict[str, SqlValue]] = [{} for _ in listed]
    arrays = []
    for field in schema:
        if field.name == "file":
            arrays.append(pa.array([file for file, _ in listed], type=field.type))
        elif field.name != "exact":
            arrays.append(_array(field, [row.get(field.name) for _, row in listed], exact))
    told = [json.dumps(kept, ensure_ascii=False) if kept else None for kept in exact]
    return pa.Table.from_arrays([*arrays, pa.array(told, type=pa.string())], schema=schema)


def _array(field: Any, values: list[SqlValue], exact: Sequence[dict[str, SqlValue]]) -> Any:
    pa = arrow()
    is_figure = pa.types.is_decimal(field.type)
    if not is_figure:
        with suppress(pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
            return pa.array(values, type=field.type)
    kind = int if pa.types.is_integer(field.type) else str
    held: list[Any] = []
    for place, value in enumerate(values):
        fits = isinstance(value, kind) and not (kind is int and abs(int(value)) > _LARGEST)
        kept = _figure(value) if is_figure else value if fits else None
        if kept is None and value is not None:
            exact[place][field.name] = value
        held.append(kept)
    return pa.array(held, type=field.type)


def _figure(value: SqlValue) -> Decimal | None:
    """The figure of a text that is just this figure, where the column holds all of it."""
    if not isinstance(value, str):
        return None
    whole, _, fraction = value.lstrip("-").partition(".")
    if len(whole) > _WHOLE or len(fraction) > _SCALE or value == "-0":
        return None
    figure = Decimal(value)
    return figure if decimal_text(figure) == value else None


def rows_of(batch: Any) -> Iterator[tuple[int, Row]]:
    """The rows of an Arrow table or batch as they were given, every column named."""
    names = [name for name in batch.schema.names if name not in {"file", "exact"}]
    columns = [_texts(batch.column(name)) for name in names]
    files = batch.column("file").to_pylist()
    for file, exact, values in zip(
        files, batch.column("exact").to_pylist(), zip(*columns, strict=True), strict=True
    ):
        row: Row = dict(zip(names, values, strict=True))
        if exact is not None:
            row |= json.loads(exact)
        yield file, row


def _texts(column: Any) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if arrow().types.is_decimal(column.type):
        return [None if value is None else decimal_text(value) for value in values]
    return values


def tables_of(files: Iterable[tuple[int, Row, TableRows]]) -> dict[str, Any]:
    """The tables of several files, each by its number with its row of `files` and what was read from it."""
    by_table: dict[str, list[tuple[int, Row]]] = {FILES: []}
    for number, file, read in files:
        by_table[FILES].append((number, file))
        for table, rows in read.items():
            by_table.setdefault(table, []).extend((number, row) for row in rows)
    return {table: table_of(table, rows) for table, rows in by_table.items() if rows or table == FILES}
