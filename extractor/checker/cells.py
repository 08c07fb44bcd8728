"""The figures of a plan's tables by their places: which record stands in which row and column."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.checker.quantities import Quantity, of_budget, of_target
from extractor.plan import Plan
from extractor.records import Budget, Target

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
    tables: dict[int, dict[Place, Cell]] = defaultdict(dict)
    records: list[tuple[int, Budget | Target]] = [*enumerate(plan.budgets), *enumerate(plan.targets)]
    for index, record in records:
        if record.row is None:
            continue
        block = plan.text.blocks[plan.text.block_at(record.figure[0])]
        if block.table is not None and block.row is not None and block.column is not None:
            tables[block.table][block.row, block.column] = _cell(plan, record, index)
    return tables


def _cell(plan: Plan, record: Budget | Target, index: int) -> Cell:
    if isinstance(record, Budget):
        return Cell(record, index, of_budget(plan, record), MONEY)
    return Cell(record, index, of_target(plan, record), record.unit)


def rows_of(cells: Mapping[Place, Cell]) -> list[dict[int, Cell]]:
    """The cells of a table row by row, each row by its columns."""
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sorted(cells.items(), key=lambda item: item[0]):
        rows[row][column] = cell
    return list(rows.values())
