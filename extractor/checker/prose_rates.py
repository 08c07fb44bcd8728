"""Rates beside a population that the text tells: «toàn xã có 812 hộ, trong đó 75 hộ nghèo, tỷ lệ 9,24%».

With the count beside it such a rate must follow from the two (`ratio-mismatch`); without it some whole
count must give it (`rate-impossible`).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from extractor import regex
from extractor.checker import granularity, intervals
from extractor.checker.count_lists import rates_with_their_counts, sentence_at
from extractor.checker.mergers import parted
from extractor.checker.near_wholes import counts_poor, near_wholes
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_denominator, of_target
from extractor.checker.ratio_texts import ratio_finding
from extractor.checker.report import Place, Verdicts, checked
from extractor.checker.wording import number
from extractor.language.text import canonical
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules, PopulationRule
from extractor.values import dataclass

_CHANGE = "_reduction"  # how the ids of indicators that measure a cut end
_UNNAMED = "other"  # the indicator of households that nothing says are poor
_BEST_FIRST: tuple[Verdict, ...] = ("agrees", "rounding", "disagrees")
_TELLING = 2  # decimals of a rate that proves its population
_OF_POOR = regex.compile(
    r"\bhộ (?:(?:mới|thoát|tái|cận) )*nghèo\b[^,;.:()]*$"
)  # «số hộ nghèo toàn xã 240 hộ»
_OF_ALL = regex.compile(
    r" ?%?,? (?:(?:so với|trên|trong|của) )?tổng (?:số )?hộ(?: dân| gia đình)?"
    r"(?: (?:toàn|của|trong|trên địa bàn) (?:xã|phường|thị trấn|huyện|thành phố|tỉnh))?(?= ?(?:[,;.)\n]|$| và\b))"
)
_REACH = 60
_CHANGING = 10  # a tenth of all households is more than they change by from year to year
_REPORTED = frozenset({"actual", "baseline"})
_POOR_COUNTS = frozenset({"poor_households", "near_poor_households"})
_ALL = regex.compile(r" ?(?:tổng số )?hộ (?:dân|gia đình|toàn|trên địa bàn)\b")


@dataclass(frozen=True, slots=True)
class Whole:
    """A population told in prose, and the block it stands in; `hamlet` where it stands right behind its name."""

    target: Target
    quantity: Quantity
    block: int
    hamlet: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    """A count and its rate beside a known population."""

    count: Quantity
    whole: Quantity
    rate: Quantity
    section: tuple[str, ...]
    verdict: Verdict
    other_wholes: bool


def judge_prose_rates(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every rate beside a known population, and those that it cannot give."""
    judged = plan.once(_judged_pairs, rules)
    lone = list(_lone(plan, rules, known_wholes(plan, rules)))
    return Verdicts(
        (*(_check(plan, j) for j in judged), *(granularity.check(plan, g) for g in lone)),
        (
            *(_finding(plan, rules, j) for j in judged if j.verdict == "disagrees"),
            *(granularity.finding_of(plan, rules, g) for g in lone if g.is_fault),
        ),
    )


def rates_of_wholes(plan: Plan, rules: CheckRules) -> frozenset[Span]:
    """Where the rates stand that are held against their count and a known population."""
    return frozenset(judged.rate.span for judged in plan.once(_judged_pairs, rules))


def _judged_pairs(plan: Plan, rules: CheckRules) -> tuple[_Judged, ...]:
    return tuple(_pairs(plan, rules, known_wholes(plan, rules)))


def known_wholes(plan: Plan, rules: CheckRules) -> list[Whole]:
    """The numbers of all households of a place, as sentences tell them, worked out once."""
    return plan.once(_known_wholes, rules.populations)


def _known_wholes(plan: Plan, rule: PopulationRule) -> list[Whole]:
    found = []
    for target in plan.targets:
        if target.unit != "household" or target.row is not None or target.comparator != "=":
            continue
        start, end = target.figure
        index = plan.text.block_at(start)
        block = plan.text.blocks[index]
        before = words_at(plan, max(block.body, start - rule.reach), start)
        behind = words_at(plan, end, min(block.end, end + rule.reach)) + "\n"
        if not rule.behind.match(behind) or _OF_POOR.search(before):
            continue
        if target.denominator is not None:
            if (of := _all_of(plan, target, before, behind, rule)) is not None:
                found.append(Whole(target, of, index))
            continue
        lone = target.indicator == _UNNAMED and rule.place.search(before) and not counts_poor(before)
        if rule.before.search(before) or lone:
            found.append(Whole(target, of_target(plan, target), index))
        elif target.indicator == _UNNAMED and rule.hamlet.search(before):
            found.append(Whole(target, of_target(plan, target), index, hamlet=True))
    return found


def _all_of(plan: Plan, target: Target, before: str, behind: str, rule: PopulationRule) -> Quantity | None:
    """The b of «toàn xã có 96 hộ nghèo/1.420 hộ dân»: all households, of which so many are poor."""
    if target.indicator not in _POOR_COUNTS or target.status not in _REPORTED:
        return None
    told = rule.before.search(before) is not None or _ALL.match(behind) is not None
    return of_denominator(plan, target) if told else None


def _pairs(plan: Plan, rules: CheckRules, wholes: Sequence[Whole]) -> Iterator[_Judged]:
    """Levels with their count; a population that is not theirs is told by the others in the paragraph."""
    pairs = rates_with_their_counts(plan, rules)
    with_count_ahead = {pair.rate for pair in pairs if pair.count < pair.rate}
    for pair in pairs:
        count, rate = plan.targets[pair.count], plan.targets[pair.rate]
        if pair.rate < pair.count and pair.rate in with_count_ahead:
            continue  # «từ 214 hộ (14,3%) xuống còn 175 hộ»: the rate is that of the count before it
        known = [w for w in wholes if _goes_with(plan, rules, w, count)] or _proved_beside(plan, rules, rate)
        plain = count.comparator == rate.comparator == "=" and not count.indicator.endswith(_CHANGE)
        if not known and plain and _OF_ALL.match(words_at(plan, rate.figure[1], rate.figure[1] + _REACH)):
            yield from _far_from_whole(plan, rules, wholes, count, rate)
            continue
        if not known or not plain or count.row is not None or count.denominator is not None:
            continue
        part, stated = of_target(plan, count), of_target(plan, rate)
        others = [q for q in _counts_beside(plan, known[-1].block, count) if q.value > part.value]
        fits = [_verdict(part, base, stated) for base in (*(w.quantity for w in known), *others)]
        best: Verdict = min(fits, key=_BEST_FIRST.index)
        larger = {q.value for q in others} - {w.quantity.value for w in known}
        yield _Judged(part, known[-1].quantity, stated, count.section, best, bool(larger))


def _far_from_whole(
    plan: Plan, rules: CheckRules, wholes: Sequence[Whole], count: Target, rate: Target
) -> Iterator[_Judged]:
    """«210 hộ, chiếm 14,2% tổng số hộ», and all households told in another part: of another year perhaps, so that
    only a gap beyond what they change by within years counts."""
    own = [w for w in wholes if not w.hamlet and w.target.locality == count.locality]
    own = [w for w in own if not parted(plan, rules.rates.mergers, w.target.figure, count.figure)]
    if not own or count.row is not None or count.denominator is not None or not rate.value:
        return
    part, stated = of_target(plan, count), of_target(plan, rate)
    fits = [_verdict(part, w.quantity, stated) for w in own]
    if "agrees" in fits or "rounding" in fits:
        yield _Judged(
            part,
            own[fits.index(min(fits, key=_BEST_FIRST.index))].quantity,
            stated,
            count.section,
            "agrees",
            True,
        )
        return
    implied = 100 * part.value / stated.value
    if all(abs(w.quantity.value - implied) * _CHANGING > w.quantity.value for w in own):
        yield _Judged(part, own[-1].quantity, stated, count.section, "disagrees", other_wholes=True)


def _goes_with(plan: Plan, rules: CheckRules, whole: Whole, target: Target) -> bool:
    """Told shortly before, in the same section, of the same time and place."""
    if parted(plan, rules.rates.mergers, whole.target.figure, target.figure):
        return False
    if whole.hamlet:
        return _is_of_hamlet(plan, rules, whole, target)
    near = 0 <= plan.text.block_at(target.figure[0]) - whole.block <= rules.populations.blocks
    before = whole.target.figure != target.figure and (
        whole.target.figure[0] < target.figure[0] or plan.text.block_at(target.figure[0]) == whole.block
    )
    return near and before and (_key(whole.target) == _key(target) or _is_next(plan, whole, target))


def _is_next(plan: Plan, whole: Whole, rate: Target) -> bool:
    """«Thôn Đoài: tổng số 64 hộ; tỷ lệ hộ nghèo 12,5%»: a rate that names no place, right behind the count."""
    if rate.locality is not None or plan.text.block_at(rate.figure[0]) != whole.block:
        return False
    alike = (whole.target.section, whole.target.status, whole.target.year) == (
        rate.section,
        rate.status,
        rate.year,
    )
    start, end = whole.target.figure[1], rate.figure[0]
    return alike and not any(start <= target.figure[0] < end for target in plan.targets)


def _is_of_hamlet(plan: Plan, rules: CheckRules, whole: Whole, rate: Target) -> bool:
    """A rate behind the hamlet's count, in its paragraph, that says it is the hamlet's."""
    behind = whole.target.span[1] <= rate.span[0] and plan.text.block_at(rate.figure[0]) == whole.block
    alike = whole.target.status == rate.status and whole.target.year == rate.year
    same_place = rate.locality in (None, whole.target.locality)
    if not (behind and alike and same_place):
        return False
    return rules.populations.of_hamlet.search(canonical(plan.text.text[slice(*rate.span)])) is not None


def _key(target: Target) -> tuple[object, ...]:
    return (target.section, target.status, target.year, target.locality)


def _counts_beside(plan: Plan, block: int, count: Target) -> list[Quantity]:
    """All other household counts between the population and the count, its own paragraph included."""
    start, end = plan.text.blocks[block].start, plan.text.blocks[plan.text.block_at(count.figure[0])].end
    return [
        of_target(plan, target)
        for target in plan.targets
        if target.unit == "household" and start <= target.figure[0] < end and target is not count
    ]


def _verdict(part: Quantity, whole: Quantity, stated: Quantity) -> Verdict:
    computed = intervals.percentage(part.interval, whole.interval)
    if computed.meets(stated.interval):
        return "agrees"
    return "rounding" if computed.meets_half_open(stated.cut) else "disagrees"


def _lone(plan: Plan, rules: CheckRules, wholes: Sequence[Whole]) -> Iterator[granularity.Granular]:
    """Reported shares of households that no count stands beside; all populations told must rule them out."""
    with_count = {pair.rate for pair in plan.rates}
    near = near_wholes(plan, rules.populations)
    for index, rate in enumerate(plan.targets):
        told = rate.unit == "percent" and rate.row is None and _is_reported(plan, rate)
        if told and index in near:
            yield from _of_count(plan, plan.targets[near[index]], rate, wholes)
            continue
        if not told or index in with_count or rate.indicator not in rules.populations.indicators:
            continue
        known = [w for w in wholes if _goes_with(plan, rules, w, rate)] or [*_proved(plan, rules, rate)]
        stated = of_target(plan, rate)
        asked = [g for w in known if (g := granularity.judge(w.quantity, stated, rate.section, rate.year))]
        if asked and len(asked) == len(known):
            yield next((g for g in asked if not g.is_fault), asked[-1])


def _of_count(
    plan: Plan, count: Target, rate: Target, wholes: Sequence[Whole]
) -> Iterator[granularity.Granular]:
    """The rate held against the count right before it, unless the count may be the part of a known population."""
    part, stated = of_target(plan, count), of_target(plan, rate)
    judged = granularity.judge(part, stated, rate.section, rate.year)
    if judged and not any(_verdict(part, whole.quantity, stated) != "disagrees" for whole in wholes):
        yield judged


def _is_reported(plan: Plan, rate: Target) -> bool:
    """A result, or a level of a year before the plan's: no goal is set for it, whatever words it is told in."""
    own = plan.document.plan_year
    return rate.status in _REPORTED or (own is not None and rate.year is not None and rate.year < own)


def _proved(plan: Plan, rules: CheckRules, rate: Target) -> Iterator[Whole]:
    """«Xã có 845 hộ … 97 hộ nghèo, chiếm 11,48%; hộ cận nghèo 9,35%»: a population that a count and a rate told
    beside this one prove, whatever words it is told in."""
    rates = rules.populations.indicators
    pairs = [(plan.targets[pair.count], plan.targets[pair.rate]) for pair in plan.rates]
    beside = [(c, r) for c, r in pairs if r.indicator in rates and r.row is None and _key(r) == _key(rate)]
    own = plan.text.block_at(rate.figure[0])
    for target in plan.targets if beside else ():
        plain = target.unit == "household" and target.row is None and target.comparator == "="
        if not (plain and target.figure[0] < rate.figure[0] and _place(target) == _place(rate)):
            continue
        block = plan.text.block_at(target.figure[0])
        if not 0 <= own - block <= rules.populations.blocks:
            continue
        quantity = of_target(plan, target)
        if any(_proves(plan, pair, quantity) for pair in beside):
            yield Whole(target, quantity, block)


def _proved_beside(plan: Plan, rules: CheckRules, rate: Target) -> list[Whole]:
    """The population that the poor or the nearly poor told in the same sentence prove, where a sentence before tells
    it: one told in that sentence may be of the place of one of them alone."""
    start, end = sentence_at(plan, rate.figure[0])
    others = [
        plan.targets[pair.rate]
        for pair in plan.rates
        if start <= plan.targets[pair.rate].figure[0] < end
        and plan.targets[pair.rate].indicator != rate.indicator
    ]
    return [
        whole
        for whole in (_proved(plan, rules, rate) if others else ())
        if whole.target.figure[0] < start and any(_proved_by(plan, other, whole) for other in others)
    ]


def _proved_by(plan: Plan, rate: Target, whole: Whole) -> bool:
    pairs = ((plan.targets[p.count], plan.targets[p.rate]) for p in plan.rates)
    return any(told is rate and _proves(plan, (count, told), whole.quantity) for count, told in pairs)


def _place(target: Target) -> tuple[object, ...]:
    return (target.section, target.year, target.locality)


def _proves(plan: Plan, pair: tuple[Target, Target], whole: Quantity) -> bool:
    """True where the count of the whole is the rate, told finely enough to prove it."""
    part, stated = (of_target(plan, target) for target in pair)
    if stated.decimals < _TELLING or not 0 < part.value < whole.value or {part.bound, stated.bound} != {"="}:
        return False
    return _verdict(part, whole, stated) == "agrees"


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    count, whole, rate = judged.count, judged.whole, judged.rate
    return ratio_finding(
        plan,
        rules,
        rate,
        judged.section,
        Fraction(count.value) / Fraction(whole.value),
        (number(count.value), number(whole.value)),
        [whole.span, count.span, rate.span],
        severity="warning" if judged.other_wholes else None,
    )


def _check(plan: Plan, judged: _Judged) -> Check:
    terms = (judged.count, judged.whole, judged.rate)
    return checked(
        plan,
        "ratio",
        Place(judged.rate.span, judged.section),
        judged.verdict,
        terms=(term.term() for term in terms),
        reported=judged.rate.interval,
        computed=intervals.percentage(judged.count.interval, judged.whole.interval),
    )
