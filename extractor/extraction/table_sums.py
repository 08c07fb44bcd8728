"""Which cells of a table add up to which: total columns, total rows, groups of rows.

A column or a row is taken for a total by its name; where the names leave it open, by what most of its
figures do. A single wrong figure then still stands out against the others.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor import regex
from extractor.extraction.column_sums import (
    are_periods,
    closed_by_total,
    is_cost_of_years,
    is_stock,
    left_of_periods,
    of_periods,
)
from extractor.extraction.grid_rows import is_total
from extractor.extraction.grids import Grid
from extractor.language.text import canonical
from extractor.plan import SumKind, SumRelation
from extractor.values import dataclass

_MOST = Decimal("0.5")
_NEARLY_ALL = Decimal("0.8")
_LEAST_ROWS, _LEAST_COLUMNS = 3, 3
_INNER = 2
_LEAST_PARTS = 2
_WITHIN = regex.compile(r"^\W*(?:trong đó|chia ra|phân ra|bao gồm|gồm|phân theo)\b")


@dataclass(frozen=True, slots=True)
class CellSum:
    """A sum of money in a grid: index of its data row, its column, its place among the budgets."""

    row: int
    column: int
    budget: int


def table_relations(
    grid: Grid,
    sums: Sequence[CellSum],
    values: Mapping[int, Decimal],
    statuses: Mapping[int, str],
    lost: Container[tuple[int, int]] = (),
) -> list[SumRelation]:
    """Relations among the sums of one table, in reading order; `statuses` tells planned sums from results.

    `lost`: rows and columns of cells whose figure cannot be read; what it may be a part of has some of its parts.
    """
    at = {(s.row, s.column): s.budget for s in sums}
    columns = sorted({s.column for s in sums})
    found = [*_across(grid, at, columns, values, statuses), *_down(grid, at, columns, values)]
    if lost:
        places = {s.budget: (s.row, s.column) for s in sums}
        found = [_of_some(r, places, range(len(grid.rows)), columns, lost) for r in found]
    return sorted({(r.total, r.parts): r for r in reversed(found)}.values(), key=lambda r: (r.total, r.parts))


def _of_some(
    relation: SumRelation,
    places: Mapping[int, tuple[int, int]],
    rows: Sequence[int],
    columns: Sequence[int],
    lost: Container[tuple[int, int]],
) -> SumRelation:
    """The relation, of some parts where another may stand in a lost cell of its row or its column."""
    row, column = places[relation.total]
    across = all(places[part][0] == row for part in relation.parts)
    line = [(row, c) for c in columns] if across else [(r, column) for r in rows]
    return replace(relation, kind=SumKind.SOME) if any(cell in lost for cell in line) else relation


def _across(
    grid: Grid,
    at: Mapping[tuple[int, int], int],
    columns: Sequence[int],
    values: Mapping[int, Decimal],
    statuses: Mapping[int, str],
) -> Iterator[SumRelation]:
    inside = list(_within_columns(grid, columns))
    paths = {c: tuple(canonical(p) for p in grid.columns[c]) for c in columns}
    named = [*_column_breakdowns(paths), *((t, p) for t, p in inside if len(p) > 1), *of_periods(paths)]
    closed = [(t, p) for t, p in closed_by_total(paths) if not any(t == known for known, _ in named)]
    for total, parts in named or ([] if inside or closed else _unnamed_total(at, columns, values, statuses)):
        pairs = _pairs_of_rows(at, total, parts, _added(grid, at, paths, parts, total, values))
        relations = list(_credible(pairs, values))
        if not relations:
            yield from _side_by_side(at, total, parts, values, statuses)
            continue
        whole = not is_cost_of_years(paths, total, parts) or all(_holds(r, values) for r in relations)
        yield from relations if whole else _some(pairs, values)
    known = {total for total, _ in (*named, *closed)}
    for total, parts in left_of_periods(paths):
        if total in known or is_cost_of_years(paths, total, parts):
            continue
        pairs = _pairs_of_rows(at, total, parts, _added(grid, at, paths, parts, total, values))
        full = [(head, [p for p in below if p is not None]) for head, below in pairs if head is not None]
        fitting = sum(bool(below) and _adds_up(head, below, values.__getitem__) for head, below in full)
        if len(full) > 1 and Decimal(fitting) >= _NEARLY_ALL * len(full):
            yield from _credible(pairs, values)
    for total, parts in closed:
        rows = _added(grid, at, paths, parts, total, values)
        found = list(_credible(_pairs_of_rows(at, total, parts, rows), values))
        yield from (r for r in found if r.certain or grid.places.issuperset(parts))
    for total, parts in inside:
        if len(parts) == 1:
            yield from _some(_pairs_of_rows(at, total, parts, _rows_of(at, total)), values)


def _side_by_side(
    at: Mapping[tuple[int, int], int],
    total: int,
    parts: Sequence[int],
    values: Mapping[int, Decimal],
    statuses: Mapping[int, str],
) -> Iterator[SumRelation]:
    """Breakdowns one behind the other under heads of one level, each of which makes up the total in nearly every
    row: «Tổng số | Vốn đầu tư | Vốn sự nghiệp | Ngân sách trung ương | Ngân sách địa phương»."""
    rows, start, end, telling = _rows_of(at, total), 0, _LEAST_PARTS, 0
    found: list[SumRelation] = []
    while end <= len(parts):
        relations = list(_credible(_pairs_of_rows(at, total, parts[start:end], rows), values))
        alike = all(len({statuses[n] for n in (r.total, *r.parts)}) == 1 for r in relations)
        fitting = [r for r in relations if alike and _holds(r, values)]
        sure = sum(sum(values[p] != 0 for p in r.parts) > 1 for r in fitting)
        if sure and Decimal(len(fitting)) >= _NEARLY_ALL * len(relations):
            found += relations
            start, end, telling = end, end + _LEAST_PARTS, sure
        else:
            end += 1
    if start == len(parts) or telling > 1:
        yield from found


def _pairs_of_rows(
    at: Mapping[tuple[int, int], int], total: int, parts: Sequence[int], rows: Sequence[int]
) -> list[tuple[int | None, list[int | None]]]:
    return [(at.get((row, total)), [at.get((row, p)) for p in parts]) for row in rows]


def _rows_of(at: Mapping[tuple[int, int], int], total: int) -> list[int]:
    return sorted({row for row, column in at if column == total})


def _added(
    grid: Grid,
    at: Mapping[tuple[int, int], int],
    paths: Mapping[int, tuple[str, ...]],
    parts: Sequence[int],
    total: int,
    values: Mapping[int, Decimal],
) -> list[int]:
    """The rows whose total is what the columns add up to: over periods no stock, none that repeats the last."""
    rows = _rows_of(at, total)
    if not are_periods(paths, parts):
        return rows
    *before, last = sorted(parts)
    flows = [row for row in rows if not is_stock(grid.rows[row].labels[-1])]
    begun = {row for row in flows if any((row, c) in at and values[at[row, c]] for c in before)}
    repeated = {row for row in begun if (row, last) in at and values[at[row, last]] == values[at[row, total]]}
    return [row for row in flows if row not in repeated]


def _within_columns(grid: Grid, columns: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Columns under «Trong đó», or whose head begins with it, and the column on their left that they are part of."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for column in columns:
        path = tuple(canonical(p) for p in grid.columns[column])
        level = next((n for n, head in enumerate(path) if _WITHIN.match(head)), None)
        if level is not None:
            last = path[level] if level < len(path) - 1 else ""
            groups.setdefault((*path[:level], last), []).append(column)
    for (*above, _), inside in groups.items():
        left = (c for c in reversed(columns) if c < inside[0])
        beside = (c for c in left if [canonical(p) for p in grid.columns[c][: len(above)]] == list(above))
        total = next(beside, None)
        if total is not None:
            yield total, _subtotals(inside, grid)


def _subtotals(inside: Sequence[int], grid: Grid) -> list[int]:
    """The columns of a group: of each group inside it only its total, where it has one."""
    kept: list[int] = []
    for column in inside:
        group = grid.columns[column][:-1]
        lead = next(
            (c for c in inside if grid.columns[c][:-1] == group and is_total(grid.columns[c][-1])), None
        )
        if lead is None or lead == column or len(group) < _INNER:
            kept.append(column)
    return kept


def _column_breakdowns(paths: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[int, list[int]]]:
    """Each total column with the columns that make it up, by their canonical head paths."""
    columns = list(paths)
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
    at: Mapping[tuple[int, int], int],
    columns: Sequence[int],
    values: Mapping[int, Decimal],
    statuses: Mapping[int, str],
) -> Iterator[tuple[int, list[int]]]:
    """A column that is the sum of the others in nearly every row, whatever it is called («Kinh phí»)."""
    rows = sorted({row for row, _ in at})
    if len(columns) < _LEAST_COLUMNS or len(rows) < _LEAST_ROWS or len(set(statuses.values())) > 1:
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
    def pairs(total: int, parts: Sequence[int]) -> list[tuple[int | None, list[int | None]]]:
        return [(at.get((total, column)), [at.get((row, column)) for row in parts]) for column in columns]

    for total, parts in _groups(grid):
        rest = [n for n in parts if not grid.rows[n].within]
        whole = list(_credible(pairs(total, parts), values)) if len(rest) < len(parts) > 1 else []
        if whole and whole[0].certain:  # «- Trong đó: …» over rows that make up all of it
            yield from whole
            continue
        if rest:
            yield from _credible(pairs(total, rest), values)
        for part in parts:
            if grid.rows[part].within:
                yield from _some(pairs(total, [part]), values)
    for total, choices in _totals(grid, {row for row, _ in at}):
        found = (list(_credible(pairs(total, parts), values)) for parts in choices)
        fitting = [relations for relations in found if relations]
        sure = (relations for relations in fitting if relations[0].certain)
        yield from next(sure, fitting[0] if fitting else [])


def _groups(grid: Grid) -> Iterator[tuple[int, list[int]]]:
    """Each group row with the rows right under it."""
    children: dict[int, list[int]] = {}
    for number, row in enumerate(grid.rows):
        if row.parent is not None:
            children.setdefault(row.parent, []).append(number)
    yield from children.items()


def _totals(grid: Grid, held: Container[int]) -> Iterator[tuple[int, list[list[int]]]]:
    """Each total row with what may make it up: the totals before it, the rows since the last of them, all rows."""
    totals = [n for n, row in enumerate(grid.rows) if is_total(row.labels[-1])]
    others = [n for n in range(len(grid.rows)) if n not in totals]
    for place, total in enumerate(totals):
        since = totals[place - 1] if place else -1
        choices = [[n for n in others if since < n < total], others]
        outermost = [_outermost(grid, rows, held) for rows in choices if rows]
        rows = [*([totals[:place]] if place > 1 else []), *outermost]
        heads = {row.parent for row in grid.rows}
        yield total, [parts for parts in rows if len(parts) > 1 or parts[0] in heads]


def _outermost(grid: Grid, rows: Sequence[int], held: Container[int]) -> list[int]:
    """The rows of least depth; of one that is only a heading, without a figure, those right under it."""
    first = [n for n in rows if grid.rows[n].depth == _least(grid, rows)]
    bare = [n for n in first if n not in held]
    under = [n for n in rows if grid.rows[n].parent in bare and not grid.rows[n].within]
    return sorted({*first, *under})


def _least(grid: Grid, rows: Sequence[int]) -> int:
    return min(grid.rows[n].depth for n in rows)


def _some(
    pairs: Sequence[tuple[int | None, list[int | None]]], values: Mapping[int, Decimal]
) -> Iterator[SumRelation]:
    """Relations to a part that is not the whole, where no part is more than its total."""
    full = [(head, tuple(p for p in parts if p is not None)) for head, parts in pairs if head is not None]
    known = [(head, parts) for head, parts in full if parts]
    if all(sum(values[p] for p in parts) <= values[head] for head, parts in known):
        yield from (SumRelation(head, parts, SumKind.SOME) for head, parts in known)


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


def _holds(relation: SumRelation, values: Mapping[int, Decimal]) -> bool:
    return _adds_up(relation.total, relation.parts, values.__getitem__)


def _adds_up(total: int, parts: Sequence[int], value: Callable[[int], Decimal]) -> bool:
    return abs(sum(value(p) for p in parts) - value(total)) <= Decimal("0.5") * (len(parts) + 1)
