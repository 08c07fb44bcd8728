"""Ruled tables: rules to cells with pdfplumber's geometry, words into cells."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import regex
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extractor.parsers.pdf_ink import Frame, Rule, Run
from extractor.parsers.pdf_rows import rows_of, same_row
from extractor.plantext import Box

_SNAP = 3.0
_MIN_LENGTH = 3.0
_CUT_WORD = regex.compile(r"[\p{L}\d]-$|\d/$")
_WHOLE_FIGURE = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|\d+,\d+%?")
_PADDING = 11.0
_Place = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its grid position with its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    page: int
    box: Box
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table that ends on `last_page`: `edges` are its column lines, `top` its upper one (points)."""

    edges: tuple[float, ...]
    top: float
    rows: int
    cells: tuple[GridCell, ...]
    last_page: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """Lines of a table and the cells between them as positions (row, column, row_span, column_span)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, int, int, int], ...]

    def holds(self, word: Run) -> bool:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def position(self, word: Run) -> tuple[int, int]:
        row = bisect_right(self.ys, (word.top + word.bottom) / 2) - 1
        column = bisect_right(self.xs, (word.x0 + word.x1) / 2) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(column, 0), len(self.xs) - 2)

    def place(self, cell: tuple[int, int, int, int]) -> _Place:
        row, column, down, across = cell
        return self.xs[column], self.ys[row], self.xs[column + across], self.ys[row + down]


def read_tables(
    rules: Iterable[Rule], words: Sequence[Run], frame: Frame, page: int, *, by_place: bool
) -> tuple[list[PageTable], list[Run]]:
    """The page's tables from the top down, and the words that stand in none of them.

    `by_place` sorts each cell's words by their places instead of keeping the order of the file.
    """
    grids = _grids(rules)
    held: list[list[Run]] = [[] for _ in grids]
    rest: list[Run] = []
    for word in words:
        index = next((index for index, grid in enumerate(grids) if grid.holds(word)), None)
        (rest if index is None else held[index]).append(word)
    tables = [_filled(grid, inside, frame, page, by_place) for grid, inside in zip(grids, held, strict=True)]
    return tables, rest


def _grids(rules: Iterable[Rule]) -> list[_Grid]:
    merged = merge_edges([_edge(rule) for rule in rules], _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [edge for edge in merged if edge["x1"] - edge["x0"] + edge["bottom"] - edge["top"] >= _MIN_LENGTH]
    crossings = edges_to_intersections(edges, _SNAP, _SNAP)
    if not crossings:
        return []
    grids = [_grid(cells) for cells in cells_to_tables(intersections_to_cells(crossings))]
    return [grid for grid in grids if len(grid.xs) > 2 and len(grid.cells) > 1]


def _edge(rule: Rule) -> dict[str, Any]:
    return {
        "orientation": "v" if rule.x0 == rule.x1 else "h",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }


def _grid(cells: Sequence[_Place]) -> _Grid:
    xs = _lines(x for cell in cells for x in (cell[0], cell[2]))
    ys = _lines(y for cell in cells for y in (cell[1], cell[3]))
    placed = {(_nearest(ys, top), _nearest(xs, x0)): (x1, bottom) for x0, top, x1, bottom in cells}
    spans = [
        (row, column, max(1, _nearest(ys, bottom) - row), max(1, _nearest(xs, x1) - column))
        for (row, column), (x1, bottom) in sorted(placed.items())
    ]
    return _Grid(xs, ys, tuple(spans))


def _lines(values: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(set(values)):
        if not kept or value - kept[-1] > _SNAP:
            kept.append(value)
    return tuple(kept)


def _nearest(lines: Sequence[float], value: float) -> int:
    index = bisect_right(lines, value)
    if index == len(lines) or (index and value - lines[index - 1] <= lines[index] - value):
        return index - 1
    return index


def _filled(grid: _Grid, words: Iterable[Run], frame: Frame, page: int, by_place: bool) -> PageTable:
    owner: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for cell in grid.cells:
        for down, across in product(range(cell[2]), range(cell[3])):
            owner.setdefault((cell[0] + down, cell[1] + across), cell)
    inside: dict[tuple[int, int, int, int], list[Run]] = {cell: [] for cell in grid.cells}
    for word in words:
        row, column = grid.position(word)
        inside.setdefault(owner.get((row, column), (row, column, 1, 1)), []).append(word)
    cells = []
    for cell, held in sorted(inside.items()):
        box = frame.shown_box(*grid.place(cell))
        bold = bool(held) and all(word.bold for word in held)
        text = _words(held, grid.xs[cell[1] + cell[3]] - grid.xs[cell[1]], by_place)
        cells.append(GridCell(*cell, text, page, box, bold))
    return PageTable(grid.xs, grid.ys[0], len(grid.ys) - 1, tuple(cells), page)


def makes_figure(begun: str, rest: str) -> bool:
    """Whether two pieces are one figure broken in two: `2.621` of `2.6` and `21`."""
    return _WHOLE_FIGURE.fullmatch(begun + rest) is not None


def _words(words: Sequence[Run], width: float, by_place: bool) -> str:
    """The words of a cell `width` wide, its lines joined."""
    ordered = [word for row in rows_of(words, joined=False) for word in row] if by_place else words
    return "".join(_spaced(ordered, width))


def _spaced(words: Sequence[Run], width: float) -> Iterator[str]:
    """Words and what parts them: a space, also at a line's end unless that cuts a word or a figure."""
    before: Run | None = None
    alone = False
    for word in words:
        broken = before is not None and not same_row(before, word)
        if before is not None:
            held = broken and (_CUT_WORD.search(before.text) or (alone and _is_cut(before, word, width)))
            yield "" if held else " "
        yield word.text
        alone = broken or before is None
        before = word


def _is_cut(before: Run, word: Run, width: float) -> bool:
    """A figure wider than its cell goes on in the next line."""
    length = before.x1 - before.x0
    return width - length < _PADDING + length / len(before.text) and makes_figure(before.text, word.text)
