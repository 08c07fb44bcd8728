"""A sum in figures beside the same sum in words: `amount-in-words-mismatch`.

«5.200 triệu đồng (Bằng chữ: Năm tỷ hai trăm triệu đồng)». What the words say is exact; the figure stands
for the interval that its rounding allows.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extractor import regex
from extractor.checker import intervals
from extractor.checker.bare import UNIT_MISSING
from extractor.checker.plan_words import words_at
from extractor.checker.quantities import Quantity, of_budget
from extractor.checker.report import Place, Verdicts, checked, filled, finding
from extractor.checker.wording import DONG, MILLION, money, same, unit_of
from extractor.language.number_words import read_number_words
from extractor.plan import Plan
from extractor.plantext import Span
from extractor.records import Budget, Check, Finding, Verdict
from extractor.rulebook.checks import AmountWordsRule, CheckRules

_SCALES = {"tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3}
_POINT = regex.compile(r" (?:phẩy|phảy|chấm) ")
_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Worded:
    """A sum with its words, those of the number alone, and their value in triệu đồng; None where they say none."""

    budget: Budget
    figure: Quantity
    span: Span
    number: Span
    value: Decimal | None


def judge_worded_sums(plan: Plan, rules: CheckRules) -> Verdicts:
    """One check for every sum that is written out in words, and those that differ."""
    checks: list[Check] = []
    findings: list[Finding] = []
    for worded in _worded_sums(plan, rules):
        verdict, reason = _verdict(rules, worded)
        checks.append(_check(plan, worded, verdict, reason))
        if verdict == "disagrees":
            findings.append(_finding(plan, rules, worded))
    return Verdicts(tuple(checks), tuple(findings))


def _worded_sums(plan: Plan, rules: CheckRules) -> Iterator[_Worded]:
    rule = rules.amount_words
    if not plan.budgets or rule.opening.search(plan.text.text) is None:
        return
    order = sorted(range(len(plan.budgets)), key=lambda i: plan.budgets[i].figure)
    starts = [plan.budgets[i].figure[0] for i in order]
    lowered = words_at(plan, 0, len(plan.text.text))
    for match, announced in _worded(rule, lowered):
        place = bisect_right(starts, match.start()) - 1
        budget = plan.budgets[order[place]] if place >= 0 else None
        if budget is None or match.start() - budget.figure[1] > rule.reach:
            continue
        value = value_of(match["words"])
        joint = lowered[budget.figure[1] : match.start()]
        if announced or (value is not None and rule.beside.fullmatch(joint)):
            budget = plan.budgets[_meant(plan, order[place], match.start(), value)]
            yield _Worded(budget, of_budget(plan, budget), match.span(), match.span("words"), value)


def _meant(plan: Plan, nearest: int, at: int, value: Decimal | None) -> int:
    """The sum that words on a line of their own stand for: behind the parts of a total they say the total, unless
    they say the last part."""
    if plan.text.block_at(plan.budgets[nearest].figure[0]) == plan.text.block_at(at):
        return nearest
    above = _totals_above(plan, nearest)
    told = [i for i in (nearest, *above) if plan.budgets[i].value == value]
    return told[0] if told else above[0] if above else nearest


def _totals_above(plan: Plan, part: int) -> list[int]:
    """The totals told before a part, the next above it first."""
    found: list[int] = []
    lower = part
    while True:
        of = [r.total for r in plan.sums if lower in r.parts and r.total not in (*found, part)]
        ahead = [i for i in of if plan.budgets[i].figure[0] < plan.budgets[part].figure[0]]
        if not ahead:
            return found
        lower = max(ahead, key=lambda i: plan.budgets[i].figure[0])
        found.append(lower)


def _worded(rule: AmountWordsRule, lowered: str) -> Iterator[tuple["regex.Match[str]", bool]]:
    """Sums in words, and whether «bằng chữ» announces them."""
    yield from ((match, True) for match in rule.words.finditer(lowered))
    yield from ((match, False) for match in rule.bracketed.finditer(lowered))


def value_of(words: str) -> Decimal | None:
    """The sum that canonical words say, in triệu đồng; None where they say none.

    >>> value_of("hai tỷ sáu trăm linh một triệu")
    Decimal('2601')
    >>> value_of("hai phẩy năm tỷ")
    Decimal('2500.0')
    """
    words = " ".join(words.replace(",", " ").replace(";", " ").split())
    whole, *rest = _POINT.split(words)
    if len(rest) > 1:
        return None
    dong = _with_decimals(whole, rest[0]) if rest else read_number_words(whole)
    return None if dong is None else dong.scaleb(DONG.exponent)


def _with_decimals(whole: str, rest: str) -> Decimal | None:
    """«hai» and «không năm tỷ»: digits one by one, or a number, then the scale of both."""
    words = rest.split()
    scale = _SCALES.get(words[-1]) if words else None
    head = read_number_words(whole)
    if scale is None or head is None:
        return None
    digits = [_DIGITS.get(word) for word in words[:-1]]
    number = read_number_words(" ".join(words[:-1]))
    if digits and None not in digits:
        part = "".join(map(str, digits))
    elif number is not None:
        part = str(number)
    else:
        return None
    return Decimal(f"{head}.{part}").scaleb(scale)


def _verdict(rules: CheckRules, worded: _Worded) -> tuple[Verdict, str | None]:
    if worded.value is None:
        return "not-checkable", rules.reasons.no_number_in_words
    if worded.budget.rule_id == UNIT_MISSING:
        return "not-checkable", rules.reasons.unit_missing
    if worded.figure.bound != "=":
        return "not-checkable", rules.reasons.estimate
    if worded.figure.value == worded.value:
        return "agrees", None
    if any(mark == "," and reading.value == worded.value for mark, reading in worded.figure.others):
        return "agrees", rules.reasons.other_reading
    said = intervals.exact(worded.value)
    if worded.figure.interval.meets(said):
        return "rounding", None
    cut = said.meets_half_open(worded.figure.cut)
    return ("rounding", rules.reasons.cut) if cut else ("disagrees", None)


def _finding(plan: Plan, rules: CheckRules, worded: _Worded) -> Finding:
    value = worded.value or Decimal(0)
    exponent = worded.figure.exponent
    unit = (unit_of(exponent) if exponent is not None else None) or MILLION
    expected = money(value, unit)
    fields = {
        "text": same(worded.figure.text),
        "words": same(plan.words(worded.number)),
        "expected": expected,
        "gap": money(abs(value - worded.figure.value), unit),
    }
    return finding(
        plan,
        rules,
        "amount-in-words-mismatch",
        Place(worded.span, worded.budget.section),
        filled(rules.rules.amount_in_words_mismatch.messages.differ, fields),
        expected=expected.vi,
        evidence=[worded.figure.span, worded.span],
    )


def _check(plan: Plan, worded: _Worded, verdict: Verdict, reason: str | None) -> Check:
    return checked(
        plan,
        "amount-in-words",
        Place(worded.span, worded.budget.section),
        verdict,
        terms=(worded.figure.term(),),
        reported=worded.figure.interval,
        computed=None if worded.value is None else intervals.exact(Fraction(worded.value)),
        reason=reason,
    )
