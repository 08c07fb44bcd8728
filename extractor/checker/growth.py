"""A stated change beside the two levels it leads between: `growth-mismatch`.

«giảm 2,5%, từ 12,5% xuống còn 10%»: tried as percentage points and as relative change; wrong only
where both fail. A change of counts is tried as a count and, in percent, as relative change.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from extractor import regex
from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.plan_words import may_match, words_at
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, joined, number, percent, same
from extractor.plan import Plan
from extractor.records import Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules, GrowthRule
from extractor.values import dataclass

_LEVELS_AND_CHANGE = 3  # figures
_YEAR = regex.compile(r"\b20\d\d\b")
_SENTENCE_END = regex.compile(r"(?<=[\p{L})%])[.!?…;] ")
# «Giai đoạn …», «sau 5 năm …»: the levels stand further apart than a year.
_LONGER = regex.compile(
    r"\b(?:giai đoạn|thời kỳ|nhiệm kỳ|đầu kỳ|các năm|(?:\d{1,2}|hai|ba|bốn|năm|mấy|nhiều) năm)\b"
)
# Two levels told each with its time: «đầu năm 245 hộ, cuối năm 198 hộ», «năm 2022 là 200 hộ; năm 2023 còn 150 hộ».
_START = regex.compile(
    r"(?:\b(?P<open>đầu (?:năm(?: 20\d\d)?|kỳ|nhiệm kỳ|giai đoạn))|\b(?:cuối |hết )?năm (?P<year>20\d\d))"
    r"(?P<noun>[\p{L} ]{0,40}?)[: ]*$"
)
_FINISH = regex.compile(
    r"(?P<noun> ?%?[\p{L} ]{0,25}?)[,;.] ?(?P<lead>[\p{L} ]{0,25}?)(?:đến |tới )?(?:hết )?"
    r"(?:(?P<close>cuối (?:năm(?: (?P<late>20\d\d),?)?|kỳ|nhiệm kỳ|giai đoạn))"
    r"|(?:cuối )?năm (?P<year>20\d\d))(?P<tail>[\p{L} ]{0,40}?)[: ]*"
)
_LEVEL_WORD = regex.compile(  # words that name no thing
    r"%|là|còn|có|đạt|chỉ|toàn|xã|huyện|tỉnh|số|tỷ|lệ|hộ|người|ước|thực|hiện|với|cả|thì|tăng|lên|giảm|xuống|mức|triệu|đồng"
)
_FALLS = regex.compile(  # from a level to its change, and from the change to what is left
    r" ?%?(?:(?! so )[\p{L} ]){0,40}?[,;–-] ?(?:trong (?:năm|kỳ),? )?(?:(?! so )[\p{L} ]){0,25}?"
    r"(?:giảm|tăng)(?: được| thêm)? ?"
)
_LEFT = regex.compile(
    r" ?%?(?:(?! so )[\p{L} ]){0,30}?[,;–-] ?(?:(?:đến |tính đến )?(?:cuối|hết) (?:năm|kỳ)(?: 20\d\d)?,? ?)?"
    r"(?:(?:số|tỷ lệ) hộ (?:cận )?nghèo )?(?:toàn xã |xã )?(?:chỉ )?còn(?: lại)?(?: là)? ?"
)
_BRACKET = regex.compile(r" ?%?[^.;,\d(]{0,40}\(")
_REDUCTION = "_reduction"
_POOR, _NEAR = "nghèo", "cận"
_CLAUSE_END = regex.compile(r"[,;.(–-]")
_CAME = regex.compile(  # from those who left to those who came
    r"[^.;:\d%]{0,40}\b(?:phát sinh|tái nghèo|nghèo mới|tăng mới|tăng thêm)\b[^.;:\d%]{0,30}"
)
_GROSS_REACH = 80
# «(từ 86 hộ xuống 58 hộ), tương ứng giảm 2,5% (từ 7,7% xuống 5,2%)»: a change whose own levels follow it.
_OWN_LEVELS = regex.compile(r" ?(?:điểm )?(?:%|phần trăm)?,? ?\(?từ \d")
_OF_PLAN = regex.compile(  # «mức giảm đạt 106,7% kế hoạch»: what is reached of the plan is no change
    r" ?(?:%|phần trăm)? (?:so với |của )?(?:kế hoạch|kh|chỉ tiêu|mục tiêu|nghị quyết)\b"
)
_TOLD_BESIDE = (
    r"(?:[,;] ?(?:chiếm|tỷ lệ|bằng|đạt)(?: tỷ lệ)?(?: là| khoảng)? ?"
    r"|,? ?\((?:chiếm |tỷ lệ |bằng )?(?:tỷ lệ )?)"
)
_BESIDE = regex.compile(rf"[^\d.;,()]{{0,40}}{_TOLD_BESIDE}")
_RATE = regex.compile(
    rf"(?<=\p{{L}}){_TOLD_BESIDE}\d[\d.,]*+ ?%(?: (?:tổng )?số hộ(?: (?:dân|toàn xã))*)?\)?"
)
_POINTS = regex.compile(r"\s*(?:điểm|đ) ?(?:phần trăm|%)")


@dataclass(frozen=True, slots=True)
class Change:
    """Two levels and the change said to lie between them: indices into the plan's targets."""

    before: int
    after: int
    change: int


@dataclass(frozen=True, slots=True)
class _Judged:
    change: Change
    before: Quantity
    after: Quantity
    stated: Quantity
    points: Interval | None
    relative: Interval | None
    verdict: Verdict
    reason: str | None = None


def judge_growth(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every change stated beside both its levels, and those that fit neither way."""
    judged = [_judge(plan, rules, change) for change in stated_changes(plan, rules.growth)]
    return Verdicts(
        tuple(_check(plan, j) for j in judged),
        tuple(_finding(plan, rules, j) for j in judged if j.verdict == "disagrees"),
    )


def stated_changes(plan: Plan, rule: GrowthRule) -> tuple[Change, ...]:
    """«từ A xuống còn B» with «giảm C» right before or behind it, figure by figure; «còn B, giảm C so với A»."""
    return plan.once(_stated_changes, rule)


def _stated_changes(plan: Plan, rule: GrowthRule) -> tuple[Change, ...]:
    blocks: dict[int, list[int]] = defaultdict(list)
    for index in sorted(range(len(plan.targets)), key=lambda i: plan.targets[i].figure):
        if plan.targets[index].row is None:
            blocks[plan.text.block_at(plan.targets[index].figure[0])].append(index)
    sums = sorted(budget.figure[0] for budget in plan.budgets)
    return tuple(change for indices in blocks.values() for change in _of_block(plan, rule, indices, sums))


def _of_block(plan: Plan, rule: GrowthRule, indices: Sequence[int], sums: Sequence[int]) -> Iterator[Change]:
    """The changes among the figures of a paragraph, then those among its counts without the rates told beside them;
    a change in percent is one of these rates."""
    block = plan.text.blocks[plan.text.block_at(plan.targets[indices[0]].figure[0])]
    words = words_at(plan, max(0, block.start - rule.reach), block.end)
    if len(indices) < _LEVELS_AND_CHANGE or not may_match(rule.change, words):
        return
    found = [*_among(plan, rule, indices, sums)]
    yield from found
    rates = {count: rate for count, rate in pairwise(indices) if _is_beside(plan, count, rate)}
    if not rates:
        return
    told = {change.change for change in found}
    counts = [index for index in indices if index not in rates.values()]
    for change in _among(plan, rule, counts, sums):
        if change.change in told:
            continue
        if plan.targets[change.change].unit == plan.targets[change.after].unit:
            yield change
        elif change.before in rates and change.after in rates:
            yield Change(rates[change.before], rates[change.after], change.change)


def _among(plan: Plan, rule: GrowthRule, indices: Sequence[int], sums: Sequence[int]) -> Iterator[Change]:
    yield from _in_block(plan, rule, indices, sums)
    yield from _start_last(plan, rule, indices, sums)
    yield from _dated(plan, rule, indices, sums)
    yield from _dated_behind(plan, rule, indices, sums)
    yield from _down_to(plan, rule, indices, sums)


def _is_beside(plan: Plan, count: int, rate: int) -> bool:
    """«286 hộ nghèo, chiếm 25,5%», «286 hộ nghèo (25,5%)»: a rate told right beside its count."""
    first, second = plan.targets[count], plan.targets[rate]
    if first.unit == "percent" or second.unit != "percent":
        return False
    return _BESIDE.fullmatch(words_at(plan, first.figure[1], second.figure[0])) is not None


def _start_last(
    plan: Plan, rule: GrowthRule, indices: Sequence[int], sums: Sequence[int]
) -> Iterator[Change]:
    """«còn 9,7%, giảm 2,7 điểm phần trăm so với mức 12,4% đầu năm»: the level at the start is named last."""
    targets = plan.targets
    for after, change, before in zip(indices, indices[1:], indices[2:], strict=False):
        gap = _between(plan, targets[after], targets[change], sums)
        then = _between(plan, targets[change], targets[before], sums)
        if gap is None or then is None or targets[before].unit != targets[after].unit:
            continue
        led = rule.behind.fullmatch(gap) and rule.versus.fullmatch(then)
        if led and _is_change(plan, rule, change) and not _is_change(plan, rule, after):
            yield Change(before, after, change)


def _dated(plan: Plan, rule: GrowthRule, indices: Sequence[int], sums: Sequence[int]) -> Iterator[Change]:
    """«đầu năm 245 hộ, cuối năm 198 hộ, giảm 47 hộ»: each level with its own time."""
    targets = plan.targets
    for before, after, change in zip(indices, indices[1:], indices[2:], strict=False):
        gap = _between(plan, targets[before], targets[after], sums)
        then = _between(plan, targets[after], targets[change], sums)
        if gap is None or then is None or targets[before].unit != targets[after].unit:
            continue
        behind = words_at(plan, targets[change].figure[1], targets[change].figure[1] + rule.reach)
        told = rule.behind.fullmatch(then) and _is_change(plan, rule, change)
        if (
            told
            and tells_two_times(_lead(plan, rule, targets[before]), gap, then)
            and not rule.against.search(behind)
        ):
            yield Change(before, after, change)


def _dated_behind(
    plan: Plan, rule: GrowthRule, indices: Sequence[int], sums: Sequence[int]
) -> Iterator[Change]:
    """«giảm 48 hộ (đầu năm 312 hộ, cuối năm 264 hộ)»: the two levels in a bracket behind their change."""
    targets = plan.targets
    for change, before, after in zip(indices, indices[1:], indices[2:], strict=False):
        if len({targets[i].unit for i in (change, before, after)}) > 1 or not _is_change(plan, rule, change):
            continue
        gap = _between(plan, targets[change], targets[before], sums)
        then = _between(plan, targets[before], targets[after], sums)
        if gap is None or then is None or _BRACKET.match(gap) is None:
            continue
        rest = words_at(plan, targets[after].figure[1], targets[after].figure[1] + _GROSS_REACH)
        if tells_two_times(gap.partition("(")[2], then, "") and _CAME.match(rest) is None:
            yield Change(before, after, change)


def _down_to(plan: Plan, rule: GrowthRule, indices: Sequence[int], sums: Sequence[int]) -> Iterator[Change]:
    """«đầu năm 550 hộ nghèo; trong năm giảm 120 hộ; cuối năm còn 430 hộ»: the change between its two levels."""
    targets = plan.targets
    for before, change, after in zip(indices, indices[1:], indices[2:], strict=False):
        kinds = {targets[i].indicator.removesuffix(_REDUCTION) for i in (before, after)}
        if len(kinds) > 1 or len({targets[i].unit for i in (before, change, after)}) > 1:
            continue
        gap = _between(plan, targets[before], targets[change], sums)
        then = _between(plan, targets[change], targets[after], sums)
        if gap is None or then is None or not (_FALLS.fullmatch(gap) and _LEFT.fullmatch(then)):
            continue
        if _START.search(_lead(plan, rule, targets[before])) and _is_change(plan, rule, change):
            yield Change(before, after, change)


def tells_two_times(lead: str, gap: str, behind: str) -> bool:
    """Whether the words before a first level and those to the next give each its time, the first's the earlier one.

    What the second level, with the words behind it, names must be named by the first.
    """
    first, second = _START.search(lead), _FINISH.fullmatch(gap)
    if first is None or second is None:
        return False
    year, then = first["year"], second["late"] or second["year"]
    if first["open"] is not None:
        if second["close"] is None:
            return False
    elif not year or not then or year >= then:
        return False
    own = {*lead.split(), *second["noun"].split()}
    named = {*second["lead"].split(), *second["tail"].split(), *_CLAUSE_END.split(behind)[0].split()}
    known = all(word in own or _LEVEL_WORD.fullmatch(word) for word in named)
    return known and (_POOR not in named or (_NEAR in named) == (_NEAR in own))


def _in_block(plan: Plan, rule: GrowthRule, indices: Sequence[int], sums: Sequence[int]) -> Iterator[Change]:
    targets = plan.targets
    for at in range(len(indices) - 1):
        before, after = indices[at], indices[at + 1]
        gap = _between(plan, targets[before], targets[after], sums)
        if gap is None or targets[before].unit != targets[after].unit or not rule.leads.fullmatch(gap):
            continue
        if rule.from_words.search(_lead(plan, rule, targets[before])) is None:
            continue
        change = _stated(plan, rule, indices, at, sums)
        if change is not None and not _against_another(plan, rule, before, after, change):
            yield Change(before, after, change)


def _against_another(plan: Plan, rule: GrowthRule, before: int, after: int, change: int) -> bool:
    """«tăng 5% so với năm 2019» beside levels that name another year: no change between the two.

    The year before the one told, and «năm trước», is where the first level stands."""
    targets = plan.targets
    end = targets[change].figure[1]
    match = rule.against.search(words_at(plan, end, end + rule.reach).split(";")[0])
    if match is None:
        return False
    own = words_at(plan, targets[before].span[0], targets[after].figure[0])
    if match["year"] is not None and match["year"] in own:
        return False
    told = targets[after].year or plan.document.plan_year
    first = targets[before].figure[0]
    block = plan.text.blocks[plan.text.block_at(first)]
    led = _SENTENCE_END.split(words_at(plan, block.body, first))[-1]
    if _LONGER.search(f"{led}|{own}") or any(year != str(told) for year in _YEAR.findall(f"{led}|{own}")):
        return True
    return match["last"] is None and (told is None or match["year"] != str(told - 1))


def _stated(plan: Plan, rule: GrowthRule, indices: Sequence[int], at: int, sums: Sequence[int]) -> int | None:
    """The figure behind both levels, or the one before them, where its words make it their change."""
    targets = plan.targets
    if at + 2 < len(indices):
        gap = _between(plan, targets[indices[at + 1]], targets[indices[at + 2]], sums)
        then = indices[at + 2]
        own = _OWN_LEVELS.match(words_at(plan, targets[then].figure[1], targets[then].figure[1] + rule.reach))
        if gap is not None and rule.behind.fullmatch(gap) and own is None and _is_change(plan, rule, then):
            return then
    if at:
        gap = _between(plan, targets[indices[at - 1]], targets[indices[at]], sums)
        if gap is not None and rule.ahead.fullmatch(gap) and _is_change(plan, rule, indices[at - 1]):
            return indices[at - 1]
    return None


def _is_change(plan: Plan, rule: GrowthRule, index: int) -> bool:
    """«giảm 2,5%» as a whole, not a yearly mean; its words stand right before the figure."""
    target = plan.targets[index]
    start, end = target.figure
    before = words_at(plan, max(0, start - rule.reach), start)
    behind = words_at(plan, end, end + rule.reach)
    if _OF_PLAN.match(behind) is not None:
        return False
    return rule.change.search(before) is not None and rule.yearly.search(f"{before}|{behind}") is None


def _lead(plan: Plan, rule: GrowthRule, level: Target) -> str:
    """The words shortly before a level, in its paragraph."""
    start = level.figure[0]
    body = plan.text.blocks[plan.text.block_at(start)].body
    return words_at(plan, max(body, start - rule.reach), start)


def _between(plan: Plan, first: Target, second: Target, sums: Sequence[int]) -> str | None:
    """Canonical words between two figures of one paragraph; None where a sum stands between."""
    start, end = first.figure[1], second.figure[0]
    if end < start or bisect_left(sums, start) < bisect_left(sums, end):
        return None
    words = words_at(plan, start, end).replace("\n", " ")
    return _RATE.sub("", words) if "%" in words[2:] else words


def _judge(plan: Plan, rules: CheckRules, change: Change) -> _Judged:
    before, after, stated = (
        of_target(plan, plan.targets[i]) for i in (change.before, change.after, change.change)
    )
    unit, stated_unit = plan.targets[change.before].unit, plan.targets[change.change].unit
    points = distance(before, after) if stated_unit == unit else None
    in_points = _POINTS.match(words_at(plan, stated.span[1], stated.span[1] + rules.growth.reach))
    relative = relative_change(before, after) if stated_unit == "percent" and not in_points else None
    verdict, reason = verdict_of(rules, (before, after, stated), points, relative)
    if verdict == "disagrees" and points is not None and _is_gross(plan, change, stated, points):
        verdict = "agrees"
    return _Judged(change, before, after, stated, points, relative, verdict, reason)


def _is_gross(plan: Plan, change: Change, stated: Quantity, points: Interval) -> bool:
    """«từ 320 hộ còn 247 hộ, giảm 85 hộ (phát sinh 12 hộ)»: those who left, told with those who came."""
    end = plan.targets[change.change].figure[1]
    behind = (t for t in plan.targets if t.unit == plan.targets[change.change].unit and t.row is None)
    for target in behind:
        start = target.figure[0]
        if end < start <= end + _GROSS_REACH and _CAME.fullmatch(words_at(plan, end, start)):
            return (stated.interval - of_target(plan, target).interval).meets(points)
    return False


def verdict_of(
    rules: CheckRules, terms: Sequence[Quantity], points: Interval | None, relative: Interval | None
) -> tuple[Verdict, str | None]:
    """Whether the last of the terms is one of the two changes that the levels before it make."""
    if any(term.bound != "=" for term in terms):
        return "not-checkable", rules.reasons.estimate
    ways = [way for way in (points, relative) if way is not None]
    if not ways:
        return "not-checkable", rules.reasons.other_unit
    stated = terms[-1]
    if any(way.meets(stated.interval) for way in ways):
        return "agrees", None
    if any(way.meets_half_open(stated.cut) for way in ways):
        return "rounding", rules.reasons.cut
    return "disagrees", None


def distance(before: Quantity, after: Quantity) -> Interval:
    """How far two levels lie apart."""
    first, second = (before, after) if before.value >= after.value else (after, before)
    return first.interval - second.interval


def relative_change(before: Quantity, after: Quantity) -> Interval:
    """The same in percent of the first."""
    return intervals.percentage(distance(before, after), before.interval)


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    target = plan.targets[judged.change.change]
    tried = joined(_ways(judged), ", ")
    fields = {
        "text": same(judged.stated.text),
        "before": same(judged.before.text),
        "after": same(judged.after.text),
        "tried": tried,
    }
    return finding(
        plan,
        rules,
        "growth-mismatch",
        Place(judged.stated.span, target.section),
        filled(rules.rules.growth_mismatch.messages.change, fields),
        expected=_expected(judged),
        evidence=[judged.before.span, judged.after.span, judged.stated.span],
        certainty="likely",
    )


def _expected(judged: _Judged) -> str | None:
    """The change between the two levels, where it can be meant in one way alone."""
    if judged.points is None or judged.relative is not None:
        return None
    return number(abs(judged.before.value - judged.after.value)).vi


def _ways(judged: _Judged) -> Iterator[Words]:
    """What the two levels give, each way that was tried."""
    difference = abs(judged.before.value - judged.after.value)
    if judged.points is not None:
        shown = number(difference)
        yield Words(f"hiệu số {shown.vi}", f"a difference of {shown.en}")
    if judged.relative is not None and judged.before.value:
        relative = 100 * Fraction(difference) / Fraction(judged.before.value)
        shown = percent(intervals.rounded_to(relative, max(judged.stated.decimals, 1)))
        yield Words(f"mức thay đổi tương đối {shown.vi}", f"a relative change of {shown.en}")


def _check(plan: Plan, judged: _Judged) -> Check:
    terms = (judged.before, judged.after, judged.stated)
    span = (min(t.span[0] for t in terms), max(t.span[1] for t in terms))
    return checked(
        plan,
        "growth",
        Place(span, plan.targets[judged.change.change].section),
        judged.verdict,
        terms=(term.term() for term in terms),
        reported=judged.stated.interval,
        computed=judged.points or judged.relative,
        reason=judged.reason,
    )
