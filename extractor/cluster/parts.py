"""A Parquet corpus on the disk: a folder for each table, in it a file for each part.

    corpus.parquet/files/0000001-0000001.parquet    what is stored of which files: a part is there once this is
    corpus.parquet/documents/0000001-0000001.parquet
    corpus.parquet/targets/…

A part is written whole or not at all: its `files` come last, by a rename. Numbered 1, 2, 3 … as they are ordered, a
part that is read again after a worker was lost replaces itself. Small parts are joined into one whose name spans
theirs (0000001-0000128); what lies inside the span of another part no longer counts.
"""

import os
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extractor.cluster.extras import arrow
from extractor.cluster.tables import FILES
from extractor.corpus.told_rows import TOLD_FACTS
from extractor.errors import ExtractorError
from extractor.system import os_reason

RUNS: Final = "runs"
BESIDE: Final = "across"  # what is of no part
_END: Final = ".parquet"
_BEFORE: Final = ".writing-"
_SHIFT: Final = 20  # files of a part are numbered by its own number and their place in it
MOST_FILES: Final = 1 << _SHIFT
_NOT_READ: Final = (
    "tệp Parquet này bị hỏng hoặc không do lệnh scan --engine ray ghi",
    "a damaged Parquet file, or one that scan --engine ray did not write",
)
_ROWS: Final = 65_536  # of a row group
_ROWS_OF_TOLD: Final = 2_048
_JOINED: Final = 8_192  # files of a part that smaller ones are joined to


class ParquetError(ExtractorError):
    """A Parquet corpus that cannot be read or written."""


@dataclass(frozen=True, order=True, slots=True)
class Part:
    """Parts `first` to `last`, as they lie in one file of each table."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """The name of its files."""
        return f"{self.first:07d}-{self.last:07d}{_END}"

    @classmethod
    def named(cls, name: str) -> "Part | None":
        """The part whose files are called so; None for other files."""
        first, _, last = name.removesuffix(_END).partition("-")
        if not (name.endswith(_END) and first.isdecimal() and last.isdecimal()):
            return None
        return cls(int(first), int(last))


def file_number(part: int, place: int) -> int:
    """The number of a file: by the part that it came in and its place there."""
    return (part << _SHIFT) | place


class Parts:
    """The parts of a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def all(self) -> list[Part]:
        """The parts that count, in order."""
        found = sorted(self._written(), key=lambda part: (part.first, -part.last))
        kept: list[Part] = []
        for part in found:
            if not kept or part.last > kept[-1].last:
                kept.append(part)
        return kept

    def next_number(self) -> int:
        """The number of the next part."""
        return max((part.last for part in self._written()), default=0) + 1

    def path(self, table: str, part: Part) -> Path | None:
        """The file of a part for a table; None where it holds no row of it."""
        path = self.root / table / part.name
        return path if path.exists() else None

    def paths(self, table: str, parts: Iterable[Part] | None = None) -> list[Path]:
        """The files of a table, in order."""
        listed = self.all() if parts is None else parts
        return [path for part in listed if (path := self.path(table, part)) is not None]

    def tables(self) -> list[str]:
        """The tables that any part has rows of."""
        return sorted(
            entry.name for entry in self.root.iterdir() if entry.is_dir() and entry.name not in {RUNS, BESIDE}
        )

    def write(self, part: Part, tables: Mapping[str, Any]) -> None:
        """Writes a part, in the place of one of the same name; raises ParquetError."""
        with told_of(self.root):
            for table in tables.keys() - {FILES}:
                self._put(table, part, [tables[table]])
            self._commit(part, tables.keys(), [tables[FILES]])

    def join(self, parts: Sequence[Part]) -> None:
        """Puts parts that follow each other into one, and removes them; raises ParquetError."""
        whole = Part(parts[0].first, parts[-1].last)
        with told_of(self.root):
            if self.path(FILES, whole) is not None:  # it was done, and nobody heard of it
                self._remove(parts)
                return
            held = [table for table in self.tables() if self.paths(table, parts)]
            for table in held:
                if table != FILES:
                    self._put(table, whole, self._read(table, parts))
            self._commit(whole, held, self._read(FILES, parts))
            self._remove(parts)

    def to_join(self) -> list[list[Part]]:
        """Runs of small parts that are worth putting into one each."""
        runs: list[list[Part]] = [[]]
        held = 0
        for part in self.all():
            path = self.path(FILES, part)
            count = 0 if path is None else _rows_in(path)
            if held + count > _JOINED and runs[-1]:
                runs.append([])
                held = 0
            runs[-1].append(part)
            held += count
        return [run for run in runs if len(run) > 1]

    def clear(self) -> None:
        """Removes what killed scans left: half files, parts that were joined; nobody else may be writing."""
        counting = set(self.all())
        with told_of(self.root):
            for path in self.root.glob(f"*/{_BEFORE}*"):
                path.unlink(missing_ok=True)
            for path in self.root.glob(f"*/*{_END}"):
                part = Part.named(path.name)
                if part is not None and part not in counting:
                    path.unlink(missing_ok=True)

    def _written(self) -> Iterator[Part]:
        with suppress(FileNotFoundError):
            for name in os.listdir(self.root / FILES):
                if part := Part.named(name):
                    yield part

    def _commit(self, part: Part, tables: Iterable[str], files: Iterable[Any]) -> None:
        """From now on the part counts; what an earlier try left of other tables goes first."""
        for table in set(self.tables()) - set(tables):
            (self.root / table / part.name).unlink(missing_ok=True)
        self._put(FILES, part, files)

    def _read(self, table: str, parts: Sequence[Part]) -> Iterator[Any]:
        for path in self.paths(table, parts):
            with reading(path), arrow().parquet.ParquetFile(path) as file:
                for group in range(file.num_row_groups):
                    yield file.read_row_group(group)

    def _put(self, table: str, part: Part, pieces: Iterable[Any]) -> None:
        path = self.root / table / part.name
        if table == TOLD_FACTS:  # asked for by indicator: groups of other indicators need not be read
            whole = arrow().concat_tables(pieces).sort_by([("indicator", "ascending"), ("file", "ascending")])
            put(path, [whole], rows=_ROWS_OF_TOLD)
        else:
            put(path, pieces)

    def _remove(self, parts: Iterable[Part]) -> None:
        """`files` first: without them the rest does not count."""
        for part in parts:
            for table in (FILES, *(name for name in self.tables() if name != FILES)):
                (self.root / table / part.name).unlink(missing_ok=True)


def _rows_in(path: Path) -> int:
    with reading(path):
        return int(arrow().parquet.read_metadata(path).num_rows)


def put(path: Path, pieces: Iterable[Any], rows: int = _ROWS) -> None:
    """Writes Arrow tables of one schema as a Parquet file, whole or not at all, so many rows to a group."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{_BEFORE}{uuid.uuid4().hex}")
    try:
        _write(beside, pieces, rows)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _write(path: Path, pieces: Iterable[Any], rows: int) -> None:
    """Row groups of many rows, whatever the pieces come in."""
    pa = arrow()
    waiting: list[Any] = []
    writer = None
    try:
        for piece in pieces:
            writer = writer or pa.parquet.ParquetWriter(path, piece.schema, compression="zstd")
            waiting.append(piece)
            if sum(table.num_rows for table in waiting) >= rows:
                writer.write_table(pa.concat_tables(waiting), row_group_size=rows)
                waiting.clear()
        if writer is not None and waiting:
            writer.write_table(pa.concat_tables(waiting), row_group_size=rows)
    finally:
        if writer is not None:
            writer.close()


@contextmanager
def told_of(root: Path) -> Iterator[None]:
    """What the disk says becomes a ParquetError that names the folder."""
    try:
        yield
    except OSError as error:
        vi, en = os_reason(error)
        raise ParquetError(f"{root}: {vi}", f"{root}: {en}") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """What the disk and pyarrow say of a Parquet file becomes a ParquetError that names it."""
    try:
        yield
    except (OSError, KeyError, arrow().ArrowException) as error:  # pyarrow's own OSError has no number
        vi, en = os_reason(error) if isinstance(error, OSError) and error.errno else _NOT_READ
        raise ParquetError(f"{path}: {vi}", f"{path}: {en}") from error
