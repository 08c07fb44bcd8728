"""What the figures of a plan's tables say of one another: added up, multiplied, as rates and changes of one another."""

from collections.abc import Mapping

from extractor.checker.cells import Cell, rows_of, tables_of
from extractor.checker.changed_levels import judge_changed_levels
from extractor.checker.count_sums import judge_count_sums
from extractor.checker.report import Verdicts
from extractor.checker.table_costs import judge_table_costs
from extractor.checker.table_rates import judge_table_rates
from extractor.extraction.change_columns import change_heads
from extractor.plan import Plan
from extractor.rulebook.checks import CheckRules


def judge_tables(plan: Plan, rules: CheckRules) -> Verdicts:
    """The tables of a plan, each read once for all; sums of money are judged with those of the text."""
    tables = [rows_of(cells) for cells in tables_of(plan).values()]
    families = (judge_table_rates, judge_table_costs, judge_changed_levels)
    every = [judge_count_sums(plan, rules, [[_levels(row) for row in rows] for rows in tables])]
    every += [judge(plan, rules, tables) for judge in families]
    return Verdicts(
        tuple(check for verdicts in every for check in verdicts.checks),
        tuple(finding for verdicts in every for finding in verdicts.findings),
        {index: value for verdicts in every for index, value in verdicts.corrections.items()},
    )


def _levels(row: Mapping[int, Cell]) -> dict[int, Cell]:
    """A row without its changes: a rise and a cut stand there without their signs, and are no part of a level."""
    return {column: cell for column, cell in row.items() if change_heads(cell.record.column or ()) is None}
