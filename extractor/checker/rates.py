"""Counts of households and the percentages they make: `rate-inconsistent`.

Each pair implies an interval of populations, [c / (r + h), c / (r - h)] x 100; the pairs of one
population must share a point.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from extractor import regex
from extractor.checker import intervals
from extractor.checker.bases import OF_ALL, WHOLE, base_of
from extractor.checker.count_lists import rates_with_their_counts, sentence_at
from extractor.checker.intervals import Interval
from extractor.checker.mergers import parted
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding, sentences
from extractor.checker.wording import Words, joined, number, percent, same
from extractor.plan import Plan, RatePair
from extractor.plantext import Span
from extractor.records import Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass

_Key = tuple[object, ...]
_EACH_PLACE = regex.compile(  # «tỷ lệ hộ nghèo các thôn: …»: rates of so many places
    r"\b(?:các|từng|mỗi|một số) (?:thôn|bản|xã|ấp|xóm|buôn|làng|khóm|khu phố|huyện|tổ)\b[^.;:\d]{0,30}:"
)
_CLAUSE_ENDS = regex.compile(r";|[.](?=\s)")
_POOR = frozenset({"poor_households", "near_poor_households"})
_GROWN = Fraction(1, 3)  # no place has a third more households a year later, but for a merger
_CHANGE = "_reduction"  # how the ids of indicators that measure a cut end


@dataclass(frozen=True)
class Pair:
    """A count, its rate, and the populations they allow, rounded or cut off."""

    index: RatePair
    count: Quantity
    rate: Quantity

    @cached_property
    def population(self) -> Interval:
        return intervals.population(self.count.interval, self.rate.interval)

    @property
    def population_if_cut(self) -> Interval:
        return intervals.population(self.count.interval, self.rate.cut)

    @property
    def span(self) -> Span:
        return (min(self.count.span[0], self.rate.span[0]), max(self.count.span[1], self.rate.span[1]))


@dataclass(frozen=True, slots=True)
class Group:
    """The pairs of one population; `changes` says that they are cuts or rises, not levels."""

    pairs: tuple[Pair, ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    """A group with its verdict; `cut` says that the pairs agree only with their rates cut off."""

    group: Group
    verdict: Verdict
    cut: bool = False
    reason: str | None = None


def judge_rates(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check and at most one finding for every population that two pairs or more speak of."""
    groups = _groups(plan, rules)
    judged = [_judge(plan, rules, group) for group in groups.values() if len(group.pairs) > 1]
    judged += _across(plan, rules, groups, judged)
    return Verdicts(
        tuple(_check(plan, j) for j in judged),
        tuple(_finding(plan, rules, j) for j in judged if j.verdict == "disagrees" or j.cut),
    )


def _groups(plan: Plan, rules: CheckRules) -> dict[_Key, Group]:
    """Pairs of one population: same place, year, kind of figure, base, in one part of the plan."""
    groups: dict[_Key, list[Pair]] = defaultdict(list)
    counts = [plan.targets[index.count].figure[0] for index in plan.rates]
    for index in _one_each(rates_with_their_counts(plan, rules)):
        count, rate = plan.targets[index.count], plan.targets[index.rate]
        pair = Pair(index, of_target(plan, count), of_target(plan, rate))
        households = count.unit == "household" and count.denominator is None
        positive = count.value > 0 and rate.value > 0
        base = base_of(plan, rules.rates.part_words, counts, count.figure[0])
        if (
            households
            and positive
            and base
            and not _is_of_poor(plan, rules, count)
            and pair.count.bound == pair.rate.bound == "="
        ):
            area = _area(plan, rules, count)
            groups[(_is_change(count, rate), base, area, *_key(plan, count, rate))].append(pair)
    return {key: Group(tuple(pairs), bool(key[0])) for key, pairs in groups.items()}


def _area(plan: Plan, rules: CheckRules, count: Target) -> str:
    """«khu vực nông thôn 186 hộ (15,2%)»: the area or people that a count is told of, "" where none is named."""
    at = count.figure[0]
    named = rules.rates.area.search(words_at(plan, sentence_at(plan, at)[0], at))
    return named["area"] if named is not None else ""


def _across(
    plan: Plan, rules: CheckRules, groups: Mapping[_Key, Group], told: Sequence[_Judged]
) -> Iterator[_Judged]:
    """Of the poor of one place at all times, levels and cuts together, the one pair far from all others.

    Households come and go from year to year: only gaps above the tolerance of changes count, and only
    where the others agree among themselves: two of them at least, one in the same paragraph, or one that tells of
    a third more or fewer.
    """
    tolerance = Fraction(rules.rates.change_tolerance_percent, 100)
    known = {id(pair) for j in told if j.verdict == "disagrees" or j.cut for pair in j.group.pairs}
    pools: dict[_Key, list[Pair]] = defaultdict(list)
    for pair in (pair for group in groups.values() for pair in group.pairs):
        count, rate = plan.targets[pair.index.count], plan.targets[pair.index.rate]
        base = base_of(plan, rules.rates.part_words, [], count.figure[0])
        whole = base == WHOLE and not _area(plan, rules, count)
        if whole and count.row is None and _counts_poor(count, rate) and _is_one_clause(plan, pair):
            pools[count.locality, count.population, rate.population].append(pair)
    for pool in pools.values():
        odd = odd_one(pool, tolerance)
        rest = [pair for pair in pool if pair is not odd]
        beside = [
            pair for pair in rest if plan.text.block_at(pair.span[0]) == plan.text.block_at(odd.span[0])
        ]
        apart = all(
            far_apart(odd, pair, tolerance) and not parted(plan, rules.rates.mergers, odd.span, pair.span)
            for pair in rest
        )
        agree = not any(far_apart(a, b, tolerance) for a, b in combinations(rest, 2))
        grown = bool(rest) and all(far_apart(odd, pair, _GROWN) for pair in rest)
        if (
            apart
            and agree
            and _own_whole(plan, odd) is None
            and (len(rest) > 1 or beside or grown)
            and not any(id(pair) in known for pair in pool)
        ):
            yield _Judged(Group((*rest, odd), changes=True), "disagrees")


def _is_of_poor(plan: Plan, rules: CheckRules, count: Target) -> bool:
    """«Trong số hộ nghèo có 34 hộ người cao tuổi, chiếm 33,3%», and the whole itself: «159 hộ trong 1.235 hộ»."""
    at = count.figure[0]
    before = words_at(plan, sentence_at(plan, at)[0], at)
    if _EACH_PLACE.search(before):
        return True
    return rules.rates.of_poor.search(before) is not None or OF_ALL.search(before) is not None


def _is_one_clause(plan: Plan, pair: Pair) -> bool:
    """No semicolon and no end of a sentence between the two, and both by the year or neither."""
    count, rate = plan.targets[pair.index.count], plan.targets[pair.index.rate]
    first, second = sorted((count.figure, rate.figure))
    return count.per == rate.per and _CLAUSE_ENDS.search(plan.text.text, first[1], second[0]) is None


def _counts_poor(count: Target, rate: Target) -> bool:
    return count.indicator.removesuffix(_CHANGE) in _POOR and rate.indicator != "other"


def _one_each(pairs: Iterable[RatePair]) -> list[RatePair]:
    """Of pairs that share a figure the first: between two counts a rate stands by one of them."""
    kept: list[RatePair] = []
    for pair in sorted(pairs, key=lambda pair: (max(pair.count, pair.rate), min(pair.count, pair.rate))):
        if all(pair.count != other.count and pair.rate != other.rate for other in kept):
            kept.append(pair)
    return kept


def _key(plan: Plan, count: Target, rate: Target) -> _Key:
    block = plan.text.blocks[plan.text.block_at(count.figure[0])]
    return (
        *(count.status, count.year, count.locality, count.population, rate.population),
        *(count.section, block.table, count.row),
    )


def _is_change(count: Target, rate: Target) -> bool:
    """True for a cut («giảm 38 hộ»), false for a level («giảm còn 427 hộ»): their totals may differ."""
    named = [target for target in (count, rate) if target.indicator != "other"]
    if named:
        return any(target.indicator.endswith(_CHANGE) for target in named)
    return bool({"decrease", "increase"} & {count.direction, rate.direction})


def _judge(plan: Plan, rules: CheckRules, group: Group) -> _Judged:
    """Levels must share a population; of changes only what a changed population cannot explain counts."""
    if intervals.common(pair.population for pair in group.pairs) is not None:
        return _Judged(group, "agrees")
    tolerance = _tolerance(rules, group)
    wholes = {id(pair): _own_whole(plan, pair) for pair in group.pairs}
    apart = [
        (a, b)
        for a, b in combinations(group.pairs, 2)
        if far_apart(a, b, tolerance) and not _of_two(group, wholes, a, b)
    ]
    if all(parted(plan, rules.rates.mergers, a.span, b.span) for a, b in apart):
        return _Judged(group, "not-checkable", reason=rules.reasons.population_changed)
    if intervals.common(pair.population_if_cut for pair in group.pairs) is not None:
        return _Judged(group, "rounding", cut=True, reason=rules.reasons.cut)
    return _Judged(group, "disagrees")


def _own_whole(plan: Plan, pair: Pair) -> Decimal | None:
    """The households told before a pair in its sentence that its count and its rate are of to the digit: «các huyện
    nghèo có 61.230 hộ, trong đó 19.312 hộ nghèo, tỷ lệ 31,54%»."""
    start = sentence_at(plan, pair.count.span[0])[0]
    told = (t for t in plan.targets if start <= t.figure[0] < pair.count.span[0] and t.row is None)
    wholes = [
        t.value for t in told if t.unit == "household" and t.comparator == "=" and t.denominator is None
    ]
    return next((w for w in reversed(wholes) if pair.population.meets(intervals.exact(w))), None)


def _of_two(group: Group, wholes: Mapping[int, Decimal | None], a: Pair, b: Pair) -> bool:
    """Whether two pairs are of two populations: each of its own one, or one of its own beside others that agree."""
    own, other = wholes[id(a)], wholes[id(b)]
    if own is not None and other is not None:
        return own != other
    rest = [pair for pair in group.pairs if wholes[id(pair)] is None]
    return own != other and len(rest) > 1 and intervals.common(p.population for p in rest) is not None


def _tolerance(rules: CheckRules, group: Group) -> Fraction:
    return Fraction(rules.rates.change_tolerance_percent, 100) if group.changes else Fraction(0)


def far_apart(a: Pair, b: Pair, tolerance: Fraction) -> bool:
    """True where one pair implies at least so much more than all that the other can imply."""
    wider = [pair.population.times(1 + tolerance) for pair in (a, b)]
    return not (a.population.can_reach(wider[1]) and b.population.can_reach(wider[0]))


def odd_one(group: Sequence[Pair], tolerance: Fraction = Fraction(0)) -> Pair:
    """The pair that disagrees with the most others; of equals, the last."""
    votes: Counter[int] = Counter()
    for (i, a), (j, b) in combinations(enumerate(group), 2):
        if far_apart(a, b, tolerance):
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


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    pairs = judged.group.pairs
    odd = odd_one(pairs, _tolerance(rules, judged.group))
    target = plan.targets[odd.index.count]
    return finding(
        plan,
        rules,
        "rate-inconsistent",
        Place(odd.span, target.section),
        sentences(_message(rules, judged, target.locality)),
        expected=_expected(pairs, odd),
        evidence=[pair.span for pair in pairs],
        severity="info" if judged.cut else None,
        certainty="possible" if judged.cut else "likely",
    )


def _message(rules: CheckRules, judged: _Judged, place: str | None) -> Iterator[Words]:
    texts = rules.rules.rate_inconsistent.messages
    fields = {
        "pairs": joined(map(_in_words, judged.group.pairs), "; "),
        "locality": Words(f" của {place}", f" of {place}") if place else same(""),
    }
    yield filled(texts.populations, fields)
    if judged.group.changes:
        yield filled(texts.changes, {"tolerance": percent(Decimal(rules.rates.change_tolerance_percent))})
    if judged.cut:
        yield filled(texts.cut, {})


def _check(plan: Plan, judged: _Judged) -> Check:
    group = judged.group.pairs
    first, last = group[0], group[-1]
    shared = intervals.common(pair.population for pair in group)
    span = (min(pair.span[0] for pair in group), max(pair.span[1] for pair in group))
    return checked(
        plan,
        "count-rate",
        Place(span, plan.targets[first.index.count].section),
        judged.verdict,
        terms=(term.term() for pair in group for term in (pair.count, pair.rate)),
        reported=last.population,
        computed=shared or first.population,
        reason=judged.reason,
    )
