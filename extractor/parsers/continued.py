"""Tables that a document parts by hand made whole: over a page break, or in two halves side by side."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extractor import regex
from extractor.language.text import canonical
from extractor.parsers.flow import Flow, Paragraph, RawCell, RawTable
from extractor.parsers.lines import is_page_number

_ORDINAL = regex.compile(r"(\d{1,3})[.)]?$")
_TOTAL = regex.compile(r"(?:tổng(?: cộng| số)?|cộng)\b")
_GOES_ON = regex.compile(r"\W*tiếp(?: theo)?(?: (?:trang|bảng|biểu)(?: trước| số)?)?(?: \d{1,3})?\W*$")
_INDEX_HEAD = regex.compile(r"(?:stt|tt|số tt|số thứ tự)\.?$")
_LEAST_COLUMNS = 2
_HEAD_ROWS = 4


def whole_tables(flow: Flow) -> list[Paragraph | RawTable]:
    """The flow with each table that goes on in the next one joined to it, heads told once, and each table that
    stands in two halves side by side («TT | Thôn | Số hộ | TT | Thôn | Số hộ») taken apart.

    A table goes on where its numbers do, under the same head or none, and nothing but a page number or
    «(tiếp theo)» stands between; these lines then stand over the whole.
    """
    whole: list[Paragraph | RawTable] = []
    between: list[Paragraph] = []
    for item in flow:
        if isinstance(item, Paragraph):
            between.append(item)
            continue
        for table in _halves(item):
            before = whole[-1] if whole else None
            if isinstance(before, RawTable) and all(map(_tells_nothing, between)):
                head = _goes_on_below(before, table)
                if head is not None:
                    whole[-1:] = [*between, _joined(before, table, head)]
                    between = []
                    continue
            whole += [*between, table]
            between = []
    return [*whole, *between]


def _tells_nothing(paragraph: Paragraph) -> bool:
    words = paragraph.text.strip()
    return not words or is_page_number(words) or _GOES_ON.match(canonical(words)) is not None


def _words(cell: RawCell) -> str:
    return canonical(" ".join(cell.paragraphs))


def _rows(table: RawTable) -> list[list[RawCell]]:
    rows: list[list[RawCell]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        rows[cell.row].append(cell)
    return rows


def _goes_on_below(table: RawTable, after: RawTable) -> int | None:
    """How many rows at the head of `after` tell the head of `table`, or its last rows, again; None where it is a
    table of its own."""
    if table.columns != after.columns or table.columns < _LEAST_COLUMNS:
        return None
    upper, lower = _rows(table), _rows(after)
    head = next((n for at in range(min(_HEAD_ROWS, len(upper))) if (n := _alike(upper[at:], lower))), 0)
    last, first = _ordinal(upper[-1]), _ordinal(lower[head]) if head < len(lower) else None
    if last is None or first != last + 1:
        return None
    return None if any(_TOTAL.match(_words(cell)) for cell in upper[-1]) else head


def _alike(rows: Sequence[Sequence[RawCell]], others: Sequence[Sequence[RawCell]]) -> int:
    """How many rows from the first on tell the same in both."""
    return sum(
        1 for _ in takewhile(lambda pair: _told(pair[0]) == _told(pair[1]), zip(rows, others, strict=False))
    )


def _told(row: Sequence[RawCell]) -> list[tuple[int, int, str]]:
    return [(cell.column, cell.column_span, _words(cell)) for cell in row]


def _ordinal(row: Sequence[RawCell]) -> int | None:
    """The number in the first column of a row with other words behind it."""
    first = row[0] if row and row[0].column == 0 else None
    match = _ORDINAL.match(_words(first)) if first is not None else None
    return int(match[1]) if match and any(map(_words, row[1:])) else None


def _joined(table: RawTable, after: RawTable, head: int) -> RawTable:
    below = (replace(cell, row=cell.row + table.rows - head) for cell in after.cells if cell.row >= head)
    return RawTable(table.rows + after.rows - head, table.columns, (*table.cells, *below))


def _halves(table: RawTable) -> list[RawTable]:
    """The two tables that stand side by side as one; halves of one head are one below the other, unless the first
    has a total of its own."""
    rows = _rows(table)
    parting = _parting(rows) if rows else None
    if parting is None:
        return [table]
    left = _cut(table, 0, parting)
    right = _cut(table, parting, table.columns)
    heads = [[(column, words) for column, _, words in _told(_rows(half)[0])] for half in (left, right)]
    summed = any(_TOTAL.match(_words(cell)) for cell in left.cells if cell.row)
    if heads[0] == heads[1] and not summed:
        return [_joined(left, right, 1)]
    return [left, right]


def _parting(rows: Sequence[Sequence[RawCell]]) -> int | None:
    """The column at which a head begins anew with «TT», over numbers, where no cell reaches over it."""
    starts = [cell for cell in rows[0] if _INDEX_HEAD.match(_words(cell))]
    if len(starts) != 2 or starts[0].column or starts[1].column < _LEAST_COLUMNS:
        return None
    at = starts[1].column
    cells = [cell for row in rows for cell in row]
    if any(cell.column < at < cell.column + cell.column_span for cell in cells):
        return None
    below = [words for cell in cells if cell.column == at and cell.row and (words := _words(cell))]
    return at if below and all(map(_ORDINAL.match, below)) and any(c.column > at for c in cells) else None


def _cut(table: RawTable, first: int, end: int) -> RawTable:
    """The columns `[first, end)` without the empty rows at their foot."""
    cells = [replace(c, column=c.column - first) for c in table.cells if first <= c.column < end]
    rows = max((cell.row + cell.row_span for cell in cells if cell.paragraphs), default=1)
    kept = (cell for cell in cells if cell.row < rows)
    return RawTable(rows, end - first, tuple(kept))
