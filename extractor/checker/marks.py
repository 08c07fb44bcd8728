"""Figures without what makes them one: `percent-missing` and `unit-missing`.

Extraction marks such a record by reading it under the rule of that name.
"""

from collections.abc import Iterator
from decimal import Decimal

from extractor import regex
from extractor.checker import ratios
from extractor.checker.bare import UNIT_MISSING, proved_units
from extractor.checker.bare_tables import bare_tables
from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import clause_before, words_at
from extractor.checker.quantities import of_budget
from extractor.checker.repairs import usual_unit
from extractor.checker.report import Place, Verdicts, filled, finding
from extractor.checker.wording import number, same
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Finding, Target
from extractor.rulebook.checks import CheckRules

PERCENT_MISSING = "percent-missing"
_RATE_OPENS = " % ("
# «Điểm trung bình … đạt 6,4» is no rate; «… lần lượt là 12,4 và 8,1%» has one % for all of them.
_NO_RATE = regex.compile(r"\b(?:điểm|hệ số|năng suất|chỉ số)\b[^,;]*$")
_ONE_FOR_ALL = regex.compile(r"(?:(?:,| và)+ \d[\d,.]*)+ ?%")
_IN_TURN = "lần lượt"
_SHOWN = 3  # sums of a table without a unit that the finding shows


def judge_marks(plan: Plan, rules: CheckRules) -> Verdicts:
    """The rates without % and the figures without a unit."""
    return Verdicts(
        findings=(*_rates(plan, rules), *_sums(plan, rules), *_tables(plan, rules), *_counts(plan, rules))
    )


def _rates(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    if all(target.rule_id != PERCENT_MISSING for target in plan.targets):
        return
    proofs = ratios.proofs(plan, rules)
    texts = rules.rules.percent_missing.messages
    for index, target in enumerate(plan.targets):
        if target.rule_id != PERCENT_MISSING or _needs_none(plan, target):
            continue
        written = plan.words(target.figure)
        fields = {"text": same(written), "expected": same(f"{written}%")}
        proof = proofs.get(index)
        if proof is not None:
            fields |= {"count": number(proof[0].value), "whole": number(proof[1].value)}
        yield finding(
            plan,
            rules,
            PERCENT_MISSING,
            Place(target.figure, target.section),
            filled(texts.plain if proof is None else texts.proved, fields),
            expected=f"{written}%",
            evidence=[target.figure] if proof is None else [proof[0].span, target.figure],
            certainty="likely" if proof is None else "certain",
        )


def _needs_none(plan: Plan, target: Target) -> bool:
    """Whether a figure is no rate, or one of several that are told in turn with one sign for all."""
    before = clause_before(plan, target.figure[0])
    if _NO_RATE.search(before) is not None:
        return True
    block = plan.text.blocks[plan.text.block_at(target.figure[0])]
    return _IN_TURN in before and _ONE_FOR_ALL.match(words_at(plan, target.figure[1], block.end)) is not None


def _rate_figures(plan: Plan) -> frozenset[Span]:
    """Figures that lack their %: told as such, not as sums or counts without a unit besides."""
    return frozenset(target.figure for target in plan.targets if target.rule_id == PERCENT_MISSING)


def _sums(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    if all(budget.rule_id != UNIT_MISSING for budget in plan.budgets):
        return
    usual = usual_unit(of_budget(plan, budget) for budget in plan.budgets if budget.unit_text is not None)
    proved = proved_units(plan, [of_budget(plan, budget) for budget in plan.budgets])
    rates = _rate_figures(plan)
    for index, budget in enumerate(plan.budgets):
        if budget.rule_id == UNIT_MISSING and budget.figure not in rates:
            unit = proved.get(index, usual)
            expected = None if unit is None else f"{plan.words(budget.figure)} {unit.words.vi}"
            yield _unit_finding(plan, rules, budget, expected, certain=index in proved)


def _tables(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    """One finding a table, at its first sum: what lacks is one line over all of them."""
    for sums in bare_tables(plan):
        first = sums[0]
        texts = rules.rules.unit_missing.messages.table
        fields = {"text": same(plan.words(first.figure)), "count": number(Decimal(len(sums)))}
        yield finding(
            plan,
            rules,
            UNIT_MISSING,
            Place(first.figure, first.section),
            filled(texts, fields),
            evidence=[budget.figure for budget in sums[:_SHOWN]],
            certainty="likely",
        )


def _counts(plan: Plan, rules: CheckRules) -> Iterator[Finding]:
    rates = _rate_figures(plan)
    for target in plan.targets:
        if (
            target.rule_id == UNIT_MISSING
            and target.figure not in rates
            and not _explains_rate(plan, target)
            and not _is_told_before(plan, target)
        ):
            expected = f"{plan.words(target.figure)} {target.unit_text}" if target.unit_text else None
            yield _unit_finding(plan, rules, target, expected)


def _explains_rate(plan: Plan, target: Target) -> bool:
    """«88,5% (46/52) trường đạt chuẩn»: what is counted is named behind the bracket, of both."""
    start, end = target.figure
    opened = words_at(plan, max(0, start - len(_RATE_OPENS)), start).replace(" ", "")
    return opened.endswith("%(") and words_at(plan, end, end + 1) == ")"


def _is_told_before(plan: Plan, target: Target) -> bool:
    """«56 học viên, đạt 93,3% kế hoạch (56/60)»: a ratio in a bracket whose count has its unit in the sentence."""
    start, end = target.figure
    if target.denominator is None or plan.text.text[start - 1 : start] != "(" or plan.text.text[end] != ")":
        return False
    first = sentence_at(plan, start)[0]
    return any(
        told.value == target.value and told.denominator is None and told.unit != "percent"
        for told in plan.targets
        if first <= told.figure[0] < start and told.rule_id != UNIT_MISSING
    )


def _unit_finding(
    plan: Plan, rules: CheckRules, record: Budget | Target, expected: str | None, *, certain: bool = False
) -> Finding:
    texts = rules.rules.unit_missing.messages
    fields = {"text": same(plan.words(record.figure))}
    if isinstance(record, Target):
        fields["indicator"] = same(record.indicator_text)
    return finding(
        plan,
        rules,
        UNIT_MISSING,
        Place(record.figure, record.section),
        filled(texts.count if isinstance(record, Target) else texts.sum, fields),
        expected=expected,
        evidence=[record.span],
        certainty="certain" if certain else "likely",
    )
