"""The text of a plan as it is stored: its blocks packed into one row, the words by themselves, the rest beside them.

Every block was a row once. Numbers and keys of a million rows took as much room as the words, and a reader of one
plan fetched hundreds of rows; words of one language pack to a third.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, repeat
from operator import add, sub
from typing import Any, Final, NamedTuple

_PUT: Final = "INSERT INTO plan_texts(document, blocks, size, words, layout) VALUES (?, ?, ?, ?, ?)"
_GET: Final = "SELECT blocks, words, layout FROM plan_texts WHERE document = ?"
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# What the layout has of each block, and what stands for a column that has nothing else: how far it begins behind the
# block before, the length of its text, how much further its span goes, its words behind their number or bullet.
_COLUMNS: Final[tuple[tuple[str, Any], ...]] = (
    ("gap", 0),
    ("length", 0),
    ("further", 0),
    ("body", 0),
    ("section", None),
    ("page", None),
    ("kind", "paragraph"),
    ("marker", None),
    ("box", None),
    ("bold", 0),
    ("table", None),
    ("row", None),
    ("column", None),
    ("row_span", None),
    ("column_span", None),
)


class StoredBlock(NamedTuple):
    """A block as it is stored; `section` is the position of the heading it stands under, `box` in points."""

    start: int
    end: int
    body: int
    text: str
    section: int | None
    page: int | None
    kind: str
    marker: str | None
    box: Sequence[float] | None
    bold: int
    table: int | None
    row: int | None
    column: int | None
    row_span: int | None
    column_span: int | None


def put_blocks(conn: sqlite3.Connection, document: int, blocks: Sequence[StoredBlock]) -> None:
    """Stores the blocks of a document, in their order."""
    words = "".join(block.text for block in blocks).encode()
    size = len(words) + len(blocks)
    conn.execute(_PUT, (document, len(blocks), size, zlib.compress(words), _layout(blocks)))


def _layout(blocks: Sequence[StoredBlock]) -> bytes:
    columns = zip(*_rows(blocks), strict=True) if blocks else ()
    named = zip(_COLUMNS, columns, strict=False)
    held = {name: list(values) for (name, default), values in named if any(v != default for v in values)}
    return zlib.compress(_JSON.encode(held).encode())


def _rows(blocks: Sequence[StoredBlock]) -> Iterator[tuple[Any, ...]]:
    done = 0
    for start, end, body, text, *rest in blocks:
        yield start - done, len(text), end - start - len(text), body - start, *rest
        done = end


def block_texts(conn: sqlite3.Connection, document: int) -> list[str]:
    """The texts of a document's blocks, in order."""
    row = conn.execute(_GET, (document,)).fetchone()
    if row is None:
        return []
    count, words, layout = row
    return _texts(words, _columns(layout).get("length") or repeat(0, count))


def stored_blocks(conn: sqlite3.Connection, document: int) -> list[StoredBlock]:
    """The blocks of a document, in order."""
    row = conn.execute(_GET, (document,)).fetchone()
    return [] if row is None else unpacked_blocks(*row)


def plan_blocks(conn: sqlite3.Connection, document: int) -> "PlanBlocks":
    """The blocks of a document, in order, of which few will be looked at closely."""
    row = conn.execute(_GET, (document,)).fetchone()
    return PlanBlocks(*((0, zlib.compress(b""), zlib.compress(b"{}")) if row is None else row))


class PlanBlocks:
    """So many blocks as they were packed, each made when it is asked for: where each begins (`starts`), its text.

    Raises ValueError where the bytes are damaged.
    """

    def __init__(self, count: int, words: bytes, layout: bytes) -> None:
        columns = _columns(layout)
        self._lengths, self._further, self._bodies, *self._rest = (
            columns.get(name) or list(repeat(default, count)) for name, default in _COLUMNS[1:]
        )
        gaps = columns.get("gap") or repeat(0, count)
        spans = map(add, self._lengths, self._further) if columns.get("further") else self._lengths
        self._ends = list(accumulate(map(add, gaps, spans)))
        self.starts: list[int] = list(map(sub, map(sub, self._ends, self._lengths), self._further))
        self.texts = _texts(words, self._lengths)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> StoredBlock:
        start = self.starts[at]
        rest = (column[at] for column in self._rest)
        return StoredBlock(start, self._ends[at], start + self._bodies[at], self.texts[at], *rest)

    def all(self) -> list[StoredBlock]:
        """All of them."""
        bodies = map(add, self.starts, self._bodies)
        return list(map(StoredBlock, self.starts, self._ends, bodies, self.texts, *self._rest))


def unpacked_blocks(count: int, words: bytes, layout: bytes) -> list[StoredBlock]:
    """So many blocks as they were packed; raises ValueError where the bytes are damaged."""
    return PlanBlocks(count, words, layout).all()


def _columns(layout: bytes) -> dict[str, list[Any]]:
    try:
        columns: dict[str, list[Any]] = json.loads(zlib.decompress(layout))
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return columns


def _texts(words: bytes, lengths: Iterable[int]) -> list[str]:
    try:
        text = zlib.decompress(words).decode()
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return [text[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]


def _in_json(count: int, words: bytes, layout: bytes) -> str:
    """The blocks as a JSON list of objects."""
    return _JSON.encode([block._asdict() for block in unpacked_blocks(count, words, layout)])


def add_functions(conn: sqlite3.Connection) -> None:
    """Gives a connection what the view `blocks` asks for."""
    conn.create_function("plan_blocks", 3, _in_json, deterministic=True)
