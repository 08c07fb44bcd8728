"""What the figures of a plan's tables say of one another: counts added up, rates held against their columns."""

from extractor.checker.cells import rows_of, tables_of
from extractor.checker.count_sums import judge_count_sums
from extractor.checker.report import Verdicts
from extractor.checker.table_rates import judge_table_rates
from extractor.plan import Plan
from extractor.rulebook.checks import CheckRules


def judge_tables(plan: Plan, rules: CheckRules) -> Verdicts:
    """The tables of a plan, each read once for both; sums of money are judged with those of the text."""
    tables = [rows_of(cells) for cells in tables_of(plan).values()]
    added, rated = judge_count_sums(plan, rules, tables), judge_table_rates(plan, rules, tables)
    return Verdicts((*added.checks, *rated.checks), (*added.findings, *rated.findings))
