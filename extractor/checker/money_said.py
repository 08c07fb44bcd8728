"""What sentences say of two sums: the share that one is of the other, and the change between them.

«giải ngân 3.214/3.560 triệu đồng, đạt 90,3%»: `ratio-mismatch`; «từ 28,5 triệu đồng lên 42 triệu đồng, tăng
47,4%»: `growth-mismatch`.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from extractor import regex
from extractor.checker import intervals
from extractor.checker.count_lists import sentence_at
from extractor.checker.growth import distance, relative_change, tells_two_times, verdict_of
from extractor.checker.intervals import Interval
from extractor.checker.plan_words import may_match, words_at
from extractor.checker.quantities import Quantity, of_budget, of_target
from extractor.checker.ratio_texts import ratio_finding
from extractor.checker.ratios import ratio_gap
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, joined, money, own_unit, percent, same
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_BY_TIME = regex.compile(r"đồng ?/ ?(?:(?:người|hộ|khẩu|lao động) ?/ ?)?(?:năm|tháng)")
_DATES = regex.compile(
    r"\b(?:(?:ngày )?\d{1,2}/\d{1,2}(?:/20\d\d)?|(?:tháng|quý|năm) (?:\d{1,2}/)?(?:20\d\d|\d{1,2}\b)(?! năm))"
)
_MAKES = regex.compile(
    r"\s?(?:(?:triệu|tỷ|nghìn|ngàn)\s)?(?:đồng|tr\.?đ)\s?"
    r"(?:(?:,\s?|\(\s?|và\s)?chiếm(?:\s(?:tỷ lệ|tỷ trọng|khoảng))?\s?|(?P<bare>\(\s?))"
)
# Behind a share: the end of its clause, or that it is of all the money; «12% dự toán tỉnh giao» is of another sum.
_OF_ALL = regex.compile(
    r"\s?%(?:\s(?:trong\s|so với\s|của\s)?tổng(?:\s(?:số|nguồn|nhu cầu|mức))?(?:\s(?:vốn|kinh phí|ngân sách|nguồn))?)?"
    r"\s?(?:[),;.]|$)"
)
_OPENS = regex.compile(r"\b(?:trong đó|gồm|chia ra)\b|\(")
_REACH = 80  # characters before a sum that name it
_DIFFERENCE = Words("hiệu số", "a difference of")
_RELATIVE = Words("mức thay đổi tương đối", "a relative change of")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A sum or a percentage of a sentence."""

    record: Budget | Target
    quantity: Quantity

    @property
    def is_money(self) -> bool:
        return isinstance(self.record, Budget)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """A part, its whole and the share told of them; `wholes` are all sums that the share may be of."""

    part: _Figure
    wholes: tuple[Interval, ...]
    whole: _Figure
    share: _Figure


@dataclass(frozen=True, slots=True)
class _Change:
    before: _Figure
    after: _Figure
    change: _Figure


def judge_money_said(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every share and every change told of two sums, and those that do not follow."""
    checks: list[Check] = []
    findings: list[Finding] = []
    sentences = list(_sentences(plan).values())
    told = (ratio for figures in sentences for ratio in _ratios(plan, rules, figures))
    for ratio in (*told, *_part_shares(plan)):
        verdict = _share_verdict(ratio)
        checks.append(_share_check(plan, rules, ratio, verdict))
        if verdict == "disagrees":
            findings.append(_share_finding(plan, rules, ratio))
    for figures in sentences:
        for change in _changes(plan, rules, figures):
            verdict, reason = _change_verdict(rules, change)
            checks.append(_change_check(plan, change, verdict, reason))
            if verdict == "disagrees":
                findings.append(_change_finding(plan, rules, change))
    return Verdicts(tuple(checks), tuple(findings))


def _sentences(plan: Plan) -> dict[Span, list[_Figure]]:
    """The sums and other figures of every sentence that tells two sums or more."""
    every: list[Budget | Target] = [*plan.budgets, *plan.targets]
    records = [record for record in every if record.row is None]
    found: dict[Span, list[Budget | Target]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.figure):
        found[sentence_at(plan, record.figure[0])].append(record)
    told = {at: group for at, group in found.items() if sum(isinstance(r, Budget) for r in group) > 1}
    return {at: [_figure(plan, r) for r in group] for at, group in told.items()}


def _figure(plan: Plan, record: Budget | Target) -> _Figure:
    quantity = of_budget(plan, record) if isinstance(record, Budget) else of_target(plan, record)
    return _Figure(record, quantity)


def _between(plan: Plan, first: _Figure, second: _Figure) -> str:
    words = words_at(plan, first.record.figure[1], second.record.figure[0])
    return str(_BY_TIME.sub("đồng", words)).replace("\n", " ")


def _ratios(plan: Plan, rules: CheckRules, figures: Sequence[_Figure]) -> Iterator[_Ratio]:
    """«a/b, đạt x%», «a trên b, …», and «giao b, đã giải ngân a, đạt x%»."""
    rule = rules.money_said
    for at in range(2, len(figures)):
        first, second, share = figures[at - 2], figures[at - 1], figures[at]
        is_share = isinstance(share.record, Target) and share.record.unit == "percent"
        if not (first.is_money and second.is_money and is_share):
            continue
        if ratio_gap(_between(plan, second, share), rules.ratio) is None:
            continue
        gap = _between(plan, first, second)
        if rule.over.fullmatch(gap):
            whole = _Figure(
                second.record, replace(second.quantity, bound="=")
            )  # «trên» is no bound of b here
            yield _Ratio(first, (whole.quantity.interval,), whole, share)
        elif rule.spent.search(_DATES.sub("", gap)) and rule.given.search(_before(plan, first)):
            yield _Ratio(second, _wholes(figures[: at - 1]), first, share)


def _part_shares(plan: Plan) -> Iterator[_Ratio]:
    """«90 tỷ đồng, gồm: vốn đầu tư 60 tỷ đồng, chiếm 66,7%; …»: the share that a part says it is of its total, in
    brackets alone where others of its list are such shares."""
    wholes: dict[int, list[int]] = defaultdict(list)
    for relation in plan.sums:
        for part in relation.parts:
            wholes[part].append(relation.total)
    rates: dict[int, list[Target]] = defaultdict(list)
    for target in plan.targets:
        if target.unit == "percent" and target.row is None:
            rates[plan.text.block_at(target.figure[0])].append(target)
    bare: dict[int, list[_Ratio]] = defaultdict(list)
    for part, totals in wholes.items():
        budget = plan.budgets[part]
        behind = rates.get(plan.text.block_at(budget.figure[0]), ()) if budget.row is None else ()
        share = next((t for t in behind if t.figure[0] > budget.figure[1]), None)
        if share is None:
            continue
        makes = _MAKES.fullmatch(words_at(plan, budget.figure[1], share.figure[0]))
        if makes is None:
            continue
        after = words_at(plan, share.figure[1], share.figure[1] + _REACH)
        if _OF_ALL.match(after) is None:
            continue
        beside = {p for r in plan.sums if r.total in totals for p in r.parts}
        above = sorted(_all_above(totals, wholes) | set(_sums_before(plan, part, beside)))
        figures = [_figure(plan, plan.budgets[i]) for i in above]
        told = tuple(figure.quantity.interval for figure in figures)
        ratio = _Ratio(
            _figure(plan, budget), told, _figure(plan, plan.budgets[totals[0]]), _figure(plan, share)
        )
        if makes["bare"] is None:
            yield ratio
        else:
            bare[totals[0]].append(ratio)
    for (
        ratios
    ) in bare.values():  # «(66,7%)» may be what was spent of a part, unless that of another is its share
        if any(_share_verdict(ratio) == "agrees" for ratio in ratios):
            yield from ratios


def _all_above(totals: Sequence[int], wholes: Mapping[int, Sequence[int]]) -> set[int]:
    """The totals of a part, theirs, and so on."""
    found: set[int] = set()
    open_ = list(totals)
    while open_:
        total = open_.pop()
        if total not in found:
            found.add(total)
            open_.extend(wholes.get(total, ()))
    return found


def _sums_before(plan: Plan, part: int, beside: Container[int]) -> Iterator[int]:
    """The larger sums told before a part in its paragraph that the share may be of: of the other parts `beside` it
    those that words open («…, trong đó»)."""
    own = plan.budgets[part]
    block = plan.text.block_at(own.figure[0])
    for index, budget in enumerate(plan.budgets):
        larger = budget.figure[0] < own.figure[0] and budget.value > own.value
        if not larger or plan.text.block_at(budget.figure[0]) != block:
            continue
        if index not in beside or _OPENS.search(words_at(plan, budget.figure[1], own.figure[0])) is not None:
            yield index


def _before(plan: Plan, figure: _Figure) -> str:
    start = sentence_at(plan, figure.record.figure[0])[0]
    return words_at(plan, max(start, figure.record.figure[0] - _REACH), figure.record.figure[0])


def _wholes(figures: Sequence[_Figure]) -> tuple[Interval, ...]:
    """Every sum told before, and all of them together from each on."""
    sums = [figure.quantity.interval for figure in figures if figure.is_money]
    together = [intervals.sum_of(sums[start:]) for start in range(len(sums))]
    return (*sums, *together)


def _share_verdict(ratio: _Ratio) -> Verdict:
    bounds = {ratio.part.quantity.bound, ratio.whole.quantity.bound, ratio.share.quantity.bound}
    if bounds != {"="} or not ratio.whole.quantity.value:
        return "not-checkable"
    ways = [intervals.percentage(ratio.part.quantity.interval, whole) for whole in ratio.wholes]
    if any(way.meets(ratio.share.quantity.interval) for way in ways):
        return "agrees"
    return "rounding" if any(way.meets_half_open(ratio.share.quantity.cut) for way in ways) else "disagrees"


def _share_finding(plan: Plan, rules: CheckRules, ratio: _Ratio) -> Finding:
    part, whole, share = ratio.part.quantity, ratio.whole.quantity, ratio.share.quantity
    return ratio_finding(
        plan,
        rules,
        share,
        ratio.share.record.section,
        Fraction(part.value) / Fraction(whole.value),
        (money(part.value, own_unit(part.exponent)), money(whole.value, own_unit(whole.exponent))),
        [part.span, whole.span, share.span],
    )


def _share_check(plan: Plan, rules: CheckRules, ratio: _Ratio, verdict: Verdict) -> Check:
    part, whole, share = ratio.part.quantity, ratio.whole.quantity, ratio.share.quantity
    checkable = verdict != "not-checkable"
    return checked(
        plan,
        "ratio",
        Place(share.span, ratio.share.record.section),
        verdict,
        terms=(part.term(), whole.term(), share.term()),
        reported=share.interval,
        computed=intervals.percentage(part.interval, whole.interval) if checkable else None,
        reason=None if checkable else rules.reasons.estimate,
    )


def _changes(plan: Plan, rules: CheckRules, figures: Sequence[_Figure]) -> Iterator[_Change]:
    """«từ a lên b, tăng c», figure beside figure."""
    rule = rules.growth
    told = words_at(plan, figures[0].record.figure[0], figures[-1].record.figure[1])
    if not may_match(rule.change, told):
        return
    for before, after, change in zip(figures, figures[1:], figures[2:], strict=False):
        if started := _start_last(plan, rules, before, after, change):
            yield started
        if not (before.is_money and after.is_money and _is_amount(change)):
            continue
        way, lead = _between(plan, before, after), _before(plan, before)
        gap = _between(plan, after, change)
        leads = (rule.leads.fullmatch(way) and rule.from_words.search(lead)) or tells_two_times(
            lead, way, gap
        )
        if not (leads and rule.behind.fullmatch(gap)):
            continue
        behind = words_at(plan, change.quantity.span[1], change.quantity.span[1] + rule.reach)
        if (
            rule.change.search(gap)
            and not rule.yearly.search(f"{gap}|{behind}")
            and not rule.against.search(behind)
        ):
            yield _Change(before, after, change)


def _start_last(
    plan: Plan, rules: CheckRules, after: _Figure, change: _Figure, before: _Figure
) -> _Change | None:
    """«74,2 triệu đồng, tăng 9,9% so với mức 67,5 triệu đồng …»: the level at the start is named last."""
    rule = rules.growth
    if not (after.is_money and before.is_money and _is_amount(change)):
        return None
    gap, then = _between(plan, after, change), _between(plan, change, before)
    if not (rule.behind.fullmatch(gap) and rule.change.search(gap) and rule.versus.fullmatch(then)):
        return None
    if rule.yearly.search(gap) or rule.change.search(_before(plan, after)):
        return None  # «tăng 4 triệu đồng so với năm trước, tăng 9 triệu đồng so với …»: the first is a change, too
    return _Change(before, after, change)


def _is_amount(figure: _Figure) -> bool:
    record = figure.record
    return figure.is_money or (isinstance(record, Target) and record.unit == "percent")


def _ways(change: _Change) -> tuple[Interval | None, Interval | None]:
    """The change as a sum and in percent, one of which it is told as."""
    before, after = change.before.quantity, change.after.quantity
    if change.change.is_money:
        return distance(before, after), None
    return None, relative_change(before, after) if before.value else None


def _change_verdict(rules: CheckRules, change: _Change) -> tuple[Verdict, str | None]:
    terms = (change.before.quantity, change.after.quantity, change.change.quantity)
    return verdict_of(rules, terms, *_ways(change))


def _expected(change: _Change) -> Words:
    before, after, stated = (f.quantity for f in (change.before, change.after, change.change))
    gap = abs(before.value - after.value)
    if change.change.is_money:
        return money(gap, own_unit(stated.exponent))
    decimals = max(stated.decimals, 1)
    return percent(intervals.rounded_to(100 * Fraction(gap) / Fraction(before.value), decimals), decimals)


def _change_finding(plan: Plan, rules: CheckRules, change: _Change) -> Finding:
    before, after, stated = (f.quantity for f in (change.before, change.after, change.change))
    expected = _expected(change)
    named = _DIFFERENCE if change.change.is_money else _RELATIVE
    tried = joined((named, expected), " ")
    fields = {
        "text": same(stated.text),
        "before": same(before.text),
        "after": same(after.text),
        "tried": tried,
    }
    return finding(
        plan,
        rules,
        "growth-mismatch",
        Place(stated.span, change.change.record.section),
        filled(rules.rules.growth_mismatch.messages.change, fields),
        expected=expected.vi,
        evidence=[before.span, after.span, stated.span],
        certainty="likely",
    )


def _change_check(plan: Plan, change: _Change, verdict: Verdict, reason: str | None) -> Check:
    terms = (change.before.quantity, change.after.quantity, change.change.quantity)
    points, relative = _ways(change)
    return checked(
        plan,
        "growth",
        Place(terms[-1].span, change.change.record.section),
        verdict,
        terms=(term.term() for term in terms),
        reported=terms[-1].interval,
        computed=points or relative,
        reason=reason,
    )
