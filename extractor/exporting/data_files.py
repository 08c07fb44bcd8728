"""Tables for other programs: CSV that Excel opens, JSON Lines, Parquet with exact decimals."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Final

from extractor.exporting.record_tables import Data
from extractor.exporting.tables import Cell, Column, FileLink, Row
from extractor.exporting.texts import clean, csv_text
from extractor.records import decimal_text

_DIGITS: Final = 38  # of decimal128
_SCALE: Final = 10
_BATCH: Final = 10_000
_COUNTED: Final = ("whole", "number")


def write_csv(path: Path, data: Data) -> None:
    """UTF-8 with a mark, as Excel wants it; keys as head; no text is a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.key for column in data.columns])
        writer.writerows([_csv_cell(value) for value in row] for row in data.rows)


def _csv_cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case int() | Decimal():
            return decimal_text(Decimal(value))  # a minus before a number begins no formula
        case FileLink():
            return csv_text(value.path)
        case str():
            return csv_text(value)


def write_jsonl(path: Path, tables: Mapping[str, Data]) -> None:
    """A JSON object a line, its kind under `table`; figures are strings that hold them exactly."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for name, data in tables.items():
            keys = [column.key for column in data.columns]
            for row in data.rows:
                fields = zip(keys, map(_json_cell, data.columns, row), strict=True)
                file.write(json.dumps({"table": name, **dict(fields)}, ensure_ascii=False) + "\n")


def _json_cell(column: Column, value: Cell) -> object:
    if isinstance(value, FileLink):
        return value.path
    if isinstance(value, Decimal):
        return decimal_text(value)
    return clean(value) if isinstance(value, str) else value


def write_parquet(path: Path, data: Data) -> None:
    """Figures are decimal128(38, 10), counts int64; a figure that has more digits is left null, its words stay.

    Raises ImportError without the extra [parquet].
    """
    import pyarrow  # noqa: PLC0415  (an extra)
    from pyarrow import parquet  # noqa: PLC0415

    counted = dict.fromkeys(_COUNTED, pyarrow.int64())
    kinds = {"figure": pyarrow.decimal128(_DIGITS, _SCALE), **counted}
    schema = pyarrow.schema(
        [(column.key, kinds.get(column.kind, pyarrow.string())) for column in data.columns]
    )
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(data.rows):
            columns = [
                [_parquet_cell(column, row[number]) for row in batch]
                for number, column in enumerate(data.columns)
            ]
            arrays = [
                pyarrow.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _batches(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _parquet_cell(column: Column, value: Cell) -> Any:
    if column.kind == "figure" and isinstance(value, int | Decimal):
        return _held(Decimal(value))
    if column.kind in _COUNTED:
        return value if isinstance(value, int) and abs(value) < 2**63 else None
    return None if value is None else clean(value.path if isinstance(value, FileLink) else str(value))


def _held(value: Decimal) -> Decimal | None:
    plain = decimal_text(value)
    whole, _, fraction = plain.lstrip("-").partition(".")
    return Decimal(plain) if len(whole) <= _DIGITS - _SCALE and len(fraction) <= _SCALE else None
