"""Rules to the grids of tables, with pdfplumber's geometry over the lines that pdfium gives."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extractor.parsers.pdf_ink import Grid, Rule

_SNAP = 3.0
_MIN_LENGTH = 3.0
_LEVEL_RULES = 3
_Place = tuple[float, float, float, float]


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Grids of at least two columns and two cells, from the top down."""
    if not rules:
        return []
    merged = merge_edges([_edge(rule) for rule in (*rules, *_open_sides(rules))], _SNAP, _SNAP, _SNAP, _SNAP)
    edges = [edge for edge in merged if edge["x1"] - edge["x0"] + edge["bottom"] - edge["top"] >= _MIN_LENGTH]
    crossings = edges_to_intersections(edges, _SNAP, _SNAP)
    if not crossings:
        return []
    grids = [_grid(cells) for cells in cells_to_tables(intersections_to_cells(crossings))]
    return [grid for grid in grids if len(grid.xs) > 2 and len(grid.cells) > 1]


def _open_sides(rules: Sequence[Rule]) -> Iterator[Rule]:
    """The outer sides that a table lacks whose level rules all begin and end alike, with upright ones between."""
    level: dict[tuple[int, int], list[Rule]] = {}
    uprights = [rule for rule in rules if rule.x0 == rule.x1]
    for rule in rules:
        if rule.x0 != rule.x1:
            level.setdefault((round(rule.x0 / _SNAP), round(rule.x1 / _SNAP)), []).append(rule)
    for alike in level.values():
        first = alike[0]
        top, bottom = min(rule.top for rule in alike), max(rule.top for rule in alike)
        beside = [rule.x0 for rule in uprights if rule.top < bottom and rule.bottom > top]
        if len(alike) >= _LEVEL_RULES and any(first.x0 + _SNAP < x < first.x1 - _SNAP for x in beside):
            for side in (first.x0, first.x1):
                if not any(abs(x - side) <= _SNAP for x in beside):
                    yield Rule(side, top, side, bottom)


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


def _grid(cells: Sequence[_Place]) -> Grid:
    xs = _lines(x for cell in cells for x in (cell[0], cell[2]))
    ys = _lines(y for cell in cells for y in (cell[1], cell[3]))
    placed = {(_nearest(ys, top), _nearest(xs, x0)): (x1, bottom) for x0, top, x1, bottom in cells}
    spans = [
        (row, column, max(1, _nearest(ys, bottom) - row), max(1, _nearest(xs, x1) - column))
        for (row, column), (x1, bottom) in sorted(placed.items())
    ]
    return Grid(xs, ys, tuple(spans))


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
