"""One sheet of a workbook as the cells that show on it: merged ones once, hidden rows and columns gone."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from extractor.parsers.docx_xml import Node, integer, refused
from extractor.parsers.xlsx_book import KIND, Piece, S, Workbook, pieces
from extractor.parsers.xlsx_format import shown

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_MOST_MERGES: Final = 20_000
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}
_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell with words at its place among the rows and columns that are not hidden."""

    row: int
    column: int
    pieces: tuple[Piece, ...]
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    font: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Sheet:
    """The cells with words in reading order; `ruled` are the rows in which lines part the cells.

    `hid`: rows or columns with words are hidden; `unreckoned`: a formula has no stored value; `struck`: words were
    crossed out and are left out.
    """

    cells: list[Shown] = field(default_factory=list)
    ruled: set[int] = field(default_factory=set)
    hid: bool = False
    unreckoned: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class _Area:
    top: int
    left: int
    bottom: int
    right: int


class _Hidden:
    """Ranges of columns and single rows that do not show."""

    def __init__(self, root: Node) -> None:
        self.rows = {at for at, row in _rows(root) if _is_hidden(row, "ht")}
        self._sorted_rows = sorted(self.rows)
        columns: set[int] = set()
        for node in root.findall(f"{S}cols/{S}col"):
            if _is_hidden(node, "width"):
                first, last = (integer(node.get(name), 0) for name in ("min", "max"))
                columns.update(range(max(0, first - 1), min(last, MOST_COLUMNS)))
        self.columns = columns
        self._sorted_columns = sorted(columns)

    def row(self, at: int) -> int:
        """The place of a row among those that show; of the next one where it is hidden."""
        return at - bisect_left(self._sorted_rows, at)

    def column(self, at: int) -> int:
        """The place of a column, as `row`."""
        return at - bisect_left(self._sorted_columns, at)


def read_sheet(root: Node, book: Workbook) -> Sheet:
    """What shows of a sheet. Raises UnreadableFile (`refused`) for more merged ranges than any sheet has."""
    sheet, hidden, used = Sheet(), _Hidden(root), _used(root)
    merged = {(area.top, area.left): area for area in _merges(root, used)}
    for at, row in _rows(root):
        for column, node in _cells(row):
            _add(sheet, node, book, hidden, merged.get((at, column)) or _Area(at, column, at, column))
    sheet.cells.sort(key=lambda cell: (cell.row, cell.column))
    return sheet


def _add(sheet: Sheet, node: Node, book: Workbook, hidden: _Hidden, area: _Area) -> None:
    look = book.look(integer(node.get("s"), 0))
    first, left = hidden.row(area.top), hidden.column(area.left)
    spans = hidden.row(area.bottom + 1) - first, hidden.column(area.right + 1) - left
    if look.ruled and all(spans):
        sheet.ruled.update(range(first, first + spans[0]))
    written = _words(node, look.code, book)
    words = _standing(written, struck=look.struck)
    sheet.struck |= len(words) < len(written)
    if written and not words:
        return
    if not words:
        sheet.unreckoned |= node.find(f"{S}f") is not None and not _is_stored(node)
        return
    if not all(spans):
        sheet.hid = True
        return
    sheet.cells.append(Shown(first, left, words, *spans, bold=look.bold, font=look.font))


def _standing(words: tuple[Piece, ...], *, struck: bool) -> tuple[Piece, ...]:
    """The words that are not crossed out; `struck`: those of the cell are."""
    kept = tuple(piece for piece in words if not (struck if piece.struck is None else piece.struck))
    return kept if any(piece.text.strip() for piece in kept) else ()


def _is_stored(node: Node) -> bool:
    """Whether a formula's result is there: an empty one is a result of words alone."""
    return bool(node.findtext(f"{S}v")) or (node.get("t") == "str" and node.find(f"{S}v") is not None)


def _words(node: Node, code: str, book: Workbook) -> tuple[Piece, ...]:
    """What a cell shows: its stored value, never one worked out here."""
    kind, stored = node.get("t") or "n", node.findtext(f"{S}v")
    if kind == "inlineStr":
        inline = node.find(f"{S}is")
        found = () if inline is None else pieces(inline)
    elif not stored:
        return ()
    elif kind == "s":
        number = integer(stored, -1)
        found = book.strings[number] if 0 <= number < len(book.strings) else ()
    elif kind == "n":
        found = (Piece(shown(stored, code, from_1904=book.from_1904)),)
    else:
        found = (Piece(_BOOLEANS.get(stored, stored) if kind == "b" else stored),)
    return found if any(piece.text.strip() for piece in found) else ()


def _rows(root: Node) -> Iterator[tuple[int, Node]]:
    at = -1
    for row in root.findall(f"{S}sheetData/{S}row"):
        at = integer(row.get("r"), at + 2) - 1
        if 0 <= at < _MOST_ROWS:
            yield at, row


def _cells(row: Node) -> Iterator[tuple[int, Node]]:
    column = -1
    for node in row.findall(f"{S}c"):
        match = _REFERENCE.match(node.get("r") or "")
        column = _column(match[1]) if match else column + 1
        if column < MOST_COLUMNS:
            yield column, node


def _used(root: Node) -> _Area:
    """The part of the sheet that has cells."""
    rows = [(at, max((column for column, _ in _cells(row)), default=0)) for at, row in _rows(root)]
    return _Area(0, 0, max((at for at, _ in rows), default=0), max((column for _, column in rows), default=0))


def _merges(root: Node, used: _Area) -> Iterator[_Area]:
    """Merged ranges, as far as there are cells: one may be said to reach over a million empty rows."""
    nodes = root.findall(f"{S}mergeCells/{S}mergeCell")
    if len(nodes) > _MOST_MERGES:
        raise refused(f"{len(nodes)} vùng ô gộp", f"{len(nodes)} merged ranges", KIND)
    for node in nodes:
        corners = _REFERENCE.findall(node.get("ref") or "")
        if len(corners) == 2:
            left, right = sorted(_column(letters) for letters, _ in corners)
            top, bottom = sorted(int(number) - 1 for _, number in corners)
            yield _Area(top, left, min(bottom, used.bottom), min(right, used.right))


def _column(letters: str) -> int:
    """Column of A, B, … AA as a number from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _is_hidden(node: Node, size: str) -> bool:
    return node.get("hidden") in _ON or (node.get(size) or "").strip() in ("0", "0.0")
