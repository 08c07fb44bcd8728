"""What the figures of a plan's tables say of one another: added up, multiplied, as rates of one another."""

from extractor.checker.cells import rows_of, tables_of
from extractor.checker.count_sums import judge_count_sums
from extractor.checker.report import Verdicts
from extractor.checker.table_costs import judge_table_costs
from extractor.checker.table_rates import judge_table_rates
from extractor.plan import Plan
from extractor.rulebook.checks import CheckRules


def judge_tables(plan: Plan, rules: CheckRules) -> Verdicts:
    """The tables of a plan, each read once for all; sums of money are judged with those of the text."""
    tables = [rows_of(cells) for cells in tables_of(plan).values()]
    every = [judge(plan, rules, tables) for judge in (judge_count_sums, judge_table_rates, judge_table_costs)]
    return Verdicts(
        tuple(check for verdicts in every for check in verdicts.checks),
        tuple(finding for verdicts in every for finding in verdicts.findings),
        {index: value for verdicts in every for index, value in verdicts.corrections.items()},
    )
