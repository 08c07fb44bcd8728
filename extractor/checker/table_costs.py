"""The same in the columns of tables: numbers, costs of one and sums of all that multiply row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from extractor.checker.cells import MONEY, Cell
from extractor.checker.costs import is_unit_cost, judged
from extractor.checker.products import Product
from extractor.checker.quantities import Quantity, Reading
from extractor.checker.report import Verdicts
from extractor.plan import Plan
from extractor.rulebook.checks import CheckRules

_NEAR = 6  # columns on the left of a sum that it may be multiplied from
_LEAST_ROWS = 2
_TIMES = frozenset({"month", "day"})

Row = Mapping[int, Cell]


def judge_table_costs(plan: Plan, rules: CheckRules, tables: Iterable[Sequence[Row]]) -> Verdicts:
    """One check for every row of the columns «Số lượng, Đơn giá, Thành tiền», tables given by their rows."""
    return judged(plan, rules, (product for rows in tables for product in _in_table(rows)))


def _in_table(rows: Sequence[Row]) -> Iterator[Product]:
    """Rows of the columns that multiply in most rows; a row that does not stands out."""
    sums = sorted({c for row in rows for c, cell in row.items() if cell.unit == MONEY and not _is_cost(cell)})
    for total in sums:
        near = sorted({c for row in rows for c in row if c < total})[-_NEAR:]
        costs = [c for c in near if any(c in row and _is_cost(row[c]) for row in rows)]
        for cost in costs:
            others = [count for count in near if count != cost]
            one = (_multiplying(rows, total, cost, (count,)) for count in others)
            best = max(one, key=len, default=[])
            if not best:  # so many persons for so many months
                two = (_multiplying(rows, total, cost, pair) for pair in combinations(others, 2))
                best = max(two, key=len, default=[])
            if best:
                yield from best
                break


def _multiplying(rows: Sequence[Row], total: int, cost: int, counts: Sequence[int]) -> list[Product]:
    made = [p for row in rows if (p := _of_row(row, total, cost, counts)) is not None]
    fits = [p for p in made if p.interval.meets(p.total.interval)]
    telling = sum(all(count.value != 1 for count in p.counts) for p in fits)
    return made if telling >= _LEAST_ROWS and len(fits) >= 2 * (len(made) - len(fits)) else []


def _of_row(row: Row, total: int, cost: int, counts: Sequence[int]) -> Product | None:
    if not {total, cost, *counts} <= row.keys():
        return None
    whole, each, many = row[total], row[cost], [row[count] for count in counts]
    fit_in = _is_cost(each) and not _is_cost(whole) and whole.unit == MONEY
    if not fit_in or any(cell.unit in {MONEY, "percent"} for cell in many):
        return None
    numbers = tuple(_whole_times(cell) for cell in many)
    return Product(whole.quantity, each.quantity, numbers, whole.record.section, certain=True)


def _whole_times(cell: Cell) -> Quantity:
    """Months and days that something is paid for are counted as persons are."""
    quantity = cell.quantity
    counted = cell.unit in _TIMES and not quantity.decimals
    return replace(quantity, reading=Reading(quantity.value, Decimal(0))) if counted else quantity


def _is_cost(cell: Cell) -> bool:
    return is_unit_cost(cell.record)
