"""The figures of a plan's tables by their places: which record stands in which row and column."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extractor.checker.quantities import Quantity, of_budget, of_target
from extractor.plan import Plan
from extractor.records import Budget, Target
from extractor.values import dataclass

MONEY = "money"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A record read from one cell, and what it counts: `money`, or the unit of a target.

    `index` is its place among the plan's budgets or targets.
    """

    record: Budget | Target
    index: int
    quantity: Quantity
    unit: str | None


def tables_of(plan: Plan) -> Mapping[int, Mapping[Place, Cell]]:
    """For each table its cells that hold a figure, by (row, column)."""
    return plan.once(_tables_of)


def _tables_of(plan: Plan) -> Mapping[int, Mapping[Place, Cell]]:
    tables: dict[int, dict[Place, Cell]] = defaultdict(dict)
    for number, budget in enumerate(plan.budgets):
        if budget.row is not None:
            _put(plan, tables, Cell(budget, number, of_budget(plan, budget), MONEY))
    for number, target in enumerate(plan.targets):
        if target.row is not None:
            _put(plan, tables, Cell(target, number, of_target(plan, target), target.unit))
    return tables


def money_tables(plan: Plan, quantities: Sequence[Quantity]) -> Mapping[int, Mapping[Place, Cell]]:
    """The same of sums alone, the plan's budgets given as quantities."""
    tables: dict[int, dict[Place, Cell]] = defaultdict(dict)
    for number, (budget, quantity) in enumerate(zip(plan.budgets, quantities, strict=True)):
        if budget.row is not None:
            _put(plan, tables, Cell(budget, number, quantity, MONEY))
    return tables


def _put(plan: Plan, tables: dict[int, dict[Place, Cell]], cell: Cell) -> None:
    block = plan.text.blocks[plan.text.block_at(cell.record.figure[0])]
    if block.table is not None and block.row is not None and block.column is not None:
        tables[block.table][block.row, block.column] = cell


def rows_of(cells: Mapping[Place, Cell]) -> list[dict[int, Cell]]:
    """The cells of a table row by row, each row by its columns."""
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sorted(cells.items(), key=lambda item: item[0]):
        rows[row][column] = cell
    return list(rows.values())
