"""What a Parquet corpus holds now: of every path the row that was written last, unless that says it is gone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from extractor.cluster.extras import arrow
from extractor.cluster.parts import ParquetError, Part, Parts, reading
from extractor.cluster.tables import FILES, rows_of
from extractor.corpus.derived import is_for, place_key
from extractor.corpus.plan_rows import TableRows
from extractor.corpus.rows import Row
from extractor.corpus.told_rows import TOLD
from extractor.errors import FileState
from extractor.scanning.reading import Ending

REMOVED: Final = "removed"  # the state of a path that is no file of the corpus any more
_KNOWN: Final = ("file", "path", "sha256", "state", "rules_version", "reason_vi", "reason_en", "duplicate_of")
_PLACED: Final = (
    "file",
    "plan_year",
    "period_start",
    "period_end",
    "province_key",
    "unit_province",
    "unit_now_province",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A file as it was read last."""

    number: int
    sha256: str | None
    state: FileState
    version: str
    reason_vi: str
    reason_en: str
    duplicate_of: str | None

    @property
    def ending(self) -> Ending:
        """How it ended."""
        return Ending(self.state, self.reason_vi, self.reason_en)


@dataclass(frozen=True, slots=True)
class Wish:
    """Which plans: of these provinces (by any of the names that they lie in, before or since the reform) and of these
    years; nothing named, all."""

    provinces: Collection[str] = ()
    years: Collection[int] = ()

    @property
    def takes_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.provinces or self.years)


def opened(root: Path) -> Parts:
    """The parts of a folder that holds some; raises ParquetError."""
    parts = Parts(root)
    if not root.is_dir():
        raise ParquetError(
            f"{root}: không tìm thấy thư mục Parquet", f"{root}: no such folder of Parquet files"
        )
    if not parts.all():
        raise ParquetError(
            f"{root}: không có gì do lệnh scan --engine ray ghi",
            f"{root}: holds nothing that scan --engine ray wrote",
        )
    return parts


def known_files(parts: Parts) -> dict[str, Known]:
    """The files by path."""
    found: dict[str, Known] = {}
    for path in parts.paths(FILES):
        columns = (column.to_pylist() for column in _table(path, _KNOWN).columns)
        for number, name, sha256, state, version, vi, en, first in zip(*columns, strict=True):
            if state == REMOVED:
                found.pop(name, None)
            else:
                found[name] = Known(number, sha256, FileState(state), version, vi, en, first)
    return found


def chosen_numbers(parts: Parts, files: Mapping[str, Known], wish: Wish) -> set[int]:
    """The numbers of the files wanted: with nothing named all, else plans and the copies of them."""
    if wish.takes_all:
        return {known.number for known in files.values()}
    live = {known.number: path for path, known in files.items()}
    keys = {place_key(name) for name in wish.provinces}
    numbers: set[int] = set()
    for path in parts.paths("documents"):
        columns = (column.to_pylist() for column in _table(path, _PLACED).columns)
        for number, year, start, end, *places in zip(*columns, strict=True):
            in_year = not wish.years or is_for(wish.years, year, start, end)
            in_place = not keys or any(place is not None and place_key(place) in keys for place in places)
            if number in live and in_year and in_place:
                numbers.add(number)
    paths = {live[number] for number in numbers}
    return numbers | {known.number for known in files.values() if known.duplicate_of in paths}


def read_files(parts: Parts, wanted: Collection[int]) -> Iterator[tuple[Row, TableRows]]:
    """The files of these numbers in their order, each with its row and all that was read from it; what is kept to be
    compared is made anew where it comes to."""
    tables = [table for table in parts.tables() if table not in {FILES, *TOLD}]
    for part in parts.all():
        yield from _files_of(parts, part, tables, wanted)


def _files_of(
    parts: Parts, part: Part, tables: Iterable[str], wanted: Collection[int]
) -> Iterator[tuple[Row, TableRows]]:
    """The tables of a part hold its files in one order: they are gone through side by side."""
    ahead = {table: _Ahead(path) for table in tables if (path := parts.path(table, part)) is not None}
    path = parts.path(FILES, part)
    for number, row in () if path is None else _rows(path):
        if number in wanted:
            yield row, {table: rows for table, one in ahead.items() if (rows := one.of(number))}


class _Ahead:
    """The rows of one table file, file by file; those passed by are gone."""

    def __init__(self, path: Path) -> None:
        self._groups = groupby(_rows(path), itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, number: int) -> list[Row]:
        """The rows of a file; asked for in the order of the numbers."""
        while self._next is not None and self._next[0] < number:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != number:
            return []
        rows = [row for _, row in self._next[1]]
        self._next = next(self._groups, None)
        return rows


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    with reading(path), arrow().parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=4096):
            yield from rows_of(batch)


def _table(path: Path, columns: Iterable[str]) -> Any:
    with reading(path), arrow().parquet.ParquetFile(path) as file:
        return file.read(columns=list(columns)).select(list(columns))


def words_found(parts: Parts, files: Mapping[str, Known], rule: str) -> dict[str, list[str]]:
    """The words of every finding of this rule, by the path of its file."""
    live = {known.number: path for path, known in files.items()}
    found: dict[str, list[str]] = {}
    for path in parts.paths("findings"):
        columns = (column.to_pylist() for column in _table(path, ("file", "rule", "text")).columns)
        for number, name, text in zip(*columns, strict=True):
            if name == rule and number in live:
                found.setdefault(live[number], []).append(text)
    return found
