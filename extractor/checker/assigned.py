"""Targets short of what the level above assigned, where the plan itself tells both: `target-below-assigned`."""

from bisect import bisect_right

from extractor import regex
from extractor.checker.outline import and_above, heading_words
from extractor.checker.plan_words import clause_before, words_at
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import same
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.records import Check, Finding, Target
from extractor.rulebook.checks import CheckRules

_OTHER = "other"
_COMPLETION = "plan_completion_rate"
_BEFORE, _BRACKET = 90, 40


def judge_assigned(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every assigned target beside the plan's own of the same thing, and those that fall short."""
    pattern = rules.assigned.by.get(plan.document.issuer_level or "")
    if pattern is None:
        return Verdicts()
    planned = [target for target in plan.targets if target.status == "target" and target.indicator != _OTHER]
    given = [target for target in planned if _is_assigned(plan, pattern, target)]
    if not given:
        return Verdicts()
    own = [target for target in planned if target not in given and _is_whole(plan, rules, target)]
    checks: list[Check] = []
    found: list[Finding] = []
    for assigned in given:
        target = _own(plan, assigned, own)
        more_is_better = _more_is_better(rules, assigned.indicator)
        if target is None or more_is_better is None:
            continue
        place = Place(target.span, target.section)
        if _is_loose(target, more_is_better) or _is_loose(assigned, more_is_better):
            reason = rules.reasons.bounded
            checks.append(checked(plan, "assigned-target", place, "not-checkable", reason=reason))
            continue
        short = target.value < assigned.value if more_is_better else target.value > assigned.value
        checks.append(checked(plan, "assigned-target", place, "disagrees" if short else "agrees"))
        if short:
            found.append(_finding(plan, rules, target, assigned))
    return Verdicts(tuple(checks), tuple(found))


def _is_assigned(plan: Plan, pattern: "regex.Pattern[str]", target: Target) -> bool:
    if target.column is not None:
        return any(pattern.search(canonical(label)) for label in target.column)
    if pattern.search(_before(plan, target)):
        return True
    holding = [section for section in plan.sections if section.start <= target.span[0] < section.end]
    if not holding or plan.text.blocks[holding[-1].block].end >= target.span[0]:
        return False
    return any(
        pattern.search(heading_words(plan, above).rstrip(" :.*_")) for above in and_above(plan, holding[-1])
    )


def _before(plan: Plan, target: Target) -> str:
    """The words of its own block before a figure, from the figure before on."""
    start = plan.text.blocks[plan.text.block_at(target.figure[0])].start
    ends = plan.once(_ends)
    before = bisect_right(ends, target.figure[0])
    end = ends[before - 1] if before else start
    return words_at(plan, max(start, target.figure[0] - _BEFORE, end), target.figure[0])


def _ends(plan: Plan) -> list[int]:
    return sorted(target.figure[1] for target in plan.targets)


def _is_whole(plan: Plan, rules: CheckRules, target: Target) -> bool:
    """A target for the whole place and year, and no difference of two."""
    if target.column is not None:
        return True
    before = clause_before(plan, target.figure[0])
    return not rules.assigned.compared.search(_before(plan, target)) and not rules.assigned.partly.search(
        before
    )


def _own(plan: Plan, assigned: Target, own: list[Target]) -> Target | None:
    """The plan's own target of the same thing: in the same row or block, else the only one there is."""
    alike = [target for target in own if _thing(target) == _thing(assigned)]
    near = [target for target in alike if _stands_with(plan, target, assigned)]
    near = near or [target for target in own if _opens_for(target, assigned)] or alike
    return near[0] if len({target.value for target in near}) == 1 else None


def _thing(target: Target) -> tuple[object, ...]:
    return (target.indicator, target.unit, target.year, target.locality, target.population, target.per)


def _opens_for(target: Target, assigned: Target) -> bool:
    """«3% (chỉ tiêu tỉnh giao 3,5%)»: the bracket makes the first rate look like one of completion."""
    gap = assigned.figure[0] - target.figure[1]
    return target.indicator == _COMPLETION and target.unit == assigned.unit and 0 < gap <= _BRACKET


def _stands_with(plan: Plan, target: Target, other: Target) -> bool:
    if target.column is None or other.column is None:
        return plan.text.block_at(target.span[0]) == plan.text.block_at(other.span[0])
    return target.row == other.row and target.section == other.section


def _more_is_better(rules: CheckRules, indicator: str) -> bool | None:
    if indicator in rules.assigned.levels:
        return False
    more = rules.progress.better | rules.progress.growing
    return True if indicator.endswith(rules.assigned.cut) or indicator in more else None


def _is_loose(target: Target, more_is_better: bool) -> bool:
    """True for about so much, and for a bound on the wrong side."""
    return target.comparator in {"~", "<=" if more_is_better else ">="}


def _finding(plan: Plan, rules: CheckRules, target: Target, assigned: Target) -> Finding:
    fields = {"text": same(_told(plan, target)), "other": same(_told(plan, assigned))}
    return finding(
        plan,
        rules,
        "target-below-assigned",
        Place(target.span, target.section),
        filled(rules.rules.target_below_assigned.messages.below, fields),
        expected=_told(plan, assigned),
        evidence=[target.span, assigned.span],
        certainty="likely",
    )


def _told(plan: Plan, target: Target) -> str:
    """The words of a target; a cell's with its row and column."""
    words = plan.words(target.span)
    labels = [*(target.row or ()), *(target.column or ())]
    return f"{' / '.join(labels)}: {words}" if labels else words
