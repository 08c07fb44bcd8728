"""Lines and tables shown on a terminal, or as plain lines where there is none."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Final, Literal

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.reporting.words import printable

Style = Literal["", "bold", "dim", "red", "yellow", "cyan", "green"]
_NARROW: Final = re.compile("[ -~\u00a1-\u02ff\u1e00-\u1eff\u2010-\u2027]*")
SEVERITY_STYLE: Final[dict[str, Style]] = {"error": "red", "warning": "yellow", "info": "cyan"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces of text with their styles."""

    pieces: tuple[tuple[str, Style], ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; the columns in `right` hold figures."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


Item = Line | Sheet


def line(text: str = "", style: Style = "", *, indent: int = 0) -> Line:
    return Line(((text, style),), indent)


def show(items: Iterable[Item], stream: IO[str] | None = None) -> None:
    """Prints the items: with colours and ruled tables on a terminal, as plain lines elsewhere."""
    console = Console(file=stream or sys.stdout, highlight=False)
    for item in items:
        if console.is_terminal:
            console.print(_rendered(item))
        else:
            console.file.write("".join(f"{text}\n" for text in plain_lines(item)))


def plain_lines(item: Item) -> list[str]:
    """An item as lines without control characters, columns padded with spaces."""
    if isinstance(item, Line):
        return [(" " * item.indent + "".join(printable(text) for text, _ in item.pieces)).rstrip()]
    rows = [tuple(printable(cell) for cell in row) for row in (item.headers, *item.rows)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["", printable(item.title), *(_padded(row, widths, item.right) for row in rows)]


def width(text: str) -> int:
    """The columns that a printable text takes; of letters, figures and signs alone each takes one."""
    return len(text) if _NARROW.fullmatch(text) is not None else cell_len(text)


def _padded(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    cells = []
    for column, (cell, wide) in enumerate(zip(row, widths, strict=True)):
        space = " " * (wide - width(cell))
        cells.append(space + cell if column in right else cell + space)
    return "  " + "  ".join(cells).rstrip()


def _rendered(item: Item) -> Padding | Table:
    if isinstance(item, Line):
        text = Text.assemble(*((printable(words), style) for words, style in item.pieces))
        return Padding(text, (0, 0, 0, item.indent))
    table = Table(
        title=Text(f"\n{printable(item.title)}", style="bold"),
        title_justify="left",
        header_style="bold",
        box=SIMPLE_HEAD,
    )
    for column, header in enumerate(item.headers):
        table.add_column(header, justify="right" if column in item.right else "left", overflow="fold")
    for row in item.rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table
