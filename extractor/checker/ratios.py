"""a/b and the percentage stated beside it, behind it or before: `ratio-mismatch`."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from extractor import regex
from extractor.checker import intervals
from extractor.checker.intervals import Interval
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_denominator, of_target
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import Words, number, percent, same
from extractor.plan import Plan
from extractor.records import Check, Finding, Target, Verdict
from extractor.rulebook.checks import CheckRules, RatioRule
from extractor.values import dataclass

_BREAKS = frozenset(",(–-")
_STATEMENT_ENDS = frozenset(";:.()")
_BRACKETED = regex.compile(r" ?\([^()]{0,80}\)")
_LONGEST_ASIDE = 80  # characters on either side of a figure in a bracket
_ASIDE = 4
_LED = regex.compile(  # from a percentage to the a/b that it is worked out from: «17,5% (368/2.100 hộ)»
    r"%?(?: (?!giảm|tăng|thêm|vượt|kế|chỉ|so|khối|giá|kinh|vốn|tiến)\p{L}+){0,6}?(?:"
    r" ?\((?: ?(?:tương ứng|tương đương|tức|cụ thể|là|bằng|với|có|đạt|còn|số|hộ|nghèo|cận|người|thôn|bản|:))*"
    r"|,? \(?(?:tương ứng|tương đương|ứng với|tức)(?: (?:với|là|số|hộ|nghèo|cận|người|có))*) ?"
)
_CHANGED = regex.compile(
    r"\b(?:giảm|tăng|vượt|thêm)(?: \p{L}+){0,3} ?$"
)  # a change is a share of neither figure
_CHANGE_REACH = 40
_NOUN_WORDS = 3  # more words without a comma before «đạt» name something else


@dataclass(frozen=True, slots=True)
class Ratio:
    """a/b with the percentage said of it: indices into the plan's targets.

    `apart` is True where a comma or a parenthesis sets the percentage off.
    """

    count: int
    rate: int
    apart: bool


@dataclass(frozen=True, slots=True)
class _Judged:
    ratio: Ratio
    a: Quantity
    b: Quantity
    stated: Quantity
    computed: Interval
    verdict: Verdict
    cut: bool = False
    reason: str | None = None


def stated_ratios(plan: Plan, rule: RatioRule) -> tuple[Ratio, ...]:
    """Every a/b with the percentage it makes, right behind it in the same statement, or else right before it."""
    return plan.once(_stated_ratios, rule)


def _stated_ratios(plan: Plan, rule: RatioRule) -> tuple[Ratio, ...]:
    order = sorted(range(len(plan.targets)), key=lambda i: plan.targets[i].figure)
    sums = [budget.figure[0] for budget in plan.budgets]
    found = []
    for at, (count, behind) in enumerate(pairwise(order)):
        if not plan.targets[count].denominator:
            continue
        told = (i for i in order[at + 1 : at + _ASIDE] if not _is_aside(plan, plan.targets[i]))
        rate = behind if plan.targets[behind].unit == "percent" else next(told, behind)
        gap = _gap(plan, rule, plan.targets[count], plan.targets[rate], sums)
        apart = None if gap is None else ratio_gap(gap, rule)
        if apart is not None:
            found.append(Ratio(count, rate, apart))
    taken = {index for ratio in found for index in (ratio.count, ratio.rate)}
    led = (
        Ratio(count, rate, apart=True)
        for rate, count in pairwise(order)
        if plan.targets[count].denominator and not taken & {count, rate} and _leads(plan, rate, count, sums)
    )
    return (*found, *led)


def _leads(plan: Plan, rate: int, count: int, sums: Sequence[int]) -> bool:
    """«tỷ lệ hộ nghèo 17,5% (368/2.100 hộ)»: a level in percent, and the a/b that it is worked out from."""
    told, of = plan.targets[rate], plan.targets[count]
    start, end = told.figure[1], of.figure[0]
    if told.unit != "percent" or of.unit == "percent" or None not in {told.row, of.row}:
        return False
    if told.status != of.status or not 0 < end - start <= _LONGEST_ASIDE:
        return False
    if plan.text.block_at(start) != plan.text.block_at(end) or any(start <= at < end for at in sums):
        return False
    before = words_at(plan, max(0, told.figure[0] - _CHANGE_REACH), told.figure[0])
    return _CHANGED.search(before) is None and _LED.fullmatch(words_at(plan, start, end)) is not None


def _gap(plan: Plan, rule: RatioRule, count: Target, rate: Target, sums: Sequence[int]) -> str | None:
    """The words between a/b and the next percentage, where both may be one statement."""
    start, end = count.figure[1], rate.figure[0]
    if rate.unit != "percent" or count.unit == "percent":
        return None
    if count.status != rate.status or not 0 < end - start <= rule.reach:
        return None
    if plan.text.block_at(start) != plan.text.block_at(end) or any(start <= at < end for at in sums):
        return None
    return str(_BRACKETED.sub("", words_at(plan, start, end)))


def _is_aside(plan: Plan, target: Target) -> bool:
    """«17/18 tổ (01 tổ mới thành lập), đạt 94,4%»: a figure in a bracket that is closed again."""
    start, end = target.figure
    before, behind = (
        plan.text.text[max(0, start - _LONGEST_ASIDE) : start],
        plan.text.text[end : end + _LONGEST_ASIDE],
    )
    opens, closes = before.rfind("(") > before.rfind(")"), behind.find(")")
    return opens and closes >= 0 and "(" not in behind[:closes]


def ratio_gap(gap: str, rule: RatioRule) -> bool | None:
    """Whether the words between say that the percentage is that of a/b: None where they do not.

    True where a comma or a parenthesis sets the percentage off, False where only a verb joins them.
    """
    words = rule.of_total.sub("", " ".join(gap.split()), count=1).strip()
    words, has_rate_word = _without_end(words, rule.rate_word)
    words, has_verb = _without_end(words, rule.verb)
    apart = words[-1:] in _BREAKS and bool(words)
    noun = words[:-1] if apart else words
    if any(mark in noun for mark in _STATEMENT_ENDS):
        return None
    if apart:
        return True if has_verb or has_rate_word or words[-1] == "(" else None
    plain = "," not in noun and len(noun.split()) <= _NOUN_WORDS and rule.never.search(noun) is None
    return False if has_verb and plain else None


def _without_end(words: str, pattern: "regex.Pattern[str]") -> tuple[str, bool]:
    """The words without what the pattern matches at their end, and whether it did."""
    for match in pattern.finditer(words):
        if match.end() == len(words):
            return words[: match.start()].rstrip(), True
    return words, False


def judge_ratios(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every stated ratio, and the percentages that do not follow."""
    judged = [j for ratio in stated_ratios(plan, rules.ratio) if (j := _judge(plan, rules, ratio))]
    found = [_finding(plan, rules, j) for j in judged if j.verdict == "disagrees" or j.cut]
    return Verdicts(tuple(_check(plan, j) for j in judged), tuple(found))


def _judge(plan: Plan, rules: CheckRules, ratio: Ratio) -> _Judged | None:
    count, rate = plan.targets[ratio.count], plan.targets[ratio.rate]
    a, b, stated = of_target(plan, count), of_denominator(plan, count), of_target(plan, rate)
    if b is None:
        return None
    computed = intervals.percentage(a.interval, b.interval)
    verdict: Verdict = "agrees"
    reason = _unfit(plan, rules, (a, b, stated), apart=ratio.apart)
    if reason is not None:
        return _Judged(ratio, a, b, stated, computed, "not-checkable", reason=reason)
    if not computed.meets(stated.interval):
        cut = computed.meets_half_open(stated.cut)
        verdict = "rounding" if cut else "disagrees"
        return _Judged(ratio, a, b, stated, computed, verdict, cut, rules.reasons.cut if cut else None)
    return _Judged(ratio, a, b, stated, computed, verdict)


def _unfit(
    plan: Plan, rules: CheckRules, terms: tuple[Quantity, Quantity, Quantity], *, apart: bool
) -> str | None:
    """Why a ratio cannot be checked, or None."""
    a, b, stated = terms
    if not b.value:
        return rules.reasons.no_whole
    if "~" in {a.bound, stated.bound}:
        return rules.reasons.estimate
    after = words_at(plan, stated.span[1], stated.span[1] + 40).lstrip()
    # A plan met in full by a part of the households: then b counts who could be reached, not what was planned.
    met = stated.value == 100 and (a.value < b.value or not apart)
    return rules.reasons.plan_met if met and rules.ratio.plan_words.match(after) else None


def _recomputed(judged: _Judged) -> Words:
    value = 100 * Fraction(judged.a.value) / Fraction(judged.b.value)
    return percent(intervals.rounded_to(value, judged.stated.decimals), judged.stated.decimals)


def _finding(plan: Plan, rules: CheckRules, judged: _Judged) -> Finding:
    texts = rules.rules.ratio_mismatch.messages
    expected = _recomputed(judged)
    fields = {
        "count": number(judged.a.value),
        "whole": number(judged.b.value),
        "stated": same(judged.stated.text),
        "expected": expected,
    }
    return finding(
        plan,
        rules,
        "ratio-mismatch",
        Place(judged.stated.span, plan.targets[judged.ratio.rate].section),
        filled(texts.cut if judged.cut else texts.ratio, fields),
        expected=expected.vi,
        evidence=[judged.a.span, judged.stated.span],
        severity="info" if judged.cut else None,
        certainty="possible" if judged.cut else "likely" if not judged.ratio.apart else "certain",
    )


def _check(plan: Plan, judged: _Judged) -> Check:
    ends = (*judged.a.span, *judged.stated.span)
    return checked(
        plan,
        "ratio",
        Place((min(ends), max(ends)), plan.targets[judged.ratio.count].section),
        judged.verdict,
        terms=(judged.a.term(), judged.b.term(), judged.stated.term()),
        reported=judged.stated.interval,
        computed=judged.computed,
        reason=judged.reason,
    )


def proofs(plan: Plan, rules: CheckRules) -> dict[int, tuple[Quantity, Quantity]]:
    """The a and b of every percentage that its ratio confirms, by the percentage's index."""
    judged = (_judge(plan, rules, ratio) for ratio in stated_ratios(plan, rules.ratio))
    return {j.ratio.rate: (j.a, j.b) for j in judged if j is not None and j.verdict == "agrees"}
