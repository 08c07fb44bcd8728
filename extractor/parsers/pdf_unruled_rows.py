"""Rows of a ruled table that no rule parts: figures under each other in several of its columns."""

from collections.abc import Sequence
from itertools import pairwise

from extractor import regex
from extractor.parsers.doubts import unsigned
from extractor.parsers.pdf_ink import Grid, Run
from extractor.parsers.pdf_rows import rows_of

_FIGURE = regex.compile(r"[-–+(]?\d[\d.,]*%?\)?|[-–]")
_WHOLE = regex.compile(r"[-–+(]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?%?\)?|[-–]")
_RATE = regex.compile(r"\(\d[\d.,]*%\)")  # stands under its count in one row: «25» and «(12,5%)»
_SAME = 2.5
_COLUMNS = 2  # with figures line by line; one alone may be a figure broken in its cell


def with_unruled_rows(grid: Grid, words: Sequence[Run]) -> Grid:
    """The grid with a line between figures that stand under each other in one ruled row."""
    held: dict[int, dict[int, list[Run]]] = {}
    for word in words:
        row, column = grid.position(word)
        held.setdefault(row, {}).setdefault(column, []).append(word)
    for row in sorted(held, reverse=True):
        if len(held[row]) > _COLUMNS and (cuts := _cuts(held[row])):
            grid = _cut(grid, row, cuts)
    return grid


def _cuts(columns: dict[int, list[Run]]) -> list[float]:
    """Where lines are wanted: above each line of figures but the first, in the columns with most of them; none where
    others do not stand in the same lines, some left empty."""
    found = sorted(
        (lines for words in columns.values() if (lines := _figure_lines(words))), key=len, reverse=True
    )
    full = [lines for lines in found if len(lines) == len(found[0])]
    if len(full) < _COLUMNS or not all(_stand_in(full[0], other) for other in found[1:]):
        return []
    return [min(upper.top, upper.base - upper.height) for upper in full[0][1:]]


def _figure_lines(words: Sequence[Run]) -> list[Run]:
    """The lines of a cell where there are several and each is one whole figure."""
    texts = [unsigned(word.text) for word in words]
    if len(words) < 2 or not all(map(_FIGURE.fullmatch, texts)) or any(map(_RATE.fullmatch, texts)):
        return []
    lines = list(rows_of(words, joined=False))
    alone = len(lines) == len(words) and all(map(_WHOLE.fullmatch, texts))
    return [line[0] for line in lines] if alone else []


def _stand_in(lines: Sequence[Run], others: Sequence[Run]) -> bool:
    return all(any(abs(line.base - other.base) <= _SAME for line in lines) for other in others)


def _cut(grid: Grid, row: int, cuts: Sequence[float]) -> Grid:
    inside = [y for y in cuts if grid.ys[row] < y < grid.ys[row + 1]]
    if not inside or any(lower - upper < 1 for upper, lower in pairwise(inside)):
        return grid
    more = len(inside)
    cells: list[tuple[int, int, int, int]] = []
    for top, column, down, across in grid.cells:
        if top == row and down == 1:
            cells += [(row + n, column, 1, across) for n in range(more + 1)]
        elif top > row:
            cells.append((top + more, column, down, across))
        else:
            cells.append((top, column, down + (more if top + down > row else 0), across))
    return Grid(grid.xs, (*grid.ys[: row + 1], *inside, *grid.ys[row + 1 :]), tuple(sorted(cells)))
