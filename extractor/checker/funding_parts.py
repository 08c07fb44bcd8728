"""A part headed as funding that names no sum: `budget-unstated`."""

from bisect import bisect_left
from collections.abc import Iterator

from extractor.checker.outline import and_above, heading_words, is_ahead, is_finished
from extractor.checker.plan_words import may_match, words_at
from extractor.checker.programmes import programmes_of
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import same
from extractor.checker.worlds import worlds_of
from extractor.plan import Plan, Section
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, Verdict
from extractor.rulebook.checks import CheckRules

_OWN = (0, 0)  # the world of the plan's own headings
_OTHERS_MONEY = frozenset({"credit", "mobilised"})


def judge_funding_parts(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every part headed as funding in a plan of a programme, and those without a sum.

    Plans of no programme are paid from what each body has been assigned already: they are not judged.
    """
    if not is_finished(plan, rules.outline) or not programmes_of(plan, rules.corpus):
        return Verdicts()
    checks: list[Check] = []
    found: list[Finding] = []
    for section in _parts(plan, rules):
        verdict, reason = _judged(plan, rules, section)
        place = Place(_heading(plan, section), section.path)
        checks.append(checked(plan, "budget-stated", place, verdict, reason=reason))
        if verdict == "disagrees":
            found.append(_finding(plan, rules, place))
    return Verdicts(tuple(checks), tuple(found))


def _parts(plan: Plan, rules: CheckRules) -> Iterator[Section]:
    """The outermost parts with such a heading that plan ahead, in the plan's own text."""
    rule, worlds = rules.funding_parts, worlds_of(plan, rules.numbering.appendix_heading)
    taken: set[int] = set()
    for section in plan.sections:
        head = heading_words(plan, section).split(":")[0]
        if len(head) > rule.longest or not may_match(rule.heading, head) or rule.heading.search(head) is None:
            continue
        if worlds.of(section.start) != _OWN or not is_ahead(plan, section, rules.outline):
            continue
        if not any(above.start in taken for above in and_above(plan, section)):
            taken.add(section.start)
            yield section


def _judged(plan: Plan, rules: CheckRules, section: Section) -> tuple[Verdict, str | None]:
    rule, reasons = rules.funding_parts, rules.reasons
    if _has_sum(plan, section):
        return "agrees", None
    words = words_at(plan, section.start, section.end)
    if rule.figure.search(words):
        return "agrees", None
    if rule.excused.search(words):
        return "not-checkable", reasons.sum_excused
    if any(_is_for_the_plan(budget) for budget in plan.budgets):
        return "not-checkable", reasons.sums_elsewhere
    if rule.elsewhere.search(words):
        return "not-checkable", reasons.appendix_absent
    return "disagrees", None


def _has_sum(plan: Plan, section: Section) -> bool:
    starts = plan.once(_sums)
    at = bisect_left(starts, section.start)
    return at < len(starts) and starts[at] < section.end


def _sums(plan: Plan) -> list[int]:
    return sorted(budget.figure[0] for budget in plan.budgets)


def _is_for_the_plan(budget: Budget) -> bool:
    """A planned sum of public money told in another part, or in a table behind: the plan's funds are told there."""
    if budget.status != "plan" or budget.role == "unit_cost" or budget.per is not None:
        return False
    return budget.source not in _OTHERS_MONEY


def _heading(plan: Plan, section: Section) -> Span:
    """The words of a heading up to its colon."""
    block = plan.text.blocks[section.block]
    words = plan.text.words(block)
    end = block.start + len(words.split(":")[0].rstrip(" .*_"))
    return section.start, max(section.start + 1, end)


def _finding(plan: Plan, rules: CheckRules, place: Place) -> Finding:
    fields = {"heading": same(plan.words(place.span).strip("*_# "))}
    message = filled(rules.rules.budget_unstated.messages.none, fields)
    return finding(plan, rules, "budget-unstated", place, message, evidence=[place.span], certainty="likely")
