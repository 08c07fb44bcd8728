"""All families of rules over one plan."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.checker.appendices import judge_appendices
from extractor.checker.assigned import judge_assigned
from extractor.checker.balances import judge_balances
from extractor.checker.bodies import judge_bodies
from extractor.checker.brackets import judge_brackets
from extractor.checker.capital_kinds import judge_capital_kinds
from extractor.checker.changes_since import judge_changes_since
from extractor.checker.citation_dates import judge_citation_dates
from extractor.checker.citations import judge_citations
from extractor.checker.conflicts import judge_conflicts
from extractor.checker.contents import judge_contents
from extractor.checker.costs import judge_costs
from extractor.checker.count_products import judge_count_products
from extractor.checker.dates import judge_dates
from extractor.checker.doubtful import weighed_checks, weighed_findings
from extractor.checker.eligible import judge_eligible
from extractor.checker.factors import judge_factors
from extractor.checker.formats import judge_formats
from extractor.checker.funding_parts import judge_funding_parts
from extractor.checker.goals import judge_goals
from extractor.checker.grand_totals import judge_grand_totals
from extractor.checker.growth import judge_growth
from extractor.checker.header import judge_header
from extractor.checker.leading import judge_leading
from extractor.checker.localities import judge_localities
from extractor.checker.lone_appendices import is_lone_appendix
from extractor.checker.marks import judge_marks
from extractor.checker.matching import judge_matching
from extractor.checker.money_said import judge_money_said
from extractor.checker.one_fault import without_repeats
from extractor.checker.outside import Outside
from extractor.checker.part_shares import judge_part_shares
from extractor.checker.periods import judge_periods
from extractor.checker.plan_parts import judge_plan_parts
from extractor.checker.programmes import programmes_of
from extractor.checker.progress import judge_progress
from extractor.checker.prose_counts import judge_prose_counts
from extractor.checker.prose_rates import judge_prose_rates
from extractor.checker.rates import judge_rates
from extractor.checker.ratios import judge_ratios
from extractor.checker.report import Verdicts
from extractor.checker.same_counts import judge_same_counts
from extractor.checker.share_lists import judge_shares
from extractor.checker.shares_of import judge_shares_of
from extractor.checker.standing_levels import judge_standing_levels
from extractor.checker.state_capital import judge_state_capital
from extractor.checker.structure import judge_structure
from extractor.checker.sums import corrected_plan, judge_sums
from extractor.checker.superseded import judge_superseded
from extractor.checker.tables import judge_tables
from extractor.checker.typos import judge_typos
from extractor.checker.unaddressed import judge_unaddressed
from extractor.checker.worded_ratios import judge_worded_ratios
from extractor.checker.worded_sums import judge_worded_sums
from extractor.collecting import collector_held_off
from extractor.plan import Audit, Plan
from extractor.rulebook.checks import CheckRules

Family = Callable[[Plan, CheckRules], Verdicts]
OutwardFamily = Callable[[Plan, CheckRules, Outside], Verdicts]

FAMILIES: tuple[Family, ...] = (
    judge_header,
    judge_citations,
    judge_dates,
    judge_structure,
    judge_sums,
    judge_worded_sums,
    judge_prose_counts,
    judge_same_counts,
    judge_costs,
    judge_count_products,
    judge_ratios,
    judge_worded_ratios,
    judge_part_shares,
    judge_rates,
    judge_prose_rates,
    judge_tables,
    judge_growth,
    judge_balances,
    judge_changes_since,
    judge_factors,
    judge_money_said,
    judge_conflicts,
    judge_standing_levels,
    judge_shares,
    judge_shares_of,
    judge_periods,
    judge_marks,
    judge_formats,
    judge_localities,
    judge_brackets,
    judge_typos,
    judge_funding_parts,
    judge_grand_totals,
    judge_state_capital,
    judge_leading,
    judge_contents,
    judge_progress,
    judge_goals,
    judge_assigned,
)

# What is judged of an appendix that is a file by itself: what its figures say of one another, and how they are written.
ARITHMETIC: tuple[Family, ...] = (
    judge_sums,
    judge_worded_sums,
    judge_costs,
    judge_count_products,
    judge_ratios,
    judge_worded_ratios,
    judge_part_shares,
    judge_rates,
    judge_tables,
    judge_growth,
    judge_balances,
    judge_factors,
    judge_shares,
    judge_shares_of,
    judge_marks,
    judge_formats,
)

# Those that look beyond the plan's own words.
OUTWARD: tuple[OutwardFamily, ...] = (
    judge_citation_dates,
    judge_appendices,
    judge_unaddressed,
    judge_superseded,
    judge_bodies,
    judge_capital_kinds,
    judge_eligible,
    judge_matching,
    judge_plan_parts,
)


def check(plan: Plan, rules: CheckRules, outside: Outside | None = None) -> Audit:
    """The plan as judged: checks and findings in text order, corrected values noted on its budgets.

    What is no plan (an article, a page of a web site) is not judged, but the arithmetic of an appendix that
    is a file by itself. A rule that is switched off gives neither findings nor corrections; its checks stay,
    as they say what was looked at.
    """
    with collector_held_off():
        looked_at = replace(plan)  # what the families work out of it stays with this copy, and goes with it
        if plan.is_plan:
            verdicts = [family(looked_at, rules) for family in FAMILIES]
            verdicts += [family(looked_at, rules, outside or Outside()) for family in OUTWARD]
        elif is_lone_appendix(looked_at, rules):
            verdicts = [family(looked_at, rules) for family in ARITHMETIC]
        else:
            return Audit(plan, programmes=programmes_of(plan, rules.corpus))
        return _weighed(plan, rules, verdicts)


def _weighed(plan: Plan, rules: CheckRules, verdicts: Sequence[Verdicts]) -> Audit:
    findings = [f for v in verdicts for f in v.findings if rules.rule(f.rule).enabled]
    checks = [c for v in verdicts for c in v.checks]
    corrections: Mapping[int, Decimal] = {i: value for v in verdicts for i, value in v.corrections.items()}
    if not rules.rule("unit-scale").enabled:
        corrections = {}
    told = weighed_findings(plan, rules, without_repeats(findings), checks)
    return Audit(
        corrected_plan(plan, corrections),
        tuple(sorted(weighed_checks(plan, checks), key=lambda c: (c.span, c.relation))),
        tuple(sorted(told, key=lambda f: (f.span, f.rule))),
        programmes_of(plan, rules.corpus),
    )
