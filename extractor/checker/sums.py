"""Totals and their parts: `unit-scale` and `sum-mismatch`.

Every relation is judged alone, under every reading of its figures. A wrong unit is looked for first;
what it mends is not reported again, and one figure that breaks several sums is one finding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor import regex
from extractor.checker import intervals, sum_texts
from extractor.checker.bare import UNIT_MISSING, bare_budgets, in_unit_of, proved_units
from extractor.checker.closing_totals import (
    closing_relations,
    listed_closings,
    sentence_closings,
    without_closing,
)
from extractor.checker.count_lists import sentence_at
from extractor.checker.culprits import set_apart
from extractor.checker.footing import money_relations, surest
from extractor.checker.parallel_parts import parallel_sums
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_budget
from extractor.checker.quarters import quarter_relations
from extractor.checker.readings import VERDICTS, Fit, best_reading
from extractor.checker.repairs import Repair, Sum, find_repair, has_half_dong, usual_unit
from extractor.checker.report import Place, Verdicts, checked
from extractor.checker.same_sums import judge_same_sums
from extractor.checker.table_slips import judge_table_slips
from extractor.checker.told_sums import told_sums
from extractor.checker.wording import DONG, Unit
from extractor.plan import Plan, SumKind, SumRelation
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, Verdict
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_TIMES = frozenset({"year", "month"})
_Precision = tuple[str, int, int | None, int]
_TELLING_TOTALS = 2  # exact ones that prove how a table or paragraph is rounded
_LONE_LIMIT = Decimal("0.1")  # triệu đồng: above it a fraction of a đồng may be a computed figure
_EACH_LIMIT = Decimal("0.001")  # nobody gives less to a household or for a house; a kWh may cost it
_TINY = Decimal("0.00001"), Decimal("0.001")  # triệu đồng
_EACH_DONG = regex.compile(  # a price, or what each đồng brings about
    r"\b(?:cứ|mỗi|một|0?1) đồng\b|đồng ?/ ?(?!người|hộ|năm|tháng)|\bgiá (?:điện|nước|bán|thu mua)\b"
)
_HELPED = frozenset({"household", "person", "house", "village", "commune", "school", "class", "model"})


@dataclass(frozen=True, slots=True)
class Case:
    """A relation with its figures read; `figures` are the indices of its budgets, the total's first."""

    relation: SumRelation
    figures: tuple[int, ...]
    sum: Sum
    fit: Fit
    other_reading: bool
    skipped: str | None


def judge_sums(plan: Plan, rules: CheckRules) -> Verdicts:
    """What the sums of a plan say: one check a relation, and the faults; worked out once for all that ask."""
    return plan.once(_judged_sums, rules)


def _judged_sums(plan: Plan, rules: CheckRules) -> Verdicts:
    written = tuple(of_budget(plan, budget) for budget in plan.budgets)
    units = proved_units(plan, written)
    quantities = [in_unit_of(q, units[i]) if i in units else q for i, q in enumerate(written)]
    bare = bare_budgets(plan)
    usual = usual_unit(q for i, q in enumerate(quantities) if i not in bare)
    told = (*told_sums(plan, rules.money_said), *parallel_sums(plan))
    closings = (*closing_relations(plan), *sentence_closings(plan), *listed_closings(plan))
    listed = (*quarter_relations(plan), *told, *closings)
    found = (*listed, *without_closing(plan, plan.sums), *money_relations(plan, written))
    relations = surest((r for r in found if r.parts), lambda r: (r.total, r.parts))
    cases = _cases(plan, rules, relations, quantities)
    repairs = _repairs(cases, usual)
    mended = _mended(quantities, repairs)
    again = _cases(plan, rules, relations, mended) if repairs else cases
    shared, left = set_apart([case for case in again if case.fit is Fit.NONE and not case.skipped])
    findings = [
        *_unit_findings(plan, rules, cases, repairs),
        *_lone_findings(plan, rules, quantities, mended, usual),
        *_mismatches(plan, rules, shared, left),
        *_near_misses(plan, rules, again, repairs),
    ]
    checks = tuple(
        _check(plan, rules, case, after, repairs) for case, after in zip(cases, again, strict=True)
    )
    suspects = {index for _, index, _ in shared} | {i for case in left for i in case.figures}
    faulty = suspects | repairs.keys() | bare
    repeated = judge_same_sums(plan, rules, mended, faulty)
    shown = {e.span for found in (*findings, *repeated.findings) for e in found.evidence}
    sound = {case.relation.total for case in again if case.fit is Fit.EXACT and case.sum.equal}
    shown |= {
        mended[i].span for i in sound if plan.budgets[i].row is None
    }  # what its own parts make up is no slip
    slips = judge_table_slips(plan, rules, mended, shown, faulty)
    corrections = {i: q.value for i, q in enumerate(mended) if q.value != written[i].value}
    return Verdicts(
        (*checks, *repeated.checks, *slips.checks),
        (*findings, *repeated.findings, *slips.findings),
        corrections,
    )


def _cases(
    plan: Plan, rules: CheckRules, relations: Iterable[SumRelation], quantities: Sequence[Quantity]
) -> list[Case]:
    bare, decimal_points = bare_budgets(plan), _decimal_points(quantities)
    return [
        _case(plan, rules, relation, quantities, bare, decimal_points=decimal_points)
        for relation in relations
    ]


def _case(
    plan: Plan,
    rules: CheckRules,
    relation: SumRelation,
    quantities: Sequence[Quantity],
    bare: frozenset[int],
    *,
    decimal_points: bool,
) -> Case:
    budgets = (relation.total, *relation.parts)
    total, *parts = (quantities[i] for i in budgets)
    written = Sum(relation.kind, total, tuple(parts))
    read, fit = best_reading(written, decimal_points=decimal_points)
    skipped = _skipped(plan, rules, budgets, written)
    if not (bare.isdisjoint(budgets) or written.equal):
        skipped = skipped or rules.reasons.unit_missing
    return Case(relation, budgets, read, fit, read != written, skipped)


def _decimal_points(quantities: Sequence[Quantity]) -> bool:
    """True where the plan writes a figure whose dot can only be a decimal point."""
    return any("." in q.written and "," not in q.written and q.decimals and not q.others for q in quantities)


def _skipped(plan: Plan, rules: CheckRules, budgets: Sequence[int], case: Sum) -> str | None:
    """Why a relation cannot be checked, or None."""
    if any(term.bound == "~" for term in case.terms):
        return rules.reasons.estimate
    whole, *parts = (plan.budgets[i].per for i in budgets)
    if whole in _TIMES and set(parts) == {None}:  # «118 tỷ đồng/năm, trong đó …»: the parts are a year's, too
        return None
    return rules.reasons.different_per if {whole} != {*parts} else None


def _repairs(cases: Iterable[Case], usual: Unit | None) -> dict[int, Repair]:
    """The budgets whose unit is wrong, each with its repair; exact fits come before near ones."""
    found: dict[int, Repair] = {}
    for case in cases:
        repair = _repair(case, usual)
        if repair is None:
            continue
        budget = case.figures[repair.position]
        if budget not in found or (repair.fits_exactly and not found[budget].fits_exactly):
            found[budget] = repair
    return found


def _repair(case: Case, usual: Unit | None) -> Repair | None:
    contradicted = case.fit is Fit.NONE
    hidden = case.relation.kind is SumKind.SOME and not case.sum.equal
    if case.skipped or not (contradicted or hidden):
        return None
    return find_repair(case.sum, contradicted=contradicted, usual=usual)


def _mended(quantities: Sequence[Quantity], repairs: Mapping[int, Repair]) -> list[Quantity]:
    mended = list(quantities)
    for index, repair in repairs.items():
        mended[index] = repair.mended
    return mended


def _unit_findings(
    plan: Plan, rules: CheckRules, cases: Sequence[Case], repairs: Mapping[int, Repair]
) -> Iterator[Finding]:
    for index, repair in repairs.items():
        shown = [case for case in cases if index in case.figures and _proves(case, index, repair)]
        yield sum_texts.unit_finding(
            plan, rules, [(case.sum, case.figures.index(index)) for case in shown], index, repair
        )


def _proves(case: Case, index: int, repair: Repair) -> bool:
    """True where the sum fits with the mended term and not as written."""
    tried = case.sum.replaced(case.figures.index(index), repair.mended)
    near = not repair.fits_exactly and best_reading(tried, decimal_points=False)[1] is not Fit.NONE
    return (tried.equal or near) and not case.sum.equal


def _lone_findings(
    plan: Plan,
    rules: CheckRules,
    quantities: Sequence[Quantity],
    mended: Sequence[Quantity],
    usual: Unit | None,
) -> Iterator[Finding]:
    """Sums with a fraction of a đồng, or of less than any plan sets aside, that no relation explains."""
    for budget, written, now in zip(plan.budgets, quantities, mended, strict=True):
        bare = budget.rule_id == UNIT_MISSING
        lone = written == now and has_half_dong(written) and not (written.others or bare)
        limit = _EACH_LIMIT if budget.per or budget.role == "unit_cost" else _LONE_LIMIT
        helped = limit == _LONE_LIMIT or (budget.per or "").split("/")[0] in _HELPED
        tiny = written == now and not bare and _is_tiny(plan, budget, written)
        unit = usual_unit(other for other in quantities if other is not written) if tiny else usual
        if (tiny or (lone and helped and written.value < limit)) and unit is not None:
            yield sum_texts.lone_unit_finding(plan, rules, budget, written, unit)


def _is_tiny(plan: Plan, budget: Budget, written: Quantity) -> bool:
    """«850 đồng», «38 đồng/người/năm»: less than a thousand đồng, said of no single thing and of no đồng spent."""
    if (
        written.exponent != DONG.exponent
        or budget.row is not None
        or not _TINY[0] <= written.value < _TINY[1]
    ):
        return False
    if budget.role == "unit_cost" or (budget.per and budget.per.partition("/")[0] not in _HELPED):
        return False
    start, end = sentence_at(plan, budget.figure[0])
    return _EACH_DONG.search(words_at(plan, start, end)) is None


def _mismatches(
    plan: Plan,
    rules: CheckRules,
    shared: Sequence[tuple[Sequence[Case], int, Decimal]],
    left: Sequence[Case],
) -> Iterator[Finding]:
    for broken, index, value in shared:
        yield sum_texts.shared_finding(
            plan, rules, [(case.relation, case.sum) for case in broken], index, value
        )
    for case in left:
        yield sum_texts.mismatch_finding(plan, rules, case.relation, case.sum)


def _near_misses(
    plan: Plan, rules: CheckRules, cases: Sequence[Case], repairs: Mapping[int, Repair]
) -> Iterator[Finding]:
    """Sums that hold only by rounding or cutting off; not those that a unit was mended in.

    Rounding excuses little where the other totals of the same table or paragraph are exact to the digit.
    """
    if all(case.fit is Fit.EXACT for case in cases):
        return
    near, exact = _totals(plan, cases, exact=False), _totals(plan, cases, exact=True)
    for case in cases:
        as_written = not (case.skipped or case.other_reading or repairs.keys() & {*case.figures})
        if as_written and case.fit is Fit.CUT:
            yield sum_texts.mismatch_finding(plan, rules, case.relation, case.sum, cut=True)
        elif as_written and case.fit is Fit.ROUNDED:
            place, own = _precision(plan, case), {case.sum.total.span}
            exacting = len(exact.get(place, own) - own) >= _TELLING_TOTALS and near.get(place) == own
            yield sum_texts.rounding_finding(plan, rules, case.relation, case.sum, exacting=exacting)


def _precision(plan: Plan, case: Case) -> _Precision:
    """The table or else the paragraph of a total, and how finely it is written."""
    block = plan.text.block_at(case.sum.total.span[0])
    table, total = plan.text.blocks[block].table, case.sum.total
    where = ("paragraph", block) if table is None else ("table", table)
    return *where, total.exponent, total.decimals


def _totals(plan: Plan, cases: Sequence[Case], *, exact: bool) -> dict[_Precision, set[Span]]:
    """The totals that their parts make to the digit, or within rounding alone, by place and precision."""
    found: dict[_Precision, set[Span]] = {}
    for case in cases:
        whole = case.relation.kind is SumKind.WHOLE and not case.skipped
        if whole and (case.sum.equal if exact else case.fit in {Fit.ROUNDED, Fit.CUT}):
            found.setdefault(_precision(plan, case), set()).add(case.sum.total.span)
    return found


def _check(plan: Plan, rules: CheckRules, case: Case, after: Case, repairs: Mapping[int, Repair]) -> Check:
    """The record of a relation; a term mended on the strength of another relation counts as mended."""
    mended = [i for i in case.figures if i in repairs] if repairs else []
    proved = any(_proves(case, i, repairs[i]) for i in mended)
    corrected = bool(mended) and not proved
    shown = after if corrected else case
    verdict: Verdict = "disagrees" if proved else VERDICTS[shown.fit]
    budget = plan.budgets[case.relation.total]
    added = intervals.sum_of([part.interval for part in shown.sum.parts])
    return checked(
        plan,
        "sum",
        Place(shown.sum.total.span, budget.section),
        "not-checkable" if case.skipped else verdict,
        terms=[term.term() for term in shown.sum.terms],
        reported=shown.sum.total.interval,
        computed=added,
        reason=case.skipped or _reason(rules, shown, corrected=corrected),
    )


def _reason(rules: CheckRules, case: Case, *, corrected: bool) -> str | None:
    if corrected:
        return rules.reasons.corrected
    if case.other_reading:
        return rules.reasons.other_reading
    return rules.reasons.cut if case.fit is Fit.CUT else None


def corrected_plan(plan: Plan, corrections: Mapping[int, Decimal]) -> Plan:
    """The plan with the corrected values noted on its budgets."""
    budgets = tuple(
        budget.model_copy(update={"value_corrected": corrections[i]}) if i in corrections else budget
        for i, budget in enumerate(plan.budgets)
    )
    return replace(plan, budgets=budgets) if corrections else plan
