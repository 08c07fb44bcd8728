"""A cut beside the level it leads to, held against the level of the year before, which another part tells.

«Cuối năm 2024 còn 12,4%, giảm 2,8% so với cuối năm 2023» where the report says 15,6% for the end of 2023
(`growth-mismatch`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from extractor import regex
from extractor.checker import intervals
from extractor.checker.count_lists import sentence_at
from extractor.checker.growth import distance, relative_change, stated_changes, verdict_of
from extractor.checker.intervals import Interval
from extractor.checker.mergers import parted
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.standing_levels import is_of_place, standing_levels
from extractor.checker.wording import Words, number, same
from extractor.plan import Plan
from extractor.records import Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules

_REDUCTION = "_reduction"
_HOUSEHOLD = "household"
# Who else came or left, so that those who left are no difference of two levels.
_FLOWS = regex.compile(
    r"\b(?:phát sinh|tái nghèo|nghèo mới|thoát|chuyển (?:đi|đến)|tách hộ|nhập hộ|mới thoát)\b"
)
_THEN = regex.compile(r"; ?(?=(?:đến |tính đến )?(?:cuối|hết) năm\b)")
_SINCE = regex.compile(
    r" ?%?(?: ?(?:điểm ?(?:phần trăm|%)|đ%))?(?: hộ)?(?: (?:cận )?nghèo)?"
    r"(?P<since> so với (?:thời điểm )?(?:(?:cuối |hết )?năm (?P<year>20\d\d)|(?P<own>đầu năm)(?: (?P<start>20\d\d))?"
    r"|(?:cuối )?năm (?:trước|ngoái|liền kề)))?(?= ?(?:[,;.)]|$| và\b))"
)
# «còn 12,4% (giảm 3,1%)»: the cut right behind its level is the one that led to it.
_BESIDE = regex.compile(r"[\d.,]+ ?%?(?: ?hộ)?(?: (?:cận )?nghèo)?,? ?\(?giảm (?:được )?")
_RISE = regex.compile(
    r"[^.)]{0,30}\btăng\b"
)  # «giảm 42 hộ, tăng 12 hộ»: those who left, told with those who came


@dataclass(frozen=True, slots=True)
class _Since:
    before: Quantity
    level: Target
    cut: Target
    points: Interval
    verdict: Verdict
    reason: str | None


def judge_changes_since(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every cut beside one level whose other level another part tells, and those that do not follow."""
    judged = [*_told(plan, rules)]
    return Verdicts(
        tuple(_check(plan, j) for j in judged),
        tuple(_finding(plan, rules, j) for j in judged if j.verdict == "disagrees"),
    )


def _told(plan: Plan, rules: CheckRules) -> Iterator[_Since]:
    known = standing_levels(plan, rules.standing)
    if not known:
        return
    done = {plan.targets[change.change].figure for change in stated_changes(plan, rules.growth)}
    order = sorted((t for t in plan.targets if t.row is None), key=lambda t: t.figure)
    for first, second in pairwise(order):
        level, cut = (second, first) if first.indicator.endswith(_REDUCTION) else (first, second)
        if cut.figure in done or not _belong(plan, rules, level, cut):
            continue
        year = level.year or 0
        starts = [x for x in known.get((level.indicator, year - 1), ()) if x.target is not level]
        if not starts or len({x.quantity.value for x in starts}) > 1:
            continue
        if parted(plan, rules.rates.mergers, starts[0].target.figure, cut.figure):
            continue
        yield _judge(plan, rules, starts[0].quantity, level, cut)


def _belong(plan: Plan, rules: CheckRules, level: Target, cut: Target) -> bool:
    """A level of the place and what it fell by in its year, side by side in one sentence."""
    if cut.indicator != f"{level.indicator}{_REDUCTION}" or level.unit not in {cut.unit, _HOUSEHOLD}:
        return False
    alike = (level.year, level.status, level.locality, level.population) == (
        cut.year,
        cut.status,
        cut.locality,
        cut.population,
    )
    if not alike or level.year is None or level.comparator != "=" or cut.comparator != "=" or cut.per:
        return False
    start, end = sentence_at(plan, level.figure[0])
    if not start <= cut.figure[0] < end:
        return False
    words = words_at(plan, start, end)
    between = words_at(plan, *sorted((level.figure[0], cut.figure[0])))
    if ";" in _THEN.sub("", between) or rules.growth.yearly.search(words):
        return False
    if _FLOWS.search(words) is not None:
        return False
    lead = words_at(plan, max(start, cut.figure[0] - rules.growth.reach), cut.figure[0])
    return (
        rules.growth.change.search(lead) is not None
        and _is_since(plan, cut, level.year, end, beside=_BESIDE.fullmatch(between) is not None)
        and is_of_place(plan, rules.standing, level)
    )


def _is_since(plan: Plan, cut: Target, year: int, end: int, *, beside: bool) -> bool:
    """«Giảm 2,8% so với cuối năm 2023»: since the end of the year before, or since nothing that is named."""
    behind = words_at(plan, cut.figure[1], end).replace("\n", " ")
    since = _SINCE.match(behind)
    if since is None:
        return False
    if since["since"] is None or (since["year"] is None and since["own"] is None):
        alone = beside and _RISE.match(behind) is None
        return cut.status == "target" or alone or since["since"] is not None
    return since["start"] in {None, str(year)} if since["own"] else since["year"] == str(year - 1)


def _judge(plan: Plan, rules: CheckRules, before: Quantity, level: Target, cut: Target) -> _Since:
    after, stated = of_target(plan, level), of_target(plan, cut)
    points = distance(before, after)
    relative = relative_change(before, after) if cut.unit == "percent" and before.value else None
    own = points if cut.unit == level.unit else None
    verdict, reason = verdict_of(rules, (before, after, stated), own, relative)
    return _Since(before, level, cut, points, verdict, reason)


def _finding(plan: Plan, rules: CheckRules, told: _Since) -> Finding:
    after, stated = of_target(plan, told.level), of_target(plan, told.cut)
    gap = Fraction(abs(told.before.value - after.value))
    decimals = max(told.before.decimals, after.decimals)
    shown = number(intervals.rounded_to(gap, decimals))
    fields = {
        "text": same(stated.text),
        "before": same(told.before.text),
        "after": same(after.text),
        "tried": Words(f"hiệu số {shown.vi}", f"a difference of {shown.en}"),
    }
    return finding(
        plan,
        rules,
        "growth-mismatch",
        Place(stated.span, told.cut.section),
        filled(rules.rules.growth_mismatch.messages.change, fields),
        evidence=[told.before.span, after.span, stated.span],
        certainty="likely",
    )


def _check(plan: Plan, told: _Since) -> Check:
    terms = (told.before, of_target(plan, told.level), of_target(plan, told.cut))
    return checked(
        plan,
        "growth",
        Place(terms[-1].span, told.cut.section),
        told.verdict,
        terms=(term.term() for term in terms),
        reported=terms[-1].interval,
        computed=told.points,
        reason=told.reason,
    )
