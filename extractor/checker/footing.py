"""Sums that the columns and rows of a table show by themselves: cross-footing, phasing by years, total rows.

Extraction reads the sums that heads and labels name. Here the figures speak: columns that add up to one
beside them in most rows do so in all, and a row that does not stands out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from extractor import regex
from extractor.checker import intervals
from extractor.checker.cells import MONEY, Cell, money_tables, rows_of
from extractor.checker.quantities import Quantity
from extractor.extraction.grid_rows import is_total
from extractor.language.text import canonical
from extractor.plan import Plan, SumKind, SumRelation
from extractor.values import dataclass

_LEAST_ROWS = 3
_MOST_COLUMNS = 24
_LONGEST_RUN = 12
_SAMPLE = 6  # rows at the head and at the foot of a table that tell which columns to try on all
_SURE = 4  # rows that fit for each that does not, where no head says that they add up
_SURE_HEADED = 2  # where the head of the column says that it is the total
_PERIOD = regex.compile(r"(?P<first>20\d{2}) ?[-–] ?(?P<last>20\d{2})")
_YEAR = regex.compile(r"(?<![\d–-])(?P<year>20\d{2})(?! ?[-–] ?\d)")
_QUARTERS = 4
_QUARTER = regex.compile(r"\bquý (?P<quarter>iv|i{1,3}|[1-4])\b(?! ?[-–+])")
_NUMBERED = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_WHOLE_YEAR = regex.compile(
    r"^\W*(?:cả năm|tổng|cộng|toàn năm|kế hoạch(?: cả)? năm|năm 20\d\d|kh(?: cả)? năm)\b"
)
_BARE_TOTAL = regex.compile(
    r"^\W*(?:tổng(?: cộng| số)?|cộng|toàn (?:xã|huyện|tỉnh|phường|thị trấn|thành phố|thị xã))\W*$"
)

Row = Mapping[int, Cell]
Written = Mapping[int, tuple[Decimal, Decimal]]  # by column: the value and the worth of its last digit


@dataclass(frozen=True, slots=True)
class Footing:
    """A total cell and the cells that make it up; `certain` where heads or labels say so."""

    total: Cell
    parts: tuple[Cell, ...]
    certain: bool


class _Breakdown(Protocol):
    @property
    def certain(self) -> bool: ...


B = TypeVar("B", bound=_Breakdown)


def surest(found: Iterable[B], figures: Callable[[B], tuple[int, Iterable[int]]]) -> list[B]:
    """Each breakdown once, by the indices of its total and its parts; the surer reading of it kept."""
    kept: dict[tuple[int, frozenset[int]], B] = {}
    for breakdown in found:
        total, parts = figures(breakdown)
        key = (total, frozenset(parts))
        if key not in kept or (breakdown.certain and not kept[key].certain):
            kept[key] = breakdown
    return list(kept.values())


def money_relations(plan: Plan, quantities: Sequence[Quantity]) -> list[SumRelation]:
    """What the tables show of the sums in them, as relations over the plan's budgets, given as quantities."""
    return [
        SumRelation(f.total.index, tuple(part.index for part in f.parts), SumKind.WHOLE, f.certain)
        for cells in money_tables(plan, quantities).values()
        for f in _across(rows_of(cells))
    ]


def count_footings(rows: Sequence[Row]) -> list[Footing]:
    """What the rows of one table show of the counts and quantities in it."""
    counts = [{c: cell for c, cell in row.items() if cell.unit not in {MONEY, "percent"}} for row in rows]
    kept = [row for row in counts if row]
    sums = [{c: cell for c, cell in row.items() if cell.unit == MONEY} for row in rows]
    return [*_across(kept), *_down(kept, [sum_ for row, sum_ in zip(counts, sums, strict=True) if row])]


def _across(rows: Sequence[Row]) -> Iterator[Footing]:
    """Columns side by side that add up to one column before or behind them."""
    columns = sorted({column for row in rows for column in row})[:_MOST_COLUMNS]
    taken: set[int] = set()
    for place, total in enumerate(columns):
        for group in (columns[place + 1 :], columns[:place][::-1]):
            for run in _runs(rows, total, [c for c in group if c not in taken][:_LONGEST_RUN]):
                taken.update(run.columns if run.named else ())
                yield from run.footings


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring columns found to add up to another, and in how many rows they do not."""

    columns: tuple[int, ...]
    footings: tuple[Footing, ...]
    named: bool
    bad: int


def _runs(rows: Sequence[Row], total: int, beside: Sequence[int]) -> Iterator[_Run]:
    """Breakdowns of one total, one behind the other: by source, by kind of capital, by year."""
    known = [row for row in rows if total in row and row[total].unit not in {None, "percent"}]
    sample = [_written(row, (total, *beside)) for row in (*known[:_SAMPLE], *known[_SAMPLE:][-_SAMPLE:])]
    start = 0
    while start < len(beside) - 1:
        ends = _promising(sample, total, beside[start:])
        runs = [run for end in ends if (run := _run(known, total, beside[start : start + end])) is not None]
        best = min(runs, key=lambda run: (run.bad, -len(run.footings), len(run.columns)), default=None)
        if best is None:
            start += 1
        else:
            yield best
            start += len(best.columns)


def _written(row: Row, columns: Iterable[int]) -> Written:
    readings = ((column, row[column].quantity.reading) for column in columns if column in row)
    return {column: (reading.value, reading.step) for column, reading in readings}


def _promising(sample: Sequence[Written], total: int, beside: Sequence[int]) -> list[int]:
    """How many of the columns beside may make up the total, by half of a few rows."""
    wanted = [row[total] for row in sample]
    gaps = [-value for value, _ in wanted]
    wide = [step for _, step in wanted]
    found = []
    for count, column in enumerate(beside, start=1):
        for place, row in enumerate(sample):
            written = row.get(column)
            if written is not None:
                gaps[place] += written[0]
                wide[place] += written[1]
        if count > 1:
            fits = sum(2 * abs(gap) <= width for gap, width in zip(gaps, wide, strict=True))
            if 2 * fits >= len(sample):
                found.append(count)
    return found


def _run(rows: Sequence[Row], total: int, columns: Sequence[int]) -> _Run | None:
    full = [f for row in rows if (f := _row_footing(row, total, columns)) is not None]
    named = bool(full) and (_covers_period(full[0]) or _covers_year(full[0]))
    fits = [f for f in full if _adds_up(f)]
    bad = len(full) - len(fits)
    telling = sum(sum(part.quantity.value != 0 for part in f.parts) > 1 for f in fits)
    headed = bool(full) and full[0].total.unit != MONEY and is_total(_head(full[0].total))
    headed = headed and telling > 1 and len(fits) >= _SURE_HEADED * bad
    sure = headed or (telling >= _LEAST_ROWS and len(fits) >= _SURE * bad)
    if not (sure or (named and len(fits) >= bad)):
        return None
    certain = named or is_total(_head(full[0].total))
    return _Run(tuple(columns), tuple(Footing(f.total, f.parts, certain) for f in full), named, bad)


def _row_footing(row: Row, total: int, columns: Sequence[int]) -> Footing | None:
    """The total of a row and its parts, empty cells left out; None where kinds or bounds differ."""
    if total not in row:
        return None
    parts = tuple(row[c] for c in columns if c in row)
    alike = _alike((row[total], *parts))
    return Footing(row[total], parts, certain=False) if len(parts) > 1 and alike else None


def _alike(cells: Sequence[Cell]) -> bool:
    first = cells[0].unit
    return first not in {None, "percent"} and all(
        c.unit == first and c.quantity.bound == "=" and getattr(c.record, "role", "") != "unit_cost"
        for c in cells
    )


def _adds_up(footing: Footing) -> bool:
    """To the digit, or as closely as the figures are written."""
    added = sum((part.quantity.value for part in footing.parts), Decimal(0))
    if added == footing.total.quantity.value:
        return True
    near = intervals.sum_of(part.quantity.interval for part in footing.parts)
    return footing.total.quantity.interval.meets(near)


def _covers_period(footing: Footing) -> bool:
    """A column of a whole period beside one of each of its years."""
    period = _PERIOD.search(_head(footing.total))
    years = [int(m["year"]) for part in footing.parts if (m := _YEAR.search(_head(part)))]
    if period is None or len(years) != len(footing.parts):
        return False
    return sorted(years) == list(range(int(period["first"]), int(period["last"]) + 1))


def _covers_year(footing: Footing) -> bool:
    """A column of a whole year, or of the total, beside one of each of its quarters."""
    if _WHOLE_YEAR.search(_head(footing.total)) is None or len(footing.parts) != _QUARTERS:
        return False
    quarters = [_QUARTER.search(_head(part)) for part in footing.parts]
    return {_NUMBERED.get(m["quarter"], m["quarter"]) for m in quarters if m} == {"1", "2", "3", "4"}


def _head(cell: Cell) -> str:
    return canonical(" ".join(cell.record.column or ()))


def _down(rows: Sequence[Row], sums: Sequence[Row]) -> Iterator[Footing]:
    """Total rows of counts, each column alone; sums of money are read by their labels before.

    `sums` is the money of the same rows: where all of it adds up, the rows are those that the total is of.
    """
    labels = [_labels(row) for row in rows]
    for place, path in enumerate(labels):
        if not path or not is_total(path[-1]):
            continue
        parts, best = max(
            ((parts, list(_columns(rows, place, parts))) for parts in _choices(labels, place)),
            key=lambda found: sum(map(_adds_up, found[1])),
            default=([], []),
        )
        good = sum(map(_adds_up, best))
        named = _BARE_TOTAL.match(canonical(path[-1])) is not None
        if good and 2 * good >= len(best):
            yield from (Footing(f.total, f.parts, certain=True) for f in best)
        elif (
            len(best) == 1
            and named
            and (all(p.record.locality for p in best[0].parts) or _is_paid_for(sums, place, parts))
        ):
            yield best[0]


def _is_paid_for(sums: Sequence[Row], place: int, parts: Sequence[int]) -> bool:
    """Whether the money of just these rows adds up to the total row's in every column."""
    paid = list(_columns(sums, place, parts))
    return bool(paid) and all(_adds_up(f) and len(f.parts) == len(parts) for f in paid)


def _labels(row: Row) -> tuple[str, ...]:
    cell = next(iter(row.values()), None)
    return (cell.record.row or ()) if cell is not None else ()


def _choices(labels: Sequence[tuple[str, ...]], total: int) -> Iterator[list[int]]:
    """The rows that may make up a total row: the outermost before it, behind it, all of them."""
    totals = [n for n, path in enumerate(labels) if path and is_total(path[-1])]
    before = max((n for n in totals if n < total), default=-1)
    behind = min((n for n in totals if n > total), default=len(labels))
    others = [n for n, path in enumerate(labels) if path and n not in totals]
    for rows in (
        [n for n in others if before < n < total],
        [n for n in others if total < n < behind],
        others,
    ):
        depth = min((len(labels[n]) for n in rows), default=0)
        outermost = [n for n in rows if len(labels[n]) == depth]
        if len(outermost) > 1:
            yield outermost


def _columns(rows: Sequence[Row], total: int, parts: Sequence[int]) -> Iterator[Footing]:
    for column, cell in sorted(rows[total].items()):
        below = tuple(rows[n][column] for n in parts if column in rows[n])
        if len(below) > 1 and _alike((cell, *below)):
            yield Footing(cell, below, certain=False)
