"""Counts of households and the percentages they make: `rate-inconsistent`.

Each pair implies an interval of populations, [c / (r + h), c / (r - h)] x 100; the pairs of one
population must share a point.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, filled, finding, page_at, sentences
from extractor.checker.wording import Words, joined, number, percent, same
from extractor.plan import Plan, RatePair
from extractor.plantext import Span
from extractor.records import Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules

_Key = tuple[object, ...]
_CHANGE = "_reduction"  # how the ids of indicators that measure a cut end


@dataclass(frozen=True, slots=True)
class Pair:
    """A count, its rate, and the populations they allow, rounded or cut off."""

    index: RatePair
    count: Quantity
    rate: Quantity

    @property
    def population(self) -> Interval:
        return intervals.population(self.count.interval, self.rate.interval)

    @property
    def population_if_cut(self) -> Interval:
        return intervals.population(self.count.interval, self.rate.cut)

    @property
    def span(self) -> Span:
        return (min(self.count.span[0], self.rate.span[0]), max(self.count.span[1], self.rate.span[1]))


def judge_rates(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check and at most one finding for every population that two pairs or more speak of."""
    groups = [group for group in _groups(plan) if len(group) > 1]
    judged = [(group, *_verdict(group)) for group in groups]
    return Verdicts(
        tuple(_check(plan, rules, group, verdict, cut=cut) for group, verdict, cut in judged),
        tuple(
            _finding(plan, rules, group, cut=cut)
            for group, verdict, cut in judged
            if verdict == "disagrees" or cut
        ),
    )


def _groups(plan: Plan) -> list[list[Pair]]:
    """Pairs of one population: same place, year, kind of figure, in one part of the plan."""
    groups: dict[_Key, list[Pair]] = defaultdict(list)
    for index in plan.rates:
        count, rate = plan.targets[index.count], plan.targets[index.rate]
        pair = Pair(index, of_target(plan, count), of_target(plan, rate))
        households = count.unit == "household" and count.denominator is None
        positive = count.value > 0 and rate.value > 0
        if households and positive and pair.count.bound == pair.rate.bound == "=":
            groups[_key(plan, count, rate)].append(pair)
    return list(groups.values())


def _key(plan: Plan, count: Target, rate: Target) -> _Key:
    block = plan.text.blocks[plan.text.block_at(count.figure[0])]
    return (
        *(count.status, count.year, count.locality, count.population, rate.population),
        *(count.section, block.table, count.row, _is_change(count, rate)),
    )


def _is_change(count: Target, rate: Target) -> bool:
    """True for a cut («giảm 38 hộ»), false for a level («giảm còn 427 hộ»): their totals may differ."""
    named = [target for target in (count, rate) if target.indicator != "other"]
    if named:
        return any(target.indicator.endswith(_CHANGE) for target in named)
    return bool({"decrease", "increase"} & {count.direction, rate.direction})


def _verdict(group: Sequence[Pair]) -> tuple[Verdict, bool]:
    """The verdict, and whether the pairs agree only with their rates cut off."""
    if intervals.common(pair.population for pair in group) is not None:
        return "agrees", False
    cut = intervals.common(pair.population_if_cut for pair in group) is not None
    return ("rounding" if cut else "disagrees"), cut


def odd_one(group: Sequence[Pair]) -> Pair:
    """The pair that disagrees with the most others; of equals, the last."""
    votes: Counter[int] = Counter()
    for (i, a), (j, b) in combinations(enumerate(group), 2):
        if not a.population.meets(b.population):
            votes[i] += 1
            votes[j] += 1
    return group[max(range(len(group)), key=lambda i: (votes[i], i))]


def _expected(group: Sequence[Pair], odd: Pair) -> str | None:
    """The rate, or the range of rates, that the other pairs' population gives."""
    rest = intervals.common(pair.population for pair in group if pair is not odd)
    if rest is None or rest.lo is None or rest.hi is None or rest.lo <= 0:
        return None
    decimals = odd.rate.decimals
    ends = [
        intervals.rounded_to(100 * Fraction(odd.count.value) / end, decimals) for end in (rest.hi, rest.lo)
    ]
    return "–".join(percent(end, decimals).vi for end in dict.fromkeys(ends))


def _implied(pair: Pair) -> Words:
    lo, hi = pair.population.lo, pair.population.hi
    if lo is None or hi is None:
        return same("…")
    return joined((number(intervals.rounded_to(end, 0)) for end in (lo, hi)), "–")


def _in_words(pair: Pair) -> Words:
    implied = _implied(pair)
    return Words(
        f"«{pair.count.text} hộ, {pair.rate.text}» suy ra {implied.vi} hộ",
        f"“{pair.count.text} households, {pair.rate.text}” imply {implied.en} households",
    )


def _finding(plan: Plan, rules: CheckRules, group: Sequence[Pair], *, cut: bool) -> Finding:
    texts = rules.rules.rate_inconsistent.messages
    odd = odd_one(group)
    target = plan.targets[odd.index.count]
    place = target.locality
    fields = {
        "pairs": joined(map(_in_words, group), "; "),
        "locality": Words(f" của {place}", f" of {place}") if place else same(""),
    }
    message = [filled(texts.populations, fields)] + ([filled(texts.cut, {})] if cut else [])
    return finding(
        plan,
        rules,
        "rate-inconsistent",
        Place(odd.span, target.section),
        sentences(message),
        expected=_expected(group, odd),
        evidence=[pair.span for pair in group],
        severity="info" if cut else None,
        certainty="possible" if cut else "likely",
    )


def _check(plan: Plan, rules: CheckRules, group: Sequence[Pair], verdict: Verdict, *, cut: bool) -> Check:
    first, last = group[0], group[-1]
    shared = intervals.common(pair.population for pair in group)
    span = (min(pair.span[0] for pair in group), max(pair.span[1] for pair in group))
    return Check(
        doc=plan.document.doc,
        text=plan.words(span),
        span=span,
        page=page_at(plan, span[0]),
        section=plan.targets[first.index.count].section,
        rule_id="count-rate",
        relation="count-rate",
        verdict=verdict,
        terms=tuple(term.term() for pair in group for term in (pair.count, pair.rate)),
        reported=intervals.bounds(last.population),
        computed=intervals.bounds(shared or first.population),
        reason=rules.reasons.cut if cut else None,
    )
