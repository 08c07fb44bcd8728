"""Counts told as shares of a whole that the plan tells elsewhere (`ratio-mismatch`).

«Trong 52 hộ thoát nghèo có 13 hộ …, chiếm 25,0%», «310 hộ …, chiếm 38,2% tổng số hộ nghèo», and shares side by side of
which one proves the whole. Every figure that may be the whole is tried; wrong is what none of them makes.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from extractor import regex
from extractor.checker import intervals
from extractor.checker.count_lists import sentence_at
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import of_target
from extractor.checker.ratio_texts import ratio_finding
from extractor.checker.report import Place, Verdicts, checked
from extractor.checker.share_lists import made_to_add_up
from extractor.checker.wording import number
from extractor.plan import Plan
from extractor.records import Check, Finding, Severity, Target
from extractor.rulebook.checks import CheckRules, SharesOfRule
from extractor.values import dataclass

_REACH = 80
_LEFT = regex.compile(
    r"\b(?:thoát|giảm|phát sinh|tái) "
)  # those who are not among the poor of the year's end
_PROVING = 20  # the least count whose share, told with a decimal, proves a whole
_ALL = 100


@dataclass(frozen=True, slots=True)
class _Share:
    """A count and the percentage told of it; `named` is the indicator of the whole that the words behind name."""

    count: Target
    rate: Target
    named: str | None


@dataclass(frozen=True, slots=True)
class _Judged:
    share: _Share
    whole: Target
    agrees: bool
    severity: Severity | None = None


def judge_shares_of(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every count told as the share of a whole that is told, too, and those that none makes."""
    judged = [*_judged(plan, rules.shares_of)]
    return Verdicts(
        tuple(_check(plan, j) for j in judged),
        tuple(_finding(plan, rules, j) for j in judged if not j.agrees),
    )


def _judged(plan: Plan, rule: SharesOfRule) -> Iterator[_Judged]:
    shares = [*_shares(plan, rule)]
    sentences = [sentence_at(plan, share.count.figure[0]) for share in shares]
    for sentence in dict.fromkeys(sentences):
        told = [share for share, at in zip(shares, sentences, strict=True) if at == sentence]
        for share in told:
            if share.named is not None:
                yield from _of_named(plan, share)
        yield from _of_sentence(plan, rule, sentence[0], [share for share in told if share.named is None])


def _shares(plan: Plan, rule: SharesOfRule) -> Iterator[_Share]:
    """Plain counts in prose with the percentage right behind them that says what share they are."""
    order = sorted((t for t in plan.targets if t.row is None), key=lambda t: t.figure)
    for count, rate in pairwise(order):
        plain = count.unit not in {"percent", None} and count.denominator is None and count.value > 0
        share = rate.unit == "percent" and rate.indicator not in rule.levels and rate.value <= _ALL
        if not (plain and share and count.comparator == rate.comparator == "="):
            continue
        between = words_at(plan, count.figure[1], rate.figure[0])
        if rule.between.search(between) is None:
            continue
        behind = words_at(plan, rate.figure[1], rate.figure[1] + _REACH).split("\n")[0]
        if (named := rule.named.match(behind)) is not None:
            yield _Share(count, rate, rule.wholes[named["whole"]])
        elif rule.bare.match(behind):
            yield _Share(count, rate, None)


def _of_named(plan: Plan, share: _Share) -> Iterator[_Judged]:
    """Held against all that the plan tells of the place under the name of the whole, whatever year it is of."""
    wholes = [t for t in plan.targets if _is_whole(share, t) and t.indicator == share.named]
    of_place = [t for t in wholes if t.locality == share.count.locality and t.population is None]
    if not of_place:
        return
    fitting = next((t for t in wholes if _makes(plan, share, t)), None)
    if fitting is None and _LEFT.search(words_at(plan, *share.count.span)):
        of_place = [t for t in of_place if _stands_before(share.count, t)]
        if not of_place:
            return
    alone = len({t.value for t in of_place}) == 1
    yield _Judged(share, fitting or of_place[0], fitting is not None, None if alone else "warning")


def _stands_before(count: Target, whole: Target) -> bool:
    """Whether a number of the poor is that of the time before some of them ceased to be."""
    earlier = whole.year is not None and count.year is not None and whole.year < count.year
    return whole.status == "baseline" or earlier


def _of_sentence(plan: Plan, rule: SharesOfRule, start: int, shares: Sequence[_Share]) -> Iterator[_Judged]:
    """«Trong 52 hộ …» makes the whole of its sentence, and so does what one of several shares proves to be it."""
    if not shares:
        return
    block = plan.text.block_at(start)
    beside = [t for t in plan.targets if t.row is None and plan.text.block_at(t.figure[0]) == block]
    opening = next((t for t in beside if start <= t.figure[0] < shares[0].count.figure[0]), None)
    opened = (
        opening is not None and rule.opening.fullmatch(words_at(plan, start, opening.figure[0])) is not None
    )
    proved = opening if opened else _proved(plan, shares, beside)
    if proved is None:
        return
    for share in shares:
        wholes = [t for t in beside if _is_whole(share, t)]
        if not any(t.figure == proved.figure for t in wholes):
            continue
        fitting = next((t for t in wholes if _makes(plan, share, t)), None)
        yield _Judged(share, fitting or proved, fitting is not None, None if opened else "warning")


def _proved(plan: Plan, shares: Sequence[_Share], beside: Sequence[Target]) -> Target | None:
    """The figure that one of several shares, told finely, is a share of."""
    for share in shares if len(shares) > 1 else ():
        if of_target(plan, share.rate).decimals and share.count.value >= _PROVING:
            fitting = (t for t in beside if _is_whole(share, t) and _makes(plan, share, t))
            if (whole := next(fitting, None)) is not None:
                return whole
    return None


def _is_whole(share: _Share, target: Target) -> bool:
    """Whether a figure may be what the count is a part of: as many or more of the same."""
    plain = target.comparator == "=" and target.figure != share.count.figure
    return plain and target.unit == share.count.unit and target.value >= share.count.value


def _makes(plan: Plan, share: _Share, whole: Target) -> bool:
    part, base, stated = (of_target(plan, t) for t in (share.count, whole, share.rate))
    made = intervals.percentage(part.interval, base.interval)
    alike = made.meets(stated.interval) or made.meets_half_open(stated.cut)
    return alike or made_to_add_up(plan, stated, Fraction(100 * part.value) / Fraction(base.value))


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    share, whole = judged.share, judged.whole
    return ratio_finding(
        plan,
        rules,
        of_target(plan, share.rate),
        share.rate.section,
        Fraction(share.count.value) / Fraction(whole.value),
        (number(share.count.value), number(whole.value)),
        [whole.figure, share.count.span, share.rate.figure],
        severity=judged.severity,
    )


def _check(plan: Plan, judged: _Judged) -> Check:
    part, whole, stated = (of_target(plan, t) for t in (judged.share.count, judged.whole, judged.share.rate))
    return checked(
        plan,
        "ratio",
        Place(stated.span, judged.share.rate.section),
        "agrees" if judged.agrees else "disagrees",
        terms=(term.term() for term in (part, whole, stated)),
        reported=stated.interval,
        computed=intervals.percentage(part.interval, whole.interval),
    )
