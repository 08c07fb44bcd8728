"""How many times one level is the other: «39,6 triệu đồng, gấp 2,4 lần mức 16,5 triệu đồng» (`growth-mismatch`)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from extractor import regex
from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.plan_words import may_match, words_at
from extractor.checker.quantities import Quantity, of_budget, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, number, same
from extractor.language.figures import read_figure
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_MONEY = "money"
_TIME = regex.compile(r"[^/;.,\d(]{0,16}(?:/ ?\p{L}+(?: \p{L}+)? ?)??/ ?(?P<time>ngày|tuần|tháng|quý|năm)\b")
_TIME_REACH = 48


@dataclass(frozen=True, slots=True)
class _Factor:
    """A level, the factor told of it and the level it is told against; `stated` is what the factor can stand for.

    `more` says that it may be told of the rise alone: «tăng gấp 1,5 lần» from 18 to 27 or to 45.
    """

    after: Quantity
    before: Quantity
    span: Span
    text: str
    decimals: int
    stated: Interval
    section: tuple[str, ...]
    more: bool = False

    @property
    def computed(self) -> Interval:
        return intervals.ratio(self.after.interval, self.before.interval)


def judge_factors(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every factor told between two levels of one kind, and those that do not follow."""
    judged = [(factor, *_verdict(rules, factor)) for factor in _factors(plan, rules)]
    return Verdicts(
        tuple(_check(plan, *each) for each in judged),
        tuple(_finding(plan, rules, factor) for factor, verdict, _ in judged if verdict == "disagrees"),
    )


def _factors(plan: Plan, rules: CheckRules) -> Iterator[_Factor]:
    """Two levels of one paragraph with nothing but a factor, a figure of its own, between them."""
    every: list[Budget | Target] = [*plan.budgets, *plan.targets]
    told = sorted((record for record in every if record.row is None), key=lambda record: record.figure)
    for after, before in zip(told, told[2:], strict=False):
        start, end = after.figure[1], before.figure[0]
        if not 0 <= end - start <= 2 * rules.growth.reach or _kind(after) != _kind(before):
            continue
        words = words_at(plan, start, end).replace("\n", " ")
        match = rules.growth.factor.fullmatch(words) if may_match(rules.growth.factor, words) else None
        figure = read_figure(match["factor"]) if match else None
        if match is not None and figure is not None and before.value > 0:
            span = start + match.start("factor"), start + match.end("factor")
            stated = intervals.rounded(figure.value, Decimal(1).scaleb(-figure.decimals))
            if not _of_one_measure(plan, after, before):
                continue
            terms = _quantity(plan, after), _quantity(plan, before)
            more = match["more"] is not None
            yield _Factor(*terms, span, match["factor"], figure.decimals, stated, after.section, more)


def _of_one_measure(plan: Plan, after: Budget | Target, before: Budget | Target) -> bool:
    """Whether no two things are measured: a level by the month is not so many times one by the year."""
    whom = [(record.per or "").partition("/")[0] for record in (after, before)]
    pairs = (whom[0], whom[1]), (_time_of(plan, after), _time_of(plan, before))
    return not any(one and other and one != other for one, other in pairs)


def _time_of(plan: Plan, record: Budget | Target) -> str | None:
    """`tháng` of «3,3 triệu đồng/người/tháng», or None."""
    start, end = record.figure
    block = plan.text.blocks[plan.text.block_at(start)]
    match = _TIME.match(words_at(plan, end, min(end + _TIME_REACH, block.end)))
    return match["time"] if match else None


def _kind(record: Budget | Target) -> str | None:
    return _MONEY if isinstance(record, Budget) else record.unit


def _quantity(plan: Plan, record: Budget | Target) -> Quantity:
    return of_budget(plan, record) if isinstance(record, Budget) else of_target(plan, record)


def _verdict(rules: CheckRules, factor: _Factor) -> tuple[Verdict, str | None]:
    if {factor.after.bound, factor.before.bound} != {"="}:
        return "not-checkable", rules.reasons.estimate
    ways = [factor.stated, factor.stated + intervals.exact(Fraction(1))] if factor.more else [factor.stated]
    return ("agrees" if any(map(factor.computed.meets, ways)) else "disagrees"), None


def _finding(plan: Plan, rules: CheckRules, factor: _Factor) -> Finding:
    times = Fraction(factor.after.value) / Fraction(factor.before.value)
    expected = number(intervals.rounded_to(times, factor.decimals), factor.decimals)
    fields = {
        "text": same(f"{factor.text} lần"),
        "before": same(factor.before.text),
        "after": same(factor.after.text),
        "tried": Words(f"gấp {expected.vi} lần", f"{expected.en} times as much"),
    }
    return finding(
        plan,
        rules,
        "growth-mismatch",
        Place(factor.span, factor.section),
        filled(rules.rules.growth_mismatch.messages.change, fields),
        expected=expected.vi,
        evidence=[factor.after.span, factor.span, factor.before.span],
        certainty="likely",
    )


def _check(plan: Plan, factor: _Factor, verdict: Verdict, reason: str | None) -> Check:
    return checked(
        plan,
        "growth",
        Place(factor.span, factor.section),
        verdict,
        terms=(factor.before.term(), factor.after.term()),
        reported=factor.stated,
        computed=factor.computed,
        reason=reason,
    )
