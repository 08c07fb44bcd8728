"""Headings of appendices that stand in a table: in the rows over its columns, or in a table that only places them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from extractor import regex
from extractor.language.text import normal
from extractor.parsers.flow import Paragraph, RawCell, RawTable
from extractor.parsers.markers import read_marker

_BARE = regex.compile(r"\s*(?i:phụ lục|phụ biểu|biểu mẫu)\s*[:.]?\s*(?:$|\()")
_LONGEST = 160
_FRAME_ROWS, _FRAME_COLUMNS, _FRAME_CELLS = 3, 3, 3
_BESIDE = 2  # cells with words in a row of a table that only places a heading


def with_headings(flow: Iterable[Paragraph | RawTable]) -> Iterator[Paragraph | RawTable]:
    """The flow with «Phụ lục I …» and the lines below it as paragraphs before the table at whose head they stand.

    A row of several cells, such as one of a list of the appendices, is no heading.
    """
    for item in flow:
        if isinstance(item, Paragraph):
            yield item
            continue
        rows = _rows(item)
        if _is_frame(item, rows):
            yield from _paragraphs(cell for row in rows for cell in row)
            continue
        head = _heading_rows(item, rows)
        yield from _paragraphs(cell for row in rows[:head] for cell in row)
        yield _without(item, head) if head else item


def _rows(table: RawTable) -> list[list[RawCell]]:
    """The cells with words, row by row."""
    rows: list[list[RawCell]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda cell: cell.column):
        if any(words.strip() for words in cell.paragraphs):
            rows[cell.row].append(cell)
    return rows


def _is_frame(table: RawTable, rows: Sequence[Sequence[RawCell]]) -> bool:
    """A table of few cells, one of which is the heading of an appendix."""
    if table.columns > _FRAME_COLUMNS or table.rows > _FRAME_ROWS or any(len(row) > _BESIDE for row in rows):
        return False
    cells = [cell for row in rows for cell in row]
    return len(cells) <= _FRAME_CELLS and sum(map(_is_heading, cells)) == 1


def _heading_rows(table: RawTable, rows: Sequence[Sequence[RawCell]]) -> int:
    """How many rows at the head of a table are the heading of an appendix and what goes on with it, over columns."""
    if table.columns < _BESIDE or not rows or len(rows[0]) != 1 or not _is_heading(rows[0][0]):
        return 0
    count = sum(1 for _ in takewhile(lambda row: len(row) <= 1, rows))
    over = all(cell.row + cell.row_span <= count for row in rows[:count] for cell in row)
    return count if over and count < len(rows) else 0


def _is_heading(cell: RawCell) -> bool:
    line = normal(next(words for words in cell.paragraphs if words.strip())).strip(" *#_")
    if len(line) > _LONGEST:
        return False
    marker = read_marker(line)
    return _BARE.match(line) is not None or (marker is not None and marker.form == "appendix")


def _paragraphs(cells: Iterable[RawCell]) -> Iterator[Paragraph]:
    for cell in cells:
        for words in cell.paragraphs:
            yield Paragraph(words, page=cell.page, box=cell.box, bold=cell.bold)


def _without(table: RawTable, head: int) -> RawTable:
    """The table from the row below its heading on."""
    cells = (replace(cell, row=cell.row - head) for cell in table.cells if cell.row >= head)
    return RawTable(table.rows - head, table.columns, tuple(cells))
