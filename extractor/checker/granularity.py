"""Rates that a whole number of things must give: `rate-impossible`.

Of N households only k/N is a rate. Where N < 100·10^decimals, rates that no k gives lie between those
that one does (the granularity test of Brown and Heathers, 2017).
"""

from fractions import Fraction

from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.quantities import Quantity
from extractor.checker.report import Place, checked, filled, finding
from extractor.checker.wording import Words, joined, number, percent, same
from extractor.plan import Plan
from extractor.records import Check, Finding, Verdict
from extractor.rulebook.checks import CheckRules
from extractor.values import dataclass


@dataclass(frozen=True, slots=True)
class Granular:
    """A rate and the population it is of, with the rates next to it that whole counts give."""

    population: Quantity
    rate: Quantity
    section: tuple[str, ...]
    year: int | None
    verdict: Verdict
    nearest: tuple[tuple[int, Fraction], ...]

    @property
    def is_fault(self) -> bool:
        return self.verdict == "disagrees"


def judge(
    population: Quantity, rate: Quantity, section: tuple[str, ...], year: int | None
) -> Granular | None:
    """The rate held against all whole counts; None where the population is too large to tell, or not exact."""
    exact = population.reading.step == 0 and population.bound == rate.bound == "="
    size = int(population.value)
    if not exact or not 0 < size < 100 * 10**rate.decimals or not 0 < rate.value < 100:
        return None
    below = int(Fraction(rate.value) * size / 100)
    nearest = tuple((k, Fraction(100 * k, size)) for k in (below, below + 1) if k <= size)
    verdict: Verdict = "disagrees"
    if any(rate.interval.meets(intervals.exact(value)) for _, value in nearest):
        verdict = "agrees"
    elif any(intervals.exact(value).meets_half_open(rate.cut) for _, value in nearest):
        verdict = "rounding"
    return Granular(population, rate, section, year, verdict, nearest)


def finding_of(plan: Plan, rules: CheckRules, judged: Granular) -> Finding:
    """`rate-impossible` on the rate, with the two counts whose rates lie next to it."""
    decimals = judged.rate.decimals
    shown = joined((_in_words(k, value, decimals) for k, value in judged.nearest), ", ")
    fields = {
        "text": same(judged.rate.text),
        "population": number(judged.population.value),
        "nearest": shown,
    }
    ends = (percent(intervals.rounded_to(value, decimals), decimals).vi for _, value in judged.nearest)
    return finding(
        plan,
        rules,
        "rate-impossible",
        Place(judged.rate.span, judged.section),
        filled(rules.rules.rate_impossible.messages.no_count, fields),
        expected=" / ".join(ends),
        evidence=[judged.population.span, judged.rate.span],
        certainty="likely",
    )


def _in_words(count: int, value: Fraction, decimals: int) -> Words:
    shown = percent(intervals.rounded_to(value, decimals), decimals)
    return Words(f"{count} → {shown.vi}", f"{count} → {shown.en}")


def check(plan: Plan, judged: Granular) -> Check:
    """The record of the relation; what is computed spans the possible rates next to the stated one."""
    values = [value for _, value in judged.nearest]
    return checked(
        plan,
        "granularity",
        Place(judged.rate.span, judged.section),
        judged.verdict,
        terms=(judged.population.term(), judged.rate.term()),
        reported=judged.rate.interval,
        computed=Interval(min(values), max(values)),
    )
