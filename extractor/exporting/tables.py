"""A table on its way out of the corpus: typed columns, rows of plain values, nothing of a file's form yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["text", "number", "whole", "figure", "date", "person"]


@dataclass(frozen=True, slots=True)
class FileLink:
    """Something short that leads to a file: `path` as it is stored in the corpus, `text` words or a number."""

    path: str
    text: str | int


Cell = str | int | Decimal | FileLink | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` for programs, `title` for people (Vietnamese), `width` in letters.

    Cells of a `figure` are Decimals, of a `whole` integers, of a `number` integers that name and do not count (years,
    pages), of a `date` ISO dates that may be cut short. A `person` column is left blank for someone to write in.
    `part` asks for a further page beside the first when printed.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: int = 14
    part: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` may be a generator: it is gone through once. `name` is the sheet's, `title` stands over print-outs.

    `foot` are lines that follow the rows, apart from them: sums, counts, what was left out.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    foot: Iterable[Row] = ()
