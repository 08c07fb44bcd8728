"""Which cells of a table add up to which: total columns, total rows, groups of rows.

A column or a row is taken for a total by its name; where the names leave it open, by what most of its
figures do. A single wrong figure then still stands out against the others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.extraction.grids import Grid, is_total
from extractor.language.text import canonical
from extractor.plan import SumKind, SumRelation

_MOST = Decimal("0.5")
_NEARLY_ALL = Decimal("0.8")
_LEAST_ROWS, _LEAST_COLUMNS = 3, 3


@dataclass(frozen=True, slots=True)
class CellSum:
    """A sum of money in a grid: index of its data row, its column, its place among the budgets."""

    row: int
    column: int
    budget: int


def table_relations(grid: Grid, sums: Sequence[CellSum], values: Mapping[int, Decimal]) -> list[SumRelation]:
    """Relations among the sums of one table, in reading order."""
    at = {(s.row, s.column): s.budget for s in sums}
    columns = sorted({s.column for s in sums})
    found = [*_across(grid, at, columns, values), *_down(grid, at, columns, values)]
    return sorted(found, key=lambda r: (r.total, r.parts))


def _across(
    grid: Grid, at: Mapping[tuple[int, int], int], columns: Sequence[int], values: Mapping[int, Decimal]
) -> Iterator[SumRelation]:
    named = list(_column_breakdowns(grid, columns))
    for total, parts in named or _unnamed_total(at, columns, values):
        rows = sorted({row for row, column in at if column == total})
        yield from _credible(
            [(at.get((row, total)), [at.get((row, p)) for p in parts]) for row in rows], values
        )


def _column_breakdowns(grid: Grid, columns: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Each total column with the columns that make it up, by their head paths."""
    paths = {c: tuple(canonical(p) for p in grid.columns[c]) for c in columns}
    totals = [c for c in columns if paths[c] and is_total(paths[c][-1])]
    for total in totals:
        group = paths[total][:-1]
        inside = [c for c in columns if c != total and paths[c][: len(group)] == group and group]
        parts = inside or [
            c for c in columns if c != total and c > total and not _is_sub(c, paths, totals, total)
        ]
        if not inside:
            parts = _leaders(parts, paths, totals)
        if len(parts) > 1:
            yield total, parts


def _unnamed_total(
    at: Mapping[tuple[int, int], int], columns: Sequence[int], values: Mapping[int, Decimal]
) -> Iterator[tuple[int, list[int]]]:
    """A column that is the sum of the others in nearly every row, whatever it is called («Kinh phí»)."""
    rows = sorted({row for row, _ in at})
    if len(columns) < _LEAST_COLUMNS or len(rows) < _LEAST_ROWS:
        return
    for total in columns:
        others = [c for c in columns if c != total]
        whole = [row for row in rows if (row, total) in at]
        fits = sum(values[at[row, total]] == _row_sum(row, others, at, values) for row in whole)
        if len(whole) >= _LEAST_ROWS and Decimal(fits) >= _NEARLY_ALL * len(whole):
            yield total, others
            return


def _row_sum(
    row: int, columns: Sequence[int], at: Mapping[tuple[int, int], int], values: Mapping[int, Decimal]
) -> Decimal:
    return sum((values[at[row, c]] for c in columns if (row, c) in at), Decimal(0))


def _is_sub(column: int, paths: Mapping[int, tuple[str, ...]], totals: Sequence[int], total: int) -> bool:
    """A column that stands under the total of a group of its own."""
    return any(
        t not in (total, column) and len(paths[t]) > 1 and paths[column][: len(paths[t]) - 1] == paths[t][:-1]
        for t in totals
    )


def _leaders(parts: Sequence[int], paths: Mapping[int, tuple[str, ...]], totals: Sequence[int]) -> list[int]:
    """Up to the next total that belongs to no group: another breakdown begins there."""
    kept: list[int] = []
    for column in parts:
        if column in totals and len(paths[column]) == 1:
            break
        kept.append(column)
    return kept


def _down(
    grid: Grid, at: Mapping[tuple[int, int], int], columns: Sequence[int], values: Mapping[int, Decimal]
) -> Iterator[SumRelation]:
    for total, parts in _row_breakdowns(grid):
        pairs = [(at.get((total, column)), [at.get((row, column)) for row in parts]) for column in columns]
        yield from _credible(pairs, values)


def _row_breakdowns(grid: Grid) -> Iterator[tuple[int, list[int]]]:
    """The total row with the outermost rows, and each group row with the rows right under it."""
    children: dict[int | None, list[int]] = {}
    for number, row in enumerate(grid.rows):
        children.setdefault(row.parent, []).append(number)
    totals = [n for n, row in enumerate(grid.rows) if is_total(row.labels[-1])]
    for head, below in children.items():
        if head is not None and len(below) > 1:
            yield head, below
    for total in totals:
        others = [n for n in range(len(grid.rows)) if n not in totals]
        if children.get(total) or not others:
            continue
        outermost = min(grid.rows[n].rank for n in others)
        parts = [n for n in others if grid.rows[n].rank == outermost]
        if len(parts) > 1:
            yield total, parts


def _credible(
    pairs: Sequence[tuple[int | None, list[int | None]]], values: Mapping[int, Decimal]
) -> Iterator[SumRelation]:
    """Relations of one total column or row, where at least half of them add up.

    A lone pair has nothing to be measured against and is believed by its name.
    """
    full: list[tuple[int, tuple[int, ...]]] = []
    for head, below in pairs:
        known = tuple(p for p in below if p is not None)
        if head is not None and known:
            full.append((head, known))
    if not full:
        return
    fits = sum(_adds_up(total, parts, values.__getitem__) for total, parts in full)
    if Decimal(fits) < _MOST * len(full) and len(full) > 1:
        return
    for total, parts in full:
        yield SumRelation(total, parts, SumKind.WHOLE, certain=fits > 0)


def _adds_up(total: int, parts: Sequence[int], value: Callable[[int], Decimal]) -> bool:
    return abs(sum(value(p) for p in parts) - value(total)) <= Decimal("0.5") * (len(parts) + 1)
