"""Rows of a table that hold several rows: each cell a stack of lines, one a row, as old files are typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.parsers.flow import RawCell, RawTable

_FIGURE = re.compile(r"[-–+(]?\s*\d[\d.,]*\s*(?:%|đ|đồng)?\s*\)?$|[-–]$")


def unstacked(table: RawTable) -> RawTable:
    """The table with each stacked row as the rows that it shows.

    A row is stacked where its cells hold the same number of lines and one behind the first holds figures
    alone; cells of one line to the left of the stacks are labels of all of them.
    """
    heights = _heights(table)
    if not heights:
        return table
    starts: list[int] = []
    for row in range(table.rows + 1):
        starts.append(row if row == 0 else starts[-1] + heights.get(row - 1, 1))
    cells = [placed for cell in table.cells for placed in _placed(cell, heights.get(cell.row), starts)]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RawTable(starts[-1], table.columns, tuple(cells))


def _heights(table: RawTable) -> dict[int, int]:
    """Of each stacked row how many rows it holds."""
    covered = {
        row for cell in table.cells if cell.row_span > 1 for row in range(cell.row, cell.row + cell.row_span)
    }
    rows = groupby(sorted(table.cells, key=lambda cell: (cell.row, cell.column)), key=lambda cell: cell.row)
    found = {row: _height(list(cells)) for row, cells in rows if row not in covered}
    return {row: height for row, height in found.items() if height > 1}


def _height(cells: Sequence[RawCell]) -> int:
    worded = [cell for cell in cells if cell.paragraphs]
    height = max((len(cell.paragraphs) for cell in worded), default=1)
    if height < 2:
        return 1
    labels = 0
    while labels < len(worded) and len(worded[labels].paragraphs) == 1:
        labels += 1
    stacks = worded[labels:]
    same = all(len(cell.paragraphs) == height for cell in stacks)
    figures = any(all(map(_FIGURE.match, cell.paragraphs)) for cell in stacks if cell is not worded[0])
    return height if len(stacks) > 1 and same and figures else 1


def _placed(cell: RawCell, height: int | None, starts: Sequence[int]) -> Iterator[RawCell]:
    row = starts[cell.row]
    if height is None:
        yield replace(cell, row=row, row_span=starts[cell.row + cell.row_span] - row)
    elif len(cell.paragraphs) < 2:
        yield replace(cell, row=row, row_span=height)
    else:
        for at, line in enumerate(cell.paragraphs):
            yield replace(cell, row=row + at, paragraphs=(line,))
